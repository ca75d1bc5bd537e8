"""Text with links, and tables of it, written twice: as Markdown and as ready HTML (a leaf of the house).

In: lines of parts (plain words, links, marks) and tables of such lines. Out: Markdown that any engine can read, and the
HTML of a table that the site puts in its place; both show the same cells, texts, links and ids in the same order.
Links name page files (qianjiang/units/jiaotong.md). Until a page is known they begin with "@/", so that a row is
written once and reused on every page that lists it; relative() then turns a page's Markdown links into relative ones.
"""

import html as entities
import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page file, another file of the site or an http address; fragment is an ASCII id."""

    text: str
    page: str
    fragment: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words with a meaning that a class names (a badge, a value, a missing fact)."""

    text: str
    css: str


Part = Text | Link | Mark
Line = tuple[Part, ...]
Data = tuple[tuple[str, str], ...]
"""Names and values of data-… attributes: what a browser filters and sorts by. They stand only in the HTML."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and the class of its cells; fixed keeps readers from sorting by it."""

    header: str
    css: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table; its two forms are written at the first use and kept."""

    columns: tuple[Column, ...]
    cells: tuple[Line, ...]
    id: str = ""
    data: Data = ()

    @cached_property
    def markdown(self) -> str:
        """The row as a line of a pipe table, links beginning with @/; the id stands in the first cell."""
        anchor = f'<span id="{self.id}"></span>' if self.id else ""
        return f"| {anchor}" + " | ".join(map(inline, self.cells)) + " |"

    @cached_property
    def html(self) -> str:
        """The row as a tr element, links beginning with @/; the first cell is the row's heading."""
        opening = f'<tr id="{self.id}"' if self.id else "<tr"
        out = [f"{opening}{_data(self.data)}>"]
        for index, (column, cell) in enumerate(zip(self.columns, self.cells, strict=True)):
            tag, scope = ("td", "") if index else ("th", ' scope="row"')
            label = entities.escape(column.header)
            words = inline_html(cell)
            if len(cell) > 1:
                # As a card's second column the parts of a cell must be one box.
                words = f"<div>{words}</div>"
            out.append(f'<{tag}{scope}{_class(column.css)} data-label="{label}">{words}</{tag}>')
        return "".join([*out, "</tr>"])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; label says for screen readers what the table holds."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = field(default=())
    css: str = ""
    data: Data = ()

    def without_ids(self, taken: set[str]) -> "Table":
        """Return the table without the row ids that a page has already used; adds its own to them."""
        rows = tuple(replace(row, id="") if row.id in taken else row for row in self.rows)
        taken.update(row.id for row in rows if row.id)
        return replace(self, rows=rows)


def markdown(table: Table, page_path: str) -> str:
    """Write a table as a pipe table with links relative to a page file."""
    head = "| " + " | ".join(escape(column.header) for column in table.columns) + " |"
    rule = "|" + " --- |" * len(table.columns)
    return relative("\n".join([head, rule, *(row.markdown for row in table.rows)]), page_path)


def html(table: Table) -> str:
    """Write a table as HTML; its links begin with "@/" and name site addresses."""
    head = "".join(
        f'<th scope="col"{_class(column.css)}{_data((("fixed", ""),) if column.fixed else ())}>'
        f"{entities.escape(column.header)}</th>"
        for column in table.columns
    )
    body = "\n".join(row.html for row in table.rows)
    opening = f'<table{_class(table.css)} aria-label="{entities.escape(table.label)}"'
    return f"{opening}{_data(table.data)}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def inline(line: Line) -> str:
    """Write a line as Markdown; links to pages begin with @/ until relative() has seen them."""
    return "".join(map(_part, line))


def inline_html(line: Line) -> str:
    """Write a line as HTML; links to pages begin with @/ and name site addresses."""
    return "".join(map(_part_html, line))


def plain(line: Line) -> str:
    """Return only the words of a line."""
    return "".join(part.text for part in line)


_OPENING = re.compile(r"^(?:[-+](?=\s|$)|\d+(?=[.)](?:\s|$)))")
_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "`*_{}[]#"}
    | {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "\\": "&#92;", "\n": " "}
)


@cache
def escape(text: str) -> str:
    """Write plain words so that Markdown shows them as they are, in a paragraph or a table cell."""
    out = text.translate(_ESCAPES)
    if opening := _OPENING.match(out):
        found = opening.group()
        out = f"{found}\\{out[len(found) :]}" if found.isdigit() else f"\\{out}"
    return f"&#58;{out[1:]}" if out.startswith(":") else out


@cache
def _part(part: Part) -> str:
    match part:
        case Text(text):
            return escape(text)
        case Mark(text, css):
            return f'<span class="{css}">{escape(text)}</span>'
        case Link(text, page, fragment, css):
            if not _is_page(page):
                # Engines resolve only links between pages; a raw element keeps their hands off other files.
                return f'<a{_class(css)} href="{_href(page, fragment)}">{escape(text)}</a>'
            attributes = "{" + "".join(f" .{name}" for name in css.split()) + " }" if css else ""
            return f"[{escape(text)}](@/{page}{_hash(fragment)}){attributes}"


@cache
def _part_html(part: Part) -> str:
    match part:
        case Text(text):
            return entities.escape(text, quote=False)
        case Mark(text, css):
            return f'<span class="{css}">{entities.escape(text, quote=False)}</span>'
        case Link(text, page, fragment, css):
            return f'<a{_class(css)} href="{_href(page, fragment)}">{entities.escape(text, quote=False)}</a>'


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""


def _data(data: Data) -> str:
    return "".join(f' data-{name}="{entities.escape(value)}"' if value else f" data-{name}" for name, value in data)


def _hash(fragment: str) -> str:
    return f"#{fragment}" if fragment else ""


def _is_page(page: str) -> bool:
    return page.endswith(".md") and "://" not in page


def _href(page: str, fragment: str) -> str:
    target = page if "://" in page else f"@/{address(page)}"
    return entities.escape(target + _hash(fragment))


def address(page: str) -> str:
    """Return the site address of a page file: qianjiang/2021/tasks/096.md -> qianjiang/2021/tasks/096/."""
    if not page.endswith(".md"):
        return page
    folder, name = posixpath.split(page)
    stem = name.removesuffix(".md")
    return posixpath.join(folder, "" if stem == "index" else f"{stem}/")


_PAGE_LINK = re.compile(r"(?<!\\)\]\(@/([^)#]*)((?:#[^)]*)?\))")
_RAW_LINK = re.compile(r'href="@/([^"]*)"')


def relative(text: str, page_path: str, here: str | None = None) -> str:
    """Make the @/ links of a page's Markdown relative: between page files, other files by the page's address.

    here is the folder of the site that the page's address stands for, where it is not the page's own (see layout).
    """
    folder = posixpath.dirname(page_path)
    here = address(page_path) if here is None else here
    text = _PAGE_LINK.sub(lambda found: f"]({_relpath(found[1], folder)}{found[2]}", text)
    return _RAW_LINK.sub(lambda found: f'href="{_relpath(found[1], here)}"', text)


@cache
def _relpath(target: str, folder: str) -> str:
    return posixpath.relpath("/" + target, "/" + folder)
