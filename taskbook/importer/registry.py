"""Importer, step 3b: all printed names of a document -> the registries that it proposes, and what is doubtful in them.

In: the Roles of every task in document order, and the registry that the city already has. Out: unit and leader records
as plain mappings in the order of first mention, every printed form in exactly one of them, and doubts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from taskbook.importer.assign import OPEN, Roles
from taskbook.importer.offices import kind, leader_id, office, unit_id
from taskbook.text import fold_text

_DOUBLE = re.compile(r"(.+(?:局|委|室|办|部))（(.+)）$")
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:区|县|市|州|旗)$")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something uncertain: what was read, why it is doubtful, what to do."""

    read: str
    why: str
    todo: str


@dataclass(slots=True)
class Registry:
    """Proposed units by name, in order; names finds the record of any folded printed form."""

    units: dict[str, dict[str, object]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    leaders: dict[str, dict[str, object]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    new: int = 0

    def add(self, name: str, alias: str | None = None) -> None:
        """Add a unit under a name unless a record has it; then give the record the alias."""
        record_name = self.names.get(fold_text(name))
        if record_name is None:
            record_name = name
            known = office(name)
            record: dict[str, object] = {"id": unit_id(name, {str(u["id"]) for u in self.units.values()}), "name": name}
            record["kind"] = kind(name)
            if known:
                record["function"] = known.function
            self.units[name] = record
            self.names[fold_text(name)] = name
            self.new += 1
        if alias and fold_text(alias) not in self.names:
            record = self.units[record_name]
            aliases = record.setdefault("aliases", [])
            assert isinstance(aliases, list)
            aliases.append(alias)
            self.names[fold_text(alias)] = record_name


def propose(roles: Iterable[Roles], known: Iterable[Mapping[str, object]] = ()) -> Registry:
    """Propose the registries of all roles; records of the city's present registry come first and stay as they are."""
    registry = Registry()
    for record in known:
        name = str(record["name"])
        registry.units[name] = dict(record)
        aliases = record.get("aliases", ())
        assert isinstance(aliases, (list, tuple))
        for form in (name, *aliases):
            registry.names[fold_text(str(form))] = name
    rows = list(roles)
    elided = {short: full for row in rows for short, full in row.elided.items()}
    for row in rows:
        for leader in row.leaders:
            registry.leaders.setdefault(leader, {"id": leader_id(leader), "name": leader})
        for name in (*row.lead, *row.responsible, *row.assist):
            if name != OPEN and fold_text(name) not in registry.names:
                _add(registry, name, elided)
    for row in rows:
        registry.doubts.extend(Doubt(name, "读不出这是哪个单位", "对照原文核对单位名称") for name in row.doubts)
    return registry


def _add(registry: Registry, name: str, elided: Mapping[str, str]) -> None:
    if name in elided:
        registry.add(elided[name], name)
        return
    if match := _DOUBLE.fullmatch(name):
        registry.add(match.group(1), name)
        registry.doubts.append(
            Doubt(name, f"双名，已记作「{match.group(1)}」的别名", "不是同一单位时，在 units.yml 另立一条")
        )
        return
    if (same := _same_office(registry, name)) is not None:
        registry.add(same, name)
        registry.doubts.append(
            Doubt(name, f"与「{same}」像是同一单位，已记作别名", "不是同一单位时，在 units.yml 另立一条")
        )
        return
    if _BARE_PLACE.fullmatch(name) and kind(name) != "collective":
        registry.doubts.append(Doubt(name, "只写地名，没有写机关", "是政府或管委会时，改记作它的别名"))
    registry.add(name)


def _same_office(registry: Registry, name: str) -> str | None:
    """Find a unit of the registry that is the same standard office under another form of its name."""
    wanted = office(name)
    if wanted is None:
        return None
    for other in registry.units:
        if office(other) == wanted:
            return other
    return None
