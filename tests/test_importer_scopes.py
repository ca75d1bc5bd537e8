"""What a figure counts behind a place or a means; conditions and things meant; the steps of one thing."""

import pytest

from taskbook.importer.promises.deadlines import moment
from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def read(text: str, *keys: str) -> list[str]:
    return [
        " ".join(str(row[key]) for key in keys if key in row) for row in read_targets(text + "。", known=KNOWN).targets
    ]


def whys(text: str) -> list[str]:
    return [doubt.why for doubt in read_targets(text + "。", known=KNOWN).doubts]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("完成云岭片区4所幼儿园迁建工程", "幼儿园迁建工程"),
        ("改造河西新城6条街巷", "街巷"),
        ("启动白水县9个敬老院扩建项目", "敬老院扩建项目"),
        ("加固南坪村2座拦水坝", "拦水坝"),
        ("清江、沙河流域11个排污口完成封堵", "排污口完成封堵"),
        ("整修戏台、祠堂和12处古井周边环境", "古井周边环境"),
        ("通过盘活、租赁等方式筹集人才公寓700套", "人才公寓"),
    ],
)
def test_a_place_or_a_means_before_a_figure_is_no_indicator(text: str, indicator: str) -> None:
    assert (read(text, "indicator"), whys(text)) == ([indicator], [])


@pytest.mark.parametrize("text", ["创建省级森林乡镇3个", "培育产业园区4个", "推进示范县2个创建任务"])
def test_a_kind_of_place_is_an_indicator(text: str) -> None:
    assert read(text, "indicator")[0][-1] in "镇区县"


@pytest.mark.parametrize(
    "text",
    [
        "用工人数20人（含）以下的作坊免缴保证金的企业给予减半",
        "救助月收入低于900元困难家庭",
        "改善人均面积不足12平方米住户居住条件",
        "抓好70万吨纸浆技改项目",
        "对乡镇和5家平台公司实行月度考核",
        "紧盯国家专项规划66项重大工程，主动对接",
    ],
)
def test_conditions_sizes_and_things_meant_are_no_targets(text: str) -> None:
    assert read(text, "indicator") == []


@pytest.mark.parametrize("text", ["对60家加油站开展安全整治", "围绕主业引进龙头企业5家", "总人数达到3万人以上"])
def test_what_is_done_for_things_is_a_target(text: str) -> None:
    assert len(read(text, "value")) == 1


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("立项建设18所乡村中心校和7个实训点", "立项建设"),
        ("破土新建剧场1座", "破土新建"),
        ("规划新建公厕16座", "规划新建"),
        ("竣工交付保障房900套", "竣工交付"),
        ("新增筹措改厕经费3000万元", "新增筹措"),
        ("申报建设用地300亩", "申报"),
    ],
)
def test_how_far_a_building_has_come_stays_with_its_verb(text: str, verb: str) -> None:
    assert {one.split()[0] for one in read(text, "verb", "value")} == {verb}


def test_the_steps_of_one_thing_are_read_to_the_whole() -> None:
    text = "救灾资金须于5月底前下达40%以上、8月底前下达70%以上、10月底前全部下达到位"
    assert read(text, "indicator", "op", "value", "kind", "by") == [
        "救灾资金下达 >= 40 2025-05",
        "救灾资金下达 >= 70 2025-08",
        "救灾资金下达 coverage 2025-10",
    ]
    assert whys(text) == []
    assert read_targets(text + "。", known=KNOWN).milestones == []


def test_the_steps_of_a_rate_are_read_to_the_whole() -> None:
    text = "清淤任务6月底前完成50%，汛期前完成80%，年底前全部完成"
    assert read(text, "indicator", "value", "kind") == ["清淤任务 50", "清淤任务 80", "清淤任务 coverage"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025年6月1日至2026年5月31日", "2026-05-31"),
        ("3月至5月", "2025-05"),
        ("2024年11月到次年2月", "2025-02"),
        ("4月10日—6月20日", "2025-06-20"),
    ],
)
def test_a_range_of_dates_lasts_to_its_end(words: str, day: str) -> None:
    assert moment(words, 2025) == day
    assert read(f"{words}举办义诊12场", "by_text", "by") == [f"{words} {day}"]


@pytest.mark.parametrize(
    "words", ["执行期限至2026年6月30日", "政策有效期暂定至2025年9月30日", "实施期限为5月1日至8月31日"]
)
def test_how_long_a_rule_holds_is_neither_a_milestone_nor_a_doubt(words: str) -> None:
    found = read_targets(f"减免摊位费，{words}。", known=KNOWN)
    assert (found.milestones, found.targets, found.doubts) == ([], [], [])


@pytest.mark.parametrize("words", ["三年内", "力争用两年时间", "未来五年内"])
def test_some_years_are_a_time(words: str) -> None:
    text = f"{words}认定乡土工匠80名"
    assert read(text, "verb", "indicator", "by_text") == [f"认定 乡土工匠 {words}"]
    assert whys(text) == ["时间不是本年，核对 by"]


@pytest.mark.parametrize(
    "text", ["为商户减负8亿元", "推进续建、改建水利工程9项", "市财政新增安排技改资金2亿元", "全市为农户贴息600万元"]
)
def test_whole_names_are_not_doubted(text: str) -> None:
    assert (len(read(text, "value")), whys(text)) == (1, [])
