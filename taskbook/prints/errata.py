"""Errata (勘误): of each booklet the pages that changed since an older edition, behind a list of what changed.

In: the booklets of older data and of now. Out: one PDF for each booklet with other pages, tagged and archival as the
booklets are; both editions are laid out alike, so that only the data make a difference. Part of the booklets step.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from taskbook import booklets, filenames, stamps, workers
from taskbook.booklets import Booklet, Render
from taskbook.prints import changes, engine, pdfpages
from taskbook.prints.pdfpages import Swap
from taskbook.settings import Settings

FOLDER = "errata"


@dataclass(frozen=True, slots=True)
class Found:
    """Errata as (booklet of the pages, PDF); booklets that are new as a whole, and those that are no more."""

    made: tuple[tuple[Booklet, Path], ...]
    added: tuple[Booklet, ...]
    gone: tuple[Booklet, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """What a process is handed to print a list of changes with pages of a booklet (numbers from 1) behind it."""

    front: engine.Print
    booklet: engine.Print
    numbers: tuple[int, ...]


def make(
    before: Sequence[Booklet],
    after: Sequence[Booklet],
    wanted: Container[str],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
    progress: workers.Progress | None = None,
) -> Found:
    """Print the errata of the wanted booklets (site paths); nothing is laid out that says the same."""
    old = {item.site_path: item for item in before if item.site_path in wanted}
    new = {item.site_path: item for item in after if item.site_path in wanted}
    both = {path: item for path, item in new.items() if path in old}
    differing = {path for path, item in both.items() if _html(item, render) != _html(old[path], render)}
    apart = replace(settings, work=settings.work / FOLDER)
    made: list[tuple[Booklet, Path]] = []
    if differing:
        now = booklets.build(after, render, settings, mapper, progress, differing)
        then = booklets.build([old[path] for path in sorted(differing)], render, apart, mapper, progress)
        swaps = {path: pdfpages.swaps(pdfpages.texts(then[path]), pdfpages.texts(now[path])) for path in now}
        fronts = {path: _front(old[path], new[path], now[path], found) for path, found in swaps.items() if found}
        every = _joined(fronts, after, swaps, render, apart, mapper)
        stale = [item for item in every if not stamps.is_fresh(item.front.output, item.front.mark)]
        mapper(join, [workers.Job(item.front.path, item) for item in stale], progress)
        made = [(front, item.front.output) for front, item in zip(fronts.values(), every, strict=True)]
    added = tuple(item for path, item in new.items() if path not in old)
    return Found(tuple(made), added, tuple(item for path, item in old.items() if path not in new))


def _html(booklet: Booklet, render: Render) -> str:
    return render(f"print/{booklet.kind}.html.j2", booklet.context)


def _front(old: Booklet, new: Booklet, file: Path, swaps: Sequence[Swap]) -> Booklet:
    """Return the list of what changed, as a booklet of its own."""
    places = pdfpages.places(file)
    rows = []
    for change in changes.between(old, new):
        before, after = change.pieces()
        page = places.get(change.label)
        rows.append({"subject": change.subject, "what": change.what, "before": before, "after": after, "page": page})
    name = new.file_name.removesuffix(".pdf")
    view = {
        "name": name,
        "rows": rows,
        "swaps": [{"old": _numbers(swap.old), "new": _numbers(swap.new)} for swap in swaps],
        "moved": any(len(swap.old) != len(swap.new) for swap in swaps),
    }
    context = {"kind": "errata", "frame": new.context["frame"], "view": view, "title": f"{name}勘误"}
    path = new.site_path.replace("/booklets/", f"/{FOLDER}/")
    title, file_name = f"{name}勘误", filenames.named(f"{name}勘误")
    tasks = tuple({task.id: task for task in (*old.tasks, *new.tasks)}.values())
    return replace(
        new,
        kind="errata",
        site_path=path,
        title=title,
        say=lambda: context,
        tasks=tasks,
        file_name=file_name,
        attached=tuple,
    )


def _numbers(numbers: Sequence[int]) -> str:
    """Write page numbers: 第3页, 第3—5页; nothing for none."""
    if not numbers:
        return ""
    return f"第{numbers[0]}页" if len(numbers) == 1 else f"第{numbers[0]}—{numbers[-1]}页"


def _joined(
    fronts: Mapping[str, Booklet],
    after: Sequence[Booklet],
    swaps: Mapping[str, Sequence[Swap]],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
) -> list[Joined]:
    """Return what the errata are made from; fronts and swaps are by the site path of the booklet."""
    wanted = set(fronts).union(front.site_path for front in fronts.values())
    # all in one: pages that come into one file must be set in one cut of the fonts
    prints = {item.path: item for item in booklets.prints([*fronts.values(), *after], render, settings, mapper, wanted)}
    code, made = stamps.digest(Path(__file__).read_bytes()), []
    for path, front in fronts.items():
        head, numbers = prints[front.site_path], tuple(number for swap in swaps[path] for number in swap.new)
        mark = stamps.fingerprint(head.mark, prints[path].mark, numbers, code)
        output = settings.work / "made" / front.site_path
        made.append(Joined(replace(head, output=output, mark=mark), prints[path], numbers))
    return made


def join(item: Joined) -> None:
    """Print a list of changes and the pages behind it, each named in the outline by the number that it bears."""
    assert item.front.faces == item.booklet.faces
    with (
        engine.laid_out(item.front.html, item.front.css, item.front.faces, engine.OPTIONS) as front,
        engine.laid_out(item.booklet.html, item.booklet.css, item.booklet.faces, engine.OPTIONS) as booklet,
    ):
        front.pages[0].bookmarks = [(1, front.metadata.title, (0, 0), "open")]
        for number in item.numbers:
            booklet.pages[number - 1].bookmarks = [(1, f"第{number}页", (0, 0), "open")]
        pages = [*front.pages, *(booklet.pages[number - 1] for number in item.numbers)]
        for page in pages:
            _keep_outer_links(page)
        engine.write(front.copy(pages), item.front)


def _keep_outer_links(page: Any) -> None:
    """Leave the links to the web; one within the booklet would mostly lead to a page that is not here."""
    for kind, _target, _place, box in page.links:
        if kind != "external":
            box.element_tag = "span"  # no link in the file's structure either
    page.links[:] = [link for link in page.links if link[0] == "external"]
