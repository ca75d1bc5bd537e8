"""Readers: a table's row -> lines of text. In: its cells in printed order. Out: one line, cells between tabs.

A merged cell is written once: the columns it covers and the rows it goes on in hold empty cells, so that columns keep
their places. Where a cell of an earlier row goes on, MERGED stands, white space that tells it from an empty one, as far
as the file knows. A cell that fills its whole row is no row of a table but a heading or a note: its lines stay lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MERGED = "\u3000"


def is_merged(cell: str) -> bool:
    """Tell the words between two tabs that stand for a cell of an earlier row."""
    return cell == MERGED


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell: its lines, how many columns it covers; merged: a cell of an earlier row goes on here."""

    lines: tuple[str, ...] = ()
    columns: int = 1
    merged: bool = False


def row_lines(cells: Sequence[Cell]) -> list[str]:
    """Write a row: one line, none where all its cells are empty."""
    if len(cells) == 1:
        return [" ".join(line.split("\t")) for line in cells[0].lines if line.strip()]
    words: list[str] = []
    for cell in cells:
        words.append(MERGED if cell.merged else " ".join(" ".join(cell.lines).split()))
        words.extend([""] * (cell.columns - 1))
    return ["\t".join(words)] if any(map(str.strip, words)) else []
