"""Importer, step 2: paragraphs -> headings, and tasks with the spans of their words and assignments.

In: Source. Out: Outline: the drafts in printed order (chapter, sections, item, text, assignment), the paragraphs before
them (preamble, headline goals), noise, and doubts. What lies between two assignments is one task; which style of number
counts tasks and which heads them is found from where the assignments stand.
"""

import re
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.importer.body import ANNEX, Body, find_body
from taskbook.importer.brackets import LOOSE, Part, assigned_parts
from taskbook.importer.doubt import Doubt
from taskbook.importer.headings import Where, check_counts, is_plain_heading
from taskbook.importer.lines import Mark, Style, mark, merge
from taskbook.importer.noise import clean, is_footer
from taskbook.importer.numbering import Numbering, names_leaders_only, whole_lines
from taskbook.importer.outline import Cell, Draft, Outline
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.tables import read_tables
from taskbook.labels import LABEL, TEXT_LABEL, label_of, past_label
from taskbook.text import typeset

_INTRO = re.compile(r".{0,120}(?:如下|分解|分工|责任分工|安排)[::。]?|.{0,120}:")
_FIRST_LEADS = re.compile(
    r"(?:列|排)(?:在)?(?:首|第一)位?的?(?:者|单位|部门)?(?:为|是|系)?牵头|(?:第一|首)(?:个|家|位)?(?:责任)?(?:单位|部门)(?:为|是|系)?(?:牵头|总牵头)"
)
_LONG = 60


def split(source: Source) -> Outline:
    """Cut a document into its tasks."""
    lines, noise, doubts = clean(source)
    outline = Outline(noise=noise, doubts=doubts)
    outline.first_leads = any(_FIRST_LEADS.search(line.text) for line in lines)
    if not read_tables(source, lines, outline):
        lines = whole_lines(source, lines)
        body = find_body(source, lines)
        outline.before, outline.after = lines[: body.first], lines[body.last :]
        within = lines[body.first : body.last]
        if body.assigned:
            _Walk(source, outline, body, within).run()
        else:
            _walk_report(source, within, outline)
        if within:
            _bounds(outline, within, body.titled)
    return outline


def _bounds(outline: Outline, within: list[Paragraph], titled: bool) -> None:
    outline.first_words = within[0].span(_annex(within[0]) if titled else 0, len(within[0].text))
    ends = [span.end for draft in outline.drafts[-1:] for span in (draft.text, draft.assignment) if span]
    ends += [cell.span.end for draft in outline.drafts[-1:] for cell in draft.cells if not cell.from_heading]
    outline.body = Span(outline.first_words.start, max(ends, default=outline.first_words.end))


def _annex(line: Paragraph) -> int:
    """Return where the title begins in 附件1:2022年重点工作责任分解."""
    match = ANNEX.match(line.text)
    return match.end() if match and match.end() < len(line.text) else 0


@dataclass(slots=True)
class _Open:
    """A task whose assignment has not come yet: its words so far."""

    mark: Mark | None
    start: int
    end: int
    paragraph: Paragraph
    lines: int = 1
    labelled: bool = False


@dataclass(slots=True)
class _Walk:
    """One pass over the body's lines."""

    source: Source
    outline: Outline
    body: Body
    lines: list[Paragraph]
    where: Where = field(default_factory=Where)
    open: _Open | None = None
    styles: frozenset[Style] = frozenset()
    several: frozenset[Style] = frozenset()
    titles: frozenset[int] = frozenset()
    heading_last: bool = False
    item: Mark | None = None
    marks: list[Mark | None] = field(default_factory=list)
    parts: list[list[Part]] = field(default_factory=list)

    def run(self) -> None:
        self.marks = [mark(self.source, line) for line in self.lines]
        self.parts = [assigned_parts(line.text, self.body.bare) for line in self.lines]
        found = Numbering(self.lines, self.marks, self.parts)
        self.styles, self.several, self.titles = found.task_styles(), found.several(), found.titles()
        index = 0
        if self.body.titled:
            self.where.set(Style.PLAIN, self._words(self.lines[0], _annex(self.lines[0])))
            index = 1
        while index < len(self.lines):
            index += self._line(index)
        self._flush()
        self.outline.doubts.extend(check_counts(self.where, self.outline.drafts))

    def _line(self, index: int) -> int:
        """Take one line, or a label and its value below; return how many."""
        line, found, parts = self.lines[index], self.marks[index], self.parts[index]
        if is_footer(self.lines, index) and not found:
            self._drop(line, "网页文字")
        elif match := LABEL.match(line.text):
            return self._label(index, match)
        elif match := TEXT_LABEL.match(line.text):
            self._text_label(index, match)
        elif parts and found and found.style not in self.styles and names_leaders_only(line.text):
            self._heading(line, found.style)
            self.where.given[found.style] = _inner_cells(line)
        elif parts:
            self._assigned(index)
        elif found:
            self._numbered(index, found)
        elif is_plain_heading(line):
            self._heading(line, Style.PART)
        else:
            self._plain(index)
        return 1

    def _label(self, index: int, match: re.Match[str]) -> int:
        """Take a line that begins with a label (责任单位: …); its value may stand on the next line."""
        line, taken = self.lines[index], 1
        span, value = line.span(0, len(line.text)), line.span(match.end() - 1, len(line.text))
        empty = match.end() == len(line.text)
        if (empty or line.text[-1] in "、,") and index + 1 < len(self.lines) and self._is_value(index + 1):
            below = self.lines[index + 1].span(0, len(self.lines[index + 1].text))
            span, value, taken = Span(span.start, below.end), below if empty else Span(value.start, below.end), 2
        if self.open is None and self.heading_last:
            self._group_label(label_of(match), span, value)
        else:
            self._assign(span)
        return taken

    def _group_label(self, label: str, span: Span, value: Span) -> None:
        """Take a label right under a heading: it holds for all tasks under it, and is a heading itself."""
        title = typeset(self.outline.words(self.source, span)).rstrip("。；")
        self.where.add(title, Cell(label, value, from_heading=True))

    def _is_value(self, index: int) -> bool:
        text = self.lines[index].text
        return not (self.marks[index] or LABEL.match(text) or TEXT_LABEL.match(text) or self.parts[index])

    def _assign(self, span: Span) -> None:
        """Give an assignment on a line of its own to the task before it."""
        if self.open is not None:
            self._close(span)
        elif self.outline.drafts:
            last = self.outline.drafts[-1]
            if last.assignment is None:
                start = span.start
                self.outline.doubts = [d for d in self.outline.doubts if d.span != last.text]
            else:
                start = last.assignment.start
            self.outline.drafts[-1] = Draft(
                last.chapter, last.section, last.item, last.text, Span(start, span.end), last.cells
            )

    def _text_label(self, index: int, match: re.Match[str]) -> None:
        """Take 目标任务: …; a numbered line right before it is its heading."""
        line = self.lines[index]
        if self.open is not None and (self.open.labelled or self.open.mark is None):
            self._extend(line)
            return
        item = None
        if self.open is not None:
            item = self.open.mark
            self.where.set(Style.PLAIN, self._words(self.open.paragraph, 0))
            self.open = None
        if match.end() < len(line.text):
            self.open = _Open(item, match.end(), len(line.text), line, labelled=True)
        elif index + 1 < len(self.lines):
            self.open = _Open(item, len(line.text), len(line.text), line, lines=0, labelled=True)

    def _assigned(self, index: int) -> None:
        """Take a line that holds assignments."""
        line, found, parts = self.lines[index], self.marks[index], self.parts[index]
        if parts[0].start == 0 and parts[0].assignment and not line.text[: parts[0].end].strip(LOOSE + "("):
            self._assign(line.span(*parts[0].assignment))
            parts = parts[1:]
        elif self.open is not None and (found is None or found.style not in self.styles):
            if self._continues(found):
                self._extend(line, parts[0].end)
                assert parts[0].assignment is not None
                self._close(line.span(*parts[0].assignment), why=parts[0].why)
                parts = parts[1:]
            else:
                self._flush(found)
        elif self.open is not None:
            self._flush(found)
        if parts and (start := self._lead_in(line, found, parts)):
            parts = [Part(max(part.start, start), part.end, part.assignment, part.why) for part in parts]
        for part in parts:
            self._part(line, part)

    def _continues(self, found: Mark | None) -> bool:
        assert self.open is not None
        return found is None or self.open.mark is None or found.style > self.open.mark.style

    def _part(self, line: Paragraph, part: Part) -> None:
        start = part.start
        if start:
            while start < part.end and line.text[start] in LOOSE + ")":
                start += 1
        found = mark(self.source, line, start)
        if found is not None and found.style in (Style.CHAPTER, Style.PART) and start:
            found = None
        begin = found.end if found else start
        begin = past_label(line.text, begin)
        while begin < part.end and line.text[begin] in LOOSE:
            begin += 1
        if begin >= part.end:
            return
        self._flush(found)
        self.open = _Open(found or self._title_item(), begin, part.end, line)
        if part.assignment:
            self._close(line.span(*part.assignment), why=part.why)

    def _lead_in(self, line: Paragraph, found: Mark | None, parts: list[Part]) -> int:
        """Take a heading that opens a task's line ((一)推动产业集群升级。围绕…); return where the words begin."""
        if found is None or found.style != Style.SECTION or found.style not in self.several:
            return 0
        stop = line.text.find("。")
        if stop < 0 or parts[0].assignment is None or stop + 1 >= parts[0].assignment[0]:
            return 0
        self.where.set(found.style, self._words(line, 0, stop))
        return stop + 1

    def _numbered(self, index: int, found: Mark) -> None:
        line = self.lines[index]
        after = self.marks[index + 1] if index + 1 < len(self.lines) else None
        if index in self.titles:
            self._flush()
            self._heading(line, found.style if found.style <= Style.SECTION else Style.PLAIN)
            self.item = found if found.style > Style.SECTION else None
            return
        if self.open is not None and found.style > max(self.styles, default=Style.PART) and self._continues(found):
            self._extend(line)
        elif found.style in self.styles and not (after and after.style > found.style and self._is_title(line, after)):
            self._flush(found)
            begin = past_label(line.text, found.end)
            lines = int(begin < len(line.text))
            self.open = _Open(found, begin, len(line.text), line, lines=lines, labelled=begin > found.end)
            self.heading_last = False
        else:
            self._flush(found)
            self._heading(line, found.style)

    def _is_title(self, line: Paragraph, after: Mark) -> bool:
        return after.style in self.styles and len(line.text) <= _LONG and "。" not in line.text[:-1]

    def _plain(self, index: int) -> None:
        """Take a line without number: a heading, an introduction, the going on of a task, or a task."""
        line = self.lines[index]
        after = self.marks[index + 1] if index + 1 < len(self.lines) else None
        ends = self.open is None or self.open.lines > 0
        heads = after is not None and after.style in self.styles and len(line.text) <= 40 and "。" not in line.text[:-1]
        if heads and ends and (self.open is None or line.text[-1] not in "。；;"):
            self._flush()
            self._heading(line, Style.PLAIN)
        elif self.open is not None:
            self._extend(line)
        elif self.heading_last and _INTRO.fullmatch(line.text):
            self._drop(line, "引言，不是任务")
        else:
            self.open = _Open(self._title_item(), 0, len(line.text), line)
            self.heading_last = False

    def _title_item(self) -> Mark | None:
        """Return the number of the title right above a task's words, once (1.长江大桥, then its words)."""
        item, self.item = self.item, None
        return item

    def _heading(self, line: Paragraph, style: Style) -> None:
        self._flush()
        self.where.set(style, self._words(line, 0))
        self.where.note(style, line, len(self.outline.drafts))
        self.heading_last = True
        self.item = None

    def _extend(self, line: Paragraph, end: int | None = None) -> None:
        """Let a task's words go on in another line."""
        assert self.open is not None
        stop = len(line.text) if end is None else end
        before = len(self.open.paragraph.text)
        whole = merge(self.open.paragraph, line)
        self.open = _Open(
            self.open.mark, self.open.start, before + stop, whole, self.open.lines + 1, self.open.labelled
        )

    def _close(self, assignment: Span | None, why: str = "") -> None:
        """Make a draft of the open task."""
        assert self.open is not None
        task, self.open = self.open, None
        begin, end = task.start, task.end
        while begin < end and task.paragraph.text[begin] in LOOSE:
            begin += 1
        if begin == end:
            return
        text = task.paragraph.span(begin, end)
        item = task.mark.item if task.mark else None
        chapter, section = self.where.chapter, self.where.section
        self.outline.drafts.append(Draft(chapter, section, item, text, assignment, self.where.cells))
        self.heading_last = False
        read = task.paragraph.text[begin:end]
        if assignment is None and not self.where.cells:
            todo = "原文写明了单位时补上，没有写则删去这一条；若是标题，改作 section"
            self.outline.doubts.append(Doubt(typeset(read[:40]), "没有读到责任单位", todo, text))
        elif why:
            self.outline.doubts.append(Doubt(typeset(read[:40]), why, "对照原文核对任务文字和责任单位", text))

    def _flush(self, following: Mark | None = None) -> None:
        """Close an open task that got no assignment; a short numbered line above deeper numbers is a heading."""
        if self.open is None:
            return
        task = self.open
        deeper = following is not None and task.mark is not None and following.style > task.mark.style
        if deeper and task.mark and task.lines == 1 and len(task.paragraph.text) <= _LONG:
            self.open = None
            self._heading(task.paragraph, task.mark.style)
        else:
            self._close(None)

    def _drop(self, line: Paragraph, why: str) -> None:
        self.outline.noise.append((line.span(0, len(line.text)), why))

    def _words(self, line: Paragraph, start: int, end: int | None = None) -> str:
        span = line.span(start, len(line.text) if end is None else end)
        return typeset(self.outline.words(self.source, span)).rstrip("。")


def _inner_cells(line: Paragraph) -> tuple[Cell, ...]:
    """Return the leaders whom a heading names under a label in brackets (一、工业经济(牵头领导:叶露中))."""
    matches = list(LABEL.finditer(line.text))
    ends = [*(match.start() for match in matches[1:]), len(line.text.rstrip(")。"))]
    return tuple(
        Cell(label_of(match), line.span(match.end(), end), from_heading=True)
        for match, end in zip(matches, ends, strict=True)
        if end > match.end()
    )


def _walk_report(source: Source, body: list[Paragraph], outline: Outline) -> None:
    """Walk a work report: under chapter and (一) headings each paragraph is one measure."""
    where = Where()
    for paragraph in body:
        found = mark(source, paragraph)
        heads = found is not None and (
            found.style == Style.CHAPTER or (found.style == Style.SECTION and "。" not in paragraph.text)
        )
        span = paragraph.span(0, len(paragraph.text))
        if heads and found is not None:
            where.set(found.style, typeset(outline.words(source, span)).rstrip("。"))
        elif not where.section:
            outline.intro.append(paragraph)
        else:
            outline.drafts.append(Draft(where.chapter, where.section, None, span, None))
