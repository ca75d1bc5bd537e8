"""Importer: a table whose cells stand on a line each -> its rows (part of rows).

In: the lines behind the heads. Out: rows. A row begins with its number, which counts up; the cells behind it are told
apart by what they are: units, leaders, deadlines, words. Empty cells have left no line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from taskbook.align import Span
from taskbook.dues import DUE
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.roles.people import people
from taskbook.importer.roles.units import looks_whole, units
from taskbook.importer.structure.lines import mark
from taskbook.importer.tables.rowcells import RowCells
from taskbook.labels import ROLES

_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_NAMES = re.compile(r"[^。;:]*(?:部门|单位|街道|[乡镇局委办])(?:[、,][^。;:]{1,12})*")
"""A cell that names units, some of them in no usual way (13个街道、镇)."""
_LEFT_OUT = 20
"""Rows that an extract leaves out between two of its own, at most."""


def flat_rows(
    source: Source, lines: list[Paragraph], index: int, kinds: list[tuple[str, ...]]
) -> tuple[list[RowCells], int]:
    """Read rows from a line on, up to one that begins no row; return them and how many lines they take."""
    rows: list[RowCells] = []
    at = index
    if ("item",) in kinds:
        while at < len(lines) and (end := _row_end(source, lines, at)):
            rows.extend(_rows(lines[at:end], kinds))
            at = end
        return rows, at - index
    while at + len(kinds) <= len(lines) and _fits(lines[at : at + len(kinds)], kinds):
        spans, texts = zip(*(_cell([line]) for line in lines[at : at + len(kinds)]), strict=True)
        rows.append(RowCells(spans, texts))
        at += len(kinds)
    return rows, at - index


def _row_end(source: Source, lines: list[Paragraph], at: int) -> int | None:
    """Return where the row that begins at a line ends; None where none begins there."""
    match = _NUMBER.fullmatch(lines[at].text)
    if match is None:
        return None
    wanted = str(int(match.group(1)) + 1)
    end = at + 1
    while end < len(lines) and end - at < 16:
        text = lines[end].text
        number = _NUMBER.fullmatch(text)
        found = mark(source, lines[end])
        if (
            (number and (number.group(1) in (wanted, "1") or _follows(number.group(1), wanted, lines[end - 1].text)))
            or (found and found.style <= 2)
            or lines[end].cells
        ):
            break
        if (
            end > at + 2
            and re.search(r"附件|抄送|此件|打印|关闭|主办单位:|\d{4}年\d+月\d+日$", text)
            and not DUE.fullmatch(text)
        ):
            break
        end += 1
    return end if end > at + 1 else None


def _follows(number: str, wanted: str, above: str) -> bool:
    """Whether a number a little further on begins a row of an extract: the cell above it ends one."""
    return 0 < int(number) - int(wanted) < _LEFT_OUT and bool(DUE.fullmatch(above) or _is_units(above))


def _rows(lines: list[Paragraph], kinds: list[tuple[str, ...]]) -> Iterator[RowCells]:
    """Yield the rows under one number: another task begins with a sentence behind who answers, or by when."""
    if len(lines) - 1 <= len(kinds) - 1 or ("text",) not in kinds:
        yield _row(lines, kinds)
        return
    starts = [0]
    for place in range(2, len(lines)):
        above = lines[place - 1].text
        assigned = bool(DUE.match(above)) or _is_units(above)
        if (
            assigned
            and above[-1] not in "、,;"
            and lines[place].text[-1] in "。;"
            and _suits(lines[place].text, ("text",))
        ):
            starts.append(place)
    yield _row(lines[: (starts[1:] or [len(lines)])[0]], kinds)
    for start, end in pairwise([*starts[1:], len(lines)]):
        yield _row(lines[start:end], kinds, numbered=False)


def _row(lines: list[Paragraph], kinds: list[tuple[str, ...]], numbered: bool = True) -> RowCells:
    """Give the lines of a row to the columns, in order."""
    cells: list[list[Paragraph]] = [[] for _ in kinds]
    wanted = [n for n, kind in enumerate(kinds) if kind != ("item",)]
    if numbered:
        cells[kinds.index(("item",))].append(lines[0])
        lines = lines[1:]
    else:
        wanted = wanted[wanted.index(max(n for n, kind in enumerate(kinds) if kind == ("text",))) :]
    if len(lines) == len(wanted) - 1 and (grouped := _without_group(lines, wanted, kinds)):
        wanted = grouped
    exact = len(lines) == len(wanted)
    at = 0
    for line in lines:
        if exact:
            cells[wanted[at]].append(line)
            at += 1
            continue
        before = cells[wanted[at - 1]] if at else []
        if before and before[-1].text[-1] in "、,":
            before.append(line)
            continue
        place = next((n for n in range(at, len(wanted)) if n == 0 or _suits(line.text, kinds[wanted[n]])), None)
        if place is None:
            (before or cells[wanted[0]]).append(line)
            at = max(at, 1)
        else:
            cells[wanted[place]].append(line)
            at = place + 1
    spans, texts = zip(*(_cell(cell) for cell in cells), strict=True)
    return RowCells(spans, texts)


def _without_group(lines: list[Paragraph], wanted: list[int], kinds: list[tuple[str, ...]]) -> list[int] | None:
    """Return the columns but the one that groups the rows, where a row's lines fit them (a merged cell goes on)."""
    rest = [n for n in wanted if kinds[n] != ("section",)]
    if len(rest) != len(lines):
        return None
    cells = [(line.text, kinds[n]) for line, n in zip(lines, rest, strict=True) if kinds[n]]
    return rest if all(_suits(text, kind) or _may_be(text, kind) for text, kind in cells) else None


def _may_be(text: str, kind: tuple[str, ...]) -> bool:
    """Tell words that are a task though they end as a unit's name does (学校2所), or units of no usual name."""
    if kind == ("text",):
        return bool(re.search(r"\d|[^局委办]$", text)) and not DUE.fullmatch(text)
    return bool(set(kind) & set(ROLES)) and _NAMES.fullmatch(text) is not None


def _cell(lines: list[Paragraph]) -> tuple[Span | None, str]:
    if not lines:
        return None, ""
    first, last = lines[0], lines[-1]
    span = Span(first.span(0, 1).start, last.span(0, len(last.text)).end)
    return span, "".join(line.text for line in lines)


def _fits(lines: list[Paragraph], kinds: list[tuple[str, ...]]) -> bool:
    return all(not line.cells and _suits(line.text, kind) for line, kind in zip(lines, kinds, strict=True))


def _suits(text: str, kind: tuple[str, ...]) -> bool:
    """Tell whether words can be a cell of a column."""
    if kind == ("due",):
        return bool(DUE.match(text))
    if kind == ("leaders",):
        return not people(text).doubtful and not looks_whole(text)
    if set(kind) & set(ROLES):
        return _is_units(text)
    return not (DUE.fullmatch(text) or _is_units(text))


def _is_units(text: str) -> bool:
    found = units(text)
    return (
        bool(found.names)
        and not found.doubtful
        and "。" not in text
        and looks_whole(found.names[-1])
        and len(found.names[0]) <= 24
    )
