"""The static API: JSON files at guessable addresses, and their OpenAPI description (an output of the step exports).

In: endpoints. Out: api/v1/… with one file per answer, index.json and openapi.json (3.1). Every answer says which schema
it follows, which date the data is of, and what may be done with it. A changed meaning gets a new number in the address.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taskbook.exporters.dataset import API, INDEPENDENT, NO_LICENCE, SCHEMA_VERSION, Dataset
from taskbook.exporters.endpoints import Endpoint, endpoints
from taskbook.exporters.jsonfile import dump
from taskbook.exporters.schema import definitions
from taskbook.exporters.tables import Tables

_PLACE = "#/components/schemas/"
_MOST_LISTED = 60
_PARAMETERS = {
    "city": "城市编号",
    "plan": "计划编号：城市-年份",
    "task": "任务编号",
    "unit": "单位编号",
    "leader": "领导编号",
    "indicator": "登记的指标编号",
}


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield every answer, the index and the description."""
    data = tables.data
    found = list(endpoints(tables))
    meta = _meta(data)
    for endpoint in [_index(tables, found), *found]:
        for parameters, answer in endpoint.answers:
            path = API + endpoint.path.format(**parameters).lstrip("/")
            content = {"meta": {**meta, "self": path}, "data": answer}
            yield path, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    yield f"{API}openapi.json", dump(describe(tables, [_index(tables, found), *found]))


def _meta(data: Dataset) -> dict[str, Any]:
    site = data.book.site
    return {
        "schema_version": SCHEMA_VERSION,
        "data_date": data.as_of.isoformat(),
        "generated_by": data.tool,
        "publisher": site.publisher.name,
        "notice": INDEPENDENT if site.publisher.kind == "independent" else None,
        "licence": site.licence,
        "licence_note": None if site.licence else NO_LICENCE,
        "base": data.url(""),
    }


def _index(tables: Tables, found: Sequence[Endpoint]) -> Endpoint:
    counts = {table.name: len(table.rows) for table in (*tables.everything, *tables.lists)}
    answer = {
        "counts": counts,
        "endpoints": [{"path": endpoint.path, "summary": endpoint.summary} for endpoint in found],
        "description": f"{API}openapi.json",
    }
    return Endpoint("/index.json", "目录：有哪些地址，各有多少条", {}, [({}, answer)])


# The description


def describe(tables: Tables, found: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI description of endpoints."""
    data = tables.data
    site = data.book.site
    info = {
        "title": site.title,
        "version": data.version,
        "description": f"静态文件，只读；数据截至 {data.as_of.isoformat()}。许可：{site.licence or NO_LICENCE}。",
        **({"license": {"name": site.licence}} if site.licence else {}),
    }
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": data.url(API.rstrip("/")) or "."}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in found},
        "components": {"schemas": {"meta": _META, **definitions(tables, _PLACE)}},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", endpoint.path)
    words = [word for word in re.split(r"\W+", endpoint.path) if word and word != "json"]
    body = {
        "type": "object",
        "properties": {"meta": {"$ref": f"{_PLACE}meta"}, "data": _data(endpoint)},
        "required": ["meta", "data"],
    }
    return {
        "operationId": "_".join(words),
        "summary": endpoint.summary,
        **({"parameters": [_parameter(name, endpoint) for name in names]} if names else {}),
        "responses": {
            "200": {"description": endpoint.summary, "content": {"application/json": {"schema": body}}},
            **({"404": {"description": "没有这一条"}} if names else {}),
        },
    }


def _data(endpoint: Endpoint) -> dict[str, Any]:
    if isinstance(endpoint.shape, str):
        return {"$ref": _PLACE + endpoint.shape}
    parts = {name: {"$ref": _PLACE + definition} for name, definition in endpoint.shape.items()}
    return {"type": "object", "properties": parts, "required": list(parts)}


def _parameter(name: str, endpoint: Endpoint) -> dict[str, Any]:
    """Describe a parameter; its values are listed where they are few."""
    values = list(dict.fromkeys(parameters[name] for parameters, _ in endpoint.answers))
    schema: dict[str, Any] = {"type": "string"}
    if 0 < len(values) <= _MOST_LISTED:
        schema["enum"] = values
    example = {"example": values[0]} if values else {}
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": _PARAMETERS[name],
        "schema": schema,
        **example,
    }


_META: dict[str, Any] = {
    "type": "object",
    "title": "说明",
    "properties": {
        "schema_version": {"type": "string", "description": "字段的版本"},
        "data_date": {"type": "string", "format": "date", "description": "数据截至日期"},
        "generated_by": {"type": "string", "description": "生成程序"},
        "publisher": {"type": "string", "description": "发布者"},
        "notice": {"type": ["string", "null"], "description": "性质"},
        "licence": {"type": ["string", "null"], "description": "许可；没有设定的为空"},
        "licence_note": {"type": ["string", "null"], "description": "没有设定许可时写未注明"},
        "base": {"type": ["string", "null"], "description": "网站的公开地址；没有设定的为空，各地址都相对于网站根"},
        "self": {"type": "string", "description": "本文件的位置（相对网站根）"},
    },
    "required": ["schema_version", "data_date", "licence", "self"],
}
