"""Importer: why no task was found in a document -> what its form is, and what to do (part of records).

In: the text. Out: words for the message.
"""

import re

from taskbook.labels import column_kinds
from taskbook.text import fold_text

_BAR = re.compile(r"[|｜]")
_BOX = re.compile(r"[┌┬┐├┼┤└┴┘│─]{3}|^\s*│", re.MULTILINE)
_RUN = re.compile(
    r"序号(?=.{2,40}?(?:责任|牵头|承办|主办|主责|落实|实施)(?:单位|部门|科室|领导))(?:[^，。；\d\s|\t]{4,60})\d{1,2}[^.\d、]"
)
_GAPS = re.compile(r"\S(?: {2,}|\u3000+)\S.*?(?: {2,}|\u3000+)\S")
_LEAST = 3


def untold(text: str) -> str:
    """Say why no task was found: the form that a table has lost, or that there is none."""
    again = "请从原网页或原文件取得表格（.html、.docx）再导入"
    if sum(bool(_BAR.search(line)) for line in text.split("\n")) > _LEAST:
        return f"没有找到任务：表格存成了用“|”分隔的文字，找不到写着任务和责任单位的表头；请补上表头一行，或{again[1:]}"
    if len(_BOX.findall(text)) > _LEAST:
        return f"没有找到任务：表格是用制表线（┌─┬│）画的，一格的字断在几行里，不能读；{again}"
    if sum(bool(_GAPS.search(line)) for line in text.split("\n")) > _LEAST and _head_words(text):
        return f"没有找到任务：表格的各栏只用空格隔开，分不出各栏；{again}"
    if _RUN.search("".join(text.split())):
        return f"没有找到任务：表格的单元格连成了一片，分不出各栏；{again}"
    return "没有找到任务；请核对这是不是任务分解文件：任务后面要写明责任单位或责任领导"


def _head_words(text: str) -> bool:
    """Whether a line has the heads of a table with blanks between them."""
    rows = ([fold_text(word) for word in re.split(r"[ \u3000]+", line.strip())] for line in text.split("\n"))
    return any(sum(bool(column_kinds(word)) for word in row) >= _LEAST for row in rows)
