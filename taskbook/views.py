"""Rows and lines that pages share: a task, a figure, a unit as a reader sees it (part of the step pages; pure).

In: the Book. Out: cells ready for tables and facts. Each task's and figure's row is made once and stands on every page
that lists it, since writing links is what a build spends most of its time on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from taskbook import addresses, standing, wording
from taskbook.cells import Column, Line, Link, Mark, Row, Table, Text
from taskbook.changes import History
from taskbook.facets import Facets, names, sorted_by
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Book, City, Leader, Mention, Plan, Role, Target, Task, Unit

_MOST_FIGURES = 4
_TASK_COLUMN = Column("任务", "task")
_MEASURE_COLUMN = Column("计法", "measure")
_FIGURE_COLUMNS = (
    Column("指标", "indicator"),
    Column("承诺", "promise"),
    _MEASURE_COLUMN,
    Column("期限", "due"),
    _TASK_COLUMN,
    Column("原文", "words"),
)


def join(lines: Iterable[Line], between: str = "、") -> Line:
    """Put words between lines."""
    out: list[Line] = []
    for line in lines:
        if out:
            out.append((Text(between),))
        out.append(line)
    return tuple(part for line in out for part in line)


def missing(words: str = wording.NOT_STATED) -> Line:
    """Say that the document does not state something."""
    return (Mark(words, "missing"),)


def none() -> Line:
    """Say that there is nothing to show here."""
    return (Mark("—", "none"),)


def count(number: int) -> Line:
    """Write a count."""
    return (Text(str(number)),)


def unit_link(unit: Unit) -> Line:
    """Show a unit's registered name, linked."""
    return (Link(unit.name, addresses.unit(unit)),)


def leader_links(leaders: Sequence[Leader]) -> Line:
    """Show leaders in printed order, linked."""
    return join((Link(leader.name, addresses.leader(leader)),) for leader in leaders)


def mentions(entries: Sequence[Mention]) -> Line:
    """Show units in printed order and form, linked; 等 as the open list that it is."""
    out: list[Line] = []
    for entry in entries:
        if entry.unit is None:
            out.append((Mark(wording.OPEN_LIST, "open-list"),))
        else:
            out.append((Link(entry.printed, addresses.unit(entry.unit)),))
    return join(out)


def badges(task: Task) -> Line:
    """Show what a list must say of a task beside its words: 民生实事, 已撤销, 印发后变更."""
    found = [("民生实事", "deed")] if task.public_deed else []
    return tuple(
        part for words, css in [*found, *standing.badges(task)] for part in (Text(" "), Mark(words, f"badge {css}"))
    )


def figure_value(target: Target) -> Line:
    """Show a figure with all that changes its meaning: 力争, 其中, per, verb, comparison, value, unit, base."""
    out: list[Text | Mark] = []
    if target.effort:
        out.append(Mark("力争", "effort"))
    if target.among:
        out.append(Mark(f"其中（{target.among}）", "among"))
    if target.value is None:
        out.append(Mark(wording.measure(target), "kind"))
        return tuple(out)
    before = (target.per or "") + wording.verb(target)
    if before:
        out.append(Mark(before, "verb"))
    out.append(Mark(wording.quantity(target), "value"))
    if target.base:
        out.append(Mark(f"（基数{target.base}）", "base"))
    return tuple(out)


def measure(target: Target) -> Line:
    """Name how a figure counts, unless its promise has just said so."""
    words = wording.measure(target)
    return none() if target.value is None or words in ("", wording.verb(target)) else (Text(words),)


class Views:
    """Lookups and shared rows over one Book."""

    def __init__(self, book: Book, layout: Layout = FOLDERS, history: History | None = None) -> None:
        self.book = book
        self.history = history or History()
        self.layout = layout
        self.facets = Facets(book)
        self.city_of = {city.id: city for city in book.cities}
        self.plan_of = {plan.key: plan for plan in book.plans()}
        self.unit_of = {unit.key: unit for city in book.cities for unit in city.units}
        self.chapter_of = {
            task.id: chapter for plan in book.plans() for chapter in plan.chapters for task in chapter.tasks
        }
        self._roles: dict[tuple[str, int], tuple[Role, ...]] = {}
        self._columns: dict[tuple[str, int], dict[str, Column]] = {}
        self._task_rows: dict[str, Row] = {}
        self._figure_rows: dict[tuple[object, ...], Row] = {}

    def plan(self, task: Task) -> Plan:
        """Return the plan that a task belongs to."""
        return self.plan_of[(task.city_id, task.year)]

    def city(self, record: Plan | Task | Unit | Leader) -> City:
        """Return the city that a record belongs to."""
        return self.city_of[record.city_id]

    def roles(self, plan: Plan) -> tuple[Role, ...]:
        """Return the roles that a plan's document uses."""
        if plan.key not in self._roles:
            self._roles[plan.key] = tuple(r for r in Role if any(task.mentions(r) for task in plan.tasks))
        return self._roles[plan.key]

    def names_leaders(self, plan: Plan) -> bool:
        """Say whether a plan's document names leaders at all."""
        return "leaders" in self.task_columns(plan)

    def feed(self, plan: Plan | None = None) -> str:
        """Return the site path of the feed of a plan's changes, or of the site's; nothing where there is none."""
        told = self.history.of(plan.key) if plan else any(self.history.of(one.key) for one in self.book.plans())
        return addresses.feed(plan) if told and self.history.feeds else ""

    # Tasks

    def tasks_table(self, plan: Plan, tasks: Iterable[Task], label: str) -> Table:
        """List tasks of one plan: who answers, which figures, by when."""
        listed = tuple(tasks)
        rows = tuple(map(self.task_row, listed))
        columns = tuple(self.task_columns(plan).values())
        return Table(label, columns, rows, "tasks cards", names([plan], listed))

    def task_columns(self, plan: Plan) -> dict[str, Column]:
        """Return the columns of a plan's task tables by name, only those that its document can fill."""
        if plan.key not in self._columns:
            self._columns[plan.key] = dict(self._new_columns(plan))
        return self._columns[plan.key]

    def task_row(self, task: Task) -> Row:
        """Return a task's row, the same one at every call."""
        if task.id not in self._task_rows:
            self._task_rows[task.id] = self._new_task_row(task)
        return self._task_rows[task.id]

    def _new_columns(self, plan: Plan) -> list[tuple[str, Column]]:
        roles = self.roles(plan)
        answering = [role for role in (Role.LEAD, Role.RESPONSIBLE) if role in roles][:1]
        named = [("number", Column("序号", "number")), ("title", Column("任务", "task"))]
        if any(task.leaders for task in plan.tasks):
            named.append(("leaders", Column(wording.leader_label(plan), "leader")))
        named += [(role.value, Column(wording.role_label(plan, role), "unit")) for role in answering]
        named.append(("figures", Column("数字承诺", "figures")))
        if any(wording.task_deadline(task) for task in plan.tasks):
            named.append(("due", Column("期限", "due")))
        return named

    def _new_task_row(self, task: Task) -> Row:
        plan = self.plan(task)
        columns = self.task_columns(plan)
        makers: dict[str, Callable[[], Line]] = {
            "number": lambda: (Text(wording.number(task)),),
            "title": lambda: self.task_title(task),
            "leaders": lambda: leader_links(task.leaders) or missing(),
            "lead": lambda: mentions(task.lead) or missing(),
            "responsible": lambda: mentions(task.responsible) or missing(),
            "figures": lambda: self.figures(task),
            "due": lambda: _stated_or_end(wording.task_deadline(task)),
        }
        facets = self.facets.task(plan, task, columns, wording.title(task.text))
        lines = tuple(makers[name]() for name in columns)
        return Row(tuple(columns.values()), lines, addresses.task_row_id(task), facets)

    def task_title(self, task: Task) -> Line:
        """Show a task's first clause, linked, with its badges."""
        return (Link(wording.title(task.text), addresses.task(task)), *badges(task))

    def figures(self, task: Task) -> Line:
        """Show a task's first figures, each linked to its sentence; how many more there are."""
        shown = [self.figure(task, target) for target in task.targets if target.value][:_MOST_FIGURES]
        more = sum(1 for target in task.targets if target.value) - len(shown)
        if more:
            shown.append((Mark(f"另{more}项", "more"),))
        return join(shown, "；") or none()

    def figure(self, task: Task, target: Target) -> Line:
        """Show what is promised and how much, the amount linked to its sentence in the source."""
        words = Link(wording.promise(target), addresses.source(task), addresses.quote_id(task, target), "figure")
        return (Text(f"{target.indicator} "), words)

    # Figures

    def figures_table(self, figures: Iterable[tuple[Plan, Task | None, Target]], label: str) -> Table:
        """List figures: each with verb, comparison, value, unit, measure, date, task and its sentence."""
        listed = list(figures)
        rows = tuple(self.figure_row(plan, task, target) for plan, task, target in listed)
        plans = {plan.key: plan for plan, _, _ in listed}.values()
        data = names(plans, [task for _, task, _ in listed if task])
        idle = {_TASK_COLUMN} if not any(task for _, task, _ in listed) else set()
        return without(Table(label, _FIGURE_COLUMNS, rows, "figures cards", data), idle)

    def figure_row(self, plan: Plan, task: Task | None, target: Target) -> Row:
        """Return a figure's row, the same one at every call."""
        key = (plan.key, task and task.id, target.number)
        if key not in self._figure_rows:
            self._figure_rows[key] = self._new_figure_row(plan, task, target)
        return self._figure_rows[key]

    def _new_figure_row(self, plan: Plan, task: Task | None, target: Target) -> Row:
        carrier = self.task_title(task) if task else (Mark("预期目标", "headline"),)
        cells = (
            indicator_name(target),
            figure_value(target),
            measure(target),
            due(target, task),
            carrier,
            self.words_link(plan, task, target),
        )
        keys = self.facets.figure_keys(plan, task, target)
        data = sorted_by(self.facets.figure(plan, task, target), keys, (column.css for column in _FIGURE_COLUMNS))
        return Row(_FIGURE_COLUMNS, cells, addresses.target_row_id(task, target), data)

    def own_figures_table(self, plan: Plan, task: Task) -> Table:
        """List one task's figures for its own page, without the column that names the task."""
        rows = (self.figure_row(plan, task, target) for target in task.targets)
        plain_rows = tuple(replace(row, data=()) for row in rows)
        return without(Table("这项任务的指标", _FIGURE_COLUMNS, plain_rows, "figures cards"), {_TASK_COLUMN})

    def words_link(self, plan: Plan, task: Task | None, target: Target) -> Line:
        """Show the words that state a figure, linked to their place in the source."""
        return (Link(target.quote, addresses.source(plan), addresses.quote_id(task, target), "words"),)

    def task_figures(self, tasks: Iterable[Task]) -> list[tuple[Plan, Task | None, Target]]:
        """Return the figures of tasks in their order."""
        return [(self.plan(task), task, target) for task in tasks for target in task.targets]


def without(table: Table, columns: set[Column]) -> Table:
    """Return a table without columns, and without the measure where no row has one to name."""
    place = table.columns.index(_MEASURE_COLUMN)
    if all(row.cells[place] == none() for row in table.rows):
        columns = columns | {_MEASURE_COLUMN}
    kept = [index for index, column in enumerate(table.columns) if column not in columns]
    if len(kept) == len(table.columns):
        return table

    def cut(row: Row) -> Row:
        data = dict(row.data)
        keys = data.get("sort", "").split("|")
        if "sort" in data:
            data["sort"] = "|".join(keys[index] for index in kept)
        cells = tuple(row.cells[index] for index in kept)
        return Row(tuple(table.columns[index] for index in kept), cells, row.id, tuple(data.items()))

    return replace(table, columns=tuple(table.columns[index] for index in kept), rows=tuple(map(cut, table.rows)))


def indicator_name(target: Target) -> Line:
    """Show an indicator as the document calls it, linked where it is registered across cities."""
    if target.registered is None:
        return (Text(target.indicator),)
    return (Link(target.indicator, addresses.indicator(target.registered)),)


def due(target: Target, task: Task | None) -> Line:
    """Show when a figure is due; the plan's end where the document fixes no date."""
    return _stated_or_end(wording.deadline(target, task))


def _stated_or_end(stated: str) -> Line:
    return (Text(stated),) if stated else (Mark("计划期末", "default"),)
