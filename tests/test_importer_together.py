"""Two leaders in one cell, label or heading, whatever stands between their names. Every draft is proved."""

import pytest
from drafting import drafted, tasks

from taskbook.importer.roles.people import people

TOGETHER = {
    "何建军（常务副市长）宋丽": {"何建军": "常务副市长"},
    "何建军（常务副市长）　宋丽（市委常委）": {"何建军": "常务副市长", "宋丽": "市委常委"},
    "何建军（副市长）宋 丽": {"何建军": "副市长"},
    "何建军 宋丽": {},
    "何建军/宋丽": {},
    "何建军／宋丽": {},
    "何建军｜宋丽": {},
    "常务副市长何建军副市长宋丽": {"何建军": "常务副市长", "宋丽": "副市长"},
    "何建军副市长宋丽副市长": {"何建军": "副市长", "宋丽": "副市长"},
    "何建军常务副市长宋丽": {"何建军": "常务副市长"},
}


@pytest.mark.parametrize("words", TOGETHER)
def test_two_leaders_run_together_are_two(words: str) -> None:
    found = people(words)
    assert (found.names, found.titles, found.doubtful, found.joined) == (["何建军", "宋丽"], TOGETHER[words], [], [])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("何建军(副州长)岩温叫(州委常委)", ["何建军", "岩温叫"]),
        ("何建军(副旗长)斯琴高娃(政协副主席)", ["何建军", "斯琴高娃"]),
        ("何建军(副县长)欧阳志明(县委常委)", ["何建军", "欧阳志明"]),
        ("何建军(副县长)阿依·努尔", ["何建军", "阿依·努尔"]),
        ("高新区管委会主任宋丽", ["宋丽"]),
        ("何建军同志", ["何建军"]),
    ],
)
def test_names_of_other_peoples_are_leaders_and_places_are_none(words: str, names: list[str]) -> None:
    assert people(words).names == names


ONE = ("巴彦巴特尔同志", "江北区长宋丽", "柳湾镇党委书记宋丽", "高新区副区长宋丽", "何建军(副县长)等同志")


@pytest.mark.parametrize("words", ONE)
def test_one_leader_stays_one(words: str) -> None:
    assert len(people(words).names) == 1


def test_names_with_nothing_between_them_are_two_and_doubted() -> None:
    found = people("何建军宋丽")
    assert (found.names, found.joined) == (["何建军", "宋丽"], ["何建军宋丽"])


BODY = "1.新增规上企业12家。（责任单位：市经信局）\n2.改造供水管网30公里。（责任单位：市住建局）\n"
HEADINGS = (
    "一、{}牵头工作",
    "（一）由{}负责的事项",
    "一、责任领导：{}",
)


@pytest.mark.parametrize("words", TOGETHER)
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_gives_both_leaders(heading: str, words: str) -> None:
    with drafted(f"{heading.format(words)}\n{BODY}") as made:
        assert [task.get("leaders") for task in made.records.tasks] == [["何建军", "宋丽"]] * 2


@pytest.mark.parametrize("words", TOGETHER)
def test_a_cell_gives_both_leaders(words: str) -> None:
    rows = f"1\t新增规上企业12家\t{words}\t市经信局\n2\t改造供水管网30公里\t{words}\t市住建局\n"
    read = tasks(f"序号\t任务\t责任领导\t责任单位\n{rows}")
    assert [task.get("leaders") for task in read] == [["何建军", "宋丽"]] * 2
