"""Importer: the cells of one row of a table (a leaf of the importer)."""

from dataclasses import dataclass

from taskbook.align import Span
from taskbook.importer.read import Paragraph


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row's cells by column: raw spans (None for an empty one) and folded words."""

    spans: tuple[Span | None, ...]
    texts: tuple[str, ...]


def row_cells(line: Paragraph, count: int) -> RowCells:
    """Return a line's cells; missing ones at the end are empty."""
    ranges = [*line.cells[:count], *[(0, 0)] * (count - len(line.cells))]
    return RowCells(
        tuple(line.span(start, end) if end > start else None for start, end in ranges),
        tuple(line.text[start:end] for start, end in ranges),
    )
