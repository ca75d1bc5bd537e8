"""docs/errors.md: up to date, and complete for every code."""

import re

from errors import FILE, page

from taskbook.problems import CODES


def test_the_page_of_errors_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == page(), "run .venv/bin/python tests/errors.py"


def test_every_code_has_a_bad_and_a_good_example() -> None:
    parts = re.split(r"^## (?=[a-z0-9-]+$)", page(), flags=re.MULTILINE)[1:]
    sections = {text.partition("\n")[0]: text for text in parts}
    assert list(sections) == list(CODES)
    assert [code for code, text in sections.items() if "写错" not in text or "写对" not in text] == []
