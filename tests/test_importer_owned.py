"""Tests of documents that assign by headings, of merged cells, and of other forms that counties print."""

from datetime import date

import pytest
from test_importer_split import doubts, names, tasks

from taskbook.importer.promises.targets import Known, read_targets
from taskbook.importer.read import UnreadableError, source
from taskbook.importer.records import plan_records
from taskbook.importer.structure.headings import heads_units, leader_cells
from taskbook.spoken import day, says_day


@pytest.mark.parametrize(
    ("heading", "role", "who"),
    [
        ("一、县农业农村局牵头工作（2项）", "lead", "县农业农村局"),
        ("一、由县农业农村局牵头负责的工作", "lead", "县农业农村局"),
        ("（一）县农业农村局（牵头单位）", "lead", "县农业农村局"),
        ("县农业农村局牵头任务", "lead", "县农业农村局"),
        ("一、农业农村局（2项）", "responsible", "农业农村局"),
        ("一、责任单位：县农业农村局（2项）", "responsible", "县农业农村局"),
        ("责任单位：县农业农村局", "responsible", "县农业农村局"),
        ("一、县农业农村局：", "responsible", "县农业农村局"),
        ("（一）县农业农村局承担的工作任务", "responsible", "县农业农村局"),
        ("一、县农业农村局、县水利局共同负责的事项", "responsible", "县农业农村局 县水利局"),
    ],
)
def test_a_heading_hands_the_tasks_under_it_out_to_units(heading: str, role: str, who: str) -> None:
    body = f"2024年重点工作任务分解\n{heading}\n1.新增大棚20座。\n2.改造水渠5公里。\n"
    said = f"{role}={who.replace(' ', ',')}"
    assert names(body) == [f"1 新增大棚20座。 {said}", f"2 改造水渠5公里。 {said}"]
    assert doubts(body) == []


def test_a_heading_with_labels_gives_every_role() -> None:
    body = "2024年任务分解\n一、牵头单位：县水利局；配合单位：县财政局、各乡镇\n1.改造水渠5公里。\n2.清理河道3条。\n"
    assert names(body)[1] == "2 清理河道3条。 lead=县水利局 assist=县财政局,各乡镇"


@pytest.mark.parametrize(
    "title", ["一、推动区域协调发展（2项）", "一、改革发展工作", "二、落实项目（3项）", "三、市域治理"]
)
def test_a_heading_of_what_is_to_be_done_names_no_unit(title: str) -> None:
    line = source(title).paragraphs[0]
    assert not heads_units(line)
    assert leader_cells(line) == ()


def test_tasks_under_a_units_heading_keep_the_units_behind_them() -> None:
    body = (
        "2024年重点工作任务分解\n一、县水利局\n1.改造水渠5公里。（配合单位：县财政局）\n2.清理河道3条。\n"
        "二、县林业局\n1.造林300亩。\n2.抚育林地80亩。（配合单位：各乡镇）\n"
    )
    assert names(body) == [
        "1 改造水渠5公里。 responsible=县水利局 assist=县财政局",
        "2 清理河道3条。 responsible=县水利局",
        "1 造林300亩。 responsible=县林业局",
        "2 抚育林地80亩。 responsible=县林业局 assist=各乡镇",
    ]


def test_labels_above_their_tasks_are_not_those_of_the_task_before() -> None:
    above = (
        "2024年重点工作任务分解\n责任单位：县水利局\n1.清理河道3条。\n2.修闸1座。\n责任单位：县林业局\n1.造林300亩。\n"
    )
    assert [row.split()[-1] for row in names(above)] == ["responsible=县水利局"] * 2 + ["responsible=县林业局"]
    behind = "2024年重点工作任务分解\n1.清理河道3条。\n责任单位：县水利局\n2.造林300亩。\n责任单位：县林业局\n"
    assert [row.split()[-1] for row in names(behind)] == ["responsible=县水利局", "responsible=县林业局"]


def test_a_line_of_units_and_verbs_assigns_without_brackets() -> None:
    body = "2024年重点工作任务分解\n1.清理河道3条。\n县水利局牵头，各乡镇配合。\n2.造林300亩。\n县林业局负责。\n"
    assert names(body) == ["1 清理河道3条。 lead=县水利局 assist=各乡镇", "2 造林300亩。 responsible=县林业局"]


def test_leaders_behind_where_their_work_is_handed_out() -> None:
    body = "一、农业\n1.清理河道3条。\n责任领导：按《常委会工作要点》分工（叶露中、许珊）；责任单位：县水利局\n"
    assert names(body) == ["1 清理河道3条。 leaders=叶露中,许珊 responsible=县水利局"]


def test_a_chapter_with_its_leader_and_unit_in_brackets_is_a_heading() -> None:
    body = (
        "2024年重点工作责任分工\n一、水利（分管领导：叶露中；牵头单位：县水利局）\n1.清理河道3条。\n责任单位：县水利局\n"
        "2.修闸1座。\n责任单位：县财政局\n"
    )
    assert names(body)[1] == "2 修闸1座。 leaders=叶露中 responsible=县财政局"
    assert len(doubts(body)) == 1 and "标题写明了单位" in doubts(body)[0]


_MERGED = (
    "2024年民生实事目标任务分解表\n序号\t项目名称\t主要内容\t县政府分管领导\t牵头单位\t配合单位\n"
    "1\t养老\t新建食堂3个\t叶露中\t县民政局\t残联 各街道\n\t\t改造床位60张\t\t\t\n"
    "2\t教育\t新建幼儿园2所\t许珊\t县教育局\t各街道\n\t\t新增学位900个\t\t县住建局\t\n"
)


def test_a_merged_number_a_leader_and_units_hold_for_the_rows_below() -> None:
    assert names(_MERGED) == [
        "1 新建食堂3个 leaders=叶露中 lead=县民政局 assist=残联,各街道",
        "1 改造床位60张 leaders=叶露中 lead=县民政局 assist=残联,各街道",
        "2 新建幼儿园2所 leaders=许珊 lead=县教育局 assist=各街道",
        "2 新增学位900个 leaders=许珊 lead=县住建局",
    ]
    said = doubts(_MERGED)
    assert (
        len(said) == 2
        and "共 6 格" in said[0]
        and said[1].startswith("配合单位")
        and "空格读作没有，共 1 格" in said[1]
    )
    assert all("序号" not in str(task.get("note")) for task in tasks(_MERGED))


def test_two_tasks_under_one_number_of_a_table_whose_cells_stand_on_a_line_each() -> None:
    body = (
        "民生实事分解表\n序号\n民生实事\n责任单位\n完成时限\n1\n建成水厂1座。\n县水利局\n县住建局\n12月底前\n"
        "2\n开工建设敬老院。\n县民政局\n5月底前动工\n开工建设老年大学。\n12月底前\n"
    )
    assert [(row.get("item"), row["text"], row["responsible"]) for row in tasks(body)] == [
        ("1", "建成水厂1座。", ["县水利局", "县住建局"]),
        ("2", "开工建设敬老院。", ["县民政局"]),
        (None, "开工建设老年大学。", ["县民政局"]),
    ]


def test_an_entry_of_unknown_make_is_no_part_of_the_office_behind_it() -> None:
    body = "一、农业\n1.清理河道3条。（责任单位：五金城、水利局）\n"
    assert names(body) == ["1 清理河道3条。 responsible=五金城,水利局"]
    assert any("五金城" in line for line in doubts(body))


def test_a_place_that_could_be_a_person_before_units_is_doubted() -> None:
    assert any("花卉城" in line for line in doubts("一、农业\n1.清理河道3条。（责任单位：花卉城、水利局）\n"))


def test_the_class_of_projects_is_no_figure() -> None:
    read = read_targets("引进30亿级项目4个。", False, Known(2024, {}))
    assert [(row["indicator"], row["value"], row["unit"]) for row in read.targets] == [("30亿级项目", "4", "个")]
    assert read.doubts == []


def test_a_document_signed_in_words_has_its_date() -> None:
    assert day("二〇二四年三月十八日") == day("二○二四年三月十八日") == date(2024, 3, 18)
    assert day("二〇二四年二月三十日") is None
    for words in ("二〇二四年三月十八日印发,共2份", "2024年03月18日", "2024/3/1810:42"):
        assert says_day(words, date(2024, 3, 18)) and not says_day(words, date(2024, 4, 18))
    body = "某县人民政府办公室\n二〇二四年十一月五日\n2024年重点工作责任分解\n1.清理河道3条。\n责任单位：县水利局\n"
    assert plan_records(source(body), "xian", 2024).decree["issued"] == date(2024, 11, 5)


def test_a_document_without_tasks_is_refused() -> None:
    with pytest.raises(UnreadableError, match="没有找到任务"):
        plan_records(source("某县人民政府办公室\n一、县水利局\n"), "xian", 2024)


PARAGRAPHS = {
    "一、市发改委（2项）\n完成投资20亿元。\n新增企业12家。\n二、市教育局（1项）\n新建学校3所。\n": "responsible",
    "一、市发改委牵头\n完成投资20亿元。\n新增企业12家。\n二、市教育局牵头\n新建学校3所。\n": "lead",
}


@pytest.mark.parametrize("body", PARAGRAPHS)
def test_paragraphs_without_numbers_under_units_are_a_task_each_with_a_doubt(body: str) -> None:
    role = PARAGRAPHS[body]
    assert names(body) == [
        f"- 完成投资20亿元。 {role}=市发改委", f"- 新增企业12家。 {role}=市发改委", f"- 新建学校3所。 {role}=市教育局",
    ]  # fmt: skip
    assert doubts(body) == ["新增企业12家：单位标题下没有序号的段落，一段读作一条任务"]


def test_units_and_verbs_on_the_line_below_a_chapters_number_assign_it() -> None:
    body = "一、完成投资20亿元。\n市发改委牵头，市财政局配合。\n二、新建学校3所。\n市教育局负责。\n"
    assert names(body) == [
        "一 完成投资20亿元。 lead=市发改委 assist=市财政局", "二 新建学校3所。 responsible=市教育局",
    ]  # fmt: skip


def test_labels_of_units_that_help_with_the_work_and_headings_behind_the_last_of_them() -> None:
    body = (
        "（一）市水利局主要工作任务：\n1、开展河道采砂专项整治。\n2、制止向河道倾倒垃圾。\n工作配合部门：市自然资源局\n"
        "（二）市林业局主要工作任务：\n1、查处毁林开荒。\n工作协作单位：市公安局、市农业农村局。\n2、做好森林防火宣传。\n"
        "（三）市教育局主要工作任务：\n组织学校开展环保教育。\n任务协助单位：团市委\n"
        "（四）市文旅局主要工作任务：\n结合文艺演出开展宣传。\n（五）供电公司主要工作任务：\n1、停止向取缔企业供电。\n"
    )
    rows = [(task["text"], task["responsible"], task.get("assist", [])) for task in tasks(body)]
    assert rows == [
        ("开展河道采砂专项整治。", ["市水利局"], ["市自然资源局"]),
        ("制止向河道倾倒垃圾。", ["市水利局"], ["市自然资源局"]),
        ("查处毁林开荒。", ["市林业局"], ["市公安局", "市农业农村局"]),
        ("做好森林防火宣传。", ["市林业局"], []),
        ("组织学校开展环保教育。", ["市教育局"], ["团市委"]),
        ("结合文艺演出开展宣传。", ["市文旅局"], []),
        ("停止向取缔企业供电。", ["供电公司"], []),
    ]


def test_units_that_help_behind_the_last_task_of_a_heading_help_with_all_and_are_doubted() -> None:
    body = (
        "（一）市公安局主要工作任务：\n1、查处超限运输车辆。\n2、查处违规渣土车。\n协助单位：市交通运输局、市城管执法局。\n"
        "（二）市水利局主要工作任务：\n1、清理河道。\n2、修复堤岸。\n3、疏通沟渠。\n配合部门：市财政局\n"
        "（三）市教育局主要工作任务：\n1、开展宣传。\n协作单位：团市委\n"
    )
    assert [(task["chapter"][-11:], task.get("assist")) for task in tasks(body)] == [
        *[("）市公安局主要工作任务", ["市交通运输局", "市城管执法局"])] * 2,
        *[("）市水利局主要工作任务", ["市财政局"])] * 3,
        ("）市教育局主要工作任务", ["团市委"]),
    ]
    assert len([doubt for doubt in doubts(body) if "协办单位" in str(doubt)]) == 2
