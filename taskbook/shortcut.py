"""The short cut of the tables, as a MkDocs plugin (used by website; architecture: tables take a short cut into HTML).

In: the ready HTML of every page's tables. Each Markdown table between <!-- table n --> and <!-- /table n --> is cut out
before Python-Markdown sees it, and its HTML is put in afterwards, with the addresses (@/…) made relative to the page.
The plugin also keeps out what no page loads, brings in the files that are not pages, fixes the date and counts progress.
"""

import fnmatch
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

Progress = Callable[[int, int], None]
"""Told how many steps are done, and of how many."""

_BLOCK = re.compile(r"<!-- table (\d+) -->.*?<!-- /table \1 -->", re.DOTALL)
_PLACE = re.compile(r"<!-- table (\d+) -->")
_UNUSED = ("*.map", "assets/javascripts/lunr/*", "assets/images/*", "*/palette.*.css")
_USED = ("*/lunr.zh.min.js", "*/lunr.multi.min.js", "*/lunr.stemmer.support.min.js")


class _NoOptions(Config):
    """Nothing to configure: website makes the plugin itself."""


class Shortcut(BasePlugin[_NoOptions]):
    """Puts ready tables into pages; tables maps a page's path in the pages folder to them."""

    def __init__(
        self, tables: Mapping[str, Sequence[str]], files: Mapping[str, Path], day: date, progress: Progress | None
    ) -> None:
        self._tables = tables
        self._files = files
        self._day = day
        self._progress = progress
        self._done = 0
        self._total = 0

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Drop the theme's files that no page loads; add the files that stand beside the pages."""
        for file in list(files):
            if _matches(file, _UNUSED) and not _matches(file, _USED):
                files.remove(file)
        for address, path in self._files.items():
            files.append(File.generated(config, address, abs_src_path=str(path)))
        self._total = 2 * len(files.documentation_pages())
        return files

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Cut the tables out; what is left of each is its first comment line. MkDocs would date the page by the clock."""
        page.update_date = self._day.isoformat()
        return _BLOCK.sub(r"<!-- table \1 -->", markdown)

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Count the page as converted."""
        self._step()
        return html

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:
        """Put the ready tables in: last of all, so that the search index need not read hundreds of lists of the same tasks."""
        self._step()
        tables = self._tables[page.file.src_uri]
        return _PLACE.sub(lambda place: localised(tables[int(place[1])], page.url), output)

    def _step(self) -> None:
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


def _matches(file: File, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(file.src_uri, pattern) for pattern in patterns)


def localised(html: str, url: str) -> str:
    """Make the site addresses of a table ("@/…) relative to the page at url (qianjiang/2021/, or empty for the home page)."""
    return html.replace('"@/', f'"{"../" * url.count("/") or "./"}')
