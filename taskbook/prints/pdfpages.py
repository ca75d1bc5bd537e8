"""The pages of finished PDFs: what they say, and which of them differ (a part of booklets).

In: PDFs that engine made. Out: texts, page numbers from 1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import Destination

_FOLIO = re.compile(r"—\s*\d+\s*—")


@dataclass(frozen=True, slots=True)
class Swap:
    """Pages of an older edition that give way to pages of the new one; either may be none. Numbers from 1."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def count(file: Path) -> int:
    """Return how many pages a PDF has."""
    return len(PdfReader(file).pages)


def texts(file: Path) -> list[str]:
    """Return what each page says, without white space and its own number."""
    return ["".join(_FOLIO.sub("", page.extract_text()).split()) for page in PdfReader(file).pages]


def swaps(before: Sequence[str], after: Sequence[str]) -> list[Swap]:
    """Return which pages differ, as texts; pages that only moved do not."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [Swap(tuple(range(a + 1, b + 1)), tuple(range(c + 1, d + 1))) for tag, a, b, c, d in codes if tag != "equal"]


def places(file: Path) -> dict[str, int]:
    """Return the page of each entry of the outline, all levels; the first where a title stands twice."""
    reader = PdfReader(file)
    found: dict[str, int] = {}
    for entry in _entries(reader.outline):
        page = reader.get_destination_page_number(entry)
        if page is not None and page >= 0:
            found.setdefault(str(entry.title), page + 1)
    return found


def _entries(outline: Sequence[object]) -> Iterator[Destination]:
    for item in outline:
        if isinstance(item, Destination):
            yield item
        elif isinstance(item, list):
            yield from _entries(item)
