"""What became of a plan's data, and of one task's (part of the step pages; pure).

In: shared views (with the history that git tells), a plan. Out: the page of a plan's changes, newest first; the lines
that a task's own page shows of it. A plan without changes since its import has neither.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taskbook import addresses, changes, forge, wording
from taskbook.cells import Line, Link, Text
from taskbook.changes import Commit, Revision
from taskbook.model import Plan, Task
from taskbook.page import Page
from taskbook.planpages import name
from taskbook.views import Views

_FEW = 8
"""More tasks than these, brought or taken by one commit, are counted and not listed one by one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a commit's block begins with: its day, its reason, its short id and where the repository shows it."""

    id: str
    day: str
    reason: str
    commit: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A task of a block: the task linked where it still is, its number, what became of it line by line."""

    task: Line
    number: str
    lines: tuple[str, ...]


def change_pages(views: Views, plan: Plan) -> Iterator[Page]:
    """Yield the page of a plan's changes, where there are any."""
    revisions = views.history.of(plan.key)
    if not revisions:
        return
    where = _where(views, plan)
    concerned = changes.concerned(change for one in revisions for change in one.changes)
    context = {
        "plan_page": addresses.plan(plan),
        "plan_name": name(views, plan),
        "blocks": [(_heading(views, one.commit), list(_entries(plan, where, one))) for one in revisions],
        "commits": len(revisions),
        "concerned": concerned,
        "since": views.history.since,
        "feed": views.feed(plan),
    }
    title = f"{name(views, plan)}数据变更"
    description = f"{name(views, plan)}任务数据入库后的每次改动：{len(revisions)}次提交，涉及{concerned}。"
    path = addresses.changes(plan)
    yield Page(path, title, "changes", context, description, plan.place.file, feed=views.feed(plan))


def task_changes(views: Views, plan: Plan, task: Task) -> list[tuple[Heading, tuple[str, ...]]]:
    """Return what became of one task, newest first."""
    labels = changes.labels(plan)
    found = views.history.of_task(plan.key, task.id)
    return [(_heading(views, commit), changes.lines(change, labels)) for commit, change in found]


def _heading(views: Views, commit: Commit) -> Heading:
    url = forge.commit_address(views.book.site.repository, commit.id)
    link: Line = (Link(commit.short, url),) if url else (Text(commit.short),)
    return Heading(addresses.change_id(commit.short), wording.day(commit.day), commit.reason or "提交没有写说明", link)


def _where(views: Views, plan: Plan) -> dict[str, tuple[Line, str]]:
    """Return where what changes can concern is shown now: id -> its name, linked, and its number or kind."""
    city = views.city(plan)
    kinds = changes.REGISTERS
    goals = {f"{city.id}/goals/{plan.year}": ((Link(kinds["goals"], addresses.plan(plan), "goals"),), "")}
    units = {
        f"{city.id}/units/{unit.id}": ((Link(unit.name, addresses.unit(unit)),), kinds["units"]) for unit in city.units
    }
    leaders = {
        f"{city.id}/leaders/{who.id}": ((Link(who.name, addresses.leader(who)),), kinds["leaders"])
        for who in city.leaders
    }
    tasks = {
        task.id: ((Link(wording.title(task.text), addresses.task(task)),), wording.number_label(task))
        for task in plan.tasks
    }
    return {**goals, **units, **leaders, **tasks}


def _entries(plan: Plan, where: Mapping[str, tuple[Line, str]], revision: Revision) -> Iterator[Entry]:
    labels = changes.labels(plan)
    listed, counts = changes.summed_up(revision.changes, _FEW)
    for change in listed:
        gone = changes.REGISTERS.get(change.register, f"本站编号 {changes.slug_of(change.task)}")
        line, number = where.get(change.task) or ((Text(wording.title(change.text)),), gone)
        yield Entry(line, number, changes.lines(change, labels))
    yield from (Entry((Text(words),), "", ()) for words in counts)
