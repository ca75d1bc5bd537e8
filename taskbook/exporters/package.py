"""The Data Package and one ZIP of it all (an output of the step exports; comes after those whose files it holds).

In: the tables, the files made so far. Out: data/datapackage.json (Frictionless Data Package v1 over the CSV files, with
fields, licence, version and what it was generated from) and data/taskbook.zip with every file of data/.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from taskbook.exporters import archive
from taskbook.exporters.csvfile import BETWEEN
from taskbook.exporters.dataset import DATA, INDEPENDENT, NO_LICENCE, Dataset
from taskbook.exporters.fields import KIND_NAMES, Column, Table
from taskbook.exporters.jsonfile import dump
from taskbook.exporters.tables import Tables

ZIP = f"{DATA}taskbook.zip"


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the Data Package and the archive."""
    package = dump(describe(tables, made))
    yield f"{DATA}datapackage.json", package
    held = {path.removeprefix(DATA): content for path, content in made.items() if path.startswith(DATA)}
    readme = read_me(tables).encode()
    yield ZIP, archive.pack({"README.txt": readme, "datapackage.json": package, **held}, tables.data.as_of)


def describe(tables: Tables, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the Data Package of the CSV files that were made."""
    data = tables.data
    site = data.book.site
    resources = [
        _resource(table, made[f"{DATA}{table.name}.csv"])
        for table in tables.everything
        if f"{DATA}{table.name}.csv" in made
    ]
    independent = {"notice": INDEPENDENT} if site.publisher.kind == "independent" else {}
    return {
        "profile": "tabular-data-package",
        "name": "taskbook",
        "title": site.title,
        "description": f"政府任务分解文件的逐项记录，数据截至 {data.as_of.isoformat()}。",
        "version": data.version,
        "created": f"{data.as_of.isoformat()}T00:00:00Z",
        **({"homepage": data.url("")} if site.address else {}),
        **_licence(site.licence),
        **independent,
        "contributors": [{"title": site.publisher.name, "role": "publisher"}],
        "sources": [_source(data, table) for table in tables.plans(tuple(data.book.plans())).records()],
        "generated_from": {
            "tool": data.tool,
            "repository": site.repository.url if site.repository else None,
            "files": sorted(_content_files(data)),
        },
        "resources": resources,
    }


def _licence(licence: str | None) -> dict[str, Any]:
    """Name the licence; a package without one must not have the list at all."""
    if licence is None:
        return {"licence": None, "licence_note": NO_LICENCE}
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", licence).strip("-") or "other"
    return {"licence": licence, "licenses": [{"name": name, "title": licence}]}


def _source(data: Dataset, plan: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": plan["citation"],
        "path": plan["source_url"] or plan["source"],
        "note": f"文本取自{plan['obtained_from']}，{plan['checked']}",
        "sha256": plan["source_sha256"],
    }


def _content_files(data: Dataset) -> set[str]:
    places = [plan.place for plan in data.book.plans()] + [task.place for task in data.book.tasks()]
    for city in data.book.cities:
        places += [city.place, *(unit.place for unit in city.units), *(leader.place for leader in city.leaders)]
    return {place.file for place in places}


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": name, "reference": {"resource": other, "fields": "id"}} for name, other in table.links
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    listed = f"；多个之间用{BETWEEN}隔开" if column.kind == "list" else ""
    return {
        "name": column.name,
        "title": column.title,
        "type": "string" if column.kind == "list" else column.kind,
        "description": column.about + listed,
        **({"constraints": constraints} if constraints else {}),
    }


def read_me(tables: Tables) -> str:
    """Write what the archive holds and what its fields mean."""
    lines = [f"{item}：{words}" for item, words in tables.data.notes(tables.data.everything)]
    for table in tables.everything:
        lines += ["", f"{table.name}（{table.title}，{len(table.rows)}行）：{table.about}"]
        lines += [f"  {c.name}　{c.title}　{KIND_NAMES[c.kind]}　{c.about}" for c in table.columns]
    return "\n".join(lines) + "\n"
