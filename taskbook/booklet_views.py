"""What a booklet says, as plain data for its template (a leaf of the house; pure).

In: a plan of the Book, and a unit or a leader for their parts of it. Out: nested dicts, lists and text that are ready
to print, in printed order. Words of the document are never changed; counts and fixed words are all that is added.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from taskbook import charts, fonts, qr, standing, wording
from taskbook.model import Book, City, Goal, Involvement, Leader, Mention, Milestone, Plan, Role, Target, Task, Unit
from taskbook.prints import folding

View = dict[str, Any]

PARTNERS = 20
"""How many of the units that a unit works with are listed."""


def frame(book: Book, city: City, plan: Plan, as_of: date) -> View:
    """Say what every booklet of a plan says: the document, its source, what was done to its words, who publishes."""
    decree = plan.decree
    return {
        "city": city.name,
        "year": plan.year,
        "plan_title": plan_title(city, plan),
        "title_lines": title_lines(decree.title or plan_title(city, plan)),
        "document": {
            "title": decree.title,
            "number": decree.number,
            "issuer": decree.issuer,
            "issued": wording.day(decree.issued) if decree.issued else None,
            "kind": wording.DOCUMENT_KINDS[decree.kind],
            "period": [wording.day(decree.period.start), wording.day(decree.period.to)],
            "note": decree.note,
        },
        "source": {"kind": wording.SOURCE_KINDS[decree.source.kind], "from": decree.source.obtained_from},
        "conversion": wording.CONVERSIONS[decree.convert] if decree.convert else None,
        "corrections": [item.model_dump() for item in decree.corrections],
        "numbered": {"printed": any(t.item for t in plan.tasks), "own": any(not t.item for t in plan.tasks)},
        "as_of": wording.day(as_of),
        "created": as_of.isoformat(),
        "fonts": book.site.print.fonts,
        "edition": f"{as_of:%Y%m%d}",
        "code": qr.svg(book.site.address) if book.site.address else None,
        "publisher": {
            "name": book.site.publisher.name,
            "independent": book.site.publisher.kind == "independent",
            "address": book.site.address,
            "licence": book.site.licence,
        },
        "labels": {"leader": wording.leader_label(plan)}
        | {role.value: wording.role_label(plan, role) for role in Role},
    }


def plan_title(city: City, plan: Plan) -> str:
    """Name a plan by the registry and fixed words; the printed title stands beside it."""
    return f"{city.name}{plan.year}年政府工作报告重点任务"


def title_lines(title: str) -> list[str]:
    """Break a title before 关于, as decrees print it: 市人民政府办公室 / 关于…的通知."""
    issuer, about, subject = title.partition("关于")
    return [issuer, about + subject] if issuer and about else [title]


def plan_view(city: City, plan: Plan) -> View:
    """Say what the booklet of a whole plan says."""
    chart = charts.chapters(plan, f"{plan_title(city, plan)}各章任务数")
    return {
        "chapters_chart": {"svg": charts.svg(chart), "summary": chart.summary} if len(plan.chapters) > 1 else None,
        "counts": _counts(plan.tasks) | {"chapters": len(plan.chapters)},
        "goals": [_goal(goal) for goal in plan.goals],
        "goals_timed": _timed(goal.target for goal in plan.goals),
        "rules": [_rule(rule) for rule in plan.decree.rules],
        "original": _original(plan) if plan.decree.convert else [],
        "chapters": [_chapter(plan, n, chapter.title, chapter.tasks) for n, chapter in enumerate(plan.chapters, 1)],
        "leader_index": [row for leader in city.leaders if (row := _leader_row(leader, plan.tasks))],
        "unit_index": [row for unit in city.units if (row := _index_row(unit, plan.tasks))],
        "indicator_index": [
            _target(target, task) | {"tasks": _numbers([task])} for task in plan.tasks for target in task.targets
        ],
    }


def _original(plan: Plan) -> list[str]:
    """Return the document's lines as obtained; a sign that no face has is 〓, one that is not seen is left out."""
    lacking = fonts.missing(plan.source)
    signs = {ord(char): "" if unicodedata.category(char) in ("Cc", "Cf") else "〓" for char in lacking}
    return [words for line in plan.source.splitlines() if (words := line.translate(signs).strip())]


def unit_view(book: Book, city: City, plan: Plan, unit: Unit, involved: Sequence[Involvement]) -> View:
    """Say what a unit's booklet says: leads first, then responsible, then assists; its targets; whom it works with."""
    own = {task.id: role for task, role in _weightiest(involved)}
    tasks = [task for task in plan.tasks if task.id in own]
    parts = [
        {"role": role.value, "chapters": _by_chapter(plan, role.value, [t for t in tasks if own[t.id] is role], unit)}
        for role in Role
    ]
    partners = _partners(city, unit, tasks)
    return {
        "name": unit.name,
        "full": unit.full,
        "kind": wording.UNIT_KINDS[unit.kind],
        "members": [member.name for member in city.units if member.id in unit.members],
        "collective": unit.kind == "collective",
        "counts": _counts(tasks)
        | {role.value: sum(own[task.id] is role for task in standing.in_force(tasks)) for role in Role},
        "parts": [part for part in parts if part["chapters"]],
        "targets": [_target(target, task) for task in tasks for target in task.targets],
        "timed": _timed(target for task in tasks for target in task.targets),
        "partners": "、".join(f"{row['name']}（{row['count']}）" for row in partners[:PARTNERS]),
        "partners_shown": min(PARTNERS, len(partners)),
        "roles": [role.value for role in Role if any(r is role for r in own.values())],
        "partner_count": len(partners),
        "collectives": _collectives(book, city, plan, unit),
    }


def leader_view(city: City, plan: Plan, leader: Leader, tasks: Sequence[Task]) -> View:
    """Say what a leader's booklet says: counts, lead units, the tasks."""
    kept = standing.in_force(tasks)
    leads = Counter(m.unit.id for task in kept for m in _once(task.lead) if m.unit)
    return {
        "name": leader.name,
        "posts": [_post(*post) for post in leader.posts],
        "counts": _counts(tasks),
        "lead_units": [
            {"name": unit.name, "numbers": _numbers(t for t in kept if _holds(t.lead, unit)), "count": leads[unit.id]}
            for unit in city.units
            if leads[unit.id]
        ],
        "roles": ["leader", *(role.value for role in Role if any(task.mentions(role) for task in tasks))],
        "chapters": _by_chapter(plan, "leader", tasks, leader),
        "targets": [_target(target, task) for task in tasks for target in task.targets],
        "timed": _timed(target for task in tasks for target in task.targets),
    }


def _chapter(plan: Plan, number: int, title: str, tasks: Sequence[Task], own: Unit | Leader | None = None) -> View:
    """Return a chapter as a run of entries: a heading where the section changes, else a task."""
    entries: list[View] = []
    open_section: tuple[str, ...] = ()
    headings = 0
    for task in tasks:
        kept = 0
        while kept < min(len(open_section), len(task.section)) and open_section[kept] == task.section[kept]:
            kept += 1
        for level, heading in enumerate(task.section[kept:], kept + 1):
            headings += 1
            entries.append({"heading": heading, "level": level, "id": f"c{number}-s{headings}"})
        open_section = task.section
        entries.append({"task": task_view(plan, task, own)})
    return {"title": title, "id": f"c{number}", "entries": entries}


def _by_chapter(plan: Plan, part: str, tasks: Sequence[Task], own: Unit | Leader) -> list[View]:
    """Group a part's tasks by chapter; sections stay out, each task names its own."""
    chapters = []
    for number, (title, group) in enumerate(groupby(tasks, key=lambda task: task.chapter), 1):
        entries = [{"task": task_view(plan, task, own)} for task in group]
        chapters.append({"title": title, "id": f"{part}-c{number}", "entries": entries})
    return chapters


def task_view(plan: Plan, task: Task, own: Unit | Leader | None = None) -> View:
    """Say what a booklet says of a task; the names of the unit or leader whose booklet it is are marked."""
    roles: list[View] = [
        {"label": wording.role_label(plan, role), "names": _names(task.mentions(role), own)}
        for role in Role
        if task.mentions(role)
    ]
    if task.leaders:
        names = [{"text": leader.name, "own": leader is own, "mark": _mark(n)} for n, leader in enumerate(task.leaders)]
        roles.insert(0, {"label": wording.leader_label(plan), "names": names})
    return {
        "id": f"t-{task.slug}",
        "number": wording.number(task),
        "number_label": wording.number_label(task),
        "title": wording.title(task.text),
        "section": list(task.section),
        "text": task.text,
        "public_deed": task.public_deed,
        "standing": standing.sentences(plan, task),
        "states": standing.states(task),
        "roles": [{**role, "names": folding.folded(role["label"], role["names"])} for role in roles],
        "due": wording.task_deadline(task),
        "targets": [_target(target, task) for target in task.targets],
        "milestones": [_milestone(milestone) for milestone in task.milestones],
        "note": task.note,
    }


def _mark(place: int) -> str:
    return "、" if place else ""


def _names(mentions: Iterable[Mention], own: Unit | Leader | None) -> list[View]:
    """Return printed names with the mark that stands before each; 等 follows its name without one."""
    names: list[View] = []
    for place, mention in enumerate(mentions):
        mark = "" if mention.unit is None else _mark(place)
        is_own = mention.unit is not None and own is not None and mention.unit.key == own.key
        names.append({"text": mention.printed, "own": is_own, "mark": mark})
    return names


def _target(target: Target, task: Task | None) -> View:
    return {
        "task": wording.number(task) if task else None,
        "states": standing.states(task) if task else [],
        "href": f"t-{task.slug}" if task else None,
        "indicator": target.indicator,
        "figure": target.value is not None,
        "promise": wording.promise(target),
        "measure": wording.measure(target),
        "base": target.base,
        "among": target.among,
        "by": _when(target),
        "quote": target.quote,
    }


def _timed(targets: Iterable[Target]) -> bool:
    """Tell whether any of the targets has a time of its own, so that a column of dashes is not printed."""
    return any(_when(target) for target in targets)


def _goal(goal: Goal) -> View:
    return _target(goal.target, goal.task)


def _milestone(milestone: Milestone) -> View:
    return {"what": milestone.what, "quote": milestone.quote, "by": _when(milestone)}


def _when(promise: Target | Milestone) -> str:
    return promise.by_text or (wording.moment(promise.by) if promise.by else "")


def _rule(rule: Any) -> View:
    return {"what": rule.what, "who": rule.who, "to": rule.to, "when": wording.due(rule), "quote": rule.quote}


def _post(title: str, start: date | None, end: date | None) -> View:
    return {"title": title, "from": wording.day(start) if start else None, "to": wording.day(end) if end else None}


def _counts(tasks: Sequence[Task]) -> View:
    listed, tasks = tasks, standing.in_force(tasks)
    targets = [target for task in tasks for target in task.targets]
    return {
        "tasks": len(tasks),
        "withdrawn": len(listed) - len(tasks),
        "deeds": sum(task.public_deed for task in tasks),
        "figures": sum(target.value is not None for target in targets),
        "goals": sum(target.value is None for target in targets),
        "milestones": sum(len(task.milestones) for task in tasks),
    }


def _weightiest(involved: Iterable[Involvement]) -> Iterator[tuple[Task, Role]]:
    """Yield each task once, with the unit's weightiest role in it."""
    roles: dict[str, tuple[Task, Role]] = {}
    order = list(Role)
    for item in involved:
        known = roles.get(item.task.id)
        if known is None or order.index(item.role) < order.index(known[1]):
            roles[item.task.id] = (item.task, item.role)
    yield from roles.values()


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    return list({mention.unit.id: mention for mention in mentions if mention.unit}.values())


def _holds(mentions: Iterable[Mention], unit: Unit) -> bool:
    return any(mention.unit is not None and mention.unit.id == unit.id for mention in mentions)


def _numbers(tasks: Iterable[Task]) -> list[View]:
    return [{"number": wording.number(task), "id": f"t-{task.slug}", "withdrawn": not task.in_force} for task in tasks]


def _leader_row(leader: Leader, tasks: Sequence[Task]) -> View | None:
    own = [task for task in tasks if any(named.key == leader.key for named in task.leaders)]
    return {"name": leader.name, "tasks": _numbers(own)} if own else None


def _index_row(unit: Unit, tasks: Sequence[Task]) -> View | None:
    roles = {role.value: _numbers(task for task in tasks if _holds(task.mentions(role), unit)) for role in Role}
    return {"name": unit.name, "roles": roles} if any(roles.values()) else None


def _partners(city: City, unit: Unit, tasks: Sequence[Task]) -> list[View]:
    """Return the units on the same tasks, most shared tasks first, then in registry order."""
    shared: Counter[str] = Counter()
    for task in standing.in_force(tasks):
        every = [mention for role in Role for mention in task.mentions(role)]
        shared.update(mention.unit.id for mention in _once(every) if mention.unit and mention.unit.id != unit.id)
    rows = [{"name": other.name, "count": shared[other.id]} for other in city.units if shared[other.id]]
    return sorted(rows, key=lambda row: -int(str(row["count"])))


def _collectives(book: Book, city: City, plan: Plan, unit: Unit) -> list[View]:
    """Return the collectives that a document counts the unit among, with their tasks in this plan."""
    rows = []
    for other in city.units:
        if unit.id in other.members:
            tasks = [task for task, _ in _weightiest(book.by_unit.get(other.key, ())) if task.year == plan.year]
            rows.append({"name": other.name, "numbers": [wording.number(task) for task in tasks]})
    return [row for row in rows if row["numbers"]]
