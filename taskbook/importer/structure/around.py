"""Importer: what stands around a line of the body, as far as it tells what the line is (part of walk).

In: the body's lines, the number that each begins with, the assignments in each, the styles that count tasks. Out: yes
or no.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taskbook.importer.read import Paragraph
from taskbook.importer.structure.brackets import Part, only_assigns
from taskbook.importer.structure.lines import Mark, Style
from taskbook.importer.structure.numbering import Numbering, names_leaders_only
from taskbook.importer.structure.opened import LONG
from taskbook.labels import LABEL, TEXT_LABEL

HEAD = 40
"""Characters of a line without number that can be a heading."""
_TOPIC = 8


@dataclass(frozen=True, slots=True)
class Around:
    """The body's lines with what was found in each; owned are the headings that name units."""

    lines: Sequence[Paragraph]
    marks: Sequence[Mark | None]
    parts: Sequence[list[Part]]
    owned: frozenset[int]
    styles: frozenset[Style]

    def names_all(self, index: int, found: Mark) -> bool:
        """Tell a heading that names those who answer for all tasks under it."""
        leaders = found.style not in self.styles and names_leaders_only(self.lines[index].text)
        return leaders or Numbering(list(self.lines), list(self.marks), list(self.parts), self.owned).heads_all(index)

    def heads_tasks(self, index: int, found: Mark) -> bool:
        """Tell a title with units behind it (一、扩大内需(市发改委负责)) above deeper numbers with their own."""
        parts, text = self.parts[index], self.lines[index].text
        if (
            found.style in self.styles
            or len(parts) != 1
            or "。" in text[: parts[0].end].rstrip("。")
            or len(text) > 2 * LONG
        ):
            return False
        after = next((mark for mark in self.marks[index + 1 :] if mark), None)
        return after is not None and after.style > found.style

    def is_value(self, index: int) -> bool:
        """Tell a line that can be the value of the label above it."""
        text = self.lines[index].text
        return not (self.marks[index] or LABEL.match(text) or TEXT_LABEL.match(text) or self.parts[index])

    def is_title(self, index: int) -> bool:
        """Tell a numbered line that is the title of the tasks numbered deeper below it."""
        found, after = self.marks[index], self.marks[index + 1] if index + 1 < len(self.lines) else None
        if found is None or after is None or after.style <= found.style or after.style not in self.styles:
            return False
        text = self.lines[index].text
        return len(text) <= LONG and "。" not in text[:-1]

    def heads_paragraph(self, index: int) -> bool:
        """Tell a short line that ends without a mark, above a paragraph without number that has units of its own."""
        text, below = self.lines[index].text, index + 1
        if below == len(self.lines) or self.marks[below] or self.lines[below].cells:
            return False
        if TEXT_LABEL.match(self.lines[below].text):
            return False  # a task's name
        parts = self.parts[below]
        own = bool(parts) and parts[0].assignment is not None and parts[0].end > _TOPIC
        after = below + 1
        told = after < len(self.lines) and only_assigns(self.lines[after].text, self.parts[after])
        own = own or (self.lines[below].text[-1] == "。" and told)
        return own and len(text) <= HEAD and not re.search(r"[。;:,、!?]$|[。;]", text)
