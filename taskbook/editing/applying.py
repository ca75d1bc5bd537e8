"""Editing, applying: new texts for files of content/ -> written, where they make no new mistake, and shown.

In: path -> new text (None takes the file away), and the function that finds every problem of a content folder. The
texts are tried in a copy of the folder: a mistake that was there before does not stand in the way, a new one does.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

from taskbook.editing.writing import write
from taskbook.problems import ContentError, Problem, Severity

Survey = Callable[[Path], Iterable[Problem]]
Texts = Mapping[Path, str | None]


def apply(content: Path, texts: Texts, survey: Survey) -> list[str]:
    """Write the texts and return lines that show what changed; ContentError (nothing written) for new mistakes."""
    root = content.resolve()
    with TemporaryDirectory() as folder:
        copy = Path(folder) / root.name
        shutil.copytree(root, copy)
        write({copy / path.resolve().relative_to(root): text for path, text in texts.items()})
        found = _errors(survey(copy))
    if found:
        before = _errors(survey(root))
        if new := [problem for key, problem in found.items() if key not in before]:
            raise ContentError(new)
    lines = [line for path, text in texts.items() for line in _shown(path, text or "", root)]
    write(texts)
    return lines


def _errors(problems: Iterable[Problem]) -> dict[tuple[str, str, str], Problem]:
    return {(p.code, p.place.file, p.message): p for p in problems if p.severity is Severity.ERROR}


def _shown(path: Path, text: str, root: Path) -> list[str]:
    """Return the changed lines of a file, each part under the place where it stands now."""
    name = path.resolve().relative_to(root.parent).as_posix()
    old = path.read_text("utf-8").splitlines() if path.exists() else []
    new = text.splitlines()
    if not old:
        return [f"{name} 新建"]
    lines = []
    for kind, a, a_end, b, b_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            lines.append(f"{name}:{b + 1}")
            lines += [f"  - {line}" for line in old[a:a_end]] + [f"  + {line}" for line in new[b:b_end]]
    return lines
