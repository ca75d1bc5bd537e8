"""Fonts like an office's, made for tests from the packaged one: other names, other heights, without rare characters."""

from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from taskbook import fonts

RARE = "垕埫剅珺喆玥祎"
COMMON = (
    "示范市人民政府关于印发重点任务分解落实方案的通知各级部门要高度视加强组织领导确保全面完成年目标一二三四五六七八九十亿元个"
    "推进互联网消费含规划投资新增单位责任所据文本张甲乙"
)
RESTRICTED = 2


def make(folder: Path) -> Path:
    """Write 仿宋_GB2312 and 楷体_GB2312 in one collection, 黑体 as TrueType, and a 宋体 that may not be embedded."""
    song = _cut(fonts.packaged()[0].path)
    collection = TTCollection()
    for name in ("楷体_GB2312", "仿宋_GB2312"):
        face = folder / f"{name}.otf"
        _named(song, name)
        song.save(face)
        collection.fonts.append(TTFont(face))
    collection.save(folder / "office.ttc")
    for face in folder.glob("*.otf"):
        face.unlink()
    _named(song, "SimSun")
    song["OS/2"].fsType = RESTRICTED
    song.save(folder / "simsun.otf")
    _boxes(folder / "simhei.ttf")
    (folder / "readme.ttf").write_text("not a font")
    return folder


def _cut(path: Path) -> TTFont:
    """Return a small font that is taller than the packaged one and does not sit in the middle of its height."""
    font = TTFont(path)
    cutter = subset.Subsetter(subset.Options(layout_features=[], name_languages=["*"]))
    cutter.populate(text=COMMON + fonts.ALWAYS)
    cutter.subset(font)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = 2000, -900, 300
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = 2000, 900
    font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = 1500, -400
    return font


def _named(font: TTFont, name: str) -> None:
    for number in (1, 4, 6, 16):
        font["name"].setName(name, number, 3, 1, 0x804)
        font["name"].setName(name, number, 3, 1, 0x409)


def _boxes(path: Path) -> None:
    """Write a TrueType font named 黑体 that draws a box for each of three characters."""
    pen = TTGlyphPen(None)
    for step, point in enumerate([(100, 0), (100, 1600), (1900, 1600), (1900, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", "one", "two", "three"]
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(dict(zip(map(ord, "一二三"), names[1:], strict=True)))
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (2048, 100)))
    builder.setupHorizontalHeader(ascent=1800, descent=-200)
    builder.setupOS2(sTypoAscender=1800, sTypoDescender=-200, usWinAscent=1800, usWinDescent=200)
    builder.setupNameTable({"familyName": "SimHei", "styleName": "Regular", "version": "Version 5.01"})
    builder.setupPost()
    builder.save(path)
