"""Importer, step 3b: all printed names of a document -> the registries that it proposes, and what is doubtful in them.

In: the Roles of every task in document order, and the registry that the city already has. Out: unit and leader records
as plain mappings in the order of first mention, every printed form in exactly one of them, and doubts.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from taskbook.align import Span
from taskbook.importer.doubt import Doubt as Doubt
from taskbook.importer.roles.assign import OPEN, Roles
from taskbook.importer.roles.offices import at_city, kind, office, unit_id
from taskbook.importer.roles.people import leader_id
from taskbook.text import fold_text

_DOUBLE = re.compile(r"(.+(?:局|委|室|办|部))（(.+)）$")
_LEVELS = set("省市县区州")
_SETTLE = "不是同一单位的，在 units.yml 另立一条；只写地名而指政府、管委会的，改记作它的别名；无误则删去本条"
_BARE_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:区|县|市|州|旗)$")


@dataclass(slots=True)
class Registry:
    """Proposed units by name, in order; names finds the record of any folded printed form."""

    units: dict[str, dict[str, object]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    leaders: dict[str, dict[str, object]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    new: int = 0
    provincial: bool = False

    def keep(self, record: Mapping[str, object]) -> None:
        """Take over a record of the city's present registry."""
        name = str(record["name"])
        forms = record.get("aliases", ())
        assert isinstance(forms, list | tuple)
        self.units[name] = dict(record) | ({"aliases": list(forms)} if forms else {})
        for form in (name, *forms, record.get("full")):
            if form:
                self.names[fold_text(str(form))] = name

    def add(self, name: str, alias: str | None = None) -> None:
        """Add a unit under a name unless a record has it; then give the record the alias."""
        record_name = self.names.get(fold_text(name))
        if record_name is None:
            record_name = name
            said = at_city(name) if self.provincial else name
            known = office(said)
            record: dict[str, object] = {"id": unit_id(name, {str(u["id"]) for u in self.units.values()}), "name": name}
            record["kind"] = kind(said)
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


def propose(
    roles: Iterable[Roles],
    known: Iterable[Mapping[str, object]] = (),
    leaders: Iterable[Mapping[str, object]] = (),
    provincial: bool = False,
) -> Registry:
    """Propose the registries of all roles; records of the city's present registries come first and stay as they are.

    provincial: the document is a province's, so that its departments are its own (省财政厅).
    """
    registry = Registry(provincial=provincial)
    for record in known:
        registry.keep(record)
    for record in leaders:
        registry.leaders[str(record["name"])] = dict(record)
    rows = list(roles)
    reader = _Reader(registry, rows)
    for row in rows:
        for leader in row.leaders:
            reader.leader(leader, row.titles.get(leader))
        for name in (*row.lead, *row.responsible, *row.assist):
            if name != OPEN and fold_text(name) not in registry.names:
                reader.unit(name)
    reader.strings(rows)
    for row in rows:
        registry.doubts.extend(row.doubts)
    return registry


class _Reader:
    """Adds the names of a document to a registry, with a doubt for whatever is more than a new name."""

    def __init__(self, registry: Registry, rows: list[Roles]) -> None:
        self.registry = registry
        self.spans: dict[str, Span | None] = {}
        self.elided: dict[str, str] = {}
        for row in rows:
            for name in (*row.leaders, *row.lead, *row.responsible, *row.assist):
                self.spans.setdefault(name, row.span)
            for short, full in row.elided.items():
                if self.elided.setdefault(short, full) != full:
                    self.doubt(
                        short,
                        f"有时略去「{full}」的后半，有时略去「{self.elided[short]}」的",
                        "对照原文，分清是哪个单位",
                    )

    def doubt(self, name: str, why: str, todo: str) -> None:
        self.registry.doubts.append(Doubt(name, why, todo, self.spans.get(name)))

    def leader(self, name: str, title: str | None) -> None:
        """Add a leader, with the post that is printed beside the name."""
        leaders = self.registry.leaders
        if name not in leaders:
            taken = {str(record["id"]) for record in leaders.values()}
            leaders[name] = {"id": _free(leader_id(name), taken), "name": name}
            if title:
                leaders[name]["posts"] = [{"title": title}]

    def unit(self, name: str) -> None:
        """Add a unit, or a name as another form of a unit."""
        full = self.elided.get(name, name)
        if name == full and (match := _DOUBLE.fullmatch(name)):
            self.registry.add(match.group(1), name)
            self.doubt(name, f"双名，已记作「{match.group(1)}」的别名", _SETTLE)
            return
        if fold_text(full) not in self.registry.names and (same := _same_unit(self.registry, full)) is not None:
            self.registry.add(same, name)
            self.doubt(name, f"与「{same}」像是同一单位，已记作别名", _SETTLE)
            return
        if name == full and _BARE_PLACE.fullmatch(name) and kind(name) != "collective":
            self.doubt(name, "只写地名，没有写机关", _SETTLE)
        self.registry.add(full, name if name != full else None)

    def strings(self, rows: list[Roles]) -> None:
        """Doubt names that are others of the document strung together (市文联市花鼓剧团): a mark is lost there."""
        units = {name for row in rows for name in (*row.lead, *row.responsible, *row.assist)}
        starts = ((name, other) for name in units for other in units if len(other) > 2 and name.startswith(other))
        strung = {name for name, start in starts if name != start and _is_strung(name[len(start) :], units)}
        for row in rows if strung else ():
            for name in (*row.lead, *row.responsible, *row.assist):
                if name in strung:
                    row.doubt(
                        name, "由别处各自印出的几个单位连成，中间像少了分隔", "是几个单位时，分开写；无误则删去本条"
                    )


def _is_strung(rest: str, names: Container[str]) -> bool:
    """Whether words are names of units, one behind the other."""
    cuts = range(3, len(rest))
    return rest in names or any(rest[:cut] in names and _is_strung(rest[cut:], names) for cut in cuts)


def _free(base: str, taken: set[str]) -> str:
    number, free = 2, base
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free


def _same_unit(registry: Registry, name: str) -> str | None:
    """Find a unit of the registry that is the same under another form of its name: a standard office, a government."""
    wanted, level = office(name), fold_text(name)[:1]
    for other in registry.units:
        folded = fold_text(other)
        same_level = folded[:1] == level or not {folded[:1], level} & _LEVELS
        if wanted is not None and same_level and office(other) == wanted:
            return other
        if _long(folded) == _long(fold_text(name)):
            return other
    return None


def _long(name: str) -> str:
    """Return a government's name in its long form."""
    return re.sub("管委会$", "管理委员会", re.sub(r"(?<=[县市区州旗镇乡])政府$", "人民政府", name))
