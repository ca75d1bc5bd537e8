"""prints.errata and what it stands on: older data are found, changes listed, only the changed pages printed."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, Run
from pypdf import PdfReader
from pypdfium2 import PdfDocument, PdfPage

from taskbook import booklets
from taskbook.booklets import Booklet
from taskbook.load import load
from taskbook.model import Book
from taskbook.prints import changes, older, pdfpages
from taskbook.prints.pdfpages import Swap
from taskbook.problems import NothingChosenError
from taskbook.resolve import resolve

CHAPTER = "shifan/2021/tasks/02.yml"
NOW, THEN = "启动建设7座城区停车场", "启动建设5座城区停车场"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The golden content with other words, another unit and one task less in one chapter."""
    folder = tmp_path / "old" / "content"
    shutil.copytree(GOLDEN, folder)
    text = (folder / CHAPTER).read_text("utf-8").replace(NOW, THEN).replace('value: "7"', 'value: "5"')
    text = text.replace("  assist: [市城投公司]\n", "")
    (folder / CHAPTER).write_text(text[: text.index("- id: shifan-2021-004")], "utf-8")
    return folder


def errata(run: Run, folder: Path, old: object, *options: object) -> tuple[int, list[str], list[str]]:
    where = ["--content", GOLDEN, "--site", folder / "site", "--jobs", 1, "booklets"]
    return run(*where, "--errata", old, "--out", folder / "out", *options)


def words(file: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_only_the_pages_that_changed_are_printed_behind_a_list(run: Run, tmp_path: Path, old: Path) -> None:
    code, told, _ = errata(run, tmp_path, old, "--unit", "市住建局")
    file = tmp_path / "out" / "示范市2021年市住建局责任手册勘误.pdf"
    assert (code, told) == (0, [str(file)])
    first, *pages = words(file)
    assert "示范市2021年市住建局责任手册勘误" in first
    assert f"文件序号3任务{THEN}" in first and "指标城区停车场启动建设5座" in first
    assert re.search(r"协办单位—市城投公司\d", first)
    now, then = (
        tmp_path / ".taskbook" / part / "shifan/2021/unit-zhujian.pdf" for part in ("booklets", "errata/booklets")
    )
    every, before = words(now), words(then)
    assert pages == [page for page in every if page not in before] and 0 < len(pages) < len(every)
    task = next(number for number, page in enumerate(every, 1) if NOW in page and "文件序号3" in page)
    assert f"协办单位—市城投公司{task}" in first and every[task - 1] in pages
    assert "换页：旧册第" in first and "勘误第1页" in first
    reader = PdfReader(file)
    assert reader.metadata is not None and reader.metadata.author == "样例编者"
    assert [str(entry.title) for entry in reader.outline][1:] == [f"第{every.index(page) + 1}页" for page in pages]  # type: ignore[union-attr]


def test_errata_are_tagged_and_archival_and_lead_to_the_web_only(run: Run, tmp_path: Path, old: Path) -> None:
    errata(run, tmp_path, old, "--unit", "市住建局")
    reader = PdfReader(tmp_path / "out" / "示范市2021年市住建局责任手册勘误.pdf")
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "zh-CN"
    parts = [node.get_object()["/S"] for node in root["/StructTreeRoot"]["/K"][0]["/K"]]
    assert len(parts) >= len(reader.pages)
    assert [intent["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
    words = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in words and 'pdfuaid:part="1"' in words
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert all(link["/A"]["/URI"].startswith("https://") for link in links)


def test_nothing_is_printed_where_nothing_changed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(booklets, "build", fail)
    code, out, err = errata(run, tmp_path, GOLDEN)
    assert (code, out) == (0, [])
    assert err[-1] == f"没有改动：与 {GOLDEN} 相比，所选的册子没有一页不同。"


def test_booklets_that_came_or_went_as_a_whole_are_named(
    run: Run, tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(booklets, "build", lambda *_: {})
    code, out, err = errata(run, tmp_path, old)
    assert (code, out) == (0, [])
    assert "新增，整册印制：示范市2021年市城投公司责任手册.pdf" in err
    assert "新增，整册印制：示范市2021年市大气、水污染防治委员会成员单位责任手册.pdf" in err


# what changed, in words


def booklet(book: Book, name: str) -> Booklet:
    return next(item for item in booklets.plan_booklets(book) if item.site_path.endswith(f"/{name}.pdf"))


def test_changes_name_task_field_and_both_wordings(golden_book: Book, old: Path) -> None:
    before = resolve(load(old))
    found = changes.between(booklet(before, "plan"), booklet(golden_book, "plan"))
    assert [(row.subject, row.what) for row in found] == [
        ("文件序号 3", "任务"),
        ("文件序号 3", "协办单位"),
        ("文件序号 3", "指标"),
        ("文件序号 4", "增列"),
    ]
    assert (found[1].before, found[1].after) == ("—", "市城投公司")
    assert [piece for piece, changed in found[0].pieces()[0] if changed] == ["5"]
    assert [piece for piece, changed in found[0].pieces()[1] if changed] == ["7"]
    back = changes.between(booklet(golden_book, "plan"), booklet(before, "plan"))
    assert (back[-1].subject, back[-1].what, back[-1].after) == ("文件序号 4", "删去", "—")


def test_a_table_lists_only_what_it_prints(golden_book: Book, old: Path) -> None:
    found = changes.between(booklet(resolve(load(old)), "table-a4"), booklet(golden_book, "table-a4"))
    assert [row.what for row in found] == ["任务", "协办单位", "增列"]


def test_the_documents_own_facts_and_goals_are_listed(golden_book: Book) -> None:
    city, plan = golden_book.cities[0], golden_book.cities[0].plans[0]
    decree = plan.decree.model_copy(update={"number": "示政办发〔2021〕2号", "rules": plan.decree.rules[:1]})
    other = replace(golden_book, cities=(replace(city, plans=(replace(plan, decree=decree, goals=plan.goals[1:]),)),))
    found = changes.between(booklet(golden_book, "plan"), booklet(other, "plan"))
    assert [(row.subject, row.what) for row in found] == [
        ("文件", "文号"),
        ("主要预期目标", "目标"),
        ("督查要求", "原文"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("abc", "abc", []),
        ("abc", "axc", [Swap((2,), (2,))]),
        ("abc", "axyc", [Swap((2,), (2, 3))]),
        ("abc", "abbc", [Swap((), (3,))]),
        ("abcd", "ad", [Swap((2, 3), ())]),
    ],
)
def test_pages_that_only_moved_are_not_swapped(before: str, after: str, found: list[Swap]) -> None:
    assert pdfpages.swaps(before, after) == found


# older data


def read(place: object) -> str:
    with older.content(str(place), GOLDEN) as folder:
        assert (folder / "site.yml").is_file()
        return (folder / CHAPTER).read_text("utf-8")


def test_older_data_are_a_folder_a_zip_or_one_file(old: Path, tmp_path: Path) -> None:
    wanted = (old / CHAPTER).read_text("utf-8")
    packed = shutil.make_archive(str(tmp_path / "旧数据"), "zip", old.parent)
    assert [read(old), read(old.parent), read(packed), read(old / CHAPTER)] == [wanted] * 4
    alone = tmp_path / "02.yml"
    shutil.copyfile(old / CHAPTER, alone)
    assert read(alone) == wanted


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_older_data_are_a_git_revision(old: Path) -> None:
    git(old, "init", "-q")
    git(old, "add", "-A")
    git(old, "commit", "-qm", "one")
    was = (old / CHAPTER).read_text("utf-8")
    (old / CHAPTER).write_text("changed", "utf-8")
    with older.content("HEAD", old) as folder:
        assert (folder / CHAPTER).read_text("utf-8") == was
    with pytest.raises(NothingChosenError, match="HEAD~7"), older.content("HEAD~7", old):
        pass


def test_a_git_revision_from_before_there_were_data_is_said_to_hold_none(old: Path) -> None:
    git(old.parent, "init", "-q")
    git(old.parent, "commit", "-q", "--allow-empty", "-m", "none yet")
    git(old.parent, "add", "-A")
    git(old.parent, "commit", "-qm", "data")
    with pytest.raises(NothingChosenError, match="取不出 HEAD~1 这一版的数据文件夹"), older.content("HEAD~1", old):
        pass


def test_older_data_that_cannot_be_found_are_said_in_one_line(
    run: Run, tmp_path: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty, text, broken = tmp_path / "empty", tmp_path / "a.txt", tmp_path / "a.zip"
    empty.mkdir()
    text.write_text("x", "utf-8")
    broken.write_text("x", "utf-8")
    unknown = tmp_path / "09.yml"
    unknown.write_text("x", "utf-8")
    (old / CHAPTER).write_text("chapter: [\n", "utf-8")
    for place, line in (
        (empty, "不是数据文件夹"),
        (text, "看不出"),
        (broken, "ZIP 打不开"),
        (unknown, "没有同名的文件"),
        (old, "旧数据读不出来"),
    ):
        code, out, err = errata(run, tmp_path, place)
        assert (code, out) == (2, []) and line in err[-1], place
    monkeypatch.setenv("PATH", str(empty))
    code, out, err = errata(run, tmp_path, "v1")
    assert (code, out) == (2, []) and "先装 git" in err[-1]


def test_pages_of_errata_show_the_glyphs_of_the_booklet_though_older_data_had_rare_characters(
    run: Run, tmp_path: Path, old: Path
) -> None:
    for name in (CHAPTER, "shifan/2021/source.txt"):
        text = (old / name).read_text("utf-8")
        assert "城区停车场" in text
        (old / name).write_text(text.replace("城区停车场", "乸区停车场"), "utf-8")
    errata(run, tmp_path, old, "--unit", "市住建局")
    with (
        PdfDocument(tmp_path / ".taskbook" / "booklets/shifan/2021/unit-zhujian.pdf") as booklet,
        PdfDocument(tmp_path / "out" / "示范市2021年市住建局责任手册勘误.pdf") as printed,
    ):
        named = [mark.get_title() for mark in printed.get_toc()][1:]
        assert named
        for place, title in enumerate(named, len(printed) - len(named)):
            number = int(re.sub(r"\D", "", title))
            assert seen(printed[place]) == seen(booklet[number - 1]), title


def seen(page: PdfPage) -> bytes:
    """Return what a page looks like, dot by dot."""
    return bytes(page.render(scale=1, grayscale=True).buffer)
