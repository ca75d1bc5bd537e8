"""Importer: tables in which numbers count groups, or head the tasks under them in two cells."""

import pytest
from drafting import drafted
from drafting import tasks as tasks_of

M = "\u3000"
"""What stands where a merged cell goes on."""


def test_numbers_in_the_words_number_the_tasks_where_those_beside_count_groups() -> None:
    words = [f"{n}.新建充电站{n + 20}座。" for n in range(1, 12)]
    first, *others = words
    body = f"序号\t项目\t工作任务\t牵头领导\t责任单位\n1\t绿色出行\t{first}\t王明\t市住建局\n"
    body += "".join(f"{M}\t{M}\t{one}\t{M}\t市交通局\n" for one in others)
    body += "2\t平安建设\t1.新装路灯500盏。\t李强\t市城管局\n" + f"{M}\t{M}\t2.改造路口15处。\t{M}\t市公安局\n"
    body += "12\t财源建设\t1.清缴欠税3000万元。\t赵刚\t市税务局\n"
    found = [(task["item"], task["text"], task["chapter"], *task["leaders"]) for task in tasks_of(body)]
    assert found[9:11] == [
        ("10", "新建充电站30座。", "绿色出行", "王明"),
        ("11", "新建充电站31座。", "绿色出行", "王明"),
    ]
    assert found[11:] == [
        ("1", "新装路灯500盏。", "平安建设", "李强"),
        ("2", "改造路口15处。", "平安建设", "李强"),
        ("1", "清缴欠税3000万元。", "财源建设", "赵刚"),
    ]


def test_a_group_number_is_not_the_first_digit_of_the_words_own() -> None:
    body = f"序号\t工作任务\t责任单位\n1\t9.修复湿地8公顷。\t市林业局\n{M}\t10.栽树6万株。\t市园林局\n"
    with drafted(body) as made:
        assert [task["text"] for task in made.records.tasks] == ["9.修复湿地8公顷。", "10.栽树6万株。"]


@pytest.mark.parametrize(("number", "own"), [("1", "（8）"), ("一", "8"), ("2", "（三）")])
def test_a_title_with_a_number_of_another_style_in_two_cells_heads_the_rows_below(number: str, own: str) -> None:
    body = (
        "序号\t目标与任务\t牵头单位\t责任单位\n一、主要目标\n"
        "（7）\t新增学位900个。\t市教育局\t市财政局\n二、重点工作\n"
        f"{number}\t扩大文旅消费。\t\t\n{own}\t举办音乐节3场。\t市文旅局\t市商务局\n"
    )
    with drafted(body) as made:
        first, second = made.records.tasks
    assert (first["lead"], second["text"]) == (["市教育局"], "举办音乐节3场。")
    assert ["".join(title.split()) for title in second["section"]] == [f"{number}扩大文旅消费"] and second["lead"] == [
        "市文旅局"
    ]


def test_a_row_without_units_between_rows_of_its_own_numbering_is_a_task() -> None:
    body = "序号\t任务\t牵头单位\n1\t新增学位900个。\t市教育局\n2\t扩大文旅消费。\t\n3\t修路9公里。\t市交通局\n"
    with drafted(body) as made:
        assert [task["item"] for task in made.records.tasks] == ["1", "2", "3"]
