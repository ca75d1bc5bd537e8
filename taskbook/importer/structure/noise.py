"""Importer: words that are no part of the document: portal words, page numbers, running headers (part of split).

In: Source. Out: the paragraphs without them, the passages with why, and doubts where a sentence was put together again.
"""

import re
from collections import Counter
from dataclasses import replace

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.lines import mark, merge, without
from taskbook.labels import LABEL
from taskbook.spoken import DAY

FOOTER = re.compile(
    r"分享到|打印本页|^打印$|【?打印】?$|关闭(窗口|本页)|扫一扫|[上下]一[篇条][:：]|字体[:：]|返回顶部|当前位置|您(现在|当前)?(所在)?的?位置|浏览(次数|量)|"
    r"点击(数|量)|^(文章|稿件|信息)?来源[:：]|^作者[:：]|^日期[:：]|责任编辑|^编辑[:：]|信息来源|索引号|主题分类|发文机关[:：]|成文日期|发布(日期|时间|机构)[:：]?|公开(方式|形式)|"
    r"备案号|ICP备|公网安备|网站标识码|版权所有|Copyright|相关(附件|链接|阅读|文档|新闻)|扫描二维码|网站地图|"
    r"https?://|评论一下|联系我们|承办单位[:：].*(技术|版权|备案)|收藏本页|^收藏$|加入收藏|侦策百科|^附件:?$|主办单位:.{2,30}(版权|备案|地址|电话|承办)"
)
_ALWAYS = re.compile("版权|备案|网安备|标识码|Copyright|https?:|二维码|责任编辑|浏览|打印")
"""Words of a portal's frame that stand in its sentences too."""
_FRAME = re.compile(r"[^，。；,;]{0,12}(?:点击率|访问量|技术支持|手机版|无障碍|微信|微博)[^，。；,;]{0,12}")
"""Words of a portal's frame that sentences say too (无障碍改造80户): a short line that is no sentence."""
_PAGE = re.compile(r"[-—–―·]{1,3}\d{1,3}[-—–―·]{1,3}|第\d{1,3}页(?:[/,]?共\d{1,3}页)?|\d{1,3}/\d{1,3}页?|-\d{1,3}-")
_HEADER = re.compile(
    r"(?P<city>[\u4e00-\u9fff]{2,8}?[省市县区州旗])(?:人民政府|人民政府办公室|政府办公室)文件[\u4e00-\u9fff]{1,6}\(\d{4}\)\d{1,3}号"
)
_RUNNING = re.compile(r"文件$|责任分解|任务分解|工作报告|的通知|分工方案|\(\d{4}\)\d{1,3}号$")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_TONED = re.compile(rf"(?<=[\u3400-\u9fff])\([a-zü]{{0,4}}[{_TONES}][a-zü]{{0,3}}\)")
_PINYIN = re.compile(rf"(?<=[\u3400-\u9fff])\((?=[a-z]*[aeiouü{_TONES}])[a-zü{_TONES}]{{1,6}}\)")
"""How a character is read, which pages converted for print leave behind it (實(shí))."""
_FEWEST = 5
_END = "。;:!?)，,、”】》"


_SIGNED = re.compile(rf"(?:{DAY}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日)$")
_ANNEX = re.compile(r"附[件表]?[\d一二三四五六七八九十]{0,2}:?")
"""Where a notice is over at a page's end: its date, and the mark of what is annexed."""


def clean(source: Source) -> tuple[list[Paragraph], list[tuple[Span, str]], list[Doubt]]:
    """Return the paragraphs without noise, the noise, and doubts."""
    noise: list[tuple[Span, str]] = []
    doubts: list[Doubt] = []
    running = _running(source)
    kept: list[Paragraph] = []
    broken = False
    for index, paragraph in enumerate(_unspelled(source, noise, doubts)):
        span = paragraph.span(0, len(paragraph.text))
        page = not paragraph.cells and _PAGE.fullmatch(paragraph.text)
        if page or (paragraph.text in running and (index > 12 or _interrupts(source, index))):
            noise.append((span, "页码" if page else "每页重印的页眉"))
            broken = True
            continue
        if broken and kept and _goes_on(source, kept[-1], paragraph):
            kept[-1] = merge(kept[-1], paragraph)
        else:
            kept.append(_without_header(source, paragraph, noise, doubts))
        broken = False
    if running:
        shown = next(iter(running))
        doubts.append(Doubt(shown, "像是每页重印的页眉，未作正文", "是正文时，从 noise 里删去"))
    return kept, noise, doubts


def _unspelled(source: Source, noise: list[tuple[Span, str]], doubts: list[Doubt]) -> tuple[Paragraph, ...]:
    """Leave out how characters are read, where a document tells it again and again; doubted once."""
    if not any(tone in source.raw for tone in _TONES):
        return source.paragraphs
    if sum(len(_TONED.findall(line.text)) for line in source.paragraphs) < _FEWEST:
        return source.paragraphs
    made = []
    for line in source.paragraphs:
        found = [match.span() for match in _PINYIN.finditer(line.text)]
        noise += [(line.span(*span), "字后的注音") for span in found]
        for span in reversed(found):
            start, end = span
            moved = ((a - (end - start) * (a >= end), b - (end - start) * (b >= end)) for a, b in line.cells)
            line = replace(without(line, *span), cells=tuple(moved))
        made.append(line)
    first = next(span for span, why in noise if why == "字后的注音")
    todo = "对照原网页核对这些字；无误则删去本条"
    doubts.append(Doubt("字后的注音", f"转码留下的注音，共 {len(noise)} 处，未作正文", todo, first))
    return tuple(made)


def is_footer(paragraphs: list[Paragraph], index: int) -> bool:
    """Tell a line of a portal's frame; 主办单位 is one where the frame's other words stand beside it."""
    text = paragraphs[index].text
    if ("。" in text or text.startswith("(")) and not _ALWAYS.search(text):
        return False  # a task tells of 信息来源 and 公开形式 too, and a bracket of 主办单位
    if "(" in text and LABEL.search(text, text.index("(")):
        return False
    if (FOOTER.search(text) or _FRAME.fullmatch(text)) and not LABEL.match(text):
        return len(text) < 120
    if text.startswith(("主办单位:", "主办:", "承办单位:", "承办:", "责任编辑", "协办单位:")):
        above = paragraphs[index - 1].text if index else ""
        if above.endswith("。") or LABEL.match(above):
            return False  # it stands behind a task
        near = paragraphs[max(index - 2, 0) : index + 4]
        return FOOTER.search(text) is not None or any(FOOTER.search(p.text) for p in near)
    return False


def _running(source: Source) -> set[str]:
    """Find lines that come again and again between the halves of a sentence."""
    lines = source.paragraphs
    counts = Counter(line.text for line in lines if _RUNNING.search(line.text) and len(line.text) <= 60)
    found = set()
    for index in range(1, len(lines) - 1):
        text = lines[index].text
        if counts[text] >= 2 and not LABEL.search(text) and _interrupts(source, index):
            found.add(text)
    return found


def _interrupts(source: Source, index: int) -> bool:
    lines = source.paragraphs
    if not 0 < index < len(lines) - 1 or lines[index].text in (lines[index - 1].text, lines[index + 1].text):
        return False  # one below the other: no head of two pages
    return _goes_on(source, lines[index - 1], lines[index + 1])


def _goes_on(source: Source, before: Paragraph, after: Paragraph) -> bool:
    """Whether a line goes on in another: it ends in mid-sentence, and the other begins neither number nor label."""
    if before.cells or after.cells or before.text[-1] in "。;:!?" or len(before.text) < 8:
        return False
    if _SIGNED.search(before.text) or _ANNEX.fullmatch(after.text):
        return False
    return mark(source, after) is None and not LABEL.match(after.text)


def _without_header(
    source: Source, paragraph: Paragraph, noise: list[tuple[Span, str]], doubts: list[Doubt]
) -> Paragraph:
    """Take a page header out of the middle of a line."""
    while match := _HEADER.search(paragraph.text):
        start = match.start() + _city_start(source, match["city"])
        if start == 0 or match.end() == len(paragraph.text):
            break
        span = paragraph.span(start, match.end())
        words = paragraph.text[start : match.end()]
        noise.append((span, "夹在句中的页眉"))
        doubts.append(
            Doubt(words, "像是夹在句中的页眉，已从正文剔除", "是正文时，从 noise 里删去，并补回任务文字", span)
        )
        paragraph = without(paragraph, start, match.end())
    return paragraph


def _city_start(source: Source, words: str) -> int:
    """Return where a city's name begins in words that end with it: the longest known one, else two letters."""
    everything = [paragraph.text for paragraph in source.paragraphs]
    for start in range(max(len(words) - 5, 0), len(words) - 3):
        name = words[start:]
        if sum(text.count(name) for text in everything) > 1:
            return start
    return len(words) - 3
