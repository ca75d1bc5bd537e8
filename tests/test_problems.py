"""Bad content and the lines it brings: tests/problems/*.yml, on top of the golden city."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import GOLDEN

from taskbook import pipeline
from taskbook.problems import CODES, ContentError
from taskbook.progress import Progress
from taskbook.settings import Settings

FILES = sorted((Path(__file__).parent / "problems").glob("*.yml"))
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['purpose']}")
    for path in FILES
    for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
]
# found by a later step, which tests it itself
ELSEWHERE = {"glyph"}


def changed(case: dict[str, Any], folder: Path) -> Path:
    """Copy the golden content and change it as a case says."""
    content = folder / "content"
    shutil.copytree(GOLDEN, content)
    for name in case.get("remove", []):
        (content / name).unlink()
    for name, pairs in case.get("replace", {}).items():
        text = (content / name).read_text("utf-8")
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new, 1)
        (content / name).write_text(text, "utf-8")
    for name, text in case.get("write", {}).items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, "utf-8")
    for name, text in case.get("bytes", {}).items():
        (content / name).write_bytes(text.encode("latin-1"))
    return content


def lines(content: Path) -> list[str]:
    """Check a content folder as every command does; return the lines that it prints."""
    work = content.parent
    settings = Settings(content, work / "site", work / ".taskbook", work / "templates", work / "mkdocs.yml")
    try:
        found = pipeline.checked(settings, Progress(quiet=True)).warnings
    except ContentError as error:
        found = error.problems
    return [str(problem) for problem in found]


@pytest.mark.parametrize("case", CASES)
def test_bad_content_brings_exactly_these_lines(case: dict[str, Any], tmp_path: Path) -> None:
    assert lines(changed(case, tmp_path)) == case["expect"]


def test_every_code_has_a_case() -> None:
    shown = "\n".join(line for case in CASES for line in case.values[0]["expect"])  # type: ignore[index,call-overload,union-attr]
    assert [code for code in CODES if f"[{code}]" not in shown and code not in ELSEWHERE] == []


def test_the_golden_city_has_no_problems() -> None:
    assert lines(GOLDEN) == []
