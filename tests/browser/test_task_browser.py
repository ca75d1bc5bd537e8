"""A task page in a browser: one sheet of A4 with its QR code, a citation to copy, charts that fit a phone."""

import io

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from taskbook.model import Book, Role, Task

TASK = "shifan/2021/tasks/001/"


def test_a_task_prints_on_one_sheet_with_its_address(page: Page, address: str, golden_book: Book) -> None:
    for task in sorted(golden_book.tasks(), key=printed_length)[::8]:
        page.goto(f"{address}shifan/{task.year}/tasks/{task.slug}/")
        pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(pdf.pages) == 1, task.id
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
        assert f"example.org/taskbook/shifan/{task.year}/tasks/{task.slug}/" in "".join(
            pdf.pages[0].extract_text().split()
        )


def test_the_longest_tasks_of_the_real_cities_print_on_one_sheet(wide: Page, real_book: Book) -> None:
    for city in real_book.cities:
        tasks = (task for plan in city.plans for task in plan.tasks)
        for task in sorted(tasks, key=printed_length)[-2:]:
            wide.goto(f"{task.city_id}/{task.year}/tasks/{task.slug}/")
            pdf = pypdf.PdfReader(io.BytesIO(wide.pdf(prefer_css_page_size=True)))
            assert len(pdf.pages) == 1, task.id
            box = wide.locator("svg.qr").bounding_box()
            assert box is None, "on paper only"
            assert f"renwu/{task.city_id}/{task.year}/tasks/{task.slug}/" in "".join(
                pdf.pages[0].extract_text().split()
            )


def printed_length(task: Task) -> int:
    """Weigh what a task's page shows: words, who answers, a line per figure and milestone."""
    names = sum(len(mention.printed) for role in Role for mention in task.mentions(role))
    return 2 * len(task.text) + 2 * names + 60 * (len(task.targets) + len(task.milestones))


def test_the_qr_code_is_for_paper_only(page: Page, address: str) -> None:
    page.goto(address + TASK)
    code = page.locator("svg.qr")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    box = code.bounding_box()
    assert box and box["width"] == pytest.approx(box["height"]) and box["width"] > 90


def test_a_citation_is_copied_by_keyboard_and_told(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + TASK)
    button = page.get_by_role("button", name="复制引用")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cite [role=status]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite").inner_text().strip()
    assert "数据截至2021年6月30日" in copied and "https://example.org/taskbook/shifan/2021/tasks/001/" in copied
    context.close()


def test_without_a_script_the_citation_can_be_selected(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + TASK)
    expect(page.locator("#cite")).to_be_visible()
    expect(page.get_by_role("button", name="复制引用")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_word_of_a_chart_is_cut_off(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for place in ("shifan/2021/", "shifan/units/", "indicators/gdp/"):
        page.goto(address + place)
        for chart in page.locator("svg.chart").all():
            frame = chart.bounding_box()
            assert frame
            for words in chart.locator("text").all():
                box = words.bounding_box()
                assert box and box["x"] >= frame["x"] - 1, words.text_content()
                assert box["x"] + box["width"] <= width, words.text_content()
