"""What an editor may write, file by file: the shape of every YAML record under content/ (a leaf of the house).

In: plain mappings, lists and text as yamlfile reads them (every scalar is still text). Out: frozen entries whose
scalars are converted by one strict pattern each, or pydantic's errors with the path of every mistake.
Meaning that needs other files (names, ids, order) is none of this module's business: see resolve and check.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from taskbook.scalars import Day, Flag, Ident, Moment, Number, Pattern, TaskId, Text

Op = Literal["=", ">=", ">", "<=", "<", "~", ".."]
Measure = Literal["growth", "level", "added", "share"]
GoalKind = Literal["relative", "ranking", "multiple", "coverage", "qualitative"]
UnitKind = Literal[
    "party", "department", "county", "park", "town", "enterprise", "school", "institution", "mass",
    "vertical", "command", "judicial", "collective",
]  # fmt: skip
Profile = Literal["t2s", "tw2s", "hk2s"]


class Entry(BaseModel):
    """A record as written: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TargetEntry(Entry):
    """One promise: a figure (op, value, unit, measure) or a goal without a number (kind)."""

    indicator: Text
    id: Ident | None = None
    op: Op | None = None
    value: Number | None = None
    unit: Text | None = None
    measure: Measure | None = None
    verb: Text | None = None
    per: Text | None = None
    base: Text | None = None
    among: Text | None = None
    effort: Flag = False
    by: Moment | None = None
    by_text: Text | None = None
    kind: GoalKind | None = None
    quote: Text

    @model_validator(mode="after")
    def _figure_or_kind(self) -> Self:
        check_figure(self)
        return self


def check_figure(target: TargetEntry) -> None:
    """Raise ValueError unless the target is a whole figure or a goal without one."""
    figure = (target.op, target.value, target.unit, target.measure)
    if target.kind is None and None in figure:
        raise ValueError("有数字的指标要写全 op、value、unit、measure；没有数字的写 kind")
    if target.kind is not None and any(part is not None for part in figure):
        raise ValueError("写了 kind 就不写 op、value、unit、measure")
    if target.value is not None and (".." in target.value) != (target.op == ".."):
        raise ValueError('区间要同时写 op: ".." 和 value: "低..高"')


class HeadlineEntry(TargetEntry):
    """A headline goal: a target, or only {task: xianning-2025-g01} where the goal is a task of its own."""

    task: TaskId | None = None
    indicator: Text = ""
    quote: Text = ""

    @model_validator(mode="after")
    def _figure_or_kind(self) -> Self:
        if self.task is not None:
            if self.model_fields_set != {"task"}:
                raise ValueError("写了 task 就不写别的：指标在那条任务里")
            return self
        if not self.indicator or not self.quote:
            raise ValueError("缺少 indicator 或 quote")
        check_figure(self)
        return self


class MilestoneEntry(Entry):
    """A commitment that can be checked without a number (开工建设, 建成投用)."""

    what: Text
    quote: Text
    by: Moment | None = None
    by_text: Text | None = None


class MovedEntry(Entry):
    """Where a task comes from: another one, wholly (that is gone, its address leads here) or in part (it is there)."""

    task: TaskId
    date: Day
    why: Text


class WithdrawnEntry(Entry):
    """That a task was withdrawn after the decree: since when, why, and by which document."""

    date: Day
    why: Text
    source: Text | None = None


class RevisedEntry(Entry):
    """What was changed after the decree was published; the task keeps the decree's words, this says what holds now."""

    field: Literal["text", "leaders", "lead", "responsible", "assist", "due", "target"]
    indicator: Text | None = None
    was: Text = Field(alias="from")
    to: Text
    by: Text
    date: Day

    @model_validator(mode="after")
    def _figure_by_name(self) -> Self:
        if (self.field == "target") != (self.indicator is not None):
            raise ValueError("改指标（field: target）要写 indicator，改别的不写")
        return self


class TaskEntry(Entry):
    """One task as the decree prints it."""

    id: TaskId
    item: Text | None = None
    section: tuple[Text, ...] = ()
    text: Text
    leaders: tuple[Text, ...] = ()
    lead: tuple[Text, ...] = ()
    responsible: tuple[Text, ...] = ()
    assist: tuple[Text, ...] = ()
    due: Day | None = None
    due_text: Text | None = None
    public_deed: Flag = False
    targets: tuple[TargetEntry, ...] = ()
    milestones: tuple[MilestoneEntry, ...] = ()
    moved: tuple[MovedEntry, ...] = ()
    withdrawn: WithdrawnEntry | None = None
    revised: tuple[RevisedEntry, ...] = ()
    note: Text | None = None


class ChapterFile(Entry):
    """tasks/NN.yml: one chapter, or one first-level section of a long chapter."""

    chapter: Text
    tasks: tuple[TaskEntry, ...]


class RenamedEntry(Entry):
    """That a unit got its present name (or id): since when, what it was before, and why."""

    was: Text = Field(alias="from")
    date: Day
    why: Text


class UnitEntry(Entry):
    """A unit of a city's registry; name and aliases are all its printed forms; former_ids keep old addresses alive."""

    id: Ident
    former_ids: tuple[Ident, ...] = ()
    name: Text
    aliases: tuple[Text, ...] = ()
    full: Text | None = None
    kind: UnitKind
    function: Ident | None = None
    part_of: Ident | None = None
    members: tuple[Ident, ...] = ()
    renamed: tuple[RenamedEntry, ...] = ()
    note: Text | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """All its printed forms: name, aliases, full name."""
        return (self.name, *self.aliases, *([self.full] if self.full else ()))


class PostEntry(Entry):
    """A post that a source states, with its dates."""

    title: Text
    start: Day | None = Field(default=None, alias="from")
    to: Day | None = None


class LeaderEntry(Entry):
    """A leader as decrees name them (责任领导)."""

    id: Ident
    name: Text
    posts: tuple[PostEntry, ...] = ()


class CityEntry(Entry):
    """city.yml."""

    id: Ident
    name: Text
    province: Text
    level: Literal["prefecture-level", "county-level"]
    code: Annotated[str, Pattern(r"\d{6}", "行政区划代码是六位数字")] | None = None


class PeriodEntry(Entry):
    """The span that a decree's tasks belong to; both days inclusive."""

    start: Day = Field(alias="from")
    to: Day


class LabelsEntry(Entry):
    """The printed label of each role that the decree uses."""

    leader: Text | None = None
    lead: Text | None = None
    responsible: Text | None = None
    assist: Text | None = None


class SourceEntry(Entry):
    """Where source.txt comes from."""

    kind: Literal["official", "reprint", "unknown"]
    obtained_from: Text
    sha256: Annotated[str, Pattern(r"[0-9a-f]{64}", "sha256 是 64 位十六进制数字")]


class SpanEntry(Entry):
    """A passage of source.txt, by its first and last words."""

    start: Text = Field(alias="from")
    to: Text


class NoiseEntry(Entry):
    """A passage that is no part of the document: its whole text, or its first and last words."""

    text: Text | None = None
    start: Text | None = Field(default=None, alias="from")
    to: Text | None = None
    why: Text

    @model_validator(mode="after")
    def _text_or_span(self) -> Self:
        if (self.text is None) == (self.start is None) or (self.start is None) != (self.to is None):
            raise ValueError("写 text，或同时写 from 和 to")
        return self


class CorrectionEntry(Entry):
    """A damaged passage (printed, occurring exactly once in source.txt) and what the task's text says instead."""

    printed: Text
    corrected: Text
    why: Text


class RuleEntry(Entry):
    """A supervision duty that the document itself states."""

    what: Text
    who: Text | None = None
    to: Text | None = None
    by: Day | None = None
    by_text: Text | None = None
    cadence: Literal["monthly", "quarterly", "half-yearly", "yearly"] | None = None
    quote: Text


class DecreeEntry(Entry):
    """decree.yml: what the document is and what it asks for; absent where the text does not print it.

    first_leads: the document says that the unit listed first leads (列第一位者牵头). tables: the columns' heads as
    printed, of each kind of table that holds tasks; a row is read by them.
    """

    title: Text | None = None
    number: Text | None = None
    issuer: Text | None = None
    issued: Day | None = None
    url: Text | None = None
    kind: Literal["decree", "report"]
    period: PeriodEntry
    labels: LabelsEntry = LabelsEntry()
    source: SourceEntry
    first_leads: Flag = False
    tables: tuple[tuple[Text, ...], ...] = ()
    convert: Profile | None = None
    body: SpanEntry
    noise: tuple[NoiseEntry, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    headline: tuple[HeadlineEntry, ...] = ()
    note: Text | None = None


class PublisherEntry(Entry):
    """Who publishes the site; independent means: not a government site, and every page says so."""

    kind: Literal["government", "independent"]
    name: Text


class RepositoryEntry(Entry):
    """Where the data is edited; forge is needed only where the host's name doesn't tell it."""

    url: Text
    branch: Text
    forge: Literal["github", "gitee", "gitlab"] | None = None


class PrintEntry(Entry):
    """How booklets are printed; fonts: the packaged faces only, or the office's own first."""

    fonts: Literal["packaged", "office"] = "packaged"


class SiteEntry(Entry):
    """site.yml.

    For government sites (国办发〔2017〕47号), each shown only where it is written: domain (SiteDomain), id_code
    (政府网站标识码), column_type (ColumnType), organiser (主办单位), icp (备案号).
    """

    title: Text
    publisher: PublisherEntry
    as_of: Day
    address: Annotated[str, Pattern(r"https?://[^\s?#]+", "网址写成 https://… 的形式，不带问号和井号")] | None = None
    repository: RepositoryEntry | None = None
    licence: Text | None = None
    domain: Annotated[str, Pattern(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "域名只写主机名，如 www.example.cn")] | None = None
    id_code: Annotated[str, Pattern(r"[0-9a-z]{10}", "政府网站标识码是十位数字或小写字母")] | None = None
    column_type: Text | None = None
    organiser: Text | None = None
    icp: Text | None = None
    print: PrintEntry = PrintEntry()


class IndicatorEntry(Entry):
    """A canonical indicator: the same promise side by side across cities."""

    id: Ident
    name: Text
    aliases: tuple[Text, ...] = ()
    unit: Text | None = None
    direction: Literal["up", "down"] | None = None


class FunctionEntry(Entry):
    """A function of offices: the same office across cities."""

    id: Ident
    name: Text


class SynonymEntry(Entry):
    """Everyday words for search: words stand for each other, and for what the documents say (means), never back."""

    words: tuple[Text, ...]
    means: tuple[Text, ...] = ()
