"""Booklets for handing out: files under names that people read, and what is to be printed (a part of booklets).

In: booklets and their PDFs. Out: copies in a folder, each there whole or not at all; the order for the printer.
"""

from collections.abc import Sequence
from pathlib import Path

from taskbook import filenames, wording
from taskbook.booklets import Booklet
from taskbook.model import Book
from taskbook.printorder import Line, PrintOrder
from taskbook.standing import in_force

LIST = "印制清单.xlsx"

Printed = Sequence[tuple[Booklet, Path]]
"""Booklets with their PDFs."""


def hand_out(printed: Printed, folder: Path) -> list[Path]:
    """Copy PDFs into a folder under their readable names; return the copies."""
    names = filenames.apart((booklet.site_path, booklet.file_name) for booklet, _ in printed)
    return [put(folder / names[booklet.site_path], file.read_bytes()) for booklet, file in printed]


def put(path: Path, data: bytes) -> Path:
    """Write a file in one stroke; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.stem[:40]}.new")
    try:
        new.write_bytes(data)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return path


def order(book: Book, printed: Printed, copies: int | None) -> PrintOrder:
    """Say what is to be printed of one plan's booklets of leaders."""
    from taskbook.prints import pdfpages  # brings pypdf, which takes long to load

    first = printed[0][0]
    city = book.city(first.city_id)
    plan = next(plan for plan in city.plans if plan.year == first.year)
    lines = [
        Line(booklet.context["view"]["name"], booklet.file_name, pdfpages.count(file), len(in_force(booklet.tasks)))
        for booklet, file in printed
    ]
    return PrintOrder(f"{city.name}{plan.year}年责任手册", wording.leader_label(plan), tuple(lines), copies, LIST)
