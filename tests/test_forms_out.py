"""Forms that go out: whose tasks are in them, what is locked, what drop-downs offer, how they print."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from formdesk import Desk, Form
from openpyxl import load_workbook

from taskbook.forms.sheets import GUIDE, RECORD, SHEETS
from taskbook.problems import NothingChosenError


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return Form(Desk(tmp_path_factory.mktemp("office")).send())


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return Form(Desk(tmp_path_factory.mktemp("unit")).send("市财政局"))


def column(form: Form, sheet: str, letter: str) -> list[Any]:
    return [cell.value for cell in form.tab(sheet)[letter][3:]]


def test_a_unit_gets_its_own_tasks_and_reads_how_many_in_which_role(unit: Form) -> None:
    assert column(unit, "tasks", "B") == ["001", "002", "005"]
    assert column(unit, "tasks", "C") == ["协办单位", "牵头单位", "协办单位"]
    assert unit.book[GUIDE]["A2"].value == "我们单位：牵头 1 项、责任 0 项、配合 2 项"
    assert set(column(unit, "roles", "B")) == set(column(unit, "targets", "B")) == {"001", "002", "005"}
    assert "预期目标" not in unit.book.sheetnames


def test_the_office_gets_the_whole_plan_with_its_headline_goals(office: Form) -> None:
    assert column(office, "tasks", "B") == ["001", "002", "g01", "003", "004", "005", "006"]
    assert len(column(office, "targets", "B")) == 13
    assert column(office, "goals", "C")[0] == "地区生产总值增长8%以上"
    assert len(column(office, "goals", "C")) == 4


def test_one_workbook_for_each_unit_with_tasks_and_one_for_the_office(tmp_path: Path, run: Run) -> None:
    desk = Desk(tmp_path)
    code, lines, _ = run("--content", desk.content, "--site", tmp_path / "site", "forms", "out", "--city", "示范市",
                         "--year", 2021)  # fmt: skip
    with_tasks = {key for key in desk.book.by_unit if key[0] == "shifan"}
    assert code == 0
    assert len(lines) == len(with_tasks) + 1
    assert sorted(map(str, (tmp_path / "outbox").iterdir())) == sorted(lines)


def test_only_what_may_be_corrected_is_open_and_coloured(office: Form) -> None:
    for sheet in SHEETS:
        tab = office.tab(sheet.name)
        assert tab.protection.sheet
        for place, kind in enumerate(sheet.columns, start=2):
            cell = tab.cell(4, place)
            assert cell.protection.locked is not kind.open
            assert cell.fill.fgColor.rgb == ("00FFF8D6" if kind.open else "00F2F2F2")
        assert tab.column_dimensions["A"].hidden
    assert office.tab("tasks").column_dimensions["C"].hidden
    assert office.book[RECORD].sheet_state == "veryHidden"


def test_closed_choices_have_drop_downs(office: Form) -> None:
    def offered(sheet: str, key: str, field: str) -> list[str]:
        at = office.cell(sheet, key, field).coordinate
        rules = office.tab(sheet).data_validations.dataValidation
        return [rule.formula1 for rule in rules if at in rule.cells and rule.type == "list"]

    target = office.target("规上企业")
    assert offered("targets", target, "op") == ['"等于,不少于,超过,不超过,低于,约,区间"']
    assert offered("targets", target, "measure") == ['"增长,达到,新增量,占比"']
    assert offered("targets", target, "value") == []
    assert offered("tasks", "shifan-2021-001", "public_deed") == ['"是"']
    assert offered("roles", "shifan-2021-001|lead|0", "name3") == ["=units_list"]
    assert offered("roles", "shifan-2021-001|leaders|0", "name1") == ["=leaders_list"]
    names = [cell.value for cell in office.book["名单"]["A"]]
    assert {"市发改委", "市发展改革委", "等"} <= set(names)
    assert office.book.defined_names["units_list"].attr_text == f"'名单'!$A$2:$A${len(names)}"


def test_every_sheet_prints_on_a4_landscape_with_heads_and_a_place_for_the_stamp(office: Form) -> None:
    for sheet in SHEETS:
        tab = office.tab(sheet.name)
        assert (tab.page_setup.orientation, tab.page_setup.paperSize) == ("landscape", 9)
        assert (tab.sheet_properties.pageSetUpPr.fitToPage, tab.page_setup.fitToHeight) == (True, 0)
        assert tab.print_title_rows == "$1:$3"
        assert "盖章" in tab.oddFooter.left.text
    guide = office.book[GUIDE]
    assert (guide.page_setup.fitToHeight, guide.sheet_properties.pageSetUpPr.fitToPage) == (1, True)


def test_words_that_begin_with_an_equals_sign_are_no_formula(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.content / "shifan/2021/tasks/01.yml"
    path.write_text(path.read_text("utf-8").replace('  item: "1"\n', '  item: "1"\n  note: "=1+1"\n'), "utf-8")
    cell = Form(desk.send()).cell("tasks", "shifan-2021-001", "note")
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_same_content_gives_the_same_workbook(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = load_workbook(desk.send("市财政局"))[RECORD]["A1"].value
    assert load_workbook(desk.send("市财政局"))[RECORD]["A1"].value == first


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--city", "shifan", "--year", "2021", "--unit", "市财证局"], "没有单位「市财证局」。相近的有：市财政局"),
        (["--city", "shifan", "--year", "2020"], "示范市没有 2020 年的文件；有的年份：2021。"),
        (["--city", "shifn", "--year", "2021"], "没有城市「shifn」。相近的有：shifan"),
        (["--city", "shifan", "--year", "2021", "--unit", "督查室"], "没有单位「督查室」"),
        (["--city", "shifan", "--year", "2021", "--unit", "市政府督查室"], "2021 年的文件里，市政府督查室 没有任务。"),
    ],
)
def test_what_is_not_there_is_said_with_what_comes_nearest(
    tmp_path: Path, run: Run, options: list[str], said: str
) -> None:
    desk = Desk(tmp_path)
    code, _, errors = run("--content", desk.content, "--site", tmp_path / "site", "forms", "out", *options)
    assert code == 2
    assert errors[-1].startswith(said)
    assert not (tmp_path / "outbox").exists()


def test_a_unit_is_found_by_any_of_its_names(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.send("示范市发展和改革委员会") == desk.send("市发展改革委") == desk.send("fagai")
    with pytest.raises(NothingChosenError):
        desk.send("发改")
