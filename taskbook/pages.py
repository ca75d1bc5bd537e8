"""Step 3, the pages: which pages exist, and the navigation over them (pure; nothing is written here).

In: the Book, the trace of its words in the sources, the date up to which the site speaks. Out: a list of pages, each
with its template and all that it shows, counted and in order, so that templates only place words.
Its parts: planpages, taskpages, listpages, changepages, citypages, crosspages make pages, sourceview the source
document, views what they share.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from taskbook import addresses
from taskbook.align import Trace
from taskbook.changepages import change_pages
from taskbook.changes import History
from taskbook.citypages import city_pages
from taskbook.crosspages import cross_pages
from taskbook.layout import FOLDERS, Layout
from taskbook.listpages import list_pages
from taskbook.model import Book
from taskbook.page import Page
from taskbook.planpages import plan_pages
from taskbook.similar import Similar
from taskbook.taskpages import task_pages
from taskbook.views import Views


def pages(
    book: Book,
    trace: Trace,
    as_of: date,
    layout: Layout = FOLDERS,
    further: Sequence[Page] = (),
    history: History | None = None,
) -> list[Page]:
    """Return every page of the site, those across cities first, then city by city.

    layout tells the addresses under which the pages are published, as their citations name them. further are pages of
    other steps: they come last, and the home page leads to them. history is what git says of the tasks.
    """
    views, similar = Views(book, layout, history), Similar(book)
    out = list(cross_pages(views, as_of, further))
    for city in book.cities:
        out += city_pages(views, city)
        for plan in city.plans:
            out += plan_pages(views, plan, trace[plan.key])
            out += task_pages(views, plan, trace[plan.key], similar, as_of)
            out += list_pages(views, plan)
            out += change_pages(views, plan)
    return [*out, *further]


def nav(all_pages: Iterable[Page]) -> list[Mapping[str, Any]]:
    """Return the navigation as MkDocs takes it: [{title: page}, {city: [{title: page}, …]}, …].

    Only pages with a nav_title stand in it (never single tasks, units or leaders); a city's own page comes first in it.
    """
    listed = [page for page in all_pages if page.nav_title]
    cities: dict[str, list[Page]] = {}
    for page in listed:
        folder = page.path.split("/")[0]
        if not _is_common(page):
            cities.setdefault(folder, []).append(page)
    out: list[Mapping[str, Any]] = [_entry(page) for page in listed if page.path == addresses.HOME]
    for entries in cities.values():
        ordered = sorted(entries, key=_section)
        out.append({ordered[0].title: [_entry(page) for page in ordered]})
    common = (page for page in listed if _is_common(page) and page.path != addresses.HOME)
    return out + [_entry(page) for page in sorted(common, key=lambda page: page.path == addresses.ABOUT)]


def _is_common(page: Page) -> bool:
    return page.path in (addresses.HOME, addresses.INDICATORS, addresses.FUNCTIONS, addresses.DATA, addresses.ABOUT)


def _section(page: Page) -> int:
    """Order a city's entries: its own page, its plans as they come, units, leaders."""
    return {"city": 0, "units": 2, "leaders": 3}.get(page.template, 1)


def _entry(page: Page) -> Mapping[str, str]:
    return {page.nav_title: page.path}
