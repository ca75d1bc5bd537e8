"""Fonts for print: the packaged faces, a check that they hold every character, a subset for one build (a leaf).

In: the characters of all booklets. Out: two small font files in the work folder that hold just these, or MissingGlyphs.
Only packaged fonts are used, so that a PDF is the same on every machine; the printing engine falls back to any system
font without a word, which is why every character is checked here first. A subset made once per build makes each
booklet faster to write and smaller.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fontTools import subset as fonttools_subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from taskbook import stamps, workers

PACKAGE = "pylopdf_fonts_zh_cn"
FAMILIES = {"Taskbook Serif": "NotoSerifSC-Regular.otf", "Taskbook Sans": "NotoSansSC-Regular.otf"}
"""Family name in booklet.css -> file of the package. Each has one weight only: never ask for bold."""

ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "　—…·“”‘’、。，；：？！（）《》〔〕〈〉【】％№"
"""In every subset: what page counters and the printing engine add without standing in a booklet's HTML."""

UNSEEN = frozenset("\t\n\r")
"""Needs no glyph."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name that the style sheet uses."""

    family: str
    path: Path


class MissingGlyphsError(Exception):
    """Characters that at least one packaged face lacks, in code order."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(characters))
        super().__init__(f"no glyph for {self.characters}")


def packaged() -> tuple[Face, ...]:
    """Return the packaged faces."""
    folder = files(PACKAGE)
    return tuple(Face(family, Path(str(folder / name))) for family, name in FAMILIES.items())


def subset(characters: Iterable[str], folder: Path, mapper: workers.Mapper) -> tuple[Face, ...]:
    """Make the faces that hold exactly these characters (and ALWAYS); raise MissingGlyphsError where a face lacks one.

    The files are kept with a stamp and made again only when the characters, the fonts or the tool have changed.
    """
    wanted = frozenset(characters) - UNSEEN | frozenset(ALWAYS)
    cuts = [_Cut(face.path, folder / face.path.name, _mark(face, wanted), wanted) for face in packaged()]
    stale = [cut for cut in cuts if not stamps.is_fresh(cut.output, cut.mark)]
    lacking = missing(wanted) if stale else frozenset()
    if lacking:
        raise MissingGlyphsError(lacking)
    mapper(_make, [workers.Job(cut.path.name, cut) for cut in stale])
    return tuple(Face(face.family, cut.output) for face, cut in zip(packaged(), cuts, strict=True))


def missing(characters: Iterable[str]) -> frozenset[str]:
    """Return the characters that at least one packaged face lacks."""
    wanted = frozenset(characters) - UNSEEN
    return frozenset(char for char in wanted for face in packaged() if ord(char) not in _codes(face.path))


def face_css(faces: Iterable[Face]) -> str:
    """Return the @font-face rules for faces."""
    rule = '@font-face {{ font-family: "{}"; src: url("{}"); }}\n'
    return "".join(rule.format(face.family, face.path.resolve().as_uri()) for face in faces)


@cache
def _codes(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@dataclass(frozen=True, slots=True)
class _Cut:
    """A subset to be made."""

    path: Path
    output: Path
    mark: str
    wanted: frozenset[str]


def _mark(face: Face, wanted: frozenset[str]) -> str:
    tools = {name: version(name) for name in ("fonttools", "pylopdf-fonts-zh-cn")}
    return stamps.fingerprint(face.family, face.path.name, "".join(sorted(wanted)), tools)


def _make(cut: _Cut) -> None:
    stamps.write(cut.output, cut.mark, _subset(cut.path, cut.wanted))


def _subset(path: Path, wanted: frozenset[str]) -> bytes:
    options = fonttools_subset.Options(
        layout_features=["kern"],
        drop_tables=["BASE", "DSIG", "VORG", "vhea", "vmtx"],
        desubroutinize=True,
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
    )
    with TTFont(path, recalcTimestamp=False) as font:
        cutter = fonttools_subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, sorted(wanted)))
        cutter.subset(font)
        data = io.BytesIO()
        font.save(data)
    return data.getvalue()
