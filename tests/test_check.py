"""Rules over the Book; each rule's bad cases are in tests/problems/check.yml."""

from dataclasses import replace

import pytest

from taskbook.check import check
from taskbook.model import Book, City, Plan, Task
from taskbook.problems import Severity


def with_task(book: Book, slug: str, **fields: object) -> Book:
    """Return the golden Book with one task changed."""

    def plan_with(plan: Plan) -> Plan:
        chapters = tuple(replace(chapter, tasks=tuple(map(task_with, chapter.tasks))) for chapter in plan.chapters)
        return replace(plan, chapters=chapters)

    def task_with(task: Task) -> Task:
        return replace(task, **fields) if task.slug == slug else task  # type: ignore[arg-type]

    cities: tuple[City, ...] = tuple(replace(city, plans=tuple(map(plan_with, city.plans))) for city in book.cities)
    return replace(book, cities=cities)


def codes(book: Book) -> list[str]:
    return [problem.code for problem in check(book)]


def test_good_content_has_no_problems(golden_book: Book) -> None:
    assert codes(golden_book) == []


def test_the_five_cities_have_no_errors(real_book: Book) -> None:
    assert [str(problem) for problem in check(real_book) if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("value", "unit", "quote", "found"),
    [
        ("2", "所", "新建两所学校", []),
        ("10", "所", "新建十所学校", []),
        ("1200", "家", "新增1,200家", []),
        ("12", "家", "新增112家", ["target-words"]),
        ("1", "家", "新增1.5家", ["target-words"]),
        ("50", "%", "达到５０％", []),
        ("5", "万元", "新增5亿元", ["target-words"]),
    ],
)
def test_figures_are_looked_for_as_whole_numbers(
    golden_book: Book, value: str, unit: str, quote: str, found: list[str]
) -> None:
    task = next(task for task in golden_book.tasks() if task.slug == "g01")
    target = replace(task.targets[0], indicator=quote[:2], value=value, unit=unit, quote=quote, registered=None)
    assert codes(with_task(golden_book, "g01", text=quote, targets=(target,))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("推进5G、7×24服务（含12:30班次）", []),
        ("发展虾-稻种养，招商引资2,000万元", []),
        ("推进5G基站(含室内)", ["half-width"]),
        ("到“互联网 ”止", ["white-space"]),
        ("全年新增 3 处", ["white-space"]),
        ("使用Python 3语言", []),
    ],
)
def test_typesetting_is_asked_for_only_among_chinese(golden_book: Book, text: str, found: list[str]) -> None:
    assert codes(with_task(golden_book, "g01", text=text, targets=())) == found


def test_problems_point_at_their_record_without_a_locate(golden_book: Book) -> None:
    book = with_task(golden_book, "g01", targets=(), text="甲,乙")
    assert [str(problem.place) for problem in check(book)] == ["content/shifan/2021/tasks/02.yml:3:3"]
