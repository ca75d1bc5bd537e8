"""The pipeline's first half, with which every command begins: load -> resolve, all rules and the documents' own words.

In: settings. Out: Checked, or ContentError with every problem of the content. It writes nothing, and imports only what
it needs, so that a check is quick; the steps that make something are the pipeline's.
"""

from dataclasses import dataclass
from pathlib import Path

from taskbook import check, load, resolve, verify
from taskbook.align import PlanTrace, Trace
from taskbook.gaps import without_echoes
from taskbook.loaded import Loaded
from taskbook.model import Book, Plan
from taskbook.problems import ContentError, NothingChosenError, Problem, Severity
from taskbook.progress import Progress
from taskbook.settings import Settings, Wish


@dataclass(frozen=True, slots=True)
class Checked:
    """Valid content: the Book, where its words stand in the sources, and the warnings."""

    book: Book
    trace: Trace
    warnings: tuple[Problem, ...]


def loaded(settings: Settings) -> Loaded:
    """Run load alone; raise ContentError where anything in any file has a mistake of form."""
    found = load.load(settings.content)
    if any(problem.severity is Severity.ERROR for problem in found.problems):
        raise ContentError(found.problems)
    return found


def checked(settings: Settings, progress: Progress, wish: Wish | None = None) -> Checked:
    """Run load and resolve with all rules; raise ContentError with every problem of the content.

    Where only some city's booklets are wished for, only that city is read: nothing else is printed.
    """
    with progress.step("load", "读取 content/"):
        found = load.load(settings.content, wish.means if wish else None)
    with progress.step("resolve", "核对名称、规则和原文") as step:
        content = proved(found)
        step.say(f"{len(content.book.cities)} 个城市，{sum(1 for _ in content.book.tasks())} 条任务")
    return content


def problems(content: Path) -> tuple[Problem, ...]:
    """Return every problem of a content folder, warnings too, sorted by place."""
    try:
        return proved(load.load(content)).warnings
    except ContentError as error:
        return error.problems


def proved(found: Loaded) -> Checked:
    """Resolve what was loaded and hold it against all rules and documents; ContentError where there are errors."""
    book, noted = resolve.survey(found)
    trace, unproved = verify.verify(book)
    noted += [*check.check(book, found.locate), *unproved]
    error = ContentError(without_echoes(noted, found.gaps, found.holes, book, trace))
    if any(problem.severity is Severity.ERROR for problem in error.problems):
        raise error
    return Checked(book, trace, error.problems)


def resolved(folder: Path) -> Book:
    """Return the Book of older data, which need not hold all of today's rules; NothingChosenError where it can't be."""
    try:
        return resolve.resolve(load.load(folder))
    except ContentError as error:
        first = next(problem for problem in error.problems if problem.severity is Severity.ERROR)
        raise NothingChosenError(f"旧数据读不出来，共 {len(error.problems)} 处问题，如 {first}") from error


def prove(folder: Path, city: str, year: int) -> tuple[Plan, PlanTrace]:
    """Prove one plan of a content folder: return it and where its words stand, or raise ContentError (errors only)."""
    try:
        content = proved(load.load(folder))
    except ContentError as error:
        raise ContentError(p for p in error.problems if p.severity is Severity.ERROR) from error
    plan = next(plan for plan in content.book.plans() if plan.key == (city, year))
    return plan, content.trace[plan.key]
