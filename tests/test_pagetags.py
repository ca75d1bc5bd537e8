"""What machines are told of a page: page tags of government sites, social cards, canonical addresses, robots."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, ROOT
from lxml import html
from pydantic import ValidationError

from taskbook import pages, render, verify, website
from taskbook.entries import SiteEntry
from taskbook.model import Book
from taskbook.settings import Settings

Tags = dict[str, str]
OFFICE = {
    "domain": "www.shifan.example.cn",
    "id_code": "9900000001",
    "column_type": "政务公开",
    "organiser": "示范市人民政府办公室",
    "icp": "示范ICP备00000000号",
}


def built(book: Book, folder: Path, **changes: Any) -> Path:
    site = SiteEntry.model_validate(book.site.model_dump() | changes)
    book = replace(book, site=site)
    settings = Settings(GOLDEN, folder / "site", folder / "work", ROOT / "templates", ROOT / "mkdocs.yml", jobs=1)
    trace, _ = verify.verify(book)
    made = pages.pages(book, trace, site.as_of)
    website.build(render.render(made, site, settings.templates), pages.nav(made), settings, site)
    return settings.site


@pytest.fixture(scope="module")
def office(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a government office that has set everything."""
    repository = {"url": "https://gitee.com/example/tasks", "branch": "main"}
    return built(golden_book, tmp_path_factory.mktemp("office"), repository=repository, **OFFICE)


@pytest.fixture(scope="module")
def bare(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of which nothing is set that may be left out."""
    return built(golden_book, tmp_path_factory.mktemp("bare"), address=None, repository=None)


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_bytes())


def tags(site: Path, address: str) -> Tags:
    found = page(site, address).xpath("//head/meta[@content]")
    names = [element.get("name") or element.get("property") for element in found]
    assert len(set(names)) == len(names)
    return {name: element.get("content") for name, element in zip(names, found, strict=True)}


def test_a_task_page_carries_the_tags_of_an_article(office: Path, golden_book: Book) -> None:
    found = tags(office, "shifan/2021/tasks/001")
    assert found["SiteName"] == golden_book.site.title
    assert found["SiteDomain"] == OFFICE["domain"]
    assert found["SiteIDCode"] == OFFICE["id_code"]
    assert found["PubDate"] == "2021-06-30 00:00"
    assert found["ContentSource"].startswith("《")
    assert found["Url"] == "https://example.org/taskbook/shifan/2021/tasks/001/"
    assert found["Keywords"]
    assert "ColumnName" not in found


def test_a_delegates_list_names_the_document_it_comes_from(office: Path) -> None:
    assert (
        tags(office, "shifan/2021/lists/no-figure")["ContentSource"]
        == tags(office, "shifan/2021/tasks/001")["ContentSource"]
    )


def test_a_list_carries_the_tags_of_a_column(office: Path) -> None:
    found = tags(office, "shifan/2021")
    assert found["ColumnName"] == "示范市2021年任务分解"
    assert found["ColumnType"] == OFFICE["column_type"]
    assert found["ColumnDescription"] and found["ColumnKeywords"]
    assert "ArticleTitle" not in found


def test_what_is_not_set_is_left_out(bare: Path) -> None:
    for address in ("", "shifan", "shifan/2021/tasks/001"):
        found = tags(bare, address)
        assert not {"SiteDomain", "SiteIDCode", "ColumnType", "Url", "og:url"} & set(found)
        assert "None" not in found.values()
        assert not page(bare, address).xpath("//link[@rel='canonical']")
    footer = page(bare, "").xpath("string(//footer)")
    assert not any(word in footer for word in ("主办单位", "标识码", "备", "None"))


def test_the_footer_says_who_is_responsible_only_where_it_is_set(office: Path) -> None:
    footer = page(office, "").xpath("string(//footer)")
    assert "主办单位：示范市人民政府办公室 · 网站标识码：9900000001 · 示范ICP备00000000号" in footer


def test_a_cards_title_is_the_promise_itself(office: Path, golden_book: Book) -> None:
    for task in golden_book.tasks():
        found = tags(office, f"shifan/{task.year}/tasks/{task.slug}")
        assert task.text.startswith(found["og:title"].removesuffix("…"))
        assert found["og:description"] == found["description"]
        assert found["og:type"] == "article"
        assert found["og:url"].endswith(f"/shifan/{task.year}/tasks/{task.slug}/")
    assert tags(office, "")["og:type"] == "website"


def test_robots_are_let_in_and_shown_the_sitemap_where_the_address_is_known(office: Path, bare: Path) -> None:
    sitemap = "Sitemap: https://example.org/taskbook/sitemap.xml\n"
    assert (office / "robots.txt").read_text() == f"User-agent: *\nDisallow:\n{sitemap}"
    assert (bare / "robots.txt").read_text() == "User-agent: *\nDisallow:\n"


@pytest.mark.parametrize("where", ["office", "bare"])
def test_every_page_is_chinese_and_its_headings_go_down_step_by_step(
    where: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(where)
    for file in site.rglob("index.html"):
        root = html.fromstring(file.read_bytes())
        assert root.get("lang") == "zh-CN"
        levels = [int(heading.tag[1]) for heading in root.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4]")]
        assert levels.count(1) == 1 and levels[0] == 1, file
        assert all(after <= before + 1 for before, after in pairwise(levels)), file


def test_a_task_page_says_how_to_cite_it(office: Path) -> None:
    root = page(office, "shifan/2021/tasks/001")
    cited = "".join(root.get_element_by_id("cite").text_content().split())
    assert cited.endswith("，https://example.org/taskbook/shifan/2021/tasks/001/，数据截至2021年6月30日")
    assert root.xpath("//button[@data-copies='cite'][@hidden]")  # works by selecting, without a script
    assert "shifan/2021/tasks/001/" in root.xpath("string(//svg[@class='qr']/title)")


def test_without_a_public_address_the_path_stands_in_words(bare: Path) -> None:
    root = page(bare, "shifan/2021/tasks/001")
    assert root.xpath("string(//*[@id='cite']//*[@class='address'])") == "/shifan/2021/tasks/001/"
    assert not root.xpath("//svg[@class='qr']")
    assert not root.xpath("//a[contains(@class, 'repository')]")


def test_a_task_page_leads_to_its_line_and_to_a_report(office: Path, golden_book: Book) -> None:
    task = next(golden_book.tasks())
    links = page(office, f"shifan/{task.year}/tasks/{task.slug}").xpath("//a[contains(@class, 'repository')]")
    edit, report = (link.get("href") for link in links)
    assert edit == f"https://gitee.com/example/tasks/blob/main/{task.place.file}#L{task.place.line}"
    assert report.startswith("https://gitee.com/example/tasks/issues/new?title=")


@pytest.mark.parametrize(
    "changes", [{"id_code": "12345"}, {"domain": "https://x.cn"}, {"address": "x.cn"}, {"address": "https://x.cn/?a"}]
)
def test_values_that_cannot_be_right_are_refused(changes: Tags, golden_book: Book) -> None:
    entry = golden_book.site.model_dump() | changes
    with pytest.raises(ValidationError):
        SiteEntry.model_validate(entry)
