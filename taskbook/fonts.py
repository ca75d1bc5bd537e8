"""Fonts for print: which face each role is set in, that the faces hold every character, a subset for one build.

In: the characters of the booklets, and whose faces are wanted: the packaged ones (the default: a PDF is then the same
on every machine) or the office's own first. Out: smaller font files in the work folder that hold these characters and
the common ones, or MissingGlyphsError: the printing engine falls back to any system font without a word, which is why
every character is checked here first. A subset made once makes each booklet faster to write and smaller.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]

from taskbook import stamps, workers
from taskbook.prints import office

PACKAGE = "pylopdf_fonts_zh_cn"
FAMILIES = {"Taskbook Serif": "NotoSerifSC-Regular.otf", "Taskbook Sans": "NotoSansSC-Regular.otf"}
"""Family name -> file of the package. Each has one weight only: never ask for bold."""

ROLES = {
    "Title": "Taskbook Serif",
    "Heading": "Taskbook Sans",
    "Kai": "Taskbook Serif",
    "Body": "Taskbook Serif",
    "Number": "Taskbook Serif",
}
"""Role that a style sheet names as a family -> the packaged family that it falls back to. Official documents set them
in 小标宋, 黑体, 楷体, 仿宋 and 宋体 (figures and page numbers)."""

PACKAGED, OFFICE = "packaged", "office"
"""Whose faces come first; a folder of font files stands for OFFICE, with only what lies in it."""

ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "　—…·“”‘’、。，；：？！（）《》〔〕〈〉【】％№"
"""In every subset: what page counters and the printing engine add without standing in a booklet's HTML."""

SQUEEZE = "chws"
"""OpenType's name for the closer setting of marks that meet."""

UNSEEN = frozenset("\t\n\r")
"""Needs no glyph."""

_ROLE = re.compile(rf'"({"|".join(ROLES)})"')
_CHART = 'font-family="Taskbook Sans"'


@dataclass(frozen=True, slots=True)
class Face:
    """One font file under the family name that the style sheet uses; index is its place in a collection."""

    family: str
    path: Path
    index: int = 0


@dataclass(frozen=True, slots=True)
class Faces:
    """All faces of a build, and for each role the families that it is set in: the first that has a character."""

    every: tuple[Face, ...]
    chains: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, role: str) -> tuple[Face, ...]:
        """Return a role's faces, the first to be asked first."""
        named = {face.family: face for face in self.every}
        return tuple(named[family] for family in dict(self.chains)[role])


class MissingGlyphsError(Exception):
    """Characters that no face of some role has, in code order."""

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = "".join(sorted(characters))
        super().__init__(f"no glyph for {self.characters}")


def packaged() -> tuple[Face, ...]:
    """Return the packaged faces."""
    folder = files(PACKAGE)
    return tuple(Face(family, Path(str(folder / name))) for family, name in FAMILIES.items())


def choose(whose: str | Path = PACKAGED) -> Faces:
    """Return the faces of PACKAGED, of OFFICE (what fontconfig lists) or of a folder; a file is one face, once."""
    found = {} if whose == PACKAGED else office.find(None if whose == OFFICE else Path(whose))
    own: dict[tuple[Path, int], Face] = {}
    chains: list[tuple[str, tuple[str, ...]]] = []
    for role, fallback in ROLES.items():
        if role in found:
            place = found[role].path, found[role].index
            family = own.setdefault(place, Face(f"Taskbook {role}", *place)).family
            chains.append((role, (family, fallback)))
        else:
            chains.append((role, (fallback,)))
    return Faces((*own.values(), *packaged()), tuple(chains))


def dressed(css: str, faces: Faces) -> str:
    """Put families in the place of the roles that a style sheet names."""
    chains = dict(faces.chains)
    return _ROLE.sub(lambda found: ", ".join(f'"{family}"' for family in chains[found[1]]), css)


def charted(html: str, faces: Faces) -> str:
    """Set the words in charts as headings are set."""
    return html.replace(_CHART, f'font-family="{",".join(dict(faces.chains)["Heading"])}"')


def subset(
    needed: Iterable[str], folder: Path, mapper: workers.Mapper, faces: Faces | None = None, likely: Iterable[str] = ()
) -> tuple[Face, ...]:
    """Make the faces that hold the needed characters; raise MissingGlyphsError for those that a role cannot be set in.

    They also hold the common and the likely ones where they have them: an edit then seldom needs other fonts, and one
    booklet printed by itself has the same fonts as all together. The files are kept with a stamp and made again only
    when the characters, the fonts or the tool have changed.
    """
    chosen = faces or choose()
    must = frozenset(needed).union(ALWAYS)
    if lacking := missing(must, chosen):
        raise MissingGlyphsError(lacking)
    wanted = must.union(common(), likely) - UNSEEN
    cuts = [_Cut(face, folder / _file_name(face), _mark(face, wanted), wanted) for face in chosen.every]
    stale = [cut for cut in cuts if not stamps.is_fresh(cut.output, cut.mark)]
    mapper(_make, [workers.Job(cut.face.path.name, cut) for cut in stale])
    return tuple(Face(cut.face.family, cut.output) for cut in cuts)


@cache
def common() -> frozenset[str]:
    """Return the characters of GB 2312, rows 1 to 3 (marks, figures, letters), 16 to 87 (common ideographs)."""
    rows, cells = (*range(0xA1, 0xA4), *range(0xB0, 0xF8)), range(0xA1, 0xFF)
    every = bytes(byte for row in rows for cell in cells for byte in (row, cell, ord("\n")))  # a line ends a gap
    return frozenset(every.decode("gb2312", "ignore")) - {"\n"}


def missing(characters: Iterable[str], faces: Faces | None = None) -> frozenset[str]:
    """Return the characters that cannot be set in every role."""
    chosen = faces or choose()
    wanted = frozenset(characters) - UNSEEN
    chains = {chosen.of(role) for role in ROLES}
    return frozenset().union(*(frozenset.intersection(*(lacking(wanted, face) for face in chain)) for chain in chains))


def lacking(characters: Iterable[str], face: Face) -> frozenset[str]:
    """Return the characters that a face has no glyph for."""
    codes = hb.Face(hb.Blob.from_file_path(str(face.path)), face.index).unicodes
    return frozenset(char for char in characters if ord(char) not in codes and char not in UNSEEN)


def face_css(faces: Iterable[Face]) -> str:
    """Return the @font-face rules for faces, with marks set closer where they meet."""
    rule = '@font-face {{ font-family: "{}"; src: url("{}"); font-feature-settings: "{}" }}\n'
    return "".join(rule.format(face.family, face.path.resolve().as_uri(), SQUEEZE) for face in faces)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A subset to be made."""

    face: Face
    output: Path
    mark: str
    wanted: frozenset[str]


def _file_name(face: Face) -> str:
    return FAMILIES.get(face.family) or f"{face.family.replace(' ', '')}{face.path.suffix.lower()}"


def _mark(face: Face, wanted: frozenset[str]) -> str:
    """Fingerprint all that a subset is made from: a packaged font by its version, an office's by its bytes."""
    tools = stamps.tools(("fonttools", "uharfbuzz", "pylopdf-fonts-zh-cn"))
    own = None if face.family in FAMILIES else [stamps.digest(face.path.read_bytes()), face.index]
    parts = Path(__file__).parent / "prints"
    how = [stamps.digest((parts / name).read_bytes()) for name in ("cutting.py", "frequent.txt")]
    return stamps.fingerprint(face.family, face.path.name, own, "".join(sorted(wanted)), tools, how)


def _make(cut: _Cut) -> None:
    from taskbook.prints import cutting  # brings fontTools, which takes long to load

    stamps.write(cut.output, cut.mark, cutting.cut(cut.face.path, cut.face.index, cut.wanted))
