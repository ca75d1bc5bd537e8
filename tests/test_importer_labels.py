"""Labels and columns by other words: read where their make is known, doubted once in a document where it is not."""

import pytest
from drafting import drafted, names, tasks

LABELS = {
    "牵头股室：市财政局": "lead=市财政局 responsible=市教育局",
    "承办科室：市财政局": "responsible=市教育局,市财政局",
    "支持部门：市财政局": "responsible=市教育局 assist=市财政局",
    "包抓领导：罗建平": "leaders=罗建平 responsible=市教育局",
    "分管县领导：罗建平": "leaders=罗建平 responsible=市教育局",
    "计划完成节点：6月底前": "responsible=市教育局 due=2022-06-30",
}


@pytest.mark.parametrize("label", LABELS)
def test_labels_of_a_known_make_are_read(label: str) -> None:
    body = f"一、民生\n1.新建学校。（责任单位：市教育局；{label}）\n2.新建球场。\n责任单位：市教育局\n{label}\n"
    assert names(body) == [f"1 新建学校。 {LABELS[label]}", f"2 新建球场。 {LABELS[label]}"]


LINES = {
    ("分管县领导", "部门分工"): "",
    ("县级责任领导", "责任分工"): "",
    ("分管负责同志", "职责分工"): "",
    ("领导", "单位"): "",
    ("主管", "责任落实"): "责任落实",
    ("包保县级领导", "任务承担"): "任务承担",
}


@pytest.mark.parametrize("labels", LINES)
def test_labelled_lines_with_verbs_assign_whatever_their_labels_are(labels: tuple[str, str]) -> None:
    who, unit = labels
    body = (
        f"一、民生\n1.新建学校。\n{who}：罗建平\n{unit}：市教育局牵头，市财政局、市住建局配合。\n"
        f"2.新建球场。\n{who}：叶露中\n{unit}：市文旅局负责。\n"
    )
    assert names(body) == [
        "1 新建学校。 leaders=罗建平 lead=市教育局 assist=市财政局,市住建局",
        "2 新建球场。 leaders=叶露中 responsible=市文旅局",
    ]
    with drafted(body) as made:
        odd = [doubt.read for doubt in made.records.doubts if "标签" in doubt.why]
    assert odd == ([LINES[labels]] if LINES[labels] else [])


def test_a_line_of_units_behind_an_unknown_label_assigns_and_is_doubted_once() -> None:
    body = "一、民生\n1.新建学校。\n承接方：市教育局、市财政局\n2.修路。\n承接方：市住建局\n"
    assert names(body) == ["1 新建学校。 responsible=市教育局,市财政局", "2 修路。 responsible=市住建局"]
    with drafted(body) as made:
        [doubt] = [doubt for doubt in made.records.doubts if "标签" in doubt.why]
    assert doubt.why == "不认得这种标签，读作责任单位，或按单位后面的牵头、配合，共 2 处"


def test_a_label_of_the_unit_of_measure_assigns_nobody() -> None:
    body = "一、民生\n单位：万元\n1.新建学校。（责任单位：市教育局）\n"
    assert "万元" not in names(body)[0].partition("responsible")[2]


def test_a_label_of_no_known_make_is_doubted_once() -> None:
    with drafted(
        "一、民生\n1.新建学校。（责任单位：市教育局；跟踪单位：市财政局）\n2.修路。（跟踪单位：市审计局）\n"
    ) as made:
        [doubt] = [doubt for doubt in made.records.doubts if "标签" in doubt.why]
        assert made.records.tasks[0]["assist"] == ["市财政局"]
    assert (doubt.read, doubt.why) == ("跟踪单位", "不认得这种标签，读作协办单位，共 2 处")


COLUMNS = {
    ("协调部门", "市财政局"): "单位",
    ("督办人", "罗建平"): "人名",
    ("目标值", "20家"): "数字",
    ("进程", "6月底"): "时间",
    ("备注", "20家"): "",
    ("工作依据", "民生大会部署"): "",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_column_of_no_known_make_that_holds_names_times_or_figures_is_doubted_once(column: tuple[str, str]) -> None:
    head, value = column
    rows = [
        ("序号", "工作任务", "责任单位", head),
        ("1", "新建学校。", "市教育局", value),
        ("2", "修路。", "市住建局", value),
    ]
    with drafted("任务分解表\n" + "".join("\t".join(row) + "\n" for row in rows)) as made:
        found = [doubt for doubt in made.records.doubts if "栏" in doubt.why]
    assert [(doubt.read, f"像是{COLUMNS[column]}，2 格" in doubt.why) for doubt in found] == (
        [(head, True)] if COLUMNS[column] else []
    )


@pytest.mark.parametrize("post", ["包抓领导", "分管副市长"])
def test_people_of_the_units_beside_a_column_of_leaders_are_none_and_doubted_once(post: str) -> None:
    rows = "1\t新增规上企业12家\t何建军\t市经信局\t宋丽\n2\t改造供水管网30公里\t何建军\t市住建局\t姚敏\n"
    with drafted(f"序号\t任务\t{post}\t责任单位\t责任人\n{rows}") as made:
        found = [(task["leaders"], task["note"]) for task in made.records.tasks]
        assert found == [(["何建军"], "宋丽"), (["何建军"], "姚敏")]
        assert [doubt.read for doubt in made.records.doubts if "里面像是人名" in doubt.why] == ["责任人"]


def test_a_remark_on_who_leads_where_none_is_named_is_no_assignment() -> None:
    remark = "一、高度重视。牵头单位（无牵头单位的，责任单位即为牵头单位，下同）要制订方案。\n"
    task = "一、产业\n1.新增企业12家。（牵头单位：市经信局）\n"
    with drafted(f"市政府办公室关于分解工作的通知\n{remark}市政府办公室\n2025年1月20日\n工作方案\n{task}") as made:
        assert [task["text"] for task in made.records.tasks] == ["新增企业12家。"]


def test_a_heading_and_a_task_s_name_may_stand_one_below_the_other_without_numbers() -> None:
    rows = (
        "园区扩容\n工作目标：修路2公里。\n责任单位：市交通局\n学校建设\n工作目标：新建学校2所。\n责任单位：市教育局\n"
    )
    read = tasks(f"做强产业\n{rows}增进福祉\n{rows}")
    assert [(task["chapter"], task["section"], task["text"]) for task in read] == [
        ("做强产业", ["园区扩容"], "修路2公里。"),
        ("做强产业", ["学校建设"], "新建学校2所。"),
        ("增进福祉", ["园区扩容"], "修路2公里。"),
        ("增进福祉", ["学校建设"], "新建学校2所。"),
    ]


def test_a_task_s_name_does_not_end_the_heading_above_it() -> None:
    rows = "".join(
        f"{n}.{name}\n目标任务：新建{name}{n}处。\n责任单位：市体育局\n" for n, name in ((1, "球场"), (2, "步道"))
    )
    assert [(task["chapter"], task["section"]) for task in tasks(f"增进福祉\n{rows}")] == [
        ("增进福祉", ["1.球场"]),
        ("增进福祉", ["2.步道"]),
    ]


def test_a_plan_by_quarter_behind_the_units_is_noted_and_doubted_in_one_go() -> None:
    plan = "进度安排\n第一季度：完成设计。\n第二季度：开工建设。\n"
    body = "一、教育\n" + "".join(f"{n}.新建学校{n}所。\n责任单位：市教育局\n{plan}" for n in (1, 2))
    with drafted(body) as made:
        assert [task["note"] for task in made.records.tasks] == ["进度安排；第一季度：完成设计；第二季度：开工建设"] * 2
        assert [doubt.read for doubt in made.records.doubts if "只记作说明" in doubt.why] == ["分步进度"] * 6


def test_the_first_of_those_responsible_is_the_lead_and_doubted() -> None:
    line = "第一责任单位：市发改委；责任单位：各县政府"
    with drafted(f"一、经济\n1.新增企业9家。（{line}）\n2.修路5公里。（{line}）\n") as made:
        assert [task["lead"] for task in made.records.tasks] == [["市发改委"]] * 2
        assert any("第一责任单位" in doubt.read for doubt in made.records.doubts)


def test_who_leads_the_supervision_leads() -> None:
    body = "一、督查\n1.重点项目推进情况。（牵头督查单位：市发改委）\n2.民生实事完成情况。（牵头督办部门：市民政局）\n"
    assert [line.split(" ", 2)[2] for line in names(body)] == ["lead=市发改委", "lead=市民政局"]


def test_points_are_the_task_s_words() -> None:
    rows = (("一", "各项指标完成情况。"), ("二", "决定事项办理情况。"))
    body = "一、督促检查工作\n" + "".join(f"（{n}）检查\n要点：{words}\n实施单位：市政府办\n" for n, words in rows)
    assert [task["text"] for task in tasks(body)] == ["各项指标完成情况。", "决定事项办理情况。"]


def test_a_first_task_of_several_sentences_is_no_rule_of_the_notice() -> None:
    rows = ("一、完善社会救助。新建敬老院3所。\n责任单位：市民政局", "二、改造公厕9座。\n责任单位：市城管局")
    body = "\n".join(("第一部分 改善民生", *rows)) + "\n"
    assert names(body) == [
        "一 完善社会救助。新建敬老院3所。 responsible=市民政局",
        "二 改造公厕9座。 responsible=市城管局",
    ]
