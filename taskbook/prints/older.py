"""Older data, wherever a person keeps them: a git revision, a folder, a ZIP, one YAML file (a part of booklets).

In: what was written after --errata, the content folder. Out: a content folder as it was, for as long as it is needed;
NothingChosenError where there is none.
"""

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from taskbook import git
from taskbook.problems import NothingChosenError

MARK = "site.yml"
"""What every content folder holds."""


@contextmanager
def content(old: str, current: Path) -> Iterator[Path]:
    """Yield the content folder that old names; current is the content folder as it is now."""
    path = Path(old)
    if path.is_dir():
        yield _marked(path, old)
        return
    with TemporaryDirectory(prefix="taskbook-") as place:
        folder = Path(place) / "content"
        if not path.is_file():
            _unpack(_archive(old, current), folder)
        elif path.suffix.lower() == ".zip":
            _unpack(path.read_bytes(), folder)
        elif path.suffix.lower() in (".yml", ".yaml"):
            _with(path, current, folder)
        else:
            raise NothingChosenError(
                f"看不出 {old} 是哪一版数据；--errata 要写 Git 版本、数据文件夹、ZIP 或一个 .yml 文件。"
            )
        yield _marked(folder, old)


def _marked(folder: Path, old: str) -> Path:
    """Return the content folder in a folder: itself, or one at most two levels below it."""
    for pattern in (MARK, f"*/{MARK}", f"*/*/{MARK}"):
        found = sorted(folder.glob(pattern))
        if found:
            return found[0].parent
    raise NothingChosenError(f"{old} 里没有 {MARK}，不是数据文件夹。")


def _unpack(data: bytes, folder: Path) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            archive.extractall(folder)  # it keeps every name within the folder
    except zipfile.BadZipFile as error:
        raise NothingChosenError(f"旧数据的 ZIP 打不开（{error}）。") from error


def _with(file: Path, current: Path, folder: Path) -> None:
    """Copy the content with one file as it was: that whose path ends like the older file's."""
    alike = {found: _alike(found, file.resolve()) for found in sorted(current.resolve().rglob(file.name))}
    best = [found for found, parts in alike.items() if parts == max(alike.values())]
    if len(best) != 1:
        said = "没有同名的文件" if not best else f"有{len(best)}个同名的文件"
        raise NothingChosenError(
            f"不知道 {file} 原在哪里：数据里{said}；请放在与数据相同的文件夹下，如 旧版/qianjiang/2021/tasks/02.yml。"
        )
    shutil.copytree(current, folder)
    shutil.copyfile(file, folder / best[0].relative_to(current.resolve()))


def _alike(one: Path, other: Path) -> int:
    """Count the last parts that two paths share."""
    pairs = zip(reversed(one.parts), reversed(other.parts), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _archive(revision: str, current: Path) -> bytes:
    """Return the content folder of a git revision as a ZIP."""
    try:
        commit = git.run(current, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except git.NoGitError as error:
        raise NothingChosenError(
            f"没有 {revision} 这个文件夹或文件；要按 Git 版本找旧数据，先装 git，或改写旧数据的文件夹。"
        ) from error
    except git.GitError as error:
        raise NothingChosenError(
            f"没有 {revision} 这个文件夹或文件，{current} 的 Git 记录里也没有这一版；"
            "请写 Git 版本（如 HEAD~1）或旧数据的文件夹。"
        ) from error
    try:
        return git.run(current, "archive", "--format=zip", commit.decode().strip())
    except git.GitError as error:
        raise NothingChosenError(
            f"取不出 {revision} 这一版的数据文件夹 {current}（{error}）；请换一版，或改写旧数据的文件夹。"
        ) from error
