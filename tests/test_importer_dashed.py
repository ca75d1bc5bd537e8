"""Assignments that stand behind a dash or a sign, without label and brackets. Every draft is proved."""

import pytest
from drafting import HEAD, drafted, names

from taskbook.importer.read import source
from taskbook.importer.structure.split import split

FORMS = {
    "——市经信局牵头，市发改委、市财政局配合": "lead=市经信局 assist=市发改委,市财政局",
    "—— 市经信局、市发改委": "responsible=市经信局,市发改委",
    "★市经信局，市发改委、市财政局": "responsible=市经信局,市发改委,市财政局",
    "—市经信局、各县（市、区）人民政府等负责": "responsible=市经信局,各县（市、区）人民政府,等",
    "→市经信局、市发改委。": "responsible=市经信局,市发改委",
}


@pytest.mark.parametrize("form", FORMS)
def test_units_behind_a_sign_on_a_line_of_their_own(form: str) -> None:
    body = f"一、经济\n1.新增规上企业12家。\n{form}\n2.改造供水管网30公里。\n{form}\n"
    assert names(body) == [f"1 新增规上企业12家。 {FORMS[form]}", f"2 改造供水管网30公里。 {FORMS[form]}"]


@pytest.mark.parametrize("form", FORMS)
def test_units_behind_a_sign_at_a_paragraph_s_end(form: str) -> None:
    body = f"一、经济\n1.新增规上企业12家。{form}\n2.改造供水管网30公里，整治内涝点4处。{form}\n"
    assert names(body) == [
        f"1 新增规上企业12家。 {FORMS[form]}",
        f"2 改造供水管网30公里，整治内涝点4处。 {FORMS[form]}",
    ]


def test_offices_without_a_city_s_name_are_read_where_others_show_the_form() -> None:
    body = "一、经济\n1.办好招聘会8场。\n——党群工作部、市人社局\n2.建成标准厂房6万平方米。\n——经济发展局、建设管理部\n"
    assert [line.split(" ")[2] for line in names(body)] == [
        "responsible=党群工作部,市人社局",
        "responsible=经济发展局,建设管理部",
    ]


def test_the_form_is_doubted_once_in_a_document() -> None:
    body = "一、经济\n" + "".join(f"{n}.新增规上企业{n}2家。\n——市经信局、市财政局\n" for n in range(1, 7))
    with drafted(body) as made:
        found = [question for question in made.questions if "没有标签和括号" in question.why]
    assert len(found) == 1 and not found[0].others


@pytest.mark.parametrize("words", ["——实现历史性突破", "——推动工业强市、农业富市", "——这是全市人民的期盼"])
def test_words_behind_a_dash_that_name_no_units_stay_words(words: str) -> None:
    body = f"一、经济\n1.新增规上企业12家{words}。（市经信局负责）\n2.改造供水管网30公里。（市住建局负责）\n"
    assert names(body)[0] == f"1 新增规上企业12家{words}。 responsible=市经信局"


def test_a_dash_between_figures_is_none() -> None:
    body = "一、经济\n1.新增上市公司1—2家（市经信局牵头，市发改委配合）\n2.改造供水管网30公里（市住建局牵头）\n"
    assert names(body)[0] == "1 新增上市公司1—2家 lead=市经信局 assist=市发改委"


def test_a_document_with_labels_keeps_its_dashes() -> None:
    body = "一、经济\n1.新增规上企业12家。（责任单位：市经信局）\n2.建校。（责任单位：——）\n"
    body += "3.修路。（责任单位：市交通局）\n"
    outline = split(source(HEAD + body))
    assert len(outline.drafts) == 3
