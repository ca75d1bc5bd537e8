"""Step 4, the site: Markdown pages where they changed, MkDocs with Material, publication in one stroke.

In: finished Markdown documents, the navigation, files that stand beside the pages (booklets). Out: settings.pages holds
exactly the documents, settings.site the new site. Only this module and shortcut know MkDocs. A build that fails or is
killed leaves the old site whole (see publish).
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from taskbook import publish, wording
from taskbook.entries import SiteEntry
from taskbook.model import Document
from taskbook.settings import Settings
from taskbook.shortcut import Progress, Shortcut

Nav = Sequence[Mapping[str, Any]]
"""MkDocs' navigation: [{title: page path}, {title: [ … ]}]."""

MARK = "assets/taskbook.css"
"""A file that every site of ours holds."""


class WebsiteError(Exception):
    """Raised with MkDocs' own complaints (a dead link, a broken template): a defect of ours, never of the content."""


def build(
    documents: Sequence[Document],
    nav: Nav,
    settings: Settings,
    site_entry: SiteEntry,
    extra_files: Mapping[str, Path] | None = None,
    progress: Progress | None = None,
) -> None:
    """Build and publish the site. extra_files maps a site path (qianjiang/2021/booklets/plan.pdf) to the file to publish there."""
    write_pages(documents, settings.pages)
    with publish.staged(settings.site, MARK) as folder, _complaints():
        config = _config(nav, settings, site_entry, folder)
        tables = {document.path: document.tables for document in documents}
        config.plugins["taskbook"] = Shortcut(tables, extra_files or {}, _day(settings, site_entry), progress)
        try:
            build_mkdocs(config)
        except MkDocsException as error:
            raise WebsiteError(str(error)) from error


def write_pages(documents: Sequence[Document], folder: Path) -> int:
    """Make folder hold exactly the documents; files that stay the same are not touched. Return how many were written."""
    wanted = {folder / document.path: document.markdown.encode() for document in documents}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            _remove_if_empty(path)
        elif path not in wanted:
            path.unlink()
            _remove_if_empty(path.parent)
    written = 0
    for path, data in wanted.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written += 1
    return written


def build_stock(nav: Nav, settings: Settings, work: Path) -> Path:
    """Build the written pages the stock way, in a process of its own, for comparison; return the site's folder.

    Plain `mkdocs build` with Material as it comes: navigation.prune, the same Markdown and extensions, nothing of ours.
    """
    work.mkdir(parents=True, exist_ok=True)
    stock = {
        "INHERIT": str(settings.mkdocs_yml.resolve()),
        "docs_dir": str(settings.pages.resolve()),
        "site_dir": str((work / "site").resolve()),
        "nav": list(nav),
        "theme": {"custom_dir": str(_empty(work / "theme")), "favicon": "assets/images/favicon.png"},
    }
    config = work / "mkdocs.yml"
    config.write_text(yaml.safe_dump(stock, allow_unicode=True, sort_keys=False), encoding="utf-8")
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], check=True, env=quiet)
    return work / "site"


def _config(nav: Nav, settings: Settings, site_entry: SiteEntry, folder: Path) -> MkDocsConfig:
    extra = {
        "publisher": site_entry.publisher.model_dump(),
        "as_of": wording.day(_day(settings, site_entry)),
        "licence": site_entry.licence,
        "repository": site_entry.repository.url if site_entry.repository else None,
    }
    config = load_config(
        str(settings.mkdocs_yml),
        site_name=site_entry.title,
        site_url=site_entry.address,
        docs_dir=str(settings.pages.resolve()),
        site_dir=str(folder),
        nav=list(nav),
    )
    config.extra.update(extra)
    return config


def _day(settings: Settings, site_entry: SiteEntry) -> date:
    return settings.as_of or site_entry.as_of


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _empty(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class _Listener(logging.Handler):
    """Keeps what MkDocs and its plugins warn of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[None]:
    """Raise WebsiteError at the end of the block where MkDocs warned of anything; print nothing."""
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    propagate = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield
    except WebsiteError as error:
        raise WebsiteError("\n".join([*listener.messages, str(error)])) from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
    if listener.messages:
        raise WebsiteError("\n".join(listener.messages))
