"""verify proves a draft of every form, and finds each mistake at its place, in one or two lines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from drafting import HEAD, drafted

from taskbook.load import load
from taskbook.resolve import resolve
from taskbook.verify import verify

LABELLED = HEAD + (
    "一、经济\n（一）稳增长\n1.新增企业20家。（牵头单位：市发改委；责任单位：市财政局、市税务局）\n"
    "2.新增投资10亿元。（牵头单位：市发改委；责任单位：市商务局，各县政府）\n—2—\n"
    "二、民生\n3.新建学校2所。（牵头单位：市教育局；责任单位：市财政局）\n4.新建医院1所。（责任单位：市卫健委）\n"
)
VERBS = HEAD + (
    "一、经济\n1.新增企业20家。（市发改委牵头，市财政局、市税务局负责，6月底前出台）\n"
    "2.新增投资10亿元。（市商务局负责）\n3.新建学校2所。（市教育局牵头，市财政局配合）\n"
)
TABLE = HEAD + (
    "2022年重点工作任务分解表\n序号\t目标任务\t牵头单位\t责任单位\t完成时限\n1\t新增企业20家\t市发改委\t市财政局、市税务局\t6月底前\n"
    "2\t新增投资10亿元\t市商务局\t市发改委\t年内\n3\t新建学校2所\t市教育局\t市财政局\t12月底前\n"
)

SIGNED = HEAD + "一、经济\n1.新增企业20家。（责任单位：市发改委*、市财政局）\n2.建校3所。（责任单位：市教育局）\n"
EXPLAINED = SIGNED + "注：带*号的为牵头单位。\n"


def found(text: str, change: Callable[[dict[str, str]], None]) -> list[str]:
    """Change a proved draft's files; return what verify then says: code and place."""
    with drafted(text, "") as made:
        folder = made.folder / "linzhou" / "2022"
        paths = [folder / "decree.yml", *sorted((folder / "tasks").glob("*.yml"))]
        files = {path.name: path.read_text("utf-8") for path in paths}
        change(files)
        for path in paths:
            path.write_text(files[path.name], "utf-8")
        problems = verify(resolve(load(made.folder)))[1]
        return [f"{p.code} {Path(p.place.file).name}:{p.place.line} {p.message}" for p in problems]


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, str]], None]:
    def change(files: dict[str, str]) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


def without_task(name: str, number: int) -> Callable[[dict[str, str]], None]:
    def change(files: dict[str, str]) -> None:
        head, *rest = files[name].split("- id: ")
        del rest[number]
        files[name] = head + "".join("- id: " + task for task in rest)

    return change


def swapped(name: str) -> Callable[[dict[str, str]], None]:
    def change(files: dict[str, str]) -> None:
        head, first, second, *rest = files[name].split("- id: ")
        files[name] = head + "".join("- id: " + task for task in (second, first, *rest))

    return change


@pytest.mark.parametrize("text", [LABELLED, VERBS, TABLE, SIGNED, EXPLAINED])
def test_drafts_are_proved(text: str) -> None:
    assert found(text, lambda files: None) == []


LEADING = replaced("01.yml", "responsible: [市发改委, 市财政局]", "lead: [市发改委]\n  responsible: [市财政局]")
MISTAKES = {
    "a unit dropped": (
        LABELLED, replaced("01.yml", "[市财政局, 市税务局]", "[市财政局]"),
        ["leftover source.txt:10 原文有 4 个字没有归处：「市税务局」"],
    ),
    "a unit too many": (
        LABELLED, replaced("01.yml", "[市财政局, 市税务局]", "[市财政局, 市税务局, 市商务局]"),
        ["not-printed 01.yml:3 原文在这条任务后没有印出「市商务局」"],
    ),
    "a unit under the wrong label": (
        LABELLED, replaced("02.yml", "responsible: [市卫健委]", "lead: [市卫健委]"),
        [
            "not-printed 02.yml:10 原文在这条任务后没有印出「市卫健委」",
            "leftover source.txt:15 原文有 9 个字没有归处：「责任单位:市卫健委」",
        ],
    ),
    "units in another order": (
        LABELLED, replaced("01.yml", "[市财政局, 市税务局]", "[市税务局, 市财政局]"),
        [
            "leftover source.txt:10 原文有 4 个字没有归处：「市财政局」",
            "not-printed 01.yml:3 原文在这条任务后没有印出「市财政局」",
        ],
    ),
    "a character changed": (
        LABELLED, replaced("01.yml", "新增企业20家", "新增企业30家"),
        [
            "not-printed 01.yml:3 任务文字不在原文的这个位置：「新增企业30家。」",
            "leftover source.txt:10 原文有 33 个字没有归处："
            "「新增企业20家。(牵头单位:市发改委;责任单位:市财政局、市…」",
        ],
    ),
    "a task removed": (
        LABELLED, without_task("01.yml", 1),
        ["leftover source.txt:11 原文有 36 个字没有归处：「2.新增投资10亿元。(牵头单位:市发改委;责任单位:市商务…」"],
    ),
    "a wrong number": (
        LABELLED, replaced("02.yml", 'item: "4"', 'item: "5"'),
        ["not-printed 02.yml:10 序号不在原文的这个位置：「5」"],
    ),
    "a wrong heading": (
        LABELLED, replaced("02.yml", "二、民生", "二、民主"),
        [
            "not-printed 02.yml:3 标题不在原文的这个位置：「二、民主」",
            "leftover source.txt:13 原文有 4 个字没有归处：「二、民生」",
        ],
    ),
    "noise no longer named": (
        LABELLED, replaced("decree.yml", "- {text: —2—, why: 页码}\n", "- {text: 现将, why: 页码}\n"),
        ["leftover source.txt:12 原文有 3 个字没有归处：「—2—」"],
    ),
    "a role that the verb contradicts": (
        VERBS, replaced("01.yml", "assist: [市财政局]", "responsible: [市财政局]"),
        [
            "not-printed 01.yml:18 原文在这条任务后没有印出「市财政局」",
            "leftover source.txt:11 原文有 6 个字没有归处：「市财政局配合」",
        ],
    ),
    "a sign that the document does not explain, taken for the lead's": (
        SIGNED, LEADING,
        [
            "not-printed 01.yml:3 原文在这条任务后没有印出「市发改委、市财政局」",
            "leftover source.txt:9 原文有 10 个字没有归处：「市发改委*、市财政局」",
        ],
    ),
    "another deadline": (
        VERBS, replaced("01.yml", "due_text: 6月底前出台", "due_text: 6月底前办结"),
        [
            "not-printed 01.yml:3 原文在这条任务后没有印出「6月底前办结」",
            "leftover source.txt:9 原文有 6 个字没有归处：「6月底前出台」",
        ],
    ),
    "a row's unit dropped": (
        TABLE, replaced("01.yml", "[市财政局, 市税务局]", "[市财政局]"),
        ["leftover source.txt:10 原文有 4 个字没有归处：「市税务局」"],
    ),
    "a row removed": (
        TABLE, without_task("01.yml", 1),
        ["leftover source.txt:11 原文有 19 个字没有归处：「2新增投资10亿元市商务局市发改委年内」"],
    ),
    "a row's units in each other's columns": (
        TABLE,
        replaced("01.yml", "[市商务局]\n  responsible: [市发改委]", "[市发改委]\n  responsible: [市商务局]"),
        ["leftover source.txt:11 原文有 4 个字没有归处：「市发改委」"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_brings_one_or_two_lines(mistake: str) -> None:
    text, change, expected = MISTAKES[mistake]
    assert found(text, change) == expected


def test_two_tasks_swapped() -> None:
    assert len(found(LABELLED, swapped("01.yml"))) <= 3
