"""Sites for the browser, built as the pipeline builds them, without booklets; and a page of each kind."""

from pathlib import Path

from taskbook import exportpages, exports, pages, render, search, verify, website
from taskbook.model import Book
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent.parent


def build(book: Book, folder: Path, files: bool = True) -> Path:
    """Build a book's site, with the files to take away or only the page that lists them; return its folder."""
    settings = Settings(
        ROOT / "content", folder / "site", folder / "work", ROOT / "templates", ROOT / "mkdocs.yml", jobs=1
    )
    trace, _ = verify.verify(book)
    day = book.site.as_of
    made = pages.pages(book, trace, day, further=exportpages.pages(book, trace, day))
    documents = render.render(made, book.site, settings.templates)
    beside: dict[str, Path | bytes] = {**search.files(book)}
    if files:
        beside |= exports.build(book, trace, day, folder / "exports")
    website.build(documents, pages.nav(made), settings, book.site, beside)
    return settings.site


SEARCH = "search"
"""The kind that is no page of its own: the results of a search."""

GOLDEN = {
    "home": "",
    "city": "shifan/",
    "plan": "shifan/2021/",
    "targets": "shifan/2021/targets/",
    "task": "shifan/2021/tasks/005/",
    "task without figures": "shifan/2021/tasks/g01/",
    "units": "shifan/units/",
    "unit": "shifan/units/jiaotong/",
    "leaders": "shifan/leaders/",
    "leader": "shifan/leaders/zhang-ming/",
    "source": "shifan/2021/source/",
    "indicators": "indicators/",
    "indicator": "indicators/gdp/",
    "functions": "functions/",
    "function": "functions/transport/",
    "lists": "shifan/2021/lists/",
    "list": "shifan/2021/lists/no-figure/",
    "data": "data/",
    "about": "about/",
    SEARCH: "?q=桥",
    "404": "404.html",
}
"""A page of each kind of the fictional city's site."""

REAL = {
    "home": "",
    "city": "xianning/",
    "plan": "qianjiang/2021/",
    "targets": "xianning/2025/targets/",
    "task": "xuchang/2020/tasks/010/",
    "units": "jingzhou/units/",
    "unit": "qianjiang/units/fagai/",
    "leaders": "qianjiang/leaders/",
    "leader": "qianjiang/leaders/cui-chuanjin/",
    "source": "xianning/2025/source/",
    "indicators": "indicators/",
    "indicator": "indicators/gdp/",
    "functions": "functions/",
    "function": "functions/transport/",
    "lists": "qianjiang/2021/lists/",
    "list": "qianjiang/2021/lists/no-deadline/",
    "data": "data/",
    "about": "about/",
    SEARCH: "?q=停车",
    "404": "404.html",
}
"""A page of each kind of the five cities' site."""
