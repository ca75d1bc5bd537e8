"""How running text is set, with the packaged faces and with an office's that lack characters: PDFs are read back."""

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from conftest import ROOT
from officefaces import RARE

from taskbook import fonts, workers
from taskbook.booklet_views import View
from taskbook.prints import engine, folding

PITCH = 225 / 22
EM = 156 / 28
MILLIMETRE = 72 / 25.4
CLOSING, OPENING = "，。、；：！？）》”’〕】", "（《“‘〔【"
COMMON = "示范市人民政府关于印发重点任务"
GRID = ((COMMON * 2)[:28] + RARE * 4 + (COMMON + RARE * 2)[7:21] * 2 + (COMMON * 2)[:28]) * 11
MARKS = "推进“互联网+”消费（含《规划》），完成投资12.55亿元（新增2000个）。；《方案》《规划》，张（“甲”）、“乙”：100%；"
UNITS = [
    "市人民政府",
    "市重点任务部门",
    "市政府",
    "各级人民政府",
    "市印发单位",
    "政府投资单位",
    "分解落实组",
    "高度重视部门",
] * 3

WHOLE = ".task.whole { border: 0; padding: 0; margin: 0; break-inside: auto }"
"""Running text without the frame of a task, so that a page holds nothing else."""

Line = tuple[int, str, float, list[dict[str, Any]]]
"""Page, text, height of the base line above the page's foot in millimetres, characters."""


def html() -> str:
    """Return pages: the grid; marks at every place of a line; headings near the foot; a long list of units."""

    def text(words: str) -> str:
        return f'<p class="text">{words}</p>'

    grid = f'<div class="task whole">{text(GRID)}</div>'
    marks = "".join(text("重" * before + MARKS) for before in range(28))
    foot = "".join(
        f'<section class="part"><div class="task whole">{text("确" * 28 * lines)}</div>'
        f"<h2>十{'一二三四'[lines - 17]}</h2>{text('保' * 84)}</section>"
        for lines in range(17, 21)
    )
    names: list[View] = [{"text": name, "mark": "、" if place else ""} for place, name in enumerate(UNITS)]
    folded = "".join(
        f"{name['mark']}{'<br />' if name['turn'] else ''}{name['text']}" for name in folding.folded("责任单位", names)
    )
    units = f'<section class="part"><p class="role"><span class="label">责任单位：</span>{folded}</p></section>'
    task = f'<section class="part"><div class="task whole">{marks}</div></section>'
    return f'<html lang="zh-CN"><body class="plan">{grid}{task}{foot}{units}</body></html>'


@pytest.fixture(scope="module", params=["packaged", "office"])
def lines(request: pytest.FixtureRequest, office_fonts: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """Print the pages and return their lines within the type area, in reading order."""
    folder = tmp_path_factory.mktemp("typography")
    faces = fonts.choose(office_fonts if request.param == "office" else fonts.PACKAGED)
    css = fonts.dressed((ROOT / "templates" / "print" / "booklet.css").read_text("utf-8") + WHOLE, faces)
    cut = fonts.subset(css + html(), folder, workers.serial, faces)
    with engine.laid_out(html(), css, cut, {}) as document:
        document.write_pdf(folder / "text.pdf")
    with pdfplumber.open(folder / "text.pdf") as pdf:
        found = [line for page in pdf.pages for line in _lines(page)]
    used = {char["fontname"].partition("+")[2] for line in found for char in line[3]}
    own = {"Taskbook-Body", "Taskbook-Heading"} if request.param == "office" else set()
    assert used == {"Taskbook-Serif", "Taskbook-Sans"} | own
    return found


def _lines(page: Any) -> list[Line]:
    """Return a page's lines by their base line; a base line of its own for fallback glyphs makes lines of its own."""
    rows: dict[float, list[dict[str, Any]]] = defaultdict(list)
    for char in page.chars:
        height = round(char["matrix"][5] / MILLIMETRE, 3)
        if 35 <= height <= 297 - 37:
            rows[height].append(char)
    ordered = [(height, sorted(rows[height], key=lambda char: char["x0"])) for height in sorted(rows, reverse=True)]
    return [(page.page_number, "".join(char["text"] for char in row), height, row) for height, row in ordered]


def test_a_page_of_rare_name_characters_holds_22_lines_of_28(lines: list[Line]) -> None:
    for number in (1, 2):
        page = [line for line in lines if line[0] == number]
        assert [len(text) for _, text, _, _ in page] == [28] * 22
        heights = [height for _, _, height, _ in page]
        assert [a - b for a, b in pairwise(heights)] == pytest.approx([PITCH] * 21, abs=0.002)
    assert "".join(text for number, text, _, _ in lines if number < 3) == GRID


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(lines: list[Line]) -> None:
    ends = {text[-1] for _, text, _, _ in lines} | {text[0] for _, text, _, _ in lines}
    assert len(ends) > 20  # marks have come to the ends of lines
    for _, text, _, _ in lines:
        assert text[0] not in CLOSING, text
        assert text[-1] not in OPENING, text


def test_a_number_is_not_cut(lines: list[Line]) -> None:
    for before, after in pairwise(lines):
        assert not re.match(r"\d\D*", before[1][-1]) or not re.match(r"[\d.%]", after[1]), (before[1], after[1])
    text = "".join(text for _, text, _, _ in lines)
    assert text.count("2000个") == text.count("12.55亿元") == 28


def test_marks_that_meet_take_an_em_and_a_half(lines: list[Line]) -> None:
    met = set()
    for _, _, _, row in lines:
        for first, second in pairwise(row):
            pair = first["text"] + second["text"]
            step = (second["x0"] - first["x0"]) / MILLIMETRE / EM
            if re.fullmatch(f"[{CLOSING}][{CLOSING}{OPENING}]|[{OPENING}]{{2}}", pair):
                met.add(pair)
                assert step == pytest.approx(0.5, abs=0.01), pair
            elif first["size"] == second["size"] and re.fullmatch(f"[{CLOSING}]\\w", pair) and first["size"] > 15:
                assert step == pytest.approx(1, abs=0.01), pair
    assert met >= {"》）", "）。", "》《", "（“", "”）", "）、", "、“", "”："}


def test_a_heading_is_never_the_last_line_of_a_page(lines: list[Line]) -> None:
    headings = [place for place, line in enumerate(lines) if re.fullmatch("十[一二三四]", line[1])]
    assert len(headings) == 4
    for place in headings:
        assert lines[place + 1][0] == lines[place][0]
        assert lines[place + 2][0] == lines[place][0]  # and two lines of its text stand with it
    moved = [place for place in headings if lines[place - 1][0] != lines[place][0]]
    assert moved  # at least one would have stood alone at the foot


def test_a_long_list_of_units_ends_its_lines_between_names(lines: list[Line]) -> None:
    start = next(place for place, line in enumerate(lines) if line[1].startswith("责任单位："))
    rows = [text for _, text, _, _ in lines[start:]]
    assert len(rows) > 3
    assert all(text.endswith("、") for text in rows[:-1])
    assert "".join(rows) == "责任单位：" + "、".join(UNITS)


@pytest.mark.parametrize(
    ("names", "turns"),
    [
        (["市财政局"] * 7, set()),
        (["市财政局"] * 8, {7}),
        (["市财政局"] * 7 + ["市新型工业化和信息化发展促进中心办公室"], set()),
        (["市财政局"] * 16, {7, 15}),
    ],
)
def test_a_short_name_goes_to_the_next_line_whole(names: list[str], turns: set[int]) -> None:
    assert folding.turns("责任单位", names) == turns


def test_what_stands_without_a_mark_stays_with_its_name() -> None:
    names: list[View] = [{"text": "市财政局", "mark": "、"} for _ in range(7)] + [{"text": "等", "mark": ""}]
    assert [name["turn"] for name in folding.folded("责任单位", names)] == [False] * 6 + [False] * 2
    assert [name["turn"] for name in folding.folded("责任单位位位", names)] == [False] * 6 + [True, False]
