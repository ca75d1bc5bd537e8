"""Importer: figures counted in rounds, and events that happen to so many of what was counted before."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

COUNTED = {
    "组织银企对接4轮，开展法治宣讲60场次": ["银企对接 4 轮", "法治宣讲 60 场次"],
    "完成督查3轮次、回访4轮": ["督查 3 轮次", "回访 4 轮"],
    "开展2轮全员大走访，食品抽检120批次": ["全员大走访 2 轮", "食品抽检 120 批次"],
    "轮训干部300人次，打造首轮驱动示范线2条": ["干部 300 人次", "首轮驱动示范线 2 条"],
}


@pytest.mark.parametrize("text", COUNTED)
def test_rounds_are_counted(text: str) -> None:
    found = read_targets(text, False, Known(2025))
    assert [f"{row['indicator']} {row['value']} {row['unit']}" for row in found.targets] == COUNTED[text]


EVENTS = {
    "新引进项目50个，其中12个建成投产": ["项目 50 新引进", "项目 12 建成投产"],
    "引进亿元以上项目20个，10个开工、6个竣工": ["亿元以上项目 20 引进", "亿元以上项目 10 开工", "亿元以上项目 6 竣工"],
    "培育加工企业20家，5家竣工达产": ["加工企业 20 培育", "加工企业 5 竣工达产"],
    "改造管网30公里，2座污水厂建成投运": ["管网 30 改造", "污水厂 2 建成投运"],
}


@pytest.mark.parametrize("text", EVENTS)
def test_an_event_behind_a_number_is_the_verb_of_what_was_counted(text: str) -> None:
    found = read_targets(text, False, Known(2025))
    assert [f"{row['indicator']} {row['value']} {row['verb']}" for row in found.targets] == EVENTS[text]


def test_named_things_of_a_size_that_will_have_come_to_something_are_a_milestone_too() -> None:
    found = read_targets("北河铝材等12个投资过5亿元项目年内竣工投产，4月底前市级项目全部开工。", False, Known(2025))
    assert [row["quote"] for row in found.milestones] == [
        "北河铝材等12个投资过5亿元项目年内竣工投产",
        "4月底前市级项目全部开工",
    ]
