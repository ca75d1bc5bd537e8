"""The booklets step: which records form which booklet, and the PDF of each (the only module that knows WeasyPrint).

In: the Book, the pipeline's render function and map. Out: one PDF per plan, and per unit and leader with a task in
it, in the work folder. A booklet is made again only when its HTML, the style sheet, the fonts or the tools have
changed; what stands in the work folder is byte for byte what a clean build makes. Nothing is fetched, the clock is not
read.
"""

import gc
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taskbook import addresses, booklet_views, fonts, stamps, workers
from taskbook.model import Book, City, Leader, Place, Plan, Task, Unit
from taskbook.problems import ContentError, Problem
from taskbook.settings import Settings

if TYPE_CHECKING:
    from weasyprint import CSS  # type: ignore[import-untyped]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

Render = Callable[[str, Mapping[str, Any]], str]
"""Template name and context -> text."""

TOOLS = ("weasyprint", "pydyf", "fonttools", "tinycss2", "cssselect2", "tinyhtml5", "pyphen")


@dataclass(frozen=True, slots=True)
class Booklet:
    """One PDF: kind is plan, unit or leader; key the unit's or leader's id; context what its template is given."""

    kind: str
    city_id: str
    year: int
    key: str
    site_path: str
    title: str
    context: Mapping[str, Any]
    tasks: tuple[Task, ...]
    place: Place


def plan_booklets(book: Book, as_of: date | None = None) -> list[Booklet]:
    """Return every booklet, plan by plan: the whole plan, its units and its leaders in registry order."""
    day = as_of or book.site.as_of
    return [booklet for city in book.cities for plan in city.plans for booklet in _of_plan(book, city, plan, day)]


def build(
    booklets: Sequence[Booklet],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
    progress: workers.Progress | None = None,
    wanted: Container[str] | None = None,
) -> dict[str, Path]:
    """Make the PDFs that are not fresh; return site path -> file.

    booklets are always all of them, since they share their fonts; wanted narrows what is made to some site paths.
    Raises ContentError where a packaged font lacks a character.
    """
    pages = _pages(booklets, render)
    css = (settings.templates / "print" / "booklet.css").read_text(encoding="utf-8")
    try:
        faces = fonts.subset("".join([css, *pages.values()]), settings.work / "fonts", mapper)
    except fonts.MissingGlyphsError as error:
        raise ContentError(_glyph_problems(error.characters, booklets, pages)) from error
    prints = _prints(pages, css, faces, settings.work)
    chosen = [item for item in prints if wanted is None or item.path in wanted]
    stale = [item for item in chosen if not stamps.is_fresh(item.output, item.mark)]
    # The longest first, so that no process is left with a whole plan at the end.
    stale.sort(key=lambda item: -len(item.html))
    mapper(make, [workers.Job(item.path, item) for item in stale], progress)
    return {item.path: item.output for item in chosen}


def naive(booklets: Sequence[Booklet], render: Render, settings: Settings, folder: Path) -> None:
    """Print as one would without this module, to compare: one plain call after another, whole fonts, nothing kept."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    css = (settings.templates / "print" / "booklet.css").read_text(encoding="utf-8")
    for path, html in _pages(booklets, render).items():
        output = folder / path
        output.parent.mkdir(parents=True, exist_ok=True)
        config = FontConfiguration()
        sheet = CSS(string=fonts.face_css(fonts.packaged()) + css, font_config=config)
        HTML(string=html).write_pdf(output, stylesheets=[sheet], font_config=config)


@dataclass(frozen=True, slots=True)
class Print:
    """What a process is handed to make one PDF."""

    path: str
    html: str
    css: str
    faces: tuple[fonts.Face, ...]
    output: Path
    mark: str


def make(item: Print) -> None:
    """Print one booklet and record what it was made from."""
    from weasyprint import HTML, URLFetcher

    config, css = _press(item.css, item.faces)
    with _collecting_afterwards():
        page = HTML(string=item.html, url_fetcher=URLFetcher(allowed_protocols=()))
        data = page.write_pdf(stylesheets=[css], font_config=config, pdf_identifier=True)
        stamps.write(item.output, item.mark, data)


@contextmanager
def _collecting_afterwards() -> Iterator[None]:
    """Hold garbage collection back while a booklet is made (a quarter of the time): its boxes live to the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def _press(css: str, faces: tuple[fonts.Face, ...]) -> "tuple[FontConfiguration, CSS]":
    """Load fonts and style sheet, once per process: they are the same for every booklet of a build."""
    from weasyprint import CSS, URLFetcher
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    files_only = URLFetcher(allowed_protocols=("file",))
    return config, CSS(string=fonts.face_css(faces) + css, font_config=config, url_fetcher=files_only)


def _of_plan(book: Book, city: City, plan: Plan, day: date) -> Iterator[Booklet]:
    frame = booklet_views.frame(book, city, plan, day)
    name = booklet_views.plan_title(city, plan)

    def bind(about: Plan | Unit | Leader, title: str, view: booklet_views.View, tasks: Sequence[Task]) -> Booklet:
        kind, key = ("plan", "plan") if isinstance(about, Plan) else (type(about).__name__.lower(), about.id)
        path = addresses.booklet(plan, None if isinstance(about, Plan) else about)
        context = {"kind": kind, "frame": frame, "view": view, "title": f"{name}{title}"}
        return Booklet(kind, city.id, plan.year, key, path, f"{name}{title}", context, tuple(tasks), about.place)

    yield bind(plan, "（任务总册）", booklet_views.plan_view(city, plan), plan.tasks)
    for unit in city.units:
        involved = [item for item in book.by_unit.get(unit.key, ()) if item.task.year == plan.year]
        if involved:
            view = booklet_views.unit_view(book, city, plan, unit, involved)
            yield bind(unit, f"：{unit.name}（单位任务分册）", view, [item.task for item in involved])
    for leader in city.leaders:
        tasks = [task for task in book.by_leader.get(leader.key, ()) if task.year == plan.year]
        if tasks:
            title = f"：{leader.name}（{frame['labels']['leader']}任务分册）"
            yield bind(leader, title, booklet_views.leader_view(city, plan, leader, tasks), tasks)


def _pages(booklets: Sequence[Booklet], render: Render) -> dict[str, str]:
    return {item.site_path: render(f"print/{item.kind}.html.j2", item.context) for item in booklets}


def _prints(pages: Mapping[str, str], css: str, faces: tuple[fonts.Face, ...], work: Path) -> list[Print]:
    """Give every page its file (<work>/booklets/<city>/<year>/name.pdf) and the mark of all that it is made from."""
    shared = stamps.fingerprint(
        css, [stamps.digest(face.path.read_bytes()) for face in faces], {name: version(name) for name in TOOLS}
    )
    prints = []
    for path, html in pages.items():
        city, year, _, name = path.split("/")
        output = work / "booklets" / city / year / name
        prints.append(Print(path, html, css, faces, output, stamps.fingerprint(shared, html)))
    return prints


def _glyph_problems(characters: str, booklets: Sequence[Booklet], pages: Mapping[str, str]) -> Iterator[Problem]:
    """Say for each character that cannot be printed in which booklet and task it stands first."""
    for char in characters:
        booklet = next((item for item in booklets if char in pages[item.site_path]), None)
        what = f"随附字体没有“{char}”（U+{ord(char):04X}）"
        if booklet is None:
            yield Problem("glyph", Place("templates/print/booklet.css"), f"{what}，样式表用到它", "换用其他字符")
            continue
        task = next((task for task in booklet.tasks if any(char in words for words in _words(asdict(task)))), None)
        where = f"任务 {task.id}，册子 {booklet.title}" if task else f"册子 {booklet.title}"
        yield Problem("glyph", task.place if task else booklet.place, f"{what}：{where}", "核对原文后改用通行字形")


def _words(value: object) -> Iterator[str]:
    """Yield every text in a record that has been turned into dicts and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _words(part)
