"""Readers: the numbers that Word prints before paragraphs (part of the .docx reader).

In: the document's numbering and style parts. Out: per paragraph, asked in document order, its printed number （一）.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_VAL = qn("w:val")
_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def chinese(number: int) -> str:
    """Write 1 to 999 as Chinese numerals (一, 十一, 二十, 一百零三)."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        words += "零"
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return words + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    words = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        words += letters * (number // value)
        number %= value
    return words


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital"), lambda n: "".join(_DIGITS[int(digit)] for digit in str(n))
    ),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        lambda n: _CIRCLED[n - 1] if n <= len(_CIRCLED) else str(n),
    ),
    "decimalFullWidth": _wide,
    "decimalZero": lambda n: f"{n:02}",
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "bullet": lambda n: "",
    "none": lambda n: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how it counts, what it prints (%1、), where it starts."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts a document's lists; ask prefix() once per paragraph, in document order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:default")) and style.get(qn("w:type")) == "paragraph"
            ),
            None,
        )
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        for abstract in root.iter(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"))): _level(level) for level in abstract.iter(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in root.iter(qn("w:num")):
            key = number.get(qn("w:numId"))
            self._abstract[key] = _value(number, "abstractNumId") or ""
            for override in number.iter(qn("w:lvlOverride")):
                start = _value(override, "startOverride")
                if start is not None:
                    self._restarts.setdefault(key, {})[int(override.get(qn("w:ilvl")))] = int(start)

    def prefix(self, paragraph: Any) -> str:
        """Return what Word prints before a paragraph; counts it."""
        key, depth = self._list_of(paragraph)
        abstract = self._abstract.get(key or "")
        levels = self._levels.get(abstract or "", {})
        if key is None or abstract is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._restarts.get(key, {}).pop(depth, None)
        counts[depth] = restart if restart is not None else counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _printed(levels, depth, counts)

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        """Find a paragraph's list and level: its own, else its style's."""
        key: str | None = None
        depth: int | None = None
        for properties in self._properties(paragraph):
            numbers = properties.find(qn("w:numPr"))
            if numbers is None:
                continue
            key = key or _value(numbers, "numId")
            level = _value(numbers, "ilvl")
            depth = int(level) if depth is None and level is not None else depth
            if key is not None:
                break
        return (None if key == "0" else key), depth or 0

    def _properties(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(qn("w:pPr"))
        name = self._default
        if own is not None:
            yield own
            name = _value(own, "pStyle") or name
        seen: set[str] = set()
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(qn("w:pPr"))
            if properties is not None:
                yield properties
            name = _value(style, "basedOn")


def _level(level: Any) -> _Level:
    return _Level(
        _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", int(_value(level, "start") or 1)
    )


def _printed(levels: dict[int, _Level], depth: int, counts: dict[int, int]) -> str:
    text = levels[depth].text
    if levels[depth].form == "bullet":
        return ""
    for level, shape in levels.items():
        mark = f"%{level + 1}"
        if mark in text:
            number = counts.get(level, shape.start)
            text = text.replace(mark, _FORMATS.get(shape.form, str)(number))
    return text


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(qn(f"w:{name}"))
    return None if child is None else child.get(_VAL)
