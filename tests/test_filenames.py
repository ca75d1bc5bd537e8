"""filenames: what a person reads where a booklet is taken away."""

import pytest

from taskbook import filenames


def test_names_say_city_year_and_whose_booklet() -> None:
    assert filenames.part("潜江市", 2021, "市交通运输局") == "潜江市2021年市交通运输局责任手册.pdf"
    assert filenames.whole("潜江市", 2021) == "潜江市2021年任务总册.pdf"
    assert filenames.table("潜江市", 2021, "a3") == "潜江市2021年任务分解表（A3）.pdf"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("项目/专班", "项目／专班.pdf"),
        ('问：a*b?"c"<d>|e\\f:g', "问：a＊b？＂c＂＜d＞｜e＼f：g.pdf"),
        ("两行\n一名 ", "两行 一名.pdf"),
    ],
)
def test_what_file_systems_do_not_take_becomes_its_wide_form(stem: str, name: str) -> None:
    assert filenames.named(stem) == name


def test_a_long_name_is_cut_and_says_so() -> None:
    name = filenames.named("市大气、水污染防治委员会成员单位" * 20)
    assert len(name.encode()) <= filenames.LONGEST
    assert name.startswith("市大气、水污染") and name.endswith("….pdf")


def test_booklets_of_one_name_are_kept_apart() -> None:
    pairs = [("a/unit-x.pdf", "吉市甲.pdf"), ("b/unit-x.pdf", "吉市甲.pdf"), ("c", "吉市乙.pdf")]
    assert filenames.apart(pairs) == {
        "a/unit-x.pdf": "吉市甲（a／unit-x.pdf）.pdf",
        "b/unit-x.pdf": "吉市甲（b／unit-x.pdf）.pdf",
        "c": "吉市乙.pdf",
    }
