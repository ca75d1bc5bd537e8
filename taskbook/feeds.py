"""The step feeds: what became of the data, as Atom (RFC 4287), a feed for each plan and one for the site (pure).

In: the Book, its history. Out: site path -> XML. Dates are the commits', ids stay the same for the same commit and plan
wherever the site stands. Addresses are whole where site.yml names the public one, else relative to the feed.
"""

import posixpath
import uuid
from collections.abc import Iterable, Sequence
from html import escape
from xml.etree import ElementTree

from taskbook import addresses, cells, changes, wording
from taskbook.changes import History, Revision
from taskbook.model import Book, Plan

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 50
_FEW = 8

Item = tuple[Plan, Revision]


def files(book: Book, history: History) -> dict[str, bytes]:
    """Return the feeds of plans that have changes, and of the site where any plan has."""
    plans = [plan for plan in book.plans() if history.feeds and history.of(plan.key)]
    made = {}
    for plan in plans:
        title = f"{_name(book, plan)}数据变更"
        items = [(plan, revision) for revision in history.of(plan.key)]
        made[addresses.feed(plan)] = _feed(book, addresses.feed(plan), title, addresses.changes(plan), items)
    if plans:
        every = [(plan, revision) for plan in plans for revision in history.of(plan.key)]
        every.sort(key=lambda item: item[1].commit.moment, reverse=True)
        made[addresses.feed()] = _feed(book, addresses.feed(), f"{book.site.title}数据变更", addresses.HOME, every)
    return made


def _feed(book: Book, path: str, title: str, page: str, items: Sequence[Item]) -> bytes:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    site = (book.site.address or book.site.publisher.name).rstrip("/")
    _add(root, "id", _id(site, path))
    _add(root, "title", title)
    newest = max((revision.commit for _, revision in items), key=lambda commit: commit.moment)
    _add(root, "updated", newest.time)
    _add(_add(root, "author"), "name", book.site.publisher.name)
    _link(root, "alternate", _address(book, cells.address(page), path), "text/html")
    if book.site.address:
        _link(root, "self", _address(book, path, path), "application/atom+xml")
    if book.site.licence:
        _add(root, "rights", book.site.licence)
    for plan, revision in items[:_MOST]:
        _entry(root, book, path, plan, revision)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(root: ElementTree.Element, book: Book, path: str, plan: Plan, revision: Revision) -> None:
    commit = revision.commit
    entry = _add(root, "entry")
    _add(entry, "id", _id("commit", commit.id, plan.city_id, str(plan.year)))
    what = changes.concerned(revision.changes)
    _add(entry, "title", f"{_name(book, plan)}：{what}的数据有改动（{commit.reason or '提交没有写说明'}）")
    _add(entry, "updated", commit.time)
    page = f"{cells.address(addresses.changes(plan))}#{addresses.change_id(commit.short)}"
    _link(entry, "alternate", _address(book, page, path), "text/html")
    content = _add(entry, "content", "".join(_content(plan, revision)))
    content.set("type", "html")


def _content(plan: Plan, revision: Revision) -> Iterable[str]:
    labels = changes.labels(plan)
    listed, counts = changes.summed_up(revision.changes, _FEW)
    yield "<ul>"
    for change in listed:
        lines = "".join(f"<li>{escape(line)}</li>" for line in changes.lines(change, labels))
        kind = changes.REGISTERS.get(change.register, change.task)
        yield f"<li>{escape(wording.title(change.text))}（{escape(kind)}）<ul>{lines}</ul></li>"
    yield from (f"<li>{escape(words)}</li>" for words in counts)
    yield "</ul>"


def _name(book: Book, plan: Plan) -> str:
    return f"{book.city(plan.city_id).name}{plan.year}年"


def _id(*parts: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("taskbook", *parts))).urn


def _address(book: Book, target: str, feed: str) -> str:
    if book.site.address:
        return f"{book.site.address.rstrip('/')}/{target}"
    path, mark, fragment = target.partition("#")
    relative = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(feed)}")
    return relative + ("/" if path.endswith("/") or not path else "") + mark + fragment


def _add(parent: ElementTree.Element, tag: str, text: str = "") -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = text or None
    return child


def _link(parent: ElementTree.Element, relation: str, address: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
