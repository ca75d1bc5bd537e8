"""Extracts and odd forms of tables: empty chapters, columns of progress, heads over lines. Every draft is proved."""

import pytest
from drafting import HEAD, drafted, names, tasks

from taskbook.importer.tables.flatheads import flat_heads

_COLUMNS = "序号\t工作任务\t责任单位\n"


@pytest.mark.parametrize("body", [
    f"{_COLUMNS}一、稳增长\n二、惠民生\n7\t新建学校2所\t市教育局\n8\t新建球场3个\t市体育局\n三、抓改革\n9\t新增窗口3个\t市数据局\n",
    "一、稳增长\n二、惠民生\n7.新建学校2所。（责任单位：市教育局）\n（二）体育\n（三）文化\n8.新建球场3个。（责任单位：市体育局）\n三、抓改革\n"
    "（一）放权\n（二）服务\n9.新增窗口3个。（责任单位：市数据局）\n四、促发展\n",
])  # fmt: skip
def test_a_chapter_without_tasks_is_left_out_of_an_extract(body: str) -> None:
    with drafted(body) as made:
        assert [task["item"] for task in made.records.tasks] == ["7", "8", "9"]
        assert [chapter["chapter"] for chapter in made.records.chapters] == ["二、惠民生", "三、抓改革"]
        assert not [doubt for doubt in made.records.doubts if "没有任务" in doubt.why]


def test_an_empty_heading_that_may_be_a_task_is_doubted() -> None:
    body = f"{_COLUMNS}新增就业5000人\n重点民生\n一、惠民生\n7\t新建学校2所\t市教育局\n8\t新建球场3个\t市体育局\n"
    with drafted(body) as made:
        assert [doubt.read for doubt in made.records.doubts if "没有任务" in doubt.why] == ["新增就业5000人"]


def test_columns_of_progress_and_effect_are_remarks_whatever_marks_they_hold() -> None:
    head = "序号\t工作任务\t责任单位\t1—6月进展情况\t取得成效\t监督电话\n"
    rows = "1\t新建学校2所\t市教育局\t一校:已封顶;二校:正在打桩。\t新增学位900个;群众满意。\t0712-5551234\n"
    rows += "2\t修路5公里\t市交通局\t完成3公里;其余9月完工。\t出行更便利。\t0712-5551235\n"
    [first, second] = tasks(head + rows)
    assert (first["text"], second["responsible"]) == ("新建学校2所", ["市交通局"])
    assert first["note"].startswith("一校：已封顶；二校：正在打桩。；新增学位900个；")


_LINES = ("1", "新建学校2所", "市教育局", "2", "修路5公里", "市交通局")


@pytest.mark.parametrize("section", ["主要预期目标（2项）", "一、民生保障"])
def test_a_section_may_stand_between_the_heads_and_the_first_row_of_a_table_on_lines(section: str) -> None:
    lines = ("序号", "工作任务", "责任单位", section, *_LINES)
    read = tasks("\n".join(lines) + "\n")
    assert [(task["chapter"], task["item"]) for task in read] == [(section, "1"), (section, "2")]


def test_heads_broken_over_lines_are_whole_again() -> None:
    assert flat_heads(["序号", "工作", "任务", "牵头", "单位", "配合单位", "完成", "时限", "1", "建校"])[0] == [
        "序号", "工作任务", "牵头单位", "配合单位", "完成时限",
    ]  # fmt: skip
    assert flat_heads(["序号", "项目", "内容", "责任单位", "1", "学校", "建校", "市教育局", "2"]) == (
        ["序号", "项目", "内容", "责任单位"],
        4,
    )


def test_a_table_on_lines_may_lack_the_column_of_groups_and_some_numbers() -> None:
    heads = ("序号", "项目", "类别", "具体内容", "牵头", "部门", "相关责任部门", "完成", "时间")
    rows = (
        "21",
        "新建学校2所",
        "市教育局",
        "9个街道、镇",
        "2022年",
        "25",
        "修路5公里",
        "市交通局",
        "相关部门",
        "2022年",
    )
    assert names("\n".join((*heads, *rows)) + "\n") == [
        "21 新建学校2所 lead=市教育局 responsible=9个街道、镇 due_text=2022年",
        "25 修路5公里 lead=市交通局 responsible=相关部门 due_text=2022年",
    ]


CLOSED = {
    "由市教育局负责，市财政局、市住建局配合。": "responsible=市教育局 assist=市财政局,市住建局",
    "由市教育局牵头，市财政局协办。": "lead=市教育局 assist=市财政局",
    "由张伟同志负责，市教育局、市财政局承办。": "leaders=张伟 responsible=市教育局,市财政局",
    "请志强、晓梅同志负责，市教育局承办。": "leaders=志强,晓梅 responsible=市教育局",
    "市教育局牵头，各县（市、区）政府落实。": "lead=市教育局 responsible=各县（市、区）政府",
}


@pytest.mark.parametrize("said", CLOSED)
def test_an_assignment_may_be_the_closing_sentence(said: str) -> None:
    body = (
        f"一、民生\n1.新建学校2所。改造食堂3个。{said}\n2.新建球场3个，建好一批步道。由市体育局负责，市财政局配合。\n"
    )
    assert names(body) == [
        f"1 新建学校2所。改造食堂3个。 {CLOSED[said]}",
        "2 新建球场3个，建好一批步道。 responsible=市体育局 assist=市财政局",
    ]


def test_a_sentence_that_says_more_assigns_nothing() -> None:
    body = "一、民生\n1.新建学校2所。由市财政局负责安排资金300万元。（责任单位：市教育局）\n"
    body += "2.建好河长制。各乡镇长负责巡河。（责任单位：市水利局）\n"
    assert [task["text"] for task in tasks(body)] == [
        "新建学校2所。由市财政局负责安排资金300万元。",
        "建好河长制。各乡镇长负责巡河。",
    ]


REMARKS = (
    "市水利局牵头，各县政府落实。以下均需各县政府落实，不再列出",
    "责任单位：市水利局、各县政府。具体任务均涉及各乡镇，不再分工，下同",
    "责任单位：市水利局、各县政府；以下任务各乡镇均参与",
)


@pytest.mark.parametrize("said", REMARKS)
def test_a_remark_in_the_bracket_is_neither_task_nor_unit_and_is_doubted(said: str) -> None:
    body = f"一、水利\n1.治理河道3条。〔{said}。〕\n2.建水库1座。〔责任单位：市水利局〕\n"
    with drafted(body) as made:
        [first, second] = made.records.tasks
        assert [*first.get("lead", []), *first["responsible"]] == ["市水利局", "各县政府"]
        assert second["responsible"] == ["市水利局"]
        assert len([doubt for doubt in made.records.doubts if "责任括号里的说明" in doubt.why]) == 1


def test_a_rule_in_the_bracket_says_who_leads() -> None:
    for rule in ("列第一位的为牵头单位", "排在首位的为工作牵头单位或汇总单位", "首列单位为任务牵头单位"):
        body = f"一、民生\n1.建校2所。（责任单位：市教育局、市财政局。{rule}，下同）\n"
        body += "2.修路。（责任单位：市交通局、市公安局）\n"
        with drafted(body) as made:
            assert made.records.decree["first_leads"] == "true"
            assert [task["text"] for task in made.records.tasks] == ["建校2所。", "修路。"]
            assert [task.lead[0].printed for task in made.plan.tasks] == ["市教育局", "市交通局"]


def test_a_bracket_that_a_line_break_cut_off_closes_the_task_above() -> None:
    body = "一、目标\n（一）约束性指标\n耕地保有量9万亩。（市资规局牵头）森林覆盖率达到40%。\n"
    body += "（市林业局牵头）排放总量减少8%。（市环保局牵头）\n"
    assert names(body) == [
        "- 耕地保有量9万亩。 lead=市资规局",
        "- 森林覆盖率达到40%。 lead=市林业局",
        "- 排放总量减少8%。 lead=市环保局",
    ]


def test_a_government_of_any_place_alone_in_a_bracket_assigns_where_others_do() -> None:
    body = "一、帮扶\n1.完成帮扶村7个（云溪县政府）。\n2.新建大棚3个（市农业局）。\n"
    body += "3.修渠5公里（白马镇政府）。\n4.建仓库2座（市供销社）。\n"
    assert [task["responsible"] for task in tasks(body)] == [["云溪县政府"], ["市农业局"], ["白马镇政府"], ["市供销社"]]


def test_a_bracket_that_assigns_and_stays_in_a_text_is_doubted() -> None:
    body = (
        "一、民生\n1.新建学校2所（市教育局牵头），改造食堂3个。（责任单位：市财政局）\n2.修路。（责任单位：市交通局）\n"
    )
    with drafted(HEAD and body) as made:
        assert [doubt.read for doubt in made.records.doubts if "未读作责任单位" in doubt.why] == ["（市教育局牵头）"]
