"""Importer: a table's column of short names beside that of what is asked (任务名称 | 指标要求), told apart (pure).

In: the cells of the columns of words. Out: whether a column names the tasks, each its own, and whether what is asked
needs the name before it: 增长5% says nothing without what grows.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from taskbook.importer.promises.figures import figures
from taskbook.importer.promises.wording import WHEN, take_apart
from taskbook.text import typeset

_TITLE = 30
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:%|个|家|万|亿|项|公里|座|亩|套|人|户)|[。;]")
_WITHOUT = re.compile(
    r"(?:力争|争取|确保|全年|年均|同比|预计|继续|保持|稳定)*(?:增[速幅长]|涨幅|降幅|占比|比重|总量|总额|总数|规模|水平)(?![^，。；、]{0,2}扩大)"
    r"(?=[^，。；]{0,8}(?:高于|快于|低于|优于|不低于|不高于|同步|持平|前列|平均|下达|计划|目标|\d))|"
    r"(?:全面|圆满|超额|如期|按期)*(?:完成|达到|实现|控制在)(?:[省市县区州]级?|国家|上级)?(?:下达|规定|考核|计划|目标|要求|标准|指标|任务)+"
)
"""Words that say how something comes on without saying what."""
_BARE = re.compile(r"[<>≤≥＜＞=约]*\d+(?:\.\d+)?(?:以上|以下|左右|以内)?")
_EDGE = re.compile(r"[，。；、：（！]|$")


def needs_name(words: str) -> bool:
    """Whether what is asked says nothing without the name beside it (完成210亿元, 增速高于全市)."""
    text = typeset(words)
    if _WITHOUT.match(text) or _BARE.fullmatch(text):
        return True
    first = next(iter(figures(text)[0]), None)
    if first is None or not _EDGE.match(text, first.end):
        return False
    before = text[: first.start]
    if _EDGE.search(before).start() < len(before):  # type: ignore[union-attr]
        return False
    when = WHEN.match(before)
    return not take_apart(before[when.end() :] if when else before).noun.strip("的、，在为至到")


def are_titles(cells: Sequence[str]) -> bool:
    """Whether all cells of a column are short names without a figure."""
    return all(len(cell) <= _TITLE and not _FIGURE.search(cell) for cell in cells)


def grouping(cells: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a column groups the rows: its cell stands once for several, or again."""
    merged = any(not cell and text for cell, text in zip(cells, words, strict=True))
    return merged or any(one and one == other for one, other in pairwise(cells))


def are_classes(cells: Sequence[str]) -> bool:
    """Whether a column says of what class each task is, in no order (A类, B类, A类): no heading of them."""
    filled = [cell for cell in cells if cell]
    return len([cell for cell, _ in groupby(filled)]) > len({*filled})


_KIND = re.compile(
    r"[A-Za-z甲乙丙丁ⅠⅡⅢⅣ一二三四][类级档]|(?:约束|预期|指导|激励|责任|争先|创优|创先|共性|个性|基础|核心|综合|奖励|加分|否决|导向|考核|关键|常规|定[量性]|底线|奋斗)+性?(?:类|指标|目标)?|"
    r"(?:定[量性]|硬性|软性|刚性)(?:指标|目标)?|\d+(?:\.\d+)?[分%]?|[★☆△▲※√○]+"
)


def are_kinds(cells: Sequence[str]) -> bool:
    """Whether a column's cells say of what kind or weight each task is (A类, 约束性, 10分): no headings."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_KIND.fullmatch(cell) for cell in filled)
