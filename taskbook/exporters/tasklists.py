"""Task lists as documents print them: whose, under which heads, in which order (part of the step exports; pure).

In: a Dataset. Out: for every plan, unit and leader what its printed list says. Heads are the document's own labels;
chapters and sections stand as lines of their own between the rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from taskbook import decomposition, standing, wording
from taskbook.decomposition import Column, Head
from taskbook.exporters.dataset import Dataset, Scope
from taskbook.model import City, Leader, Plan, Task, Unit


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the words of its cells, then the citation with the address of its sentence."""

    cells: tuple[str, ...]
    citation: str
    address: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One table: rows, and headings (plain text) that span all columns."""

    heading: str
    heads: tuple[Head, ...]
    lines: tuple[Line | str, ...]


@dataclass(frozen=True, slots=True)
class TaskList:
    """A whole document: title, what a reader must know, one table per plan."""

    title: str
    notes: tuple[str, ...]
    listings: tuple[Listing, ...]


PlanColumns = Mapping[tuple[str, int], Sequence[Column]]
_AFTER_WORDS = 2


def lists(data: Dataset) -> Iterator[tuple[str, TaskList]]:
    """Yield site path and task list of every plan, unit and leader with tasks."""
    columns = {plan.key: tuple(decomposition.columns(plan)) for plan in data.book.plans()}
    for scope in data.scopes:
        match scope.of:
            case None | City():
                continue
            case Plan() as plan:
                title, tasks = f"{scope.title}任务分解表", plan.tasks
            case Unit() as unit:
                title, tasks = f"{scope.title} 任务清单", tuple(data.unit_tasks(unit))
            case Leader() as leader:
                title, tasks = f"{scope.title} 任务清单", tuple(data.leader_tasks(leader))
        yield scope.path("tasks.docx"), _list(data, scope, title, tasks, columns)


def _list(data: Dataset, scope: Scope, title: str, tasks: Sequence[Task], fixed: PlanColumns) -> TaskList:
    plans = data.scope_plans(scope)
    listings = []
    for plan in plans:
        mine = [task for task in tasks if task.year == plan.year]
        heading = f"{plan.year}年（{standing.counted(mine)}）" if len(plans) > 1 else ""
        columns = list(fixed[plan.key])
        if isinstance(scope.of, Unit):
            columns.insert(_AFTER_WORDS, (Head("本单位角色", 9), _role(data, plan, scope.of)))
        heads = tuple(head for head, _ in columns)
        listings.append(Listing(heading, heads, tuple(_lines(data, mine, [read for _, read in columns]))))
    notes = [f"{item}：{words}" for item, words in data.notes(scope)[1:]]
    return TaskList(title, (f"任务{standing.counted(tasks)}", *notes), tuple(listings))


def _role(data: Dataset, plan: Plan, unit: Unit) -> Callable[[Task], str]:
    links = data.book.by_unit.get(unit.key, ())
    return lambda task: "、".join(wording.role_label(plan, link.role) for link in links if link.task.id == task.id)


def _lines(data: Dataset, tasks: Iterable[Task], reads: Sequence[Callable[[Task], str]]) -> Iterator[Line | str]:
    """Yield rows, and each printed heading where it changes."""
    for headings, group in groupby(tasks, key=lambda task: (task.chapter, *task.section)):
        yield "　".join(headings)
        for task in group:
            path = data.words(task)
            cells = tuple(read(task) or wording.NOT_STATED for read in reads)
            yield Line(cells, data.citation(data.plan(task), task), data.url(path) or path)
