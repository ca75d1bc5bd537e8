"""What stands beside the tasks: aims before them, people of the units, plans behind them, titles above them."""

import pytest
from drafting import doubts, drafted, names

TITLE = "临州市节水行动方案\n为做好节水工作，制定本方案。\n"
WHO = "（市水利局牵头，市财政局配合）"
TASKS = f"二、重点任务\n（一）建设高效灌溉工程。{WHO}\n（二）推广水肥一体化。{WHO}\n"


def goals(body: str, head: str = TITLE) -> list[str]:
    with drafted(body, head) as made:
        rows = made.records.decree.get("headline", [])
        return [f"{row['indicator']} {row['op']} {row['value']}{row['unit']}" for row in rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("aims", "found"),
    [
        ("一、总体目标\n到2022年，全市用水总量控制在9亿立方米以内。\n水质持续向好。\n", ["用水总量 <= 9亿立方米"]),
        ("一、目标要求\n再生水利用率达到25%。\n", ["再生水利用率 = 25%"]),
        (
            "一、总体要求\n（一）指导思想。坚持节水优先。\n（二）工作目标。到2022年，再生水利用率达到25%以上。\n",
            ["再生水利用率 >= 25%"],
        ),
    ],
)
def test_aims_before_the_tasks_are_headline_goals_and_no_task(aims: str, found: list[str]) -> None:
    assert [line.split()[0] for line in names(aims + TASKS, TITLE)] == ["（一）", "（二）"]
    assert goals(aims + TASKS, TITLE) == found
    assert sum("不是任务" in doubt for doubt in doubts(aims + TASKS, TITLE)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "指导思想。坚持节水优先，统筹城乡供水。",
        "以节约用水为主线，以科技创新为动力，全面推进节水。",
        "总体目标：全市用水更加集约。",
    ],
)
def test_a_numbered_paragraph_of_aims_without_units_is_no_task(words: str) -> None:
    body = f"一、目标任务\n1.{words}\n二、重点任务\n2.改造灌区3处。{WHO}\n3.推广水肥一体化。{WHO}\n"
    assert [line.split()[0] for line in names(body, TITLE)] == ["2", "3"]
    assert sum("不是任务" in doubt for doubt in doubts(body, TITLE)) == 1


def test_a_numbered_goal_without_units_may_be_a_task() -> None:
    body = f"一、目标任务\n1.再生水利用率达到25%。\n二、重点任务\n2.改造灌区3处。{WHO}\n3.推广水肥一体化。{WHO}\n"
    assert [line.split()[0] for line in names(body, TITLE)] == ["1", "2", "3"]


def test_a_long_introduction_under_the_title_is_no_task() -> None:
    head = "临州市2022年《政府工作报告》重点工作分工方案（二）\n"
    body = "2022年是关键之年。为落实好大会精神，确保各项工作落地见效，" + "统筹推进，" * 20 + "现制定方案如下。\n"
    body += f"一、改造灌区3处。{WHO}\n二、推广水肥一体化。{WHO}\n"
    assert [line.split()[0] for line in names(body, head)] == ["一", "二"]


def test_aims_that_are_handed_out_are_tasks() -> None:
    aims = f"一、年度目标\n再生水利用率达到25%。{WHO}\n"
    assert len(names(aims + TASKS, TITLE)) == 3


DEEDS = """惠民实事
新建公办幼儿园12所。
分管领导：王明
责任单位：市教育局
主要责任人：李强
进度安排：6月底前开工；12月底前建成。
改造厕所30座。
分管领导：王明
责任单位：市住建局
主要责任人：赵四海
进度安排：10月底前完工。
"""
NEWS = "昨日，市政府公布了2022年实事的分解表，还公布了责任人的名字。\n"


def test_tasks_without_numbers_stand_above_their_labels_and_people_of_units_are_no_leaders() -> None:
    assert names(DEEDS, NEWS) == [
        "- 新建公办幼儿园12所。 leaders=王明 responsible=市教育局",
        "- 改造厕所30座。 leaders=王明 responsible=市住建局",
    ]
    found = doubts(DEEDS, NEWS)
    assert sum("没有读作领导" in doubt for doubt in found) == 1
    assert [doubt.split("：")[1] for doubt in found if "只记作说明" in doubt] == [
        "6月底前开工；12月底前建成",
        "10月底前完工",
    ]


def test_people_under_a_label_of_their_own_are_leaders_where_no_other_names_any() -> None:
    body = "一、工业\n1.新建标准厂房。\n责任人：李强\n责任单位：市经信局\n"
    assert names(body) == ["1 新建标准厂房。 leaders=李强 responsible=市经信局"]


def test_demands_behind_a_task_that_name_its_lead_are_left_to_the_clerk() -> None:
    body = "一、工业\n1.新建标准厂房。\n责任领导：王明\n责任单位：市经信局\n工作要求：由市经信局牵头，每月报进度。\n"
    assert names(body) == ["1 新建标准厂房。 leaders=王明 responsible=市经信局"]
    assert any("由市经信局牵头" in doubt for doubt in doubts(body))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("临州市2022年营商环境工作计划", "临州市2022年营商环境工作计划"),
        ("《关于帮助小店渡过难关的实施细则》", "关于帮助小店渡过难关的实施细则"),
        ("临州市支持夜间经济的若干措施（试行）", "临州市支持夜间经济的若干措施（试行）"),
        ("重大项目（第一批）推进情况表", "重大项目（第一批）推进情况表"),
        ("临河长〔2022〕3号临州市河长制职责清单", "临州市河长制职责清单"),
        ("临州市河长制办公室\n关于印发2022年巡河方案的通知", "临州市河长制办公室关于印发2022年巡河方案的通知"),
    ],
)
def test_the_first_line_that_names_a_document_is_its_title(line: str, title: str) -> None:
    head = f"临政发〔2022〕5号\n各县（市、区）人民政府：\n{line}\n为做好工作，制定本文。\n"
    if "\n" in line:
        head = f"{line}\n各县（市、区）人民政府：\n"
    with drafted(f"一、流程\n1.简化办事材料。{WHO}\n2.公开办事指南。{WHO}\n", head) as made:
        assert made.records.decree["title"] == title
