"""fonts: which face each role is set in, every character checked, small stamped subsets."""

from pathlib import Path

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont
from officefaces import RARE

from taskbook import fonts, workers
from taskbook.prints import cutting, office
from taskbook.workers import Job

WORDS = "筹资2.55亿元，完成44座危桥改造）。" + RARE


def no_work(*_: object) -> list[None]:
    raise AssertionError("made again")


def noting(names: list[str]) -> workers.Mapper:
    """Return a mapper that makes nothing and notes what it should make."""

    def note(function: object, jobs: list[Job[object]], progress: object = None) -> list[None]:
        names.extend(job.name for job in jobs)
        return [None for _ in jobs]

    return note  # type: ignore[return-value]


# which face each role is set in


def test_by_default_every_role_is_set_in_a_packaged_face() -> None:
    faces = fonts.choose()
    assert faces.every == fonts.packaged()
    assert {role: [face.family for face in faces.of(role)] for role in fonts.ROLES} == {
        "Title": ["Taskbook Serif"],
        "Heading": ["Taskbook Sans"],
        "Kai": ["Taskbook Serif"],
        "Body": ["Taskbook Serif"],
        "Number": ["Taskbook Serif"],
    }


def test_an_office_s_faces_come_first_and_the_packaged_ones_after_them(office_fonts: Path) -> None:
    faces = fonts.choose(office_fonts)
    found = {role: [(face.path.name, face.index) for face in faces.of(role)] for role in fonts.ROLES}
    serif, sans = ("NotoSerifSC-Regular.otf", 0), ("NotoSansSC-Regular.otf", 0)
    assert found == {
        "Title": [serif],
        "Heading": [("simhei.ttf", 0), sans],
        "Kai": [("office.ttc", 0), serif],
        "Body": [("office.ttc", 1), serif],
        "Number": [serif],  # simsun.otf may not be embedded
    }


def test_fontconfig_tells_where_an_office_s_faces_are(
    office_fonts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{office_fonts}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>", "utf-8"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    assert office.find(None) == office.find(office_fonts)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.choose(fonts.OFFICE) == fonts.choose(fonts.PACKAGED)


def test_two_roles_with_one_file_share_a_family(office_fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "FACES", {"Kai": ("KaiTi",), "Body": ("仿宋_GB2312",), "Number": ("仿宋_GB2312",)})
    faces = fonts.choose(office_fonts)
    assert [face.family for face in faces.every] == ["Taskbook Body", "Taskbook Serif", "Taskbook Sans"]
    assert faces.of("Number") == faces.of("Body")


def test_roles_of_a_style_sheet_become_families(office_fonts: Path) -> None:
    css = 'p { font: 12pt "Body" } td { font-family: "Heading"; content: "Bodywork" }'
    assert fonts.dressed(css, fonts.choose()) == (
        'p { font: 12pt "Taskbook Serif" } td { font-family: "Taskbook Sans"; content: "Bodywork" }'
    )
    assert fonts.dressed(css, fonts.choose(office_fonts)).startswith(
        'p { font: 12pt "Taskbook Body", "Taskbook Serif" }'
    )


def test_words_in_charts_are_set_as_headings_are(office_fonts: Path) -> None:
    chart = '<svg font-family="Taskbook Sans">'
    assert fonts.charted(chart, fonts.choose()) == chart
    assert fonts.charted(chart, fonts.choose(office_fonts)) == '<svg font-family="Taskbook Heading,Taskbook Sans">'


@pytest.mark.parametrize("sheet", sorted((ROOT / "templates" / "print").glob("*.css")), ids=lambda path: path.name)
def test_style_sheets_name_roles_and_nothing_else(sheet: Path) -> None:
    assert "Taskbook" not in sheet.read_text("utf-8")


# whether a character can be set


def test_the_packaged_faces_hold_rare_name_characters() -> None:
    assert fonts.missing(RARE + "Ⅱ㎡①—…〔〕“”") == frozenset()


@pytest.mark.parametrize("char", ["\U0001f600", "\ue000", "\u200b"])
def test_a_character_without_a_glyph_is_found(char: str, office_fonts: Path) -> None:
    assert fonts.missing(f"任务{char}\n") == {char}
    assert fonts.missing(f"任务{char}{RARE}\n", fonts.choose(office_fonts)) == {char}


def test_what_an_office_s_face_lacks_is_told(office_fonts: Path) -> None:
    body, packaged = fonts.choose(office_fonts).of("Body")
    assert fonts.lacking("一" + RARE, body) == set(RARE)
    assert fonts.lacking("一" + RARE, packaged) == frozenset()


# subsets


def test_a_subset_holds_what_was_asked_for_and_the_common_characters(tmp_path: Path) -> None:
    faces = fonts.subset(WORDS, tmp_path, workers.serial)
    assert [face.family for face in faces] == ["Taskbook Serif", "Taskbook Sans"]
    for face in faces:
        assert face.path.parent == tmp_path
        with TTFont(face.path) as font:
            held = set(map(chr, font.getBestCmap()))
            assert held >= set(WORDS + fonts.ALWAYS)
            mirrored = set("∋≅")  # the subsetter adds what marks turn into where lines run from right to left
            assert held - fonts.common() - set(WORDS + fonts.ALWAYS) == mirrored


def test_frequent_characters_have_the_first_glyphs_so_that_a_pdf_keeps_room_for_few(tmp_path: Path) -> None:
    frequent = cutting.FREQUENT.read_text("utf-8").replace("\n", "")
    assert len(frequent) == len(set(frequent)) > 1500
    for face in fonts.subset(WORDS + frequent, tmp_path, workers.serial):
        with TTFont(face.path) as font:
            codes = font.getBestCmap()
            assert font.getGlyphID(codes[ord("、")]) < 100
            assert max(font.getGlyphID(codes[ord(char)]) for char in frequent) < len(frequent) + 100
            assert font.getGlyphID(codes[ord("龉")]) > len(frequent)


def test_common_characters_are_those_of_gb_2312() -> None:
    assert len([char for char in fonts.common() if "\u4e00" <= char <= "\u9fff"]) == 6763
    assert fonts.common() >= set("的啊齄，。〔〕①ⅡⅫ") and not fonts.common() & set("垕珺aA")


def test_all_faces_of_a_build_have_one_height_and_close_up_their_marks(office_fonts: Path, tmp_path: Path) -> None:
    faces = fonts.subset(WORDS + "一二三", tmp_path, workers.serial, fonts.choose(office_fonts))
    assert len(faces) == len({face.path for face in faces}) == 5
    for face in faces:
        with TTFont(face.path) as font:
            em, across, system = font["head"].unitsPerEm, font["hhea"], font["OS/2"]
            ups = {across.ascent, system.sTypoAscender, system.usWinAscent}
            downs = {-across.descent, -system.sTypoDescender, system.usWinDescent}
            assert (ups, downs) == ({round(cutting.ASCENT * em)}, {round(cutting.DESCENT * em)})
            assert (across.lineGap, system.sTypoLineGap) == (0, 0)
            if face.family != "Taskbook Heading":  # its boxes are no marks
                assert "chws" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_glyphs_are_numbered_by_their_places_as_the_pages_name_them(tmp_path: Path) -> None:
    for face in fonts.subset(WORDS, tmp_path, workers.serial):
        with TTFont(face.path) as font:
            _, *numbers = font["CFF "].cff.topDictIndex[0].charset
        assert numbers == [f"cid{place:05d}" for place in range(1, len(numbers) + 1)]


def test_a_subset_is_made_once_and_alike_every_time(tmp_path: Path) -> None:
    first = [face.path.read_bytes() for face in fonts.subset(WORDS, tmp_path / "a", workers.serial)]
    assert fonts.subset(reversed(WORDS), tmp_path / "a", lambda f, jobs, p=None: no_work() if jobs else [])
    assert [face.path.read_bytes() for face in fonts.subset(WORDS, tmp_path / "b", workers.mapper(2))] == first


def test_only_a_rare_character_makes_a_new_subset(tmp_path: Path) -> None:
    fonts.subset(WORDS, tmp_path, workers.serial)
    named: list[str] = []
    fonts.subset(WORDS + "鲤鱼", tmp_path, noting(named))
    assert named == []
    fonts.subset(WORDS + "鮈", tmp_path, noting(named))
    assert named == ["NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf"]


def test_a_likely_character_is_held_where_a_face_has_it_and_missed_nowhere(tmp_path: Path) -> None:
    for face in fonts.subset("一", tmp_path, workers.serial, likely="鮈\ue000"):
        with TTFont(face.path) as font:
            assert ord("鮈") in font.getBestCmap()
            assert 0xE000 not in font.getBestCmap()


def test_another_font_file_makes_a_new_subset(office_fonts: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    folder.mkdir()
    face = folder / "simhei.ttf"
    face.write_bytes((office_fonts / "simhei.ttf").read_bytes())
    fonts.subset("一", tmp_path / "cut", workers.serial, fonts.choose(folder))
    with TTFont(face) as font:
        font["name"].setName("Version 5.02", 5, 3, 1, 0x409)
        font.save(face)
    named: list[str] = []
    fonts.subset("一", tmp_path / "cut", noting(named), fonts.choose(folder))
    assert named == ["simhei.ttf"]


def test_no_subset_is_made_where_a_glyph_is_missing(tmp_path: Path) -> None:
    with pytest.raises(fonts.MissingGlyphsError) as caught:
        fonts.subset(WORDS + "\ue001\ue000", tmp_path, workers.serial)
    assert caught.value.characters == "\ue000\ue001"
    assert list(tmp_path.iterdir()) == []


def test_the_style_sheet_names_each_face_by_file() -> None:
    css = fonts.face_css(fonts.packaged())
    assert css.count("@font-face") == 2
    assert 'font-family: "Taskbook Serif"' in css
    assert "http" not in css
