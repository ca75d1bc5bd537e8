"""Readers: an HTML element -> its words as lines, as a browser prints them (part of the web page reader).

Blocks and <br> end lines, white space collapses, numbered lists get their numbers back, rows of data tables are lines
with tabs. A table that only lays out the page (one cell a row, tables in cells, a document in a cell) is no data table.
"""

import re
from collections.abc import Iterator

from lxml import html

from taskbook.importer.readers.grid import Cell, row_lines

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
        *("section", "table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul", "ucapcontent"),
    )
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_TOOL = r"[\[【(（]?(?:打印|关闭|收藏|复制|分享)(?:本页|窗口|到|链接)?[\]】)）]?"
_TOOLS = re.compile(
    r"[\[【(（]?(?:字体|字号|字体大小)[:：]?[\[【(（ ]*(?:特?大|超大).*小.*|"
    rf"{_TOOL}(?:[ |/\xa0]*{_TOOL})*|分享到[:：].*|(?:上|下)一篇[:：].*|扫一扫.{{0,30}}|"
    r"(?:来源|信息来源|浏览次数|访问量|点击数|阅读)[:：].{0,60}"
)
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十①-⑳]+[)）]?[、.．)）]?")
_LAYOUT_WORDS = 3000
_LAYOUT_BREAKS = 25


def words_of(element: html.HtmlElement) -> Iterator[str]:
    """Yield the lines of an element, without blank lines and the page's own tools."""
    for line in _lines(element):
        stripped = line.strip(" \n\xa0\u3000")
        if stripped and not _TOOLS.fullmatch(stripped):
            yield line.strip(" \n\xa0\u3000") if "\t" not in line else line


def _lines(element: html.HtmlElement) -> Iterator[str]:
    """Yield the lines of a block; inline words gather until a block or a break ends them."""
    gathered = [_collapse(element.text)]
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == "br":
            yield "".join(gathered)
            gathered = []
        elif child.tag == "table":
            yield "".join(gathered)
            gathered = []
            yield from _table(child)
        elif child.tag in _BLOCKS or _holds_blocks(child):
            yield "".join(gathered)
            gathered = []
            yield from _block(child)
        else:
            gathered.extend(_inline(child))
        gathered.append(_collapse(child.tail))
    yield "".join(gathered)


def _block(element: html.HtmlElement) -> Iterator[str]:
    lines = (line for line in _lines(element) if line.strip())
    if element.tag == "li" and (number := _list_number(element)):
        first = next(lines, "")
        yield first if _NUMBERED.match(first.strip()) else number + first.strip()
    yield from lines


def _list_number(item: html.HtmlElement) -> str:
    """Return the number that a browser prints before an item of a numbered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    place = [child for child in parent if child.tag == "li"].index(item)
    start = parent.get("start", "1")
    return f"{place + (int(start) if start.isdigit() else 1)}."


def _inline(element: html.HtmlElement) -> Iterator[str]:
    yield _collapse(element.text)
    for child in element:
        if isinstance(child.tag, str):
            yield from _inline(child)
        yield _collapse(child.tail)


def _holds_blocks(element: html.HtmlElement) -> bool:
    return any(child.tag in _BLOCKS or child.tag == "br" for child in element.iterdescendants())


def _collapse(words: str | None) -> str:
    return _SPACE.sub(" ", words) if words else ""


def _table(table: html.HtmlElement) -> Iterator[str]:
    rows = _own_rows(table)
    caption = table.find("caption")
    if caption is not None:
        yield from _lines(caption)
    if is_layout(table):
        for row in rows:
            for cell in _cells(row):
                yield from _lines(cell)
        return
    open_spans: dict[int, int] = {}
    for row in rows:
        cells = list(_row(row, open_spans))
        yield from row_lines(cells)


def _cells(row: html.HtmlElement) -> list[html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _own_rows(table: html.HtmlElement) -> list[html.HtmlElement]:
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def is_layout(table: html.HtmlElement) -> bool:
    """Tell a table that lays out the page: one cell a row, a document in a cell, or tables in its cells."""
    rows = _own_rows(table)
    cells = [cell for row in rows for cell in _cells(row)]
    if any(
        len(_words(cell)) > _LAYOUT_WORDS or sum(1 for _ in cell.iter("p", "br")) > _LAYOUT_BREAKS for cell in cells
    ):
        return True
    widths = [sum(1 for cell in _cells(row) if _words(cell)) for row in rows]
    if table.find(".//table") is not None:
        return sum(width > 2 for width in widths) < 2
    return max(widths, default=0) <= 1


def _words(cell: html.HtmlElement) -> str:
    return "".join("".join(cell.itertext()).split())


def _row(row: html.HtmlElement, open_spans: dict[int, int]) -> Iterator[Cell]:
    """Yield a row's cells with an empty one wherever a cell of an earlier row goes on."""
    column = 0
    for cell in _cells(row):
        while open_spans.get(column, 0) > 0:
            open_spans[column] -= 1
            yield Cell(merged=True)
            column += 1
        columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
        yield Cell(tuple(line.strip() for line in _lines(cell) if line.strip()), columns)
        for covered in range(column, column + columns):
            open_spans[covered] = rows - 1
        column += columns
    for later in sorted(place for place, rows in open_spans.items() if place >= column and rows > 0):
        open_spans[later] -= 1
        yield Cell(merged=True)


def _span(cell: html.HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 100) if value.isdigit() else 1
