"""prints.handing and what leaves with it: readable names, the list for the printer, the receipt sheet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import GOLDEN, ROOT, Run
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Opened
from pypdf import PdfReader, PdfWriter

from taskbook import booklets, printing
from taskbook.problems import ContentError
from taskbook.progress import Progress
from taskbook.settings import Settings, Wish

LEADERS = ["示范市2021年张明责任手册.pdf", "示范市2021年李华责任手册.pdf"]


@pytest.fixture(autouse=True)
def blank_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Put blank pages in the place of booklets, as many as the booklet has tasks: laying out takes long."""

    def print_blank(every: list[booklets.Booklet], *others: object) -> dict[str, Path]:
        wanted, made = others[-1], {}
        for item in every:
            if wanted is None or item.site_path in wanted:  # type: ignore[operator]
                writer = PdfWriter()
                for _ in item.tasks:
                    writer.add_blank_page(100, 100)
                made[item.site_path] = tmp_path / item.site_path.replace("/", "-")
                writer.write(made[item.site_path])
        return made

    monkeypatch.setattr(booklets, "build", print_blank)
    yield


def print_command(run: Run, folder: Path, *options: object) -> tuple[int, list[str], list[str]]:
    return run("--content", GOLDEN, "--site", folder / "site", "booklets", *options)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_booklets_put_elsewhere_have_names_that_a_person_reads(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "手册"
    code, told, _ = print_command(run, tmp_path, "--out", out)
    assert code == 0
    assert {"示范市2021年任务总册.pdf", "示范市2021年任务分解表（A3）.pdf", *LEADERS} < set(names(out))
    assert "示范市2021年市交通运输局责任手册.pdf" in names(out)
    assert sorted(told) == sorted(str(path) for path in out.iterdir())


def test_without_a_folder_they_stay_under_their_addresses(run: Run, tmp_path: Path) -> None:
    code, told, _ = print_command(run, tmp_path, "--unit", "市交通局")
    assert code == 0 and told[0].endswith("unit-jiaotong.pdf")


def opened(path: Path) -> Opened:
    return load_workbook(path)


def rows(book: Opened, sheet: str) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows(min_row=2)]


def test_all_leaders_booklets_go_out_with_a_list_and_a_receipt(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, told, _ = print_command(run, tmp_path, "--leaders", "--city", "shifan", "--year", "2021", "--out", out)
    assert code == 0
    assert [Path(line).name for line in told] == [*LEADERS, "印制清单.xlsx"]
    assert names(out) == sorted([*LEADERS, "印制清单.xlsx"])
    book = opened(out / "印制清单.xlsx")
    assert book.sheetnames == ["印制清单", "签收单"]
    assert rows(book, "印制清单") == [
        ("序号", "责任领导", "册子", "页数", "任务数", "份数"),
        (1, "张明", LEADERS[0], 2, 2, None),
        (2, "李华", LEADERS[1], 3, 3, None),
        ("合计", "2人", "2册", 5, None, None),
    ]
    assert rows(book, "签收单") == [
        ("序号", "责任领导", "册子", "页数", "签收人", "日期"),
        (1, "张明", "示范市2021年张明责任手册", 2, None, None),
        (2, "李华", "示范市2021年李华责任手册", 3, None, None),
    ]
    for sheet in book.worksheets:
        assert sheet.print_title_rows == "$1:$2" and sheet.page_setup.paperSize == 9
    assert [len(PdfReader(out / name).pages) for name in LEADERS] == [2, 3]


def test_copies_stand_in_the_list_and_the_file_is_the_same_each_time(run: Run, tmp_path: Path) -> None:
    data = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        code, _, _ = print_command(run, tmp_path, "--leaders", "--out", folder, "--copies", 3)
        assert code == 0
        data.append((folder / "印制清单.xlsx").read_bytes())
    assert data[0] == data[1]
    book = opened(tmp_path / "a" / "印制清单.xlsx")
    assert [row[-1] for row in rows(book, "印制清单")] == ["份数", 3, 3, 6]
    assert book.properties.modified.date().isoformat() == "2021-06-30"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--leaders"], "--leaders 要用 --out 写明放到哪个文件夹"),
        (["--leaders", "--unit", "市财政局", "--out", "x"], "不能同时写 --unit 或 --leader"),
        (["--copies", "3"], "或 --leaders 一起用"),
        (["--leaders", "--year", "2020", "--out", "x"], "没有领导分册：所选的文件没有列责任领导。"),
    ],
)
def test_a_wish_that_cannot_be_met_is_said_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = print_command(run, tmp_path, *options)
    assert (code, out) == (2, []) and words in err[-1]
    assert not (tmp_path / "x").exists()


def test_leaders_of_two_documents_are_not_mixed(tmp_path: Path) -> None:
    from packed import two_cities

    settings = Settings(
        two_cities(tmp_path / "content"), tmp_path / "site", tmp_path, ROOT / "templates", ROOT / "mkdocs.yml"
    )
    with pytest.raises(Exception, match="--city muban --year 2021 或 --city shifan --year 2021"):
        printing.print_leaders(settings, Progress(quiet=True), Wish(leaders=True), tmp_path / "out", None)
    made = printing.print_into(settings, Progress(quiet=True), Wish(leader="李华"), tmp_path / "out")
    assert [path.name for path in made] == ["模板市2021年李华责任手册.pdf", LEADERS[1]]


def test_what_is_printed_is_proved_and_another_city_does_not_stand_in_the_way(tmp_path: Path) -> None:
    from packed import two_cities

    content = two_cities(tmp_path / "content")
    settings = Settings(content, tmp_path / "site", tmp_path, ROOT / "templates", ROOT / "mkdocs.yml")
    tasks = content / "muban" / "2021" / "tasks" / "01.yml"
    tasks.write_text(tasks.read_text("utf-8").replace("text: 新增", "text: 大力新增"), "utf-8")
    with pytest.raises(ContentError) as error:
        printing.print_into(settings, Progress(quiet=True), Wish("muban", leader="李华"), tmp_path / "out")
    assert [problem.code for problem in error.value.problems] == ["leftover", "not-printed"]
    (content / "muban" / "units.yml").write_text("- {", "utf-8")
    (content / "muban" / "leaders.yml").unlink()
    (content / "muban" / "leaders.yml").mkdir()  # a folder where a file belongs
    made = printing.print_into(settings, Progress(quiet=True), Wish("示范市", leader="李华"), tmp_path / "out")
    assert [path.name for path in made] == [LEADERS[1]]


def test_a_folder_that_cannot_be_written_is_said_and_nothing_half_written_stays(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / LEADERS[1]).mkdir(parents=True)  # a folder where the file belongs
    code, _, err = print_command(run, tmp_path, "--leader", "李华", "--out", out)
    assert code == 1 and "读不了或写不了" in err[-1]
    assert names(out) == [LEADERS[1]]
