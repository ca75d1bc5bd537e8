"""Follows every link of a built site folder, and finds whatever it would load from elsewhere."""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

ROOT = "site:/"
"""Stands for wherever the site is served; a link that leaves it could not work under a path prefix."""

_LINK = (("a", "href"), ("area", "href"))
_LOADED = (
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("source", "src"),
    ("iframe", "src"),
    ("object", "data"),
)
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


@dataclass
class Found:
    """What one HTML page holds."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)


def problems(site: Path) -> list[str]:
    """Return one line for each dead link, missing anchor, doubled id, absolute address and outside resource."""
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    out = []
    for path, found in pages.items():
        name = path.relative_to(site).as_posix()
        out += [f"{name}: id {name_!r} stands {count} times" for name_, count in found.ids.items() if count > 1]
        out += [f"{name}: {why}" for link in found.links if (why := _dead(link, path, site, pages))]
        for link in found.loaded:
            outside = urlsplit(link).scheme not in ("", "data")
            why = f"loads {link} from outside" if outside else _dead(link, path, site, pages)
            out += [f"{name}: {why}"] if why else []
    for path in sorted(site.rglob("*.css")):
        name = path.relative_to(site).as_posix()
        for match in _CSS_URL.finditer(path.read_text(encoding="utf-8")):
            link = match[1] or match[2]
            if urlsplit(link).scheme not in ("", "data"):
                out.append(f"{name}: loads {link} from outside")
    return out


def links(site: Path, page: str) -> list[tuple[str, str]]:
    """Return (words, resolved address) of every link of a page, given its address (qianjiang/2021/)."""
    tree = html.fromstring((site / page / "index.html").read_bytes())
    return [(_words(a), urljoin(ROOT + page, a.get("href"))) for a in tree.iter("a") if a.get("href")]


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _read(path: Path) -> Found:
    found = Found()
    for element in html.fromstring(path.read_bytes()).iter():
        if not isinstance(element.tag, str):
            continue
        if name := element.get("id"):
            found.ids[name] += 1
        for where, pairs in ((found.links, _LINK), (found.loaded, _LOADED)):
            where += [element.get(key) for tag, key in pairs if element.tag == tag and element.get(key) is not None]
        if element.tag == "link" and element.get("rel") == "canonical":
            found.loaded.pop()
    return found


def _dead(link: str, path: Path, site: Path, pages: dict[Path, Found]) -> str:
    """Say why a link leads nowhere; empty where it arrives or leaves the site."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if parts.path.startswith("/"):
        return f"{link} is absolute and breaks under a path prefix"
    target = path
    if parts.path:
        target = Path(f"{path.parent}/{unquote(parts.path)}").resolve()
        if not target.is_relative_to(site.resolve()):
            return f"{link} leaves the site"
        if target.is_dir():
            target = target / "index.html" if parts.path.endswith(("/", ".", "..")) else target
    if not target.is_file():
        return f"{link} leads to nothing"
    if parts.fragment and target.suffix == ".html":
        known = pages.get(site / target.relative_to(site.resolve()))
        if known is None or unquote(parts.fragment) not in known.ids:
            return f"{link} names an anchor that is not there"
    return ""
