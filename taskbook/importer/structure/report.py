"""Importer: a work report's chapter of the year's work -> tasks without units (part of split).

In: the chapter's paragraphs. Out: drafts: each paragraph under chapter and (一) headings is one measure; practical
deeds that a paragraph counts (…办好8件民生实事:1.…;2.…) are one each.
"""

import re

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.headings import Where
from taskbook.importer.structure.lines import Style, mark, numeral
from taskbook.importer.structure.outline import Draft, Outline
from taskbook.text import typeset

_DEED = re.compile(r"(?<=[::;。])(\d{1,2})[.、](?!\d)")
_LEAST = 3
_PROMISED = re.compile(
    r"(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})[件项](?:大)?(?:民生|惠民)?(?:实事|好事|工程|项目)"
)


def walk_report(source: Source, body: list[Paragraph], outline: Outline) -> None:
    """Walk the paragraphs of the chapter."""
    where = Where()
    for paragraph in body:
        found = mark(source, paragraph)
        deeds = _deeds(paragraph.text)
        heads = found is not None and (
            found.style == Style.CHAPTER or (found.style == Style.SECTION and "。" not in paragraph.text)
        )
        span = paragraph.span(0, len(paragraph.text))
        if found is not None and deeds:
            _counted(source, paragraph, found.style, deeds, outline, where)
        elif heads and found is not None:
            where.set(found.style, typeset(outline.words(source, span)).rstrip("。"))
        elif not where.section:
            outline.intro.append(paragraph)
        elif deeds:
            _counted(source, paragraph, None, deeds, outline, where)
        else:
            outline.drafts.append(Draft(where.chapter, where.section, None, span, None))


def _deeds(text: str) -> list[re.Match[str]]:
    """Return the numbers of deeds in a paragraph: 1, 2, 3 … one after the other."""
    found = list(_DEED.finditer(text))
    counts_up = [int(match[1]) for match in found] == list(range(1, len(found) + 1))
    return found if counts_up and len(found) >= _LEAST else []


def _counted(
    source: Source, line: Paragraph, style: Style | None, deeds: list[re.Match[str]], outline: Outline, where: Where
) -> None:
    """Take a paragraph's heading, the words that lead in, and each deed as a task."""
    lead = 0
    if style is not None:
        lead = line.text.find("。", 0, deeds[0].start()) + 1 or deeds[0].start()
        where.set(style, typeset(outline.words(source, line.span(0, lead))).rstrip("。"))
    if lead < deeds[0].start():
        outline.noise.append((line.span(lead, deeds[0].start()), "引言，不是任务"))
    public = bool(re.search(r"实事|好事", line.text[: deeds[0].start()]))
    ends = [*(match.start() for match in deeds[1:]), len(line.text)]
    for match, end in zip(deeds, ends, strict=True):
        words = line.text[match.end() : end].rstrip(";")
        text = line.span(match.end(), match.end() + len(words))
        outline.drafts.append(Draft(where.chapter, where.section, match[1], text, None, public=public))
    said = _PROMISED.search(line.text, 0, deeds[0].start())
    if said and numeral(said["count"]) != len(deeds):
        why = f"印作 {said['count']} 件，读到 {len(deeds)} 件"
        span: Span = line.span(said.start(), said.end())
        outline.doubts.append(Doubt(said.group(), why, "对照原文，看有没有漏掉或多分的任务", span))
