"""What became of a task after its document was published: withdrawn, or revised (a leaf of the house; pure).

In: tasks as resolved. Out: badges for lists, whole sentences for paper and files, what is left when withdrawn tasks are
not counted. A withdrawn task keeps its address and its row everywhere; no total counts it.
"""

from collections.abc import Iterable, Mapping

from taskbook import wording
from taskbook.changes import LABELS, labels
from taskbook.model import Plan, Task

WITHDRAWN, REVISED = "已撤销", "印发后变更"


def states(task: Task) -> list[str]:
    """Return what a task is besides a task of its document, in a word each."""
    return [word for word, true in ((WITHDRAWN, task.withdrawn), (REVISED, task.revised)) if true]


def badges(task: Task) -> list[tuple[str, str]]:
    """Return the words and the class of each badge that a task bears in lists."""
    found = [(WITHDRAWN, "withdrawn")] if task.withdrawn else []
    if task.revised:
        documents = "、".join(dict.fromkeys(entry.by for entry in task.revised))
        found.append((f"{REVISED}（{documents}）", "revised"))
    return found


def withdrawal(task: Task) -> str:
    """Say since when a task is withdrawn, why, and by which document; nothing of one in force."""
    gone = task.withdrawn
    if gone is None:
        return ""
    return f"{wording.day(gone.date)}起撤销：{gone.why}" + (f"（依据：{gone.source}）" if gone.source else "")


def revisions(task: Task, names: Mapping[str, str] = LABELS) -> list[str]:
    """Say what was changed after publication, and by which document; names are the labels of fields."""
    return [
        f"{wording.day(entry.date)}，{entry.indicator or names[entry.field]}由「{entry.was}」改为「{entry.to}」"
        f"（批准文件：{entry.by}）"
        for entry in task.revised
    ]


def sentences(plan: Plan, task: Task) -> list[tuple[str, str]]:
    """Return all that became of a task, each with its heading."""
    gone = [(WITHDRAWN, withdrawal(task))] if task.withdrawn else []
    return [*gone, *((REVISED, words) for words in revisions(task, labels(plan)))]


def noted(plan: Plan, task: Task) -> str:
    """Return a task's text, and behind it in brackets what became of it."""
    return task.text + "".join(f"〔{heading}：{words}〕" for heading, words in sentences(plan, task))


def in_force(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks that count: all but the withdrawn ones."""
    return [task for task in tasks if task.in_force]


def counted(tasks: Iterable[Task]) -> str:
    """Write how many tasks there are: 12项, and apart from them those that are withdrawn: 12项，另有1项已撤销."""
    found = list(tasks)
    kept = len(in_force(found))
    return f"{kept}项" + (f"，另有{len(found) - kept}项{WITHDRAWN}" if kept < len(found) else "")
