"""The command line: exit codes, what it prints, and that mistakes leave everything as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, ROOT, Run

from taskbook import proving, publish
from taskbook.cli import main
from taskbook.progress import Progress
from taskbook.workers import JobError


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the golden content with mistakes of several kinds."""
    folder = tmp_path / "content"
    shutil.copytree(GOLDEN, folder)
    spoil(folder / "shifan/2021/tasks/01.yml", "lead: [市财政局]", "lead: [市财务局]")
    spoil(folder / "shifan/city.yml", "level: county-level", "level: county")
    spoil(folder / "indicators.yml", "name: 停车泊位", "name: [停车泊位")
    return folder


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return every file below a folder with its time and bytes."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("command", [[], ["check"], ["verify"], ["booklets"], ["booklets", "--unit", "市财政局"]])
def test_mistakes_in_the_content_leave_everything_as_it_was(
    run: Run, content: Path, tmp_path: Path, command: list[str]
) -> None:
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "assets" / "taskbook.css").write_text("old", "utf-8")
    before = snapshot(tmp_path)
    code, out, err = run("--content", content, "--site", site, *command)
    assert code == 1
    assert out == []
    assert [line.split(" ")[0:2] for line in err if "error[" in line] == [
        ["content/indicators.yml:22:10", "error[yaml]"],
        ["content/shifan/2021/tasks/01.yml:18:10", "error[unknown-unit]"],
        ["content/shifan/city.yml:4:8", "error[wrong-choice]"],
    ]
    assert err[-1] == "数据有 3 处错误；网站和册子都没有改动。"
    assert snapshot(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "site"]


def test_good_content_passes_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    code, out, err = run("--content", GOLDEN, "--site", tmp_path / "site", "check")
    assert (code, out) == (0, [])
    assert err == ["1 load     读取 content/", "2 resolve  核对名称、规则和原文：1 个城市，7 条任务"]
    assert list(tmp_path.iterdir()) == []


def test_warnings_are_shown_and_do_not_fail(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    spoil(content / "shifan/units.yml", "  note: 督办规则里的单位，不承担任务\n", "")
    code, _, err = run("--content", content, "check")
    assert code == 0
    assert err[-1].startswith("content/shifan/units.yml:2:9 warning[unused-unit]")


def test_verify_says_what_it_has_proved(run: Run) -> None:
    code, out, _ = run("--content", GOLDEN, "verify")
    assert code == 0
    assert out == ["shifan 2021：正文 504 字，7 条任务、17 处指标原文，没有归处的字 0 个"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--content", "/nowhere"], "没有数据文件夹 /nowhere"),
        (["--content", str(GOLDEN / "site.yml"), "check"], "没有数据文件夹"),
        (["--site", str(ROOT / "content" / "site")], "不能一个在另一个里面"),
        (["--site", str(ROOT)], "不能一个在另一个里面"),
        (["--site", str(ROOT / "content"), "check"], "不能一个在另一个里面"),
        (["--as-of", "2021-02-30", "check"], "2021-02-30"),
        (["--jobs", "0", "check"], "--jobs"),
        (["--nope"], "--nope"),
        (["nope"], "nope"),
        (["check", "nope"], "nope"),
        (["booklets", "--year", "x"], "--year"),
    ],
)
def test_a_wrong_command_is_said_in_its_last_line(run: Run, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, [])
    assert words in err[-1]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--city", "shifang"], "没有城市「shifang」。相近的有：shifan"),
        (["--unit", "市财务局"], "没有单位「市财务局」。相近的有：市财政局、市经信局、市住建局"),
        (["--leader", "李花"], "没有领导「李花」。相近的有：李华"),
        (["--year", "2020"], "没有这样的册子：那一年的文件里没有列到。"),
        (["--unit", "市政府督查室"], "没有这样的册子：那一年的文件里没有列到。"),
    ],
)
def test_booklets_that_do_not_exist_name_what_comes_nearest(
    run: Run, tmp_path: Path, options: list[str], line: str
) -> None:
    code, out, err = run("--content", GOLDEN, "--site", tmp_path / "site", "booklets", *options)
    assert (code, out, err[-1]) == (2, [], line)


def as_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write_text("x", "utf-8")


def as_foreign_folder(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mkdir()
    (site / "thesis.docx").write_text("x", "utf-8")


def as_mount(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda self: self == site)


def as_read_only(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish.os, "access", lambda path, mode: path != site.parent)


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (as_file, "是一个文件"),
        (as_foreign_folder, "不是本程序生成的文件"),
        (as_mount, "挂载点"),
        (as_read_only, "不能写入"),
    ],
)
def test_a_site_folder_that_cannot_be_used_is_refused_at_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepare: Callable[..., None], words: str
) -> None:
    site = tmp_path / "public" / "site"
    site.parent.mkdir()
    prepare(site, monkeypatch)
    before = snapshot(tmp_path)
    code, out, err = run("--content", GOLDEN, "--site", site)
    assert (code, out, len(err)) == (1, [], 1)
    assert words in err[0]
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            PermissionError(13, "Permission denied", "/x/.taskbook"),
            1,
            "读不了或写不了 /x/.taskbook（Permission denied）",
        ),
        (OSError(28, "No space left on device"), 1, "No space left on device"),
        (OSError("cannot load library 'libpango-1.0-0': no\nmore"), 2, "make site"),
        (
            ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"),
            2,
            "缺少 weasyprint：请先运行 make site",
        ),
        (KeyboardInterrupt(), 130, "已中断"),
    ],
)
def test_what_the_system_refuses_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    def refuse(*_: Any) -> None:
        raise error

    monkeypatch.setattr(proving, "checked", refuse)
    found, _, err = run("--content", GOLDEN, "check")
    assert found == code
    assert words in err[-1]


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(28, "No space left on device", "plan.pdf"), 1, "读不了或写不了 plan.pdf（No space left on device）"),
        (OSError("cannot load library 'libpango-1.0-0'"), 2, "Pango"),
        (ModuleNotFoundError("No module named 'weasyprint'", name="weasyprint"), 2, "缺少 weasyprint"),
    ],
)
def test_what_is_refused_in_another_process_is_one_line_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, words: str
) -> None:
    def refuse(*_: Any) -> None:
        raise JobError("plan.pdf", error) from error

    monkeypatch.setattr(proving, "checked", refuse)
    found, _, err = run("--content", GOLDEN, "check")
    assert (found, len(err)) == (code, 1)
    assert words in err[0]


def test_a_defect_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise JobError("plan.pdf", ZeroDivisionError())

    monkeypatch.setattr(proving, "checked", fail)
    with pytest.raises(JobError):
        main(["check"])


@pytest.mark.parametrize(("options", "missing"), [(["-S"], "click"), (["-I", "-S"], "taskbook")])
def test_outside_its_environment_build_py_names_make_site(options: list[str], missing: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *options, str(ROOT / "build.py"), "check"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"缺少 {missing}：请先运行 make site（或用 .venv/bin/python build.py）。\n"


@pytest.mark.parametrize(
    ("missing", "command"),
    [
        ("click", ["check"]),
        ("pydantic", ["check"]),
        ("yaml", ["check"]),
        ("rich", ["--timings", "check"]),
        ("mkdocs", []),
        ("jinja2", []),
    ],
)
def test_half_an_environment_is_named_too(missing: str, command: list[str], tmp_path: Path) -> None:
    script = f"import sys; sys.modules[{missing!r}] = None; import build; sys.exit(build.run())"
    done = subprocess.run(
        [sys.executable, "-c", script, "--content", str(GOLDEN), "--site", str(tmp_path / "site"), *command],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith(f"缺少 {missing}")
    assert "Traceback" not in done.stderr


def test_steps_are_plain_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    with progress.step("load", "读取") as step:
        step.count(1, 2)
    with progress.step("booklets", "印制册子") as step:
        step.advance("plan.pdf", 1, 1)
        step.say("1 册")
    progress.timings()
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["1 load     读取", "2 booklets 印制册子：1 册"]
    assert any("booklets" in line for line in lines[2:]) and any("total" in line for line in lines[2:])


def test_a_check_imports_nothing_that_only_the_outputs_need() -> None:
    heavy = {"jinja2", "mkdocs", "weasyprint", "openpyxl", "docx", "pypinyin", "rich", "fontTools", "opencc", "lxml"}
    script = "import sys, build; code = build.run(); print(*sys.modules, sep='\\n'); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", script, "--content", str(GOLDEN), "check"],
        capture_output=True, text=True, cwd=ROOT, check=True,
    )  # fmt: skip
    assert heavy & set(done.stdout.splitlines()) == set()
