"""XLSX: a workbook per scope, a sheet per table, ready for a clerk (an output of the step exports).

In: tables and notes. Out: site path -> bytes. openpyxl makes each kind of workbook once, with its styles, frozen
header, filters and widths; the rows of every scope are then written into a copy of it, since openpyxl was seen to take
16 seconds for one large sheet.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taskbook.exporters import archive
from taskbook.exporters.csvfile import BETWEEN
from taskbook.exporters.dataset import Scope
from taskbook.exporters.fields import KIND_NAMES, Column, Table, Value
from taskbook.exporters.tables import Tables

NOTES = "说明"
_NOTES = (Column("item", "项目", "string", ""), Column("content", "内容", "string", ""))
_USUAL_WIDTH = 12
_WIDTHS = {
    "year": 8, "number": 8, "order": 8, "unit_id": 18, "id": 20, "task_id": 20, "item": 20, "document_number": 22,
    "chapter": 24, "section": 20, "note": 24, "lead": 24, "responsible": 24, "assist": 24, "printed": 24, "unit": 24,
    "name": 24, "full": 24, "aliases": 24, "indicator": 24, "promise": 28, "posts": 28, "issuer": 24, "what": 20,
    "source": 32, "source_url": 32, "page": 32, "page_url": 32, "content_file": 32, "url": 24, "obtained_from": 24,
    "quote": 40, "citation": 40, "title": 40, "text": 60, "content": 100,
}  # fmt: skip
_LAST_ROW = 1_048_576
_TITLE = "TITLE-OF-THE-FILE"
_EPOCH = date(1899, 12, 30).toordinal()

Sheet = tuple[str, tuple[Column, ...]]


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the workbook of every scope: all its tables, or only its tasks."""
    for scope in tables.data.scopes:
        found = tables.of(scope)
        name = "tasks" if len(found) == 1 else "taskbook"
        yield scope.path(f"{name}.xlsx"), workbook(scope, found, tables)


def workbook(scope: Scope, found: Sequence[Table], tables: Tables) -> bytes:
    """Write tables and what a reader must know of them as one workbook."""
    data = tables.data
    sheets = [*((table.title, table.columns) for table in found), (NOTES, _NOTES)]
    contents: list[Sequence[tuple[Value, ...]]] = [*(table.rows for table in found), data.notes(scope)]
    parts, styles = _skeleton(tuple(sheets), data.book.site.publisher.name, data.as_of)
    out = dict(parts)
    for number, ((_, columns), rows) in enumerate(zip(sheets, contents, strict=True), start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        head, rest = out[name].split(b"</row>", 1)
        tail = rest[rest.index(b"</sheetData>") :]
        out[name] = b"".join([head, b"</row>", *_rows(rows, columns, styles), tail])
        last = b"%d" % (len(rows) + 1)
        for part in (name, "xl/workbook.xml"):
            out[part] = out[part].replace(_placeholder(number), last)
    out["docProps/core.xml"] = out["docProps/core.xml"].replace(_TITLE.encode(), escape(scope.title).encode())
    return archive.pack(out, data.as_of)


def _placeholder(number: int) -> bytes:
    """Return what stands for the last row of a sheet until its rows are known; each sheet has its own."""
    return b"%d" % (_LAST_ROW - number)


def _rows(rows: Sequence[tuple[Value, ...]], columns: Sequence[Column], styles: Mapping[str, int]) -> Iterator[bytes]:
    """Yield the rows of a sheet as XML, from the second on."""
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    kinds = [styles[column.kind] for column in columns]
    for number, row in enumerate(rows, start=2):
        cells = (
            _cell(f"{letter}{number}", style, value)
            for letter, style, value in zip(letters, kinds, row, strict=True)
            if value is not None and value != ()
        )
        yield f'<row r="{number}">{"".join(cells)}</row>'.encode()


def _cell(place: str, style: int, value: Value) -> str:
    match value:
        case bool():
            return f'<c r="{place}" s="{style}" t="b"><v>{value:d}</v></c>'
        case int() | float():
            return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
        case date():
            return f'<c r="{place}" s="{style}"><v>{value.toordinal() - _EPOCH}</v></c>'
        case tuple():
            value = BETWEEN.join(value)
    words = escape(value or "")
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


@lru_cache(maxsize=16)
def _skeleton(sheets: tuple[Sheet, ...], publisher: str, day: date) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return a workbook's parts without rows, and the style of each kind of cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = _TITLE, publisher
    for number, (title, columns) in enumerate(sheets, start=1):
        _head(book.create_sheet(title), columns, _LAST_ROW - number)
    styles = _styles(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return archive.dated(archive.unpack(out.getvalue()), day), styles


def _head(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Write the header row, and all that holds for a whole sheet."""
    line = Side(style="thin", color="999999")
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, column.title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.border = Border(bottom=line)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column.name, _USUAL_WIDTH)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _styles(sheet: Worksheet) -> dict[str, int]:
    """Style one cell of each kind below the header, and return the numbers of their styles."""
    out = {}
    for number, kind in enumerate(KIND_NAMES, start=1):
        cell = sheet.cell(2, number, 0)
        cell.alignment = Alignment(wrap_text=kind in ("string", "list"), vertical="top")
        if kind == "date":
            cell.number_format = "yyyy-mm-dd"
        out[str(kind)] = cell.style_id
    return out
