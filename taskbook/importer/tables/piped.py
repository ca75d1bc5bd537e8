"""Importer: tables written as text with | between their cells -> rows with tabs (part of formats).

In: the lines of a text: a row a line (| a | b |, with or without |---|), each cell on lines that end in |, or | on
lines of their own. Out: the same lines, each row of a table in one, cells between tabs. A row that is short of cells
(a merged one goes on) has them where they suit best; UnreadableError where that stays open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from taskbook.dues import DUE
from taskbook.importer.readers import UnreadableError
from taskbook.importer.roles.people import people
from taskbook.importer.roles.units import looks_whole, units
from taskbook.labels import ROLES, column_kinds, head_kinds, is_firm_role
from taskbook.text import converter, fold

Kinds = Sequence[tuple[str, ...]]

_BAR = re.compile(r"(?<!\\)[|｜]")
_RULE = re.compile(r"[|｜\s:：+=—-]*-{2,}[|｜\s:：+=—-]*")
_NUMBER = re.compile(r"(\d{1,3})[.、]?")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第.{1,3}[章节]|第.{1,3}部分).{2,50}"
)
_SENTENCE = re.compile(r"[。;!！；]")
_WORST = 3.0
_FAR = 99.0
_ROW = 0.2
_GAPS: dict[tuple[str, ...], float] = {("item",): 1.5, ("section",): 0.1, ("text",): 0.1, (): 0.2}
"""What it costs that a row has no cell of a kind; 0.4 for who answers, and by when."""
_WIDEST = 16
_SHORT = 8
_MARGIN = 0.3
_OTHER_HEAD = re.compile(
    r"时间|地[点址]|金额|投资|资金|情况|注|说明|是否|进[度展]|电话|成[效果]|性质|规模|年[限度]|来源|人|级别|节点|问题|打算|分值|权重|"
    r"依据|形式|方式|载体|对象|范围|频次|标准|季度|半年|月"
)
"""What the heads of other columns say."""
_UNIT = re.compile(
    r"(?!.*的).{0,14}[^，。\d](?:[科室处股组站所队院办局委部会厅园区镇乡]|中心|公司|街道|大厅|医院|学校|部门|单位|政府)"
)
_NO_HEAD = re.compile(r"[。;；!！]|^\d{1,3}[.、]?$|^[一二三四五六七八九十]{1,3}、|^\(?[一二三四五六七八九十\d]{1,3}\)")
_MOST_MISSING = 3
_LONGEST_HEAD = 20


def unpiped(text: str, name: str) -> str:
    """Write the tables of a text whose cells stand between bars with tabs; a text without such tables as it is."""
    if len(_BAR.findall(text)) < 6:
        return text
    lines = text.split("\n")
    barred = [n for n, line in enumerate(lines) if _BAR.search(line)]
    rows = [n for n in barred if len(_cells(lines[n])) > 2]
    if len(rows) > 1 and len(rows) * 2 > len([n for n in barred if _plain(lines[n])]):
        return "\n".join(_by_rows(lines, name))
    return "\n".join(_by_cells(lines, barred[0], barred[-1], name))


def _plain(line: str) -> str:
    return _BAR.sub("", line).strip()


def _cells(line: str) -> list[str]:
    """Return the cells of a line: what stands between its bars, without those at its edges."""
    words = line.strip()
    if not _BAR.search(words):
        return [words]
    parts = [" ".join(part.split()) for part in _BAR.split(words)]
    return parts[1 if not parts[0] else 0 : -1 if not parts[-1] else None]


def _key(words: str) -> str:
    return fold(words, converter("t2s")).text


@dataclass(frozen=True, slots=True)
class _Head:
    """A table's heads as they are written, and what each column holds."""

    names: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, names: Sequence[str], number: int | None = None) -> "_Head":
        """Make heads of names; number is a column of numbers under a head that spans it and the next."""
        kinds = head_kinds([_key(name) for name in names])
        return cls(tuple(names), tuple(("item",) if n == number else kind for n, kind in enumerate(kinds)))


def _is_head(cells: Sequence[str]) -> bool:
    """Tell a row of heads: a column of tasks and one that names units or leaders; all short."""
    keys = [_key(cell) for cell in cells]
    kinds = [kind for key in keys if key for kind in column_kinds(key)]
    firm = any(set(column_kinds(key)) & set(ROLES) and is_firm_role(key) for key in keys if key)
    short = all(len(key) <= _LONGEST_HEAD and not _SENTENCE.search(key) and not key.isdecimal() for key in keys)
    return firm and short and "text" in kinds and len(cells) > 1


def _by_rows(lines: Sequence[str], name: str) -> Iterator[str]:
    """Write a text whose tables have a row a line."""
    at = 0
    while at < len(lines):
        cells = _cells(lines[at])
        if not (_BAR.search(lines[at]) and _is_head(cells)):
            yield " ".join(_cells(lines[at])) if len(_cells(lines[at])) < 3 else lines[at]
            at += 1
            continue
        end = at + 1
        while end < len(lines) and not (_BAR.search(lines[end]) and _is_head(_cells(lines[end]))):
            end += 1
        yield from _table(cells, lines[at + 1 : end], at + 2, name)
        at = end


def _table(heads: Sequence[str], lines: Sequence[str], first: int, name: str) -> Iterator[str]:
    """Write a table's heads and the lines below them."""
    rows = [(n, _cells(line)) for n, line in enumerate(lines) if _BAR.search(line) and _plain(line)]
    rows = [(n, cells) for n, cells in rows if not _RULE.fullmatch(lines[n].strip())]
    head = _widened(heads, [_trimmed(cells) for _, cells in rows])
    yield "\t".join(head.names)
    told = dict(rows)
    for n, line in enumerate(lines):
        cells = _trimmed(told.get(n, []))
        if len(cells) == 1:
            yield cells[0]
        elif cells:
            cost, row = _placed(told[n], head.kinds)
            if cost >= _WORST:
                raise _unsure(name, first + n, cells)
            yield "\t".join(cell or "" for cell in row)
        elif not _BAR.search(line):
            yield line


def _unsure(name: str, line: int, cells: Sequence[str]) -> UnreadableError:
    return UnreadableError(
        f"{name}：第 {line} 行「{' | '.join(cells)[:30]}」：表格存成了用“|”分隔的文字，这一行分不清哪格属于哪一栏；"
        "请从原网页或原文件重新取得表格（.html、.docx），或补齐这一行的空格再导入"
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    """Drop empty cells at the end."""
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _widened(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> _Head:
    """Give heads that span several columns as many as the fullest row needs, where that suits the rows best."""
    missing = max((len(row) for row in rows), default=0) - len(heads)
    if missing == 1:
        texts = [n for n, head in enumerate(heads) if "text" in column_kinds(_key(head))]
        wide = [(*heads[: n + 1], "", *heads[n + 1 :]) for n in texts]
        tried = [_Head.of(names) for names in wide]
        tried += [_Head.of(names, n) for n, names in zip(texts, wide, strict=True) if not _has_item(heads)]
        return min(tried, key=lambda head: sum(_fitted(row, head.kinds)[0] for row in rows if len(row) > 1))
    return _Head.of(heads)


def _has_item(heads: Sequence[str]) -> bool:
    return any(column_kinds(_key(head)) == ("item",) for head in heads)


def _placed(cells: Sequence[str], kinds: Kinds) -> tuple[float, list[str | None]]:
    """Give a printed row's cells to the columns: as they stand, but where only empty cells behind fill the row."""
    cost, row = _fitted(_trimmed(cells), kinds)
    if len(cells) == len(kinds):
        plain = sum(_cost(cell, kind) for cell, kind in zip(cells, kinds, strict=True))
        if plain <= cost + _MARGIN:
            return plain, list(cells)
    return cost, row


def _fitted(cells: Sequence[str], kinds: Kinds) -> tuple[float, list[str | None]]:
    """Give a row's cells to the columns where they suit best; what is missing is missing from the left."""
    count, width = len(cells), len(kinds)
    row: list[str | None] = [None] * width
    if count > width or width - count > max(_MOST_MISSING, width // 2):
        return _WORST * 2, row
    ways: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]  # by how many cells are given; column by column
    for n, kind in enumerate(kinds):
        gap = _GAPS.get(kind[:1], 0.4) + n / 1000
        end = min(gap, 0.05) if kind in ((), ("text",), ("section",)) else gap - 0.1
        left = [(cost + (gap if at < count else end), given) for at, (cost, given) in enumerate(ways)]
        taken = [(cost + _cost(cells[at], kind), (*given, n)) for at, (cost, given) in enumerate(ways) if at < count]
        ways = [
            min((way for way in (left[at : at + 1] + taken[at - 1 : at] if at else left[:1])), default=(_FAR, ()))
            for at in range(min(n + 2, count + 1))
        ]
    cost, given = ways[count] if len(ways) > count else (_FAR, ())
    if not any(kinds[n] in (("text",), ()) for n in given):
        cost += _WORST
    for cell, n in zip(cells, given, strict=False):
        row[n] = cell
    return cost, row


@cache
def _cost(words: str, kind: tuple[str, ...]) -> float:
    """Return how badly words suit a column: 0 well, 3 not at all."""
    key = _key(words)
    if not key:
        return 0.0
    number = bool(_NUMBER.fullmatch(key))
    if kind == ("item",):
        return 0.0 if number else _WORST
    if kind == ("due",):
        return 0.0 if DUE.match(key) else _WORST / 2 if len(key) > 12 or _are_units(key) else 0.4
    if kind == ("leaders",):
        return 0.0 if not people(key).doubtful and not looks_whole(key) and len(key) < 40 else _WORST / 2
    if set(kind) & set(ROLES):
        return (
            0.0 if _are_units(key) else 0.6 if len(key) <= 40 and not number and not _SENTENCE.search(key) else _WORST
        )
    if kind in (("text",), ("section",)):
        return (
            _WORST if number and kind == ("text",) else 0.9 if number or _are_units(key) or DUE.fullmatch(key) else 0.0
        )
    return 0.05 if _are_units(key) or DUE.fullmatch(key) else 0.0


def _are_units(key: str) -> bool:
    if all(_UNIT.fullmatch(name) for name in re.split("[、,;]", key) if name):
        return True
    found = units(re.sub(r"(?:牵头|负责|配合|落实|承办)", "", key))
    return bool(found.names) and not found.doubtful and "。" not in key and any(map(looks_whole, found.names))


def _by_cells(lines: Sequence[str], first: int, last: int, name: str) -> list[str]:
    """Write a text whose tables have a cell on a line or several, with | behind it."""
    if not _BAR.split(lines[first])[0].strip():
        first = next((n for n in range(first - 1, -1, -1) if lines[n].strip()), first)
    tokens = list(_tokens(lines, first, last))
    for at in range(len(tokens)):
        found = [head for count in _head_counts(tokens[at:]) for head in _wider(tokens[at : at + count])]
        if found:
            break
    else:
        return list(lines)
    tries = [(_rows_of(head, _without_heads(tokens[at:], count)), head) for count, head in found]
    (_, rows), head = min(tries, key=lambda told: told[0][0] + sum(map(_is_no_head, told[1].names)))
    made = [line for line in map(_plain, lines[: tokens[at][0]]) if line]
    made.append("\t".join(head.names))
    for cells, line in rows:
        paid, row = _fitted(cells, head.kinds)
        if len(cells) == 1:
            made.append(cells[0])
            continue
        if paid >= _WORST:
            raise _unsure(name, line + 1, cells)
        made.append("\t".join(cell or "" for cell in row))
    return [*made, *lines[last + 1 :]]


def _without_heads(tokens: Sequence[tuple[int, str]], count: int) -> list[tuple[int, str]]:
    """Return the cells behind a table's heads, without the heads printed again."""
    heads, rest, at = [_key(words) for _, words in tokens[:count]], list[tuple[int, str]](), count
    while at < len(tokens):
        again = [_key(words) for _, words in tokens[at : at + count]] == heads
        rest += [] if again else [tokens[at]]
        at += count if again else 1
    return rest


def _tokens(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield the cells up to each bar, with the line where each begins."""
    start, words = first, list[str]()
    for n in range(first, last + 1):
        parts = _BAR.split(lines[n])
        for place, part in enumerate(parts):
            if part.strip():
                start = start if words else n
                words.append(" ".join(part.split()))
            if place < len(parts) - 1:
                yield (start if words else n), " ".join(words)
                words = []
    if words:
        yield start, " ".join(words)


def _head_counts(tokens: Sequence[tuple[int, str]]) -> list[int]:
    """Return how many of some cells may be a table's heads, from the first on; none where they are no heads."""
    keys = [_key(words) for _, words in tokens[:_WIDEST]]
    end = next((n for n, key in enumerate(keys) if len(key) > _LONGEST_HEAD or _NO_HEAD.search(key)), len(keys))
    if not keys or (not column_kinds(keys[0]) and len(keys[0]) > 6):
        return []
    while end and not keys[end - 1]:
        end -= 1
    counts = [end] if column_kinds(keys[0]) == ("item",) else range(2, end + 1)
    return [count for count in counts if all(keys[:count]) and _is_head(keys[:count])]


def _wider(tokens: Sequence[tuple[int, str]]) -> list[tuple[int, _Head]]:
    """Return heads as they are, and with one that spans two columns, the first of them of numbers or of words."""
    names = [words for _, words in tokens]
    made = [_Head.of(names)]
    if not _has_item(names):
        for n in (n for n, name in enumerate(names) if "text" in column_kinds(_key(name))):
            wide = (*names[: n + 1], "", *names[n + 1 :])
            made += [_Head.of(wide, n), _Head.of(wide)]
    return [(len(names), head) for head in made]


def _is_no_head(name: str) -> bool:
    key = _key(name)
    return bool(key) and not column_kinds(key) and not _OTHER_HEAD.search(key)


def _rows_of(head: _Head, tokens: Sequence[tuple[int, str]]) -> tuple[float, list[tuple[list[str], int]]]:
    """Part cells into the rows that suit a table's columns best; return what that costs, and the rows."""
    count, width = len(tokens), len(head.kinds)
    costs, ends = [0.0] * (count + 1), [count] * (count + 1)
    for at in range(count - 1, -1, -1):
        words = tokens[at][1]
        alone = 0.0 if not words else _ROW if _HEADING.fullmatch(_key(words)) else _WORST
        costs[at], ends[at] = costs[at + 1] + alone + 0.01, at + 1
        for end in range(at + 2, min(at + width, count) + 1) if words else ():
            cost = _ROW + _fitted([one for _, one in tokens[at:end]], head.kinds)[0] + costs[end]
            if cost < costs[at]:
                costs[at], ends[at] = cost, end
    rows, at = list[tuple[list[str], int]](), 0
    while at < count:
        cells = [words for _, words in tokens[at : ends[at]]]
        rows += [(cells, tokens[at][0])] if any(cells) else []
        at = ends[at]
    return costs[0], rows
