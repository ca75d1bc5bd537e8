"""Importer: how much of a source has its place in the data (for the summary).

Counts folded characters: the body, noise, headline goals, title, number, issuer, date and the quotes of the rules.
"""

from taskbook.align import PlanTrace
from taskbook.model import Plan
from taskbook.text import converter, fold, fold_text


def covered(plan: Plan, trace: PlanTrace) -> float:
    """Return the share of the source's characters that some record accounts for."""
    key = fold(plan.source, converter(plan.decree.convert))
    if not key.text:
        return 1.0
    spans = [trace.body, *trace.noise, *trace.goals.values()]
    taken = {i for i, place in enumerate(key.places) if any(span.start <= place < span.end for span in spans)}
    decree = plan.decree
    day = f"{decree.issued.year}年{decree.issued.month}月{decree.issued.day}日" if decree.issued else None
    for words in (decree.title, decree.number, decree.issuer, day, *(rule.quote for rule in decree.rules)):
        start = key.text.find(fold_text(words)) if words else -1
        if words and start >= 0:
            taken.update(range(start, start + len(fold_text(words))))
    return len(taken) / len(key.text)
