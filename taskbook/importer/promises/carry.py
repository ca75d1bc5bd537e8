"""Importer: what carries over from one figure of a sentence to the next: verb, 力争, what 其中 is part of.

In: a clause's words, and whether it holds figures. Out: Carry as the next clause finds it.
"""

import re
from dataclasses import dataclass, field

from taskbook.importer.promises.wording import EFFORT, WHEN

_LEADS_IN = re.compile(
    r"(?:并|同时)?(?:全[市县区年]|全力)?(?:力争|争取|努力|力求|力促)(?:(?:通过|到|用|在|至|于|经过).{0,12}|今年|全年|年内|实现)?"
)
"""A clause that only says how firmly the next ones are meant (力争到年底，); 争创一流，is a promise of its own."""


_LEAST = 3
"""Words beside a date of a clause that says nothing else (争取6月底前，)."""


@dataclass(slots=True)
class Carry:
    """What carries over from part to part: verb, effort, a reached state, the whole that 其中 speaks of, a date.

    part is the last thing that 其中 named; until is a year to which all goals of the sentence are due;
    unit is that of the last figure; crossed says that it stands in a clause before; wholes are the last names by unit;
    dated is the date at the beginning of the clause.
    """

    verb: str = ""
    effort: bool = False
    state: bool = False
    whole: str = ""
    part: str = ""
    until: str = ""
    among: str = ""
    when: str = ""
    dated: str = ""
    before: tuple[str, bool] = ("", False)
    lasting: bool = False
    growth: bool = False
    fall: str = ""
    unit: str = ""
    crossed: bool = False
    wholes: dict[str, str] = field(default_factory=dict)

    def sentence(self) -> "Carry":
        """Return what a new sentence starts with: only 其中 looks back past a full stop."""
        return Carry(whole=self.whole, before=(self.verb, self.effort), unit=self.unit, wholes=self.wholes)

    def new_clause(self, words: str) -> None:
        """Let 其中 speak of the last whole, for this clause or, alone before a comma, for the rest of the sentence."""
        self.crossed = True
        self.dated = ""
        if opened := re.match(r"[^，（]{0,2}(?:其中|含|包括)", words):
            self.among = self.whole
            self.lasting = opened.end() == len(words)
            self.verb, self.effort = self.verb or self.before[0], self.effort or self.before[1]
        elif not self.lasting:
            self.among = ""
        if re.search(r"确保|务必", words) or self.verb == "争创":
            self.effort = False

    def after_clause(self, words: str, counted: bool) -> None:
        """Keep 力争 and a date of a clause that only leads in; a clause without figures ends the verb's reach."""
        softer = EFFORT.search(words)
        if softer and re.search(r"\d", words[: softer.start()]):
            self.effort = False  # 增长6%、力争7%: only the second figure of the list is softer
        if not counted and not self.lasting:
            self.verb = ""
            self.effort = bool(_LEADS_IN.fullmatch(words)) or (self.effort and len(words) <= 6)
            found = WHEN.search(words)
            self.when = found.group() if found and len(words) - len(found.group()) <= _LEAST else ""
