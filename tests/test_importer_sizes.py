"""Classes that a goal covers, groups and raised pairs of figures, and events by a time: read from the words around."""

import pytest
from test_importer_targets import KNOWN

from taskbook.importer.promises.targets import read_targets

TARGETS = {
    "实现30户以上村组光纤网络全覆盖": ["coverage"],
    "创建省级示范村9个，其中两个达到国家级标准": ["= 9 个", "= 2 个"],
    "标准化羊群新增120群，核减超载牲畜2.1万个羊单位": ["= 120 群", "= 2.1 万个羊单位"],
    "星级酒店、特色民宿分别新增4家和20家以上": ["= 4 家", ">= 20 家"],
    "特困供养标准和孤儿标准分别从每人每月900元、1500元提高到950元、1600元": ["= 950 元", "= 1600 元"],
    "设立总规模20亿元的并购基金，新增厂房3栋": ["= 3 栋"],
    "长期护理保险覆盖90%以上的参保人员": [">= 90 %"],
}
EVENTS = {
    "引进硕士50人，8月底前青年公寓二期交付使用": ["青年公寓二期交付使用"],
    "新建卫生站2所，6月底前实现市县两级检查结果互认": ["实现市县两级检查结果互认"],
    "火把节前完成古城夜游改造": ["完成古城夜游改造"],
    "投资6.5亿元的粮食物流园中秋节前投入运营": ["投资6.5亿元的粮食物流园中秋节前投入运营"],
}


@pytest.mark.parametrize("text", TARGETS)
def test_figures_are_read_for_what_the_words_around_make_of_them(text: str) -> None:
    read = read_targets(text + "。", False, KNOWN).targets
    assert [str(one.get("kind") or f"{one['op']} {one['value']} {one['unit']}") for one in read] == TARGETS[text]


@pytest.mark.parametrize("text", EVENTS)
def test_what_happens_by_a_time_is_a_milestone(text: str) -> None:
    assert [one["what"] for one in read_targets(text + "。", False, KNOWN).milestones] == EVENTS[text]
