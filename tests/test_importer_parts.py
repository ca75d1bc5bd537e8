"""What a figure is a part of, on which basis a growth is reckoned, and how much less something is."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets

KNOWN = Known(2025)


def read(text: str, *keys: str) -> list[str]:
    return [
        " ".join(str(row[key]) for key in keys if key in row) for row in read_targets(text + "。", known=KNOWN).targets
    ]


@pytest.mark.parametrize(
    "words",
    [
        "同口径",
        "按可比口径",
        "剔除退税因素后",
        "扣除政策性因素影响",
        "按不变价计算",
        "名义",
        "考虑基数因素",
        "老口径同比",
    ],
)
def test_the_basis_of_a_growth_is_no_indicator(words: str) -> None:
    found = read(f"契税收入12亿元，{words}增长6%", "indicator", "value", "measure", "quote")
    assert found == ["契税收入 12 level 契税收入12亿元", f"契税收入 6 growth {words}增长6%"]


def test_a_growth_behind_a_part_is_the_parts_own() -> None:
    text = "客运量达到8000万人次，其中铁路3000万人次，增长5%，公路5000万人次，增长2%"
    assert read(text, "indicator", "value", "among") == [
        "客运量 8000",
        "铁路 3000 客运量",
        "铁路 5 客运量",
        "公路 5000 客运量",
        "公路 2 客运量",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新增托位900个，其中公办300个，民办600个", ["公办", "民办"]),
        ("新增托位1.2千个，其中公办300个，民办900个，改造食堂4个", ["公办", "民办"]),
        (
            "农业总产值90亿元，其中种植业产值40亿元，增长3%；畜牧业产值20亿元",
            ["种植业产值", "种植业产值", "畜牧业产值"],
        ),
        ("新增托位900个，其中公办300个，社区驿站20个", ["公办"]),
    ],
)
def test_the_parts_of_a_list_fill_the_whole(text: str, parts: list[str]) -> None:
    found = read_targets(text + "。", known=KNOWN).targets
    assert [row["indicator"] for row in found if "among" in row] == parts


def test_parts_larger_than_their_whole_are_those_of_the_whole_before() -> None:
    text = "安排文体项目20个，计划完工6个，其中馆所11个、步道9个"
    assert read(text, "verb", "indicator", "value", "among") == [
        "安排 文体项目 20",
        "完工 文体项目 6",
        "安排 馆所 11 文体项目",
        "安排 步道 9 文体项目",
    ]


def test_parts_larger_than_any_whole_are_doubted() -> None:
    doubts = read_targets("新建场馆8座，其中体育馆6座、剧院5座。", known=KNOWN).doubts
    assert [doubt.why for doubt in doubts] == ["“其中”各项之和大于总数，核对 among"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("亩均用水量下降6%", "下降"),
        ("赤潮面积削减20平方公里", "削减"),
        ("用电价格下调5%", "下调"),
        ("城乡收入差距缩小3%", "缩小"),
        ("差错率降0.2个百分点", "降"),
    ],
)
def test_a_decrease_is_told_by_its_verb(text: str, verb: str) -> None:
    assert read(text, "measure", "verb") == [f"growth {verb}"]
    assert read("港口吞吐量增长6%", "measure", "verb") == ["growth"]


def test_a_later_year_holds_for_all_goals_of_its_sentence() -> None:
    text = "到2028年科技馆达到9座，文物修复率达到90%，新增书屋3家。新增绿道5公里"
    assert read(text, "value", "by") == ["9 2028", "90 2028", "3 2028", "5"]
