"""Goals in words of the whole, ranks and comparisons without a digit, sizes of named things, times of other years."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def read(text: str) -> list[str]:
    found = read_targets(text, known=KNOWN).targets
    return [" ".join(str(row[key]) for key in ("indicator", "value", "unit", "kind") if key in row) for row in found]


def doubted(text: str) -> list[str]:
    return [text[doubt.start : doubt.end] for doubt in read_targets(text, known=KNOWN).doubts]


WHOLE = {
    "老旧燃气管道全部淘汰": ["老旧燃气管道 coverage"],
    "“小散乱”作坊一律取缔": ["“小散乱”作坊 coverage"],
    "消防通道堵点逐一销号": ["消防通道堵点 coverage"],
    "断头路基本消除，贫困乡全部脱贫摘帽": ["断头路 coverage", "贫困乡 coverage"],
    "年收入3万元以下的薄弱社区全面消除": ["年收入3万元以下的薄弱社区 coverage"],
    "30户以上村民小组5G信号全覆盖": ["30户以上村民小组5G信号 coverage"],
    "20蒸吨以下散烧锅炉全部关停": ["20蒸吨以下散烧锅炉 coverage"],
    "排污口水质达到全省平均水平": ["排污口水质 relative"],
    "林地保有量不低于市下达指标": ["林地保有量 relative"],
}


@pytest.mark.parametrize("text", WHOLE)
def test_goals_of_the_whole_are_read(text: str) -> None:
    assert (read(text), doubted(text)) == (WHOLE[text], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("农房确权全面完成", "全面完成"),
        ("码头作业区整体搬迁", "整体搬迁"),
        ("困难职工全部纳入保障", "全部"),
        ("实现矿山零死亡", "实现矿山零死亡"),
        ("全年不发生较大火灾", "不发生较大火灾"),
        ("碳排放强度只减不增", "只减不增"),
        ("营商环境进入第一方阵", "进入第一方阵"),
        ("实现组组通硬化路", "组组通"),
        ("通报率不低于往常", "不低于往常"),
        ("引导三家粮企绿色转型", "引导三家"),
        ("组织四场供需对接", "组织四场"),
        ("推进五个片区更新", "推进五个"),
        ("栽下果树近百万株", "近百万株"),
        ("完成投资120亿、税收9亿", "120"),
        ("三年内改造学校5所", "三年内"),
        ("明年底前建成泵站3座", "明年"),
        ("所有街道建成托育站", "所有街道建成"),
        ("外贸实现两位数增长", "两位数增长"),
        ("储备床位过千张，引资超百亿", "超百亿"),
        ("把土地收益的六成用于乡村", "六成"),
        ("入住率达到70%的园区补助20万元", "70%"),
        ("编外人员只减不增、会议费下降15%", "15%"),
        ("建设120万吨粮食储备基地", "120万吨"),
        ("公交站每5公里1处", "5公里"),
    ],
)
def test_goals_that_are_not_sure_are_doubted_with_their_words(text: str, words: str) -> None:
    assert words in doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "全面推行林长制，全面加强作风建设，守住不发生系统性风险底线",
        "全部工业投资结构持续优化，推进六个专项行动，办好十件民生实事",
        "落实三年行动计划，统筹两个大局，配强四套班子",
    ],
)
def test_slogans_promise_nothing(text: str) -> None:
    assert (read(text), doubted(text)) == ([], [])


NAMED = {
    "深水风电三期60万千瓦项目四季度全容量并网": "四季度",
    "日处理900吨的餐厨垃圾焚烧厂9月底前点火试运行": "9月底前",
    "总装机80万千瓦的云顶抽水蓄能电站年内获得核准": "年内",
    "文创街区国庆前开街": "国庆前",
    "空港保税区二季度封关运营": "二季度",
    "北山水库汛前具备下闸蓄水条件": "汛前",
}


@pytest.mark.parametrize("text", NAMED)
def test_how_large_a_named_thing_is_leaves_the_event(text: str) -> None:
    found = read_targets(text, known=KNOWN)
    assert (found.targets, [row["by_text"] for row in found.milestones], found.doubts) == ([], [NAMED[text]], [])


def test_a_past_result_to_build_on_is_no_target() -> None:
    assert read("在2024年改造28个的基础上再改造城中村31个") == ["城中村 31 个"]
    assert read("在上年新修12公里的基础上再修15公里步道")[-1] == "步道 15 公里"


def test_another_years_end_is_not_this_years() -> None:
    found = read_targets("次年底前完成厂区搬迁", known=KNOWN)
    assert not any("by" in row for row in [*found.targets, *found.milestones])


def test_figures_with_their_whole_unit() -> None:
    assert read("满意度排名前移3个位次，新增加氢站6座") == ["满意度排名前移 3 个位次", "加氢站 6 座"]
    assert read("拆除25蒸吨及以下燃煤锅炉70台") == ["25蒸吨及以下燃煤锅炉 70 台"]
    assert read("国际航线停靠80航次") == ["国际航线停靠 80 航次"]


@pytest.mark.parametrize(
    ("text", "figures", "doubts"),
    [
        ("黄酒产能达到2.4万千升", ["黄酒产能 2.4 万千升"], []),
        ("甘蔗、食用菌分别发展到5万亩和3.2亿棒", ["甘蔗 5 万亩", "食用菌 3.2 亿棒"], []),
        ("毛竹、棕编分别发展到18万亩和1.5亿筒", ["毛竹 18 万亩", "棕编 1.5 亿"], ["1.5亿筒"]),
        ("提供2万见习岗位", ["见习岗位 2 万"], []),
    ],
)
def test_a_measure_word_that_is_not_known_is_doubted(text: str, figures: list[str], doubts: list[str]) -> None:
    assert (read(text), doubted(text)) == (figures, doubts)
