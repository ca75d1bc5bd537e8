"""Importer, step 2: paragraphs -> headings, and tasks with the spans of their words and assignments.

In: Source. Out: Outline: the drafts in printed order (chapter, sections, item, text, assignment), the paragraphs before
them (preamble, headline goals), noise, and doubts. What lies between two assignments is one task; which style of number
counts tasks and which heads them is found from where the assignments stand.
"""

import re

from taskbook.align import Span
from taskbook.importer.body import find_body, past_annex
from taskbook.importer.lines import counted
from taskbook.importer.noise import clean
from taskbook.importer.numbering import whole_lines
from taskbook.importer.opened import Drafts
from taskbook.importer.outline import Outline
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.report import walk_report
from taskbook.importer.tables import read_tables
from taskbook.importer.walk import Walk

_FIRST_LEADS = re.compile(
    r"(?:列|排)(?:名|序|在)?(?:首|第一)位?的?(?:责任)?(?:者|单位|部门)?(?:为|是|系|即)?总?牵头"
    r"|(?:第一|首)(?:个|家|位)?的?(?:责任)?(?:单位|部门|者)?(?:为|是|系|即)总?牵头|(?:第一|首)(?:个|家|位)(?:责任)?(?:单位|部门)总?牵头"
)


def split(source: Source) -> Outline:
    """Cut a document into its tasks."""
    kept, noise, doubts = clean(source)
    lines = list(counted(source, kept))
    outline = Outline(noise=noise, doubts=doubts)
    outline.first_leads = any(_FIRST_LEADS.search(line.text) for line in lines)
    if not read_tables(source, lines, outline):
        lines = whole_lines(source, lines)
        body = find_body(source, lines)
        outline.before, outline.after = lines[: body.first], lines[body.last :]
        within = lines[body.first : body.last]
        if body.assigned:
            Walk(source, outline, body, within, Drafts(source, outline)).run()
        else:
            walk_report(source, within, outline)
        if within:
            _bounds(outline, within, body.titled)
    return outline


def _bounds(outline: Outline, within: list[Paragraph], titled: bool) -> None:
    outline.first_words = within[0].span(past_annex(within[0]) if titled else 0, len(within[0].text))
    ends = [span.end for draft in outline.drafts[-1:] for span in (draft.text, draft.assignment) if span]
    ends += [cell.span.end for draft in outline.drafts[-1:] for cell in draft.cells if not cell.from_heading]
    outline.body = Span(outline.first_words.start, max(ends, default=outline.first_words.end))
    behind = [line for line in within if line.key.places[0] >= outline.body.end]
    outline.after = [*behind, *outline.after]
