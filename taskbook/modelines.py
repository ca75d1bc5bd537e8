"""The first line of a data file, by which editors find its schema wherever it is opened (a leaf of the house).

In: a file's text and its name below content/. Out: the text with `# yaml-language-server: $schema=…` as its first line.
Only where schemas stand beside the data (content/.schemas/) do files have one; the line names its schema relatively, so
that a file alone, or a folder opened without .vscode/, is completed and underlined too.
"""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

FOLDER = ".schemas"
_SHARED = frozenset({"site", "indicators", "functions", "synonyms"})
_LINE = re.compile(r"(?m)^#[ \t]*yaml-language-server:.*\n?")
_HEAD = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")


def schema(name: str) -> str | None:
    """Return the schema of a file (qianjiang/2021/tasks/01.yml) below .schemas/; None for what has none."""
    match PurePosixPath(name).parts:
        case (file,) if file.endswith(".yml") and file[:-4] in _SHARED:
            return f"{file[:-4]}.json"
        case (_, "city.yml" | "leaders.yml" as file):
            return f"{file[:-4]}.json"
        case (city, "units.yml") | (city, _, "decree.yml"):
            return f"{city}/{PurePosixPath(name).stem}.json"
        case (city, _, "tasks", file) if file.endswith(".yml"):
            return f"{city}/tasks.json"
    return None


def line(name: str) -> str:
    """Return the line of a file that has a schema, without its line end."""
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{FOLDER}/{schema(name)}"


def bound(text: str, name: str) -> str:
    """Return a text with its line first, and no other such line above the data; as it is where it has no schema."""
    if schema(name) is None:
        return text
    head = _HEAD.match(text)
    above = head.group() if head else ""
    return f"{line(name)}\n{_LINE.sub('', above)}{text[len(above) :]}"


def all_bound(texts: Mapping[str, str], content: Path) -> dict[str, str]:
    """Return name below content/ -> text with its line, where schemas stand beside the data."""
    kept = (content / FOLDER).is_dir()
    return {name: bound(text, name) if kept else text for name, text in texts.items()}


def files(content: Path) -> list[Path]:
    """Return the YAML files below content/ by name, without hidden ones."""
    found = (path for path in content.rglob("*.yml") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(content).parts))


def unbound(content: Path) -> dict[Path, str]:
    """Return the files below content/ whose line is missing or wrong -> their text with the right one."""
    found = {}
    for path in files(content):
        name = path.relative_to(content).as_posix()
        if schema(name):
            text = path.read_text("utf-8")
            if (wanted := bound(text, name)) != text:
                found[path] = wanted
    return found
