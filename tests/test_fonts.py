"""fonts: packaged faces only, every character checked, one small stamped subset."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from taskbook import fonts, workers
from taskbook.workers import Job

RARE = "垕埫剅"
WORDS = "筹资2.55亿元，完成44座危桥改造" + RARE


def no_work(*_: object) -> list[None]:
    raise AssertionError("made again")


def test_the_packaged_faces_hold_rare_name_characters() -> None:
    assert fonts.missing(RARE + "Ⅱ㎡①—…〔〕“”") == frozenset()


@pytest.mark.parametrize("char", ["\U0001f600", "\ue000", "\u200b"])
def test_a_character_without_a_glyph_is_found(char: str) -> None:
    assert fonts.missing(f"任务{char}\n") == {char}


def test_a_subset_holds_what_was_asked_for_and_little_else(tmp_path: Path) -> None:
    faces = fonts.subset(WORDS, tmp_path, workers.serial)
    assert [face.family for face in faces] == ["Taskbook Serif", "Taskbook Sans"]
    for face in faces:
        assert face.path.parent == tmp_path
        with TTFont(face.path) as font:
            assert set(font.getBestCmap()) == {ord(char) for char in WORDS + fonts.ALWAYS}


def test_a_subset_is_made_once_and_alike_every_time(tmp_path: Path) -> None:
    first = [face.path.read_bytes() for face in fonts.subset(WORDS, tmp_path / "a", workers.serial)]
    assert fonts.subset(reversed(WORDS), tmp_path / "a", lambda f, jobs, p=None: no_work() if jobs else [])
    assert [face.path.read_bytes() for face in fonts.subset(WORDS, tmp_path / "b", workers.mapper(2))] == first


def test_a_new_character_makes_a_new_subset(tmp_path: Path) -> None:
    fonts.subset(WORDS, tmp_path, workers.serial)
    named: list[str] = []

    def note(function: object, jobs: list[Job[object]], progress: object = None) -> list[None]:
        named.extend(job.name for job in jobs)
        return [None for _ in jobs]

    fonts.subset(WORDS + "鲤", tmp_path, note)  # type: ignore[arg-type]
    assert named == ["NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"]


def test_no_subset_is_made_where_a_glyph_is_missing(tmp_path: Path) -> None:
    with pytest.raises(fonts.MissingGlyphsError) as caught:
        fonts.subset(WORDS + "\ue001\ue000", tmp_path, workers.serial)
    assert caught.value.characters == "\ue000\ue001"
    assert list(tmp_path.iterdir()) == []


def test_the_style_sheet_names_each_face_by_file(tmp_path: Path) -> None:
    css = fonts.face_css(fonts.packaged())
    assert css.count("@font-face") == 2
    assert 'font-family: "Taskbook Serif"' in css
    assert "http" not in css
