"""Words: the comparison key with offsets, traditional to simplified, and Chinese typesetting (a leaf of the house).

Only keys are folded; text that a reader sees keeps its characters (Ⅱ ㎡ ①).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

Convert = Callable[[str], str]

_BRACKETS = str.maketrans("〔〕【】〈〉[]", "()()()()")
_ANGLED = re.compile(r"<([\u4e00-\u9fff]{2,10}:[^<>]{1,400})>")
"""Signs of comparison around a label and its words: brackets, as some typists print them."""
_DOT = re.compile(r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十])\.")
"""A full stop as some typists print it; behind a numeral the dot belongs to that (一.)."""
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
"""Characters without width: soft hyphens, joiners, direction marks, byte order marks, variation selectors."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Key:
    """A folded text; places[i] is the offset in the raw text of the character that gave text[i]."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the key's characters start:end (not empty)."""
        return Span(self.places[start], self.places[end - 1] + 1)


def _fold_char(char: str) -> str:
    if char.isspace() or _UNSEEN.match(char):
        return ""
    return "".join(unicodedata.normalize("NFKC", char).split()).translate(_BRACKETS)


class _Folding(dict[int, str]):
    """For str.translate: code point -> folded character, worked out when first met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold_char(chr(point))
        return folded


class _Lengths(dict[int, str]):
    """For str.translate: code point -> "1" where it is folded to one character, else "x"."""

    def __missing__(self, point: int) -> str:
        self[point] = length = "1" if len(_FOLDING[point]) == 1 else "x"
        return length


_FOLDING, _LENGTHS, _ODD = _Folding(), _Lengths(), re.compile("x")


def fold(raw: str, convert: Convert | None = None) -> Key:
    """Fold a text for comparison: convert, NFKC, brackets alike, no white space or unseen characters; places kept."""
    shown = converted(raw, convert)
    return Key(_settled(shown.translate(_FOLDING)), tuple(_places(shown)))


def _places(shown: str) -> list[int]:
    """Return for each character of the folded text the place of the character that it comes from."""
    places, at = list[int](), 0
    for odd in _ODD.finditer(shown.translate(_LENGTHS)):
        places += range(at, odd.start())
        places += [odd.start()] * len(_FOLDING[ord(shown[odd.start()])])
        at = odd.end()
    return [*places, *range(at, len(shown))]


@lru_cache(maxsize=50_000)  # names and words are looked up again and again
def fold_text(raw: str, convert: Convert | None = None) -> str:
    """Return only the folded text (for names and lookups)."""
    return _settled(converted(raw, convert).translate(_FOLDING))


def _settled(text: str) -> str:
    text = _ANGLED.sub(r"(\1)", text) if "<" in text else text
    return _DOT.sub("。", text) if "." in text else text


def converted(raw: str, convert: Convert | None) -> str:
    """Convert a text line by line so that it keeps its length (a line that would change length goes by character)."""
    if convert is None:
        return raw
    lines = []
    for line in raw.splitlines(keepends=True):
        changed = convert(line)
        if len(changed) != len(line):
            singles = [(char, convert(char)) for char in line]
            changed = "".join(new if len(new) == 1 else old for old, new in singles)
        lines.append(changed)
    return "".join(lines)


@cache
def converter(profile: str | None) -> Convert | None:
    """Return the OpenCC conversion of a profile (t2s, tw2s, hk2s); None for none."""
    if profile is None:
        return None
    import opencc

    convert: Convert = opencc.OpenCC(profile).convert
    return convert


_FULL = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = re.compile("[,;:!?()]")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]", re.ASCII)
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’"
_INNER_SPACE = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")

_LAST_DOT = re.compile(rf"{_DOT.pattern}(?=$|[）”])")
_SENTENCE_DOT = re.compile(rf"{_DOT.pattern}(?=$|[{_HAN}])")
_LONGEST_NAME = 24


def typeset(raw: str) -> str:
    """Restore Chinese punctuation (GB/T 15834), drop unseen characters and white space beside Chinese characters.

    , ; : ! ? ( ) become full-width unless both neighbours are ASCII letters or digits (2,000 and 12:30 stay); a dot
    becomes a full stop at the end of a sentence (not in a name: 艾力.买买提).
    """
    text = _INNER_SPACE.sub("", _NARROW.sub(_widened, _UNSEEN.sub("", raw).strip()))
    if "." not in text:
        return text
    dot = _SENTENCE_DOT if len(text) > _LONGEST_NAME else _LAST_DOT
    return _INNER_SPACE.sub("", dot.sub("。", text))


def _widened(match: re.Match[str]) -> str:
    text, index = match.string, match.start()
    before, after = text[max(index - 1, 0) : index], text[index + 1 : index + 2]
    inside = _ASCII_WORD.match(before) and _ASCII_WORD.match(after)
    return match.group() if inside else match.group().translate(_FULL)
