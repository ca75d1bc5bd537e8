"""The pages of one plan: the plan, its tasks, its target table, its source document (part of the step pages; pure).

In: shared views, a plan and its trace. Out: pages with what their templates show, already counted and in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from taskbook import addresses, sourceview, wording
from taskbook.align import PlanTrace, quote_span
from taskbook.cells import Line, Link, Table, Text, address
from taskbook.model import Chapter, Plan, Role, Target, Task
from taskbook.page import Page
from taskbook.views import Views, leader_links, mentions, missing

_DESCRIBED = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading above tasks; level counts as in HTML."""

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that stand together, under the headings that begin there."""

    headings: tuple[Heading, ...]
    tasks: Table


def plan_pages(views: Views, plan: Plan, trace: PlanTrace, as_of: date) -> Iterator[Page]:
    """Yield all pages of a plan."""
    yield _plan_page(views, plan)
    yield _targets_page(views, plan)
    yield _source_page(views, plan, trace)
    tasks = (None, *plan.tasks, None)
    for before, task, after in zip(tasks, tasks[1:], tasks[2:], strict=False):
        if task:
            yield _task_page(views, plan, trace, task, (before, after), as_of)


def name(views: Views, plan: Plan) -> str:
    """Name a plan for headings and links: 潜江市2021年."""
    return f"{views.city(plan).name}{plan.year}年"


def goals(plan: Plan) -> list[tuple[Plan, Task | None, Target]]:
    """Return a plan's headline goals as figures."""
    return [(plan, goal.task, goal.target) for goal in plan.goals]


def _plan_page(views: Views, plan: Plan) -> Page:
    city = views.city(plan)
    tasks = plan.tasks
    context = {
        "plan": plan,
        "decree": plan.decree,
        "city": city,
        "name": wording.document_name(plan, city.name),
        "conversion": wording.CONVERSIONS.get(plan.decree.convert or "", ""),
        "counts": {
            "tasks": len(tasks),
            "deeds": sum(task.public_deed for task in tasks),
            "figures": sum(1 for task in tasks for target in task.targets if target.value),
            "units": len({m.unit.key for task in tasks for role in Role for m in task.mentions(role) if m.unit}),
        },
        "goals": views.figures_table(goals(plan), "预期目标"),
        "rules": [(rule, _rule_facts(plan, number)) for number, rule in enumerate(plan.decree.rules, start=1)],
        "chapters": [(chapter, _groups(views, plan, chapter)) for chapter in plan.chapters],
        "source_page": addresses.source(plan),
        "targets_page": addresses.targets(plan),
        "city_page": addresses.city(city),
        "booklet": addresses.booklet(plan),
    }
    description = f"{name(views, plan)}{len(tasks)}项任务：谁负责、多少、何时完成。依据{context['name']}。"
    title = f"{name(views, plan)}任务分解"
    content = str(plan.place.file)
    return Page(addresses.plan(plan), title, "plan", context, description, content, f"{plan.year}年任务")


def _rule_facts(plan: Plan, number: int) -> Line:
    """Show who owes what to whom and when, the words of the document linked to their place."""
    rule = plan.decree.rules[number - 1]
    when = wording.day(rule.by) + "前" if rule.by else wording.CADENCES.get(rule.cadence or "", "")
    parts = [part for part in (rule.who, when, rule.to and f"向{rule.to}") if part]
    words = Link(rule.quote, addresses.source(plan), f"s-{number}", "words")
    return (Text("，".join(parts) + "：" if parts else ""), words)


def _groups(views: Views, plan: Plan, chapter: Chapter) -> list[Group]:
    """Group a chapter's tasks by their printed headings; only headings that change are shown again."""
    out: list[Group] = []
    shown: tuple[str, ...] = ()
    for number, (section, tasks) in enumerate(groupby(chapter.tasks, key=lambda task: task.section), start=1):
        same = next((i for i, pair in enumerate(zip(shown, section, strict=False)) if pair[0] != pair[1]), len(shown))
        headings = tuple(
            Heading(3 + level, text, f"c-{chapter.number}-{number}-{level + 1}")
            for level, text in enumerate(section)
            if level >= same
        )
        label = section[-1] if section else chapter.title
        out.append(Group(headings, views.tasks_table(plan, tasks, label)))
        shown = section
    return out


def _targets_page(views: Views, plan: Plan) -> Page:
    groups = [
        (chapter, views.figures_table(views.task_figures(chapter.tasks), chapter.title))
        for chapter in plan.chapters
        if any(task.targets for task in chapter.tasks)
    ]
    context = {
        "plan": plan,
        "goals": views.figures_table(goals(plan), "预期目标"),
        "groups": groups,
        "count": sum(len(task.targets) for task in plan.tasks),
        "end": wording.day(plan.decree.period.to),
        "plan_page": addresses.plan(plan),
        "plan_name": name(views, plan),
    }
    title = f"{name(views, plan)}指标"
    description = f"{name(views, plan)}文件写明的全部指标：动词、数值、计法、期限、任务和原文。"
    return Page(addresses.targets(plan), title, "targets", context, description, plan.place.file, f"{plan.year}年指标")


def _source_page(views: Views, plan: Plan, trace: PlanTrace) -> Page:
    context = {
        "plan": plan,
        "decree": plan.decree,
        "paragraphs": sourceview.paragraphs(plan, trace),
        "conversion": wording.CONVERSIONS.get(plan.decree.convert or "", ""),
        "plan_page": addresses.plan(plan),
        "plan_name": name(views, plan),
    }
    content = plan.place.file.replace("decree.yml", "source.txt")
    description = f"{name(views, plan)}文件所得文本全文，每项任务和每个数字都有锚点。"
    title = f"{name(views, plan)}原文"
    return Page(addresses.source(plan), title, "source", context, description, content, f"{plan.year}年原文")


def _task_page(
    views: Views,
    plan: Plan,
    trace: PlanTrace,
    task: Task,
    neighbours: tuple[Task | None, Task | None],
    as_of: date,
) -> Page:
    found = trace.tasks[task.id]
    city = views.city(plan)
    chapter = views.chapter_of[task.id]
    path = addresses.task(task)
    context: dict[str, object] = {
        "task": task,
        "number": wording.number_label(task),
        "words": task_words(task),
        "facts": _who(views, plan, task),
        "due": wording.task_deadline(task),
        "end": wording.day(plan.decree.period.to),
        "figures": views.own_figures_table(plan, task),
        "milestones": [(entry, milestone_due(entry.by, entry.by_text)) for entry in task.milestones],
        "chapter": (Link(chapter.title, addresses.plan(plan), f"c-{chapter.number}"),),
        "plan_link": (Link(f"{name(views, plan)}任务分解", addresses.plan(plan)),),
        "city_link": (Link(city.name, addresses.city(city)),),
        "before": _neighbour(neighbours[0]),
        "after": _neighbour(neighbours[1]),
        "excerpt": sourceview.excerpt(plan, trace, found.text),
        "assignment": sourceview.excerpt(plan, trace, found.assignment) if found.assignment else "",
        "source_link": (Link("在原文中查看", addresses.source(task), addresses.words_id(task)),),
        "corrections": sourceview.corrections(plan, trace, task),
        "citation": wording.citation(plan, city.name, task),
        "address": f"{(views.book.site.address or '').rstrip('/')}/{address(path)}",
        "as_of": as_of,
    }
    title = wording.title(task.text)
    return Page(path, title, "task", context, _task_description(views, plan, task), task.place.file)


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
