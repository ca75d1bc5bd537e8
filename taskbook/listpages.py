"""Delegates' lists of a plan: tasks without a written figure, deadline or lead (part of the step pages; pure).

In: shared views and a plan. Out: an index page and a page per list, each task whole and with its citation, for
printing. A list says only what a document writes and what not; it judges nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from taskbook import addresses, standing, wording
from taskbook.cells import Column, Line, Link, Mark, Row, Table, Text
from taskbook.facets import stated_dues
from taskbook.model import Plan, Role, Task
from taskbook.page import Page
from taskbook.views import Views, badges, mentions, missing

_NO_LEADS = "这份文件通篇没有写牵头单位。"
_CITATION = Column("出处", "place", fixed=True)


@dataclass(frozen=True, slots=True)
class Silence:
    """What a document can leave unwritten: a list's id and title, what it means, the columns that then say nothing."""

    id: str
    title: str
    means: str
    idle: tuple[str, ...]
    left_out: Callable[[Task], bool]


SILENCES = (
    Silence(
        "no-figure",
        "文件未写明数字",
        "任务文字没有写承诺的数量。年份、文号和名称里的数字不算；“全覆盖”一类没有数量的目标也列在这里。",
        ("figures",),
        lambda task: not any(target.value for target in task.targets),
    ),
    Silence(
        "no-deadline",
        "文件未写明期限",
        "任务本身、它的指标和节点都没有写完成期限。本站在别处把这些任务的期限默认为计划期末，并标明是默认。",
        ("due",),
        lambda task: not stated_dues(task),
    ),
    Silence(
        "no-lead",
        "文件未写明牵头单位",
        "文件没有为任务写牵头单位。写了责任单位的，表中列出。",
        ("lead",),
        lambda task: not task.lead,
    ),
)


def left_out(plan: Plan, silence: Silence) -> list[Task]:
    """Return the tasks for which a plan's document leaves something unwritten, in document order."""
    return [task for task in plan.tasks if silence.left_out(task)]


def list_links(plan: Plan) -> list[Line]:
    """Return a line per list: its title, linked, and how many tasks stand in it."""
    return [
        (
            Link(silence.title, addresses.task_list(plan, silence.id)),
            Text(f"（{standing.counted(left_out(plan, silence))}）"),
        )
        for silence in SILENCES
    ]


def list_pages(views: Views, plan: Plan) -> Iterator[Page]:
    """Yield the index of a plan's lists and the lists."""
    yield _index_page(views, plan)
    for silence in SILENCES:
        yield _list_page(views, plan, silence)


def _name(views: Views, plan: Plan) -> str:
    return f"{views.city(plan).name}{plan.year}年"


def _index_page(views: Views, plan: Plan) -> Page:
    context = {
        "lists": [(line, silence.means) for line, silence in zip(list_links(plan), SILENCES, strict=True)],
        "document": wording.document_name(plan, views.city(plan).name),
        "total": standing.counted(plan.tasks),
        "plan_page": addresses.plan(plan),
        "plan_name": _name(views, plan),
    }
    title = f"{_name(views, plan)}任务清单"
    description = f"{_name(views, plan)}任务中，文件未写明数字、期限、牵头单位的各有哪些，逐项注明出处，可打印。"
    return Page(addresses.task_lists(plan), title, "lists", context, description, plan.place.file)


def _list_page(views: Views, plan: Plan, silence: Silence) -> Page:
    tasks = left_out(plan, silence)
    path = addresses.task_list(plan, silence.id)
    context = {
        "title": silence.title,
        "means": silence.means,
        "no_column": _NO_LEADS if silence.id == "no-lead" and Role.LEAD not in views.roles(plan) else "",
        "count": standing.counted(tasks),
        "total": standing.counted(plan.tasks),
        "tasks": _table(views, plan, silence, tasks),
        "document": wording.document_name(plan, views.city(plan).name),
        "address": (Mark(f"{(views.book.site.address or '').rstrip('/')}/{views.layout.address(path)}", "address"),),
        "lists_page": addresses.task_lists(plan),
        "plan_page": addresses.plan(plan),
        "plan_name": _name(views, plan),
    }
    title = f"{_name(views, plan)}{silence.title}的任务"
    description = f"{title}：共{standing.counted(tasks)}，逐项注明出处。"
    origin = wording.document_name(plan, views.city(plan).name)
    return Page(path, title, "list", context, description, plan.place.file, origin=origin, empty=not tasks)


def _table(views: Views, plan: Plan, silence: Silence, tasks: list[Task]) -> Table:
    """List tasks with their whole text, who answers, what else the document writes, and where it stands."""
    columns = {key: column for key, column in views.task_columns(plan).items() if key not in silence.idle}
    if "lead" in silence.idle and Role.RESPONSIBLE in views.roles(plan):
        columns = _after_title(columns, plan)
    base = views.tasks_table(plan, tasks, f"{silence.title}的任务")
    shown = (*columns.values(), _CITATION)
    rows = tuple(_row(views, plan, row, columns, task) for row, task in zip(base.rows, tasks, strict=True))
    return replace(base, columns=shown, rows=rows)


def _after_title(columns: dict[str, Column], plan: Plan) -> dict[str, Column]:
    """Return columns with the responsible units behind the title and the leaders."""
    before = {key: column for key, column in columns.items() if key in ("number", "title", "leaders")}
    responsible = {"responsible": Column(wording.role_label(plan, Role.RESPONSIBLE), "unit")}
    return before | responsible | columns


def _row(views: Views, plan: Plan, base: Row, columns: dict[str, Column], task: Task) -> Row:
    cells = dict(zip(views.task_columns(plan), base.cells, strict=True))
    cells["title"] = _whole(task)
    cells["responsible"] = mentions(task.responsible) or missing()
    data = views.facets.task(plan, task, [*columns, ""], task.text)
    lines = (*(cells[key] for key in columns), _citation(plan, task))
    return Row((*columns.values(), _CITATION), lines, base.id, data)


def _whole(task: Task) -> Line:
    """Show a task's whole text, its first clause linked."""
    title = wording.title(task.text).removesuffix("…")
    rest: Line = (Text(task.text[len(title) :]),) if len(task.text) > len(title) else ()
    return (Link(title, addresses.task(task)), *rest, *badges(task))


def _citation(plan: Plan, task: Task) -> Line:
    return (Link(wording.short_citation(plan, task), addresses.source(task), addresses.words_id(task)),)
