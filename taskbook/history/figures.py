"""History, figures: a target before and after -> readable words (新增停车泊位 2000→1800 个).

In: targets as YAML holds them. Out: the name of the figure, and what changed of it.
"""

from collections.abc import Iterator

from taskbook import wording
from taskbook.changes import Difference
from taskbook.history.pairing import pairs
from taskbook.history.taskfiles import Record, records, text, when
from taskbook.model import Target

_PARTS = (("per", "范围"), ("base", "基数"), ("among", "其中"), ("verb", "动词"), ("measure", "计法"), ("kind", "种类"))
_WORDS = {**wording.MEASURES, **wording.GOAL_KINDS}


def name(target: Record) -> str:
    """Name a figure: its verb and its indicator, as they stand in the task."""
    verb, indicator = text(target, "verb"), text(target, "indicator")
    return indicator if indicator.startswith(verb) else verb + indicator


def amount(target: Record) -> str:
    """Write how much: 不少于20家; what kind of goal it is where it has no number."""
    if not text(target, "value"):
        return _WORDS.get(text(target, "kind"), "无数字")
    return _quantity(target, text(target, "value"), text(target, "unit"))


def _quantity(target: Record, value: str, unit: str) -> str:
    made = Target(0, "", "", op=text(target, "op"), value=value, unit=unit, verb=text(target, "verb"))
    return wording.quantity(made)


def differences(old: Record, new: Record) -> Iterator[Difference]:
    """Yield what changed in a task's targets, one difference for each figure."""
    for before, after in pairs(records(old, "targets"), records(new, "targets")):
        if before is None and after is not None:
            yield Difference("targets", f"新增：{amount(after)}", name(after))
        elif after is None and before is not None:
            yield Difference("targets", f"删去（原为{amount(before)}）", name(before))
        elif before is not None and after is not None and (words := "；".join(_parts(before, after))):
            yield Difference("targets", words, name(after))


def _parts(old: Record, new: Record) -> Iterator[str]:
    if text(old, "indicator") != text(new, "indicator"):
        yield f"名称 {text(old, 'indicator')}→{text(new, 'indicator')}"
    if any(text(old, key) != text(new, key) for key in ("value", "unit", "op")):
        yield _amounts(old, new)
    for key, label in _PARTS:
        before, after = text(old, key), text(new, key)
        if before != after and not (key == "verb" and not (before and after)):
            yield f"{label} {_WORDS.get(before, before) or '无'}→{_WORDS.get(after, after) or '无'}"
    before, after = deadline(old), deadline(new)
    if before != after:
        yield f"期限 {before or '年度'}→{after or '年度'}"
    if text(old, "effort") != text(new, "effort"):
        yield "改为力争" if text(new, "effort") == "true" else "去掉力争"


def _amounts(old: Record, new: Record) -> str:
    values = [text(target, "value") for target in (old, new)]
    if not all(values) or any(text(old, key) != text(new, key) for key in ("unit", "op")):
        return f"{amount(old)}→{amount(new)}"
    return _quantity(new, "→".join(values), f" {text(new, 'unit')}")


def deadline(target: Record) -> str:
    """Return a figure's own date, as printed or written out."""
    return when(target, "by_text", "by")
