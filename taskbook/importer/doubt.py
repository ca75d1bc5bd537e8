"""Importer: something uncertain that the review list must show (a leaf of the importer)."""

from dataclasses import dataclass

from taskbook.align import Span

LOOK_OVER = "核对 units.yml 里这些单位的 kind、function；无误则删去本条"
"""What to do with the units of a document that are new."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something uncertain: what was read, why it is doubtful, what to do, and where it stands in source.txt."""

    read: str
    why: str
    todo: str
    span: Span | None = None
