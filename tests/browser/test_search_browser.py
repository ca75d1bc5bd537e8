import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Page, Route, expect

from browser import serving
from browser.conftest import HOSTILE, REAL
from browser.serving import ask
from taskbook.model import Book

FIRST = ".md-search-result__item:first-child .md-search-result__link"


def prove() -> Any:
    spec = importlib.util.spec_from_file_location("prove", ROOT / "tests" / "search" / "prove.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def search_for(page: Page, query: str) -> None:
    page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").press_sequentially(query)
    page.wait_for_selector(".md-search-result__item")


def locations(answer: dict[str, Any]) -> list[str]:
    return [item["location"] for item in answer["items"]]


def words(item: dict[str, Any]) -> str:
    return re.sub(r"<[^>]+>", "", f"{item['title']}|{item['text']}")


# In the box


def test_the_index_is_fetched_at_the_first_real_query_only(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    page.goto(f"{address}shifan/2021/")
    page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").press_sequentially("  ")
    page.wait_for_timeout(200)
    assert [url for url in fetched if url.startswith("search/")] == ["search/search_index.json"]
    page.locator("input[name=query]").press_sequentially("桥")
    page.wait_for_selector(".md-search-result__item")
    assert [url[:13] for url in fetched if url.startswith("search/index-")] == ["search/index-"]


def test_a_result_says_city_year_and_role_and_marks_the_sentence(page: Page, address: str) -> None:
    page.goto(f"{address}shifan/2021/")
    search_for(page, "危桥")
    result = page.locator(FIRST)
    expect(result.locator(".tb-hit-where")).to_have_text("示范市 · 2021年 · 民生实事 · 牵头单位：市交通运输局")
    expect(result.locator(".tb-hit-words mark").first).to_have_text("危桥")
    result.click()
    expect(page).to_have_url(f"{address}shifan/2021/tasks/005/")


def test_a_query_in_the_address_is_searched_for(page: Page, address: str) -> None:
    page.goto(f"{address}about/?q=停车")
    expect(page.locator(FIRST)).to_have_attribute("href", f"{address}shifan/2021/tasks/003/")


def test_filters_narrow_the_list_and_say_how_much_is_left(page: Page, address: str) -> None:
    page.goto(address)
    search_for(page, "停车泊位")
    kinds = page.locator("[data-tb-search-kind]")
    expect(kinds.locator("option")).to_have_text(["全部种类", "任务（1）", "指标（1）"])
    kinds.select_option(label="指标（1）")
    expect(page.locator(".md-search-result__link")).to_have_count(1)
    expect(page.locator(FIRST)).to_have_attribute("href", f"{address}indicators/parking/")
    kinds.select_option("")
    page.locator("[data-tb-search-city]").select_option("shifan")
    expect(page.locator(FIRST)).to_have_attribute("href", f"{address}shifan/2021/tasks/003/")


def test_synonyms_are_shown_and_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(address)
    search_for(page, "修桥")
    expect(page.locator(FIRST).locator(".tb-hit-synonyms")).to_have_text("同义词：危桥")
    expect(page.locator(".tb-search label")).to_contain_text("同义词：危桥")
    page.get_by_role("checkbox", name="同义词").uncheck()
    expect(page.locator(".tb-hit-synonyms")).to_have_count(0)
    expect(page.get_by_role("checkbox", name="同义词")).to_be_visible()


def test_the_page_of_a_named_unit_is_offered_above_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}about/")
    search_for(page, "发改委")
    page.locator(".tb-search__entries a").first.click()
    expect(page).to_have_url(f"{address}shifan/units/fagai/")


def test_pasted_and_cleared_words_count_as_typed(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("label[for=__search]").first.click()
    page.locator("input[name=query]").fill("危桥")
    page.wait_for_selector(".md-search-result__item")
    page.locator("button[type=reset]").click()
    expect(page.locator(".md-search-result__item")).to_have_count(0)
    expect(page.locator(".tb-search")).to_be_hidden()


def test_search_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    while not page.evaluate("document.activeElement.matches('input[name=query]')"):
        page.keyboard.press("Tab")
    page.keyboard.type("停车泊位")
    page.wait_for_selector(".md-search-result__item")
    for _ in range(8):  # the button that clears may come first
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-tb-search-kind]')"):
            break
    expect(page.locator("[data-tb-search-kind]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-tb-search-kind]")).to_have_value("task")
    page.locator("input[name=query]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(FIRST)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}shifan/2021/tasks/003/")


def test_letters_alone_do_not_open_the_search(page: Page, address: str) -> None:
    page.goto(address)
    for key in "fs/pn":
        page.keyboard.press(key)
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page).to_have_url(address)


def test_escape_closes_and_leaving_closes(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    search_box = page.locator("input[name=query]")
    search_box.click()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    search_box.click()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_phone_shows_results_without_scrolling_sideways(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    search_for(page, "市")
    box = page.locator(".md-search__scrollwrap")
    assert box.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0


def test_where_the_index_cannot_be_fetched_the_reader_is_told(chromium: Any, address: str) -> None:
    page = chromium.new_page()
    page.context.route(re.compile("search/index-"), lambda route: refuse(route))
    page.goto(address)
    page.locator("input[name=query]").fill("桥")
    page.keyboard.press("End")
    expect(page.locator(".tb-search__note")).to_contain_text("没有取到")
    page.close()


def refuse(route: Route) -> None:
    route.fulfill(status=503, body="")


# The worker


def test_words_of_the_data_are_shown_never_run(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "<img", HOSTILE)
    assert answer["items"]
    for item in answer["items"]:
        assert "<img" not in item["title"] + item["text"]
    shown = page.evaluate(
        "(html) => { const box = document.createElement('div'); box.innerHTML = html; return box.textContent }",
        answer["items"][0]["text"],
    )
    assert "<img src=x onerror=alert(1)>&\"'" in shown


@pytest.mark.parametrize("query", ["5G基站", "５ｇ基站", "5g 基站", "5G基站 "])
def test_5g_stations_are_all_found(page: Page, address: str, query: str) -> None:
    page.goto(address)
    assert locations(ask(page, query, REAL))[:2] == ["xuchang/2020/tasks/010/", "qianjiang/2021/tasks/059/"]


@pytest.mark.parametrize("query", ["市发改委", "发改委", "發改委", "市发展和改革委员会"])
def test_a_unit_is_found_by_every_name_and_its_lead_tasks_come_first(
    page: Page, address: str, real_book: Book, query: str
) -> None:
    page.goto(address)
    found = locations(ask(page, query, REAL))
    leading = {
        f"{task.city_id}/{task.year}/tasks/{task.slug}/"
        for task in real_book.tasks()
        if any(mention.unit and mention.unit.name in ("市发改委", "市发展改革委") for mention in task.lead)
    }
    assert len(leading) > 40
    assert set(found[: len(leading)]) == leading


def test_several_words_must_all_be_there(page: Page, address: str) -> None:
    page.goto(address)
    assert locations(ask(page, "停车 充电桩", REAL)) == ["jingzhou/2020/tasks/059/"]


def test_a_city_beside_another_word_says_where(page: Page, address: str) -> None:
    page.goto(address)
    found = locations(ask(page, "市发改委 潜江", REAL))
    assert all(location.startswith("qianjiang/") for location in found)
    assert locations(ask(page, "潜江 市发改委", REAL)) == found


def test_without_a_hit_shorter_terms_are_tried(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "请问小区停车难怎么办", REAL)
    assert answer["items"]
    assert "没有写到" in answer["above"]["note"]
    assert any("停车" in words(item) for item in answer["items"][:3])


def test_nothing_at_all_leads_to_the_documents(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "qwertz", REAL)
    assert answer["above"]["note"] == "没有写到“qwertz”的条目；可以从各地的文件看起。"
    assert len(answer["items"]) == 5


def test_a_place_that_no_document_names_leads_to_the_tasks_of_all_places(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "竹根滩镇", REAL)
    assert "文件没有写到“竹根滩镇”" in answer["above"]["note"]
    assert all("区镇街道" in words(item) for item in answer["items"][:5])


def test_a_place_with_a_matter_starts_with_the_matter(page: Page, address: str) -> None:
    page.goto(address)
    answer = ask(page, "魏都区 老旧小区", REAL)
    assert "文件没有写到“魏都区”" in answer["above"]["note"]
    assert "老旧小区" in words(answer["items"][0])


def test_a_city_without_the_matter_is_said_so(page: Page, address: str) -> None:
    page.goto(address)
    assert ask(page, "许昌 停车", REAL)["above"]["note"] == "许昌的文件没有写到“停车”，下面是其他城市的。"


def test_literal_queries_find_exactly_what_contains_them(page: Page, address: str, real_book: Book) -> None:
    page.goto(address)
    proof = prove()
    records = proof.Records(real_book)
    for query in list(proof.literal_queries(real_book))[::10]:
        assert set(locations(ask(page, query, REAL, synonyms=False))) == records.having(query), query


def test_the_questions_name_tasks_that_exist(real_book: Book) -> None:
    known = {task.id for task in real_book.tasks()}
    text = Path(ROOT, "tests", "search", "questions.yml").read_text("utf-8")
    named = set(re.findall(r"(?:xuchang|qianjiang|jingzhou|xianning|xiantao)-\d{4}-\w+", text))
    assert named and named <= known
    assert serving.PREFIX.count("/") > 2
