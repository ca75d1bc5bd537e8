"""Importer, step 2: paragraphs -> headings, and tasks with the spans of their words and assignments.

In: Source. Out: Outline: the drafts in printed order (chapter, sections, item, text, assignment), the paragraphs before
them (preamble, headline goals) and what could not be placed. An assignment is a bracket or a line that begins with a
role's label (牵头单位: …); what lies between two assignments is one task.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.text import typeset

LABELS = {
    "leaders": ("牵头负责领导", "责任领导", "牵头领导", "分管领导", "督办领导"),
    "lead": ("牵头责任单位", "牵头单位", "牵头部门", "主办单位"),
    "responsible": ("责任单位", "责任部门"),
    "assist": ("协同责任单位", "协办单位", "配合单位", "协同单位", "参与单位", "配合部门"),
}
"""Role -> its printed labels; longer ones first where one contains another."""

LABEL = re.compile(
    "(?P<label>" + "|".join(sorted((w for ws in LABELS.values() for w in ws), key=len, reverse=True)) + "):"
)
_NUMERAL = "一二三四五六七八九十"
_CHAPTER = re.compile(rf"[{_NUMERAL}]{{1,3}}、")
_SECTION = re.compile(rf"\([{_NUMERAL}]{{1,3}}\)")
_ITEM = re.compile(r"(\d{1,3})[.、．](?!\d)")
_LOOSE = "。;,；，、 "
_WORKPLAN = re.compile(r"\d{4}年(重点工作|工作安排|主要任务|工作任务)|今年(重点工作|工作安排|主要任务)")
_NOT_DOCUMENT = re.compile(r"https?://|相关附件:|相关链接:|附件:?$|扫描二维码|评论一下|侦策百科")


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as split: words and assignment as raw spans, headings as typeset words."""

    chapter: str
    section: tuple[str, ...]
    item: str | None
    text: Span
    assignment: Span | None


@dataclass(slots=True)
class Outline:
    """What splitting found; before holds the paragraphs that precede the first task's chapter."""

    drafts: list[Draft] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    intro: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    body: Span | None = None
    first_words: Span | None = None


@dataclass(slots=True)
class _Where:
    """The headings in force while the paragraphs are walked."""

    chapter: str = ""
    first: str | None = None
    second: str | None = None

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(title for title in (self.first, self.second) if title)


@dataclass(frozen=True, slots=True)
class _Part:
    """Words and the assignment that closes them, as ranges of one folded paragraph."""

    start: int
    end: int
    assignment: tuple[int, int] | None


def split(source: Source) -> Outline:
    """Cut a document into its tasks."""
    paragraphs = list(source.paragraphs)
    first, last, assigned = _body(paragraphs)
    outline = Outline(before=paragraphs[:first], after=paragraphs[last:])
    walk = _walk_assigned if assigned else _walk_report
    walk(source, paragraphs[first:last], outline)
    body = paragraphs[first:last]
    if body:
        outline.first_words = body[0].span(0, len(body[0].text))
        ends = [draft.assignment or draft.text for draft in outline.drafts[-1:]]
        outline.body = Span(outline.first_words.start, ends[0].end if ends else outline.first_words.end)
    return outline


def _body(paragraphs: list[Paragraph]) -> tuple[int, int, bool]:
    """Find the range of paragraphs that holds the tasks, and whether the document assigns them."""
    assigned = [n for n, p in enumerate(paragraphs) if LABEL.search(p.text)]
    if assigned:
        first = assigned[0]
        while first > 0 and not _CHAPTER.match(paragraphs[first].text):
            first -= 1
        return first, assigned[-1] + 1, True
    for first, paragraph in enumerate(paragraphs):
        if _CHAPTER.match(paragraph.text) and _WORKPLAN.search(paragraph.text):
            last = first + 1
            while last < len(paragraphs) and not _is_end(paragraphs[last].text):
                last += 1
            return first, last, False
    return len(paragraphs), len(paragraphs), False


def _is_end(text: str) -> bool:
    return bool(_NOT_DOCUMENT.search(text) or _CHAPTER.match(text))


def _walk_assigned(source: Source, body: list[Paragraph], outline: Outline) -> None:
    where = _Where()
    for index, paragraph in enumerate(body):
        text = paragraph.text
        parts = list(assigned_parts(text))
        if LABEL.match(text):
            _assign_line(paragraph, outline)
            continue
        if not parts and not _ITEM.match(text):
            if not _heading(source, paragraph, where):
                following = body[index + 1].text if index + 1 < len(body) else ""
                _subheading(source, paragraph, where, bool(_ITEM.match(following)))
            continue
        start = _lead_in(source, paragraph, parts, where)
        _add_drafts(paragraph, start, parts, where, outline)


def _heading(source: Source, paragraph: Paragraph, where: _Where) -> bool:
    title = heading_words(source, paragraph.span(0, len(paragraph.text)))
    if _CHAPTER.match(paragraph.text):
        where.chapter, where.first, where.second = title, None, None
    elif _SECTION.match(paragraph.text):
        where.first, where.second = title, None
    else:
        return False
    return True


def _subheading(source: Source, paragraph: Paragraph, where: _Where, before_item: bool) -> None:
    if before_item and len(paragraph.text) <= 40:
        where.second = heading_words(source, paragraph.span(0, len(paragraph.text)))


def heading_words(source: Source, span: Span) -> str:
    """Return a heading's words, typeset, without the full stop that closes it."""
    return typeset(source.words(span)).rstrip("。")


def _lead_in(source: Source, paragraph: Paragraph, parts: list[_Part], where: _Where) -> int:
    """Take a heading that opens a task's line ((一)推动产业集群升级。围绕…); return where the words begin."""
    match = _SECTION.match(paragraph.text)
    if match is None:
        return 0
    stop = paragraph.text.find("。")
    if stop < 0 or not parts or parts[0].assignment is None or stop + 1 >= parts[0].assignment[0]:
        return 0
    where.first, where.second = heading_words(source, paragraph.span(0, stop)), None
    return stop + 1


def _add_drafts(paragraph: Paragraph, start: int, parts: list[_Part], where: _Where, outline: Outline) -> None:
    text = paragraph.text
    for part in parts or [_Part(0, len(text), None)]:
        begin = max(part.start, start)
        item, begin = _item(text, begin)
        while begin < part.end and text[begin] in _LOOSE:
            begin += 1
        assignment = paragraph.span(*part.assignment) if part.assignment else None
        outline.drafts.append(Draft(where.chapter, where.section, item, paragraph.span(begin, part.end), assignment))


def _item(text: str, start: int) -> tuple[str | None, int]:
    """Take the printed number at a place: 12. gives 12, (三) gives （三）."""
    if match := _ITEM.match(text, start):
        return match.group(1), match.end()
    if match := _SECTION.match(text, start):
        return typeset(match.group()), match.end()
    return None, start


def _assign_line(paragraph: Paragraph, outline: Outline) -> None:
    """Give a line of its own (责任单位: …) to the task before it."""
    if not outline.drafts:
        return
    last = outline.drafts[-1]
    span = paragraph.span(0, len(paragraph.text))
    start = last.assignment.start if last.assignment else span.start
    outline.drafts[-1] = Draft(last.chapter, last.section, last.item, last.text, Span(start, span.end))


def assigned_parts(text: str) -> Iterator[_Part]:
    """Yield words with the bracket that assigns them; words behind the last bracket are a part without one."""
    start = 0
    position = 0
    while match := LABEL.search(text, position):
        if match.start() == 0:
            return
        opening = match.start() - 1
        if text[opening] != "(":
            position = match.end()
            continue
        end = closing(text, opening)
        yield _Part(start, opening, (opening, end))
        start = position = end
    if start and text[start:].strip(_LOOSE):
        yield _Part(start, len(text), None)


def closing(text: str, opening: int) -> int:
    """Return the place behind the bracket that closes the one at opening (the text's end where none does)."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return len(text)


def _walk_report(source: Source, body: list[Paragraph], outline: Outline) -> None:
    """Walk a work report: under chapter and (一) headings each paragraph is one measure."""
    where = _Where()
    for paragraph in body:
        if _CHAPTER.match(paragraph.text) or (_SECTION.match(paragraph.text) and "。" not in paragraph.text):
            _heading(source, paragraph, where)
        elif not where.first:
            outline.intro.append(paragraph)
        else:
            span = paragraph.span(0, len(paragraph.text))
            outline.drafts.append(Draft(where.chapter, where.section, None, span, None))
