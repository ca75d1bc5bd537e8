"""A clerk's desk for the tests of forms: the fictional city's forms and cells found as people find them."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from conftest import GOLDEN
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from taskbook import pipeline
from taskbook.editing.writing import write
from taskbook.forms import out, paper, records, take, writer
from taskbook.forms.sheets import BY_NAME
from taskbook.load import load
from taskbook.model import Book
from taskbook.resolve import resolve
from taskbook.settings import Wish

DAY = date(2021, 6, 30)
Edit = Callable[["Form"], object]


class Form:
    """An open workbook; cells are named by sheet, row key (its end is enough) and column."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.book: Workbook = load_workbook(file)

    def tab(self, sheet: str) -> Any:
        return self.book[BY_NAME[sheet].title]

    def row(self, sheet: str, key: str) -> int:
        found = [cell.row for cell in self.tab(sheet)["A"] if str(cell.value).endswith(key) and cell.row > 3]
        assert len(found) == 1, (sheet, key, found)
        return int(found[0])

    def cell(self, sheet: str, key: str, column: str) -> Any:
        tab = self.tab(sheet)
        head = next(cell for cell in tab[3] if cell.value == BY_NAME[sheet].column(column).title)
        return tab.cell(self.row(sheet, key), head.column)

    def set(self, sheet: str, key: str, column: str, value: object) -> str:
        """Write a cell as a clerk does; return its name, as 指标!F7."""
        cell = self.cell(sheet, key, column)
        cell.value = value
        return name(cell)

    def target(self, indicator: str) -> str:
        """Return the key of the target of an indicator."""
        tab = self.tab("targets")
        return next(str(row[0].value) for row in tab.iter_rows(min_row=4) if row[3].value == indicator)


def name(cell: Cell) -> str:
    return f"{cell.parent.title}!{cell.coordinate}"


class Desk:
    """A copy of the fictional city, with folders for what goes out and what comes in."""

    def __init__(self, folder: Path, content: Path = GOLDEN, city: str = "shifan", year: int = 2021) -> None:
        self.folder, self.city, self.year = folder, city, year
        self.content = folder / "content"
        shutil.copytree(content, self.content)
        self.inbox = folder / "inbox"
        self.inbox.mkdir()

    @property
    def book(self) -> Book:
        return resolve(load(self.content))

    def send(self, unit: str | None = None) -> Path:
        """Write the office's form, or a unit's; return its file."""
        book, outbox = self.book, self.folder / "outbox"
        if unit:
            return out.write(book, self.content, Wish(self.city, self.year, unit), outbox, DAY, lambda *_: None)[0]
        city = book.city(self.city)
        plan = next(plan for plan in city.plans if plan.year == self.year)
        made = paper.plan_paper(city, plan, records.read(self.content / self.city / str(self.year), self.content))
        outbox.mkdir(exist_ok=True)
        (outbox / made.file).write_bytes(writer.workbook(made, DAY))
        return outbox / made.file

    def come_back(self, *edits: Edit, unit: str | None = None, file: str = "表.xlsx") -> Path:
        """Send a form out, edit it, and lay it into the inbox."""
        form = Form(self.send(unit))
        for edit in edits:
            edit(form)
        form.book.save(self.inbox / file)
        return self.inbox / file

    def read(self, *files: Path) -> list[take.Result]:
        """Take forms in."""
        wanted = take.post(files, self.inbox)
        return take.take(wanted, self.book, self.content, pipeline.prove, write, lambda *_: None)

    def differences(self) -> list[str]:
        """Return the lines of the content that are not as they were, with - and + before them."""
        changed = []
        for path in sorted(GOLDEN.rglob("*.yml")):
            old = path.read_text("utf-8").splitlines()
            new = (self.content / path.relative_to(GOLDEN)).read_text("utf-8").splitlines()
            changed += [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]
        return changed


def red(file: Path) -> dict[str, str]:
    """Return the red cells of a workbook with what their notes say."""
    return {
        name(cell): cell.comment.text if cell.comment else ""
        for tab in load_workbook(file).worksheets
        for row in tab.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "00FF9A9A"
    }
