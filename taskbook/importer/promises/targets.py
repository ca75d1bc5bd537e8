"""Importer, step 3d: a task's words -> its figures and goals without a number (domain.md, Targets).

In: typeset text, the year, and the registered indicators. Out: Found: targets and milestones as plain mappings in
printed order, and what is uncertain with its place in the text. A figure's indicator stands before it (泊位2000个) or
behind it (44座危桥改造) in the same part of a list; parts without a verb take the one before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from taskbook.dues import text_due
from taskbook.importer.promises.carry import Carry
from taskbook.importer.promises.clauses import Unsure, completed, promises
from taskbook.importer.promises.deadlines import moment
from taskbook.importer.promises.difficult import difficult
from taskbook.importer.promises.figures import Figure, figures, is_past
from taskbook.importer.promises.goals import compared, goal, qualitative
from taskbook.importer.promises.laststep import is_step, last_step, steps_apart
from taskbook.importer.promises.milestones import parted, read_milestones
from taskbook.importer.promises.misgivings import quantities_left, second_thoughts, words_left
from taskbook.importer.promises.parts import regroup
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.unheld import unheld
from taskbook.spoken import SHARE
from taskbook.text import fold_text

Record = dict[str, object]
_CLAUSE = re.compile(r"[^。；，：！？]+")
_BLURRED = re.compile(r"^[由从]|转变|延伸|(?<=....)(?:县市区|乡镇|村|社区|区域)$")
_VAGUE = re.compile(
    r"全面实现[^，。；]{4,}|一[个家]?[^，。；]{1,8}(?:有|建|配)一[个家所名][^，。；]+|应(?P<x>[\u4e00-\u9fff])尽(?P=x)|零(?:事故|死亡|新增|距离办)|百分之[一二三四五六七八九十百零点]+|[二三四五六七八九十]分之[一二两三四五六七八九]|[一二三四五六七八九]成(?:以上|以下|左右)|(?:不低于|不少于|达到?|超过?|突破)[一二三四五六七八九]成(?![功立员为])|(?:全部|悉数)(?:完成|到位|建成|投用|整改)"
)
_WEAK = re.compile(r"(?:研究|科学)?(?:编制|制定|修订|出台|印发|发布)")


@dataclass(slots=True)
class Found:
    """What stands in a text: targets and milestones as plain mappings in printed order, and what is uncertain."""

    targets: list[Record] = field(default_factory=list)
    milestones: list[Record] = field(default_factory=list)
    doubts: list[Unsure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader knows beforehand: the plan's year, and the ids of registered indicators by folded name."""

    year: int = 0
    indicators: Mapping[str, str] = field(default_factory=dict)


def read_targets(text: str, headline: bool = False, known: Known | None = None) -> Found:
    """Read the figures and checkable commitments of a text; headline also takes goals that only name a task."""
    known = known or Known()
    found = Found()
    text = steps_apart(parted(text))
    counted, doubtful = figures(text)
    found.doubts += [Unsure(start, end, text[start:end], "数字没有读作指标") for start, end in doubtful]
    placed: list[tuple[int, Record]] = []
    carry, read = Carry(), list[Promise]()
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if start and text[start - 1] in "。；！？":
            carry = carry.sentence()
        inside = [figure for figure in counted if start <= figure.start < end and not is_past(text, figure.start)]
        before = len(placed)
        made = completed(list(promises(text, start, end, inside, carry, found.doubts)), text[start:end])
        firm = carry.effort
        carry.after_clause(clause.group(), bool(inside))
        stated = _without_figures(goal(text, start, end, firm), [one.figure for one in made])
        if not made:
            stated = last_step(text, start, end, read) or stated
            stated = stated or (qualitative(text, start, end) if headline else None)
        if stated is not None:
            placed.append((stated[0], _dated(stated[1], known)))
            if _BLURRED.search(str(stated[1]["indicator"])) and "覆盖" in str(stated[1]["quote"]):
                place = (stated[0], stated[0] + len(str(stated[1]["quote"])))
                found.doubts.append(Unsure(*place, record_words(stated[1]), "指标名称可能多读或少读了字"))
        else:
            found.doubts += [*_vague(text, start, end, inside), *_beside(text, inside, end)]
        placed += _compared(text, (start, end), carry.whole, placed[before:], known)
        read += made
    regroup(read)
    placed += [(one.start, _record(one, known, found)) for one in read]
    rows = [record for _, record in sorted(placed, key=lambda pair: pair[0])]
    reached = [_dated(one, known) for one in read_milestones(text) if not is_step(one, rows)]
    found.targets = list(_sound(_self_contained(rows, text) if headline else rows, text, known, found))
    found.milestones = list(_sound(reached, text, known, found))
    found.doubts += _weak(text, found.milestones)
    _think_again(text, counted, read, found)
    return found


def _think_again(text: str, counted: list[Figure], read: list[Promise], found: Found) -> None:
    """Doubt what in a text nothing that was read accounts for."""
    stating = [*found.milestones, *(record for record in found.targets if "kind" in record)]
    rest = [one for one in counted if not _sizes(text, one, stating)]
    found.doubts += second_thoughts(text, rest, read, found.doubts)
    found.doubts += quantities_left(text, counted, found.targets, found.doubts)
    promised, due = [*found.targets, *found.milestones], text_due(fold_text(text)) or ""
    found.doubts += words_left(text, promised, bool(due))
    found.doubts += unheld(text, counted, read, promised, found.doubts, due)
    found.doubts += difficult(text, read, found.doubts)


def _compared(
    text: str, clause: tuple[int, int], whole: str, placed: list[tuple[int, Record]], known: Known
) -> Iterator[tuple[int, Record]]:
    """Yield a clause's goals that compare without a digit, but those that were read already."""
    held = [range(start, start + len(str(row["quote"]))) for start, row in placed if "kind" in row]
    for start, record in compared(text, *clause, whole):
        if not any(start + len(str(record["quote"])) - 1 in place for place in held):
            yield start, _dated(record, known)


def _vague(text: str, start: int, end: int, inside: list[Figure]) -> Iterator[Unsure]:
    """Doubt a goal in words that no reading took, but those that a figure is part of."""
    found = _VAGUE.search(text, start, end)
    if found and not any(one.start < found.end() and found.start() < one.end for one in inside):
        yield Unsure(*found.span(), found.group(), "像是可以核对的目标，未读作指标")


def _beside(text: str, inside: list[Figure], end: int) -> Iterator[Unsure]:
    """Doubt a goal in words in the last part of a list behind a figure (增长8%、总量进入全省前三)."""
    mark = text.find("、", inside[-1].end, end) if inside else -1
    stated = goal(text, mark + 1, end, effort=False) if mark >= 0 else None
    if stated is not None:
        quote = str(stated[1]["quote"])
        yield Unsure(stated[0], stated[0] + len(quote), quote, "像是可以核对的目标，未读作指标")


def _sizes(text: str, figure: Figure, milestones: list[Record]) -> bool:
    """Whether a figure is part of what a milestone names (60万吨甲醇项目建成投产)."""
    quotes = [(text.find(str(row["quote"])), len(str(row["quote"]))) for row in milestones]
    return any(start <= figure.start < start + length for start, length in quotes)


def _weak(text: str, milestones: list[Record]) -> Iterator[Unsure]:
    """Doubt milestones that only say that a paper is written."""
    for quote, what in ((str(record["quote"]), str(record["what"])) for record in milestones):
        if _WEAK.match(quote):
            start = text.find(quote)
            yield Unsure(start, start + len(quote), what, "编制、出台类的事项读作了节点")


def _without_figures(stated: tuple[int, Record] | None, inside: list[Figure]) -> tuple[int, Record] | None:
    """Drop a goal in whose words a figure stands: then the figure is the promise."""
    if stated is None:
        return None
    start, end = stated[0], stated[0] + len(str(stated[1]["quote"]))
    return None if any(start <= figure.start < end for figure in inside) else stated


def _self_contained(records: list[Record], text: str) -> list[Record]:
    """Lengthen the quotes that leave out their indicator (力争10%) to the words of the goal before."""
    made: list[Record] = []
    for record in records:
        quote, indicator = str(record["quote"]), fold_text(str(record["indicator"]))
        if made and "id" not in record and not all(char in fold_text(quote) for char in indicator):
            start = text.rfind(str(made[-1]["quote"]), 0, text.find(quote) + 1)
            end = text.find(quote) + len(quote)
            record = {**record, "quote": text[start:end]} if 0 <= start < end else record
        made.append(record)
    return made


def _sound(records: list[Record], text: str, known: Known, found: Found) -> Iterator[Record]:
    """Yield the records that check will take: said in the text's own words, once, not before the plan's year."""
    folded, seen = fold_text(text), []
    for record in records:
        quote, when = fold_text(str(record["quote"])), str(record.get("by", known.year))
        words = [fold_text(str(record[key])) for key in ("verb", "by_text") if key in record]
        printed = quote in folded and all(word in folded for word in words)
        printed &= fold_text(str(record.get("unit", ""))) in quote or bool(
            record.get("unit") == "%" and SHARE.search(quote)
        )
        printed &= all(char in folded for char in fold_text(str(record.get("indicator", record.get("what", "")))))
        if when < f"{known.year:04}"[: len(when)]:
            record = {key: value for key, value in record.items() if key != "by"}
            found.doubts.append(Unsure(0, len(text), when, "期限早于本年，未写 by", "对照原文核对年份"))
        if printed and record not in seen:
            seen.append(record)
            yield record
        elif not printed:
            found.doubts.append(Unsure(0, len(text), record_words(record), "读出的字不全在原句里，未写入"))


def _record(made: Promise, known: Known, found: Found) -> Record:
    """Write a promise as a record, and note what is uncertain in it."""
    record = _dated(made.record(), known)
    if made.figure.unsure:
        made.why.append("由汉字数字读出")
    if made.why:
        read = f"{made.indicator} {made.op} {made.figure.value} {made.figure.unit}"
        found.doubts.append(Unsure(made.figure.start, made.figure.end, read, "；".join(made.why)))
    return record


def _dated(record: Record, known: Known) -> Record:
    """Add the indicator's id and the date; keys come in the order of the data."""
    name = fold_text(str(record.get("indicator", "")))
    registered = known.indicators.get(name) or known.indicators.get(name.replace("新增", ""))
    if registered is not None:
        record["id"] = registered
    if "by_text" in record and (by := moment(str(record["by_text"]), known.year)) is not None:
        record["by"] = by
    return {key: record[key] for key in (MILESTONE_KEYS if "what" in record else KEYS) if key in record}


KEYS = (
    "indicator", "id", "op", "value", "unit", "measure", "kind", "verb", "per", "base", "among", "effort", "by",
    "by_text", "quote",
)  # fmt: skip
MILESTONE_KEYS = ("what", "quote", "by", "by_text")


def record_words(record: Record) -> str:
    """Say a target in short, for the review list."""
    return " ".join(str(record[key]) for key in ("indicator", "op", "value", "unit", "kind") if key in record)
