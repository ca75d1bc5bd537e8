"""Lists of the real cities in a browser: filters, sorting, the address, the keyboard, characters, type and paper."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import WIDE
from browser.serving import watched
from taskbook.model import Book, Plan, Role, Task

SHOWN = "table.tasks tbody tr:not([hidden])"
PLAN = "qianjiang/2021/"


@pytest.fixture(scope="module")
def plan(real_book: Book) -> Plan:
    return next(plan for plan in real_book.plans() if plan.city_id == "qianjiang")


def ids(tasks: list[Task]) -> list[str]:
    return [f"r-{task.slug}" for task in tasks]


def shown(page: Page) -> list[str]:
    return page.locator(SHOWN).evaluate_all("rows => rows.map((row) => row.id)")


def query(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def has_unit(task: Task, unit: str, *roles: Role) -> bool:
    return any(m.unit and m.unit.id == unit for role in roles or Role for m in task.mentions(role))


# Filters


def test_filters_show_exactly_the_tasks_they_name(wide: Page, plan: Plan) -> None:
    wide.goto(PLAN)
    assert shown(wide) == ids(list(plan.tasks))
    wide.select_option("select[name=unit]", "jiaotong")
    assert shown(wide) == ids([t for t in plan.tasks if has_unit(t, "jiaotong")])
    wide.select_option("select[name=role]", "lead")
    led = [t for t in plan.tasks if has_unit(t, "jiaotong", Role.LEAD)]
    assert shown(wide) == ids(led)
    expect(wide.get_by_role("status").first).to_have_text(f"筛出{len(led)} / {len(plan.tasks)}项任务")
    assert query(wide) == {"unit": "jiaotong", "role": "lead"}
    wide.get_by_role("button", name="清除筛选").click()
    assert shown(wide) == ids(list(plan.tasks))
    assert query(wide) == {}


@pytest.mark.parametrize(
    ("asked", "keeps"),
    [
        ("deed=yes", lambda t: t.public_deed),
        ("figure=yes", lambda t: any(target.value for target in t.targets)),
        ("figure=no", lambda t: not any(target.value for target in t.targets)),
        ("chapter=2021-3", lambda t: t.chapter.startswith("三、")),
        ("leader=cui-chuanjin&deed=no", lambda t: any(x.id == "cui-chuanjin" for x in t.leaders) and not t.public_deed),
        ("due=yes", lambda t: any(x.by_text for x in (*t.targets, *t.milestones)) or bool(t.due or t.due_text)),
        ("text=%E5%86%9C%E6%9D%91+%E5%BB%BA%E8%AE%BE", lambda t: "农村" in t.text and "建设" in t.text),
    ],
)
def test_an_address_that_was_sent_shows_its_list(wide: Page, plan: Plan, asked: str, keeps: object) -> None:
    wide.goto(f"{PLAN}?{asked}")
    wanted = ids([task for task in plan.tasks if keeps(task)])  # type: ignore[operator]
    found = shown(wide)
    assert wanted
    assert set(wanted) <= set(found)
    assert found == wanted or asked.startswith("text=")


def test_words_beyond_the_title_are_found_and_shown(wide: Page, plan: Plan) -> None:
    task = next(t for t in plan.tasks if len(t.text) > 60 and t.text[-8:-2].isalpha())
    word = task.text[-8:-2]
    wide.goto(PLAN)
    wide.fill("input[name=text]", word)
    row = wide.locator(f"#r-{task.slug}")
    expect(row).to_be_visible()
    expect(row.locator(".tb-hit mark")).to_have_text(word)


def test_sections_without_rows_go_with_their_headings(wide: Page, plan: Plan) -> None:
    wide.goto(f"{PLAN}?deed=yes")
    chapters = {task.chapter for task in plan.tasks if task.public_deed}
    seen = wide.locator("h2[id^=c-]:not([hidden])").evaluate_all("all => all.map((h) => h.firstChild.data)")
    assert seen == [chapter.title for chapter in plan.chapters if chapter.title in chapters]
    assert wide.locator("table:not([hidden]) tbody:not(:has(tr:not([hidden])))").count() == 0
    expect(wide.locator("h2#rules")).to_be_visible()
    links = wide.locator(".tb-toc--side > ul > li:not([hidden]) > a").all_inner_texts()
    assert not [title for title in links if title in {c.title for c in plan.chapters} - chapters]


def test_back_returns_to_the_list_before(wide: Page, plan: Plan) -> None:
    wide.goto(PLAN)
    wide.select_option("select[name=deed]", "yes")
    wide.select_option("select[name=unit]", "jiaotong")
    few = len(shown(wide))
    wide.go_back()
    assert len(shown(wide)) == sum(t.public_deed for t in plan.tasks) > few
    expect(wide.locator("select[name=unit]")).to_have_value("")
    wide.go_back()
    assert len(shown(wide)) == len(plan.tasks)
    wide.go_forward()
    assert query(wide) == {"deed": "yes"}


def test_a_unit_page_filters_by_its_own_role_and_by_partners(wide: Page, real_book: Book) -> None:
    tasks = {link.task.id: link for link in real_book.by_unit[("qianjiang", "fagai")]}
    wide.goto("qianjiang/units/fagai/?role=assist")
    assert len(shown(wide)) == sum(link.role is Role.ASSIST for link in tasks.values())
    assert wide.locator("select[name=unit] option[value=fagai]").count() == 0


def test_nothing_found_is_said_and_can_be_undone(wide: Page) -> None:
    wide.goto(f"{PLAN}?text=%E7%81%AB%E6%98%9F%E7%A7%BB%E6%B0%91")
    expect(wide.get_by_role("status").first).to_contain_text("筛出0 / ")
    wide.get_by_role("button", name="清除筛选").press("Enter")
    assert shown(wide)
    expect(wide.locator("input[name=text]")).to_be_focused()


# Sorting


def test_headings_sort_up_down_and_back_by_keyboard(wide: Page, plan: Plan) -> None:
    wide.goto("qianjiang/2021/lists/no-figure/")
    before = shown(wide)
    button = wide.get_by_role("columnheader", name="责任领导").get_by_role("button")
    button.focus()
    orders = []
    for state in ("ascending", "descending", None):
        wide.keyboard.press("Enter")
        orders.append(shown(wide))
        head = wide.locator("th.leader").first
        assert head.get_attribute("aria-sort") == state
        expect(button).to_be_focused()
    assert orders[0] != before
    assert sorted(orders[0]) == sorted(before)
    assert orders[2] == before


def test_numbers_sort_as_numbers(wide: Page) -> None:
    wide.goto("jingzhou/units/?sort=-units.count3")
    for table in wide.locator("table.units").all():
        numbers = [int(text) for text in table.locator("tbody td:last-child").all_inner_texts()]
        assert numbers == sorted(numbers, reverse=True)


def test_sorted_chapters_become_one_table_and_come_back(wide: Page, plan: Plan) -> None:
    wide.goto(f"{PLAN}?sort=-tasks.figures")
    counts = [sum(1 for x in task.targets if x.value) for task in plan.tasks]
    most = plan.tasks[counts.index(max(counts))]
    assert shown(wide)[0] == f"r-{most.slug}"
    assert len(shown(wide)) == len(plan.tasks)
    assert wide.locator("table.tasks:not([hidden])").count() == 1
    wide.get_by_role("button", name="清除筛选").click()
    assert shown(wide) == ids(list(plan.tasks))
    assert wide.locator("table.tasks:not([hidden])").count() > 5


def test_cities_cannot_be_ranked_by_amount(wide: Page) -> None:
    wide.goto("indicators/gdp/")
    assert wide.locator("th.promise button").count() == 0
    assert wide.locator("th.due button").count() == 1


# Without a script, on a phone, by keyboard


def test_without_a_script_the_whole_list_stands_and_nothing_is_dead(chromium: Browser, real_address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=real_address, viewport=WIDE)
    page = context.new_page()
    page.goto(f"{PLAN}?deed=yes")
    assert page.locator("table.tasks tbody tr").count() == 105
    assert page.locator(".tb-filter, th button").count() == 0
    expect(page.locator(".tb-reading")).to_be_hidden()
    context.close()


def test_on_a_phone_filters_fold_into_one_button(phone: Page) -> None:
    phone.goto(PLAN)
    summary = phone.locator(".tb-filter summary")
    expect(phone.locator("select[name=unit]")).to_be_hidden()
    summary.press("Enter")
    phone.select_option("select[name=sort]", "-tasks.number")
    assert query(phone)["sort"] == "-tasks.number"
    phone.select_option("select[name=deed]", "yes")
    expect(summary).to_have_text("筛选（已选1项）")
    phone.keyboard.press("Escape")
    expect(phone.locator("select[name=unit]")).to_be_hidden()
    expect(summary).to_be_focused()
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("path", ["", PLAN, "indicators/", "functions/", "indicators/gdp/", "qianjiang/2021/targets/"])
def test_on_a_phone_a_list_is_cards_that_keep_their_headings(phone: Page, path: str) -> None:
    phone.goto(path)
    cards = phone.locator("table.cards tbody tr:visible")
    assert cards.count() > 4
    labels = "all => all.map((cell) => [cell.dataset.label, getComputedStyle(cell, '::before').content])"
    for label, shown in cards.first.locator("td:visible").evaluate_all(labels):
        assert shown in (f'"{label}"', "none"), label
    boxes = cards.first.locator("td:visible").evaluate_all(
        "all => all.map((cell) => cell.getBoundingClientRect().bottom)"
    )
    assert boxes == sorted(boxes)
    assert phone.locator("table.cards th button").count() == 0, "nothing out of sight can be pressed"


def test_a_list_that_becomes_wide_can_be_sorted_again(phone: Page) -> None:
    phone.goto("indicators/")
    phone.set_viewport_size(WIDE)
    phone.get_by_role("columnheader", name="指标").get_by_role("button").click()
    expect(phone.locator("th.indicator").first).to_have_attribute("aria-sort", "ascending")


def test_the_tables_of_downloads_have_nothing_to_filter(wide: Page) -> None:
    wide.goto("data/")
    assert wide.locator("table").count() > 5
    assert wide.locator(".tb-filter, th button").count() == 0


@pytest.mark.parametrize("path", [PLAN, "qianjiang/units/fagai/", "qianjiang/2021/lists/no-lead/", "indicators/gdp/"])
def test_controls_are_large_enough(phone: Page, path: str) -> None:
    phone.goto(path)
    if phone.locator(".tb-filter summary").is_visible():
        phone.locator(".tb-filter summary").click()
    sizes = phone.locator(".tb-filter :is(input, select, summary, button), .tb-reading button").evaluate_all(
        "all => all.filter((x) => x.checkVisibility()).map((x) => x.getBoundingClientRect().height)"
    )
    assert sizes
    assert min(sizes) >= 44


# How it reads


def text_of(page: Page) -> str:
    return str(page.evaluate("document.querySelector('article').textContent"))


def test_traditional_characters_are_kept_and_taken_back(wide: Page) -> None:
    wide.goto(PLAN)
    before, links = text_of(wide), wide.locator("article a").evaluate_all("all => all.map((a) => a.href)")
    button = wide.get_by_role("button", name="繁体字", exact=True)
    button.click()
    expect(wide.locator("h1")).to_have_text("潛江市2021年任務分解")
    assert wide.title().startswith("潛江市2021年任務分解")
    assert wide.evaluate("document.documentElement.lang") == "zh-Hant"
    assert wide.locator("article a").evaluate_all("all => all.map((a) => a.href)") == links
    wide.fill("input[name=text]", "農村 建設")
    assert 0 < len(shown(wide)) < 105
    expect(wide.get_by_role("status").first).to_contain_text("項任務")
    wide.fill("input[name=text]", "")
    wide.goto(f"{PLAN}targets/")
    expect(wide.locator("h1")).to_have_text("潛江市2021年指標")
    wide.goto(PLAN)
    expect(wide.locator("h1")).to_have_text("潛江市2021年任務分解")
    wide.locator("[data-tb-reading=traditional]").click()
    assert text_of(wide) == before
    assert wide.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_source_as_obtained_stays_as_it_is(wide: Page) -> None:
    wide.goto("xianning/2025/source/")
    document = wide.locator("div.document")
    before = document.inner_text()
    wide.locator("[data-tb-reading=traditional]").click()
    expect(wide.locator("h1")).to_have_text("咸寧市2025年原文")
    assert document.inner_text() == before


def test_traditional_pages_leave_no_simplified_character_of_the_table(wide: Page) -> None:
    wide.goto("qianjiang/2021/source/")
    wide.locator("[data-tb-reading=traditional]").click()
    expect(wide.locator("h1")).to_have_text("潛江市2021年原文")
    left = wide.evaluate(
        "[...document.body.innerText].filter((c) => taskbook.pairs[0].includes(c) && !taskbook.pairs[1].includes(c))"
    )
    kept = "".join(wide.evaluate("Object.values(taskbook.phrases)"))
    assert [char for char in left if char not in kept] == []


def test_large_type_and_dark_paper_are_kept(wide: Page) -> None:
    wide.goto(PLAN)
    size = "parseFloat(getComputedStyle(document.querySelector('article')).fontSize)"
    paper = "getComputedStyle(document.body).backgroundColor"
    small, light = wide.evaluate(size), wide.evaluate(paper)
    wide.get_by_role("button", name="大字").click()
    wide.get_by_role("button", name="深色").click()
    assert wide.evaluate(size) > small * 1.2
    assert wide.evaluate(paper) != light
    wide.goto("qianjiang/units/")
    assert wide.evaluate(size) > small * 1.2
    assert wide.evaluate(paper) != light
    for name in ("大字", "深色"):
        expect(wide.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        wide.get_by_role("button", name=name).click()
    assert (wide.evaluate(size), wide.evaluate(paper)) == (small, light)


def test_the_systems_dark_paper_counts_until_a_reader_chooses(chromium: Browser, real_address: str) -> None:
    with watched(chromium, real_address, viewport=WIDE, color_scheme="dark") as page:
        page.goto("about/")
        button = page.get_by_role("button", name="深色")
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(246, 247, 244)"


def test_large_type_fits_a_phone(phone: Page) -> None:
    phone.goto(PLAN)
    phone.get_by_role("button", name="大字").click()
    for path in (PLAN, "qianjiang/units/fagai/", "indicators/gdp/", "qianjiang/2021/lists/no-figure/"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390, path


def test_a_list_prints_on_a4_without_its_controls(wide: Page) -> None:
    wide.goto("qianjiang/2021/lists/no-figure/?chapter=2021-3")
    wide.emulate_media(media="print")
    assert (
        wide.locator(".tb-filter :is(input, select, button)").evaluate_all("a => a.some((x) => x.checkVisibility())")
        is False
    )
    expect(wide.get_by_role("status").first).to_contain_text("筛出")
    assert wide.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("path", [PLAN, "qianjiang/", "qianjiang/units/fagai/", "qianjiang/leaders/", "data/"])
def test_on_paper_a_label_stands_only_before_what_it_names(wide: Page, path: str) -> None:
    wide.goto(path)
    wide.emulate_media(media="print")
    printed = wide.locator("article :is(p, dt, li)").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => [one.localName, one.innerText.trim()])"
    )
    assert printed
    assert not [text for _, text in printed if text.endswith("：") or text.startswith("：")]
    empty = wide.locator("article dt").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && !one.nextElementSibling?.checkVisibility())"
        ".map(one => one.innerText)"
    )
    assert empty == []
