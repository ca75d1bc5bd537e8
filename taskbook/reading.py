"""Read files into sound entries with places (the lower half of load: one file or one folder at a time).

In: paths below the content folder. Out: entries without any mistake of form, None or fewer entries otherwise; every
mistake is kept as a problem, and found by its place where each field of an entry stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from taskbook.entries import Entry
from taskbook.loaded import Placed
from taskbook.model import Place
from taskbook.problems import Problem
from taskbook.shapes import validate
from taskbook.tree import Node
from taskbook.yamlfile import read_file

E = TypeVar("E", bound=Entry)
HARMLESS = frozenset({"encoding", "line-ends"})
"""Mistakes of a whole file that leave its words what they are."""


class Reader:
    """Reads what stands under a content folder; problems come in the order of reading."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = root.resolve().name
        self.problems: list[Problem] = []
        self.present: set[Path] = set()
        self.nodes: dict[Place, Node] = {}
        self.misread: dict[str, set[int]] = {}

    def listing(self, folder: Path) -> list[Path] | None:
        """Return what stands in a folder, by name, without hidden files; None where it can't be opened."""
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as error:
            message = f"文件夹打不开（{error.strerror}）"
            self.problem("unreadable", self.file(folder), message, "检查路径和权限。")
            return None
        self.present.update(found)
        return found

    def node(self, path: Path) -> Node | None:
        """Read a YAML file; None where nothing can be read, or where its folder does not list it."""
        if path not in self.present:  # reported with its folder
            return None
        place = self.file(path)
        node, problems = read_file(path, place.file)
        self.misread[place.file] = {problem.place.line for problem in problems if problem.code not in HARMLESS}
        self.add(problems)
        return node

    def one(self, path: Path, model: type[E]) -> Placed[E] | None:
        """Read a file that is one record; None where it has any mistake."""
        node = self.node(path)
        return None if node is None else self.sound(node, model, None)

    def many(self, path: Path, model: type[E]) -> tuple[tuple[Placed[E], ...], bool]:
        """Read a file that is a list of records; return the sound ones, and whether these are all."""
        node = self.node(path)
        if node is None:
            return (), False
        if not isinstance(node.value, list):
            self.problem("wrong-kind", node.place, "整个文件应是一个列表", "每条以“- ”开头；没有条目写 []。")
            return (), False
        records = [self.sound(item, model, end) for item, end in with_ends(node.value)]
        return tuple(record for record in records if record is not None), None not in records

    def sound(self, node: Node, model: type[E], end: int | None, known: E | None = None) -> Placed[E] | None:
        """Make the entry of a record that ends before a line (None: with its file); None where it has any mistake.

        known is its entry where that has been made with the whole file.
        """
        entry, problems = (known, []) if known else validate(node, model)
        self.add(problems)
        if entry is None or self.is_misread(node, end):
            return None
        self.nodes[node.place] = node
        return Placed(entry, node.place)

    def is_misread(self, node: Node, end: int | None) -> bool:
        """Whether reading found a mistake from a node's first line to the line before end."""
        lines = self.misread.get(node.file, ())
        return any(node.line <= line and (end is None or line < end) for line in lines)

    def text(self, path: Path) -> str | None:
        """Read a file of plain text as it is."""
        if path not in self.present:
            return None
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            self.problem(
                "encoding", self.file(path), "文件不是 UTF-8 编码", "转成 UTF-8，并更新 decree.yml 的 sha256。"
            )
        except OSError as error:
            self.problem("unreadable", self.file(path), f"文件读不出来（{error.strerror}）", "检查文件。")
        return None

    def add(self, problems: Iterable[Problem]) -> None:
        """Take problems in; where a place has one already, the first says what is wrong."""
        taken = {problem.place for problem in self.problems}
        self.problems += [problem for problem in problems if problem.place not in taken]

    def problem(self, code: str, place: Place, message: str, hint: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, place, message, hint))

    def file(self, path: Path) -> Place:
        """Return the place of a file: relative to the content folder's parent."""
        return Place((Path(self.name) / path.relative_to(self.root)).as_posix())

    def locate(self, record: Place, *path: str | int) -> Place:
        """Return where a field of a record stands (a Locate, see loaded)."""
        node = self.nodes.get(record)
        return record if node is None else node.place_of(path)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder, False where that can't be seen."""
    try:
        return path.is_dir()
    except OSError:
        return False


def with_ends(items: Sequence[Node]) -> Iterator[tuple[Node, int | None]]:
    """Yield each record of a list with the line where the next one starts."""
    ends: list[int | None] = [item.line for item in items[1:]]
    yield from zip(items, [*ends, None], strict=False)
