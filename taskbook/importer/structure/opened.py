"""Importer: the task whose assignment has not come yet, and the drafts that are made of such tasks (part of split).

In: from the walk, lines and parts of lines in printed order. Out: drafts, headings in force, noise and doubts in the
outline; numbered tasks that one assignment behind them closes together.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.brackets import LOOSE, unit_brackets
from taskbook.importer.structure.headings import Where
from taskbook.importer.structure.lines import Mark, Style, mark, merge, without
from taskbook.importer.structure.outline import Draft, Outline
from taskbook.labels import ABOVE, LABEL, label_of, roles_of
from taskbook.text import fold_text, typeset

LONG = 60
"""Characters of a line that can still be a heading."""
_TITLE, _SENTENCE = 40, 6
"""Characters of a title before the sentences that lead in; of the shortest of those."""
_SHOWN = 40
_FIGURE = re.compile(r"\d(?:%|个百分点|[万亿千百余多]|[个所家户套座条公平亩人名项件处台辆次吨])")
_NOBODY = "没有读到责任单位"
_ADD = "原文写明了单位时补上，没有写则删去这一条；若是标题，改作 section"


@dataclass(slots=True)
class Opened:
    """A task whose assignment has not come yet: its words so far."""

    mark: Mark | None
    start: int
    end: int
    paragraph: Paragraph
    lines: int = 1
    labelled: bool = False


@dataclass(slots=True)
class Drafts:
    """The drafts of a body, gathered line by line."""

    source: Source
    outline: Outline
    where: Where = field(default_factory=Where)
    open: Opened | None = None
    heading_last: bool = False
    item: Mark | None = None
    titled: list[int] = field(default_factory=list)
    headed: set[int] = field(default_factory=set)
    intros: list[tuple[str, str, Span]] = field(default_factory=list)

    def heading(self, line: Paragraph, style: Style) -> None:
        """Put a line in force as a heading; sentences behind a numbered title lead in, and are left out."""
        self.flush()
        line = line if style == Style.PLAIN else self._without_intro(line)
        self.headed.add(line.key.places[0])
        self.where.set(style, self.words(line, 0))
        self.where.note(style, line, len(self.outline.drafts))
        self.heading_last = True
        self.item = None

    def _without_intro(self, line: Paragraph) -> Paragraph:
        """Take the sentences behind a title ((一)育苗计划。围绕…,实施如下项目:) out of its line."""
        found, stop = mark(self.source, line), line.text.find("。")
        rest = line.text[stop + 1 :]
        title = line.text[found.end : stop] if found else ""
        if stop < 0 or not 0 < len(title) <= _TITLE or len(rest) < _SENTENCE or "(" in rest[:1] or LABEL.search(rest):
            return line
        if _FIGURE.search(title) or title.count("(") != title.count(")"):
            return line
        span = line.span(stop + 1, len(line.text))
        self.outline.noise.append((span, "标题之后的引言，不是任务"))
        self.intros.append((self.words(line, 0, stop), typeset(rest), span))
        return without(line, stop, len(line.text))

    def doubt_intros(self) -> None:
        """Show once the sentences that were left out behind titles, and each behind a title without tasks."""
        used = {title for draft in self.outline.drafts for title in (draft.chapter, *draft.section)}
        todo = "是任务时，从 noise 移出，另立一条；无误则删去本条"
        heads = sorted((row[1:] for row in self.intros if row[0] in used), key=lambda row: not _FIGURE.search(row[0]))
        many = f"（全文 {len(heads)} 处）" if len(heads) > 1 else ""
        shown = [(*row, f"标题之后、各项之前的话，读作引言{many}") for row in heads[:1]]
        shown += [(*row[1:], "标题之后的话，下面没有任务") for row in self.intros if row[0] not in used]
        self.outline.doubts += [Doubt(read[:_SHOWN], why, todo, span) for read, span, why in shown]

    def title_item(self) -> Mark | None:
        """Return the number of the title right above a task's words, once (1.长江大桥, then its words)."""
        item, self.item = self.item, None
        self.titled += [len(self.outline.drafts)] if item else []
        return item

    def share_titles(self) -> None:
        """Take the number of a title from the first of several tasks under it: it is the title's."""
        drafts = self.outline.drafts
        for first in self.titled:
            here = drafts[first : first + 2]
            if len({(draft.chapter, draft.section) for draft in here}) == 1 < len(here) and here[1].item is None:
                drafts[first] = replace(here[0], item=None)

    def extend(self, line: Paragraph, end: int | None = None) -> None:
        """Let the open task's words go on in another line."""
        task = self.open
        assert task is not None
        stop = len(task.paragraph.text) + (len(line.text) if end is None else end)
        whole = merge(task.paragraph, line)
        self.open = Opened(task.mark, task.start, stop, whole, task.lines + 1, task.labelled)

    def assign(self, span: Span) -> None:
        """Give an assignment on a line of its own to the task before it."""
        if self.open is not None:
            self.close(span)
        elif self.outline.drafts:
            last = self.outline.drafts[-1]
            if last.assignment is None:
                self.outline.doubts = [d for d in self.outline.doubts if d.span != last.text]
            start = span.start if last.assignment is None else last.assignment.start
            self.outline.drafts[-1] = replace(last, assignment=Span(start, span.end))
            self._share(span)

    def remark(self, line: Paragraph, what: str, once: bool = False) -> None:
        """Note with the last task what stands behind its assignment, as far as no field holds it.

        once: it is of a kind that stands behind many tasks, and is doubted in one go.
        """
        last, span, words = self.outline.drafts[-1], line.span(0, len(line.text)), self.words(line, 0)
        self.outline.drafts[-1] = replace(last, note=words if last.note is None else f"{last.note}；{words}")
        self.outline.noise.append((span, f"任务之后的{what}"))
        todo = "写明的牵头单位补到这条任务的 lead，节点补到 milestones；无误则删去本条"
        self.outline.doubts.append(Doubt(what if once else words, "印在责任单位之后，只记作说明", todo, span))

    def close(self, assignment: Span | None, why: str = "") -> None:
        """Make a draft of the open task; why says what is odd about its assignment."""
        assert self.open is not None
        task, self.open = self.open, None
        begin, end = task.start, task.end
        while begin < end and task.paragraph.text[begin] in LOOSE:
            begin += 1
        if begin == end:
            return
        text = task.paragraph.span(begin, end)
        item = task.mark.item if task.mark else None
        self.outline.drafts.append(
            Draft(self.where.chapter, self.where.section, item, text, assignment, self.where.cells)
        )
        self.heading_last = False
        self._doubt(task.paragraph, begin, end, why or ("" if assignment or self.where.cells else _NOBODY))
        if assignment:
            self._share(assignment)

    def _doubt(self, line: Paragraph, begin: int, end: int, why: str) -> None:
        """Doubt a task without an assignment, with an odd one, or with units in brackets among its words."""
        text, read = line.span(begin, end), typeset(line.text[begin:end][:40])
        if why:
            todo = _ADD if why == _NOBODY else "对照原文核对任务文字和责任单位"
            self.outline.doubts.append(Doubt(read, why, todo, text))
        for start, stop in unit_brackets(line.text[begin:end]):
            words = typeset(line.text[begin + start : begin + stop])
            todo = "是责任单位时，从任务文字移到 responsible；无误则删去本条"
            span = line.span(begin + start, begin + stop)
            self.outline.doubts.append(Doubt(words, "括号里只有单位，未读作责任单位", todo, span))

    def _share(self, assignment: Span) -> None:
        """Give an assignment that says 以上 or 第1—3项 to the tasks before it that have none."""
        words = fold_text(self.outline.words(self.source, assignment)).lstrip("([〔【")
        match = ABOVE.match(words)
        if match is None:
            return
        drafts = self.outline.drafts
        last = drafts[-1]
        low = int(match["low"]) if match["low"] else 0
        for place in range(len(drafts) - 2, -1, -1):
            other = drafts[place]
            here = (other.chapter, other.section) == (last.chapter, last.section)
            if not here or other.assignment or int(other.item or 0 if (other.item or "").isdecimal() else 0) < low:
                break
            drafts[place] = replace(other, shared=assignment)
            self.outline.doubts = [d for d in self.outline.doubts if d.span != other.text or d.why != _NOBODY]

    def share_helpers(self) -> None:
        """Give units that help, named behind the last task under a heading of units, to all tasks under it; doubted."""
        drafts = self.outline.drafts
        for last, below in zip_longest(drafts, drafts[1:]):
            head = (last.chapter, last.section)
            if last.assignment is None or (below and (below.chapter, below.section) == head):
                continue
            words = fold_text(self.outline.words(self.source, last.assignment))
            label = LABEL.match(words) if "\n" in self.source.raw[last.text.end : last.assignment.start] else None
            if label is None or roles_of(label_of(label)) != ("assist",):
                continue
            group = [
                n for n, draft in enumerate(drafts) if (draft.chapter, draft.section) == head and draft is not last
            ]
            alone = all(drafts[n].cells and not drafts[n].assignment and not drafts[n].shared for n in group)
            if not group or not alone:
                continue
            for n in group:
                drafts[n] = replace(drafts[n], shared=last.assignment)
            why = f"写在单位标题下最后一条任务之后，读作标题下 {len(group) + 1} 条任务的协办单位"
            todo = "只管最后一条时，从其余各条的 assist 删去；无误则删去本条"
            self.outline.doubts.append(Doubt(words, why, todo, last.assignment))

    def flush(self, following: Mark | None = None) -> None:
        """Close an open task that got no assignment; a short numbered line above deeper numbers is a heading."""
        if self.open is None:
            return
        task = self.open
        deeper = following is not None and task.mark is not None and following.style > task.mark.style
        if deeper and task.mark and task.lines == 1 and len(task.paragraph.text) <= LONG:
            self.open = None
            self.heading(task.paragraph, task.mark.style)
        else:
            self.close(None)

    def drop(self, line: Paragraph, why: str) -> None:
        """Take a line out as noise."""
        self.outline.noise.append((line.span(0, len(line.text)), why))

    def words(self, line: Paragraph, start: int, end: int | None = None) -> str:
        """Return a heading's words."""
        span = line.span(start, len(line.text) if end is None else end)
        return typeset(self.outline.words(self.source, span)).rstrip("。：")

    def suspect(self) -> None:
        """Say of numbered tasks without an assignment that the one behind a following task may be meant for them."""
        drafts, doubts = self.outline.drafts, self.outline.doubts
        after: Draft | None = None
        for draft in reversed(drafts):
            if draft.assignment or draft.shared:
                after = draft if draft.assignment else after
                continue
            here = after is not None and (draft.chapter, draft.section) == (after.chapter, after.section)
            if after is None or not here or not (draft.item and after.item):
                after = None
                continue
            for place, doubt in enumerate(doubts):
                if doubt.span == draft.text and doubt.why == _NOBODY:
                    why = f"{_NOBODY}；第{after.item.strip('（）')}条之后的可能也管本条"
                    doubts[place] = replace(doubt, why=why, todo="也管本条时，把单位补到本条；否则删去本条")
