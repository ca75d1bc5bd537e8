"""The recipes to copy: their form, and that what they run exists and works (nginx: tests/browser/test_nginx.py)."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from conftest import GOLDEN, ROOT, Run

from taskbook import __version__
from taskbook.cli import cli

RECIPES = ROOT / "recipes"
TEMPLATE = RECIPES / "data-repository" / "content"
PIPELINES = ("github-actions.yml", "gitlab-ci.yml", "gitee-go.yml")
DOCUMENTS = [RECIPES / "README.md", RECIPES / "offline.md", RECIPES / "data-repository/README.md"]
DOCUMENTS += [ROOT / "README.md", ROOT / "content/README.md", ROOT / "docs/maintaining.md"]
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def read(name: str) -> Any:
    return yaml.safe_load((RECIPES / name).read_text("utf-8"))


def commands(value: Any) -> list[str]:
    """Return every shell line of a pipeline, in order."""
    if isinstance(value, dict):
        return [line for one in value.values() for line in commands(one)]
    if isinstance(value, list):
        return [line for one in value for line in commands(one)]
    return value.splitlines() if isinstance(value, str) else []


def of_ours(pipeline: str) -> list[str]:
    return [line for line in commands(read(pipeline)) if "build.py --" in line]


def shown(run: Run, arguments: list[str]) -> tuple[int, list[str]]:
    """Ask for the help of a command with all its options: they must exist."""
    known = [str(GOLDEN) if word.endswith("/content") or word == "content" else word for word in arguments]
    code, _, err = run(*known, "--help")
    return code, err


@pytest.mark.parametrize("name", PIPELINES)
def test_every_command_of_a_pipeline_exists(name: str, run: Run) -> None:
    lines = of_ours(name)
    assert len(lines) >= 3
    for line in lines:
        after = line.partition("build.py ")[2].partition(" > ")[0]
        assert shown(run, shlex.split(after)) == (0, []), line


@pytest.mark.parametrize(
    ("name", "schema"),
    [("github-actions.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_pipelines_conform_to_the_schema_of_their_forge(name: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(RECIPES / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "value"), [(PIPELINES[0], "20"), *((name, "21") for name in PIPELINES)])
def test_the_checks_of_a_pipeline_stop_at_mistakes(name: str, value: str, tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE.parent, tmp_path, dirs_exist_ok=True)
    tasks = tmp_path / "content/shifan/2026/tasks/01.yml"
    tasks.write_text(tasks.read_text("utf-8").replace('value: "20"', f'value: "{value}"'), "utf-8")
    lines = [line for line in of_ours(name) if re.search(r" (check|fmt)\b", line)]
    assert len(lines) == 2
    script = "\n".join(lines).replace("$TOOL/.venv/bin/python", shlex.quote(sys.executable))
    environment = os.environ | {"TOOL": str(ROOT)}
    done = subprocess.run(["sh", "-ec", script], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode == 0) is (value == "20"), done.stderr
    said = done.stdout + "".join(path.read_text("utf-8") for path in tmp_path.glob("*.json")) + done.stderr
    assert ("content/shifan/2026/tasks/01.yml" in said) is (value != "20")


@pytest.mark.parametrize("name", PIPELINES)
def test_pipelines_take_the_program_from_here_or_from_its_own_repository(name: str, tmp_path: Path) -> None:
    (taking,) = {part for part in _whole_scripts(read(name)) if "git clone" in part}
    taking = re.sub(r"\nmake .*|\necho .*|\nTOOL=.*", "", taking.replace("TOOL=.tool", "tool=.tool"))
    for command in (["git", "init", "-qb", "v0.1.0"], ["git", "add", "."], ["git", "commit", "-qm", "x"]):
        (tmp_path / "program").mkdir(exist_ok=True)
        (tmp_path / "program" / "build.py").write_text("", "utf-8")
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run([command[0], *identity, *command[1:]], cwd=tmp_path / "program", check=True)
    environment = os.environ | {"TASKBOOK_URL": str(tmp_path / "program"), "TASKBOOK_VERSION": "v0.1.0"}
    for folder, there in (("data", True), ("program", False)):
        (tmp_path / folder).mkdir(exist_ok=True)
        subprocess.run(["sh", "-ec", taking], cwd=tmp_path / folder, env=environment, check=True)
        assert (tmp_path / folder / ".tool" / "build.py").is_file() is there


def test_recipes_take_the_version_that_stands_here() -> None:
    tag = f"v{__version__}"
    assert {read(name).get("env", read(name).get("variables"))["TASKBOOK_VERSION"] for name in PIPELINES} == {tag}
    assert read("pre-commit-config.yaml")["repos"][0]["rev"] == tag
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")


def _whole_scripts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _whole_scripts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _whole_scripts(one)]
    return [value.strip()] if isinstance(value, str) else []


def test_the_hooks_run_from_a_data_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert hooks.keys() >= {hook["id"] for hook in read("pre-commit-config.yaml")["repos"][0]["hooks"]}
    shutil.copytree(GOLDEN, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    city = Path("content/shifan/city.yml")

    def code(name: str) -> int:
        assert (hooks[name]["language"], hooks[name]["pass_filenames"]) == ("python", False)
        words = shlex.split(hooks[name]["entry"])
        assert words[:3] == ["python", "-m", "taskbook.cli"]
        return run(*words[3:])[0]

    assert [code(name) for name in hooks] == [0, 0, 0]
    city.write_text(city.read_text("utf-8").replace("name: ", "name:   "), "utf-8")
    assert [code(name) for name in ("taskbook-fmt-check", "taskbook-fmt", "taskbook-fmt-check")] == [1, 0, 0]
    city.write_text(city.read_text("utf-8").replace("level:", "levle:"), "utf-8")
    assert code("taskbook-check") == 1


def test_an_installed_program_has_all_its_packages() -> None:
    # setuptools' find takes the folders that have an __init__.py, from the top down
    folders = {path.parent for path in (ROOT / "taskbook").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []
    assert "[tool.setuptools.packages.find]" in (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_template_city_passes_and_is_what_the_import_makes(run: Run, tmp_path: Path) -> None:
    assert run("--content", TEMPLATE, "check", "--strict")[0] == 0
    assert run("--content", TEMPLATE, "fmt", "--check")[0] == 0
    content = tmp_path / "content"
    content.mkdir()
    source = TEMPLATE / "shifan/2026/source.txt"
    where = ("--city", "shifan", "--year", 2026, "--name", "示范市", "--province", "样例省", "--level", "county-level")
    assert run("--content", content, "import", source, *where)[0] == run("--content", content, "schemas")[0] == 0
    settled = {"site.yml", "shifan/2026/decree.yml"}  # an editor says where the text is from, and who publishes
    for file in sorted(path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*") if path.is_file()):
        if file.as_posix() not in settled:
            assert (content / file).read_text("utf-8") == (TEMPLATE / file).read_text("utf-8"), file


def test_a_data_repository_starts_as_its_readme_says(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(TEMPLATE, content)
    city = ("--id", "yangben", "--name", "样本市", "--province", "样例省", "--level", "county-level")
    assert run("--content", content, "new", "city", *city)[0] == 0
    decree = tmp_path / "通知.txt"
    decree.write_text((TEMPLATE / "shifan/2026/source.txt").read_text("utf-8").replace("示范", "样本"), "utf-8")
    assert run("--content", content, "new", "plan", "--city", "yangben", "--year", 2026, decree)[0] == 0
    shutil.rmtree(content / "shifan")
    code, _, err = run("--content", content, "check")
    assert (code, {re.findall(r"\[[\w-]+\]", line)[0] for line in err if "content/" in line[:8]}) == (0, {"[review]"})


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_and_option_that_a_guide_names_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    missing = []
    for words in re.findall(r"build\.py ((?:[a-z]|--)[^`|<>#\n；。，）：]*)", text):
        command, known = _command(re.sub(r"^(--\w+ \S+ )+", "", words))
        if command is None:
            missing.append(words)
        missing += [option for option in re.findall(r"--[a-z][a-z-]*", words) if option not in known]
    assert missing == []


def _command(words: str) -> tuple[click.Command | None, set[str]]:
    """Return the command that words begin with, None where there is none, and the options of it and of build.py."""
    found: click.Command = cli
    known = {"--help"} | {name for option in cli.params for name in option.opts}
    for word in re.match(r"[a-z ]*", words)[0].split():  # type: ignore[index]
        if not isinstance(found, click.Group):
            break
        named = found.get_command(click.Context(found), word)
        if named is None:
            return None, known
        found = named
        known |= {name for option in found.params for name in option.opts}
    return found, known


def test_the_image_gets_what_exists_and_all_that_is_needed() -> None:
    lines = (RECIPES / "Dockerfile").read_text("utf-8").splitlines()
    taken = [word for line in lines if line.startswith("COPY") for word in line.split()[1:-1]]
    assert [name for name in taken if not (ROOT / name).exists()] == []
    ignored = (RECIPES / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert {f"!{name}" for name in taken} == {line for line in ignored if line.startswith("!")}


@pytest.mark.parametrize(
    "name", ["recipes/Dockerfile", "recipes/github-actions.yml", "recipes/offline.md", ".ci/setup"]
)
def test_pango_comes_in_the_same_packages_everywhere(name: str) -> None:
    assert PANGO in (ROOT / name).read_text("utf-8")
