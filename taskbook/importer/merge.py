"""Importer, step 4b: a corrected document's draft merged into a plan that editors have worked on.

In: three versions of the plan's records: base (a fresh draft of the old document), ours (content/ today), theirs (the
draft of the corrected document). Out: the merged records, and doubts where an editor's decision meets a correction.
What the document changed is taken over, what an editor decided stays: a field that base and ours share is theirs to
change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from taskbook.entries import DecreeEntry, TaskEntry
from taskbook.importer.doubt import Doubt
from taskbook.text import fold_text

Record = dict[str, object]
_ALIKE = 0.6
TASK_KEYS = tuple(TaskEntry.model_fields)
DECREE_KEYS = tuple(DecreeEntry.model_fields)
_OF_THE_TEXT = frozenset({"text", "body", "convert", "sha256"})
"""What the document alone says; no editor decides it against the document."""


@dataclass(slots=True)
class Merged:
    """The merged chapters and decree, which tasks are new or gone, and what an editor should look at."""

    decree: Record
    chapters: list[Record]
    doubts: list[Doubt]
    new: list[str]
    gone: list[str]


def merge(
    base: Sequence[Record], ours: Sequence[Record], theirs: Sequence[Record], decrees: Sequence[Record]
) -> Merged:
    """Merge chapters; decrees are those of base, ours and theirs, in this order."""
    merged = Merged(decree(*decrees), [], [], [], [])
    present = _tasks(ours)
    pairs = match(_tasks(theirs), present)
    origin = {str(task["id"]): task for task in _tasks(base)}
    drafted = match(present, _tasks(base))
    taken = {str(task["id"]) for task in present}
    for chapter in theirs:
        tasks = []
        for task in _rows(chapter["tasks"]):
            mine = pairs.get(str(task["id"]))
            if mine is None:
                tasks.append(_new(task, taken, merged))
            else:
                tasks.append(_task(drafted.get(str(mine["id"])) or origin.get(str(mine["id"]), {}), mine, task, merged))
        merged.chapters.append({"chapter": chapter["chapter"], "tasks": tasks})
    kept = {str(mine["id"]) for mine in pairs.values()}
    merged.gone = [str(task["id"]) for task in present if task["id"] not in kept]
    return merged


def decree(base: Record, ours: Record, theirs: Record) -> Record:
    """Merge the fields of decree.yml; the fingerprint of the source is always that of the new document."""
    made: Record = {}
    for key in DECREE_KEYS:
        value = _three(key, base.get(key), ours.get(key), theirs.get(key))
        if key == "source" and isinstance(value, Mapping) and isinstance(theirs.get(key), Mapping):
            value = {**value, "sha256": theirs["source"]["sha256"]}  # type: ignore[index]
        if value:
            made[key] = value
    return made


def match(new: Sequence[Record], old: Sequence[Record]) -> dict[str, Record]:
    """Match new tasks to old ones: same words, then same number and alike, then most alike; new id -> old task."""
    found: dict[str, Record] = {}
    free = list(old)
    for alike in (_same, _same_item):
        for task in new:
            if str(task["id"]) in found:
                continue
            other = next((other for other in free if alike(task, other)), None)
            if other is not None:
                found[str(task["id"])] = other
                free.remove(other)
    rest = [task for task in new if str(task["id"]) not in found]
    scored = ((_ratio(task, other), i, j) for i, task in enumerate(rest) for j, other in enumerate(free))
    used: set[int] = set()
    for score, i, j in sorted(scored, key=lambda row: -row[0]):
        if score >= _ALIKE and str(rest[i]["id"]) not in found and j not in used:
            found[str(rest[i]["id"])] = free[j]
            used.add(j)
    return found


def _same(task: Record, other: Record) -> bool:
    return fold_text(str(task["text"])) == fold_text(str(other["text"]))


def _same_item(task: Record, other: Record) -> bool:
    return task.get("item") is not None and task.get("item") == other.get("item") and _ratio(task, other) >= _ALIKE


def _ratio(task: Record, other: Record) -> float:
    words = SequenceMatcher(None, fold_text(str(task["text"])), fold_text(str(other["text"])), autojunk=False)
    return words.ratio() if words.quick_ratio() >= _ALIKE else 0.0


def _task(base: Record, ours: Record, theirs: Record, merged: Merged) -> Record:
    """Merge one task: ours keeps its id; targets are merged one by one."""
    made: Record = {}
    for key in TASK_KEYS:
        if key == "id":
            made[key] = theirs["id"] if _numbered(theirs) else ours["id"]
        elif key in ("targets", "milestones") and base.get(key) != ours.get(key) and base.get(key) != theirs.get(key):
            made[key] = list(_promises(key, base, ours, theirs, merged))
        else:
            made[key] = _three(key, base.get(key), ours.get(key), theirs.get(key))
            if made[key] != theirs.get(key) and base.get(key) != theirs.get(key) and ours.get(key) != base.get(key):
                merged.doubts.append(_conflict(str(ours["id"]), key, ours.get(key), theirs.get(key)))
    return {key: value for key, value in made.items() if value}


def _three(key: str, base: object, ours: object, theirs: object) -> object:
    """Merge one field: what the editor left as drafted is the document's to change."""
    if key in _OF_THE_TEXT or ours == base or _plain(ours) == _plain(base):
        return theirs
    return ours


def _plain(value: object) -> object:
    """Return a value with every scalar as text, as it reads from YAML."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return None if value is None else str(value)


def _promises(key: str, base: Record, ours: Record, theirs: Record, merged: Merged) -> Iterator[Record]:
    """Yield an editor's promises that the new words still hold, and the new ones of the corrected words."""
    words = fold_text(str(theirs["text"]))
    mine = [row for row in _rows(ours.get(key, [])) if fold_text(str(row["quote"])) in words]
    lost = [row for row in _rows(ours.get(key, [])) if row not in mine]
    drafted = {fold_text(str(row["quote"])) for row in _rows(base.get(key, []))}
    stated = {fold_text(str(row["quote"])) for row in mine}
    fresh = [row for row in _rows(theirs.get(key, [])) if fold_text(str(row["quote"])) not in drafted | stated]
    if lost or fresh:
        merged.doubts.append(_conflict(str(ours["id"]), key, [r["quote"] for r in lost], [r["quote"] for r in fresh]))
    yield from sorted((*mine, *fresh), key=lambda row: words.find(fold_text(str(row["quote"]))))


def _conflict(task_id: str, key: str, ours: object, theirs: object) -> Doubt:
    return Doubt(
        f"{task_id} {key}", f"编者改过（{_shown(ours)}），更正后的文件读作（{_shown(theirs)}）", "对照原文定一个"
    )


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "无")


def _new(task: Record, taken: set[str], merged: Merged) -> Record:
    """Give a new task an id that no task has had: its printed number, else the next free one."""
    task_id = str(task["id"])
    if task_id in taken:
        prefix, _, slug = task_id.rpartition("-")
        letter = slug[0] if slug[0].isalpha() else ""
        numbers = [int(re.sub(r"\D", "", other.rpartition("-")[2])) for other in taken if _letter(other) == letter]
        task_id = f"{prefix}-{letter}{max(numbers) + 1:0{2 if letter else 3}}"
    taken.add(task_id)
    merged.new.append(task_id)
    return {**task, "id": task_id}


def _letter(task_id: str) -> str:
    slug = task_id.rpartition("-")[2]
    return slug[0] if slug[0].isalpha() else ""


def _numbered(task: Record) -> bool:
    """Whether a task's id is its printed number (check demands that they agree)."""
    slug = str(task["id"]).rpartition("-")[2]
    return slug.isdecimal() and str(task.get("item", "")).isdecimal() and int(slug) == int(str(task["item"]))


def _tasks(chapters: Sequence[Record]) -> list[Record]:
    return [task for chapter in chapters for task in _rows(chapter["tasks"])]


def _rows(value: object) -> list[Record]:
    return value if isinstance(value, list) else []
