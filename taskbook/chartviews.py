"""Which charts stand on which page, each with its figures as a table (part of the step pages; pure).

In: shared views. Out: an SVG, a sentence that says the same, a table of the same figures. No chart sets figures of
different years, verbs, levels of government or units on one scale: they stand in groups of their own, in the order of
the folders, never by size. That is also why the home page has no chart: its goals are of different years, and the
table that names year, level and verb at each is their honest form.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taskbook import addresses, charts, magnitudes, wording
from taskbook.cells import Column, Line, Link, Mark, Row, Table, Text
from taskbook.charts import Bar, Chart, Group
from taskbook.model import City, Indicator, Plan, Target, Task, Unit
from taskbook.standing import in_force
from taskbook.views import Views, count, figure_value, missing, none, unit_link

MOST_UNITS = 15
Use = tuple[Plan, Task | None, Target]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as a page shows it; number is how many bars it has."""

    svg: str
    summary: str
    table: Table
    number: int


def chapters(plan: Plan, title: str) -> ChartView:
    """Show how many tasks each chapter of a plan holds."""
    columns = (Column("章", "chapter"), Column("任务", "count"))
    rows = (
        Row(columns, ((Link(c.title, addresses.plan(plan), f"c-{c.number}"),), count(len(in_force(c.tasks)))))
        for c in plan.chapters
    )
    return _view(charts.chapters(plan, title), columns, rows)


def growth_goals(plan: Plan, title: str) -> ChartView | None:
    """Show a plan's headline growth rates: one document, one year, one verb, one unit; None where there aren't two."""
    kept = (goal.target for goal in plan.goals if goal.task is None or goal.task.in_force)
    goals = [target for target in kept if _is_growth(plan, target)]
    bars = tuple(Bar(t.indicator, (magnitudes.number(t.value or "", "%"),), wording.promise(t)) for t in goals)
    if len(bars) < 2:
        return None
    summary = f"{plan.year}年{len(bars)}项预期目标写明增长率，只在本文件内比较；其他目标见下表。"
    columns = (Column("指标", "indicator"), Column("承诺", "promise"))
    rows = (Row(columns, ((Text(target.indicator),), figure_value(target))) for target in goals)
    return _view(Chart("goals-chart", title, summary, (Group("", bars),)), columns, rows)


def _is_growth(plan: Plan, target: Target) -> bool:
    of_year = target.by is None or target.by.startswith(str(plan.year))
    plain = wording.verb(target) == "增长" and not (target.per or target.among or target.effort)
    return target.measure == "growth" and target.unit == "%" and bool(target.value) and of_year and plain


def mentions(city: City, counted: Sequence[tuple[Unit, Sequence[int]]], roles: Sequence[str]) -> ChartView | None:
    """Show the units that a city's documents name most often, by role; equals stand in registry order."""
    named = [(unit, counts) for unit, counts in counted if sum(counts)]
    most = sorted(named, key=lambda entry: -sum(entry[1]))[:MOST_UNITS]
    if not most:
        return None
    bars = []
    for unit, counts in most:
        each = "、".join(f"{role}{n}" for role, n in zip(roles, counts, strict=True) if n)
        bars.append(Bar(unit.name, tuple(counts), f"{sum(counts)}次" if len(roles) == 1 else each))
    first = most[0]
    summary = (
        f"{city.name}文件列名的{len(named)}个单位中次数最多的{len(most)}个；最多的是{first[0].name}（{sum(first[1])}次）。"
        "每项任务每种角色计一次；只说明文件提到多少次，不是工作量。"
    )
    columns = (Column("单位", "unit"), *(Column(role, "count") for role in roles), Column("列名次数", "count"))
    rows = (Row(columns, (unit_link(unit), *map(count, counts), count(sum(counts)))) for unit, counts in most)
    chart = Chart("mentions-chart", f"{city.name}文件列名次数", summary, (Group("", tuple(bars)),), tuple(roles))
    return _view(chart, columns, rows)


def uses(views: Views, indicator: Indicator, found: Sequence[Use]) -> ChartView | None:
    """Show the figures of an indicator, those of one year, level, verb and unit together on a scale of their own."""
    kept = [use for use in found if use[1] is None or use[1].in_force]
    figures = [use for use in kept if use[2].value and use[2].unit]
    if not figures:
        return None
    groups: dict[tuple[str, str], list[Use]] = {}
    for use in figures:
        groups.setdefault(_comparable(views, use[0], use[2]), []).append(use)
    cities = len({plan.city_id for plan, _, _ in figures})
    summary = (
        f"{cities}个城市写了{len(figures)}个数值，不排名。年份、政府层级、动词、计法和单位都相同的才用同一刻度画成条；"
        "其余只按年份排在横轴上，位置不表示大小。"
    )
    alike = [(heading, same) for (heading, _), same in groups.items() if len(same) > 1]
    alone = [same[0] for same in groups.values() if len(same) == 1]
    drawn = [Group(heading, tuple(_bar(views, use) for use in same)) for heading, same in alike]
    if alone:
        years = tuple(_year(plan, target) for plan, _, target in alone)
        drawn.append(Group("横轴只表示年份", tuple(_bar(views, use) for use in alone), years))
    columns = ("城市", "年份", "政府层级", "动词", "承诺", "折算")
    heads = tuple(Column(name, css) for name, css in zip(columns, _CSS, strict=True))
    common = _common_units([target for _, _, target in figures], indicator)
    rows = (Row(heads, _use_cells(views, use, common)) for use in figures)
    return _view(Chart("uses-chart", f"{indicator.name}：各城市的数值", summary, tuple(drawn)), heads, rows)


_CSS = ("city", "year", "level", "verb-word", "promise", "amount")


def _comparable(views: Views, plan: Plan, target: Target) -> tuple[str, str]:
    """Return a group's heading, and what else must be the same: base unit, measure, per, among."""
    level = wording.LEVELS[views.city(plan).level]
    words = [f"{_year(plan, target)}年", level, wording.verb(target) or wording.measure(target)]
    rest = (magnitudes.split(target.unit or "")[1], target.measure, target.per, target.among)
    return " · ".join(word for word in words if word), repr(rest)


def _bar(views: Views, use: Use) -> Bar:
    """Draw a figure with its city and level of government, its year and its verb."""
    plan, _, target = use
    city = views.city(plan)
    amount = magnitudes.number(target.value or "", target.unit or "")
    label = f"{city.name}（{wording.LEVELS[city.level]}）：{target.indicator}"
    return Bar(label, (amount,), f"{_year(plan, target)}年{wording.promise(target)}")


def _year(plan: Plan, target: Target) -> int:
    """Return the year that a figure is promised for."""
    return int((target.by or str(plan.year))[:4])


def _common_units(targets: Iterable[Target], indicator: Indicator) -> dict[str, str]:
    """Return for each base unit the one to convert to: the registered unit, or else the one most often printed."""
    printed = Counter(target.unit for target in targets if target.unit)
    out: dict[str, str] = {}
    for unit, _ in sorted(printed.items(), key=lambda entry: -entry[1]):
        out.setdefault(magnitudes.split(unit)[1], unit)
    if indicator.unit:
        out[magnitudes.split(indicator.unit)[1]] = indicator.unit
    return out


def _use_cells(views: Views, use: Use, common: dict[str, str]) -> tuple[Line, ...]:
    plan, task, target = use
    city, unit = views.city(plan), target.unit or ""
    wanted = common[magnitudes.split(unit)[1]]
    same = magnitudes.convert(target.value or "", unit, wanted) + wanted
    sentence = addresses.quote_id(task, target)
    return (
        (Link(city.name, addresses.city(city)),),
        (Link(f"{_year(plan, target)}年", addresses.plan(plan)),),
        (Text(wording.LEVELS[city.level]),),
        (Text(wording.verb(target)),) if wording.verb(target) else missing(),
        (Link(wording.promise(target), addresses.source(plan), sentence, "figure"),),
        none() if wanted == unit else (Mark(same, "amount-same"),),
    )


def _view(chart: Chart, columns: tuple[Column, ...], rows: Iterable[Row]) -> ChartView:
    table = Table(f"{chart.title}（图中的数字）", columns, tuple(rows), "chart-figures")
    return ChartView(charts.svg(chart), chart.summary, table, sum(len(group.bars) for group in chart.groups))
