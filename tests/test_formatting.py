"""fmt: one canonical form, every comment kept, nothing touched that is canonical already."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import CONTENT, GOLDEN, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_yamledit import edits
from test_yamlfile import plain

from taskbook.editing.form import canonical
from taskbook.editing.writing import write
from taskbook.problems import ContentError


def form(text: str) -> str:
    return canonical(text.encode(), "f.yml")


def test_quotes_brackets_blanks_and_indents_become_canonical() -> None:
    assert form(
        "chapter:   '一、甲'\ntasks:\n    - {id: a-2021-001, text: \"乙\"}\n    -   id: 'a-2021-002'\n"
        "        lead:\n            - 市发改委\n            - 等\n        targets: [{indicator: x, value: '2'}]"
    ) == (
        "chapter: 一、甲\ntasks:\n- id: a-2021-001\n  text: 乙\n- id: a-2021-002\n  lead: [市发改委, 等]\n"
        '  targets:\n  - {indicator: x, value: "2"}\n'
    )


def test_comments_stay_above_their_lines() -> None:
    assert form(
        "# 头\n\n\n- id: a\n  # 别名\n  aliases:\n    # 里面的\n    - 甲\n    # 又一个\n    - 乙\n"
        "      # 到此\n# 下一条\n\n- id: b\n# 尾\n\n"
    ) == (
        "# 头\n\n- id: a\n  # 别名\n  # 里面的\n  # 又一个\n  aliases: [甲, 乙]\n  # 到此\n# 下一条\n\n- id: b\n# 尾\n"
    )


def test_hashes_in_words_are_no_comments() -> None:
    assert form("a: |\n  一\n  # 二\n\n  三\nb: '甲\n\n  # 乙'\n") == 'a: "一\\n# 二\\n\\n三"\nb: "甲\\n# 乙"\n'


def test_a_windows_file_becomes_a_plain_one() -> None:
    assert canonical("\ufeffa: 甲\r\n# 乙\r\nb: 丙".encode(), "f.yml") == "a: 甲\n# 乙\nb: 丙\n"


def test_mistakes_that_a_person_must_mend_are_said_with_their_places() -> None:
    with pytest.raises(ContentError) as caught:
        form("a: 甲 # 丢\nb：乙\n")
    assert {problem.code for problem in caught.value.problems} <= {"trailing-comment", "wide-colon", "yaml"}


@settings(max_examples=50, deadline=None)
@given(edits())
def test_form_keeps_data_and_comments_and_stays_once_reached(case: Any) -> None:
    text = case[0]
    once = form(text)
    assert plain(once) == plain(text)
    assert form(once) == once
    assert [line.strip() for line in once.splitlines() if line.strip().startswith("# ")].count("# 注释") == text.count(
        "# 注释"
    )


@settings(max_examples=100, deadline=None)
@given(st.text("a:- []{}\"'|>#\n，甲", max_size=40))
def test_any_readable_text_keeps_its_data(text: str) -> None:
    try:
        once = form(text)
    except ContentError:
        return
    assert plain(once) == plain(text)
    assert form(once) == once


@pytest.mark.parametrize("path", sorted([*GOLDEN.rglob("*.yml"), *CONTENT.rglob("*.yml")]), ids=lambda path: path.name)
def test_all_data_is_canonical(path: Path) -> None:
    assert canonical(path.read_bytes(), path.name) == path.read_text("utf-8")


def test_the_command_checks_then_rewrites_only_what_is_not_canonical(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    units = content / "shifan/units.yml"
    before = units.read_text("utf-8")
    units.write_text(before.replace("name: 市财政局", "name:  '市财政局'"), "utf-8")
    times = {path: path.stat().st_mtime_ns for path in content.rglob("*.yml") if path != units}
    line = before[: before.index("name: 市财政局")].count("\n") + 1
    code, out, err = run("--content", content, "fmt", "--check")
    assert (code, err) == (1, ["1 个文件不合规范写法；运行 build.py fmt 改写。"])
    assert out[0].startswith(f"content/shifan/units.yml:{line} 现为")
    assert "市财政局'" in units.read_text("utf-8")
    code, out, err = run("--content", content, "fmt")
    assert code == 0 and not err and out[-1].endswith("改写 1 个。")
    assert units.read_text("utf-8") == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert run("--content", content, "fmt", "--check")[0] == 0


def test_one_unreadable_file_leaves_all_as_they_were(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (content / "site.yml").write_text("title:   x\n", "utf-8")
    (content / "functions.yml").write_text("- id: [a\n", "utf-8")
    code, _, err = run("--content", content, "fmt")
    assert code == 1 and err[0].startswith("content/functions.yml:")
    assert (content / "site.yml").read_text("utf-8") == "title:   x\n"


def test_writing_keeps_permissions_and_links_and_changes_nothing_if_one_fails(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yml", tmp_path / "link.yml"
    real.write_text("a: 1\n", "utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    write({link: "a: 2\n"})
    assert link.is_symlink() and real.read_text("utf-8") == "a: 2\n" and real.stat().st_mode & 0o777 == 0o640
    with pytest.raises(OSError):
        write({real: "a: 3\n", tmp_path / "real.yml" / "below.yml": "x"})
    assert real.read_text("utf-8") == "a: 2\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yml", "real.yml"]
