"""Booklets as folded sheets: two pages beside each other, front and back, in the order of a stapled booklet (pure).

In: a finished booklet's PDF. Out: a PDF of A3 sheets (pages stay A4) or A4 sheets (pages become A5), to be printed on
both sides, turned on the short edge, laid into each other, folded and stapled. The sheets carry no tags and no links:
they are for paper, the booklet itself is for reading. The same booklet makes the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    RectangleObject,
)

from taskbook import stamps, workers

MILLIMETRE = 72 / 25.4
SHEETS = {"A3": (420 * MILLIMETRE, 297 * MILLIMETRE), "A4": (297 * MILLIMETRE, 210 * MILLIMETRE)}
"""Sheet -> width and height in points; a page is half of it."""
PER_SHEET = 4
"""Pages of a folded sheet, two on each side."""


@dataclass(frozen=True, slots=True)
class Folding:
    """What a process is handed to impose one booklet; back tells whether its last page is the back cover."""

    source: Path
    output: Path
    sheet: str
    back: bool


def build(
    foldings: Mapping[str, Folding], mapper: workers.Mapper, progress: workers.Progress | None = None
) -> dict[str, Path]:
    """Impose finished booklets where that is not done yet; return name -> file."""
    stale = [(name, item) for name, item in foldings.items() if not stamps.is_fresh(item.output, _mark(item))]
    mapper(make, [workers.Job(name, item) for name, item in stale], progress)
    return {name: item.output for name, item in foldings.items()}


def make(item: Folding) -> None:
    """Impose one booklet."""
    stamps.write(item.output, _mark(item), imposed(item.source.read_bytes(), item.sheet, item.back))


def order(pages: int, back: bool = False) -> list[tuple[int | None, int | None]]:
    """Return what stands left and right on each side, front and back of the outermost sheet first.

    Pages count from 0; None is a blank one, which fills the sheets up: behind the last page, or before the back cover.
    """
    padding = -pages % PER_SHEET
    last = [pages - 1] if back else []
    run = [*range(pages - len(last)), *[None] * padding, *last]
    sides: list[tuple[int | None, int | None]] = []
    for first in range(0, len(run) // 2, 2):
        sides += [(run[-1 - first], run[first]), (run[first + 1], run[-2 - first])]
    return sides


def imposed(data: bytes, sheet: str, back: bool = False) -> bytes:
    """Return the sheets of a booklet."""
    reader, writer = PdfReader(io.BytesIO(data)), PdfWriter()
    width, height = SHEETS[sheet]
    forms = [_form(writer, page) for page in reader.pages]
    for side in order(len(forms), back):
        page = writer.add_blank_page(width, height)
        drawn = [(place, forms[number]) for place, number in enumerate(side) if number is not None]
        _draw(writer, page, drawn, width / 2, height)
    info = {key: str(value) for key, value in (reader.metadata or {}).items() if key != "/Producer"}
    writer.add_metadata(info | {"/Title": f"{info.get('/Title', '')}（{sheet}拼版）"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _form(writer: PdfWriter, page: PageObject) -> tuple[PdfObject, RectangleObject]:
    """Take a page over as one shape that sheets draw, with the part of it that is seen."""
    contents = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(b"" if contents is None else contents.get_data())
    flat = form.flate_encode()
    flat[NameObject("/Type")] = NameObject("/XObject")
    flat[NameObject("/Subtype")] = NameObject("/Form")
    flat[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in page.trimbox)
    flat[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return writer._add_object(flat), page.trimbox


def _draw(
    writer: PdfWriter,
    page: PageObject,
    drawn: Sequence[tuple[int, tuple[PdfObject, RectangleObject]]],
    width: float,
    height: float,
) -> None:
    """Draw pages into their halves of a side, as large as they go, in the middle."""
    words, shapes = [], DictionaryObject()
    for place, (form, box) in drawn:
        scale = min(width / float(box.width), height / float(box.height))
        left = place * width + (width - scale * float(box.width)) / 2 - scale * float(box.left)
        bottom = (height - scale * float(box.height)) / 2 - scale * float(box.bottom)
        words.append(f"q {scale:.5f} 0 0 {scale:.5f} {left:.3f} {bottom:.3f} cm /P{place} Do Q")
        shapes[NameObject(f"/P{place}")] = form
    stream = DecodedStreamObject()
    stream.set_data("\n".join(words).encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shapes})


def _mark(item: Folding) -> str:
    made_from = [stamps.digest(file.read_bytes()) for file in (item.source, Path(__file__))]
    return stamps.fingerprint(made_from, item.sheet, item.back, version("pypdf"))
