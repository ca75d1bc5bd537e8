"""The pages of one plan: the plan, its target table, its source document (part of the step pages; pure).

In: shared views, a plan and its trace. Out: pages with what their templates show, already counted and in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from taskbook import addresses, chartviews, filenames, sourceview, standing, wording
from taskbook.align import PlanTrace
from taskbook.cells import Line, Link, Table, Text
from taskbook.listpages import list_links
from taskbook.model import Chapter, Plan, Role, Target, Task
from taskbook.page import Page
from taskbook.views import Views


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


def plan_pages(views: Views, plan: Plan, trace: PlanTrace) -> Iterator[Page]:
    """Yield the pages of a plan as a whole."""
    yield _plan_page(views, plan)
    yield _targets_page(views, plan)
    yield _source_page(views, plan, trace)


def name(views: Views, plan: Plan) -> str:
    """Name a plan for headings and links: 潜江市2021年."""
    return f"{views.city(plan).name}{plan.year}年"


def goals(plan: Plan) -> list[tuple[Plan, Task | None, Target]]:
    """Return a plan's headline goals as figures."""
    return [(plan, goal.task, goal.target) for goal in plan.goals]


def _plan_page(views: Views, plan: Plan) -> Page:
    city = views.city(plan)
    tasks = standing.in_force(plan.tasks)
    context = {
        "plan": plan,
        "decree": plan.decree,
        "city": city,
        "name": wording.document_name(plan, city.name),
        "conversion": wording.CONVERSIONS.get(plan.decree.convert or "", ""),
        "counts": {
            "tasks": len(tasks),
            "withdrawn": len(plan.tasks) - len(tasks),
            "deeds": sum(task.public_deed for task in tasks),
            "figures": sum(1 for task in tasks for target in task.targets if target.value),
            "units": len({m.unit.key for task in tasks for role in Role for m in task.mentions(role) if m.unit}),
        },
        "goals": views.figures_table(goals(plan), "预期目标"),
        "goals_chart": chartviews.growth_goals(plan, f"{name(views, plan)}预期目标的增长率"),
        "chapters_chart": chartviews.chapters(plan, f"{name(views, plan)}各章任务数"),
        "rules": [(rule, _rule_facts(plan, number)) for number, rule in enumerate(plan.decree.rules, start=1)],
        "chapters": [(chapter, _groups(views, plan, chapter)) for chapter in plan.chapters],
        "source_page": addresses.source(plan),
        "lists": list_links(plan),
        "targets_page": addresses.targets(plan),
        "city_page": addresses.city(city),
        "changes_page": addresses.changes(plan) if views.history.of(plan.key) else "",
        "feed": views.feed(plan),
        "booklet": addresses.booklet(plan),
        "booklet_name": filenames.whole(city.name, plan.year),
        "tables": [
            (name, addresses.decomposition(plan, paper), filenames.table(city.name, plan.year, paper))
            for paper, name in filenames.PAPERS.items()
        ],
    }
    description = f"{name(views, plan)}{len(tasks)}项任务：谁负责、多少、何时完成。依据{context['name']}。"
    title = f"{name(views, plan)}任务分解"
    content, nav_title, feed = str(plan.place.file), f"{plan.year}年任务", views.feed(plan)
    return Page(addresses.plan(plan), title, "plan", context, description, content, nav_title, feed=feed)


def _rule_facts(plan: Plan, number: int) -> Line:
    """Show who owes what to whom and when, the words of the document linked to their place."""
    rule = plan.decree.rules[number - 1]
    parts = [part for part in (rule.who, wording.due(rule), rule.to and f"向{rule.to}") if part]
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
        out.append(Group(headings, grouped(views.tasks_table(plan, tasks, label))))
        shown = section
    return out


def grouped(table: Table) -> Table:
    """Mark a table as one piece of a list by chapters: sorted, the pieces become one."""
    return replace(table, data=(*table.data, ("group", "")))


def _targets_page(views: Views, plan: Plan) -> Page:
    groups = [
        (chapter, grouped(views.figures_table(views.task_figures(chapter.tasks), chapter.title)))
        for chapter in plan.chapters
        if any(task.targets for task in chapter.tasks)
    ]
    context = {
        "plan": plan,
        "goals": views.figures_table(goals(plan), "预期目标"),
        "groups": groups,
        "count": sum(len(task.targets) for task in standing.in_force(plan.tasks)),
        "end": wording.day(plan.decree.period.to),
        "plan_page": addresses.plan(plan),
        "plan_name": name(views, plan),
    }
    title = f"{name(views, plan)}指标"
    description = f"{name(views, plan)}文件写明的全部指标：动词、数值、计法、期限、任务和原文。"
    nav_title, content, empty = f"{plan.year}年指标", plan.place.file, not (groups or plan.goals)
    return Page(addresses.targets(plan), title, "targets", context, description, content, nav_title, empty=empty)


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
    nav_title, origin = f"{plan.year}年原文", wording.document_name(plan, views.city(plan).name)
    return Page(addresses.source(plan), title, "source", context, description, content, nav_title, origin)
