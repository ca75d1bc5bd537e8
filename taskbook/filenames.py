"""The names of booklets' files that a person reads (a leaf of the house; pure).

In: the city, the year, whose booklet it is. Out: 潜江市2021年市交通运输局责任手册.pdf, a name that every file system
takes. The site keeps ASCII addresses (see addresses) and offers these names for its downloads.
"""

from collections import Counter
from collections.abc import Iterable

LONGEST = 240
"""Bytes of UTF-8: file systems take 255, and a copy may be given a few characters more."""

_WIDE = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in '\\/:*?"<>|'} | {chr(n): " " for n in range(0x20)})
PAPERS = {"a4": "A4", "a3": "A3"}
"""The landscape papers that a decomposition table is printed on: in addresses -> as people write them."""


def whole(city: str, year: int) -> str:
    """Name the booklet of a whole plan."""
    return named(f"{city}{year}年任务总册")


def part(city: str, year: int, name: str) -> str:
    """Name the booklet of a unit or leader."""
    return named(f"{city}{year}年{name}责任手册")


def table(city: str, year: int, paper: str) -> str:
    """Name the decomposition table on a paper: a4, a3."""
    return named(f"{city}{year}年任务分解表（{PAPERS[paper]}）")


def named(stem: str, suffix: str = ".pdf") -> str:
    """Make a file name: what file systems do not take becomes its wide form, what is too long is cut."""
    stem = stem.translate(_WIDE).strip()
    while len((stem + suffix).encode()) > LONGEST:
        stem = stem[:-2] + "…"
    return stem + suffix


def apart(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Map keys to names; those that several keys share get the key behind them, so that none is written over."""
    pairs = list(names)
    times = Counter(name.casefold() for _, name in pairs)
    return {key: name if times[name.casefold()] == 1 else _marked(name, key) for key, name in pairs}


def _marked(name: str, key: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}（{key.translate(_WIDE)}）{dot}{suffix}"
