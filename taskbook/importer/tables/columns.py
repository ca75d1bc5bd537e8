"""Importer: what a table's cells say of its columns where the heads do not, or say otherwise (part of rows).

In: a Table with its rows. Out: its kinds mended: a column of numbers numbers the tasks, one of sentences beside the
tasks' words is words too, one of plans (目标进度, 一季度) is part of the promise; the numbers that all words begin with
are the tasks'.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from taskbook.align import Span
from taskbook.dues import text_due
from taskbook.importer.read import Source
from taskbook.importer.roles.units import looks_whole
from taskbook.importer.structure.lines import numeral
from taskbook.importer.tables.heads import Table
from taskbook.importer.tables.rowcells import RowCells
from taskbook.importer.tables.rownames import are_titles, grouping
from taskbook.labels import is_plan_head, season_of
from taskbook.text import fold

_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_MARK = re.compile(
    r"(?<![\d.])(?P<n>\d{1,3})(?:[.．]|、(?!\d))(?![\d%])|\((?P<b>\d{1,2}|[一二三四五六七八九十]{1,3})\)|(?P<k>\d{1,2})\)"
)
_REPORT = re.compile(
    r"情况|成效|问题|进展|原因|意见|评价|评分|考[评核]|标准|结果|依据|政策|说明|备注|来源|背景|现状|打算|经验|目前|当前|"
    r"[已实]完成|地[点址]|范围|联系|电话|金额|资金|投资|是否"
)
"""What a head says of a column that tells of something else than what is to be done."""
_DONE = re.compile(r"^(?:目前|截至|截止|现)?(?:已|正在|累计|基本完成|完成了)|目前[已正]|正在(?:进行|办理|推进|施工)")
_REPORTED = re.compile(r".*(?:进展|落实|完成|推进|执行|实施)情况.*")
_PERIOD = re.compile(
    r".{0,5}(?:[月季]度|[一二三四1-4]季度|\d{1,2}月份?|[本当上][月季]度?)(?:主要|重点|工作|任务|推进)*(?:计划|目标|安排|任务)+"
)
"""The head of what was to be done in the one month or quarter that a table reports on."""
_VALUE = re.compile(r".{0,8}(?:目标|计划|预期|指标|任务)[值数](?:\(.*\))?")
_SENTENCE = 12
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CIRCLED = re.compile(f"[{_CIRCLES}]")
Mark = tuple[str, int, str]
"""A number, how many folded characters it takes, and its style."""


def tell_columns(source: Source, table: Table) -> None:
    """Mend the kinds of a table's columns by their cells."""
    rows = [row for row in table.rows if isinstance(row, RowCells)]
    if not rows:
        return
    if not table.columns("item"):
        _tell_numbers(table, rows)
    _tell_values(table, rows)
    _tell_plans(table, rows)
    _tell_texts(table, rows)
    if not table.columns("item") or _count_groups(table, rows):
        _tell_marks(source, table, rows)


def _tell_numbers(table: Table, rows: Sequence[RowCells]) -> None:
    """Take a column of numbers under the head of the tasks' words, or under none, for that of the tasks' numbers."""
    for column, kinds in enumerate(table.kinds):
        cells = [row.texts[column] for row in rows]
        found = [_NUMBER.fullmatch(cell) for cell in cells if cell]
        if not (kinds in (("text",), ("section",)) or not table.heads[column].strip()) or not found or not all(found):
            continue
        numbers = [int(match[1]) for match in found if match]
        if all(b in (a + 1, 1) for a, b in pairwise(numbers)) and len({*numbers}) * 2 > len(numbers):
            others = [n for n in table.columns("text") if n != column]
            if others:
                table.kinds[column] = ("item",)
                return


def _count_groups(table: Table, rows: Sequence[RowCells]) -> bool:
    """Whether the column of numbers counts groups: each stands beside a name once for several rows."""
    column, text = table.columns("item")[-1], max(table.columns("text"), default=0)
    named = all(any(row.texts[column + 1 : text]) == bool(row.texts[column]) for row in rows)
    return named and column + 1 < text and sum(bool(row.texts[column]) for row in rows) < len(rows)


def _tell_values(table: Table, rows: Sequence[RowCells]) -> None:
    """Take a column of values (目标值) for the tasks' words where those before it only name what is to reach them."""
    texts = table.columns("text")
    if len(texts) != 1 or not are_titles([row.texts[texts[0]] for row in rows]):
        return
    for column, kinds in enumerate(table.kinds):
        if not kinds and column > texts[0] and _VALUE.fullmatch(table.heads[column]):
            table.kinds[column] = ("text",)
            return


def _tell_plans(table: Table, rows: Sequence[RowCells]) -> None:
    """Take columns of what is to be done by when for the tasks' words, but where they tell what has been done."""
    reported = _reported(table)
    for column, kinds in enumerate(table.kinds):
        head = table.heads[column]
        season = season_of(head)
        if column == reported:
            table.kinds[column] = ()
            continue
        if kinds not in ((), ("text",)) or not (season or is_plan_head(head)) or not table.columns("text"):
            continue
        cells = [text for row in rows if (text := row.texts[column])]
        if not cells or sum(bool(_DONE.search(cell)) for cell in cells) * 4 > len(cells):
            continue
        if any(n != column and n not in table.plans for n in table.columns("text")):
            table.kinds[column] = ("text",)
            table.plans[column] = season


def _reported(table: Table) -> int | None:
    """Return the column of a period's plan in a report on that period: it says no more than what has come of it."""
    found = [n for n, head in enumerate(table.heads) if _PERIOD.fullmatch(re.sub(r"\(.*\)$", "", head))]
    told = any(map(_REPORTED.fullmatch, table.heads)) and any(n not in found for n in table.columns("text"))
    return found[0] if told and len(found) == 1 else None


def _tell_texts(table: Table, rows: Sequence[RowCells]) -> None:
    """Take an unknown column of sentences beside the tasks' words for more of them."""
    asked, reported = [n for n in table.columns("text") if n not in table.plans], _reported(table)
    for column, kinds in enumerate(table.kinds):
        cells = [text for row in rows if (text := row.texts[column])]
        head = table.heads[column]
        if kinds or not head.strip() or _REPORT.search(head) or not asked or len(cells) * 2 < len(rows):
            continue
        if column == reported:
            continue
        if sum(map(_is_sentence, cells)) * 10 < len(cells) * 6:
            continue
        beside = column - 1 in (*asked, *table.columns("section"))
        themes = grouping([row.texts[asked[-1]] for row in rows], [row.texts[column] for row in rows])
        if beside or themes:
            table.kinds[column] = ("text",)
            asked.append(column)


def _is_sentence(text: str) -> bool:
    units = all(looks_whole(name) for name in re.split("[、,;]", text) if name)
    return len(text) >= _SENTENCE and not units and not text_due(text) and not _DONE.search(text)


def _tell_marks(source: Source, table: Table, rows: Sequence[RowCells]) -> None:
    """Take the numbers that the words of all rows begin with, in order, for the tasks' numbers."""
    for column in (n for n in table.columns("text") if n not in table.plans):
        marks = [_mark(source, row, column) for row in rows]
        told = [(row, mark) for row, mark in zip(rows, marks, strict=True) if mark]
        if len(told) < len(rows) or not _counts_up(told, column) or any(_has_more(*one, column) for one in told):
            continue
        numbered = iter([_numbered(source, row, mark, column) for row, mark in told])
        table.rows = [next(numbered) if isinstance(row, RowCells) else row for row in table.rows]
        return


def _mark(source: Source, row: RowCells, column: int) -> Mark | None:
    """Return the number that a cell's words begin with."""
    span = row.spans[column]
    if span is None:
        return None
    raw = source.raw[span.start : span.end]
    if _CIRCLED.match(raw):
        return str(_CIRCLES.index(raw[0]) + 1), len(fold(raw[0]).text), "circled"
    match = _MARK.match(row.texts[column])
    return (str(match[match.lastgroup or "n"]), match.end(), match.lastgroup or "n") if match else None


def _counts_up(told: Sequence[tuple[RowCells, Mark]], column: int) -> bool:
    """Whether numbers rise from row to row; they may begin again under another theme."""
    steps = [(numeral(a[0]) or 0, numeral(b[0]) or 0, row) for (_, a), (row, b) in pairwise(told)]
    rising = all(here > before or (here == 1 and any(row.texts[:column])) for before, here, row in steps)
    return rising and any(here == before + 1 for before, here, _ in steps)


def _has_more(row: RowCells, mark: Mark, column: int) -> bool:
    """Whether a cell numbers several tasks."""
    number, end, kind = mark
    found = [(str(other[other.lastgroup or "n"]), other.lastgroup) for other in _MARK.finditer(row.texts[column], end)]
    return any(how == kind and numeral(words) == (numeral(number) or 0) + 1 for words, how in found)


def _numbered(source: Source, row: RowCells, mark: Mark, column: int) -> RowCells:
    """Part the number from a row's words."""
    span = row.spans[column]
    number, end, _ = mark
    if span is None or end >= len(row.texts[column]):
        return row
    spans, texts = list(row.spans), list(row.texts)
    begin = span.start + fold(source.words(span)).places[end]
    spans[column], texts[column] = Span(begin, span.end), texts[column][end:]
    return replace(row, spans=tuple(spans), texts=tuple(texts), number=number)
