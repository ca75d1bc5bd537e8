"""Importer: which numbers count tasks and which head them, found from where the assignments stand (part of split).

In: the body's lines with their numbers and assignments. Out: the styles that count tasks, those whose lines hold
several, and the numbered lines that are titles of the words below them.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.brackets import LOOSE, Part, close
from taskbook.importer.structure.headings import COUNT
from taskbook.importer.structure.lines import Mark, Style, mark, merge
from taskbook.labels import LABEL, TEXT_LABEL, UNKNOWN_LABEL, label_of, roles_of

_SHORT = 30
_TOPIC = 12
_BROKEN = 3


@dataclass(frozen=True, slots=True)
class Numbering:
    """The body's lines, the number that each begins with, the assignments in each; heads: headings that name units."""

    lines: list[Paragraph]
    marks: list[Mark | None]
    parts: list[list[Part]]
    heads: frozenset[int] = frozenset()

    def task_styles(self) -> frozenset[Style]:
        """Find the styles of which most lines have one assignment for all that is under them."""
        hits: dict[Style, list[bool]] = {}
        titles = self.titles()
        for index, found in enumerate(self.marks):
            if found is not None:
                heads = index in self.heads or (index in titles and found.style <= Style.SECTION)
                hits.setdefault(found.style, []).append(not heads and self._is_one(index, found))
        styles = {style for style, rows in hits.items() if sum(rows) * 10 >= len(rows) * 6}
        if not styles and self.heads:
            styles = set(self._headed())
        if not styles and hits:
            styles = {max(hits, key=lambda style: (sum(hits[style]) / len(hits[style]), style))}
        return frozenset(styles)

    def _headed(self) -> Iterator[Style]:
        """Yield the styles that count tasks under headings that name units: titles over deeper numbers count none."""
        for index in self.heads:
            below = index + 1
            while (after := self.marks[below + 1 : below + 2]) and self._is_above(below, after[0]):
                below += 1
            if found := self.marks[below]:
                yield found.style

    def _is_above(self, index: int, after: Mark | None) -> bool:
        found, text = self.marks[index], self.lines[index].text
        deeper = found is not None and after is not None and after.style > found.style
        return deeper and len(text) <= _SHORT and text[-1] not in "。;"

    def several(self) -> frozenset[Style]:
        """Find the styles with lines that hold more than one task."""
        return frozenset(
            found.style
            for found, parts in zip(self.marks, self.parts, strict=True)
            if found and sum(part.assignment is not None for part in parts) > 1
        )

    def seldom(self) -> frozenset[Style]:
        """Find the styles of which most lines with assignments hold one."""
        rows = [(found.style, parts) for found, parts in zip(self.marks, self.parts, strict=True) if found and parts]
        tally = Counter[Style]()
        for style, parts in rows:
            tally[style] += 1 if sum(part.assignment is not None for part in parts) > 1 else -1
        return frozenset(style for style, balance in tally.items() if balance < 0)

    def titles(self) -> frozenset[int]:
        """Find numbered lines without a mark at their end that stand above words with an assignment of their own."""
        return frozenset(index for index in range(len(self.lines) - 1) if self._is_title(index))

    def _is_title(self, index: int) -> bool:
        found, text, below = self.marks[index], COUNT.sub("", self.lines[index].text), self.lines[index + 1].text
        if found is None or self.parts[index] or self.marks[index + 1] or LABEL.search(text):
            return False
        many = text[-1] == "。" and self._stands_over_several(index)
        if len(text) > (2 * _SHORT if many and found.style <= Style.SECTION else _SHORT):
            return False
        closed = text[-1] in "。;:,、!?)" and not (text[-1] == "。" and (many or found.style <= Style.SECTION))
        if closed or LABEL.match(below) or TEXT_LABEL.match(below):
            return False
        if text[-1] == "。" and UNKNOWN_LABEL.match(below) and self._labelled(index + 2):
            return False  # (一)…项目。 above 资金来源:… and 目标任务:… is the task's name
        parts = self.parts[index + 1]
        named = self._labelled(index + 2) and len(below) <= _SHORT  # a task's name above 目标任务:…
        return bool(below[: parts[0].end].strip(LOOSE + "(")) if parts else below[-1] in "。" or named

    def _labelled(self, index: int) -> bool:
        """Whether a line begins with a label of a task's words or of who answers."""
        text = self.lines[index].text if index < len(self.lines) else ""
        return bool(LABEL.match(text) or TEXT_LABEL.match(text))

    def _stands_over_several(self, index: int) -> bool:
        """Tell one sentence without a figure that stands over several tasks without a number, each with its units."""
        found, text = self.marks[index], self.lines[index].text
        end = index + 1
        while end < len(self.lines) and self.marks[end] is None:
            end += 1
        rows = [
            part
            for line, parts in zip(self.lines[index + 1 : end], self.parts[index + 1 : end], strict=True)
            for part in parts
            if part.assignment is not None and line.text[part.start : part.end].strip(LOOSE + "()")
        ]
        start = found.end if found else 0
        return len(rows) > 1 and "。" not in text[:-1] and not re.search(r"\d", text[start:])

    def heads_all(self, index: int) -> bool:
        """Tell a short title with units in brackets, meant for the deeper numbers under it that have none."""
        found, parts, text = self.marks[index], self.parts[index], self.lines[index].text
        if found is None or found.style > Style.SECTION or len(parts) != 1 or _roles(text) <= {"leaders"}:
            return False
        title, below = text[found.end : parts[0].end], index + 1
        topic = "leaders" in _roles(text) or (len(title) <= _TOPIC and not re.search(r"\d", title))
        if not topic or len(title) > _SHORT or set(title) & set(",。;") or text[parts[0].end] != "(":
            return False
        while below < len(self.lines) and ((after := self.marks[below]) is None or after.style > found.style):
            if self.parts[below] or LABEL.match(self.lines[below].text):
                return False
            below += 1
        return sum(after is not None for after in self.marks[index + 1 : below]) > 1

    def _is_one(self, index: int, found: Mark) -> bool:
        """Whether exactly one assignment stands behind a number, before the next of its weight.

        A single deeper number makes it a heading of one task.
        """
        end = index + 1
        while end < len(self.lines) and ((after := self.marks[end]) is None or after.style > found.style):
            end += 1
        deeper = sum(self.marks[n] is not None for n in range(index + 1, end))
        events = [self._events(n, deeper > 0) for n in range(index, end)]
        return any(events) if not deeper else sum(events) == 1 and deeper > 1

    def _events(self, index: int, deeper: bool) -> int:
        """Count the assignments that a line begins; a label behind another label's line goes on with that one."""
        text, parts = self.lines[index].text, self.parts[index]
        if index in self.heads or (deeper and (names_leaders_only(text) or self.heads_all(index))):
            return 0
        if LABEL.match(text):
            return int(not (index and LABEL.match(self.lines[index - 1].text)))
        return sum(part.assignment is not None for part in parts)


def names_leaders_only(text: str) -> bool:
    """Tell a line whose labels name leaders and nobody else: above deeper numbers it heads them."""
    return _roles(text) == {"leaders"}


def _roles(text: str) -> set[str]:
    return {role for match in LABEL.finditer(text) for role in roles_of(label_of(match))}


def whole_lines(source: Source, lines: list[Paragraph]) -> list[Paragraph]:
    """Join lines of which the first breaks off inside an assignment's bracket."""
    joined: list[Paragraph] = []
    index = 0
    while index < len(lines):
        line, taken = lines[index], 1
        if not line.cells and _breaks_off(line.text):
            below = lines[index + 1 : index + 1 + _BROKEN]
            ends = next((n for n, row in enumerate(below, 1) if ")" in row.text), 0)
            if ends and not any(row.cells or mark(source, row) for row in below[:ends]):
                for row in below[:ends]:
                    line = merge(line, row)
                taken += ends
        joined.append(line)
        index += taken
    return joined


def _breaks_off(text: str) -> bool:
    opening = text.rfind("(")
    return opening >= 0 and bool(LABEL.search(text, opening)) and not close(text, opening)[1] and text[-1] != "。"
