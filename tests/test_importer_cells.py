"""Importer: what a table's cells say of its columns: numbers, sentences, plans, classes; unknown columns among them."""

from contextlib import AbstractContextManager
from typing import Any

import pytest
from drafting import drafted as drafted_whole
from drafting import tasks as tasks_whole

from taskbook.importer.draft import Draft


def drafted(body: str) -> AbstractContextManager[Draft]:
    return drafted_whole("第一部分 重点任务\n" + body)


def tasks(body: str) -> list[dict[str, Any]]:
    return tasks_whole("第一部分 重点任务\n" + body)


def _told(body: str) -> list[str]:
    with drafted(body) as made:
        return [f"{doubt.read}｜{doubt.why}" for doubt in made.records.doubts if "栏" in doubt.why]


WIDE = (
    "序号\t项目名称\t建设地点\t建设性质\t建设规模\t总投资\t资金来源\t建设年限\t责任单位\t联系人\n"
    "1\t新建河东净水厂\t河东镇\t新建\t日供水2万吨\t8600\t专项债\t2022-2023\t市水利局\t赵一凡\n"
    "2\t改造城南菜市场\t城南街道\t改建\t摊位120个\t900\t自筹\t2022\t市商务局\t孙立\n"
)


def test_one_column_of_tasks_and_one_of_units_make_a_table_whatever_else_it_has() -> None:
    found = tasks(WIDE)
    assert [(task["item"], task["responsible"]) for task in found] == [("1", ["市水利局"]), ("2", ["市商务局"])]
    assert found[0]["note"] == "河东镇；新建；日供水2万吨；8600；专项债；2022-2023；赵一凡"
    [told] = _told(WIDE)
    assert "总投资" in told and "建设年限" in told


@pytest.mark.parametrize(
    "head",
    [
        "工作事项\t责任科室\t监督电话\t目标类型\t考核分值",
        "重点工作\t牵头部门\t取得成效\t是否达序时进度\t说明",
        "实事项目\t承办单位\t1-6月推进情况\t存在问题\t下步打算",
    ],
)
def test_columns_of_progress_and_remarks_do_not_hide_a_table(head: str) -> None:
    rows = "建成滨河绿道\t市园林局\t第一段\t第二段\t第三段\n完成老旧电梯更新\t市住建局\t第四段\t第五段\t第六段\n"
    assert [(task["text"], *[task.get("lead", task.get("responsible"))]) for task in tasks(f"{head}\n{rows}")] == [
        ("建成滨河绿道", ["市园林局"]),
        ("完成老旧电梯更新", ["市住建局"]),
    ]


def test_a_row_of_a_table_is_no_row_of_heads() -> None:
    body = "序号\t工作任务\t责任单位\t备注\n1\t抓好重点工作\t有关部门\t长期\n2\t推进重点项目\t相关单位\t长期\n"
    assert [task["item"] for task in tasks(body)] == ["1", "2"]


@pytest.mark.parametrize("head", ["细化分工", "分解细则", "推进路径", "承诺服务"])
def test_a_column_of_sentences_beside_the_theme_is_the_tasks_words_whatever_its_head(head: str) -> None:
    body = (
        f"序号\t工作任务\t{head}\t责任处室\n"
        "1\t优化窗口服务\t推行延时服务和预约办理，群众办事少跑腿\t服务处\n"
        "2\t\t编印办事指南，在大厅和网站同步公开\t法规处\n"
        "3\t规范收费行为\t公布收费目录清单，清单之外一律不得收费\t财务处\n"
    )
    assert [(task["item"], task.get("section"), task["text"][:6]) for task in tasks(body)] == [
        ("1", ["优化窗口服务"], "推行延时服务"),
        ("2", ["优化窗口服务"], "编印办事指南"),
        ("3", ["规范收费行为"], "公布收费目录"),
    ]
    assert any(head in told for told in _told(body)) or head == "承诺服务"


@pytest.mark.parametrize("head", ["完成情况", "存在问题", "工作成效", "评分标准", "政策依据"])
def test_a_column_that_tells_of_something_else_stays_a_note(head: str) -> None:
    body = (
        f"序号\t工作任务\t{head}\t责任单位\n"
        "1\t建成三所幼儿园\t主体结构已经封顶，内部装修正在有序推进\t市教育局\n"
        "2\t改造两座桥梁\t桩基施工全部结束，进入桥面铺装阶段\t市交通局\n"
    )
    assert [task["text"] for task in tasks(body)] == ["建成三所幼儿园", "改造两座桥梁"]


MARKED = {
    "1.": ("1.", "2.", "3."),
    "1、": ("1、", "2、", "3、"),
    "(1)": ("(1)", "(2)", "(3)"),
    "①": ("①", "②", "③"),
    "later": ("14.", "15.", "16."),
}


@pytest.mark.parametrize("style", MARKED)
def test_numbers_that_the_cells_begin_with_in_order_are_the_tasks_numbers(style: str) -> None:
    a, b, c = MARKED[style]
    body = (
        "工作任务\t具体要求\t责任部门\n"
        f"强化宣传\t{a}编发工作简报12期。\t办公室\n"
        f"\t{b}更新门户网站专栏。\t信息中心\n"
        f"规范管理\t{c}修订考勤管理办法。\t人事科\n"
    )
    numbers = [mark.strip(".、()") if mark[0] not in "①②③" else str("①②③".index(mark) + 1) for mark in (a, b, c)]
    assert [(task["item"], task["section"], task["text"]) for task in tasks(body)] == [
        (numbers[0], ["强化宣传"], "编发工作简报12期。"),
        (numbers[1], ["强化宣传"], "更新门户网站专栏。"),
        (numbers[2], ["规范管理"], "修订考勤管理办法。"),
    ]
    with drafted(body) as made:
        assert not [doubt for doubt in made.records.doubts if "序号开头" in doubt.why]


def test_numbers_begin_again_under_another_theme_and_names_are_numbered_too() -> None:
    body = (
        "类别\t事项名称\t年度目标\t责任单位\n"
        "一、交通\t1.打通断头路\t建成通车3条。\t市交通局\n"
        "\t2.增设公交站\t新增站点20个。\t市交通局\n"
        "二、养老\t1.建设幸福食堂\t建成8家。\t市民政局\n"
    )
    assert [task["item"] for task in tasks(body)] == ["1", "2", "1"]


def test_figures_that_cells_begin_with_are_no_numbers() -> None:
    body = "工作任务\t责任单位\n10个社区完成改造\t市住建局\n20所学校配齐校医\t市教育局\n"
    assert [(task.get("item"), task["text"]) for task in tasks(body)] == [
        (None, "10个社区完成改造"),
        (None, "20所学校配齐校医"),
    ]


def test_a_column_of_numbers_under_a_head_that_spans_it_numbers_the_tasks() -> None:
    body = (
        "工作任务\t具体要求\t\t责任科室\t时限要求\n"
        "规范文件公开\t1\t清理现行有效文件并公布目录。\t办公室\t年底前\n"
        "丰富解读形式\t2\t制作图解和短视频。\t宣教科\t6月底前\n"
        "\t3\t在政务大厅设置解读专区。\t宣教科\t9月底前\n"
    )
    assert [(task["item"], task["section"]) for task in tasks(body)] == [
        ("1", ["规范文件公开"]),
        ("2", ["丰富解读形式"]),
        ("3", ["丰富解读形式"]),
    ]


@pytest.mark.parametrize(
    "head", ["2022年目标进度", "形象进度", "推进计划", "节点目标", "年度工作进度安排", "项目推进计划"]
)
def test_a_column_of_plans_is_part_of_the_promise(head: str) -> None:
    body = (
        f"序号\t项目\t责任单位\t建设内容\t总投资\t{head}\n"
        "1\t园区道路\t市住建局\t新建纬三路。\t2600\t3月开工，年内完成工程量的60%。\n"
        "2\t河道治理\t市水利局\t整治清水河下游段。\t1800\t汛前完成清淤，10月底完工。\n"
        "3\t菜场改造\t市商务局\t改造东门菜市场。\t500\t二季度启动，四季度开业。\n"
    )
    with drafted(body) as made:
        first, second, third = made.records.tasks
        told = [doubt.read for doubt in made.records.doubts if "栏" in doubt.why]
    assert first["text"] == "新建纬三路。3月开工，年内完成工程量的60%。" and first["note"] == "2600"
    assert [str(one["value"]) for one in first["targets"]] == ["60"]
    assert [one["by"] for one in first["milestones"]] == ["2022-03"]
    assert "2022-10" in [one.get("by") for one in second["milestones"]]
    assert third["milestones"]
    assert told == ["项目、总投资、形象进度" if head == "形象进度" else "项目、总投资"]


def test_a_column_of_what_has_been_done_is_no_plan() -> None:
    body = (
        "序号\t项目\t责任单位\t形象进度\n1\t新建纬三路\t市住建局\t已完成路基，正在铺设管网。\n"
        "2\t整治清水河\t市水利局\t已完成清淤。\n"
    )
    assert [task["text"] for task in tasks(body)] == ["新建纬三路", "整治清水河"]


@pytest.mark.parametrize("cells", [("A类", "B类"), ("约束性", "预期性"), ("10分", "5分"), ("约束性指标", "约束性指标")])
def test_the_class_or_weight_of_a_target_is_no_heading(cells: tuple[str, str]) -> None:
    body = (
        "序号\t指标名称\t目标值\t考核类别\t责任单位\n"
        f"1\t地方财政收入\t增长7%以上\t{cells[0]}\t市财政局\n"
        f"2\t节能环保产业产值\t突破90亿元\t{cells[1]}\t市工信局\n"
    )
    with drafted(body) as made:
        first, second = made.records.tasks
        assert len(made.records.chapters) == 1 and cells[0] not in str(made.records.chapters[0]["chapter"])
    assert [task.get("section", []) for task in (first, second)] == [[], []]
    assert [task["targets"][0]["indicator"] for task in (first, second)] == ["地方财政收入", "节能环保产业产值"]


SEASONS = {
    "one line": "序号\t项目名称\t建设内容\t一季度\t二季度\t三季度\t四季度\t责任单位\n",
    "two lines": ("序号\t项目名称\t建设内容\t推进计划\t\t\t\t责任单位\n\t\t\t一季度\t二季度目标\t第三季度\t四季度\t\n"),
}


@pytest.mark.parametrize("heads", SEASONS)
def test_columns_of_quarters_say_by_when(heads: str) -> None:
    body = (
        f"{SEASONS[heads]}1\t科技馆\t新建市科技馆一座。\t完成招标\t主体结构封顶\t完成内部装修50%\t建成开馆\t市科协\n"
        "2\t东环路\t改造东环路8公里。\t完成征迁\t5月开工建设\t完成路基6公里\t竣工通车\t市交通局\n"
    )
    with drafted(body) as made:
        first, second = made.records.tasks
    assert first["text"] == "新建市科技馆一座。完成招标。主体结构封顶。完成内部装修50%。建成开馆"
    assert [(one["what"], one["by"]) for one in first["milestones"]] == [
        ("完成招标", "2022-03"),
        ("主体结构封顶", "2022-06"),
        ("建成开馆", "2022-12"),
    ]
    assert [(one["indicator"], one.get("by")) for one in first["targets"]] == [
        ("市科技馆", None),
        ("内部装修", "2022-09"),
    ]
    assert [one["by"] for one in second["milestones"]] == ["2022-03", "2022-05", "2022-12"]
    assert [(one["indicator"], one.get("by")) for one in second["targets"]] == [("东环路", None), ("路基", "2022-09")]


def test_a_name_goes_before_a_value_and_what_it_is_counted_in_is_kept() -> None:
    body = (
        "序号\t指标名称\t计量单位\t目标值\t指标类型\t责任单位\n"
        "1\t粮食总产量\t万吨\t120\t约束性\t市农业农村局\n2\t茶叶总产值\t亿元\t36\t预期性\t市农业农村局\n"
    )
    assert [(task["text"], task["note"], task.get("section")) for task in tasks(body)] == [
        ("粮食总产量120", "万吨；约束性", None),
        ("茶叶总产值36", "亿元；预期性", None),
    ]
    assert "计量单位" in _told(body)[0]


def test_a_table_of_something_else_behind_the_tasks_is_none_of_theirs() -> None:
    body = (
        "1.新建学校3所。（责任单位：市教育局）\n2.改造公园5座。（责任单位：市园林局）\n附件 联系表\n"
        "工作内容\t责任部门\t联系人\t电话\n资料报送\t市教育局\t王明\t8812345\n"
    )
    assert [task["text"] for task in tasks(body)] == ["新建学校3所。", "改造公园5座。"]


def test_an_empty_cell_of_the_lead_is_empty_where_the_column_says_the_same_twice() -> None:
    rows = "1\t修路2公里\t市交通局\t市财政局\n2\t架桥3座\t市交通局\t市水利局\n3\t改造管网4公里\t\t市住建局\n"
    body = f"任务分解表\n序号\t工作任务\t牵头单位\t责任单位\n{rows}"
    assert [task.get("lead") for task in tasks(body)] == [["市交通局"], ["市交通局"], None]
    with drafted(body) as made:
        [doubt] = [doubt for doubt in made.records.doubts if "空格读作没有" in doubt.why]
        assert doubt.span is not None and made.records.source.words(doubt.span) == "改造管网4公里"


def test_an_empty_cell_of_the_lead_means_the_one_above_where_no_row_repeats_it_and_is_doubted_at_its_row() -> None:
    rows = "1\t修路2公里\t市交通局\t市财政局\n2\t架桥3座\t\t市水利局\n3\t改造管网4公里\t市住建局\t市财政局\n"
    with drafted(f"任务分解表\n序号\t工作任务\t牵头单位\t责任单位\n{rows}") as made:
        assert [task["lead"] for task in made.records.tasks] == [["市交通局"], ["市交通局"], ["市住建局"]]
        [doubt] = [doubt for doubt in made.records.doubts if "按合并单元格" in doubt.why]
        assert doubt.span is not None and made.records.source.words(doubt.span) == "架桥3座"


def test_a_sentence_alone_above_the_first_section_of_a_table_heads_it() -> None:
    body = (
        "序号\t重点工作\t牵头单位\t配合单位\n\t夯实绿色底色。\t\t\n（一）\t治理水体。\t\t\n"
        "1\t清淤河道。\t市水务局\t市财政局\n2\t封堵排口。\t市生态环境局\t市城管局\n"
    )
    assert [(task["chapter"], task["section"], task["item"]) for task in tasks(body)] == [
        ("夯实绿色底色", ["（一）治理水体"], "1"),
        ("夯实绿色底色", ["（一）治理水体"], "2"),
    ]
