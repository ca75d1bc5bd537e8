"""History, repository: what git knows of data files (git is only read, never told to change anything).

In: the content folder. Out: commits with the files they changed, files of a revision, the bytes of blobs. Everything
that can go wrong is a GitError whose text is one Chinese line.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from taskbook import git
from taskbook.changes import Commit
from taskbook.git import GitError

_PATTERNS = tuple(f":(top,glob)**/{name}" for name in ("tasks/*.yml", "decree.yml", "units.yml", "leaders.yml"))
_FORM = ("-z", "--encoding=UTF-8", "--format=%x02%H%x1f%P%x1f%cI%x1f%B")
_HEADER = b"\x02"
_NO_BLOB = re.compile("0+")


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that a commit changed: its path, the blobs that it had in each parent ("" for none), the blob it has."""

    path: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A commit with the data files that it changed; first: a clone's lower edge, or the very first one."""

    commit: Commit
    parents: tuple[str, ...]
    touched: tuple[Touched, ...]


class Repository:
    """The repository that a content folder lies in; prefix is the folder's path in it, ending in / unless it is top."""

    def __init__(self, content: Path) -> None:
        self._folder = content
        if not (self._run("rev-parse", "--is-inside-work-tree").strip() == b"true"):
            raise GitError("不在 git 工作区里")
        self.prefix = self._run("rev-parse", "--show-prefix").decode().strip("\n")
        self._blobs: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._blobs:
            self._blobs.communicate()

    def edge(self) -> dict[str, Commit]:
        """Return by their ids the commits that a shallow clone ends with: git sees nothing before them."""
        if self._run("rev-parse", "--is-shallow-repository").strip() != b"true":
            return {}
        path = self._run("rev-parse", "--git-path", "shallow").decode().strip("\n")
        ends = (self._folder / path).read_text("ascii").split()
        found = _commits(self._run("log", "--no-walk", "--ignore-missing", *_FORM, *ends))
        return {one.commit.id: one.commit for one in found}

    def log(self) -> list[Logged]:
        """Return the commits that changed tasks, goals or registers anywhere in the repository, newest first."""
        wanted = ("--raw", "-c", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-notes", "--no-color")
        return list(_commits(self._run("log", *_FORM, *wanted, "HEAD", "--", *_PATTERNS)))

    def base(self, revision: str) -> str:
        """Return the commit that our branch and a revision have in common; the revision's own where git sees none."""
        try:
            own = self._run("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        except GitError:
            raise GitError(f"没有名为 {revision} 的提交、分支或标签") from None
        try:
            return self._run("merge-base", own, "HEAD").decode().split()[0]
        except (GitError, IndexError):
            return own

    def files(self, commit: str) -> dict[str, str]:
        """Return the content files of a commit: path below the content folder -> blob."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit, "--", self.prefix or ".")
        found = {}
        for line in filter(None, listed.split(b"\0")):
            facts, _, path = line.partition(b"\t")
            mode, kind, blob = facts.decode().split()
            if kind == "blob" and mode != "120000":
                found[path.decode("utf-8", "replace").removeprefix(self.prefix)] = blob
        return found

    def blob(self, name: str) -> bytes:
        """Return the bytes of a blob; GitError where the clone does not hold it."""
        if self._blobs is None:
            self._blobs = git.talk(self._folder, "cat-file", "--batch")
        sent, got = self._blobs.stdin, self._blobs.stdout
        if sent is None or got is None:
            raise GitError("git 没有回答")
        sent.write(f"{name}\n".encode())
        sent.flush()
        facts = got.readline().split()
        if len(facts) != 3:
            raise GitError(f"git 里没有 {name[:10]}")
        return got.read(int(facts[2]) + 1)[:-1]

    def _run(self, *arguments: str) -> bytes:
        return git.run(self._folder, *arguments)


def _commits(log: bytes) -> Iterator[Logged]:
    """Take apart what git log -z --raw writes: a header, then pairs of facts and path."""
    header: list[str] = []
    touched: list[Touched] = []
    tokens = iter(log.split(b"\0"))
    for raw in tokens:
        token = raw.lstrip(b"\n")
        if token.startswith(_HEADER):
            if header:
                yield _logged(header, touched)
            header, touched = token[1:].decode("utf-8", "replace").split("\x1f", 3), []
        elif token.startswith(b":"):
            touched.append(_touched(token.decode(), next(tokens).decode("utf-8", "replace")))
    if header:
        yield _logged(header, touched)


def _logged(header: Sequence[str], touched: Sequence[Touched]) -> Logged:
    name, parents, time, message = header
    lines = ("".join(char for char in line if char.isprintable()).strip() for line in message.splitlines())
    reason = next(filter(None, lines), "")
    return Logged(Commit(name, time, reason), tuple(parents.split()), tuple(touched))


def _touched(facts: str, path: str) -> Touched:
    count = len(facts) - len(facts.lstrip(":"))
    blobs = ["" if _NO_BLOB.fullmatch(blob) else blob for blob in facts.split()[count + 1 : 2 * count + 2]]
    return Touched(path, tuple(blobs[:-1]), blobs[-1])
