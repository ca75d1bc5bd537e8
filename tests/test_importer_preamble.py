"""What a notice says of itself before its tasks."""

from datetime import date

import pytest
from drafting import drafted, names

from taskbook.importer.preamble import Preamble, preamble
from taskbook.importer.read import source


def read(*lines: str) -> Preamble:
    document = source("\n".join(lines) + "\n")
    return preamble(document, list(document.paragraphs), 2022)


def test_title_number_issuer_and_date() -> None:
    found = read(
        "临州市人民政府办公室关于分解落实《政府工作报告》的通知", "临政办发[2022]5号", "各县市区政府:", "现分解如下。",
        "临州市人民政府办公室", "2022年2月8日",
    )  # fmt: skip
    assert found.title == "临州市人民政府办公室关于分解落实《政府工作报告》的通知"
    assert (found.number, found.issuer) == ("临政办发〔2022〕5号", "临州市人民政府办公室")
    assert found.issued == date(2022, 2, 8)


def test_a_title_below_an_issuer_of_a_long_name() -> None:
    found = read("青林土家族苗族自治县人民政府", "关于印发2022年重点工作责任分解的通知", "各乡镇:")
    assert found.title == "青林土家族苗族自治县人民政府关于印发2022年重点工作责任分解的通知"


def test_dates_of_duties_have_the_year_that_is_printed() -> None:
    found = read("各牵头单位于2022年7月10日、次年1月10日前报进展,2023年3月底前报总结。")
    assert [rule["by"] for rule in found.rules] == [date(2022, 7, 10), date(2023, 1, 10), date(2023, 3, 31)]


def test_a_title_in_two_lines() -> None:
    found = read("临州市人民政府办公室", "关于印发2022年重点工作责任分解的通知", "各县市区政府:")
    assert found.title == "临州市人民政府办公室关于印发2022年重点工作责任分解的通知"


def test_a_title_in_three_lines_with_a_name_of_its_own() -> None:
    found = read("临州市人民政府办公室关于印发", "临州市2022年稳增长", "工作方案的通知", "各县市区政府:")
    assert found.title == "临州市人民政府办公室关于印发临州市2022年稳增长工作方案的通知"


def test_the_title_of_an_opinion_and_the_number_in_a_portal_table() -> None:
    found = read("文号\t临政发〔2022〕3号", "临州市人民政府关于重点工作分工的实施意见")
    assert (found.title, found.number) == ("临州市人民政府关于重点工作分工的实施意见", "临政发〔2022〕3号")


def test_number_and_date_in_brackets_under_the_title() -> None:
    found = read("2022年临州市重点工作分工方案", "(临政办发〔2022〕2号　2022年1月31日)")
    assert (found.number, found.issued) == ("临政办发〔2022〕2号", date(2022, 1, 31))


def test_the_signature_may_stand_behind_the_tasks() -> None:
    document = source("临州市人民政府\n2022年2月20日\n")
    found = preamble(document, [], 2022, list(document.paragraphs))
    assert (found.issuer, found.issued) == ("临州市人民政府", date(2022, 2, 20))


def test_issuer_and_date_may_share_a_line() -> None:
    found = read("关于印发2022年重点工作责任分解的通知", "临州市人民政府办公室　2022年2月8日", "现分解如下。")
    assert (found.issuer, found.issued) == ("临州市人民政府办公室", date(2022, 2, 8))


@pytest.mark.parametrize("when", ["每两个月", "每半个月", "每半月", "15个工作日内"])
def test_a_rhythm_that_the_data_has_no_word_for_is_kept_as_printed(when: str) -> None:
    (rule,) = read(f"各单位{when}报送一次进展。").rules
    assert (rule.get("by_text"), rule.get("cadence"), rule.get("by")) == (when, None, None)


def test_what_is_not_printed_stays_open() -> None:
    found = read("现将重点工作分解如下。")
    assert (found.title, found.number, found.issuer, found.issued, found.rules) == (None, None, None, None, [])


def test_duties_with_a_date_or_a_cadence_become_rules() -> None:
    found = read("一、各单位要制定方案,于3月1日前报市政府督查室。市政府督查室每季度通报一次。二、要狠抓落实。")
    assert [{key: rule[key] for key in ("by", "cadence") if key in rule} for rule in found.rules] == [
        {"by": date(2022, 3, 1)}, {"cadence": "quarterly"},
    ]  # fmt: skip


DUTIES = {
    "各单位要于2月20日前制定方案，报市政府备案。": [
        ("各单位要于2月20日前制定方案，报市政府备案", "2023-02-20", None),
    ],
    "11月底前报送全年总结。": [("11月底前报送全年总结", "2023-11-30", None)],
    "10月底前组织验收。": [("10月底前组织验收", "2023-10-31", None)],
    "年底前逐项对账销号。": [("年底前逐项对账销号", "2023-12-31", None)],
    "实行月督查、季通报、年终考核。": [
        ("月督查", None, "monthly"), ("季通报", None, "quarterly"), ("年终考核", None, "yearly"),
    ],
    "6月20日和12月20日前报送进展。": [
        ("6月20日和12月20日前报送进展", "2023-06-20", None), ("6月20日和12月20日前报送进展", "2023-12-20", None),
    ],
    "要加强督查，务求实效。": [],
}  # fmt: skip


@pytest.mark.parametrize("words", DUTIES)
def test_duties_in_all_wordings(words: str) -> None:
    document = source(words)
    rules = preamble(document, list(document.paragraphs), 2023).rules
    assert [(r["what"], str(r["by"]) if "by" in r else None, r.get("cadence")) for r in rules] == DUTIES[words]


def test_duties_in_a_chapter_behind_the_tasks_are_rules_too() -> None:
    document = source("三、保障措施\n各单位要于3月10日前报送方案。\n版权所有\n")
    after = list(document.paragraphs)
    rules = preamble(document, [], 2023, after).rules
    assert [(rule["what"], str(rule["by"])) for rule in rules] == [("各单位要于3月10日前报送方案", "2023-03-10")]


def test_a_closing_chapter_holds_no_tasks_but_duties() -> None:
    body = "一、经济\n1.稳外贸。（市商务局负责）\n2.建校。（市教育局负责）\n"
    body += "二、保障措施\n（一）加强领导。要细化清单，3月10日前将方案报市政府。\n"
    assert len(names(body)) == 2
    with drafted(body) as made:
        rules = made.records.decree["rules"]
    assert "3月10日前将方案报市政府" in [rule["what"] for rule in rules]  # type: ignore[attr-defined]


def test_a_date_for_a_plan_of_work_is_a_duty_and_an_office_may_be_a_hall() -> None:
    found = read(
        "临州市人民政府办公厅", "关于印发2022年重点工作责任分解的通知", "各县市区政府:",
        "请各单位于3月15日前拿出推进方案。督查室每两月督查一次。2022年是关键之年。",
    )  # fmt: skip
    assert found.title == "临州市人民政府办公厅关于印发2022年重点工作责任分解的通知"
    assert [(rule.get("by"), rule.get("by_text")) for rule in found.rules] == [
        (date(2022, 3, 15), None),
        (None, "每两月"),
    ]


RHYTHMS = {
    "各牵头部门要在每季度终了后8日内将推进情况报县政府督查室。": [("quarterly", "每季度终了后8日内")],
    "各单位每月6日前报送上月进展。": [("monthly", "每月6日前")],
    "请于每季度首月12日前报送书面材料。": [("quarterly", "每季度首月12日前")],
    "要在每个季度第1个月的20日前报送书面材料。": [("quarterly", "每个季度第1个月的20日前")],
    "每月28日前，各责任单位将本月进展书面报区政府办。": [("monthly", "每月28日前")],
    "各单位每个月底前报送台账。": [("monthly", "每个月底前")],
    "市政府每半年督查一次。": [("half-yearly", None)],
    "每半年结束后10个工作日内形成评估报告。": [("half-yearly", "每半年结束后10个工作日内")],
    "各镇于每月3日、18日前报送进度。": [("monthly", "每月3日、18日前")],
    "按月于次月4日前报送。": [("monthly", "按月于次月4日前")],
    "季度结束后7日内报送小结。": [("quarterly", "季度结束后7日内")],
    "每季度末月20日前、每月25日前分别报送清单和进展。": [("quarterly", "每季度末月20日前"), ("monthly", "每月25日前")],
    "每双月5日前报送情况。": [(None, "每双月5日前")],
    "每周五前报送日程。": [(None, "每周五前")],
    "每季度开展10天集中督查。": [("quarterly", None)],
    "上半年结束后10日内报送小结。": [(None, "10日内")],
}  # fmt: skip


@pytest.mark.parametrize("words", RHYTHMS)
def test_a_duty_keeps_its_cadence_and_its_days(words: str) -> None:
    rules = read(words).rules
    assert [(rule.get("cadence"), rule.get("by_text")) for rule in rules] == RHYTHMS[words]
    assert all("by" not in rule and str(rule["quote"]) in words for rule in rules)


def test_a_duty_with_a_rhythm_and_a_date_has_both() -> None:
    rules = read("每月26日前和11月30日前报送进展、总结。").rules
    assert [(rule.get("cadence"), rule.get("by_text"), rule.get("by")) for rule in rules] == [
        ("monthly", "每月26日前", None),
        (None, None, date(2022, 11, 30)),
    ]


_CALL = "各县（市、区）人民政府：\n现将方案印发给你们，请认真组织实施，市政府将适时督查。\n"


@pytest.mark.parametrize(
    ("lines", "title", "number", "issued"),
    [
        ("成文日期：2022-05-10 发布日期：2022-06-01\n关于印发2022年重点工作分工方案的通知\n", None, None, "2022-05-10"),
        ("关于印发2022年重点工作分工方案的通知\n点击量：157 发布于：2022/1/4 10:42\n", None, None, "2022-01-04"),
        ("发文日期：2022年05月09日\n关于印发2022年重点工作分工方案的通知\n", None, None, "2022-05-09"),
        ("印发日期\n2022 年 5 月\n9 日\n关于印发2022年重点工作分工方案的通知\n", None, None, "2022-05-09"),
        ("机关 | 成文日期 | 2022-03-01 | |\n关于印发2022年重点工作分工方案的通知\n", None, None, "2022-03-01"),
        (
            "关于印发2022年重点工作分工方案的通知\n临政办〔2022〕1号 二○二二年四月二日\n",
            None,
            "临政办〔2022〕1号",
            "2022-04-02",
        ),
        ("关于印发2022年重点工作分工方案的通知\n二〇二二年\n四月二日\n", None, None, "2022-04-02"),
        (
            "2022-03-20 10:38\n临政 [2022] 8号\n临政 [2022] 8号\n关于印发2022年重点工作分工方案的通知\n",
            None,
            "临政〔2022〕8号",
            None,
        ),
        (
            "《临州市人民政府关于印发〈政府工作报告〉分工方案的通知》\n",
            "临州市人民政府关于印发〈政府工作报告〉分工方案的通知",
            None,
            None,
        ),
        (
            "《临州市人民政府关于印发\n2022年分工方案的通知》\n",
            "临州市人民政府关于印发2022年分工方案的通知",
            None,
            None,
        ),
        ("临州《政府工作报告》任务各归其位\n", "临州《政府工作报告》任务各归其位", None, None),
        ("临政办〔2022〕1号—关于印发2022年重点工作分工方案的通知\n", None, "临政办〔2022〕1号", None),
        (
            "临州市人民政府办公室文件 临政办发〔2022〕6号\n关于印发2022年重点工作分工方案的通知\n",
            None,
            "临政办发〔2022〕6号",
            None,
        ),
    ],
)
def test_a_portals_date_and_a_number_before_the_title(
    lines: str, title: str | None, number: str | None, issued: str | None
) -> None:
    with drafted(
        "1.新建学校3所。（责任单位：市教育局）\n2.改造公园5座。（责任单位：市园林局）\n", lines + _CALL
    ) as made:
        decree = made.records.decree
    assert decree.get("title") == (title or "关于印发2022年重点工作分工方案的通知")
    assert decree.get("number") == number
    assert (str(decree["issued"]) if "issued" in decree else None) == issued


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "没有印出的通知"), ("number", "临政〔2022〕9号"), ("issuer", "别处"), ("issued", date(2022, 1, 2))],
)
def test_no_import_fails_for_what_a_document_does_not_say_of_itself(
    field: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misread(*_: object) -> Preamble:
        return Preamble(**{field: value})  # type: ignore[arg-type]

    monkeypatch.setattr("taskbook.importer.records.preamble", misread)
    with drafted("一、教育\n1.新建学校3所。（责任单位：市教育局）\n2.改造公园5座。（责任单位：市园林局）\n") as made:
        assert field not in made.records.decree
        assert [doubt.read for doubt in made.records.doubts if "核对不上" in doubt.why] == [f"{field} {value}"]
