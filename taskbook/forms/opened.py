"""Open a form that came back (part of the step forms; one of three modules in it that know openpyxl).

In: a file as people send it. Out: Returned: what it was sent with, and its rows cell by cell, found by the hidden keys
and the heads, wherever sheets, rows and columns have gone; RefusedError with one plain sentence for anything else.
"""

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from taskbook.forms.cellwords import CellValue
from taskbook.forms.sent import BrokenError, Sent, decode
from taskbook.forms.sheets import BY_NAME, KEY_HEAD, RECORD, Sheet
from taskbook.text import fold_text

_OLD = bytes.fromhex("d0cf11e0a1b11ae1")
_LARGEST, _LARGEST_UNPACKED = 20 << 20, 200 << 20
_HEADS_WITHIN, _MOST_ROWS = 30, 50_000
_ASK = "请在 Excel 或 WPS 里打开，另存为 .xlsx，再交一次。"
_DAMAGED = f"打不开，文件可能坏了。{_ASK}"


class RefusedError(Exception):
    """A file that can't be read as a form; its text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it came back; tab is its sheet's present name. state: "" or what keeps it from being read."""

    tab: str
    row: int
    column: int
    value: CellValue = None
    style: str = "General"
    state: str = ""

    @property
    def place(self) -> str:
        """Its name on the screen: B7."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it came back: its hidden key ("" where somebody inserted it), column key -> cell."""

    key: str
    cells: Mapping[str, Cell]

    @property
    def words(self) -> str:
        """What stands in it, to be shown."""
        return "｜".join(str(cell.value) for cell in self.cells.values() if cell.value is not None)


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back: lines holds sheet name -> rows; a sheet that is gone is not in it."""

    file: Path
    sent: Sent
    lines: Mapping[str, Sequence[Line]]


def open_form(file: Path) -> Returned:
    """Read a form; RefusedError where it is none."""
    _refuse(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of extensions that it drops
            values = load_workbook(file, data_only=True)
            formulas = load_workbook(file) if _has_formulas(file) else values
    except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
        raise RefusedError(_DAMAGED) from error
    if RECORD not in values.sheetnames:
        raise RefusedError("不是本程序发出的表，或内容被复制到了新表里。请在发出的那份表上填。")
    try:
        record = [str(row[0]) for row in values[RECORD].iter_rows(max_col=1, values_only=True) if row[0] is not None]
        sent = decode(record)
    except BrokenError as error:
        raise RefusedError(str(error)) from None
    lines: dict[str, list[Line]] = {}
    for tab in values.worksheets:
        for name, found in _sheet(tab, formulas[tab.title]):
            lines.setdefault(name, []).extend(found)
    return Returned(file, sent, lines)


def _refuse(file: Path) -> None:
    """Refuse what is no XLSX before it is unpacked."""
    ending = file.suffix.lower()
    if ending != ".xlsx":
        raise RefusedError(f"{ending or '没有后缀的'} 文件读不了。{_ASK}")
    with file.open("rb") as handle:
        begin = handle.read(len(_OLD))
    if begin == _OLD:
        raise RefusedError("名字是 .xlsx，其实是旧格式，或加了密码。请取消密码，另存为 .xlsx，再交一次。")
    if not zipfile.is_zipfile(file):
        raise RefusedError(f"名字是 .xlsx，其实不是表格文件。{_ASK}")
    try:
        with zipfile.ZipFile(file) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise RefusedError(_DAMAGED) from error
    if file.stat().st_size > _LARGEST or unpacked > _LARGEST_UNPACKED:
        raise RefusedError("文件太大，不像核对表。请在发出的那份表上填，不要贴图片和别的表。")


def _has_formulas(file: Path) -> bool:
    """Say whether any cell holds a formula: few forms do, and reading twice takes twice as long."""
    with zipfile.ZipFile(file) as parts:
        sheets = (name for name in parts.namelist() if name.startswith("xl/worksheets/"))
        return any(b"<f>" in data or b"<f " in data for data in map(parts.read, sheets))


def _sheet(tab: Worksheet, formulas: Worksheet) -> Iterator[tuple[str, list[Line]]]:
    """Yield the sheet's name and rows where it is one of a form."""
    for number, row in enumerate(tab.iter_rows(max_row=_HEADS_WITHIN, values_only=True), start=1):
        for place, value in enumerate(row, start=1):
            name = str(value or "").partition("·")[2] if str(value or "").startswith(KEY_HEAD) else ""
            if name in BY_NAME:
                yield name, _lines(tab, formulas, BY_NAME[name], (number, place))
                return


def _lines(tab: Worksheet, formulas: Worksheet, kind: Sheet, head: tuple[int, int]) -> list[Line]:
    heads = {fold_text(str(cell.value)): cell.column for cell in reversed(tab[head[0]]) if cell.value is not None}
    missing = [column.title for column in kind.columns if fold_text(column.title) not in heads]
    if missing:
        raise RefusedError(f"“{tab.title}”表的表头“{missing[0]}”不见了。请把表头改回原样，再交一次。")
    if tab.max_row > _MOST_ROWS:
        raise RefusedError(f"“{tab.title}”表有 {tab.max_row} 行。请删去表下面的空行，再交一次。")
    places = {column.key: heads[fold_text(column.title)] for column in kind.columns}
    merged = {
        (row, column): (row, column) == (area.min_row, area.min_col)
        for area in tab.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    lines = []
    for row in range(head[0] + 1, tab.max_row + 1):
        key = tab.cell(row, head[1]).value
        cells = {name: _cell(tab, formulas, merged, row, column) for name, column in places.items()}
        if key is not None or any(cell.value is not None for cell in cells.values()):
            lines.append(Line(str(key or ""), cells))
    return lines


def _cell(tab: Worksheet, formulas: Worksheet, merged: Mapping[tuple[int, int], bool], row: int, column: int) -> Cell:
    found: Any = tab.cell(row, column)
    state = ""
    if (row, column) in merged:
        state = "merged" if merged[row, column] else "beside"
    elif formulas.cell(row, column).data_type == "f" and found.value is None:
        state = "formula"
    elif found.data_type == "e":
        state = "error"
    return Cell(tab.title, row, column, found.value, str(found.number_format), state)
