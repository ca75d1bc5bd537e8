"""prints.tables: the decomposition table on landscape paper; PDFs of the fictional city are read back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from conftest import GOLDEN, ROOT
from pypdf import PdfReader
from pypdf.generic import Destination

from taskbook import booklets, decomposition, workers
from taskbook.booklets import Booklet
from taskbook.model import Book, City, Plan
from taskbook.prints import tables
from taskbook.render import printer
from taskbook.settings import Settings

A4, A3 = ("shifan/2021/booklets/table-a4.pdf", "shifan/2021/booklets/table-a3.pdf")
MM = 72 / 25.4


def made_from(every: list[Booklet], work: Path) -> dict[str, Path]:
    settings = Settings(GOLDEN, work / "site", work, ROOT / "templates", ROOT / "mkdocs.yml")
    chosen = [booklet for booklet in every if booklet.kind == "table"]
    return booklets.build(chosen, printer(ROOT / "templates"), settings, workers.serial)


@pytest.fixture(scope="module")
def made(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two tables; that on A4 with its rows six times and one row longer than two pages."""
    every = booklets.plan_booklets(golden_book)
    long = [_long(booklet) if booklet.site_path == A4 else booklet for booklet in every]
    return made_from(long, tmp_path_factory.mktemp("tables"))


def _long(table: Booklet) -> Booklet:
    view = table.context["view"]
    lines = [line for _ in range(6) for line in view["lines"]]
    rows = []
    for number, line in enumerate(lines):
        if "cells" in line:
            words = f"A{number:03}" + "实施重点项目，" * (700 if number == 31 else 20) + f"Z{number:03}"
            line = {
                **line,
                "css": "row cut" if number == 31 else "row",
                "id": f"x{number}",
                "cells": [line["cells"][0], [words], *line["cells"][2:]],
            }
        rows.append(line)
    return replace(table, say=lambda: {**table.context, "view": {**view, "lines": rows}})


def words(path: Path) -> list[str]:
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(path).pages]


def test_a_plan_has_one_on_each_paper_beside_its_booklet(golden_book: Book) -> None:
    every = booklets.plan_booklets(golden_book)
    assert [booklet.site_path for booklet in every][1:3] == [A4, A3]
    assert [b.file_name for b in every if b.kind == "table"] == [
        "示范市2021年任务分解表（A4）.pdf",
        "示范市2021年任务分解表（A3）.pdf",
    ]


def test_heads_are_those_that_the_document_prints(golden_book: Book) -> None:
    city, plan = golden_book.cities[0], golden_book.cities[0].plans[0]
    assert heads(city, plan) == ["序号", "任务", "责任领导", "牵头单位", "责任单位", "协办单位", "完成时限"]
    entry = {"tables": (("任务编号", "重点工作", "完成时间", "备注"),)}
    printed = replace(plan, decree=plan.decree.model_copy(update=entry))
    assert heads(city, printed) == ["任务编号", "重点工作", "责任领导", "牵头单位", "责任单位", "协办单位", "完成时间"]


def heads(city: City, plan: Plan) -> list[str]:
    return [head.title for head, _ in decomposition.columns(plan)]


def test_names_are_cut_only_behind_their_marks(golden_book: Book) -> None:
    view = tables.view(golden_book, golden_book.cities[0].plans[0], "a4")
    (first, *_) = [line for line in view["lines"] if "cells" in line]
    assert first["cells"][2:4] == [["张明、", "李华"], ["市发改委、", "市经信局"]]
    assert first["cells"][5] == ["市财政局等、", "各镇"]


def test_the_papers_are_landscape_with_every_task_and_a_dash_for_silence(made: dict[str, Path]) -> None:
    sizes = [[float(side) for side in PdfReader(made[path]).pages[0].mediabox[2:]] for path in (A4, A3)]
    assert sizes == [
        pytest.approx([297 * MM, 210 * MM], abs=0.1),
        pytest.approx([420 * MM, 297 * MM], abs=0.1),
    ]
    text = "".join(words(made[A3]))
    for row in ("g01全年城镇新增就业6000人李华市人社局———", "1新增规上企业20家以上"):
        assert row in text
    assert "市财政局等、各镇" in text and "未与原件核对" in text


def test_following_pages_say_so_and_repeat_the_head_and_number(made: dict[str, Path]) -> None:
    pages = [page for page in words(made[A4]) if re.search(r"[AZ]\d\d\d|实施重点项目", page)]
    assert len(pages) > 8
    for number, page in enumerate(pages, 1):
        assert "序号任务责任领导牵头单位" in page
        assert f"—{number}—" in page
        assert ("（续表）" in page) == (number > 1)


def test_a_row_is_cut_only_where_no_page_holds_it(made: dict[str, Path]) -> None:
    pages = words(made[A4])
    starts = {mark: n for n, page in enumerate(pages) for mark in re.findall(r"A(\d\d\d)", page)}
    ends = {mark: n for n, page in enumerate(pages) for mark in re.findall(r"Z(\d\d\d)", page)}
    assert starts.keys() == ends.keys() and len(starts) == 42
    assert [mark for mark in starts if starts[mark] != ends[mark]] == ["031"]


def test_no_heading_ends_a_page(made: dict[str, Path]) -> None:
    with pdfplumber.open(made[A4]) as pdf:
        for page in pdf.pages:
            lines = [re.sub(r"\s", "", line["text"]) for line in page.extract_text_lines()]
            assert not re.match(r"[一二]、|（[一二]）", lines[-2]), (page.page_number, lines[-2])


def test_numbers_stand_at_the_right_and_nothing_leaves_the_page(made: dict[str, Path]) -> None:
    with pdfplumber.open(made[A3]) as pdf:
        page = pdf.pages[0]
        first = page.crop((0, 0, 50 * MM, 250 * MM))
        edges = {round(word["x1"]) for word in first.extract_words() if word["text"] in ("1", "2", "g01", "3")}
        right = max(char["x1"] for char in page.chars)
    assert len(edges) == 1
    assert right <= (420 - 25) * MM + 0.5


def test_the_outline_goes_by_chapter_section_and_task(made: dict[str, Path]) -> None:
    def titles(items: list[Any]) -> list[Any]:
        return [str(item.title) if isinstance(item, Destination) else titles(item) for item in items]

    outline = titles(PdfReader(made[A3]).outline)
    assert outline[0] == "一、推动产业升级" and outline[2] == "二、保障和改善民生" and outline[-1] == "编制说明"
    assert outline[1][0] == "（一）壮大市场主体"
    assert outline[1][1][0].startswith("1　新增规上企业")


def test_only_a_row_that_no_page_holds_may_be_cut(golden_book: Book) -> None:
    plan = golden_book.cities[0].plans[0]
    chapter = plan.chapters[0]
    long = replace(chapter.tasks[0], text="实施重点项目，" * 200)
    changed = replace(plan, chapters=(replace(chapter, tasks=(long, *chapter.tasks[1:])),))
    rows = [line["css"] for line in tables.view(golden_book, changed, "a4")["lines"] if "css" in line]
    assert rows == ["row cut", "row"]
