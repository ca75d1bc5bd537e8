"""Readers: the characters of a page -> blocks in reading order: a page printed in two columns is read column by column.

In: characters with their places (part of the PDF reader; geometry only). Out: blocks; a page of one column is one
block. What crosses the gutter, or stands in the margins, is a block between those of the columns.
"""

from collections.abc import Iterable, Sequence
from statistics import median

from taskbook.importer.readers.glyphs import Glyph, rows_of

_LEAST = 6
"""Rows that must be printed in two columns."""
_FEW = 2 * _LEAST
"""Rows of a page that is too short to tell by itself."""
_MARGIN = 0.12


def blocks(glyphs: Iterable[Glyph], height: float, gutter: float | None = None) -> list[list[Glyph]]:
    """Cut a page into blocks in reading order; height is the page's, gutter where it is, None for one column."""
    found: list[list[Glyph]] = []
    across: list[Glyph] = []
    left: list[Glyph] = []
    right: list[Glyph] = []
    rows = rows_of(glyphs)
    width = max((g.right for row in rows for g in row), default=0) - min(
        (g.left for row in rows for g in row), default=0
    )
    for row in rows:
        before = [glyph for glyph in row if gutter and glyph.right <= gutter + 1]
        behind = [glyph for glyph in row if gutter and glyph.left >= gutter - 1]
        margin = not _MARGIN < row[0].base / height < 1 - _MARGIN and row[-1].right - row[0].left < width / 2
        if gutter and (len(before) + len(behind) < len(row) or margin):
            found += [block for block in (left, right) if block]
            left, right = [], []
            across += row
        elif gutter:
            found += [across] if across else []
            across = []
            left += before
            right += behind
        else:
            across += row
    return found + [block for block in (left, right, across) if block]


def find_gutter(glyphs: Iterable[Glyph], before: float | None = None) -> float | None:
    """Find the gutter of a page: the middle of a strip that few rows cross; None for a page of one column.

    before is the gutter of the page before: one with few rows has it too, where few of them cross it.
    """
    rows = rows_of(glyphs)
    if len(rows) < _FEW:
        crossed = sum(any(glyph.left < (before or 0) < glyph.right for glyph in row) for row in rows)
        return before if crossed * 2 < len(rows) else None
    return _gutter(rows)


def _gutter(rows: Sequence[Sequence[Glyph]]) -> float | None:
    first, last = min(g.left for row in rows for g in row), max(g.right for row in rows for g in row)
    steps = [first + (last - first) * step / 200 for step in range(70, 131)]
    crossing = [sum(any(g.left < x < g.right for g in row) for row in rows) for x in steps]
    least = min(crossing)
    if least > 0.2 * len(rows):
        return None
    free = [x for x, count in zip(steps, crossing, strict=True) if count == least]
    middle = median(free)
    left = [max(g.right for g in row if g.left < middle) for row in rows if row[0].left < middle]
    right = [max(g.right for g in row) for row in rows if row[-1].right > middle]
    if min(len(left), len(right)) < _LEAST:
        return None
    # words fill a column's width; what only stands side by side (labels and values) does not
    full = median(left) > first + 0.75 * (middle - first) and median(right) > middle + 0.75 * (last - middle)
    return middle if full else None
