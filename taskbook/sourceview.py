"""The source document as obtained, with an anchor for every task and quoted figure (part of the step pages; pure).

In: a plan and its trace. Out: paragraphs of Markdown with nested spans, and excerpts for task pages. Spans that cross
are cut: the first piece keeps the id, so every id stands exactly once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from taskbook import addresses, wording
from taskbook.align import PlanTrace, Span
from taskbook.cells import Line, Link, Mark, Text, escape, inline
from taskbook.entries import CorrectionEntry
from taskbook.model import Plan, Task
from taskbook.text import converter, fold, fold_text, typeset


@dataclass(frozen=True, slots=True)
class Note:
    """Something to show on a span of the source: class, id, and lines before and after its words."""

    start: int
    end: int
    css: str
    id: str = ""
    before: Line = ()
    after: Line = ()


def paragraphs(plan: Plan, trace: PlanTrace) -> list[str]:
    """Return the whole document, one Markdown paragraph per printed line that is not empty; links begin with @/."""
    notes = list(_notes(plan, trace))
    out = []
    for line in _lines(plan.source):
        inside = [note for note in notes if note.start < line.end and note.end > line.start]
        clipped = [_clip(note, line) for note in inside]
        out.append(_write(plan.source, line, _nested(clipped)))
    return out


def excerpt(plan: Plan, trace: PlanTrace, span: Span) -> str:
    """Return the words of a span with Chinese punctuation restored, without the noise that stands in it."""
    inside = sorted((noise for noise in trace.noise if noise.start < span.end and noise.end > span.start), key=_place)
    pieces, place = [], span.start
    for noise in inside:
        pieces.append(plan.source[place : max(place, noise.start)])
        place = max(place, noise.end)
    return typeset("".join([*pieces, plan.source[place : span.end]]))


def corrections(plan: Plan, trace: PlanTrace, task: Task) -> list[CorrectionEntry]:
    """Return the corrections that touch a task's words or its assignment."""
    found = trace.tasks[task.id]
    spans = [span for span in (found.text, found.assignment) if span]
    touched = []
    for correction in plan.decree.corrections:
        start = plan.source.find(correction.printed)
        end = start + len(correction.printed)
        if start >= 0 and any(span.start < end and span.end > start for span in spans):
            touched.append(correction)
    return touched


def milestones(plan: Plan, trace: PlanTrace, task: Task) -> dict[int, Span]:
    """Return where the milestones of a task stand within its words, by number from 1; what is cut up is left out."""
    words = trace.tasks[task.id].text
    key = fold(plan.source[words.start : words.end], converter(plan.decree.convert))
    found = {}
    for number, milestone in enumerate(task.milestones, start=1):
        wanted = fold_text(milestone.quote)
        at = key.text.find(wanted)
        if at >= 0:
            span = key.span(at, at + len(wanted))
            found[number] = Span(words.start + span.start, words.start + span.end)
    return found


def _place(span: Span) -> int:
    return span.start


def _lines(source: str) -> Iterator[Span]:
    """Yield the span of each line without the white space around it; empty lines are left out."""
    place = 0
    for raw in source.splitlines(keepends=True):
        words = raw.strip()
        if words:
            start = place + raw.index(words)
            yield Span(start, start + len(words))
        place += len(raw)


def _notes(plan: Plan, trace: PlanTrace) -> Iterator[Note]:
    """Yield all notes of a plan; of equal spans the earlier kind stands outside."""
    for heading in trace.headings:
        yield Note(heading.start, heading.end, "heading")
    for noise in trace.noise:
        why = Mark(f"〔非正文：{_reason(plan, noise)}〕", "noise-reason")
        yield Note(noise.start, noise.end, "noise", after=(why,))
    for task in plan.tasks:
        found = trace.tasks[task.id]
        link = Link(f"任务{wording.number(task)}", addresses.task(task), css="to-task")
        yield Note(found.text.start, found.text.end, "task-words", addresses.words_id(task), before=(link, Text(" ")))
    for span in {found.assignment for found in trace.tasks.values()}:
        if span:
            yield Note(span.start, span.end, "assignment")
    yield from _quotes(plan, trace)
    for task in plan.tasks:
        for number, span in milestones(plan, trace, task).items():
            yield Note(span.start, span.end, "quote", addresses.milestone_id(task, number))
    yield from _rules(plan)
    for number, correction in enumerate(plan.decree.corrections, start=1):
        start = plan.source.find(correction.printed)
        if start >= 0:
            after = Mark(f"〔本站更正为：{correction.corrected}〕", "correction-note")
            yield Note(start, start + len(correction.printed), "corrected", f"c-{number}", after=(after,))


def _quotes(plan: Plan, trace: PlanTrace) -> Iterator[Note]:
    for number, span in trace.goals.items():
        yield Note(span.start, span.end, "quote", f"g-{number}")
    for task in plan.tasks:
        for target in task.targets:
            span = trace.tasks[task.id].quotes[target.number]
            yield Note(span.start, span.end, "quote", addresses.quote_id(task, target))


def _rules(plan: Plan) -> Iterator[Note]:
    """Yield the sentences that state supervision duties."""
    if not plan.decree.rules:
        return
    key = fold(plan.source, converter(plan.decree.convert))
    for number, rule in enumerate(plan.decree.rules, start=1):
        wanted = fold_text(rule.quote)
        start = key.text.find(wanted)
        if start >= 0:
            span = key.span(start, start + len(wanted))
            yield Note(span.start, span.end, "rule", f"s-{number}")


def _reason(plan: Plan, span: Span) -> str:
    """Return why a passage is noise, by the entry that begins with the same words."""
    words = fold_text(plan.source[span.start : span.end])
    for entry in plan.decree.noise:
        if words.startswith(fold_text(entry.text or entry.start or "")):
            return entry.why
    return wording.NO_REASON


def _clip(note: Note, line: Span) -> Note:
    """Cut a note to a line; its id and what stands before go to its first line, what stands after to its last."""
    if note.start < line.start:
        note = replace(note, start=line.start, id="", before=())
    if note.end > line.end:
        note = replace(note, end=line.end, after=())
    return note


def _nested(notes: Iterable[Note]) -> list[Note]:
    """Return notes so ordered and cut that none crosses another: each lies inside or beside those before it."""
    waiting = sorted(notes, key=lambda note: (note.start, -note.end))
    out: list[Note] = []
    open_notes: list[Note] = []
    while waiting:
        note = waiting.pop(0)
        while open_notes and open_notes[-1].end <= note.start:
            open_notes.pop()
        if open_notes and note.end > open_notes[-1].end:
            cut = open_notes[-1].end
            waiting.append(replace(note, start=cut, id="", before=()))
            waiting.sort(key=lambda other: (other.start, -other.end))
            note = replace(note, end=cut, after=())
        out.append(note)
        open_notes.append(note)
    return out


def _write(source: str, line: Span, notes: Sequence[Note]) -> str:
    """Write a line's words with its notes as nested spans."""
    out: list[str] = []
    place = line.start
    open_notes: list[Note] = []

    def advance(to: int) -> None:
        nonlocal place
        while open_notes and open_notes[-1].end <= to:
            note = open_notes.pop()
            out.append(escape(source[place : note.end]) + "</span>" + inline(note.after))
            place = note.end
        out.append(escape(source[place:to]))
        place = to

    for note in notes:
        advance(note.start)
        name = f' id="{note.id}"' if note.id else ""
        out.append(f'<span{name} class="{note.css}">{inline(note.before)}')
        open_notes.append(note)
    advance(line.end)
    return "".join(out)
