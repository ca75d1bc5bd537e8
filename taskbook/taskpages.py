"""The page of one task (part of the step pages; pure).

In: shared views, a plan and its trace, what finds similar tasks. Out: a page per task: its words, who answers, how much
and by when, the sentence it comes from, how to cite it, where to correct it, what other cities promise alike.
"""

from collections.abc import Iterator
from datetime import date

from taskbook import addresses, changepages, forge, qr, sourceview, standing, wording
from taskbook.align import PlanTrace, quote_span
from taskbook.cells import Line, Link, Mark, Text
from taskbook.entries import MovedEntry
from taskbook.model import Milestone, Plan, Role, Task
from taskbook.page import Page
from taskbook.planpages import name
from taskbook.similar import Likeness, Similar
from taskbook.views import Views, badges, join, leader_links, mentions, missing

_DESCRIBED = 120


def task_pages(views: Views, plan: Plan, trace: PlanTrace, similar: Similar, as_of: date) -> Iterator[Page]:
    """Yield the page of every task of a plan."""
    tasks = (None, *plan.tasks, None)
    for before, task, after in zip(tasks, tasks[1:], tasks[2:], strict=False):
        if task:
            context = {
                **_facts(views, plan, task),
                **_source(plan, trace, task),
                **_belongings(views, plan, task, as_of),
                "similar": [_similar(views, like) for like in similar.to(task)],
                "changes": changepages.task_changes(views, plan, task),
                "changes_link": (Link("这份文件的全部数据变更", addresses.changes(plan)),),
                "standing": standing.sentences(plan, task),
                "before": _neighbour(before),
                "after": _neighbour(after),
                "as_of": as_of,
            }
            yield _page(views, plan, task, context)


def _page(views: Views, plan: Plan, task: Task, context: dict[str, object]) -> Page:
    return Page(
        addresses.task(task),
        wording.title(task.text),
        "task",
        context,
        _task_description(views, plan, task),
        task.place.file,
        origin=wording.document_name(plan, views.city(plan).name),
        keywords=_keywords(task),
        feed=views.feed(plan) if context["changes"] else "",
    )


def _facts(views: Views, plan: Plan, task: Task) -> dict[str, object]:
    """Return what a task promises, who answers for it and where it stands."""
    city, chapter = views.city(plan), views.chapter_of[task.id]
    return {
        "task": task,
        "number": wording.number_label(task),
        "moved": [_origin(plan, entry) for entry in task.moved],
        "words": task_words(task),
        "facts": _who(views, plan, task),
        "due": wording.task_deadline(task),
        "end": wording.day(plan.decree.period.to),
        "figures": views.own_figures_table(plan, task),
        "chapter": (Link(chapter.title, addresses.plan(plan), f"c-{chapter.number}"),),
        "plan_link": (Link(f"{name(views, plan)}任务分解", addresses.plan(plan)),),
        "city_link": (Link(city.name, addresses.city(city)),),
    }


def _origin(plan: Plan, entry: MovedEntry) -> tuple[MovedEntry, Line, bool]:
    """Return where a task comes from, and whether that task has gone into it."""
    found = next((task for task in plan.tasks if task.id == entry.task), None)
    line: Line = (Link(entry.task, addresses.task(found)),) if found else (Text(entry.task),)
    return entry, line, found is None


def _source(plan: Plan, trace: PlanTrace, task: Task) -> dict[str, object]:
    """Return the words of the source document and what was corrected in them."""
    found = trace.tasks[task.id]
    return {
        "milestones": _milestones(plan, trace, task),
        "excerpt": sourceview.excerpt(plan, trace, found.text),
        "assignment": sourceview.excerpt(plan, trace, found.assignment) if found.assignment else "",
        "source_link": (Link("在原文中查看", addresses.source(task), addresses.words_id(task)),),
        "corrections": sourceview.corrections(plan, trace, task),
    }


def _milestones(plan: Plan, trace: PlanTrace, task: Task) -> list[tuple[Milestone, str, Line]]:
    """Return the milestones with when they are due and their words, linked to their place in the source."""
    placed = sourceview.milestones(plan, trace, task)
    out: list[tuple[Milestone, str, Line]] = []
    for number, entry in enumerate(task.milestones, start=1):
        fragment = addresses.milestone_id(task, number) if number in placed else addresses.words_id(task)
        words = Link(entry.quote, addresses.source(task), fragment, "words")
        out.append((entry, milestone_due(entry.by, entry.by_text), (words,)))
    return out


def _belongings(views: Views, plan: Plan, task: Task, as_of: date) -> dict[str, object]:
    """Return how to cite a task, its address as a QR code where the public address is known, where to correct it."""
    site = views.book.site
    where = f"{(site.address or '').rstrip('/')}/{views.layout.address(addresses.task(task))}"
    cited = wording.citation(plan, views.city(plan).name, task)
    title = f"{name(views, plan)}{wording.number_label(task)}：{wording.title(task.text)}"
    body = f"{where}\n{task.place.file}:{task.place.line}\n"
    return {
        "citation": (Text(f"{cited}，"), Mark(where, "address"), Text(f"，数据截至{wording.day(as_of)}")),
        "address": (Mark(where, "address"),),
        "code": qr.svg(where) if site.address else "",
        "edit": forge.line_address(site.repository, task.place),
        "report": forge.report_address(site.repository, title, body),
    }


def _similar(views: Views, like: Likeness) -> dict[str, object]:
    """Return a similar task with what makes it so."""
    plan = views.plan(like.task)
    return {
        "task": (Link(wording.title(like.task.text), addresses.task(like.task)), *badges(like.task)),
        "plan": name(views, plan),
        "indicators": join((Link(entry.name, addresses.indicator(entry)),) for entry in like.indicators),
        "function": (Link(like.function.name, addresses.function(like.function)),) if like.function else (),
        "words": like.words,
    }


def _keywords(task: Task) -> tuple[str, ...]:
    """Return a task's indicators and the units that answer for it, as the document names them."""
    units = (mention.printed for mention in task.lead or task.responsible if mention.unit)
    return tuple(dict.fromkeys([*(target.indicator for target in task.targets), *units]))


def _task_description(views: Views, plan: Plan, task: Task) -> str:
    lead = "、".join(mention.printed for mention in task.lead or task.responsible if mention.unit)
    words = task.text if len(task.text) <= _DESCRIBED else task.text[:_DESCRIBED] + "…"
    return f"{name(views, plan)}{wording.number_label(task)}：{words}" + (f"（{lead}）" if lead else "")


def _who(views: Views, plan: Plan, task: Task) -> list[tuple[str, Line]]:
    """Return who answers, under the printed labels; says so where the document leaves out what it usually names."""
    facts: list[tuple[str, Line]] = []
    roles = views.roles(plan)
    named = [role for role in Role if task.mentions(role)]
    for role in roles:
        label = wording.role_label(plan, role)
        if role in named:
            facts.append((label, mentions(task.mentions(role))))
        elif role is Role.LEAD and named:
            facts.append((label, missing("所据文本未写明牵头单位")))
    if not named:
        facts.append(("责任单位", missing("所据文本未写明责任单位")))
    if task.leaders:
        facts.append((wording.leader_label(plan), leader_links(task.leaders)))
    elif views.names_leaders(plan):
        facts.append((wording.leader_label(plan), missing("所据文本未写明责任领导")))
    return facts


def _neighbour(task: Task | None) -> Line:
    return (Link(wording.title(task.text), addresses.task(task)),) if task else ()


def milestone_due(by: str | None, by_text: str | None) -> str:
    """Return when a milestone is due as stated, or nothing."""
    return by_text or (wording.moment(by) if by else "")


def task_words(task: Task) -> Line:
    """Return a task's text with each figure linked to its sentence in the source; links never overlap."""
    spans = sorted(
        ((span.start, span.end, target) for target in task.targets if (span := quote_span(task.text, target.quote))),
        key=lambda found: found[:2],
    )
    out: list[Text | Link] = []
    place = 0
    for start, end, target in spans:
        if start < place:
            continue
        if start > place:
            out.append(Text(task.text[place:start]))
        out.append(
            Link(task.text[start:end], addresses.source(task), addresses.quote_id(task, target), "figure"),
        )
        place = end
    if place < len(task.text):
        out.append(Text(task.text[place:]))
    return tuple(out)
