"""Importer, step 4: everything read of a document -> the records of a plan, plain mappings in the order of data fields.

In: Source, what the city's registries and indicators.yml hold. Out: PlanRecords, ready to be written as YAML, with
every doubt at its place in the source.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from taskbook.align import Span
from taskbook.dues import due_fields, text_due
from taskbook.importer.decree import corrections, decree_doubt, decree_record
from taskbook.importer.doubt import LOOK_OVER, Doubt
from taskbook.importer.duesteps import other_step
from taskbook.importer.preamble import Preamble, is_name, preamble
from taskbook.importer.promises.clauses import Unsure
from taskbook.importer.promises.misgivings import odd_words
from taskbook.importer.promises.targets import Found, Known, read_targets
from taskbook.importer.promises.timed import read_timed
from taskbook.importer.read import Source, UnreadableError
from taskbook.importer.roles.assign import Roles, draft_roles
from taskbook.importer.roles.offices import office
from taskbook.importer.roles.registry import propose
from taskbook.importer.roles.surekinds import is_sure
from taskbook.importer.structure.body import TITLE
from taskbook.importer.structure.chapters import chapters, slugs
from taskbook.importer.structure.counting import misnumbered
from taskbook.importer.structure.footnotes import signs_doubt
from taskbook.importer.structure.outliers import outliers
from taskbook.importer.structure.outline import Draft, Outline
from taskbook.importer.structure.split import split
from taskbook.importer.tables.unknown import unknown_labels
from taskbook.importer.unfound import is_drawn, reason
from taskbook.labels import NO_CHAPTER
from taskbook.text import fold, fold_text, typeset

Record = dict[str, object]
_LOST = re.compile(r"(?<=[^\s“])[ \u3000]+(?=”)|(?<=“)[ \u3000]+(?=\S)")
_DEEDS = re.compile("民生实事|为民办实事")
_OTHERS = re.compile("工作报告|重点工作|目标任务|[和及暨][^《》]{0,8}实事|实事[^《》]{0,6}[和及暨]")
"""What a title names beside practical deeds."""
_GUESSED_KINDS = ("department", "institution", "vertical", "park")
_COUNTED = re.compile(r"[(第]?[一二三四五六七八九十]{1,3}(?:[)、.]|部分|章)|\(")
"""How a heading begins that numbers chapters: no document's title."""
_UNIT_KEYS = ("id", "name", "aliases", "full", "kind", "function", "part_of", "members", "note")


@dataclass(frozen=True, slots=True)
class Present:
    """What stands in content/ already: the city's registries, and the ids of indicators by folded name."""

    units: Sequence[Mapping[str, object]] = ()
    leaders: Sequence[Mapping[str, object]] = ()
    indicators: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class PlanRecords:
    """The draft of a plan: registries, decree.yml and tasks/NN.yml as plain mappings, source.txt as obtained."""

    units: list[Record]
    leaders: list[Record]
    decree: Record
    chapters: list[Record]
    source: Source
    doubts: list[Doubt] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    @property
    def tasks(self) -> list[Record]:
        """All tasks in printed order."""
        return [task for chapter in self.chapters for task in chapter["tasks"]]  # type: ignore[attr-defined]


def plan_records(
    source: Source, city_id: str, year: int, present: Present | None = None, city_name: str = ""
) -> PlanRecords:
    """Make the records of one document; UnreadableError where no task is found in it."""
    present = present or Present()
    outline = split(source)
    drawn = any("│" in source.raw[draft.text.start : draft.text.end] for draft in outline.drafts)
    if not outline.drafts or (drawn and is_drawn(source.raw)):
        raise UnreadableError(f"{source.name or '文件'}：{reason(source.raw, source.kind)}")
    rows = [draft_roles(source, outline, draft) for draft in outline.drafts]
    registry = propose(rows, present.units, present.leaders, city_name.endswith(("省", "自治区")))
    said = preamble(source, outline.before, year, outline.after)
    said.goals = outline.goals or said.goals
    if said.issuer and city_name:
        said.issuer = re.sub(r"^[市县区州](?=人民政府|政府|委)", city_name, said.issuer)
    said.title = said.title or _title_above(outline.drafts[0].chapter)
    outline.name_chapter(said.title or NO_CHAPTER)
    reader = _Reader(source, outline, Known(year, present.indicators), is_of_deeds(said.title or ""))
    tasks = list(reader.tasks(rows, f"{city_id}-{year}"))
    reader.doubts += [*misnumbered(outline.drafts, tasks), *outliers(outline.drafts, tasks), *signs_doubt(rows)]
    decree = decree_record(source, outline, rows, said, reader.headline(said, tasks), year)
    return PlanRecords(
        units=[{key: unit[key] for key in _UNIT_KEYS if key in unit} for unit in registry.units.values()],
        leaders=list(registry.leaders.values()),
        decree=decree,
        chapters=list(chapters(outline.drafts, tasks)),
        source=source,
        doubts=[
            *outline.doubts,
            *unknown_labels(rows, outline.drafts),
            *registry.doubts,
            *reader.doubts,
            *_guessed(registry.units.values()),
            *_printed_twice(source),
            decree_doubt(decree),
        ],
        spans=[_whole(draft) for draft in outline.drafts],
    )


def _title_above(chapter: str) -> str | None:
    """Return the words right above the tasks where they are the document's only title, no numbered chapter's."""
    folded = fold_text(chapter)
    named = TITLE.fullmatch(folded) or is_name(chapter)
    return chapter if named and not _COUNTED.match(folded) else None


def is_of_deeds(title: str) -> bool:
    """Tell the title of a document of nothing but practical deeds (2022年临州市民生实事项目)."""
    return bool(_DEEDS.search(title)) and not _OTHERS.search(title)


def is_goal(task_id: str, draft: Draft) -> bool:
    """Whether a task is one of the headline goals: outside the count, under a heading that says so."""
    apart = bool(re.search(r"-g\d\d$", task_id)) and not draft.merged
    return apart and any("目标" in title for title in (draft.chapter, *draft.section))


def _whole(draft: Draft) -> Span:
    ends = [draft.text, *draft.more, *(cell.span for cell in draft.cells if not cell.from_heading)]
    ends += [draft.assignment] if draft.assignment else []
    return Span(draft.text.start, max(span.end for span in ends))


@dataclass(slots=True)
class _Reader:
    """Reads the tasks and the decree of one document and gathers what is doubtful; public: all are practical deeds."""

    source: Source
    outline: Outline
    known: Known
    public: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    corrections: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.corrections = corrections(self.source)

    def tasks(self, rows: list[Roles], prefix: str) -> Iterator[Record]:
        for draft, roles, slug in zip(self.outline.drafts, rows, slugs(self.outline.drafts), strict=True):
            yield self._task(draft, roles, f"{prefix}-{slug}")

    def _task(self, draft: Draft, roles: Roles, task_id: str) -> Record:
        text = self._corrected(self.outline.text(self.source, draft))
        folded = fold_text(text)
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
        record |= self._due(roles.due or text_due(folded), draft, folded if roles.due else "")
        if self.public or draft.public or any(map(_DEEDS.search, (draft.chapter, *draft.section))):
            record["public_deed"] = "true"
        goal = is_goal(task_id, draft)
        found = self._found(text, goal, draft)
        record["targets"] = found.targets
        record["milestones"] = [] if goal and found.targets else found.milestones
        record["note"] = draft.note
        self._doubt(found, text, draft)
        self._damaged(draft)
        if why := odd_words(text):
            self.doubts.append(Doubt(text[:24], why, "对照原文核对任务文字；无误则删去本条", draft.text))
        return {key: value for key, value in record.items() if value}

    def _found(self, text: str, goal: bool, draft: Draft) -> Found:
        """Read what a task's words promise; columns of a time (一季度) say by when."""
        pieces = self.outline.pieces(self.source, draft) if draft.seasons else []
        if not pieces or "".join(pieces) != text:
            return read_targets(text, goal, self.known)
        times = [draft.seasons.get(span, "") for span in (draft.text, *draft.more)]
        return read_timed(pieces, times, lambda words: read_targets(words, goal, self.known), self.known.year)

    def _due(self, words: str | None, draft: Draft, text: str = "") -> Record:
        """Read a task's deadline; a day before the plan's year, or of a step alone, stays words only, and is doubted.

        text is the task's, folded, where the deadline stands beside it.
        """
        if words and text and (why := other_step(fold_text(words), text)):
            todo = "任务整体的时限写明时，补到 due，各步记作节点；无误则删去本条"
            self.doubts.append(Doubt(words, why, todo, draft.text))
            return {"due_text": words}
        fields = due_fields(words, self.known.year)
        day = fields.get("due")
        if isinstance(day, date) and day.year < self.known.year:
            self.doubts.append(Doubt(str(words), "期限早于本年，只记原字", "对照原文核对年份", draft.text))
            return {"due_text": words}
        return fields

    def _doubt(self, found: Found, text: str, draft: Draft) -> None:
        """Take the doubts of a task's words over, each with its place in the source."""
        if found.doubts:
            places = self._places((draft.text, *draft.more))
            self.doubts.extend(_placed(unsure, text, places, draft.text) for unsure in found.doubts)

    def _corrected(self, text: str) -> str:
        for row in self.corrections:
            text = text.replace(typeset(row["printed"]), row["corrected"])
        return text

    def _damaged(self, draft: Draft) -> None:
        """Doubt a blank beside a quotation mark: printing lost a character there (互联网+ printed as “互联网 ”)."""
        for match in _LOST.finditer(self.source.raw, draft.text.start, draft.text.end):
            span = Span(match.start(), match.end())
            todo = "丢了字时，在 decree.yml 的 corrections 里补上，并改正任务文字；无误则删去本条"
            self.doubts.append(Doubt(match.group(), "引号旁有空白，可能丢了字", todo, span))

    def _places(self, spans: Sequence[Span]) -> list[int]:
        """Return the raw place of every folded character of some spans, without noise."""
        noise = [hole for hole, _ in self.outline.noise]
        places = []
        for span in spans:
            key = fold(self.source.words(span))
            places += [span.start + place for place in key.places]
        return [place for place in places if not any(hole.start <= place < hole.end for hole in noise)]

    def headline(self, said: Preamble, tasks: list[Record]) -> list[Record]:
        """Read the headline paragraph before the tasks; without one, name the tasks that are headline goals."""
        if said.goals is None:
            pairs = zip(tasks, self.outline.drafts, strict=True)
            goals = (task for task, draft in pairs if is_goal(str(task["id"]), draft) and "targets" in task)
            return [{"task": task["id"]} for task in goals]
        words = typeset(self.source.words(said.goals))
        found = read_targets(words, True, self.known)
        places = self._places((said.goals,))
        doubts = [_placed(unsure, words, places, said.goals) for unsure in found.doubts]
        self.doubts += [replace(doubt, todo="对照原句改正 decree.yml 的 headline；无误则删去本条") for doubt in doubts]
        return found.targets


def _printed_twice(source: Source) -> Iterator[Doubt]:
    for span in source.repeated:
        read = "".join(source.raw[span.start : span.end].split())
        why, todo = "同一文本印了两次，这一次未读", "两次不同时，对照原件，用可靠的一次"
        yield Doubt(f"{read[:12]}……{read[-12:]}", why, todo, span)


def _guessed(units: Iterable[Mapping[str, object]]) -> Iterator[Doubt]:
    """Doubt the kind of units that no table of standard offices knows."""
    for unit in units:
        name = str(unit["name"])
        if office(name) is None and not is_sure(name) and unit.get("kind") in _GUESSED_KINDS:
            yield Doubt(name, f"类别推测为 {unit['kind']}", LOOK_OVER)


def _placed(unsure: Unsure, text: str, places: list[int], whole: Span) -> Doubt:
    """Return a doubt about a range of typeset words as one about the raw words."""
    start, end = len(fold_text(text[: unsure.start])), len(fold_text(text[: unsure.end]))
    span = Span(places[start], places[end - 1] + 1) if 0 <= start < end <= len(places) else whole
    return Doubt(unsure.read, unsure.why, unsure.todo, span)
