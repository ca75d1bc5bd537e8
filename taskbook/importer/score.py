"""Importer: how good is it? The documents of content/ are imported afresh and compared with what editors made of them.

In: the content folder. Out: Scores: right and wrong per kind of field, and how many wrong fields stand on the review
list. An indicator's id, a unit's id and where a text was obtained are an editor's choice and are not compared.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from taskbook.importer import write
from taskbook.importer.read import source
from taskbook.importer.records import PlanRecords, Present, plan_records
from taskbook.importer.review import questions
from taskbook.text import fold_text

Record = Mapping[str, object]
ROLES = ("leaders", "lead", "responsible", "assist")
_FIGURE = ("value", "unit", "op", "kind")
_FIELDS = ("indicator", "measure", "verb", "per", "base", "among", "effort", "by", "by_text", "quote")
_DECREE = (
    "title",
    "number",
    "issuer",
    "issued",
    "kind",
    "labels",
    "convert",
    "noise",
    "corrections",
    "rules",
    "headline",
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One wrong field: of which task (None: the decree's or a registry's), what, whether the review list names it."""

    task: str | None
    what: str
    listed: bool


@dataclass(slots=True)
class Score:
    """The counts of one document (or of several, added up)."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    def share(self, part: str, whole: str) -> float:
        """Return counts[part] / counts[whole], 1 where there is nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0


def score(folder: Path) -> Score:
    """Import the source of a plan's folder afresh and compare."""
    content, city = folder.parents[1], folder.parent
    listed = write.registry((content / "indicators.yml").read_text("utf-8"))
    present = Present(indicators={fold_text(form): str(row["id"]) for row in listed for form in write.forms(row)})
    raw = (folder / "source.txt").read_text("utf-8")
    name = str(write.plain(city / "city.yml").get("name", ""))
    made = plan_records(source(raw), city.name, int(folder.name), present, name)
    chapters = [write.plain(path) for path in sorted((folder / "tasks").glob("*.yml"))]
    wanted = [task for chapter in chapters for task in _rows(chapter.get("tasks"))]
    units = write.registry((city / "units.yml").read_text("utf-8"))
    return _Comparison(made, wanted, write.plain(folder / "decree.yml"), units).run(f"{city.name} {folder.name}")


class _Comparison:
    """Compares a fresh draft with the edited plan; everything as text, as YAML gives it."""

    def __init__(self, made: PlanRecords, wanted: list[Record], decree: Record, units: Sequence[Record]) -> None:
        self.made, self.wanted, self.decree, self.units = made, wanted, decree, units
        self.result = Score("")

    def run(self, name: str) -> Score:
        self.result.name = name
        counts = self.result.counts
        asked = questions(self.made.source.raw, self.made.doubts, self.made.spans)
        counts["entries"] = len(asked)
        counts["tasks"] = len(self.wanted)
        drafted = {
            fold_text(str(task["text"])): (task, span)
            for task, span in zip(self.made.tasks, self.made.spans, strict=True)
        }
        by_id = {task["id"]: (task, span) for task, span in zip(self.made.tasks, self.made.spans, strict=True)}
        counts["drafted"] = len(self.made.tasks)
        for task in self.wanted:
            same = drafted.get(fold_text(str(task["text"])))
            found = same or by_id.get(task["id"])
            if found is None:
                self._note(str(task["id"]), "task", False)
                continue
            doubted = any(
                d.span is not None and found[1].start <= d.span.start < found[1].end for d in self.made.doubts
            )
            if same is None:
                self._note(str(task["id"]), "text", doubted)
            counts["texts"] += same is not None
            self._task(task, _plain(found[0]), doubted)
        self._registry()
        self._document()
        return self.result

    def _note(self, task: str | None, what: str, listed: bool) -> None:
        self.result.wrong.append(Wrong(task, what, listed))

    def _task(self, wanted: Record, made: Record, doubted: bool) -> None:
        counts, task_id = self.result.counts, str(wanted["id"])
        for key in ("id", "item", "section", "due", "due_text", "public_deed"):
            if wanted.get(key) != made.get(key):
                self._note(task_id, key, doubted)
        for role in ROLES:
            if wanted.get(role) or made.get(role):
                counts["assignments"] += 1
                counts["roles"] += wanted.get(role) == made.get(role)
                if wanted.get(role) != made.get(role):
                    self._note(task_id, role, doubted)
        self._targets(task_id, wanted, made, doubted)
        quotes = [str(row["quote"]) for row in _rows(made.get("milestones"))]
        for row in _rows(wanted.get("milestones")):
            if str(row["quote"]) in quotes:
                quotes.remove(str(row["quote"]))
            else:
                self._note(task_id, f"milestone missing: {row['quote']}", doubted)
        for quote in quotes:
            self._note(task_id, f"milestone extra: {quote}", doubted)

    def _targets(self, task_id: str, wanted: Record, made: Record, doubted: bool) -> None:
        counts = self.result.counts
        free = _rows(made.get("targets"))
        for row in _rows(wanted.get("targets")):
            kind = "goals" if "kind" in row else "targets"
            counts[f"{kind} wanted"] += 1
            same = [other for other in free if all(other.get(key) == row.get(key) for key in _FIGURE)]
            if not same:
                self._note(task_id, f"target missing: {row['quote']}", doubted)
                continue
            best = max(same, key=lambda other: sum(other.get(key) == row.get(key) for key in _FIELDS))
            free.remove(best)
            counts[f"{kind} right"] += 1
            counts[f"{kind} drafted"] += 1
            for key in _FIELDS:
                if best.get(key) != row.get(key):
                    self._note(task_id, f"{key}: {best.get(key)} ≠ {row.get(key)}", doubted)
        for other in free:
            counts["goals drafted" if "kind" in other else "targets drafted"] += 1
            self._note(task_id, f"target extra: {other['quote']}", doubted)

    def _registry(self) -> None:
        """Compare which printed names are one unit, and what kind of unit it is."""
        wanted = {fold_text(form): unit for unit in self.units for form in write.forms(unit)}
        doubted = {fold_text(doubt.read) for doubt in self.made.doubts}
        for unit in self.made.units:
            forms = [fold_text(form) for form in write.forms(unit)]
            listed = any(form in doubted for form in forms)
            targets = {str(wanted[form]["id"]) for form in forms if form in wanted}
            self.result.counts["units"] += 1
            if len(targets) != 1 or any(form not in wanted for form in forms):
                self._note(None, f"unit {unit['name']}", listed)
                continue
            same = wanted[forms[0]]
            for key in ("kind", "function"):
                if unit.get(key) != same.get(key):
                    self._note(None, f"unit {unit['name']} {key}: {unit.get(key)} ≠ {same.get(key)}", listed)

    def _document(self) -> None:
        doubted = "".join(f"{doubt.read} {doubt.todo}" for doubt in self.made.doubts)
        made = _plain(self.made.decree)
        for key in _DECREE:
            if _shape(made.get(key)) != _shape(self.decree.get(key)):
                self._note(None, key, key in doubted)


def _shape(value: object) -> object:
    """Return what of a decree's field is compared: of lists their quotes or words."""
    if isinstance(value, list):
        keys = ("quote", "task", "printed", "text", "from")
        return [next((fold_text(str(row[key])) for key in keys if key in row), "") for row in value]
    return value


def _plain(value: Record) -> dict[str, object]:
    """Return a record with all scalars as text, as it reads from YAML."""
    from taskbook.yamlfile import dump, read

    node, _ = read(dump(value), "draft")
    plain = node.plain() if node else {}
    return plain if isinstance(plain, dict) else {}


def _rows(value: object) -> list[Record]:
    return list(value) if isinstance(value, list) else []


def total(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    sum_of = Score("合计")
    for one in scores:
        sum_of.counts.update(one.counts)
        sum_of.wrong.extend(one.wrong)
    return sum_of


def silent(scores: Iterable[Score]) -> list[Wrong]:
    """Return the wrong fields that no entry of the review list names."""
    return [wrong for one in scores for wrong in one.wrong if not wrong.listed]
