"""The list for the printer (印制清单) and the receipt sheet (签收单) as a workbook (part of the step exports).

In: a print order. Out: bytes. Both sheets print on A4 upright with their heads on every page; the receipt sheet has
room to sign. The same order gives the same bytes.
"""

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taskbook.exporters import archive
from taskbook.printorder import PrintOrder

_LINE = Side(style="thin", color="000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FACE = "宋体"
_HEAD_ROW = 2

Cell = str | int | None


def workbook(order: PrintOrder, publisher: str, day: date) -> bytes:
    """Write list and receipt sheet of an order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = f"{order.title}印制清单", publisher
    listed: list[list[Cell]] = [
        [number, line.name, line.file_name, line.pages, line.tasks, order.copies]
        for number, line in enumerate(order.lines, start=1)
    ]
    pages = sum(line.pages for line in order.lines)
    copies = order.copies * len(order.lines) if order.copies else None
    listed.append(["合计", f"{len(order.lines)}人", f"{len(order.lines)}册", pages, None, copies])
    heads = (("序号", 6), (order.label, 12), ("册子", 48), ("页数", 8), ("任务数", 8), ("份数", 8))
    _sheet(book.create_sheet("印制清单"), f"{order.title}印制清单", heads, listed, 20)
    received: list[list[Cell]] = [
        [number, line.name, line.file_name.removesuffix(".pdf"), line.pages, None, None]
        for number, line in enumerate(order.lines, start=1)
    ]
    heads = (("序号", 6), (order.label, 12), ("册子", 36), ("页数", 8), ("签收人", 16), ("日期", 14))
    _sheet(book.create_sheet("签收单"), f"{order.title}签收单", heads, received, 34)
    out = io.BytesIO()
    book.save(out)
    return archive.pack(archive.dated(archive.unpack(out.getvalue()), day), day)


def _sheet(
    sheet: Worksheet, title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Cell]], height: int
) -> None:
    """Write a title, heads and rows in boxes; height of a row in points."""
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(heads))
    sheet["A1"].font, sheet["A1"].alignment = Font(name=_FACE, size=18, bold=True), Alignment(horizontal="center")
    sheet.row_dimensions[1].height = 36
    sheet.append([head for head, _ in heads])
    for row in rows:
        sheet.append(list(row))
    for number, (_, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, cells in enumerate(sheet.iter_rows(min_row=_HEAD_ROW), start=_HEAD_ROW):
        sheet.row_dimensions[number].height = height
        for cell in cells:
            cell.font = Font(name=_FACE, size=12, bold=cell.row == _HEAD_ROW)
            side = "center" if cell.row == _HEAD_ROW else "right" if isinstance(cell.value, int) else "left"
            cell.border, cell.alignment = _BOX, Alignment(horizontal=side, vertical="center", wrap_text=True)
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.print_title_rows = f"1:{_HEAD_ROW}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    if sheet.oddFooter:
        sheet.oddFooter.center.text = "— &P —"
