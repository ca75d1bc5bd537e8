"""Publication in one stroke: a folder beside site/ is filled and swapped in when it is complete (used by website).

In: the site folder and a block of code that fills the folder it is given. Out: the new site, or the old one untouched.
Folders beside site/ (for a site called "site"): .site-new-<pid> is being filled, .site-next is complete and only waits
for its renames (it is the journal of systems that cannot exchange two folders), .site-old-<pid> is on its way out.
A run holds a lock on its own folder; the next run removes the folders that nobody holds.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taskbook.problems import OutputError

if sys.platform != "win32":
    import fcntl

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


class PublishError(OutputError):
    """Raised where the site folder cannot be replaced."""


@contextmanager
def staged(site: Path, mark: str) -> Iterator[Path]:
    """Yield an empty folder beside site; swap it in when the block ends well, remove it when the block fails.

    mark is a file that every site of ours holds: a folder without it is somebody else's and is never replaced.
    """
    site = site.resolve()
    refuse_unusable(site, mark)
    site.parent.mkdir(parents=True, exist_ok=True)
    tidy(site)
    new = site.parent / f".{site.name}-new-{os.getpid()}"
    new.mkdir()
    lock = _lock(new)
    try:
        yield new
        swap(new, site)
    finally:
        _unlock(lock)
        shutil.rmtree(new, ignore_errors=True)


def tidy(site: Path) -> None:
    """Finish a publication that was cut off between its two renames, and remove what dead runs left."""
    for pattern in (_ready(site).name, f".{site.name}-new-*", f".{site.name}-old-*"):
        for left in site.parent.glob(pattern):
            lock = _lock(left)
            if lock is None:
                continue
            if left == _ready(site) and not site.exists():
                left.rename(site)
            else:
                shutil.rmtree(left, ignore_errors=True)
            _unlock(lock)


def swap(new: Path, site: Path) -> None:
    """Put new in the place of site: at once where the system can, else by two renames that tidy can finish."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        old = site.parent / f".{site.name}-old-{os.getpid()}"
        ready = _ready(site)
        new.rename(ready)
        site.rename(old)
        ready.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _ready(site: Path) -> Path:
    return site.parent / f".{site.name}-next"


def refuse_unusable(site: Path, mark: str, option: str = "--site") -> None:
    """Raise PublishError where the site folder is not ours, or can't be exchanged in the folder that holds it.

    option is what names another folder on the command line.
    """
    site = site.resolve()
    above = next(folder for folder in site.parents if folder.exists())
    if not above.is_dir():
        raise PublishError(f"{above} 是一个文件，里面放不下网站文件夹；请移走它，或用 {option} 指定别的文件夹")
    if not os.access(above, os.W_OK | os.X_OK):
        raise PublishError(f"{above} 不能写入，放不下网站文件夹；请检查权限，或用 {option} 指定别的文件夹")
    if not site.exists():
        return
    if not site.is_dir():
        raise PublishError(f"{site} 是一个文件，不能作为网站文件夹；请移走它，或用 {option} 指定别的文件夹")
    if site.is_mount():
        raise PublishError(f"{site} 是挂载点，不能整体替换；请用 {option} 指定挂载点里的一个子文件夹")
    if any(site.iterdir()) and not (site / mark).is_file():
        raise PublishError(f"{site} 里有不是本程序生成的文件，没有改动；请清空它，或用 {option} 指定别的文件夹")


def _exchange(new: Path, site: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    if sys.platform == "win32":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(new), os.fsencode(site)
    if sys.platform == "linux" and hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE) == 0)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(first, second, _EXCHANGE) == 0)
    return False


def _lock(folder: Path) -> int | None:
    """Hold a folder until this process ends; None where another process holds it, -1 where locks do not exist."""
    if sys.platform == "win32":
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _unlock(handle: int | None) -> None:
    if handle is not None and handle >= 0:
        os.close(handle)
