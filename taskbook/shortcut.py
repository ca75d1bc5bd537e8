"""The short cut of the tables and of the converted pages, as a MkDocs plugin (used by website).

In: pages converted to HTML and the ready HTML of every table. Each Markdown table between <!-- table n --> and
<!-- /table n --> is cut out before conversion; here its HTML is put in, with the addresses (@/…) made relative to the
page. The plugin also keeps out what no page loads, brings in the files that are not pages and fixes the date.
"""

import fnmatch
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from taskbook import cells
from taskbook.convert import Converted
from taskbook.layout import FOLDERS, Layout

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

_BLOCK = re.compile(r"<!-- table (\d+) -->.*?<!-- /table \1 -->", re.DOTALL)
_PLACE = re.compile(r"<!-- table (\d+) -->")
_LINK = re.compile(r'<a([^>]*) href="@/([^"#]*)([^"]*)">(.*?)</a>')
_UNUSED = ("*.map", "assets/javascripts/lunr/*", "assets/javascripts/workers/*", "assets/images/*", "*/palette.*.css")


@dataclass(frozen=True, slots=True)
class Website:
    """What MkDocs is to put together: pages and tables by page file, other files by address, the date of it all."""

    pages: Mapping[str, Converted]
    tables: Mapping[str, Sequence[str]]
    files: Mapping[str, Path | bytes]
    day: date
    layout: Layout = FOLDERS


class ReadyPage(Page):
    """A page that has been converted already."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, website: Website) -> None:
        super().__init__(title, file, config)
        self.update_date = website.day.isoformat()  # MkDocs dates pages by the clock
        self._ready = website.pages[file.src_uri]

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter; the Markdown has been read."""
        self.markdown, self.meta = "", self._ready.meta

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the HTML."""
        self.content = self._ready.html
        self.toc = get_toc(self._ready.headings)


class Shortcut(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call] # MkDocs types its users, not itself
    """Brings converted pages, ready tables and other files into MkDocs' build."""

    def __init__(self, website: Website, progress: Progress | None) -> None:
        self._website = website
        self._progress = progress
        self._done = 0
        layout = website.layout
        self._moved = {cells.address(page): layout.address(page) for page in website.pages} if layout.html else {}
        self._left_out = frozenset(map(cells.address, layout.left_out))

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Drop the theme's files that no page loads, add those beside the pages, bring in the converted pages."""
        unused = _UNUSED if self._website.layout.rooted else (*_UNUSED, "sitemap.xml")
        for file in list(files):
            if any(fnmatch.fnmatch(file.src_uri, pattern) for pattern in unused):
                files.remove(file)
        for address, what in self._website.files.items():
            if isinstance(what, bytes):
                files.append(File.generated(config, address, content=what))
            else:
                files.append(File.generated(config, address, abs_src_path=str(what)))
        titles = dict(_titles(config.nav or []))
        for file in files.documentation_pages():
            ReadyPage(titles.get(file.src_uri), file, config, self._website)
        return files

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Put the ready tables in."""
        self._done += 1
        if self._progress:
            total = len(self._website.pages)
            self._progress(total + self._done, 2 * total)
        tables = self._website.tables[page.file.src_uri]
        return _PLACE.sub(lambda place: localised(self._placed(tables[int(place[1])]), page.url), output)

    def _placed(self, html: str) -> str:
        """Give a table's links the addresses of this output; those to pages that are left out become words."""
        if not self._moved and not self._left_out:
            return html
        return _LINK.sub(self._link, html)

    def _link(self, found: re.Match[str]) -> str:
        attributes, address, fragment, words = found.groups()
        if address in self._left_out:
            return f"<span{attributes}>{words}</span>"
        return f'<a{attributes} href="@/{self._moved.get(address, address)}{fragment}">{words}</a>'


def _titles(nav: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield page file and title of every entry of the navigation."""
    for entry in nav:
        for title, below in entry.items():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _titles(below)


def without_tables(markdown: str) -> str:
    """Cut the tables out; what is left of each is its first comment line."""
    return _BLOCK.sub(r"<!-- table \1 -->", markdown)


def localised(html: str, url: str) -> str:
    """Make a table's site addresses ("@/…) relative to the page at url (qianjiang/2021/; empty for the home page)."""
    return html.replace('"@/', f'"{"../" * url.count("/") or "./"}')
