"""Importer: a table whose columns are parted by blanks alone -> lines with cells (part of split).

In: folded lines, which know where white space stood. Out: the same lines with cells, where a line of heads stands over
numbered rows that all end with units or deadlines as the heads say; else the lines as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from taskbook.dues import DUE
from taskbook.importer.read import Paragraph
from taskbook.importer.roles.units import looks_whole, units
from taskbook.importer.tables.heads import is_head
from taskbook.labels import ROLES, column_kinds, head_kinds
from taskbook.text import Key

_FEWEST = 2
_LONGEST = 60
"""Characters of a line of heads, at most."""
_MOST = 12
"""Columns of a table, at most."""
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}部分"
)
Cells = tuple[tuple[int, int], ...]


def spaced_table(lines: list[Paragraph]) -> tuple[int, list[Paragraph]]:
    """Give the rows of a table parted by blanks their cells; return where its heads stand (-1: no such table)."""
    lines = [part for line in lines for part in _parted(line)]
    for index, line in enumerate(lines):
        cells = () if line.cells or len(line.text) > _LONGEST else _runs(line)
        heads = tuple(line.text[start:end] for start, end in cells)
        if not 3 <= len(heads) <= _MOST or not is_head(list(heads), 3):
            continue
        kinds = head_kinds(heads)
        rows = dict(_rows(lines, index + 1, kinds))
        if kinds[0] == ("item",) and len(rows) >= _FEWEST and all(rows.values()):
            rows[index] = cells
            return index, [replace(row, cells=rows.get(n, row.cells)) for n, row in enumerate(lines)]
    return -1, lines


def _runs(line: Paragraph) -> Cells:
    """Return the ranges of a line between white space."""
    places = line.key.places
    cuts = [n for n in range(1, len(places)) if places[n] > places[n - 1] + 1]
    return tuple(zip([0, *cuts], [*cuts, len(places)], strict=True))


def _parted(line: Paragraph) -> list[Paragraph]:
    """Part a line that runs on from the notice into a table's heads, and from row to row; any other as it is."""
    at = -1 if line.cells or len(line.text) <= _LONGEST // 2 else line.text.find("序号")
    if at < 0:
        return [line]
    runs = _runs(line)
    first = next((n for n, run in enumerate(runs) if run[0] == at), len(runs))
    names = [line.text[slice(*run)] for run in runs[first : first + _MOST]]
    known = next((n for n, name in enumerate(names) if not column_kinds(name) or _HEADING.match(name)), len(names))
    count = next((n for n in range(known, 2, -1) if is_head(names[:n], 3)), 0)
    if not count or (first == 0 and count == len(runs)):
        return [line]
    starts, wanted = [*range(first + 1), first + count], 1
    for n in range(first + count, len(runs) - 1):
        words = line.text[slice(*runs[n])]
        again = words.rstrip(".、") == "1" and starts[-1] == n - 1  # right behind a heading
        if again or words.rstrip(".、") == str(wanted):
            wanted = 2 if again else wanted + 1
            starts.append(n)
        elif _HEADING.match(words):
            starts.append(n)
    cuts = [*sorted({*starts, len(runs)} - {len(runs)}), len(runs)]
    return [_slice(line, runs[a][0], runs[b - 1][1]) for a, b in pairwise(cuts)]


def _slice(line: Paragraph, start: int, end: int) -> Paragraph:
    return Paragraph(Key(line.text[start:end], line.key.places[start:end]))


def _rows(lines: list[Paragraph], first: int, kinds: list[tuple[str, ...]]) -> Iterator[tuple[int, Cells]]:
    """Yield the numbered lines from a place on with their cells; none where they do not fit the columns."""
    for index in range(first, len(lines)):
        runs = _runs(lines[index])
        if lines[index].text[slice(*runs[0])].rstrip(".、").isdecimal() and not lines[index].cells:
            yield index, _cells(lines[index], runs, kinds)


def _cells(line: Paragraph, runs: Cells, kinds: list[tuple[str, ...]]) -> Cells:
    """Give a row's runs to the columns: those at its end as their heads say, the words between to the last of words."""
    last = next((n for n in range(len(kinds), 0, -1) if kinds[n - 1] == ("text",)), 0)
    behind = len(kinds) - last
    if not last or not behind or len(runs) < behind + 2:
        return ()
    middle, tail = runs[1:-behind], runs[-behind:]
    if not all(_suits(line.text[slice(*run)], kind) for run, kind in zip(tail, kinds[last:], strict=True)):
        return ()
    if len(middle) == last - 1:
        return (runs[0], *middle, *tail)
    start, end = middle[0][0], middle[-1][1]
    return (runs[0], *[(start, start)] * (last - 2), (start, end), *tail)


def _suits(text: str, kind: tuple[str, ...]) -> bool:
    """Tell words that can be the cell of a column behind the tasks' words."""
    if kind == ("due",):
        return bool(DUE.match(text))
    if not set(kind) & set(ROLES):
        return True
    found = units(text.rstrip("。."))
    return bool(found.names) and not found.doubtful and "。" not in text and all(map(looks_whole, found.names))
