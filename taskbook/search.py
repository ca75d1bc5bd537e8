"""The search index: all that the search box can find, as one small file for the worker in the browser.

In: the Book. Out: files of the site by address: the index, and the stub that Material's script fetches on every page,
which only names the index. The worker (templates/theme/assets/search-worker.js) fetches the index at the first real
query and does the rest: folding, matching, ranking. What is opened from a disk can neither fetch nor start a worker:
there the index is a script, and the worker's code runs in the page (templates/offline/search-here.js). The layout of
the index is described at index().
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from taskbook import addresses, wording
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Book, Goal, Indicator, Mention, Plan, Role, Task, Unit
from taskbook.text import converter, fold_text

STUB = "search/search_index.json"
"""Where Material's script looks; the name is Material's."""
SCRIPT_STUB = "search/search_index.js"
"""Where it looks on a disk, and which variable it reads there: __index."""
HERE = "assets/search-here.js"
"""The search that runs in the page."""

_WORKER = ("search-worker.js", "search-shorter.js", "search-results.js")
_SCRIPTS = "/* the worker's scripts */"
_CJK = range(0x3400, 0xA000)
_PLACES = re.compile(r"(各|相关|有关).*[县区镇乡街]")


def files(book: Book, layout: Layout = FOLDERS) -> Mapping[str, bytes]:
    """Return the site's search files by address; the index is named by what it holds, so it can be cached for good."""
    data = _compact(index(book, layout))
    name = f"index-{hashlib.sha256(data).hexdigest()[:12]}.{'js' if layout.offline else 'json'}"
    stub = _compact({"config": {"index": name}, "docs": []})
    if layout.offline:
        return {SCRIPT_STUB: b"var __index=%b;" % stub, f"search/{name}": b"taskbook.index=%b;" % data}
    return {STUB: stub, f"search/{name}": data}


def here(templates: Path) -> Mapping[str, bytes]:
    """Return the script that searches in the page: the worker's scripts, put into a function of their own."""
    assets = templates / "theme" / "assets"
    frame = (templates / "offline" / "search-here.js").read_text(encoding="utf-8")
    scripts = [(assets / name).read_text(encoding="utf-8") for name in _WORKER]
    return {HERE: frame.replace(_SCRIPTS, "\n".join(scripts)).encode()}


def index(book: Book, layout: Layout = FOLDERS) -> dict[str, Any]:
    """Return what can be found; records are short lists, and point at others by their place in their list.

    fold: [traditional characters, the simplified ones that stand for them], equally long
    cities: [id, name]; functions: [id, name]; indicators: [id, name, aliases]; leaders: [city, id, name]
    units: [city, id, name, other forms, whether it is a collective of places (各区镇街道)]
    plans: [city, year, name of the document, [label of leaders, lead, responsible, assist]]
    headings, names: printed headings and names of indicators, each once
    tasks: [plan, slug, text, length of the title (negative: … follows), headings, leaders, lead units,
    responsible units, assisting units, names of indicators, badges: 1 民生实事, 2 withdrawn, 4 revised, added up]
    goals: [plan, number, name of the indicator, quote]; synonyms: [words, means], see SynonymEntry
    ends: how the address of a page ends, and that of a folder's page; pages that are left out are not in the index
    """
    records = _Records(book, layout)
    tasks = [records.task(task) for task in book.tasks()]
    out = {
        "cities": [[city.id, city.name] for city in book.cities],
        "functions": [
            [function.id, function.name] for function in book.functions if records.has(addresses.function(function))
        ],
        "indicators": [_indicator(indicator) for indicator in book.indicators],
        "leaders": [[records.cities[leader.city_id], leader.id, leader.name] for leader in records.leader_list],
        "units": [records.unit(unit) for unit in records.unit_list],
        "plans": [records.plan(plan) for plan in book.plans()],
        "tasks": tasks,
        "goals": [goal for plan in book.plans() for goal in records.goals(plan)],
        "headings": list(records.headings),
        "names": list(records.names),
        "synonyms": [[entry.words, entry.means] for entry in book.synonyms],
        "ends": [".html", "/index.html"] if layout.html else ["/", "/"],
    }
    return {"fold": traditional(fold_text(_compact(out).decode()))} | out


def traditional(words: str) -> tuple[str, str]:
    """Return the traditional characters whose simplified form (or they themselves) occur in words, and these forms."""
    convert = converter("t2s")
    assert convert is not None
    known = set(words)
    every = [chr(code) for code in _CJK]
    simple = convert("\n".join(every)).split("\n")  # a line each, so that no phrase is seen
    pairs = [(old, new) for old, new in zip(every, simple, strict=True) if old != new and {old, new} & known]
    return "".join(old for old, _ in pairs), "".join(new for _, new in pairs)


class _Records:
    """Writes records as lists; numbers what they point at."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.left_out = layout.left_out
        units = (unit for city in book.cities for unit in city.units)
        leaders = (leader for city in book.cities for leader in city.leaders)
        self.unit_list = [unit for unit in units if self.has(addresses.unit(unit))]
        self.leader_list = [leader for leader in leaders if self.has(addresses.leader(leader))]
        self.cities = _numbers(city.id for city in book.cities)
        self.plans = _numbers(plan.key for plan in book.plans())
        self.units = _numbers(unit.key for unit in self.unit_list)
        self.leaders = _numbers(leader.key for leader in self.leader_list)
        self.headings: dict[str, int] = {}
        self.names: dict[str, int] = {}

    def has(self, page: str) -> bool:
        """Say whether a page exists."""
        return page not in self.left_out

    def unit(self, unit: Unit) -> list[Any]:
        others = [form for form in (*unit.aliases, unit.full) if form]
        places = unit.kind == "collective" and _PLACES.match(unit.name) is not None
        return [self.cities[unit.city_id], unit.id, unit.name, others, int(places)]

    def plan(self, plan: Plan) -> list[Any]:
        city = self.cities[plan.city_id]
        name = " ".join(filter(None, (plan.decree.title, plan.decree.number)))
        labels = [wording.leader_label(plan), *(wording.role_label(plan, role) for role in Role)]
        return [city, plan.year, name, labels]

    def task(self, task: Task) -> list[Any]:
        title = wording.title(task.text)
        cut = title.endswith("…") and not task.text.startswith(title)
        length = len((title.removesuffix("…") if cut else title).encode("utf-16-le")) // 2  # as JavaScript counts
        headings = (task.chapter, *task.section)
        return [
            self.plans[(task.city_id, task.year)],
            task.slug,
            task.text,
            -length if cut else length,
            [self.headings.setdefault(heading, len(self.headings)) for heading in headings],
            [self.leaders[leader.key] for leader in task.leaders],
            *(self._units(task.mentions(role)) for role in Role),
            [self._name(name) for name in dict.fromkeys(target.indicator for target in task.targets)],
            int(task.public_deed) + 2 * bool(task.withdrawn) + 4 * bool(task.revised),
        ]

    def goals(self, plan: Plan) -> list[list[Any]]:
        """Return the headline goals that are no tasks."""
        own: list[Goal] = [goal for goal in plan.goals if goal.task is None]
        number = self.plans[plan.key]
        return [[number, goal.target.number, goal.target.indicator, goal.target.quote] for goal in own]

    def _units(self, mentions: Iterable[Mention]) -> list[int]:
        return list(dict.fromkeys(self.units[mention.unit.key] for mention in mentions if mention.unit))

    def _name(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names))


def _numbers(keys: Iterable[Any]) -> dict[Any, int]:
    return {key: number for number, key in enumerate(keys)}


def _indicator(indicator: Indicator) -> list[Any]:
    return [indicator.id, indicator.name, indicator.aliases]


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
