"""The review decisions of the five cities: what differs between a fresh draft of source.txt and content/.

Run it to record the decisions anew: .venv/bin/python tests/decide.py
tests/decisions/<city>-<year>.yml is a list of changes, each to one record of one file: the fields that an editor
settled differently, fields to drop, comment lines (each before the line that follows it), records to remove or to add.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from taskbook import modelines
from taskbook.importer import write
from taskbook.importer.merge import DECREE_KEYS, TASK_KEYS
from taskbook.importer.places import city_record
from taskbook.importer.read import source
from taskbook.importer.records import Present, plan_records
from taskbook.text import converted, converter, fold_text
from taskbook.yamlfile import dump

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
FOLDER = Path(__file__).parent / "decisions"
PLANS = sorted(path.parent.relative_to(CONTENT).parts for path in CONTENT.glob("*/*/source.txt"))
ORDER = {
    "units.yml": ("id", "name", "aliases", "full", "kind", "function", "part_of", "members", "note"),
    "leaders.yml": ("id", "name", "posts"),
    "city.yml": ("id", "name", "province", "level", "code"),
    "decree.yml": DECREE_KEYS,
    "tasks": TASK_KEYS,
}
Record = dict[str, Any]
RESERVED = ("file", "record", "drop", "comments", "remove", "after")


def draft(city: str, year: str) -> dict[str, Any]:
    """Import a source afresh, as for a new city: file -> its records (chapters keep their title beside the tasks)."""
    listed = write.registry((CONTENT / "indicators.yml").read_text("utf-8"))
    indicators = {fold_text(form): str(row["id"]) for row in listed for form in write.forms(row)}
    document = source((CONTENT / city / year / "source.txt").read_text("utf-8"))
    known, _ = city_record(city, converted(document.raw, converter(document.profile)))
    made = plan_records(document, city, int(year), Present(indicators=indicators), str(known["name"]))
    files: dict[str, Any] = {
        "city.yml": known,
        "units.yml": made.units,
        "leaders.yml": made.leaders,
        f"{year}/decree.yml": made.decree,
    }
    for number, chapter in enumerate(made.chapters, 1):
        files[f"{year}/tasks/{number:02}.yml"] = chapter
    return {name: yaml.load(dump(records), yaml.BaseLoader) for name, records in files.items()}


def edited(city: str, year: str) -> dict[str, str]:
    """Return the text of every YAML file of a plan and its city as content/ has it."""
    paths = [*(CONTENT / city).glob("*.yml"), *(CONTENT / city / year).rglob("*.yml")]
    found = {path.relative_to(CONTENT / city).as_posix(): path.read_text("utf-8") for path in paths}
    return {name: text for name, text in found.items() if "/ledger/" not in name}


def rows(name: str, records: Any) -> list[Record]:
    """Return the records of a file that changes are told by."""
    if "/tasks/" in name:
        return list(records["tasks"])
    return list(records) if isinstance(records, list) else [records]


def key(name: str, record: Record) -> str:
    """Name a record of a file: a task by its id, a unit or leader by its name."""
    return str(record["id"] if "/tasks/" in name else record.get("name", "")) if "decree" not in name else ""


def apply(files: dict[str, Any], decisions: list[Record]) -> dict[str, str]:
    """Apply decisions to a draft; return the files' text."""
    texts, city = {}, files["city.yml"]["id"]
    for name, records in files.items():
        mine = [row for row in decisions if row["file"] == name]
        made = [_changed(record, name, mine) for record in rows(name, records)]
        kept = [record for record in made if record is not None]
        for row in mine:
            if "after" in row:
                place = next((n for n, r in enumerate(kept) if key(name, r) == row["after"]), -1)
                kept.insert(place + 1, {k: v for k, v in row.items() if k not in RESERVED})
        whole: Any = kept if isinstance(records, list) else kept[0]
        texts[name] = dump({**records, "tasks": kept} if "/tasks/" in name else whole)
        for row in mine:
            for comment in row.get("comments", ()):
                texts[name] = _commented(texts[name], name, row, comment)
        texts[name] = modelines.bound(texts[name], f"{city}/{name}")
    return texts


def _changed(record: Record, name: str, decisions: list[Record]) -> Record | None:
    row = next((row for row in decisions if row.get("record") == key(name, record) and "after" not in row), None)
    if row is None:
        return record
    if row.get("remove"):
        return None
    changed = {**record, **{field: value for field, value in row.items() if field not in RESERVED}}
    order = ORDER.get("tasks" if "/tasks/" in name else name.rpartition("/")[2], ())
    return {field: changed[field] for field in order if field in changed and field not in row.get("drop", ())}


def _commented(text: str, name: str, row: Record, comment: Mapping[str, str]) -> str:
    """Put a comment line before the line that it stands before, in the block of its record."""
    lines = text.split("\n")
    final = str(row.get("name", row["record"]))
    begin = next((n for n, line in enumerate(lines) if line.strip().removeprefix("- ") == f"name: {final}"), 0)
    while begin and not lines[begin].startswith("- "):
        begin -= 1
    place = next(n for n in range(begin, len(lines)) if lines[n].strip() == comment["before"])
    indent = " " * (len(lines[place]) - len(lines[place].lstrip()))
    return "\n".join([*lines[:place], indent + comment["text"], *lines[place:]])


def decide(city: str, year: str) -> list[Record]:
    """Find what must be decided so that the draft becomes content/."""
    files, wanted = draft(city, year), edited(city, year)
    assert sorted(files) == sorted(wanted), (sorted(files), sorted(wanted))
    decisions: list[Record] = []
    for name in files:
        right = rows(name, yaml.load(wanted[name], yaml.BaseLoader))
        decisions += _differences(name, rows(name, files[name]), right)
        decisions = _comments(name, wanted[name], decisions)
    return decisions


def _differences(name: str, mine: list[Record], right: list[Record]) -> list[Record]:
    found: list[Record] = []
    forms = {form: record for record in right for form in _forms(name, record)}
    met = []
    for record in mine:
        same = forms.get(_forms(name, record)[0])
        if same is None or same in met:
            found.append({"file": name, "record": key(name, record), "remove": "true"})
            continue
        met.append(same)
        fields = {field: value for field, value in same.items() if record.get(field) != value}
        dropped = [field for field in record if field not in same]
        if fields or dropped:
            found.append(
                {"file": name, "record": key(name, record), **fields, **({"drop": dropped} if dropped else {})}
            )
    for place, record in enumerate(right):
        if record not in met:
            found.append({"file": name, "after": key(name, right[place - 1]) if place else "", **record})
    return found


def _forms(name: str, record: Record) -> list[str]:
    if name in ("units.yml", "leaders.yml"):
        return [fold_text(form) for form in (record["name"], *record.get("aliases", ()))]
    return [key(name, record)]


def _comments(name: str, text: str, decisions: list[Record]) -> list[Record]:
    """Add the comment lines of a file to the decisions on its records."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not re.match(r"\s*#", line) or "yaml-language-server" in line:
            continue
        following = next(other for other in lines[number + 1 :] if not re.match(r"\s*#", other))
        start = next(n for n in range(number, -1, -1) if lines[n].startswith("- ") or n == 0)
        if following.startswith("- "):
            start = lines.index(following, number)
        named = next(other for other in lines[start:] if re.match(r"(?:- |  )name: ", other))
        final = named.partition("name: ")[2].strip('"')
        row = next((r for r in decisions if r["file"] == name and final in (r.get("name"), r.get("record"))), None)
        if row is None:
            decisions.append(row := {"file": name, "record": final})
        row.setdefault("comments", []).append({"before": following.strip(), "text": line.strip()})
    return decisions


def read_decisions(city: str, year: str) -> list[Record]:
    """Read the recorded decisions."""
    return list(yaml.load((FOLDER / f"{city}-{year}.yml").read_text("utf-8"), yaml.BaseLoader) or [])


if __name__ == "__main__":
    for city_id, plan_year in PLANS:
        made = decide(city_id, plan_year)
        (FOLDER / f"{city_id}-{plan_year}.yml").write_text(dump(made), "utf-8")
        texts = apply(draft(city_id, plan_year), read_decisions(city_id, plan_year))
        wrong = [name for name, text in edited(city_id, plan_year).items() if texts.get(name) != text]
        print(city_id, plan_year, len(made), "decisions", "differs: " + ", ".join(wrong) if wrong else "")
