"""prints.speed and what it puts in place: the quick ways print what the library itself prints."""

import pickle
import re
import sys
from dataclasses import replace
from pathlib import Path
from subprocess import run
from unittest.mock import Mock

import pdfplumber
import pytest

from taskbook import booklets, render, workers
from taskbook.booklets import Booklet
from taskbook.model import Book
from taskbook.prints import again, engine, savings, speed
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent

PLAINLY = """
import pickle, sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from taskbook import fonts
from taskbook.prints import embedding, engine, ruling, savings, speed
if sys.argv[1] == "less":
    savings.write_less(speed.exchange)
    embedding.put_in_place(speed.exchange)
    ruling.draw_fewer(speed.exchange)
for item in pickle.load(sys.stdin.buffer):
    config = FontConfiguration()
    css = CSS(string=fonts.face_css(item.faces) + item.css, font_config=config)
    document = HTML(string=item.html).render(stylesheets=[css], font_config=config, **engine.OPTIONS)
    engine.declare_both(document.metadata)
    item.output.parent.mkdir(parents=True, exist_ok=True)
    document.write_pdf(item.output.with_suffix(".plain.pdf"), **engine.OPTIONS)
"""


def printed_plainly(items: list[engine.Print], how: str) -> None:
    run([sys.executable, "-c", PLAINLY, how], input=pickle.dumps(items), check=True, cwd=ROOT)


@pytest.fixture(scope="module")
def items(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> list[engine.Print]:
    """A plan with its contents and indexes, a unit, a leader and a decomposition table, not printed yet."""
    work = tmp_path_factory.mktemp("speed")
    settings = Settings(
        content=ROOT, site=work / "site", work=work, templates=ROOT / "templates", mkdocs_yml=ROOT / "mkdocs.yml"
    )
    made: list[Booklet] = booklets.plan_booklets(golden_book)
    prints = booklets.prints(made, render.printer(settings.templates), settings, workers.serial, None)
    wanted = ("plan.pdf", "unit-ge-zhen.pdf", "leader-li-hua.pdf", "table-a3.pdf")
    return [item for item in prints if item.path.endswith(wanted)]


def test_the_quick_ways_print_the_same_bytes_as_the_library_itself(items: list[engine.Print]) -> None:
    assert speed.quicken(), "speed.py is for another WeasyPrint: write it anew or drop it"
    printed_plainly(items, "less")
    for item in [*items, *reversed(items)]:  # the second time with styles and lines that are known
        engine.make(item)
        assert item.output.read_bytes() == item.output.with_suffix(".plain.pdf").read_bytes(), item.path
    assert len(items) == 4


def test_leaders_in_one_piece_look_as_the_library_sets_them(items: list[engine.Print]) -> None:
    plan = items[0]
    engine.make(plan)
    printed_plainly([plan], "as it is")
    with pdfplumber.open(plan.output) as ours, pdfplumber.open(plan.output.with_suffix(".plain.pdf")) as plain:
        for mine, theirs in zip(ours.pages, plain.pages, strict=True):
            assert marks(mine) == marks(theirs)
        assert sum(mark[0] == "…" for page in ours.pages for mark in marks(page)) > 100


def test_rules_of_tables_in_one_piece_look_as_the_library_draws_them(items: list[engine.Print]) -> None:
    table = next(item for item in items if item.path.endswith("table-a3.pdf"))
    engine.make(table)
    printed_plainly([table], "as it is")
    with pdfplumber.open(table.output) as ours, pdfplumber.open(table.output.with_suffix(".plain.pdf")) as plain:
        for mine, theirs in zip(ours.pages, plain.pages, strict=True):
            assert inked(mine) == inked(theirs) != set()
            assert len(mine.lines) < len(theirs.lines) / 2


def inked(page: pdfplumber.page.Page) -> set[tuple[bool, float, float, int]]:
    """Return the pieces of a page's lines, 0.2 pt each: across or down, width and place of the line, the piece."""
    pieces = set()
    for line in page.lines:
        across = line["height"] < line["width"]
        place, begin, end = ("top", "x0", "x1") if across else ("x0", "top", "bottom")
        what = across, round(line["linewidth"], 2), round(line[place], 2)
        pieces |= {(*what, piece) for piece in range(round(line[begin] * 5), round(line[end] * 5))}
    return pieces


def test_lines_that_are_laid_out_once_are_not_laid_out_again(
    items: list[engine.Print], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = items[0]
    engine.make(plan)
    asked = Mock(side_effect=again._next_line)
    monkeypatch.setattr(again, "_next_line", asked)
    engine.make(plan)
    with pdfplumber.open(plan.output) as pages:
        lines = sum(len(page.extract_text_lines()) for page in pages.pages)
    assert 0 < asked.call_count < lines / 2


def test_a_page_of_contents_is_laid_out_once_with_the_pages_that_it_names(
    items: list[engine.Print], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.load()
    asked = Mock(side_effect=savings._handle_leader)
    monkeypatch.setattr(savings, "_handle_leader", asked)
    unit = next(item for item in items if "unit" in item.path)
    engine.make(unit)
    with pdfplumber.open(unit.output) as pages:
        entries = sum("…" in line["text"] for line in pages.pages[1].extract_text_lines())
    dotted = [call for call in asked.call_args_list if savings.leader.leader_index(call.args[1])[0] is not None]
    assert len(dotted) == entries


def test_page_rules_that_count_pages_are_asked_for_every_page(items: list[engine.Print], tmp_path: Path) -> None:
    rule = "@page :nth(2) { @left-middle { content: '第二页'; width: 20mm } }"
    item = replace(items[0], css=items[0].css + rule, output=tmp_path / "counted.pdf")
    engine.make(item)
    with pdfplumber.open(item.output) as pages:
        assert ["第二页" in page.extract_text() for page in pages.pages[:4]] == [False, True, False, False]


def marks(page: pdfplumber.page.Page) -> list[tuple[str, float, float]]:
    """Return every character of a page with its place in points, to a hundredth."""
    return sorted((char["text"], round(char["x0"], 2), round(char["top"], 2)) for char in page.chars)


@pytest.mark.parametrize("sheet", sorted((ROOT / "templates" / "print").glob("*.css")), ids=lambda path: path.name)
def test_the_sheets_ask_only_for_what_makes_elements_alike(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    selectors = [words.strip() for words in re.findall(r"([^{}]+)\{", rules) if not words.strip().startswith("@")]
    assert selectors
    asking = re.compile(r"[+~#\[]|:(?!first-child|last-child|:?before|:?after)")
    assert [selector for selector in selectors if asking.search(selector)] == []


CONTENTS = """<div class="part"><p>a<a class="at" href="#q">b</a><a class="at" href="#r">c</a></p>
<div style="height: {height}mm" id="p"></div><p id="q">d</p></div><p class="part" id="r">e</p><p class="part">f</p>"""


@pytest.mark.parametrize(
    "words",
    [
        '<p>x</p><p>a<span id="s1">b</span></p><p>a<span id="s2">b</span></p><p>x</p>',
        '<p id="p1">x</p><p>a<a class="at" href="#p1">b</a></p>',
        '<p id="p">x</p><p class="part">a<a class="at" href="#p">b</a></p><p id="q">c<a class="at" href="#q">d</a></p>',
        '<p>a<span class="box">b</span>c</p><p class="in">a<span class="box">b</span>c</p>',
        f"<p>x</p>{CONTENTS.format(height=10)}",
        f"<p>x</p>{CONTENTS.format(height=400)}",
        f"<table><thead><tr><th>x</th></tr></thead><tbody>{'<tr class=part><td>y</td></tr>' * 3}</tbody></table>",
    ],
    ids=[
        *("names within a line", "the page of what stands above", "pages of both", "boxes in lines elsewhere"),
        *("contents on one page", "contents that need more room than their words"),
        "a table whose parts begin pages",
    ],
)
def test_small_documents_are_printed_as_the_library_prints_them(
    items: list[engine.Print], words: str, tmp_path: Path
) -> None:
    css = ".part { break-before: page } .box { border: .3mm solid; padding: 0 1.1mm } .in { margin-left: 3.7mm }"
    css += '.at::after { content: "（" target-counter(attr(href), page) "）" } body { font: 12pt/20pt "Taskbook Body" }'
    html = f'<html lang="zh-CN"><head><title>x</title></head><body>{words}</body></html>'
    item = replace(items[0], html=html, css=css, output=tmp_path / "small.pdf")
    printed_plainly([item], "less")
    for _ in range(2):
        engine.make(item)
        assert item.output.read_bytes() == item.output.with_suffix(".plain.pdf").read_bytes()
