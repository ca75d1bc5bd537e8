"""The step package: what a package holds, and what it must not (pure but for reading what was built).

In: the Book, which target and which city are meant, all pages, the finished folder. Out: the Book of one city, the
layout of a target with the pages that it leaves out, the manifest of the files. A package is a website build of its own
with these; nothing is rewritten afterwards.
"""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from taskbook import addresses
from taskbook.layout import FOLDERS, Layout, Target
from taskbook.model import Book, City
from taskbook.page import Page
from taskbook.problems import NothingChosenError, OutputError, nearest

EXTENSIONS = frozenset({"html", "css", "js", "svg", "png", "pdf", "docx", "xlsx", "csv", "txt", "json", "zip"})
"""What the upload of a government platform is sure to take; anything else stops the packing."""
MANIFEST = "manifest.csv"
_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]*")
_COMPARING = {"functions", "function"}
"""Templates of the pages that say nothing of one city alone."""


class PackError(OutputError):
    """Raised where a package would hold a file that its target does not take."""


def which_city(book: Book, asked: str | None, target: Target) -> City | None:
    """Return the city that is asked for by id or name; None where all are.

    What is uploaded is of one city, since it must not lead to others. NothingChosenError where there is no such city.
    """
    ids = [city.id for city in book.cities]
    if asked is None:
        if target == "cms" and len(ids) > 1:
            raise NothingChosenError(f"cms 包只装一个城市，不带到别的城市去；请加 --city，可选：{'、'.join(ids)}")
        return book.cities[0] if target == "cms" and ids else None
    found = [city for city in book.cities if asked in (city.id, city.name)]
    if not found:
        near = nearest(asked, [*ids, *(city.name for city in book.cities)]) or ids
        raise NothingChosenError(f"没有城市「{asked}」。可选的有：{'、'.join(near)}")
    return found[0]


def alone(book: Book, city: City) -> Book:
    """Return the Book of one city: its records, and of the shared registers what it uses."""
    used = {
        indicator: mine
        for indicator, uses in book.by_indicator.items()
        if (mine := tuple(use for use in uses if use[0].city_id == city.id))
    }
    held = {unit.function.id for unit in city.units if unit.function}
    return replace(
        book,
        cities=(city,),
        indicators=tuple(indicator for indicator in book.indicators if indicator.id in used),
        functions=tuple(function for function in book.functions if function.id in held),
        by_unit={key: found for key, found in book.by_unit.items() if key[0] == city.id},
        by_leader={key: found for key, found in book.by_leader.items() if key[0] == city.id},
        by_indicator=used,
        alone=True,
    )


def published_at(book: Book, target: Target, address: str | None) -> Book:
    """Return the Book with the public address that a package's citations name.

    Uploaded files know only the address that is given: that of site.yml is another site's.
    """
    known = address or (None if target == "cms" else book.site.address)
    return replace(book, site=book.site.model_copy(update={"address": known}))


def cited(book: Book, layout: Layout) -> Layout:
    """Return the layout of the public site: a copy on a disk cites the site that it is a copy of."""
    return FOLDERS if layout.offline and book.site.address else layout


def left_out(pages: Iterable[Page], book: Book, target: Target) -> frozenset[str]:
    """Return the page files that a package leaves out: comparisons of one city, and for uploads what lists nothing."""
    return frozenset(
        page.path for page in pages if (target == "cms" and page.empty) or (book.alone and page.template in _COMPARING)
    ) - {addresses.HOME}


def finish(folder: Path) -> None:
    """Check the files of an upload and write their manifest (file, size, SHA-256) beside them; PackError names all."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    wrong = [file for file in files if not _fits(file)]
    if wrong:
        raise PackError(f"这些文件不能上传（文件名要小写，不能以点开头，扩展名要在允许之列）：{'、'.join(wrong)}")
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("file", "size", "sha256"))
        table.writerows(_entries(folder, files))


def _fits(file: str) -> bool:
    path = PurePosixPath(file)
    return path.suffix[1:] in EXTENSIONS and all(_NAME.fullmatch(part) for part in path.parts)


def _entries(folder: Path, files: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    for file in files:
        data = (folder / file).read_bytes()
        yield file, len(data), hashlib.sha256(data).hexdigest()


def weigh(folder: Path) -> tuple[int, int]:
    """Return how many files a package has, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
