"""Importer: the cells of one row of a table (a leaf of the importer)."""

from dataclasses import dataclass

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.readers.grid import is_merged


@dataclass(frozen=True, slots=True)
class RowCells:
    """A row's cells by column: raw spans (None for an empty one) and folded words.

    merged holds the columns in which a cell of an earlier row goes on, as far as the file told; number is one that the
    words begin with.
    """

    spans: tuple[Span | None, ...]
    texts: tuple[str, ...]
    merged: frozenset[int] = frozenset()
    number: str = ""


def row_cells(source: Source, line: Paragraph, count: int) -> RowCells:
    """Return a line's cells; missing ones at the end are empty."""
    first, last = line.key.places[0], line.key.places[-1]
    end = source.raw.find("\n", last)
    raw = source.raw[source.raw.rfind("\n", 0, first) + 1 : end if end >= 0 else None]
    ranges = [*line.cells[:count], *[(0, 0)] * (count - len(line.cells))]
    return RowCells(
        tuple(line.span(start, end) if end > start else None for start, end in ranges),
        tuple(line.text[start:end] for start, end in ranges),
        frozenset(n for n, cell in enumerate(raw.split("\t")[:count]) if is_merged(cell)),
    )
