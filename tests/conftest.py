"""Fixtures that all tests share: the fictional city and the five real ones, each read once per session."""

from pathlib import Path

import pytest

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
