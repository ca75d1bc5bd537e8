"""Booklets for the printer: inks, page boxes, marks, what lies on which sheet, the ticket; made of the golden city."""

import io
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from conftest import GOLDEN, ROOT, Run
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from taskbook import booklets, stamps, workers
from taskbook.model import Book
from taskbook.prints import engine, imposition, press, shop
from taskbook.problems import NothingChosenError
from taskbook.render import printer
from taskbook.settings import PressOrder, Settings

SHEET = ROOT / "templates" / "print" / "press.css"
PLAN, UNIT = "shifan/2021/booklets/plan.pdf", "shifan/2021/booklets/unit-caizheng.pdf"
COLOURED = {"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS", "sh"}
MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    work = tmp_path_factory.mktemp("printshop")
    return Settings(GOLDEN, work / "site", work, ROOT / "templates", ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def prints(golden_book: Book, settings: Settings) -> list[engine.Print]:
    every = booklets.plan_booklets(golden_book)
    return booklets.prints(every, printer(ROOT / "templates"), settings, workers.serial, {PLAN, UNIT})


@pytest.fixture(scope="module")
def pressed(prints: list[engine.Print]) -> dict[str, press.PressPrint]:
    return press.build(prints, SHEET, workers.serial)


def streams(pdf: PdfReader) -> list[ContentStream]:
    """Return every content stream: of pages, of the shapes and patterns that they draw."""
    found = [ContentStream(page.get_contents(), pdf) for page in pdf.pages]
    drawn = [item for item in things(pdf) if item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1]
    return found + [ContentStream(item, pdf) for item in drawn]


def things(pdf: PdfReader) -> list[dict[str, Any]]:
    """Return every dictionary and stream of a file."""
    numbers = range(1, int(pdf.trailer["/Size"]))  # type: ignore[call-overload]
    every: list[Any] = [pdf.get_object(number) for number in numbers]
    return [item for item in every if isinstance(item, dict)]


def colours(pdf: PdfReader) -> Counter[tuple[str, str]]:
    """Count the operators that set a colour, each with what it is given."""
    return Counter(
        (operator.decode(), " ".join(f"{value}" for value in operands))
        for stream in streams(pdf)
        for operands, operator in stream.operations
        if operator.decode() in COLOURED
    )


def text_of(page: PageObject) -> str:
    return re.sub(r"\s", "", page.extract_text())


# inks


@pytest.mark.parametrize("path", [PLAN, UNIT])
def test_the_inside_is_printed_in_black_ink_only(pressed: dict[str, press.PressPrint], path: str) -> None:
    found = colours(PdfReader(pressed[path].inside))
    assert found
    for operator, values in found:
        if operator in ("cs", "CS"):
            assert values == "/DeviceCMYK"
        else:
            assert operator in ("K", "scn", "SCN") and values.startswith("0 0 0 "), (operator, values)


def test_words_are_solid_black(pressed: dict[str, press.PressPrint]) -> None:
    pdf = PdfReader(pressed[PLAN].inside)
    for page in pdf.pages:
        ink = None
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            if operator == b"scn":
                ink = [float(value) for value in operands]
            if operator in (b"Tj", b"TJ"):
                assert ink == [0, 0, 0, 1]


def test_the_cover_has_inks_and_no_screen_colours(pressed: dict[str, press.PressPrint]) -> None:
    found = colours(PdfReader(pressed[PLAN].cover))
    assert {values for operator, values in found if operator in ("cs", "CS")} == {"/DeviceCMYK"}
    assert not {operator for operator, _ in found} & {"g", "G", "rg", "RG", "sc", "SC", "sh"}
    assert ("scn", "0 0.8 0.8 0.46") in found


def test_no_part_of_a_file_names_a_screen_colour_space(pressed: dict[str, press.PressPrint]) -> None:
    for file in (pressed[PLAN].cover, pressed[PLAN].inside):
        named = {word for item in things(PdfReader(file)) for word in re.findall(r"/(?:Device|Cal|ICC)\w+", str(item))}
        assert named <= {"/DeviceCMYK"}


def test_every_colour_of_the_booklets_has_an_ink() -> None:
    for name in booklets.STYLES:
        assert "#" not in re.sub(r"#[\w-]+ *[{,:.]", "", press.inked_css((SHEET.parent / name).read_text("utf-8")))
    with pytest.raises(press.NoInkError, match="#123456"):
        press.inked_css("p { color: #123456 }")


@pytest.mark.parametrize(
    ("svg", "inked"),
    [
        ('<svg fill="#333">', '<svg fill="device-cmyk(0 0 0 1)">'),
        ("<svg>", '<svg fill="device-cmyk(0 0 0 1)">'),
        ('<path stroke="#bbb" fill="none"/>', '<path stroke="device-cmyk(0 0 0 0.5)" fill="none"/>'),
        ('<a href="#333">', '<a href="#333">'),
        ('<rect fill="url(#a)"/>', '<rect fill="url(#a)"/>'),
    ],
)
def test_shapes_are_inked_and_links_are_left_alone(svg: str, inked: str) -> None:
    assert press.inked_html(svg) == inked


# pages


def test_cover_and_inside_are_padded_to_folded_sheets(pressed: dict[str, press.PressPrint]) -> None:
    for path, back in ((PLAN, "https://example.org/taskbook/"), (UNIT, "")):
        cover = [text_of(page) for page in PdfReader(pressed[path].cover).pages]
        assert len(cover) == 4
        assert "版次20210630" in cover[0]
        assert cover[1:3] == ["", ""]
        assert back in cover[3] and bool(back) == bool(cover[3])
        inside = [text_of(page) for page in PdfReader(pressed[path].inside).pages]
        assert len(inside) % 4 == 0
        written = [text for text in inside if text]
        assert len(inside) - len(written) < 4
        assert inside[: len(written)] == written  # blank pages only at the end


def test_the_inside_counts_from_one_and_its_contents_agree(pressed: dict[str, press.PressPrint]) -> None:
    pages = [text_of(page) for page in PdfReader(pressed[PLAN].inside).pages]
    written = [text for text in pages if text]
    for number, text in enumerate(written, 1):
        assert f"—{number}—" in text
    contents = next(text for text in written if "目录" in text and "…" in text)
    place = re.search(r"二、保障和改善民生…+(\d+)", contents)
    assert place
    assert "二、保障和改善民生" in written[int(place[1]) - 1]


def test_every_page_has_bleed_and_trim_and_marks_outside_them(pressed: dict[str, press.PressPrint]) -> None:
    for file in (pressed[UNIT].cover, pressed[UNIT].inside):
        pdf = PdfReader(file)
        for page in pdf.pages:
            trim, bleed, media = page.trimbox, page.bleedbox, page.mediabox
            assert (float(trim.width), float(trim.height)) == pytest.approx(
                (210 * MILLIMETRE, 297 * MILLIMETRE), abs=0.1
            )
            for outer, inner, room in ((bleed, trim, 3), (media, trim, 10)):
                assert float(inner.left - outer.left) == pytest.approx(room * MILLIMETRE, abs=0.1)
                assert float(outer.right - inner.right) == pytest.approx(room * MILLIMETRE, abs=0.1)
                assert float(inner.bottom - outer.bottom) == pytest.approx(room * MILLIMETRE, abs=0.1)
                assert float(outer.top - inner.top) == pytest.approx(room * MILLIMETRE, abs=0.1)
            lines = marks(page)
            assert len(lines) == 8
            for x1, y1, x2, y2 in lines:
                across = y1 == y2
                edges = (trim.bottom, trim.top) if across else (trim.left, trim.right)
                assert min(abs(float(edge) - (y1 if across else x1)) for edge in edges) < 0.01
                for x, y in ((x1, y1), (x2, y2)):
                    outside = not (bleed.left < x < bleed.right and bleed.bottom < y < bleed.top)
                    assert outside and media.left < x < media.right and media.bottom < y < media.top


def marks(page: PageObject) -> list[list[float]]:
    """Return the lines of the marks, the stream before the page's own: x1 y1 x2 y2."""
    data = page["/Contents"][0].get_object().get_data().decode()  # type: ignore[index]
    return [[float(n) for n in line] for line in re.findall(r"([-\d.]+) ([-\d.]+) m ([-\d.]+) ([-\d.]+) l S", data)]


def test_nothing_is_attached_and_nothing_is_linked(pressed: dict[str, press.PressPrint]) -> None:
    for file in (pressed[PLAN].cover, pressed[PLAN].inside):
        pdf = PdfReader(file)
        assert not pdf.attachments
        assert not any("/Annots" in page for page in pdf.pages)


def test_what_stands_is_not_made_again_and_what_is_made_again_is_the_same(
    pressed: dict[str, press.PressPrint], prints: list[engine.Print]
) -> None:
    asked: list[Any] = []

    def watch(function: object, jobs: Any, progress: object = None) -> list[Any]:
        asked.extend(jobs)
        return []

    press.build(prints, SHEET, watch)
    assert asked == []
    before = stamps.digest(pressed[UNIT].inside.read_bytes())
    pressed[UNIT].inside.unlink()
    press.build(prints, SHEET, workers.serial)
    assert stamps.digest(pressed[UNIT].inside.read_bytes()) == before


# folded sheets


def test_eight_pages_lie_on_two_sheets() -> None:
    assert imposition.order(8) == [(7, 0), (1, 6), (5, 2), (3, 4)]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("pages", range(1, 42))
def test_folded_and_laid_into_each_other_the_pages_follow_one_another(pages: int, back: bool) -> None:
    sides = imposition.order(pages, back)
    fronts, backs = sides[::2], sides[1::2]
    # turned on the short edge, a back's left lies behind its front's right
    leaves = [(front[1], back[0]) for front, back in zip(fronts, backs, strict=True)]
    leaves += [(back[1], front[0]) for front, back in reversed(list(zip(fronts, backs, strict=True)))]
    read = [page for leaf in leaves for page in leaf]
    assert [page for page in read if page is not None] == list(range(pages))
    assert read.count(None) < 4
    assert None not in (read[: pages - 1] if back else read[:pages])
    assert not back or read[-1] == pages - 1  # the back cover is outside


@pytest.fixture(scope="module")
def unit(prints: list[engine.Print]) -> Path:
    item = next(item for item in prints if item.path == UNIT)
    engine.make(item)
    return item.output


@pytest.mark.parametrize(("sheet", "size", "scale"), [("A3", (420, 297), 1), ("A4", (297, 210), 2**-0.5)])
def test_the_sheets_hold_the_pages_in_that_order(unit: Path, sheet: str, size: tuple[int, int], scale: float) -> None:
    folding = imposition.Folding(unit, unit.with_name(f"{sheet}.pdf"), sheet, False)
    made = imposition.build({"a": folding}, workers.serial)["a"]
    pages = len(PdfReader(unit).pages)
    with pdfplumber.open(made) as pdf, pdfplumber.open(unit) as booklet:
        assert len(pdf.pages) == len(imposition.order(pages))
        for page, side in zip(pdf.pages, imposition.order(pages), strict=True):
            assert (page.width, page.height) == pytest.approx([length * MILLIMETRE for length in size], abs=0.1)
            for number, left in zip(side, (0, page.width / 2), strict=True):
                half = page.crop((left, 0, left + page.width / 2, page.height))
                words = booklet.pages[number].extract_text() if number is not None else ""
                assert re.sub(r"\s", "", half.extract_text()) == re.sub(r"\s", "", words)
                if number:
                    here, there = half.chars[0], booklet.pages[number].chars[0]
                    assert here["size"] == pytest.approx(there["size"] * scale, abs=0.1)
                    assert here["x0"] - left == pytest.approx(there["x0"] * scale, abs=0.5)


def test_sheets_are_for_paper_only_and_always_the_same(unit: Path) -> None:
    data = unit.read_bytes()
    assert imposition.imposed(data, "A3") == imposition.imposed(data, "A3")
    pdf = PdfReader(io.BytesIO(imposition.imposed(data, "A3")))
    assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(pdf.root_object)  # no claim to be PDF/UA or PDF/A
    assert not pdf.attachments and not any("/Annots" in page for page in pdf.pages)
    assert pdf.metadata is not None and str(pdf.metadata.title).endswith("（A3拼版）")


# the job ticket


def ordered(book: Book, settings: Settings, path: str, order: PressOrder) -> dict[str, str]:
    """Return what comes of an order: name -> the text of the ticket, nothing for a PDF."""
    every = booklets.plan_booklets(book)
    files = shop.build(every, printer(ROOT / "templates"), settings, workers.serial, None, {path}, order)
    return {
        file.relative_to(settings.work).as_posix(): file.read_text("utf-8") if file.suffix == ".txt" else ""
        for file in files
    }


def test_a_press_job_has_cover_inside_and_a_ticket_that_says_what_was_made(
    golden_book: Book, settings: Settings
) -> None:
    made = ordered(golden_book, settings, PLAN, PressOrder(copies=120, paper="内文80克双胶纸", binding="胶订"))
    stem = "press/shifan/2021/示范市2021年任务总册"
    assert list(made) == [f"{stem}-封面.pdf", f"{stem}-内文.pdf", f"{stem}-印制单.txt"]
    pages = [text_of(page) for page in PdfReader(settings.work / f"{stem}-内文.pdf").pages]
    blank = pages.count("")
    assert made[f"{stem}-印制单.txt"].splitlines() == [
        "印制单",
        "",
        "名称：示范市2021年政府工作报告重点任务（任务总册）",
        "版次：20210630（数据截至2021年6月30日）",
        "文件：示范市2021年任务总册-封面.pdf、示范市2021年任务总册-内文.pdf",
        "标准：未声明PDF/X：没有给出印刷厂的ICC特性文件",
        "成品尺寸：210 mm × 297 mm",
        "出血：四边各3 mm，裁切线在出血之外",
        "封面：4页，印封一、封四，其余空白；油墨：品红、黄、黑",
        f"内文：{len(pages)}页，末尾空白{blank}页；油墨：黑",
        "份数：120册",
        "用纸：内文80克双胶纸",
        "装订：胶订",
    ]


def test_a_ticket_leaves_open_what_nobody_said(golden_book: Book, settings: Settings) -> None:
    made = ordered(golden_book, settings, UNIT, PressOrder())
    ticket = made["press/shifan/2021/示范市2021年市财政局责任手册-印制单.txt"]
    assert "封面：4页，印封一，其余空白" in ticket
    assert ticket.endswith("份数：未指定\n用纸：未指定\n装订：未指定\n")


@pytest.mark.parametrize(("sheet", "finished"), [("A3", "A4（210 mm × 297 mm）"), ("A4", "A5（148.5 mm × 210 mm）")])
def test_a_ticket_of_folded_sheets_counts_the_paper(
    golden_book: Book, settings: Settings, unit: Path, sheet: str, finished: str
) -> None:
    made = ordered(golden_book, settings, UNIT, PressOrder(sheet, copies=30))
    stem = "imposed/shifan/2021/示范市2021年市财政局责任手册"
    assert list(made) == [f"{stem}-{sheet}拼版.pdf", f"{stem}-{sheet}拼版-印制单.txt"]
    pages = len(PdfReader(unit).pages)
    sheets = -(-pages // 4)
    ticket = made[f"{stem}-{sheet}拼版-印制单.txt"].splitlines()
    assert f"成品尺寸：{finished}" in ticket
    assert f"页数：{pages}页，另有空白{sheets * 4 - pages}页" in ticket
    assert f"每册：{sheet}纸{sheets}张，横放，双面印，沿短边翻转" in ticket
    assert f"份数：30册，共用纸{sheets * 30}张" in ticket


def test_the_back_cover_lies_outside(golden_book: Book, settings: Settings) -> None:
    ordered(golden_book, settings, PLAN, PressOrder("A3"))
    with pdfplumber.open(settings.work / "imposed/shifan/2021/示范市2021年任务总册-A3拼版.pdf") as pdf:
        outside = pdf.pages[0]
        left = outside.crop((0, 0, outside.width / 2, outside.height)).extract_text()
    assert "https://example.org/taskbook/" in left


def test_a_table_is_no_booklet(golden_book: Book, settings: Settings) -> None:
    with pytest.raises(NothingChosenError, match="分解表不成册"):
        ordered(golden_book, settings, "shifan/2021/booklets/table-a4.pdf", PressOrder())


# from the command line


def test_files_for_the_printer_get_readable_names(
    run: Run, settings: Settings, prints: list[engine.Print], tmp_path: Path
) -> None:
    assert prints
    (tmp_path / ".taskbook").mkdir()
    (tmp_path / ".taskbook" / "fonts").symlink_to(settings.work / "fonts")  # cutting them takes seconds
    command = ["--content", GOLDEN, "--site", tmp_path / "site", "--jobs", 1, "booklets", "--unit", "市财政局"]
    stem = "示范市2021年市财政局责任手册"
    for options, names in (
        (["--press", "--copies", 5], [f"{stem}-封面.pdf", f"{stem}-内文.pdf", f"{stem}-印制单.txt"]),
        (["--imposed", "a3"], [f"{stem}-A3拼版.pdf", f"{stem}-A3拼版-印制单.txt"]),
    ):
        code, out, _ = run(*command, "--out", tmp_path / "out", *options)
        assert (code, out) == (0, [str(tmp_path / "out" / name) for name in names])
        assert all(Path(line).stat().st_size > 100 for line in out)
