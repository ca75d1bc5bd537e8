"""The steps, in order: load -> resolve -> pages -> booklets -> exports -> site. The only module that knows them all.

Each step takes what the one before it gives; nothing is written before all content is valid, and site/ is exchanged
only when everything that belongs in it is ready.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taskbook import (
    booklets,
    check,
    choose,
    exportpages,
    exports,
    load,
    pages,
    publish,
    render,
    resolve,
    search,
    verify,
    website,
    workers,
)
from taskbook.align import Trace
from taskbook.gaps import without_echoes
from taskbook.model import Book
from taskbook.problems import ContentError, Problem, Severity
from taskbook.progress import Progress
from taskbook.settings import Settings, Wish


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
        book, problems = resolve.survey(loaded)
        trace, unproved = verify.verify(book)
        problems += [*check.check(book, loaded.locate), *unproved]
        found = ContentError(without_echoes(problems, loaded.gaps, loaded.holes, book, trace))
        if any(problem.severity is Severity.ERROR for problem in found.problems):
            raise found
        step.say(f"{len(book.cities)} 个城市，{sum(1 for _ in book.tasks())} 条任务")
    return Checked(book, trace, found.problems)


def build(settings: Settings, progress: Progress) -> Checked:
    """Run all steps; a site folder that can't be published to is refused before any work."""
    publish.refuse_unusable(settings.site, website.MARK)
    content = checked(settings, progress)
    day = as_of(settings, content.book)
    with progress.step("pages", "生成 Markdown 页面") as step:
        made = pages.pages(content.book, content.trace, day) + exportpages.pages(content.book, content.trace, day)
        documents = render.render(made, content.book.site, settings.templates)
        step.say(f"{len(documents)} 页")
    beside: dict[str, Path | bytes] = {**_print(content.book, settings, progress), **search.files(content.book)}
    with progress.step("exports", "导出数据文件") as step:
        exported = exports.build(content.book, content.trace, day, settings.work / "exports")
        beside |= exported
        step.say(f"{len(exported)} 个文件")
    with progress.step("site", "生成并发布网站") as step:
        website.build(documents, pages.nav(made), settings, content.book.site, beside, step.count)
        step.say(str(settings.site))
    return content


def print_some(settings: Settings, progress: Progress, wish: Wish) -> dict[str, Path]:
    """Check the content and print the booklets that are meant; return site path -> PDF."""
    return _print(checked(settings, progress).book, settings, progress, wish)


def _print(book: Book, settings: Settings, progress: Progress, wish: Wish | None = None) -> dict[str, Path]:
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
