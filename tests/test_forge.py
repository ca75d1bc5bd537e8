"""Links into the repository where the data is edited, in the form of each forge."""

from urllib.parse import parse_qs, urlsplit

import pytest

from taskbook import forge
from taskbook.entries import RepositoryEntry
from taskbook.model import Place

PLACE = Place("content/qianjiang/2021/tasks/07.yml", 12)


def repository(url: str, forge_kind: str | None = None) -> RepositoryEntry:
    return RepositoryEntry.model_validate(
        {"url": url, "branch": "main"} | ({"forge": forge_kind} if forge_kind else {})
    )


@pytest.mark.parametrize(
    ("url", "line", "report"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/blob/main/", "https://github.com/a/b/issues/new"),
        ("https://gitee.com/a/b.git", "https://gitee.com/a/b/blob/main/", "https://gitee.com/a/b/issues/new"),
        ("https://gitlab.com/g/a/b/", "https://gitlab.com/g/a/b/-/blob/main/", "https://gitlab.com/g/a/b/-/issues/new"),
        ("https://gitlab.x.cn/a/b", "https://gitlab.x.cn/a/b/-/blob/main/", "https://gitlab.x.cn/a/b/-/issues/new"),
    ],
)
def test_each_forge_has_its_form(url: str, line: str, report: str) -> None:
    assert forge.line_address(repository(url), PLACE) == f"{line}{PLACE.file}#L12"
    assert forge.report_address(repository(url), "题", "文").startswith(f"{report}?")


def test_title_and_body_are_written_already() -> None:
    words = ("潜江市2021年本站编号 096：a&b=c", "https://example.org/\n第二行")
    github = urlsplit(forge.report_address(repository("https://github.com/a/b"), *words))
    assert parse_qs(github.query) == {"title": [words[0]], "body": [words[1]]}
    gitlab = urlsplit(forge.report_address(repository("https://git.x.cn/a/b", "gitlab"), *words))
    assert parse_qs(gitlab.query) == {"issue[title]": [words[0]], "issue[description]": [words[1]]}
    gitee = urlsplit(forge.report_address(repository("https://gitee.com/a/b"), *words))
    assert parse_qs(gitee.query) == {"title": [words[0]], "description": [words[1]]}


def test_an_unknown_forge_or_none_gets_no_link() -> None:
    for where in (None, repository("https://git.example.org/a/b")):
        assert forge.line_address(where, PLACE) == ""
        assert forge.report_address(where, "题", "文") == ""


def test_odd_names_are_quoted() -> None:
    entry = RepositoryEntry(url="https://github.com/a/b", branch="数据/正式")
    assert forge.line_address(entry, Place("content/a b.yml", 3)).endswith(
        "/blob/%E6%95%B0%E6%8D%AE/%E6%AD%A3%E5%BC%8F/content/a%20b.yml#L3"
    )
