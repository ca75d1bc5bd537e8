"""Try changes on a copy of the content, and find the cells that the proof does not bear out (part of the step forms).

In: a city's folder and changes to it. Out: the new text of each file, proved as all content is; or marks on the cells
that disagree with the rules or the document. Nothing outside the copy is written.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from taskbook import yamlfile
from taskbook.forms.compare import Change, Mark, title, told_value
from taskbook.forms.records import ORDERS
from taskbook.labels import ROLES
from taskbook.model import Place
from taskbook.problems import ContentError, Problem
from taskbook.tree import Node
from taskbook.yamledit import Edit

Prove = Callable[[Path, str, int], object]
"""Content folder, city, year -> raises ContentError with the errors of that folder."""

_PRINTED = frozenset({"not-printed", "leftover", "body"})
_ASSIGNED = frozenset({*ROLES, "due", "due_text"})
_AGAINST = "与文件原文对不上。文件怎么印就怎么填，名称和次序都照原文；印发以后的调整写在备注里。"


@dataclass(slots=True)
class Trial:
    """A copy of one city's content in which changes are tried; texts are the content's files as changed so far."""

    content: Path
    city: str
    copy: Path
    prove: Prove
    texts: dict[Path, str] = field(default_factory=dict)

    def folder(self, year: int) -> Path:
        """Return the copy's folder of a plan."""
        return self.copy / self.city / str(year)

    def take(self, changes: Sequence[Change], year: int) -> list[Mark]:
        """Make changes in the copy if they are proved; else leave it as it was and return a mark for every bad cell."""
        marks = self.marks(changes, year)
        if not marks:
            before = self._write(changes)
            self.texts |= {self._original(path): path.read_text("utf-8") for path in before}
        return marks

    def marks(self, changes: Sequence[Change], year: int) -> list[Mark]:
        """Return a mark for every cell whose change is not proved; the copy stays as it was."""
        problems = self._problems(changes, year)
        if not problems:
            return []
        blamed = self._blamed(changes, problems)
        rest = [change for change in changes if not any(change is bad for bad, _ in blamed)]
        if rest and (left := self._problems(rest, year)):
            alone = [(group, self._problems(group, year)) for group in _by_task(rest)]
            guilty = [(change, found[0]) for group, found in alone if found for change in group]
            blamed += guilty or [(change, left[0]) for change in rest]
        return [Mark(cell, _why(change, problem)) for change, problem in blamed for cell in change.cells]

    def _problems(self, changes: Iterable[Change], year: int) -> list[Problem]:
        """Return what is wrong with the content after some changes; the copy stays as it was."""
        before = self._write(changes)
        try:
            self.prove(self.copy, self.city, year)
        except ContentError as error:
            return list(error.problems)
        finally:
            for path, text in before.items():
                path.write_bytes(text.encode())
        return []

    def _write(self, changes: Iterable[Change]) -> dict[Path, str]:
        """Make changes in the copy; return the changed files' former texts."""
        edits: dict[Path, Edit] = {}
        before: dict[Path, str] = {}
        for change in changes:
            path = change.record.file
            if path not in edits:
                edits[path] = Edit(path)
                before[path] = edits[path].text()
            value = list(change.value) if isinstance(change.value, tuple) else change.value
            edits[path].set((*change.record.path, change.field), value, order=ORDERS[change.record.sheet])
        for path, edit in edits.items():
            path.write_bytes(edit.text().encode())
        return before

    def _original(self, path: Path) -> Path:
        return self.content / path.relative_to(self.copy)

    def _blamed(self, changes: Sequence[Change], problems: Sequence[Problem]) -> list[tuple[Change, Problem]]:
        """Return the changes at whose place a problem stands."""
        before = self._write(changes)
        nodes = {path: self._node(path) for path in before}
        for path, text in before.items():
            path.write_bytes(text.encode())
        found: dict[int, tuple[Change, Problem]] = {}
        for problem in problems:
            for change in _concerned(problem, changes, nodes):
                found.setdefault(id(change), (change, problem))
        return list(found.values())

    def _node(self, path: Path) -> Node:
        node, problems = yamlfile.read_file(path, path.relative_to(self.copy.parent).as_posix())
        if node is None:
            raise ContentError(problems)
        return node


def _concerned(problem: Problem, changes: Sequence[Change], nodes: Mapping[Path, Node]) -> list[Change]:
    """Return the changes that a problem speaks of: those at its very place, else those of the record it is in."""
    exact = [change for change in changes if problem.place in _places(change, nodes[change.record.file])]
    if exact:
        return exact
    near = [change for change in changes if _inside(problem.place, change, nodes[change.record.file])]
    if problem.code in _PRINTED:
        return [change for change in near if change.field in _ASSIGNED] or near
    return near


def _places(change: Change, node: Node) -> Iterator[Place]:
    path = (*change.record.path, change.field)
    yield node.place_of(path)
    yield node.place_of_key(path)
    if isinstance(change.value, tuple):
        yield from (node.place_of((*path, index)) for index in range(len(change.value)))


def _inside(place: Place, change: Change, node: Node) -> bool:
    """Say whether a place lies in the task (or headline goal) of a change."""
    path = change.record.path[:2]
    start = node.place_of(path)
    siblings = node.node(path[:1]).value
    following = siblings[int(path[1]) + 1 :] if isinstance(siblings, list) else []
    end = following[0].line if following and isinstance(following[0], Node) else 1 << 30
    return place.file == start.file and start.line <= place.line < end


def _by_task(changes: Sequence[Change]) -> list[list[Change]]:
    groups: dict[tuple[Path, object], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.record.file, change.record.path[:2]), []).append(change)
    return list(groups.values())


def _why(change: Change, problem: Problem) -> str:
    told = f"改成“{told_value(change.value)}”以后，"
    if problem.code in _PRINTED:
        return told + _AGAINST
    message = problem.message
    if message.startswith(f"{change.field} "):  # a key of the YAML, that people know by its column's head
        message = title(change.record.sheet, change.field) + message.removeprefix(f"{change.field} ")
    return f"{told}{message}。{problem.hint}"


@contextmanager
def trial(content: Path, city: str, prove: Prove) -> Iterator[Trial]:
    """Copy what is common and one city; the copy is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / content.name
        others = {path.name for path in content.iterdir() if path.is_dir() and path.name != city}
        shutil.copytree(content, copy, ignore=lambda at, names: others & set(names) if Path(at) == content else set())
        yield Trial(content, city, copy, prove)
