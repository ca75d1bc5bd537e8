"""Readers: a table that is printed without rules -> its cells (part of the PDF reader; geometry, and words as heads).

In: the characters of a page, the edges of such a table on the page before. Out: Grid: the columns' edges and each
row's cells as lines; None where no row of heads stands above columns that a strip of white parts. Rows are told apart
by wider white between them, else by the numbers that begin them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taskbook.importer.readers.glyphs import Glyph, Line, lines_of, rows_of
from taskbook.labels import ROLES, column_kinds

_STRIP = 0.4
"""White between two columns, at least, in the width of an ideograph."""
_WIDER = 1.15
_NUMBER = re.compile(r"\d{1,3}[.、．]?")

Strip = tuple[float, float]
Row = list[Glyph]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: where its columns begin and end, each row's lines by column, its upper edge, its characters."""

    edges: tuple[float, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    top: float
    glyphs: frozenset[int]


def find_grid(glyphs: Sequence[Glyph], before: tuple[float, ...] = ()) -> Grid | None:
    """Find the table that a row of heads opens, or the rest of the one that ended the page before."""
    rows = rows_of(glyphs)
    for place, row in enumerate(rows):
        if _are_heads(["".join(g.char for g in run) for run in _runs(row)]):
            first, heads = _whole_heads(rows, place)
            return _grid(rows[first:], *_strips(rows[first:], heads), before, headed=True)
    if before:
        for place, row in enumerate(rows):
            if len(_runs(row)) > 1 and _is_free(row, before[1:-1]):
                count = next((n for n, other in enumerate(rows[place:]) if not _is_free(other, before[1:-1])), None)
                body = rows[place : None if count is None else place + count]
                strips = [(edge, edge) for edge in before[1:-1]]
                return _grid(body, len(body), strips, before, headed=False)
    return None


def _runs(row: Row) -> list[Row]:
    """Cut a row at its wide gaps."""
    runs = [[row[0]]]
    for one, other in pairwise(row):
        if other.left - one.right > 0.9 * one.size * 0.75:
            runs.append([])
        runs[-1].append(other)
    return runs


def _are_heads(words: list[str]) -> bool:
    kinds = [column_kinds(word) for word in words]
    named = any(set(kind) & set(ROLES) for kind in kinds)
    return len(words) >= 3 and named and ("text",) in kinds and sum(map(bool, kinds)) * 10 >= len(kinds) * 6


def _whole_heads(rows: list[Row], place: int) -> tuple[int, list[Row]]:
    """Return the row at which the heads begin, and all heads: those broken into two lines stand beside the others."""
    heads, first = _runs(rows[place]), place
    for near in (place - 1, place + 1):
        if 0 <= near < len(rows) and abs(rows[near][0].base - rows[place][0].base) < rows[place][0].size:
            beside = [run for run in _runs(rows[near]) if not any(_meet(run, head) for head in heads)]
            heads += beside
            first = min(first, near) if beside else first
    return first, sorted(heads, key=lambda run: run[0].left)


def _meet(one: Row, other: Row) -> bool:
    return one[0].left < other[-1].right and other[0].left < one[-1].right


def _strips(rows: list[Row], heads: list[Row]) -> tuple[int, list[Strip]]:
    """Return how many rows leave white between all columns, and the widest white strip between each two heads."""
    em = max(g.right - g.left for g in heads[0])
    free: list[list[Strip]] = [[(one[-1].right, other[0].left)] for one, other in pairwise(heads)]
    for count, row in enumerate(rows):
        left = [[part for strip in strips for part in _cut(strip, row, _STRIP * em)] for strips in free]
        if not all(left):
            return count, [_widest(strips) for strips in free]
        free = left
    return len(rows), [_widest(strips) for strips in free]


def _cut(strip: Strip, row: Row, least: float) -> list[Strip]:
    """Take the characters of a row out of a strip of white."""
    parts, start = [], strip[0]
    for glyph in row:
        if glyph.right > strip[0] and glyph.left < strip[1]:
            parts.append((start, min(glyph.left, strip[1])))
            start = max(start, glyph.right)
    parts.append((start, strip[1]))
    return [part for part in parts if part[1] - part[0] >= least]


def _widest(strips: list[Strip]) -> Strip:
    return max(strips, key=lambda strip: strip[1] - strip[0])


def _is_free(row: Row, edges: Sequence[float]) -> bool:
    return not any(g.left < edge < g.right for g in row for edge in edges)


def _grid(rows: list[Row], count: int, strips: list[Strip], before: tuple[float, ...], headed: bool) -> Grid | None:
    """Lay the rows into columns; edges of the page before are kept where they fit."""
    rows = rows[:count]
    if len(rows) < 3 - (not headed) or not strips:
        return None
    inner = [(low + high) / 2 for low, high in strips]
    if len(before) == len(inner) + 2 and all(
        low <= edge <= high for edge, (low, high) in zip(before[1:-1], strips, strict=True)
    ):
        inner = list(before[1:-1])
    glyphs = [glyph for row in rows for glyph in row]
    edges = (min(g.left for g in glyphs), *inner, max(g.right for g in glyphs))
    if before and inner == list(before[1:-1]):
        edges = before
    columns = [lines_of(_between(glyphs, inner, n)) for n in range(len(inner) + 1)]
    starts = _starts(columns, headed)
    if starts is None:
        return None
    glyphs = [glyph for glyph in glyphs if glyph.base > starts[-1]]
    cells = tuple(tuple(tuple(_band(column, high, low)) for column in columns) for high, low in pairwise(starts))
    return Grid(edges, cells, max(g.top for g in glyphs), frozenset(map(id, glyphs)))


def _between(glyphs: list[Glyph], inner: Sequence[float], column: int) -> list[Glyph]:
    low = inner[column - 1] if column else float("-inf")
    high = inner[column] if column < len(inner) else float("inf")
    return [glyph for glyph in glyphs if low <= (glyph.left + glyph.right) / 2 < high]


def _starts(columns: list[list[Line]], headed: bool) -> list[float] | None:
    """Return the heights at which rows begin, from the top, and where the last one ends; None where rows run together.

    Rows are parted by wider white than lines; where they are not, a number at the height of a first line begins each.
    """
    bases = sorted({round(line.base, 1) for column in columns for line in column}, reverse=True)
    longest = max(columns, key=len)
    gaps = Counter(round(a.base - b.base) for a, b in pairwise(longest))
    pitch = min(gap for gap, count in gaps.items() if count * 4 >= max(gaps.values()))
    starts = [bases[0] + 1]
    starts += [(a + b) / 2 for a, b in pairwise(bases) if a - b > _WIDER * pitch + 0.5]
    starts.append(bases[-1] - 1)
    numbers = [line.base for line in columns[0] if _NUMBER.fullmatch(line.text)]
    if not numbers:
        return starts
    if len(starts) <= 2 + headed and len(numbers) > 1:  # no wider white: numbers stand at the height of first lines
        level = {round(line.base) for column in columns[1:] for line in column}
        return (
            [*([bases[0] + 1] * headed), *(base + 1 for base in numbers), bases[-1] - 1]
            if level.issuperset(map(round, numbers))
            else None
        )
    while sum(starts[-1] < base for base in numbers) == sum(starts[-2] < base for base in numbers):
        starts.pop()  # a page's number below the last row
    own = [sum(low < base <= high for base in numbers) for high, low in pairwise(starts)]
    return starts if set(own[int(headed) :]) == {1} or (not headed and set(own[1:]) == {1}) else None


def _band(column: list[Line], high: float, low: float) -> list[Line]:
    return [line for line in column if low < line.base <= high]
