"""Importer: why no task was found in a document, and the way on (a leaf of the importer).

In: the document's words, what kind of file it was. Out: one message for the clerk, without the file's name.
"""

import re
from collections.abc import Sequence

from taskbook.importer.roles.units import looks_whole
from taskbook.labels import ROLES, column_kinds, is_firm_role
from taskbook.text import fold_text

_BAR = re.compile(r"[|｜]")
_DRAWN = re.compile(r"[┌┬┐├┼┤└┴┘│┃━─]{2,}|│")
_JOINED = re.compile(
    r"序号(?=.{2,40}?(?:责任|牵头|承办|主办|主责|落实|实施)(?:单位|部门|科室|领导))(?:[^，。；\d\s|\t]{4,60})\d{1,2}[^.\d、]"
)
_FEW_LINES = 3
_LONGEST = 60
_AGAIN = "请从原网页或 Word 文件里复制表格，存为 .docx 或 .html，再导入"


def is_drawn(raw: str) -> bool:
    """Tell a document whose table is drawn with characters (┌─┬─┐)."""
    return sum(bool(_DRAWN.search(line)) for line in raw.splitlines()) >= _FEW_LINES


def reason(raw: str, kind: str) -> str:
    """Say why nothing was read: the form that a table has lost, or that there is none."""
    lines = raw.splitlines()
    if sum(bool(_BAR.search(line)) for line in lines) > _FEW_LINES:
        return f"表格存成了用“|”分隔的文字，没有写着任务和责任单位的表头；请补上表头一行，或{_AGAIN[1:]}"
    if is_drawn(raw):
        return f"表格是用制表线（┌─┬│）画的，格里的字断在几行，分不出各格；{_AGAIN}"
    for number, line in enumerate(lines, 1):
        if _is_flattened(line):
            return (
                f"第 {number} 行像表头（{line.strip()[:24]}），但各列只用空格隔开，分不出各格；"
                f"{_AGAIN.removesuffix('，再导入')}；或在各列之间改用制表符，再导入"
            )
    if turned := _turned(lines):
        return (
            f"第 {turned} 行（{' '.join(lines[turned - 1].split())[:24]}）：表格的行列与常见的相反，任务印成了列，"
            "责任单位印成了行；请在表格软件里转置（行列互换），存为 .docx 或 .html，再导入"
        )
    if _JOINED.search("".join(raw.split())):
        return f"表格的单元格连成了一片，分不出各格；{_AGAIN}"
    again = "" if kind == "text" else "，或把正文另存为文本再导入"
    return f"没有找到任务：没有读到写明牵头、责任单位的文字，也没有读到任务表的表头；请核对这是不是任务分解文件{again}"


def _turned(lines: Sequence[str]) -> int | None:
    """Return the line of a table that names the units in a row, its label before them: the tasks are its columns."""
    for number, line in enumerate(lines, 1):
        label, *cells = (fold_text(cell) for cell in line.split("\t"))
        named = [cell for cell in cells if cell]
        units = all(looks_whole(name) for cell in named for name in re.split("[、,;]", cell) if name)
        if len(named) > 1 and is_firm_role(label) and units and not any(map(column_kinds, named)):
            return number
    return None


def _is_flattened(line: str) -> bool:
    """Tell a line of heads that blanks alone part."""
    names = [fold_text(name) for name in line.split()]
    if len(line) > _LONGEST or len(names) < _FEW_LINES or "\t" in line:
        return False
    kinds = [column_kinds(name) for name in names]
    return all(kinds) and any(set(kind) & set(ROLES) for kind in kinds)
