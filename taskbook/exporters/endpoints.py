"""What the static API answers, address by address (part of the step exports; pure).

In: tables. Out: endpoints: an address with parameters, what it means, the shape of its data, and the answer for every
value of the parameters. Files and their OpenAPI description are both made from them, so they cannot differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taskbook.exporters.tables import Tables, figures, promised, uses

Answers = list[tuple[dict[str, str], Any]]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address below the API's, with {parameters}; shape maps each part of the data to a definition of the schema.

    A shape of one name means that the data is a list of that definition. answers holds parameters and data.
    """

    path: str
    summary: str
    shape: str | dict[str, str]
    answers: Answers


def endpoints(tables: Tables) -> Iterator[Endpoint]:
    """Yield every endpoint but the index."""
    yield from _lists(tables)
    yield _cities(tables)
    yield _plans(tables)
    yield _tasks(tables)
    yield _units(tables)
    yield _leaders(tables)
    yield _indicators(tables)


def _lists(tables: Tables) -> Iterator[Endpoint]:
    wanted = ("cities", "plans", "tasks", "units", "leaders", "indicators")
    found = {table.name: table for table in (*tables.everything, *tables.lists)}
    for name in wanted:
        yield Endpoint(f"/{name}.json", found[name].about, name, [({}, found[name].records())])


def _cities(tables: Tables) -> Endpoint:
    answers: Answers = []
    for city in tables.data.book.cities:
        answer = {
            "city": tables.cities([city]).records()[0],
            "plans": tables.plans(city.plans).records(),
            "units": tables.units(city.units).records(),
            "leaders": tables.leaders(city.leaders).records(),
        }
        answers.append(({"city": city.id}, answer))
    shape = {"city": "city", "plans": "plans", "units": "units", "leaders": "leaders"}
    return Endpoint("/cities/{city}.json", "一个城市：文件、单位、责任领导", shape, answers)


def _plans(tables: Tables) -> Endpoint:
    answers: Answers = []
    for plan in tables.data.book.plans():
        row = tables.plans([plan]).records()[0]
        answer = {
            "plan": row,
            "tasks": tables.tasks(plan.tasks).records(),
            "targets": tables.targets(promised([plan])).records(),
            "milestones": tables.milestones(plan.tasks).records(),
        }
        answers.append(({"plan": row["id"]}, answer))
    shape = {"plan": "plan", "tasks": "tasks", "targets": "targets", "milestones": "milestones"}
    return Endpoint("/plans/{plan}.json", "一份文件：任务、指标（含预期目标）、节点", shape, answers)


def _tasks(tables: Tables) -> Endpoint:
    answers: Answers = []
    for plan in tables.data.book.plans():
        for task in plan.tasks:
            answer = {
                "task": tables.tasks([task]).records()[0],
                "assignments": tables.assignments([task]).records(),
                "targets": tables.targets(figures(plan, [task])).records(),
                "milestones": tables.milestones([task]).records(),
            }
            answers.append(({"task": task.id}, answer))
    shape = {"task": "task", "assignments": "assignments", "targets": "targets", "milestones": "milestones"}
    return Endpoint("/tasks/{task}.json", "一项任务：责任分工、指标、节点", shape, answers)


def _units(tables: Tables) -> Endpoint:
    answers: Answers = []
    for city in tables.data.book.cities:
        rows = tables.units(city.units).records()
        for unit, row in zip(city.units, rows, strict=True):
            answer = {"unit": row, "tasks": tables.held(unit).records()}
            answers.append(({"city": city.id, "unit": unit.id}, answer))
    shape = {"unit": "unit", "tasks": "unit_tasks"}
    return Endpoint("/units/{city}/{unit}.json", "一个单位：它的任务和在任务中的角色", shape, answers)


def _leaders(tables: Tables) -> Endpoint:
    answers: Answers = []
    for city in tables.data.book.cities:
        rows = tables.leaders(city.leaders).records()
        for leader, row in zip(city.leaders, rows, strict=True):
            answer = {"leader": row, "tasks": tables.tasks(tables.data.leader_tasks(leader)).records()}
            answers.append(({"city": city.id, "leader": leader.id}, answer))
    shape = {"leader": "leader", "tasks": "tasks"}
    return Endpoint("/leaders/{city}/{leader}.json", "一位责任领导：文件所列的任务", shape, answers)


def _indicators(tables: Tables) -> Endpoint:
    answers: Answers = []
    book = tables.data.book
    for indicator, row in zip(book.indicators, tables.indicators(book.indicators).records(), strict=True):
        found = uses(book.by_indicator.get(indicator.id, ()))
        answers.append(({"indicator": indicator.id}, {"indicator": row, "targets": tables.targets(found).records()}))
    shape = {"indicator": "indicator", "targets": "targets"}
    return Endpoint("/indicators/{indicator}.json", "一个登记指标：各城市的写法", shape, answers)
