"""prints.speed, savings, styles, lines: the quick ways print what the library itself prints."""

import pickle
import re
import sys
from pathlib import Path
from subprocess import run

import pdfplumber
import pytest

from taskbook import booklets, render, workers
from taskbook.booklets import Booklet
from taskbook.model import Book
from taskbook.prints import engine, speed
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent

PLAINLY = """
import pickle, sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from taskbook import fonts
from taskbook.prints import engine, savings, speed
if sys.argv[1] == "less":
    savings.write_less(speed.exchange)
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
