"""The registries while they are resolved: names and ids -> records, each claimed by exactly one (part of resolve).

In: placed entries. Out: lookups that answer with the record or note a Problem with the nearest known names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from taskbook.entries import UnitEntry
from taskbook.loaded import LoadedCity, Locate, Placed
from taskbook.model import Function, Leader, Mention, Place, Unit
from taskbook.problems import Problem, nearest
from taskbook.text import fold_text

OPEN = "等"
"""The entry that says: the list is open here."""
TAKEN = frozenset({"index"})
"""Ids that no record can have: its page would stand in the place of another one."""
TAKEN_BY_SITE = TAKEN | {"404", "about", "api", "assets", "data", "functions", "indicators", "search"}
"""Ids that no city can have."""


class CityRegistry:
    """Units and leaders of one city, found by any printed form (compared after NFKC without white space)."""

    def __init__(
        self, loaded: LoadedCity, functions: Mapping[str, Function], locate: Locate, problems: list[Problem]
    ) -> None:
        self.city_id = loaded.city.entry.id
        self.problems = problems
        self.locate = locate
        self.unit_ids = {placed.entry.id: placed for placed in loaded.units}
        self.units = tuple(self._unit(placed, functions) for placed in loaded.units)
        self.leaders = tuple(
            Leader(
                self.city_id,
                placed.entry.id,
                placed.entry.name,
                placed.place,
                tuple((post.title, post.start, post.to) for post in placed.entry.posts),
            )
            for placed in loaded.leaders
        )
        self.problems += duplicates(((p.entry, p.place) for p in loaded.units), "单位编号", locate)
        self.problems += duplicates(((p.entry, p.place) for p in loaded.leaders), "领导编号", locate)
        self.problems += loops(loaded.units, locate)
        self.problems += taken_addresses(loaded.units, locate)
        self.unit_forms = self._claim_units()
        self.leader_forms = self._claim_leaders()

    def mention(self, printed: str, place: Place) -> Mention:
        """Resolve one entry of a role; without a unit (and a problem) where the name is unknown."""
        if printed == OPEN:
            return Mention(printed, None)
        unit = self.unit_forms.get(fold_text(printed))
        if unit is None:
            hint = self._hint(
                printed, [form for unit in self.units for form in (unit.name, *unit.aliases)], "units.yml"
            )
            self.problems.append(Problem("unknown-unit", place, f"不认识的单位 {printed}", hint))
        return Mention(printed, unit)

    def leader(self, printed: str, place: Place) -> Leader:
        """Resolve a leader's name; a leader of that name alone (and a problem) where it is unknown."""
        leader = self.leader_forms.get(fold_text(printed))
        if leader is None:
            hint = self._hint(printed, [leader.name for leader in self.leaders], "leaders.yml")
            self.problems.append(Problem("unknown-leader", place, f"不认识的领导 {printed}", hint))
            return Leader(self.city_id, printed, printed, place)
        return leader

    def _hint(self, printed: str, known: list[str], file: str) -> str:
        parts = printed.split("、")
        forms = self.unit_forms if file == "units.yml" else self.leader_forms
        if len(parts) > 1 and all(fold_text(part) in forms for part in parts):
            return f"各项之间用半角逗号：[{', '.join(parts)}]。"
        close = nearest(printed, known)
        look = f"最相近的：{'、'.join(close)}。" if close else ""
        other = "（另一种写法加到 aliases）" if file == "units.yml" else ""
        return f"{look}写对名称，或在 {file} 登记{other}。"

    def _unit(self, placed: Placed[UnitEntry], functions: Mapping[str, Function]) -> Unit:
        entry, place = placed.entry, placed.place
        if entry.function is not None and entry.function not in functions:
            hint = f"最相近的：{'、'.join(nearest(entry.function, functions)) or '无'}；在 functions.yml 登记。"
            where = self.locate(place, "function")
            self.problems.append(Problem("unknown-function", where, f"不认识的职能 {entry.function}", hint))
        related = [(("members", index), member) for index, member in enumerate(entry.members)]
        for path, other in [*related, *([(("part_of",), entry.part_of)] if entry.part_of else [])]:
            if other not in self.unit_ids:
                close = nearest(other, self.unit_ids)
                hint = f"最相近的：{'、'.join(close)}。" if close else "写本市 units.yml 里的编号。"
                where = self.locate(place, *path)
                self.problems.append(Problem("unknown-member", where, f"本市没有编号为 {other} 的单位", hint))
        return Unit(
            city_id=self.city_id,
            id=entry.id,
            name=entry.name,
            aliases=entry.aliases,
            kind=entry.kind,
            place=place,
            full=entry.full,
            function=functions.get(entry.function or ""),
            part_of=entry.part_of,
            members=entry.members,
            note=entry.note,
            former_ids=entry.former_ids,
            renamed=entry.renamed,
        )

    def _claim_units(self) -> dict[str, Unit]:
        forms: dict[str, Unit] = {}
        for unit in self.units:
            named: list[tuple[tuple[str | int, ...], str]] = [(("name",), unit.name)]
            named += [(("aliases", index), alias) for index, alias in enumerate(unit.aliases)]
            named += [(("full",), unit.full)] if unit.full else []
            for path, form in named:
                owner = forms.setdefault(fold_text(form), unit)
                if owner is not unit:
                    self._two_claimants(self.locate(unit.place, *path), form, owner.id, owner.place)
        return forms

    def _claim_leaders(self) -> dict[str, Leader]:
        forms: dict[str, Leader] = {}
        for leader in self.leaders:
            owner = forms.setdefault(fold_text(leader.name), leader)
            if owner is not leader:
                self._two_claimants(self.locate(leader.place, "name"), leader.name, owner.id, owner.place)
        return forms

    def _two_claimants(self, place: Place, form: str, owner: str, owner_place: Place) -> None:
        message = f"{form} 已属于 {owner}（第 {owner_place.line} 行）"
        self.problems.append(Problem("two-claimants", place, message, "一个名称只能属于一条登记：合并，或改名。"))


class Identified(Protocol):
    """An entry with an id."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


def duplicates(
    records: Iterable[tuple[Identified, Place]], what: str, locate: Locate, taken: frozenset[str] = TAKEN
) -> Iterator[Problem]:
    """Yield a problem for every entry whose id an earlier one has, or a page of the site's own."""
    seen: dict[str, Place] = {}
    for entry, place in records:
        if entry.id in taken:
            yield Problem(
                "reserved-id", locate(place, "id"), f"{what}不能是 {entry.id}", "本站自己的页面用了，换一个。"
            )
        first = seen.setdefault(entry.id, place)
        if first is not place:
            hint = f"{first.file} 第 {first.line} 行已用，换一个。"
            yield Problem("duplicate-id", locate(place, "id"), f"{what} {entry.id} 重复", hint)


def taken_addresses(units: tuple[Placed[UnitEntry], ...], locate: Locate) -> Iterator[Problem]:
    """Yield a problem for every former id that is a unit's id, or another's former id: its address leads one way."""
    owners = {placed.entry.id: placed.entry.id for placed in units}
    for placed in units:
        for index, former in enumerate(placed.entry.former_ids):
            if owners.setdefault(former, f"{placed.entry.id}（曾用）") != f"{placed.entry.id}（曾用）":
                place = locate(placed.place, "former_ids", index)
                yield Problem("duplicate-id", place, f"单位编号 {former} 重复", f"{owners[former]} 已用，删去。")


def loops(units: tuple[Placed[UnitEntry], ...], locate: Locate) -> Iterator[Problem]:
    """Yield a problem for every unit that is its own superior or member, however far up or down."""
    known = {placed.entry.id: placed.entry for placed in units}
    for placed in units:
        for key, above in (("part_of", _superiors), ("members", _members)):
            if _reaches(placed.entry, known, above):
                place = locate(placed.place, key)
                yield Problem("unit-loop", place, f"{placed.entry.name} 绕回了自己", f"改正 {key}。")


def _superiors(unit: UnitEntry) -> tuple[str, ...]:
    return (unit.part_of,) if unit.part_of else ()


def _members(unit: UnitEntry) -> tuple[str, ...]:
    return unit.members


def _reaches(start: UnitEntry, known: Mapping[str, UnitEntry], above: Callable[[UnitEntry], tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    waiting = list(above(start))
    while waiting:
        unit_id = waiting.pop()
        if unit_id == start.id:
            return True
        if unit_id in known and unit_id not in seen:
            seen.add(unit_id)
            waiting += above(known[unit_id])
    return False
