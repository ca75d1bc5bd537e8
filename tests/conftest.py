"""Fixtures that all tests share: the fictional city and the five real ones, each read once per session."""

from pathlib import Path

import pytest
from browser.serving import NO_BROWSER, find_browser

from taskbook.load import load
from taskbook.model import Book
from taskbook.resolve import resolve

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden" / "content"
CONTENT = ROOT / "content"


@pytest.fixture(scope="session")
def golden_book() -> Book:
    return resolve(load(GOLDEN))


@pytest.fixture(scope="session")
def real_book() -> Book:
    return resolve(load(CONTENT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that the browser tests were left out, where they were."""
    if find_browser() is None:
        terminalreporter.write_line(NO_BROWSER)
