"""Fixtures that all tests share: the fictional city and the five real ones, each read once per session."""

import shutil
from collections.abc import Callable
from pathlib import Path

import officefaces
import pytest
from browser.serving import NO_BROWSER, NO_NGINX, find_browser, find_nginx
from calc import NO_CALC, find_calc
from packed import Packages, settings_in, two_cities

from taskbook.cli import main
from taskbook.load import load
from taskbook.model import Book
from taskbook.resolve import resolve

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "content"
CONTENT = ROOT / "content"
NO_OFFICE = "没有 LibreOffice，打开 DOCX 的测试未运行"

Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; return exit code, lines of standard output, lines of standard error."""

    def call(*arguments: object) -> tuple[int, list[str], list[str]]:
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out.splitlines(), err.splitlines()

    return call


@pytest.fixture(scope="session")
def golden_book() -> Book:
    return resolve(load(GOLDEN))


@pytest.fixture(scope="session")
def real_book() -> Book:
    return resolve(load(CONTENT))


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    folder = tmp_path_factory.mktemp("packages")
    return Packages(settings_in(folder, two_cities(folder / "content")))


@pytest.fixture(scope="session")
def office_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return officefaces.make(tmp_path_factory.mktemp("office"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line each what was left out because a program is not on this machine."""
    if find_browser() is None:
        terminalreporter.write_line(NO_BROWSER)
    if find_nginx() is None:
        terminalreporter.write_line(NO_NGINX)
    if find_calc() is None:
        terminalreporter.write_line(NO_CALC)
    if shutil.which("soffice") is None:
        terminalreporter.write_line(NO_OFFICE)
