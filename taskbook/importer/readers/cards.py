"""Readers: a table that prints each task as a card (head, words, head, words) -> a line per head, as labels print them.

In: a document's lines, cells between tabs. Out: lines; those of cards have a colon behind each head (目标任务：…), a
number stands before the line below it (序号 1, 目标任务 … -> 1.目标任务：…). All else stays as it is.
"""

from collections.abc import Iterator, Sequence

from taskbook.labels import column_kinds
from taskbook.text import fold_text

_LEAST = 3
_LONG = 12


def unfold(text: str) -> str:
    """Write the cards of a document as labelled lines."""
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _pairs(lines[end]):
            end += 1
        pairs = [pair for line in lines[at:end] for pair in _pairs(line)]
        if end - at >= _LEAST and _is_card(pairs):
            yield from _labelled(pairs)
        else:
            end = max(end, at + 1)
            yield from lines[at:end]
        at = end


def _pairs(line: str) -> list[tuple[str, str]]:
    """Return the heads of a row with the words behind them; nothing where the cells do not go in such pairs."""
    cells = line.rstrip("\t").split("\t")
    heads = cells[::2]
    if len(cells) < 2 or not all(len(head) <= _LONG and column_kinds(fold_text(head)) for head in heads):
        return []
    words = [*cells[1::2], ""][: len(heads)]
    return [] if any(column_kinds(fold_text(word)) for word in words) else list(zip(heads, words, strict=True))


def _is_card(pairs: Sequence[tuple[str, str]]) -> bool:
    kinds = {kind for head, _ in pairs for kind in column_kinds(fold_text(head))}
    return "text" in kinds and bool(kinds & {"leaders", "lead", "responsible", "assist"})


def _labelled(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    number = ""
    for head, words in pairs:
        if column_kinds(fold_text(head)) == ("item",):
            number = f"{words}." if words.isdecimal() else words
        elif words:
            yield f"{number}{head}：{words}"
            number = ""
