"""History, alerts: changes of a task that an approver must not overlook, each with its place.

In: a task's old state, its new node. Out: targets lowered or dropped, deadlines put off, another lead, a task gone or
withdrawn. What can't be compared (秋季 -> 年底) is said to have been rewritten, never judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taskbook import dues, magnitudes
from taskbook.changes import plan_of
from taskbook.history import comparing, figures
from taskbook.history.pairing import pairs
from taskbook.history.taskfiles import Record, names, records, text
from taskbook.model import Place
from taskbook.text import fold_text
from taskbook.tree import Node

_LESS_SURE = {">=": 0, ">": 0, "=": 1, "..": 1, "<=": 1, "<": 1, "~": 2}
_CAPS = ("<=", "<")


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: what kind, which task, in words, where."""

    kind: str
    task: str
    words: str
    place: Place
    gone: bool = False


def gone(name: str, before: Node, after: Mapping[str, Node]) -> Warned:
    """Warn of a task that is no longer there; say which one took it in where one did."""
    for heir, node in after.items():
        if any(text(entry, "task") == name for entry in records(node.plain(), "moved")):
            return Warned("任务并入", name, f"并入 {heir}", node.place)
    return Warned("任务删除", name, text(before.plain(), "text")[:30], before.place, gone=True)


def warnings(name: str, old: Record, node: Node, units: Mapping[str, str], *, first_leads: bool) -> Iterator[Warned]:
    """Yield the warnings of a task that is in both states; units tells which unit a name stands for.

    first_leads: the document says that the unit listed first leads where none is named as such.
    """
    new: Record = node.plain()
    year = (plan_of(name) or ("", 1))[1]
    before, after = comparing.deadline(old), comparing.deadline(new)
    if words := _put_off(_day(old, "due", "due_text", year), _day(new, "due", "due_text", year), before, after):
        key = "due" if "due" in new else "due_text"
        yield Warned(words, name, f"{before or '年度'} → {after or '年度'}", node.place_of((key,)))
    was_lead, leads = (_leads(state, first_leads=first_leads) for state in (old, new))
    if [units.get(one, one) for one in was_lead] != [units.get(one, one) for one in leads]:
        words = f"{'、'.join(was_lead) or '无'} → {'、'.join(leads) or '无'}"
        yield Warned("牵头单位变更", name, words, node.place_of(("lead" if "lead" in new else "responsible",)))
    if new.get("withdrawn") is not None and old.get("withdrawn") is None:
        yield Warned("任务撤销", name, text(records({"one": [new["withdrawn"]]}, "one")[0], "why"), node.place)
    targets = records(new, "targets")
    for was, now in pairs(records(old, "targets"), targets):
        place = next((i for i, target in enumerate(targets) if target is now), None)
        for kind, words in _figure(was, now, year):
            yield Warned(kind, name, words, node.place_of(("targets",) if place is None else ("targets", place)))


def _figure(old: Record | None, new: Record | None, year: int) -> Iterator[tuple[str, str]]:
    if old is None:
        return
    if new is None:
        yield "指标删除", f"{figures.name(old)} {figures.amount(old)}"
        return
    name = figures.name(new)
    if weaker := _weaker(old, new):
        yield weaker, f"{name} {figures.amount(old)}→{figures.amount(new)}"
    elif text(old, "effort") != "true" and text(new, "effort") == "true":
        yield "目标调低", f"{name} 改为力争"
    before, after = figures.deadline(old), figures.deadline(new)
    if words := _put_off(_day(old, "by", "by_text", year), _day(new, "by", "by_text", year), before, after):
        yield words, f"{name} {before or '年度'}→{after or '年度'}"


def _weaker(old: Record, new: Record) -> str:
    """Say how a figure became weaker; nothing where it did not. A cap is weaker when it is higher."""
    if not text(old, "value"):
        return ""
    if not text(new, "value"):
        return "目标调低"
    capped = text(new, "op") in _CAPS
    try:
        was, now = _amount(old, text(old, "unit")), _amount(new, text(old, "unit"))
    except (ValueError, ArithmeticError):
        return "目标改写"
    if now != was:
        return ("上限放宽" if now > was else "") if capped else ("目标调低" if now < was else "")
    less_sure = _LESS_SURE.get(text(new, "op"), 1) > _LESS_SURE.get(text(old, "op"), 1)
    return "目标调低" if less_sure and not capped else ""


def _amount(target: Record, unit: str) -> Decimal:
    """Return the lower end of a figure in a unit; ValueError where its own unit is of another kind."""
    converted = magnitudes.convert(text(target, "value").split("..")[0], text(target, "unit"), unit)
    return Decimal(converted)


def _leads(record: Record, *, first_leads: bool) -> tuple[str, ...]:
    return names(record, "lead") or (names(record, "responsible")[:1] if first_leads else ())


def _day(record: Record, key: str, words_key: str, year: int) -> str:
    """Return the last day of a deadline, good enough to compare (2021-06 -> 2021-06-31); nothing where none is."""
    if moment := text(record, key):
        return moment + {4: "-12-31", 7: "-31"}.get(len(moment), "")
    fixed = dues.fixed_day(fold_text(text(record, words_key)), year)
    return fixed.isoformat() if fixed else ""


def _put_off(old: str, new: str, before: str, after: str) -> str:
    """Name what became of a deadline that an approver should know of; nothing where it stayed or came nearer."""
    if before == after and old == new:
        return ""
    if before and not after:
        return "期限取消"
    if old and new:
        return "期限推后" if new > old else ""
    return "期限改写" if before else ""
