"""The review list of a plan: review.md as the importer writes it and check counts it (a leaf of the house).

An entry is a heading of the second level and what follows it; an editor settles it and deletes it. Nothing else of the
file means anything to the program.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from taskbook.model import Place
from taskbook.problems import Problem, Severity

FILE = "review.md"
_HEADING = re.compile(r"## +(?P<title>\S.*?)\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One open entry: its heading's line and words."""

    line: int
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """One entry to write: where (source.txt:12:5), the words around, what was read, why it is doubtful, what to do.

    others are further places with the same cause: settled in the same way, one after the other.
    """

    where: str
    words: str
    read: str
    why: str
    todo: str
    others: tuple["Question", ...] = ()

    @property
    def title(self) -> str:
        """The heading: the same for the same doubt at the same places."""
        return f"{self.where} {self.read}".strip() + (f"（等 {len(self.others) + 1} 处）" if self.others else "")


def read_entries(path: Path) -> list[Entry]:
    """Return the open entries of a review list (none where there is no file)."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return []
    found = ((number, _HEADING.fullmatch(line)) for number, line in enumerate(text.splitlines(), 1))
    return [Entry(number, match["title"]) for number, match in found if match]


def open_questions(path: Path, file: str) -> list[Problem]:
    """Return a warning for every open entry; file is the name that places carry."""
    hint = "对照原文处理，再删去这一条。"
    entries = read_entries(path)
    return [Problem("review", Place(file, e.line), f"待核对：{e.title}", hint, Severity.WARNING) for e in entries]


def write(title: str, questions: Iterable[Question]) -> str:
    """Return the text of a review list."""
    parts = [
        f"# 待核对：{title}\n",
        "由导入程序写成。对照原文处理一条，删去一条（从“##”到下一个“##”之前）；全部处理完后删去本文件。\n",
    ]
    parts.extend(entry(question) for question in questions)
    return "\n".join(parts)


def entry(question: Question) -> str:
    """Return the text of one entry."""
    lines = [f"## {question.title}", ""]
    for place in (question, *question.others):
        if question.others:
            lines.append(f"- {place.where}")
        indent = "  " if question.others else ""
        lines += [f"{indent}- 原文：{place.words}"] if place.words else []
        lines += [f"{indent}- 读作：{place.read}", f"{indent}- 疑问：{place.why}"]
    return "\n".join([*lines, f"- 处理：{question.todo}", ""])


def bodies(text: str) -> dict[str, str]:
    """Return the entries of a review list as text, by heading."""
    pieces = re.split(r"(?m)^(?=## )", text)[1:]
    return {piece.splitlines()[0].removeprefix("##").strip(): piece.rstrip() + "\n" for piece in pieces}
