"""Problems as other programs read them: GitHub's workflow commands, GitLab's code quality, plain JSON (a leaf).

In: problems and the folder that their places are counted from (the content folder's parent). Out: text. Paths in it are
counted from the folder that the command runs in, as forges want them, where the file lies below that folder.

JSON: {"errors": 1, "warnings": 0, "problems": [{"severity": "error" | "warning", "code", "file", "line", "column",
"message", "hint"}]}: sorted by place; line and column from 1; code as in problems.CODES; hint may be "".
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from taskbook.problems import Problem, Severity

Format = Literal["github", "gitlab", "json"]


def annotate(problems: Sequence[Problem], form: Format, base: Path) -> str:
    """Return the problems in one of the formats, without a last line end; "" where a format says nothing of none."""
    folder, here = base.resolve(), Path.cwd()

    def path(problem: Problem) -> str:
        full = folder / problem.place.file
        return full.relative_to(here).as_posix() if full.is_relative_to(here) else problem.place.file

    return {"github": _github, "gitlab": _gitlab, "json": _json}[form](problems, path)


def _github(problems: Sequence[Problem], path: Callable[[Problem], str]) -> str:
    return "\n".join(
        f"::{problem.severity} file={_property(path(problem))},line={problem.place.line},col={problem.place.column},"
        f"title={_property(problem.code)}::{_data(_words(problem))}"
        for problem in problems
    )


def _gitlab(problems: Sequence[Problem], path: Callable[[Problem], str]) -> str:
    # a fingerprint leaves the line out, so that a problem stays the same one when lines above it come or go
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        words = "\0".join((problem.code, path(problem), problem.message))
        seen[words] += 1
        entries.append(
            {
                "description": _words(problem),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": path(problem), "lines": {"begin": problem.place.line}},
            }
        )
    return json.dumps(entries, ensure_ascii=False, indent=1)


def _json(problems: Sequence[Problem], path: Callable[[Problem], str]) -> str:
    entries = [
        {
            "severity": str(problem.severity),
            "code": problem.code,
            "file": path(problem),
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    whole = {"errors": errors, "warnings": len(problems) - errors, "problems": entries}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _words(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
