"""Changes after publication (revised) against the decree's own words (part of the step check; changes nothing).

In: the Book, load's locate. Out: a problem for every revision that does not start from what the decree says, or from
what the revision before it made of that.
"""

from collections.abc import Collection, Iterator

from taskbook import wording
from taskbook.entries import RevisedEntry
from taskbook.loaded import Locate
from taskbook.model import Book, Role, Task
from taskbook.problems import Problem
from taskbook.text import fold_text


def revisions(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that a revision names what it changes as the decree printed it, and that it came after the decree."""
    for plan in book.plans():
        for task in plan.tasks:
            now: dict[tuple[str, str | None], str] = {}
            for index, entry in enumerate(task.revised):
                what = (entry.field, entry.indicator)
                known = {now[what]} if what in now else _printed(task, entry)
                now[what] = entry.to
                if not _agrees(entry, task, known):
                    place = locate(task.place, "revised", index, "from")
                    yield Problem("revised", place, f"原来不是“{entry.was}”", _hint(entry, known))
                if plan.decree.issued and entry.date < plan.decree.issued:
                    place = locate(task.place, "revised", index, "date")
                    message = f"{entry.date} 早于文件的成文日期 {plan.decree.issued}"
                    yield Problem("revised", place, message, "印发以前的改动不算变更；改正日期。")


def _agrees(entry: RevisedEntry, task: Task, known: Collection[str]) -> bool:
    was = fold_text(entry.was)
    if entry.field == "text" and was in fold_text(task.text):
        return True
    return was in {fold_text(words) for words in known}


def _hint(entry: RevisedEntry, known: Collection[str]) -> str:
    if entry.field == "text":
        return "照抄 text 里要改的那几个字。"
    if not known:
        return f"这条任务没有指标“{entry.indicator}”。"
    return f"应写：{'，或 '.join(sorted(known))}。"


def _printed(task: Task, entry: RevisedEntry) -> set[str]:
    """Return the forms in which the decree's own value may be written; a text's are any of its words."""
    if entry.field == "target":
        mine = [target for target in task.targets if target.indicator == entry.indicator]
        return {wording.quantity(target) or target.quote for target in mine} | {
            f"{target.value}{target.unit}" for target in mine if target.value and ".." not in target.value
        }
    if entry.field == "due":
        dates = {task.due.isoformat()} if task.due else set()
        return dates | {wording.task_deadline(task) or wording.NOT_STATED}
    if entry.field == "leaders":
        return {"、".join(leader.name for leader in task.leaders) or wording.NOT_STATED}
    if entry.field == "text":
        return set()
    return {"、".join(mention.printed for mention in task.mentions(Role(entry.field))) or wording.NOT_STATED}
