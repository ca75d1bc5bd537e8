"""The bundle for machines without a network: what goes into it, and how the set-up uses it."""

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "recipes"))
import bundle

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_the_bundle_holds_what_a_build_needs_and_no_tools_of_the_tests() -> None:
    names = bundle.needed(PROJECT["project"])
    assert {"mkdocs-material", "weasyprint", "pylopdf-fonts-zh-cn", "pydantic-core", "tinycss2"} <= names
    assert not names & {"mypy", "pytest", "ruff", "playwright"}


def test_its_lock_is_the_part_of_the_lock_with_versions_and_hashes() -> None:
    part = bundle.part_of_lock(LOCK, {"click", "pyyaml"})
    assert f"click=={version('click')} " in part
    assert [line.split("==")[0] for line in part.splitlines() if "==" in line] == ["click", "pyyaml"]
    assert part.count("--hash=sha256:") > 2


def test_a_package_that_is_not_locked_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        bundle.part_of_lock(LOCK, {"no-such-package"})


def test_all_that_it_takes_is_there_and_all_that_a_build_reads_is_taken() -> None:
    assert [part for part in bundle.PARTS if not (ROOT / part).exists()] == []
    assert {"build.py", "taskbook", "templates", "mkdocs.yml", "content", "Makefile", ".ci"} <= set(bundle.PARTS)
    assert (ROOT / bundle.GUIDE[0]).is_file()


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A folder as unpacked, with a .venv whose Python only writes down what it is asked to do."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "requirements.lock").write_text("click==8.3\n", "utf-8")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho "$@" >> asked\n', "utf-8")
    python.chmod(0o755)
    return tmp_path


def setup(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(["sh", ".ci/setup"], cwd=folder, env=environment, capture_output=True, text=True)


def test_wheels_of_another_python_are_refused_in_one_line(unpacked: Path) -> None:
    (unpacked / "wheels" / "python-version").write_text("3.99\n", "utf-8")
    done = setup(unpacked)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "wheels/ are for Python 3.99" in done.stderr
    assert not (unpacked / "asked").exists()


def test_where_wheels_lie_packages_come_from_there_and_from_nowhere_else(unpacked: Path) -> None:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    (unpacked / "wheels" / "python-version").write_text(f"{here}\n", "utf-8")
    for _ in range(2):
        assert setup(unpacked).returncode == 0
    installs = [line for line in (unpacked / "asked").read_text("utf-8").splitlines() if " install " in line]
    assert len(installs) == 1  # the second time all is there
    assert installs[0].endswith("--require-hashes --no-index --find-links wheels -r wheels/requirements.lock")


def test_without_wheels_packages_come_from_the_index(unpacked: Path) -> None:
    shutil.rmtree(unpacked / "wheels")
    shutil.copy(ROOT / "requirements.lock", unpacked)
    assert setup(unpacked).returncode == 0
    assert "--no-index" not in (unpacked / "asked").read_text("utf-8")
