"""Importer: one pass over the body's lines: which begin tasks, head them, go on with them, assign them (part of split).

In: the body's lines. Out: drafts, headings and noise in the outline (see opened). Which style of number counts tasks is
found from where the assignments stand.
"""

import re
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.roles.telling import is_assignment
from taskbook.importer.structure.around import HEAD, Around
from taskbook.importer.structure.body import (
    OPENING,
    Body,
    above_all,
    heads_sections,
    is_paragraph,
    past_annex,
    unit_heads,
)
from taskbook.importer.structure.brackets import LOOSE, Bare, Part, assigned_parts
from taskbook.importer.structure.either import either
from taskbook.importer.structure.headings import check_counts, inner_cells, is_plain_heading, without_empty
from taskbook.importer.structure.leadin import LeadIns, first_stop
from taskbook.importer.structure.lines import Mark, Style, mark
from taskbook.importer.structure.noise import is_footer
from taskbook.importer.structure.numbering import Numbering
from taskbook.importer.structure.opened import Drafts, Opened
from taskbook.importer.structure.outline import Cell, Outline
from taskbook.labels import LABEL, PROGRESS, STEP, TEXT_LABEL, label_of, past_label, roles_of
from taskbook.text import typeset

_INTRO = re.compile(
    r".*(?:制[定订]|提出|明确)[^。]{0,20}如下[::。]|.{0,120}(?:如下|分解|分工|责任分工|安排)[::。]?|.{0,120}:|.{0,120}以下.{0,10}(?:工作|任务|事项|实事)。"
)
_LED = re.compile("由[^,;。]{2,}?牵头(?=[,;。]|$)")
_INNER = re.compile("。(?:资金|经费|投资|建设|项目|实施)[\u4e00-\u9fff]{2,4}:")
_FEW = 3
_MAYBE = "是任务时，从 section 移出，另立一条；无误则删去本条"
_APART = "单位标题下没有序号的段落，一段读作一条任务"
_SHORT = "没有序号的短行，下面一段自己写明了单位，读作标题"
_HEADLESS = "是下面一条任务的文字时，并入任务文字；无误则删去本条"
_ONE = "几段是同一条任务时，并作一条；无误则删去本条"
_ABOVE = "几项之后写明上述各项由谁负责，没有序号的段落一段读作一条任务，都由其负责"
_LED_BY = "领导名下、单位标题之前的一段，读作总述，没有读作任务"
_RARE = "括号里只有单位，没有写明职责，读作责任单位"


@dataclass(slots=True)
class Walk:
    """One pass over the body's lines."""

    source: Source
    outline: Outline
    body: Body
    lines: list[Paragraph]
    to: Drafts
    styles: frozenset[Style] = frozenset()
    several: frozenset[Style] = frozenset()
    seldom: frozenset[Style] = frozenset()
    leads: LeadIns = field(default_factory=LeadIns)
    titles: frozenset[int] = frozenset()
    owned: frozenset[int] = frozenset()
    led: frozenset[Style] = frozenset()
    marks: list[Mark | None] = field(default_factory=list)
    parts: list[list[Part]] = field(default_factory=list)
    sentences: list[Paragraph] = field(default_factory=list)
    heads: list[Paragraph] = field(default_factory=list)
    around: Around = field(init=False)

    def run(self) -> None:
        """Take all lines."""
        self.marks = [mark(self.source, line) for line in self.lines]
        self.parts = [self._parts(index) for index in range(len(self.lines))]
        self.owned = unit_heads(self.lines, self.marks)
        found = Numbering(self.lines, self.marks, self.parts, self.owned)
        self.styles, self.several, self.titles = found.task_styles(), found.several(), found.titles()
        self.seldom = found.seldom()
        marked = [(index, found.style) for index, found in enumerate(self.marks) if found]
        self.styles &= {style for index, style in marked if index not in self.owned}
        self.around = Around(self.lines, self.marks, self.parts, self.owned, self.styles)
        index = 0
        if self.body.titled:
            self.to.where.set(Style.PLAIN, self._title())
            index = 1
        while index < len(self.lines):
            index += self._line(index)
        self.to.flush()
        if self.body.titled and not any(
            self._title() in (draft.chapter, *draft.section) for draft in self.outline.drafts
        ):
            self.to.drop(self.lines[0], "附件的标题，不是任务的标题")
        self.to.share_titles()
        self.to.share_helpers()
        self.to.suspect()
        self.to.doubt_intros()
        without_empty(self.outline, self.to.where)
        for line in self.sentences if len(self.sentences) < _FEW else ():
            words, span = self.to.words(line, 0), line.span(0, len(line.text))
            self.outline.doubts.append(Doubt(words, "像一句话，读作了标题", _MAYBE, span))
        self.outline.doubts.extend(either(self.lines, self.marks, self._without_owned(), self.heads, self.to.headed))
        self.outline.doubts.extend(self.leads.doubts())
        self.outline.doubts.extend(check_counts(self.to.where, self.outline.drafts))

    def _title(self) -> str:
        """Return the title that opens the body."""
        return self.to.words(self.lines[0], past_annex(self.lines[0]))

    def _without_owned(self) -> list[list[Part]]:
        """Return the parts of all lines but headings that name units."""
        return [[] if index in self.owned else parts for index, parts in enumerate(self.parts)]

    def _parts(self, index: int) -> list[Part]:
        """Cut a line at its assignments; units in a bracket before a line with a label of units are words."""
        below = LABEL.match(self.lines[index + 1].text) if index + 1 < len(self.lines) else None
        labelled = below is not None and not {"leaders", "due"}.issuperset(roles_of(label_of(below)))
        bare = Bare.NEVER if labelled and self.body.bare is Bare.LAST else self.body.bare
        return assigned_parts(self.lines[index].text, bare, _RARE if self.body.rare else "")

    def _line(self, index: int) -> int:
        """Take one line, or a label and its value below; return how many."""
        line, found, parts = self.lines[index], self.marks[index], self.parts[index]
        if is_footer(self.lines, index) and not found:
            self.to.drop(line, "网页文字")
        elif index in self.owned and (found is None or found.style not in self.styles):
            self.to.heading(line, found.style if found else Style.PLAIN)
        elif match := LABEL.match(line.text):
            return self._label(index, match)
        elif not parts and (match := OPENING.match(line.text)):
            self._opening(line, match)
        elif match := TEXT_LABEL.match(line.text):
            self._text_label(index, match)
        elif PROGRESS.match(line.text) and self._goes_back(index):
            self.to.remark(line, "进度安排")
        elif STEP.match(line.text) and not parts and self._goes_back(index):
            self.to.remark(line, "分步进度", once=True)
        elif parts and found and self.around.names_all(index, found):
            self.to.heading(line, found.style)
            self.to.where.given[found.style] = inner_cells(line)
        elif parts and found and self.around.heads_tasks(index, found):
            self.to.heading(line, found.style)
            if who := tuple(cell for cell in inner_cells(line) if _of_leaders(cell)):
                self.to.where.given[found.style] = who
            self.heads.append(line)
        elif parts:
            self._assigned(index)
        elif found:
            self._numbered(index, found)
        elif self._is_charge(index):
            self._charge(line)
        elif is_plain_heading(line):
            self.to.heading(line, Style.PART)
        else:
            self._plain(index)
        return 1

    def _goes_back(self, index: int) -> bool:
        """Tell how far a task is to come by when, behind who answers for it; no assignment follows."""
        below = LABEL.match(self.lines[index + 1].text) if index + 1 < len(self.lines) else None
        behind = index and LABEL.match(self.lines[index - 1].text)
        follows = below and not (behind and roles_of(label_of(below)) == ("due",))
        return self.to.open is None and not self.to.heading_last and bool(self.outline.drafts) and not follows

    def _label(self, index: int, match: re.Match[str]) -> int:
        """Take a line that begins with a label (责任单位: …); its value may stand on the next line.

        Right under a heading it holds for all tasks there, and is a heading itself.
        """
        line, taken = self.lines[index], 1
        span, value = line.span(0, len(line.text)), line.span(match.end() - 1, len(line.text))
        empty = match.end() == len(line.text)
        if (empty or line.text[-1] in "、,:") and index + 1 < len(self.lines) and self.around.is_value(index + 1):
            below = self.lines[index + 1].span(0, len(self.lines[index + 1].text))
            span, value, taken = Span(span.start, below.end), below if empty else Span(value.start, below.end), 2
        if self.to.open is None and self.to.heading_last:
            title = typeset(self.outline.words(self.source, span)).rstrip("。；")
            self.to.where.add(title, Cell(label_of(match), value, from_heading=True))
        else:
            self.to.assign(span)
        return taken

    def _opening(self, line: Paragraph, match: re.Match[str]) -> None:
        """Take a task that opens with who answers for it: that is a heading of this task alone."""
        self.to.flush()
        cells = [
            Cell(role, line.span(*match.span(role)), from_heading=True)
            for role in ("leaders", "lead", "assist")
            if match[role]
        ]
        self.to.where.add(self.to.words(line, 0, match.end() - 1), *cells)
        self.to.open = Opened(self.to.title_item(), match.end(), len(line.text), line)
        self.to.heading_last = False

    def _text_label(self, index: int, match: re.Match[str]) -> None:
        """Take 目标任务: …; a numbered line right before it is its heading.

        Behind an assignment it may say which of the units leads (工作要求:由市教育局牵头,…): that is left to the clerk.
        """
        line = self.lines[index]
        led = _LED.match(line.text, match.end()) if self._goes_back(index) else None
        if led and is_assignment(led.group()):
            self.to.remark(line, "工作要求")
            return
        if self.to.open is not None and (self.to.open.labelled or not self._is_name() or self._named()):
            self.to.extend(line)
            return
        item = None
        if self.to.open is not None:
            item = self.to.open.mark
            self.to.where.set(Style.NAME, self.to.words(self.to.open.paragraph, 0))
            self.to.open = None
        if match.end() < len(line.text):
            self.to.open = Opened(item, match.end(), len(line.text), line, labelled=True)
        elif index + 1 < len(self.lines):
            self.to.open = Opened(item, len(line.text), len(line.text), line, lines=0, labelled=True)

    def _is_name(self) -> bool:
        """Tell an open task that is but a name: numbered, or a short line that ends without a mark."""
        text = self.to.open.paragraph.text if self.to.open is not None else ""
        return bool(self.to.open and self.to.open.mark) or (len(text) <= HEAD and text[-1:] not in tuple("。;:,、"))

    def _heads_name(self, index: int) -> bool:
        """Tell that an open line without number was a heading: a task's name stands below, above 目标任务:…."""
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        alone = self.to.open is not None and self.to.open.mark is None and self.to.open.lines == 1
        return (
            alone and self._is_name() and bool(TEXT_LABEL.match(below)) and self.lines[index].text[-1] not in "。;,、"
        )

    def _take_as_heading(self) -> None:
        assert self.to.open is not None
        line, self.to.open = self.to.open.paragraph, None
        self.to.heading(line, Style.PLAIN)

    def _named(self) -> bool:
        """Tell an open task whose number and name have a label of their own below (（一）…项目。资金来源:…)."""
        return self.to.open is not None and bool(_INNER.search(self.to.open.paragraph.text, self.to.open.start))

    def _assigned(self, index: int) -> None:
        """Take a line that holds assignments."""
        line, found, parts = self.lines[index], self.marks[index], self.parts[index]
        if parts[0].start == 0 and parts[0].assignment and not line.text[: parts[0].end].strip(LOOSE + "("):
            self.to.assign(line.span(*parts[0].assignment))
            parts = parts[1:]
        elif self.to.open is not None and (found is None or found.style not in self.styles):
            if self._continues(found):
                self.to.extend(line, parts[0].end)
                assert parts[0].assignment is not None
                self.to.close(line.span(*parts[0].assignment), why=parts[0].why)
                parts = parts[1:]
            else:
                self.to.flush(found)
        elif self.to.open is not None:
            self.to.flush(found)
        if found and found.style in self.led:
            self.to.where.end(found.style)
        if parts and (start := self._lead_in(line, found, parts)):
            parts = [Part(max(part.start, start), part.end, part.assignment, part.why) for part in parts]
        for part in parts:
            self._part(line, part)

    def _continues(self, found: Mark | None) -> bool:
        task = self.to.open
        return task is None or found is None or task.mark is None or found.style > task.mark.style

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
        self.to.flush(found)
        self.to.open = Opened(found or self.to.title_item(), begin, part.end, line)
        if part.assignment:
            self.to.close(line.span(*part.assignment), why=part.why)

    def _lead_in(self, line: Paragraph, found: Mark | None, parts: list[Part]) -> int:
        """Take a heading that opens a task's line ((一)推动产业集群升级。围绕…); return where the words begin.

        Above deeper numbers in its own line (1.优化流程。(1)…(2)…) it is one in any document, however long.
        """
        if found is None:
            return 0
        stop = first_stop(line.text)
        if stop < 0 or parts[0].assignment is None or stop + 1 >= parts[0].assignment[0]:
            return 0
        first = mark(self.source, line, stop + 1)
        deeper = first is not None and first.style > found.style and first.value == 1
        deeper = deeper and len(parts) > 1 and self._is_next(line, parts[1], first)
        if not deeper and not self.leads.end(line, found, parts, self.several, found.style in self.seldom):
            return 0
        self.led = self.led | {found.style} if deeper or found.style > Style.SECTION else self.led
        self.to.where.set(found.style, self.to.words(line, 0, stop))
        return stop + 1

    def _is_next(self, line: Paragraph, part: Part, first: Mark | None) -> bool:
        """Whether a part begins with the number behind another one in its line."""
        start = part.start + len(line.text[part.start :]) - len(line.text[part.start :].lstrip(LOOSE + ")"))
        found = mark(self.source, line, start)
        return found is not None and first is not None and (found.style, found.value) == (first.style, first.value + 1)

    def _numbered(self, index: int, found: Mark) -> None:
        line = self.lines[index]
        if index in self.titles:
            self.to.flush()
            self.to.heading(line, found.style if found.style <= Style.SECTION else Style.PLAIN)
            self.to.item = found if found.style > Style.SECTION else None
            return
        if self.to.open is not None and found.style > max(self.styles, default=Style.PART) and self._continues(found):
            self.to.extend(line)
        elif found.style in self.styles and not self.around.is_title(index):
            self.to.flush(found)
            begin = past_label(line.text, found.end)
            lines = int(begin < len(line.text))
            self.to.open = Opened(found, begin, len(line.text), line, lines=lines, labelled=begin > found.end)
            self.to.heading_last = False
        else:
            self.to.flush(found)
            self.to.heading(line, found.style)

    def _plain(self, index: int) -> None:
        """Take a line without number: a heading, an introduction, the going on of a task, or a task."""
        line = self.lines[index]
        after = self.marks[index + 1] if index + 1 < len(self.lines) else None
        ends = self.to.open is None or self.to.open.lines > 0
        heads = after is not None and after.style in self.styles and len(line.text) <= 40 and "。" not in line.text[:-1]
        above = self.to.heading_last or not self.outline.drafts
        if self.to.open is None and above and after and _INTRO.fullmatch(line.text):
            self.to.drop(line, "引言，不是任务")
        elif ends and Style.SECTION not in self.styles and heads_sections(self.source, self.lines, index):
            self.to.heading(line, Style.PART)
        elif heads and ends and self._is_plain_title(line.text):
            self.to.heading(line, Style.PLAIN)
            self.sentences += [line] if line.text.endswith("。") else []
        elif self.to.open is None and self.around.heads_paragraph(index):
            self.to.heading(line, Style.PLAIN)
            words, span = self.to.words(line, 0), line.span(0, len(line.text))
            self.outline.doubts.append(Doubt(words, _SHORT, _HEADLESS, span))
        elif self._heads_name(index):
            self._take_as_heading()
            self.to.open = Opened(None, 0, len(line.text), line)
        elif self.to.open is not None and not self._begins_anew(index):
            self.to.extend(line)
        else:
            self.to.flush()
            self.to.open = Opened(self.to.title_item(), 0, len(line.text), line)
            self.to.heading_last = False

    def _is_charge(self, index: int) -> bool:
        """Tell what a leader has charge of (全面负责政府工作。), between the leader's heading and that of a unit."""
        led = any(cell.label == "leaders" for cell in self.to.where.cells)
        if not led or self.to.open is not None or not self.to.heading_last or index - 1 in self.owned:
            return False
        return index + 1 in self.owned and is_paragraph(self.lines[index])

    def _charge(self, line: Paragraph) -> None:
        todo, words = "是任务时，从 noise 移出，另立一条；无误则删去本条", self.to.words(line, 0)[:40]
        self.to.drop(line, "领导负责的总述，不是任务")
        self.outline.doubts.append(Doubt(words, _LED_BY, todo, line.span(0, len(line.text))))

    def _begins_anew(self, index: int) -> bool:
        """Tell another task without a number, under a unit's heading or above who answers for all of them."""
        task, line = self.to.open, self.lines[index]
        if task is None or task.mark or not is_paragraph(line) or not is_paragraph(task.paragraph):
            return False
        shared = index in above_all(self.lines, self.marks)
        if not (self.owned or shared):
            return False
        if not any("没有序号" in doubt.why for doubt in self.outline.doubts):
            words, span = self.to.words(line, 0), line.span(0, len(line.text))
            self.outline.doubts.append(Doubt(words[:40], _ABOVE if shared else _APART, _ONE, span))
        return True

    def _is_plain_title(self, text: str) -> bool:
        """Tell a title from a sentence with a full stop, which heads only under a heading or where such titles do."""
        usual = self.to.open is None and (self.to.heading_last or Style.PLAIN in self.to.where.titles)
        return text[-1] not in "。；;" or (usual and not re.search(r"\d|；|;$", text))


def _of_leaders(cell: Cell) -> bool:
    return roles_of(cell.label) == ("leaders",)
