"""Take in forms that came back (the step forms, way in).

In: files, the Book, the content folder, and how content is proved. Out: what each file brought; the YAML with the
changes of all forms that could be taken whole. A form with a single bad cell comes back and changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count as count_from
from pathlib import Path

from taskbook.forms import records, returning
from taskbook.forms.compare import Change, Comparison, Mark
from taskbook.forms.opened import RefusedError, Returned, open_form
from taskbook.forms.paper import known
from taskbook.forms.trial import Prove, Trial, trial
from taskbook.model import Book, City

Write = Callable[[Mapping[Path, str]], None]
BACK, DONE = "退回", "已收"


@dataclass(slots=True)
class Result:
    """What one file brought: changes taken, or why it went back (and where to)."""

    file: Path
    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refused: str = ""
    back: Path | None = None

    @property
    def taken(self) -> bool:
        """Whether the file was taken, with changes or without."""
        return not self.marks and not self.refused

    def lines(self) -> list[str]:
        """Return what people are told of it."""
        cells = {(mark.cell.tab, mark.cell.place) for mark in self.marks}
        if self.refused:
            told = [f"{self.file}：退回。{self.refused}"]
        elif self.marks:
            told = [f"{self.file}：退回，{len(cells)} 格要改，见 {self.back}"]
            told += [f"  “{mark.cell.tab}”表 {mark.cell.place}：{mark.why}" for mark in self.marks]
        else:
            told = [f"{self.file}：{f'改 {len(self.changes)} 处' if self.changes else '没有要改的'}"]
            told += [f"  {change}" for change in self.changes]
        return told + [f"  注意：{remark}" for remark in self.remarks]


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be read: files, the folders in which they were found (if not named one by one), where bad ones go."""

    files: tuple[Path, ...]
    folders: tuple[Path, ...]
    back: Path


def post(paths: Sequence[Path], inbox: Path) -> Post:
    """Gather files, and those that lie in folders themselves (the inbox where nothing is named)."""
    folders = tuple(path for path in paths if path.is_dir()) if paths else (inbox,)
    named = [path for path in paths if not path.is_dir()]
    found = [path for folder in folders for path in _files_in(folder)]
    return Post((*named, *found), folders, (folders[0] if folders else inbox) / BACK)


def _files_in(folder: Path) -> list[Path]:
    """Return a folder's files, without what programs leave there while a file is open."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(("~$", ".")))


def _put_away(results: Sequence[Result], folders: Sequence[Path]) -> None:
    """Move the files that were taken out of the folders in which they were found, so that each is read once."""
    for result in results:
        folder = result.file.parent
        if result.taken and folder in folders:
            done = folder / DONE
            done.mkdir(exist_ok=True)
            names = (f"{result.file.stem}{f'（{n}）' if n > 1 else ''}{result.file.suffix}" for n in count_from(1))
            result.file.rename(next(done / name for name in names if not (done / name).exists()))


def take(
    wanted: Post, book: Book, content: Path, prove: Prove, write: Write, count: Callable[[int, int], None]
) -> list[Result]:
    """Read forms one after the other, each against the YAML with all before it; write the YAML at the end."""
    results = [Result(file) for file in wanted.files]
    with ExitStack() as stack:
        trials: dict[str, Trial] = {}
        for number, result in enumerate(results, start=1):
            try:
                form = open_form(result.file)
                city = _city(book, form)
                if city.id not in trials:
                    trials[city.id] = stack.enter_context(trial(content, city.id, prove))
                _read(form, city, trials[city.id], result)
            except RefusedError as error:
                result.refused = str(error)
            count(number, len(results))
        write({path: text for tried in trials.values() for path, text in tried.texts.items()})
    for result in results:
        _send_back(result, wanted.back)
    _put_away(results, wanted.folders)
    return results


def _city(book: Book, form: Returned) -> City:
    for city in book.cities:
        if city.id == form.sent.city and any(plan.year == form.sent.year for plan in city.plans):
            return city
    raise RefusedError(f"这里没有这份表的计划（{form.sent.city} {form.sent.year} 年）。请交给发表的办公室。")


def _read(form: Returned, city: City, tried: Trial, result: Result) -> None:
    """Compare a form, and prove even what stands beside bad cells, so that all mistakes come back at once."""
    year = form.sent.year
    now = records.read(tried.folder(year), tried.copy)
    found = Comparison(form, now, known(city)).run()
    result.remarks = found.remarks
    if found.changes:
        found.marks += (tried.marks if found.marks else tried.take)(found.changes, year)
    tabs = list(dict.fromkeys(mark.cell.tab for mark in found.marks))
    result.marks = sorted(found.marks, key=lambda mark: (tabs.index(mark.cell.tab), mark.cell.row, mark.cell.column))
    result.changes = found.changes if not found.marks else []


def _send_back(result: Result, back: Path) -> None:
    """Lay a form that could not be taken into the folder of those that go back."""
    if result.refused:
        result.back = back / f"{result.file.name}（退回）.xlsx"
        returning.send_note(result.refused, result.file.name, result.back)
    elif result.marks:
        result.back = back / result.file.name
        returning.send_back(result.file, result.marks, result.remarks, result.back)
