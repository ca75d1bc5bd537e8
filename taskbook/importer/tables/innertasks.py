"""Importer: several numbered tasks in one cell of a table (1.…;2.…), told apart (part of rows).

In: a row's cells. Out: each task with its printed number, the span of its words and of what its columns say of it: a
cell is all tasks' own, or numbered alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taskbook.align import Span
from taskbook.importer.read import Source
from taskbook.importer.structure.lines import numeral
from taskbook.importer.tables.rowcells import RowCells
from taskbook.text import fold

_HAN = "[一二三四五六七八九十]{1,3}"
_STYLES = tuple(
    re.compile(style)
    for style in (
        r"(?<![\d.])(?P<n>\d{1,2})(?:[.．]|、(?!\d))(?!\d)",
        r"\((?P<n>\d{1,2})\)",
        r"(?<!\d)(?P<n>\d{1,2})\)",
        rf"\((?P<n>{_HAN})\)",
        rf"(?<![\u4e00-\u9fff])(?P<n>{_HAN})、",
    )
)
_CIRCLED = re.compile("[①-⑳]")
_PLAIN = re.compile(rf"(?:\d{{1,2}}|{_HAN})[.．、]")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Inner:
    """One of several tasks in a cell: its number, the span of its words, its own part of the numbered cells."""

    number: str
    text: Span
    cells: dict[int, Span]


def inner_tasks(source: Source, row: RowCells, column: int, others: Sequence[int]) -> list[Inner]:
    """Return the tasks that a cell numbers from 1 on; nothing where it holds one, or the other cells do not go along.

    Numbers in brackets or circles count the steps of one task, but where units are numbered alike.
    """
    words = row.spans[column]
    found = _pieces(source, words) if words else []
    if not found or any(span.end - span.start < _SHORTEST for _, span in found):
        return []
    own: dict[int, list[Span]] = {}
    for n in others:
        parts = [span for _, span in _pieces(source, cell)] if (cell := row.spans[n]) else []
        if parts and (len(parts) != len(found) or len({_words(source, part) for part in parts}) == 1):
            return []
        own |= {n: parts} if parts else {}
    if not own and not _PLAIN.match(_words(source, row.spans[column])):  # type: ignore[arg-type]
        return []
    return [
        Inner(number, span, {n: parts[place] for n, parts in own.items()}) for place, (number, span) in enumerate(found)
    ]


def _words(source: Source, span: Span) -> str:
    return fold(source.words(span)).text.strip("。;、,")


def _pieces(source: Source, cell: Span) -> list[tuple[str, Span]]:
    """Cut a cell that begins with number 1 at its numbers: 1, 2, 3 … one after the other, in one style."""
    key = fold(source.words(cell))
    raw = source.raw[cell.start : cell.end]
    if _CIRCLED.match(raw.strip()):
        places = [key.places.index(found.start()) for found in _CIRCLED.finditer(raw)]
        marks = [(place, place + len(fold(raw[key.places[place]]).text)) for place in places]
        return _cut(key.text, key.places, cell, [(start, end, key.text[start:end]) for start, end in marks])
    style = next((style for style in _STYLES if style.match(key.text)), None)
    if style is None:
        return []
    wanted, marks_ = 1, []
    for found in style.finditer(key.text):
        if numeral(found["n"]) == wanted:
            marks_.append((*found.span(), found["n"]))
            wanted += 1
    return _cut(key.text, key.places, cell, marks_)


def _cut(text: str, places: Sequence[int], cell: Span, marks: Sequence[tuple[int, int, str]]) -> list[tuple[str, Span]]:
    if len(marks) < 2 or marks[0][0]:
        return []
    ends = [*(start for start, _, _ in marks[1:]), len(text)]
    made = []
    for (_, start, number), end in zip(marks, ends, strict=True):
        words = text[start:end].rstrip(";、,")
        if not words:
            return []
        made.append((number, Span(cell.start + places[start], cell.start + places[start + len(words) - 1] + 1)))
    return made
