"""What words around a figure are its indicator, verb, measure and date: a sentence for each habit of the genre."""

import pytest
from drafting import drafted
from test_importer_targets import KNOWN, shown

from taskbook.importer.promises.targets import read_targets

FIGURES = {
    # words between the indicator and its comparison belong to neither
    "旅客发送量力争达到90万人次": ["旅客发送量 = 90 万人次 level - effort"],
    "慢病用药品种累计不少于300个": ["慢病用药品种 >= 300 个 level -"],
    "水质达标率保持100%": ["水质达标率 = 100 % level -"],
    "特困人员供养标准每人每月提高到900元": ["特困人员供养标准 = 900 元 level - per 每人每月"],
    "基础养老金不低于每月200元": ["基础养老金 >= 200 元 level - per 每月"],
    "农村特困供养标准年人均达到8000元": ["农村特困供养标准年人均 = 8000 元 level -"],
    "每千名老年人拥有护理员数达到12人": ["护理员数 = 12 人 level - per 每千名老年人"],
    # verbs that are parts of names
    "建成区绿地率达到38%": ["建成区绿地率 = 38 % level -"],
    "建成区域性疗养中心4个": ["区域性疗养中心 = 4 个 added 建成"],
    "开发区亩均产出达到40万元": ["开发区亩均产出 = 40 万元 level -"],
    "工程建设项目审批时间控制在60个工作日以内": ["工程建设项目审批时间 <= 60 个工作日 level -"],
    "新开工标准化车间9万平方米": ["标准化车间 = 9 万平方米 added 新开工"],
    "再生水利用率达到28%": ["再生水利用率 = 28 % level -"],
    "社会组织等级评估率达到80%": ["社会组织等级评估率 = 80 % level -"],
    # a verb carries on only to what it can govern
    "净增限上商贸企业40家，退出企业不超过7家": [
        "限上商贸企业 = 40 家 added 净增",
        "企业 <= 7 家 added 退出",
    ],
    "燃气管网新增30公里，老旧管网改造22公里": ["燃气管网 = 30 公里 added 新增", "老旧管网改造 = 22 公里 added -"],
    "发放助企贷款6亿元，撬动投资9亿元": ["助企贷款 = 6 亿元 added 发放", "投资 = 9 亿元 added 撬动"],
    # growth, level and added
    "行政运行经费压减8%": ["行政运行经费 = 8 % growth 压减"],
    "公共图书馆分馆增加12个": ["公共图书馆分馆 = 12 个 added -"],
    "办事满意度达到96%": ["办事满意度 = 96 % level -"],
    "不良率下降到1.6%，较年初下降0.4个百分点": ["不良率 = 1.6 % level -", "不良率 = 0.4 个百分点 growth 下降"],
    "单位产值水耗较2020年下降9%": ["单位产值水耗 = 9 % growth 下降"],
    # last year's result is the base of this year's promise
    "寄递业务收入由去年的12亿元提高到15亿元": ["寄递业务收入 = 15 亿元 level - base 12亿元"],
    # a class of size of which a share is said
    "压缩大班额，50人以上班级占比控制在3%以内": ["50人以上班级占比 <= 3 % share -"],
    # only the second figure is softer, and nothing behind the list
    "财政收入增长5%、力争6%，税收占比达到72%": [
        "财政收入 = 5 % growth -",
        "财政收入 = 6 % growth - effort",
        "税收占比 = 72 % share -",
    ],
}


@pytest.mark.parametrize("text", FIGURES, ids=str)
def test_reads_indicator_verb_and_measure(text: str) -> None:
    found = read_targets(text, known=KNOWN)
    assert [shown(record) for record in found.targets] == FIGURES[text]


def test_growth_faster_than_a_named_thing_is_a_relative_goal() -> None:
    found = read_targets("农民收入增速快于市民").targets
    assert [(record["indicator"], record["kind"]) for record in found] == [("农民收入", "relative")]


def test_words_in_a_papers_title_promise_nothing() -> None:
    assert read_targets("落实《数字产业倍增三年行动方案》").targets == []


def test_the_flood_season_is_a_date() -> None:
    found = read_targets("加固水库9座，汛前完成堤防整修14公里", known=KNOWN).targets
    assert [record.get("by_text") for record in found] == [None, "汛前"]


def test_a_year_compared_with_is_no_date() -> None:
    found = read_targets("出境游人数恢复到2019年的95%", known=KNOWN)
    assert "by_text" not in found.targets[0]


@pytest.mark.parametrize(("text", "what"), [("市美术馆年内建成开放", "市美术馆年内建成开放"), ("组建巡护队24支", None)])
def test_opening_is_a_milestone_and_a_counted_thing_is_none(text: str, what: str | None) -> None:
    assert [record["what"] for record in read_targets(text).milestones] == ([what] if what else [])


@pytest.mark.parametrize("text", ["社区助餐点增加50个，覆盖率达到60%", "完成6个乡镇、80个行政村规划编制"])
def test_a_name_that_says_nothing_by_itself_is_a_doubt(text: str) -> None:
    assert any("指标名称可能不完整" in doubt.why for doubt in read_targets(text).doubts)


def test_tenths_in_words_are_read_thirds_are_a_doubt() -> None:
    assert read_targets("本地采购占比不低于六成").targets[0]["value"] == "60"
    assert [doubt.read for doubt in read_targets("本地采购占比不低于三分之二").doubts] == ["三分之二"]


def test_a_headline_goal_that_names_its_indicator_once_for_two_figures_is_drafted() -> None:
    goals = "2022年主要预期目标：邮政业务总量增长9%、力争10%；失业率控制在4%以内。\n"
    with drafted(goals + "一、经济\n1.新增企业20家。（责任单位：市发改委）\n") as made:
        quotes = [str(goal["quote"]) for goal in made.records.decree["headline"]]  # type: ignore[attr-defined]
    assert quotes == ["邮政业务总量增长9%", "邮政业务总量增长9%、力争10%", "失业率控制在4%以内"]
