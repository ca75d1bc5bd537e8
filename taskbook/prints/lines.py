"""A line of text that a process has set once is not set again (what speed.py puts in place for lines).

In: WeasyPrint's questions where a text breaks and how a line is drawn. Out: its own answers, kept with the style they
were given for. The same task stands in the booklets of the plan, of its units and of its leader, in lines of one width.
Only plain lines are kept: one that is underlined, stretched, cut short or raised goes to WeasyPrint every time.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint.draw import text as drawing  # type: ignore[import-untyped]
from weasyprint.pdf.stream import Stream  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]
from weasyprint.text.fonts import get_pango_font_key  # type: ignore[import-untyped]

from taskbook.prints.savings import put_bytes

_split = line_break.split_first_line
_draw = drawing.draw_text
_add_font = Stream.add_font

_GLYPHS = re.compile(rb"<([0-9a-f]+)>")


class _Piece(NamedTuple):
    """A run of glyphs in one font, as a PDF shows it."""

    font: Any
    """WeasyPrint's key of the font in a document."""
    size: float
    shown: bytes
    letters: dict[int, str]
    widths: dict[int, int]


_used: list[tuple[Any, float, Any]] = []
"""The fonts of the line being drawn: key, size, font."""


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, *plain: Any, **named: Any
) -> Any:
    """Fit as much as possible in one line, or remember how much it was."""
    known = vars(style).setdefault("lines", {})
    key = (text, max_width, justification_spacing, plain, *named.items())
    found = known.get(key)
    if found is None:
        found = known[key] = _split(text, style, context, max_width, justification_spacing, *plain, **named)
    layout, *metrics = found
    again = line_break.Layout.__new__(line_break.Layout)
    vars(again).update(vars(layout))
    return again, *metrics


def draw_text(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:
    """Draw a line of text, with the glyphs of the last time where it was drawn before."""
    style = textbox.style
    plain = (
        style["visibility"] == "visible"
        and style["text_decoration_line"] == "none"
        and not textbox.justification_spacing
        and text_overflow != "ellipsis"
        and block_ellipsis == "none"
    )
    if not plain:
        _draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
        return
    known = vars(style).setdefault("drawn", {})
    pieces = known.get(textbox.pango_layout.text)
    if pieces and all(piece.font in stream._fonts for piece in pieces):
        _draw_again(stream, textbox, pieces)
        return
    _used.clear()
    start = len(stream.stream)
    _draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
    if pieces is None:
        known[textbox.pango_layout.text] = _pieces(stream.stream[start:])


def add_font(stream: Any, pango_font: Any) -> tuple[Any, float]:
    """Return a document's font and its size, and note it for the line being drawn."""
    font, size = _add_font(stream, pango_font)
    _used.append((get_pango_font_key(pango_font)[0], size, font))
    return font, size


def _draw_again(stream: Any, textbox: Any, pieces: tuple[_Piece, ...]) -> None:
    stream.set_color(textbox.style["color"])
    stream.begin_text()
    place = put_bytes(textbox.position_x), put_bytes(textbox.position_y + textbox.baseline)
    stream.stream.append(b"1 0 0 -1 %b %b Tm" % place)
    for piece in pieces:
        font = stream._fonts[piece.font]
        for glyph, letter in piece.letters.items():
            font.to_unicode.setdefault(glyph, letter)
        for glyph, width in piece.widths.items():
            font.widths.setdefault(glyph, width)
        stream.set_font_size(font.hash, piece.size)
        stream.stream.append(piece.shown)
    stream.end_text()


def _pieces(operations: list[bytes]) -> tuple[_Piece, ...]:
    """Read what was drawn from the PDF's own operations; nothing where a line is more than runs of glyphs."""
    shown = [operation for operation in operations if operation.endswith(b"] TJ")]
    others = {operation.rsplit(b" ", 1)[-1] for operation in operations} - {b"BT", b"ET", b"Tm", b"Tf", b"TJ"}
    if len(shown) != len(_used) or others - {b"rg", b"gs", b"k", b"scn", b"cs"}:
        return ()
    pieces = []
    for operation, (key, size, font) in zip(shown, _used, strict=True):
        glyphs = [int(run[i : i + 4], 16) for run in _GLYPHS.findall(operation) for i in range(0, len(run), 4)]
        letters = {glyph: font.to_unicode[glyph] for glyph in glyphs}
        pieces.append(_Piece(key, size, operation, letters, {glyph: font.widths[glyph] for glyph in glyphs}))
    return tuple(pieces)


def remember(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put all of it in place; a PDF stays the same byte for byte."""
    exchange(_split, split_first_line)
    exchange(_draw, draw_text)
    Stream.add_font = add_font
