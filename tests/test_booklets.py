"""booklets: which there are, what they say, how they print; PDFs are read back. Made once for the fictional city."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any

import pdfplumber
import pytest
from conftest import GOLDEN, ROOT
from pypdf import PdfReader
from pypdf.generic import Destination

from taskbook import booklet_views, booklets, fonts, proving, workers
from taskbook.booklets import Booklet, Render
from taskbook.model import Book
from taskbook.prints import engine
from taskbook.problems import ContentError
from taskbook.progress import Progress
from taskbook.render import printer
from taskbook.settings import Settings, Wish

CLOSING = "，。、；：！？）》”’〕】%"
OPENING = "（《“‘〔【"
PREFIX = "shifan/2021/booklets/"


@pytest.fixture(scope="session")
def render() -> Render:
    return printer(ROOT / "templates")


def settings(work: Path) -> Settings:
    return Settings(
        content=GOLDEN, site=work / "site", work=work, templates=ROOT / "templates", mkdocs_yml=ROOT / "mkdocs.yml"
    )


@pytest.fixture(scope="session")
def golden(golden_book: Book) -> list[Booklet]:
    return booklets.plan_booklets(golden_book)


@pytest.fixture(scope="session")
def made(golden: list[Booklet], render: Render, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    work = tmp_path_factory.mktemp("booklets")
    return booklets.build(golden, render, settings(work), workers.mapper(2))


def work_of(made: dict[str, Path]) -> Path:
    return made[PREFIX + "plan.pdf"].parents[3]


def reader(made: dict[str, Path], name: str) -> PdfReader:
    return PdfReader(made[PREFIX + name])


def text_of(made: dict[str, Path], name: str) -> str:
    """Return a booklet's text without white space: where lines break does not matter."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader(made, name).pages))


def outline(pdf: PdfReader) -> dict[str, int]:
    """Return heading -> page number from 1, all levels."""
    found: dict[str, int] = {}

    def walk(items: list[Any]) -> None:
        for item in items:
            if isinstance(item, Destination):
                number = pdf.get_destination_page_number(item)
                assert number is not None
                found[str(item.title)] = number + 1
            else:
                walk(item)

    walk(pdf.outline)
    return found


# which booklets there are


def test_every_plan_unit_and_leader_with_a_task_has_one_in_registry_order(golden: list[Booklet]) -> None:
    names = [booklet.site_path.removeprefix(PREFIX) for booklet in golden]
    assert names[:5] == ["plan.pdf", "table-a4.pdf", "table-a3.pdf", "unit-fagai.pdf", "unit-jingxin.pdf"]
    assert names[-2:] == ["leader-zhang-ming.pdf", "leader-li-hua.pdf"]
    assert "unit-ducha.pdf" not in names  # named by a rule only, no task
    assert len(names) == len(set(names)) == 16


def test_all_characters_of_the_real_booklets_can_be_printed(real_book: Book, render: Render) -> None:
    everything = booklets.plan_booklets(real_book)
    assert {booklet.kind for booklet in everything} == {"plan", "table", "unit", "leader"}
    words = {char for booklet in everything for char in render(f"print/{booklet.kind}.html.j2", booklet.context)}
    assert fonts.missing(words) == frozenset()
    likely = booklets.letters(ROOT / "content") | fonts.common()
    assert words <= likely.union(fonts.ALWAYS, fonts.UNSEEN)  # so a booklet printed alone has the fonts of all together


# what they say


def test_a_booklet_made_alone_is_the_same_as_made_with_all_together_though_only_its_city_is_read(
    real_book: Book, render: Render, tmp_path: Path
) -> None:
    unit = "xuchang/2020/booklets/unit-sifa.pdf"
    chosen = replace(settings(tmp_path), content=ROOT / "content")
    alone = proving.checked(chosen, Progress(quiet=True), Wish("xuchang")).book
    assert [city.id for city in alone.cities] == ["xuchang"]
    (made,) = booklets.prints(booklets.plan_booklets(alone), render, chosen, workers.serial, {unit})
    assert [made] == booklets.prints(booklets.plan_booklets(real_book), render, chosen, workers.serial, {unit})


def test_signs_without_a_glyph_do_not_stop_a_document_that_is_shown_as_obtained(golden_book: Book) -> None:
    (plan,) = golden_book.plans()
    marked = replace(plan, source="\uf06c示範市\u200b文件\n", decree=plan.decree.model_copy(update={"convert": "t2s"}))
    assert booklet_views.plan_view(golden_book.cities[0], marked)["original"] == ["〓示範市文件"]


def test_a_document_that_was_converted_stands_at_the_end_as_it_was_obtained(real_book: Book, render: Render) -> None:
    for booklet in booklets.plan_booklets(real_book):
        if booklet.kind == "plan":
            html = render("print/plan.html.j2", booklet.context)
            shown = re.findall(r'<div class="original" lang="zh-Hant">(.*?)</div>', html, re.S)
            assert len(shown) == (booklet.city_id == "xianning")
            if shown:
                source = (ROOT / "content" / "xianning" / "2025" / "source.txt").read_text("utf-8")
                assert unescape("".join(re.sub("<p>|</p>", "", shown[0]).split())) == "".join(source.split())


def test_a_plan_says_everything_about_each_task(made: dict[str, Path]) -> None:
    text = text_of(made, "plan.pdf")
    for words in (
        "示政办发〔2021〕1号",
        "2021年1月20日",
        "数据截至2021年6月30日",
        "文本取自虚构样例，未与原件核对",
        "非政府网站，内容以原文件为准",
        "地方一般公共预算收入突破30亿元",
        "文件序号5",
        "本站编号g01",
        "民生实事",
        "责任领导：张明、李华",
        "牵头单位：市发改委、市经信局",
        "协办单位：市财政局等、各镇",
        "完成时限：2021年12月31日",
        "节点：建成通车（年内）",
        "所据文本未写明责任单位",
        "于3月1日前将贯彻落实方案报市政府督查室",
        "“互联网+”消费",
    ):
        assert words in text, words


def test_a_unit_reads_its_leads_first_under_its_printed_forms(made: dict[str, Path]) -> None:
    text = text_of(made, "unit-caizheng.pdf")
    body = text[text.index("概览", text.index("目录") + 20) :]
    assert body.index("牵头单位任务") < body.index("文件序号2") < body.index("协办单位任务") < body.index("文件序号1")
    assert "牵头单位：市交通局" in text_of(made, "unit-jiaotong.pdf")  # printed so, registered as 市交通运输局


def test_a_collective_says_what_it_is_and_its_members_hear_of_its_tasks(made: dict[str, Path]) -> None:
    assert "所据文本列明的成员：东镇、西镇" in text_of(made, "unit-ge-zhen.pdf")
    assert "所据文本未列明成员" in text_of(made, "unit-daqi-shui.pdf")
    assert "合称“各镇”包括本单位，其任务：1、5" in text_of(made, "unit-dongzhen.pdf")


def test_a_unit_learns_with_whom_it_works_most(golden_book: Book) -> None:
    city = golden_book.city("shifan")
    unit = next(unit for unit in city.units if unit.id == "caizheng")
    involved = golden_book.by_unit[unit.key]
    view = booklet_views.unit_view(golden_book, city, city.plans[0], unit, involved)
    assert view["partners"] == "市发改委（2）、市经信局（2）、各镇（2）、市交通运输局（1）"


def test_a_leader_reads_counts_and_lead_units(made: dict[str, Path]) -> None:
    text = text_of(made, "leader-li-hua.pdf")
    assert "2021年文件所列责任领导" in text
    assert "市人社局" in text
    assert "常务副市长（2019年3月1日—）" in text_of(made, "leader-zhang-ming.pdf")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("市人民政府办公室关于分解落实的通知", ["市人民政府办公室", "关于分解落实的通知"]),
        ("关于分解落实的通知", ["关于分解落实的通知"]),
        ("任务分解方案", ["任务分解方案"]),
    ],
)
def test_a_title_breaks_before_its_subject(title: str, lines: list[str]) -> None:
    assert booklet_views.title_lines(title) == lines


# how they print


@pytest.mark.parametrize("name", ["plan.pdf", "unit-caizheng.pdf", "leader-li-hua.pdf"])
def test_the_contents_give_the_pages_where_the_headings_stand(made: dict[str, Path], name: str) -> None:
    headings = {re.sub(r"\s", "", title): page for title, page in outline(reader(made, name)).items()}
    with pdfplumber.open(made[PREFIX + name]) as pdf:
        at = next(n for n, page in enumerate(pdf.pages[:4]) if re.search(r"目\s*录", page.extract_text()[:60]))
        lines = [re.sub(r"\s", "", line["text"]) for line in pdf.pages[at].extract_text_lines()]
    entries = [match.groups() for line in lines if (match := re.fullmatch(r"(.+?)…+(\d+)", line))]
    assert len(entries) >= 5
    for title, page in entries:  # a cut title ends with dots of its own, which the leader's dots follow
        assert headings.get(title, headings.get(title + "…")) == int(page), title


def test_the_outline_holds_chapters_sections_and_tasks(made: dict[str, Path]) -> None:
    pdf = reader(made, "plan.pdf")
    titles = [str(item.title) for item in pdf.outline if isinstance(item, Destination)]
    assert titles == [
        "编制说明",
        "概览",
        "主要预期目标",
        "一、推动产业升级",
        "二、保障和改善民生",
        "责任领导索引",
        "单位索引",
        "指标索引",
        "督查要求",
    ]
    assert "（二）办好民生实事" in outline(pdf)
    assert any(title.startswith("3　启动建设7座城区停车场") for title in outline(pdf))


def test_left_pages_name_the_booklet_right_pages_the_chapter_all_their_number(made: dict[str, Path]) -> None:
    pages = [page.extract_text() for page in reader(made, "unit-caizheng.pdf").pages]
    assert "— 1 —" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"— {number} —" in text
        assert ("示范市2021年政府工作报告重点任务 · 市财政局" in text) == (number % 2 == 0)
    assert "牵头单位任务" in pages[2].rpartition("指标")[2]


def test_only_our_fonts_are_used_and_they_are_embedded(made: dict[str, Path]) -> None:
    for name in made:
        for page in PdfReader(made[name]).pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                assert "Taskbook" in font["/BaseFont"]
                descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert "/FontFile3" in descriptor


def test_metadata_come_from_the_data_and_not_from_the_clock(made: dict[str, Path]) -> None:
    pdf = reader(made, "unit-caizheng.pdf")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "示范市2021年政府工作报告重点任务：市财政局（责任手册）"
    assert pdf.metadata.author == "样例编者"
    assert str(pdf.metadata["/CreationDate"]).startswith("D:20210630")
    assert pdf.trailer["/Root"]["/Lang"] == "zh-CN"
    assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.1)


def test_an_office_s_faces_print_where_site_yml_asks_for_them(
    golden: list[Booklet], render: Render, tmp_path: Path, office_fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "choose", lambda whose, choose=fonts.choose: choose({"office": office_fonts}[whose]))
    frame = {**golden[0].context["frame"], "fonts": "office"}
    plan = golden[0].context
    asking = [replace(golden[0], say=lambda: {**plan, "frame": frame}), *golden[1:]]
    wanted = {PREFIX + "plan.pdf"}
    (output,) = booklets.build(asking, render, settings(tmp_path), workers.serial, wanted=wanted).values()
    used = {
        str(font["/BaseFont"]).partition("+")[2]
        for page in PdfReader(output).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert used == {"Taskbook-" + name for name in ("Heading", "Body", "Serif", "Sans")}


def test_numbers_stand_at_the_right_of_their_column(made: dict[str, Path]) -> None:
    with pdfplumber.open(made[PREFIX + "unit-caizheng.pdf"]) as pdf:
        page = next(page for page in pdf.pages if re.search(r"^任务 指标", page.extract_text(), re.M))
        words = page.crop((0, 0, page.width, page.height - 100)).extract_words()  # without the page's own number
    head = next(word for word in words if word["text"] == "任务")
    below = [word for word in words if word["top"] > head["top"] and word["x1"] < head["x1"] + 9]
    numbers = [word for word in below if word["text"].isdigit()]
    assert len(numbers) > 3
    assert {round(word["x1"], 1) for word in numbers} == {round(head["x1"], 1)}


def test_no_line_begins_with_a_closing_mark_and_no_mark_is_half_width(made: dict[str, Path]) -> None:
    for name in made:
        with pdfplumber.open(made[name]) as pdf:
            for page in pdf.pages:
                for line in page.extract_text_lines():
                    words = line["text"]
                    assert words[0] not in CLOSING, (name, page.page_number, words)
                    assert words[-1] not in OPENING, (name, page.page_number, words)
                    assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]", words), words


def test_a_long_table_repeats_its_head_and_cuts_no_row(
    golden: list[Booklet], render: Render, tmp_path: Path, made: dict[str, Path]
) -> None:
    unit = next(booklet for booklet in golden if booklet.key == "jiaotong")
    view = unit.context["view"]
    quote = "完成44座危桥改造，"
    quotes = [f"A{number:03}{quote * (15 if number < 57 else 1)}Z{number:03}" for number in range(62)]
    rows = [{**view["targets"][0], "quote": words} for words in quotes]  # the last ones leave room for another part
    said = {**unit.context, "view": {**view, "targets": rows}}
    long = replace(unit, say=lambda: said)
    everything = [long if booklet == unit else booklet for booklet in golden]
    work = with_fonts_of(made, tmp_path)
    output = booklets.build(everything, render, settings(work), workers.serial, wanted={unit.site_path})[unit.site_path]
    texts = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(output).pages]
    table = [text for text in texts if re.search(r"[AZ]\d\d\d", text)]
    assert len(table) > 5
    assert all(re.search("任务指标目标性质(时限)?原文", text) for text in table)
    assert ["（续表）" in text for text in table] == [False] + [True] * (len(table) - 1)
    right = [text for text in table[1:] if texts.index(text) % 2 == 0]
    assert "编制说明" in right[-1]  # another part begins on a page that goes on with the table
    assert all("指标一览（续表）" in text for text in right)
    for number in range(62):
        assert [f"A{number:03}" in text for text in table] == [f"Z{number:03}" in text for text in table]


def test_the_printing_engine_has_nothing_to_complain_about(
    golden: list[Booklet], render: Render, tmp_path: Path, made: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    chosen = {PREFIX + "plan.pdf", PREFIX + "unit-ge-zhen.pdf", PREFIX + "leader-li-hua.pdf"}
    engine._press.cache_clear()
    with caplog.at_level("WARNING"):
        booklets.build(golden, render, settings(with_fonts_of(made, tmp_path)), workers.serial, wanted=chosen)
    assert [record.getMessage() for record in caplog.records] == []


# made again only when something changed


def with_fonts_of(made: dict[str, Path], work: Path) -> Path:
    """Return a work folder that holds the fonts already: cutting them takes seconds."""
    copytree(work_of(made) / "fonts", work / "fonts")
    return work


def snapshot(work: Path) -> dict[str, bytes]:
    return {str(p.relative_to(work)): p.read_bytes() for p in sorted(work.rglob("*")) if p.is_file()}


def nothing_to_do(function: object, jobs: Any, progress: object = None) -> list[Any]:
    assert list(jobs) == []
    return []


def test_nothing_is_made_again_when_nothing_changed(
    made: dict[str, Path], golden: list[Booklet], render: Render
) -> None:
    assert booklets.build(golden, render, settings(work_of(made)), nothing_to_do) == made


def test_a_clean_serial_build_is_byte_for_byte_the_same(
    made: dict[str, Path], golden: list[Booklet], render: Render, tmp_path: Path
) -> None:
    backwards = list(reversed(golden))
    booklets.build(backwards, render, settings(tmp_path), workers.serial)
    assert snapshot(tmp_path) == snapshot(work_of(made))


@pytest.fixture
def edited(golden_book: Book) -> Book:
    """The city with one task's words changed, all characters known."""
    return with_text(golden_book, "3", "启动建设7座城区停车场；集中供热普及率提高到85%")


def with_text(book: Book, item: str, text: str) -> Book:
    def change(task: Any) -> Any:
        return replace(task, text=text) if task.item == item else task

    city = book.cities[0]
    chapters = tuple(replace(chapter, tasks=tuple(map(change, chapter.tasks))) for chapter in city.plans[0].chapters)
    plan = replace(city.plans[0], chapters=chapters)
    by_unit = {
        key: tuple(replace(involvement, task=change(involvement.task)) for involvement in involvements)
        for key, involvements in book.by_unit.items()
    }
    by_leader = {key: tuple(map(change, tasks)) for key, tasks in book.by_leader.items()}
    return replace(book, cities=(replace(city, plans=(plan,)),), by_unit=by_unit, by_leader=by_leader)


def test_an_edit_makes_only_its_booklets_again_and_equals_a_clean_build(
    golden: list[Booklet], edited: Book, render: Render, tmp_path: Path, made: dict[str, Path]
) -> None:
    chosen = {PREFIX + name for name in ("plan.pdf", "unit-zhujian.pdf", "unit-fagai.pdf")}
    kept, clean = (with_fonts_of(made, tmp_path / name) for name in ("kept", "clean"))
    booklets.build(golden, render, settings(kept), workers.serial, wanted=chosen)
    told: list[str] = []
    after = booklets.plan_booklets(edited)

    def tell(name: str, done: int, total: int) -> None:
        told.append(name)

    booklets.build(after, render, settings(kept), workers.serial, tell, wanted=chosen)
    assert sorted(told) == [PREFIX + "plan.pdf", PREFIX + "unit-zhujian.pdf"]
    booklets.build(after, render, settings(clean), workers.serial, wanted=chosen)
    assert snapshot(kept) == snapshot(clean)


def test_a_lost_or_damaged_file_is_made_again(made: dict[str, Path], golden: list[Booklet], render: Render) -> None:
    output = made[PREFIX + "unit-fagai.pdf"]
    before = output.read_bytes()
    output.write_bytes(before[:1000])
    booklets.build(golden, render, settings(work_of(made)), workers.serial)
    assert output.read_bytes() == before


# a character that cannot be printed


def test_a_missing_glyph_names_character_task_and_booklet(golden_book: Book, render: Render, tmp_path: Path) -> None:
    broken = booklets.plan_booklets(with_text(golden_book, "3", "启动建设\ue123座停车场"))
    with pytest.raises(ContentError) as caught:
        booklets.build(broken, render, settings(tmp_path), workers.serial)
    (problem,) = caught.value.problems
    assert problem.code == "glyph"
    assert "U+E123" in problem.message
    assert "shifan-2021-003" in problem.message
    assert "示范市2021年政府工作报告重点任务（任务总册）" in problem.message
    assert str(problem.place).endswith(".yml:8:3") or "tasks/02.yml" in str(problem.place)
    assert not (tmp_path / "booklets").exists()
