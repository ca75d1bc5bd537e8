"""Write a form as a workbook (part of the step forms; one of three modules in it that know openpyxl).

In: Paper. Out: bytes. Locked cells are grey, open cells yellow with drop-downs; every sheet prints on A4 landscape, its
heads on each page, with a line to sign and stamp. The same Paper gives the same bytes on the same day.
"""

import io
import unicodedata
from collections.abc import Sequence
from copy import copy
from datetime import date, datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from taskbook.forms.cellwords import CellValue, shown
from taskbook.forms.paper import Paper
from taskbook.forms.records import Row, split_role_key
from taskbook.forms.sent import encode
from taskbook.forms.sheets import GUIDE, KEY_HEAD, LISTS, RECORD, Column, Sheet

HEAD_ROW = 3
_LINE = Side(style="thin", color="B8B8B8")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_FILLS = {name: PatternFill("solid", fgColor=color) for name, color in
          {"head": "DDE6F0", "open": "FFF8D6", "locked": "F2F2F2"}.items()}  # fmt: skip
_WRAP = Alignment(wrap_text=True, vertical="top")
_GUIDE_WRAP = Alignment(wrap_text=True, vertical="center")
_FACE, _LINE_HEIGHT, _HIGHEST = "宋体", 15, 400
_PLAIN, _STRONG = Font(name=_FACE, size=11), Font(name=_FACE, size=11, bold=True)
_FOOT = "填报人：____________　　审核人：____________　　单位（盖章）：____________________　　____年__月__日"
_LIST_NAMES = ("units_list", "leaders_list")


def workbook(paper: Paper, day: date) -> bytes:
    """Write a form; day is the day that the file says it was made."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = paper.title, "taskbook"
    book.properties.created = book.properties.modified = datetime(day.year, day.month, day.day)
    _guide(book.create_sheet(GUIDE), paper)
    for sheet, rows in paper.tables:
        _table(book.create_sheet(sheet.title), sheet, rows, paper)
    _lists(book, paper)
    hidden = book.create_sheet(RECORD)
    hidden.sheet_state = "veryHidden"
    for number, line in enumerate(encode(paper.sent), start=1):
        _put(hidden, number, 1, line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: CellValue) -> None:
    """Write a value; text that starts with = stays text."""
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"


def _guide(sheet: Worksheet, paper: Paper) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 78
    for number, (words, size) in enumerate(((paper.title, 18), (paper.heading, 13)), start=1):
        _put(sheet, number, 1, words)
        sheet.cell(number, 1).font = Font(name=_FACE, size=size, bold=True)
    for number, (head, words) in enumerate(paper.guide, start=4):
        for column, text in enumerate((head, words), start=1):
            _put(sheet, number, column, text)
            cell = sheet.cell(number, column)
            cell.font, cell.alignment, cell.border = (_STRONG, _PLAIN)[column - 1], _GUIDE_WRAP, Border(bottom=_LINE)
        sheet.row_dimensions[number].height = 10 + _LINE_HEIGHT * _lines(words, 78)
        if head == "颜色":
            sheet.cell(number, 1).fill = _FILLS["open"]
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.enable()


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; Chinese characters are two wide."""
    wide = sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
    return max(1, ceil(wide * 1.06 / (width - 1)))


def _table(sheet: Worksheet, kind: Sheet, rows: Sequence[Row], paper: Paper) -> None:
    """Write one sheet: title, heading, heads, rows."""
    _put(sheet, 1, 2, f"{paper.title}　{kind.title}")
    sheet["B1"].font = Font(name=_FACE, size=16, bold=True)
    _put(sheet, 2, 2, f"{paper.heading}　（浅黄色的格可以改，灰色的格锁定）")
    sheet["B2"].font = _PLAIN
    _put(sheet, HEAD_ROW, 1, f"{KEY_HEAD}·{kind.name}")
    for place, column in enumerate(kind.columns, start=2):
        nobody = column.key == "ours" and not paper.sent.unit
        sheet.column_dimensions[get_column_letter(place)].hidden = nobody
    sheet.column_dimensions["A"].hidden = True
    for number, column in enumerate(kind.columns, start=2):
        _put(sheet, HEAD_ROW, number, column.title)
        head = sheet.cell(HEAD_ROW, number)
        head.font, head.fill, head.border = _STRONG, _FILLS["head"], _BOX
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[HEAD_ROW].height = 2 * _LINE_HEIGHT + 4
    styles = [_dress(sheet, number, column) for number, column in enumerate(kind.columns, start=2)]
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        _put(sheet, number, 1, row.key)
        for place, (column, style) in enumerate(zip(kind.columns, styles, strict=True), start=2):
            _put(sheet, number, place, shown(column, row.values[column.key]))
            _cell(sheet, number, place)._style = copy(style)
        lines = max(_lines(row.values[column.key], column.width) for column in kind.columns)
        sheet.row_dimensions[number].height = min(4 + _LINE_HEIGHT * lines, _HIGHEST)
    _validate(sheet, kind, rows)
    _page(sheet, kind, len(rows))


def _dress(sheet: Worksheet, place: int, column: Column) -> StyleArray:
    """Return the style of a column's cells: openpyxl takes four times as long to style each cell by itself."""
    cell = _cell(sheet, HEAD_ROW + 1, place)
    cell.font, cell.border, cell.alignment = _PLAIN, _BOX, _WRAP
    cell.fill = _FILLS["open" if column.open else "locked"]
    cell.protection = Protection(locked=not column.open)
    # what is typed stays as it is typed: Excel would make a date of 2021-06 and of 6-30
    cell.number_format = {"date": "yyyy-mm-dd", "number": "General"}.get(column.kind, "@")
    style: StyleArray = cell._style
    return style


def _cell(sheet: Worksheet, row: int, column: int) -> Any:
    return sheet.cell(row, column)


def _validate(sheet: Worksheet, kind: Sheet, rows: Sequence[Row]) -> None:
    """Add drop-downs to the cells of closed choices, and to all open cells a word on what to write."""
    last = HEAD_ROW + len(rows)
    for place, column in enumerate(kind.columns, start=2):
        if not column.open:
            continue
        letter = get_column_letter(place)
        if column.kind != "name":
            _rule(sheet, column, _choices(column), [f"{letter}{HEAD_ROW + 1}:{letter}{last}"])
            continue
        for which, source in enumerate(_LIST_NAMES):
            cells = [
                f"{letter}{number}"
                for number, row in enumerate(rows, start=HEAD_ROW + 1)
                if ((split_role_key(row.key) or ("", "", 0))[1] == "leaders") == bool(which)
            ]
            if cells:
                _rule(sheet, column, f"={source}", cells)


def _choices(column: Column) -> str | None:
    words = {"choice": ",".join(column.choices.values()), "flag": "是"}.get(column.kind)
    return f'"{words}"' if words else None


def _rule(sheet: Worksheet, column: Column, formula: str | None, cells: list[str]) -> None:
    rule = DataValidation(type="list" if formula else None, formula1=formula, allow_blank=True)
    rule.promptTitle, rule.prompt, rule.showInputMessage = column.title[:32], column.about[:255], True
    if formula:
        rule.errorTitle, rule.error = "请从名单里选", "这一格只能填下拉名单里有的词，或者空着。"
        rule.showErrorMessage = True
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def _page(sheet: Worksheet, kind: Sheet, count: int) -> None:
    last = get_column_letter(len(kind.columns) + 1)
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + count}"
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.print_area = f"B1:{last}{HEAD_ROW + count}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 1.0, 0.45
    foot: Any = sheet.oddFooter
    foot.left.text, foot.right.text = _FOOT, "第 &P 页，共 &N 页"
    sheet.protection.enable()
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _lists(book: Workbook, paper: Paper) -> None:
    """Write the names that drop-downs offer."""
    sheet = book.create_sheet(LISTS)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 44
    columns = (("单位（任何一种印出的名称）", paper.units), ("领导", paper.leaders))
    for number, ((head, names), source) in enumerate(zip(columns, _LIST_NAMES, strict=True), start=1):
        _put(sheet, 1, number, head)
        sheet.cell(1, number).font = _STRONG
        for row, name in enumerate(names, start=2):
            _put(sheet, row, number, name)
        letter = get_column_letter(number)
        place = f"'{LISTS}'!${letter}$2:${letter}${max(len(names) + 1, 2)}"
        book.defined_names[source] = DefinedName(source, attr_text=place)
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = sheet.PAPERSIZE_A4, 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.protection.enable()
