"""Importer, step 2: paragraphs -> headings, and tasks with the spans of their words and assignments.

In: Source. Out: Outline: the drafts in printed order (chapter, sections, item, text, assignment), the paragraphs before
them (preamble, headline goals), noise, and doubts. What lies between two assignments is one task; which style of number
counts tasks and which heads them is found from where the assignments stand.
"""

import re
from collections.abc import Iterator

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.aims import past_aims
from taskbook.importer.structure.body import TITLE, Body, assigns, find_body, is_title, past_annex
from taskbook.importer.structure.brackets import assigned_parts
from taskbook.importer.structure.dashed import bracketed, unsigned
from taskbook.importer.structure.footnotes import plain
from taskbook.importer.structure.leadrules import first_leads, is_rule, lead_marks, unseen_leads, without_rules
from taskbook.importer.structure.lines import counted, mark, without
from taskbook.importer.structure.noise import clean
from taskbook.importer.structure.numbering import whole_lines
from taskbook.importer.structure.opened import Drafts
from taskbook.importer.structure.outline import Outline
from taskbook.importer.structure.ownpeople import without_own_people, without_unnamed
from taskbook.importer.structure.remarks import remark
from taskbook.importer.structure.report import walk_report
from taskbook.importer.structure.unbroken import unrun
from taskbook.importer.structure.walk import Walk
from taskbook.importer.structure.wrapped import unwrapped
from taskbook.importer.tables.rows import read_tables
from taskbook.importer.tables.spaced import spaced_table
from taskbook.labels import LABEL
from taskbook.text import Key, typeset

_LONG_NUMBER = re.compile(r"\d{7}")
_CALL = r"(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-8]\d{6,7})(?!\d)"
_BOXED = rf"\((?:(?:联系)?(?:电话|手机|方式)(?:号码)?:?)?{_CALL}(?:[、,/;]{_CALL})*\)"
_PHONE = (
    rf"{_BOXED}|[,;、]?(?:联系)?(?:电话|手机|方式)(?:号码)?:{_CALL}"
    r"|(?<=[\u4e00-\u9fff]),?(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)"
)
"""Telephone numbers behind the names of those who answer."""
_ITEM = re.compile(r"\d{1,3}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\)")
_SHARED = re.compile(
    r"(?<=[:,;、(])(?:按照?|依照|根据|参照|见)(?:《[^《》]*》|[^,;:()《》]{2,16})(?:的|中的?)?分工(?=\()"
)
"""Where a document hands the leaders' work out, before the leaders in brackets (责任领导:按《…》分工(A、B))."""
_SHOWN = 40
"""Characters of the aims that a doubt shows."""
_RULE = "写明哪个单位牵头，不是任务"


def split(source: Source) -> Outline:
    """Cut a document into its tasks."""
    kept, noise, doubts = clean(source)
    kept, run = unrun(source, kept)
    whole, breaks = unwrapped(source, kept) if not run else (kept, [])
    lines = list(counted(source, whole))
    outline = Outline(noise=noise, breaks=breaks, doubts=doubts + run)
    _lead_rules(outline, lines)
    lines = [_without_remark(outline, _without_rules(outline, line)) for line in lines]
    lines = [_without_shares(outline, _without_phones(outline, line)) for line in lines]
    lines = without_unnamed(lines, lambda span, words: _unnamed(outline, span, words))
    lines = without_own_people(lines, lambda span, words: _own(outline, span, words))
    lines, dashed = bracketed([plain(unsigned(line)) for line in lines])
    outline.doubts += dashed
    lines = _with_columns(outline, lines)
    if not read_tables(source, lines, outline):
        lines = whole_lines(source, lines)
        body = find_body(source, lines)
        outline.before, outline.after = lines[: body.first], lines[body.last :]
        outline.doubts += _lost_heading(outline.before)
        within = _behind_aims(source, outline, list(_without_notes(outline, lines[body.first : body.last])), body)
        if body.assigned:
            Walk(source, outline, body, within, Drafts(source, outline)).run()
        else:
            walk_report(source, within, outline)
        if within:
            _bounds(outline, within, body.titled)
    return outline


def _lost_heading(before: list[Paragraph]) -> list[Doubt]:
    """Doubt a short line between the title and the tasks: it may head them all."""
    if len(before) < 2 or not (TITLE.fullmatch(before[-2].text) and is_title(before[-1])):
        return []
    if TITLE.fullmatch(before[-1].text) or before[-1].text[0] == "(":
        return []
    why, todo = "印在标题与任务之间，没有读作标题", "是任务的标题时，补到 chapter 或 section；无误则删去本条"
    return [Doubt(typeset(before[-1].text), why, todo, before[-1].span(0, len(before[-1].text)))]


def _with_columns(outline: Outline, lines: list[Paragraph]) -> list[Paragraph]:
    """Give a table that blanks alone part its columns, doubted once."""
    index, lines = spaced_table(lines)
    if index >= 0:
        why, todo = "各列只隔着空格，按行首的序号和行末的单位分列", "对照原表核对各列；无误则删去本条"
        outline.doubts.append(Doubt(lines[index].text, why, todo, lines[index].span(0, len(lines[index].text))))
    return lines


def _lead_rules(outline: Outline, lines: list[Paragraph]) -> None:
    """Find what the document says on which of the units listed leads."""
    outline.first_leads = first_leads(lines)
    outline.lead_marks = lead_marks(lines)
    outline.doubts += unseen_leads(lines)


def _without_rules(outline: Outline, line: Paragraph) -> Paragraph:
    rest, spans = without_rules(line)
    outline.noise += [(span, _RULE) for span in spans]
    return line if not spans or line.cells else rest


def _without_remark(outline: Outline, line: Paragraph) -> Paragraph:
    """Take out what an assignment's bracket says of all tasks; it may give others their units, and is doubted."""
    found = None if line.cells else remark(line.text)
    if found is None:
        return line
    span = line.span(*found)
    outline.noise.append((span, "括号里的说明，不是任务"))
    if not first_leads([Paragraph(Key(line.text[found[0] : found[1]], line.key.places[found[0] : found[1]]))]):
        todo = "说明其他任务也由某单位负责时，补到各条任务；无误则删去本条"
        words = typeset(line.text[found[0] + 1 : found[1]])
        outline.doubts.append(Doubt(words, "责任括号里的说明，没有读作任务和单位", todo, span))
    return without(line, *found)


def _without_shares(outline: Outline, line: Paragraph) -> Paragraph:
    """Take out where the leaders' work is handed out: no part of their names."""
    if "分工" not in line.text or line.cells or not LABEL.search(line.text):
        return line
    for found in reversed(list(_SHARED.finditer(line.text))):
        outline.noise.append((line.span(*found.span()), "领导分工的出处"))
        line = without(line, *found.span())
    return line


def _without_phones(outline: Outline, line: Paragraph) -> Paragraph:
    """Take telephone numbers out of an assignment: they are nobody's name."""
    if not _LONG_NUMBER.search(line.text):
        return line
    label = LABEL.search(line.text) if not line.cells else re.search(r"^", line.text)
    spans = [found.span() for found in re.finditer(_BOXED if line.cells else _PHONE, line.text)] if label else []
    if label is None or not spans:
        return line
    taken = [line.span(*span) for span in spans if span[0] >= label.start()]
    outline.noise += [(span, "电话号码") for span in taken]
    if line.cells:
        return line
    for span in reversed(spans):
        line = without(line, *span) if span[0] >= label.start() else line
    return line


def _own(outline: Outline, span: Span, words: str) -> None:
    """Take out the people of the units, doubted once."""
    why = "责任单位自己的责任人，没有读作领导"
    if all(doubt.why != why for doubt in outline.doubts):
        outline.doubts.append(Doubt(words, why, "是负责的领导时，补到各条任务的 leaders；无误则删去本条", span))
    outline.noise.append((span, "责任单位的责任人"))


def _unnamed(outline: Outline, span: Span, words: str) -> None:
    """Take out leaders of whom no name is printed, doubted once."""
    why = "只写了由谁分管，没有姓名，没有记作领导"
    if all(doubt.why != why for doubt in outline.doubts):
        todo = "查明姓名时，补到各条任务的 leaders；无误则删去本条"
        outline.doubts.append(Doubt(typeset(words), why, todo, span))
    outline.noise.append((span, "没有姓名的领导"))


def _without_notes(outline: Outline, lines: list[Paragraph]) -> Iterator[Paragraph]:
    """Leave out lines among the tasks that only say which unit leads."""
    for line in lines:
        if is_rule(line.text):
            outline.noise.append((line.span(0, len(line.text)), _RULE))
        else:
            yield line


def _behind_aims(source: Source, outline: Outline, lines: list[Paragraph], body: Body) -> list[Paragraph]:
    """Leave out chapters of aims before the tasks: they hand nothing out, their figures are headline goals."""
    if body.titled or not body.assigned:
        return lines
    assigning = {index for index, line in enumerate(lines) if assigns(lines, index, body.bare)}
    past, goals = past_aims(lines, [mark(source, line) for line in lines], assigning)
    if past:
        first, last = lines[goals[0] if goals else 0], lines[goals[-1] if goals else past - 1]
        outline.goals = Span(first.key.places[0], last.key.places[-1] + 1) if goals else None
        todo = "写明由谁负责时，补作任务；无误则删去本条"
        words = typeset(first.text[:_SHOWN])
        span = first.span(0, len(first.text))
        outline.doubts.append(Doubt(words, "没有写明单位，读作总目标或总要求，不是任务", todo, span))
    return lines[past:]


def _bounds(outline: Outline, within: list[Paragraph], titled: bool) -> None:
    left_out = {span.start for span, _ in outline.noise}
    opening = next((line for line in within if line.key.places[0] not in left_out), within[0])
    outline.first_words = opening.span(past_annex(opening) if titled else 0, len(opening.text))
    ends = [span.end for draft in outline.drafts[-1:] for span in (draft.text, draft.assignment) if span]
    ends += [cell.span.end for draft in outline.drafts[-1:] for cell in draft.cells if not cell.from_heading]
    outline.body = Span(outline.first_words.start, max(ends, default=outline.first_words.end))
    behind = [line for line in within if line.key.places[0] >= outline.body.end]
    behind = [line for line in behind if line.key.places[0] not in left_out]
    lost = [line for line in behind if _ITEM.match(line.text)]
    lost += [line for line in outline.after if any(part.assignment for part in assigned_parts(line.text))]
    outline.after = [*behind, *outline.after]
    if lost:
        why = f"任务之后还有 {len(lost)} 行编号的文字或责任单位，没有读作任务"
        span = lost[0].span(0, len(lost[0].text))
        outline.doubts.append(Doubt(lost[0].text[:24], why, "是任务时，从 noise 移出，另立任务；无误则删去本条", span))
