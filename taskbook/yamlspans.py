"""Find where every part of a YAML text begins and ends, to the character (a leaf of the house; used to edit in place).

In: text that yamlfile reads without a problem. Out: a tree of Parts, shaped as the Nodes are that yamlfile makes of it.
Ends are those of the words themselves: the blank lines and comments behind a list or record do not belong to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?m)^[ \t]*#.*$")


@dataclass(slots=True)
class Part:
    """A scalar, list or record: text[start:end] are its characters, column counts from 0.

    flow: written inside { } or [ ] (or is such a list or record itself). A list starts at its first dash or at [.
    keys: start and end of each key of a record. style: the quote or block mark of a scalar, else "".
    """

    start: int
    end: int
    column: int
    flow: bool
    style: str = ""
    items: "list[Part] | dict[str, Part] | None" = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def at(self, path: tuple[str | int, ...]) -> "Part":
        """Return the part at a path of keys and indexes; KeyError or IndexError where there is none."""
        here = self
        for step in path:
            if isinstance(here.items, dict):
                here = here.items[str(step)]
            elif isinstance(here.items, list) and isinstance(step, int):
                here = here.items[step]
            else:
                raise KeyError(step)
        return here

    def scalars(self) -> "Iterator[Part]":
        """Yield all scalars below."""
        if self.items is None:
            yield self
            return
        for part in self.items.values() if isinstance(self.items, dict) else self.items:
            yield from part.scalars()


def spans(text: str) -> Part:
    """Return the tree of parts of a text that yamlfile reads without a problem."""
    events = iter(yaml.parse(text, Loader=_Loader))
    next(events), next(events)
    return _part(next(events), events, text, False)


def comments(text: str, root: Part) -> list[tuple[int, int]]:
    """Return start and end of every comment line (without its line end), in order; # inside words is none."""
    wordy = [(part.start, part.end) for part in root.scalars() if part.style and "\n" in text[part.start : part.end]]
    found = (match.span() for match in _COMMENT.finditer(text))
    return [span for span in found if not any(start < span[0] < end for start, end in wordy)]


def _part(event: Any, events: Iterator[Any], text: str, flow: bool) -> Part:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Part(start, end, column, flow, event.style or "")
    part = Part(start, end, column, flow or bool(event.flow_style))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_part(event, events, text, part.flow))
        part.items = items
        last = items[-1].end if items else end
    else:
        pairs: dict[str, Part] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            part.keys[event.value] = (event.start_mark.index, event.end_mark.index)
            pairs[event.value] = _part(next(events), events, text, part.flow)
        part.items = pairs
        last = next(reversed(pairs.values())).end if pairs else end
    part.end = event.end_mark.index if part.flow else last
    return part
