"""Forms mixed at random: what is printed is read, whatever headings, numbers, labels and marks stand together."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from drafting import HEAD, tasks


@dataclass(frozen=True)
class Wanted:
    """A task as printed; lead, responsible and assist as they will be read from any form that tells them apart."""

    text: str
    lead: str
    others: tuple[str, ...]
    leader: str = ""


CHAPTERS: Mapping[str, tuple[Wanted, ...]] = {
    "做强特色产业": (
        Wanted("新增规上工业企业20家，完成技改投资35亿元。", "市经信局", ("市发改委", "市财政局"), "张伟"),
        Wanted("办好油菜花旅游节。", "市文旅局", ("市交通局", "各县（市、区）人民政府"), "李志强"),
        Wanted(
            "培育农业龙头企业8家，新建冷库4座，新建高标准农田12万亩，推广优质稻30万亩。",
            "市农业农村局",
            ("市财政局",),
            "张伟",
        ),
    ),
    "增进民生福祉": (
        Wanted("新建公办幼儿园6所，新增学位1800个。", "市教育局", ("市住建局", "市财政局"), "王芳"),
        Wanted(
            "完成120个老旧小区改造，加装电梯40部，建成口袋公园10个，打通断头路3条。",
            "市住建局",
            ("市城管委", "市民政局"),
            "李志强",
        ),
        Wanted("改造敬老院5所。", "市民政局", ("市卫健委",), "王芳"),
    ),
}
NUMERALS = "一二三四五六七八九十"
HEADINGS: Mapping[str, Callable[[int, str, int], str]] = {
    "chapters": lambda n, title, _: f"{NUMERALS[n]}、{title}",
    "with a full stop": lambda n, title, _: f"{NUMERALS[n]}、{title}。",
    "with a count": lambda n, title, count: f"{NUMERALS[n]}、{title}（{count}项）",
    "parts": lambda n, title, _: f"第{NUMERALS[n]}部分 {title}",
    "sections": lambda n, title, _: f"（{NUMERALS[n]}）{title}",
    "plain": lambda n, title, _: title,
}
NUMBERS: Mapping[str, Callable[[int], str]] = {
    "dot": "{}.".format,
    "comma": "{}、".format,
    "brackets": "（{}）".format,
    "square brackets": "【{}】".format,
    "circles": lambda n: "①②③④⑤⑥"[n - 1],
    "in words": "第{}项 ".format,
    "blank": "{} ".format,
    "none": lambda n: "",
}
Words = tuple[str, str, str]
WORDS: tuple[Words, ...] = (
    ("牵头单位", "责任单位", "配合单位"),
    ("主办单位", "承办单位", "协办单位"),
    ("牵头责任单位", "责任单位", "协同责任单位"),
)


def _labels(task: Wanted, words: Words, mark: str) -> str:
    return f"{words[0]}：{task.lead}{mark}{words[2]}：{'、'.join(task.others)}"


ASSIGNMENTS: Mapping[str, Callable[[Wanted, Words], str]] = {
    "bracket": lambda task, words: f"{task.text}（{_labels(task, words, '；')}）",
    "before the stop": lambda task, words: f"{task.text[:-1]}（{_labels(task, words, '，')}）。",
    "a bracket each": lambda task, words: f"{task.text}（{_labels(task, words, '）（')}）",
    "own line": lambda task, words: f"{task.text}\n（{_labels(task, words, '；')}）",
    "label lines": lambda task, words: f"{task.text}\n" + _labels(task, words, "\n"),
    "dashes": lambda task, words: f"{task.text}\n——" + _labels(task, words, "\n——"),
    "verbs": lambda task, words: f"{task.text}（{task.lead}牵头，{'、'.join(task.others)}配合）",
    "sentence": lambda task, words: f"{task.text}由{task.lead}牵头负责，{'、'.join(task.others)}配合。",
}
BELOW: Mapping[str, Callable[[Wanted], str]] = {
    "nothing": lambda task: "",
    "leader": lambda task: f"\n责任领导：{task.leader}副市长",
    "deadline": lambda task: "\n完成时限：10月底前",
    "both": lambda task: f"\n责任领导：{task.leader}\n完成时限：10月底前",
}


@dataclass(frozen=True)
class Form:
    """One choice of each kind."""

    heading: str
    number: str
    assignment: str
    below: str
    words: Words
    indent: str
    half: bool
    gap: str
    wrapped: bool


def _forms() -> list[Form]:
    """Choose forms at random, the same ones every time."""
    chosen = random.Random(20)
    return [
        Form(
            chosen.choice(list(HEADINGS)),
            chosen.choice(list(NUMBERS)),
            chosen.choice(list(ASSIGNMENTS)),
            chosen.choice(list(BELOW)),
            chosen.choice(WORDS),
            chosen.choice(("", "　　")),
            chosen.choice((False, True)),
            chosen.choice(("\n", "\n\n")),
            chosen.random() < 0.2,
        )
        for _ in range(72)
    ]


def _printed(form: Form) -> str:
    lines = []
    for place, (title, members) in enumerate(CHAPTERS.items()):
        lines.append(HEADINGS[form.heading](place, title, len(members)))
        for number, task in enumerate(members, 1):
            words = ASSIGNMENTS[form.assignment](task, form.words) + BELOW[form.below](task)
            lines += f"{NUMBERS[form.number](number)}{words}".split("\n")
    if form.half:
        lines = [line.translate(str.maketrans("：；，（）", ":;,()")) for line in lines]
    indent = "　　" if form.wrapped else form.indent
    lines = [piece for line in lines for piece in (_cut(indent + line) if form.wrapped else [indent + line])]
    return form.gap.join(lines) + "\n" if not form.wrapped else "\n".join(lines) + "\n"


def _cut(line: str, width: int = 24) -> list[str]:
    """Cut a line as a page does: no piece begins with a mark."""
    pieces = [""]
    for char in line:
        if len(pieces[-1]) >= width and char not in "，。、；：）》”,;:)】":
            pieces.append("")
        pieces[-1] += char
    return pieces


@pytest.mark.parametrize(
    "form", _forms(), ids=lambda form: f"{form.heading}-{form.number}-{form.assignment}-{form.below}"
)
def test_what_is_printed_is_read(form: Form) -> None:
    head = "\n".join(piece for line in HEAD.splitlines() for piece in _cut(line)) + "\n" if form.wrapped else HEAD
    read = tasks(_printed(form), head)
    wanted = [(title, number, task) for title, all in CHAPTERS.items() for number, task in enumerate(all, 1)]
    stop = "" if form.assignment == "before the stop" else "。"
    assert [task["text"] for task in read] == [task.text.rstrip("。") + stop for _, _, task in wanted]
    for made, (title, number, task) in zip(read, wanted, strict=True):
        assert title in made["chapter"]
        assert made.get("lead") == [task.lead]
        assert made.get("assist") == list(task.others)
        assert made.get("leaders", []) == ([task.leader] if form.below in ("leader", "both") else [])
        assert ("due" in made) == (form.below in ("deadline", "both"))
        printed = NUMBERS[form.number](number).strip()
        assert ("item" in made) == bool(printed)
