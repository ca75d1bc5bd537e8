"""Importer: the parts that 其中 names -> what they are parts of, told by their sums (part of targets).

In: the promises of a text in printed order. Out: parts behind the first ones find their whole, a growth of a part is
its own; parts that are more than their whole find the earlier whole that they fill, or a doubt.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.promised import Promise

TAKEN = "取自前一分句"
"""How a doubt about a verb of the clause before ends."""
_ALIKE = re.compile(r"(?:增加值|产值|收入|投资|支出|产量|面积|销售额|进?出口额?|贷款|存款|税收|学位|床位|车位|泊位)$")
"""How names of parts end that are sure to be parts of one thing."""


def regroup(read: Sequence[Promise]) -> None:
    """Give the parts of a list behind 其中 what they are parts of; doubt parts that exceed their whole."""
    at = 0
    while at < len(read):
        if read[at].among and _adds(read[at]) and (whole := _whole(read, at)):
            at = _list(read, at, whole)
        else:
            at += 1


def _adds(made: Promise) -> bool:
    return not (made.growth or is_rate(made.figure) or made.figure.high or made.op not in ("=", ">=", "~"))


_MAGNITUDE = re.compile(r"[百千]?[万亿]|[百千](?!分)")


def _unit(made: Promise) -> str:
    return _MAGNITUDE.sub("", made.figure.unit, count=1)


def _value(made: Promise) -> Decimal:
    words = "".join(_MAGNITUDE.findall(made.figure.unit)[:1])
    return Decimal(made.figure.low).scaleb(sum({"百": 2, "千": 3, "万": 4, "亿": 8}[one] for one in words))


def _whole(read: Sequence[Promise], at: int) -> Promise | None:
    """Return the figure that a part is a part of, counted as it is."""
    name, unit = read[at].among, _unit(read[at])
    found = (one for one in reversed(read[:at]) if one.indicator == name and _unit(one) == unit and _adds(one))
    return next((one for one in found if not one.among), None)


def _list(read: Sequence[Promise], at: int, whole: Promise) -> int:
    """Settle the list of parts that begins at a place; return where it ends."""
    first, end = read[at], at
    parts, more = [first], list[Promise]()
    for end in range(at + 1, len(read)):
        one = read[end]
        if one.growth and (one.indicator == [*parts, *more][-1].indicator):
            continue
        if not _follows(one, first) or one.among not in ("", first.among):
            break
        (more if more or not one.among else parts).append(one)
    else:
        end += 1
    _further(parts, more, whole)
    total = sum(map(_value, parts), Decimal())
    if total > _value(whole) and whole.op != ">=":
        _exceeding(read[:at], parts, total)
    for one, before in zip(read[at + 1 : end], read[at:end], strict=False):
        if one.growth and one.indicator == before.indicator and before.among:
            one.among = before.among
    return max(end, at + 1)


def _follows(one: Promise, first: Promise) -> bool:
    """Whether a figure can be a part as the first one of a list is."""
    return _adds(one) and _unit(one) == _unit(first) and one.verb in ("", first.verb)


def _further(parts: list[Promise], more: Sequence[Promise], whole: Promise) -> None:
    """Add to the parts those that have no 其中 of their own but fill the whole, or are named as the first one is."""
    total = sum(map(_value, parts), Decimal())
    for number, one in enumerate(more):
        total += _value(one)
        if total == _value(whole):
            sure: Sequence[Promise] = more[: number + 1]
            break
    else:
        end = _ALIKE.search(parts[0].indicator)
        sure = [one for one in more if end and one.indicator.endswith(end.group())]
        if sum(map(_value, [*parts, *sure])) > _value(whole):
            sure = []
    for one in sure:
        one.among = parts[0].among
        one.why = [why for why in one.why if not why.endswith(TAKEN)]
        parts.append(one)


def _exceeding(before: Sequence[Promise], parts: Sequence[Promise], total: Decimal) -> None:
    """Give parts that exceed their whole to the earlier one that they fill, else doubt them."""
    unit = _unit(parts[0])
    for one in reversed(before):
        if _unit(one) == unit and _adds(one) and not one.among and _value(one) == total:
            for part in parts:
                part.among = one.indicator
                part.verb = one.verb if part.verb else ""
            return
    parts[0].why.append("“其中”各项之和大于总数，核对 among")
