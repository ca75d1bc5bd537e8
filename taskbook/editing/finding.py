"""Editing, finding: what a person names -> where it stands in the files; and ids that are still free.

In: content/ as load reads it. Names that are unknown raise NothingChosenError with the nearest ones.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from taskbook import lookup
from taskbook.entries import TaskEntry, UnitEntry
from taskbook.loaded import Loaded, LoadedCity, LoadedPlan
from taskbook.problems import NothingChosenError, nearest


@dataclass(frozen=True, slots=True)
class TaskSpot:
    """A task, its city and plan, the file that holds it and its index there."""

    city: LoadedCity
    plan: LoadedPlan
    task: TaskEntry
    file: Path
    index: int


@dataclass(frozen=True, slots=True)
class UnitSpot:
    """A unit, its city and its index in units.yml."""

    city: LoadedCity
    unit: UnitEntry
    index: int


def city(loaded: Loaded, wanted: str) -> LoadedCity:
    """Return the city of an id or name."""
    for found in loaded.cities:
        if wanted in (found.city.entry.id, found.city.entry.name):
            return found
    raise NothingChosenError(f"没有城市 {wanted}{_near(wanted, (c.city.entry.id for c in loaded.cities))}")


def plan(found: LoadedCity, year: int) -> LoadedPlan:
    """Return a city's plan of a year."""
    for one in found.plans:
        if one.year == year:
            return one
    years = "、".join(str(one.year) for one in found.plans) or "还没有"
    raise NothingChosenError(f"{found.city.entry.name}没有 {year} 年的文件；已有：{years}。")


def task(loaded: Loaded, content: Path, wanted: str) -> TaskSpot:
    """Return where the task of an id stands."""
    known = []
    for found in loaded.cities:
        for one in found.plans:
            for chapter in one.chapters:
                for index, placed in enumerate(chapter.tasks):
                    known.append(placed.entry.id)
                    if placed.entry.id == wanted:
                        return TaskSpot(found, one, placed.entry, content.parent / chapter.place.file, index)
    raise NothingChosenError(f"没有任务 {wanted}{_near(wanted, known)}")


def unit(loaded: Loaded, wanted: str, city_id: str | None) -> UnitSpot:
    """Return where the unit of a name, alias or id stands; one city must have it."""
    cities = [city(loaded, city_id)] if city_id else list(loaded.cities)
    spots = [UnitSpot(one, placed.entry, index) for one in cities for index, placed in enumerate(one.units)]
    hits = [spot for spot in spots if lookup.meant([spot.unit], wanted)]
    if not hits:
        raise lookup.nothing("单位", wanted, (form for spot in spots for form in spot.unit.forms))
    if len(hits) > 1:
        names = "、".join(spot.city.city.entry.id for spot in hits)
        raise NothingChosenError(f"几个城市都有 {wanted}：用 --city 写明是哪一个（{names}）。")
    return hits[0]


def free_task_ids(found: LoadedCity, one: LoadedPlan, count: int = 1) -> list[str]:
    """Return the next running ids of a plan; ids of tasks that went into others are never used again."""
    prefix = f"{found.city.entry.id}-{one.year}-"
    tasks = [placed.entry for chapter in one.chapters for placed in chapter.tasks]
    used = [task.id for task in tasks] + [entry.task for task in tasks for entry in task.moved]
    numbers = [int(match[1]) for name in used if (match := re.fullmatch(rf"{re.escape(prefix)}(\d{{3}})", name))]
    return [
        f"{prefix}{number:03d}" for number in range(max(numbers, default=0) + 1, max(numbers, default=0) + 1 + count)
    ]


def _near(wanted: str, known: Iterable[str]) -> str:
    close = nearest(wanted, known)
    return f"；最相近的：{'、'.join(close)}。" if close else "。"
