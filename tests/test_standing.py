"""A withdrawn task and a revised one are marked wherever tasks are listed, and totals leave out the withdrawn one."""

import io
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import GOLDEN, ROOT
from exported import DAY, Built
from pypdf import PdfWriter

from taskbook import booklet_views, booklets, exportpages, search, standing
from taskbook.booklets import Booklet
from taskbook.cells import Text
from taskbook.forms import out
from taskbook.load import load
from taskbook.model import Book
from taskbook.prints import changes, handing
from taskbook.render import printer
from taskbook.resolve import resolve
from taskbook.settings import Wish

GONE = "2021年9月1日起撤销：并入专项规划（依据：示政办函〔2021〕5号）"
CHANGED = "2021年9月3日，停车泊位由「约3000个」改为「1800个」（批准文件：示政办函〔2021〕9号）"
WITHDRAWN = "  withdrawn: {date: 2021-09-01, why: 并入专项规划, source: 示政办函〔2021〕5号}\n"
REVISED = (
    "  revised:\n  - {field: target, indicator: 停车泊位, from: 约3000个, to: 1800个, "
    "by: 示政办函〔2021〕9号, date: 2021-09-03}\n"
)


@dataclass(frozen=True)
class Marked:
    """The fictional city with task 002 withdrawn (市财政局 leads, two figures) and task 003 revised."""

    content: Path
    book: Book
    built: Built
    booklets: dict[str, str]

    def page(self, path: str) -> str:
        return next(found.markdown for found in self.built.documents if found.path == path)


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Marked:
    folder = tmp_path_factory.mktemp("standing")
    content = Path(shutil.copytree(GOLDEN, folder / "content"))
    for name, mark, words in (
        ("01", "quote: 综合考核进入全省前3名}\n", WITHDRAWN),
        ("02", "由80%提高到85%}\n", REVISED),
    ):
        file = content / f"shifan/2021/tasks/{name}.yml"
        text = file.read_text("utf-8")
        assert text.count(mark) == 1
        file.write_text(text.replace(mark, mark + words), "utf-8")
    book = resolve(load(content))
    render = printer(ROOT / "templates")
    made = booklets.plan_booklets(book, DAY)
    return Marked(content, book, Built(book, folder / "exports"), {one.site_path: html(one, render) for one in made})


def html(one: Booklet, render: booklets.Render) -> str:
    return render(f"print/{one.kind}.html.j2", one.context)


def rows_of(text: str, slug: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|") and f"tasks/{slug}.md" in line]


@pytest.mark.parametrize(
    ("page", "gone", "changed"),
    [
        ("2021/index", True, True),
        ("2021/targets", True, True),
        ("2021/lists/no-deadline", True, True),
        ("units/caizheng", True, False),
        ("units/zhujian", False, True),
        ("leaders/zhang-ming", True, False),
    ],
)
def test_every_list_marks_them(marked: Marked, page: str, gone: bool, changed: bool) -> None:
    text = marked.page(f"shifan/{page}.md")
    for slug, expected, words in (("002", gone, "已撤销"), ("003", changed, "印发后变更（示政办函〔2021〕9号）")):
        rows = rows_of(text, slug)
        assert bool(rows) is expected
        assert all(f">{words}</span>" in row for row in rows), page
    for slug in ("001", "005"):
        assert not any("已撤销" in row or "印发后变更" in row for row in rows_of(text, slug))


def test_the_indexes_of_a_booklet_mark_a_withdrawn_task(marked: Marked) -> None:
    plan = marked.booklets["shifan/2021/booklets/plan.pdf"]
    index = plan[plan.index('id="leaders"') :]
    gone = set(re.findall(r'<a class="at withdrawn" href="#(t-\d+)"', index))
    assert gone == {"t-002"}
    assert '<a class="at" href="#t-002"' not in index


def test_an_indicator_names_a_revised_promise(marked: Marked) -> None:
    (row,) = rows_of(marked.page("indicators/parking.md"), "003")
    assert "印发后变更" in row


def test_the_tasks_own_pages_say_it_whole_and_keep_their_addresses(marked: Marked) -> None:
    assert f"已撤销\n:   {GONE}" in marked.page("shifan/2021/tasks/002.md")
    assert f"印发后变更\n:   {CHANGED}。本页其他各处仍照" in marked.page("shifan/2021/tasks/003.md")
    assert "已撤销" not in marked.page("shifan/2021/tasks/001.md").partition("## ")[0]


def test_totals_leave_out_the_withdrawn_one_and_say_so(marked: Marked) -> None:
    plan = marked.page("shifan/2021/index.md")
    assert "**6** 项任务\n" in plan and "**1** 项任务已撤销，不计在内" in plan
    assert "共2章6项任务" in plan
    assert "**6** 项任务\n" in marked.page("index.md")
    assert "任务6项，另有1项已撤销。" in marked.page("shifan/index.md")
    unit = marked.page("shifan/units/caizheng.md")
    assert "**0** 项牵头" in unit and "（0项，另有1项已撤销）" in unit and "**1** 项已撤销，不计在内" in unit
    assert "任务\n:   1项，另有1项已撤销" in marked.page("shifan/leaders/zhang-ming.md")
    row = next(line for line in marked.page("shifan/units/index.md").splitlines() if 'id="u-caizheng"' in line)
    assert row.endswith("| 0 | 0 | 2 | 2 |")
    (page,) = exportpages.pages(marked.book, marked.built.trace, DAY)
    assert [row.cells[1] for row in page.context["places"].rows] == [(Text("6"),), (Text("6"),)]


def test_a_leader_s_booklet_numbers_the_tasks_that_it_counts(marked: Marked) -> None:
    (city,) = marked.book.cities
    (plan,) = city.plans
    first, gone, *_ = plan.tasks
    view = booklet_views.leader_view(city, plan, first.leaders[0], [first, replace(gone, lead=first.lead)])
    assert [(row["count"], [one["number"] for one in row["numbers"]]) for row in view["lead_units"]] == [(1, ["1"])] * 2


def test_the_list_for_the_printer_counts_what_is_in_force(marked: Marked, tmp_path: Path) -> None:
    pdf = PdfWriter()
    pdf.add_blank_page(100, 100)
    pdf.write(tmp_path / "a.pdf")
    leaders = [one for one in booklets.plan_booklets(marked.book, DAY) if one.kind == "leader"]
    order = handing.order(marked.book, [(one, tmp_path / "a.pdf") for one in leaders], None)
    assert [(line.name, line.tasks) for line in order.lines] == [("张明", 1), ("李华", 3)]


@pytest.mark.parametrize(
    ("name", "gone", "changed"), [("plan", True, True), ("unit-caizheng", True, False), ("unit-zhujian", False, True)]
)
def test_booklets_say_it_whole(marked: Marked, name: str, gone: bool, changed: bool) -> None:
    text = next(text for path, text in marked.booklets.items() if path.endswith(f"/{name}.pdf"))
    assert (f"已撤销：</span>{GONE}" in text) is gone
    assert (f"印发后变更：</span>{CHANGED}" in text) is changed
    assert ("另有1项任务已撤销" in text) is gone


def test_the_decomposition_table_and_the_word_file_note_it_behind_the_words(marked: Marked) -> None:
    table = next(text for path, text in marked.booklets.items() if "A4" in path or "a4" in path)
    file = docx.Document(str(marked.built.made["shifan/2021/shifan-2021-tasks.docx"]))
    cells = [cell.text for row in file.tables[0].rows for cell in row.cells]
    for words in (f"〔已撤销：{GONE}〕", f"〔印发后变更：{CHANGED}〕"):
        assert words in table
        assert any(cell.endswith(words) for cell in cells)
    assert "任务6项，另有1项已撤销" in [paragraph.text for paragraph in file.paragraphs]


def test_files_and_the_interface_have_columns_for_it(marked: Marked) -> None:
    rows = {row["id"]: row for row in marked.built.csv("shifan/2021/shifan-2021-tasks.csv")}
    assert {key: row["withdrawn"] for key, row in rows.items() if row["withdrawn"]} == {"shifan-2021-002": GONE}
    assert {key: row["revised"] for key, row in rows.items() if row["revised"]} == {"shifan-2021-003": CHANGED}
    assert marked.built.json("api/v1/tasks/shifan-2021-003.json")["data"]["task"]["revised"] == [CHANGED]
    book = openpyxl.load_workbook(io.BytesIO(marked.built.made["shifan/2021/shifan-2021-taskbook.xlsx"].read_bytes()))
    assert any(cell.value == GONE for sheet in book for row in sheet.iter_rows() for cell in row)
    (unit,) = [row for row in marked.built.csv("data/units.csv") if row["id"] == "caizheng"]
    assert (unit["tasks"], unit["lead"], unit["assist"]) == ("2", "0", "2")


def test_the_search_knows_them(marked: Marked) -> None:
    badges = {task[1]: task[-1] for task in search.index(marked.book)["tasks"]}
    assert {slug: number for slug, number in badges.items() if number} == {"002": 2, "003": 4, "005": 1, "006": 1}


def test_forms_say_it_and_do_not_count_it(marked: Marked, tmp_path: Path) -> None:
    wish = Wish(city="shifan", year=2021, unit="市财政局")
    (file,) = out.write(marked.book, marked.content, wish, tmp_path, DAY, lambda done, total: None)
    words = [cell.value for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row]
    assert "我们单位：牵头 0 项、责任 0 项、配合 2 项；另有 1 项已撤销" in words
    assert any(str(word).endswith(f"已撤销：{GONE}") for word in words)


def test_counting_says_nothing_of_withdrawn_tasks_where_there_are_none(golden_book: Book) -> None:
    assert standing.counted(golden_book.tasks()) == "7项"


def test_errata_list_what_became_of_them(marked: Marked, golden_book: Book) -> None:
    before, after = (booklets.plan_booklets(book, DAY)[0] for book in (golden_book, marked.book))
    assert [(row.subject, row.what, row.before, row.after) for row in changes.between(before, after)] == [
        ("文件序号 2", "撤销", "—", GONE),
        ("文件序号 3", "印发后变更", "—", CHANGED),
    ]
