"""text: folding keeps every character's place, typesetting restores Chinese punctuation, conversion keeps lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskbook.text import converted, converter, fold, fold_text, typeset

DECREE = st.text(
    st.sampled_from("市局完成新增，。：；（）()〔〕,.:;!? \t\n\u3000\xa0\u200b\xad12AB㎡①Ⅱ％著裏…"), max_size=60
)
ANY = st.text(max_size=60)


def test_folding_drops_white_space_of_every_kind() -> None:
    assert fold_text("俞 悦\u3000市\xa0长\t局\n") == "俞悦市长局"


def test_folding_drops_characters_without_width() -> None:
    assert fold_text("\ufeff牵头\u200b单\xad位\u2060：\u200e市局\ufe0f") == "牵头单位:市局"


def test_folding_makes_brackets_widths_and_signs_alike() -> None:
    assert fold_text("〔２０２１〕，［Ａ］％【甲】〈乙〉") == "(2021),(A)%(甲)(乙)"


def test_a_folded_character_knows_where_it_stood() -> None:
    key = fold("新 增①个㎡")
    assert key.text == "新增1个m2"
    assert key.places == (0, 2, 3, 4, 5, 5)


def test_a_folded_range_is_found_again_in_the_raw_text() -> None:
    raw = "牵头\u3000单位：市 局"
    span = fold(raw).span(2, 5)
    assert raw[span.start : span.end] == "单位："


@given(ANY | DECREE)
def test_places_never_go_back_and_stay_in_the_text(raw: str) -> None:
    key = fold(raw)
    assert len(key.text) == len(key.places)
    assert list(key.places) == sorted(key.places)
    assert all(0 <= place < len(raw) for place in key.places)


@given(ANY | DECREE)
def test_folding_what_is_folded_changes_nothing(raw: str) -> None:
    assert fold_text(fold_text(raw)) == fold_text(raw)


@given(DECREE)
def test_folding_a_converted_text_keeps_places_in_range(raw: str) -> None:
    key = fold(raw, converter("tw2s"))
    assert all(0 <= place < len(raw) for place in key.places)


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("完成投资2,000万元,增长5%;", "完成投资2,000万元，增长5%；"),
        ("自12:30起(含)", "自12:30起（含）"),
        ("责任 单位:市\u3000局", "责任单位：市局"),
        ("推进 5G 基站建设", "推进5G基站建设"),
        ("use plain words", "use plain words"),
        ("改造管网3公里.", "改造管网3公里。"),
        ("加强施工工地的扬尘防治.加大对高污染车辆的查处力度.", "加强施工工地的扬尘防治。加大对高污染车辆的查处力度。"),
        ("艾力.买买提", "艾力.买买提"),
        ("一.加快发展", "一.加快发展"),
        ("建设\u200b“互联网+ ”\xad平台", "建设“互联网+”平台"),
    ],
)
def test_typesetting(raw: str, right: str) -> None:
    assert typeset(raw) == right


@given(ANY | DECREE)
def test_typesetting_twice_changes_nothing_more(raw: str) -> None:
    assert typeset(typeset(raw)) == typeset(raw)


@given(DECREE)
def test_typesetting_keeps_the_words(raw: str) -> None:
    assert fold_text(typeset(raw)) == fold_text(raw)


@pytest.mark.parametrize(
    ("profile", "raw", "simplified"),
    [("t2s", "裏面著力", "里面著力"), ("tw2s", "這裡著力", "这里着力"), ("hk2s", "衞生着力", "卫生着力")],
)
def test_each_profile_converts_its_own_forms(profile: str, raw: str, simplified: str) -> None:
    assert converted(raw, converter(profile)) == simplified


def test_no_profile_converts_nothing() -> None:
    assert converter(None) is None
    assert converted("責任", None) == "責任"


def test_a_line_that_would_change_its_length_is_converted_by_character() -> None:
    def longer(text: str) -> str:
        return text.replace("發展", "发展了").replace("責", "责").replace("任", "任")

    assert converted("責任\n責任發展\n", longer) == "责任\n责任發展\n"


@given(ANY | DECREE, st.sampled_from(["t2s", "tw2s", "hk2s"]))
def test_a_converted_text_keeps_its_length(raw: str, profile: str) -> None:
    assert len(converted(raw, converter(profile))) == len(raw)
