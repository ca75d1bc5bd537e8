"""What one mistake keeps from being known, so that its mere echoes are not reported (a leaf of the house).

In: everything that all steps found, and what load left out. Out: the problems without echoes: no unknown unit because
the registry is broken, no leftover words because the task that holds them was left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taskbook.align import PlanTrace, Trace
from taskbook.model import Book, Place, Plan
from taskbook.problems import Problem

_WALK = frozenset({"leftover", "not-printed"})
_SOURCE = _WALK | {"body", "noise", "metadata", "sha256"}
ECHOES: dict[str, frozenset[str]] = {
    "indicators": frozenset({"unknown-indicator"}),
    "functions": frozenset({"unknown-function"}),
    "city": frozenset({"metadata"}),
    "units": frozenset({"unknown-unit", "unknown-member", "unused-unit"}),
    "leaders": frozenset({"unknown-leader"}),
    "mentions": frozenset({"unused-unit"}),
    "ids": frozenset({"unused-unit", "twice-in-role"}),
    "tasks": frozenset({"item-order", "unknown-task"}),
    "chapters": frozenset({"item-order", "unknown-task"}) | _WALK,
    "decree": _SOURCE,
    "source": _SOURCE | {"rule-quote", "printed"},
    "headline": frozenset({"target-words"}),
    "corrections": _WALK,
}
"""What is incomplete -> the codes of the problems that may only be its echo."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something under a path (a folder with / at its end, or a file) is incomplete; what is a key of ECHOES."""

    what: str
    path: str

    def explains(self, problem: Problem) -> bool:
        """Whether a problem may only be this gap's echo."""
        return problem.code in ECHOES[self.what] and problem.place.file.startswith(self.path)


@dataclass(frozen=True, slots=True)
class Hole:
    """Tasks of a plan's folder are left out behind a task (None: before the first)."""

    folder: str
    after: Place | None


def without_echoes(
    problems: Iterable[Problem], gaps: Iterable[Gap], holes: Iterable[Hole], book: Book, trace: Trace
) -> list[Problem]:
    """Return the problems that are no mere echo of another one."""
    known = _unexplained(problems, gaps)
    known = _unexplained(known, _consequences(known))
    misnamed = {place for place in (_task_of(problem, book) for problem in known) if place}
    echoes = set()
    for plan in book.plans():
        folder = _folder(plan)
        left_out = {hole.after for hole in holes if hole.folder == folder}
        for problem in known:
            if problem.place.file.startswith(folder) and problem.code in _WALK:
                before = _task_before(problem.place, plan, trace[plan.key])
                if problem.place in misnamed or (problem.code == "leftover" and before in left_out | misnamed):
                    echoes.add(problem)
    return [problem for problem in known if problem not in echoes]


def _unexplained(problems: Iterable[Problem], gaps: Iterable[Gap]) -> list[Problem]:
    gaps = tuple(gaps)
    return [problem for problem in problems if not any(gap.explains(problem) for gap in gaps)]


def _consequences(problems: list[Problem]) -> Iterator[Gap]:
    """Yield the gaps that problems of resolve and check make."""
    for problem in problems:
        parts = problem.place.file.split("/")
        if problem.code in ("unknown-unit", "unknown-member"):
            yield Gap("mentions", "/".join(parts[:2]) + "/")
        elif problem.code == "duplicate-id":
            yield Gap("ids", "/".join(parts[:2]) + "/")
        elif problem.code == "printed":
            yield Gap("corrections", "/".join(parts[:3]) + "/")


def _task_of(problem: Problem, book: Book) -> Place | None:
    """Return the task in which a name is unknown."""
    if problem.code not in ("unknown-unit", "unknown-leader"):
        return None
    at = problem.place
    before = [task.place for task in book.tasks() if task.place.file == at.file and task.place.line <= at.line]
    return max(before, key=lambda place: place.line, default=None)


def _task_before(at: Place, plan: Plan, trace: PlanTrace) -> Place | None:
    """Return the last task that starts before a place of source.txt."""
    lines = plan.source.split("\n")[: at.line - 1]
    offset = sum(len(line) + 1 for line in lines) + at.column - 1
    placed = [task for task in plan.tasks if task.id in trace.tasks and trace.tasks[task.id].text.start <= offset]
    return placed[-1].place if placed else None


def _folder(plan: Plan) -> str:
    return plan.place.file.rpartition("/")[0] + "/"
