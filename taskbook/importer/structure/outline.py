"""Importer: what splitting finds (records shared by split, tables, assign and records; a leaf of the importer)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph, Source
from taskbook.text import typeset

_BROKEN = re.compile(r"(?<=\d\.)\s+(?=\d{1,2}(?:%|‰|个百分点|[万亿]))|(?<=\d)\s+(?=\.\d{1,2}(?:%|‰|个百分点|[万亿]))")
"""A blank in the middle of a decimal."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words whose label stands elsewhere: a table's cell under its head, a value on the line below its label.

    from_heading: the words are a name in a heading, and label is the role itself. named holds the roles that a column
    has among the others, whatever its label says by itself.
    """

    label: str
    span: Span
    from_heading: bool = False
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A task as split: words and assignment as raw spans, headings as typeset words.

    text may cover noise (read it with Outline.text); cells are parts of the assignment without a label of their own;
    more holds the spans of further text cells; note is what the clerk should see with the task; shared is an assignment
    behind a later task that says that it is meant for this one too; unbroken are those of more that go on in
    mid-sentence; public says that the words before call it a practical deed (民生实事); merged that
    its number stands once for several rows; seasons holds the time that a span's column tells (一季度).
    """

    chapter: str
    section: tuple[str, ...]
    item: str | None
    text: Span
    assignment: Span | None
    cells: tuple[Cell, ...] = ()
    more: tuple[Span, ...] = ()
    note: str | None = None
    shared: Span | None = None
    unbroken: tuple[Span, ...] = ()
    public: bool = False
    merged: bool = False
    seasons: Mapping[Span, str] = field(default_factory=dict)


@dataclass(slots=True)
class Outline:
    """What splitting found; before holds the paragraphs that precede the first task's chapter.

    goals is the passage before the tasks that names the headline goals;
    noise holds passages of the body that are no part of it, with why; tables the columns' heads of each kind of table;
    breaks holds the line ends that fell inside a sentence (see wrapped);
    first_leads says that the first unit listed is the lead, lead_marks holds the signs beside units that lead.
    """

    drafts: list[Draft] = field(default_factory=list)
    goals: Span | None = None
    before: list[Paragraph] = field(default_factory=list)
    intro: list[Paragraph] = field(default_factory=list)
    after: list[Paragraph] = field(default_factory=list)
    body: Span | None = None
    first_words: Span | None = None
    noise: list[tuple[Span, str]] = field(default_factory=list)
    breaks: list[Span] = field(default_factory=list)
    tables: list[tuple[str, ...]] = field(default_factory=list)
    first_leads: bool = False
    lead_marks: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    def name_chapter(self, title: str) -> None:
        """Give tasks over which no heading is printed the document's title as their chapter."""
        self.drafts = [draft if draft.chapter else replace(draft, chapter=title) for draft in self.drafts]

    def words(self, source: Source, span: Span) -> str:
        """Return a span's words, converted, without the noise in it."""
        return words_of(source, span, [*(noise for noise, _ in self.noise), *self.breaks])

    def text(self, source: Source, draft: Draft) -> str:
        """Return a task's text: typeset; the cells of a row become sentences."""
        return "".join(self.pieces(source, draft))

    def pieces(self, source: Source, draft: Draft) -> list[str]:
        """Return the parts of a task's text, a cell each."""
        spans = (draft.text, *draft.more)
        pieces = [_BROKEN.sub("", typeset(self.words(source, span))) for span in spans]
        ends = [n == len(pieces) - 1 or spans[n + 1] in draft.unbroken for n in range(len(pieces))]
        return [
            piece if end or piece[-1] in "。；：，、！？" else piece + "。"
            for piece, end in zip(pieces, ends, strict=True)
        ]


def words_of(source: Source, span: Span, noise: Sequence[Span]) -> str:
    """Return a span's words, converted, without the noise in it."""
    parts, at = [], span.start
    for hole in sorted(noise, key=lambda hole: hole.start):
        if hole.start >= at and hole.end <= span.end:
            parts.append(source.words(Span(at, hole.start)))
            at = hole.end
    return "".join([*parts, source.words(Span(at, span.end))])
