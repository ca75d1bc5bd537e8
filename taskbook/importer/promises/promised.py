"""Importer: one promised figure as read: indicator, comparison, measure, verb, and what is uncertain (a leaf)."""

from dataclasses import dataclass, field

from taskbook.importer.promises.figures import Figure
from taskbook.importer.promises.measures import Said, measure
from taskbook.importer.promises.wording import OPS


@dataclass(slots=True)
class Promise:
    """One promised figure as read; why says what is uncertain in it.

    fall: the word that says with a growth that it is a decrease (下降).
    ended: the verb stands behind the things counted (2条道路通车) and governs no others.
    """

    figure: Figure
    start: int
    indicator: str = ""
    verb: str = ""
    op: str = "="
    growth: bool = False
    fall: str = ""
    state: bool = False
    effort: bool = False
    per: str = ""
    base: str = ""
    among: str = ""
    when: str = ""
    quote: str = ""
    nameless: bool = False
    ended: bool = False
    why: list[str] = field(default_factory=list)

    def settle(self, figure: Figure, mark: str, op: str) -> None:
        """Take figure and comparison: a mark behind the number is stronger than a word before it."""
        self.figure = figure
        self.op = ".." if figure.high else OPS.get(mark, "") or op or "="

    def measure(self) -> str:
        """Return growth, level, share or added."""
        per = bool(self.per) or "/" in self.figure.unit
        words = Said(self.indicator, self.verb, self.growth, self.state, bool(self.base), per)
        return measure(self.figure, words)

    def record(self) -> dict[str, object]:
        """Return the target as a plain mapping."""
        fields: dict[str, object] = {
            "indicator": self.indicator, "op": self.op, "value": self.figure.value, "unit": self.figure.unit,
            "measure": self.measure(), "verb": self.verb or self.fall, "per": self.per, "base": self.base,
            "among": self.among, "effort": "true" if self.effort else "", "by_text": self.when, "quote": self.quote,
        }  # fmt: skip
        return {key: value for key, value in fields.items() if value}
