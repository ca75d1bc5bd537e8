"""Signs beside units that no note explains: never a part of the name, and doubted once. Every draft is proved."""

import pytest
from drafting import drafted

SIGNS = ("①", "¹", "1）", "（1）", "[1]", "〔2〕", "*", "**", "†", "注1", "③")
FORMS = (
    "（责任单位：市经信局{0}、市发改委）",
    "（责任单位：市经信局、市发改委{0}）",
    "【责任单位】市经信局{0}、市发改委{0}",
    "\n责任单位：市经信局{0}、市发改委",
)


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_s_sign_is_no_part_of_a_unit_s_name(form: str, sign: str) -> None:
    said = form.format(sign)
    with drafted(f"一、经济\n1.新增规上企业12家。{said}\n2.改造供水管网30公里。{said}\n") as made:
        assert [task.get("responsible") for task in made.records.tasks] == [["市经信局", "市发改委"]] * 2
        doubts = [doubt for doubt in made.records.doubts if "记号" in doubt.why]
        assert len(doubts) == 1 and "处" in doubts[0].why


@pytest.mark.parametrize("sign", ["①", "¹", "*", "（2）"])
def test_signs_in_cells_and_before_verbs(sign: str) -> None:
    rows = f"1\t新增规上企业12家\t市经信局{sign}、市发改委\n2\t改造供水管网30公里\t市住建局\n"
    verbs = (
        f"一、经济\n1.新增规上企业12家。（市经信局{sign}牵头，市发改委{sign}配合）\n2.建校。（市教育局{sign}负责）\n"
    )
    with drafted(f"序号\t任务\t责任单位\n{rows}") as made:
        assert [task["responsible"] for task in made.records.tasks] == [["市经信局", "市发改委"], ["市住建局"]]
    with drafted(verbs) as made:
        first, second = made.records.tasks
        assert (first["lead"], first["assist"], second["responsible"]) == (["市经信局"], ["市发改委"], ["市教育局"])


def test_numbers_before_units_and_explained_signs_are_no_footnotes() -> None:
    with drafted("一、经济\n1.建校。（责任单位：①市教育局；②市财政局）\n2.修路。（责任单位：市交通局）\n") as made:
        assert not [doubt for doubt in made.records.doubts if "记号" in doubt.why and "处" in doubt.why]
    note = "注：带*号的为牵头单位。\n"
    with drafted(
        f"一、经济\n1.建校。（责任单位：市教育局*、市财政局）\n2.修路。（责任单位：市交通局）\n{note}"
    ) as made:
        assert made.records.tasks[0]["lead"] == ["市教育局"]
        assert not [doubt for doubt in made.records.doubts if "记号" in doubt.why]
