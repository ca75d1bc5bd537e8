"""Numbers in Chinese words."""

import pytest

from taskbook.spoken import SHARE, numbers, share, value


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("两", 2), ("十", 10), ("二十", 20), ("三十五", 35), ("百", 100), ("三百", 300), ("两千", 2000),
        ("一千二百", 1200), ("三百五", None), ("十百", None), ("一一", None), ("", None), ("甲", None),
    ],
)  # fmt: skip
def test_numerals(words: str, number: int | None) -> None:
    assert value(words) == number


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("百分之八十", "80"), ("百分之六点五", "6.5"), ("七成", "70"), ("四成半", "45"), ("四分之三", "75"),
        ("五分之二", "40"), ("一半", "50"), ("半数", "50"), ("百分之一百", "100"),
    ],
)  # fmt: skip
def test_shares(words: str, percent: str) -> None:
    match = SHARE.fullmatch(words)
    assert match is not None and share(match) == percent


def test_a_third_is_no_exact_decimal() -> None:
    assert SHARE.search("三分之一") is None
    assert list(numbers("两所学校的七成")) == ["2", "7", "70"]
