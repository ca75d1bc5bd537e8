"""Readers: characters with their places on a page -> printed lines (part of the PDF reader; geometry only).

Coordinates are points as a reader sees the page: x to the right, y upwards; base is the baseline.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_RADICALS = dict(
    zip(
        "⺠⺣⺩⺮⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民灬王竹羊肉虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


def letter(char: str) -> str:
    """Return a character as it was typed: fonts name some ideographs as radicals (⼯ for 工)."""
    if "\u2f00" <= char <= "\u2fd5":
        return unicodedata.normalize("NFKC", char)
    return _RADICALS.get(char, char)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character; spaced: a blank was typed before it."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    base: float
    spaced: bool = False

    @property
    def size(self) -> float:
        """Return the height of its font's box."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, where it stands, the width of one of its ideographs, its page, a blank before it."""

    text: str
    left: float
    right: float
    base: float
    em: float
    page: int = 0
    spaced: bool = False


def lines_of(glyphs: Iterable[Glyph], page: int = 0) -> list[Line]:
    """Gather characters into lines, from the top of the page down."""
    return [_line(row, page) for row in rows_of(glyphs)]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Gather characters into rows with one baseline, from the top of the page down, each from the left."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (-g.base, g.left)):
        if rows and abs(rows[-1][0].base - glyph.base) < 0.4 * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def _line(row: list[Glyph], page: int) -> Line:
    em = _em(row)
    words = [row[0].char]
    for before, glyph in pairwise(row):
        gap = glyph.left - before.right
        typed = glyph.spaced and before.char.isalpha() and glyph.char.isalpha()
        if gap > 0.9 * em or (gap > 0.2 * em and (typed or (before.char.isascii() and glyph.char.isascii()))):
            words.append(" ")
        words.append(glyph.char)
    right, base = max(glyph.right for glyph in row), median(glyph.base for glyph in row)
    return Line("".join(words), row[0].left, right, base, em, page, row[0].spaced)


def _em(row: list[Glyph]) -> float:
    wide = [g.right - g.left for g in row if g.char > "\u2e80" and g.char.isalpha()]
    return median(wide) if wide else max(g.size for g in row) * 0.75


def join(first: str, second: str) -> str:
    """Join the words of two lines: a space only between two words of Latin letters."""
    between = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha()
    return f"{first} {second}" if between else first + second


_OPENS, _CLOSES = re.escape("“‘（(《〈〔【["), re.escape("，。、；：！？“”‘’）)》〉〕】],.;:!?%")
_UNBROKEN = re.compile(rf"[{_OPENS}]*(?:[\x21-\x7e]+|.)(?:[{_CLOSES}]+(?<=[“”‘’])(?:[\x21-\x7e]+|.))*[{_CLOSES}]*")
"""What a line's end does not part: Latin words, numbers, a character with the marks beside it."""


def written(lines: Sequence[Line], right: float) -> str:
    """Join the lines of a cell whose words reach to right: a blank where a line ended though the next had room."""
    words = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        first = _UNBROKEN.match(line.text)
        width = sum(0.6 if char.isascii() else 1 for char in first.group()) * line.em if first else 0
        ended = right - before.right > width + 0.3 * line.em
        parted = (ended or line.spaced) and words[-1:].isalnum() and line.text[:1].isalnum()
        words = f"{words} {line.text}" if parted else join(words, line.text)
    return words
