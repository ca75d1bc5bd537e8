"""Packages in a browser: the folder and the upload from a server under a path, the copy on a disk through file://."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import packed
import pytest
from conftest import CONTENT
from packed import Packages
from playwright.sync_api import Browser, Page, expect

from browser import serving

FIRST = ".md-search-result__item:first-child .md-search-result__link"
WIDE = {"width": 1280, "height": 900}


def opened(chromium: Browser, start: str) -> Iterator[Page]:
    """A page that may ask for nothing beyond start, and must not complain."""
    context = chromium.new_context(viewport=WIDE)
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: request.url.startswith(start) or complaints.append(request.url))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The smallest of the real cities on a disk; its lists are long enough for filters."""
    folder = tmp_path_factory.mktemp("small")
    settings = packed.settings_in(folder, CONTENT)
    return packed.pack(settings, "offline", "xiantao").as_uri() + "/"


@pytest.fixture(scope="module")
def served(packages: Packages) -> Iterator[dict[str, str]]:
    with serving.served(packages["folder"]) as folder, serving.served(packages["cms-shifan"]) as upload:
        yield {"folder": folder, "cms": upload}


@pytest.fixture
def start(request: pytest.FixtureRequest, packages: Packages) -> str:
    """The address of a package; the one on a disk is opened where it lies."""
    if request.param == "offline":
        return packages["offline"].as_uri() + "/"
    found: dict[str, str] = request.getfixturevalue("served")
    return found[request.param]


@pytest.fixture
def page(chromium: Browser, start: str) -> Iterator[Page]:
    yield from opened(chromium, start)


@pytest.fixture
def disk(chromium: Browser, small_city: str) -> Iterator[Page]:
    yield from opened(chromium, small_city)


def search_for(page: Page, query: str) -> None:
    page.locator("input[name=query]").focus()
    page.keyboard.type(query)
    page.wait_for_selector(".md-search-result__item")


TASK = {
    "folder": "shifan/2021/tasks/003/",
    "cms": "shifan/2021/tasks/003.html",
    "offline": "shifan/2021/tasks/003.html",
}
HOME = {"folder": "", "cms": "index.html", "offline": "index.html"}


@pytest.mark.parametrize(("start", "target"), [(name, name) for name in TASK], indirect=["start"])
def test_a_reader_finds_a_task_and_comes_back(page: Page, start: str, target: str) -> None:
    page.goto(start + HOME[target])
    search_for(page, "停车泊位 示范市")
    page.locator(FIRST).click()
    expect(page).to_have_url(start + TASK[target])
    expect(page.locator("h1")).to_contain_text("停车泊位")
    page.locator(".crumbs a").nth(1).click()
    expect(page.locator("h1")).to_have_text("示范市2021年任务分解")
    page.locator(".tb-brand").click()
    expect(page).to_have_url(start + HOME[target])


@pytest.mark.parametrize("start", ["cms", "offline"], indirect=True)
def test_every_kind_of_result_leads_to_a_page(page: Page, start: str) -> None:
    for query in ("交通局", "张明", "生产总值"):  # a unit, a leader, an indicator and a goal of the source page
        page.goto(f"{start}index.html?q={quote(query)}")
        page.wait_for_selector(".md-search-result__item")
        for link in page.locator(".md-search-result__link, .tb-search__entries a").all()[:8]:
            address = str(link.evaluate("(link) => link.href")).partition("#")[0].partition("?")[0]
            assert address.endswith(".html"), query
            if start.startswith("file:"):
                assert Path(address.removeprefix("file://")).is_file()
            else:
                assert page.request.get(address).ok


def test_on_a_disk_search_filters_and_forgets_synonyms(disk: Page, small_city: str) -> None:
    disk.goto(f"{small_city}index.html")
    search_for(disk, "停车泊位")
    expect(disk.locator(".tb-search__note")).to_contain_text("同义词")
    disk.get_by_role("checkbox", name="同义词").uncheck()
    expect(disk.locator(".tb-hit-synonyms")).to_have_count(0)
    disk.locator("[data-tb-search-kind]").select_option("task")
    expect(disk.locator(".md-search-result__item").first).to_be_visible()


def test_on_a_disk_a_list_filters_sorts_and_keeps_its_state_in_the_address(disk: Page, small_city: str) -> None:
    disk.goto(f"{small_city}xiantao/2021/index.html")
    status = disk.locator(".tb-filter__status")
    expect(status).to_have_text("共27项任务")
    disk.locator(".tb-filter input[name=text]").fill("乡村")
    expect(status).to_contain_text("筛出")
    disk.locator("table.tasks:not([hidden]) th .tb-sort").first.click()
    expect(status).to_contain_text("升序")
    state = status.inner_text()
    disk.goto(disk.url)
    expect(status).to_have_text(state)
    assert disk.locator("table.tasks tbody tr:not([hidden])").count() < 27


def test_on_a_disk_characters_change_and_the_choice_is_kept(disk: Page, small_city: str) -> None:
    disk.goto(f"{small_city}xiantao/2021/index.html")
    disk.locator("[data-tb-reading=traditional]").click()
    expect(disk.locator("h1")).to_have_text("仙桃市2021年任務分解")
    disk.goto(f"{small_city}about.html")
    expect(disk.locator("h1")).to_have_text("關於本站")


@pytest.mark.parametrize("start", ["offline"], indirect=True)
def test_on_a_disk_the_index_is_loaded_at_the_first_real_query_only(page: Page, start: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(start)))
    page.goto(f"{start}shifan/2021/index.html")
    page.locator("input[name=query]").focus()
    page.keyboard.type("  ")
    page.wait_for_timeout(200)
    assert not [url for url in asked if url.startswith("search/index-")]
    page.keyboard.type("桥")
    page.wait_for_selector(".md-search-result__item")
    assert len([url for url in asked if url.startswith("search/index-")]) == 1


@pytest.mark.parametrize("start", ["offline"], indirect=True)
def test_both_searches_answer_alike(page: Page, start: str, served: dict[str, str], chromium: Browser) -> None:
    other = chromium.new_page()
    for query in ("修桥", "发改委 大气", "请问哪里可以停车", "qwertz"):
        shown = []
        for reader, address in ((page, f"{start}index.html"), (other, served["folder"])):
            reader.goto(f"{address}?q={quote(query)}")
            reader.wait_for_selector(".md-search-result__item")
            reader.wait_for_timeout(50)
            shown.append(reader.locator(".md-search-result__list").inner_text())
        assert shown[0] == shown[1], query
    other.close()
