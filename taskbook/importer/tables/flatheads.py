"""Importer: heads of a table that stand on a line each, some broken over lines (part of heads).

In: the folded lines from the first head on. Out: the heads, whole again (牵头 / 部门 -> 牵头部门), and how many lines
they take. Where others are broken, the lines of the first row tell whether halves that are heads by themselves are one
(项目 / 类别).
"""

import re
from collections.abc import Sequence

from taskbook.labels import column_kinds

_REMARKS = ("备注", "备 注", "进展情况")
_COUNTED = re.compile(r"\(共?\d{1,3}[项件条个]\)$")
"""How a heading over rows ends that counts them: no column's head (主要目标(15项))."""
_LONGEST = 12
_HALF = 3
_ROLES = ("牵头", "责任", "配合", "协办", "承办", "主办", "协同", "分管")
_WHO = ("单位", "部门", "领导", "主体")
_NUMBER = re.compile(r"\d{1,3}[.、]?")


def flat_heads(texts: Sequence[str]) -> tuple[list[str], int]:
    """Return the heads that lines begin with, and how many lines they take."""
    names, end = _heads(texts, False)
    if len(names) == end or len(names) <= _first_row(texts[end:]):
        return names, end
    joined, last = _heads(texts, True)
    return (joined, last) if last == end and len(joined) >= _first_row(texts[end:]) else (names, end)


def _heads(texts: Sequence[str], both: bool) -> tuple[list[str], int]:
    """Read heads line by line; both: halves that are heads by themselves too are joined."""
    names: list[str] = []
    at = 0
    while at < len(texts) and len(texts[at]) <= _LONGEST:
        count = next((n for n in (3, 2) if _is_broken(texts[at : at + n], n, both)), 1)
        name = "".join(texts[at : at + count])
        if (count == 1 and not (column_kinds(name) or name in _REMARKS)) or _COUNTED.search(name):
            break
        names.append(name)
        at += count
    return names, at


def _is_broken(halves: Sequence[str], count: int, both: bool) -> bool:
    """Tell a head broken over lines: its halves are short, and not all of them heads."""
    if len(halves) < count or any(len(half) > _HALF or column_kinds(half) == ("item",) for half in halves):
        return False
    role = count == 2 and halves[0] in _ROLES and halves[1] in _WHO
    known = [bool(column_kinds(half)) for half in halves]
    if count > 2 and any(known):
        return False
    return bool(column_kinds("".join(halves))) and (both or role or not all(known))


def _first_row(texts: Sequence[str]) -> int:
    """Return how many lines the first row takes, up to the next number."""
    return next((n for n, text in enumerate(texts) if n and _NUMBER.fullmatch(text)), len(texts))
