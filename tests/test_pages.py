"""Which pages exist, what they lead to, and what they say where a document is silent."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import markdown as stock
import pytest
from lxml import html as lxml_html

from taskbook import addresses, cells, exportpages, sourceview, wording
from taskbook.align import PlanTrace, Span, TaskTrace
from taskbook.model import Place, Plan, Role, Task
from taskbook.pages import nav, pages
from taskbook.render import render
from taskbook.text import converter, fold
from taskbook.verify import verify

TEMPLATES = Path(__file__).parent.parent / "templates"
EXTENSIONS = ["tables", "attr_list", "md_in_html", "def_list"]


def built(book):
    trace, problems = verify(book)
    assert not problems
    made = pages(book, trace, date(2021, 6, 30))
    return made, {document.path: document for document in render(made, book.site, TEMPLATES)}


@pytest.fixture(scope="module")
def golden(golden_book):
    return built(golden_book)


@pytest.fixture(scope="module")
def real(real_book):
    return built(real_book)


def tree(document):
    """Return a page as the stock engine converts it."""
    body = document.markdown.split("---\n", 2)[2]
    return lxml_html.fromstring(f"<main>{stock.markdown(body, extensions=EXTENSIONS)}</main>")


def words(element) -> str:
    return "".join(element.text_content().split())


def text_of(golden, path: str) -> str:
    return words(tree(golden[1][path]))


def facts(page) -> dict[str, str]:
    """Return the definition lists of a page, each term with its words."""
    terms = page.iter("dt")
    return {words(term): words(term.getnext()) for term in terms}


def test_every_kind_of_page_exists_at_its_address(golden):
    paths = {page.path for page in golden[0]}
    assert paths >= {
        "index.md", "about.md", "indicators/index.md", "indicators/gdp.md", "functions/index.md", "shifan/index.md",
        "shifan/2021/index.md", "shifan/2021/targets.md", "shifan/2021/source.md", "shifan/2021/tasks/g01.md",
        "shifan/units/index.md", "shifan/units/jiaotong.md", "shifan/leaders/index.md", "shifan/leaders/zhang-ming.md",
    }  # fmt: skip
    assert len(paths) == len(golden[0])


def test_every_link_and_every_figure_leads_to_a_page_and_an_id_that_exist(golden):
    follow_all(golden)


def test_every_link_of_the_real_cities_leads_somewhere(real):
    follow_all(real)


def follow_all(made):
    """Follow all links; ids come from the text itself, since converting hundreds of pages takes long."""
    documents = made[1]
    ids = {}
    for path, document in documents.items():
        found = re.findall(r' id="([^"]+)"|\{#([a-z0-9-]+)\}$', document.markdown, re.M)
        ids[path] = [a or b for a, b in found]
        assert len(ids[path]) == len(set(ids[path])), path
    for path, document in documents.items():
        for target in re.findall(r"(?<!\\)\]\(([^)]*)\)", document.markdown):
            page, _, fragment = target.partition("#")
            page = urljoin(f"/{path}", page)[1:]
            assert page in documents, (path, target)
            assert not fragment or fragment in ids[page], (path, target)
        rows = [row for table in document.tables for row in re.findall(r'href="@/([^"#]*)(?:#([^"]*))?"', table)]
        for address, fragment in rows:
            page = f"{address}index.md" if f"{address}index.md" in documents else f"{address.rstrip('/')}.md"
            assert page in documents, (path, address)
            assert not fragment or fragment in ids[page], (path, address, fragment)


def test_each_figure_is_one_link_from_its_own_words(golden, golden_book):
    assert followed(golden, golden_book) > 10


def test_each_figure_of_the_real_cities_is_one_link_from_its_own_words(real, real_book):
    assert followed(real, real_book) == sum(
        len(plan.goals)
        + sum(len(task.targets) for task in plan.tasks)
        - sum(goal.task is not None for goal in plan.goals)
        for plan in real_book.plans()
    )


def followed(made, book) -> int:
    """Compare the words at the end of every figure's link with its quote; return how many there are."""
    count = 0
    for plan in book.plans():
        page = tree(made[1][addresses.source(plan)])
        convert = converter(plan.decree.convert)
        quotes = [(addresses.quote_id(task, target), target.quote) for task in plan.tasks for target in task.targets]
        quotes += [(f"g-{goal.target.number}", goal.target.quote) for goal in plan.goals if goal.task is None]
        for fragment, quote in quotes:
            places = page.xpath(f'//*[@id="{fragment}" or @data-of="{fragment}"]')
            assert places, fragment
            assert fold(words(places[0]), convert).text == fold(quote).text, fragment
            count += 1
    return count


def test_each_milestone_is_one_link_from_its_own_words(real, real_book):
    count = 0
    for plan in real_book.plans():
        source, convert = tree(real[1][addresses.source(plan)]), converter(plan.decree.convert)
        for task in plan.tasks:
            page = tree(real[1][addresses.task(task)]) if task.milestones else None
            for number, milestone in enumerate(task.milestones, start=1):
                link = page.xpath(f'//a[contains(@href, "#{addresses.milestone_id(task, number)}")]')
                place = source.xpath(f'//*[@id="{addresses.milestone_id(task, number)}"]')
                assert [words(found) for found in link] == ["".join(milestone.quote.split())]
                assert fold(words(place[0]), convert).text == fold(milestone.quote).text
                count += 1
    assert count > 40


def test_the_home_page_leads_to_the_pages_of_other_steps(golden_book):
    trace, _ = verify(golden_book)
    day = date(2021, 6, 30)
    made = pages(golden_book, trace, day, further=exportpages.pages(golden_book, trace, day))
    (home,) = (document for document in render(made, golden_book.site, TEMPLATES) if document.path == addresses.HOME)
    assert [link.text_content() for link in tree(home).xpath(f'//a[@href="{addresses.DATA}"]')] == ["数据下载"]
    assert made[-1].path == addresses.DATA


def test_the_source_page_holds_the_whole_document_in_order(real, real_book):
    for plan in real_book.plans():
        page = tree(real[1][addresses.source(plan)])
        (document,) = page.xpath('//div[@class="document"]')
        for css in ("to-task", "noise-reason", "correction-note"):
            for ours in document.xpath(f'.//*[@class="{css}"]'):
                ours.text = ""
        assert words(document) == "".join(plan.source.split()), plan.key


def test_the_source_keeps_its_traditional_form(real, real_book):
    plan = next(plan for plan in real_book.plans() if plan.decree.convert)
    page = real[1][addresses.source(plan)].markdown
    convert = converter(plan.decree.convert)
    assert plan.source.split()[0] in page
    assert convert and convert(plan.source) != plan.source


def test_a_task_page_answers_who_how_much_and_by_when(golden):
    page = tree(golden[1]["shifan/2021/tasks/005.md"])
    stated = facts(page)
    assert stated["牵头单位"] == "市交通局"
    assert stated["协办单位"] == "市财政局、各镇人民政府"
    assert stated["责任领导"] == "李华"
    assert stated["完成时限"] == "文件未写期限；默认为计划期末（2021年12月31日）"
    assert stated["编号"] == "文件序号5"
    assert words(page.get_element_by_id("cite")) == (
        "《市人民政府办公室关于分解落实《政府工作报告》的通知》（示政办发〔2021〕1号）第5条，"
        "https://example.org/taskbook/shifan/2021/tasks/005/，数据截至2021年6月30日"
    )
    assert "本站未收录进展报告（截至2021年6月30日）" in page.text_content()
    figures = [words(cell) for cell in page.xpath("//tbody/tr/td[2]")]
    assert figures == ["2.55亿元", "完成44座", "超过200公里"]
    assert "建成通车（年内）：「东西大桥年内建成通车」" in words(page)
    assert "（责任领导：李华，牵头单位：市交通局，协办单位：市财政局、各镇人民政府）" in words(page)


def test_an_open_list_is_shown_as_open(golden):
    stated = facts(tree(golden[1]["shifan/2021/tasks/001.md"]))
    assert stated["协办单位"] == "市财政局、等（名单未列尽）、各镇"


def test_printed_forms_lead_to_their_unit(golden):
    page = tree(golden[1]["shifan/2021/tasks/002.md"])
    assert [a.get("href") for a in page.iter("a") if a.text == "市发展改革委"] == ["../../units/fagai.md"]


def test_a_task_without_units_says_so(golden):
    assert facts(tree(golden[1]["shifan/2021/tasks/006.md"]))["责任单位"] == "所据文本未写明责任单位"
    assert facts(tree(golden[1]["shifan/2021/tasks/004.md"]))["牵头单位"] == "所据文本未写明牵头单位"
    assert facts(tree(golden[1]["shifan/2021/tasks/006.md"]))["完成时限"] == "2021年12月31日"


def test_a_correction_is_shown_both_ways_where_it_touches_a_task(golden):
    shown = "所得文本作「“互联网”消费」，本站作「“互联网+”消费」"
    assert shown in text_of(golden, "shifan/2021/tasks/002.md")
    assert shown not in text_of(golden, "shifan/2021/tasks/001.md")


def test_a_task_without_printed_number_is_cited_by_ours(golden):
    assert "，本站编号g01，https://" in words(tree(golden[1]["shifan/2021/tasks/g01.md"]).get_element_by_id("cite"))


def test_a_unit_shows_what_it_leads_first(golden):
    page = tree(golden[1]["shifan/units/caizheng.md"])
    headings = [words(heading) for heading in page.iter("h2")]
    assert headings[:2] == ["2021年牵头单位（1项）", "2021年协办单位（2项）"]


def test_a_collective_says_that_its_members_are_unknown(golden, golden_book):
    city = golden_book.cities[0]
    unknown = [unit for unit in city.units if unit.kind == "collective" and not unit.members]
    known = [unit for unit in city.units if unit.members]
    assert unknown
    for unit in unknown:
        assert facts(tree(golden[1][addresses.unit(unit)]))["成员"] == "文件未列成员"
    for unit in known:
        member = golden[1][f"{city.id}/units/{unit.members[0]}.md"]
        assert unit.name in facts(tree(member))["列入的合称"]


def test_counts_of_the_unit_index_are_those_of_the_tasks(golden, golden_book):
    rows = tree(golden[1]["shifan/units/index.md"]).xpath("//tbody/tr[not(ancestor::details)]")
    total = sum(int(words(row.xpath("td")[1])) for row in rows)
    tasks = list(golden_book.tasks())
    assert total == sum(len({m.unit.key for m in task.mentions(Role.LEAD) if m.unit}) for task in tasks)


def test_home_sets_goals_side_by_side_and_marks_other_years(real):
    page = tree(real[1]["index.md"])
    table = page.xpath("//table")[1]
    heads = [words(head) for head in table.iter("th")]
    cities = ["荆州市2020年（地级市）", "潜江市2021年（县级市）", "咸宁市2025年（地级市）"]
    assert heads[1:] == [*cities, "仙桃市2021年（县级市）", "许昌市2020年（地级市）"]
    gdp = [words(cell) for cell in table.xpath("tbody/tr[1]/td")]
    assert gdp[0] == "地区生产总值"
    assert gdp[2] == "增长12%"
    assert "（今后五年）" in gdp[4]
    assert gdp[5] == "文件未写"


def test_an_indicator_page_names_every_city(real, real_book):
    page = words(tree(real[1]["indicators/gdp.md"]))
    assert all(city.name in page for city in real_book.cities)
    assert "文件未写" in page


def test_navigation_holds_no_single_task_unit_or_leader(golden):
    assert nav(golden[0]) == [
        {"首页": "index.md"},
        {
            "示范市": [
                {"概览": "shifan/index.md"},
                {"2021年任务": "shifan/2021/index.md"},
                {"2021年指标": "shifan/2021/targets.md"},
                {"2021年原文": "shifan/2021/source.md"},
                {"单位": "shifan/units/index.md"},
                {"责任领导": "shifan/leaders/index.md"},
            ]
        },
        {"指标对照": "indicators/index.md"},
        {"职能对照": "functions/index.md"},
        {"关于": "about.md"},
    ]


def test_about_never_invents_a_contact(golden_book):
    site = golden_book.site.model_copy(update={"repository": None, "licence": None})
    made = built(replace(golden_book, site=site))
    page = text_of(made, "about.md")
    assert "在本站数据仓库提出" in page
    assert "许可" not in page
    assert "http" not in page


def plan_of(golden_book, source: str, text: Span, quote: Span) -> tuple[Plan, PlanTrace]:
    plan = next(golden_book.plans())
    task = replace(plan.tasks[0], targets=plan.tasks[0].targets[:1])
    chapter = replace(plan.chapters[0], tasks=(task,))
    decree = plan.decree.model_copy(update={"rules": (), "corrections": (), "noise": ()})
    made = replace(plan, chapters=(chapter,), decree=decree, source=source, goals=())
    return made, PlanTrace(Span(0, len(source)), {task.id: TaskTrace(text, None, {1: quote})}, {})


def test_spans_that_cross_are_cut_and_keep_one_id(golden_book):
    plan, trace = plan_of(golden_book, "甲乙丙丁戊\n己庚", Span(0, 3), Span(2, 5))
    (first, second) = sourceview.paragraphs(plan, trace)
    assert first.count('id="t-001"') == first.count('id="q-001-1"') == 1
    assert first.endswith('<span id="q-001-1" class="quote">丙</span></span><span class="quote">丁戊</span>')
    assert second == "己庚"


def test_a_span_over_two_lines_has_its_id_in_the_first(golden_book):
    plan, trace = plan_of(golden_book, "甲乙\n  丙丁 ", Span(0, 7), Span(0, 2))
    first, second = sourceview.paragraphs(plan, trace)
    assert 'id="t-001"' in first
    assert second == '<span class="task-words">丙丁</span>'


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("加强大气和水污染防治，持续改善环境质量", "加强大气和水污染防治，持续改善环境质量"),
        ("筹资2.55亿元，完成44座危桥改造、连通", "筹资2.55亿元，完成44座危桥改造、连通"),
        ("提升科技创新能力。强化企业主体地位。", "提升科技创新能力…"),
        ("推进“一主，两翼，三区四园”建设，做强产业", "推进“一主，两翼，三区四园”建设…"),
        ("稳妥推进改革。", "稳妥推进改革"),
    ],
)
def test_titles_are_first_clauses(text, title):
    assert wording.title(text) == title


def test_citations_name_only_what_is_printed(golden_book):
    plan = next(golden_book.plans())
    task = Task("a-2021-001", "a", 2021, "001", "章", (), "文", Place("f"), item="1")

    def cited(**printed: object) -> str:
        return wording.citation(replace(plan, decree=plan.decree.model_copy(update=printed)), "示范市", task)

    assert cited(title=None) == "示政办发〔2021〕1号第1条"
    assert cited(number=None) == "《市人民政府办公室关于分解落实《政府工作报告》的通知》第1条"
    assert cited(title=None, number=None) == "示范市2021年任务分解文件（标题、文号：文件未写）第1条"


def test_the_address_of_every_page_is_ascii(real):
    assert all(cells.address(page.path).isascii() for page in real[0])


def test_booklets_are_offered_under_names_that_a_person_reads(golden):
    offered = {
        path: {link.get("href").rpartition("/")[2]: link.get("download") for link in tree(golden[1][path]).iter("a")
               if link.get("download")}
        for path in ("shifan/2021/index.md", "shifan/units/jiaotong.md", "shifan/leaders/li-hua.md")
    }  # fmt: skip
    assert offered == {
        "shifan/2021/index.md": {
            "plan.pdf": "示范市2021年任务总册.pdf",
            "table-a4.pdf": "示范市2021年任务分解表（A4）.pdf",
            "table-a3.pdf": "示范市2021年任务分解表（A3）.pdf",
        },
        "shifan/units/jiaotong.md": {"unit-jiaotong.pdf": "示范市2021年市交通运输局责任手册.pdf"},
        "shifan/leaders/li-hua.md": {"leader-li-hua.pdf": "示范市2021年李华责任手册.pdf"},
    }
