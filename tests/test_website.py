import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import linkcheck
import pytest
from lxml import html

from taskbook import pages, render, verify, website
from taskbook.cells import address
from taskbook.model import Book, Document
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent
PDF = b"%PDF-1.7\n"


@dataclass(frozen=True)
class Built:
    book: Book
    documents: list[Document]
    nav: list[Any]
    settings: Settings
    booklets: dict[str, Path]

    def build(self, settings: Settings | None = None, documents: list[Document] | None = None, **more: Any) -> Path:
        settings = settings or self.settings
        website.build(documents or self.documents, self.nav, settings, self.book.site, self.booklets, **more)
        return settings.site


def settings_in(folder: Path) -> Settings:
    return Settings(
        content=ROOT / "tests" / "golden" / "content",
        site=folder / "site",
        work=folder / "work",
        templates=ROOT / "templates",
        mkdocs_yml=ROOT / "mkdocs.yml",
        jobs=1,
    )


@pytest.fixture(scope="module")
def built(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("website")
    trace, _ = verify.verify(golden_book)
    made = pages.pages(golden_book, trace, golden_book.site.as_of)
    documents = render.render(made, golden_book.site, ROOT / "templates")
    (folder / "x.pdf").write_bytes(PDF)
    booklets = {place: folder / "x.pdf" for document in documents for place in _booklets(document)}
    out = Built(golden_book, documents, list(pages.nav(made)), settings_in(folder), booklets)
    out.build()
    return out


def _booklets(document: Document) -> Iterator[str]:
    folder = "/" + document.path
    text = document.markdown + "".join(document.tables)
    for element in html.fromstring(f"<div>{text}</div>").iter("a"):
        link = element.get("href", "")
        if "://" not in link and link.endswith((".pdf", ".csv", ".xlsx", ".docx", ".json")):
            here = folder.removesuffix("index.md").removesuffix(".md").rstrip("/")
            yield Path(f"{here}/{link}").resolve().as_posix().lstrip("/")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def article(site: Path, page: Path) -> html.HtmlElement:
    return html.fromstring((site / page).read_bytes()).find_class("md-content__inner")[0]


def test_every_link_arrives_and_nothing_is_loaded_from_outside(built: Built) -> None:
    assert linkcheck.problems(built.settings.site) == []


def test_booklets_stand_where_their_links_lead(built: Built) -> None:
    assert built.booklets
    assert all((built.settings.site / place).read_bytes() == PDF for place in built.booklets)


def test_the_short_cut_shows_what_stock_mkdocs_shows(built: Built, tmp_path: Path) -> None:
    stock = website.build_stock(built.nav, built.settings, tmp_path)
    compared = 0
    for document in built.documents:
        page = Path(address(document.path)) / "index.html"
        ours, theirs = article(built.settings.site, page), article(stock, page)
        for fold in ours.find_class("tb-toc--fold"):
            fold.drop_tree()
        assert _shown(ours, page) == _shown(theirs, page), page
        compared += len(document.tables)
    assert compared > 20


def _shown(root: html.HtmlElement, page: Path) -> list[tuple[str, str]]:
    """Return words and links in their order, then ids in theirs (a row's id stands in its first cell in Markdown)."""
    out: list[tuple[str, str]] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element is root:
            continue
        if element.tag in ("td", "th", "h1", "h2", "h3", "p", "li", "dt", "dd"):
            out.append(("words", "".join(element.text_content().split())))
        if element.get("id"):
            out.append(("id", element.get("id", "")))
        if element.tag == "a":
            link = element.get("href", "")
            base, _, anchor = link.partition("#")
            inside = "://" not in link
            out.append(("link", f"{(Path('/') / page.parent / base).resolve()}#{anchor}" if inside else link))
    ids = [value for kind, value in out if kind == "id"]
    return [entry for entry in out if entry[0] != "id"] + [("ids", " ".join(ids))]


def test_two_builds_are_the_same_byte_by_byte(built: Built, tmp_path: Path) -> None:
    again = built.build(settings_in(tmp_path))
    assert contents(again) == contents(built.settings.site)


def test_processes_change_nothing(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskbook.convert._CHUNK", 10)
    again = built.build(replace(settings_in(tmp_path), jobs=2))
    assert contents(again) == contents(built.settings.site)


def test_pages_are_written_only_where_they_changed(built: Built, tmp_path: Path) -> None:
    assert website.write_pages(built.documents, tmp_path) == len(built.documents)
    (tmp_path / "shifan" / "old").mkdir()
    (tmp_path / "shifan" / "old" / "page.md").touch()
    first = replace(built.documents[0], markdown="# 新")
    assert website.write_pages([first, *built.documents[1:]], tmp_path) == 1
    assert set(contents(tmp_path)) == {document.path for document in built.documents}
    assert not (tmp_path / "shifan" / "old").exists()


def test_a_dead_link_stops_the_build_and_the_old_site_stays(built: Built, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    site = built.build(settings)
    before = contents(site)
    first = built.documents[0]
    broken = replace(first, markdown=f"{first.markdown}\n[去处](nowhere.md)\n")
    with pytest.raises(website.WebsiteError, match=r"nowhere\.md"):
        built.build(settings, [broken, *built.documents[1:]])
    assert contents(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "work"]


def test_progress_rises_to_the_end(built: Built, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    built.build(settings_in(tmp_path), progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (2 * len(built.documents),) * 2


def test_nothing_is_published_that_no_page_loads(built: Built) -> None:
    names = [name for name in contents(built.settings.site) if not name.endswith((".html", ".pdf"))]
    assert not [name for name in names if name.endswith(".map") or "/lunr/" in name or "palette" in name]


def test_every_page_says_what_it_is_and_where_its_text_begins(built: Built) -> None:
    for document in built.documents:
        tree = html.fromstring((built.settings.site / address(document.path) / "index.html").read_bytes())
        assert tree.get("lang") == "zh-CN"
        assert tree.find_class("md-skip")[0].get("href") == "#content"
        footer = tree.find_class("tb-footer")[0].text_content()
        assert "非政府网站，内容以原文件为准" in footer
        assert "数据截至2021年6月30日" in footer


def test_a_missing_address_gets_a_page_that_needs_nothing_else(built: Built) -> None:
    tree = html.fromstring((built.settings.site / "404.html").read_bytes())
    named = [element.get("href") or element.get("src") for element in tree.iter()]
    assert [address for address in named if address] == ["data:,"]  # an empty icon: else browsers ask the host for one


def test_the_site_map_lists_pages_and_no_dates(built: Built) -> None:
    site_map = (built.settings.site / "sitemap.xml").read_text(encoding="utf-8")
    assert site_map.count("<loc>https://example.org/taskbook/") == len(built.documents)
    assert "lastmod" not in site_map


def test_plain_mkdocs_builds_the_same_pages_without_us(built: Built, tmp_path: Path) -> None:
    settings = built.settings
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"INHERIT: {settings.mkdocs_yml}\ndocs_dir: {settings.pages}\nsite_dir: {tmp_path}/site\n")
    text = settings.mkdocs_yml.read_text(encoding="utf-8")
    assert "custom_dir: templates/theme" in text
    config.write_text(config.read_text() + f"theme:\n  custom_dir: {settings.templates}/theme\n")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    for document in built.documents:
        assert (tmp_path / "site" / address(document.path) / "index.html").is_file()
