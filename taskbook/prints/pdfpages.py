"""The pages of finished PDFs: what they say, which of them differ, some of several put together (a part of booklets).

In: PDFs that engine made. Out: texts, page numbers from 1, a new PDF. No clock is read: the same pages, the same bytes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import Destination, NameObject, TextStringObject

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


def together(front: Path, booklet: Path, numbers: Sequence[int], title: str, author: str, day: date) -> bytes:
    """Put some pages of a booklet behind a front; links are left out, since most would lead to pages that are not here.

    The outline names the front and each page by the number that it bears.
    """
    writer = PdfWriter()
    pages = PdfReader(front).pages
    for page in pages:
        writer.add_page(page)
    source = PdfReader(booklet)
    for number in numbers:
        writer.add_page(source.pages[number - 1])
    writer.remove_links()
    writer.add_outline_item(title=title, page_number=0)
    for place, number in enumerate(numbers, start=len(pages)):
        writer.add_outline_item(title=f"第{number}页", page_number=place)
    moment = f"D:{day:%Y%m%d}000000Z"
    writer.add_metadata({"/Title": title, "/Author": author, "/CreationDate": moment, "/ModDate": moment})
    writer.root_object[NameObject("/Lang")] = TextStringObject("zh-CN")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
