"""What people do here, done by keyboard alone: no mouse, no script; whatever has the focus is in sight and marked."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pandas
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import WIDE
from browser.serving import watched
from taskbook.model import Book

FOCUS = """(wanted) => {
  const node = document.activeElement, { outlineStyle, outlineWidth, opacity } = getComputedStyle(node);
  const { top, bottom, left, right, width, height } = node.getBoundingClientRect();
  return {
    there: node.matches(wanted),
    what: node.outerHTML.slice(0, 120),
    page: node === document.body,
    seen: width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
      && opacity !== "0" && node.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 || node.matches(".md-search__input, #content"),
  };
}"""


def tab_to(page: Page, wanted: str, key: str = "Tab", most: int = 150) -> None:
    """Press a key until what is wanted (a CSS selector) has the focus; everything on the way is in sight and marked."""
    for _ in range(most):
        page.keyboard.press(key)
        found = page.evaluate(FOCUS, wanted)
        if not found["seen"]:  # the search opens a moment after its field has the focus
            page.wait_for_timeout(200)
            found = page.evaluate(FOCUS, wanted)
        assert found["page"] or (found["seen"] and found["marked"]), found["what"]
        if found["there"]:
            return
    raise AssertionError(f"{wanted} is not reached")


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of the fictional city's site on a wide screen."""
    with watched(chromium, address, viewport=WIDE, permissions=["clipboard-read", "clipboard-write"]) as found:
        yield found


def pressed(page: Page, name: str) -> Any:
    return page.locator(f"[data-tb-reading={name}]").get_attribute("aria-pressed")


def test_skip_to_the_words_of_the_page(page: Page) -> None:
    page.goto("shifan/2021/tasks/005/")
    tab_to(page, "a.md-skip", most=1)
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    tab_to(page, "article a", most=1)


def test_find_a_task_by_search_and_open_it(page: Page, address: str) -> None:
    page.goto("about/")
    tab_to(page, "input[name=query]")
    page.keyboard.type("危桥")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}shifan/2021/tasks/005/")


def test_search_where_the_page_is_enlarged_to_400_percent(chromium: Browser, address: str) -> None:
    with watched(chromium, address, viewport={"width": 320, "height": 256}) as page:
        page.goto("about/")
        tab_to(page, "input[name=query]")
        page.keyboard.type("危桥")
        page.wait_for_selector(".md-search-result__item")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}shifan/2021/tasks/005/")


def test_switch_synonyms_off_and_on(page: Page) -> None:
    page.goto("")
    tab_to(page, "input[name=query]")
    page.keyboard.type("修桥")
    expect(page.locator(".tb-hit-synonyms").first).to_have_text("同义词：危桥")
    tab_to(page, "[data-tb-search-synonyms]", most=8)
    page.keyboard.press("Space")
    expect(page.locator(".tb-hit-synonyms")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator(".tb-hit-synonyms").first).to_be_visible()


def test_leave_the_search_as_one_came(page: Page) -> None:
    page.goto("about/")
    tab_to(page, "input[name=query]")
    page.keyboard.type("桥")
    page.wait_for_selector(".md-search-result__item")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    tab_to(page, ".tb-nav a", most=3)


def test_filter_a_list_and_send_its_address(chromium: Browser, wide: Page, real_address: str) -> None:
    wide.goto("qianjiang/2021/")
    tab_to(wide, "select[name=deed]", most=200)
    wide.keyboard.press("ArrowDown")
    rows = wide.locator("table.tasks tbody tr:not([hidden])")
    shown = rows.evaluate_all("rows => rows.map((row) => row.id)")
    assert 0 < len(shown) < 105
    with watched(chromium, real_address, viewport=WIDE) as other:
        other.goto(wide.url)
        sent = other.locator("table.tasks tbody tr:not([hidden])").evaluate_all("rows => rows.map((row) => row.id)")
        assert sent == shown
    tab_to(wide, ".tb-filter__clear", most=4)
    wide.keyboard.press("Enter")
    expect(rows).to_have_count(105)


def test_sort_a_column(wide: Page) -> None:
    wide.goto("qianjiang/leaders/")
    tab_to(wide, "th.count:nth-child(2) button")
    column = wide.locator("table.leaders tbody td:nth-child(2)")
    for key, down in (("Enter", False), ("Space", True)):
        wide.keyboard.press(key)
        numbers = [int(text) for text in column.all_inner_texts()]
        assert numbers == sorted(numbers, reverse=down)
        expect(wide.locator("th.count:nth-child(2) button")).to_be_focused()


def test_copy_a_citation(page: Page) -> None:
    page.goto("shifan/2021/tasks/001/")
    tab_to(page, "button.tb-copy")
    page.keyboard.press("Enter")
    expect(page.locator(".cite [role=status]")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite").inner_text().strip()


def test_follow_a_figure_to_its_sentence_and_back(page: Page, address: str) -> None:
    page.goto("shifan/2021/tasks/005/")
    tab_to(page, "a.figure")
    words = page.locator("a.figure").first.inner_text()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}shifan/2021/source/#q-005-1")
    sentence = page.locator("#q-005-1")
    assert "".join(words.split()) in "".join(sentence.inner_text().split())
    expect(sentence).to_be_in_viewport()
    tab_to(page, "a.to-task", key="Shift+Tab", most=1)  # reading goes on where the link led
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}shifan/2021/tasks/005/")


def test_follow_a_milestone_to_its_sentence(page: Page, golden_book: Book) -> None:
    task = next(task for task in golden_book.tasks() if task.milestones)
    page.goto(f"shifan/2021/tasks/{task.slug}/")
    tab_to(page, "#milestones + ul a.words")
    page.keyboard.press("Enter")
    sentence = page.locator(f"#m-{task.slug}-1")
    expect(sentence).to_be_in_viewport()
    assert "".join(sentence.inner_text().split()) == "".join(task.milestones[0].quote.split())


@pytest.mark.parametrize(("name", "key"), [("traditional", "Space"), ("large", "Enter"), ("dark", "Space")])
def test_read_in_another_way_and_back(page: Page, name: str, key: str) -> None:
    page.goto("shifan/2021/tasks/005/")
    tab_to(page, f"[data-tb-reading={name}]")
    styles = "getComputedStyle(document.body).backgroundColor, getComputedStyle(content).fontSize"
    look = f"[document.documentElement.lang, {styles}]"
    before = page.evaluate(look)
    page.keyboard.press(key)
    page.wait_for_function(f"(before) => JSON.stringify({look}) !== JSON.stringify(before)", arg=before)
    assert pressed(page, name) == "true"
    expect(page.locator(f"[data-tb-reading={name}]")).to_be_focused()
    page.keyboard.press(key)
    page.wait_for_function(f"(before) => JSON.stringify({look}) === JSON.stringify(before)", arg=before)
    assert pressed(page, name) == "false"


def test_open_a_booklet(page: Page) -> None:
    headers = {"Content-Type": "application/pdf", "Content-Disposition": "attachment"}
    page.route("**/booklets/*.pdf", lambda route: route.fulfill(headers=headers, body=b"%PDF-1.7"))
    page.goto("shifan/2021/")
    tab_to(page, "a.booklet[href*='booklets/']")
    with page.expect_download() as loaded:
        page.keyboard.press("Enter")
    assert "/shifan/2021/booklets/" in loaded.value.url


def test_go_on_to_the_next_task_and_back(page: Page, address: str, golden_book: Book) -> None:
    first, second = (f"{address}shifan/2021/tasks/{task.slug}/" for task in list(golden_book.tasks())[:2])
    page.goto(first)
    tab_to(page, ".pager a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(second)
    tab_to(page, ".pager a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(first)


def test_take_a_table_away(page: Page, golden_book: Book) -> None:
    page.goto("")
    tab_to(page, "article a[href='data/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/data/")
    tab_to(page, "a[href$='/tasks.csv'], a[href='tasks.csv']")
    with page.expect_download() as loaded:
        page.keyboard.press("Enter")
    raw = loaded.value.path().read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(pandas.read_csv(io.BytesIO(raw))) == sum(1 for _ in golden_book.tasks())


def test_open_the_figures_of_a_chart(page: Page) -> None:
    page.goto("shifan/units/")
    tab_to(page, "details.chart-data > summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.chart-data table").first).to_be_visible()


def test_go_to_a_chapter_by_the_contents_of_the_page(wide: Page) -> None:
    wide.goto("qianjiang/2021/")
    tab_to(wide, ".tb-toc--side a[href='#c-3']")
    wide.keyboard.press("Enter")
    expect(wide.locator("h2#c-3")).to_be_in_viewport()
    tab_to(wide, "article a, article button", most=1)
