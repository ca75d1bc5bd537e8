"""Importer: what a row promises under columns of a time (一季度 | 二季度): each cell's words with its column's time.

In: a text's pieces, the time of each, and what reads targets and milestones. Out: Found, with the time as a date; its
quotes and places are those of the printed words, which lack the time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from taskbook.dues import DUE, IN_TEXT
from taskbook.importer.promises.clauses import Unsure
from taskbook.importer.promises.targets import Found, Record
from taskbook.text import fold_text


def read_timed(pieces: Sequence[str], times: Sequence[str], read: Callable[[str], Found], year: int) -> Found:
    """Read pieces as if each told its column's time; one that tells a time itself keeps that."""
    told = [time if time and not _tells(piece) else "" for piece, time in zip(pieces, times, strict=True)]
    if not any(told):
        return read("".join(pieces))
    found = read("".join(time + piece for piece, time in zip(pieces, told, strict=True)))
    text, words = "".join(pieces), {time for time in told if time}
    return Found(
        [one for row in found.targets if (one := _printed(row, text, words, year))],
        [one for row in found.milestones if (one := _printed(row, text, words, year))],
        [_placed(doubt, pieces, told, text, words) for doubt in found.doubts],
    )


def _tells(piece: str) -> bool:
    """Whether words tell a time themselves."""
    words = fold_text(piece)
    return bool(IN_TEXT.search(words) or DUE.match(words))


def _printed(row: Mapping[str, object], text: str, words: set[str], year: int) -> Record:
    """Return a record without the time that is not printed in its words; nothing where its words are not there."""
    made = {key: _bare(value, words) if isinstance(value, str) else value for key, value in row.items()}
    if "by_text" in made and fold_text(str(made["by_text"])) not in fold_text(text):
        last = str(made.pop("by_text")).endswith(("四季度", "4季度", "下半年"))
        made |= {"by": f"{year}-12"} if last and "by" not in made else {}
    return made if str(made.get("quote", "")) in text else {}


def _bare(value: str, words: set[str]) -> str:
    return next((value.removeprefix(word) for word in words if value.startswith(word) and value != word), value)


def _placed(doubt: Unsure, pieces: Sequence[str], told: Sequence[str], text: str, words: set[str]) -> Unsure:
    """Move a doubt's range to the printed words."""

    def moved(place: int) -> int:
        at = gone = 0
        for piece, time in zip(pieces, told, strict=True):
            gone += min(max(place - at, 0), len(time))
            at += len(time) + len(piece)
        return min(place - gone, len(text))

    return replace(doubt, start=moved(doubt.start), end=moved(doubt.end), read=_bare(doubt.read, words))
