"""Booklets on their way to the printer: for a press or on folded sheets, each with its job ticket (part of booklets).

In: all booklets, those that are wanted, what was ordered. Out: files with the names that a person reads, in the work
folder. Only bound booklets go there: a decomposition table is printed as it is.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from taskbook import booklets, filenames, workers
from taskbook.booklets import Booklet, Render
from taskbook.prints import imposition, press, profile, ticket
from taskbook.problems import NothingChosenError
from taskbook.settings import PressOrder, Settings

BOUND = ("plan", "unit", "leader")
"""Kinds of booklets that have a cover."""


@dataclass(frozen=True, slots=True)
class _Work:
    """An order, the wanted booklets (bound, by site path), and all that their files are made with."""

    order: PressOrder
    bound: Mapping[str, Booklet]
    every: Sequence[Booklet]
    render: Render
    settings: Settings
    mapper: workers.Mapper
    progress: workers.Progress | None
    condition: profile.Profile | None = None


def build(
    every: Sequence[Booklet],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
    progress: workers.Progress | None,
    wanted: Container[str],
    order: PressOrder,
) -> list[Path]:
    """Make what was ordered of the wanted booklets; return the files.

    ContentError as in booklets.build, NothingChosenError where nothing can be bound or the profile is none.
    """
    condition = profile.read(order.profile) if order.profile else None
    bound = {item.site_path: item for item in every if item.kind in BOUND and item.site_path in wanted}
    if not bound:
        raise NothingChosenError("没有可以装订的册子：分解表不成册。")
    work = _Work(order, bound, every, render, settings, mapper, progress, condition)
    return _imposed(work) if order.sheet else _pressed(work)


def _pressed(work: _Work) -> list[Path]:
    settings = work.settings
    outputs = _outputs(work.bound, settings.work / "press")
    prints = booklets.prints(work.every, work.render, settings, work.mapper, work.bound)
    named = [replace(item, output=outputs[item.path]) for item in prints]
    made = press.build(named, settings.templates / "print" / "press.css", work.mapper, work.progress, work.condition)
    files = []
    for path, item in made.items():
        words = ticket.for_press(*_about(work.bound[path]), item, work.order)
        files += [item.cover, item.inside, _written(outputs[path], words)]
    return files


def _imposed(work: _Work) -> list[Path]:
    sheet = work.order.sheet or ""
    outputs = _outputs(work.bound, work.settings.work / "imposed")
    sources = booklets.build(work.every, work.render, work.settings, work.mapper, work.progress, work.bound)
    foldings = {
        path: imposition.Folding(
            source, outputs[path].with_stem(f"{outputs[path].stem}-{sheet}拼版"), sheet, work.bound[path].kind == "plan"
        )
        for path, source in sources.items()
    }
    files = []
    for path, sheets in imposition.build(foldings, work.mapper).items():
        words = ticket.imposed(*_about(work.bound[path]), sources[path], sheets, work.order)
        files += [sheets, _written(sheets, words)]
    return files


def _outputs(bound: Mapping[str, Booklet], folder: Path) -> dict[str, Path]:
    """Return site path -> the file whose name those of its parts begin with."""
    names = filenames.apart((path, item.file_name) for path, item in bound.items())
    return {path: folder / item.city_id / str(item.year) / names[path] for path, item in bound.items()}


def _about(booklet: Booklet) -> tuple[str, str]:
    frame = booklet.context["frame"]
    return booklet.title, f"{frame['edition']}（数据截至{frame['as_of']}）"


def _written(job: Path, words: str) -> Path:
    file = job.with_name(f"{job.stem}-印制单.txt")
    file.write_text(words, encoding="utf-8")
    return file
