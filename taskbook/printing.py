"""The pipeline's way to paper: content, proved -> the booklets that are meant, and all that goes with them.

In: settings, and what is wished for. Out: files. No step that makes the website is imported: one booklet is quick.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taskbook import booklets, choose, fonts, render, workers
from taskbook.align import Trace
from taskbook.exporters import attached
from taskbook.model import Book
from taskbook.prints import handing, older, sheets
from taskbook.problems import ContentError
from taskbook.progress import Progress
from taskbook.proving import checked, resolved
from taskbook.settings import PressOrder, Settings, Wish

if TYPE_CHECKING:
    from taskbook.prints.doctor import Finding
    from taskbook.prints.errata import Found


def print_some(settings: Settings, progress: Progress, wish: Wish) -> dict[str, Path]:
    """Check the content and print the booklets that are meant; return site path -> PDF."""
    content = checked(settings, progress, wish)
    return print_all(content.book, content.trace, settings, progress, wish)


def print_into(settings: Settings, progress: Progress, wish: Wish, folder: Path) -> list[Path]:
    """Print the booklets that are meant into a folder, under names that people read; return the files."""
    content = checked(settings, progress, wish)
    return handing.hand_out(_printed(content.book, content.trace, settings, progress, wish), folder)


def print_leaders(settings: Settings, progress: Progress, wish: Wish, folder: Path, copies: int | None) -> list[Path]:
    """Print all leaders' booklets of a plan into a folder, with the list for the printer and the receipt sheet."""
    from taskbook.exporters import printlist  # brings openpyxl, which takes long to load

    content = checked(settings, progress, wish)
    printed = _printed(content.book, content.trace, settings, progress, wish)
    order = handing.order(content.book, printed, copies)
    files = handing.hand_out(printed, folder)
    day, publisher = as_of(settings, content.book), content.book.site.publisher.name
    return [*files, handing.put(folder / order.file_name, printlist.workbook(order, publisher, day))]


def print_press(
    settings: Settings, progress: Progress, wish: Wish, order: PressOrder, folder: Path | None
) -> list[Path]:
    """Make the booklets that are meant ready for the printer, with their job tickets; return the files."""
    from taskbook.prints import shop  # brings pypdf

    book = checked(settings, progress, wish).book
    with progress.step("booklets", "制作印刷文件") as step:
        every = booklets.plan_booklets(book, as_of(settings, book))
        wanted = choose.choose(book, every, wish)
        printer, mapper = _printer(settings), workers.mapper(settings.jobs)
        files = shop.build(every, printer, settings, mapper, step.advance, wanted, order)
        step.say(f"{len(files)} 个文件")
    return [handing.put(folder / file.name, file.read_bytes()) for file in files] if folder else files


def print_task(settings: Settings, progress: Progress, wish: Wish, task: str, folder: Path | None) -> list[Path]:
    """Print the sheet of a task; return the file."""
    book = checked(settings, progress, wish).book
    with progress.step("booklets", "印制任务单"):
        wanted = {choose.task(book, task, wish).id}
        every = sheets.task_sheets(book, as_of(settings, book))
        made = sheets.build(every, _printer(settings), settings, workers.mapper(settings.jobs), wanted)
    printed = [(sheet, made[sheet.site_path]) for sheet in every if sheet.key in wanted]
    return handing.hand_out(printed, folder) if folder else list(made.values())


def print_errata(
    settings: Settings, progress: Progress, wish: Wish, old: str, folder: Path | None
) -> "tuple[list[Path], Found]":
    """Print what changed in the booklets since older data (git revision, folder, file); return files and findings."""
    from taskbook.prints import errata  # brings pypdf

    content = checked(settings, progress, wish)
    book, day = content.book, as_of(settings, content.book)
    with progress.step("older", "读取旧数据"), older.content(old, settings.content) as place:
        # only the data may differ, not the day or who publishes
        before = booklets.plan_booklets(replace(resolved(place), site=book.site), day)
    with progress.step("booklets", "印制勘误") as step:
        after = booklets.plan_booklets(book, day, attached.attach(book, content.trace, day))
        wanted = set(choose.choose(book, after, wish))
        printer, mapper = _printer(settings), workers.mapper(settings.jobs)
        found = errata.make(before, after, wanted, printer, settings, mapper, step.advance)
        step.say(f"{len(found.made)} 册")
    files = handing.hand_out(found.made, folder) if folder else [file for _, file in found.made]
    return files, found


def print_all(
    book: Book, trace: Trace, settings: Settings, progress: Progress, wish: Wish | None = None
) -> dict[str, Path]:
    """Print all booklets, or those that are meant, of content that is checked; return site path -> PDF."""
    return {booklet.site_path: file for booklet, file in _printed(book, trace, settings, progress, wish)}


def _printed(
    book: Book, trace: Trace, settings: Settings, progress: Progress, wish: Wish | None = None
) -> list[tuple[booklets.Booklet, Path]]:
    with progress.step("booklets", "印制册子") as step:
        day = as_of(settings, book)
        every = booklets.plan_booklets(book, day, attached.attach(book, trace, day))
        wanted = choose.choose(book, every, wish) if wish else None
        printer = _printer(settings)
        made = booklets.build(every, printer, settings, workers.mapper(settings.jobs), step.advance, wanted)
        step.say(f"{len(made)} 册")
    return [(booklet, made[booklet.site_path]) for booklet in every if booklet.site_path in made]


def examine(settings: Settings) -> "list[Finding]":
    """Say what this machine and site.yml lack; where the content has mistakes, its characters are not looked at."""
    from taskbook.prints import doctor  # brings fontTools

    found, every = [*doctor.tools(), doctor.package()], list[booklets.Booklet]()
    try:
        book = checked(settings, Progress(quiet=True)).book
    except ContentError as error:
        found.append(doctor.broken(error))
    else:
        every = booklets.plan_booklets(book, as_of(settings, book))
        found += doctor.site(book.site)
    whose = booklets.whose_fonts(every, settings)
    characters = booklets.characters(every, render.printer(settings.templates), settings)  # writes nothing
    return [*found, *doctor.faces(fonts.choose(whose), whose, characters)]


def _printer(settings: Settings) -> booklets.Render:
    return render.printer(settings.templates, settings.work / "templates")


def as_of(settings: Settings, book: Book) -> date:
    """Return the date that the output speaks for: --as-of, else site.yml."""
    return settings.as_of or book.site.as_of
