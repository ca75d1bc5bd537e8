"""The target reader on sentences written for every form that domain.md names (none from the five documents)."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taskbook.entries import MilestoneEntry, TargetEntry
from taskbook.importer.promises.misgivings import odd_words
from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025, {"停车泊位": "parking"})
FIGURES = {
    # comparison behind and before the number, before the measure word
    "新增规上企业20家以上": ["规上企业 >= 20 家 added 新增"],
    "新建停放场所不少于500处": ["停放场所 >= 500 处 added 新建"],
    "引进100名以上省外教师": ["省外教师 >= 100 名 added 引进"],
    "单位GDP能耗下降3%左右": ["单位GDP能耗 ~ 3 % growth 下降"],
    "城镇登记失业率控制在4.5%以内": ["城镇登记失业率 <= 4.5 % level -"],
    "贫困发生率降至1%以下": ["贫困发生率 <= 1 % level -"],
    "新增高新技术企业50余家": ["高新技术企业 > 50 家 added 新增"],
    "每个乡镇至少建成1个标准化卫生院": ["标准化卫生院 >= 1 个 added 建成"],
    "电商交易额突破100亿元": ["电商交易额 > 100 亿元 level -"],
    "政府债务率不突破120%": ["政府债务率 <= 120 % level -"],
    "食品抽检不合格率不超3%": ["食品抽检不合格率 <= 3 % level -"],
    "制造业投资占比37%（含）以上": ["制造业投资占比 >= 37 % share -"],
    "贷款余额超出300亿元": ["贷款余额 > 300 亿元 level -"],
    # magnitudes and units
    "每千人食品抽检6批次": ["食品抽检 = 6 批次 level - per 每千人"],
    "食品抽检不少于5批次/千人": ["食品抽检 >= 5 批次/千人 level -"],
    "工业用地亩均投资300万元/亩以上": ["工业用地亩均投资 >= 300 万元/亩 level -"],
    "更新设备1.2万台（套）": ["设备 = 1.2 万台 added 更新"],
    "企业注销3个工作日内办结": ["企业注销 <= 3 个工作日 level -"],
    "推广农机1.5万台套": ["农机 = 1.5 万台套 added 推广"],
    "污水日处理能力达到5万吨/日": ["污水日处理能力 = 5 万吨/日 level -"],
    "人均预期寿命达到79.5岁": ["人均预期寿命 = 79.5 岁 level -"],
    "立案时限、开庭时限分别压缩至28小时、1小时以内": ["立案时限 <= 28 小时 level -", "开庭时限 <= 1 小时 level -"],
    "粮食产量保持在25亿斤以上": ["粮食产量 >= 25 亿斤 level -"],
    "新增1万张护理型床位": ["护理型床位 = 1 万张 added 新增"],
    "发放创业担保贷款3亿元": ["创业担保贷款 = 3 亿元 added 发放"],
    "人口自然增长率达到5‰": ["人口自然增长率 = 5 ‰ level -"],
    "制造业增加值占GDP比重提高1个百分点": ["制造业增加值占GDP比重 = 1 个百分点 growth -"],
    "PM2.5平均浓度控制在35微克/立方米以内": ["PM2.5平均浓度 <= 35 微克/立方米 level -"],
    "孕产妇死亡率控制在10/10万以下": ["孕产妇死亡率 <= 10 /10万 level -"],
    "为80万农村妇女免费做“两癌”检查": ["农村妇女免费做“两癌”检查 = 80 万 added -"],
    "新建改建“四好农村路”1,200公里": ["“四好农村路” = 1200 公里 added 新建改建"],
    "建筑节能达标比例≥80%": ["建筑节能达标比例 >= 80 % level -"],
    "地表水化学需氧量浓度≤20毫克/升": ["地表水化学需氧量浓度 <= 20 毫克/升 level -"],
    "完成林地抚育4万亩次": ["林地抚育 = 4 万亩次 added 完成"],
    "检定水表3万台件": ["水表 = 3 万台件 added 检定"],
    "变电容量达到60万千伏安": ["变电容量 = 60 万千伏安 level -"],
    "智算能力达到800P": ["智算能力 = 800 P level -"],
    "新增视频监控1500路": ["视频监控 = 1500 路 added 新增"],
    "户籍人口人均预期寿命提高到80.1岁": ["户籍人口人均预期寿命 = 80.1 岁 level -"],
    "施工许可由20天压缩至8天以内": ["施工许可 <= 8 天 level - base 20天"],
    "引导60家企业上市": ["企业上市 = 60 家 added 引导"],
    "30户以上自然村通水率达到95%": ["30户以上自然村通水率 = 95 % level -"],
    "茶园、果园、药材种植面积分别达到5万亩、8万亩、3万亩": [
        "茶园种植面积 = 5 万亩 level -",
        "果园种植面积 = 8 万亩 level -",
        "药材种植面积 = 3 万亩 level -",
    ],
    "全市能源消费较上年下降4%以上": ["能源消费 >= 4 % growth 下降"],
    "确保120万亩耕地保有量不减少": ["耕地保有量 >= 120 万亩 level -"],
    "甲库、乙库水量分别稳定在12、7.5亿立方米以上": [
        "甲库水量 >= 12 亿立方米 level -",
        "乙库水量 >= 7.5 亿立方米 level -",
    ],
    # ranges
    "培育1—2个千亿量级产业集群": ["千亿量级产业集群 .. 1..2 个 added 培育"],
    "地区生产总值增长7.5%—8%": ["地区生产总值 .. 7.5..8 % growth -"],
    "建成高标准农田3万至5万亩": ["高标准农田 .. 3..5 万亩 added 建成"],
    # lists: the verb carries on, the noun stands behind
    "新建城市公厕57座、垃圾中转站5个": ["城市公厕 = 57 座 added 新建", "垃圾中转站 = 5 个 added 新建"],
    "完成44座危桥改造、50公里县乡公路改造": ["危桥改造 = 44 座 added 完成", "县乡公路改造 = 50 公里 added 完成"],
    "新建、改扩建公办幼儿园、小学20所": ["公办幼儿园、小学 = 20 所 added 新建、改扩建"],
    "建设3个国家级、5个省级产业园": ["国家级产业园 = 3 个 added 建设", "省级产业园 = 5 个 added 建设"],
    "打造食品、纺织、化工3个百亿产业集群": ["百亿产业集群 = 3 个 added 打造"],
    # a whole and its parts, totals, bases, per unit
    "力争引进亿元以上项目100个，其中10亿元以上项目20个": [
        "亿元以上项目 = 100 个 added 引进 effort",
        "10亿元以上项目 = 20 个 added 引进 effort among 亿元以上项目",
    ],
    "净增规上企业22家以上，总数超120家": ["规上企业 >= 22 家 added 净增", "规上企业 > 120 家 level -"],
    "集中供热普及率由80%提高到85%": ["集中供热普及率 = 85 % level - base 80%"],
    "每千人口托位数达到4.5个": ["托位数 = 4.5 个 level - per 每千人口"],
    "医保补助标准提高到每人每年610元": ["医保补助标准 = 610 元 level - per 每人每年"],
    "普惠园覆盖率、义务教育巩固率、高中毛入学率分别达98%、95%和91%以上": [
        "普惠园覆盖率 >= 98 % level -",
        "义务教育巩固率 >= 95 % level -",
        "高中毛入学率 >= 91 % level -",
    ],
    "污水治理率、卫生厕所普及率分别达45%和92%以上": ["污水治理率 >= 45 % level -", "卫生厕所普及率 >= 92 % level -"],
    "城镇、农村居民人均可支配收入分别增长6.5%、7.5%": [
        "城镇居民人均可支配收入 = 6.5 % growth -",
        "农村居民人均可支配收入 = 7.5 % growth -",
    ],
    "民营市场主体达到30万户，增长10%": ["民营市场主体 = 30 万户 level -", "民营市场主体 = 10 % growth -"],
    # the verb is part of the promise
    "启动建设7座城区停车场": ["城区停车场 = 7 座 added 启动建设"],
    "筹资2.55亿元，提供3000个停车位": ["筹资 = 2.55 亿元 level -", "停车位 = 3000 个 added 提供"],
    "贷款净增260亿元以上": ["贷款 >= 260 亿元 added 净增"],
    "使85%以上的行政村实现光纤到户": ["行政村实现光纤到户 >= 85 % share -"],
    # not figures: roads, grades, voltages, ranks of firms, names, policies, sizes, past results
    "修建318国道改线工程12公里，新建10千伏线路140公里": [
        "318国道改线工程 = 12 公里 added 修建",
        "10千伏线路 = 140 公里 added 新建",
    ],
    "新增5A级景区1家，引进世界500强企业2家": ["5A级景区 = 1 家 added 新增", "世界500强企业 = 2 家 added 引进"],
    "推动高新园区2期扩区": [],
    "举办5期培训班": ["培训班 = 5 期 added 举办"],
    "打造“1+5+N”体系，开展7×24小时服务，落实33条惠企措施，办好12345热线": [],
    "深化“210”行动，推进5G应用，对标2030年目标，服务60岁以上老人": [],
    "推进亿元以上项目建设，建设318、234国道": [],
    "去年完成投资120亿元，今年完成投资150亿元": ["投资 = 150 亿元 added 完成"],
    "推进总投资260亿元的38个重点项目建设": ["重点项目建设 = 38 个 added 推进"],
    "形成2个产值超10亿元的特色产业集群": ["产值超10亿元的特色产业集群 = 2 个 added 形成"],
    "村集体收入10万元以上的村占比达到80%": ["村集体收入10万元以上的村占比 = 80 % share -"],
    "为7万名35-64岁妇女免费筛查": ["35-64岁妇女免费筛查 = 7 万名 added -"],
    "14个国考断面水质优良率为100%": ["14个国考断面水质优良率 = 100 % level -"],
    "督导评估通过1个县": ["督导评估通过 = 1 个 level -"],
    "推进沿江1公里化工企业关改搬转": [],
    "建成10万吨级泊位": [],
    "办理时限压缩至3个工作日以内": ["办理时限 <= 3 个工作日 level -"],
}
GOALS = {
    "居民人均可支配收入与经济增长同步": ("居民人均可支配收入", "relative"),
    "居民收入增速高于全省平均水平": ("居民收入", "relative"),
    "综合经济实力进入全省前3名": ("综合经济实力", "ranking"),
    "旅游综合收入翻一番": ("旅游综合收入", "multiple"),
    "审批时间再压缩一半": ("审批时间", "multiple"),
    "农村生活垃圾治理实现全覆盖": ("农村生活垃圾治理", "coverage"),
    "困难群众应保尽保": ("困难群众", "coverage"),
    "零就业家庭动态清零": ("零就业家庭", "coverage"),
}
NO_GOALS = ("建立全方位、全过程、全覆盖的监管体系", "实施企业倍增计划", "打造全覆盖式服务网络", "重大项目应争尽争")
MILESTONES = {
    "确保市第一高中建成投用": "市第一高中建成投用",
    "开工建设城际铁路": "开工建设城际铁路",
    "推动《产业带规划》获批": "《产业带规划》获批",
    "顺利通过国家卫生城市复审": "通过国家卫生城市复审",
    "编制完成国土空间规划": "编制完成国土空间规划",
    "东江大桥合龙": "东江大桥合龙",
    "建成北港区10万吨级泊位": "建成北港区10万吨级泊位",
}
NO_MILESTONES = (
    "加快高铁建设",
    "科学编制“十五五”规划",
    "编制物流业空间布局规划",
    "积极创建文明城市",
    "推动项目早开工、早建成",
    "完成各项工作",
    "完成造林3万亩",
)


def shown(record: dict[str, object]) -> str:
    words = [str(record.get(key, "-")) for key in ("indicator", "op", "value", "unit", "measure", "verb")]
    words += ["effort"] if "effort" in record else []
    words += [f"{key} {record[key]}" for key in ("base", "per", "among") if key in record and "标准化" not in words[0]]
    return " ".join(words)


@pytest.mark.parametrize("text", FIGURES, ids=str)
def test_reads_figures(text: str) -> None:
    found = [record for record in read_targets(text, known=KNOWN).targets if "kind" not in record]
    assert [shown(record) for record in found] == FIGURES[text]


@pytest.mark.parametrize("text", GOALS, ids=str)
def test_reads_goals_without_a_number(text: str) -> None:
    found = read_targets(text).targets
    assert [(record["indicator"], record["kind"]) for record in found] == [GOALS[text]]


@pytest.mark.parametrize("text", NO_GOALS)
def test_slogans_are_no_goals(text: str) -> None:
    assert read_targets(text).targets == []


@pytest.mark.parametrize("text", MILESTONES, ids=str)
def test_reads_milestones(text: str) -> None:
    assert [record["what"] for record in read_targets(text).milestones] == [MILESTONES[text]]


@pytest.mark.parametrize("text", NO_MILESTONES)
def test_pushing_promises_no_state(text: str) -> None:
    assert read_targets(text).milestones == []


def test_deadlines_of_figures_and_milestones() -> None:
    found = read_targets("6月底前完成44座危桥改造，9月30日前建成农贸市场10家，上半年开工建设东西大桥", known=KNOWN)
    assert [(r["by"], r["by_text"]) for r in found.targets] == [("2025-06", "6月底前"), ("2025-09-30", "9月30日前")]
    assert found.milestones[0]["by"] == "2025-06"
    later = read_targets("到2027年，农村生活污水治理率达到45%以上", known=KNOWN).targets[0]
    assert (later["by"], later["by_text"]) == ("2027", "到2027年")


def test_registered_indicators_get_their_id() -> None:
    assert read_targets("新增停车泊位2000个", known=KNOWN).targets[0]["id"] == "parking"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("居民消费价格指数控制在103.5以内", "数字没有读作指标"),
        ("对27个重点项目实施精准服务", "像是已有事物的数量"),
        ("以3个国家级园区为龙头，做强主导产业", "像是已有事物的数量"),
        ("甲、乙分别增长5%、6%和7%", "项数不等"),
        ("规上企业数字化率达到三分之一", "像是可以核对的目标"),
        ("各县区各建设1个物流园", "“各”字"),
        ("全面实现环卫市场化运营", "像是可以核对的目标"),
        ("理顺管理体制，城市管网年底前由专人管护", "写明了时间，没有读作节点"),
        ("首台套装备应用实现零突破", "像是可以核对的目标"),
        ("接入30码设备", "数字没有读作指标"),
        ("目前已建成5座驿站，完善服务功能", "数量没有读作指标"),
        ("改造8万平方米小区22个", "数量没有读作指标"),
        ("补助标准最高20万元", "旁边有“最高”"),
        ("绿化率为±3%", "数字前的“±”没有读"),
        ("督导评估通过1个县", "量词可能是“个县”"),
        ("山区占比中林地占70%", "指标名称可能多读了字"),
    ],
)
def test_what_is_uncertain_is_a_doubt(text: str, why: str) -> None:
    assert any(why in doubt.why for doubt in read_targets(text, known=KNOWN).doubts)


@pytest.mark.parametrize(
    "text",
    [
        "12个断面水质达标率100%",
        "新增产值超10亿元企业3家",
        "办理时限由15个工作日压缩至5个工作日",
        "外贸额、零售额分别增长5%、6%",
        "分别改造318、319国道，建成15分钟生活圈，创建5A级景区，改造318国道，开通30路公交",
        "9月底前完成44座危桥改造",
        "新建公厕12座以上，接诊量不少于3万人次",
    ],
)
def test_what_is_plain_is_no_doubt(text: str) -> None:
    assert read_targets(text, known=KNOWN).doubts == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3.新建公厕12座", "任务文字以序号开头"),
        ("新建公厕12座 责任单位：市城管局", "任务文字里有“责任单位：”"),
        ("新建公厕（含驿站12座", "任务文字里的括号或引号不成对"),
        ("公厕", "任务文字不像一句话"),
        ("1.2020年底前建成公厕12座", "任务文字以序号开头"),
        ("3.5亿元技改投资落地见效", ""),
        ("1.5公里滨河步道建成开放", ""),
        ("新建公厕（含驿站）12座。", ""),
    ],
)
def test_words_that_are_hardly_a_task_are_told(text: str, why: str) -> None:
    assert odd_words(text) == why


WORDS = (
    "力争 新增 新建 完成 由 从 提高到 分别 增长 下降 达到 不少于 超过 其中 每个 各 规上企业 道路 覆盖率 农田 "
    "项目 5 12.5 1,000 3—5 2025年 % ‰ 个 家 公里 亿元 万亩 个百分点 以上 以内 左右 的 、 ， 。 ； 和 （ ） “ ” 《 》 "
    "全覆盖 翻番 与经济增长同步 前3名 建成投用 6月底前 年内 5G 1+5+N × 两所 底线 严守 对 为 万 余"
)
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=24).map("".join))
@example("6月底前（6月底前）")
@example("力争6月底前力争（、5）")
def test_no_crash_and_every_record_is_sound(text: str) -> None:
    for headline in (False, True):
        found = read_targets(text, headline, KNOWN)
        for record in found.targets:
            TargetEntry.model_validate(record)
            assert str(record["quote"]) in text
            quote = re.sub(r"(?<=\d),(?=\d)", "", str(record["quote"]))
            assert all(number in quote or "两" in quote for number in _numbers(record))
        for record in found.milestones:
            MilestoneEntry.model_validate(record)
            assert str(record["quote"]) in text
        assert all(text[doubt.start : doubt.end] for doubt in found.doubts)


def _numbers(record: dict[str, object]) -> list[str]:
    return str(record["value"]).split("..") if "value" in record else []
