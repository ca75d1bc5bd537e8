"""Indicators are named in full and governed by their own verb; a name that may be misread is on the review list."""

import pytest
from drafting import doubts, tasks
from test_importer_targets import KNOWN, shown

from taskbook.importer.promises.targets import read_targets
from taskbook.importer.roles.offices import kind
from taskbook.importer.roles.units import units

FIGURES = {
    # a verb is no part of the name, be it rare, prefixed, or two in one
    "完成棚户区改造500户，清退低效企业12家，管护公益林9万亩": [
        "棚户区改造 = 500 户 added 完成",
        "低效企业 = 12 家 added 清退",
        "公益林 = 9 万亩 added 管护",
    ],
    "新购置消防车5台，新上技改项目8个，净转移农村劳动力600人": [
        "消防车 = 5 台 added 新购置",
        "技改项目 = 8 个 added 新上",
        "农村劳动力 = 600 人 added 净转移",
    ],
    "修缮加固古桥7座，养护提升县道60公里，智慧化改造泵站4座": [
        "古桥 = 7 座 added 修缮加固",
        "县道 = 60 公里 added 养护提升",
        "泵站 = 4 座 added 智慧化改造",
    ],
    "企业技改项目开工30个，新三板后备企业入库9家": [
        "企业技改项目 = 30 个 added 开工",
        "新三板后备企业 = 9 家 added 入库",
    ],
    "完成危房签约70户": ["危房签约 = 70 户 added 完成"],
    "改造标准仓库6万平方米，推动2家药企上市、3家药企报辅导": [
        "标准仓库 = 6 万平方米 added 改造",
        "药企 = 2 家 added 上市",
        "药企报辅导 = 3 家 level -",
    ],
    "补充耕地700亩，恢复耕地900亩": ["耕地 = 700 亩 added 补充", "耕地 = 900 亩 added 恢复"],
    "打通建设路北延等2条断头路": ["断头路 = 2 条 added 打通"],
    "安置房5000套，储备林2万亩": ["安置房 = 5000 套 added -", "储备林 = 2 万亩 level -"],
    # a verb reaches over a comma only to what it can govern
    "净增规上企业8家，瞪羚企业入库5家": ["规上企业 = 8 家 added 净增", "瞪羚企业 = 5 家 added 入库"],
    "新增台企6家，实际利用台资2亿美元": ["台企 = 6 家 added 新增", "实际利用台资 = 2 亿美元 level -"],
    "建成公寓900套，确保中秋节前300户群众搬入新家": [
        "公寓 = 900 套 added 建成",
        "群众搬入新家 = 300 户 level -",
    ],
    "实现电动车以旧换新800辆、冰箱以旧换新2万台": [
        "电动车以旧换新 = 800 辆 level -",
        "冰箱以旧换新 = 2 万台 level -",
    ],
    # the front of a name is no adverb
    "基本医疗保险参保率达到97%": ["基本医疗保险参保率 = 97 % level -"],
    "重点群体签约率达到80%以上": ["重点群体签约率 >= 80 % level -"],
    "创建美丽村镇3个、和美社区5个": ["美丽村镇 = 3 个 added 创建", "和美社区 = 5 个 added 创建"],
    "高标准农田占比达到70%": ["高标准农田占比 = 70 % share -"],
    "重点打造示范街4条": ["示范街 = 4 条 added 打造"],
    "规上商贸企业数字化改造覆盖率达60%": ["规上商贸企业数字化改造覆盖率 = 60 % level -"],
    # what a name leaves to the one before it in the same clause
    "油菜种植面积12万亩、产量2万吨": ["油菜种植面积 = 12 万亩 level -", "油菜产量 = 2 万吨 level -"],
    "入园企业投产率、达产率分别达到80%、60%": ["入园企业投产率 = 80 % level -", "入园企业达产率 = 60 % level -"],
    "实施亿元以上项目50个，其中10亿元以上9个": [
        "亿元以上项目 = 50 个 added 实施",
        "10亿元以上项目 = 9 个 added 实施 among 亿元以上项目",
    ],
    "入园企业达到80家，其中规上30家": [
        "入园企业 = 80 家 level -",
        "规上入园企业 = 30 家 level - among 入园企业",
    ],
    "引进亿元项目30个，计划投资额90亿元，其中制造业项目12个": [
        "亿元项目 = 30 个 added 引进",
        "计划投资额 = 90 亿元 added -",
        "制造业项目 = 12 个 level - among 亿元项目",
    ],
    "河堤加固工程完成投资2亿元": ["河堤加固工程投资 = 2 亿元 added 完成"],
    "招引超5亿元或5000万美元项目6个": ["超5亿元或5000万美元项目 = 6 个 added 招引"],
    # what is said of the name is no part of it
    "供水普及率巩固在95%以上": ["供水普及率 >= 95 % level -"],
    "固定资产投资比增7%": ["固定资产投资 = 7 % growth -"],
    "隐性债务压降9%": ["隐性债务 = 9 % growth 压降"],
    "市级项目5月底前开工率达100%": ["市级项目开工率 = 100 % level -"],
    "贷款综合成本降至4%以内": ["贷款综合成本 <= 4 % level -"],
    "工业投资增长8%以上，力争达到9%": ["工业投资 >= 8 % growth -", "工业投资 = 9 % growth - effort"],
    "臭氧超标天数减少6天": ["臭氧超标天数 = 6 天 growth 减少"],
    "推动茶园面积稳定在8万亩": ["茶园面积 = 8 万亩 level -"],
    # what happens to the things counted, what they are given
    "东环路、西环路等2条道路国庆前建成通车": ["道路 = 2 条 added 建成通车"],
    "9所学校年底前全部开工": ["学校 = 9 所 added 开工"],
    "为800名残疾人提供托养服务": ["残疾人托养服务 = 800 名 added 提供"],
    # a promise of its own lends its 力争 to none
    "争创全国文明县城，新增公园5个": ["公园 = 5 个 added 新增"],
    "力争到年底，新增公园5个": ["公园 = 5 个 added 新增 effort"],
    "争取债券资金9亿元，盘活厂房3万平方米": [
        "债券资金 = 9 亿元 level - effort",
        "厂房 = 3 万平方米 added 盘活",
    ],
    # no figures, and no doubts
    "省道305大修完工": [],
    "总投资9亿元的体育馆上半年开工建设": [],
}
MILESTONES = {
    "总投资9亿元的体育馆上半年开工建设": [("总投资9亿元的体育馆上半年开工建设", "上半年")],
    "县妇幼保健院完成基础施工，新校区9月招生": [("县妇幼保健院完成基础施工", None), ("新校区9月招生", "9月")],
    "拖欠工资年底前全部清偿到位": [("拖欠工资年底前全部清偿到位", "年底前")],
    "上半年完成管网普查，下半年启动水厂扩建": [("完成管网普查", "上半年"), ("启动水厂扩建", "下半年")],
    "东环路、西环路等2条道路国庆前建成通车": [("东环路、西环路等2条道路国庆前建成通车", "国庆前")],
    "完成易涝点整治6宗": [],
}
DOUBTED = {
    "做强绿色建材产业，全年产值突破60亿元": "产值 > 60 亿元：指标名称可能不完整",
    "改造水厂2座，受益人口5万人": "受益人口 = 5 万人：指标名称可能不完整",
    "茶园面积稳定在9万亩，总产达到1万吨": "茶园总产 = 1 万吨：指标名称由前一分句补全",
    "新增公园5个，社区驿站9个": "社区驿站 = 9 个：动词“新增”取自前一分句",
    "供应建设用地80亩，处置闲置60亩": "闲置 = 60 亩：指标名称可能不完整",
    "启动三个片区开发": "片区开发 = 3 个：由汉字数字读出",
    "发展食品、建材等4个产业": "4个：像是已有事物的数量，未读作指标",
}
CERTAIN = (
    "PM2.5年均浓度控制在30微克/立方米以内",
    "开工公寓900套、交付600套",
    "新建水渠20公里，改造提升15公里",
    "种植业、养殖业产值分别增长5%、6%",
    "60%以上的卫生院达到推荐标准",
    "完成投资8亿元",
)


@pytest.mark.parametrize("text", FIGURES, ids=str)
def test_names_an_indicator_in_full_with_its_own_verb(text: str) -> None:
    assert [shown(record) for record in read_targets(text, known=KNOWN).targets] == FIGURES[text]


@pytest.mark.parametrize("text", MILESTONES, ids=str)
def test_reads_what_named_things_will_have_come_to(text: str) -> None:
    found = read_targets(text, known=KNOWN).milestones
    assert [(record["what"], record.get("by_text")) for record in found] == MILESTONES[text]


@pytest.mark.parametrize("text", DOUBTED, ids=str)
def test_a_name_that_may_be_misread_is_doubted(text: str) -> None:
    assert DOUBTED[text] in [f"{doubt.read}：{doubt.why}" for doubt in read_targets(text, known=KNOWN).doubts]


@pytest.mark.parametrize("text", [*CERTAIN, "省道305大修完工", "总投资9亿元的体育馆上半年开工建设"])
def test_what_is_read_for_sure_is_not_doubted(text: str) -> None:
    assert read_targets(text, known=KNOWN).doubts == []


def test_a_date_before_one_clause_of_several_is_not_the_whole_task_s() -> None:
    body = "一、建设\n1.上半年开工建设东大桥，全年完成交通投资5亿元。（责任单位：市交通局）\n"
    (task,) = tasks(body)
    assert "due_text" not in task and doubts(body) == []


def test_a_leader_heads_the_rows_of_a_table_by_the_word_lead() -> None:
    heads = "2022年重点工作任务分解表\n序号\t工作任务\t牵头单位\t责任单位\t完成时限\n"
    body = (
        f"{heads}一、叶露中副市长牵头重点工作（1项）\n1\t新建公园5个。\t市城管局\t市住建局\t6月底前\n"
        "二、俞 悦副市长牵头重点工作（1项）\n2\t新增学位900个。\t市教育局\t各镇街\t9月底前\n"
    )
    assert [(task["leaders"], task["lead"], task["responsible"]) for task in tasks(body)] == [
        (["叶露中"], ["市城管局"], ["市住建局"]),
        (["俞悦"], ["市教育局"], ["各镇街"]),
    ]
    assert doubts(body) == []


@pytest.mark.parametrize("name", ["各镇街", "各乡镇场", "各功能板块", "有关镇街", "各镇、街", "区直各部门"])
def test_lower_levels_together_are_one_collective(name: str) -> None:
    found = units(name)
    assert (found.names, found.doubtful, kind(name)) == ([name], [], "collective")
