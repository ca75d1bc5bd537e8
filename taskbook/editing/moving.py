"""Editing, moving: a task is split, merged into another, or marked as withdrawn; ids stay, and why is written down.

In: content/ as load reads it and what a person wants. Out: path -> new text, nothing written. A task that goes into
another is named there (moved), so that its address leads to it and its id is never used again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from taskbook.dues import FIXED, fixed_day
from taskbook.editing import finding
from taskbook.entries import TaskEntry
from taskbook.loaded import Loaded
from taskbook.problems import NothingChosenError
from taskbook.text import fold_text
from taskbook.yamledit import Edit

ORDER = tuple(TaskEntry.model_fields)
_ROLES = ("leaders", "lead", "responsible", "assist")
_ROLE_WORDS = {"leaders": "责任领导", "lead": "牵头单位", "responsible": "责任单位", "assist": "配合单位"}
Texts = dict[Path, str | None]
Record = Mapping[str, Any]


def withdraw(loaded: Loaded, content: Path, task_id: str, on: date, why: str, source: str | None) -> Texts:
    """Mark a task as withdrawn; it stays where it is, since the document states it."""
    spot = finding.task(loaded, content, task_id)
    edit = Edit(spot.file)
    record = {"date": on, "why": why, "source": source}
    edit.set(("tasks", spot.index, "withdrawn"), record, ORDER)
    return {spot.file: edit.text()}


def split(
    loaded: Loaded, content: Path, task_id: str, starts: tuple[str, ...], on: date, why: str
) -> tuple[Texts, list[str]]:
    """Split a task where the given words start; return the texts and the ids of the new tasks, which follow it.

    The first part keeps id and printed number. Each part takes the figures and milestones whose words are in it; who
    answers is the same for all. NothingChosenError where words do not stand in the text once and in this order.
    """
    spot = finding.task(loaded, content, task_id)
    edit = Edit(spot.file)
    old = edit.get(("tasks", spot.index))
    parts = _parts(old["text"], starts)
    ids = finding.free_task_ids(spot.city, spot.plan, len(starts))
    records = [_part(old, part, _states_due(old, parts, spot.plan.year)) for part in parts]
    lost = [
        entry["quote"]
        for key in ("targets", "milestones")
        for entry in old.get(key, ())
        if not any(entry in record.get(key, ()) for record in records)
    ]
    if lost:
        raise NothingChosenError(f"拆开后引文“{lost[0]}”不完整：换一个地方拆。")
    edit.set(("tasks", spot.index), {**records[0], "id": task_id}, ORDER)
    for number, (new_id, record) in enumerate(zip(ids, records[1:], strict=True), 1):
        kept = {key: value for key, value in record.items() if key not in ("item", "moved")}
        moved = [{"task": task_id, "date": on, "why": why}]
        edit.insert(("tasks",), spot.index + number, _ordered({**kept, "id": new_id, "moved": moved}))
    return {spot.file: edit.text()}, ids


def merge(loaded: Loaded, content: Path, kept_id: str, gone_id: str, on: date, why: str) -> Texts:
    """Put a task's words, figures and milestones behind those of the one before it, and take it away.

    NothingChosenError where it does not follow that task in its file, or others answer for it.
    """
    kept, gone = finding.task(loaded, content, kept_id), finding.task(loaded, content, gone_id)
    if kept.file != gone.file or gone.index != kept.index + 1:
        raise NothingChosenError(f"{gone_id} 不是紧接在 {kept_id} 后面的任务（同一文件里），不能并入。")
    edit = Edit(kept.file)
    first, second = edit.get(("tasks", kept.index)), edit.get(("tasks", gone.index))
    for role in _ROLES:
        if first.get(role) != second.get(role):
            raise NothingChosenError(f"两条任务的{_ROLE_WORDS[role]}不同，不能合并。")
    record = dict(first)
    record["text"] = first["text"] + second["text"]
    for key in ("targets", "milestones"):
        record[key] = [*first.get(key, ()), *second.get(key, ())]
    earlier = [entry for entry in second.get("moved", ()) if entry["task"] != kept_id]
    own = {"task": gone_id, "date": on, "why": why}
    record["moved"] = [*(entry for entry in first.get("moved", ()) if entry["task"] != gone_id), *earlier, own]
    if notes := [task["note"] for task in (first, second) if "note" in task]:
        record["note"] = " ".join(notes)
    edit.set(("tasks", kept.index), _ordered(record), ORDER)
    edit.remove(("tasks", gone.index))
    return {kept.file: edit.text(), **_goals(content, kept, kept_id, gone_id)}


def _goals(content: Path, spot: finding.TaskSpot, kept_id: str, gone_id: str) -> Texts:
    """Let headline goals that stand for the task that went stand for the other (once)."""
    path = content / spot.city.city.entry.id / str(spot.plan.year) / "decree.yml"
    edit = Edit(path)
    goals = edit.plain().get("headline", [])
    known = [goal.get("task") for goal in goals]
    if gone_id in known:
        place = ("headline", known.index(gone_id))
        if kept_id in known:
            edit.remove(place)
        else:
            edit.set((*place, "task"), kept_id)
    return {path: edit.text()} if edit.text() != path.read_text("utf-8") else {}


def _parts(text: str, starts: tuple[str, ...]) -> list[str]:
    cuts = [0]
    for words in starts:
        at = text.find(words)
        if text.count(words) != 1 or at <= cuts[-1]:
            raise NothingChosenError(f"“{words}”要在任务原文里恰好出现一次，并按先后次序写：{text}")
        cuts.append(at)
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], None], strict=True)]


def _part(old: Record, text: str, states_due: Callable[[str], bool]) -> dict[str, Any]:
    words = fold_text(text)
    record = {key: value for key, value in old.items() if key not in ("due", "due_text") or states_due(text)}
    record["text"] = text
    for key in ("targets", "milestones"):
        record[key] = [entry for entry in old.get(key, ()) if fold_text(entry["quote"]) in words]
    return record


def _states_due(old: Record, parts: Sequence[str], year: int) -> Callable[[str], bool]:
    """Return what says whether a part has the deadline: those that state it, all where none does."""

    def states(text: str) -> bool:
        words = fold_text(text)
        days = [fixed_day(match.group(), year) for match in FIXED.finditer(words)]
        due_text = fold_text(old.get("due_text", ""))
        return due_text in words if due_text else old.get("due") in [day.isoformat() for day in days if day]

    return states if any(map(states, parts)) else lambda text: True


def _ordered(record: Record) -> dict[str, Any]:
    return {key: record[key] for key in ORDER if key in record}
