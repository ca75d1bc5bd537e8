"""A heading with units above numbered lines: which of the two is the task is doubted, once in a document."""

import pytest
from drafting import drafted

FORMS = {
    "units in the heading alone": (
        "一、扩大有效投资（市发改委牵头，市财政局配合）\n1.新增项目20个。\n2.完成投资100亿元。\n"
        "二、办好民生实事（市教育局牵头）\n1.建校3所。\n2.建院2所。\n"
    ),
    "a label under the heading": (
        "1.扩大有效投资。\n责任单位：市发改委\n（1）新增项目20个。\n（2）完成投资100亿元。\n"
        "2.办好民生实事。\n责任单位：市教育局\n（1）建校3所。\n（2）建院2所。\n"
    ),
    "units behind the lines": (
        "1.扩大有效投资。\n（1）新增项目20个。\n（2）完成投资100亿元。\n责任单位：市发改委\n"
        "2.办好民生实事。\n（1）建校3所。\n（2）建院2所。\n责任单位：市教育局\n"
    ),
    "units in both": (
        "一、扩大有效投资（市发改委牵头）\n1.新增项目20个。（市财政局负责）\n2.完成投资100亿元。（市税务局负责）\n"
        "二、办好民生实事（市教育局牵头）\n1.建校3所。（市财政局负责）\n2.建院2所。（市卫健委负责）\n"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_which_of_the_two_is_the_task_is_doubted_once(form: str) -> None:
    with drafted(FORMS[form]) as made:
        whys = [doubt.why for doubt in made.records.doubts]
    assert sum("2 处" in why and ("标题" in why or "编号" in why) for why in whys) == 1


def test_plain_tasks_and_titles_are_not_doubted() -> None:
    body = "一、经济\n（一）投资\n1.新增项目20个。（市发改委负责）\n2.建校。（市教育局负责）\n（二）民生\n"
    body += "3.建院。（市卫健委负责）\n"
    with drafted(body) as made:
        assert not [doubt for doubt in made.records.doubts if " 处" in doubt.why]
