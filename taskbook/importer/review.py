"""Importer, step 5: doubts -> the questions of review.md, each with its place in source.txt and the words around it.

In: the raw text and the doubts in any order. Out: Questions in the order of the document. Several doubts about one task
are one question, and so are those of a few tasks that have one cause: they are settled in one go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.reviewlist import Question

AROUND = 16
_LONG = 40
_AT_ONCE = 4
"""Places that one entry shows at most: it should be settled within a minute."""
_SHORT_DOCUMENT = 30
"""Tasks of a document that is so short that its units are looked over in one go."""
_AT_A_GLANCE = 10
"""New units that are looked over with the rest of the document's own data."""


def questions(raw: str, doubts: Iterable[Doubt], tasks: Iterable[Span] = ()) -> list[Question]:
    """Make the questions; doubts with a place in the same task's words and the same advice are joined."""
    spans = sorted(tasks, key=lambda span: span.start)
    short = 0 < len(spans) < _SHORT_DOCUMENT
    placed = sorted(dict.fromkeys(_of_registry(raw, doubt) if short else doubt for doubt in doubts), key=_order)
    few = sum(doubt.span is None and "units.yml" in doubt.todo for doubt in placed) <= _AT_A_GLANCE
    found = [_question(raw, list(group)) for _, group in groupby(placed, key=lambda doubt: _group(doubt, spans, few))]
    return list(_distinct(_together(found)))


def _of_registry(raw: str, doubt: Doubt) -> Doubt:
    """Put a doubt about a unit's record to those about the document's own data; its words keep the place."""
    if doubt.span is None or "units.yml" not in doubt.todo:
        return doubt
    return replace(doubt, read=f"{doubt.read}（{_where(raw, doubt.span)}）", span=None)


def _together(found: list[Question]) -> Iterator[Question]:
    """Put questions with the same advice together, a few at a time; each comes where its first one stands.

    The same thing read for the same reason at many places is settled once: its places count as one.
    """
    alike: dict[str, list[list[Question]]] = {}
    for question in found:
        groups = alike.setdefault(question.todo, [])
        same = next((group for group in groups if (question.read, question.why) in map(_cause, group)), None)
        last = groups[-1] if groups and len({*map(_cause, groups[-1])}) < _AT_ONCE else None
        if group := same if same is not None else last:
            group.append(question)
        else:
            groups.append([question])
    firsts = {id(group[0]): tuple(group[1:]) for groups in alike.values() for group in groups}
    for question in found:
        if id(question) in firsts:
            yield replace(question, others=firsts[id(question)])


def _cause(question: Question) -> tuple[str, str]:
    return question.read, question.why


def _order(doubt: Doubt) -> tuple[bool, int, bool, str]:
    """Order by place; what concerns the whole document comes last, what concerns its units behind all."""
    start = doubt.span.start if doubt.span else 0
    return doubt.span is None, start, doubt.span is None and "units.yml" in doubt.todo, doubt.todo


def _group(doubt: Doubt, tasks: list[Span], few: bool) -> object:
    """Say which question a doubt belongs to: one per task and advice, one about the document, one about its units.

    few: the units are so few that they are looked over with the document.
    """
    if doubt.span is None:
        return "units.yml" in doubt.todo and not few
    for span in tasks:
        if span.start <= doubt.span.start < span.end:
            return span.start, doubt.todo
    return doubt


def _question(raw: str, doubts: list[Doubt]) -> Question:
    first = doubts[0]
    whys = list(dict.fromkeys(doubt.why for doubt in doubts))
    reads = "；".join(dict.fromkeys(_short(doubt.read) for doubt in doubts))
    why = whys[0] if len(whys) == 1 else "；".join(f"{_short(doubt.read)}：{doubt.why}" for doubt in doubts)
    if first.span is None:
        return Question("全文", "", reads, why, "；".join(dict.fromkeys(doubt.todo for doubt in doubts)))
    last = max(doubt.span.end for doubt in doubts if doubt.span is not None)
    return Question(_where(raw, first.span), _around(raw, first.span.start, last), reads, why, first.todo)


def _where(raw: str, span: Span) -> str:
    line = raw.count("\n", 0, span.start) + 1
    return f"source.txt:{line}:{span.start - (raw.rfind(chr(10), 0, span.start) + 1) + 1}"


def _around(raw: str, start: int, end: int) -> str:
    """Quote the raw words with some before and behind, in one line."""
    begin, stop = max(start - AROUND, 0), min(max(end, start + 1) + AROUND, len(raw))
    words = " ".join(raw[begin:stop].split())
    if len(words) > 160:
        words = f"{words[:100]}……{words[-50:]}"
    return f"{'…' if begin else ''}{words}{'…' if stop < len(raw) else ''}"


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONG else one_line[:_LONG] + "…"


def _distinct(found: Iterable[Question]) -> Iterator[Question]:
    """Give questions with the same heading different ones."""
    seen: dict[str, int] = {}
    for question in found:
        seen[question.title] = number = seen.get(question.title, 0) + 1
        yield question if number == 1 else replace(question, read=f"{question.read}（{number}）")
