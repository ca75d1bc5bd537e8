"""read: any file of the known formats becomes one text with paragraphs; all others are one clear error."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskbook.importer.formats import to_text
from taskbook.importer.read import LARGE, UnreadableError, decode, find_profile, find_repeated, read, read_all, source
from taskbook.workers import mapper, serial

DECREE = "一、工业\n1.新增企业10家。（牵头单位：市经信局，责任单位：市发展和改革委）\n"
TRADITIONAL = "一、工業\n1.新增企業10家,推進產業發展。（牽頭單位：市經信局，責任單位：市發展和改革委）\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_the_encoding_is_found_by_content(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert decode(mark + DECREE.encode(encoding), "a.txt") == DECREE


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8"])
def test_traditional_text_is_read_from_big5_and_from_gb18030(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "a.txt") == TRADITIONAL


def test_line_ends_of_every_system_become_one_kind() -> None:
    assert decode("一\r\n二\r三\v四\u2028五".encode(), "a.txt") == "一\n二\n三\n四\n五"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "文件是空的"),
        ("\ufeff\u3000\n".encode(), "文件是空的"),
        (bytes(range(256)) * 20, "不是文本文件"),
        (b"\x01\x02\x03abc", "不是文本文件"),
        ("東京都の計画です。".encode("shift-jis"), "既不是 UTF-8"),
        ("Été à la plage, où ça?".encode("latin-1"), "既不是 UTF-8"),
        (b"\xff\xfe\x00\xd8\x00", "已损坏"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0" + b"WPS", "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "Excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\x89PNG\r\n\x1a\n\0\0", "是图片"),
        (b"\xff\xd8\xff\xe0\0", "是图片"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "网页存档"),
        (b"PK\x03\x04broken", "已损坏"),
    ],
)
def test_what_cannot_be_read_is_one_error_that_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        to_text(data, "通知.xxx")
    assert str(caught.value).startswith("通知.xxx：")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "请" in str(caught.value)


@pytest.mark.parametrize(
    ("member", "says"),
    [("xl/workbook.xml", "Excel"), ("OFD.xml", "OFD"), ("content.xml", "OpenDocument"), ("通知.txt", "解压")],
)
def test_other_archives_are_named(member: str, says: str) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(member, "<x/>")
    with pytest.raises(UnreadableError, match=says):
        to_text(data.getvalue(), "a.zip")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        kind, text = to_text(data, "x")
    except UnreadableError:
        return
    assert kind and text.strip()


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"没有\.txt：打不开"):
        read(tmp_path / "没有.txt")


def test_standard_input_is_read_for_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DECREE.encode("gb18030"))))
    found = read(Path("-"))
    assert (found.raw, found.kind, found.name) == (DECREE, "text", "标准输入")


def test_a_source_knows_its_file_and_kind(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(DECREE.encode())
    found = read(path)
    assert (found.name, found.kind, found.profile, found.repeated) == ("通知.txt", "text", None, ())


@pytest.mark.parametrize("processes", [1, 2])
def test_large_files_are_read_side_by_side_and_keep_their_order(tmp_path: Path, processes: int) -> None:
    paths = [tmp_path / f"附件{number}.txt" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_text(f"{number}.新增企业10家。\n" * (9000 if number != 1 else 1), "utf-8")
    assert [path.stat().st_size > LARGE for path in paths] == [True, False, True]
    found = read_all(paths, mapper(processes))
    assert [(one.name, one.raw[0]) for one in found] == [("附件0.txt", "0"), ("附件1.txt", "1"), ("附件2.txt", "2")]


def test_a_large_file_that_cannot_be_read_is_named_as_any_other(tmp_path: Path) -> None:
    paths = [tmp_path / "通知.txt", tmp_path / "扫描.png"]
    paths[0].write_bytes(DECREE.encode() * 3000)
    paths[1].write_bytes(b"\x89PNG" + bytes(LARGE))
    with pytest.raises(UnreadableError, match=r"扫描\.png：是图片"):
        read_all(paths, serial)


def test_markdown_loses_its_marks_and_keeps_its_numbers() -> None:
    data = (
        "# 一、工业\n\n1. 新增**企业**10家。\n\n> 引文\n\n- 项\n\n| 序号 | 任务 |\n|---|---|\n| 1 | 甲<br>乙 |\n---\n"
    )
    lines = [line for line in to_text(data.encode(), "a.md")[1].split("\n") if line]
    assert lines == ["一、工业", "1. 新增企业10家。", "引文", "项", "序号\t任务", "1\t甲 乙"]


def test_a_text_file_keeps_every_character() -> None:
    assert to_text("# 一 *二* | 三\n".encode(), "a.txt") == ("text", "# 一 *二* | 三\n")


def test_paragraphs_know_where_they_stand_in_the_raw_text() -> None:
    found = source("一、工业\n\n 1.新 增10家。\n")
    assert [paragraph.text for paragraph in found.paragraphs] == ["一、工业", "1.新增10家。"]
    assert found.words(found.paragraphs[1].span(2, 4)) == "新 增"


def test_cells_are_the_ranges_between_tabs_empty_ones_too() -> None:
    row, plain = source("1\t修 路\t\t市局 \n无表格\n").paragraphs
    assert [row.text[start:end] for start, end in row.cells] == ["1", "修路", "", "市局"]
    assert plain.cells == ()


@given(st.lists(st.text(st.sampled_from("市局1 （\u3000㎡\u200b"), max_size=5), min_size=2, max_size=5))
def test_cells_cover_the_folded_line_without_gaps(cells: list[str]) -> None:
    for paragraph in source("\t".join(cells)).paragraphs:
        assert len(paragraph.cells) == len(cells)
        assert "".join(paragraph.text[start:end] for start, end in paragraph.cells) == paragraph.text


@pytest.mark.parametrize(
    ("raw", "profile"),
    [
        ("推进产业集群发展，责任单位：市经信局。", None),
        ("推动古镇“鄉賢館”开放，" + "加快建设各类公共服务设施，" * 5, None),
        ("着力推進產業集群發展，臺灣農民創業園，庫裏。", "t2s"),
        ("著力推進產業集群發展，這裡開展“雙安雙創”。", "tw2s"),
        ("衞生健康委員會着力推進產業發展，在裏面説明。", "hk2s"),
        ("為群眾辦好實事，啟動產業發展。", "tw2s"),
        ("着力推進名著編著出版，發展產業。", "t2s"),
        ("", None),
        ("2021 plan\n", None),
    ],
)
def test_the_conversion_profile_is_found(raw: str, profile: str | None) -> None:
    assert find_profile(raw) == profile


def test_words_of_a_traditional_text_are_simplified_and_keep_their_punctuation() -> None:
    found = source("著力推進產業,發展經濟。")
    assert found.paragraphs[0].text == "着力推进产业,发展经济。"
    assert found.words(found.paragraphs[0].span(0, 7)) == "着力推进产业,"


TASKS = [f"{n}.推进第{n}项重点产业集群升级，新增规模以上工业企业{n}家，完成投资{n}亿元。" for n in range(1, 13)]


def _texts(raw: str) -> list[str]:
    return [paragraph.text for paragraph in source(raw).paragraphs]


def test_of_two_printings_the_one_with_more_lines_is_the_document() -> None:
    squeezed, whole = "　".join(TASKS) + "\n", "\n".join(TASKS) + "\n"
    for raw in (f"门户\n标题\n{squeezed}标题\n{whole}完", f"标题\n{whole}广告\n标题\n{squeezed}完"):
        (span,) = find_repeated(raw)
        assert raw[span.start : span.end] == f"标题\n{squeezed}"
        assert _texts(raw).count("标题") == 1
        assert sum(text.startswith("1.推进") for text in _texts(raw)) == 1


def test_a_title_that_only_one_printing_has_does_not_hide_the_first_sentence() -> None:
    raw = "标题\n" + "\n".join(TASKS) + "\n" + "".join(TASKS) + "\n"
    assert len(_texts(raw)) == 1 + len(TASKS)


def test_white_space_and_line_ends_do_not_hide_a_second_printing() -> None:
    broken = "\n".join(task.replace("升级", "升 \n级") for task in TASKS)
    raw = "\n".join(TASKS) + "\n" + broken + "\n"
    (span,) = find_repeated(raw)
    assert "升级" in raw[span.start : span.end]
    assert "升 \n级" not in raw[span.start : span.end]


def test_two_printings_in_one_line_leave_one_of_them() -> None:
    raw = "".join(TASKS) + "".join(TASKS) + "完\n"
    assert "".join(_texts(raw)).count("推进第7项") == 1


def test_a_sentence_that_many_tasks_share_is_no_second_printing() -> None:
    shared = "各单位要切实加强组织领导，明确责任分工，确保任务落实到位。"
    assert find_repeated("\n".join(f"{task}{shared}" for task in TASKS)) == ()


def test_a_quoted_part_is_no_second_printing() -> None:
    assert find_repeated("\n".join([*TASKS, *TASKS[:5]])) == ()
