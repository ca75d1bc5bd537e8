"""The steps, in order: load -> resolve -> history -> pages -> booklets -> exports -> site. Only this module knows all.

Load and resolve, up to a proved Book, are proving's.
Each step takes what the one before it gives; nothing is written before all content is valid, and site/ is exchanged
only when everything that belongs in it is ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from taskbook import (
    booklets,
    choose,
    exportpages,
    exports,
    feeds,
    fonts,
    packing,
    pages,
    publish,
    redirects,
    render,
    search,
    website,
    workers,
)
from taskbook.align import Trace
from taskbook.changes import History
from taskbook.editing import writing
from taskbook.exporters import printlist
from taskbook.forms import out as sending
from taskbook.forms import take as taking
from taskbook.history import past
from taskbook.layout import FOLDERS, Layout, Target
from taskbook.model import Book
from taskbook.prints import doctor, errata, handing, older, sheets, shop
from taskbook.problems import ContentError, Problem
from taskbook.progress import Progress
from taskbook.proving import Checked, resolved
from taskbook.proving import checked as checked
from taskbook.proving import prove as prove
from taskbook.settings import Order, PressOrder, Settings, Wish


def build(settings: Settings, progress: Progress) -> Checked:
    """Run all steps; a site folder that can't be published to is refused before any work."""
    publish.refuse_unusable(settings.site, website.MARK)
    content = checked(settings, progress)
    book, trace = content.book, content.trace
    _publish(book, trace, settings, progress, lambda: _print(book, trace, settings, progress))
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
        return _print(content.book, content.trace, settings, progress, wish) if any(book.plans()) else {}

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
    day, cited = as_of(settings, book), packing.cited(book, layout)
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


def print_some(settings: Settings, progress: Progress, wish: Wish) -> dict[str, Path]:
    """Check the content and print the booklets that are meant; return site path -> PDF."""
    content = checked(settings, progress)
    return _print(content.book, content.trace, settings, progress, wish)


def print_into(settings: Settings, progress: Progress, wish: Wish, folder: Path) -> list[Path]:
    """Print the booklets that are meant into a folder, under names that people read; return the files."""
    content = checked(settings, progress)
    return handing.hand_out(_printed(content.book, content.trace, settings, progress, wish), folder)


def print_leaders(settings: Settings, progress: Progress, wish: Wish, folder: Path, copies: int | None) -> list[Path]:
    """Print all leaders' booklets of a plan into a folder, with the list for the printer and the receipt sheet."""
    content = checked(settings, progress)
    printed = _printed(content.book, content.trace, settings, progress, wish)
    order = handing.order(content.book, printed, copies)
    files = handing.hand_out(printed, folder)
    day, publisher = as_of(settings, content.book), content.book.site.publisher.name
    return [*files, handing.put(folder / order.file_name, printlist.workbook(order, publisher, day))]


def print_press(
    settings: Settings, progress: Progress, wish: Wish, order: PressOrder, folder: Path | None
) -> list[Path]:
    """Make the booklets that are meant ready for the printer, with their job tickets; return the files."""
    book = checked(settings, progress).book
    with progress.step("booklets", "制作印刷文件") as step:
        every = booklets.plan_booklets(book, as_of(settings, book))
        wanted = choose.choose(book, every, wish)
        printer, mapper = render.printer(settings.templates), workers.mapper(settings.jobs)
        files = shop.build(every, printer, settings, mapper, step.advance, wanted, order)
        step.say(f"{len(files)} 个文件")
    return [handing.put(folder / file.name, file.read_bytes()) for file in files] if folder else files


def print_task(settings: Settings, progress: Progress, wish: Wish, task: str, folder: Path | None) -> list[Path]:
    """Print the sheet of a task; return the file."""
    book = checked(settings, progress).book
    with progress.step("booklets", "印制任务单"):
        wanted = {choose.task(book, task, wish).id}
        every = sheets.task_sheets(book, as_of(settings, book), wanted)
        made = sheets.build(every, render.printer(settings.templates), settings, workers.mapper(settings.jobs), wanted)
    printed = [(sheet, made[sheet.site_path]) for sheet in every if sheet.key in wanted]
    return handing.hand_out(printed, folder) if folder else list(made.values())


def print_errata(
    settings: Settings, progress: Progress, wish: Wish, old: str, folder: Path | None
) -> tuple[list[Path], errata.Found]:
    """Print what changed in the booklets since older data (git revision, folder, file); return files and findings."""
    content = checked(settings, progress)
    book, day = content.book, as_of(settings, content.book)
    with progress.step("older", "读取旧数据"), older.content(old, settings.content) as place:
        # only the data may differ, not the day or who publishes
        before = booklets.plan_booklets(replace(resolved(place), site=book.site), day)
    with progress.step("booklets", "印制勘误") as step:
        after = booklets.plan_booklets(book, day, exports.attach(book, content.trace, day))
        wanted = set(choose.choose(book, after, wish))
        printer, mapper = render.printer(settings.templates), workers.mapper(settings.jobs)
        found = errata.make(before, after, wanted, printer, settings, mapper, step.advance)
        step.say(f"{len(found.made)} 册")
    files = handing.hand_out(found.made, folder) if folder else [file for _, file in found.made]
    return files, found


def _print(
    book: Book, trace: Trace, settings: Settings, progress: Progress, wish: Wish | None = None
) -> dict[str, Path]:
    return {booklet.site_path: file for booklet, file in _printed(book, trace, settings, progress, wish)}


def _printed(
    book: Book, trace: Trace, settings: Settings, progress: Progress, wish: Wish | None = None
) -> list[tuple[booklets.Booklet, Path]]:
    with progress.step("booklets", "印制册子") as step:
        day = as_of(settings, book)
        every = booklets.plan_booklets(book, day, exports.attach(book, trace, day))
        wanted = choose.choose(book, every, wish) if wish else None
        printer = render.printer(settings.templates)
        made = booklets.build(every, printer, settings, workers.mapper(settings.jobs), step.advance, wanted)
        step.say(f"{len(made)} 册")
    return [(booklet, made[booklet.site_path]) for booklet in every if booklet.site_path in made]


def examine(settings: Settings) -> list[doctor.Finding]:
    """Say what this machine and site.yml lack; where the content has mistakes, its characters are not looked at."""
    found, every = [*doctor.tools(), doctor.package()], list[booklets.Booklet]()
    try:
        book = checked(settings, Progress(quiet=True)).book
    except ContentError as error:
        found.append(doctor.broken(error))
    else:
        every = booklets.plan_booklets(book, as_of(settings, book))
        found += doctor.site(book.site)
    whose = booklets.whose_fonts(every, settings)
    characters = booklets.characters(every, render.printer(settings.templates), settings)
    return [*found, *doctor.faces(fonts.choose(whose), whose, characters)]


def as_of(settings: Settings, book: Book) -> date:
    """Return the date that the output speaks for: --as-of, else site.yml."""
    return settings.as_of or book.site.as_of


def send_forms(settings: Settings, progress: Progress, wish: Wish, folder: Path) -> list[Path]:
    """Write the forms of a plan's units and of the office into a folder; return the files."""
    book = checked(settings, progress).book
    with progress.step("forms", "制作核对表") as step:
        made = sending.write(book, settings.content, wish, folder, as_of(settings, book), step.count)
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
