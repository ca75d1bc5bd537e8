"""Every kind of page: axe finds nothing, 320 px hold it, nothing is loaded from outside, the reading order is right.

The fictional city's pages are small, so axe, which weighs every element, goes over them; widths are tried on the five
cities' pages, whose names and tables are long. Each page is opened once for all that is asked of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PHONE, WIDE
from browser.serving import watched
from browser.sites import GOLDEN, REAL, SEARCH

SIZES = {"phone": PHONE, "wide": WIDE}
ORDERED = [kind for kind in GOLDEN if kind not in (SEARCH, "404")]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """(more) => axe.run({ resultTypes: ["violations"], selectors: false, ...more }).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]))"""
ONE_OF_MANY = """document.querySelectorAll("#f-tasks ~ table").forEach((table, at) => at && table.remove())"""
"""The tables of field names on /data/ are all alike; one of them is enough."""

Told = list[tuple[str, str, dict[str, Any]]]
"""The accessibility tree in its order: role, name, properties."""


@dataclass(frozen=True)
class Look:
    """What was found out about a page."""

    light: list[Any]
    dark: list[Any]
    told: Told
    tables: int
    rows: int
    heads: int
    tops: list[float]


class Looker(Protocol):
    def __call__(self, kind: str, size: str) -> Look: ...


def show(page: Page, kinds: dict[str, str], kind: str) -> None:
    page.goto(kinds[kind])
    if kind == SEARCH:
        page.wait_for_selector(".md-search-result__item")


@pytest.fixture(scope="module")
def look(chromium: Browser, address: str) -> Looker:
    @cache
    def found(kind: str, size: str) -> Look:
        with watched(chromium, address, viewport=SIZES[size]) as page:
            show(page, GOLDEN, kind)
            if kind == "data":
                page.evaluate(ONE_OF_MANY)
            page.evaluate(AXE)
            light = page.evaluate(RUN, {})
            page.emulate_media(color_scheme="dark")
            dark = page.evaluate(RUN, {"runOnly": ["color-contrast"]})  # nothing but colours differs
            tables = page.locator("article table:visible")
            headings = page.locator("article :is(h1, h2, h3):visible")
            return Look(
                light,
                dark,
                list(told(page)),
                tables.count(),
                tables.locator("tbody tr").count(),
                tables.locator("thead th").count(),
                headings.evaluate_all("all => all.map((heading) => heading.getBoundingClientRect().top)"),
            )

    return found


def told(page: Page) -> Iterator[tuple[str, str, dict[str, Any]]]:
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    below = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]]
    while waiting:
        node = waiting.pop()
        waiting += [below[child] for child in reversed(node.get("childIds", ())) if child in below]
        if not node["ignored"]:
            facts = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())}
            yield node["role"]["value"], node.get("name", {}).get("value", ""), facts


# Axe


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", GOLDEN)
def test_axe_finds_nothing_in_light_and_dark(look: Looker, kind: str, size: str) -> None:
    found = look(kind, size)
    assert found.light == []
    assert found.dark == []


def test_axe_finds_nothing_in_large_type_and_traditional_characters(chromium: Browser, address: str) -> None:
    with watched(chromium, address, viewport=PHONE) as page:
        page.goto(GOLDEN["task"])
        page.get_by_role("button", name="大字").click()
        page.locator("[data-tb-reading=traditional]").click()
        expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        page.evaluate(AXE)
        assert page.evaluate(RUN, {}) == []


# The reading order, as the accessibility tree tells it


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ORDERED)
def test_the_skip_link_comes_first_and_the_footer_last(look: Looker, kind: str, size: str) -> None:
    said = look(kind, size).told
    landmarks = [role for role, _, _ in said if role in ("banner", "main", "contentinfo")]
    assert landmarks == ["banner", "main", "contentinfo"]
    assert next(name for role, name, _ in said if role == "link") == "跳到正文"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ORDERED)
def test_headings_are_told_in_the_order_they_are_seen(look: Looker, kind: str, size: str) -> None:
    found = look(kind, size)
    levels = [facts["level"] for role, _, facts in found.told if role == "heading"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.tops == sorted(found.tops)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", GOLDEN)
def test_everything_that_can_be_operated_has_a_name(look: Looker, kind: str, size: str) -> None:
    operable = ("link", "button", "textbox", "searchbox", "combobox", "checkbox")
    assert [entry for entry in look(kind, size).told if entry[0] in operable and not entry[1]] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ORDERED)
def test_tables_keep_their_headings_where_rows_have_become_cards(look: Looker, kind: str, size: str) -> None:
    found = look(kind, size)
    roles = [role for role, _, _ in found.told]
    names = [name for role, name, _ in found.told if role == "columnheader"]
    assert roles.count("table") == found.tables
    assert roles.count("rowheader") == found.rows
    assert len(names) == found.heads and all(names)


# Reflow: 1280 px at 400 % are 320 px

SAID = """() => {
  for (const fold of document.querySelectorAll("article details")) fold.open = true;
  return [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5, p, li, dt, dd, th[scope=row], td, svg text)")]
    .filter((node) => node.checkVisibility() && !node.closest(".tb-toc, .tb-filter"))
    .map((node) => node.textContent.trim());
}"""
SIDEWAYS = """() => [...document.querySelectorAll("body, body *")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(node).overflowX)
    && node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .map((node) => `${node.tagName}.${node.className}`)"""
OUTSIDE = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const out = [], range = document.createRange();
  while (words.nextNode()) {
    const { parentElement: parent, data } = words.currentNode;
    if (!data.trim() || parent.closest(".md-skip, thead, option")) continue;
    if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(words.currentNode);
    const { left, right, width } = range.getBoundingClientRect();
    if (width && (left < -1 || right > innerWidth + 1)) out.push(data.trim());
  }
  return out;
}"""
WIDTH = "document.documentElement.scrollWidth"
LARGE = "document.documentElement.dataset.type = 'large'"
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize("kind", REAL)
def test_a_narrow_page_holds_all_of_a_wide_one_and_scrolls_one_way(
    chromium: Browser, real_address: str, kind: str
) -> None:
    with watched(chromium, real_address, viewport=WIDE) as page:
        show(page, REAL, kind)
        wide = set(page.evaluate(SAID)) - {"—"}  # the sign for nothing
        for width in (360, 320):
            page.set_viewport_size({"width": width, "height": 256})
            assert page.evaluate(WIDTH) == width
            assert page.evaluate(SIDEWAYS) == []
            assert page.evaluate(OUTSIDE) == []
        assert wide - set(page.evaluate(SAID)) == set()
        page.evaluate(LARGE)
        assert (page.evaluate(WIDTH), page.evaluate(OUTSIDE)) == (320, []), "large type"
        page.add_style_tag(content=SPACED)
        assert page.evaluate(WIDTH) == 320, "large type, spaced out"
