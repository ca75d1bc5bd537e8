"""The records as tables, scope by scope (part of the step exports; pure).

In: a Dataset and a scope. Out: its tables in the order that workbooks show them, tasks first. A scope leaves out tables
that would be empty; everything has them all, so that whoever reads it finds every file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from taskbook.exporters import registerfields, targetfields, taskfields
from taskbook.exporters.dataset import Dataset, Scope
from taskbook.exporters.fields import Table, Value
from taskbook.exporters.targetfields import Promised
from taskbook.exporters.taskfields import Assigned, Due
from taskbook.model import City, Indicator, Involvement, Leader, Plan, Role, Target, Task, Unit


class Tables:
    """Makes tables over one Dataset; the shapes, and the row of each task that is asked for, are made once."""

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self._tasks = taskfields.tasks(data)
        self._holding = taskfields.holding(data)
        self._assignments = taskfields.assignments(data)
        self._targets = targetfields.targets(data)
        self._milestones = taskfields.milestones(data)
        self._plans = registerfields.plans(data)
        self._units = registerfields.units(data)
        self._leaders = registerfields.leaders(data)
        self._cities = registerfields.cities(data)
        self._indicators = registerfields.indicators(data)
        self._task_rows: dict[str, tuple[Value, ...]] = {}
        self._of: dict[str, tuple[Table, ...]] = {}

    @cached_property
    def everything(self) -> tuple[Table, ...]:
        """The tables of all cities."""
        return self._tables(self.data.everything)

    @cached_property
    def lists(self) -> tuple[Table, Table]:
        """The cities, and the registered indicators."""
        return self.cities(self.data.book.cities), self.indicators(self.data.book.indicators)

    @cached_property
    def held_shape(self) -> Table:
        """A unit's table without its rows."""
        return self._with_role(())

    def of(self, scope: Scope) -> tuple[Table, ...]:
        """Return the tables of a scope, the same ones at every call."""
        if scope.of is None:
            return self.everything
        if scope.folder not in self._of:
            self._of[scope.folder] = tuple(table for table in self._tables(scope) if table.rows)
        return self._of[scope.folder]

    def _tables(self, scope: Scope) -> tuple[Table, ...]:
        match scope.of:
            case Unit() as unit:
                return (self.held(unit),)
            case Leader() as leader:
                return (self.tasks(self.data.leader_tasks(leader)),)
        plans = self.data.scope_plans(scope)
        tasks = [task for plan in plans for task in plan.tasks]
        lists = (self.tasks(tasks), self.assignments(tasks), self.targets(promised(plans)), self.milestones(tasks))
        if isinstance(scope.of, Plan):
            return lists
        cities = (scope.of,) if isinstance(scope.of, City) else self.data.book.cities
        units = [unit for city in cities for unit in city.units]
        leaders = [leader for city in cities for leader in city.leaders]
        return (*lists, self.units(units), self.leaders(leaders), self.plans(plans))

    # One kind each

    def tasks(self, tasks: Sequence[Task]) -> Table:
        """List tasks."""
        return self._tasks.filled(map(self._row, tasks))

    def held(self, unit: Unit) -> Table:
        """List a unit's tasks with its role in each, plan by plan, the weightiest role first."""
        order = {plan.key: number for number, plan in enumerate(self.data.city(unit).plans)}

        def place(link: Involvement) -> int:
            return order[(link.task.city_id, link.task.year)]

        links = sorted(self.data.book.by_unit.get(unit.key, ()), key=place)
        return self._with_role(links)

    def _with_role(self, links: Sequence[Involvement]) -> Table:
        held = self._holding.filled(self._holding.row(link) + self._row(link.task) for link in links)
        return replace(held, columns=held.columns + self.tasks(()).columns)

    def _row(self, task: Task) -> tuple[Value, ...]:
        if task.id not in self._task_rows:
            self._task_rows[task.id] = self._tasks.row(task)
        return self._task_rows[task.id]

    def assignments(self, tasks: Sequence[Task]) -> Table:
        """List the units of tasks."""
        return self._assignments.table(assigned(tasks))

    def targets(self, found: Sequence[Promised]) -> Table:
        """List figures."""
        return self._targets.table(found)

    def milestones(self, tasks: Sequence[Task]) -> Table:
        """List milestones."""
        found = (Due(task, number, entry) for task in tasks for number, entry in enumerate(task.milestones, start=1))
        return self._milestones.table(found)

    def units(self, units: Sequence[Unit]) -> Table:
        """List units."""
        return self._units.table(units)

    def leaders(self, leaders: Sequence[Leader]) -> Table:
        """List leaders."""
        return self._leaders.table(leaders)

    def plans(self, plans: Sequence[Plan]) -> Table:
        """List documents."""
        return self._plans.table(plans)

    def cities(self, cities: Sequence[City]) -> Table:
        """List cities."""
        return self._cities.table(cities)

    def indicators(self, indicators: Sequence[Indicator]) -> Table:
        """List registered indicators."""
        return self._indicators.table(indicators)


def assigned(tasks: Sequence[Task]) -> Iterator[Assigned]:
    """Yield every printed name under every role, as the documents order them."""
    for task in tasks:
        for role in Role:
            for order, mention in enumerate(task.mentions(role), start=1):
                yield Assigned(task, role, order, mention)


def promised(plans: Sequence[Plan]) -> list[Promised]:
    """Return every figure of plans: headline goals that stand without a task, then tasks' own."""
    out = []
    for plan in plans:
        out += [Promised(plan, None, goal.target) for goal in plan.goals if goal.task is None]
        out += figures(plan, plan.tasks)
    return out


def figures(plan: Plan, tasks: Sequence[Task]) -> list[Promised]:
    """Return the figures of some tasks of a plan."""
    return [Promised(plan, task, target) for task in tasks for target in task.targets]


def uses(found: Sequence[tuple[Plan, Task | None, Target]]) -> list[Promised]:
    """Return where an indicator is promised."""
    return [Promised(*use) for use in found]
