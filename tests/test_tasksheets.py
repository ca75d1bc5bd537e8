"""Task sheets: what one says, that it stands on one page, in which size of type."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from conftest import GOLDEN, ROOT
from pypdf import PdfReader

from taskbook import fonts, workers
from taskbook.entries import WithdrawnEntry
from taskbook.model import Book, Role, Task
from taskbook.prints import engine, sheets
from taskbook.render import printer
from taskbook.settings import Settings

SMALLEST = 10.5
"""五号, in points."""


def made(book: Book, work: Path, wanted: set[str]) -> dict[str, Path]:
    settings = Settings(GOLDEN, work / "site", work, ROOT / "templates", ROOT / "mkdocs.yml")
    every = sheets.task_sheets(book, book.site.as_of)
    return sheets.build(every, printer(ROOT / "templates"), settings, workers.serial, wanted)


def text_of(file: Path) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(file).pages))


def sizes(file: Path) -> list[float]:
    """Return the size of every character on a sheet."""
    with pdfplumber.open(file) as pdf:
        return [char["size"] for page in pdf.pages for char in page.chars if char["text"].strip()]


@pytest.fixture(scope="module")
def sheet(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (file,) = made(golden_book, tmp_path_factory.mktemp("sheets"), {"shifan-2021-005"}).values()
    return file


def test_a_sheet_says_everything_about_its_task_on_one_page(sheet: Path) -> None:
    assert len(PdfReader(sheet).pages) == 1
    text = text_of(sheet)
    for words in (
        "示范市2021年政府工作报告重点任务",
        "文件序号5",
        "民生实事",
        "二、保障和改善民生（二）办好民生实事",
        "筹资2.55亿元，6月底前完成44座危桥改造，农村公路硬化里程超过200公里；东西大桥年内建成通车",
        "责任领导李华",
        "牵头单位市交通局",
        "完成时限文件未写",
        "节点建成通车（年内）",
        "农村公路硬化里程超过200公里达到",
        "交办人（签字）承办单位（盖章）承办人（签字）日期",
        "示政办发〔2021〕1号）第5条",
        "未与原件核对",
        "数据截至2021年6月30日",
        "https://example.org/taskbook/shifan/2021/tasks/005/",
    ):
        assert words in text, words


def test_the_code_leads_to_the_tasks_page(golden_book: Book) -> None:
    every = sheets.task_sheets(golden_book, golden_book.site.as_of)
    for item in every[:2]:
        assert f"https://example.org/taskbook/shifan/2021/tasks/{item.key[-3:]}/" in item.context["code"]
    nowhere = replace(golden_book, site=golden_book.site.model_copy(update={"address": None}))
    every = sheets.task_sheets(nowhere, nowhere.site.as_of)
    assert {(item.context["code"], item.context["address"]) for item in every} == {("", None)}


def test_a_task_without_units_and_one_withdrawn_say_so(golden_book: Book) -> None:
    gone = WithdrawnEntry(date=date(2021, 5, 1), why="并入专项规划", source="示政办函〔2021〕5号")
    task = next(task for plan in golden_book.plans() for task in plan.tasks if not any(map(task.mentions, Role)))
    book = with_task(golden_book, replace(task, withdrawn=gone))
    chosen = next(item for item in sheets.task_sheets(book, book.site.as_of) if item.key == task.id)
    html = printer(ROOT / "templates")("print/tasksheet.html.j2", chosen.context)
    assert "所据文本未写明" in html
    assert "已撤销：2021年5月1日起撤销：并入专项规划（依据：示政办函〔2021〕5号）" in html


def test_the_longest_tasks_of_the_five_cities_stand_on_one_page(
    real_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: dict[str, int] = {}

    def count(document: Any, item: engine.Print) -> None:
        pages[item.path] = len(document.pages)

    def whole(*_: object) -> tuple[fonts.Face, ...]:
        return fonts.packaged()  # they set lines as their subsets do; cutting them takes longer than this test

    monkeypatch.setattr(engine, "write", count)
    monkeypatch.setattr(fonts, "subset", whole)
    longest = {max(plan.tasks, key=room).id for plan in real_book.plans()}
    assert len(longest) >= 5
    assert set(made(real_book, tmp_path, longest)) == set(pages)
    assert set(pages.values()) == {1}
    assert len(pages) == len(longest)


def room(task: Task) -> int:
    """Say about how much room a task takes, in characters."""
    names = sum(len(mention.printed) + 1 for role in Role for mention in task.mentions(role))
    return len(task.text) + names + 40 * len(task.targets) + 40 * len(task.milestones) + len(task.note or "")


def with_task(book: Book, task: Task) -> Book:
    """Return the book with one task in the place of the one with its id."""
    city = next(city for city in book.cities if city.id == task.city_id)
    plans = tuple(
        replace(
            plan,
            chapters=tuple(
                replace(chapter, tasks=tuple(task if old.id == task.id else old for old in chapter.tasks))
                for chapter in plan.chapters
            ),
        )
        for plan in city.plans
    )
    return replace(book, cities=(replace(city, plans=plans),))


@pytest.mark.parametrize(("times", "size", "pages"), [(1, 16, 1), (4, 14, 1), (6, 12, 1), (12, 10.5, 1), (20, 10.5, 2)])
def test_the_more_words_the_smaller_the_type_but_never_below_the_smallest(
    golden_book: Book, sheet: Path, tmp_path: Path, times: int, size: float, pages: int
) -> None:
    task = next(task for plan in golden_book.plans() for task in plan.tasks if task.slug == "005")
    book = with_task(golden_book, replace(task, text="；".join([task.text] * times)))
    (tmp_path / "fonts").symlink_to(sheet.parents[3] / "fonts")  # cutting them takes seconds
    (file,) = made(book, tmp_path, {task.id}).values()
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == pages
        assert max(char["size"] for char in pdf.pages[0].chars if char["text"] == "桥") == pytest.approx(size, abs=0.01)
    assert min(sizes(file)) >= SMALLEST - 0.01
