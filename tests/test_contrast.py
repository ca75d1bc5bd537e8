"""The colours of the theme, pair by pair: words stand out 4.5 to 1 from their ground, lines that matter 3 to 1."""

import re
from itertools import product
from pathlib import Path

import pytest

ASSETS = Path(__file__).parent.parent / "templates" / "theme" / "assets"
PAPERS = ("paper", "card", "wash", "figure-wash")
WORDS = [
    *product(("ink", "soft", "brand", "figure"), PAPERS),
    ("ink", "lit"),
    ("soft", "lit"),
    ("on-brand", "brand-deep"),
]
LINES = [*product(("figure", "soft", "brand"), ("paper", "card")), ("on-brand", "brand-deep")]
"""Focus rings, borders of fields, bars of charts."""


def colours(name: str) -> dict[str, str]:
    """Return the colours that a style sheet defines; those of the light one underneath."""
    found = {} if name == "taskbook" else colours("taskbook")
    text = (ASSETS / f"{name}.css").read_text(encoding="utf-8").partition("@media print")[0]
    for variable, value in re.findall(r"--([a-z-]+): #([0-9a-f]{3,6});", text):
        found[variable] = value if len(value) == 6 else "".join(2 * digit for digit in value)
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (as WCAG defines it)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["taskbook", "dark"])
def test_words_can_be_told_from_their_ground(sheet: str) -> None:
    found = colours(sheet)
    assert [pair for pair in WORDS if contrast(found[pair[0]], found[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("sheet", ["taskbook", "dark"])
def test_lines_that_matter_can_be_told_from_their_ground(sheet: str) -> None:
    found = colours(sheet)
    assert [pair for pair in LINES if contrast(found[pair[0]], found[pair[1]]) < 3] == []
