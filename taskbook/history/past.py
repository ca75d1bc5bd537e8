"""History, past: what git says of every task -> revisions plan by plan.

In: the content folder, the plans there are, a file that keeps what was found. Out: the History; why there is none where
git can't tell, since a build never fails by it. Tasks are followed by their ids, whatever file or folder they stood in.
A commit's findings never change, so they are kept by its id; what is kept makes no difference to what is said.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from taskbook import changes, stamps, wording
from taskbook.changes import Change, Difference, History, PlanKey, Revision
from taskbook.git import GitError
from taskbook.history import comparing, figures, pairing, registers, taskfiles
from taskbook.history.repository import Logged, Repository, Touched
from taskbook.history.taskfiles import Record, text

_DEPTH = 4
"""City, year, tasks, file: what stands below a content folder."""
_MAKERS = (changes, comparing, figures, pairing, registers, taskfiles, wording)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one commit did: its changes, the content folders that tasks came from, the blobs that could not be read."""

    changes: tuple[Change, ...]
    origins: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def read(content: Path, plans: Collection[PlanKey], kept: Path) -> History:
    """Return the history of plans; kept is the file that remembers commits, written anew where it grows."""
    try:
        with Repository(content) as repository:
            history = _Walk(repository, plans, kept).history()
    except GitError as error:
        return History(missing=str(error))
    except (OSError, ValueError) as error:
        return History(missing=f"git 的答复读不了（{error}）")
    return history


class _Walk:
    """Goes from the newest commit to the oldest, finding where tasks came from on the way."""

    def __init__(self, repository: Repository, plans: Collection[PlanKey], kept: Path) -> None:
        self.repository = repository
        self.plans = plans
        self.kept = kept
        self.mark = stamps.fingerprint([stamps.digest(Path(str(made.__file__)).read_bytes()) for made in _MAKERS])
        self.roots = {repository.prefix}
        self.plain = taskfiles.Plain()
        self.earlier: dict[str, str] = {}
        self.files: dict[str, Mapping[str, Record] | None] = {}

    def history(self) -> History:
        edge, log = self.repository.edge(), self.repository.log()
        self.earlier = {one.after: one.before[0] for logged in log for one in logged.touched if one.before}
        known, kept = self._known(), {}
        revisions: list[tuple[Logged, _Found]] = []
        for logged in log:
            if logged.commit.id in edge:
                continue
            key = stamps.fingerprint(logged.commit.id, sorted(self.roots))
            found = _restored(known[key]) if key in known else self._found(logged)
            if not found.skipped:  # else it may depend on how far back the clone sees
                kept[key] = asdict(found)
            self.roots.update(found.origins)
            revisions.append((logged, found))
        if kept != known:
            stamps.write(self.kept, self.mark, json.dumps(kept, ensure_ascii=False).encode())
        days = [commit.day for commit in edge.values()]
        skipped = len({path for _, found in revisions for path in found.skipped})
        return History(self._by_plan(revisions, self._older(edge)), max(days, default=None), skipped)

    def _older(self, edge: Collection[str]) -> set[PlanKey]:
        """Return the plans that are older than what a shallow clone sees."""
        files = {path for commit in edge for path in self.repository.files(commit)}
        return {(city, year) for city, year in self.plans if any(f"{city}/{year}/tasks/" in path for path in files)}

    def _known(self) -> dict[str, Any]:
        if not stamps.is_fresh(self.kept, self.mark):
            return {}
        known: dict[str, Any] = json.loads(self.kept.read_bytes())
        return known

    def _by_plan(
        self, found: Iterable[tuple[Logged, _Found]], older: Collection[PlanKey]
    ) -> dict[PlanKey, tuple[Revision, ...]]:
        """Return revisions by plan, without what came with the import of a plan that is not older."""
        out: dict[PlanKey, list[Revision]] = {plan: [] for plan in self.plans}
        for logged, one in found:
            mine: dict[PlanKey, list[Change]] = {}
            for change in one.changes:
                for plan in changes.plans_of(change, self.plans):
                    mine.setdefault(plan, []).append(change)
            for plan in mine:
                out[plan].append(Revision(logged.commit, tuple(mine[plan])))
        listed = {plan: revisions if plan in older else _after_import(revisions) for plan, revisions in out.items()}
        return {plan: tuple(revisions) for plan, revisions in listed.items() if revisions}

    def _found(self, logged: Logged) -> _Found:
        """Compare the files of a commit with those of its parents; what agrees with any parent is no change."""
        files = [one for one in logged.touched if registers.register(one.path) is None]
        mine = [one for one in files if self._is_mine(one)]
        strange = [one for one in files if not self._is_mine(one) and not one.after]
        after = self._state([(one.after, one.path) for one in mine])
        parents = max((len(one.before) for one in mine), default=0)
        before = [self._state([(one.before[parent], one.path) for one in mine]) for parent in range(parents)]
        origins = self._origins(strange, before, after)
        blobs = {blob for one in mine for blob in (*one.before, one.after)}
        skipped = tuple(sorted(blob for blob in blobs if blob in self.files and self.files[blob] is None))
        if skipped and any(self._tasks(blob, "") is None for blob in blobs):
            # nothing is known of what a file held that can't be read: its tasks are neither new nor gone
            before = [{name: task for name, task in one.items() if name in after} for one in before]
            after = {name: task for name, task in after.items() if before and name in before[0]}
        more = [c for one in logged.touched for c in registers.changed(one, self.roots, self.repository.blob)]
        return _Found((*_changes(before, after), *more), origins, skipped)

    def _state(self, files: Iterable[tuple[str, str]]) -> dict[str, Record]:
        return {name: task for blob, path in files for name, task in (self._tasks(blob, path) or {}).items()}

    def _origins(
        self, strange: Iterable[Touched], before: list[dict[str, Record]], after: Mapping[str, Record]
    ) -> tuple[str, ...]:
        """Add to the old state the tasks that the commit took from folders which are not ours; return these folders."""
        origins = set()
        for one in strange:
            tasks = self._tasks(one.before[0], one.path) or {}
            came = {name: task for name, task in tasks.items() if name in after and before and name not in before[0]}
            if came:
                origins.add(_root(one.path))
                before[0] |= came
        return tuple(sorted(origins))

    def _is_mine(self, one: Touched) -> bool:
        return _root(one.path) in self.roots

    def _tasks(self, blob: str, path: str) -> Mapping[str, Record] | None:
        """Return the tasks of a file's state by id: of the state before it where it can't be read, None without one."""
        seen = set()
        while blob and blob not in seen:
            seen.add(blob)
            if blob not in self.files:
                self.files[blob] = self._read(blob, path)
            if (found := self.files[blob]) is not None:
                return found
            if blob not in self.earlier:
                return None
            blob = self.earlier[blob]
        return {}

    def _read(self, blob: str, path: str) -> Mapping[str, Record] | None:
        try:
            return self.plain.tasks(self.repository.blob(blob), path)
        except GitError:
            return None


def _root(path: str) -> str:
    """Return the content folder of a task file, ending in / unless it is the top; something else for other paths."""
    parts = path.split("/")
    return path if len(parts) < _DEPTH else "".join(f"{part}/" for part in parts[:-_DEPTH])


def _changes(before: list[dict[str, Record]], after: Mapping[str, Record]) -> Iterable[Change]:
    """Yield what became of each task: against one parent all differences, against several what none of them had."""
    old = before[0] if before else {}
    for name in sorted({*old, *after}):
        if any(state.get(name) == after.get(name) for state in before):
            continue
        if name not in after:
            yield Change(name, "removed", text(old[name], "text"))
        elif not any(name in state for state in before):
            yield Change(name, "added", text(after[name], "text"))
        else:
            past = next(state[name] for state in before if name in state)
            if found := comparing.differences(past, after[name]):
                yield Change(name, "changed", text(after[name], "text"), found)


def _after_import(revisions: list[Revision]) -> list[Revision]:
    """Drop what came with the import of a plan (the tasks of its oldest revision), and registers before it."""
    for place in reversed(range(len(revisions))):
        if any(change.kind == "added" for change in revisions[place].changes):
            older = [
                _tasks_only(one, "added") if n == 0 else _tasks_only(one) for n, one in enumerate(revisions[place:])
            ]
            return [*revisions[:place], *(one for one in older if one.changes)]
    return revisions


def _tasks_only(revision: Revision, but: str = "") -> Revision:
    rest = tuple(one for one in revision.changes if not one.register and one.kind != but)
    return replace(revision, changes=rest)


def _restored(kept: Mapping[str, Any]) -> _Found:
    found = (
        Change(one["task"], one["kind"], one["text"], tuple(Difference(**part) for part in one["differences"]))
        for one in kept["changes"]
    )
    return _Found(tuple(found), tuple(kept["origins"]))
