"""Cells and values: what people and their programs write is understood, what can't be is said plainly."""

from datetime import date, datetime
from typing import get_args

import pytest

from taskbook import entries
from taskbook.forms.cellwords import CellValue, MistakeError, same_number, shown, understood
from taskbook.forms.sheets import GOALS, MILESTONES, ROLES, TARGETS, TASKS, Column, Sheet

UNITS = {"市发改委": "市发改委", "市大气、水污染防治办": "市大气、水污染防治办", "东镇": "东镇", "等": "等"}


def column(sheet: Sheet, key: str) -> Column:
    return sheet.column(key)


@pytest.mark.parametrize(
    ("key", "cell", "style", "value"),
    [
        ("value", 20, "General", "20"),
        ("value", 2.55, "General", "2.55"),
        ("value", 0.1 + 0.2, "General", "0.3"),
        ("value", 1e15, "General", "1000000000000000"),
        ("value", 0.6, "0%", "60"),
        ("value", 0.045, "0.0%", "4.5"),
        ("value", "２．５５", "@", "2.55"),
        ("value", " 1,200 ", "@", "1200"),
        ("value", "10～12", "@", "10..12"),
        ("value", "10 - 12", "@", "10..12"),
        ("value", "10至12", "@", "10..12"),
        ("value", "", "@", ""),
        ("value", "　", "@", ""),
        ("op", "不少于", "@", ">="),
        ("op", ">=", "@", ">="),
        ("op", "≥", "@", None),
        ("measure", " 新增量", "@", "added"),
        ("effort", "√", "@", "true"),
        ("effort", True, "General", "true"),
        ("effort", 1, "General", "true"),
        ("effort", "否", "@", ""),
        ("by", "2021年6月", "@", "2021-06"),
        ("by", "2021.6", "@", "2021-06"),
        ("by", 2022, "General", "2022"),
        ("by", 2022.0, "General", "2022"),
        ("by", datetime(2021, 6, 1), "yyyy-mm", "2021-06"),
        ("by", datetime(2021, 6, 1), 'yyyy"年"m"月"', "2021-06"),
        ("by", datetime(2021, 6, 30), "yyyy-mm-dd", "2021-06-30"),
        ("by", "2021年13月", "@", None),
        ("by", "上半年", "@", None),
        ("unit", "％", "@", "%"),
        ("unit", "亿 元", "@", "亿元"),
        ("verb", "启动,建设", "@", "启动，建设"),
        ("verb", "启动\n建设 ", "@", "启动建设"),
        ("by_text", datetime(2021, 6, 30), "m月d日", None),
        ("indicator", True, "General", None),
        ("value", datetime(2021, 6, 30), "General", None),
        ("value", "-5", "@", None),
        ("value", "约3000", "@", None),
        ("value", "12..10", "@", None),
    ],
)
def test_a_cell_of_a_target_is_understood_or_refused(key: str, cell: CellValue, style: str, value: str | None) -> None:
    assert said(column(TARGETS, key), cell, style) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (datetime(2021, 6, 30), "2021-06-30"),
        (44377, "2021-06-30"),
        (20210630, "2021-06-30"),
        ("2021/6/30", "2021-06-30"),
        ("2021.06.30", "2021-06-30"),
        ("２０２１年６月３０日", "2021-06-30"),
        ("2021-06-30 00:00:00", "2021-06-30"),
        ("2021-02-30", None),
        ("6月30日", None),
        ("年内", None),
        (12, None),
    ],
)
def test_a_deadline_is_a_day_however_it_is_written(cell: CellValue, value: str | None) -> None:
    assert said(column(TASKS, "due"), cell, "General") == value


@pytest.mark.parametrize(
    ("cell", "value", "word"),
    [
        ("市发改委 ", "市发改委", ""),
        ("市大气、水污染防治办", "市大气、水污染防治办", ""),
        ("市发改委、东镇", None, "一格里写了 2 个名称"),
        ("市发改局", None, "最相近的：市发改委"),
        (12, None, "登记表里没有“12”"),
    ],
)
def test_a_name_is_one_of_the_registry(cell: CellValue, value: str | None, word: str) -> None:
    if value is not None:
        assert understood(column(ROLES, "name1"), cell, "@", UNITS) == value
        return
    with pytest.raises(MistakeError, match=word):
        understood(column(ROLES, "name1"), cell, "@", UNITS)


def said(kind: Column, cell: CellValue, style: str) -> str | None:
    """Return the value that a cell means; None where it is refused with a sentence."""
    try:
        return understood(kind, cell, style, {})
    except MistakeError as mistake:
        assert str(mistake).endswith(("。", "里。"))
        return None


@pytest.mark.parametrize("sheet", [TASKS, TARGETS, MILESTONES, GOALS], ids=lambda sheet: sheet.name)
def test_what_is_shown_is_understood_as_what_was_written(sheet: Sheet) -> None:
    examples = {
        "number": ("20", "2.55", "2.50", "0.1", "10..12", "12345678901234567890"),
        "date": ("2021-06-30",),
        "moment": ("2021", "2021-06", "2021-06-30"),
        "flag": ("true",),
        "text": ("启动建设", "“两化”融合"),
        "note": ("见2021年7月通知",),
        "measure_word": ("%", "个百分点"),
    }
    for kind in sheet.columns:
        for value in (*kind.choices, *examples.get(kind.kind, ()), ""):
            cell = shown(kind, value)
            again = understood(kind, cell, "@", {}) if kind.open else value
            assert again == value


def test_every_choice_of_the_yaml_is_offered() -> None:
    for key, choices in (("op", entries.Op), ("measure", entries.Measure), ("kind", entries.GoalKind)):
        assert set(column(TARGETS, key).choices) == set(get_args(choices))
        assert len(set(column(TARGETS, key).choices.values())) == len(get_args(choices))


def test_columns_are_fields_of_the_yaml() -> None:
    models = ((TASKS, entries.TaskEntry), (TARGETS, entries.TargetEntry), (MILESTONES, entries.MilestoneEntry))
    for sheet, model in models:
        fields = {kind.key for kind in sheet.columns if kind.open}
        assert fields <= set(model.model_fields)


def test_numbers_are_the_same_however_long() -> None:
    assert same_number("2.5", "2.50")
    assert not same_number("2.5", "2.51")
    assert not same_number("10..12", "10..12")


def test_dates_are_shown_as_dates() -> None:
    assert shown(column(TASKS, "due"), "2021-06-30") == date(2021, 6, 30)
