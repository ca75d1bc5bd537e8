"""Two sites in a browser, served under a path prefix: the fictional city's, and the five real cities'."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import serving, sites
from taskbook import search
from taskbook.model import Book

REAL = "real.json"
HOSTILE = "hostile.json"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}


@pytest.hookimpl(tryfirst=True)
@pytest.fixture(scope="session")
def site_folder(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sites.build(golden_book, tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="session")
def extra(golden_book: Book, real_book: Book) -> Mapping[str, bytes]:
    """What lies beside the fictional city's site: indexes of other books."""
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
def real_address(real_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The five cities' site, with a public address, so that its task pages carry QR codes."""
    if serving.find_browser() is None:
        pytest.skip(serving.NO_BROWSER)
    site = real_book.site.model_copy(update={"address": "https://example.org/renwu/"})
    folder = sites.build(replace(real_book, site=site), tmp_path_factory.mktemp("real"), files=False)
    with serving.served(folder) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if serving.find_browser() is None:
        pytest.skip(serving.NO_BROWSER)
    with serving.browser() as found:
        yield found


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of the fictional city's site on a phone."""
    with serving.watched(chromium, address, viewport=PHONE) as found:
        yield found


@pytest.fixture
def wide(chromium: Browser, real_address: str) -> Iterator[Page]:
    """A page of the five cities' site on a wide screen."""
    with serving.watched(chromium, real_address, viewport=WIDE) as found:
        yield found


@pytest.fixture
def phone(chromium: Browser, real_address: str) -> Iterator[Page]:
    """A page of the five cities' site on a phone."""
    with serving.watched(chromium, real_address, viewport=PHONE) as found:
        yield found
