"""Words of a kind that is often misread: sizes in lists and brackets, bases, events beside figures, and their net."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def read(text: str) -> list[str]:
    found = read_targets(text, known=KNOWN).targets
    return [" ".join(str(row.get(key, "")) for key in ("indicator", "op", "value", "unit")) for row in found]


def reached(text: str) -> list[tuple[object, object]]:
    return [(row["what"], row.get("by_text")) for row in read_targets(text, known=KNOWN).milestones]


def doubts(text: str) -> list[str]:
    return [doubt.why for doubt in read_targets(text, known=KNOWN).doubts]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("海上风电装机新增百万千瓦", ["海上风电装机 = 100 万千瓦"]),
        ("储能规模突破十万千瓦", ["储能规模 > 10 万千瓦"]),
        ("引进亿元厂房3栋、3000万元厂房6栋", ["亿元厂房 = 3 栋", "3000万元厂房 = 6 栋"]),
        ("在前两年建成驿站15座、公厕8座的基础上，再新建驿站9座", ["驿站 = 9 座"]),
        ("在上年增长21%的高基数上，出口增长5%", ["出口 = 5 %"]),
        ("道路扬尘不高于3.5吨/平方公里·月", ["道路扬尘 <= 3.5 吨/平方公里·月"]),
        ("用电量达到62亿度", ["用电量 = 62 亿度"]),
        ("教室室温不低于18摄氏度", ["教室室温 >= 18 摄氏度"]),
        ("受理率、回访率分别达到100%、97%以上", ["受理率 = 100 %", "回访率 >= 97 %"]),
        ("对东大街、西大街等6条街道进行提升改造", ["街道提升改造 = 6 条"]),
        ("评比事项压减一半以上", ["评比事项 >= 50 %"]),
        ("北湖学校（占地80亩，设36个班）秋季学期前投入使用", []),
        ("检测仪器厂孵化器在孵团队达到30家", ["检测仪器厂孵化器在孵团队 = 30 家"]),
        ("实施惠及12万人的引水工程，新建泵站4座", ["泵站 = 4 座"]),
        ("粮食产量至少增加3亿斤", ["粮食产量 >= 3 亿斤"]),
        ("轻轨1号线年内投入运营、新增里程18公里", ["新增里程 = 18 公里"]),
    ],
)
def test_sizes_bases_and_compound_units_are_told_from_what_is_promised(text: str, rows: list[str]) -> None:
    assert read(text) == rows


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("游船码头五一前对外运营", [("游船码头五一前对外运营", "五一前")]),
        ("铺设管网42公里，供暖期前投入运行", [("投入运行", "供暖期前")]),
        ("北湖医院（设床位600张）6月底前开诊", [("北湖医院6月底前开诊", "6月底前")]),
        ("办好学校，新建校舍9所，9月1日前投入使用", [("投入使用", "9月1日前")]),
        ("推动北线6月开工、南线年底建成", [("北线6月开工", "6月"), ("南线年底建成", "年底")]),
        ("年内完成选址、立项", [("完成选址、立项", "年内")]),
        ("会展馆主体工程10月份完工", [("会展馆主体工程10月份完工", "10月份")]),
        ("新建公厕9座，兴业路等6条道路9月底前全部打通", [("兴业路等6条道路9月底前全部打通", "9月底前")]),
        ("上半年开展安全检查", []),
        ("每年6月底前通报情况", []),
    ],
)
def test_what_happens_by_a_time_is_a_milestone(text: str, events: list[tuple[str, str]]) -> None:
    assert reached(text) == events


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("建设北湖粮库（仓容5万吨）", "括号里"),
        ("推动流域70%以上面积达到治理要求", "比例前后都有名词"),
        ("城际铁路完成投资比例不低于40%", "动词前面还有主语"),
        ("设立规模3亿元的发展基金", "的"),
        ("零售额增长8%、总量进入全省前三", "像是可以核对的目标"),
    ],
)
def test_kinds_of_words_that_are_often_misread_are_doubted(text: str, why: str) -> None:
    assert any(why in one for one in doubts(text))


@pytest.mark.parametrize("text", ["新建驿站9座", "85%以上的村建成图书室", "支出75%以上用于民生", "城镇新增就业2万人"])
def test_plain_words_are_not_doubted(text: str) -> None:
    assert doubts(text) == []
