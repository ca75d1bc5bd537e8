"""Forms that come back: only edited cells change, mistakes come back marked, newer YAML is never overwritten."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from calc import NO_CALC, find_calc, resaved
from conftest import GOLDEN, Run
from formdesk import Desk, Form, name, red
from openpyxl import load_workbook


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def comments(desk: Desk) -> None:
    """Put comments and quotes into a file that no canonical form has."""
    path = desk.content / "shifan/2021/tasks/01.yml"
    text = path.read_text("utf-8").replace("  leaders: [张明, 李华]\n", "  # 核对过\n  leaders: ['张明', \"李华\"]\n")
    path.write_text(text, "utf-8")


def test_only_edited_cells_change_and_comments_and_order_stay(desk: Desk) -> None:
    comments(desk)
    path = desk.content / "shifan/2021/tasks/01.yml"
    before = path.read_text("utf-8")
    desk.come_back(
        lambda form: form.set("targets", form.target("规上企业"), "op", "超过"),
        lambda form: form.set("tasks", "shifan-2021-002", "note", " 已核对 "),
    )
    (result,) = desk.read()
    assert [str(change) for change in result.changes] == [
        "002 备注：（空） → 已核对",
        "001 “新增规上企业20家以上”比较：不少于 → 超过",
    ]
    after = path.read_text("utf-8")
    assert after == before.replace('规上企业, op: ">="', '规上企业, op: ">"') + "  note: 已核对\n"


def test_reading_twice_changes_nothing(desk: Desk, run: Run) -> None:
    file = desk.come_back(lambda form: form.set("tasks", "shifan-2021-002", "note", "已核对"))
    command = ("--content", desk.content, "--site", desk.folder / "site", "forms", "read")
    assert run(*command)[1][-1] == "收下 1 份，改了 1 处。"
    once = desk.differences()
    assert run(*command)[1] == ["没有要收的核对表，没有要改的。"]
    done = desk.inbox / "已收" / file.name
    assert run(*command, done)[1][-1] == "收下 1 份，没有要改的。"
    assert desk.differences() == once == ["+  note: 已核对"]


def test_an_untouched_form_changes_nothing(desk: Desk) -> None:
    desk.come_back()
    (result,) = desk.read()
    assert (result.changes, result.marks, result.remarks) == ([], [], [])
    assert desk.differences() == []


def planted(form: Form) -> dict[str, str]:
    """Make mistakes of every kind; return the cells with a word that their notes must have."""
    jobs, firms, share = form.target("城镇新增就业"), form.target("规上企业"), form.target("工业技改投资")
    parking, heat, lots = form.target("停车泊位"), form.target("集中供热普及率"), form.target("城区停车场")
    money, bridges, roads = form.target("筹资"), form.target("危桥改造"), form.target("农村公路硬化里程")
    loan, water = form.target("新增贷款"), form.target("水质达标率")
    plant = [
        ("targets", firms, "op", "大概", "下拉名单"),
        ("targets", firms, "value", "二十", "不是一个数字"),
        ("targets", share, "effort", "也许", "只写“是”"),
        ("targets", share, "kind", "覆盖", "无数字的目标"),
        ("targets", loan, "value", "12..10", "前一个数比后一个大"),
        ("targets", lots, "unit", None, "四格都要填"),
        ("targets", lots, "quote", "启动建设9座城区停车场", "不能改"),
        ("targets", parking, "measure", "总量", "下拉名单"),
        ("targets", heat, "indicator", None, "不能空着"),
        ("targets", money, "value", "2.55亿元", "单位写在"),
        ("targets", bridges, "by", "6月底前", "时间原文"),
        ("targets", water, "by", datetime(2020, 6, 1), "早于本年起始"),
        ("targets", jobs, "value", 60000, "不在引文"),
        ("targets", roads, "verb", "改建", "动词“改建”不在原句里"),
        ("tasks", "shifan-2021-006", "due", "2021-02-30", "没有“2021-02-30”这一天"),
        ("tasks", "shifan-2021-004", "due", "年底", "期限原文"),
        ("tasks", "shifan-2021-004", "text", "加强大气污染防治", "不能改"),
        ("tasks", "shifan-2021-005", "number", "009", "不能改"),
        ("roles", "shifan-2021-001|lead|0", "name2", "市经济局", "登记表里没有“市经济局”"),
        ("roles", "shifan-2021-001|assist|0", "name1", "市财政局、东镇", "一格写一个"),
        ("roles", "shifan-2021-001|leaders|0", "name2", "李华华", "最相近的：李华"),
        ("roles", "shifan-2021-003|assist|0", "name1", None, "与文件原文对不上"),
        ("goals", "|1", "op", "=1/0", "公式"),
    ]
    marks = {}
    for sheet, key, column, value, word in plant:
        keys = [str(cell.value) for cell in form.tab(sheet)["A"][3:]]
        marks[form.set(sheet, key if key != "|1" else keys[0], column, value)] = word
    tab = form.tab("milestones")
    tab.merge_cells("D4:E4")
    marks[name(tab["D4"])] = "取消合并"
    row = [cell.value for cell in form.tab("tasks")[4]]
    form.tab("tasks").append(row)
    marks[f"任务!B{form.tab('tasks').max_row}"] = "同一行"
    return marks


def test_every_planted_mistake_comes_back_as_a_red_cell_with_a_plain_note(desk: Desk) -> None:
    marks: dict[str, str] = {}
    desk.come_back(lambda form: marks.update(planted(form)))
    (result,) = desk.read()
    assert len(marks) == 25
    assert result.back == desk.inbox / "退回" / "表.xlsx"
    notes = red(result.back)
    assert set(notes) == set(marks)
    assert {cell: notes[cell] for cell, word in marks.items() if word not in notes[cell]} == {}
    assert not [note for note in notes.values() if "yml" in note or "text" in note or "Error" in note]
    listed = load_workbook(result.back)["退回说明"]
    assert listed["A1"].value == "退回：25 格要改"
    assert {f"{row[0].value}!{row[1].value}" for row in listed.iter_rows(min_row=4, max_row=28)} == set(marks)
    assert desk.differences() == []
    assert (desk.inbox / "表.xlsx").exists()


def test_a_returned_form_is_taken_once_its_red_cells_are_right(desk: Desk) -> None:
    def spoil(form: Form) -> None:
        form.set("targets", form.target("规上企业"), "op", "大概")
        form.set("tasks", "shifan-2021-001", "note", "已核对")

    desk.come_back(spoil)
    back = desk.read()[0].back
    assert back
    form = Form(back)
    form.set("targets", form.target("规上企业"), "op", "超过")
    form.set("targets", form.target("筹资"), "op", "多少")
    form.book.save(back)
    (again,) = desk.read(back)
    assert again.back == back
    assert list(red(back)) == [name(form.cell("targets", form.target("筹资"), "op"))]
    form = Form(back)
    form.set("targets", form.target("筹资"), "op", "等于")
    form.book.save(back)
    (last,) = desk.read(back)
    assert last.taken
    assert len(last.changes) == 2


def test_newer_yaml_is_shown_and_never_overwritten(desk: Desk) -> None:
    path = desk.content / "shifan/2021/tasks/01.yml"
    file = desk.come_back(
        lambda form: form.set("targets", form.target("规上企业"), "op", "超过"),
        lambda form: form.set("roles", "shifan-2021-001|assist|0", "name1", "市住建局"),
        lambda form: form.set("tasks", "shifan-2021-002", "note", "已核对"),
    )
    newer = path.read_text("utf-8").replace('规上企业, op: ">="', '规上企业, op: "~"').replace("等, 各镇", "等, 东镇")
    path.write_text(newer, "utf-8")
    reseal(desk, (GOLDEN / "shifan/2021/source.txt").read_text("utf-8").replace("市财政局等,各镇", "市财政局等,东镇"))
    form = Form(file)
    cells = [
        form.cell("targets", form.target("规上企业"), "op"),
        form.cell("roles", "shifan-2021-001|assist|0", "name1"),
    ]
    (result,) = desk.read()
    assert result.back
    notes = red(result.back)
    assert set(notes) == set(map(name, cells))
    assert "已经改成“约”（发出时是“不少于”，您填的是“超过”）" in notes[name(cells[0])]
    assert "已经改成“市财政局、等、东镇”" in notes[name(cells[1])]
    assert path.read_text("utf-8") == newer


def test_newer_yaml_elsewhere_does_not_matter(desk: Desk) -> None:
    desk.come_back(lambda form: form.set("targets", form.target("工业技改投资"), "op", "超过"))
    path = desk.content / "shifan/2021/tasks/01.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    gone = next(line for line in lines if "indicator: 规上企业" in line)
    path.write_text("".join(line for line in lines if line is not gone), "utf-8")
    (result,) = desk.read()
    assert result.taken
    assert 'indicator: 工业技改投资, op: ">"' in path.read_text("utf-8")


def test_of_two_forms_that_disagree_the_second_comes_back(desk: Desk) -> None:
    for file, op in (("甲.xlsx", "超过"), ("乙.xlsx", "超过"), ("丙.xlsx", "约")):
        desk.come_back(lambda form, op=op: form.set("targets", form.target("规上企业"), "op", op), file=file)
    first, second, third = desk.read(*(desk.inbox / f"{each}.xlsx" for each in "甲乙丙"))
    assert (len(first.changes), first.taken) == (1, True)
    assert (len(second.changes), second.taken) == (0, True)
    assert "已经改成“超过”" in third.marks[0].why
    assert [line[:43] for line in desk.differences() if line.startswith("+")] == [
        '+  - {indicator: 规上企业, op: ">", value: "20"'
    ]


def test_what_the_document_does_not_bear_out_changes_nothing(desk: Desk) -> None:
    desk.come_back(
        lambda form: form.set("targets", form.target("城镇新增就业"), "value", "8000"),
        lambda form: form.set("tasks", "shifan-2021-001", "note", "已核对"),
    )
    (result,) = desk.read()
    assert [mark.why for mark in result.marks] == [
        "改成“8000”以后，数字 8000 不在引文“城镇新增就业6000人”里。照原句写。"
    ]
    assert desk.differences() == []


def test_a_unit_moved_to_another_role_is_marked_in_both(desk: Desk) -> None:
    cells: list[Any] = []

    def move(form: Form) -> None:
        cells.append(form.set("roles", "shifan-2021-003|lead|0", "name2", None))
        cells.append(form.set("roles", "shifan-2021-003|assist|0", "name2", "市供热办"))

    desk.come_back(move)
    (result,) = desk.read()
    assert result.back
    assert sorted(red(result.back)) == sorted(cells)


def test_roles_are_corrected_name_by_name(desk: Desk) -> None:
    """The YAML lacks a unit that the document prints; the form adds it in its place."""
    path = desk.content / "shifan/2021/tasks/02.yml"
    source = desk.content / "shifan/2021/source.txt"
    assert "市住房和城乡建设局、市供热办" in source.read_text("utf-8")
    file = desk.come_back(lambda form: form.set("roles", "shifan-2021-003|assist|0", "name2", "各镇人民政府"))
    text = source.read_text("utf-8").replace("协办单位:市城投公司)", "协办单位:市城投公司、各镇人民政府)")
    reseal(desk, text)
    path.write_text(path.read_text("utf-8").replace("assist: [市城投公司]", "assist: [市城投公司] "), "utf-8")
    (result,) = desk.read(file)
    assert result.taken, result.lines()
    assert "  assist: [市城投公司, 各镇人民政府]" in path.read_text("utf-8")


def reseal(desk: Desk, text: str) -> None:
    """Give the plan another document."""
    (desk.content / "shifan/2021/source.txt").write_text(text, "utf-8")
    decree = desk.content / "shifan/2021/decree.yml"
    old = sha256((GOLDEN / "shifan/2021/source.txt").read_bytes()).hexdigest()
    decree.write_text(decree.read_text("utf-8").replace(old, sha256(text.encode()).hexdigest()), "utf-8")


def messy(form: Form) -> None:
    """Write right values as clerks and their programs do."""
    form.set("targets", form.target("规上企业"), "value", "２０ ")
    form.set("targets", form.target("规上企业"), "op", " 超过 ")
    form.set("targets", form.target("新增贷款"), "value", "10—12")
    form.set("targets", form.target("筹资"), "value", "2.55")
    form.set("targets", form.target("城镇新增就业"), "value", "6,000")
    form.set("targets", form.target("水质达标率"), "unit", "％")
    form.set("targets", form.target("水质达标率"), "by", 2022)
    form.set("targets", form.target("危桥改造"), "by", "2021年6月")
    form.set("tasks", "shifan-2021-006", "due", datetime(2021, 12, 31))
    form.set("tasks", "shifan-2021-005", "public_deed", "√")
    form.set("roles", "shifan-2021-001|lead|0", "name2", "市经信局　")
    percent = form.cell("targets", form.target("集中供热普及率"), "value")
    percent.value, percent.number_format = 0.85, "0%"


def test_the_same_values_written_otherwise_are_no_change(desk: Desk) -> None:
    desk.come_back(messy)
    (result,) = desk.read()
    assert [str(change) for change in result.changes] == ["001 “新增规上企业20家以上”比较：不少于 → 超过"]
    assert result.marks == []


def test_forms_come_back_whole_from_another_spreadsheet_program(desk: Desk) -> None:
    if find_calc() is None:
        pytest.skip(NO_CALC)
    messy_one = desk.come_back(messy, file="改.xlsx")
    wrong = desk.come_back(lambda form: form.set("targets", form.target("规上企业"), "op", "大概"), file="错.xlsx")
    same = desk.come_back(file="同.xlsx", unit="市财政局")
    resaved([messy_one, wrong, same], desk.folder / "calc")
    changed, bad, untouched = desk.read(*(desk.folder / "calc" / f"{each}.xlsx" for each in "改错同"))
    assert [str(change) for change in changed.changes] == ["001 “新增规上企业20家以上”比较：不少于 → 超过"]
    assert len(bad.marks) == 1
    assert bad.back
    assert len(red(bad.back)) == 1
    assert (untouched.changes, untouched.marks, untouched.remarks) == ([], [], [])


def test_the_office_corrects_headline_goals_and_milestones_too(desk: Desk) -> None:
    def correct(form: Form) -> None:
        goal, milestone = (str(form.tab(sheet)["A4"].value) for sheet in ("goals", "milestones"))
        form.set("goals", goal, "op", "超过")
        form.set("milestones", milestone, "by", "2021年10月")

    desk.come_back(correct)
    (result,) = desk.read()
    assert [str(change) for change in result.changes] == [
        "005 “东西大桥年内建成通车”时间：2021-12-31 → 2021-10",
        "预期目标 “地区生产总值增长8%以上”比较：不少于 → 超过",
    ]
    assert "by: 2021-10, by_text: 年内}" in (desk.content / "shifan/2021/tasks/03.yml").read_text("utf-8")
    assert 'id: gdp, op: ">", value: "8"' in (desk.content / "shifan/2021/decree.yml").read_text("utf-8")
