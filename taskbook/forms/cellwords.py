"""Between what the YAML writes and what a cell holds (part of the step forms; pure).

In: a column and a value of either side. Out: the value of the other side; MistakeError with a plain sentence
where a cell can't be understood. Cells come from Excel, WPS or LibreOffice: numbers as text, full-width digits, dates
as numbers.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from taskbook.forms.sheets import Column
from taskbook.problems import nearest
from taskbook.text import fold_text, typeset

CellValue = str | int | float | bool | date | None
_YES = frozenset({"是", "√", "✓", "✔", "对", "有", "true", "1", "yes", "y"})
_NO = frozenset({"否", "不是", "×", "x", "无", "没有", "false", "0", "no", "n", "-", "—"})
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:\.\.|-|—|–|~|至|到)(?P<high>\d+(?:\.\d+)?)", re.ASCII)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DAY = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.年])(\d{1,2})月?", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)
_WIDE = str.maketrans({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


class MistakeError(Exception):
    """A cell that can't be understood; its text says what is wrong and what to write."""


def shown(column: Column, value: str) -> CellValue:
    """Return what a cell holds for a value of the YAML; None for nothing."""
    if not value:
        return None
    if column.kind == "choice":
        return column.choices.get(value, value)
    if column.kind == "flag":
        return "是"
    if column.kind == "date":
        return date.fromisoformat(value)
    if column.kind == "number" and _NUMBER.fullmatch(value):
        plain = float(value) if "." in value else int(value)
        return plain if str(plain) == value and len(value) <= 15 else value
    return value


def understood(column: Column, cell: CellValue, style: str, names: Mapping[str, str]) -> str:
    """Return what the YAML writes for a cell; "" for nothing. names: folded form -> name, of the column's registry."""
    if cell is None or (isinstance(cell, str) and not fold_text(cell)):
        return ""
    match column.kind:
        case "choice":
            return _choice(column, cell)
        case "flag":
            return _flag(cell)
        case "number":
            return _number(cell, style)
        case "date":
            return _day(cell, style)
        case "moment":
            return _moment(cell, style)
        case "name":
            return _name(str(cell), names)
    return _words(column, cell)


def same_number(one: str, other: str) -> bool:
    """Say whether two values are one number, as 2.5 and 2.50 are."""
    return bool(_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)) and Decimal(one) == Decimal(other)


def _choice(column: Column, cell: CellValue) -> str:
    said = fold_text(str(cell))
    for code, name in column.choices.items():
        if said in (fold_text(code), fold_text(name)):
            return code
    raise MistakeError(f"没有“{cell}”这一项。请从下拉名单里选：{'、'.join(column.choices.values())}。")


def _flag(cell: CellValue) -> str:
    said = fold_text(str(cell)).lower()
    if said in _YES:
        return "true"
    if said in _NO:
        return ""
    raise MistakeError(f"看不懂“{cell}”。这一格只写“是”，不是就空着。")


def _number(cell: CellValue, style: str) -> str:
    if isinstance(cell, bool | date):
        raise MistakeError("这一格成了日期或真假值，不是数字。请把单元格格式改成“文本”，再写一遍数字。")
    if isinstance(cell, int | float):
        exact = Decimal(format(cell, ".15g")) * (100 if "%" in style else 1)
        text = format(exact, "f")
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = _GROUPED.sub("", unicodedata.normalize("NFKC", "".join(str(cell).split())).replace("～", "~"))
    if _NUMBER.fullmatch(text):
        return text
    span = _RANGE.fullmatch(text)
    if span is None:
        raise MistakeError(f"“{cell}”不是一个数字。只写数字（如 2.55）或区间（如 10..12），单位写在“计量单位”一格。")
    if Decimal(span["low"]) > Decimal(span["high"]):
        raise MistakeError(f"区间“{cell}”的前一个数比后一个大。请写成 低..高，如 10..12。")
    return f"{span['low']}..{span['high']}"


def _serial(cell: CellValue) -> date | None:
    """Return the day of a cell that holds a date, or the number under which Excel keeps one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell in _SERIALS:
        return _EPOCH + timedelta(days=int(cell))
    return None


def _plain(cell: CellValue) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFKC", "".join(str(cell).split())).removesuffix("00:00:00")


def _day(cell: CellValue, style: str) -> str:
    found = _serial(cell)
    if found is not None:
        return found.isoformat()
    text = _plain(cell)
    text = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", text)
    match = _DAY.fullmatch(text)
    if match is None:
        raise MistakeError(f"“{cell}”不是日期。写成 2021-06-30；只印了“上半年”“年内”的，写在“期限原文”一格，这里空着。")
    return _real(match, cell).isoformat()


def _real(match: re.Match[str], cell: CellValue) -> date:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise MistakeError(f"没有“{cell}”这一天。请改正日期。") from None


def _moment(cell: CellValue, style: str) -> str:
    found = _serial(cell)
    if found is not None:
        fine = style.lower().replace("\\", "")
        return found.isoformat() if "d" in fine.replace("[$-804]", "") or "yy" not in fine else f"{found:%Y-%m}"
    text = _plain(cell)
    if match := _DAY.fullmatch(text):
        return _real(match, cell).isoformat()
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return f"{match[1]}-{int(match[2]):02d}"
    if match := _YEAR.fullmatch(text):
        return match[1]
    raise MistakeError(f"“{cell}”不是时间。写成 2021、2021-06 或 2021-06-30；“6月底前”这样的字写在“时间原文”一格。")


def _name(said: str, names: Mapping[str, str]) -> str:
    key = fold_text(said)
    if key in names:
        return names[key]
    parts = [part for part in re.split(r"[、,，;；\n]", said) if part.strip()]
    if len(parts) > 1 and all(fold_text(part) in names for part in parts):
        raise MistakeError(
            f"一格里写了 {len(parts)} 个名称。请一格写一个：{'｜'.join(part.strip() for part in parts)}。"
        )
    close = nearest(said, names.values())
    near = f"最相近的：{'、'.join(close)}。" if close else ""
    raise MistakeError(f"登记表里没有“{said.strip()}”。{near}请从下拉名单里选；确实是新名称的，请办公室先登记。")


def _words(column: Column, cell: CellValue) -> str:
    if isinstance(cell, datetime | date):
        if column.kind == "note":
            return cell.isoformat()[:10]
        raise MistakeError("这一格被表格软件变成了日期。请把单元格格式改成“文本”，再照原文写一遍。")
    if isinstance(cell, bool):
        raise MistakeError("这一格被表格软件变成了真假值。请把单元格格式改成“文本”，再照原文写一遍。")
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    text = "".join(line.strip() for line in text.splitlines())
    if column.kind == "measure_word":
        return "".join(text.translate(_WIDE).split())
    return typeset(text)
