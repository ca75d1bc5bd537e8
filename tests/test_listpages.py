"""Delegates' lists hold exactly what a document leaves unwritten; rows carry what the lists' script filters by."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

from taskbook import addresses, cells, listpages, pages, render, verify
from taskbook.facets import stated_dues
from taskbook.model import Book, Document, Milestone, Target
from taskbook.views import Views

TEMPLATES = Path(__file__).parent.parent / "templates"
FIGURE, DEADLINE, LEAD = listpages.SILENCES


@pytest.fixture(scope="module")
def golden(golden_book: Book) -> dict[str, Document]:
    trace, _ = verify.verify(golden_book)
    made = pages.pages(golden_book, trace, date(2021, 6, 30))
    return {document.path: document for document in render.render(made, golden_book.site, TEMPLATES)}


def slugs(document: Document) -> list[str]:
    return [row.get("id", "").removeprefix("r-") for row in lxml_html.fromstring(document.tables[0]).iter("tr")][1:]


def test_each_list_holds_its_tasks_in_order(golden: dict[str, Document], golden_book: Book) -> None:
    (plan,) = golden_book.plans()
    expected = {
        "no-figure": [t.slug for t in plan.tasks if not any(target.value for target in t.targets)],
        "no-deadline": [t.slug for t in plan.tasks if not stated_dues(t)],
        "no-lead": [t.slug for t in plan.tasks if not t.lead],
    }
    for name, wanted in expected.items():
        document = golden[f"shifan/2021/lists/{name}.md"]
        assert wanted
        assert slugs(document) == wanted
        assert f"{len(wanted)}项（全部任务{len(plan.tasks)}项）" in document.markdown


def test_a_figures_or_a_milestones_date_is_a_deadline(golden_book: Book) -> None:
    task = replace(next(golden_book.tasks()), due=None, due_text=None, targets=(), milestones=())
    assert DEADLINE.left_out(task)
    assert not DEADLINE.left_out(replace(task, targets=(Target(1, "桥", "年内", by_text="年内"),)))
    assert not DEADLINE.left_out(replace(task, milestones=(Milestone("开工", "开工", by="2021-06"),)))
    assert stated_dues(replace(task, milestones=(Milestone("开工", "开工", by="2021-06"),))) == ["2021年6月"]


def test_a_goal_without_a_number_is_no_figure(golden_book: Book) -> None:
    task = replace(next(golden_book.tasks()), targets=(Target(1, "村", "全覆盖", kind="coverage"),))
    assert FIGURE.left_out(task)
    assert not FIGURE.left_out(replace(task, targets=(Target(1, "桥", "3座", value="3", unit="座"),)))


def test_each_row_shows_the_whole_text_and_its_citation(golden: dict[str, Document], golden_book: Book) -> None:
    (plan,) = golden_book.plans()
    tree = lxml_html.fromstring(golden["shifan/2021/lists/no-lead.md"].tables[0])
    for task in plan.tasks:
        if not task.lead:
            (row,) = tree.xpath(f'//tr[@id="r-{task.slug}"]')
            (cited,) = row.xpath('td[@class="place"]/a')
            assert task.text in row.text_content()
            assert cited.get("href") == f"@/shifan/2021/source/#{addresses.words_id(task)}"
            assert cited.text.startswith("示政办发〔2021〕1号")


def test_the_plan_leads_to_its_lists(golden: dict[str, Document]) -> None:
    plan = golden["shifan/2021/index.md"].markdown
    for name in ("no-figure", "no-deadline", "no-lead"):
        assert f"](lists/{name}.md)" in plan
        assert f"]({name}.md)" in golden["shifan/2021/lists/index.md"].markdown


def test_lists_judge_nobody(golden: dict[str, Document]) -> None:
    words = "".join(document.markdown for path, document in golden.items() if "/lists/" in path)
    assert not [word for word in ("遗漏", "缺失", "缺少", "不合格", "问题", "未落实", "漏") if word in words]


def test_a_plan_that_names_no_lead_at_all_says_so(real_book: Book) -> None:
    views = Views(real_book)
    plan = next(plan for plan in real_book.plans() if not any(task.lead for task in plan.tasks))
    page = {page.path: page for page in listpages.list_pages(views, plan)}[addresses.task_list(plan, "no-lead")]
    assert page.context["no_column"]
    assert page.context["count"] == f"{len(plan.tasks)}项"


def test_rows_carry_what_the_script_filters_and_sorts_by(golden_book: Book) -> None:
    views = Views(golden_book)
    (plan,) = golden_book.plans()
    task = next(task for task in plan.tasks if task.slug == "005")
    table = views.tasks_table(plan, plan.tasks, "任务")
    row = next(row for row in table.rows if row.id == "r-005")
    data = dict(row.data)
    assert data["lead"] == "jiaotong"
    assert "caizheng" in data["assist"].split()
    assert "figure" in data["has"].split()
    assert row.cells[1][0].text.rstrip("…") + data["text"] == task.text
    assert len(data["sort"].split("|")) == len(table.columns)
    names = json.loads(dict(table.data)["names"])
    assert names["unit"]["jiaotong"] == "市交通运输局"
    assert names["label"]["lead"] == "牵头单位"
    assert names["chapter"][data["chapter"]] == task.chapter


def test_attributes_stand_only_in_the_html(golden_book: Book) -> None:
    views = Views(golden_book)
    (plan,) = golden_book.plans()
    table = views.tasks_table(plan, plan.tasks, "任务")
    assert "data-lead" in cells.html(table)
    assert "data-" not in cells.markdown(table, "shifan/2021/index.md")


def test_goals_without_a_task_have_no_column_for_it(golden_book: Book) -> None:
    views = Views(golden_book)
    (plan,) = golden_book.plans()
    alone = [(plan, None, goal.target) for goal in plan.goals if goal.task is None]
    assert "任务" not in [column.header for column in views.figures_table(alone, "预期目标").columns]


def test_a_verb_that_names_the_measure_is_shown_once(real_book: Book) -> None:
    views = Views(real_book)
    for plan in real_book.plans():
        for row in views.figures_table(views.task_figures(plan.tasks), "指标").rows:
            cell = {column.css: cells.plain(line) for column, line in zip(row.columns, row.cells, strict=True)}
            assert not cell.get("measure") or not cell["promise"].startswith(cell["measure"]), row.id
