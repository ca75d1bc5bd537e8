"""Importer, step 5: records -> the files of a draft, and the move of proved files into content/ (all or nothing).

In: the records of a plan and the content folder's present files. Out: file name (relative to content/) -> text.
Registries are extended: what stands in them stays byte for byte, new records follow in the order of the document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from taskbook import modelines
from taskbook.importer.records import PlanRecords
from taskbook.importer.roles.offices import OFFICES
from taskbook.reviewlist import FILE as REVIEW
from taskbook.text import fold_text
from taskbook.yamlfile import dump, read_bytes

Record = Mapping[str, object]


def files(
    content: Path, city: Record, year: int, plan: PlanRecords, review: str, shared: Mapping[str, str]
) -> dict[str, str]:
    """Return all files of a draft; shared are texts of content/ that are missing there and must come along."""
    made = dict(shared)
    folder = str(city["id"])
    if not (content / folder / "city.yml").is_file():
        made[f"{folder}/city.yml"] = dump(city)
    made[f"{folder}/units.yml"] = extended(_text(content / folder / "units.yml"), plan.units)
    made[f"{folder}/leaders.yml"] = extended(_text(content / folder / "leaders.yml"), plan.leaders)
    functions = made.get("functions.yml") or _text(content / "functions.yml")
    made["functions.yml"] = extended(functions, _functions(plan.units))
    made = modelines.all_bound(made, content) | plan_files(content, folder, year, plan, review)
    return {name: text for name, text in made.items() if text != _text(content / name)}


def plan_files(content: Path, folder: str, year: int, plan: PlanRecords, review: str) -> dict[str, str]:
    """Return the files of the plan's own folder."""
    base = f"{folder}/{year}"
    made = {f"{base}/decree.yml": dump(plan.decree), f"{base}/source.txt": plan.source.raw}
    for number, chapter in enumerate(plan.chapters, 1):
        made[f"{base}/tasks/{number:02}.yml"] = dump(chapter)
    if review:
        made[f"{base}/{REVIEW}"] = review
    return modelines.all_bound(made, content)


def extended(text: str, records: Sequence[Record]) -> str:
    """Return a registry's text with what the records add: new aliases in known records, new records at the end."""
    known = {str(record["id"]): record for record in registry(text)}
    new = [record for record in records if record["id"] not in known]
    for record in records:
        if record["id"] in known:
            present = known[str(record["id"])]
            have = {fold_text(name) for name in (str(present["name"]), *_aliases(present))}
            for alias in _aliases(record):
                if fold_text(alias) not in have:
                    text = _with_alias(text, str(record["id"]), alias)
    if not new:
        return text or dump([])
    kept = re.sub(r"(?m)^\[\]\s*\Z", "", text)
    return kept + ("\n" if kept and not kept.endswith("\n") else "") + dump(new)


def registry(text: str) -> list[dict[str, object]]:
    """Return the records of a registry's text as plain mappings (none where it cannot be read: load will say so)."""
    node, _ = read_bytes(text.encode(), "registry") if text else (None, [])
    plain = node.plain() if node else []
    rows = plain if isinstance(plain, list) else []
    return [record for record in rows if isinstance(record, dict) and "id" in record]


def forms(record: Record) -> list[str]:
    """Return a record's name and aliases."""
    return [str(record["name"]), *_aliases(record)]


def plain(path: Path) -> dict[str, object]:
    """Return a YAML file's mapping as plain text (empty where it cannot be read: load will say so)."""
    node, _ = read_bytes(path.read_bytes(), path.name)
    found = node.plain() if node else {}
    return found if isinstance(found, dict) else {}


def _aliases(record: Record) -> list[str]:
    aliases = record.get("aliases", ())
    return [str(alias) for alias in aliases] if isinstance(aliases, Iterable) and not isinstance(aliases, str) else []


def _with_alias(text: str, unit_id: str, alias: str) -> str:
    """Add an alias to one record of a registry's text and leave every other byte as it is."""
    block = re.search(rf"(?m)^- id: *{re.escape(unit_id)} *\n(?:(?:[ #].*)?\n)*", text)
    if block is None:
        return text
    words = block.group()
    written = dump({"aliases": [alias]})[len("aliases: [") : -2]
    if listed := re.search(r"(?m)^  aliases: *\[.*(?=\] *$)", words):
        words = f"{words[: listed.end()]}, {written}{words[listed.end() :]}"
    else:
        name = re.search(r"(?m)^  name:.*\n", words)
        place = name.end() if name else len(words)
        words = f"{words[:place]}  aliases: [{written}]\n{words[place:]}"
    return text[: block.start()] + words + text[block.end() :]


def _functions(units: Iterable[Record]) -> list[Record]:
    """Return the functions that the units name, as records of functions.yml, in the order of the table of offices."""
    used = {unit["function"] for unit in units if "function" in unit}
    names = {office.function: office.name for office in reversed(OFFICES)}
    order = dict.fromkeys(office.function for office in OFFICES)
    return [{"id": function, "name": names[function]} for function in order if function in used]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""


def move_in(trial: Path, content: Path, names: Iterable[str], city_id: str, year: int) -> None:
    """Put a proved draft into content/: changed registries first, the city's or the plan's folder in one step."""
    folder = Path(city_id) if not (content / city_id).exists() else Path(city_id) / str(year)
    for name in sorted(names):
        if not Path(name).is_relative_to(folder):
            (trial / name).replace(content / name)
    target, old = content / folder, trial / ".old"
    if target.exists():
        target.replace(old)
    try:
        (trial / folder).replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise
