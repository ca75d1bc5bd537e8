"""Readers: the pages of a PDF -> its text: paragraphs joined, page furniture left out, tables joined over pages.

Whether a line goes on is told by geometry first (indent, a short last line, gaps, size) and by punctuation where that
leaves it open.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from taskbook.importer.readers.glyphs import Line, join
from taskbook.importer.readers.grid import Cell, row_lines
from taskbook.importer.readers.sheets import Sheet, Table

_PAGE_NUMBER = re.compile(
    r"[—–―\-·.\s]*(?:第?\s*\d{1,4}\s*页?|\d{1,4}\s*/\s*\d{1,4}|第\d+页[,，/、]?共\d+页)[—–―\-·.\s]*"
)
_CLOSED = re.compile(r"[。；：！？）)〕\]】”;:!?]$")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.、．](?!\d)|[①-⑳]"
)
_DATE = re.compile(
    r"[（(]?(?:\d{4}|[〇○零一二三四五六七八九]{4})年\s*[\d一二三四五六七八九十]{1,3}月\s*[\d一二三四五六七八九十]{1,3}日[）)]?"
)
"""A date alone on its line: a signature's end."""
_BEGINS = re.compile(rf"{_NUMBERED.pattern}|(?:{_DATE.pattern})$")
"""An indented line that goes on nothing: a number, or the date under an issuer."""
_EDGE_LINES = 2


@dataclass(frozen=True, slots=True)
class _Measure:
    """The type area of a document: its left and right edges, its em and pitch, and whether paragraphs are indented."""

    lefts: dict[int, float]
    rights: dict[int, float]
    em: float
    pitch: float
    indented: bool


def flow(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield the lines of a document's text."""
    furniture = _furniture(sheets)
    items = [item for sheet in sheets for item in sheet.items if id(item) not in furniture]
    measure = _measure([item for item in items if isinstance(item, Line)])
    paragraph: list[Line] = []
    table: Table | None = None
    for item in items:
        if isinstance(item, Table):
            yield from _written(paragraph)
            paragraph = []
            joined = _continued(table, item) if table is not None else None
            if table is not None and joined is None:
                yield from _rows(table)
            table = joined or item
            continue
        if table is not None:
            yield from _rows(table)
            table = None
        if paragraph and not _goes_on(paragraph[-1], item, measure):
            yield from _written(paragraph)
            paragraph = []
        paragraph.append(item)
    yield from _written(paragraph)
    if table is not None:
        yield from _rows(table)


def _written(paragraph: list[Line]) -> Iterator[str]:
    if paragraph:
        words = paragraph[0].text
        for line in paragraph[1:]:
            words = join(words, line.text)
        yield words


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from row_lines(row)


def _furniture(sheets: Sequence[Sheet]) -> set[int]:
    """Find page numbers, and lines at the same place in the margin of many pages (running headers)."""
    found: set[int] = set()
    outer: list[tuple[str, Line]] = []
    for sheet in sheets:
        lines = [item for item in sheet.items if isinstance(item, Line)]
        for line in {id(line): line for line in lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]}.values():
            if 0.12 < line.base / sheet.height < 0.88:
                continue
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add(id(line))
            # A header may hold the page's number; a line that fills the type area must be the same to the letter.
            words = re.sub(r"\d", "", line.text) if len(line.text) < 25 else line.text
            outer.append((f"{words}@{round(line.base / 4)}", line))
    counts = Counter(key for key, _ in outer)
    least = max(2, len(sheets) * 0.4)
    return found | {id(line) for key, line in outer if counts[key] >= least}


def _measure(lines: Sequence[Line]) -> _Measure:
    """Measure the type area, page by page where a page has lines enough."""
    if not lines:
        return _Measure({}, {}, 1, 1, False)
    em = median(line.em for line in lines)
    body = [line for line in lines if abs(line.em - em) < 0.15 * em] or list(lines)
    pages: dict[int, list[Line]] = {}
    for line in body:
        pages.setdefault(line.page, []).append(line)
    full = {page: own for page, own in pages.items() if len(own) >= 5} or {-1: body}
    edges = {page: (min(line.left for line in own), max(line.right for line in own)) for page, own in full.items()}
    areas = {page: edges.get(page) or _nearest(edges.values(), own) for page, own in pages.items()}
    lefts, rights = ({page: area[side] for page, area in areas.items()} for side in (0, 1))
    gaps = [a.base - b.base for a, b in pairwise(body) if a.page == b.page and a.base > b.base]
    starts = sum(1.2 * em < line.left - lefts[line.page] < 3 * em for line in body)
    for line in lines:
        area = _nearest(edges.values(), [line])
        lefts.setdefault(line.page, area[0])
        rights.setdefault(line.page, area[1])
    return _Measure(lefts, rights, em, median(gaps) if gaps else 2 * em, starts * 8 >= len(body))


def _nearest(edges: Collection[tuple[float, float]], own: Sequence[Line]) -> tuple[float, float]:
    """Return the usual type area for a page of few lines: that of the column in which they begin."""
    left = min(line.left for line in own)
    begun = [edge for edge in edges if edge[0] < left + 1 and left < edge[1]] or list(edges)
    near = max(edge[0] for edge in begun)
    return near, median(edge[1] for edge in begun if edge[0] > near - 12)


def _goes_on(before: Line, line: Line, measure: _Measure) -> bool:
    """Tell whether a line goes on the paragraph of the line before it."""
    em = measure.em
    if _DATE.fullmatch("".join(before.text.split())):
        return False
    if abs(before.em - line.em) > 0.15 * em:
        return False
    if min(before.em, line.em) > 1.15 * em:
        return before.page == line.page and before.base - line.base < 2.5 * line.em
    short = measure.rights[before.page] - before.right
    indent = line.left - measure.lefts[line.page]
    closed = bool(_CLOSED.search(before.text))
    if before.page == line.page and before.base - line.base > 1.7 * measure.pitch:
        return False
    if indent > 1.2 * em:
        same = abs(indent - (before.left - measure.lefts[before.page])) < 0.3 * em
        return same and short < 1.2 * em and not closed and not _BEGINS.match("".join(line.text.split()))
    if measure.indented:
        return short < 2.2 * em or (short < 6 * em and not closed)
    return short < 2.2 * em and not (closed and _NUMBERED.match(line.text))


def _continued(table: Table, more: Table) -> Table | None:
    """Join a table with its next part on the following page; None where they are two tables."""
    if len(table.columns) != len(more.columns):
        return None
    if any(abs(a - b) > 4 for a, b in zip(table.columns, more.columns, strict=True)):
        return None
    rows = list(table.rows)
    added = list(more.rows)
    repeated = next((n for n, pair in enumerate(zip(added, rows, strict=False)) if _differ(*pair)), len(added))
    added = added[repeated:]
    if added and _is_rest(table, added[0]):
        rows[-1] = tuple(_joined_cell(a, b) for a, b in zip(rows[-1], added[0], strict=True))
        added = added[1:]
    return Table(table.columns, tuple(rows + added), table.top, more.full)


def _differ(row: Sequence[Cell], other: Sequence[Cell]) -> bool:
    return _words(row) != _words(other)


def _words(row: Sequence[Cell]) -> list[str]:
    return ["".join("".join(cell.lines).split()) for cell in row]


def _is_rest(table: Table, more: Sequence[Cell]) -> bool:
    """Tell whether a page's first row is the rest of the last page's last row.

    It has no number where that has one, and its widest column goes on from words that filled the line, or one of the
    two has no words there. In a table without numbers, the widest column has words in one of the two alone or goes on
    in mid-sentence, and no other cell begins anew.
    """
    row = table.rows[-1]
    if any(cell.columns > 1 for cell in (*row, *more)):
        return False
    words, above = _words(more), _words(row)
    numbers = [n for n, number in enumerate(above) if re.fullmatch(r"\d{1,3}[.、．]?", number)]
    widths = [right - left for left, right in pairwise(table.columns)]
    widest = widths.index(max(widths))
    if numbers:
        return not words[numbers[0]] and (table.full[widest] or not words[widest] or not above[widest])
    if any(one and two and not full for one, two, full in zip(above, words, table.full, strict=True)):
        return False
    if words[widest] and above[widest]:
        return not _CLOSED.search(above[widest])
    return bool(words[widest]) or any(one and two for one, two in zip(above, words, strict=True))


def _joined_cell(first: Cell, second: Cell) -> Cell:
    lines = "".join(first.lines), "".join(second.lines)
    words = join(*lines)
    return Cell((words,) if words else (), first.columns)
