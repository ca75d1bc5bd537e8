"""The decomposition table (分解表) as documents print it: heads, and what stands under them (a leaf; pure).

In: a plan. Out: columns with the printed heads, only those that the plan fills; a cell of what the document does not
say is empty. Each output writes the cells in its own way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt
from statistics import mean

from taskbook import labels, standing, wording
from taskbook.model import Mention, Plan, Role, Task
from taskbook.text import fold_text


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its printed head, its share of the width, whether it holds numbers, whether lists of names."""

    title: str
    share: int
    numeric: bool = False
    names: bool = False


NARROWEST = 15
"""The least share of a column of names: eight characters fit."""

Column = tuple[Head, Callable[[Task], str]]
"""A head, and what it says of a task."""


def columns(plan: Plan) -> Iterator[Column]:
    """Yield the columns of a plan's table in the usual order, those that it fills."""
    yield Head(_printed_head(plan, "item", "序号"), 5, numeric=True), wording.number
    words = partial(standing.noted, plan)
    yield Head(_printed_head(plan, "text", "任务"), _share(plan, words)), words
    if any(task.leaders for task in plan.tasks):
        yield Head(wording.leader_label(plan), 9, names=True), _leaders
    for role in Role:
        if any(task.mentions(role) for task in plan.tasks):
            names = _printed(role)
            yield Head(wording.role_label(plan, role), _share(plan, names), names=True), names
    if any(wording.task_deadline(task) for task in plan.tasks):
        yield Head(_printed_head(plan, "due", "完成时限"), 9), wording.task_deadline


def _share(plan: Plan, read: Callable[[Task], str]) -> int:
    """Return a column's share: by the root of what it usually says, so that the cells of a row end at like heights."""
    said = [len(words) for words in map(read, plan.tasks) if words]
    return max(NARROWEST, round(6 * sqrt(mean(said)))) if said else NARROWEST


def joined(mentions: Sequence[Mention]) -> str:
    """Join printed names by 、; 等 follows the name before it at once."""
    out = ""
    for mention in mentions:
        out += mention.printed if mention.unit is None or not out else f"、{mention.printed}"
    return out


def _leaders(task: Task) -> str:
    return "、".join(leader.name for leader in task.leaders)


def _printed(role: Role) -> Callable[[Task], str]:
    return lambda task: joined(task.mentions(role))


def _printed_head(plan: Plan, kind: str, usual: str) -> str:
    """Return the head that the document's own tables print over a kind of column, or the usual one."""
    tables = ((heads, labels.head_kinds([fold_text(head) for head in heads])) for heads in plan.decree.tables)
    found = (head for heads, kinds in tables for head, own in zip(heads, kinds, strict=True) if own == (kind,))
    return next(found, usual)
