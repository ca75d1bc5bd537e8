"""The steps, in order: load -> resolve -> pages -> booklets -> site. The only module that knows them all.

Each step takes what the one before it gives; nothing is written before all content is valid, and site/ is exchanged
only when everything that belongs in it is ready.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taskbook import booklets, check, choose, load, pages, render, resolve, verify, website, workers
from taskbook.align import Trace
from taskbook.model import Book
from taskbook.problems import ContentError, Problem, Severity
from taskbook.progress import Progress
from taskbook.settings import Settings


@dataclass(frozen=True, slots=True)
class Checked:
    """Valid content: the Book, where its words stand in the sources, and the warnings."""

    book: Book
    trace: Trace
    warnings: tuple[Problem, ...]


def checked(settings: Settings, progress: Progress) -> Checked:
    """Run load and resolve with all rules; raise ContentError with every problem of the content."""
    with progress.step("load", "读取 content/"):
        loaded = load.load(settings.content)
    with progress.step("resolve", "核对名称、规则和原文") as step:
        book = resolve.resolve(loaded)
        trace, found = verify.verify(book)
        found = [*check.check(book, loaded.locate), *found]
        if any(problem.severity is Severity.ERROR for problem in found):
            raise ContentError(found)
        step.say(f"{len(book.cities)} 个城市，{sum(1 for _ in book.tasks())} 条任务")
    return Checked(book, trace, tuple(found))


def build(settings: Settings, progress: Progress) -> Checked:
    """Run all steps."""
    content = checked(settings, progress)
    day = as_of(settings, content.book)
    with progress.step("pages", "生成 Markdown 页面") as step:
        made = pages.pages(content.book, content.trace, day)
        documents = render.render(made, content.book.site, settings.templates)
        step.say(f"{len(documents)} 页")
    printed = _print(content.book, settings, progress)
    with progress.step("site", "生成并发布网站") as step:
        website.build(documents, pages.nav(made), settings, content.book.site, printed, step.count)
        step.say(str(settings.site))
    return content


def print_some(settings: Settings, progress: Progress, wish: choose.Wish) -> dict[str, Path]:
    """Check the content and print the booklets that are meant; return site path -> PDF."""
    return _print(checked(settings, progress).book, settings, progress, wish)


def _print(book: Book, settings: Settings, progress: Progress, wish: choose.Wish | None = None) -> dict[str, Path]:
    with progress.step("booklets", "印制册子") as step:
        every = booklets.plan_booklets(book, as_of(settings, book))
        wanted = choose.choose(book, every, wish) if wish else None
        printer = render.printer(settings.templates)
        made = booklets.build(every, printer, settings, workers.mapper(settings.jobs), step.advance, wanted)
        step.say(f"{len(made)} 册")
    return made


def as_of(settings: Settings, book: Book) -> date:
    """Return the date that the output speaks for: --as-of, else site.yml."""
    return settings.as_of or book.site.as_of
