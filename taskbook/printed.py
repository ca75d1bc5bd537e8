"""A document's words as its data sees them: folded, without noise, damaged passages corrected (part of verify).

In: a plan. Out: Printed: the words with their places in source.txt, what was left out, noise that was not found.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.entries import NoiseEntry
from taskbook.model import Plan
from taskbook.text import Convert, Key, Span, converter, fold


@dataclass(frozen=True, slots=True)
class Printed:
    """words are the document's without noise, corrected; whole is all of it; breaks are where lines begin in words."""

    whole: Key
    words: Key
    noise: tuple[Span, ...]
    missing: tuple[str, ...]
    breaks: frozenset[int]


def printed(plan: Plan) -> Printed:
    """Read a plan's source.txt with what its decree.yml says of noise and corrections."""
    convert = converter(plan.decree.convert)
    whole = fold(plan.source, convert)
    lines = _line_ranges(plan.source, whole)
    noise: list[tuple[int, int]] = []
    missing = []
    for entry in plan.decree.noise:
        found = list(_ranges(whole.text, entry, convert))
        if not found:
            missing.append(entry.text or entry.start or "")
        # a text that makes up a line counts only as a line: a page's number must not be taken out of sentences
        noise += [place for place in found if place in lines] or found
    words = _corrected(plan, _without(whole, noise), convert)
    breaks = frozenset(end for _, end in _line_ranges(plan.source, words))
    return Printed(whole, words, tuple(whole.span(a, b) for a, b in noise), tuple(missing), breaks)


def _ranges(text: str, entry: NoiseEntry, convert: Convert | None) -> Iterator[tuple[int, int]]:
    """Yield the key ranges of one noise; a from-to passage counts once, a text wherever it occurs."""
    first = fold(entry.text or entry.start or "", convert).text
    start = text.find(first) if first else -1
    if entry.text is None:
        last = fold(entry.to or "", convert).text
        end = text.find(last, start + len(first)) if start >= 0 else -1
        if end >= 0:
            yield start, end + len(last)
        return
    while start >= 0:
        yield start, start + len(first)
        start = text.find(first, start + len(first))


def _corrected(plan: Plan, words: Key, convert: Convert | None) -> Key:
    """Put the corrected words in place of the printed ones."""
    for entry in plan.decree.corrections:
        damaged = fold(entry.printed, convert).text
        if not damaged or words.text.count(damaged) != 1:
            continue  # check has said so
        start = words.text.index(damaged)
        new = fold(entry.corrected, convert).text
        places = [words.places[min(start + i, start + len(damaged) - 1)] for i in range(len(new))]
        if len(new) >= len(damaged):
            places[-1] = words.places[start + len(damaged) - 1]
        rest = start + len(damaged)
        words = Key(
            words.text[:start] + new + words.text[rest:],
            (*words.places[:start], *sorted(places), *words.places[rest:]),
        )
    return words


def _line_ranges(source: str, whole: Key) -> frozenset[tuple[int, int]]:
    """Return the key ranges of the source's lines."""
    ranges, start, at = set(), 0, 0
    for line in source.splitlines(keepends=True):
        at += len(line)
        end = bisect_left(whole.places, at)
        ranges.add((start, end))
        start = end
    return frozenset(ranges)


def _without(key: Key, ranges: list[tuple[int, int]]) -> Key:
    text, places, at = "", list[int](), 0
    for start, end in [*sorted(ranges), (len(key.text), len(key.text))]:
        text += key.text[at:start]
        places += key.places[at:start]
        at = max(at, end)
    return Key(text, tuple(places))
