"""What a reader can filter and sort lists by, as attributes of rows and tables (part of the step pages; pure).

In: the Book. Out: data-… attributes that theme/assets/lists.js reads. On a row: ids of city, chapter, leaders and units
by role; has (figure, due, deed); due, the deadlines that the words state, with | between them; sort, a key per cell
with | between (empty: the cell's own words); text, words of the task that its row does not show. On a table: names,
what the ids are called.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from taskbook import wording
from taskbook.cells import Data
from taskbook.dues import fixed_day
from taskbook.model import Book, City, Plan, Role, Target, Task
from taskbook.text import fold_text

_BETWEEN = "|"
_LAST = "~"
"""A sort key that stands last in either direction."""


class Facets:
    """The attributes of a Book's tasks and figures."""

    def __init__(self, book: Book) -> None:
        self._units = {unit.key: f"{n:04}" for city in book.cities for n, unit in enumerate(city.units)}
        self._leaders = {leader.key: f"{n:04}" for city in book.cities for n, leader in enumerate(city.leaders)}
        self._places = {task.id: f"{n:04}" for plan in book.plans() for n, task in enumerate(plan.tasks)}
        self._chapters = {
            task.id: f"{plan.year}-{chapter.number}"
            for plan in book.plans()
            for chapter in plan.chapters
            for task in chapter.tasks
        }

    def task(self, plan: Plan, task: Task, columns: Iterable[str], shown: str) -> Data:
        """Return the attributes of a task's row with these columns; shown is as much of its text as stands in it."""
        figures = sum(1 for target in task.targets if target.value)
        keys = {
            "number": self._places[task.id],
            "leaders": next((self._leaders[leader.key] for leader in task.leaders), _LAST),
            **{role.value: self._first_unit(task, role) for role in Role},
            "figures": str(figures or _LAST),
            "due": moment_key(plan, task.due_text, _iso(task)),
        }
        dues = stated_dues(task)
        hidden = task.text.removeprefix(shown.rstrip("…"))
        data = [
            *self._who(task),
            *_has(figure=figures > 0, due=bool(dues), deed=task.public_deed),
            ("due", _BETWEEN.join(dues)),
            ("text", hidden),
        ]
        return (*_stated(data), ("sort", _BETWEEN.join(keys.get(name, "") for name in columns)))

    def figure(self, plan: Plan, task: Task | None, target: Target) -> Data:
        """Return the attributes of a figure's row, without its sort key."""
        stated = wording.deadline(target, task)
        who = self._who(task) if task else []
        deed = task is not None and task.public_deed
        has = _has(figure=target.value is not None, due=bool(stated), deed=deed)
        return tuple(_stated([("city", plan.city_id), *who, *has, ("due", stated)]))

    def figure_keys(self, plan: Plan, task: Task | None, target: Target) -> dict[str, str]:
        """Return the sort keys of a figure by column: amounts stand by unit, then by size."""
        by, words = target.by, target.by_text
        if not (by or words) and task:
            by, words = _iso(task), task.due_text
        place = self._places[task.id] if task else ""
        return {"promise": _amount(target), "due": moment_key(plan, words, by), "task": place}

    def _first_unit(self, task: Task, role: Role) -> str:
        return next((self._units[m.unit.key] for m in task.mentions(role) if m.unit), _LAST)

    def _who(self, task: Task) -> list[tuple[str, str]]:
        units = [(role.value, _ids(m.unit.id for m in task.mentions(role) if m.unit)) for role in Role]
        return [("chapter", self._chapters[task.id]), ("leader", _ids(leader.id for leader in task.leaders)), *units]


def sorted_by(data: Data, keys: Mapping[str, str], columns: Iterable[str]) -> Data:
    """Return a row's attributes with its sort keys in the order of the columns."""
    return (*data, ("sort", _BETWEEN.join(keys.get(name, "") for name in columns)))


def names(plans: Iterable[Plan], tasks: Iterable[Task], cities: Iterable[City] = ()) -> Data:
    """Return the attribute of a table that names what its rows' ids stand for."""
    tasks, plans = list(tasks), list(plans)
    leaders = {leader.id: leader.name for task in tasks for leader in task.leaders}
    units = {m.unit.id: m.unit.name for task in tasks for role in Role for m in task.mentions(role) if m.unit}
    used = {task.chapter for task in tasks}
    labels = {role.value: wording.role_label(plan, role) for plan in plans for role in Role}
    found = {
        "chapter": {f"{p.year}-{c.number}": c.title for p in plans for c in p.chapters if c.title in used},
        "leader": leaders,
        "unit": units,
        "city": {city.id: city.name for city in cities},
        "label": {"leader": wording.leader_label(plans[0]), **labels} if plans and units else {},
    }
    return (("names", json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False)),)


def stated_dues(task: Task) -> list[str]:
    """Return every deadline that a task's words state, its figures' and milestones' included, each once."""
    parts = [(t.by_text, t.by) for t in task.targets] + [(m.by_text, m.by) for m in task.milestones]
    stated = [words or (wording.moment(by) if by else "") for words, by in parts]
    return list(dict.fromkeys(words for words in (wording.task_deadline(task), *stated) if words))


def moment_key(plan: Plan, words: str | None, by: str | None) -> str:
    """Return the day that a deadline sorts by; words that fix none stand at the plan's end, no words behind it."""
    day = by or (fixed_day(fold_text(words), plan.year) if words else None)
    if isinstance(day, date):
        return day.isoformat()
    return day or plan.decree.period.to.isoformat() + ("" if words else _LAST)


def _iso(task: Task) -> str | None:
    return task.due.isoformat() if task.due else None


def _amount(target: Target) -> str:
    if target.value is None:
        return _LAST
    try:
        return f"{target.unit or ''} {Decimal(target.value.split('..')[0]):020.4f}"
    except InvalidOperation:
        return f"{target.unit or ''} {target.value}"


def _has(**facts: bool) -> list[tuple[str, str]]:
    return [("has", _ids(name for name, true in facts.items() if true))]


def _ids(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(values))


def _stated(data: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in data if value]
