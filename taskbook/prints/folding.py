"""Where a list of names takes a new line, so that no short name is cut in two (a part of booklets; pure).

In: a role's label and names, on the line that booklet.css gives them. Out: the names that begin a line. A box around
every name would do the same, but it makes a long list four times slower to print.
"""

from collections.abc import Mapping, Sequence
from typing import Any

FIRST, NEXT = 42, 40
"""Characters of 10.5 pt that fit in 156 mm, and in the lines after the first, which are indented by two (.role)."""

LONGEST_WHOLE = 12
"""A longer name may be cut: to keep it whole would leave too much of a line empty."""


def folded(label: str, names: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Say of each name whether it begins a line (turn); what has no mark before it (等) stays with its name."""
    firsts = [place for place, name in enumerate(names) if name["mark"] or not place]
    wholes = ["".join(name["text"] for name in names[a:b]) for a, b in zip(firsts, [*firsts[1:], None], strict=True)]
    begin = {firsts[place] for place in turns(label, wholes)}
    return [{**name, "turn": place in begin} for place, name in enumerate(names)]


def turns(label: str, names: Sequence[str]) -> frozenset[int]:
    """Return the places of the names before which a line ends; every character is taken for a full-width one."""
    used, room, found = len(label) + 1, FIRST, set[int]()
    for place, name in enumerate(names):
        needed = len(name) + 1
        if used + needed <= room:
            used += needed
        elif len(name) <= LONGEST_WHOLE:
            found.add(place)
            used, room = needed, NEXT
        else:
            used, room = (used + needed - room) % NEXT or NEXT, NEXT
    return frozenset(found)
