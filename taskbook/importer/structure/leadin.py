"""Importer: the first sentence behind a number, where the line goes on with several tasks: a heading (part of split).

In: a line, its number and assignments. Out: where the heading ends, and how sure that is; the doubts of a document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from taskbook.importer.doubt import Doubt
from taskbook.importer.promises.verbs import begins_with_verb
from taskbook.importer.read import Paragraph
from taskbook.importer.structure.brackets import Part
from taskbook.importer.structure.lines import Mark, Style
from taskbook.text import typeset

_TITLE = 40
"""Characters of a first sentence that can still be a title."""
_FIGURE = re.compile(
    r"\d(?:%|个百分点|[万亿千百余多]|个(?!方面|重点|专项)|[所家户套座条公平亩人名项件处台辆次吨米倍场期批张座幢栋])"
)
"""What a first sentence promises rather than names."""
_NAME = re.compile(
    "(?:部门|单位|分工|指标|目标|任务|工程|行动|方面|领域|项目|事项|工作|计划|规划|体系|类|实事|清单|举措|措施)$"
)
"""How a sentence ends that only names what follows (主要指标的责任部门)."""
_KEPT = "编号后的第一句也可能是这一段几条任务的标题，读作第一条任务的开头"
_MAYBE_HEAD = "是后面几条的标题时，移到 section；无误则删去本条"
_HEADED = "编号后的短句读作这一段几条任务的标题，各条不记序号"
_MAYBE_TASK = "是第一条任务的话时，移回任务文字，并补上 item；无误则删去本条"
_SHOWN = 3


@dataclass(slots=True)
class LeadIns:
    """The first sentences of a document that were kept with the first task, and the headings that are not sure."""

    kept: list[Paragraph] = field(default_factory=list)
    headed: list[Paragraph] = field(default_factory=list)

    def doubts(self) -> Iterator[Doubt]:
        """Yield one doubt for each of the two, with the first places."""
        for lines, why, todo in ((self.kept, _KEPT, _MAYBE_HEAD), (self.headed, _HEADED, _MAYBE_TASK)):
            if lines:
                shown = "；".join(typeset(line.text[: first_stop(line.text)][:30]) for line in lines[:_SHOWN])
                span = lines[0].span(0, len(lines[0].text))
                yield Doubt(shown, why + (f"（全文 {len(lines)} 处）" if len(lines) > 1 else ""), todo, span)

    def end(self, line: Paragraph, found: Mark, parts: Sequence[Part], several: frozenset[Style], few: bool) -> int:
        """Return where a line's heading ends, 0 where it has none.

        Under chapters and sections all lines have one where one of them holds several tasks; few: most hold one. A
        lesser number has one only in the line itself, and only a name: else it may as well count its first task.
        """
        stop, many = first_stop(line.text), sum(part.assignment is not None for part in parts) > 1
        title = line.text[found.end : stop]
        name = bool(_NAME.search(title)) and not begins_with_verb(title)
        if not (many if found.style > Style.SECTION else found.style in several):
            return 0
        lesser = found.style > Style.SECTION and not name
        if lesser or len(title) > _TITLE or _FIGURE.search(title):
            self.kept += [line] if many else []
            return 0
        if few and found.style != Style.SECTION and not name:
            self.headed.append(line)
        return stop


def first_stop(text: str) -> int:
    """Return where the first sentence of a line ends; -1 where no full stop does."""
    return text.find("。")
