"""What a page costs on the wire: text as a server sends it (gzip), everything else as it is."""

import gzip

import pytest
from playwright.sync_api import Browser, Response

from browser.conftest import PHONE
from browser.serving import watched


def weigh(chromium: Browser, address: str, path: str) -> dict[str, int]:
    """Open a page with an empty cache; return the bytes of every response, without headers, by address."""
    answers: list[Response] = []
    with watched(chromium, address, viewport=PHONE) as page:
        page.on("response", lambda answer: answers.append(answer))
        page.goto(path, wait_until="networkidle")
        return {answer.url.removeprefix(address): len(gzip.compress(answer.body(), 6)) for answer in answers}


def test_the_home_page_is_light_before_the_search_is_opened(chromium: Browser, real_address: str) -> None:
    found = weigh(chromium, real_address, "")
    assert not [url for url in found if url.startswith("search/index-")]
    assert sum(found.values()) < 300_000


@pytest.mark.parametrize("path", ["xuchang/2020/tasks/010/", "qianjiang/2021/tasks/094/", "jingzhou/2020/tasks/059/"])
def test_a_task_page_is_light(chromium: Browser, real_address: str, path: str) -> None:
    assert sum(weigh(chromium, real_address, path).values()) < 120_000


def test_nothing_is_fetched_that_no_page_uses(chromium: Browser, real_address: str) -> None:
    """What the switch to traditional characters and the search need comes when it is asked for."""
    found = weigh(chromium, real_address, "about/")
    assert not [url for url in found if "variants" in url or url.startswith("search/index-")]
