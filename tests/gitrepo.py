"""Small git repositories of the golden city, for the tests of what git tells."""

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from conftest import GOLDEN

TASKS = "shifan/2021/tasks"


@dataclass
class Repo:
    """A repository; every commit is made a day after the one before it, at nine in the morning in Beijing."""

    folder: Path
    day: int = 1

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def git(self, *arguments: str) -> str:
        when = f"2021-03-{self.day:02d}T09:00:00+08:00"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | dates).stdout

    def commit(self, message: str) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        self.day += 1
        return self.git("rev-parse", "HEAD").strip()

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace words of a file below content/ that stand in it once."""
        path = self.content / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), "utf-8")

    def correct(self, old: str, new: str, file: str) -> None:
        """Replace words in the source and in a file of tasks, as a correction of both."""
        self.edit("shifan/2021/source.txt", old, new)
        source = (self.content / "shifan/2021/source.txt").read_bytes()
        decree = self.content / "shifan/2021/decree.yml"
        head, _, rest = decree.read_text("utf-8").partition("sha256: ")
        decree.write_text(f"{head}sha256: {hashlib.sha256(source).hexdigest()}{rest[64:]}", "utf-8")
        path = self.content / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def golden(folder: Path) -> Repo:
    """Make a repository with the golden city in its first commit."""
    folder.mkdir(parents=True, exist_ok=True)
    repo = Repo(folder)
    repo.git("init", "-q", "-b", "main")
    repo.git("config", "user.name", "编者")
    repo.git("config", "user.email", "editor@example.org")
    shutil.copytree(GOLDEN, repo.content)
    repo.commit("录入示范市2021年文件")
    return repo
