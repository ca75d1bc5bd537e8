"""Tables say the same in both forms: cells, texts, links and ids, in the same order."""

import posixpath
from urllib.parse import urljoin

import markdown as stock
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from taskbook import cells
from taskbook.cells import Column, Link, Mark, Part, Row, Table, Text

PAGE = "qianjiang/2021/tasks/096.md"
EXTENSIONS = ["tables", "attr_list", "md_in_html"]
COLUMNS = (Column("序号", "number"), Column("任务|条", "task"), Column("单位"))


def seen(markup: str, resolve: object) -> list[tuple[object, ...]]:
    """Return rows as (ids, cells), a cell as (words, links, classes)."""
    tree = lxml_html.fromstring(markup)
    rows = []
    for row in tree.iter("tr"):
        ids = [element.get("id") for element in row.iter() if element.get("id")]
        found = [
            (
                cell.text_content().strip(),
                [(a.text_content(), resolve(a.get("href"))) for a in cell.iter("a")],
                [part.get("class") for part in cell.iter("a", "span") if part.get("class")],
            )
            for cell in row.iter("td", "th")
        ]
        rows.append((ids, found))
    return rows


def from_markdown(table: Table, page: str = PAGE) -> list[tuple[object, ...]]:
    here = "/" + cells.address(page)

    def resolve(href: str) -> str:
        path, _, fragment = href.partition("#")
        if path.endswith(".md"):
            target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(page), path))
            href = "/" + cells.address(target[1:]) + ("#" + fragment if fragment else "")
        return urljoin(here, href)

    return seen(stock.markdown(cells.markdown(table, page), extensions=EXTENSIONS), resolve)


def from_html(table: Table) -> list[tuple[object, ...]]:
    return seen(cells.html(table), lambda href: href.replace("@/", "/", 1) if href.startswith("@/") else href)


def table(*rows: tuple[tuple[Part, ...], ...]) -> Table:
    return Table("任务", COLUMNS, tuple(Row(COLUMNS, row, f"r-{n:03}") for n, row in enumerate(rows)), "tasks cards")


def test_both_forms_show_the_same_links_marks_and_ids():
    made = table(
        (
            (Text("88"),),
            (Link("筹资2.55亿元…", PAGE), Text(" "), Mark("民生实事", "badge deed")),
            (Link("市交通运输局", "qianjiang/units/jiaotong.md"), Text("、"), Mark("等（名单未列尽）", "open-list")),
        ),
        (
            (Text("89"),),
            (Link("44座", "qianjiang/2021/source.md", "q-096-2", "figure"), Text("；")),
            (Link("手册", "qianjiang/2021/booklets/plan.pdf"), Link("原网页", "https://example.org/a?b=1&c=2")),
        ),
        ((Text("90"),), (), (Mark("文件未写", "missing"),)),
    )
    assert from_markdown(made) == from_html(made)
    assert from_html(made)[1][0] == ["r-000"]
    assert from_html(made)[1][1][2][1] == [("市交通运输局", "/qianjiang/units/jiaotong/")]


NASTY = [
    "a|b", "*强调*", "_下划_线_", "<b>粗</b>", "&amp; &", "[链](x)", "`码`", "\\|", "1. 一", "- 二", "+ 三", "# 四",
    "{#id}", "{: .c }", "~~删~~", "![图](x)", "](@/x.md)", "**", "：", ":", "<!-- 注 -->", "“互联网+”", "5G", "7×24",
    "^", "=", "http://a.b/c",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_both_forms_show_any_words_as_they_are(text):
    made = table(((Text(text),), (Link(text, PAGE),), (Mark(text, "value"),)))
    assert from_markdown(made) == from_html(made)
    assert from_html(made)[1][1][0][0] == text


WORDS = st.text(st.sampled_from("市发改委1.5%、|*_[]()<>&`\\{}#+-~:!\"' "), min_size=1, max_size=12)


@given(WORDS.filter(lambda words: words == words.strip() and "  " not in words))
def test_both_forms_agree_on_random_words(words):
    made = table(((Text(words),), (Link(words, PAGE),), (Mark(words, "value"), Text(words))))
    assert from_markdown(made) == from_html(made)


def test_html_table_can_become_cards_and_names_its_headings():
    tree = lxml_html.fromstring(cells.html(table(((Text("1"),), (Text("二"),), (Text("三"),)))))
    assert tree.get("aria-label") == "任务"
    assert [head.get("scope") for head in tree.iter("th")] == ["col", "col", "col", "row"]
    labels = [cell.get("data-label") for row in tree.find("tbody") for cell in row]
    assert labels == ["序号", "任务|条", "单位"]


def test_a_row_is_written_once():
    row = table(((Text("1"),), (Text("二"),), (Text("三"),))).rows[0]
    assert row.html is row.html
    assert row.markdown is row.markdown


def test_an_id_stands_once_on_a_page():
    taken: set[str] = set()
    made = table(((Text("1"),), (), ()))
    assert made.without_ids(taken).rows[0].id == "r-000"
    assert made.without_ids(taken).rows[0].id == ""


@pytest.mark.parametrize(
    ("page", "address"),
    [("index.md", ""), ("about.md", "about/"), ("a/2021/index.md", "a/2021/"), ("a/x.pdf", "a/x.pdf")],
)
def test_pages_have_directory_addresses(page, address):
    assert cells.address(page) == address


def test_files_beside_pages_are_relative_to_the_address_of_the_page():
    link = cells.inline((Link("手册", "qianjiang/2021/booklets/unit-jiaotong.pdf"),))
    assert 'href="../../2021/booklets/unit-jiaotong.pdf"' in cells.relative(link, "qianjiang/units/jiaotong.md")
    assert 'href="../2021/booklets/unit-jiaotong.pdf"' in cells.relative(link, "qianjiang/units/index.md")
