"""Quantities in Chinese words, sizes and names with figures, goals without a digit: read where sure, else doubted."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def figures(text: str) -> list[str]:
    found = read_targets(text, known=KNOWN).targets
    return [
        " ".join(str(row[key]) for key in ("indicator", "op", "value", "unit", "kind") if key in row) for row in found
    ]


def why(text: str) -> str:
    return "；".join(doubt.why for doubt in read_targets(text, known=KNOWN).doubts)


SURE = {
    "建成两座跨江大桥": ["跨江大桥 = 2 座"],
    "创建省级生态乡镇三个": ["省级生态乡镇 = 3 个"],
    "产值过50亿元的园区增加到四个": ["产值过50亿元的园区 = 4 个"],
    "一半以上的社区建成老年食堂": ["社区建成老年食堂 >= 50 %"],
    "规上企业上云率超过八成": ["规上企业上云率 > 80 %"],
    "水稻机插率达到百分之四十二点五": ["水稻机插率 = 42.5 %"],
    "四分之三以上的村集体收入超过30万元": ["村集体收入超过30万元 >= 75 %"],
    "茶产业综合产值突破百亿元": ["茶产业综合产值 > 100 亿元"],
    "港口经济总量迈上三百亿元台阶": ["港口经济总量 = 300 亿元"],
    "争取专项债券五十亿元以上": ["专项债券 >= 50 亿元"],
    "研发投入强度提高两个百分点": ["研发投入强度 = 2 个百分点"],
    "快递业务量增长两倍": ["快递业务量 = 2 倍"],
    "民宿突破千家": ["民宿 > 1000 家"],
    "建成两所小学、三座水厂和一座泵站": ["小学 = 2 所", "水厂 = 3 座", "泵站 = 1 座"],
    "植树六百万株，招引资金三千万元": ["植树 = 600 万株", "招引资金 = 3000 万元"],
    "把百分之六十以上的新增财力投向县区": ["新增财力投向县区 >= 60 %"],
    "班子成员中有三至五名女干部": ["班子成员中有 .. 3..5 名"],
    "每年举办招聘会，选派两到三名教师": ["教师 .. 2..3 名"],
    "力争年内两家企业主板上市": ["企业主板 = 2 家"],
    "两条高速公路年内通车": ["高速公路 = 2 条"],
    "每个街道至少一处口袋公园，新增公园一座": ["公园 = 1 座"],
}
IDIOMS = (
    "打造一支懂技术、善管理的乡村人才队伍，建设一支能打硬仗的应急救援力量",
    "实施606人才培育计划，启动88人才工程",
    "打造一批示范点，实施一系列行动，建设一流园区",
    "落实两不愁三保障，做好三农工作，建好四好农村路，推进一体化发展",
    "开展十大行动，实施双百工程，推进百千万工程，发展第三产业，建设二期工程",
    "推进百亿级产业集群和千亿产业园建设，落实三项制度，健全四项机制",
    "实施两个先行区战略，做到两个维护，开展千企技改，每千人口床位数稳步提高",
)


@pytest.mark.parametrize("text", SURE)
def test_quantities_in_words_are_read(text: str) -> None:
    assert figures(text) == SURE[text]


@pytest.mark.parametrize("text", IDIOMS)
def test_idioms_and_names_count_nothing(text: str) -> None:
    found = read_targets(text, known=KNOWN)
    assert (found.targets, [doubt.read for doubt in found.doubts]) == ([], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("完成三个片区征收", "由汉字数字读出"),
        ("产业规模突破亿元", "像是数量"),
        ("甲率、乙率分别达到80%和60%以上", "“以上”可能只说最后一项"),
        ("品牌价值居全州前列", "像是可以核对的目标"),
        ("新增机柜2千架、算力规模翻两番", "像是可以核对的目标"),
        ("外贸增幅领跑全省", "像是可以核对的目标"),
        ("财政支出与收入增长相适应", "像是可以核对的目标"),
        ("引进人才数十名，打造三到五个街区，办理时间压缩至半天", "像是数量"),
        ("每村至少培育一名农技员", "像是数量"),
        ("为两个片区居民办证，三家企业提质", "像是数量"),
        ("综合贡献过半", "由汉字数字读出"),
        ("数字化覆盖面达到三分之一", "像是可以核对的目标"),
    ],
)
def test_quantities_that_are_not_sure_are_doubted(text: str, said: str) -> None:
    assert said in why(text)


SIZES = {
    "60万吨甲醇项目9月底前建成投产": ([], ["60万吨甲醇项目9月底前建成投产"]),
    "35蒸吨锅炉年底前关停退出": ([], ["35蒸吨锅炉年底前关停退出"]),
    "推动30万千瓦风电工程年内全容量并网": ([], ["30万千瓦风电工程年内全容量并网"]),
    "滨江大道（总投资9亿元）完成年度投资2亿元": (["年度投资 = 2 亿元"], []),
    "30公里管网年底前建成": (["管网建成 = 30 公里"], []),
    "新建20万平方米标准厂房": (["标准厂房 = 20 万平方米"], []),
}


@pytest.mark.parametrize("text", SIZES)
def test_the_size_of_a_named_thing_is_no_target(text: str) -> None:
    found = read_targets(text, known=KNOWN)
    assert (figures(text), [row["what"] for row in found.milestones], found.doubts[1:]) == (*SIZES[text], [])


RELATIVE = {
    "技改投资增长20%、高于全部工业投资增速": ["技改投资 = 20 %", "技改投资 relative"],
    "农民收入增长9%，快于全州平均水平": ["农民收入 = 9 %", "农民收入 relative"],
    "民营企业占比不低于上年": ["民营企业占比 relative"],
    "完成投资不低于年度计划、与时间进度同步": ["完成投资 relative"] * 2,
    "园区综合考评进入全盟前5位": ["园区综合考评 ranking"],
    "园区综合考评居全省县（市、区）前10位": ["园区综合考评 ranking"],
    "绿化与道路工程同步实施": [],
}


@pytest.mark.parametrize("text", RELATIVE)
def test_goals_that_compare_without_a_digit(text: str) -> None:
    assert figures(text) == RELATIVE[text]


REACHED = {
    "支线机场二季度取得初步设计批复": "二季度",
    "赛马节8月中旬举办": "8月中旬",
    "中秋节前上线“一码游”平台": "中秋节前",
    "2号机组年底前并网发电": "年底前",
    "老河口枢纽11月底前下闸蓄水": "11月底前",
    "推进新区规划年内深化": None,
}


@pytest.mark.parametrize("text", REACHED)
def test_what_will_have_happened_by_a_date_is_a_milestone(text: str) -> None:
    assert [row.get("by_text") for row in read_targets(text, known=KNOWN).milestones] == [REACHED[text]][
        : bool(REACHED[text])
    ]


def test_a_date_holds_for_all_that_it_opens() -> None:
    found = read_targets("6月底前完成5条河道清淤、9座水库加固，整改“冬季行动”问题40个", known=KNOWN).targets
    assert [row.get("by_text") for row in found] == ["6月底前", "6月底前", None]
    assert {
        row["by_text"] for row in read_targets("到“十五五”末，城镇化率达到60%、绿化率45%", known=KNOWN).targets
    } == {"到“十五五”末"}


VERBS = {
    "发放以旧换新补贴900万元，直接带动消费1.2亿元": "带动消费1.2亿元",
    "改造危房90户，新（改）建村卫生室30所": "新（改）建村卫生室30所",
    "治理沙化土地4万亩，新修田间道路60公里": "新修田间道路60公里",
    "引进企业5家，新进规企业12家": "新进规企业12家",
    "主城区新增人口1万人、县城新增人口3万人": "县城新增人口3万人",
}


@pytest.mark.parametrize("text", VERBS)
def test_a_clause_of_its_own_verb_takes_none_from_before(text: str) -> None:
    found = read_targets(text, known=KNOWN)
    assert found.targets[-1]["quote"] == VERBS[text]
    assert not any("取自前" in doubt.why for doubt in found.doubts)


def test_effort_does_not_reach_past_what_is_asked_for() -> None:
    found = read_targets("争创省级园区2个，培育企业6家，争取专项资金超过3亿元，项目前期办结率95%", known=KNOWN).targets
    assert [row.get("effort") for row in found] == ["true", None, "true", None]


def test_ratios_have_no_unit_and_stay_doubtful_a_crops_yield_is_plain() -> None:
    assert "数字没有读作指标" in why("加工产值与农业产值之比提高到2.6:1")
    assert "数字没有读作指标" in why("渠系水利用系数提高到0.61")
    assert why("粮食种植面积稳定在60万亩，总产24万吨以上") == ""
