"""Amounts in one unit: 1200亩 and 0.12万亩, 2亿元 and 20000万元 (a leaf of the house; pure, exact)."""

import re
from decimal import Decimal

_WORDS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
          "亿": 10**8, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}  # fmt: skip
_UNIT = re.compile(r"(十万|百万|千万|百亿|千亿|万亿|十|百|千|万|亿)?(.+)")
_ALONE = ("千克", "千米", "千瓦", "百分点", "千伏", "千瓦时")
"""Units that begin with a magnitude word and are one word all the same."""


def split(unit: str) -> tuple[int, str]:
    """Return the magnitude and the base of a unit: 万亩 -> 10000, 亩."""
    found = None if unit.startswith(_ALONE) else _UNIT.fullmatch(unit)
    return (_WORDS[found[1] or ""], found[2]) if found else (1, unit)


def convert(value: str, unit: str, wanted: str) -> str:
    """Return an amount or a range low..high in another unit of the same base, exact; ValueError for another base."""
    (own, base), (other, wanted_base) = split(unit), split(wanted)
    if base != wanted_base:
        raise ValueError(f"{unit} is not {wanted}")
    amounts = (Decimal(part) * own / other for part in value.split(".."))
    return "—".join(f"{amount.normalize():f}" for amount in amounts)


def number(value: str, unit: str) -> float:
    """Return an amount in its base unit for drawing; of a range the lower end."""
    return float(Decimal(value.split("..")[0]) * split(unit)[0])
