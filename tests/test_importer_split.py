"""Forms of decrees: numbering, headings, assignments in and out of brackets, tables, noise. Every draft is proved."""

from datetime import date

import pytest
from drafting import HEAD, doubts, drafted, names, tasks

from taskbook.importer.brackets import assigned_parts

NUMBERING = {
    "running over chapters": (
        "一、经济\n1.新增企业20家。（责任单位：市发改委）\n二、民生\n2.新建学校2所。（责任单位：市教育局）\n",
        ["1 新增企业20家。 responsible=市发改委", "2 新建学校2所。 responsible=市教育局"],
    ),
    "restarting in each chapter": (
        "一、经济\n1、新增企业20家。（责任单位：市发改委）\n二、民生\n1、新建学校2所。（责任单位：市教育局）\n",
        ["1 新增企业20家。 responsible=市发改委", "1 新建学校2所。 responsible=市教育局"],
    ),
    "chapter numerals count the tasks": (
        "2022年十件民生实事\n一、新建公厕50座。（责任单位：市城管局）\n二、改造小区30个。（责任单位：市住建局）\n",
        ["一 新建公厕50座。 responsible=市城管局", "二 改造小区30个。 responsible=市住建局"],
    ),
    "(一) counts the tasks": (
        "一、经济\n（一）稳增长。扩大投资。（责任单位：市发改委）\n（二）稳外贸。（责任单位：市商务局）\n",
        ["（一） 稳增长。扩大投资。 responsible=市发改委", "（二） 稳外贸。 responsible=市商务局"],
    ),
    "circles and brackets under 1.": (
        "一、项目\n1.交通项目\n（1）建设高铁站。（责任单位：市发改委）\n（2）建设机场。（责任单位：市交通运输局）\n"
        "2.农业项目\n①建设农田40万亩。（责任单位：市农业农村局）\n②整治环境。（责任单位：市住建局）\n",
        [
            "（1） 建设高铁站。 responsible=市发改委", "（2） 建设机场。 responsible=市交通运输局",
            "① 建设农田40万亩。 responsible=市农业农村局", "② 整治环境。 responsible=市住建局",
        ],
    ),
    "sub-items under one assignment are one task": (
        "一、工业\n1.实施技改：\n（1）传统产业60个；\n（2）新兴产业40个。\n（责任单位：市经信局）\n"
        "2.新增企业20家。（责任单位：市发改委）\n",
        [
            "1 实施技改：（1）传统产业60个；（2）新兴产业40个。 responsible=市经信局",
            "2 新增企业20家。 responsible=市发改委",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", NUMBERING)
def test_numbering(form: str) -> None:
    body, expected = NUMBERING[form]
    assert names(body) == expected


BRACKETS = {
    "（责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "〔责任单位：市财政局（经管局）〕": "新增企业20家。 responsible=市财政局（经管局）",
    "[牵头单位:市发改委;配合单位:市财政局]": "新增企业20家。 lead=市发改委 assist=市财政局",
    "【牵头单位：市发改委，责任单位：市财政局】": "新增企业20家。 lead=市发改委 responsible=市财政局",
    "〈责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "（责任单位：市发改委": "新增企业20家。 responsible=市发改委",
    "责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "责任单位：市发改委、市财政局。": "新增企业20家。 responsible=市发改委,市财政局",
    "（牵头:市发改委;配合:市财政局）": "新增企业20家。 lead=市发改委 assist=市财政局",
    "（市发改委牵头，市财政局、市税务局等按职责分工负责，6月底前出台）":
        "新增企业20家。 lead=市发改委 responsible=市财政局,市税务局,等 due=2022-06-30 due_text=6月底前出台",
    "（市发改委负责）": "新增企业20家。 responsible=市发改委",
    "（市发改委、市财政局分别负责）": "新增企业20家。 responsible=市发改委,市财政局",
    "（市发改委等负责，年内持续推进）": "新增企业20家。 responsible=市发改委,等 due_text=年内持续推进",
    "（市发改委牵头，各县（市、区）政府配合）": "新增企业20家。 lead=市发改委 assist=各县（市、区）政府",
    "（责任领导：市长叶露中，牵头领导和单位：俞 悦、市发改委）": "新增企业20家。 leaders=叶露中,俞悦 lead=市发改委",
}  # fmt: skip


@pytest.mark.parametrize("assignment", BRACKETS)
@pytest.mark.parametrize("order", ["。{}", "{}。"])
def test_assignments_behind_the_words(assignment: str, order: str) -> None:
    if order == "{}。" and not assignment.startswith(("（", "〔", "[", "【", "〈")):
        pytest.skip("without an opening bracket only a full stop ends the words")
    line = "新增企业20家" + order.format(assignment)
    expected = BRACKETS[assignment] if order == "。{}" else BRACKETS[assignment].replace("。", "", 1)
    assert names(f"一、经济\n1.{line}\n2.稳外贸。（责任单位：市商务局）\n") == [
        f"1 {expected}", "2 稳外贸。 responsible=市商务局",
    ]  # fmt: skip


def test_lines_of_their_own() -> None:
    body = (
        "一、工业经济（2件）\n1、新增规上企业20家。\n牵头领导：叶露中\n牵头单位：市发改委\n责任单位：市财政局、交通局\n"
        "完成时限：12月底前\n2、建设厂房30万平方米。\n牵头负责领导：俞 悦\n牵头责任单位：\n市经信局\n"
        "协同责任单位：市住建局\n配合单位：无\n完成时限：全年\n"
    )
    assert names(body) == [
        "1 新增规上企业20家。 leaders=叶露中 lead=市发改委 responsible=市财政局,交通局 due=2022-12-31",
        "2 建设厂房30万平方米。 leaders=俞悦 lead=市经信局 assist=市住建局 due_text=全年",
    ]


def test_labelled_words_under_a_numbered_title() -> None:
    body = (
        "一、重点项目\n1.长江大桥\n目标任务：完成主桥墩施工。\n工作任务：加快征地拆迁。\n牵头单位：市交通运输局\n"
        "完成时限：2022年12月31日\n2.高铁站\n目标任务：\n开工建设高铁站。\n牵头单位：市发改委\n"
    )
    first, second = tasks(body)
    assert (first["item"], first["section"]) == ("1", ["1.长江大桥"])
    assert first["text"] == "完成主桥墩施工。工作任务：加快征地拆迁。"
    assert (first["due"], second["text"], second["section"]) == (date(2022, 12, 31), "开工建设高铁站。", ["2.高铁站"])


def test_a_label_behind_the_number_is_not_part_of_the_words() -> None:
    body = (
        "一、重点项目\n1、目标任务：建成长江大桥。\n牵头单位：市交通运输局\n2、目标任务：\n开工建设高铁站。\n牵头单位：市发改委\n"
        "3.工作内容：改造小区30个。（牵头单位：市住建局）\n"
    )
    found = tasks(body)
    assert [task["text"] for task in found] == ["建成长江大桥。", "开工建设高铁站。", "改造小区30个。"]
    assert [task["item"] for task in found] == ["1", "2", "3"]


def test_several_tasks_in_a_paragraph_and_a_heading_before_the_first() -> None:
    body = (
        "一、加快发展\n（一）推动产业升级。引进项目20个（责任领导:叶露中,牵头单位:市发改委）。新建厂房10万平方米（牵头单位:"
        "市经信局,协办单位:各区）。强化服务。\n（二）办好实事。改造小区30个（牵头单位:市住建局）;建成学校2所（牵头单位:市教育局）。\n"
    )
    found = tasks(body)
    assert [task["section"] for task in found] == [["（一）推动产业升级"]] * 3 + [["（二）办好实事"]] * 2
    assert [task["text"] for task in found] == [
        "引进项目20个", "新建厂房10万平方米", "强化服务。", "改造小区30个", "建成学校2所",
    ]  # fmt: skip
    assert doubts(body) == ["强化服务。：没有读到责任单位"]


def test_a_task_over_several_lines() -> None:
    body = (
        "一、经济\n1.对企业开展诊断，\n帮助企业解决困难。（牵头单位：市经信局；\n责任单位：市发改委、市财\n政局）\n"
        "2.稳外贸。\n（责任单位：市商务局）\n"
    )
    assert names(body) == [
        "1 对企业开展诊断，帮助企业解决困难。 lead=市经信局 responsible=市发改委,市财政局",
        "2 稳外贸。 responsible=市商务局",
    ]  # fmt: skip


LEADERS = {
    "一、叶露中市长牵头的工作（1件）\n（一）建设大桥。责任单位：市发改委\n": "叶露中",
    "叶露中市长主抓重点工作\n1.建设大桥。\n责任单位：市发改委\n": "叶露中",
    "一、交通（牵头市领导：叶露中）\n1.建设大桥。责任单位：市发改委\n": "叶露中",
    "一、交通\n牵头领导：叶露中\n1.建设大桥。责任单位：市发改委\n": "叶露中",
    "一、常务副市长叶露中分管工作\n1.建设大桥。责任单位：市发改委\n": "叶露中",
}


@pytest.mark.parametrize("body", LEADERS)
def test_leaders_in_headings(body: str) -> None:
    (task,) = tasks(body)
    assert (task["leaders"], task["responsible"], task["text"]) == ([LEADERS[body]], ["市发改委"], "建设大桥。")


def test_counts_in_headings_are_checked() -> None:
    body = "一、经济（共3件）\n1.稳外贸。（责任单位：市商务局）\n二、民生(1件)\n2.建学校。（责任单位：市教育局）\n"
    assert doubts(body) == ["一、经济(共3件)：标题印作 3 件，读到 1 件"]


def test_the_notice_holds_no_tasks() -> None:
    notice = "现将重点工作分解如下。\n一、明确责任。3月15日前报方案。要细化。\n二、跟踪督办。每季度通报。要问责。\n"
    assert names("1.稳外贸。（责任单位：市商务局）\n", notice) == ["1 稳外贸。 responsible=市商务局"]
    (task,) = tasks("1.稳外贸。（责任单位：市商务局）\n", notice)
    assert task["chapter"] == "（无章名）"


def test_portal_words_are_no_tasks() -> None:
    body = (
        "一、经济\n1.稳外贸。（责任单位：市商务局）\n扫一扫在手机打开当前页\n上一篇：放假通知\n【打印本页】【关闭窗口】\n"
        "主办单位：临州市人民政府办公室　承办单位：临州市大数据中心\n备案号：鄂ICP备05000000号\n"
    )
    head = "索引号：0001\t发布机构：市政府\n当前位置：首页\n" + HEAD
    assert names(body, head) == ["1 稳外贸。 responsible=市商务局"]


def test_page_headers_and_numbers_in_mid_sentence() -> None:
    body = (
        "2022年重点工作任务清单\n1.改造道路20公里，完善配套\n临州市人民政府文件\n设施。（责任单位:市住建局）\n"
        "2.对有明确时间节点的重临州市人民政府文件临政〔2022〕5号大工作实行清单管理。（责任单位:市城管局）\n— 3 —\n"
        "3.治理河湖，完成投资\n临州市人民政府文件\n5亿元。（责任单位:市水利局）\n"
    )
    with drafted(body) as made:
        texts = [task["text"] for task in made.records.tasks]
        noise = made.records.decree["noise"]
    assert texts == [
        "改造道路20公里，完善配套设施。",
        "对有明确时间节点的重大工作实行清单管理。",
        "治理河湖，完成投资5亿元。",
    ]
    assert [entry["text"] for entry in noise][:2] == [  # type: ignore[attr-defined]
        "临州市人民政府文件", "临州市人民政府文件临政〔2022〕5号",
    ]  # fmt: skip


def test_table_with_merged_cells_and_repeated_heads() -> None:
    heads = "序号\t类别\t工作任务\t工作内容\t责任领导\t责任单位\t配合单位\t完成时限\t备注\n"
    body = (
        f"2022年重点工作任务分解表\n{heads}1\t工业\t工业强市\t新增规上企业20家。\t叶露中\t市发改委\t市财政局\t12月底前\t\n"
        f"2\t\t\t完成投资100亿元。\t\t市经信局\t\t全年\t续建\n—2—\n{heads}"
        "3\t农业\t乡村振兴\t建设农田10万亩\t俞悦\t市农业农村局\t\t年内\t\n4\t\t人居环境\t改造厕所1万户\t\t\t\t\t\n"
    )
    found = tasks(body)
    assert names(body) == [
        "1 新增规上企业20家。 leaders=叶露中 responsible=市发改委 assist=市财政局 due=2022-12-31",
        "2 完成投资100亿元。 leaders=叶露中 responsible=市经信局 due_text=全年",
        "3 建设农田10万亩 leaders=俞悦 responsible=市农业农村局 due_text=年内",
        "4 改造厕所1万户 leaders=俞悦 responsible=市农业农村局",
    ]
    assert [(task["chapter"], task["section"]) for task in found][1:] == [
        ("工业", ["工业强市"]), ("农业", ["乡村振兴"]), ("农业", ["人居环境"]),
    ]  # fmt: skip
    assert found[1]["note"] == "续建"
    assert doubts(body) == ["责任领导、责任单位：空格按合并单元格读作与上一行相同，共 3 格"]


def test_table_with_two_columns_of_words_and_chapter_rows() -> None:
    body = (
        "序号\t目标任务\t工作措施\t牵头单位\t责任单位\n一、工业经济\t\t\t\t\n1\t新增企业20家\t开展培育；加强服务\t市经信局\t市统计局\n"
        "二、农业经济\t\t\t\t\n2\t粮食产量50亿斤\t落实补贴\t市农业农村局\t市财政局\n"
    )
    assert [(task["chapter"], task["text"]) for task in tasks(body)] == [
        ("一、工业经济", "新增企业20家。开展培育；加强服务"), ("二、农业经济", "粮食产量50亿斤。落实补贴"),
    ]  # fmt: skip


def test_table_flattened_to_lines() -> None:
    body = (
        "2022年重点工作任务分解表\n序号\n目标任务\n牵头领导\n牵头单位\n责任单位\n完成时限\n1\n新增企业20家\n叶露中\n市发改委\n"
        "市财政局、市经信局\n12月底前\n2\n完成投资100亿元\n叶露中\n市经信局\n年内\n3\n建成学校2所\n俞悦\n市教育局\n"
        "市财政局、\n市发改委\n8月底前\n"
    )
    assert names(body) == [
        "1 新增企业20家 leaders=叶露中 lead=市发改委 responsible=市财政局,市经信局 due=2022-12-31",
        "2 完成投资100亿元 leaders=叶露中 lead=市经信局 due_text=年内",
        "3 建成学校2所 leaders=俞悦 lead=市教育局 responsible=市财政局,市发改委 due=2022-08-31",
    ]


def test_the_first_listed_leads_where_the_document_says_so() -> None:
    head = HEAD.replace("要细化措施。", "责任单位列第一位的为牵头单位。")
    with drafted("一、经济\n1.稳外贸。（责任单位：市商务局、市发改委）\n", head) as made:
        (task,) = made.plan.tasks
        assert made.records.tasks[0]["responsible"] == ["市商务局", "市发改委"]
    assert [mention.printed for mention in task.lead] == ["市商务局"]
    assert [mention.printed for mention in task.responsible] == ["市发改委"]


def test_brackets_of_nothing_but_units_assign_where_nothing_else_does() -> None:
    body = (
        "一、经济\n1.新增企业20家。（市发改委、市经信局）\n2.发展数字经济（含数字产业）。（市政数局，各县市区政府）\n"
        "3.稳外贸。（市商务局）\n"
    )
    assert names(body) == [
        "1 新增企业20家。 responsible=市发改委,市经信局",
        "2 发展数字经济（含数字产业）。 responsible=市政数局,各县市区政府",
        "3 稳外贸。 responsible=市商务局",
    ]


@pytest.mark.parametrize(
    "text",
    ["建设学校(含市直负责的项目)。", "改造小区(一期)", "实施三年行动(2022年)。", "设立基金(市财政局牵头的部分)后投入"],
)
def test_brackets_of_a_sentence_assign_nobody(text: str) -> None:
    assert assigned_parts(text, bare=True) == []


DUES = {
    "6月底前完成44座危桥改造。": {"due": date(2022, 6, 30)},
    "大桥年内通车。": {"due_text": "年内"},
    "改造道路20公里，惠及群众1万人，12月底前完成。": {"due": date(2022, 12, 31)},
    "新校区秋季投入使用。": {"due_text": "秋季"},
    "大桥年内建成，续建通城高速。": {},
    "7月1日前完成方案。上半年开工。": {},
}


@pytest.mark.parametrize("text", DUES)
def test_deadline_of_the_words(text: str) -> None:
    (task,) = tasks(f"一、交通\n1.{text}（责任单位：市交通运输局）\n")
    assert {key: task[key] for key in ("due", "due_text") if key in task} == DUES[text]
