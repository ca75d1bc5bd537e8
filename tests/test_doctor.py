"""The doctor: what it says of programs, faces and site.yml, and when it says that something is missing."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from conftest import GOLDEN, Run

from taskbook import prints
from taskbook.entries import SiteEntry
from taskbook.prints import doctor, speed

SITE = {"title": "任务册", "publisher": {"kind": "government", "name": "示范市"}, "as_of": "2021-06-30"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "content")
    return tmp_path / "content"


def about(lines: list[str], words: str) -> str:
    (found,) = [line for line in lines if words in line]
    return found


def test_a_machine_that_lacks_nothing_is_told_so_line_by_line(run: Run, content: Path, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    code, out, err = run("--content", content, "--site", tmp_path / "site", "doctor")
    assert (code, err) == (0, [])
    assert all(re.match("(正常|提示)　", line) for line in out)
    for words in ("Python 3.", "Pango 1.", f"WeasyPrint {speed.VERSION}（加速可用）", "随附字体 pylopdf-fonts-zh-cn"):
        assert about(out, words).startswith("正常")
    body = about(out, "正文（仿宋）")
    assert re.search(r"随附的 Noto Serif SC（NotoSerifSC-Regular.otf，版本 2\.\d+，SHA-256 [0-9a-f]{12}…）", body)
    assert re.search(r"册子的 \d{3} 个字都有$", body)
    assert sorted(tmp_path.rglob("*")) == before


def test_it_says_which_office_face_is_used_and_what_it_lacks(
    run: Run, content: Path, tmp_path: Path, office_fonts: Path
) -> None:
    code, out, _ = run("--content", content, "--site", tmp_path / "site", "doctor", "--fonts", office_fonts)
    assert code == 0
    body = about(out, "正文（仿宋）")
    assert body.startswith("提示　正文（仿宋）：仿宋_GB2312（office.ttc，版本 2.003，SHA-256 ")
    lacking = re.search(r"个字中缺 (\d+) 个：(\S+)，改用随附的 Noto Serif SC", body)
    assert lacking and len(lacking[2]) == int(lacking[1])
    assert "危" in lacking[2] and "任" not in lacking[2]
    assert "没有找到办公字体，用随附的 Noto Serif SC" in about(out, "标题（小标宋）")


def test_a_character_that_no_face_has_is_missing(run: Run, content: Path, tmp_path: Path) -> None:
    site = content / "site.yml"
    site.write_text(site.read_text("utf-8").replace("name: 样例编者", "name: 样例编者\ue123"), "utf-8")
    code, out, err = run("--content", content, "--site", tmp_path / "site", "doctor")
    assert code == 1
    assert about(out, "正文（仿宋）").startswith("缺少")
    assert about(out, "正文（仿宋）").endswith("没有字体能印的：[U+E123]")
    assert err == ["缺少 5 样，补上以前不能生成网站和册子。"]


def test_content_with_mistakes_is_no_hindrance(run: Run, content: Path, tmp_path: Path) -> None:
    (content / "site.yml").write_text("title: [", "utf-8")
    code, out, _ = run("--content", content, "--site", tmp_path / "site", "doctor")
    assert code == 0
    assert "运行 build.py check" in about(out, "数据有 1 处错误")
    assert about(out, "正文（仿宋）").startswith("正常")


def test_settings_that_are_not_written_are_named_with_what_goes_without() -> None:
    entry = SiteEntry.model_validate(SITE)
    assert [finding.words.split("（")[0] for finding in doctor.site(entry)] == [
        f"site.yml 没有写 {key}"
        for key in ("address", "repository", "licence", "domain", "id_code", "column_type", "organiser", "icp")
    ]
    other = SiteEntry.model_validate(SITE | {"publisher": {"kind": "independent", "name": "编者"}, "licence": "CC0"})
    assert [finding.words.split("（")[0] for finding in doctor.site(other)] == [
        "site.yml 没有写 address",
        "site.yml 没有写 repository",
    ]


@pytest.mark.parametrize(("printer", "writer"), [("71.0", speed.WRITER), (speed.VERSION, "0.14.0")])
def test_a_weasyprint_or_pydyf_of_another_version_prints_slowly(
    monkeypatch: pytest.MonkeyPatch, printer: str, writer: str
) -> None:
    monkeypatch.setattr(speed, "versions", lambda: (printer, writer, "1.56.0"))
    lines = [str(finding) for finding in doctor.tools()]
    fit = f"WeasyPrint {speed.VERSION} 和 pydyf {speed.WRITER}"
    said = f"提示　WeasyPrint {printer}（pydyf {writer}）：能印，但加速只用于 {fit}，印制会慢"
    assert about(lines, "WeasyPrint") == said


def test_without_weasyprint_nothing_can_be_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(prints, "speed")
    monkeypatch.setitem(sys.modules, "taskbook.prints.speed", None)
    lines = [str(finding) for finding in doctor.tools()]
    assert about(lines, "WeasyPrint").startswith("缺少　WeasyPrint（")
    assert about(lines, "WeasyPrint").endswith("：运行 make site 安装")


def test_a_program_that_is_not_there_is_a_remark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = [str(finding) for finding in doctor.tools()]
    for name in ("git", "fc-list", "chromium", "soffice"):
        assert about(lines, f"没有 {name}：").startswith("提示")


@pytest.mark.parametrize("before", [True, False])
def test_a_folder_that_is_not_there_is_a_mistake(run: Run, content: Path, tmp_path: Path, before: bool) -> None:
    option = ["--fonts", "楷体"]
    words = [*option, "doctor"] if before else ["doctor", *option]
    code, _, err = run("--content", content, "--site", tmp_path / "site", *words)
    assert code == 2
    assert "没有字体文件夹 楷体；写 packaged、office 或一个文件夹" in err[-1]
