"""Packages: what each holds and leaves out, that its links arrive, and that nothing foreign is replaced."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import linkcheck
import packed
import pytest
from conftest import GOLDEN, Run
from lxml import html
from packed import ADDRESS, OTHER, OTHER_NAME, Packages

from taskbook import packing, pipeline, search
from taskbook.layout import Layout
from taskbook.model import Book
from taskbook.problems import NothingChosenError
from taskbook.progress import Progress

NAMES = ("folder", "offline", "cms-shifan", "folder-shifan")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def page(folder: Path, name: str) -> html.HtmlElement:
    return html.fromstring((folder / name).read_bytes())


def words(element: html.HtmlElement) -> str:
    return "".join(element.text_content().split())


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_bytes().decode("utf-8-sig"), newline="")))


# All packages


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_package_arrives(packages: Packages, name: str) -> None:
    assert linkcheck.problems(packages[name]) == []


@pytest.mark.parametrize("name", ["offline", "cms-shifan"])
def test_what_is_copied_as_files_links_to_files(packages: Packages, name: str) -> None:
    linked = 0
    for file in packages[name].rglob("*.html"):
        for element in html.fromstring(file.read_bytes()).iter("a", "link", "script"):
            link = element.get("href") or element.get("src") or ""
            if link and not urlsplit(link).scheme and urlsplit(link).path:
                assert (file.parent / unquote(urlsplit(link).path)).is_file(), (file, link)
                linked += 1
    assert linked > 1000


@pytest.mark.parametrize("name", ["folder", "cms-shifan", "folder-shifan"])
def test_rows_of_exports_name_pages_and_ids_that_are_there(packages: Packages, name: str) -> None:
    folder, found = packages[name], 0
    for table in ("tasks", "targets", "units", "leaders", "plans"):
        for row in rows(folder, f"data/{table}.csv"):
            for key in {"page", "source"} & set(row):
                path, _, fragment = row[key].partition("#")
                file = folder / path / "index.html" if path.endswith("/") else folder / path
                if row[key]:
                    found += 1
                    assert not fragment or f'id="{fragment}"' in file.read_text("utf-8"), row[key]
                    assert file.is_file(), row[key]
    assert found > 50


def test_folder_is_the_site_as_built(packages: Packages) -> None:
    settings = packages.settings
    with packed.without_pdf(settings.site.parent):
        pipeline.build(settings, Progress(quiet=True))
    assert files(packages["folder"]) == files(settings.site)


# One city


@pytest.mark.parametrize("name", ["cms-shifan", "folder-shifan"])
def test_nothing_of_another_city_is_in_the_package_of_one(packages: Packages, name: str) -> None:
    assert OTHER in "".join(files(packages["folder"]))
    for path, data in files(packages[name]).items():
        for part in _unzipped(data) if data.startswith(b"PK") else [data]:
            assert OTHER.encode() not in part and OTHER_NAME.encode() not in part, path


def _unzipped(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            yield from _unzipped(inner) if inner.startswith(b"PK") else [inner]


def test_one_city_has_all_of_its_own(packages: Packages) -> None:
    whole, alone = files(packages["folder"]), files(packages["folder-shifan"])
    own = {path for path in whole if path.startswith("shifan/")}
    assert {path for path in alone if path.startswith("shifan/")} == own
    assert any("/booklets/" in path for path in own) and any(path.endswith(".xlsx") for path in own)
    assert {row["city_id"] for row in rows(packages["folder-shifan"], "data/tasks.csv")} == {"shifan"}
    assert len(rows(packages["folder"], "data/tasks.csv")) == 2 * len(rows(packages["folder-shifan"], "data/tasks.csv"))


def test_one_city_is_compared_with_nothing(packages: Packages) -> None:
    alone = packages["folder-shifan"]
    assert not (alone / "functions").exists() and (packages["folder"] / "functions").exists()
    shown = {name: words(page(alone, name).find_class("md-content__inner")[0]) for name in _html(alone)}
    speaking = {name for name, text in shown.items() if "各城市" in text or "个城市" in text}
    assert speaking <= {"data/index.html"}  # the meaning of a field is the same in every package
    unit = page(alone, "shifan/units/fagai/index.html")
    assert "职能" in words(unit) and not [a for a in unit.iter("a") if "functions" in a.get("href", "")]


def _html(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.name != "404.html"]


def test_indicators_that_the_city_does_not_promise_are_left_out(golden_book: Book) -> None:
    used = {key: uses for key, uses in golden_book.by_indicator.items() if key != "parking"}
    alone = packing.alone(replace(golden_book, by_indicator=used), golden_book.cities[0])
    assert [i.id for i in alone.indicators] == [i.id for i in golden_book.indicators if i.id != "parking"]


def test_a_city_is_known_by_its_id_and_its_name(golden_book: Book) -> None:
    other = replace(golden_book.cities[0], id=OTHER, name=OTHER_NAME)
    book = replace(golden_book, cities=(*golden_book.cities, other))
    assert packing.which_city(book, OTHER, "folder") == packing.which_city(book, OTHER_NAME, "cms") == other
    assert packing.which_city(book, None, "offline") is None
    assert packing.which_city(golden_book, None, "cms") == golden_book.cities[0]
    with pytest.raises(NothingChosenError, match=f"请加 --city，可选：shifan、{OTHER}"):
        packing.which_city(book, None, "cms")
    with pytest.raises(NothingChosenError, match="没有城市「shifang」。可选的有：shifan"):
        packing.which_city(book, "shifang", "folder")


# Uploads


def test_an_upload_has_lower_case_names_and_known_extensions_only(packages: Packages) -> None:
    for path in files(packages["cms-shifan"]):
        assert re.fullmatch(
            r"([a-z0-9_-][a-z0-9._-]*/)*[a-z0-9_-][a-z0-9._-]*\.(html|css|js|svg|pdf|docx|xlsx|csv|txt|json|zip)", path
        )


def test_the_manifest_names_every_other_file_with_its_size_and_fingerprint(packages: Packages) -> None:
    found = files(packages["cms-shifan"])
    listed = list(csv.reader(io.StringIO(found.pop(packing.MANIFEST).decode("utf-8"), newline="")))
    assert listed[0] == ["file", "size", "sha256"]
    assert listed[1:] == [[p, str(len(found[p])), hashlib.sha256(found[p]).hexdigest()] for p in sorted(found)]


@pytest.mark.parametrize(
    "name", ["Plan.html", ".htaccess", "a/.git/x.html", "run.exe", "README", "x y.html", "市.html"]
)
def test_a_file_that_cannot_be_uploaded_stops_the_packing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).touch()
    with pytest.raises(packing.PackError, match=re.escape(name)):
        packing.finish(tmp_path)


def test_an_upload_has_no_page_that_lists_nothing_and_its_links_are_words(packages: Packages) -> None:
    whole, upload = packages["folder"], packages["cms-shifan"]
    silent = "所据文件没有列出这个单位的任务"
    empty = [name for name in _html(whole) if name.startswith("shifan/") and silent in words(page(whole, name))]
    assert "shifan/units/ducha/index.html" in empty
    names = set(_html(upload))
    for name in empty:
        assert name.replace("/index.html", ".html") not in names
    assert not [
        name for name in names if silent in words(page(upload, name)) or "没有这样的任务" in words(page(upload, name))
    ]
    row = page(upload, "shifan/units/index.html").get_element_by_id("u-ducha")
    assert "市政府督查室" in words(row) and not list(row.iter("a"))
    (unit,) = [row for row in rows(upload, "data/units.csv") if row["id"] == "ducha"]
    assert unit["page"] == "shifan/units/index.html"
    index = next((upload / "search").glob("index-*.json"))
    assert "ducha" not in [unit[1] for unit in json.loads(index.read_bytes())["units"]]


def test_an_upload_names_only_the_address_that_is_given(packages: Packages, tmp_path: Path) -> None:
    plain = packages["cms-shifan"]
    assert "https://example.org/taskbook/" not in (plain / "shifan/2021/tasks/005.html").read_text("utf-8")
    assert not page(plain, "index.html").xpath("//link[@rel='canonical']")
    named = packed.pack(packages.settings, "cms", "shifan", tmp_path / "out", ADDRESS)
    task = page(named, "shifan/2021/tasks/005.html")
    assert task.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}shifan/2021/tasks/005.html"]
    assert f"{ADDRESS}shifan/2021/tasks/005.html" in words(task.get_element_by_id("cite"))
    assert rows(named, "data/tasks.csv")[0]["page_url"].startswith(f"{ADDRESS}shifan/2021/tasks/")


# From a disk


def test_a_copy_on_a_disk_cites_the_public_site(packages: Packages) -> None:
    task = page(packages["offline"], "shifan/2021/tasks/005.html")
    assert "https://example.org/taskbook/shifan/2021/tasks/005/" in words(task.get_element_by_id("cite"))
    assert not task.xpath("//link[@rel='canonical']")
    assert rows(packages["offline"], "data/tasks.csv")[0]["page"].endswith("/")


def test_a_copy_on_a_disk_has_its_search_as_scripts(packages: Packages) -> None:
    folder = packages["offline"]
    assert [path.name for path in (folder / "search").iterdir() if path.suffix != ".js"] == []
    code = (folder / search.HERE).read_text("utf-8")
    for name in ("search-worker.js", "search-shorter.js", "search-results.js"):
        assert (folder / "assets" / name).read_text("utf-8") in code
    assert search.HERE in (folder / "index.html").read_text("utf-8")
    assert search.HERE not in (packages["folder"] / "index.html").read_text("utf-8")


def test_what_only_counts_at_a_sites_root_stays_there(packages: Packages) -> None:
    roots = {"robots.txt", "sitemap.xml", "404.html"}
    assert roots <= set(files(packages["folder"]))
    for name in ("offline", "cms-shifan"):
        assert not [path for path in files(packages[name]) if path in roots or path.startswith("sitemap")]


def test_addresses_of_pages_end_as_the_target_wants_them() -> None:
    assert Layout().address("shifan/2021/tasks/005.md") == "shifan/2021/tasks/005/"
    upload = Layout("cms", frozenset({"shifan/units/ducha.md"}))
    assert upload.address("shifan/2021/tasks/005.md") == "shifan/2021/tasks/005.html"
    assert upload.address("shifan/2021/index.md") == "shifan/2021/index.html"
    assert upload.address("shifan/units/ducha.md") == "shifan/units/index.html"
    assert upload.address("data/tasks.csv") == "data/tasks.csv"


# The command


def test_the_command_says_where_the_package_is_and_what_to_do(run: Run, tmp_path: Path) -> None:
    with packed.without_pdf(tmp_path):
        code, out, _ = run("--content", GOLDEN, "--site", tmp_path / "site", "package", "--target", "cms")
    folder = tmp_path / "packages" / "cms-shifan"
    assert code == 0
    count, size = packing.weigh(folder)
    assert out == [
        f"{folder}：{count} 个文件，{size / 1_000_000:.1f} MB。"
        "把文件夹里的全部文件上传到栏目下，首页是 index.html；用 manifest.csv 核对有没有传全。"
    ]
    assert not (tmp_path / "site").exists()


def test_a_foreign_folder_is_never_replaced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "letters"
    out.mkdir()
    (out / "letter.docx").write_text("x")
    arguments = ("--content", GOLDEN, "--site", tmp_path / "site", "package", "--target", "offline", "--out", out)
    code, _, err = run(*arguments)
    assert (code, len(err)) == (1, 1)
    assert "不是本程序生成的文件" in err[0] and "--out" in err[0]
    assert [path.name for path in tmp_path.rglob("*")] == ["letters", "letter.docx"]


@pytest.mark.parametrize("where", ["site", "site/offline", ".", "content", ".taskbook/x"])
def test_a_package_lies_in_no_other_folder_of_ours(run: Run, tmp_path: Path, where: str) -> None:
    content = packed.two_cities(tmp_path / "content")
    code, out, err = run(
        "--content", content, "--site", tmp_path / "site", "package", "--target", "folder", "--out", tmp_path / where
    )
    assert (code, out) == (2, [])
    assert "不能一个在另一个里面" in err[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["content"]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--target", "folder", "--city", "shifang"], "没有城市「shifang」。可选的有：shifan"),
        (["--target", "disk"], "disk"),
        (["--target", "cms", "--address", "www.example.cn"], "网址「www.example.cn」不完整，写成 https://… 的形式"),
        ([], "--target"),
    ],
)
def test_a_wrong_wish_is_one_line(run: Run, tmp_path: Path, options: list[str], line: str) -> None:
    code, out, err = run("--content", GOLDEN, "--site", tmp_path / "site", "package", *options)
    assert (code, out) == (2, [])
    assert line in "\n".join(err)
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_fails_leaves_the_old_one(packages: Packages, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(packages["cms-shifan"])

    def fail(_: Path) -> None:
        raise packing.PackError("x.exe")

    monkeypatch.setattr(packing, "finish", fail)
    with pytest.raises(packing.PackError):
        packed.pack(packages.settings, "cms", "shifan")
    assert files(packages["cms-shifan"]) == before
