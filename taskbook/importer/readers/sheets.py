"""Readers: characters and rules of a page -> its lines and tables from the top down (part of the PDF reader)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from taskbook.importer.readers.columns import blocks, find_gutter
from taskbook.importer.readers.glyphs import Glyph, Line, join, lines_of, written
from taskbook.importer.readers.grid import Cell
from taskbook.importer.readers.rules import Box, edges, tables
from taskbook.importer.readers.unruled import Grid, find_grid

_PARTS = 64
"""Blocks of a page that are told apart: each has a type area of its own, as pages have."""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table on one page: where its columns begin and end, its rows, its upper edge.

    full tells of each column whether the last row's words there reach the cell's right side: they may go on overleaf.
    """

    columns: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    top: float
    full: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines and tables in printed order, its height, its characters, those of them unknown, its gutter.

    open are the edges of a table without rules that may go on overleaf.
    """

    items: tuple[Line | Table, ...]
    height: float
    count: int
    unknown: int
    gutter: float | None = None
    open: tuple[float, ...] = ()


def make_sheet(
    glyphs: Sequence[Glyph], boxes: Sequence[Box], height: float, number: int, before: Sheet | None = None
) -> Sheet:
    """Put the characters of a page into its tables and lines; before is the page before."""
    loose = list(glyphs)
    found: list[Table] = []
    for cells in tables(boxes):
        inside: list[list[Glyph]] = [[] for _ in cells]
        outside: list[Glyph] = []
        place: int | None = None
        for glyph in loose:
            x, y = (glyph.left + glyph.right) / 2, glyph.base + glyph.size * 0.2
            if place is None or not cells[place].holds(x, y):
                place = next((n for n, cell in enumerate(cells) if cell.holds(x, y)), None)
            (outside if place is None else inside[place]).append(glyph)
        if any(inside):
            loose = outside
            found.append(_table(cells, [lines_of(content) for content in inside]))
    grid = find_grid(loose, before.open if before else ())
    if grid is not None:
        loose = [glyph for glyph in loose if id(glyph) not in grid.glyphs]
        found.append(_laid(grid))
    items: list[Line | Table] = []
    gutter = find_gutter(loose, before.gutter if before else None)
    for part, block in enumerate(blocks(loose, height, gutter)):
        items.extend(lines_of(block, number * _PARTS + part))
    for table in sorted(found, key=lambda table: -table.top):
        place = next((n for n, item in enumerate(items) if _is_below(item, table)), len(items))
        items.insert(place, table)
    unknown = sum(g.char == "\ufffd" or "\ue000" <= g.char <= "\uf8ff" or g.char < " " for g in glyphs)
    return Sheet(tuple(items), height, len(glyphs), unknown, gutter, grid.edges if grid else ())


def _laid(grid: Grid) -> Table:
    """Write a table without rules as one with them."""
    words = [[reduce(join, (line.text for line in cell), "") for cell in row] for row in grid.rows]
    rows = tuple(tuple(Cell((text,) if text else ()) for text in row) for row in words)
    widest = [max((line.right for row in grid.rows for line in row[n]), default=0) for n in range(len(rows[0]))]
    full = (
        bool(cell) and right - cell[-1].right < 2 * cell[-1].em
        for cell, right in zip(grid.rows[-1], widest, strict=True)
    )
    return Table(grid.edges, rows, grid.top, tuple(full))


def _is_below(item: Line | Table, table: Table) -> bool:
    """Tell what stands under a table: lower on the page, and not beside it in another column."""
    if isinstance(item, Table):
        return item.top < table.top and item.columns[0] < table.columns[-1] and table.columns[0] < item.columns[-1]
    return item.base < table.top and item.left < table.columns[-1] and table.columns[0] < item.right


def _table(cells: list[Box], printed: list[list[Line]]) -> Table:
    """Place cells in rows and columns; where a cell of an earlier row goes on, the row has an empty one."""
    lefts = edges(cell.left for cell in cells)
    tops = edges(cell.top for cell in cells)
    placed = {(_index(tops, c.top), _index(lefts, c.left)): (c, p) for c, p in zip(cells, printed, strict=True)}
    margins = [_margin([cell for cell in placed.values() if abs(cell[0].left - left) < 3]) for left in lefts]
    rows = []
    for row in reversed(range(len(tops))):
        column, found = 0, []
        while column < len(lefts):
            cell, lines = placed.get((row, column), (None, []))
            columns = 1 if cell is None else max(1, sum(cell.left - 1 <= left < cell.right - 3 for left in lefts))
            words = written(lines, cell.right - margins[column] if cell else 0)
            found.append(Cell((words,) if words else (), columns))
            column += columns
        rows.append(tuple(found))
    full = tuple(_is_full(*placed.get((0, column), (None, []))) for column in range(len(lefts)))
    return Table((*lefts, max(c.right for c in cells)), tuple(rows), max(cell.top for cell in cells), full)


def _margin(cells: Sequence[tuple[Box, list[Line]]]) -> float:
    """Return how far the words of a column's cells stay from the cells' sides."""
    return min(
        (min(line.left - cell.left, cell.right - line.right) for cell, lines in cells for line in lines), default=0
    )


def _is_full(cell: Box | None, lines: list[Line]) -> bool:
    return cell is not None and bool(lines) and cell.right - lines[-1].right < 2 * lines[-1].em


def _index(values: list[float], value: float) -> int:
    """Return the place of the value that one nearly coincides with."""
    place = bisect_left(values, value)
    near = [n for n in (place - 1, place) if 0 <= n < len(values)]
    return min(near, key=lambda n: abs(values[n] - value))
