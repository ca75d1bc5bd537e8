"""The pages of one city: overview, units, leaders (part of the step pages; pure).

In: shared views and a city. Out: pages with what their templates show, already counted and in registry order.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from taskbook import addresses, chartviews, filenames, wording
from taskbook.cells import Column, Line, Link, Row, Table
from taskbook.model import City, Leader, Plan, Role, Task, Unit
from taskbook.page import Page
from taskbook.planpages import goals
from taskbook.standing import counted, in_force
from taskbook.views import Views, count, join, unit_link

_PARTNERS = 10
_ROLE_NAMES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.ASSIST: "协办"}


def city_pages(views: Views, city: City) -> Iterator[Page]:
    """Yield all pages of a city but those of its plans."""
    yield _city_page(views, city)
    yield _units_page(views, city)
    for unit in city.units:
        yield _unit_page(views, city, unit)
    yield _leaders_page(views, city)
    for leader in city.leaders:
        yield _leader_page(views, city, leader)


def _folder(city: City) -> str:
    return city.place.file.rsplit("/", 1)[0]


def _city_page(views: Views, city: City) -> Page:
    plans = []
    for plan in city.plans:
        deeds = [task for task in plan.tasks if task.public_deed]
        plans.append(
            {
                "plan": plan,
                "name": wording.document_name(plan, city.name),
                "page": addresses.plan(plan),
                "targets_page": addresses.targets(plan),
                "source_page": addresses.source(plan),
                "count": counted(plan.tasks),
                "deeds": views.tasks_table(plan, deeds, "民生实事"),
                "goals": views.figures_table(goals(plan), "预期目标"),
            }
        )
    context = {
        "city": city,
        "level": wording.LEVELS[city.level],
        "plans": plans,
        "counts": {"units": len(city.units), "leaders": len(city.leaders)},
        "units_page": addresses.units(city),
        "leaders_page": addresses.leaders(city),
    }
    years = "、".join(f"{plan.year}年" for plan in city.plans)
    description = f"{city.name}{years}政府任务：由谁负责，承诺多少，何时完成。"
    return Page(addresses.city(city), city.name, "city", context, description, city.place.file, "概览")


def _tasks_in_role(views: Views, unit: Unit, role: Role) -> list[Task]:
    """Return the tasks in which a unit has a role, each once, in document order."""
    found = views.book.by_unit.get(unit.key, ())
    return list({link.task.id: link.task for link in found if link.role is role}.values())


def _roles(views: Views, city: City) -> list[Role]:
    """Return the roles that a city's documents use."""
    return [role for role in Role if any(role in views.roles(plan) for plan in city.plans)]


def _units_page(views: Views, city: City) -> Page:
    roles = _roles(views, city)
    columns = (Column("单位", "unit"), *(Column(_ROLE_NAMES[role], "count") for role in roles), Column("合计", "count"))
    tables: dict[str, list[Row]] = {}
    for unit in city.units:
        tasks = [in_force(_tasks_in_role(views, unit, role)) for role in roles]
        total = len({task.id for group in tasks for task in group})
        cells = (unit_link(unit), *(count(len(group)) for group in tasks), count(total))
        tables.setdefault(unit.kind, []).append(Row(columns, cells, f"u-{unit.id}"))
    kinds = [
        (kind, wording.UNIT_KINDS[kind], Table(wording.UNIT_KINDS[kind], columns, tuple(rows), "units"))
        for kind, rows in tables.items()
    ]
    by_unit = [(unit, [len(in_force(_tasks_in_role(views, unit, role))) for role in roles]) for unit in city.units]
    chart = chartviews.mentions(city, by_unit, [_ROLE_NAMES[role] for role in roles])
    context = {
        "city": city,
        "chart": chart,
        "kinds": kinds,
        "count": len(city.units),
        "city_page": addresses.city(city),
    }
    description = f"{city.name}{len(city.units)}个单位在任务文件中的分工：牵头、责任、协办各多少项。"
    content = f"{_folder(city)}/units.yml"
    nav_title = "单位" if city.units else ""
    title = f"{city.name}单位"
    return Page(addresses.units(city), title, "units", context, description, content, nav_title, empty=not city.units)


def _unit_page(views: Views, city: City, unit: Unit) -> Page:
    by_role = {role: _tasks_in_role(views, unit, role) for role in Role}
    all_tasks = list({task.id: task for tasks in by_role.values() for task in tasks}.values())
    answered = list({task.id: task for role in (Role.LEAD, Role.RESPONSIBLE) for task in by_role[role]}.values())
    plans = [plan for plan in city.plans if any(task.year == plan.year for task in all_tasks)]
    context = {
        "city": city,
        "unit": unit,
        "kind": wording.UNIT_KINDS[unit.kind],
        "total": len(all_tasks),
        "withdrawn": len(all_tasks) - len(in_force(all_tasks)),
        "counts": [(_ROLE_NAMES[role], len(in_force(by_role[role]))) for role in _roles(views, city)],
        "roles": _role_tables(views, unit, plans, by_role),
        "figures": views.figures_table(views.task_figures(answered), "牵头和负责任务的指标"),
        "renamed": [
            (wording.day(entry.date), "编号" if entry.was in unit.former_ids else "名称", entry.was, entry.why)
            for entry in unit.renamed
        ],
        "partners": _partners(views, unit, all_tasks),
        "within": join(unit_link(other) for other in city.units if unit.id in other.members),
        "members": join(unit_link(views.unit_of[(city.id, member)]) for member in unit.members),
        "part_of": unit_link(views.unit_of[(city.id, unit.part_of)]) if unit.part_of else (),
        "parts": join(unit_link(other) for other in city.units if other.part_of == unit.id),
        "elsewhere": _elsewhere(views, unit),
        "function": (Link(unit.function.name, addresses.function(unit.function)),) if unit.function else (),
        "booklets": [_booklet(city, plan, unit) for plan in plans],
        "city_page": addresses.city(city),
        "units_page": addresses.units(city),
    }
    parts = "、".join(
        f"{_ROLE_NAMES[role]}{len(kept)}项" for role, tasks in by_role.items() if (kept := in_force(tasks))
    )
    title = f"{unit.name}（{city.name}）"
    description = f"{title}的任务：{parts or '所据文件没有列出'}。"
    content = f"{_folder(city)}/units.yml"
    return Page(addresses.unit(unit), title, "unit", context, description, content, empty=not all_tasks)


def _booklet(city: City, plan: Plan, unit: Unit) -> tuple[int, str, str]:
    """Return year, address and readable file name of a unit's booklet."""
    return plan.year, addresses.booklet(plan, unit), filenames.part(city.name, plan.year, unit.name)


def _role_tables(
    views: Views, unit: Unit, plans: list[Plan], by_role: dict[Role, list[Task]]
) -> list[tuple[str, str, Table]]:
    """Return id, heading and tasks of each role in each plan, what a unit leads first."""
    out = []
    for plan in plans:
        for role, all_tasks in by_role.items():
            tasks = [task for task in all_tasks if task.year == plan.year]
            if tasks:
                heading = f"{plan.year}年{wording.role_label(plan, role)}（{counted(tasks)}）"
                table = views.tasks_table(plan, tasks, heading)
                of_unit = replace(table, data=(*table.data, ("unit", unit.id), ("role", role.value)))
                out.append((f"{role.value}-{plan.year}", heading, of_unit))
    return out


def _partners(views: Views, unit: Unit, tasks: Iterable[Task]) -> Table:
    """Return the units that share most tasks with a unit; equals stand in registry order."""
    shared: Counter[tuple[str, str]] = Counter()
    for task in in_force(tasks):
        shared.update({m.unit.key for role in Role for m in task.mentions(role) if m.unit and m.unit.key != unit.key})
    order = {other.key: place for place, other in enumerate(views.city_of[unit.city_id].units)}
    most = sorted(shared, key=lambda key: (-shared[key], order[key]))[:_PARTNERS]
    columns = (Column("单位", "unit"), Column("共同任务", "count"))
    rows = tuple(Row(columns, (unit_link(views.unit_of[key]), count(shared[key]))) for key in most)
    return Table("共同承担任务最多的单位", columns, rows, "partners")


def _elsewhere(views: Views, unit: Unit) -> Line:
    """Return the units with the same function in other cities."""
    if unit.function is None:
        return ()
    same = (
        (Link(f"{other.name}（{city.name}）", addresses.unit(other)),)
        for city in views.book.cities
        if city.id != unit.city_id
        for other in city.units
        if other.function and other.function.id == unit.function.id
    )
    return join(same)


def _leader_tasks(views: Views, leader: Leader, plan: Plan) -> list[Task]:
    return [task for task in views.book.by_leader.get(leader.key, ()) if task.year == plan.year]


def _leaders_page(views: Views, city: City) -> Page:
    columns = (Column("姓名", "leader"), Column("任务", "count"), Column("指标", "count"), Column("牵头单位", "count"))
    groups = []
    for plan in city.plans:
        rows = []
        for leader in city.leaders:
            tasks = _leader_tasks(views, leader, plan)
            if tasks:
                kept = in_force(tasks)
                figures, leads = sum(len(task.targets) for task in kept), len(_lead_units(kept))
                link = (Link(leader.name, addresses.leader(leader)),)
                row_id = f"l-{leader.id}-{plan.year}"
                rows.append(Row(columns, (link, count(len(kept)), count(figures), count(leads)), row_id))
        if rows:
            heading = f"{plan.year}年文件所列{wording.leader_label(plan)}"
            groups.append((f"y-{plan.year}", heading, Table(heading, columns, tuple(rows), "leaders")))
    context = {"city": city, "groups": groups, "city_page": addresses.city(city)}
    description = f"{city.name}任务文件所列责任领导及其任务。"
    content = f"{_folder(city)}/leaders.yml"
    nav_title = "责任领导" if groups else ""
    title = f"{city.name}责任领导"
    return Page(addresses.leaders(city), title, "leaders", context, description, content, nav_title, empty=not groups)


def _lead_units(tasks: Iterable[Task]) -> Counter[tuple[str, str]]:
    """Count the tasks in force that each unit leads."""
    return Counter(key for task in in_force(tasks) for key in dict.fromkeys(m.unit.key for m in task.lead if m.unit))


def _leader_page(views: Views, city: City, leader: Leader) -> Page:
    plans = []
    for plan in city.plans:
        tasks = _leader_tasks(views, leader, plan)
        if not tasks:
            continue
        heading = f"{plan.year}年文件所列{wording.leader_label(plan)}"
        plans.append(
            {
                "year": plan.year,
                "heading": heading,
                "document": (Link(wording.document_name(plan, city.name), addresses.plan(plan)),),
                "count": counted(tasks),
                "tasks": views.tasks_table(plan, tasks, f"{leader.name}的任务"),
                "leads": _leads_table(views, city, tasks),
                "figures": views.figures_table(views.task_figures(tasks), f"{leader.name}任务的指标"),
                "booklet": addresses.booklet(plan, leader),
                "booklet_name": filenames.part(city.name, plan.year, leader.name),
                "lead_label": wording.role_label(plan, Role.LEAD),
            }
        )
    context = {
        "city": city,
        "leader": leader,
        "plans": plans,
        "posts": [(title, _span(start, end)) for title, start, end in leader.posts],
        "city_page": addresses.city(city),
        "leaders_page": addresses.leaders(city),
    }
    description = f"{city.name}任务文件所列责任领导{leader.name}的任务、牵头单位和指标。"
    title = f"{leader.name}（{city.name}）"
    content = f"{_folder(city)}/leaders.yml"
    return Page(addresses.leader(leader), title, "leader", context, description, content, empty=not plans)


def _leads_table(views: Views, city: City, tasks: Iterable[Task]) -> Table:
    leads = _lead_units(tasks)
    columns = (Column("单位", "unit"), Column("牵头任务", "count"))
    units = (unit for unit in city.units if unit.key in leads)
    rows = tuple(Row(columns, (unit_link(unit), count(leads[unit.key]))) for unit in units)
    return Table("牵头单位", columns, rows, "partners")


def _span(start: object, end: object) -> str:
    dates = [wording.day(value) if isinstance(value, date) else "" for value in (start, end)]
    return "—".join(dates) if any(dates) else ""
