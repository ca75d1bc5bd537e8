"""Deadlines: which words set one, and which fix a day."""

from datetime import date

import pytest

from taskbook.dues import due_fields, text_due


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("2021年12月31日", {"due": date(2021, 12, 31)}),
        ("6月底前", {"due": date(2022, 6, 30)}),
        ("3月1日前", {"due": date(2022, 3, 1)}),
        ("6月底前出台", {"due": date(2022, 6, 30), "due_text": "6月底前出台"}),
        ("年底前完成", {"due_text": "年底前"}),
        ("秋季", {"due_text": "秋季"}),
        (None, {}),
    ],
)
def test_only_words_that_fix_a_day_become_a_date(words: str | None, fields: dict[str, object]) -> None:
    assert due_fields(words, 2022) == fields


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("推动天然气管线年内通气。", "年内"),
        ("2025年年底前建成大桥。", "2025年年底前"),
        ("建成大桥。年底前开工高铁。", None),
        ("建成大桥。", None),
    ],
)
def test_a_deadline_governs_a_task_of_one_clause(text: str, due: str | None) -> None:
    assert text_due(text) == due
