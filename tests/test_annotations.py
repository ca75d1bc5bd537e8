"""Problems as forges and other programs read them."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN, Run

from taskbook.annotations import annotate
from taskbook.model import Place
from taskbook.problems import Problem, Severity

PROBLEMS = [
    Problem("quote", Place("content/a,b/x.yml", 3, 7), "引文“100%\n甲”不在 text 里", "照抄。"),
    Problem("review", Place("content/x.yml", 1), "待核对", severity=Severity.WARNING),
]


def test_github_commands_escape_what_would_end_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert annotate(PROBLEMS, "github", tmp_path).splitlines() == [
        "::error file=content/a%2Cb/x.yml,line=3,col=7,title=quote::引文“100%25%0A甲”不在 text 里 照抄。",
        "::warning file=content/x.yml,line=1,col=1,title=review::待核对",
    ]
    assert annotate([], "github", tmp_path) == ""


def test_gitlab_entries_have_fingerprints_of_their_own_that_lines_do_not_change(tmp_path: Path) -> None:
    first, second, third = (
        json.loads(annotate(problems, "gitlab", tmp_path))
        for problems in (
            [PROBLEMS[0], PROBLEMS[0]],
            [Problem("quote", Place("content/a,b/x.yml", 9, 7), PROBLEMS[0].message, "照抄。")],
            PROBLEMS[1:],
        )
    )
    assert first[0]["fingerprint"] != first[1]["fingerprint"]
    assert first[0]["fingerprint"] == second[0]["fingerprint"]
    assert len(first[0]["fingerprint"]) == hashlib.sha256().digest_size * 2
    assert second[0]["location"] == {"path": "content/a,b/x.yml", "lines": {"begin": 9}}
    assert [first[0]["severity"], third[0]["severity"]] == ["major", "minor"]
    assert annotate([], "gitlab", tmp_path) == "[]"


def test_json_says_everything_and_counts(tmp_path: Path) -> None:
    whole = json.loads(annotate(PROBLEMS, "json", tmp_path))
    assert (whole["errors"], whole["warnings"]) == (1, 1)
    assert whole["problems"][1] == {
        "severity": "warning", "code": "review", "file": "content/x.yml", "line": 1, "column": 1,
        "message": "待核对", "hint": "",
    }  # fmt: skip


def test_paths_start_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "file=data/content/x.yml," in annotate(PROBLEMS[1:], "github", tmp_path / "data")
    monkeypatch.chdir(tmp_path / "data")
    assert "file=content/x.yml," in annotate(PROBLEMS[1:], "github", tmp_path / "data")


@pytest.mark.parametrize("form", ["github", "gitlab", "json"])
def test_the_check_command_shows_each_problem_at_its_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    for name, old, new in [("city.yml", "county-level", "county"), ("2021/tasks/01.yml", "[市财政局]", "[市财务局]")]:
        file = content / "shifan" / name
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    code, out, err = run("--content", content, "check", "--format", form)
    assert (code, err) == (1, ["数据有 2 处错误；网站和册子都没有改动。"])
    if form == "github":
        places = [line.partition("::error file=")[2].split(",")[:2] for line in out]
        found = [(file, int(line.removeprefix("line="))) for file, line in places]
    elif form == "gitlab":
        found = [(e["location"]["path"], e["location"]["lines"]["begin"]) for e in json.loads("\n".join(out))]
    else:
        found = [(p["file"], p["line"]) for p in json.loads("\n".join(out))["problems"]]
    assert found == [("content/shifan/2021/tasks/01.yml", 18), ("content/shifan/city.yml", 4)]
