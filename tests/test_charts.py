"""Charts: figures as SVG with a text equivalent; nothing that can't be compared shares a scale."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from taskbook import charts, chartviews, magnitudes, qr
from taskbook.cells import plain
from taskbook.charts import Bar, Chart, Group
from taskbook.crosspages import _uses
from taskbook.model import Book
from taskbook.views import Views


def drawn(svg: str) -> etree._Element:
    return etree.fromstring(svg)


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'<rect class="s\d" x="[\d.]+%" [^>]*? width="([\d.]+)%"', svg)]


def test_a_chart_says_in_words_what_it_shows_and_stands_on_one_line(real_book: Book) -> None:
    plan = real_book.city("jingzhou").plans[0]
    svg = charts.svg(charts.chapters(plan, "各章任务数"))
    root = drawn(svg)
    assert "\n" not in svg
    names = root.get("aria-labelledby", "").split()
    assert [root[0].get("id"), root[1].get("id")] == names
    assert root[
        1
    ].text == "共9章114项任务，任务最多的是“二、坚定不移贯彻新发展理念，加快推动高质量发展”（33项）。" or "114项" in (
        root[1].text or ""
    )
    assert [f"{len(chapter.tasks)}项" for chapter in plan.chapters] == [
        element.text for element in root.iter() if element.get("class") == "value"
    ]


def test_lengths_follow_the_figures_within_a_group_only() -> None:
    groups = (
        Group("甲", (Bar("a", (1,), "1"), Bar("b", (4,), "4"))),
        Group("乙", (Bar("c", (1,), "1"), Bar("d", (2,), "2"))),
    )
    one, four, other, two = widths(charts.svg(Chart("x", "题", "句", groups)))
    assert four == pytest.approx(4 * one, abs=0.05)
    assert two == pytest.approx(2 * other, abs=0.05)
    assert two == pytest.approx(four)


def test_series_differ_by_pattern_and_words_are_escaped() -> None:
    svg = charts.svg(Chart("x", "<题>", "a&b", (Group("", (Bar("<b>", (1, 2, 3), "6"),)),), ("牵头", "责任", "协办")))
    paints = re.findall(r'<rect class="s\d" x="[\d.]+%"[^>]*? (fill="[^"]+")', svg)
    assert len(set(paints)) == 3
    assert drawn(svg)[0].text == "<题>"


def test_points_of_different_years_have_a_place_but_no_length() -> None:
    group = Group("横轴", (Bar("a", (7.5,), "2020年增长7.5%"), Bar("b", (1200,), "2025年超过1200亿元")), (2020, 2025))
    svg = charts.svg(Chart("x", "题", "句", (group,)))
    assert widths(svg) == []
    assert [point.get("cx") for point in drawn(svg).iter("{http://www.w3.org/2000/svg}circle")] == ["5.00%", "95.00%"]


def test_only_figures_of_one_year_level_verb_and_unit_share_a_scale(real_book: Book) -> None:
    views = Views(real_book)
    for indicator in real_book.indicators:
        uses = [use for city in real_book.cities for use in _uses(views, indicator, city)]
        for heading, rest in {chartviews._comparable(views, plan, target) for plan, _, target in uses if target.unit}:
            same = [u for u in uses if u[2].unit and chartviews._comparable(views, u[0], u[2]) == (heading, rest)]
            assert len({(u[2].by or str(u[0].year))[:4] for u in same}) == 1
            assert len({u[2].verb for u in same}) == 1
            assert len({views.city(u[0]).level for u in same}) == 1


def test_the_table_has_the_figures_as_printed_and_in_one_unit(real_book: Book) -> None:
    views = Views(real_book)
    indicator = next(one for one in real_book.indicators if one.id == "farmland")
    uses = [use for city in real_book.cities for use in _uses(views, indicator, city)]
    plan, task, target = uses[0]
    uses[0] = (plan, task, replace(target, value="400000", unit="亩"))
    view = chartviews.uses(views, indicator, uses)
    assert view is not None
    cells = [[plain(cell) for cell in row.cells] for row in view.table.rows]
    assert cells[0][-1] == "40万亩"
    assert {row[-1] for row in cells[1:]} == {"—"}


def test_units_are_counted_as_mentions_and_equals_keep_their_order(real_book: Book) -> None:
    city = real_book.city("jingzhou")
    counted = [(unit, (0, 1)) for unit in city.units[:20]]
    view = chartviews.mentions(city, [*counted, (city.units[20], (2, 3))], ("牵头", "责任"))
    assert view is not None and view.number == chartviews.MOST_UNITS
    assert [plain(row.cells[0]) for row in view.table.rows][:3] == [city.units[n].name for n in (20, 0, 1)]
    assert "不是工作量" in view.summary
    assert chartviews.mentions(city, [(city.units[0], (0, 0))], ("牵头", "责任")) is None


def test_a_plan_compares_growth_rates_of_its_own_year_only(real_book: Book) -> None:
    views = {plan.city_id: chartviews.growth_goals(plan, "题") for plan in real_book.plans()}
    assert views["jingzhou"] is not None and views["jingzhou"].number == 5
    assert views["xiantao"] is None  # its goals are for 2025
    assert views["xuchang"] is None


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "same"),
    [
        ("1200", "亩", "万亩", "0.12"),
        ("2.55", "亿元", "万元", "25500"),
        ("7.5..8", "亿元", "亿元", "7.5—8"),
        ("3000", "千瓦", "千瓦", "3000"),
        ("12", "%", "%", "12"),
    ],
)
def test_amounts_are_converted_exactly(value: str, unit: str, wanted: str, same: str) -> None:
    assert magnitudes.convert(value, unit, wanted) == same


def test_other_things_are_not_converted() -> None:
    with pytest.raises(ValueError, match="万亩"):
        magnitudes.convert("1", "万亩", "元")


def test_a_qr_code_names_its_address_and_is_always_the_same() -> None:
    address = "https://tasks.example.org/qianjiang/2021/tasks/096/"
    svg = qr.svg(address)
    assert svg == qr.svg(address)
    assert (drawn(svg)[0].text or "").endswith(address)
    assert len(svg) < 12_000
