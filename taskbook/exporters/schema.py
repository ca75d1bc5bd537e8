"""JSON Schema of the exported records, made from the fields (an output of the step exports).

In: tables. Out: data/schema.json (draft 2020-12) with one definition per record and one per list of them; the API's
description holds the same definitions.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from taskbook.exporters.dataset import DATA
from taskbook.exporters.fields import Column, Kind, Table
from taskbook.exporters.jsonfile import dump
from taskbook.exporters.tables import Tables

_TYPES: dict[Kind, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {"type": "string"}},
}
_ONE = {
    "tasks": "task",
    "assignments": "assignment",
    "targets": "target",
    "milestones": "milestone",
    "plans": "plan",
    "units": "unit",
    "leaders": "leader",
    "cities": "city",
    "indicators": "indicator",
}


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the schema."""
    data = tables.data
    about = "一行一条记录；data/ 下的每个 JSON 文件是一个列表，如 tasks.json 合 #/$defs/tasks。没有的值写 null。"
    content = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": data.url(f"{DATA}schema.json")} if data.book.site.address else {}),
        "title": data.book.site.title,
        "description": about,
        "version": data.version,
        "$defs": definitions(tables, "#/$defs/"),
    }
    yield f"{DATA}schema.json", dump(content)


def definitions(tables: Tables, place: str) -> dict[str, Any]:
    """Return the definition of every record by its name (task), and of every list (tasks)."""
    out: dict[str, Any] = {}
    for table in (*tables.everything, *tables.lists):
        name = _ONE[table.name]
        out[name] = _record(table)
        out[table.name] = {"type": "array", "items": {"$ref": place + name}}
    out["unit_task"] = _record(tables.held_shape)
    out["unit_tasks"] = {"type": "array", "items": {"$ref": f"{place}unit_task"}}
    return out


def _record(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "title": table.title,
        "description": table.about,
        "properties": {column.name: _property(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    out = {"title": column.title, "description": column.about, **_TYPES[column.kind]}
    nullable = not column.required and column.kind != "list"
    if nullable:
        out["type"] = [out["type"], "null"]
    if column.values:
        out["enum"] = [*column.values, *([None] if nullable else [])]
    return out
