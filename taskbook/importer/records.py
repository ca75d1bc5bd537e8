"""Importer, step 4: everything read of a document -> the records of a plan, as plain mappings in the order of data fields.

In: Source, Outline, Preamble, Registry and the target reader's findings. Out: PlanRecords, ready to be written as YAML.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from taskbook.align import Span
from taskbook.importer.assign import Roles, assign
from taskbook.importer.preamble import Preamble, preamble
from taskbook.importer.read import Source
from taskbook.importer.registry import Doubt, propose
from taskbook.importer.split import Draft, Outline, split
from taskbook.importer.targets import read_targets
from taskbook.text import typeset

LONG_CHAPTER = 40
"""A chapter with more tasks is cut into a file per first-level section."""

Record = dict[str, object]


@dataclass(slots=True)
class PlanRecords:
    """The draft of a plan: registries, decree.yml and tasks/NN.yml as plain mappings, source.txt as obtained."""

    units: list[Record]
    leaders: list[Record]
    decree: Record
    chapters: list[Record]
    source: Source
    doubts: list[Doubt] = field(default_factory=list)


def plan_records(
    source: Source, city_id: str, year: int, known_units: list[Record], city_name: str = ""
) -> PlanRecords:
    """Make the records of one document."""
    outline = split(source)
    rows = [assign(source.words(draft.assignment)) if draft.assignment else Roles() for draft in outline.drafts]
    registry = propose(rows, known_units)
    said = preamble(source, outline.before, year)
    tasks = list(_tasks(source, outline, rows, f"{city_id}-{year}"))
    return PlanRecords(
        units=list(registry.units.values()),
        leaders=list(registry.leaders.values()),
        decree=_decree(source, outline, rows, said, tasks, year),
        chapters=list(_chapters(outline, tasks)),
        source=source,
        doubts=registry.doubts,
    )


def _tasks(source: Source, outline: Outline, rows: list[Roles], prefix: str) -> Iterator[Record]:
    numbered = [draft.item for draft in outline.drafts if draft.item and draft.item.isdigit()]
    throughout = numbered == [str(n) for n in range(1, len(numbered) + 1)] and len(numbered) * 2 > len(outline.drafts)
    goals = 0
    for running, (draft, roles) in enumerate(zip(outline.drafts, rows, strict=True), 1):
        if throughout and draft.item and draft.item.isdigit():
            slug = f"{int(draft.item):03}"
        elif throughout:
            goals += 1
            slug = f"g{goals:02}"
        else:
            slug = f"{running:03}"
        yield _task(source, draft, roles, f"{prefix}-{slug}")


def _task(source: Source, draft: Draft, roles: Roles, task_id: str) -> Record:
    text = typeset(source.words(draft.text))
    record: Record = {
        "id": task_id,
        "item": draft.item,
        "section": list(draft.section),
        "text": text,
        "leaders": roles.leaders,
        "lead": roles.lead,
        "responsible": roles.responsible,
        "assist": roles.assist,
    }
    if any("民生实事" in title for title in (draft.chapter, *draft.section)):
        record["public_deed"] = "true"
    found = read_targets(text)
    record["targets"] = found.targets
    record["milestones"] = found.milestones
    return {key: value for key, value in record.items() if value}


def _chapters(outline: Outline, tasks: list[Record]) -> Iterator[Record]:
    """Yield a file per chapter, or per first-level section of a long one."""
    by_chapter: dict[str, list[tuple[Draft, Record]]] = {}
    for draft, task in zip(outline.drafts, tasks, strict=True):
        by_chapter.setdefault(draft.chapter, []).append((draft, task))
    for chapter, rows in by_chapter.items():
        long = len(rows) > LONG_CHAPTER
        files: dict[str, list[Record]] = {}
        for draft, task in rows:
            files.setdefault(draft.section[0] if long and draft.section else "", []).append(task)
        for members in files.values():
            yield {"chapter": chapter, "tasks": members}


def _decree(
    source: Source, outline: Outline, rows: list[Roles], said: Preamble, tasks: list[Record], year: int
) -> Record:
    labels: dict[str, str] = {}
    for roles in rows:
        for role, label in roles.labels.items():
            labels.setdefault("leader" if role == "leaders" else role, label)
    goals = read_targets(typeset(source.words(said.goals)), headline=True).targets if said.goals else []
    refs = [{"task": task["id"]} for task in tasks if re.search(r"-g\d\d$", str(task["id"]))]
    record: Record = {
        "title": said.title,
        "number": said.number,
        "issuer": said.issuer,
        "issued": said.issued,
        "kind": "decree" if any(roles.labels for roles in rows) else "report",
        "period": {"from": date(year, 1, 1), "to": date(year, 12, 31)},
        "labels": {role: labels[role] for role in ("leader", "lead", "responsible", "assist") if role in labels},
        "source": {"kind": "unknown", "obtained_from": "文本文件", "sha256": sha256(source.raw)},
        "convert": source.profile,
        "body": _body(source, outline),
        "noise": list(_noise(source, outline)),
        "rules": said.rules,
        "headline": goals or refs,
    }
    return {key: value for key, value in record.items() if value}


def sha256(raw: str) -> str:
    """Return the fingerprint of source.txt as it is written (UTF-8, line ends as read)."""
    return hashlib.sha256(raw.encode()).hexdigest()


def _body(source: Source, outline: Outline) -> Mapping[str, str]:
    """Name the body's first and last words so that each occurs once where verify looks for it."""
    assert outline.body is not None and outline.first_words is not None
    first = source.raw[outline.first_words.start : outline.first_words.end].strip()
    last = source.raw[outline.body.start : outline.body.end].strip().splitlines()[-1]
    return {"from": first.splitlines()[0], "to": _ending(last)}


def _ending(line: str) -> str:
    """Return the last words of a line, at least eight characters, cut at a mark."""
    cut = max((line.rfind(mark, 0, -8) for mark in ",，;；:：、。"), default=-1)
    return line[cut + 1 :].strip()


def _noise(source: Source, outline: Outline) -> Iterator[Record]:
    for span in source.repeated:
        words = source.raw[span.start : span.end].strip()
        yield {"from": words[:24].strip(), "to": words[-24:].strip(), "why": "同一文本的另一次刊印"}
    for paragraph in outline.intro:
        yield {"text": _raw(source, paragraph.span(0, len(paragraph.text))), "why": "引言，不是任务"}
    for paragraph in outline.after:
        yield {"text": _raw(source, paragraph.span(0, len(paragraph.text))), "why": "网页尾部"}


def _raw(source: Source, span: Span) -> str:
    return " ".join(source.raw[span.start : span.end].split())
