"""What pages and feeds show of the data's changes: only where there are any, the same at every build."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import ROOT
from gitrepo import TASKS, Repo, golden
from packed import settings_in, without_pdf

from taskbook import feeds, pipeline
from taskbook.changes import Change, Difference, History
from taskbook.history import past
from taskbook.load import load
from taskbook.model import Book, Document
from taskbook.pages import pages
from taskbook.progress import Progress
from taskbook.render import render
from taskbook.resolve import resolve
from taskbook.verify import verify

ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = ("shifan", 2021)


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """Make a repository whose second commit corrects a figure, whose third one adds a note to another task."""
    repo = golden(tmp_path_factory.mktemp("changed"))
    repo.correct("停车泊位约3000个", "停车泊位约2800个", f"{TASKS}/02.yml")
    repo.edit(f"{TASKS}/02.yml", 'value: "3000"', 'value: "2800"')
    repo.commit("照正式文本更正 <停车泊位> & 其他")
    repo.edit(f"{TASKS}/02.yml", "  responsible: [市大气", "  note: 牵头单位待查\n  responsible: [市大气")
    repo.commit("加注")
    return repo


@pytest.fixture(scope="module")
def book(repo: Repo) -> Book:
    return resolve(load(repo.content))


@pytest.fixture(scope="module")
def history(repo: Repo) -> History:
    return past.read(repo.content, [PLAN], repo.folder / ".taskbook" / "history.json")


def documents(book: Book, history: History | None) -> Mapping[str, Document]:
    trace, problems = verify(book)
    assert not problems
    made = pages(book, trace, date(2021, 6, 30), history=history)
    return {document.path: document for document in render(made, book.site, ROOT / "templates")}


def test_only_tasks_that_changed_have_the_section(book: Book, history: History) -> None:
    made = documents(book, history)
    changed = [path for path, document in made.items() if "## 数据变更 {#changes}" in document.markdown]
    assert changed == ["shifan/2021/tasks/003.md", "shifan/2021/tasks/004.md"]
    section = made["shifan/2021/tasks/003.md"].markdown.partition("## 数据变更")[2].partition("## 引用")[0]
    assert "2021年3月2日：照正式文本更正 &lt;停车泊位&gt; &amp; 其他" in section
    assert "    - 提供停车泊位 约3000→2800 个" in section
    assert "(../changes.md)" in section


def test_the_plan_has_a_page_of_its_changes_newest_first(book: Book, history: History) -> None:
    made = documents(book, history)
    page = made["shifan/2021/changes.md"].markdown
    assert page.index("2021年3月3日　加注") < page.index("2021年3月2日　照正式文本")
    assert "2次提交，涉及2项任务" in page
    assert "](tasks/003.md)（文件序号 3）" in page
    assert "[数据变更](changes.md)" in made["shifan/2021/index.md"].markdown


def test_changed_goals_and_units_lead_to_where_they_stand(book: Book, history: History) -> None:
    words = (Difference("name", "市财政局 → 市财政金融局", "名称"),)
    unit = Change("shifan/units/caizheng", "changed", "市财政局", words)
    gone = Change("shifan/units/laoju", "removed", "市老局")
    goals = Change("shifan/goals/2021", "changed", "2021年预期目标", (Difference("targets", "8→7 %", "地区生产总值"),))
    told = History({PLAN: (replace(history.of(PLAN)[0], changes=(goals, unit, gone)),)})
    page = documents(book, told)["shifan/2021/changes.md"].markdown
    assert "1次提交，涉及预期目标、2个单位" in page
    assert "- [预期目标](index.md#goals)\n\n    - 地区生产总值 8→7 %" in page
    assert "- [市财政局](../units/caizheng.md)（单位）\n\n    - 名称 市财政局 → 市财政金融局" in page
    assert "- 市老局（单位）\n\n    - 从数据中删去" in page
    entry = feed_of(book, told, "changes.atom").find(f"{ATOM}entry")
    assert entry is not None
    assert texts(entry, f"{ATOM}title") == ["示范市2021年：预期目标、2个单位的数据有改动（加注）"]
    assert "市财政局（单位）" in texts(entry, f"{ATOM}content")[0]


def test_a_document_s_own_labels_of_roles_are_used(book: Book, history: History) -> None:
    plan = next(book.plans())
    labels = plan.decree.labels.model_copy(update={"lead": "主办单位"})
    other = replace(plan, decree=plan.decree.model_copy(update={"labels": labels}))
    (change,) = history.of(PLAN)[1].changes
    told = replace(change, differences=(replace(change.differences[0], field="lead", what="", words="甲 → 乙"),))
    revision = replace(history.of(PLAN)[1], changes=(told,))
    city = replace(book.cities[0], plans=(other,))
    changed = replace(book, cities=(city,))
    made = documents(changed, History({PLAN: (revision,)}))
    assert "    - 主办单位 甲 → 乙" in made["shifan/2021/tasks/003.md"].markdown


def test_how_far_back_a_shallow_clone_sees_stands_on_the_page(book: Book, history: History) -> None:
    seen = replace(history, since=date(2021, 3, 1))
    assert "只看得到2021年3月1日以后的提交" in documents(book, seen)["shifan/2021/changes.md"].markdown


def test_outside_git_everything_is_as_with_no_history(book: Book) -> None:
    without = documents(book, History(missing="没有安装 git"))
    assert without == documents(book, History()) == documents(book, None)
    assert "shifan/2021/changes.md" not in without
    assert "数据变更" not in "".join(document.markdown for document in without.values())
    assert feeds.files(book, History()) == {}


def test_many_tasks_that_one_commit_brings_are_counted(book: Book, history: History) -> None:
    revision = history.of(PLAN)[0]
    added = tuple(replace(revision.changes[0], task=f"shifan-2021-{n:03d}", kind="added") for n in range(11, 31))
    made = documents(book, History({PLAN: (replace(revision, changes=added),)}))
    assert "- 加入20项任务：本站编号011、012" in made["shifan/2021/changes.md"].markdown


# Feeds


def feed_of(book: Book, history: History, path: str) -> ET.Element:
    return ET.fromstring(feeds.files(book, history)[path])


def texts(element: ET.Element, path: str) -> list[str]:
    return [str(found.text) for found in element.iterfind(path)]


@pytest.mark.parametrize("path", ["changes.atom", "shifan/2021/changes.atom"])
@pytest.mark.parametrize("address", ["https://example.org/taskbook/", None])
def test_a_feed_is_what_the_standard_asks_for(book: Book, history: History, path: str, address: str | None) -> None:
    book = replace(book, site=book.site.model_copy(update={"address": address}))
    feed = feed_of(book, history, path)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        assert datetime.fromisoformat(texts(element, f"{ATOM}updated")[0]).tzinfo is not None
        assert texts(element, f"{ATOM}id")[0].startswith("urn:uuid:")
        assert len([one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"]) == 1
    assert texts(feed, f"{ATOM}author/{ATOM}name") == ["样例编者"]
    ids = texts(feed, f"{ATOM}id") + texts(feed, f"{ATOM}entry/{ATOM}id")
    assert len(set(ids)) == len(ids) == 3
    assert texts(feed, f"{ATOM}updated") == texts(entries[0], f"{ATOM}updated") == ["2021-03-03T09:00:00+08:00"]
    links = [str(one.get("href")) for one in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("https://example.org/taskbook/") == bool(address) for link in links)
    page = urljoin(f"https://example.org/taskbook/{path}", str(entries[0].find(f"{ATOM}link").get("href")))  # type: ignore[union-attr]
    commit = history.of(PLAN)[0].commit.short
    assert page == f"https://example.org/taskbook/shifan/2021/changes/#c-{commit}"


def test_a_feed_says_what_changed_as_html_and_escapes_words(book: Book, history: History) -> None:
    entry = feed_of(book, history, "changes.atom").findall(f"{ATOM}entry")[1]
    assert "更正 <停车泊位> & 其他" in texts(entry, f"{ATOM}title")[0]
    (content,) = texts(entry, f"{ATOM}content")
    assert "<li>提供停车泊位 约3000→2800 个</li>" in content


def test_ids_stay_when_the_site_moves_and_when_more_commits_come(book: Book, history: History) -> None:
    moved = replace(book, site=book.site.model_copy(update={"address": "https://www.example.cn/"}))
    earlier = replace(history, plans={PLAN: history.of(PLAN)[1:]})
    path = f"{ATOM}entry/{ATOM}id"
    assert texts(feed_of(moved, history, "changes.atom"), path) == texts(feed_of(book, history, "changes.atom"), path)
    assert (
        texts(feed_of(book, earlier, "changes.atom"), path) == texts(feed_of(book, history, "changes.atom"), path)[1:]
    )


def test_uploads_and_copies_have_the_page_but_no_feed(book: Book, history: History) -> None:
    silent = replace(history, feeds=False)
    assert feeds.files(book, silent) == {}
    made = documents(book, silent)
    assert "changes.atom" not in "".join(document.markdown for document in made.values())
    assert "shifan/2021/changes.md" in made


def test_a_build_publishes_page_and_feeds_and_names_them_in_the_head(repo: Repo) -> None:
    settings = settings_in(repo.folder, repo.content)
    progress = Progress(quiet=True)
    with without_pdf(repo.folder):
        pipeline.build(settings, progress)
    assert list(progress.seconds)[:4] == ["load", "resolve", "history", "pages"]
    assert (settings.site / "shifan/2021/changes/index.html").is_file()
    for page, href in (
        ("index.html", "./changes.atom"),
        ("shifan/2021/index.html", "../../shifan/2021/changes.atom"),
        ("shifan/2021/tasks/003/index.html", "../../../../shifan/2021/changes.atom"),
    ):
        head = (settings.site / page).read_text("utf-8").partition("</head>")[0]
        assert f'<link rel="alternate" type="application/atom+xml" title="数据变更" href="{href}">' in head, page
        assert (settings.site / Path(page).parent / href).resolve().is_file()
    assert "application/atom" not in (settings.site / "shifan/2021/tasks/001/index.html").read_text("utf-8")


# What an approving document changed


def test_a_change_after_publication_is_marked_with_its_document(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    golden(tmp_path)
    entry = (
        "{field: lead, from: 市住房和城乡建设局、市供热办, to: 市城投公司, by: 示政办函〔2021〕8号, date: 2021-08-03}"
    )
    figure = (
        "{field: target, indicator: 停车泊位, from: 约3000个, to: 1800个, by: 示政办函〔2021〕9号, date: 2021-09-03}"
    )
    mark = "80%提高到85%}\n- id: shifan-2021-004"
    repo.edit(f"{TASKS}/02.yml", mark, mark.replace("\n", f"\n  revised:\n  - {entry}\n  - {figure}\n"))
    repo.commit("市政府批准变更")
    book = resolve(load(repo.content))
    history = past.read(repo.content, [PLAN], tmp_path / "history.json")
    page = documents(book, history)["shifan/2021/tasks/003.md"].markdown
    assert (
        "2021年8月3日，牵头单位由「市住房和城乡建设局、市供热办」改为「市城投公司」（批准文件：示政办函〔2021〕8号）"
        in page
    )
    assert page.count("仍照文件印发时的写法") == 1
    assert "印发后的变更 停车泊位 约3000个 → 1800个（依据：示政办函〔2021〕9号）" in page
    others = documents(book, history)["shifan/2021/tasks/004.md"].markdown
    assert "印发后变更" not in others
