"""The fixed Chinese words for values of the data."""

from datetime import date

import pytest

from taskbook import booklet_views, wording
from taskbook.entries import RuleEntry
from taskbook.model import Book


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, ""),
        ({"by": date(2021, 3, 1)}, "2021年3月1日前"),
        ({"cadence": "quarterly"}, "每季度"),
        ({"cadence": "quarterly", "by_text": "每季度结束后5日内"}, "每季度结束后5日内"),
        ({"by_text": "年底前"}, "年底前"),
    ],
)
def test_a_duty_is_due_as_the_document_prints_it(said: dict[str, object], shown: str) -> None:
    assert wording.due(RuleEntry.model_validate({"what": "报送进展", "quote": "报送进展", **said})) == shown


def test_booklets_show_when_duties_are_due_that_have_no_day(real_book: Book) -> None:
    city = next(city for city in real_book.cities if city.id == "xuchang")
    rules = booklet_views.plan_view(city, city.plans[0])["rules"]
    assert [rule["when"] for rule in rules] == ["", "每季度", "年底前", "每季度", "年底前"]
