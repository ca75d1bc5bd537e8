"""Send a form back with what can't be taken marked in it (part of the step forms; one of three that know openpyxl).

In: the file as it came, marks and a folder. Out: a copy there, every marked cell red with a comment that says why, and
a first sheet that lists them. Where it is no workbook at all, a text says so.
"""

import warnings
from collections.abc import Sequence
from copy import copy
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from taskbook.forms.compare import Mark

LIST = "退回说明"
_FACE = "宋体"
_AUTHOR = "核对"
_RED, _OPEN, _LOCKED = (PatternFill("solid", fgColor=color) for color in ("FF9A9A", "FFF8D6", "F2F2F2"))
_WRAP = Alignment(wrap_text=True, vertical="top")
_SAID = "请照批注改好标红的格，另存为 .xlsx，再交一次。其余的格已经看过，没有问题，但要等这份表改好了一起收下。"


def send_back(file: Path, marks: Sequence[Mark], remarks: Sequence[str], target: Path) -> None:
    """Write the marked copy of a form."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(file)
    if LIST in book.sheetnames:
        del book[LIST]
    _clean(book)
    words: dict[tuple[str, str], list[str]] = {}
    for mark in marks:
        words.setdefault((mark.cell.tab, mark.cell.place), []).append(ILLEGAL_CHARACTERS_RE.sub("", mark.why))
    reset = {(mark.cell.tab, mark.cell.place): mark.reset for mark in marks if mark.reset is not None}
    for (tab, place), why in words.items():
        cell = book[tab][place]
        if isinstance(cell, MergedCell):
            continue
        cell.fill = _RED
        if (tab, place) in reset:
            cell.value = reset[tab, place]
            cell.data_type = "s"
        cell.comment = Comment("\n".join(dict.fromkeys(why)), _AUTHOR, height=150, width=320)
    _list(book, words, remarks)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _clean(book: Workbook) -> None:
    """Take away the marks of an earlier return."""
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row if cell.comment]:
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = copy(_LOCKED if cell.protection.locked else _OPEN)


def send_note(why: str, name: str, target: Path) -> None:
    """Write a workbook that says why a file could not be read at all."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = LIST
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate((f"{name} 退回", why), start=1):
        sheet.cell(number, 1, line).alignment = _WRAP
    sheet["A2"].fill = _RED
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _list(book: Workbook, words: dict[tuple[str, str], list[str]], remarks: Sequence[str]) -> None:
    """Put a sheet before the others that lists the marked cells and the remarks."""
    sheet = book.create_sheet(LIST, 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    for letter, width in (("A", 14), ("B", 9), ("C", 92)):
        sheet.column_dimensions[letter].width = width
    sheet["A1"], sheet["A2"] = f"退回：{len(words)} 格要改", _SAID
    sheet.merge_cells("A2:C2")
    sheet["A1"].font, sheet["A2"].alignment = Font(name=_FACE, bold=True, size=16), _WRAP
    sheet.row_dimensions[2].height = 36
    for row, ((tab, place), why) in enumerate(words.items(), start=4):
        text = "\n".join(dict.fromkeys(why))
        for column, said in enumerate((tab, place, text), start=1):
            cell = sheet.cell(row, column, said)
            cell.alignment, cell.font, cell.data_type = _WRAP, Font(name=_FACE), "s"
        sheet.cell(row, 2).hyperlink = "#'{}'!{}".format(tab.replace("'", "''"), place)
        sheet.cell(row, 2).font = Font(name=_FACE, color="0563C1", underline="single")
        sheet.row_dimensions[row].height = 4 + 15 * sum(1 + len(line) // 44 for line in text.split("\n"))
    for row, text in enumerate(remarks, start=len(words) + 5):
        sheet.cell(row, 1, ILLEGAL_CHARACTERS_RE.sub("", f"另：{text}")).font = Font(name=_FACE)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
