"""Step 4, the site: Markdown pages where they changed, MkDocs with Material, publication in one stroke.

In: finished Markdown documents, the navigation, files that stand beside the pages (booklets). Out: settings.pages holds
exactly the documents, settings.site the new site. Only this module and shortcut know MkDocs. A build that fails or is
killed leaves the old site whole (see publish).
"""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import PluginCollection

from taskbook import publish, variants, wording
from taskbook.convert import convert
from taskbook.entries import SiteEntry
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Document
from taskbook.settings import Settings
from taskbook.shortcut import Progress, Shortcut, Website, without_tables
from taskbook.workers import JobError, mapper

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
    extra_files: Mapping[str, Path | bytes] | None = None,
    progress: Progress | None = None,
    layout: Layout = FOLDERS,
    finish: Callable[[Path], None] | None = None,
) -> None:
    """Build and publish the site; progress is told how many steps are done, of how many.

    extra_files maps a site path (qianjiang/2021/booklets/plan.pdf) to the file, or what is in it, to publish there.
    finish is shown the finished folder before it is published.
    """
    write_pages(documents, settings.pages)
    with publish.staged(settings.site, MARK) as folder, _complaints():
        config = _config(nav, settings, site_entry, folder, layout)
        cut = [(document.path, without_tables(document.markdown)) for document in documents]
        frame = [json.dumps(list(nav), ensure_ascii=False), site_entry.model_dump_json()]
        ready = Website(
            pages=convert(cut, config.markdown_extensions, config.mdx_configs, mapper(settings.jobs), progress, layout),
            tables={document.path: document.tables for document in documents},
            files={
                **({"robots.txt": _robots(site_entry)} if layout.rooted else {}),
                **(extra_files or {}),
                variants.ADDRESS: _variants(documents, [*(text for _, text in cut), *frame], settings),
            },
            day=_day(settings, site_entry),
            layout=layout,
        )
        config.plugins["taskbook"] = Shortcut(ready, progress)
        build_mkdocs(config)
        if finish:
            finish(folder)


def _variants(documents: Sequence[Document], texts: Iterable[str], settings: Settings) -> Path:
    """Write the table of traditional characters for all that the site shows; return its file."""
    theme = [path for path in sorted(settings.templates.rglob("*")) if path.suffix in (".html", ".js")]
    names = [document.title.partition("（")[0] for document in documents if "/leaders/" in document.path]
    shown = [*texts, *(text for document in documents for text in document.tables)]
    return variants.write([*shown, *(path.read_text(encoding="utf-8") for path in theme)], names, settings.work)


def write_pages(documents: Sequence[Document], folder: Path) -> int:
    """Make folder hold exactly the documents, touching only what differs; return how many were written."""
    wanted = {folder / document.path: document.markdown.encode() for document in documents}
    for path in sorted(folder.rglob("*"), reverse=True):  # what stands in a folder comes before the folder
        if path.is_file() and path not in wanted:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
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
    config.write_text(json.dumps(stock, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)], check=True, env=quiet)
    return work / "site"


def _config(nav: Nav, settings: Settings, site_entry: SiteEntry, folder: Path, layout: Layout) -> MkDocsConfig:
    extra = {
        "publisher": site_entry.publisher.model_dump(),
        "as_of": wording.day(_day(settings, site_entry)),
        "licence": site_entry.licence,
        "repository": site_entry.repository.url if site_entry.repository else None,
        "page_tags": _page_tags(settings, site_entry),
        "offline": layout.offline,
    }
    config = load_config(
        str(settings.mkdocs_yml),
        site_name=site_entry.title,
        site_url=None if layout.offline else site_entry.address,
        docs_dir=str(settings.pages.resolve()),
        site_dir=str(folder),
        nav=list(nav),
        use_directory_urls=not layout.html,
    )
    if not layout.rooted:
        config.theme.static_templates -= {"404.html", "sitemap.xml"}
    config.extra.update(extra)
    config.plugins = PluginCollection()  # Material's search plugin reads every word of every page; Shortcut does not
    return config


def _page_tags(settings: Settings, site_entry: SiteEntry) -> Mapping[str, str | None]:
    """Return what site.yml says for the page tags and the footer of government sites; None where it says nothing."""
    return {
        "domain": site_entry.domain or urlsplit(site_entry.address or "").hostname,
        "id_code": site_entry.id_code,
        "column_type": site_entry.column_type,
        "published": f"{_day(settings, site_entry).isoformat()} 00:00",
        "organiser": site_entry.organiser,
        "icp": site_entry.icp,
    }


def _robots(site_entry: SiteEntry) -> bytes:
    """Let every crawler in; name the sitemap where the public address is known."""
    address = (site_entry.address or "").rstrip("/")
    return f"User-agent: *\nDisallow:\n{f'Sitemap: {address}/sitemap.xml' if address else ''}".rstrip().encode() + b"\n"


def _day(settings: Settings, site_entry: SiteEntry) -> date:
    return settings.as_of or site_entry.as_of


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
    except (MkDocsException, JobError) as error:
        raise WebsiteError("\n".join([*listener.messages, str(error)])) from error
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
    if listener.messages:
        raise WebsiteError("\n".join(listener.messages))
