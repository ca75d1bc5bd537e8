"""Editing, records: a new task, unit, leader or city, written as canonical YAML where it belongs.

In: content/ as load reads it and the words of the record. Out: path -> new text, nothing written.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from taskbook.editing import finding
from taskbook.entries import CityEntry, LeaderEntry, TaskEntry, UnitEntry
from taskbook.loaded import Loaded, LoadedCity, LoadedPlan
from taskbook.problems import NothingChosenError
from taskbook.yamledit import Edit
from taskbook.yamlfile import dump

Record = Mapping[str, object]
Texts = dict[Path, str | None]


def task(content: Path, city: LoadedCity, plan: LoadedPlan, chapter: str, record: Record, after: str | None) -> Texts:
    """Put a task into a chapter's file (01.yml), behind another task or at the end; without an id it gets the next one.

    A numbered item of the document has its number as its id, where that is free.
    """
    path = content / city.city.entry.id / str(plan.year) / "tasks" / chapter
    if not path.is_file():
        raise NothingChosenError(f"没有文件 {path.relative_to(content.parent).as_posix()}。")
    edit = Edit(path)
    present = [one["id"] for one in edit.get(("tasks",))]
    if after is not None and after not in present:
        raise NothingChosenError(f"{chapter} 里没有任务 {after}；有：{'、'.join(present)}。")
    new = {**record, "id": record.get("id") or task_id(city, plan, record.get("item"))}
    edit.insert(("tasks",), present.index(after) + 1 if after else len(present), _ordered(new, TaskEntry))
    return {path: edit.text()}


def task_id(city: LoadedCity, plan: LoadedPlan, item: object) -> str:
    """Return the id of a new task: of its printed number, else the next running one."""
    if isinstance(item, str) and re.fullmatch(r"\d{1,3}", item, re.ASCII):
        return f"{city.city.entry.id}-{plan.year}-{int(item):03d}"
    return finding.free_task_ids(city, plan)[0]


def unit(content: Path, city: LoadedCity, record: Record, after: str | None) -> Texts:
    """Put a unit into the city's registry, behind another one (its id) or at the end."""
    return _registered(content / city.city.entry.id / "units.yml", record, after, UnitEntry)


def leader(content: Path, city: LoadedCity, record: Record, after: str | None) -> Texts:
    """Put a leader into the city's registry, behind another one (its id) or at the end."""
    return _registered(content / city.city.entry.id / "leaders.yml", record, after, LeaderEntry)


def city(loaded: Loaded, content: Path, record: Record) -> Texts:
    """Make a city's folder with empty registries."""
    folder = content / str(record["id"])
    if folder.exists() or any(one.city.entry.id == record["id"] for one in loaded.cities):
        raise NothingChosenError(f"城市 {record['id']} 已有。")
    return {
        folder / "city.yml": dump(_ordered(record, CityEntry)),
        folder / "units.yml": dump([]),
        folder / "leaders.yml": dump([]),
    }


def free_id(taken: Sequence[str], words: str) -> str:
    """Propose an id for a unit or leader: its name in pinyin, with a number where that is taken."""
    from pypinyin import lazy_pinyin

    plain = re.sub(r"^市|(委员会|办公室|局|委|办)$", "", words) or words
    stem = re.sub("[^a-z0-9]+", "-", "".join(lazy_pinyin(plain)).lower()).strip("-") or "unit"
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _registered(path: Path, record: Record, after: str | None, entry: type[UnitEntry] | type[LeaderEntry]) -> Texts:
    edit = Edit(path)
    present = [one["id"] for one in edit.plain()]
    if after is not None and after not in present:
        raise NothingChosenError(f"{path.name} 里没有编号 {after}。")
    edit.insert((), present.index(after) + 1 if after else len(present), _ordered(record, entry))
    return {path: edit.text()}


def _ordered(record: Record, entry: type[TaskEntry | UnitEntry | LeaderEntry | CityEntry]) -> dict[str, object]:
    """Return a record with its keys in their canonical order."""
    return {key: record[key] for key in entry.model_fields if key in record}
