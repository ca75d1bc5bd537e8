"""The same booklets set by Typst, which bench.py compares ours with.

In: booklets as the booklets step plans them. Out: their PDFs, made by booklet.typ from the records (JSON) that our
templates are given: tagged, PDF/A-3a and PDF/UA-1 as ours, with the same packaged fonts. Page heads say no 续表, and
name a chapter from the page on that it begins on. Typst is in the dependency group `bench`.
"""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the processes that only set a record should not load all this
    from taskbook.booklets import Booklet

HERE = Path(__file__).resolve().parent
STANDARDS = ["a-3a", "ua-1"]
MISSING = "typst is not installed: .venv/bin/python -m pip install --group bench"

ALLOWED = 0.1
"""How far a booklet's number of pages may be from ours."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a process is handed to set one booklet."""

    record: str
    output: Path
    fonts: Path


def is_here() -> bool:
    """Tell whether Typst is installed."""
    return importlib.util.find_spec("typst") is not None


def settings_of(booklets: Iterable["Booklet"], work: Path) -> list[Setting]:
    """Write booklets' records down; every file goes to a place of its own in the work folder."""
    from taskbook import fonts

    folder = work / "typst"
    folder.mkdir(parents=True, exist_ok=True)
    return [
        Setting(
            json.dumps({**item.context, "title": item.title}, ensure_ascii=False),
            folder / item.site_path.replace("/", "-"),
            fonts.packaged()[0].path.parent,
        )
        for item in booklets
    ]


def make(item: Setting) -> None:
    """Set one booklet; a warning counts as an error, since something would be left out."""
    _, warnings = _compiler(item.fonts).compile_with_warnings(
        output=str(item.output), sys_inputs={"record": item.record}, pdf_standards=STANDARDS
    )
    if warnings:
        raise ValueError(f"{item.output.name}: {warnings[0].message}")


@cache
def _compiler(folder: Path) -> Any:
    """Load the fonts, once per process."""
    import typst

    return typst.Compiler(str(HERE / "booklet.typ"), str(HERE), font_paths=[str(folder)], ignore_system_fonts=True)


def compare(pairs: Sequence[tuple[str, Path, Path]]) -> None:
    """Print pages of both sides and how many of our characters stand in theirs, and each booklet that is outside."""
    outside, ours, theirs, least = [], 0, 0, 1.0
    for name, mine, other in pairs:
        pages, words = _read(mine)
        their_pages, their_words = _read(other)
        ours, theirs = ours + pages, theirs + their_pages
        least = min(least, (words & their_words).total() / words.total())
        if abs(their_pages - pages) > ALLOWED * pages:
            outside.append(f"  {name}: ours {pages} pages, typst {their_pages}")
    print(f"pages: ours {ours}, typst {theirs}; outside {ALLOWED:.0%}: {len(outside)} of {len(pairs)} booklets")
    print(f"words: at least {least:.1%} of a booklet's characters stand in typst's too", *outside, sep="\n", flush=True)


def _read(path: Path) -> tuple[int, Counter[str]]:
    """Return a file's number of pages and its characters, counted."""
    import pypdfium2

    found: Counter[str] = Counter()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            found.update(char for char in page.get_textpage().get_text_range() if char.isalnum())
        return len(document), found
