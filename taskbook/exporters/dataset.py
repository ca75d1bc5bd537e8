"""The Book as exports see it: lookups, citations and addresses, and the scopes that are exported (pure).

In: the Book, the trace of its words, the data date. Out: one Dataset that all outputs read. A scope is what one set of
files holds: everything, a city, a plan, a unit, a leader; its files stand beside its page.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from taskbook import __version__, addresses, wording
from taskbook.align import Trace
from taskbook.cells import address
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Book, City, Leader, Plan, Target, Task, Unit

SCHEMA_VERSION = "1.1.0"
"""Raised with the fields: the last part for words, the middle one for new fields, the first for changed meanings."""

NO_LICENCE = "未注明"
INDEPENDENT = "非政府网站，内容以原文件为准"
API = "api/v1/"
DATA = "data/"


@dataclass(frozen=True, slots=True)
class Scope:
    """What one set of files holds: whose it is, the folder of its page, and how its file names begin."""

    of: City | Plan | Unit | Leader | None
    folder: str
    stem: str
    title: str

    def path(self, name: str) -> str:
        """Return the site path of one of its files."""
        return f"{self.folder}{self.stem}{name}"


class Dataset:
    """Lookups over one Book; nothing here changes it."""

    def __init__(self, book: Book, trace: Trace, as_of: date, layout: Layout = FOLDERS) -> None:
        self.book, self.trace, self.as_of, self.layout = book, trace, as_of, layout
        self.cities = {city.id: city for city in book.cities}
        self.plans = {plan.key: plan for plan in book.plans()}

    @cached_property
    def version(self) -> str:
        """The version of the data: that of the fields, and the data date."""
        return f"{SCHEMA_VERSION}+{self.as_of:%Y%m%d}"

    @property
    def tool(self) -> str:
        """Name the program that made the files."""
        return f"taskbook {__version__}"

    def city(self, record: Plan | Task | Unit | Leader) -> City:
        """Return the city of a record."""
        return self.cities[record.city_id]

    def plan(self, task: Task) -> Plan:
        """Return the plan of a task."""
        return self.plans[(task.city_id, task.year)]

    def goals(self, plan: Plan) -> set[tuple[str | None, int]]:
        """Return which targets of a plan are headline goals, as (task id, number)."""
        return {(goal.task.id if goal.task else None, goal.target.number) for goal in plan.goals}

    # Citations and addresses

    def page(self, file: str) -> str:
        """Return the site path of a page."""
        return self.layout.address(file)

    def url(self, path: str | None) -> str | None:
        """Return the absolute address of a site path; None where the site has no public address."""
        base = self.book.site.address
        return f"{base.rstrip('/')}/{path}" if base and path is not None else None

    def document(self, plan: Plan) -> str:
        """Name the document of a plan as printed."""
        return wording.document_name(plan, self.city(plan).name)

    def citation(self, plan: Plan, task: Task | None) -> str:
        """Say how to cite a task, or a headline goal by its document."""
        return wording.citation(plan, self.city(plan).name, task) if task else self.document(plan)

    def words(self, task: Task) -> str:
        """Return the site path of a task's words in its source."""
        return f"{self.page(addresses.source(task))}#{addresses.words_id(task)}"

    def quote(self, plan: Plan, task: Task | None, target: Target) -> str:
        """Return the site path of a figure's words in its source."""
        return f"{self.page(addresses.source(plan))}#{addresses.quote_id(task, target)}"

    # Back-links

    @cached_property
    def _order(self) -> dict[str, tuple[int, Task]]:
        return {task.id: (place, task) for place, task in enumerate(self.book.tasks())}

    def unit_tasks(self, unit: Unit) -> list[Task]:
        """Return the tasks that name a unit, each once, in the order of the plans and documents."""
        named = {link.task.id for link in self.book.by_unit.get(unit.key, ())}
        return [self._order[task][1] for task in sorted(named, key=lambda task: self._order[task][0])]

    def leader_tasks(self, leader: Leader) -> list[Task]:
        """Return the tasks that name a leader, in the order of the plans and documents."""
        named = {task.id for task in self.book.by_leader.get(leader.key, ())}
        return [self._order[task][1] for task in sorted(named, key=lambda task: self._order[task][0])]

    # Scopes

    @cached_property
    def everything(self) -> Scope:
        """The whole site."""
        return Scope(None, DATA, "", self.book.site.title)

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """All scopes: everything, then city by city; units and leaders without a task have none."""
        out = [self.everything]
        for city in self.book.cities:
            out.append(Scope(city, address(addresses.city(city)), f"{city.id}-", city.name))
            out += [
                Scope(plan, address(addresses.plan(plan)), f"{city.id}-{plan.year}-", f"{city.name}{plan.year}年")
                for plan in city.plans
            ]
            out += [
                Scope(unit, address(addresses.unit(unit)), f"{city.id}-{unit.id}-", f"{city.name} {unit.name}")
                for unit in city.units
                if unit.key in self.book.by_unit
            ]
            out += [
                Scope(who, address(addresses.leader(who)), f"{city.id}-{who.id}-", f"{city.name} {who.name}")
                for who in city.leaders
                if who.key in self.book.by_leader
            ]
        return tuple(out)

    def scope_plans(self, scope: Scope) -> tuple[Plan, ...]:
        """Return the plans that a scope draws on."""
        match scope.of:
            case None:
                return tuple(self.book.plans())
            case Plan() as plan:
                return (plan,)
            case City() as city:
                return city.plans
            case Unit() | Leader() as holder:
                tasks = self.unit_tasks(holder) if isinstance(holder, Unit) else self.leader_tasks(holder)
                return tuple(plan for plan in self.city(holder).plans if any(t.year == plan.year for t in tasks))

    def notes(self, scope: Scope) -> list[tuple[str, str]]:
        """Return what a reader must know of a file: documents, data date, licence, who publishes it."""
        site = self.book.site
        out = [("内容", scope.title), ("数据截至", wording.day(self.as_of))]
        for plan in self.scope_plans(scope):
            source = f"文本取自{plan.decree.source.obtained_from}，未与原件核对"
            out.append((f"{self.city(plan).name}{plan.year}年依据", f"{self.document(plan)}；{source}"))
        if site.publisher.kind == "independent":
            out.append(("性质", INDEPENDENT))
        out.append(("发布者", site.publisher.name))
        out.append(("许可", site.licence or NO_LICENCE))
        fields = self.page(addresses.DATA)
        out.append(("字段说明", self.url(fields) or fields))
        return out
