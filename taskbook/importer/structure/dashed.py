"""Importer: assignments behind a dash or a sign, without label and brackets: 。——A牵头,B配合; ★A,B (part of split).

In: the document's lines. Out: the lines with such words folded as an assignment in brackets under a label (their places
are those of the words), and one doubt for the form. Units are known by their shape: for sure by one in the document.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph
from taskbook.importer.roles.telling import is_assignment, is_unit_list
from taskbook.importer.roles.units import OPEN, looks_whole, units
from taskbook.importer.structure.lines import without
from taskbook.labels import DASHES, LABEL, LABELS, MARKS
from taskbook.text import Key, typeset

_DASH = f"[{''.join(sorted(DASHES))}]{{1,4}}"
_BEHIND = re.compile(
    rf"(?P<sign>{_DASH}|(?:^|(?<=[。;!]))[{re.escape(''.join(sorted(MARKS)))}])(?P<who>[\u4e00-\u9fff][^。!:—]{{2,}})。?$"
)
_BULLET = re.compile(r"^[^\w(]{1,4}|(?<=[。;!)])[" + "".join(sorted(DASHES)) + "]{1,4}")
_OPENING = f"({LABELS['responsible'][0]}:"
_SHORTEST = 3


def bracketed(lines: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Doubt]]:
    """Put such assignments into brackets; return all lines, and the doubt of the form."""
    found = {number: match for number, line in enumerate(lines) if (match := _behind(line)) is not None}
    sure = {number for number, match in found.items() if is_assignment(match["who"]) or is_unit_list(match["who"])}
    taken = sure | {number for number, match in found.items() if sure and _is_like(match)}
    made = [_folded(line, found[number]) if number in taken else line for number, line in enumerate(lines)]
    return made, [_doubt(lines[number], found[number], len(taken)) for number in sorted(taken)[:1]]


def unsigned(line: Paragraph) -> Paragraph:
    """Drop a dash or a bullet before a label (——责任单位:…): the label says all."""
    if line.cells or not (found := _BULLET.search(line.text)) or not LABEL.match(line.text, found.end()):
        return line
    return without(line, *found.span())


def _behind(line: Paragraph) -> re.Match[str] | None:
    """Find the words behind a line's last dash or sign; a line with a label or cells says otherwise who answers."""
    signed = set(line.text) & (DASHES | MARKS) and not (line.cells or LABEL.search(line.text))
    return _BEHIND.search(line.text) if signed else None


def _is_like(found: re.Match[str]) -> bool:
    """Tell units by their endings alone, behind a dash, where others of the document are known for sure."""
    names = [name for name in units(found["who"]).names if name != OPEN]
    whole = all(looks_whole(name) and len(name) >= _SHORTEST and "的" not in name for name in names)
    begins = found.start() == 0 or found.string[found.start() - 1] in "。;!"
    return bool(names) and whole and begins and found["sign"][0] in DASHES


def _folded(line: Paragraph, found: re.Match[str]) -> Paragraph:
    start, (_, end), places = found.start(), found.span("who"), line.key.places
    text = f"{line.text[:start]}{_OPENING}{found['who']})"
    opening = (places[start],) * len(_OPENING)
    return replace(line, key=Key(text, (*places[:start], *opening, *places[found.start("who") : end], places[end - 1])))


def _doubt(line: Paragraph, found: re.Match[str], count: int) -> Doubt:
    why = f"责任单位没有标签和括号（全文 {count} 处这样写），按“{found['sign']}”之后的单位和动词读作职责"
    todo = "对照原文核对这些任务的责任单位和职责；无误则删去本条"
    return Doubt(typeset(found["who"]), why, todo, line.span(found.start(), len(line.text)))
