"""The exports of a book in a folder, with the readers that people use (for the tests of exports)."""

import csv
import io
import json
import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from taskbook import exports, pages, render
from taskbook.cells import address
from taskbook.model import Book, Document, Role
from taskbook.verify import verify

ROOT = Path(__file__).parent.parent
DAY = date(2021, 6, 30)
TABLES = ("tasks", "assignments", "targets", "milestones", "units", "leaders", "plans")


class Built:
    """The exports of a book in a folder."""

    def __init__(self, book: Book, folder: Path) -> None:
        self.book, self.folder = book, folder
        self.trace, _ = verify(book)
        self.made = exports.build(book, self.trace, DAY, folder)

    def csv(self, path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.made[path].read_bytes().decode("utf-8-sig"), newline="")))

    def json(self, path: str) -> Any:
        return json.loads(self.made[path].read_bytes())

    def sheets(self, path: str) -> Any:
        return openpyxl.load_workbook(self.made[path])

    @cached_property
    def documents(self) -> list[Document]:
        made = pages.pages(self.book, self.trace, DAY)
        return render.render(made, self.book.site, ROOT / "templates")

    def ids(self) -> dict[str, set[str]]:
        """Return the ids of every built page by its address."""
        found = {}
        for document in self.documents:
            text = document.markdown + "".join(document.tables)
            found[address(document.path)] = {a or b for a, b in re.findall(r' id="([^"]+)"|\{#([a-z0-9-]+)\}', text)}
        return found


@pytest.fixture(scope="module")
def golden(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(golden_book, tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def real(real_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(real_book, tmp_path_factory.mktemp("exports"))


@pytest.fixture(params=["golden", "real"])
def built(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def counts(book: Book) -> dict[str, int]:
    tasks = list(book.tasks())
    return {
        "tasks": len(tasks),
        "assignments": sum(len(task.mentions(role)) for task in tasks for role in Role),
        "targets": sum(len(task.targets) for task in tasks)
        + sum(goal.task is None for plan in book.plans() for goal in plan.goals),
        "milestones": sum(len(task.milestones) for task in tasks),
        "units": sum(len(city.units) for city in book.cities),
        "leaders": sum(len(city.leaders) for city in book.cities),
        "plans": sum(len(city.plans) for city in book.cities),
    }
