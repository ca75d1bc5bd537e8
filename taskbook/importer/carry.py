"""Importer: what carries over from one figure of a sentence to the next: verb, 力争, what 其中 is part of.

In: a clause's words, and whether it holds figures. Out: Carry as the next clause finds it.
"""

import re
from dataclasses import dataclass

from taskbook.importer.wording import EFFORT, WHEN


@dataclass(slots=True)
class Carry:
    """What carries over from part to part: verb, effort, a reached state, the whole that 其中 speaks of, a date."""

    verb: str = ""
    effort: bool = False
    state: bool = False
    whole: str = ""
    among: str = ""
    when: str = ""
    before: tuple[str, bool] = ("", False)
    lasting: bool = False
    growth: bool = False

    def sentence(self) -> "Carry":
        """Return what a new sentence starts with: only 其中 looks back past a full stop."""
        return Carry(whole=self.whole, before=(self.verb, self.effort))

    def new_clause(self, words: str) -> None:
        """Let 其中 speak of the last whole, for this clause or, alone before a comma, for the rest of the sentence."""
        if opened := re.match(r"[^，（]{0,2}(?:其中|含|包括)", words):
            self.among = self.whole
            self.lasting = opened.end() == len(words)
            self.verb, self.effort = self.verb or self.before[0], self.effort or self.before[1]
        elif not self.lasting:
            self.among = ""
        if re.search(r"确保|务必", words):
            self.effort = False

    def after_clause(self, words: str, counted: bool) -> None:
        """Keep 力争 and a date of a clause that only leads in; a clause without figures ends the verb's reach."""
        softer = EFFORT.search(words)
        if softer and re.search(r"\d", words[: softer.start()]):
            self.effort = False  # 增长6%、力争7%: only the second figure of the list is softer
        if not counted and not self.lasting:
            self.verb = ""
            self.effort = bool(EFFORT.search(words)) or (self.effort and len(words) <= 6)
            self.when = found.group() if (found := WHEN.search(words)) and len(words) <= 10 else ""
