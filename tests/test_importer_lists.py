"""Lists of units and brackets: collectives, zones that share a noun, units that lead with others, bare names."""

import pytest
from drafting import doubts, names

from taskbook.importer.roles.units import may_be_several, units


@pytest.mark.parametrize(
    "collective",
    [
        "各县、区人民政府(管委会)",
        "各旗、区政府(管委会)",
        "各镇、街道党委和政府",
        "各县(市、区)党委和人民政府",
        "各县(区)党委、政府",
    ],
)
def test_bodies_of_all_places_of_a_kind_are_one_collective(collective: str) -> None:
    found = units(f"市水利局,{collective}")
    assert found.names == ["市水利局", collective]
    assert not found.doubtful


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("城东、城西管理区", {"城东": "城东管理区"}),
        ("东湖、南湖、西湖新区管委会", {"东湖": "东湖新区管委会", "南湖": "南湖新区管委会"}),
        ("大王、小李街道办事处", {"大王": "大王街道办事处"}),
    ],
)
def test_zones_that_share_a_noun_are_places_of_their_own_and_doubted(printed: str, full: dict[str, str]) -> None:
    found = units(printed)
    assert found.names == printed.split("、")
    assert found.elided == full
    assert found.doubtful == [printed]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("市教育局会市财政局牵头落实", "lead=市教育局 assist=市财政局"),
        ("市委宣传部会市科技局、各区政府牵头", "lead=市委宣传部 assist=市科技局,各区政府"),
        ("市发改委会市住建局负责", "lead=市发改委 assist=市住建局"),
    ],
)
def test_units_behind_the_short_form_of_jointly_assist(said: str, who: str) -> None:
    body = f"一、教育\n1.改善办学条件。（{said}）\n"
    assert names(body) == [f"1 改善办学条件。 {who}"]
    assert any("会同" in doubt for doubt in doubts(body))


def test_a_committee_is_no_short_form_of_jointly() -> None:
    body = "一、教育\n1.改善办学条件。（市国资委、高新区管委会负责）\n"
    assert names(body) == ["1 改善办学条件。 responsible=市国资委,高新区管委会"]


def test_what_a_bracket_says_of_tasks_of_several_units_is_no_name() -> None:
    remark = "。同一任务涉及多个部门的，由排名首位的部门牵头负责。下同"
    body = f"一、目标\n1、粮食增产（由市农业局、水利局负责{remark}）。\n2、外贸增长（由市商务局负责）。\n"
    assert names(body)[0] == "1 粮食增产 responsible=市农业局,水利局"


NOTICE = "各处室：\n现将任务分解如下。\n"


def test_bare_names_of_offices_behind_a_full_stop_assign() -> None:
    body = "一、目标分解\n1.培训农民10万人。（培训处、就管中心）\n2.新增就业5万人。（就业处）\n3.发放补贴。（基金处）\n"
    assert names(body, NOTICE) == [
        "1 培训农民10万人。 responsible=培训处,就管中心",
        "2 新增就业5万人。 responsible=就业处",
        "3 发放补贴。 responsible=基金处",
    ]


def test_two_brackets_of_units_assign_where_they_close_all_tasks_and_are_doubted() -> None:
    body = (
        "一、稳增长\n（一）加大投入。设立引导资金。（市经信局、市财政局）\n（二）扩大投资。支持技术改造。（市经信局）\n"
    )
    assert len(names(body, NOTICE)) == 2
    assert sum("没有写明职责" in doubt for doubt in doubts(body, NOTICE)) == 2


def test_a_lead_in_above_deeper_numbers_in_its_own_line_is_their_heading() -> None:
    who = "（市经信局牵头）"
    body = f"一、服务\n1.优化开办。（1）推行网上登记。{who}（2）压缩刻章时间。{who}\n2.减轻负担。清理收费。{who}\n"
    assert names(body) == [
        "（1） 推行网上登记。 lead=市经信局",
        "（2） 压缩刻章时间。 lead=市经信局",
        "2 减轻负担。清理收费。 lead=市经信局",
    ]


def test_points_that_one_bracket_closes_stay_one_task() -> None:
    body = "一、服务\n1.优化开办。①推行网上登记；②压缩刻章时间。（市经信局牵头）\n"
    assert names(body) == ["1 优化开办。①推行网上登记；②压缩刻章时间。 lead=市经信局"]


def test_companies_of_one_make_share_the_word_for_it() -> None:
    found = units("市通信办、移动、联通、铁塔临州分公司")
    assert found.names == ["市通信办", "移动", "联通", "铁塔临州分公司"]
    assert found.elided == {"移动": "移动临州分公司", "联通": "联通临州分公司"}


WHO = {
    "分管领导：张伟；市教育局牵头，市财政局等配合": "leaders=张伟 lead=市教育局 assist=市财政局,等",
    "责任人：张伟，李志强；市教育局、市财政局负责": "leaders=张伟,李志强 responsible=市教育局,市财政局",
    "牵头领导：市委常委、副市长张伟；市政府办主任李志强": "leaders=张伟,李志强",
}


@pytest.mark.parametrize("who", WHO)
def test_units_behind_the_leaders_need_no_label(who: str) -> None:
    assert names(f"一、教育\n1.新建学校2所。（{who}）\n2.新建球场3个。（{who}）\n") == [
        f"1 新建学校2所。 {WHO[who]}",
        f"2 新建球场3个。 {WHO[who]}",
    ]


def test_a_task_behind_another_s_deadline_keeps_its_first_word() -> None:
    body = "一、教育\n1.新建学校2所。\n责任单位：市教育局\n完成时限：12月底前\n完成球场改造3个。\n责任单位：市体育局\n"
    assert names(body) == [
        "1 新建学校2所。 responsible=市教育局 due=2022-12-31",
        "- 完成球场改造3个。 responsible=市体育局",
    ]


def test_bold_labels_in_a_text_are_labels() -> None:
    body = "一、教育\n1.新建学校2所。\n**责任单位：**市教育局\n2.新建球场3个。\n**责任单位：**市体育局、市财政局\n"
    assert names(body) == ["1 新建学校2所。 responsible=市教育局", "2 新建球场3个。 responsible=市体育局,市财政局"]


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("市市场监管局市农科院", True),
        ("各县市区政府临湖高新区管委会", True),
        ("东湖区平山县人民政府", True),
        ("人行临州市中心支行金融监管总局临州监管分局", True),
        ("市治水专班成员单位各县市区人民政府", True),
        ("市公安局经开区分局", False),
        ("市教育局直属学校", False),
        ("市场监管局", False),
        ("各县市区人民政府", False),
    ],
)
def test_a_name_in_which_another_ends_is_told(name: str, several: bool) -> None:
    assert may_be_several(name) is several


def test_all_places_and_all_offices_are_two() -> None:
    assert units("各地、各部门").names == ["各地", "各部门"]
    assert units("各县、区政府").names == ["各县、区政府"]
