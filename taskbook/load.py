"""Step 1, load: the files of content/ -> entries with their places.

In: the content folder. Out: Loaded: every sound entry, and a problem for every mistake of form in every file: YAML,
unknown or missing files and folders, the shape of records. A file or an entry with a mistake is left out and the gap
noted, so that later steps can go on with the rest. What names and ids mean is resolve's business.
"""

import re
from collections.abc import Callable
from pathlib import Path

from taskbook.entries import (
    ChapterFile,
    CityEntry,
    DecreeEntry,
    FunctionEntry,
    IndicatorEntry,
    LeaderEntry,
    SiteEntry,
    SynonymEntry,
    TaskEntry,
    UnitEntry,
)
from taskbook.gaps import Gap, Hole
from taskbook.loaded import Loaded, LoadedChapter, LoadedCity, LoadedPlan, Placed
from taskbook.model import Place
from taskbook.problems import nearest
from taskbook.reading import E, Reader, is_folder, with_ends
from taskbook.reviewlist import FILE as REVIEW
from taskbook.reviewlist import open_questions
from taskbook.shapes import validate
from taskbook.tree import Node

REMARKS = ("README.md", REVIEW)
TOP_FILES = ("site.yml", "indicators.yml", "functions.yml")
CITY_FILES = ("city.yml", "units.yml", "leaders.yml")
PLAN_FILES = ("decree.yml", "source.txt", "tasks")
CHAPTER_NAME = re.compile(r"\d\d[a-z0-9-]*\.yml")

# they stand for a file that is left out, so that the rest can be looked at; nothing is ever built from them
_SITE = SiteEntry.model_validate(
    {"title": "-", "publisher": {"kind": "independent", "name": "-"}, "as_of": "0001-01-01"}
)
_DECREE = DecreeEntry.model_validate(
    {
        "kind": "report",
        "period": {"from": "0001-01-01", "to": "9999-12-31"},
        "source": {"kind": "unknown", "obtained_from": "-", "sha256": "0" * 64},
        "body": {"from": "-", "to": "-"},
    }
)


def load(content: Path, meant: Callable[[str, str], bool] | None = None) -> Loaded:
    """Read all of content/, or only the cities that are meant (told by id and name); all of them where none is."""
    return _Loader(content, meant).content()


class _Loader:
    """Walks the folders once, gathering records and what is left out."""

    def __init__(self, root: Path, meant: Callable[[str, str], bool] | None) -> None:
        self.root = root
        self.meant = meant
        self.reader = Reader(root)
        self.gaps: list[Gap] = []
        self.holes: list[Hole] = []

    def content(self) -> Loaded:
        folders = self._folder(self.root, TOP_FILES, ("synonyms.yml",), open_to_folders=True)
        folders = [folder for folder in folders if self._is_meant(folder)] or folders
        site = self.reader.one(self.root / "site.yml", SiteEntry)
        return Loaded(
            site=site.entry if site else _SITE,
            indicators=self._registry(self.root / "indicators.yml", IndicatorEntry),
            functions=self._registry(self.root / "functions.yml", FunctionEntry),
            cities=tuple(map(self._city, folders)),
            synonyms=self.reader.many(self.root / "synonyms.yml", SynonymEntry)[0],
            locate=self.reader.locate,
            problems=tuple(self.reader.problems),
            gaps=tuple(self.gaps),
            holes=tuple(self.holes),
        )

    def _is_meant(self, folder: Path) -> bool:
        """Tell whether a city is wanted; one whose name cannot be read may be."""
        if self.meant is None:
            return True
        reader = Reader(self.root)
        reader.listing(folder)
        city = reader.one(folder / "city.yml", CityEntry)
        return city is None or self.meant(folder.name, city.entry.name)

    def _registry(self, path: Path, model: type[E]) -> tuple[Placed[E], ...]:
        records, whole = self.reader.many(path, model)
        if not whole:
            self._gap(path.stem, path.parent)
        return records

    def _city(self, folder: Path) -> LoadedCity:
        folders = self._folder(folder, CITY_FILES, (), open_to_folders=True)
        path = folder / "city.yml"
        city = self.reader.one(path, CityEntry)
        if city is None:
            self._gap("city", folder)
            entry = CityEntry.model_construct(id=folder.name, name="-", province="-", level="county-level")
            city = Placed(entry, self.reader.file(path))
        elif city.entry.id != folder.name:
            message = f"id 是 {city.entry.id}，文件夹却叫 {folder.name}"
            self.reader.problem("folder-id", self.reader.locate(city.place, "id"), message, "改成一样的。")
            city = Placed(city.entry.model_copy(update={"id": folder.name}), city.place)  # tasks carry the folder's
        units = self._registry(folder / "units.yml", UnitEntry)
        leaders = self._registry(folder / "leaders.yml", LeaderEntry)
        plans = tuple(plan for plan in map(self._plan, folders) if plan is not None)
        return LoadedCity(city, units, leaders, plans)

    def _plan(self, folder: Path) -> LoadedPlan | None:
        if not re.fullmatch(r"\d{4}", folder.name, re.ASCII):
            message = f"不认识的文件夹 {folder.name}"
            self.reader.problem(
                "unknown-file", self.reader.file(folder), message, "年度文件夹用四位数字命名，如 2021。"
            )
            self._gap("mentions", folder.parent)
            return None
        self._folder(folder, PLAN_FILES, ("ledger",), open_to_folders=False)
        self.reader.add(open_questions(folder / REVIEW, self.reader.file(folder / REVIEW).file))
        decree = self.reader.one(folder / "decree.yml", DecreeEntry)
        source = self.reader.text(folder / "source.txt")
        if decree is None:
            self._gap("decree", folder)
            decree = Placed(_DECREE, self.reader.file(folder / "decree.yml"))
        if source is None:
            self._gap("source", folder)
            self.gaps.append(Gap("headline", self.reader.file(folder / "decree.yml").file))
        return LoadedPlan(int(folder.name), decree, self._chapters(folder / "tasks"), source or "")

    def _chapters(self, folder: Path) -> tuple[LoadedChapter, ...]:
        if folder not in self.reader.present:  # its own folder has reported it
            self._left_out(folder.parent, None)
            return ()
        if not is_folder(folder):
            place = self.reader.file(folder)
            self.reader.problem("unreadable", place, "tasks 应是文件夹", "各章的文件放在 tasks/ 里。")
            self._left_out(folder.parent, None)
            return ()
        chapters: list[LoadedChapter] = []
        after: Place | None = None
        for path in self.reader.listing(folder) or ():
            if CHAPTER_NAME.fullmatch(path.name):
                chapters.append(self._chapter(path, after))
                after = chapters[-1].tasks[-1].place if chapters[-1].tasks else after
            else:
                place = self.reader.file(path)
                self.reader.problem("unknown-file", place, f"不认识的文件 {path.name}", "按次序命名，如 01.yml。")
                self._gap("chapters", folder.parent)  # where it belongs is unknown
                self._gap("mentions", folder.parent.parent)
        if not chapters:
            place = self.reader.file(folder)
            self.reader.problem("missing-file", place, "tasks/ 里没有任务文件", "写 01.yml。")
            self._left_out(folder.parent, None)
        return tuple(chapters)

    def _chapter(self, path: Path, after: Place | None) -> LoadedChapter:
        """Read a file of tasks without those that have a mistake; after is the last task before the file."""
        plan = path.parent.parent
        node = self.reader.node(path)
        if node is None or not isinstance(node.value, dict):
            if node is not None:
                self.reader.add(validate(node, ChapterFile)[1])
            self._left_out(plan, after)
            return LoadedChapter("", self.reader.file(path), ())
        whole, problems = validate(node, ChapterFile)
        self.reader.add(problems)
        parts = {key: part.value for key, part in node.value.items()}
        title, found = parts.get("chapter"), parts.get("tasks")
        items = [item for item in found if isinstance(item, Node)] if isinstance(found, list) else []
        if not isinstance(title, str) or not items or self.reader.is_misread(node, items[0].line):
            self._left_out(plan, after)
        tasks: list[Placed[TaskEntry]] = []
        entries = whole.tasks if whole else (None,) * len(items)
        for (item, end), entry in zip(with_ends(items), entries, strict=True):
            task = self.reader.sound(item, TaskEntry, end, entry)
            if task is None:
                self._left_out(plan, tasks[-1].place if tasks else after)
            else:
                tasks.append(task)
        return LoadedChapter(title if isinstance(title, str) else "", node.place, tuple(tasks))

    def _left_out(self, plan: Path, after: Place | None) -> None:
        """Note that a plan misses tasks behind a task (None: before the first)."""
        self._gap("tasks", plan)
        self._gap("mentions", plan.parent)
        self.holes.append(Hole(self.reader.file(plan).file + "/", after))

    def _gap(self, what: str, folder: Path) -> None:
        self.gaps.append(Gap(what, self.reader.file(folder).file + "/"))

    def _folder(
        self, folder: Path, required: tuple[str, ...], optional: tuple[str, ...], *, open_to_folders: bool
    ) -> list[Path]:
        """Report what is missing or unknown in a folder; return its further folders where they are allowed."""
        known = {*required, *optional, *REMARKS}
        folders = []
        found = self.reader.listing(folder)
        if found is None:
            return []
        for path in found:
            if path.name in known:
                continue
            if open_to_folders and is_folder(path):
                folders.append(path)
            else:
                close = nearest(path.name, known, 1)
                hint = f"最相近的：{close[0]}。" if close else "移走它，或改成规定的名字。"
                self.reader.problem("unknown-file", self.reader.file(path), f"不认识的文件 {path.name}", hint)
        present = {path.name for path in found}
        for name in required:
            if name not in present:
                self.reader.problem("missing-file", self.reader.file(folder / name), f"缺少 {name}", "补上这个文件。")
        return folders
