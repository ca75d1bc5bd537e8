"""HTML for print -> PDF, in whatever process it runs (the part of the booklets step that knows WeasyPrint).

In: one document's HTML, the style sheet, the font files. Out: its PDF with a stamp beside it. Nothing is fetched, the
clock is not read: the same input makes the same bytes.
"""

import atexit
import ctypes.util
import gc
import io
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taskbook import fonts, stamps

if TYPE_CHECKING:
    from weasyprint import CSS, Document  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

OPTIONS: dict[str, Any] = {"pdf_identifier": True, "pdf_variant": "pdf/a-3a"}
"""What every PDF is written with: tagged, archival, with the booklet's data inside (ISO 19005-3, level A)."""

ACCESSIBLE = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>"""
"""Says in the metadata that the file also follows PDF/UA-1, with the schema that PDF/A wants of foreign properties."""

RESTING = 400_000
"""Garbage is collected after so many new objects: some twenty units' booklets, or one of a whole plan."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a PDF carries, with the date of its data."""

    name: str
    data: bytes
    day: date


@dataclass(frozen=True, slots=True)
class Print:
    """What a process is handed to make one PDF."""

    path: str
    html: str
    css: str
    faces: tuple[fonts.Face, ...]
    output: Path
    mark: str
    attached: tuple[Attached, ...] = ()


def make(item: Print) -> None:
    """Print one document and record what it was made from."""
    with laid_out(item.html, item.css, item.faces, OPTIONS) as document:
        write(document, item)


def write(document: "Document", item: Print) -> None:
    """Write a document that is laid out, and record what it was made from."""
    declare_both(document.metadata)
    data = document.write_pdf(attachments=[_attachment(file) for file in item.attached], **OPTIONS)
    stamps.write(item.output, item.mark, data)


def declare_both(metadata: Any) -> None:
    """Let a document say in its metadata that it is PDF/A and PDF/UA; the library declares one of them."""
    plain = metadata.generate_rdf_metadata

    def both(variant: str, version: int, conformance: str) -> bytes:
        words: bytes = plain(variant, version, conformance)
        return words.replace(b"</rdf:RDF>", ACCESSIBLE.encode())

    metadata.generate_rdf_metadata = both


def _attachment(file: Attached) -> Any:
    from weasyprint import Attachment

    when = datetime(file.day.year, file.day.month, file.day.day)
    return Attachment(
        file_obj=io.BytesIO(file.data),
        name=file.name,
        description="本册数据",
        created=when,
        modified=when,
        relationship="Data",
    )


@contextmanager
def laid_out(html: str, css: str, faces: tuple[fonts.Face, ...], options: Mapping[str, Any]) -> Iterator["Document"]:
    """Lay a document out on its pages; options are WeasyPrint's, the same as for writing it."""
    load()
    from weasyprint import HTML

    config, sheet = _press(css, faces)
    with _collecting_seldom():
        page = HTML(string=html, url_fetcher=_fetching_nothing())
        yield page.render(stylesheets=[sheet], font_config=config, **options)


@cache
def load() -> None:
    """Import WeasyPrint and make it quick; what uses WeasyPrint here comes after this.

    It asks for each C library under several names. On Linux the exact one will do: for any other Python starts programs
    (ldconfig, a compiler), which takes a quarter of a second in every process.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        from taskbook.prints import speed
    finally:
        ctypes.util.find_library = search
    speed.quicken()


def naive(pages: Iterable[tuple[str, str]], css: str, folder: Path) -> None:
    """Print (path, HTML) as one would without this module, to compare: one plain call after another, whole fonts."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    for path, html in pages:
        output = folder / path
        output.parent.mkdir(parents=True, exist_ok=True)
        config = FontConfiguration()
        sheet = CSS(string=fonts.face_css(fonts.packaged()) + css, font_config=config)
        HTML(string=html).write_pdf(output, stylesheets=[sheet], font_config=config, **OPTIONS)


@cache
def _fetching_nothing() -> Any:
    from weasyprint import URLFetcher

    return URLFetcher(allowed_protocols=())


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Hold garbage collection back while a document is made, and collect before it when much has come together.

    In a process that only prints it stays off: switched on, it would at once walk through all the boxes just made. What
    is left there between two documents lives as long as the process: no later collection needs to look at it.
    """
    prints_only = multiprocessing.parent_process() is not None
    was_on = gc.isenabled() and not prints_only
    gc.disable()
    if gc.get_count()[0] > RESTING:
        gc.collect()
        if prints_only and not _making:
            gc.freeze()
    _making.append(None)
    try:
        yield
    finally:
        _making.pop()
        if was_on:
            gc.enable()


_making: list[None] = []
"""One for each document that is being made: an erratum is made of two."""


@lru_cache(maxsize=1)
def _press(css: str, faces: tuple[fonts.Face, ...]) -> "tuple[FontConfiguration, CSS]":
    """Load fonts and style sheet, once per process: they are the same for every document of a build."""
    from weasyprint import CSS, URLFetcher
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    files_only = URLFetcher(allowed_protocols=("file",))
    sheet = CSS(string=fonts.face_css(faces) + css, font_config=config, url_fetcher=files_only)
    if multiprocessing.parent_process() is not None:
        gc.freeze()  # what is loaded by now lives as long as the process: no collection needs to look at it
    return config, sheet


atexit.register(_press.cache_clear)  # a FontConfiguration that outlives its modules complains
