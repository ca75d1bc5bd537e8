"""The steps, in order: load -> resolve -> history -> pages -> booklets -> exports -> site; only this module knows all.

Load and resolve, up to a proved Book, are proving's; booklets, and all else on paper, printing's.
Each step takes what the one before it gives; nothing is written before all content is valid, and site/ is exchanged
only when everything that belongs in it is ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taskbook import (
    exportpages,
    exports,
    feeds,
    packing,
    pages,
    printing,
    publish,
    redirects,
    render,
    search,
    website,
)
from taskbook.align import Trace
from taskbook.changes import History
from taskbook.editing import writing
from taskbook.forms import out as sending
from taskbook.forms import take as taking
from taskbook.history import past
from taskbook.layout import FOLDERS, Layout, Target
from taskbook.model import Book
from taskbook.problems import Problem
from taskbook.progress import Progress
from taskbook.proving import Checked
from taskbook.proving import checked as checked
from taskbook.proving import prove as prove
from taskbook.settings import Order, Settings, Wish


def build(settings: Settings, progress: Progress) -> Checked:
    """Run all steps; a site folder that can't be published to is refused before any work."""
    publish.refuse_unusable(settings.site, website.MARK)
    content = checked(settings, progress)
    book, trace = content.book, content.trace
    _publish(book, trace, settings, progress, lambda: printing.print_all(book, trace, settings, progress))
    return content


@dataclass(frozen=True, slots=True)
class Packed:
    """A finished package: its folder, how many files it has, their bytes; the warnings of the content."""

    folder: Path
    files: int
    size: int
    warnings: tuple[Problem, ...]


def package(
    settings: Settings, progress: Progress, target: Target, city: str | None, out: Path | None, address: str | None
) -> Packed:
    """Make a package: a website of its own for another place, of all cities or of one; booklets are the site's."""
    if out:
        publish.refuse_unusable(out, website.MARK, "--out")
    content = checked(settings, progress)
    chosen = packing.which_city(content.book, city, target)
    name = f"{target}-{chosen.id}" if chosen else target
    mine = replace(
        settings, site=out or settings.site.parent / "packages" / name, work=settings.work / "packages" / name
    )
    publish.refuse_unusable(mine.site, website.MARK, "--out")
    book = packing.alone(content.book, chosen) if chosen else content.book
    wish = Wish(city=chosen.id) if chosen else None

    def prints() -> dict[str, Path]:
        any_plan = any(book.plans())
        return printing.print_all(content.book, content.trace, settings, progress, wish) if any_plan else {}

    finish = packing.finish if target == "cms" else None
    book = packing.published_at(book, target, address)
    _publish(book, content.trace, mine, progress, prints, Layout(target), finish)
    return Packed(mine.site, *packing.weigh(mine.site), content.warnings)


def _publish(
    book: Book,
    trace: Trace,
    settings: Settings,
    progress: Progress,
    prints: Callable[[], Mapping[str, Path]],
    layout: Layout = FOLDERS,
    finish: Callable[[Path], None] | None = None,
) -> None:
    """Run the steps from the pages to the site."""
    day, cited = printing.as_of(settings, book), packing.cited(book, layout)
    history = _history(book, settings, progress, layout)
    with progress.step("pages", "生成 Markdown 页面") as step:
        made = pages.pages(book, trace, day, cited, exportpages.pages(book, trace, day), history)
        left_out = packing.left_out(made, book, layout.target)
        layout, made = replace(layout, left_out=left_out), [page for page in made if page.path not in left_out]
        documents = render.render(made, book.site, settings.templates, layout)
        step.say(f"{len(documents)} 页")
    beside: dict[str, Path | bytes] = {**prints(), **search.files(book, layout)}
    beside |= redirects.files(book, render.printer(settings.templates), layout)
    beside |= feeds.files(book, history)
    if layout.offline:
        beside |= search.here(settings.templates)
    with progress.step("exports", "导出数据文件") as step:
        exported = exports.build(book, trace, day, settings.work / "exports", packing.cited(book, layout))
        beside |= exported
        step.say(f"{len(exported)} 个文件")
    with progress.step("site", "生成并发布网站") as step:
        website.build(documents, pages.nav(made), settings, book.site, beside, step.count, layout, finish)
        step.say(str(settings.site))


def _history(book: Book, settings: Settings, progress: Progress, layout: Layout) -> History:
    with progress.step("history", "查看 git 里的改动") as step:
        found = past.read(settings.content, [plan.key for plan in book.plans()], settings.work / "history.json")
        step.say(found.said)
    return replace(found, feeds=layout.rooted)


def send_forms(settings: Settings, progress: Progress, wish: Wish, folder: Path) -> list[Path]:
    """Write the forms of a plan's units and of the office into a folder; return the files."""
    book = checked(settings, progress).book
    with progress.step("forms", "制作核对表") as step:
        made = sending.write(book, settings.content, wish, folder, printing.as_of(settings, book), step.count)
        step.say(f"{len(made)} 份")
    return made


def take_forms(settings: Settings, progress: Progress, paths: Sequence[Path]) -> list[taking.Result]:
    """Take in forms that came back (those in inbox/ beside the content where none is named)."""
    wanted = taking.post(paths, settings.content.parent / "inbox")
    if not wanted.files:
        return []
    book = checked(settings, progress).book
    with progress.step("forms", "收核对表") as step:
        results = taking.take(wanted, book, settings.content, prove, writing.write, step.count)
        step.say(f"{len(results)} 份")
    return results


def import_document(settings: Settings, order: Order, strict: bool, yes: bool) -> None:
    """Make a draft of a document; it comes into content/ only when it is proved as all content is."""
    from taskbook.importer import command  # what it knows of offices and places takes long to load

    command.run(order, prove, strict, yes)
