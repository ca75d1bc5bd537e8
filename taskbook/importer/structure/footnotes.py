"""Importer: signs beside units' names that no note explains: ①, 1), *, 注1 (a leaf of the importer).

In: lines, or the words of an assignment. Out: the same without the signs of footnotes; one doubt for a document.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph
from taskbook.importer.structure.lines import without
from taskbook.labels import LABEL, NOTES
from taskbook.text import fold, typeset

_BEHIND = re.compile(rf"(?<=[局委办部府室会社院所心站司厅团队校行区县市镇州旗处科联台馆位门])(?:{NOTES.pattern})")
_SHOWN = 3


class Signed(Protocol):
    """The roles of one assignment: the words with signs beside units, and where they stand."""

    signs: list[str]
    span: Span | None


def plain(line: Paragraph) -> Paragraph:
    """Leave the signs of footnotes out of a line's assignment, where they hide its brackets and verbs."""
    if line.cells or not (found := list(_signs(line.text))):
        return line
    label = LABEL.search(line.text)
    opening = label.start() if label else line.text.rfind("(", 0, found[0][0])
    for start, end in reversed(found):
        if 0 <= opening < start:
            line = without(line, start, end)
    return line


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the signs; a bracket that closes the whole is no part of one (市教育局①))."""
    spare = text.count(")") - text.count("(")
    for match in _BEHIND.finditer(text):
        half = match.group().endswith(")") and not match.group().startswith("(")
        taken = half and spare > 0
        spare -= taken
        yield match.start(), match.end() - (half and not taken)


def without_signs(roles: Signed, words: str, cell: bool = False) -> str:
    """Leave the signs of footnotes out of an assignment's words, and note them.

    cell: at the end of a table's cell a sign stays, for the proof cannot tell it from the number of the next row.
    """
    key = fold(words)
    for start, end in reversed(list(_signs(key.text))):
        if cell and end == len(key.text) and key.text[end - 1].isdecimal():
            continue
        span = key.span(start, end)
        roles.signs.append(words[: span.end].split("、")[-1])
        words = words[: span.start] + words[span.end :]
    return words


def signs_doubt(rows: Sequence[Signed]) -> Iterator[Doubt]:
    """Doubt once the signs beside units that say nothing known."""
    signs = [typeset(sign.strip()) for roles in rows for sign in roles.signs]
    if signs:
        first = next(roles for roles in rows if roles.signs)
        why = f"单位旁有记号（全文 {len(signs)} 处），没有读到它的意思，没有读作职责"
        todo = "对照原文看记号的意思，说明谁牵头时改正各条任务；无误则删去本条"
        yield Doubt("、".join(dict.fromkeys(signs[:_SHOWN])), why, todo, first.span)
