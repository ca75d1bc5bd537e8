"""History, review: what a change of the data means, task by task, for those who approve it.

In: two states of content/. Out: a Review: tasks, units and leaders that are new, changed or gone, other files, and
warnings with their places. Nothing is demanded of either state: files that can't be read are named and left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.changes import Change, plan_of
from taskbook.history import comparing, registers, taskfiles
from taskbook.history.alerts import Warned, gone, warnings
from taskbook.history.states import State
from taskbook.history.taskfiles import Record, names, text
from taskbook.model import Place
from taskbook.tree import Node
from taskbook.yamlfile import read_bytes

_TASKS = re.compile(r"[^/]+/\d{4}/tasks/[^/]+\.yml")
_REGISTRY = re.compile(r"([^/]+)/(units|leaders)\.yml")
_DECREE_DEPTH = 2
KINDS = {"units": "单位", "leaders": "领导"}


@dataclass(frozen=True, slots=True)
class Registered:
    """A unit or leader that is new, changed or gone: which register, what of it, its city, what changed."""

    register: str
    kind: str
    city: str
    id: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """What differs; tasks come with their places (of a task that is gone: where it stood)."""

    tasks: tuple[tuple[Change, Place], ...] = ()
    registered: tuple[Registered, ...] = ()
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()


def review(old: State, new: State, folder: str) -> Review:
    """Compare two states; folder is the name that places begin with."""
    paths = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    unread: list[str] = []
    tasks, warned = _tasks(old, new, [path for path in paths if _TASKS.fullmatch(path)], folder, unread)
    registered = _registered(old, new, filter(_REGISTRY.fullmatch, paths), folder, unread)
    others = tuple(path for path in paths if not _TASKS.fullmatch(path) and not _REGISTRY.fullmatch(path))
    return Review(tuple(tasks), tuple(registered), others, tuple(sorted(set(unread))), tuple(warned))


def _tasks(
    old: State, new: State, paths: list[str], folder: str, unread: list[str]
) -> tuple[list[tuple[Change, Place]], list[Warned]]:
    before, lost_before = _nodes(old, paths, folder)
    after, lost_after = _nodes(new, paths, folder)
    unread += [*lost_before, *lost_after]
    units, first_leads = _names(old, new, folder), _first_leads(new, folder)
    found, warned = [], []
    for name in sorted({*before, *after}):
        was, now = before.get(name), after.get(name)
        # nothing is known of what stands in a file that can't be read: its tasks are neither gone nor new
        if (now is None and was and _path(was) in lost_after) or (was is None and now and _path(now) in lost_before):
            continue
        if now is None and was:
            found.append((Change(name, "removed", text(was.plain(), "text")), was.place))
            warned.append(gone(name, was, after))
        elif now and was is None:
            found.append((Change(name, "added", text(now.plain(), "text")), now.place))
        elif now and was:
            city, year = plan_of(name) or ("", 0)
            if differences := comparing.differences(was.plain(), now.plain()):
                found.append((Change(name, "changed", text(now.plain(), "text"), differences), now.place))
            first = f"{city}/{year}" in first_leads
            warned += warnings(name, was.plain(), now, units.get(city, {}), first_leads=first)
    return found, warned


def _path(node: Node) -> str:
    return node.file.partition("/")[2]


def _nodes(state: State, paths: list[str], folder: str) -> tuple[dict[str, Node], list[str]]:
    """Return the tasks of files, and the files that can't be read."""
    out: dict[str, Node] = {}
    unread = []
    for path in paths:
        if path in state:
            found = taskfiles.tasks(state[path], f"{folder}/{path}")
            if found is None:
                unread.append(path)
            out |= found or {}
    return out, unread


def _first_leads(state: State, folder: str) -> set[str]:
    """Return the plans (city/year) whose document says that the unit listed first leads."""
    out = set()
    for path in state:
        if path.count("/") == _DECREE_DEPTH and path.endswith("/decree.yml"):
            node, _ = read_bytes(state[path], f"{folder}/{path}")
            if node is not None and isinstance(node.value, dict) and text(node.plain(), "first_leads") == "true":
                out.add(path.removesuffix("/decree.yml"))
    return out


def _names(old: State, new: State, folder: str) -> dict[str, dict[str, str]]:
    """Return city -> name or alias -> unit id, so that another form of a name is no other unit."""
    out: dict[str, dict[str, str]] = {}
    for state in (old, new):
        for path in state:
            if (found := _REGISTRY.fullmatch(path)) and found[2] == "units":
                for name, unit in _records(state, path, folder, []).items():
                    forms = (text(unit, "name"), *names(unit, "aliases"))
                    out.setdefault(found[1], {}).update(dict.fromkeys(forms, name))
    return out


def _records(state: State, path: str, folder: str, unread: list[str]) -> dict[str, Record]:
    if path not in state:
        return {}
    found = taskfiles.registered(state[path], f"{folder}/{path}")
    if found is None:
        unread.append(path)
    return {name: node.plain() for name, node in (found or {}).items()}


def _registered(old: State, new: State, paths: Iterator[str], folder: str, unread: list[str]) -> Iterator[Registered]:
    for path in paths:
        city, _, file = path.partition("/")
        register = file.removesuffix(".yml")
        before, after = (_records(state, path, folder, unread) for state in (old, new))
        if path in unread:
            continue
        past = registers.formers(before, after)
        for name, record in after.items():
            if not (former := past[name]):
                yield Registered(register, "added", city, name, text(record, "name"))
            elif words := "；".join(one.line() for one in registers.differences(former, before[former], name, record)):
                yield Registered(register, "changed", city, name, text(record, "name"), words)
        for name in [name for name in before if name not in past.values()]:
            yield Registered(register, "removed", city, name, text(before[name], "name"))
