"""Importer: the number at the start of a line, and lines that belong together (part of split).

In: paragraphs. Out: Mark: which style of number (第一部分, 一、, (一), 1., (1), ①), as printed; joined paragraphs.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from taskbook.importer.read import Paragraph, Source
from taskbook.text import Key, typeset


class Style(IntEnum):
    """A style of numbering, the weightiest first; PLAIN is a heading without a number, under the others."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    NUMBER = 3
    PAREN = 4
    CIRCLE = 5
    PLAIN = 9


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number: its style, as a task's item is written, its value, and the place behind it."""

    style: Style
    item: str
    value: int
    end: int


_NUMERAL = "一二三四五六七八九十"
_MARKS = (
    (Style.PART, re.compile(rf"第([{_NUMERAL}]{{1,3}})(?:部分|章|篇|板块|大类)[、::]?")),
    (Style.CHAPTER, re.compile(rf"([{_NUMERAL}]{{1,4}})(?:、|\.(?!\d))")),
    (Style.SECTION, re.compile(rf"\(([{_NUMERAL}]{{1,4}})\)[、.]?")),
    (Style.NUMBER, re.compile(r"(\d{1,3})(?:、|\.(?!\d)|\.(?=\d{1,2}月|\d{4}))")),
    (Style.PAREN, re.compile(r"\(?(\d{1,2})\)[、.]?")),
)
_CIRCLES = re.compile("[①-⑳❶-❿]")


def mark(source: Source, paragraph: Paragraph, at: int = 0) -> Mark | None:
    """Read the number that stands at a place of a paragraph."""
    if at >= len(paragraph.text):
        return None
    raw = source.raw[paragraph.key.places[at]]
    if _CIRCLES.fullmatch(raw):
        end = at
        while end < len(paragraph.text) and paragraph.key.places[end] == paragraph.key.places[at]:
            end += 1
        return Mark(Style.CIRCLE, raw, int(paragraph.text[at:end]) if paragraph.text[at:end].isdecimal() else 0, end)
    for style, pattern in _MARKS:
        if match := pattern.match(paragraph.text, at):
            plain = style in (Style.NUMBER, Style.CHAPTER)
            item = match.group(1) if plain else typeset(match.group().rstrip("、.:"))
            return Mark(style, item, numeral(match.group(1)) or 0, match.end())
    return None


def numeral(words: str) -> int | None:
    """Return the value of a Chinese or Arabic numeral up to 99 (一 1, 十二 12, 二十 20)."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    digits = _NUMERAL[:9]
    if not words or any(char not in digits for char in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    high = (digits.index(tens) + 1 if tens else 1) if ten else 0
    return high * 10 + (digits.index(ones) + 1 if ones else 0)


def merge(first: Paragraph, second: Paragraph) -> Paragraph:
    """Join two lines into one; a table's cells are lost."""
    return Paragraph(Key(first.text + second.text, first.key.places + second.key.places))


def without(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Drop a range of a line."""
    key = paragraph.key
    return Paragraph(Key(key.text[:start] + key.text[end:], key.places[:start] + key.places[end:]))
