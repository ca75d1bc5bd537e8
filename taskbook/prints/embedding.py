"""How WeasyPrint puts fonts into a PDF (what speed.py puts in place for it).

In: a face that a document uses, the glyphs that it uses of it. Out: the face cut to them, in one go instead of two. A
face is read once in a process; from its second document on it is prepared for being cut again and again.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import uharfbuzz as hb  # type: ignore[import-untyped]
from weasyprint.pdf.fonts import Font  # type: ignore[import-untyped]
from weasyprint.text import fonts  # type: ignore[import-untyped]
from weasyprint.text.ffi import ffi, harfbuzz  # type: ignore[import-untyped]

UNUSED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""The tables of a font that a PDF does not need."""

FACES = 12
"""How many faces a process keeps: a booklet has four at most, an erratum those of two."""

_read = fonts.get_hb_object_data


class _Kept:
    """A face that WeasyPrint uses, held so that no other comes to lie at its address; its file, read once."""

    def __init__(self, face: Any) -> None:
        self.held = ffi.gc(harfbuzz.hb_face_reference(face), harfbuzz.hb_face_destroy)
        self.data: bytes = _read(self.held)
        self.face: Any = None
        self.is_prepared = False

    def to_cut(self, index: int) -> Any:
        """Return the face to be cut, prepared from the second time on: that takes as long as to cut it twenty times."""
        if self.face is None:
            self.face = hb.Face(hb.Blob(self.data), index)
        elif not self.is_prepared:
            self.face, self.is_prepared = hb.subset_preprocess(self.face), True
        return self.face


_kept = lru_cache(maxsize=FACES)(_Kept)
"""Pointers are alike where they point to the same face."""


def read(thing: Any, *asked: Any) -> Any:
    """Return the file of a face, or whatever else is asked of it."""
    return _read(thing, *asked) if asked else _kept(thing).data


def cut(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Cut a font to the glyphs of one PDF; those behind the last one go of themselves."""
    chosen = hb.SubsetInput()
    chosen.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED | hb.SubsetFlags.DESUBROUTINIZE
    if not hinting:
        chosen.flags |= hb.SubsetFlags.NO_HINTING
    if font.missing:
        chosen.flags |= hb.SubsetFlags.NOTDEF_OUTLINE
    chosen.sets(hb.SubsetInputSets.GLYPH_INDEX).set(set(to_unicode))
    chosen.sets(hb.SubsetInputSets.DROP_TABLE_TAG).set({int.from_bytes(name.encode(), "big") for name in UNUSED})
    kept = _kept(font.hb_face)
    whole = font.file_content
    face = kept.to_cut(font.index) if whole is kept.data else hb.Face(hb.Blob(whole), font.index)
    font.file_content = bytes(hb.subset(face, chosen).blob.data)


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put both in place; a font cut in one go has other bytes than the library's, the pages look the same."""
    exchange(_read, read)
    Font._harfbuzz_subset = cut
