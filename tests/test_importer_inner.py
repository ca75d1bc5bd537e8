"""Importer: several numbered tasks in one cell of a table, and how their units are proved behind them."""

import pytest
from drafting import drafted, names

from taskbook.problems import ContentError
from taskbook.proving import prove

HEADS = "序号\t工作任务\t牵头单位\t配合单位\n"
BEFORE = "1\t修建农村路50公里。\t市交通局\t市财政局\n"


def test_tasks_that_a_cell_numbers_are_tasks_of_their_own_and_the_list_says_so_once() -> None:
    rows = f"{BEFORE}2\t1.新增学位900个；2.建成河口幼儿园。\t市教育局\t市财政局\n"
    rows += "3\t1.栽树6万株。2.绿化3公里。\t市林业局\t市水利局\n"
    with drafted(HEADS + rows) as made:
        found = [(task["item"], task["text"], *task["lead"]) for task in made.records.tasks]
        [doubt] = [doubt for doubt in made.records.doubts if "编号的几项" in doubt.why]
        assert not [doubt for doubt in made.records.doubts if "序号" in doubt.why]
    assert found == [
        ("1", "修建农村路50公里。", "市交通局"),
        ("2", "新增学位900个", "市教育局"),
        ("2", "建成河口幼儿园。", "市教育局"),
        ("3", "栽树6万株。", "市林业局"),
        ("3", "绿化3公里。", "市林业局"),
    ]
    assert "2 格 4 条" in doubt.why


NUMBERED = {
    "1.新增学位900个。2.建成体育公园2个。": "1.市教育局、市住建局；2.市体育局",
    "（1）新增学位900个。（2）建成体育公园2个。": "（1）市教育局、市住建局（2）市体育局",
    "①新增学位900个②建成体育公园2个": "①市教育局、市住建局 ②市体育局",
}


@pytest.mark.parametrize("cell", NUMBERED)
def test_units_numbered_as_the_tasks_are_go_with_each(cell: str) -> None:
    with drafted(f"{HEADS}{BEFORE}2\t{cell}\t{NUMBERED[cell]}\t市财政局\n") as made:
        assert [(task["lead"], task["assist"]) for task in made.records.tasks[1:]] == [
            (["市教育局", "市住建局"], ["市财政局"]),
            (["市体育局"], ["市财政局"]),
        ]


def test_numbers_that_the_units_do_not_follow_leave_the_cell_one_task_with_a_doubt() -> None:
    with drafted(
        f"{HEADS}{BEFORE}2\t1.新增学位900个。2.建成公园2个。3.修桥。\t1.市教育局2.市体育局\t市财政局\n"
    ) as made:
        assert len(made.records.tasks) == 2
        assert [doubt for doubt in made.records.doubts if "以序号开头" in doubt.why]


def test_a_cell_of_several_tasks_without_a_column_of_numbers_gives_them_their_own() -> None:
    row = "1.新增学位900个；2.建成公园2个。\t市教育局\t市财政局\n修路50公里\t市交通局\t市财政局\n"
    assert names(f"工作任务\t牵头单位\t责任单位\n{row}") == [
        "1 新增学位900个 lead=市教育局 responsible=市财政局",
        "2 建成公园2个。 lead=市教育局 responsible=市财政局",
        "- 修路50公里 lead=市交通局 responsible=市财政局",
    ]


def test_names_that_stand_behind_another_task_are_not_taken_for_those_of_a_cell() -> None:
    body = f"{HEADS}{BEFORE}2\t1.新增学位900个。2.建成体育公园2个。\t1.市教育局2.市体育局\t市财政局\n"
    with drafted(body) as made:
        path = made.folder / "linzhou" / "2022" / "tasks" / "01.yml"
        path.write_text(path.read_text("utf-8").replace("[市教育局]", "[市体育局]", 1), "utf-8")
        with pytest.raises(ContentError) as caught:
            prove(made.folder, "linzhou", 2022)
    assert any("市教育局" in problem.message for problem in caught.value.problems)


def test_steps_in_brackets_or_circles_are_one_task() -> None:
    rows = "2\t①新增学位900个；②建成体育公园2个。\t市教育局\t市财政局\n3\t（1）修路。（2）修桥。\t市交通局\t市财政局\n"
    with drafted(f"{HEADS}{BEFORE}{rows}") as made:
        assert len(made.records.tasks) == 3
