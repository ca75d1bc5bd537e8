"""What is printed for handing out, line by line: the record that booklets hands to exports (a leaf of the house)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One booklet: for whom, its file, how many pages it has, of how many tasks in force it is."""

    name: str
    file_name: str
    pages: int
    tasks: int


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """All booklets that are handed out together; label is what the document calls those who get them.

    copies of each, None where the office writes them in by hand.
    """

    title: str
    label: str
    lines: tuple[Line, ...]
    copies: int | None
    file_name: str
