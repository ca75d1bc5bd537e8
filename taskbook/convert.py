"""Markdown to HTML, once per page and in every core (used by website; the slowest part of a build).

In: Markdown pages with their paths, the extensions of mkdocs.yml. Out: what MkDocs needs of each page. MkDocs itself
would set Python-Markdown up anew for every page and work in one process; the HTML is the same (a test compares).
"""

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from taskbook.layout import FOLDERS, Layout
from taskbook.workers import Job, Mapper

_CHUNK = 100
_UNUSED = (
    "image_link", "image_reference", "short_image_ref", "reference", "short_reference",
    "autolink", "automail", "linebreak",
)  # fmt: skip
"""Patterns that no page of ours holds; every pattern is tried on every piece of text."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A page as MkDocs needs it: HTML, front matter, the headings as Python-Markdown's toc extension lists them."""

    html: str
    meta: dict[str, Any]
    headings: list[Any]


@dataclass(frozen=True, slots=True)
class _Chunk:
    pages: Sequence[tuple[str, str]]
    known: frozenset[str]
    extensions: Sequence[str]
    settings: Mapping[str, Mapping[str, Any]]
    layout: Layout


def convert(
    pages: Sequence[tuple[str, str]],
    extensions: Sequence[str],
    settings: Mapping[str, Mapping[str, Any]],
    mapper: Mapper,
    progress: Callable[[int, int], None] | None = None,
    layout: Layout = FOLDERS,
) -> dict[str, Converted]:
    """Convert pages (path, Markdown); return them by path. Raises workers.JobError where a link names no page."""
    known = frozenset(path for path, _ in pages)
    chunks = [
        _Chunk(pages[start : start + _CHUNK], known, extensions, settings, layout)
        for start in range(0, len(pages), _CHUNK)
    ]

    def count(_: str, done: int, total: int) -> None:
        if progress:
            progress(len(pages) * done // total, 2 * len(pages))

    results = mapper(_convert_chunk, [Job(chunk.pages[0][0], chunk) for chunk in chunks], count)
    return {path: page for result in results for path, page in result}


def _convert_chunk(chunk: _Chunk) -> list[tuple[str, Converted]]:
    markdown = Markdown(extensions=chunk.extensions, extension_configs=chunk.settings)
    for name in _UNUSED:
        markdown.inlinePatterns.deregister(name)
    links = _Links(chunk.known, chunk.layout)
    markdown.treeprocessors.register(links, "taskbook_links", 0)
    out = []
    for path, text in chunk.pages:
        links.path = path
        body, meta = get_data(text)
        html = markdown.reset().convert(body)
        out.append((path, Converted(html, dict(meta), markdown.toc_tokens)))  # type: ignore[attr-defined]
    return out


class _Links(Treeprocessor):
    """Turns links between page files into links between addresses, as MkDocs does; those to no page into words."""

    def __init__(self, known: frozenset[str], layout: Layout) -> None:
        super().__init__()
        self.known, self.layout = known, layout
        self.path = ""

    def run(self, root: Element) -> None:
        """Rewrite the links of one page."""
        for element in root.iter("a"):
            link = urlsplit(element.get("href", ""))
            if link.scheme or link.netloc or not link.path.endswith(".md"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), link.path))
            if target in self.layout.left_out:
                element.tag = "span"
                del element.attrib["href"]
                continue
            if target not in self.known:
                raise LookupError(f"{self.path} -> {link.geturl()}")
            relative = get_relative_url(self.layout.address(target) or ".", self.layout.address(self.path))
            whole = self.layout.html or relative.endswith("/")
            element.set("href", link._replace(path=relative if whole else f"{relative}/").geturl())
