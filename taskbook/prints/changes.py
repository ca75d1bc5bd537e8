"""What differs between two editions of a booklet, in words (a part of the booklets step; pure).

In: the booklet as it was and as it is. Out: rows for the list of errata (勘误): task, what of it, what it said, what it
says. Tasks are the same where their ids are; what only a booklet's other pages say (indexes, counts) is not listed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from taskbook import standing, wording
from taskbook.booklets import Booklet
from taskbook.changes import LABELS
from taskbook.decomposition import joined
from taskbook.model import Milestone, Role, Target, Task

NONE = "—"
Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is among what changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the list; label is the task's entry in the booklet's outline, empty where it stands in none."""

    subject: str
    label: str
    what: str
    before: str
    after: str

    def pieces(self) -> tuple[Pieces, Pieces]:
        """Return both texts cut into what stayed and what did not; beside nothing, nothing is marked."""
        if NONE in (self.before, self.after):
            return [(self.before, False)], [(self.after, False)]
        left: Pieces = []
        right: Pieces = []
        for tag, a, b, c, d in SequenceMatcher(None, self.before, self.after, autojunk=False).get_opcodes():
            left.append((self.before[a:b], tag != "equal"))
            right.append((self.after[c:d], tag != "equal"))
        return [piece for piece in left if piece[0]], [piece for piece in right if piece[0]]


Read = Callable[[Task], str]


def between(before: Booklet, after: Booklet) -> list[Change]:
    """Return what changed: the document's own facts, then task by task in the order of the new edition."""
    old, new = ({task.id: task for task in booklet.tasks} for booklet in (before, after))
    found = [*_facts(before, after)]
    for key, task in new.items():
        if key not in old:
            found.append(_row(task, "增列", NONE, task.text))
        else:
            found += [
                _row(task, what, read(old[key]) or NONE, read(task) or NONE)
                for what, read in _fields(after)
                if read(old[key]) != read(task)
            ]
    gone = [task for key, task in old.items() if key not in new]
    return [*found, *(Change(_name(task), "", "删去", task.text, NONE) for task in gone)]


def label(task: Task) -> str:
    """Return a task's entry in a booklet's outline."""
    return f"{wording.number(task)}　{wording.title(task.text)}"


def _row(task: Task, what: str, before: str, after: str) -> Change:
    return Change(_name(task), label(task), what, before, after)


def _name(task: Task) -> str:
    return wording.number_label(task)


def _fields(booklet: Booklet) -> Iterator[tuple[str, Read]]:
    """Yield what a booklet says of a task, each with its label; a table says less than the other kinds."""
    labels = booklet.context["frame"]["labels"]
    yield "编号", wording.number_label
    yield "章节", lambda task: "　".join((task.chapter, *task.section))
    yield "任务", lambda task: task.text
    yield labels["leader"], lambda task: "、".join(leader.name for leader in task.leaders)
    for role in Role:
        yield labels[role.value], _mentions(role)
    yield "完成时限", wording.task_deadline
    yield "撤销", standing.withdrawal
    yield (
        "印发后变更",
        lambda task: "；".join(standing.revisions(task, LABELS | labels | {"leaders": labels["leader"]})),
    )
    if booklet.kind != "table":
        yield "民生实事", lambda task: "是" if task.public_deed else "否"
        yield "指标", lambda task: "；".join(map(_target, task.targets))
        yield "节点", lambda task: "；".join(map(_milestone, task.milestones))
        yield "编者注", lambda task: task.note or ""


def _mentions(role: Role) -> Read:
    return lambda task: joined(task.mentions(role))


def _target(target: Target) -> str:
    more = [wording.measure(target), target.base and f"基数{target.base}", target.among and f"其中{target.among}"]
    more.append(target.by_text or (wording.moment(target.by) if target.by else ""))
    words = target.indicator + (wording.promise(target) if target.value else "")
    return f"{words}（{'，'.join(filter(None, more))}）"


def _milestone(milestone: Milestone) -> str:
    when = milestone.by_text or (wording.moment(milestone.by) if milestone.by else "")
    return milestone.what + (f"（{when}）" if when else "")


_FACTS = {"title": "标题", "number": "文号", "issuer": "机关", "issued": "日期", "note": "编者注"}


def _facts(before: Booklet, after: Booklet) -> Iterator[Change]:
    """Yield what changed of the document, of the name on the cover, of the goals and rules of a whole plan."""
    was, now = before.context["frame"]["document"], after.context["frame"]["document"]
    pairs = [("文件", what, was[key], now[key]) for key, what in _FACTS.items()]
    old, new = before.context["view"], after.context["view"]
    pairs += [("封面", "名称", old.get("name"), new.get("name")), ("概览", "全称", old.get("full"), new.get("full"))]
    pairs += [("主要预期目标", "目标", _goals(old), _goals(new)), ("督查要求", "原文", _rules(old), _rules(new))]
    for subject, what, said, says in pairs:
        if said != says:
            yield Change(subject, subject, what, said or NONE, says or NONE)


def _goals(view: Mapping[str, Any]) -> str:
    return "；".join(f"{goal['indicator']}：{goal['promise']}" for goal in view.get("goals", ()))


def _rules(view: Mapping[str, Any]) -> str:
    return "；".join(rule["quote"] for rule in view.get("rules", ()))
