"""History, reading: the bytes of a data file of any age -> its records by id, with their places.

Old states need not satisfy today's rules: whatever is YAML and has ids is taken, keys that are strange stay unread.
"""

import re
from collections.abc import Mapping
from typing import Any

from taskbook import wording
from taskbook.tree import Node
from taskbook.yamlfile import read_bytes

Record = Mapping[str, Any]
_ITEM = re.compile(rb"(?m)^- id:")
_HEAD = re.compile(rb"(?:#[^\n]*\n|\n)*chapter: [^\n]+\n(?:#[^\n]*\n|\n)*tasks:\n(?:#[^\n]*\n|\n)*")


def tasks(raw: bytes, file: str) -> dict[str, Node] | None:
    """Return the tasks of a file of tasks/ by id, in its order; None where it can't be read."""
    node, _ = read_bytes(raw, file)
    if node is None or not isinstance(node.value, dict):
        return None
    found = node.value.get("tasks")
    return by_id(found)


class Plain:
    """Reads files of tasks without places, each task once however many files and revisions hold the same lines."""

    def __init__(self) -> None:
        self._known: dict[bytes, dict[str, Record] | None] = {}

    def tasks(self, raw: bytes, file: str) -> dict[str, Record] | None:
        """Return the tasks of a file by id, in its order; None where it can't be read."""
        pieces = _ITEM.split(raw)
        if len(pieces) > 1 and _HEAD.fullmatch(pieces[0]):
            found = [self._piece(b"- id:" + piece, file) for piece in pieces[1:]]
            if None not in found:
                out: dict[str, Record] = {}
                for one in found:
                    out |= {name: task for name, task in (one or {}).items() if name not in out}
                return out
        whole = tasks(raw, file)
        return None if whole is None else {name: node.plain() for name, node in whole.items()}

    def _piece(self, raw: bytes, file: str) -> dict[str, Record] | None:
        if raw not in self._known:
            node, problems = read_bytes(raw, file)
            found = None if problems else by_id(node)
            self._known[raw] = None if found is None else {name: item.plain() for name, item in found.items()}
        return self._known[raw]


def registered(raw: bytes, file: str) -> dict[str, Node] | None:
    """Return the records of a register (units.yml, leaders.yml) by id; None where it can't be read."""
    return by_id(read_bytes(raw, file)[0])


def by_id(node: Node | None) -> dict[str, Node] | None:
    """Return the records of a list by id; None where it is no list."""
    if node is None or not isinstance(node.value, list):
        return None
    out: dict[str, Node] = {}
    for item in node.value:
        name = item.value.get("id") if isinstance(item.value, dict) else None
        if name is not None and isinstance(name.value, str):
            out.setdefault(name.value, item)
    return out


def text(record: Record, key: str) -> str:
    """Return a field that should be text; nothing where it is absent or something else."""
    value = record.get(key)
    return value if isinstance(value, str) else ""


def when(record: Record, words: str, moment: str) -> str:
    """Return a deadline: the key words as printed, else the key moment (2021-06) written out; nothing where none is."""
    stated = text(record, moment)
    return text(record, words) or (wording.moment(stated) if stated else "")


def names(record: Record, key: str) -> tuple[str, ...]:
    """Return a field that should be a list of text."""
    value = record.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def records(record: Record, key: str) -> list[Record]:
    """Return a field that should be a list of records."""
    value = record.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
