"""The booklets step: which records form which booklet, and the PDF of each (prints/engine.py prints them).

In: the Book, the pipeline's render function and map. Out: one PDF per plan, its decomposition table on two papers, and
one per unit and leader with a task in it, in the work folder. A booklet is made again only when its HTML, the style
sheets, the fonts or the tools have changed; what stands in the work folder is byte for byte what a clean build makes.
Nothing is fetched, the clock is not read. A character without a glyph stops the booklets that are wanted, no others.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from taskbook import addresses, booklet_views, filenames, fonts, stamps, workers
from taskbook.model import Book, City, Leader, Place, Plan, Task, Unit
from taskbook.prints import engine, tables
from taskbook.problems import ContentError, Problem
from taskbook.settings import Settings

Render = Callable[[str, Mapping[str, Any]], str]
"""Template name and context -> text."""

STYLES = ("booklet.css", "table.css")
"""The style sheets of all booklets, one after the other."""

Viewer = Callable[[], booklet_views.View]
"""Makes the view of a booklet, or what it has in common with others."""

Attach = Callable[[Sequence[Task]], Mapping[str, bytes]]
"""Tasks -> name and content of the data files that a booklet of them carries."""

TOOLS = ("weasyprint", "pydyf", "fonttools", "uharfbuzz", "tinycss2", "cssselect2", "tinyhtml5", "pyphen")
"""The libraries that a PDF's bytes depend on."""

PRINTING = (
    *("engine", "speed", "savings", "styles", "lines", "shortcuts", "paging", "ruling", "again", "building"),
    *("waiting", "embedding"),
)
"""The modules of prints that they depend on."""

CONTENT = ("*.yml", "*/*.yml", "*/*/*.yml", "*/*/source.txt", "*/*/*/*.yml")
"""Where the words of a content folder stand."""


@dataclass(frozen=True, slots=True)
class Booklet:
    """One PDF: kind is plan, table, unit or leader; key the table's paper, the unit's or leader's id.

    say returns what its template is given, kept once made: only the booklets that are printed are asked. file_name is
    what a person reads where the PDF is taken away.
    """

    kind: str
    city_id: str
    year: int
    key: str
    site_path: str
    title: str
    say: Callable[[], Mapping[str, Any]]
    tasks: tuple[Task, ...]
    place: Place
    file_name: str
    attached: Callable[[], tuple[engine.Attached, ...]] = tuple

    @property
    def context(self) -> Mapping[str, Any]:
        """What its template is given."""
        return self.say()


def plan_booklets(book: Book, as_of: date | None = None, attach: Attach | None = None) -> list[Booklet]:
    """Return every booklet, plan by plan: the whole plan, its table, its units and its leaders in registry order.

    attach gives the data files of a booklet's tasks, which the PDF carries.
    """
    day = as_of or book.site.as_of
    every = [booklet for city in book.cities for plan in city.plans for booklet in _of_plan(book, city, plan, day)]
    return [replace(item, attached=partial(_attached, item, day, attach)) for item in every] if attach else every


def letters(content: Path) -> frozenset[str]:
    """Return every character of a content folder: a booklet that is made alone has the same fonts as all together."""
    found = set[str]()
    for path in (path for shape in CONTENT for path in content.glob(shape)):
        with suppress(OSError):  # of another city, else load has said so
            found.update(path.read_text(encoding="utf-8", errors="ignore"))
    return frozenset(found)


def _attached(booklet: Booklet, day: date, attach: Attach) -> tuple[engine.Attached, ...]:
    return tuple(engine.Attached(name, data, day) for name, data in attach(booklet.tasks).items())


def build(
    booklets: Sequence[Booklet],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
    progress: workers.Progress | None = None,
    wanted: Container[str] | None = None,
) -> dict[str, Path]:
    """Make the PDFs that are not fresh; return site path -> file.

    wanted narrows what is made to some site paths. Raises ContentError where a character cannot be set in every role.
    """
    chosen = prints(booklets, render, settings, mapper, wanted)
    stale = [item for item in chosen if not stamps.is_fresh(item.output, item.mark)]
    # The longest first, so that no process is left with a whole plan at the end.
    stale.sort(key=lambda item: -len(item.html))
    mapper(engine.make, [workers.Job(item.path, item) for item in stale], progress)
    return {item.path: item.output for item in chosen}


def prints(
    booklets: Sequence[Booklet],
    render: Render,
    settings: Settings,
    mapper: workers.Mapper,
    wanted: Container[str] | None = None,
    styles: Sequence[str] = STYLES,
) -> list[engine.Print]:
    """Return what the PDFs are made from, their fonts cut; booklets, wanted and ContentError as in build."""
    chosen = [item for item in booklets if wanted is None or item.site_path in wanted]
    faces = fonts.choose(whose_fonts(chosen, settings))
    pages = {path: fonts.charted(html, faces) for path, html in _pages(chosen, render).items()}
    css = "".join((settings.templates / "print" / name).read_text(encoding="utf-8") for name in styles)
    css = fonts.dressed(css, faces)
    try:
        likely = letters(settings.content)
        cut = fonts.subset("".join([css, *pages.values()]), settings.work / "fonts", mapper, faces, likely)
    except fonts.MissingGlyphsError as error:
        raise ContentError(_glyph_problems(error.characters, chosen, pages)) from error
    return _prints(chosen, pages, css, cut, settings.work)


def whose_fonts(booklets: Sequence[Booklet], settings: Settings) -> str | Path:
    """Return whose faces are wanted: as the command says, else site.yml."""
    return settings.fonts or next((item.context["frame"]["fonts"] for item in booklets), fonts.PACKAGED)


def characters(booklets: Sequence[Booklet], render: Render, settings: Settings) -> frozenset[str]:
    """Return every character that booklets and style sheets need a glyph for."""
    css = (settings.templates / "print" / name for name in STYLES)
    sheets = "".join(path.read_text(encoding="utf-8") for path in css)
    return frozenset(fonts.ALWAYS).union(sheets, *_pages(booklets, render).values())


def _of_plan(book: Book, city: City, plan: Plan, day: date) -> Iterator[Booklet]:
    frame = cache(partial(booklet_views.frame, book, city, plan, day))
    name = booklet_views.plan_title(city, plan)

    def bind(about: Plan | Unit | Leader, title: str, view: Viewer, tasks: Sequence[Task]) -> Booklet:
        kind, key = ("plan", "plan") if isinstance(about, Plan) else (type(about).__name__.lower(), about.id)
        path = addresses.booklet(plan, None if isinstance(about, Plan) else about)
        say = cache(partial(_context, kind, f"{name}{title}", frame, view))
        file = filenames.whole(city.name, plan.year)
        if not isinstance(about, Plan):
            file = filenames.part(city.name, plan.year, about.name)
        return Booklet(kind, city.id, plan.year, key, path, f"{name}{title}", say, tuple(tasks), about.place, file)

    yield bind(plan, "（任务总册）", partial(booklet_views.plan_view, city, plan), plan.tasks)
    yield from _tables(book, city, plan, frame)
    for unit in city.units:
        involved = [item for item in book.by_unit.get(unit.key, ()) if item.task.year == plan.year]
        if involved:
            view = partial(booklet_views.unit_view, book, city, plan, unit, involved)
            yield bind(unit, f"：{unit.name}（责任手册）", view, [item.task for item in involved])
    for leader in city.leaders:
        tasks = [task for task in book.by_leader.get(leader.key, ()) if task.year == plan.year]
        if tasks:
            title = f"：{leader.name}（责任手册）"
            yield bind(leader, title, partial(booklet_views.leader_view, city, plan, leader, tasks), tasks)


def _context(kind: str, title: str, frame: Viewer, view: Viewer) -> Mapping[str, Any]:
    return {"kind": kind, "frame": frame(), "view": view(), "title": title}


def _tables(book: Book, city: City, plan: Plan, frame: Viewer) -> Iterator[Booklet]:
    title = tables.title(city, plan)
    for paper in filenames.PAPERS:
        say = cache(partial(_context, "table", title, frame, partial(tables.view, book, plan, paper)))
        path, file = addresses.decomposition(plan, paper), filenames.table(city.name, plan.year, paper)
        yield Booklet("table", city.id, plan.year, paper, path, title, say, plan.tasks, plan.place, file)


def _pages(booklets: Sequence[Booklet], render: Render) -> dict[str, str]:
    return {item.site_path: render(f"print/{item.kind}.html.j2", item.context) for item in booklets}


def _prints(
    booklets: Sequence[Booklet], pages: Mapping[str, str], css: str, faces: tuple[fonts.Face, ...], work: Path
) -> list[engine.Print]:
    """Give every page its file (<work>/booklets/<city>/<year>/name.pdf) and the mark of all that it is made from."""
    shared = stamps.fingerprint(
        css,
        repr(engine.OPTIONS),
        [stamps.digest(Path(engine.__file__).with_name(f"{name}.py").read_bytes()) for name in PRINTING],
        [stamps.digest(face.path.read_bytes()) for face in faces],
        stamps.tools(TOOLS),
    )
    made = []
    for item in booklets:
        path, html = item.site_path, pages[item.site_path]
        city, year, folder, name = path.split("/")
        output = work / folder / city / year / name
        attached = item.attached()
        files = [(file.name, stamps.digest(file.data), str(file.day)) for file in attached]
        mark = stamps.fingerprint(shared, html, files)
        made.append(engine.Print(path, html, css, faces, output, mark, attached))
    return made


def _glyph_problems(characters: str, booklets: Sequence[Booklet], pages: Mapping[str, str]) -> Iterator[Problem]:
    """Say for each character that cannot be printed in which booklet and task it stands first."""
    for char in characters:
        booklet = next((item for item in booklets if char in pages[item.site_path]), None)
        what = f"随附字体没有“{char}”（U+{ord(char):04X}）"
        if booklet is None:
            yield Problem("glyph", Place("templates/print/booklet.css"), f"{what}，样式表用到它", "换用其他字符")
            continue
        task = next((task for task in booklet.tasks if any(char in words for words in _words(task))), None)
        where = f"任务 {task.id}，册子 {booklet.title}" if task else f"册子 {booklet.title}"
        yield Problem("glyph", task.place if task else booklet.place, f"{what}：{where}", "核对原文后改用通行字形")


def _words(value: object) -> Iterator[str]:
    """Yield every text in a record and in the records that it holds, each record once."""
    waiting, seen, fields = [value], set[int](), dict[type, tuple[str, ...]]()
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += one
        elif id(one) not in seen:
            kind = type(one)
            if kind not in fields:
                fields[kind] = _field_names(kind)
            if fields[kind]:
                seen.add(id(one))
                waiting += [getattr(one, name) for name in fields[kind]]


def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a record's class; none for what is no record, and for where it is written."""
    if kind is Place:
        return ()
    return tuple(getattr(kind, "__dataclass_fields__", None) or getattr(kind, "model_fields", None) or ())
