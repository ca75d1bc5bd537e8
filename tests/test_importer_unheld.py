"""What the net under the reading holds: comparisons, times and goals in words that no reading took."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def read(text: str) -> list[str]:
    found = read_targets(text, known=KNOWN).targets
    return [" ".join(str(row[key]) for key in ("indicator", "value", "unit", "kind") if key in row) for row in found]


def reached(text: str) -> list[tuple[object, object]]:
    return [(row["what"], row.get("by_text")) for row in read_targets(text, known=KNOWN).milestones]


def doubted(text: str) -> list[str]:
    return [text[doubt.start : doubt.end] for doubt in read_targets(text, known=KNOWN).doubts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("外贸依存度高出全省平均2个百分点", "2个百分点"),
        ("营商环境位次前移4位", "4位"),
        ("防汛物资在灾后6小时内送达", "6小时内送达"),
        ("采购意向提前45天公开", "提前45天公开"),
        ("提前半年完成节能目标", "提前半年完成节能目标"),
        ("政府债务率控制在警戒线以内", "控制在警戒线以内"),
        ("空气质量退出全省后五位", "退出全省后五位"),
        ("现行毒品案件全破", "全破"),
        ("进口总额稳中有升", "稳中有升"),
        ("病死率控制在零", "控制在零"),
        ("服务评价得分达到92分以上", "92分以上"),
        ("城乡收入比进一步缩小", "收入比进一步缩小"),
        ("园区评价创建C9户", "C9户"),
        ("高考季前开放滨江绿廊，新增绿道3公里", "季前"),
        ("做到困难儿童不漏一人", "不漏一人"),
        ("铝材加工项目总投资7亿元，年内封顶", "7亿元"),
        ("每处驿站服务里程覆盖6公里、补给点2个", "2个"),
    ],
)
def test_what_no_reading_holds_is_doubted(text: str, words: str) -> None:
    assert any(words in one or one in words for one in doubted(text))


@pytest.mark.parametrize(
    "text",
    [
        "优化24小时值守，推进15分钟生活圈建设",
        "发挥7×24小时热线作用",
        "新签约过亿元项目12个",
        "城中村改造签约600户",
        "新建超充站8座，地下水超采区压采90万立方米",
        "一窗受理事项达到60项，审批时间压缩至5个工作日以内",
        "规模以上企业达到80家",
        "规范学前教育，打造国家中心城市",
        "企业养老、医疗参保人数分别达到6万人、8万人以上",
    ],
)
def test_what_is_said_and_read_is_not_doubted(text: str) -> None:
    assert doubted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖泊水位较上年稳中有升", ["湖泊水位 relative"]),
        ("旅客发送量恢复到2019年水平", ["旅客发送量 relative"]),
        ("园区税收较年初提升明显，新增商户9家", ["园区税收 relative", "商户 9 家"]),
        ("化工园区企业环保绩效创B7家", ["化工园区企业环保绩效创B 7 家"]),
        ("退出高度3.8米炉窑产能40万吨", ["高度3.8米炉窑产能 40 万吨"]),
        ("建成市级驿站1个、街道级5个", ["市级驿站 1 个", "街道级驿站 5 个"]),
        ("储能规模达到8吉瓦时", ["储能规模 8 吉瓦时"]),
    ],
)
def test_comparisons_with_a_year_grades_and_sizes_are_read(text: str, expected: list[str]) -> None:
    assert (read(text), doubted(text)) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建粮仓2座，三季度竣工验收", [("竣工验收", "三季度")]),
        ("征收房屋90户，一季度完成签约", [("完成签约", "一季度")]),
        ("新增储能8万千瓦，9月底前实现全容量并网", [("实现全容量并网", "9月底前")]),
        ("机场二期工程三季度转场运营，开通航线3条", [("机场二期工程三季度转场运营", "三季度")]),
    ],
)
def test_a_dated_event_without_its_thing_is_a_milestone(text: str, expected: list[tuple[str, str]]) -> None:
    assert (reached(text), doubted(text)) == (expected, [])


def test_every_link_of_a_chain_is_counted_per_link() -> None:
    rows = read_targets("每条产业链新引进龙头企业3家", known=KNOWN).targets
    assert [(row["per"], row["indicator"], row["value"]) for row in rows] == [("每条产业链", "龙头企业", "3")]
