"""What documents of provinces say otherwise: posts, slogans, collectives, numbers and titles, steps in a deadline."""

import pytest
from drafting import HEAD, drafted, names, tasks

from taskbook.importer.places import city_record
from taskbook.importer.read import source
from taskbook.importer.readers import UnreadableError
from taskbook.importer.records import plan_records
from taskbook.importer.roles.registry import Registry
from taskbook.importer.roles.units import units

POSTS = ("省长", "常务副省长", "自治区副主席", "盟长", "州长", "行署专员", "省政府秘书长")


@pytest.mark.parametrize("post", POSTS)
def test_a_heading_names_a_leader_by_a_province_s_post(post: str) -> None:
    body = f"一、何建军{post}主抓重点工作\n1.新建学校2所。\n责任单位：市教育局\n"
    with drafted(body + "二、民生实事\n2.修路5公里。\n责任单位：市交通局\n") as made:
        assert [task.get("leaders") for task in made.records.tasks] == [["何建军"], None]
        assert made.records.leaders[-1]["posts"] == [{"title": post}]


SLOGANS = (
    "强力统筹项目建设",
    "高效统筹发展和安全",
    "全面负责安全生产",
    "高质量统筹城乡发展",
    "广泛联系服务群众",
    "严格督办重点任务",
)


@pytest.mark.parametrize("slogan", SLOGANS)
def test_a_slogan_in_a_heading_is_nobody_s_name(slogan: str) -> None:
    body = f"一、{slogan}\n1.新建学校2所。（责任单位：市教育局）\n2.修路5公里。（责任单位：市交通局）\n"
    with drafted(body) as made:
        assert not any("leaders" in task for task in made.records.tasks)
        assert not [doubt for doubt in made.records.doubts if "领导" in doubt.why]


def test_a_short_name_before_more_than_the_work_is_doubted() -> None:
    body = "一、{}\n1.新建学校2所。（责任单位：市教育局）\n2.修路5公里。（责任单位：市交通局）\n"
    assert tasks(body.format("高翔牵头的工作"))[0]["leaders"] == ["高翔"]
    with drafted(body.format("高翔统筹乡村振兴")) as made:
        assert [doubt.read for doubt in made.records.doubts if "没有读出" in doubt.why] == ["一、高翔统筹乡村振兴"]


COLLECTIVES = (
    "各州、市人民政府",
    "各盟、市",
    "各旗、县人民政府",
    "各地、州、市政府",
    "各师、市",
    "有关州、市人民政府",
    "9个街道、镇",
)


@pytest.mark.parametrize("name", COLLECTIVES)
def test_places_of_two_kinds_are_one_collective(name: str) -> None:
    found = units(f"省财政厅,{name},省水利厅")
    assert (found.names, found.doubtful) == (["省财政厅", name, "省水利厅"], [])


def test_the_number_of_a_heading_over_several_tasks_is_not_the_first_task_s() -> None:
    body = "一、科技\n（1）增强创新能力\n发展高新企业20家。（市科技局负责）\n建设研究院2家。（市发改委负责）\n"
    body += "（2）办好教育\n新建学校2所。（市教育局负责）\n修缮校舍3栋。（市教育局、市财政局负责）\n"
    read = tasks(body)
    assert [task.get("item") for task in read] == [None] * 4
    assert [task["section"] for task in read[::2]] == [["（1）增强创新能力"], ["（2）办好教育"]]


@pytest.mark.parametrize(("said", "doubted"), [
    ("5月底前动工", True), ("10月底前完成主体工程", True), ("6月底前开工，12月底前完工", True),
    ("11月底前完成", False), ("9月底前投入使用", False), ("11月底前", False),
])  # fmt: skip
def test_the_day_of_another_step_is_not_the_task_s(said: str, doubted: bool) -> None:
    body = f"一、民生\n1.建成养老中心。\n责任单位：市民政局\n完成时限：{said}\n"
    body += "2.修路。\n责任单位：市交通局\n完成时限：11月底前\n"
    with drafted(body) as made:
        first = made.records.tasks[0]
        assert ("due" in first) is not doubted
        assert bool([doubt for doubt in made.records.doubts if "时限写" in doubt.why]) is doubted


_BODY = "一、民生\n1.新建学校2所。（责任单位：市教育局）\n2.修路5公里。（责任单位：市交通局）\n"


@pytest.mark.parametrize(("line", "number"), [
    ("根据《省政府关于稳增长的通知》（鄂政办发〔2022〕4号）要求，现作如下分工。", None),
    ("为落实省政府稳增长的意见（鄂政发〔2022〕5号）精神，制定本方案。", None),
    ("关于落实2022年政府工作报告的通知（临政发〔2022〕6号）", "临政发〔2022〕6号"),
    ("临政办发〔2022〕9号", "临政办发〔2022〕9号"),
])  # fmt: skip
def test_the_number_of_a_document_that_is_cited_is_not_its_own(line: str, number: str | None) -> None:
    with drafted(_BODY, f"临州市2022年工作安排\n{line}\n") as made:
        assert made.records.decree.get("number") == number


@pytest.mark.parametrize(
    "title", ["临州市“互联网+”行动实施意见", "湖北省进一步支持民间投资的实施方案", "临州市稳就业若干措施"]
)
def test_a_first_line_that_names_the_document_is_its_title(title: str) -> None:
    with drafted(_BODY, f"{title}\n为稳增长，制定本文件。\n") as made:
        assert made.records.decree["title"] == title


def test_a_province_s_units_are_its_own() -> None:
    assert city_record("zj", "", "浙江省")[0]["level"] == "prefecture-level"
    registry = Registry(provincial=True)
    for name in ("省财政厅", "省委改革办", "省税务局"):
        registry.add(name)
    assert [unit["kind"] for unit in registry.units.values()] == ["department", "party", "vertical"]


def test_a_chapter_read_as_a_heading_is_not_said_to_be_a_task() -> None:
    body = "二、重点任务\n（一）强监管\n1.建平台3个。优化流程。\n牵头单位：市发改委\n责任单位：市数据局\n"
    with drafted(body) as made:
        assert len(made.records.tasks) == 1
        assert not [doubt for doubt in made.records.doubts if "单位只写了一次" in doubt.why]


def test_columns_that_blanks_part_are_columns_where_every_row_fits() -> None:
    table = "序号 名称 工作任务 牵头责任单位\n1 新建学校2所,改造食堂3个. 教育局\n2 修路5公里 交通局、公安局\n"
    assert names(table, HEAD) == [
        "1 新建学校2所，改造食堂3个。 lead=教育局",
        "2 修路5公里 lead=交通局,公安局",
    ]
    with pytest.raises(UnreadableError, match=r"第 1 行像表头.*空格隔开"):
        plan_records(source(table + "3 建桥 修渠 9公里\n"), "linzhou", 2022)


def test_a_table_drawn_with_characters_is_named_as_such() -> None:
    drawn = "┌────┬────┐\n│工作任务│责任单位│\n├────┼────┤\n│建学校2 │市教育局│\n│所      │        │\n└────┴────┘\n"
    with pytest.raises(UnreadableError, match=r"制表线.*复制表格"):
        plan_records(source(drawn), "linzhou", 2022)
