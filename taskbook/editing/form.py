"""Editing, form: the canonical form of a YAML file, with its comments kept.

In: a file's bytes. Out: its canonical text: what yamlfile.dump writes of its data, with every comment line before the
line that it stood above, single blank lines where some stood, LF, no byte order mark. Canonical text stays as it is.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from taskbook import modelines
from taskbook.problems import ContentError, Problem
from taskbook.yamlfile import dump, read_bytes
from taskbook.yamlspans import Part, comments, spans
from taskbook.yamltext import BLOCK_LISTS

_HEALED = frozenset({"encoding", "line-ends"})
"""Mistakes that the canonical form does away with (where the words can be read at all)."""

Unit = tuple[int, int]
"""Where the words of one canonical line begin and end in the text."""


def canonical(raw: bytes, file: str) -> str:
    """Return the canonical text of a file; ContentError where it has mistakes of form that only a person can mend."""
    node, problems = read_bytes(raw, file)
    if node is None or any(problem.code not in _HEALED for problem in problems):
        raise ContentError(problems)
    if isinstance(node.value, str):
        raise ContentError([Problem("wrong-kind", node.place, "文件里只有一段字", "应是一条记录或一个列表。")])
    text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    data, root = node.plain(), spans(text)
    lines = dump(data).splitlines()
    units = list(_units(data, root)) or [(root.start, root.end)]
    remarks = list(_remarks(text, root))
    made: list[str] = []
    for line, (_, end) in zip(lines, units, strict=True):
        while remarks and remarks[0][0] < end:
            _add(made, remarks.pop(0)[1], line)
        made.append(line)
    for _, remark in remarks:
        _add(made, remark, "")
    while made[-1] == "":
        made.pop()
    return "\n".join(made) + "\n"


def first_difference(old: bytes, new: str) -> tuple[int, str, str]:
    """Return the number of the first line that differs, how it is, and how it should be ("" past the end)."""
    before, after = old.decode("utf-8").splitlines(keepends=True), new.splitlines(keepends=True)
    for number, pair in enumerate(zip(before, after, strict=False), 1):
        if pair[0] != pair[1]:
            return number, pair[0].rstrip("\n"), pair[1].rstrip("\n")
    number = min(len(before), len(after))
    return number + 1, "".join(before[number:])[:80].strip("\n"), "".join(after[number:])[:80].strip("\n")


def formed(files: Sequence[tuple[Path, str]], bound_in: Path | None = None) -> dict[Path, tuple[bytes, str]]:
    """Return old bytes and canonical text of those files (path, name for places) that are not canonical.

    bound_in: the content folder whose files begin with the line that names their schema.
    ContentError with the problems of all files where some can't be read.
    """
    problems: list[Problem] = []
    changed = {}
    for path, file in files:
        raw = path.read_bytes()
        try:
            text = canonical(raw, file)
        except ContentError as error:
            problems += error.problems
            continue
        if bound_in and path.resolve().is_relative_to(bound_in):
            text = modelines.bound(text, path.resolve().relative_to(bound_in).as_posix())
        if text.encode() != raw:
            changed[path] = (raw, text)
    if problems:
        raise ContentError(problems)
    return changed


def _units(data: Any, part: Part, key: str | None = None) -> Iterator[Unit]:
    """Yield begin and end for each line that dump writes of data, in its order."""
    if isinstance(data, dict) and isinstance(part.items, dict):
        for name, value in data.items():
            inner, (start, end) = part.items[name], part.keys[name]
            if isinstance(value, list) and any(not isinstance(item, str) for item in value):
                yield start, end
                yield from _units(value, inner, name)
            else:
                yield start, inner.end
    elif isinstance(data, list) and isinstance(part.items, list):
        for value, inner in zip(data, part.items, strict=True):
            if isinstance(value, dict) and (key is None or key in BLOCK_LISTS):
                yield from _units(value, inner)
            else:
                yield inner.start, inner.end


def _remarks(text: str, root: Part) -> Iterator[tuple[int, str]]:
    """Yield where each comment and each blank line between the data stands; blank lines as ""."""
    remarks = {start: text[start:end].rstrip() for start, end in comments(text, root)}
    wordy = [(part.start, part.end) for part in root.scalars() if "\n" in text[part.start : part.end]]
    offset = 0
    for line in text.splitlines(keepends=True):
        if offset in remarks:
            yield offset, remarks[offset]
        elif not line.strip() and not any(start < offset < end for start, end in wordy):
            yield offset, ""
        offset += len(line)


def _add(made: list[str], remark: str, following: str) -> None:
    """Put a remark under the lines made so far, as far in as the line before or behind it."""
    if not remark:
        if made and made[-1]:
            made.append("")
        return
    before = next((line for line in reversed(made) if line and not line.lstrip().startswith("#")), "")
    inside = len(before) - len(before.lstrip(" ")) + (2 if before.lstrip(" ").startswith("- ") else 0)
    words = remark.lstrip()
    aligned = (len(following) - len(following.lstrip(" ")), inside)
    indent = max((column for column in aligned if column <= len(remark) - len(words)), default=aligned[0])
    made.append(" " * indent + words)
