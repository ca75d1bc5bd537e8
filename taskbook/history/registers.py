"""History, registers: units, leaders and headline goals before and after -> differences in readable words.

In: two states of a register as YAML holds it. Out: what changed of each record. A unit is followed by its former ids
and its name; records that only come with a document are no change. The goals of a plan are told as one.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from taskbook.changes import Change, Difference
from taskbook.git import GitError
from taskbook.history import figures, taskfiles
from taskbook.history.repository import Touched
from taskbook.history.taskfiles import Record, names, records, text
from taskbook.yamlfile import read_bytes

_PATH = re.compile(r"((?:.+/)?)([^/]+)/(?:(units|leaders)\.yml|(\d{4})/decree\.yml)")
_SILENT = frozenset({"id", "former_ids", "name", "aliases", "renamed"})
_LABELS = {
    "full": "全称",
    "kind": "类别",
    "function": "职能",
    "part_of": "隶属",
    "members": "成员",
    "note": "编者注",
    "posts": "职务",
}
States = Mapping[str, Record]


class Register(NamedTuple):
    """Where a register lies: the content folder (ending in / unless it is top), its city, and which one it is."""

    root: str
    city: str
    kind: str
    year: str = ""


def register(path: str) -> Register | None:
    """Return which register a path is; the goals of a plan are one of their own; None for any other file."""
    found = _PATH.fullmatch(path)
    return found and Register(found[1], found[2], found[3] or "goals", found[4] or "")


def changed(one: Touched, roots: Collection[str], blob: Callable[[str], bytes]) -> Iterator[Change]:
    """Yield what a commit changed in a register: against one parent all, against several what none of them had."""
    where = register(one.path)
    if where is None or where.root not in roots or not one.after or not all(one.before) or not one.before:
        return
    try:
        before, after = [_read(blob(name), where) for name in one.before], _read(blob(one.after), where)
    except GitError:
        return
    if after is None or None in before:  # nothing is known of what a file held that can't be read
        return
    parents = [state for state in before if state is not None]
    for change in differing(where, parents[0], after):
        name = change.task.rpartition("/")[2]
        if not any(state.get(name) == after.get(name) for state in parents[1:]):
            yield change


def differing(where: Register, before: States, after: States) -> Iterator[Change]:
    """Yield the records of a register that differ, then those that are gone."""
    past = formers(before, after)
    for name, record in after.items():
        key = f"{where.city}/{where.kind}/{name}"
        if (old := past[name]) and (found := tuple(_differences(where.kind, old, before[old], name, record))):
            yield Change(key, "changed", text(record, "name"), found)
    for name in [name for name in before if name not in past.values()]:
        yield Change(f"{where.city}/{where.kind}/{name}", "removed", text(before[name], "name"))


def formers(before: States, after: States) -> dict[str, str]:
    """Return by id which id each record had: its own, a former one, or that of one of its name; "" for none.

    A record that is still there has lent nobody its name.
    """
    gone = {text(record, "name"): name for name, record in before.items() if name not in after}
    out = {}
    for name, record in after.items():
        known = (one for one in (name, *names(record, "former_ids")) if one in before)
        out[name] = next(known, gone.get(text(record, "name"), ""))
    return out


def differences(former: str, old: Record, name: str, new: Record) -> Iterator[Difference]:
    """Yield what changed of a unit or leader; former is the id that it had."""
    if former != name:
        yield Difference("id", f"{former} → {name}", "编号")
    if text(old, "name") != text(new, "name"):
        yield Difference("name", f"{text(old, 'name')} → {text(new, 'name')}", "名称")
    came = [name for name in names(new, "aliases") if name not in names(old, "aliases")]
    went = [name for name in names(old, "aliases") if name not in names(new, "aliases")]
    for verb, found in (("增加", came), ("去掉", went)):
        if found:
            yield Difference("aliases", "、".join(found), f"{verb}写法")
    was = records(old, "renamed")
    for one in records(new, "renamed"):
        if one not in was:
            yield Difference("renamed", f"{text(one, 'date')}，{text(one, 'why')}", "改名")
    rest = sorted(key for key in {*old, *new} - _SILENT if old.get(key) != new.get(key))
    if rest:
        yield Difference("rest", "、".join(_LABELS.get(key, key) for key in rest), "改了")


def _differences(kind: str, former: str, old: Record, name: str, new: Record) -> Iterator[Difference]:
    return figures.differences(old, new) if kind == "goals" else differences(former, old, name, new)


def _read(raw: bytes, where: Register) -> States | None:
    """Return the records of a register by id; the goals of a plan as those of one record, named by its year."""
    node, _ = read_bytes(raw, where.kind)
    if where.kind != "goals":
        found = taskfiles.by_id(node)
        return None if found is None else {name: item.plain() for name, item in found.items()}
    if node is None or not isinstance(node.value, dict):
        return None
    goals = [goal for goal in records(node.plain(), "headline") if "indicator" in goal]
    return {where.year: {"id": where.year, "name": f"{where.year}年预期目标", "targets": goals}}
