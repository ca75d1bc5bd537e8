"""Forms are found wherever their sheets and rows have gone; what is no form, or another's, is refused in a sentence."""

from hashlib import sha256
from pathlib import Path

import pytest
from conftest import Run
from formdesk import Desk, Form
from openpyxl import Workbook, load_workbook

from taskbook.forms.sheets import RECORD


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def rearranged(form: Form) -> None:
    """Sort rows backwards, move columns, rename the sheet, delete and insert rows."""
    form.set("targets", form.target("规上企业"), "op", "超过")
    tab = form.tab("targets")
    rows = [[cell.value for cell in row] for row in tab.iter_rows(min_row=4)]
    for number, row in enumerate(sorted(rows, key=str, reverse=True), start=4):
        for place, value in enumerate(row, start=1):
            tab.cell(number, place).value = value
    tab.delete_rows(next(cell.row for cell in tab["D"] if cell.value == "筹资"))
    tab.insert_cols(5)
    tab.insert_rows(6)
    tab["C6"] = "以上无误"
    tab.title = "改好的指标"


def test_forms_are_read_wherever_sheets_rows_and_columns_have_gone(desk: Desk) -> None:
    desk.come_back(rearranged, file="随便起的名字.xlsx")
    (result,) = desk.read()
    assert [str(change) for change in result.changes] == ["001 “新增规上企业20家以上”比较：不少于 → 超过"]
    assert result.remarks == [
        "“改好的指标”表第 6 行是插入的行，没有采用：以上无误",
        "“指标”表删去了 1 行（005），当作没有改动",
    ]
    assert result.taken


def test_a_sheet_that_is_gone_or_emptied_is_told(desk: Desk) -> None:
    def drop(form: Form) -> None:
        del form.book["指标"]
        for cell in form.tab("tasks")[5][1:]:
            cell.value = None

    desk.come_back(drop)
    (result,) = desk.read()
    assert result.remarks == ["“任务”表第 5 行整行清空了，当作没有改动", "“指标”表整张不见了，当作没有改动"]
    assert desk.differences() == []


def test_a_head_that_was_changed_is_named(desk: Desk) -> None:
    def rename(form: Form) -> None:
        form.tab("targets")["F3"] = "数目"

    desk.come_back(rename)
    (result,) = desk.read()
    assert result.refused == "“指标”表的表头“数值”不见了。请把表头改回原样，再交一次。"


def spoil_record(form: Form) -> None:
    form.book[RECORD]["A3"] = str(form.book[RECORD]["A3"].value).replace("001", "002")


def test_a_damaged_record_is_refused(desk: Desk) -> None:
    desk.come_back(spoil_record)
    (result,) = desk.read()
    assert "发出记录缺了或坏了" in result.refused


OLD = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("表.xls", OLD, ".xls 文件读不了。请在 Excel 或 WPS 里打开，另存为 .xlsx，再交一次。"),
        ("表.et", OLD, ".et 文件读不了。请在 Excel 或 WPS 里打开，另存为 .xlsx，再交一次。"),
        ("表.xlsx", OLD, "名字是 .xlsx，其实是旧格式，或加了密码。"),
        ("表.xlsx", "编号,数值".encode(), "名字是 .xlsx，其实不是表格文件。"),
        ("表", b"", "没有后缀的 文件读不了。"),
        ("表.xlsx", b"PK\x05\x06" + bytes(18), "打不开，文件可能坏了。"),
    ],
)  # fmt: skip
def test_what_is_no_form_gets_one_plain_sentence(desk: Desk, run: Run, file: str, data: bytes, said: str) -> None:
    (desk.inbox / file).write_bytes(data)
    code, lines, errors = run("--content", desk.content, "--site", desk.folder / "site", "forms", "read")
    assert code == 1
    assert len(lines) == 1
    assert lines[0].startswith(f"{desk.inbox / file}：退回。{said}")
    assert errors[-1] == "收下 0 份，没有要改的；退回 1 份，这些表里的改动都没有写进数据。"
    note = load_workbook(desk.inbox / "退回" / f"{file}（退回）.xlsx").worksheets[0]
    assert str(note["A2"].value).startswith(said)


def test_a_workbook_of_other_people_is_refused(desk: Desk) -> None:
    Workbook().save(desk.inbox / "表.xlsx")
    assert desk.read()[0].refused.startswith("不是本程序发出的表")


def test_lock_files_of_open_workbooks_are_passed_over(desk: Desk) -> None:
    desk.come_back()
    (desk.inbox / "~$表.xlsx").write_bytes(b"user")
    assert [result.file.name for result in desk.read()] == ["表.xlsx"]


def test_a_form_of_another_city_is_refused(desk: Desk, tmp_path: Path) -> None:
    desk.come_back()
    elsewhere = Desk(tmp_path / "other")
    for path in sorted((elsewhere.content / "shifan/2021").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (elsewhere.content / "shifan/2021").rmdir()
    (desk.inbox / "表.xlsx").rename(elsewhere.inbox / "表.xlsx")
    assert elsewhere.read()[0].refused.startswith("这里没有这份表的计划（shifan 2021 年）")


def test_a_form_of_another_version_is_refused(desk: Desk) -> None:
    def age(form: Form) -> None:
        lines = ['{"form":0,"city":"shifan","year":2021,"unit":""}']
        for number, line in enumerate([sha256(lines[0].encode()).hexdigest(), *lines], start=1):
            form.book[RECORD].cell(number, 1).value = line
        form.book[RECORD].delete_rows(3, 1000)

    desk.come_back(age)
    assert desk.read()[0].refused == "这份表是另一个版本的程序发出的。请办公室重新发表。"


def test_a_damaged_file_is_refused(desk: Desk) -> None:
    file = desk.come_back()
    whole = file.read_bytes()
    for keep in (len(whole) // 3, len(whole) - 30):
        file.write_bytes(whole[:keep])
        assert "请在 Excel 或 WPS 里打开，另存为 .xlsx" in desk.read(file)[0].refused
    spoiled = bytearray(whole)
    spoiled[len(whole) // 2] ^= 0xFF
    file.write_bytes(bytes(spoiled))
    assert desk.read(file)[0].refused == "打不开，文件可能坏了。请在 Excel 或 WPS 里打开，另存为 .xlsx，再交一次。"
