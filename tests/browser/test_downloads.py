"""What is taken away from /data/ by a click opens with the tools that people have, and holds what the Book holds."""

import io
import json
import zipfile

import openpyxl
import pandas
from playwright.sync_api import Page

from taskbook.model import Book


def counts(book: Book) -> dict[str, int]:
    tasks = list(book.tasks())
    return {
        "tasks": len(tasks),
        "milestones": sum(len(task.milestones) for task in tasks),
        "units": sum(len(city.units) for city in book.cities),
        "leaders": sum(len(city.leaders) for city in book.cities),
        "plans": sum(1 for _ in book.plans()),
    }


def taken(page: Page, name: str) -> io.BytesIO:
    """Take a file away: by a click, or what the browser shows itself by its address."""
    link = page.locator(f"article a[href$='{name}']").first
    if name.endswith(".json"):
        return io.BytesIO(page.request.get(link.evaluate("(link) => link.href")).body())
    with page.expect_download() as loaded:
        link.click()
    return io.BytesIO(loaded.value.path().read_bytes())


def test_tables_open_in_pandas(page: Page, golden_book: Book) -> None:
    page.goto("data/")
    for name, count in counts(golden_book).items():
        table = pandas.read_csv(taken(page, f"/{name}.csv"))
        assert len(table) == len(pandas.read_json(taken(page, f"/{name}.json"))) == count, name
        assert not [column for column in table.columns if column.startswith(("Unnamed", "\ufeff"))]


def test_the_workbook_opens_with_a_sheet_per_table(page: Page, golden_book: Book) -> None:
    page.goto("data/")
    raw = taken(page, "taskbook.xlsx")
    sheets = pandas.read_excel(raw, sheet_name=None)
    assert next(iter(sheets)) == "任务" and len(sheets["任务"]) == counts(golden_book)["tasks"]
    assert openpyxl.load_workbook(raw).worksheets[0].freeze_panes == "A2"


def test_one_archive_holds_everything(page: Page, golden_book: Book) -> None:
    page.goto("data/")
    with zipfile.ZipFile(taken(page, "taskbook.zip")) as archive:
        for name, count in counts(golden_book).items():
            assert len(pandas.read_csv(io.BytesIO(archive.read(f"{name}.csv")))) == count
        resources = json.loads(archive.read("datapackage.json"))["resources"]
        assert {resource["path"] for resource in resources} <= set(archive.namelist())


def test_a_units_own_list_is_taken_from_its_page(page: Page, golden_book: Book) -> None:
    page.goto("shifan/units/jiaotong/")
    tasks = {link.task.id for link in golden_book.by_unit[("shifan", "jiaotong")]}
    for name, read in (("tasks.csv", pandas.read_csv), ("tasks.xlsx", pandas.read_excel)):
        table = read(taken(page, name))
        assert tasks in [set(table[column]) for column in table.columns], name
