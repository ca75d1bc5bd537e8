"""The faces that an office has of its own, by role: which are looked for, where they are found (a part of booklets).

In: a folder of font files, or nothing: then what the system's fontconfig lists. Out: one file per role where one of its
faces is there and may be embedded. The faces that official documents are set in come first, free ones follow.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

from fontTools.ttLib import TTCollection, TTFont, TTLibError  # type: ignore[import-untyped]

FACES: Mapping[str, tuple[str, ...]] = {
    "Title": (
        "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S", "小标宋体", "华文中宋",
        "STZhongsong", "FandolSong-Bold",
    ),
    "Heading": (
        "黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S", "华文黑体", "STHeiti", "FandolHei",
        "FandolHei-Regular", "文泉驿正黑", "WenQuanYi Zen Hei",
    ),
    "Kai": (
        "楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "FZKai-Z03S", "楷体", "KaiTi",
        "华文楷体", "STKaiti", "FandolKai", "FandolKai-Regular", "霞鹜文楷", "LXGW WenKai", "AR PL KaitiM GB",
    ),
    "Body": (
        "仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "方正仿宋简体", "FZFangSong-Z02S", "仿宋",
        "FangSong", "华文仿宋", "STFangsong", "FandolFang", "FandolFang-Regular", "朱雀仿宋", "Zhuque Fangsong",
    ),
    "Number": (
        "宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "FZShuSong-Z01", "方正书宋简体", "FZShuSong-Z01S",
        "华文宋体", "STSong", "FandolSong", "FandolSong-Regular", "AR PL SungtiL GB",
    ),
}  # fmt: skip
"""Role -> names of its faces, the first that is there is taken; each by family, full or PostScript name."""

REGULAR = 80
"""What fontconfig calls the weight of a plain face."""

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_LISTING = r"%{file}\t%{index}\t%{weight}\t%{variable}\t%{family}\t%{fullname}\t%{postscriptname}\n"
_NAMES = (1, 4, 6, 16)
_NO_EMBEDDING, _MAY_EMBED, _NO_CUTTING_OR_OUTLINES = 0x2, 0xC, 0x300


@dataclass(frozen=True, slots=True)
class Found:
    """A font that is there: file, place in a collection, the name by which it was looked for."""

    path: Path
    index: int
    name: str


@dataclass(frozen=True, slots=True)
class _Listed:
    path: Path
    index: int
    weight: int
    names: frozenset[str]


def find(folder: Path | None) -> dict[str, Found]:
    """Return the first face that is there and may be embedded, for each role that has one."""
    fonts = sorted(
        _in_folder(folder) if folder else _installed(),
        key=lambda font: (abs(font.weight - REGULAR), str(font.path), font.index),
    )
    chosen = {}
    for role, names in FACES.items():
        there = (Found(font.path, font.index, name) for name in names for font in fonts if _key(name) in font.names)
        if taken := next((found for found in there if may_embed(found)), None):
            chosen[role] = taken
    return chosen


def lister() -> str | None:
    """Return fontconfig's program that lists the installed fonts, None where there is none."""
    return shutil.which("fc-list")


def may_embed(found: Found) -> bool:
    """Tell whether a font's maker lets it be embedded as outlines, in part (OS/2 fsType), and it has characters."""
    with _opened(found.path, found.index) as font:
        rights = font["OS/2"].fsType if "OS/2" in font else _NO_EMBEDDING
        refused = rights & _NO_EMBEDDING and not rights & _MAY_EMBED
        return not refused and not rights & _NO_CUTTING_OR_OUTLINES and bool(font.getBestCmap())


def _key(name: str) -> str:
    return name.casefold().replace(" ", "").strip()


def _installed() -> Iterator[_Listed]:
    program = lister()
    if program is None:
        return
    listed = run([program, "--format", _LISTING], capture_output=True, check=False).stdout
    for line in listed.decode("utf-8", "replace").splitlines():
        file, index, weight, variable, *names = line.split("\t")
        if variable != "True" and Path(file).suffix.lower() in _SUFFIXES and weight.isdigit() and index.isdigit():
            spoken = frozenset(_key(name) for part in names for name in part.split(","))
            # above the 16th bit stands the named instance of a variable font
            yield _Listed(Path(file), int(index) & 0xFFFF, int(weight), spoken)


def _in_folder(folder: Path) -> Iterator[_Listed]:
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in _SUFFIXES:
            continue
        try:
            count = len(TTCollection(path, lazy=True).fonts) if path.suffix.lower() in (".ttc", ".otc") else 1
            for index in range(count):
                with _opened(path, index) as font:
                    names = frozenset(_key(str(name)) for name in font["name"].names if name.nameID in _NAMES)
                    yield _Listed(path, index, _weight(font), names)
        except (TTLibError, KeyError, AssertionError):
            continue  # not a font, whatever its name says


def _weight(font: TTFont) -> int:
    """Return a font's weight on fontconfig's scale, roughly: enough to tell plain from bold."""
    return REGULAR + (font["OS/2"].usWeightClass - 400) // 3 if "OS/2" in font else REGULAR


def _opened(path: Path, index: int) -> TTFont:
    return TTFont(path, fontNumber=index, lazy=True)
