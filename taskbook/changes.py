"""What became of tasks and registers: records that history and diff make and pages show, their words (a leaf; pure).

A difference is written when it is found (2000→1800 个); only the label of its field is the page's to choose, since each
document has its own words for who leads and who assists.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from taskbook import wording
from taskbook.model import Plan, Role

Kind = Literal["changed", "added", "removed"]
PlanKey = tuple[str, int]

LABELS = {
    "text": "任务文字",
    "section": "所在标题",
    "leaders": "责任领导",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "assist": "协办单位",
    "due": "完成时限",
    "public_deed": "民生实事",
    "targets": "指标",
    "target": "指标",
    "milestones": "节点",
    "withdrawn": "撤销",
    "revised": "印发后的变更",
    "note": "编者注",
}
"""Field -> its usual label; a plan's own labels of roles come before these."""

_TASK_ID = re.compile(r"([a-z0-9-]+)-(\d{4})-([a-z]\d{2}|\d{3})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a task or a record that changed: its name, what of it (新增停车泊位), and how (2000→1800 个)."""

    field: str
    words: str
    what: str = ""

    def label(self, labels: Mapping[str, str] = LABELS) -> str:
        """Return what changed: the figure's name, or the field's label."""
        return self.what or labels.get(self.field) or LABELS[self.field]

    def line(self, labels: Mapping[str, str] = LABELS) -> str:
        """Return what changed, and how."""
        return f"{self.label(labels)} {self.words}"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one task, or of a record of a register; text is what it says now (its name), or said last.

    task is the id: of a task, else city/units/id, city/leaders/id, or city/goals/year for the headline goals of a plan.
    """

    task: str
    kind: Kind
    text: str
    differences: tuple[Difference, ...] = ()

    @property
    def register(self) -> str:
        """Which register the record stands in; "" for a task."""
        return self.task.split("/")[1] if "/" in self.task else ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full id, its time as git records it (ISO 8601 with an offset), the first line of its message."""

    id: str
    time: str
    reason: str

    @property
    def day(self) -> date:
        """The day of the commit where it was made."""
        return self.moment.date()

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.time)

    @property
    def short(self) -> str:
        """The first letters of the id, as people write it."""
        return self.id[:10]


@dataclass(frozen=True, slots=True)
class Revision:
    """What one commit changed in one plan: its tasks in the order of their ids, then goals, units and leaders."""

    commit: Commit
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What git says: revisions by plan, newest first; plans without any since their import are not in it.

    since: the clone sees no changes up to that day. skipped: how many old states of files could not be read. missing:
    why there is no history, in words. feeds: whether feeds are published beside the pages.
    """

    plans: Mapping[PlanKey, tuple[Revision, ...]] = field(default_factory=dict)
    since: date | None = None
    skipped: int = 0
    missing: str = ""
    feeds: bool = True

    @property
    def said(self) -> str:
        """What a run says of it, in a line."""
        if self.missing:
            return f"没有（{self.missing}），页面不写数据变更"
        parts = [f"{len({one.commit.id for found in self.plans.values() for one in found})} 次提交改动了数据"]
        if self.since:
            parts.append(f"浅克隆，只看得到 {self.since} 以后的")
        if self.skipped:
            parts.append(f"有 {self.skipped} 个旧文件读不了，略过")
        return "；".join(parts)

    def of(self, plan: PlanKey) -> tuple[Revision, ...]:
        """Return a plan's revisions, newest first."""
        return self.plans.get(plan, ())

    def of_task(self, plan: PlanKey, task: str) -> list[tuple[Commit, Change]]:
        """Return what became of one task, newest first."""
        return [(one.commit, change) for one in self.of(plan) for change in one.changes if change.task == task]


def labels(plan: Plan) -> dict[str, str]:
    """Return the label of each field as a plan's document prints it, or the usual one."""
    return (
        LABELS | {"leaders": wording.leader_label(plan)} | {role.value: wording.role_label(plan, role) for role in Role}
    )


def lines(change: Change, labels: Mapping[str, str] = LABELS) -> tuple[str, ...]:
    """Write what became of a task or a record, line by line."""
    if change.kind != "changed":
        return ("加入数据" if change.kind == "added" else "从数据中删去",)
    return tuple(one.line(labels) for one in change.differences)


def summed_up(found: Sequence[Change], most: int) -> tuple[list[Change], list[str]]:
    """Return the changes to list one by one, and in words those of which one commit brought or took more than most."""
    changes = [change for change in found if not change.register]
    listed, counts = [change for change in found if change.register], []
    for kind, words in (("changed", ""), ("added", "加入"), ("removed", "删去")):
        mine = [change for change in changes if change.kind == kind]
        if words and len(mine) > most:
            counts.append(f"{words}{len(mine)}项任务：本站编号{'、'.join(slug_of(change.task) for change in mine)}")
        else:
            listed += mine
    return listed, counts


def plan_of(task: str) -> PlanKey | None:
    """Return the plan that a task id belongs to; None for what is no task id."""
    found = _TASK_ID.fullmatch(task)
    return (found[1], int(found[2])) if found else None


def plans_of(change: Change, plans: Collection[PlanKey]) -> list[PlanKey]:
    """Return those of the plans that a change concerns: a unit or leader is of all plans of its city."""
    if not change.register:
        own = plan_of(change.task)
        return [own] if own and own in plans else []
    city, register, name = change.task.split("/")
    return [plan for plan in plans if plan[0] == city and (register != "goals" or str(plan[1]) == name)]


REGISTERS = {"goals": "预期目标", "units": "单位", "leaders": "责任领导"}
"""Register -> what its records are called."""


def concerned(found: Iterable[Change]) -> str:
    """Count what changes concern: 3项任务、2个单位."""
    keys = {(change.register, change.task) for change in found}
    tasks = sum(not register for register, _ in keys)
    words = [f"{tasks}项任务"] if tasks else []
    for register, name in REGISTERS.items():
        if number := sum(one == register for one, _ in keys):
            words.append(name if register == "goals" else f"{number}个{name}")
    return "、".join(words)


def slug_of(task: str) -> str:
    """Return the last part of a task id."""
    return task.rpartition("-")[2]
