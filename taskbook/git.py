"""Run git and read what it answers (a leaf of the house; git is only asked, never told to change anything).

In: a folder of a repository and arguments. Out: bytes, or GitError with one Chinese line. What a hook of git tells its
children of its own repository stays outside, and the user's configuration has no say in the output.
"""

import os
import subprocess
from pathlib import Path

_SETTINGS = ("core.quotePath=false", "log.showSignature=false", "log.showRoot=true", "core.fsmonitor=false")
_SECONDS = 60
# what a hook of git tells its children of its own repository, which may be another one
_OWN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")


class GitError(Exception):
    """Raised where git can't tell; its text says why, in Chinese."""


class NoGitError(GitError):
    """Raised where there is no git."""


def run(folder: Path, *arguments: str) -> bytes:
    """Return what a command of git writes; GitError where it fails."""
    try:
        done = subprocess.run(
            _command(folder, arguments), capture_output=True, check=True, timeout=_SECONDS, env=_environment()
        )
    except FileNotFoundError:
        raise NoGitError("没有安装 git") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git 用了 {_SECONDS} 秒还没有完") from None
    except subprocess.CalledProcessError as error:
        raise GitError(_said(error.stderr)) from None
    return done.stdout


def talk(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a command of git that answers what is written to it."""
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(_command(folder, arguments), stdin=pipe, stdout=pipe, stderr=quiet, env=_environment())


def _command(folder: Path, arguments: tuple[str, ...]) -> list[str]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return ["git", "-C", str(folder), "--no-replace-objects", "--no-pager", *settings, *arguments]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OWN}
    return kept | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}


def _said(errors: bytes) -> str:
    """Say in Chinese what git complains of, where it is something usual."""
    words = errors.decode("utf-8", "replace")
    usual = (
        ("not a git repository", "不在 git 工作区里"),
        ("dubious ownership", "git 不信任这个文件夹的所有者（见 git 的 safe.directory）"),
        ("does not have any commits", "还没有提交"),
        ("bad revision 'HEAD'", "还没有提交"),
    )
    return next((said for sign, said in usual if sign in words), f"git：{(words.strip().splitlines() or ['出错'])[0]}")
