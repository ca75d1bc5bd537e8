"""The pages across cities: home, indicators, functions of offices, about (part of the step pages; pure).

In: shared views and the Book. Out: pages with what their templates show. Nothing is ranked: cities stand in the order
of their folders, and a goal for another year than the plan's says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from taskbook import addresses, chartviews, standing, wording
from taskbook.cells import Column, Line, Link, Mark, Row, Table, Text
from taskbook.facets import names, sorted_by
from taskbook.model import City, Function, Goal, Indicator, Plan, Role, Target, Task, Unit
from taskbook.page import Page
from taskbook.planpages import name
from taskbook.views import Views, count, due, figure_value, join, measure, missing, none, unit_link

_CONTENT = "content"
_COMMON = ("city", "has", "due")
"""What rows of different cities can be filtered by; their units and chapters have nothing to do with each other."""


def cross_pages(views: Views, as_of: date, further: Sequence[Page] = ()) -> Iterator[Page]:
    """Yield the pages that belong to no city; the home page leads to further ones, which others have made."""
    yield _home_page(views, further)
    yield _indicators_page(views)
    for indicator in views.book.indicators:
        yield _indicator_page(views, indicator)
    yield _functions_page(views)
    for function in views.book.functions:
        yield _function_page(views, function)
    yield _about_page(views, as_of)


def _home_page(views: Views, further: Sequence[Page]) -> Page:
    book = views.book
    tasks = standing.in_force(book.tasks())
    context = {
        "site": book.site,
        "counts": {
            "cities": len(book.cities),
            "tasks": len(tasks),
            "figures": sum(1 for task in tasks for target in task.targets if target.value),
            "units": sum(len(city.units) for city in book.cities),
        },
        "cities": _cities_table(views),
        "goals": _goals_table(views),
        "indicators_page": addresses.INDICATORS,
        "functions_page": addresses.FUNCTIONS,
        "alone": book.alone,
        "further": further,
        "about_page": addresses.ABOUT,
    }
    cities = "、".join(city.name for city in book.cities)
    description = f"{cities}政府任务分解文件的逐项记录：谁负责、承诺多少、何时完成，每个数字链接到原文。"
    content, feed = f"{_CONTENT}/site.yml", views.feed()
    return Page(addresses.HOME, book.site.title, "home", context, description, content, "首页", feed=feed)


def _cities_table(views: Views) -> Table:
    columns = (
        Column("城市与年份", "plan"),
        Column("依据的文件", "basis"),
        Column("任务", "count"),
        Column("民生实事", "count"),
        Column("指标", "count"),
    )
    rows = []
    for plan in views.book.plans():
        city, tasks = views.city(plan), standing.in_force(plan.tasks)
        rows.append(
            Row(
                columns,
                (
                    (Link(city.name, addresses.city(city)), Text(" "), Link(f"{plan.year}年", addresses.plan(plan))),
                    (Text(wording.document_name(plan, city.name)),),
                    count(len(tasks)),
                    _deeds(tasks),
                    (Link(str(sum(len(task.targets) for task in tasks)), addresses.targets(plan)),),
                ),
                f"p-{city.id}-{plan.year}",
            )
        )
    return Table("城市与文件", columns, tuple(rows), "plans cards")


def _deeds(tasks: Iterable[Task]) -> Line:
    deeds = sum(task.public_deed for task in tasks)
    return count(deeds) if deeds else none()


def _goals_table(views: Views) -> Table:
    """Set the headline goals side by side: one row per registered indicator, one column per plan."""
    plans = list(views.book.plans())
    columns = [Column("指标", "indicator")]
    for plan in plans:
        level = wording.LEVELS[views.city(plan).level]
        columns.append(Column(f"{name(views, plan)}（{level}）", "goal"))
    rows = []
    for indicator in views.book.indicators:
        found = [[goal for goal in plan.goals if goal.target.registered == indicator] for plan in plans]
        if any(found):
            link: Line = (Link(indicator.name, addresses.indicator(indicator)),)
            cells = (_goal_cell(plan, goals) for plan, goals in zip(plans, found, strict=True))
            rows.append(Row(tuple(columns), (link, *cells), f"i-{indicator.id}"))
    return Table("各计划的预期目标", tuple(columns), tuple(rows), "goals cards")


def _goal_cell(plan: Plan, goals: Iterable[Goal]) -> Line:
    cells: list[Line] = []
    for goal in goals:
        fragment = addresses.quote_id(goal.task, goal.target)
        words = Link(wording.promise(goal.target), addresses.source(plan), fragment, "figure")
        other = _other_year(plan, goal.target)
        cells.append((words, Mark(f"（{other}）", "other-year")) if other else (words,))
    return join(cells, "；") or missing()


def _other_year(plan: Plan, target: Target) -> str:
    """Return the date of a goal that is not of the plan's year, as stated; nothing for one that is."""
    if target.by is None or target.by.startswith(str(plan.year)):
        return ""
    return target.by_text or f"到{wording.moment(target.by)}"


# Indicators


def _uses(views: Views, indicator: Indicator, city: City) -> list[tuple[Plan, Task | None, Target]]:
    """Return where a city's plans promise an indicator, each promise once, headline goals as their tasks."""
    found = views.book.by_indicator.get(indicator.id, ())
    mine = (use for use in found if use[0].city_id == city.id)
    return list(
        {(plan.key, task and task.id, target.number): (plan, task, target) for plan, task, target in mine}.values()
    )


def _indicators_page(views: Views) -> Page:
    columns = (Column("指标", "indicator"), *(Column(city.name, "count") for city in views.book.cities))
    rows = []
    for indicator in views.book.indicators:
        link: Line = (Link(indicator.name, addresses.indicator(indicator)),)
        counts = [len(_uses(views, indicator, city)) for city in views.book.cities]
        cells = ((Text(f"{n}处"),) if n else missing() for n in counts)
        rows.append(Row(columns, (link, *cells), f"i-{indicator.id}"))
    alone = views.book.alone
    context = {
        "indicators": Table("指标", columns, tuple(rows), "indicators cards"),
        "count": len(rows),
        "alone": alone,
    }
    compared = "同一指标在各城市文件中的写法：数值、动词、年份、政府层级和原句，不排名。"
    description = "各指标在文件中的写法：数值、动词、年份和原句。" if alone else compared
    title, content = "指标索引" if alone else "指标对照", f"{_CONTENT}/indicators.yml"
    return Page(addresses.INDICATORS, title, "indicators", context, description, content, title, empty=not rows)


def _indicator_page(views: Views, indicator: Indicator) -> Page:
    columns = (
        Column("城市与年份", "plan"),
        Column("政府层级", "level"),
        Column("写法", "indicator"),
        Column("承诺", "promise", fixed=True),  # sorting by amount would rank cities
        Column("计法", "measure"),
        Column("期限", "due"),
        Column("出自", "task"),
        Column("原句", "words"),
    )
    rows = []
    drawn = [use for city in views.book.cities for use in _uses(views, indicator, city)]
    for city in views.book.cities:
        uses = _uses(views, indicator, city)
        rows += [_use_row(views, columns, *use) for use in uses]
        if not uses:
            level: Line = (Text(wording.LEVELS[city.level]),)
            rest = [missing(), *[none()] * (len(columns) - 4)]
            link: Line = (Link(city.name, addresses.city(city)),)
            rows.append(Row(columns, (link, level, none(), *rest), f"x-{city.id}", (("city", city.id),)))
    alone, data = views.book.alone, names((), (), views.book.cities)
    context = {
        "indicator": indicator,
        "chart": chartviews.uses(views, indicator, drawn),
        "uses": Table(
            f"{indicator.name}：{'文件' if alone else '各城市'}的写法", columns, tuple(rows), "uses cards", data
        ),
        "alone": alone,
        "indicators_page": addresses.INDICATORS,
    }
    compared = f"{indicator.name}：各城市文件写的数值、动词、年份、政府层级和原句，不排名。"
    description = f"{indicator.name}：文件写的数值、动词、年份和原句。" if alone else compared
    content = f"{_CONTENT}/indicators.yml"
    return Page(addresses.indicator(indicator), indicator.name, "indicator", context, description, content)


def _use_row(views: Views, columns: Sequence[Column], plan: Plan, task: Task | None, target: Target) -> Row:
    city = views.city(plan)
    cells: tuple[Line, ...] = (
        (Link(name(views, plan), addresses.plan(plan)),),
        (Text(wording.LEVELS[city.level]),),
        (Text(target.indicator),),
        figure_value(target),
        measure(target),
        due(target, task),
        views.task_title(task) if task else (Mark("预期目标", "headline"),),
        views.words_link(plan, task, target),
    )
    keys = views.facets.figure_keys(plan, task, target)
    facts = tuple(pair for pair in views.facets.figure(plan, task, target) if pair[0] in _COMMON)
    data = sorted_by(facts, keys, (column.css for column in columns))
    return Row(tuple(columns), cells, f"x-{plan.city_id}-{plan.year}-{addresses.target_row_id(task, target)}", data)


# Functions of offices


def _holders(city: City, function: Function) -> list[Unit]:
    return [unit for unit in city.units if unit.function and unit.function.id == function.id]


def _functions_page(views: Views) -> Page:
    columns = (Column("职能", "function"), *(Column(city.name, "unit") for city in views.book.cities))
    rows = []
    for function in views.book.functions:
        cells = (join(map(unit_link, _holders(city, function))) or missing() for city in views.book.cities)
        link: Line = (Link(function.name, addresses.function(function)),)
        rows.append(Row(columns, (link, *cells), f"n-{function.id}"))
    context = {"functions": Table("职能与单位", columns, tuple(rows), "functions cards"), "count": len(rows)}
    description = "同一职能在各城市由哪个单位承担。"
    title = "职能对照"
    content = f"{_CONTENT}/functions.yml"
    return Page(addresses.FUNCTIONS, title, "functions", context, description, content, title, empty=not rows)


def _function_page(views: Views, function: Function) -> Page:
    columns = (
        Column("单位", "unit"),
        Column("城市", "city"),
        Column("牵头", "count"),
        Column("责任", "count"),
        Column("协办", "count"),
    )
    rows = []
    for city in views.book.cities:
        for unit in _holders(city, function):
            links = views.book.by_unit.get(unit.key, ())
            counts = [
                len({link.task.id for link in links if link.role is role and link.task.in_force}) for role in Role
            ]
            cells = (unit_link(unit), (Link(city.name, addresses.city(city)),), *map(count, counts))
            rows.append(Row(columns, cells, f"n-{city.id}-{unit.id}"))
    absent = [city.name for city in views.book.cities if not _holders(city, function)]
    context = {
        "function": function,
        "holders": Table(f"承担{function.name}职能的单位", columns, tuple(rows), "holders"),
        "absent": "、".join(absent),
        "functions_page": addresses.FUNCTIONS,
    }
    description = f"{function.name}：各城市由哪个单位承担，牵头、责任、协办各多少项任务。"
    content = f"{_CONTENT}/functions.yml"
    path = addresses.function(function)
    return Page(path, function.name, "function", context, description, content, empty=not rows)


def _about_page(views: Views, as_of: date) -> Page:
    documents = [
        {
            "plan": plan,
            "id": f"d-{plan.city_id}-{plan.year}",
            "heading": name(views, plan),
            "document": (Link(wording.document_name(plan, views.city(plan).name), addresses.plan(plan)),),
            "source": wording.SOURCE_KINDS[plan.decree.source.kind],
            "conversion": wording.CONVERSIONS.get(plan.decree.convert or "", ""),
            "source_page": addresses.source(plan),
        }
        for plan in views.book.plans()
    ]
    context = {"site": views.book.site, "documents": documents, "as_of": as_of}
    description = "本站是什么，数据从哪里来，对文字做了什么处理，怎样报告错误。"
    return Page(addresses.ABOUT, "关于本站", "about", context, description, f"{_CONTENT}/site.yml", "关于")
