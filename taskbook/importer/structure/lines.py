"""Importer: the number at the start of a line, and lines that belong together (part of split).

In: paragraphs. Out: Mark: which style of number (第一部分, 一、, (一), 1., (1), ①), as printed; joined paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from taskbook.importer.read import Paragraph, Source
from taskbook.spoken import value
from taskbook.text import Key, typeset


class Style(IntEnum):
    """A style of numbering, the weightiest first; PLAIN is a heading without a number, NAME what one task is called."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    NUMBER = 3
    PAREN = 4
    CIRCLE = 5
    PLAIN = 9
    NAME = 19


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
    (Style.NUMBER, re.compile(rf"任务(\d{{1,3}}|[{_NUMERAL}]{{1,3}})[、.:]")),
    (Style.NUMBER, re.compile(r"第(\d{1,3})[项件条][、.:]?")),
    (Style.PAREN, re.compile(r"\(?(\d{1,2})\)[、.]?")),
)
_JOINED = re.compile(r"(\d{1,3})\.(?=\d)")
"""A number right before a digit: of the line, or a decimal."""
_APART = re.compile(r"(\d{1,3})(?=[\u4e00-\u9fff“《](?<![号月日年个所座条项家件户亿万次套]))(?!公里|人次|人[民大]?以)")
_CIRCLES = re.compile("[①-⑳❶-❿]")


def mark(source: Source, paragraph: Paragraph, at: int = 0) -> Mark | None:
    """Read the number that stands at a place of a paragraph."""
    if at >= len(paragraph.text):
        return None
    if not at and paragraph.number:
        item = paragraph.text[: paragraph.number].rstrip(".")
        return Mark(Style.NUMBER, item, int(item), paragraph.number)
    raw = source.raw[paragraph.key.places[at]]
    if _CIRCLES.fullmatch(raw):
        end = at
        while end < len(paragraph.text) and paragraph.key.places[end] == paragraph.key.places[at]:
            end += 1
        return Mark(Style.CIRCLE, raw, int(paragraph.text[at:end]) if paragraph.text[at:end].isdecimal() else 0, end)
    for style, pattern in _MARKS:
        if match := pattern.match(paragraph.text, at):
            plain = style in (Style.NUMBER, Style.CHAPTER) and match.start(1) == match.start()
            item = match.group(1) if plain else typeset(match.group().rstrip("、.:"))
            return Mark(style, item, numeral(match.group(1)) or 0, match.end())
    return None


def counted(source: Source, lines: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield lines; 9.4个 between the numbers 8 and 10 begins with the number 9 (and 1.5G before 2 with 1).

    So does 9 that a blank parts from the words (9 新建…).
    """
    marks = [mark(source, line) for line in lines]
    values = [_value(source, line, found) for line, found in zip(lines, marks, strict=True)]
    last = 0
    for index, line in enumerate(lines):
        value = values[index]
        if value is not None and marks[index] is None:
            after = next((later for later in values[index + 1 :] if later is not None), None)
            follows = after == value + 1 or (after in (None, 1) and (value > 1 or not _JOINED.match(line.text)))
            if value not in (last + 1, 1) or not follows:
                value = None
            else:
                line = replace(line, number=len(_joined(source, line).group()))  # type: ignore[union-attr]
        last = value or last
        yield line


def _value(source: Source, line: Paragraph, found: Mark | None) -> int | None:
    """Return the number that a line begins with, or may begin with."""
    if found is not None:
        return found.value if found.style == Style.NUMBER else None
    joined = None if line.cells else _joined(source, line)
    return int(joined.group(1)) if joined else None


def _joined(source: Source, line: Paragraph) -> re.Match[str] | None:
    """Find a number without a mark of its own: before a decimal's point, or a blank."""
    apart = _APART.match(line.text)
    if apart and source.raw[line.key.places[apart.end() - 1] + 1].isspace():
        return apart
    return _JOINED.match(line.text)


def numeral(words: str) -> int | None:
    """Return the value of a Chinese or Arabic numeral (一 1, 十二 12, 二十 20)."""
    return int(words) if words.isdecimal() else value(words)


def merge(first: Paragraph, second: Paragraph) -> Paragraph:
    """Join two lines into one; a table's cells are lost."""
    return Paragraph(Key(first.text + second.text, first.key.places + second.key.places), number=first.number)


def without(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """Drop a range of a line."""
    key = paragraph.key
    rest = Key(key.text[:start] + key.text[end:], key.places[:start] + key.places[end:])
    return Paragraph(rest, number=paragraph.number if start >= paragraph.number else 0)
