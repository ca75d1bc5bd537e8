"""History, pairing: which figure of a task's old state is which of its new one.

In: the targets of both states, as YAML holds them. Out: pairs in the new order, then what is gone; None stands for a
figure that has no partner. The same figure is never paired twice.
"""

from collections.abc import Callable, Sequence

from taskbook.history.taskfiles import Record, text

Pair = tuple[Record | None, Record | None]
_KEYS: tuple[Callable[[Record], object], ...] = (
    lambda target: sorted((key, str(value)) for key, value in target.items()),
    lambda target: (text(target, "indicator"), text(target, "measure"), text(target, "unit"), text(target, "verb")),
    lambda target: (text(target, "indicator"), text(target, "measure")),
    lambda target: text(target, "indicator"),
    lambda target: text(target, "id") or None,
    lambda target: (text(target, "value"), text(target, "unit")) if text(target, "value") else None,
)
"""What makes two figures the same one, the surest first; None never does."""


def pairs(old: Sequence[Record], new: Sequence[Record]) -> list[Pair]:
    """Pair the targets of two states of a task."""
    partner: dict[int, int] = {}
    for key in _KEYS:
        taken = set(partner.values())
        for index, target in enumerate(new):
            if index in partner or key(target) is None:
                continue
            free = (place for place, before in enumerate(old) if place not in taken and key(before) == key(target))
            if (found := next(free, None)) is not None:
                partner[index] = found
                taken.add(found)
    gone = set(range(len(old))) - set(partner.values())
    matched: list[Pair] = [(old[partner[i]] if i in partner else None, target) for i, target in enumerate(new)]
    return [*matched, *((old[place], None) for place in sorted(gone))]
