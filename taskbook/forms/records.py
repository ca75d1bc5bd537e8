"""What stands in a plan's YAML now, as rows of a form (part of the step forms).

In: the plan's folder. Out: records by key, each with its file and path so that a field can be written back, and the
rows that a form shows of them. A key says the same record as long as its words do: task id; task id and quote.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from taskbook import entries, wording, yamlfile
from taskbook.forms.sheets import GOALS, MILESTONES, NAME_KEYS, NAMES_IN_LINE, ROLES, TARGETS, TASKS, Sheet
from taskbook.labels import ROLES as ROLE_KEYS
from taskbook.problems import ContentError

Step = tuple[str | int, ...]
Value = str | tuple[str, ...]
ORDERS: Mapping[str, tuple[str, ...]] = {
    "tasks": tuple(entries.TaskEntry.model_fields),
    "targets": tuple(entries.TargetEntry.model_fields),
    "milestones": tuple(entries.MilestoneEntry.model_fields),
    "goals": tuple(entries.TargetEntry.model_fields),
}
"""The canonical order of the keys of each kind of record."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as written: sheet names its kind, task the id that people know it by; all scalars are text."""

    key: str
    sheet: str
    file: Path
    path: Step
    task: str
    data: Mapping[str, Any]

    def value(self, field: str) -> Value:
        """Return a field's value; "" or () where it is not written."""
        found = self.data.get(field, () if field in ROLE_KEYS else "")
        return tuple(found) if isinstance(found, list) else found


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its key, and column key -> text as the YAML writes it ("" where nothing is written)."""

    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Labels:
    """What a form calls things: role -> printed label, task id -> our role in it, task id -> what became of it."""

    roles: Mapping[str, str]
    ours: Mapping[str, str]
    standing: Mapping[str, str]


def read(folder: Path, content: Path) -> dict[str, Record]:
    """Read a plan's records in document order; ContentError where a file has mistakes of form."""
    records = [
        record
        for path in sorted((folder / "tasks").glob("*.yml"))
        for index, task in enumerate(_plain(path, content)["tasks"])
        for record in _task(task, path, index)
    ]
    decree = folder / "decree.yml"
    goals = list(enumerate(_plain(decree, content).get("headline", ())))
    keys = _keys("goal", [goal.get("quote", "") for _, goal in goals])
    for (index, goal), key in zip(goals, keys, strict=True):
        if "task" not in goal:
            records.append(Record(key, GOALS.name, decree, ("headline", index), "", goal))
    return {record.key: record for record in records}


def _plain(path: Path, content: Path) -> Any:
    node, problems = yamlfile.read_file(path, path.relative_to(content.parent).as_posix())
    if problems or node is None:
        raise ContentError(problems)
    return node.plain()


def _task(task: Mapping[str, Any], file: Path, index: int) -> Iterator[Record]:
    path: Step = ("tasks", index)
    yield Record(task["id"], TASKS.name, file, path, task["id"], task)
    for name in (TARGETS.name, MILESTONES.name):
        parts = task.get(name, [])
        keys = _keys(f"{task['id']}|{name}", [part["quote"] for part in parts])
        for number, (key, part) in enumerate(zip(keys, parts, strict=True)):
            yield Record(key, name, file, (*path, name, number), task["id"], part)


def _keys(prefix: str, quotes: list[str]) -> list[str]:
    """Name records by their quotes; records with the same quote are numbered in their order."""
    keys: list[str] = []
    for quote in quotes:
        stem = f"{prefix}|{sha256(quote.encode()).hexdigest()[:10]}"
        keys.append(f"{stem}|{sum(key.startswith(stem) for key in keys) + 1}")
    return keys


def rows(sheet: Sheet, records: Mapping[str, Record], labels: Labels) -> list[Row]:
    """Return the rows of a sheet."""
    if sheet is ROLES:
        return [
            row
            for record in records.values()
            if record.sheet == TASKS.name
            for role in labels.roles
            for row in _lines(record, role, labels)
        ]
    return [
        Row(record.key, {column.key: _shown(column.key, record, labels) for column in sheet.columns})
        for record in records.values()
        if record.sheet == sheet.name
    ]


def role_key(task: str, role: str, line: int) -> str:
    """Name a line of a task's role."""
    return f"{task}|{role}|{line}"


def split_role_key(key: str) -> tuple[str, str, int] | None:
    """Return task, role and line of a key that role_key made; None for any other."""
    match = re.fullmatch(rf"(.+)\|({'|'.join(ROLE_KEYS)})\|(\d+)", key)
    return (match[1], match[2], int(match[3])) if match else None


def _lines(record: Record, role: str, labels: Labels) -> Iterator[Row]:
    """Yield the lines of a role: its names, and at least one empty cell to add another one."""
    names = record.value(role)
    fixed = {"number": number(record.task), "title": wording.title(record.data["text"]), "role": labels.roles[role]}
    for line in range(len(names) // NAMES_IN_LINE + 1):
        part = names[line * NAMES_IN_LINE : (line + 1) * NAMES_IN_LINE]
        cells = dict.fromkeys(NAME_KEYS, "") | dict(zip(NAME_KEYS, part, strict=False))
        yield Row(role_key(record.task, role, line), {**fixed, **cells})


def number(task: str) -> str:
    """Return the last part of a task's id, that forms show."""
    return task.rpartition("-")[2]


def _shown(key: str, record: Record, labels: Labels) -> str:
    if key == "number":
        return number(record.task) if record.task else str(int(record.path[1]) + 1)
    if key == "ours":
        return labels.ours.get(record.task, "")
    if key == "who":
        roles = ((labels.roles[role], record.value(role)) for role in labels.roles)
        became = labels.standing.get(record.task)
        return "；".join(
            [*(f"{label}：{'、'.join(names)}" for label, names in roles if names), *([became] if became else [])]
        )
    value = record.value(key)
    return "、".join(value) if isinstance(value, tuple) else value
