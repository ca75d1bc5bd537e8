"""Which unit leads, as documents say it: a rule on the first or on a sign, or a role beside each unit's name."""

import pytest
from drafting import drafted, tasks

TASKS = (
    "1.新增规上企业12家。（责任单位：市经信局、市发改委{}）\n2.改造供水管网30公里。（责任单位：市住建局、市水务局）\n"
)
RULES = (
    "（列第一位者为牵头单位，下同）",
    "（责任单位中排名第一的为牵头单位）",
    "，首位为牵头单位，下同",
    "（第一个单位为牵头单位，其余为配合单位，以下同）",
    "（排在首位的责任单位为牵头单位）",
    "；责任单位中列第一的牵头",
)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_among_the_units_is_taken_and_stands_in_no_name(rule: str) -> None:
    with drafted("一、经济\n" + TASKS.format(rule)) as made:
        assert made.records.decree["first_leads"] == "true"
        assert [task["responsible"] for task in made.records.tasks] == [
            ["市经信局", "市发改委"],
            ["市住建局", "市水务局"],
        ]
        assert [task.lead[0].printed for task in made.plan.tasks] == ["市经信局", "市住建局"]


@pytest.mark.parametrize("note", ["注：责任单位首位为牵头单位。", "说明：牵头单位列第一位，其他为配合单位。"])
def test_a_rule_behind_or_above_the_tasks_is_no_task(note: str) -> None:
    for body in (f"一、经济\n{TASKS.format('')}{note}\n", f"一、经济\n{note}\n{TASKS.format('')}"):
        with drafted(body) as made:
            assert (made.records.decree["first_leads"], len(made.records.tasks)) == ("true", 2)


def test_a_rule_that_letters_do_not_show_is_doubted_once() -> None:
    with drafted(f"一、经济\n{TASKS.format('')}注：责任单位中加粗的为牵头单位。\n") as made:
        assert [doubt.read for doubt in made.records.doubts if "牵头单位都未记" in doubt.why] == [
            "注:责任单位中加粗的为牵头单位"
        ]


def test_a_sign_beside_a_unit_makes_it_the_lead_where_the_document_says_so() -> None:
    body = "一、经济\n1.新建学校2所。（责任单位：市教育局*、市住建局）\n2.修路5公里。（责任单位：市交通局*）\n"
    read = tasks(body + "注：带*号的为牵头单位。\n")
    assert [(task["lead"], task.get("responsible")) for task in read] == [
        (["市教育局"], ["市住建局"]),
        (["市交通局"], None),
    ]
    with drafted(body) as made:
        assert sum("记号" in doubt.why for doubt in made.records.doubts) == 1


BESIDE = {
    "责任单位：市教育局（牵头）、市住建局、市财政局": "市教育局|市住建局,市财政局|",
    "责任单位：市教育局（牵头），市住建局、市财政局（配合）": "市教育局||市住建局,市财政局",
    "市教育局（牵头），市住建局（配合）": "市教育局||市住建局",
}


@pytest.mark.parametrize("words", BESIDE)
def test_a_role_in_brackets_beside_a_unit_is_its_role(words: str) -> None:
    [first, _] = tasks(f"一、民生\n1.新建学校2所。（{words}）\n2.新建球场3个。（{words}）\n")
    assert "|".join(",".join(first.get(role, [])) for role in ("lead", "responsible", "assist")) == BESIDE[words]
    assert first["text"] == "新建学校2所。"


def test_words_of_a_remark_in_a_unit_s_name_are_doubted() -> None:
    with drafted("一、民生\n1.新建学校2所。（责任单位：市教育局（第一位）、市住建局（新区由管委会负责））\n") as made:
        assert sum("像说明的字" in doubt.why for doubt in made.records.doubts) == 2
