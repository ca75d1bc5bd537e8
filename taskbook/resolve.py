"""Step 2, resolve: entries -> one immutable Book.

In: Loaded. Out: the Book: printed names have become units and leaders, ids their records, chapter files of one chapter
are one Chapter, back-links are lookups. Every unknown, doubly claimed or repeated name or id of all files is a Problem;
what is unknown stays in the Book under its own name, so that the rest can be checked. Whether what is said is right is
check's business.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from taskbook.entries import MilestoneEntry, TargetEntry, TaskEntry
from taskbook.loaded import Loaded, LoadedCity, LoadedPlan, Locate, Placed
from taskbook.model import (
    Book,
    Chapter,
    City,
    Function,
    Goal,
    Indicator,
    Involvement,
    Leader,
    Mention,
    Milestone,
    Place,
    Plan,
    Role,
    Target,
    Task,
)
from taskbook.problems import ContentError, Problem, Severity, nearest
from taskbook.registry import TAKEN_BY_SITE, CityRegistry, duplicates


def resolve(loaded: Loaded) -> Book:
    """Make the Book of content without mistakes; raise ContentError with load's and resolve's problems of all files."""
    book, problems = survey(loaded)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise ContentError(problems)
    return book


def survey(loaded: Loaded) -> tuple[Book, list[Problem]]:
    """Make the Book as far as the content allows; return it with load's and resolve's problems."""
    resolver = _Resolver(loaded)
    return resolver.book(), [*loaded.problems, *resolver.problems]


class _Resolver:
    """Goes through the cities once, with the shared registries and the problems found so far."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.locate: Locate = loaded.locate
        self.problems: list[Problem] = []
        self.functions = {f.entry.id: Function(f.entry.id, f.entry.name) for f in loaded.functions}
        self.indicators = {
            i.entry.id: Indicator(i.entry.id, i.entry.name, i.entry.aliases, i.entry.unit, i.entry.direction)
            for i in loaded.indicators
        }
        self.problems += duplicates(((i.entry, i.place) for i in loaded.indicators), "指标编号", self.locate)
        self.problems += duplicates(((f.entry, f.place) for f in loaded.functions), "职能编号", self.locate)
        cities = [(city.city.entry, city.city.place) for city in loaded.cities]
        self.problems += duplicates(cities, "城市编号", self.locate, TAKEN_BY_SITE)
        tasks = [
            (task.entry, task.place)
            for city in loaded.cities
            for plan in city.plans
            for chapter in plan.chapters
            for task in chapter.tasks
        ]
        self.problems += duplicates(tasks, "任务编号", self.locate)

    def book(self) -> Book:
        cities = tuple(self._city(city) for city in self.loaded.cities)
        tasks = [task for city in cities for plan in city.plans for task in plan.tasks]
        return Book(
            site=self.loaded.site,
            cities=cities,
            indicators=tuple(self.indicators.values()),
            functions=tuple(self.functions.values()),
            by_unit=_by_unit(tasks),
            by_leader=_by_leader(tasks),
            by_indicator=_by_indicator(cities),
            synonyms=tuple(synonym.entry for synonym in self.loaded.synonyms),
        )

    def _city(self, loaded: LoadedCity) -> City:
        registry = CityRegistry(loaded, self.functions, self.locate, self.problems)
        entry = loaded.city.entry
        plans = [self._plan(plan, registry) for plan in loaded.plans]
        return City(
            id=entry.id,
            name=entry.name,
            province=entry.province,
            level=entry.level,
            place=loaded.city.place,
            units=registry.units,
            leaders=registry.leaders,
            plans=tuple(sorted(plans, key=lambda plan: -plan.year)),
            code=entry.code,
        )

    def _plan(self, loaded: LoadedPlan, registry: CityRegistry) -> Plan:
        chapters = []
        filled = [chapter for chapter in loaded.chapters if chapter.tasks]
        for number, (title, files) in enumerate(groupby(filled, key=lambda chapter: chapter.title), 1):
            placed = [task for file in files for task in file.tasks]
            tasks = tuple(self._task(task, title, loaded.year, registry) for task in placed)
            if loaded.decree.entry.first_leads:
                tasks = tuple(map(_first_leads, tasks))
            chapters.append(Chapter(number, title, tasks))
        by_id = {task.id: task for chapter in chapters for task in chapter.tasks}
        self._moved(by_id, f"{registry.city_id}-{loaded.year}-")
        decree = loaded.decree
        return Plan(
            city_id=registry.city_id,
            year=loaded.year,
            decree=decree.entry,
            chapters=tuple(chapters),
            goals=tuple(self._goals(loaded, by_id)),
            source=loaded.source,
            place=decree.place,
        )

    def _goals(self, loaded: LoadedPlan, tasks: Mapping[str, Task]) -> Iterator[Goal]:
        """Yield the headline goals; a goal that refers to a task stands for each of the task's targets."""
        for number, entry in enumerate(loaded.decree.entry.headline, 1):
            key = "id" if entry.task is None else "task"
            place = self.locate(loaded.decree.place, "headline", number - 1, key)
            if entry.task is None:
                yield Goal(self._target(entry, number, place))
                continue
            task = tasks.get(entry.task)
            if task is None:
                close = nearest(entry.task, tasks)
                hint = f"最相近的：{'、'.join(close)}。" if close else ""
                self._problem("unknown-task", place, f"本年没有任务 {entry.task}", hint)
            elif not task.targets:
                self._problem("goal-without-target", place, f"任务 {entry.task} 没有指标", "给它写上 targets。")
            else:
                yield from (Goal(target, task) for target in task.targets)

    def _moved(self, tasks: Mapping[str, Task], prefix: str) -> None:
        """Demand that what a task comes from was this plan's, is not the task itself, and went to one task if gone."""
        heirs: dict[str, str] = {}
        for task in tasks.values():
            for index, entry in enumerate(task.moved):
                place = self.locate(task.place, "moved", index, "task")
                if not entry.task.startswith(prefix):
                    self._problem("task-id", place, f"任务编号 {entry.task} 不合本市本年", f"应以 {prefix} 开头。")
                elif entry.task == task.id:
                    self._problem("duplicate-id", place, f"任务 {task.id} 来自自己", "写原来的编号，或删去。")
                elif entry.task not in tasks and heirs.setdefault(entry.task, task.id) != task.id:
                    hint = f"{heirs[entry.task]} 已写；旧网址只能转到一处，删去一个。"
                    self._problem("duplicate-id", place, f"任务 {entry.task} 并入了两条任务", hint)

    def _task(self, placed: Placed[TaskEntry], chapter: str, year: int, registry: CityRegistry) -> Task:
        entry, place = placed.entry, placed.place
        prefix = f"{registry.city_id}-{year}-"
        if not entry.id.startswith(prefix) or "-" in entry.id[len(prefix) :]:
            where = self.locate(place, "id")
            self._problem("task-id", where, f"任务编号 {entry.id} 不合本市本年", f"应以 {prefix} 开头。")
        return Task(
            id=entry.id,
            city_id=registry.city_id,
            year=year,
            slug=entry.id.rpartition("-")[2],
            chapter=chapter,
            section=entry.section,
            text=entry.text,
            place=place,
            item=entry.item,
            leaders=self._leaders(entry, place, registry),
            lead=self._mentions(entry.lead, place, Role.LEAD, registry),
            responsible=self._mentions(entry.responsible, place, Role.RESPONSIBLE, registry),
            assist=self._mentions(entry.assist, place, Role.ASSIST, registry),
            due=entry.due,
            due_text=entry.due_text,
            public_deed=entry.public_deed,
            targets=tuple(
                self._target(target, number, self.locate(place, "targets", number - 1, "id"))
                for number, target in enumerate(entry.targets, 1)
            ),
            milestones=tuple(map(_milestone, entry.milestones)),
            note=entry.note,
            moved=entry.moved,
            withdrawn=entry.withdrawn,
            revised=entry.revised,
        )

    def _leaders(self, entry: TaskEntry, place: Place, registry: CityRegistry) -> tuple[Leader, ...]:
        places = (self.locate(place, "leaders", index) for index in range(len(entry.leaders)))
        return tuple(map(registry.leader, entry.leaders, places))

    def _mentions(
        self, names: tuple[str, ...], place: Place, role: Role, registry: CityRegistry
    ) -> tuple[Mention, ...]:
        places = (self.locate(place, role.value, index) for index in range(len(names)))
        return tuple(map(registry.mention, names, places))

    def _indicator(self, entry: TargetEntry, place: Place) -> Indicator | None:
        if entry.id is None or entry.id in self.indicators:
            return self.indicators.get(entry.id or "")
        close = nearest(entry.id, self.indicators)
        hint = f"{'最相近的：' + '、'.join(close) + '。' if close else ''}在 indicators.yml 登记，或删去 id。"
        self._problem("unknown-indicator", place, f"不认识的指标编号 {entry.id}", hint)
        return Indicator(entry.id, entry.indicator)

    def _target(self, entry: TargetEntry, number: int, place: Place) -> Target:
        return Target(
            number=number,
            indicator=entry.indicator,
            quote=entry.quote,
            registered=self._indicator(entry, place),
            op=entry.op,
            value=entry.value,
            unit=entry.unit,
            measure=entry.measure,
            verb=entry.verb,
            per=entry.per,
            base=entry.base,
            among=entry.among,
            effort=entry.effort,
            by=entry.by,
            by_text=entry.by_text,
            kind=entry.kind,
        )

    def _problem(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, place, message, hint))


def _first_leads(task: Task) -> Task:
    """Make the unit listed first the lead (a rule that some decrees state) where none is named as such."""
    if task.lead or not task.responsible:
        return task
    return replace(task, lead=task.responsible[:1], responsible=task.responsible[1:])


def _milestone(entry: MilestoneEntry) -> Milestone:
    return Milestone(entry.what, entry.quote, entry.by, entry.by_text)


def _by_unit(tasks: list[Task]) -> dict[tuple[str, str], tuple[Involvement, ...]]:
    """Return each unit's tasks, by role weight, then in document order; a unit counts once per task and role."""
    found: defaultdict[tuple[str, str], list[Involvement]] = defaultdict(list)
    for role in Role:
        for task in tasks:
            seen = set()
            for mention in task.mentions(role):
                if mention.unit is not None and mention.unit.key not in seen:
                    seen.add(mention.unit.key)
                    found[mention.unit.key].append(Involvement(task, role, mention.printed))
    return {key: tuple(involvements) for key, involvements in found.items()}


def _by_leader(tasks: list[Task]) -> dict[tuple[str, str], tuple[Task, ...]]:
    found: defaultdict[tuple[str, str], dict[str, Task]] = defaultdict(dict)
    for task in tasks:
        for leader in task.leaders:
            found[leader.key][task.id] = task
    return {key: tuple(named.values()) for key, named in found.items()}


def _by_indicator(cities: tuple[City, ...]) -> dict[str, tuple[tuple[Plan, Task | None, Target], ...]]:
    """Return each indicator's promises: cities and plans in their order, headline goals first, then tasks."""
    found: defaultdict[str, list[tuple[Plan, Task | None, Target]]] = defaultdict(list)
    for plan in (plan for city in cities for plan in city.plans):
        goals = [(None, goal.target) for goal in plan.goals if goal.task is None]
        promises = [*goals, *((task, target) for task in plan.tasks for target in task.targets)]
        for task, target in promises:
            if target.registered is not None:
                found[target.registered.id].append((plan, task, target))
    return {key: tuple(promises) for key, promises in found.items()}
