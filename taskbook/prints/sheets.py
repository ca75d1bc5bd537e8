"""Task sheets (任务单): one task on one page, to be handed over and signed for (a part of booklets).

In: the Book, and which task. Out: its PDF in the work folder: the document's words, who answers, figures, dates, where
it stands, the QR code of its page where the site's address is known, room for signatures. The largest size of type
that fits is taken, from 三号 down to 五号.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from taskbook import addresses, booklet_views, booklets, cells, filenames, qr, stamps, wording, workers
from taskbook.booklets import Booklet, Render
from taskbook.model import Book, City, Plan, Task
from taskbook.prints import engine
from taskbook.settings import Settings

STYLES = ("tasksheet.css",)
STEPS = 5
"""So many sizes, from the largest: tasksheet.css has a class for each (step0 ... step4)."""

_BODY = '<body class="step0">'


def task_sheets(book: Book, as_of: date) -> list[Booklet]:
    """Return the sheets of all tasks."""
    return [sheet for city in book.cities for plan in city.plans for sheet in _of_plan(book, city, plan, as_of)]


def build(
    sheets: Sequence[Booklet], render: Render, settings: Settings, mapper: workers.Mapper, wanted: Container[str]
) -> dict[str, Path]:
    """Make the sheets of the wanted ids where they are not fresh; return site path -> file.

    Raises ContentError as booklets.build does.
    """
    paths = {sheet.site_path for sheet in sheets if sheet.key in wanted}
    code = stamps.digest(Path(__file__).read_bytes())
    every = booklets.prints(sheets, render, settings, mapper, paths, STYLES)
    prints = [replace(item, mark=stamps.fingerprint(item.mark, code)) for item in every]
    stale = [item for item in prints if not stamps.is_fresh(item.output, item.mark)]
    mapper(make, [workers.Job(item.path, item) for item in stale])
    return {item.path: item.output for item in prints}


def make(item: engine.Print) -> None:
    """Print one sheet in the largest type that lets it stand on one page; in 五号 what does not fit goes on."""
    for step in range(STEPS):
        html = item.html.replace(_BODY, f'<body class="step{step}">', 1)
        with engine.laid_out(html, item.css, item.faces, engine.OPTIONS) as document:
            if len(document.pages) == 1 or step == STEPS - 1:
                engine.write(document, replace(item, html=html))
                return


def _of_plan(book: Book, city: City, plan: Plan, day: date) -> Iterator[Booklet]:
    frame = cache(partial(booklet_views.frame, book, city, plan, day))
    site = str(book.site.address or "").rstrip("/")
    for task in plan.tasks:
        title = f"{booklet_views.plan_title(city, plan)}任务单：{wording.number_label(task)}"
        say = cache(partial(_context, city, plan, task, title, site, frame))
        path = f"{city.id}/{plan.year}/sheets/{task.slug}.pdf"
        file = filenames.named(f"{city.name}{plan.year}年任务单{task.slug}")
        yield Booklet("tasksheet", city.id, plan.year, task.id, path, title, say, (task,), task.place, file)


def _context(city: City, plan: Plan, task: Task, title: str, site: str, frame: booklets.Viewer) -> Mapping[str, Any]:
    address = f"{site}/{cells.address(addresses.task(task))}" if site else None
    return {
        "title": title,
        "frame": frame(),
        "task": booklet_views.task_view(plan, task),
        "chapter": task.chapter,
        "cited": wording.citation(plan, city.name, task),
        "address": address,
        "code": qr.svg(address) if address else "",
    }
