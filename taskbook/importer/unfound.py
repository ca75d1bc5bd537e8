"""Importer: why no task was found in a document, and the way on (a leaf of the importer).

In: the document's words, what kind of file it was. Out: one message for the clerk, without the file's name.
"""

import re

from taskbook.labels import ROLES, column_kinds

_DRAWN = re.compile(r"[┌┬┐├┼┤└┴┘│┃━─]{2,}|│")
_FEW_LINES = 3
_LONGEST = 60


def is_drawn(raw: str) -> bool:
    """Tell a document whose table is drawn with characters (┌─┬─┐)."""
    return sum(bool(_DRAWN.search(line)) for line in raw.splitlines()) >= _FEW_LINES


def reason(raw: str, kind: str) -> str:
    """Say why nothing was read."""
    if is_drawn(raw):
        return (
            "表格是用制表线（┌─┬│）画的，格里的字断在几行，分不出各格；"
            "请从原网页或 Word 文件里复制表格，存为 .docx 或 .html，再导入"
        )
    for number, line in enumerate(raw.splitlines(), 1):
        if _is_flattened(line):
            return (
                f"第 {number} 行像表头（{line.strip()[:24]}），但各列已被空格压平，分不出各格；"
                "请从原网页或 Word 文件里复制表格，存为 .docx 或 .html；或在各列之间改用制表符，再导入"
            )
    again = "" if kind == "text" else "，或把正文另存为文本再导入"
    return f"没有找到任务：没有读到写明牵头、责任单位的文字，也没有读到任务表的表头；请核对这是不是任务分解文件{again}"


def _is_flattened(line: str) -> bool:
    """Tell a line of heads that blanks alone part."""
    names = line.split()
    if len(line) > _LONGEST or len(names) < 3 or "\t" in line:
        return False
    kinds = [column_kinds(name) for name in names]
    return all(kinds) and any(set(kind) & set(ROLES) for kind in kinds)
