"""Readers: a web page -> the words of its document: portal's frame, scripts, share bars and comments are left out.

In: HTML bytes, encoding by content or as its meta says. Out: lines; a data table's rows with tabs. The page's body is
descended as long as one child holds all that reads like the document; what is left out above it is searched for the
title and the document's number, which portals print beside the text.
"""

import re
from collections.abc import Iterator

from lxml import html

from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.plain import decode
from taskbook.importer.readers.webwords import is_layout, words_of

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DROPPED = (
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "audio", "video", "link", "meta"),
    *("select", "option", "button", "input", "textarea", "nav", "footer", "aside"),
)
_NOISE = re.compile(
    r"share|jiathis|comment|pinglun|crumb|dqwz|weizhi|(?:^|[_-])nav|navbar|footer|copyright|banquan|sidebar|relate|"
    r"xgwd|xgjd|xgyd|xgxw|wzxgd|recommend|hotnews|ewm|qrcode|erweima|saoma|toolbar|tool-bar|fontsize|fontzoom|dayin|search|login|"
    r"pagination|pager|friendlink|advert",
    re.IGNORECASE,
)
"""Names of what is never the document."""
_MAYBE = re.compile(
    r"(?:^|[_-])(?:foot|top|menu|prev|next|print|tools?|links?|position|location|banner|popup|float)", re.I
)
"""Names of what is not the document unless it reads like it."""
_CONTAINERS = frozenset(
    (
        *("div", "section", "article", "main", "form", "center", "header", "ucapcontent", "dl", "dd"),
        *("table", "tbody", "tr", "td", "blockquote", "fieldset"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FRAME = re.compile(
    r"版权所有|备案|ICP|公网安备|网站标识码|主办[:：]|承办[:：]|技术支持|转载|评论|发言|浏览器|扫一扫|分享到|无障碍|地址[:：]|相关解读"
)
_DOCUMENT = re.compile(
    r"。|(?:牵头|责任|配合|协办)(?:单位|部门|领导)|目标任务|工作任务|重点工作|"
    r"^[\s\u3400-\u9fff]*人民政府(?:办公室)?\s*$|^\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$"
)
_RECORD = re.compile(r"(?:发文|公文)?[文字]\s*号|(?:成文|发文)日期|发文(?:机关|机构|单位)|[〔\[]\d{4}[〕\]]\s*\d+\s*号")
_ENTITLED = re.compile(r"[\u3400-\u9fff]{0,30}关于.{3,70}的(?:通知|意见|方案|决定|通报|函)")
_HAN = re.compile(r"[\u3400-\u9fff]")


def text(data: bytes, name: str) -> str:
    """Read a web page."""
    root = html.document_fromstring(
        _decoded(data, name).encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    body = root.find("body")
    if body is None or not _HAN.search(_plain(root)):
        raise UnreadableError(f"{name}：网页里没有正文（可能由脚本生成）；请在浏览器里全选复制，粘贴到 .txt 文件")
    title = _title(root)
    _drop_noise(body)
    content = _content(body)
    lines = list(words_of(content))
    if not lines:
        raise UnreadableError(f"{name}：网页里没有正文（可能由脚本生成）；请在浏览器里全选复制，粘贴到 .txt 文件")
    return "\n".join([*_beside(body, content, title, lines), *lines]) + "\n"


def _decoded(data: bytes, name: str) -> str:
    """Decode a page: by content; what its meta says counts where content leaves it open."""
    declared = _META.search(data[:4096])
    encoding = declared.group(1).decode("ascii").lower() if declared else ""
    if encoding.startswith("big5"):
        try:
            return data.decode("big5hkscs")
        except UnicodeDecodeError:
            pass
    return decode(data, name)


def _plain(element: html.HtmlElement) -> str:
    return "".join(element.itertext())


def _weight(element: html.HtmlElement) -> int:
    """Count the Chinese characters of an element that are not links."""
    linked = sum(len(_HAN.findall(_plain(link))) for link in element.iter("a"))
    return len(_HAN.findall(_plain(element))) - linked


def _drop_noise(body: html.HtmlElement) -> None:
    """Take out what is never the document; an element with most of the page's words stays whatever its name."""
    most = _weight(body) // 2
    for element in list(body.iter(*_DROPPED)):
        if element.tag in ("script", "style") or _weight(element) <= most:
            element.drop_tree()
    for element in list(body.iter()):
        if element.getparent() is not None and element is not body and _is_noise(element) and _weight(element) <= most:
            element.drop_tree()


def _is_noise(element: html.HtmlElement) -> bool:
    names = f"{element.get('id', '')} {element.get('class', '')}".split()
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if any(_NOISE.search(name) for name in names):
        return True
    return any(_MAYBE.search(name) for name in names) and not _is_document(_unlinked(element))


def _content(body: html.HtmlElement) -> html.HtmlElement:
    """Descend while one child holds all of the document; a data table is never entered."""
    here = body
    while True:
        children = [child for child in here if isinstance(child.tag, str)]
        heaviest = max(children, key=_weight, default=None)
        if heaviest is None or heaviest.tag not in _CONTAINERS:
            return here
        if heaviest.tag == "table" and not is_layout(heaviest):
            return here
        if any(map(_is_document, [_own(here), *(_unlinked(child) for child in children if child is not heaviest)])):
            return here
        here = heaviest


def _own(element: html.HtmlElement) -> str:
    return "".join([element.text or "", *(child.tail or "" for child in element)])


def _unlinked(element: html.HtmlElement) -> str:
    """Return the words of an element outside its links."""
    return "".join(_walk_unlinked(element))


def _walk_unlinked(element: html.HtmlElement) -> Iterator[str]:
    if element.tag == "a":
        return
    yield element.text or ""
    for child in element:
        yield from _walk_unlinked(child)
        yield child.tail or ""
    if element.tag in ("p", "div", "tr", "br", "li"):
        yield "\n"


def _is_document(words: str) -> bool:
    return any(_DOCUMENT.search(line) and not _FRAME.search(line) for line in words.split("\n") if _HAN.search(line))


def _title(root: html.HtmlElement) -> str:
    """Return what the page calls its title: the portal's tag, else its first heading."""
    for element in root.iter("meta"):
        if element.get("name", "").lower() == "articletitle":
            return " ".join(element.get("content", "").split())
    heading = next((h for h in root.iter("h1", "h2") if _HAN.search(_plain(h))), None)
    return " ".join(_plain(heading).split()) if heading is not None else ""


def _beside(body: html.HtmlElement, content: html.HtmlElement, title: str, lines: list[str]) -> Iterator[str]:
    """Yield the title and the document's number and date where the portal prints them outside the text."""
    printed = "".join("".join(lines).split())
    if title and "".join(title.split()) not in printed:
        yield title
    if content is body:
        return
    parent = content.getparent()
    at = parent.index(content) if parent is not None else 0
    tail = content.tail
    if parent is not None:
        parent.remove(content)
        outside = list(words_of(body))
        if not title and not _ENTITLED.search(lines[0]):
            yield from [line for line in outside if _ENTITLED.fullmatch("".join(line.split()))][:1]
        for line in outside:
            if len(line) < 200 and _RECORD.search("".join(line.split())) and "".join(line.split()) not in printed:
                yield line
        parent.insert(at, content)
        content.tail = tail
