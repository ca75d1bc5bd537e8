"""Booklets for the printer: inks instead of screen colours, bleed, crop marks, the cover apart (a part of booklets).

In: what booklets are printed from. Out: two PDFs each: 封面 of four pages, and 内文 in black ink only, padded with
blank pages to a multiple of four. Every colour is an ink (DeviceCMYK). With the printing house's profile the files are
PDF/X-4; without one the inks are of no known press, and no standard is claimed. Nothing is attached or linked. The same
booklet makes the same bytes.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from taskbook import stamps, workers
from taskbook.prints import engine, profile

OPTIONS: dict[str, Any] = {"pdf_identifier": True, "output_intent": "device-cmyk"}
"""What a PDF for the printer is written with; the intent makes groups of shapes CMYK too."""
STANDARD: dict[str, Any] = {**OPTIONS, "pdf_variant": "pdf/x-4"}
"""The same where a profile is given (ISO 15930-7)."""

INKS = {
    "#8a1c1c": 1,
    "#000": 1,
    "#333": 1,
    "#666": 0.7,
    "#999": 0.6,
    "#bbb": 0.5,
    "#fff": 0,
    "currentColor": 1,
}
"""Colour of style sheets, charts and codes -> share of black ink. Words are solid: a screen of dots frays them; rules
are never lighter than half, or they break up. What is coloured on the cover says so itself, in press.css."""

MILLIMETRE = 72 / 25.4
BLEED = 3 * MILLIMETRE
"""What is printed beyond the edge of the trimmed page, in points."""
MARK = 5 * MILLIMETRE
"""The length of a crop mark, in points; it begins where the bleed ends."""

SIGNATURE = 4
"""Pages of a folded sheet."""

_COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?\b")
_PAINT = re.compile(r'(?<= )(fill|stroke|color)="([^"]+)"')
_NUMBER = re.compile(rb"xmp\.did:[0-9a-f-]{36}")
_BARE = re.compile(r"<svg\b(?![^>]* fill=)")


class NoInkError(Exception):
    """A colour that INKS does not know."""


@dataclass(frozen=True, slots=True)
class PressPrint:
    """What a process is handed to make the two PDFs of one booklet; page holds what they are made from."""

    page: engine.Print
    cover: Path
    inside: Path
    condition: profile.Profile | None = None


def build(
    prints: Sequence[engine.Print],
    sheet: Path,
    mapper: workers.Mapper,
    progress: workers.Progress | None = None,
    condition: profile.Profile | None = None,
) -> dict[str, PressPrint]:
    """Make what is not fresh; return site path -> files. sheet is press.css, condition what the press prints like."""
    over = sheet.read_text(encoding="utf-8")
    every = {item.path: _prepared(item, over, condition) for item in prints}
    stale = [item for item in every.values() if not _is_fresh(item)]
    stale.sort(key=lambda item: -len(item.page.html))
    mapper(make, [workers.Job(item.page.path, item) for item in stale], progress)
    return every


def make(item: PressPrint) -> None:
    """Print cover and inside of one booklet."""
    page, options = item.page, STANDARD if item.condition else OPTIONS
    with engine.laid_out(page.html, page.css, page.faces, options) as document:
        outer, inner = parted(document)
        for output, pages in ((item.cover, outer), (item.inside, inner)):
            part = document.copy(pages)
            for one in part.pages:
                one.links.clear()  # a link from the cover to the inside leads nowhere
            _identify(part.metadata, uuid.uuid5(uuid.NAMESPACE_URL, f"{page.mark}/{output.name}"))
            stamps.write(
                output, page.mark, part.write_pdf(finisher=partial(finish, condition=item.condition), **options)
            )


def _identify(metadata: Any, number: uuid.UUID) -> None:
    """Give a file its number in its metadata; the library would take another at every call."""
    plain = type(metadata).generate_rdf_metadata

    def numbered(*arguments: Any) -> bytes:
        words, count = _NUMBER.subn(f"xmp.did:{number}".encode(), plain(metadata, *arguments))
        if count != 1:
            raise RuntimeError("this WeasyPrint numbers documents in another way: the same booklet would differ")
        return words

    metadata.generate_rdf_metadata = numbered


def parted(document: Any) -> tuple[list[Any], list[Any]]:
    """Return the four pages of the cover, and the inside, padded; the blank page behind the cover fills both up."""
    front, blank, *rest = document.pages
    back = rest.pop() if rest[-1]._page_box.page_type.name == "cover" else blank
    return [front, blank, blank, back], rest + [blank] * (-len(rest) % SIGNATURE)


def finish(document: Any, pdf: Any, condition: profile.Profile | None = None) -> None:
    """Set the boxes of all pages, draw crop marks around them, and name the printing condition."""
    import pydyf  # type: ignore[import-untyped]

    for page in pdf.pages["Kids"][::3]:
        box = pdf.objects[int(page)]
        trim = [float(side) for side in box["TrimBox"]]
        box["BleedBox"] = pydyf.Array([trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED])
        marks = pydyf.Stream([crop_marks(*trim)])
        pdf.add_object(marks)
        box["Contents"] = pydyf.Array(
            [marks.reference, box["Contents"]]
        )  # the page turns the axes for all that follows
    if condition:
        profile.declare(pdf, condition)


def crop_marks(left: float, bottom: float, right: float, top: float) -> str:
    """Draw two marks at each corner of the trimmed page, in black, outside the bleed."""
    lines = []
    for x, outwards in ((left, -1), (right, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            start, end = BLEED, BLEED + MARK
            lines.append(f"{x + outwards * start:.3f} {y:.3f} m {x + outwards * end:.3f} {y:.3f} l S")
            lines.append(f"{x:.3f} {y + upwards * start:.3f} m {x:.3f} {y + upwards * end:.3f} l S")
    return "q 0 0 0 1 K 0.25 w\n" + "\n".join(lines) + "\nQ"


def inked_css(css: str) -> str:
    """Exchange the colours of a style sheet for inks; raise NoInkError for a colour that INKS does not know."""
    return _COLOUR.sub(lambda found: _ink(found[0]), css)


def inked_html(html: str) -> str:
    """Exchange the colours of charts and codes; a shape that names none is black."""
    html = _BARE.sub('<svg fill="currentColor"', html)
    return _PAINT.sub(lambda found: f'{found[1]}="{_paint(found[2])}"', html)


def _paint(value: str) -> str:
    return value if value == "none" or value.startswith("url(") else _ink(value)


def _ink(colour: str) -> str:
    if colour not in INKS:
        raise NoInkError(colour)
    return f"device-cmyk(0 0 0 {INKS[colour]})"


def _prepared(item: engine.Print, over: str, condition: profile.Profile | None) -> PressPrint:
    """Put inks in the place of colours, and name the two files after the booklet's."""
    html, css = inked_html(item.html), inked_css(item.css) + over
    code = [stamps.digest(Path(module).read_bytes()) for module in (__file__, profile.__file__)]
    mark = stamps.fingerprint(item.mark, html, css, code, stamps.digest(condition.data) if condition else None)
    page = replace(item, html=html, css=css, mark=mark, attached=())
    cover, inside = (item.output.with_stem(f"{item.output.stem}-{part}") for part in ("封面", "内文"))
    return PressPrint(page, cover, inside, condition)


def _is_fresh(item: PressPrint) -> bool:
    return stamps.is_fresh(item.cover, item.page.mark) and stamps.is_fresh(item.inside, item.page.mark)
