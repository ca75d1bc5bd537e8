"""The review list: what has one cause is one entry of a few places, and every place can be found."""

import pytest
from drafting import drafted

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.review import questions
from taskbook.reviewlist import write

RAW = "".join(f"{n}.新增企业{n}0家。\n" for n in range(1, 10))
WHY, TODO = "编制、出台类的事项读作了节点", "不算节点时删去"


def doubt(line: int, why: str = WHY, todo: str = TODO) -> Doubt:
    start = sum(len(row) for row in RAW.splitlines(keepends=True)[: line - 1])
    return Doubt(f"第{line}处", why, todo, Span(start, start + 4))


def test_places_with_one_cause_are_one_entry_of_at_most_four() -> None:
    asked = questions(RAW, [doubt(n) for n in range(1, 7)])
    assert [1 + len(question.others) for question in asked] == [4, 2]
    assert [question.where for question in asked] == ["source.txt:1:1", "source.txt:5:1"]


def test_the_same_thing_at_many_places_is_settled_once() -> None:
    same = [Doubt("甲单位", WHY, TODO, doubt(n).span) for n in range(1, 8)]
    asked = questions(RAW, [*same, doubt(8), doubt(9)])
    assert [1 + len(question.others) for question in asked] == [9]


def test_an_entry_names_each_of_its_places_with_the_words_around() -> None:
    text = write("甲市", questions(RAW, [doubt(1), doubt(3)]))
    assert text.count("\n## ") == 1 and "（等 2 处）" in text
    assert text.count("- 处理：") == 1
    for line in (1, 3):
        assert f"- source.txt:{line}:1\n  - 原文：" in text and f"  - 读作：第{line}处\n  - 疑问：{WHY}" in text


def test_other_advice_is_another_entry() -> None:
    asked = questions(RAW, [doubt(1), doubt(2, "另一疑问", "另一处理"), doubt(3)])
    assert [(question.read, len(question.others)) for question in asked] == [("第1处", 1), ("第2处", 0)]


def test_a_doubt_about_the_whole_document_stands_alone() -> None:
    asked = questions(RAW, [doubt(1), Doubt("市名", "推知的", "核对"), Doubt("省", "推知的", "核对")])
    assert [(question.where, question.read) for question in asked] == [
        ("source.txt:1:1", "第1处"),
        ("全文", "市名；省"),
    ]


@pytest.mark.parametrize(("units", "entries"), [(3, 1), (10, 1), (11, 2)])
def test_a_few_guessed_units_are_looked_over_with_the_document(units: int, entries: int) -> None:
    found = [Doubt("市名", "推知的", "核对")]
    found += [Doubt(f"第{n}局", "类别推测为 department", "核对 units.yml") for n in range(units)]
    assert len(questions(RAW, found)) == entries


@pytest.mark.parametrize(("tasks", "places"), [(9, ["全文"]), (30, ["source.txt:2:1", "全文"])])
def test_the_units_of_a_short_document_are_looked_over_in_one_go(tasks: int, places: list[str]) -> None:
    at = RAW.index("\n") + 1
    found = [Doubt("市名", "推知的", "核对"), Doubt("东区", "只写地名", "核对 units.yml", Span(at, at + 2))]
    asked = questions(RAW, found, [Span(n, n + 1) for n in range(tasks)])
    assert [question.where for question in asked] == places
    assert "东区" in asked[0].read and ("source.txt:2:1" in asked[0].read) == (tasks < 30)


def test_plain_units_of_an_unknown_make_are_looked_over_with_the_document_s_units() -> None:
    body = "一、经济\n1.建校。（责任单位：市教育局、各村（社区））\n2.建院。（责任单位：市卫健委、公安机关）\n"
    with drafted(body) as made:
        units = [question for question in made.questions if "公安机关" in question.read]
    assert [(question.where, "各村（社区）" in question.read) for question in units] == [("全文", True)]


def test_odd_words_among_the_units_keep_their_place() -> None:
    with drafted("一、经济\n1.建校。（责任单位：市教育局、抓紧抓好2项）\n2.建院。（责任单位：市卫健委）\n") as made:
        assert any(question.where != "全文" and "抓紧抓好" in question.read for question in made.questions)
