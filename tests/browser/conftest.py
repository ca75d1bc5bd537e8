"""The fictional city's site in a browser, served under a path prefix; the real cities' index lies beside its own."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

from browser import serving
from taskbook import pages, render, search, verify, website
from taskbook.model import Book
from taskbook.settings import Settings

REAL = "real.json"
HOSTILE = "hostile.json"


@pytest.fixture(scope="session")
def site_folder(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    content = ROOT / "tests" / "golden" / "content"
    settings = Settings(content, folder / "site", folder / "work", ROOT / "templates", ROOT / "mkdocs.yml", jobs=1)
    trace, _ = verify.verify(golden_book)
    made = pages.pages(golden_book, trace, golden_book.site.as_of)
    documents = render.render(made, golden_book.site, settings.templates)
    website.build(documents, pages.nav(made), settings, golden_book.site, search.files(golden_book))
    return settings.site


@pytest.fixture(scope="session")
def extra(golden_book: Book, real_book: Book) -> Mapping[str, bytes]:
    hostile = json.dumps(search.index(golden_book), ensure_ascii=False).replace(
        "大气", "<img src=x onerror=alert(1)>&\\\"'"
    )
    real = json.dumps(search.index(real_book))
    return {f"search/{REAL}": real.encode(), f"search/{HOSTILE}": hostile.encode()}


@pytest.fixture(scope="session")
def address(site_folder: Path, extra: Mapping[str, bytes]) -> Iterator[str]:
    with serving.served(site_folder, extra) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if serving.find_browser() is None:
        pytest.skip(serving.NO_BROWSER)
    with serving.browser() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page on a phone; requests that leave the site and words on the console fail the test."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    complaints: list[str] = []
    found = context.new_page()
    found.on("console", lambda message: complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: request.url.startswith(address) or complaints.append(request.url))
    yield found
    context.close()
    assert complaints == []
