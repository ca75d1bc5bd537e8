"""Where a plan's words stand in its source: spans of tasks, assignments and quotes (a leaf of the house).

verify makes a Trace while it proves the data against the document; source page, excerpts and figures' links read it.
All spans are offsets into Plan.source (raw text as obtained) unless a docstring says otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from taskbook.text import Span, fold

__all__ = ["PlanTrace", "Span", "TaskTrace", "Trace", "quote_span"]


@dataclass(frozen=True, slots=True)
class TaskTrace:
    """Where a task stands: its words, its assignment as printed (None without one), each target's quote by number."""

    text: Span
    assignment: Span | None
    quotes: Mapping[int, Span]


@dataclass(frozen=True, slots=True)
class PlanTrace:
    """Where everything of a plan stands: tasks by id, headline goals by number (goals without a task only)."""

    body: Span
    tasks: Mapping[str, TaskTrace]
    goals: Mapping[int, Span]
    headings: tuple[Span, ...] = ()
    noise: tuple[Span, ...] = ()


Trace = Mapping[tuple[str, int], PlanTrace]
"""PlanTrace by Plan.key."""


def quote_span(text: str, quote: str) -> Span | None:
    """Find a quote in a text, ignoring white space and width; offsets into text, None where it does not occur."""
    key = fold(text)
    wanted = fold(quote).text
    start = key.text.find(wanted)
    if start < 0 or not wanted:
        return None
    return key.span(start, start + len(wanted))
