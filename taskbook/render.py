"""Step 3, second half: pages become Markdown documents; the only module that knows Jinja.

In: pages with their contexts, the folder of templates. Out: complete Markdown documents, with the ready HTML of their
tables beside them. Whatever a template prints is escaped for Markdown, unless it is a line of cells or marked raw.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from taskbook import cells, stamps
from taskbook.cells import Link, Mark, Table, Text
from taskbook.entries import SiteEntry
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Document
from taskbook.page import Page
from taskbook.text import typeset
from taskbook.wording import day

_SEARCHED = ("task", "unit", "leader", "indicator")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


def render(pages: Iterable[Page], site: SiteEntry, templates: Path, layout: Layout = FOLDERS) -> list[Document]:
    """Render every page with its template."""
    jinja = environment(templates)
    return [_document(jinja, page, site, layout) for page in pages]


def environment(templates: Path) -> Environment:
    """Return the environment: strict, escaping for Markdown; comments are {%# … #%} since {#id} names headings."""
    jinja = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finalize,
        comment_start_string="{%#",
        comment_end_string="#%}",
        keep_trailing_newline=True,
    )
    jinja.filters.update(raw=_raw, day=day, listed="、".join, typeset=typeset, external=_external)
    return jinja


class _Tables:
    """What templates call to place a table: Markdown between comment lines; keeps the HTML and gives each id once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._ids: set[str] = set()
        self.html: list[str] = []

    def __call__(self, table: Table) -> Markup:
        number = len(self.html)
        single = table.without_ids(self._ids)
        self.html.append(cells.html(single))
        return Markup(f"<!-- table {number} -->\n\n{cells.markdown(single, self._path)}\n\n<!-- /table {number} -->")


def _document(jinja: Environment, page: Page, site: SiteEntry, layout: Layout) -> Document:
    tables = _Tables(page.path)
    template = jinja.get_template(f"{page.template}.md.j2")
    body = template.render(
        **page.context, **({} if "site" in page.context else {"site": site}), page=page, table=tables
    )
    body = _BLANK_LINES.sub("\n\n", cells.relative(body, page.path, layout.folder(page.path))).strip()
    return Document(page.path, page.title, f"{_front_matter(page)}\n{body}\n", tuple(tables.html))


def _front_matter(page: Page) -> str:
    """Return the front matter; JSON strings are YAML strings, whatever stands in them."""
    fields = {
        "title": page.title,
        "description": page.description,
        "generated_from": page.content_file,
        "kind": page.template,
        "origin": page.origin,
        "keywords": "，".join(page.keywords),
        "feed": page.feed,
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    if page.template not in _SEARCHED:
        lines += ["search:", "  exclude: true"]
    return "\n".join(["---", *lines, "---", ""])


def _finalize(value: object) -> object:
    """Write a value that a template prints: lines of cells as Markdown, all other words escaped."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, tuple) and all(isinstance(part, Text | Link | Mark) for part in value):
        return Markup(cells.inline(value))
    return Markup(cells.escape(str(value)))


def _raw(value: object) -> Markup:
    return Markup(str(value))


def _external(url: str) -> Sequence[Text | Link]:
    """Link an address of the web; anything else stays plain words."""
    return (Link(url, url),) if url.startswith(("https://", "http://")) else (Text(url),)


class _Kept(FileSystemBytecodeCache):
    """Compiled templates in files; one that is damaged is made anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code where it is there and whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()


def printer(templates: Path, kept: Path | None = None) -> Callable[[str, Mapping[str, object]], str]:
    """Return the function that renders a print template (print/*.html.j2) with a context to HTML.

    kept is the folder where compiled templates are kept for the next run.
    """
    jinja = Environment(
        loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        # Jinja looks at the template alone, not at its options
        how = stamps.fingerprint(version("jinja2"), stamps.digest(Path(__file__).read_bytes()))[:12]
        jinja.bytecode_cache = _Kept(str(kept), f"%s-{how}.cache")

    def render_print(template: str, context: Mapping[str, object]) -> str:
        return jinja.get_template(template).render(**context)

    return render_print
