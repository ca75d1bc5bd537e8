"""The resolved records: one immutable Book that every later step reads (a leaf of the house; pure data).

load reads entries (see entries), resolve turns them into these records. Names have become units and leaders, order is
the document's, back-links are lookups on the Book. Nothing here changes after resolve.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from taskbook.entries import (
    DecreeEntry,
    MovedEntry,
    RenamedEntry,
    RevisedEntry,
    SiteEntry,
    SynonymEntry,
    WithdrawnEntry,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of content/: path relative to the content folder's parent, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Role(StrEnum):
    """What a unit is to a task; the order is weight."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    ASSIST = "assist"


@dataclass(frozen=True, slots=True)
class Indicator:
    """A canonical indicator (indicators.yml)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    unit: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A function of offices (functions.yml), as education or transport."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one city's registry (单位). members is empty where no document names them."""

    city_id: str
    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    place: Place
    full: str | None = None
    function: Function | None = None
    part_of: str | None = None
    members: tuple[str, ...] = ()
    note: str | None = None
    former_ids: tuple[str, ...] = ()
    renamed: tuple[RenamedEntry, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All its printed forms: name, aliases, full name."""
        return (self.name, *self.aliases, *([self.full] if self.full else ()))

    @property
    def key(self) -> tuple[str, str]:
        """City and id: what names the record."""
        return (self.city_id, self.id)


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader whom the documents name (责任领导); posts are (title, from, to) as a source states them."""

    city_id: str
    id: str
    name: str
    place: Place
    posts: tuple[tuple[str, date | None, date | None], ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """City and id: what names the record."""
        return (self.city_id, self.id)


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry of a role: the printed form and its unit; unit is None for 等 (the list is open there)."""

    printed: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Target:
    """A promised figure, or a goal without a number (then kind is set and op, value, unit, measure are None).

    number counts from 1 within its task or headline list; quote stands in the task's text.
    value is exact decimal text as printed, or "low..high" with op "..".
    """

    number: int
    indicator: str
    quote: str
    registered: Indicator | None = None
    op: str | None = None
    value: str | None = None
    unit: str | None = None
    measure: str | None = None
    verb: str | None = None
    per: str | None = None
    base: str | None = None
    among: str | None = None
    effort: bool = False
    by: str | None = None
    by_text: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A commitment that can be checked without a number."""

    what: str
    quote: str
    by: str | None = None
    by_text: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """One task (任务). slug is the last part of the id (096, g03); item the printed number where there is one."""

    id: str
    city_id: str
    year: int
    slug: str
    chapter: str
    section: tuple[str, ...]
    text: str
    place: Place
    item: str | None = None
    leaders: tuple[Leader, ...] = ()
    lead: tuple[Mention, ...] = ()
    responsible: tuple[Mention, ...] = ()
    assist: tuple[Mention, ...] = ()
    due: date | None = None
    due_text: str | None = None
    public_deed: bool = False
    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    note: str | None = None
    moved: tuple[MovedEntry, ...] = ()
    withdrawn: WithdrawnEntry | None = None
    revised: tuple[RevisedEntry, ...] = ()

    def mentions(self, role: Role) -> tuple[Mention, ...]:
        """Return the entries of one role in printed order."""
        return {Role.LEAD: self.lead, Role.RESPONSIBLE: self.responsible, Role.ASSIST: self.assist}[role]

    @property
    def in_force(self) -> bool:
        """Whether it counts: a withdrawn task stays in every list, but in no total."""
        return self.withdrawn is None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the document with its tasks in printed order; number counts from 1."""

    number: int
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A headline goal of a plan (预期目标): its target, and the task that carries it where it is one."""

    target: Target
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One city's decree of one year: the document, its chapters and headline goals, and source.txt as obtained."""

    city_id: str
    year: int
    decree: DecreeEntry
    chapters: tuple[Chapter, ...]
    goals: tuple[Goal, ...]
    source: str
    place: Place

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks in document order."""
        return tuple(task for chapter in self.chapters for task in chapter.tasks)

    @property
    def key(self) -> tuple[str, int]:
        """City and year: what names the plan."""
        return (self.city_id, self.year)


@dataclass(frozen=True, slots=True)
class City:
    """A city with its registries (in registry order) and its plans (latest year first)."""

    id: str
    name: str
    province: str
    level: str
    place: Place
    units: tuple[Unit, ...]
    leaders: tuple[Leader, ...]
    plans: tuple[Plan, ...]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """A back-link from a unit to a task: in which role, under which printed form."""

    task: Task
    role: Role
    printed: str


@dataclass(frozen=True, slots=True)
class Book:
    """Everything, resolved. Cities stand in the order of their folders' names.

    alone: one city, taken out of all there is, so that nothing is compared across cities.
    """

    site: SiteEntry
    cities: tuple[City, ...]
    indicators: tuple[Indicator, ...]
    functions: tuple[Function, ...]
    by_unit: Mapping[tuple[str, str], tuple[Involvement, ...]]
    by_leader: Mapping[tuple[str, str], tuple[Task, ...]]
    by_indicator: Mapping[str, tuple[tuple[Plan, Task | None, Target], ...]]
    synonyms: tuple[SynonymEntry, ...] = ()
    alone: bool = False

    def city(self, city_id: str) -> City:
        """Return a city; KeyError where there is none."""
        for city in self.cities:
            if city.id == city_id:
                return city
        raise KeyError(city_id)

    def plans(self) -> Iterator[Plan]:
        """Yield every plan, city by city."""
        for city in self.cities:
            yield from city.plans

    def tasks(self) -> Iterator[Task]:
        """Yield every task in document order, plan by plan."""
        for plan in self.plans():
            yield from plan.tasks


@dataclass(frozen=True, slots=True)
class Document:
    """A finished Markdown page, ready for the site builder.

    path is relative to the pages folder (qianjiang/2021/tasks/096.md); markdown is complete (front matter included).
    tables[n] is the ready HTML of the n-th table of the page, which stands as Markdown between the comment lines
    <!-- table n --> and <!-- /table n -->; its links begin with @/ and name site addresses (@/qianjiang/units/x/#y).
    """

    path: str
    title: str
    markdown: str
    tables: tuple[str, ...] = ()
