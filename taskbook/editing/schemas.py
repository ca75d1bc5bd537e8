"""Editing, schemas: what may stand in each file of content/, for editors that complete and underline while one types.

In: content/ as load reads it. Out: JSON Schemas (draft 7, which the editors' YAML tools read best) by their path below
content/.schemas/, each whole in itself; and which schema is for which files. They hold what one file can get wrong by
itself, with the names and ids of the registries; what needs the document is the check's.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taskbook.editing.fieldwords import CHOICES, KINDS, WORDS
from taskbook.entries import (
    ChapterFile,
    CityEntry,
    DecreeEntry,
    Entry,
    FunctionEntry,
    IndicatorEntry,
    LeaderEntry,
    SiteEntry,
    SynonymEntry,
    UnitEntry,
)
from taskbook.loaded import Loaded, LoadedCity
from taskbook.modelines import FOLDER
from taskbook.problems import OutputError

EXTENSION = "redhat.vscode-yaml"
OPEN = "等"
_DRAFT = "http://json-schema.org/draft-07/schema#"
_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_FIGURE = {
    "if": {"required": ["kind"]},
    "then": {"properties": dict.fromkeys(("op", "value", "unit", "measure"), False)},
    "else": {"required": ["op", "value", "unit", "measure"]},
}
_RULES: dict[str, dict[str, Any]] = {
    "TargetEntry": _FIGURE,
    "HeadlineEntry": {
        "if": {"required": ["task"]},
        "then": {"maxProperties": 1},
        "else": {"required": ["indicator", "quote"], "allOf": [_FIGURE]},
    },
    "NoiseEntry": {
        "if": {"required": ["text"]},
        "then": {"properties": {"from": False, "to": False}},
        "else": {"required": ["from", "to"]},
    },
    "RevisedEntry": {
        "if": {"properties": {"field": {"const": "target"}}},
        "then": {"required": ["indicator"]},
        "else": {"properties": {"indicator": False}},
    },
}
"""What entries demand of a record as a whole."""

Enum = tuple[list[str], list[str]]
"""Allowed words, and what each of them is."""


def schemas(loaded: Loaded) -> dict[str, tuple[dict[str, Any], str]]:
    """Return path below .schemas/ -> (schema, which files of content/ it is for, as a glob)."""
    indicators = [placed.entry for placed in loaded.indicators]
    functions = [placed.entry for placed in loaded.functions]
    shared = {
        ("UnitEntry", "function"): ([f.id for f in functions], [f.name for f in functions]),
        ("TargetEntry", "id"): ([i.id for i in indicators], [i.name for i in indicators]),
        ("HeadlineEntry", "id"): ([i.id for i in indicators], [i.name for i in indicators]),
    }
    found = {
        "site.json": (_schema(SiteEntry, {}), "site.yml"),
        "indicators.json": (_list(IndicatorEntry, {}), "indicators.yml"),
        "functions.json": (_list(FunctionEntry, {}), "functions.yml"),
        "synonyms.json": (_list(SynonymEntry, {}), "synonyms.yml"),
        "city.json": (_schema(CityEntry, {}), "*/city.yml"),
        "leaders.json": (_list(LeaderEntry, {}), "*/leaders.yml"),
    }
    for city in loaded.cities:
        name, words = city.city.entry.id, shared | _of_city(city)
        found[f"{name}/units.json"] = (_list(UnitEntry, words), f"{name}/units.yml")
        found[f"{name}/decree.json"] = (_schema(DecreeEntry, words), f"{name}/*/decree.yml")
        found[f"{name}/tasks.json"] = (_schema(ChapterFile, words), f"{name}/*/tasks/*.yml")
    return found


def files(loaded: Loaded) -> dict[str, str]:
    """Return path below content/ -> text of every schema file."""
    return {
        f"{FOLDER}/{name}": json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, (schema, _) in schemas(loaded).items()
    }


def out_of_date(loaded: Loaded, content: Path) -> dict[Path, str | None]:
    """Return what has to change in .schemas/ and .vscode/: path -> text, None for those to take away.

    OutputError where a settings file is no plain JSON object (it may hold comments: a person must merge it).
    """
    wanted = {content / name: text for name, text in files(loaded).items()}
    folder = content.parent / ".vscode"
    for name, make in (("settings.json", _settings), ("extensions.json", _extensions)):
        path = folder / name
        try:
            wanted[path] = make(path.read_text("utf-8") if path.exists() else "", loaded, content.name)
        except ValueError:
            raise OutputError(f"{path} 不是不带注释的 JSON；去掉注释，或移走它，再运行一次。") from None
    changed: dict[Path, str | None] = {
        path: text for path, text in wanted.items() if not path.is_file() or path.read_bytes() != text.encode()
    }
    present = sorted(path for path in (content / FOLDER).rglob("*") if path.is_file())
    return changed | {path: None for path in present if path not in wanted}


def _extensions(old: str, loaded: Loaded, content: str) -> str:
    """Recommend the extension that reads the schemas, beside what is recommended already."""
    settings = _object(old)
    listed = settings.get("recommendations", [])
    more = [] if EXTENSION in listed else [EXTENSION]
    return json.dumps({**settings, "recommendations": [*listed, *more]}, ensure_ascii=False, indent=2) + "\n"


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text) if text.strip() else {}
    if not isinstance(found, dict):
        raise ValueError
    return found


def _settings(old: str, loaded: Loaded, content: str) -> str:
    """Bind the schemas to the files; what else stands in the settings stays."""
    settings = _object(old)
    bound = settings.get("yaml.schemas", {})
    mine = f"./{content}/{FOLDER}/"
    kept = {schema: globs for schema, globs in bound.items() if not schema.startswith(mine)}
    new = {f"{mine}{name}": f"{content}/{glob}" for name, (_, glob) in schemas(loaded).items()}
    fixed = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "yaml.format.enable": False,  # its line breaks are not ours: build.py fmt
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return json.dumps({**settings, **fixed, "yaml.schemas": kept | new}, ensure_ascii=False, indent=2) + "\n"


def _of_city(city: LoadedCity) -> dict[tuple[str, str], Enum]:
    units = [placed.entry for placed in city.units]
    forms: dict[str, str] = {}
    for unit in units:
        forms |= dict.fromkeys(unit.forms, unit.name)
    named = ([*forms, OPEN], [name if name != form else "" for form, name in forms.items()] + ["名单没有列完"])
    ids = ([unit.id for unit in units], [unit.name for unit in units])
    leaders = [placed.entry.name for placed in city.leaders]
    tasks = [task.entry for plan in city.plans for chapter in plan.chapters for task in chapter.tasks]
    return {
        ("TaskEntry", "lead"): named,
        ("TaskEntry", "responsible"): named,
        ("TaskEntry", "assist"): named,
        ("TaskEntry", "leaders"): (leaders, [""] * len(leaders)),
        ("UnitEntry", "part_of"): ids,
        ("UnitEntry", "members"): ids,
        ("HeadlineEntry", "task"): ([task.id for task in tasks], [task.text[:20] for task in tasks]),
    }


def _list(model: type[Entry], words: Mapping[tuple[str, str], Enum]) -> dict[str, Any]:
    whole = _schema(model, words)
    definitions = whole.pop("definitions", {})
    name = model.__name__
    return {
        "$schema": whole.pop("$schema"),
        "type": "array",
        "items": {"$ref": f"#/definitions/{name}"},
        "definitions": {**definitions, name: whole},
    }


def _schema(model: type[Entry], words: Mapping[tuple[str, str], Enum]) -> dict[str, Any]:
    raw = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _record(name, record, words) for name, record in raw.pop("$defs", {}).items()}
    named = {f"{owner}.{key}": _enum(enum) for (owner, key), enum in words.items()}
    record = _record(model.__name__, raw, words)
    used = json.dumps([record, definitions])
    definitions |= {name: enum for name, enum in named.items() if f'"#/definitions/{name}"' in used}
    return {"$schema": _DRAFT, **record, **({"definitions": definitions} if definitions else {})}


def _record(name: str, raw: Mapping[str, Any], words: Mapping[tuple[str, str], Enum]) -> dict[str, Any]:
    """Return the schema of one record, with Chinese words for each key."""
    properties = {}
    for key, value in raw["properties"].items():
        meaning, example = WORDS[name][key]
        slot = {"description": meaning, **_value(value)}
        if (name, key) in words:
            slot = _bound(slot, f"{name}.{key}")
        elif example is not None:
            slot["examples"] = [example]
        if "enum" in slot:
            said = KINDS.get(name, {}) if key == "kind" else CHOICES[key]
            slot["enumDescriptions"] = [said[choice] for choice in slot["enum"]]
        properties[key] = slot
    required = list(raw.get("required", ()))
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        **({"required": required} if required else {}),
        **_RULES.get(name, {}),
    }


def _bound(slot: dict[str, Any], definition: str) -> dict[str, Any]:
    """Bind a key, or the items of its list, to the words of a registry."""
    place = {"$ref": f"#/definitions/{definition}"}
    if slot.get("type") == "array":
        return {**slot, "items": place}
    return {"description": slot["description"], "allOf": [place]}


def _enum(enum: Enum) -> dict[str, Any]:
    words, said = enum
    if not words:
        return {"not": {}, "description": "登记表里还没有，先登记"}
    return {"type": "string", "enum": words, "enumDescriptions": said}


def _value(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a value without what the files never hold: null, defaults, titles."""
    options = [option for option in raw.get("anyOf", ()) if option.get("type") != "null"]
    kept = {key: value for key, value in {**raw, **(options[0] if options else {})}.items() if key in _KEPT}
    if "items" in kept:
        kept["items"] = _value(kept["items"])
        kept["minItems"] = 1
    if kept.get("format") == "date":
        kept = {"type": "string", "pattern": _DAY, "patternErrorMessage": "日期写成 年-月-日，如 2021-03-01"}
    return kept


_KEPT = frozenset({"type", "enum", "pattern", "patternErrorMessage", "minLength", "format", "items", "$ref"})
