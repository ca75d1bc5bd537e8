"""A tree of plain data in which every part knows where it stands (a leaf of the house; no YAML in here).

yamlfile makes trees, shapes turns them into entries, load asks them for places.
"""

from dataclasses import dataclass, field
from typing import Any

from taskbook.model import Place


@dataclass(slots=True)
class Node:
    """A scalar (text), a list or a mapping, and where it starts; keys holds the place of every key of a mapping."""

    file: str
    line: int
    column: int
    value: "str | list[Node] | dict[str, Node]"
    keys: dict[str, Place] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where the node starts."""
        return Place(self.file, self.line, self.column)

    def plain(self) -> Any:
        """Return mappings, lists and text without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}

    def node(self, path: tuple[str | int, ...]) -> "Node":
        """Return the node at a path of keys and indexes, or the deepest one on the way that exists."""
        here = self
        for step in path:
            if isinstance(here.value, dict) and step in here.value:
                here = here.value[str(step)]
            elif isinstance(here.value, list) and isinstance(step, int) and step < len(here.value):
                here = here.value[step]
            else:
                break
        return here

    def place_of(self, path: tuple[str | int, ...]) -> Place:
        """Return where the value at a path starts (the deepest one that exists)."""
        return self.node(path).place

    def place_of_key(self, path: tuple[str | int, ...]) -> Place:
        """Return where the last key of a path stands (its value's place if it is no key)."""
        if path:
            keys = self.node(path[:-1]).keys
            if str(path[-1]) in keys:
                return keys[str(path[-1])]
        return self.place_of(path)
