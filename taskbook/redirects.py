"""Redirect pages: whoever comes to the old address of a task or unit is led to the new one (a part of the step pages).

In: the Book, the layout, the function that renders a template. Out: site path -> a small page of its own. They stand
beside the site's pages, so that neither the navigation, the search nor the sitemap holds them.
"""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from taskbook import addresses, wording
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Book

Render = Callable[[str, Mapping[str, object]], str]
_TEMPLATE = "redirect.html.j2"


def files(book: Book, render: Render, layout: Layout = FOLDERS) -> dict[str, bytes]:
    """Return the redirect pages of tasks that went into others and of units whose id changed."""
    site = (book.site.address or "").rstrip("/")
    made = {}
    for old, new, title in _moved(book):
        here, there = layout.address(old), layout.address(new)
        address = posixpath.relpath(there, posixpath.dirname(here)) + ("/" if there.endswith("/") else "")
        context = {"address": address, "canonical": f"{site}/{there}" if site else address, "title": title}
        made[f"{here}index.html" if here.endswith("/") else here] = render(_TEMPLATE, context).encode()
    return made


def _moved(book: Book) -> Iterator[tuple[str, str, str]]:
    """Yield old page file, new page file and the new page's title."""
    for plan in book.plans():
        present = {task.id for task in plan.tasks}
        for task in plan.tasks:
            for gone in (entry.task for entry in task.moved if entry.task not in present):
                old = replace(task, id=gone, slug=gone.rpartition("-")[2])
                yield addresses.task(old), addresses.task(task), wording.title(task.text)
    for city in book.cities:
        for unit in city.units:
            for former in unit.former_ids:
                yield addresses.unit(replace(unit, id=former)), addresses.unit(unit), unit.name
