"""A font file -> the small font that one build needs, fit to stand beside others in a line (a part of booklets).

In: a font (OpenType or TrueType, one of a collection too) and characters. Out: a font file with just their glyphs. All
faces get the same ascent and descent, so that a glyph from another face never stretches a line, and a feature (chws)
that sets two marks which meet, as ），or ”。, half an em closer.
"""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.otlLib import builder  # type: ignore[import-untyped]
from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from fontTools.ttLib.reorderGlyphs import reorderGlyphs  # type: ignore[import-untyped]
from fontTools.ttLib.tables import otTables  # type: ignore[import-untyped]

from taskbook.fonts import SQUEEZE

ASCENT, DESCENT = 1.151, 0.286
"""Above and below the base line, in em: those of Noto Serif SC."""

CLOSING = "，。、；：！？）》”’〕】〉」』"
"""Marks whose right half is empty, in faces that draw them so."""
OPENING = "（《“‘〔【〈「『"
"""Marks whose left half is empty."""

NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""What of a font's name table is kept: copyright, names, licence."""

_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GSUB", "VORG", "bhed", "meta", "vhea", "vmtx")


FREQUENT = Path(__file__).with_name("frequent.txt")
"""The characters of the five first cities' booklets, the commonest first. A PDF keeps room for every glyph up to the
last one that it shows: these come first, so that it is small."""


def cut(path: Path, index: int, wanted: Iterable[str]) -> bytes:
    """Return a font with those of the wanted characters that it has, the frequent ones first."""
    small = _ordered(_subset(path, index, wanted))
    with TTFont(io.BytesIO(small), recalcTimestamp=False, recalcBBoxes=False) as font:
        shapes = TTFont(io.BytesIO(small))  # shapes are read from a copy: what is read would be written anew
        _number_glyphs(shapes)
        _number_glyphs(font)
        _level(font)
        _squeeze(font, shapes)
        data = io.BytesIO()
        font.save(data)
    return data.getvalue()


def _subset(path: Path, index: int, wanted: Iterable[str]) -> bytes:
    chosen = hb.SubsetInput()
    chosen.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.NOTDEF_OUTLINE
    chosen.sets(hb.SubsetInputSets.UNICODE).set(set(map(ord, wanted)))
    chosen.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).set({_tag("kern")})
    chosen.sets(hb.SubsetInputSets.DROP_TABLE_TAG).set(set(map(_tag, _DROPPED)))
    chosen.sets(hb.SubsetInputSets.NAME_ID).set(set(NAMES))
    return bytes(hb.subset(hb.Face(hb.Blob.from_file_path(str(path)), index), chosen).blob.data)


def _ordered(small: bytes) -> bytes:
    """Put the glyphs of the frequent characters first."""
    with TTFont(io.BytesIO(small), recalcTimestamp=False, recalcBBoxes=False) as font:
        codes, every = font.getBestCmap(), font.getGlyphOrder()
        frequent = FREQUENT.read_text(encoding="utf-8").replace("\n", "")
        ascii_first = [*range(0x20, 0x7F), *map(ord, frequent)]
        first = [every[0], *(codes[code] for code in ascii_first if code in codes)]
        reorderGlyphs(font, list(dict.fromkeys([*first, *every])))
        data = io.BytesIO()
        font.save(data)
    return data.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _number_glyphs(font: TTFont) -> None:
    """Give the glyphs of a CID-keyed font their places as numbers.

    WeasyPrint names glyphs by place; readers that go by the standard look for the number that the font itself gives.
    """
    if "CFF " not in font:
        return
    top = font["CFF "].cff.topDictIndex[0]
    if hasattr(top, "ROS"):
        order = [".notdef", *(f"cid{place:05d}" for place in range(1, len(top.charset)))]
        shapes = top.CharStrings
        shapes.charStrings = {new: shapes.charStrings[old] for old, new in zip(top.charset, order, strict=True)}
        top.charset = order
        font.setGlyphOrder(order)


def _level(font: TTFont) -> None:
    """Give a font the height that all have, in every table that a renderer may read."""
    em = font["head"].unitsPerEm
    up, down = round(ASCENT * em), round(DESCENT * em)
    across, system = font["hhea"], font["OS/2"]
    across.ascent, across.descent, across.lineGap = up, -down, 0
    system.sTypoAscender, system.sTypoDescender, system.sTypoLineGap = up, -down, 0
    system.usWinAscent, system.usWinDescent = up, down


def _squeeze(font: TTFont, shapes: TTFont) -> None:
    """Let a mark with an empty right half, or an opening mark before another, take half an em where marks meet."""
    em = font["head"].unitsPerEm
    closing, opening = _halves(shapes, CLOSING, 0, em // 2), _halves(shapes, OPENING, em // 2, em)
    nearer = builder.buildValue({"XAdvance": -em // 2})
    meeting = [(closing, closing), (closing, opening), (opening, opening)]
    pairs = {pair: (nearer, None) for pair in meeting if all(pair)}
    if pairs:
        subtables = builder.buildPairPosClassesSubtable(pairs, font.getReverseGlyphMap())
        _add_feature(font, builder.buildLookup([subtables]))


def _halves(font: TTFont, marks: str, left: int, right: int) -> tuple[str, ...]:
    """Return the glyphs of marks an em wide whose ink lies between left and right."""
    codes, shapes, widths = font.getBestCmap(), font.getGlyphSet(), font["hmtx"]
    found = []
    for name in sorted({codes[ord(mark)] for mark in marks if ord(mark) in codes}):
        pen = BoundsPen(shapes)
        shapes[name].draw(pen)
        fits = pen.bounds is not None and left <= pen.bounds[0] and pen.bounds[2] <= right
        if fits and widths[name][0] == font["head"].unitsPerEm:
            found.append(name)
    return tuple(found)


def _add_feature(font: TTFont, lookup: Any) -> None:
    """Add a lookup as the feature SQUEEZE of every script and language."""
    if "GPOS" not in font:
        font["GPOS"] = _bare_positions()
    table = font["GPOS"].table
    feature = otTables.FeatureRecord()
    feature.FeatureTag, feature.Feature = SQUEEZE, otTables.Feature()
    feature.Feature.FeatureParams, feature.Feature.LookupListIndex = None, [len(table.LookupList.Lookup)]
    table.LookupList.Lookup.append(lookup)
    table.FeatureList.FeatureRecord.append(feature)
    for record in table.ScriptList.ScriptRecord:
        languages = [record.Script.DefaultLangSys, *(item.LangSys for item in record.Script.LangSysRecord)]
        for language in filter(None, languages):
            language.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)


def _bare_positions() -> Any:
    """Return a positioning table with one script and nothing in it."""
    script = otTables.ScriptRecord()
    script.ScriptTag, script.Script = "DFLT", otTables.Script()
    language = otTables.DefaultLangSys()
    language.LookupOrder, language.ReqFeatureIndex, language.FeatureIndex = None, 0xFFFF, []
    script.Script.DefaultLangSys, script.Script.LangSysRecord = language, []
    made = newTable("GPOS")
    made.table = otTables.GPOS()
    made.table.Version = 0x00010000
    made.table.ScriptList, made.table.FeatureList = otTables.ScriptList(), otTables.FeatureList()
    made.table.LookupList = otTables.LookupList()
    made.table.ScriptList.ScriptRecord, made.table.FeatureList.FeatureRecord = [script], []
    made.table.LookupList.Lookup = []
    return made
