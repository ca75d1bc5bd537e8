"""Step 1, load: the files of content/ -> entries with their places.

In: the content folder. Out: Loaded, or ContentError with every mistake of form in every file: YAML, unknown or missing
files and folders, the shape of records. What names and ids mean is resolve's business.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from taskbook.entries import (
    ChapterFile,
    CityEntry,
    DecreeEntry,
    Entry,
    FunctionEntry,
    IndicatorEntry,
    LeaderEntry,
    SiteEntry,
    UnitEntry,
)
from taskbook.loaded import Loaded, LoadedChapter, LoadedCity, LoadedPlan, Placed
from taskbook.model import Place
from taskbook.problems import ContentError, Problem, nearest
from taskbook.shapes import validate
from taskbook.tree import Node
from taskbook.yamlfile import read_file

__all__ = ["Loaded", "load"]

E = TypeVar("E", bound=Entry)

REMARKS = ("README.md", "review.md")
TOP_FILES = ("site.yml", "indicators.yml", "functions.yml")
CITY_FILES = ("city.yml", "units.yml", "leaders.yml")
PLAN_FILES = ("decree.yml", "source.txt", "tasks")
CHAPTER_NAME = re.compile(r"\d\d[a-z0-9-]*\.yml")


def load(content: Path) -> Loaded:
    """Read all of content/."""
    return _Loader(content).content()


class _Loader:
    """Walks the folders once, gathering records, the trees they came from, and problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name = root.resolve().name
        self.problems: list[Problem] = []
        self.nodes: dict[Place, Node] = {}

    def content(self) -> Loaded:
        folders = self._folder(self.root, TOP_FILES, ("synonyms.yml",), open_to_folders=True)
        site = self._one(self.root / "site.yml", SiteEntry)
        indicators = self._many(self.root / "indicators.yml", IndicatorEntry)
        functions = self._many(self.root / "functions.yml", FunctionEntry)
        cities = [city for city in map(self._city, folders) if city is not None]
        if self.problems or site is None:
            raise ContentError(self.problems)
        return Loaded(site.entry, indicators, functions, tuple(cities), self._locate)

    def _city(self, folder: Path) -> LoadedCity | None:
        folders = self._folder(folder, CITY_FILES, (), open_to_folders=True)
        city = self._one(folder / "city.yml", CityEntry)
        units = self._many(folder / "units.yml", UnitEntry)
        leaders = self._many(folder / "leaders.yml", LeaderEntry)
        plans = [plan for plan in map(self._plan, folders) if plan is not None]
        if city is None:
            return None
        if city.entry.id != folder.name:
            message = f"id 是 {city.entry.id}，文件夹却叫 {folder.name}"
            self._problem("folder-id", self._locate(city.place, "id"), message, "改成一样的。")
        return LoadedCity(city, units, leaders, tuple(plans))

    def _plan(self, folder: Path) -> LoadedPlan | None:
        if not re.fullmatch(r"\d{4}", folder.name, re.ASCII):
            message = f"不认识的文件夹 {folder.name}"
            self._problem("unknown-file", self._file(folder), message, "年度文件夹用四位数字命名，如 2021。")
            return None
        self._folder(folder, PLAN_FILES, ("ledger",), open_to_folders=False)
        decree = self._one(folder / "decree.yml", DecreeEntry)
        source = self._text(folder / "source.txt")
        chapters = self._chapters(folder / "tasks")
        if decree is None:
            return None
        return LoadedPlan(int(folder.name), decree, chapters, source)

    def _chapters(self, folder: Path) -> tuple[LoadedChapter, ...]:
        if not folder.is_dir():
            if folder.exists():
                self._problem("unreadable", self._file(folder), "tasks 应是文件夹", "各章的文件放在 tasks/ 里。")
            return ()
        files = []
        for path in self._entries(folder):
            if CHAPTER_NAME.fullmatch(path.name):
                files.append(path)
            else:
                self._problem("unknown-file", self._file(path), f"不认识的文件 {path.name}", "按次序命名，如 01.yml。")
        if not files:
            self._problem("missing-file", self._file(folder), "tasks/ 里没有任务文件", "写 01.yml。")
        return tuple(chapter for chapter in map(self._chapter, files) if chapter is not None)

    def _chapter(self, path: Path) -> LoadedChapter | None:
        loaded = self._one(path, ChapterFile)
        if loaded is None:
            return None
        tasks = []
        for index, task in enumerate(loaded.entry.tasks):
            node = self.nodes[loaded.place].node(("tasks", index))
            self.nodes[node.place] = node
            tasks.append(Placed(task, node.place))
        return LoadedChapter(loaded.entry.chapter, loaded.place, tuple(tasks))

    def _folder(
        self, folder: Path, required: tuple[str, ...], optional: tuple[str, ...], *, open_to_folders: bool
    ) -> list[Path]:
        """Report what is missing or unknown in a folder; return its further folders where they are allowed."""
        known = {*required, *optional, *REMARKS}
        folders = []
        found = self._entries(folder)
        for path in found:
            if path.name in known:
                continue
            if open_to_folders and path.is_dir():
                folders.append(path)
            else:
                close = nearest(path.name, known, 1)
                hint = f"最相近的：{close[0]}。" if close else "移走它，或改成规定的名字。"
                self._problem("unknown-file", self._file(path), f"不认识的文件 {path.name}", hint)
        present = {path.name for path in found}
        for name in required:
            if name not in present:
                self._problem("missing-file", self._file(folder / name), f"缺少 {name}", "补上这个文件。")
        return folders

    def _entries(self, folder: Path) -> list[Path]:
        """Return what stands in a folder, by name, without hidden files."""
        try:
            return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as error:
            message = f"文件夹打不开（{error.strerror}）"
            self._problem("unreadable", self._file(folder), message, "检查路径和权限。")
            return []

    def _one(self, path: Path, model: type[E]) -> Placed[E] | None:
        node = self._node(path)
        return None if node is None else self._record(node, model)

    def _many(self, path: Path, model: type[E]) -> tuple[Placed[E], ...]:
        node = self._node(path)
        if node is None:
            return ()
        if not isinstance(node.value, list):
            self._problem("wrong-kind", node.place, "整个文件应是一个列表", "每条以“- ”开头；没有条目写 []。")
            return ()
        records = (self._record(item, model) for item in node.value)
        return tuple(record for record in records if record is not None)

    def _record(self, node: Node, model: type[E]) -> Placed[E] | None:
        entry, problems = validate(node, model)
        self._add(problems)
        if entry is None:
            return None
        self.nodes[node.place] = node
        return Placed(entry, node.place)

    def _node(self, path: Path) -> Node | None:
        if not path.exists():  # its folder has reported it
            return None
        node, problems = read_file(path, self._file(path).file)
        self._add(problems)
        return node

    def _text(self, path: Path) -> str:
        if not path.exists():
            return ""
        try:
            return path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            self._problem(
                "encoding", self._file(path), "文件不是 UTF-8 编码", "转成 UTF-8，并更新 decree.yml 的 sha256。"
            )
        except OSError as error:
            self._problem("unreadable", self._file(path), f"文件读不出来（{error.strerror}）", "检查文件。")
        return ""

    def _add(self, problems: Iterable[Problem]) -> None:
        """Take problems in; where a place has one already, the first says what is wrong."""
        taken = {problem.place for problem in self.problems}
        self.problems += [problem for problem in problems if problem.place not in taken]

    def _problem(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, place, message, hint))

    def _file(self, path: Path) -> Place:
        """Return the place of a file: relative to the content folder's parent."""
        return Place((Path(self.name) / path.relative_to(self.root)).as_posix())

    def _locate(self, record: Place, *path: str | int) -> Place:
        node = self.nodes.get(record)
        return record if node is None else node.place_of(path)
