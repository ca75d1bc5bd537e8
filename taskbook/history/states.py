"""History, states: all data files of content/ at a revision of git, in another folder, or as they are now.

In: the content folder, a base (a revision, or a folder). Out: path below the content folder -> bytes. Hidden files and
guides for editors are no data.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from taskbook.git import GitError
from taskbook.history.repository import Repository
from taskbook.problems import NothingChosenError

State = Mapping[str, bytes]
_REMARKS = ("README.md", "review.md")


def present(content: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    found = {path.relative_to(content).as_posix(): path for path in sorted(content.rglob("*")) if path.is_file()}
    return {name: found[name].read_bytes() for name in _data(found)}


def base(content: Path, name: str) -> dict[str, bytes]:
    """Return the files of a base: a folder, else the commit that a revision and the current branch have in common.

    NothingChosenError where there is no such base, or no data in it.
    """
    folder = Path(name)
    if folder.is_dir():
        inside = folder / content.resolve().name
        found = present(inside if inside.is_dir() and not (folder / "site.yml").is_file() else folder)
    else:
        try:
            with Repository(content) as repository:
                blobs = repository.files(repository.base(name))
                found = {path: repository.blob(blobs[path]) for path in sorted(_data(blobs))}
        except (GitError, OSError) as error:
            raise NothingChosenError(
                f"不能与 {name} 比较：{error}。BASE 写 git 的提交、分支或标签，或一个文件夹。"
            ) from None
    if not found:
        raise NothingChosenError(f"{name} 里没有数据文件。")
    return found


def _data(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if _is_data(PurePosixPath(path))]


def _is_data(path: PurePosixPath) -> bool:
    return path.name not in _REMARKS and not any(part.startswith(".") for part in path.parts)
