"""Importer: figures in words of a kind that is often misread, though this reading found nothing odd (part of targets).

In: typeset text, the promises read, the doubts there are. Out: Unsure. Each net is one kind of words, no reader.
"""

import re
from collections.abc import Iterator, Sequence

from taskbook.importer.promises.clauses import Unsure
from taskbook.importer.promises.measures import RATE, is_rate
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.wording import EFFORT, WHEN, lead

_MANY = 5
"""Figures of a task among which one without a verb is easily given to the wrong words."""
_OWN = re.compile(r"(?:以上|以下|以内|左右|用于|支持|到位|开工|竣工|投产|投用|通车|建成|实施|奖励|补助|补贴)")
_SUBJECT = 3
"""Characters before a verb that are more than an adverb."""


def difficult(text: str, read: Sequence[Promise], doubts: Sequence[Unsure]) -> list[Unsure]:
    """Return doubts of what was read out of such words, but what is doubted already."""
    known = {place for doubt in doubts for place in range(doubt.start, doubt.end)}
    found = [
        Unsure(one.figure.start, one.figure.end, text[one.figure.start : one.figure.end], why)
        for one in read
        if not known & set(range(one.figure.start, one.figure.end)) and (why := _why(text, one))
    ]
    if found or known:
        return found
    return [*_dates(text, read), *_many(read)]


def _why(text: str, made: Promise) -> str:
    """Say what makes a figure's words difficult; nothing for plain ones."""
    figure = made.figure
    ahead, behind = text[: figure.start], text[figure.end :]
    after = re.split("[，。；、：]", behind)[0]
    if ahead.rfind("（") > ahead.rfind("）") and not re.search("（(?:其中|含|包括)[^）]*$", ahead):
        return "数字在括号里，可能是规模"
    if behind.startswith("的") and not is_rate(figure) and not re.match("的(?:目标|增[速长幅]|速度|要求)", behind):
        return "数字后面是“的”，可能是规模或条件"
    if (
        is_rate(figure)
        and not RATE.search(made.indicator)
        and len(after) > _SUBJECT
        and made.indicator in ahead
        and not _OWN.match(after)
    ):
        return "比例前后都有名词，指标名称可能不完整"
    if (
        figure.size
        and not figure.mark
        and re.fullmatch(r"(?![和及与并])[^\d]{2,}", after)
        and made.indicator in ahead
        and not _OWN.match(after)
    ):
        return "数字后面是名词，可能是规模"
    return "动词前面还有主语，指标名称可能不完整" if is_rate(figure) and _subject(ahead, made.verb) else ""


def _subject(ahead: str, verb: str) -> bool:
    """Whether a rate's verb stands behind a subject that its name may need (高铁完成投资比例)."""
    part = re.split("[，。；、：]", ahead)[-1]
    if not verb or verb not in part:
        return False
    left = WHEN.sub("", part[: part.find(verb)])
    left = EFFORT.sub("", left[lead(left) :])
    return len(left) >= _SUBJECT


def _dates(text: str, read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a time in a clause with several figures, which may hold for one or for all."""
    for clause in re.finditer("[^，。；：]+", text):
        inside = [one for one in read if clause.start() <= one.figure.start < clause.end()]
        when = WHEN.search(clause.group())
        times = {one.when for one in inside}
        each = len(times) == len(inside) and all(times)
        if when and when.start() and len(times) > 1 and not each:
            start = clause.start() + when.start()
            yield Unsure(start, clause.start() + when.end(), clause.group(), "分句里有几个数字，核对时间管哪几个")


def _many(read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt figures without a verb where a task has many."""
    if len(read) < _MANY:
        return
    for one in read:
        if not (
            one.verb or one.among or one.indicator.endswith("就业") or one.growth or one.state or is_rate(one.figure)
        ):
            yield Unsure(one.figure.start, one.figure.end, one.indicator, "句子里数字多，这一个没有动词")
