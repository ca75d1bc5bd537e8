"""Importer: a whole document in one line: its line ends were lost, or became blanks (part of split).

In: the lines without noise. Out: the lines, the long one cut where it began others, and a doubt that says so.
UnreadableError where the numbers in it do not count up: nobody could tell where a task ends.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source, UnreadableError
from taskbook.importer.structure.lines import Mark, Style, mark
from taskbook.labels import LABEL
from taskbook.spoken import DAY
from taskbook.text import Key, typeset

_LEAST, _SHARE = 160, 0.6
"""Characters of a line that can hold a document, and what it holds of all of them."""
_FEWEST = 3
"""Numbers that count up: fewer may stand in a sentence."""
_BEGINS = re.compile(
    r"第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,3}(?:、|\.(?!\d))"
)
_ENDED = "。;:!?)"
_HEAD = 40
"""Characters of a heading behind which the first number under it stands without a mark between."""
_OPENS = re.compile("[\u4e00-\u9fff“《(0-9]")
_ENDS = re.compile("[\u4e00-\u9fff”》%)。;:!?,号]")
_TRUSTED = 0.6
"""The share of the blanks behind or before which a line certainly began: then all of them were line ends."""
_SHOWN = 40
_WHY = "整篇文件连成一段，按编号和空格分成各行"
_CHECK = "对照原文核对各条任务从哪里开始、到哪里结束；无误则删去本条"
_LOST = "整篇文件连成一段，其中的编号接不上，分不出各条任务；请从原网页或原文件重新取得，保留换行，再导入"


def unrun(source: Source, lines: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Doubt]]:
    """Cut the line that holds nearly all of a document; all others stay."""
    whole = max(lines, key=lambda line: len(line.text), default=None)
    every = sum(len(line.text) for line in lines)
    if whole is None or whole.cells or len(whole.text) < max(_LEAST, _SHARE * every):
        return list(lines), []
    found = list(_numbers(source, whole))
    counting = _counting(found)
    if len(found) > _FEWEST and len(counting) * 2 < len(found):
        raise UnreadableError(f"{source.name or '文件'}：{_LOST}")
    if len(counting) < _FEWEST:
        return list(lines), []
    blanks = _blanks(source, whole)
    cuts = {*counting, *(blanks if _all_ends(whole.text, blanks, counting) else _sure(whole.text, blanks, counting))}
    parts = [_part(whole, start, end) for start, end in pairwise(sorted({0, *cuts, len(whole.text)}))]
    place = next(n for n, line in enumerate(lines) if line is whole)
    first = min(counting)
    doubt = Doubt(typeset(whole.text[first : first + _SHOWN]), _WHY, _CHECK, whole.span(first, first + 1))
    return [*lines[:place], *parts, *lines[place + 1 :]], [doubt]


def _part(line: Paragraph, start: int, end: int) -> Paragraph:
    return Paragraph(Key(line.text[start:end], line.key.places[start:end]))


def _numbers(source: Source, line: Paragraph) -> Iterator[tuple[int, Mark]]:
    """Yield the numbers that may have begun a line: behind a blank, a sentence, or a heading with no end of its own."""
    blanks, heading = set(_blanks(source, line)), -_HEAD - 1
    for match in _BEGINS.finditer(line.text):
        at, found = match.start(), mark(source, line, match.start())
        if found is None or line.text[at - 1 : at].isdigit():
            continue
        between = line.text[heading:at] if 0 <= heading < at else "。"
        under = found.value == 1 and len(between) <= _HEAD and not set(between) & set("。;,:")
        if at == 0 or at in blanks or line.text[at - 1] in _ENDED or _dated(line.text, at) or under:
            yield at, found
            heading = found.end if found.style < Style.NUMBER else heading


def _dated(text: str, at: int) -> bool:
    """Whether a place is right behind a date, where a notice ends."""
    return bool(re.search(rf"(?:{DAY}|\d{{1,2}}月\d{{1,2}}日)$", text[max(at - 12, 0) : at]))


def _counting(found: Sequence[tuple[int, Mark]]) -> list[int]:
    """Return the places of the numbers that begin or go on with a count; a 1 counts where more follow or stand over."""
    last: dict[Style, int] = {}
    places = []
    for at, number in found:
        if number.value == 1 or number.value == last.get(number.style, 0) + 1 or number.style not in last:
            last[number.style] = number.value
            places.append(at)
    return places


def _blanks(source: Source, line: Paragraph) -> list[int]:
    """Return the places behind a blank between words or marks, where a line can have ended."""
    places, text = line.key.places, line.text
    return [
        n
        for n in range(1, len(text))
        if places[n] > places[n - 1] + 1 and _OPENS.match(text[n]) and _ENDS.match(text[n - 1])
    ]


def _sure(text: str, blanks: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """Return the blanks behind the end of a sentence, before a number or before a label."""
    return [n for n in blanks if text[n - 1] in _ENDED or n in numbers or LABEL.match(text, n)]


def _all_ends(text: str, blanks: Sequence[int], numbers: Sequence[int]) -> bool:
    """Whether the blanks of a line stand where its line ends were: most of them certainly do."""
    return len(_sure(text, blanks, numbers)) >= _TRUSTED * len(blanks) > 0
