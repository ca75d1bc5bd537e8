"""Forms of decrees: numbering, headings, tables, noise. Every draft is proved."""

import pytest
from drafting import HEAD, doubts, drafted, names, tasks

NUMBERING = {
    "running over chapters": (
        "一、经济\n1.新增企业20家。（责任单位：市发改委）\n二、民生\n2.新建学校2所。（责任单位：市教育局）\n",
        ["1 新增企业20家。 responsible=市发改委", "2 新建学校2所。 responsible=市教育局"],
    ),
    "before words that begin with a figure": (
        "一、经济\n1.5家企业上市。（责任单位：市发改委）\n2.新建学校2所。（责任单位：市教育局）\n"
        "二、民生\n3.8个小区改造。（责任单位：市住建局）\n4．65岁以上老人体检率达到70%。（责任单位：市卫健委）\n",
        [
            "1 5家企业上市。 responsible=市发改委", "2 新建学校2所。 responsible=市教育局",
            "3 8个小区改造。 responsible=市住建局", "4 65岁以上老人体检率达到70%。 responsible=市卫健委",
        ],
    ),
    "a decimal that fits no count is no number": (
        "一、经济\n1.全年新增规模以上工业企业20家，改造老旧厂房一批，引进重点项目总投资\n4.5亿元。（责任单位：市发改委）\n2.新建学校2所。（责任单位：市教育局）\n",
        ["1 全年新增规模以上工业企业20家，改造老旧厂房一批，引进重点项目总投资4.5亿元。 responsible=市发改委",
            "2 新建学校2所。 responsible=市教育局"],
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


def test_a_task_over_several_lines() -> None:
    body = (
        "一、经济\n1.对企业开展诊断，\n帮助企业解决困难。（牵头单位：市经信局；\n责任单位：市发改委、市财\n政局）\n"
        "2.稳外贸。\n（责任单位：市商务局）\n"
    )
    assert names(body) == [
        "1 对企业开展诊断，帮助企业解决困难。 lead=市经信局 responsible=市发改委,市财政局",
        "2 稳外贸。 responsible=市商务局",
    ]  # fmt: skip


def test_a_number_before_digits_is_a_tasks_number() -> None:
    body = "一、民生\n1.稳就业。\n责任单位：市人社局\n2.12345热线满意率98%以上。\n责任单位：市政务服务局\n"
    assert names(body)[1] == "2 12345热线满意率98%以上。 responsible=市政务服务局"


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
        "一、经济\n1.稳外贸。（责任单位：市商务局）\n扫一扫在手机打开当前页\n"
        "上一篇：放假通知\n【打印本页】【关闭窗口】\n"
        "主办单位：临州市人民政府办公室　承办单位：临州市大数据中心\n备案号：鄂ICP备05000000号\n"
    )
    head = "索引号：0001\t发布机构：市政府\n当前位置：首页\n" + HEAD
    assert names(body, head) == ["1 稳外贸。 responsible=市商务局"]


def test_a_text_printed_twice_is_read_once_and_the_list_says_so() -> None:
    lines = [f"{n}.推进第{n}批重点项目建设，完成年度投资{n}0亿元以上。（责任单位：市发改委）\n" for n in range(1, 13)]
    body = "一、经济\n" + "".join(lines)
    assert len(tasks(body + body)) == 12
    assert [line.rpartition("：")[2] for line in doubts(body + body)] == ["同一文本印了两次，这一次未读"]


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
    assert doubts(body) == [
        "责任领导、责任单位：空格按合并单元格读作与上一行相同，共 3 格",
        "配合单位：空格读作没有，共 1 格",
    ]


def test_a_head_that_spans_columns_heads_the_theme_and_the_words() -> None:
    body = (
        "序号\t工作任务\t\t牵头单位\t配合单位\n1\t湖区度假\t办好音乐节40场。\t市文旅局\t市公安局\n"
        "2\t\t新开直通车5条。\t市交通局\t市财政局\n3\t绿色生态\t新建污水站4座。\t市住建局\t市生态环境局\n"
    )
    assert names(body) == [
        "1 办好音乐节40场。 lead=市文旅局 assist=市公安局",
        "2 新开直通车5条。 lead=市交通局 assist=市财政局",
        "3 新建污水站4座。 lead=市住建局 assist=市生态环境局",
    ]
    assert [task["chapter"] for task in tasks(body)] == ["湖区度假", "湖区度假", "绿色生态"]


def test_heads_of_numbers_and_units_may_span_columns_too() -> None:
    body = (
        "序号\t\t工作任务\t责任单位\t\n一\t1\t办好音乐节40场。\t市文旅局\t市公安局\n"
        "\t2\t新开直通车5条。\t市交通局\t\n二\t3\t新建污水站4座。\t市住建局\t市水利局\n"
    )
    assert names(body) == [
        "1 办好音乐节40场。 responsible=市文旅局,市公安局",
        "2 新开直通车5条。 responsible=市交通局",
        "3 新建污水站4座。 responsible=市住建局,市水利局",
    ]


def test_one_cell_over_theme_and_words_is_the_task() -> None:
    body = (
        "序号\t重点任务\t目标\t牵头单位\n1\t项目建设\t完成投资20亿元。\t市发改委\n2\t\t新增企业12家。\t市经信局\n"
        "3\t改造幼儿园5所。\t\t市教育局\n"
    )
    assert names(body)[2] == "3 改造幼儿园5所。 lead=市教育局"


def test_words_that_begin_with_a_bracket_behind_a_column_of_units_are_proved() -> None:
    body = "责任单位\t序号\t工作任务\n市发改委\t1\t（1）完成投资；（2）新增企业。\n市教育局\t2\t①建校；②招生。\n"
    assert names(body) == [
        "1 （1）完成投资；（2）新增企业。 responsible=市发改委", "2 ①建校；②招生。 responsible=市教育局",
    ]  # fmt: skip


def test_where_the_file_tells_merged_cells_empty_ones_are_empty() -> None:
    merged = "\u3000"
    body = (
        "序号\t目标任务\t牵头单位\t配合单位\t责任领导\t完成时限\n1\t新增企业20家。\t市发改委\t市财政局\t叶露中\t6月底前\n"
        f"2\t完成投资5亿元。\t市经信局\t{merged}\t{merged}\t{merged}\n3\t新建学校2所。\t市教育局\t\t\t\n"
        f"4\t新建公园5个。\t市住建局\t市城管局\t俞悦\t年内\n{merged}\t改造道路3条。\t市交通局\t{merged}\t{merged}\t年内\n"
    )
    assert names(body) == [
        "1 新增企业20家。 leaders=叶露中 lead=市发改委 assist=市财政局 due=2022-06-30",
        "2 完成投资5亿元。 leaders=叶露中 lead=市经信局 assist=市财政局 due=2022-06-30",
        "3 新建学校2所。 lead=市教育局",
        "4 新建公园5个。 leaders=俞悦 lead=市住建局 assist=市城管局 due_text=年内",
        "4 改造道路3条。 leaders=俞悦 lead=市交通局 assist=市城管局 due_text=年内",
    ]
    assert [doubt for doubt in doubts(body) if "空格" in doubt] == ["配合单位、责任领导：空格读作没有，共 2 格"]


def test_a_merged_column_before_the_tasks_groups_them_whatever_its_head_says() -> None:
    body = (
        "攻坚行动\t序号\t具体举措\t包抓市领导\t责任单位\n产业攻坚\t1\t新增企业20家。\t叶露中\t市发改委\n"
        "\t2\t新增商铺30家。\t俞悦\t市商务局\n民生攻坚\t3\t新建学校2所。\t俞悦\t市教育局\n"
        "\t4\t新建公园5个。\t叶露中\t市住建局\n"
    )
    assert [(task["chapter"], task["leaders"]) for task in tasks(body)] == [
        ("产业攻坚", ["叶露中"]), ("产业攻坚", ["俞悦"]), ("民生攻坚", ["俞悦"]), ("民生攻坚", ["叶露中"]),
    ]  # fmt: skip


def test_two_tables_of_different_columns_under_numbered_annexes() -> None:
    body = (
        "附件1\n2022年重点工作任务清单\n序号\t工作任务\t牵头单位\t配合单位\t督办领导\n"
        "1\t新增企业20家\t市发改委\t市财政局\t常务副市长 叶露中\n"
        "2\t完成投资5亿元\t市经信局\t市统计局\t常务副市长 叶露中\n"
        "附件2\n2022年民生实事任务清单\n序号\t项目内容\t责任单位\t完成时间\n1\t新建学校2所\t市教育局、市住建局\t9月底\n"
    )
    assert names(body) == [
        "1 新增企业20家 leaders=叶露中 lead=市发改委 assist=市财政局",
        "2 完成投资5亿元 leaders=叶露中 lead=市经信局 assist=市统计局",
        "1 新建学校2所 responsible=市教育局,市住建局 due=2022-09-30",
    ]


def test_two_columns_of_remarks_are_one_note() -> None:
    body = (
        "序号\t工作任务\t责任单位\t备注\t附注\n1\t新增企业20家\t市发改委\t续建\t甲类\n"
        "2\t新建学校2所\t市教育局\t\t乙类\n"
    )
    assert [task["note"] for task in tasks(body)] == ["续建；甲类", "乙类"]


def test_table_with_two_columns_of_words_and_chapter_rows() -> None:
    body = (
        "序号\t目标任务\t工作措施\t牵头单位\t责任单位\n一、工业经济\t\t\t\t\n"
        "1\t新增企业20家\t开展培育；加强服务\t市经信局\t市统计局\n"
        "二、农业经济\t\t\t\t\n2\t粮食产量50亿斤\t落实补贴\t市农业农村局\t市财政局\n"
    )
    assert [(task["chapter"], task["text"]) for task in tasks(body)] == [
        ("一、工业经济", "新增企业20家。开展培育；加强服务"), ("二、农业经济", "粮食产量50亿斤。落实补贴"),
    ]  # fmt: skip


def test_a_cell_broken_over_two_rows_is_one_task_with_a_doubt() -> None:
    heads = "序号\t目标任务\t牵头单位\t完成时限\n"
    body = f"{heads}1\t新建公路10公里，完成\t市交通运输局、\t12月底前\n\t配套设施建设\t市住建局\t\n"
    body += "2\t建校2所\t市教育局\t9月底前\n"
    assert names(body)[0] == "1 新建公路10公里，完成配套设施建设 lead=市交通运输局,市住建局 due=2022-12-31"
    why = "没有序号，接上一行未完的句子，读作同一条任务"
    assert doubts(body) == doubts(body.replace("市住建局", "")) == [f"配套设施建设：{why}"]


def test_the_only_title_above_a_table_is_the_documents() -> None:
    with drafted("临州市2022年重点工作任务分解表\n序号\t目标任务\t责任单位\n1\t稳外贸\t市商务局\n", "") as made:
        assert made.records.decree["title"] == "临州市2022年重点工作任务分解表"


def test_a_title_printed_above_a_table_and_before_it() -> None:
    body = "附件：2022年重点工作任务清单\n2022年重点工作任务清单\n序号\t目标任务\t牵头单位\n"
    body += "1\t新建公路10公里\t市交通运输局\n2\t建校2所\t市教育局\n"
    assert {task["chapter"] for task in tasks(body)} == {"2022年重点工作任务清单"}


def test_a_group_of_a_table_that_goes_on_overleaf_is_one() -> None:
    heads = "重点工作\t序号\t目标任务\t牵头单位\n"
    body = f"{heads}城市建设\t1\t新建管网60公里\t市住建局\n\t2\t整治小巷12条\t市城管局\n"
    body += f"{heads}城市建设\t3\t新建公厕5座\t市城管局\n民生\t4\t建校2所\t市教育局\n"
    assert [task["chapter"] for task in tasks(body)] == ["城市建设"] * 3 + ["民生"]


def test_a_heading_without_a_number_between_the_title_and_numbered_tasks() -> None:
    body = "2022年度重点工作责任分解表\n提升产业竞争力\n"
    body += "一、推进强链（牵头单位：市发改委）。\n二、深化改革（牵头单位：市工信局）。\n"
    assert [(task["chapter"], task["item"]) for task in tasks(body)] == [
        ("提升产业竞争力", "一"),
        ("提升产业竞争力", "二"),
    ]


REPORT = (
    "首页>政务公开>政府工作报告\n临州市政府工作报告\n一、2021年工作回顾\n完成投资20亿元。\n二、2022年重点工作\n（一）稳增长\n"
    "新增企业20家。\n（二）着力办实事解民忧。今年办好{}件民生实事：1.改造小区85个；2.新增学位3000个；3.实现村级电网改造全覆盖。\n"
    "各位代表！征程万里。让我们一起努力！\n"
)


def test_practical_deeds_counted_in_a_paragraph_of_a_report_are_tasks() -> None:
    with drafted(REPORT.format(3), "") as made:
        found = made.records.tasks
    assert [(task.get("item"), task["text"]) for task in found] == [
        (None, "新增企业20家。"), ("1", "改造小区85个"), ("2", "新增学位3000个"), ("3", "实现村级电网改造全覆盖。"),
    ]  # fmt: skip
    assert [task.get("public_deed") for task in found] == [None, "true", "true", "true"]
    assert found[1]["section"] == ["（二）着力办实事解民忧"]
    assert made.records.decree["title"] == "临州市政府工作报告"


def test_the_printed_count_of_deeds_is_checked() -> None:
    assert "4件民生实事：印作 4 件，读到 3 件" in doubts(REPORT.format(4), "")


def test_heads_and_titles_before_every_row() -> None:
    heads = "序号\t目标任务\t牵头单位\t完成时限\n"
    body = f"（一）公路\n{heads}1\t新建公路10公里\t市交通运输局\t年内\n（二）学校\n{heads}2\t建校2所\t市教育局\t年内\n"
    found = [(task["chapter"], task["item"], task["lead"]) for task in tasks(body)]
    assert found == [("（一）公路", "1", ["市交通运输局"]), ("（二）学校", "2", ["市教育局"])]


def test_the_date_above_a_table_is_not_its_title() -> None:
    body = "序号\t目标任务\t责任单位\n1\t新增企业20家\t市发改委\n2\t稳外贸\t市商务局\n"
    assert {task["chapter"] for task in tasks(body)} == {HEAD.splitlines()[0]}


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


def test_the_numbers_of_parts_of_one_task_are_no_figures() -> None:
    body = "一、经济\n1.新增企业20家。\n2.落实减税。\n（责任单位：市财政局）\n"
    body += "二、民生\n1.建学校。\n2.建医院。\n（责任单位：市教育局）\n"
    assert names(body)[0] == "一 经济1.新增企业20家。2.落实减税。 responsible=市财政局"
    [doubt] = doubts(body)
    assert "下面有编号的几条" in doubt


def test_a_sentence_under_a_heading_is_an_introduction_or_a_doubtful_heading() -> None:
    body = "一、经济\n坚持稳中求进，抓好以下工作。\n1.稳外贸。（责任单位：市商务局）\n"
    body += "二、民生\n建设幸福城市。\n2.建校2所。（责任单位：市教育局）\n"
    assert [task.get("section") for task in tasks(body)] == [None, ["建设幸福城市"]]
    assert doubts(body) == ["建设幸福城市：像一句话，读作了标题"]


MISPRINTS = {
    "1. 3. 4.": {"3": "文件此处序号印作3，前一条是1。"},
    "1. 1. 3.": {"1": "文件此处序号印作1，前一条是1。", "3": "文件此处序号印作3，前一条是1。"},
    "1. 12. 3.": {"12": "文件此处序号印作12，前一条是1。", "3": "文件此处序号印作3，前一条是12。"},
    "5. 6. 7.": {"5": "文件此处序号印作5，是第一条。"},
    "（1） （3） （4）": {"（3）": "文件此处序号印作（3），前一条是（1）。"},
    "① ③ ④": {"③": "文件此处序号印作③，前一条是①。"},
}


@pytest.mark.parametrize("numbers", MISPRINTS)
def test_a_misprinted_number_gets_a_note_and_one_doubt(numbers: str) -> None:
    words = ("稳外贸", "建学校", "造森林")
    body = "一、经济\n" + "".join(
        f"{number}{word}。（责任单位：市商务局）\n" for number, word in zip(numbers.split(), words, strict=True)
    )
    assert {task["item"]: task["note"] for task in tasks(body) if "note" in task} == MISPRINTS[numbers]
    assert len([line for line in doubts(body) if "文件印错" in line]) == 1


def test_a_few_numbered_tasks_among_many_without_get_ids_of_their_own() -> None:
    body = "一、经济\n" + "".join(f"{words}（责任单位：市商务局）。\n" for words in ("稳外贸", "建市场", "办展会"))
    body += "二、民生\n1.建医院。（责任单位：市卫健委）\n"
    with drafted(body) as made:
        assert [str(task["id"])[-3:] for task in made.records.tasks] == ["001", "002", "003", "g01"]


def test_a_gap_in_the_numbers_is_shown_where_a_task_has_none() -> None:
    body = (
        "一、经济\n1.新增企业20家。（责任单位：市发改委）\n新建公厕3座。（责任单位：市城管局）\n"
        "3.新建学校2所。（责任单位：市教育局）\n"
    )
    with drafted(body) as made:
        places = [doubt.span for doubt in made.records.doubts if "漏读了任务" in doubt.why]
        raw = made.records.source.raw
    assert [raw[span.start : span.end] for span in places if span] == ["新建公厕3座。"]


def test_a_task_that_says_a_word_of_portals_is_no_footer() -> None:
    body = (
        "一、民生\n1.新建公厕12座。（市城管局牵头）\n2.改造步道3公里。（市住建局牵头）\n"
        "3.完成无障碍坡道改造20处，微信办事大厅上线。（市残联牵头，市住建局配合，9月底前完成）。\n无障碍 | 手机版\n"
    )
    assert len(tasks(body)) == 3
