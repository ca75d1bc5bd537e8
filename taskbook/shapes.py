"""From a tree with places to an entry: the shape of one record, its mistakes as Chinese one-liners with their places.

In: a Node of yamlfile and the entry's class. Out: the entry, or None and one Problem per mistake.
"""

import re
import types
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from taskbook.entries import Entry
from taskbook.problems import Problem, nearest
from taskbook.tree import Node

E = TypeVar("E", bound=Entry)
Path = tuple[str | int, ...]
SHOWN = 30


def validate(node: Node, model: type[E]) -> tuple[E | None, list[Problem]]:
    """Make an entry of a node."""
    try:
        return model.model_validate(node.plain()), []
    except ValidationError as error:
        return None, [_problem(node, model, details) for details in error.errors(include_url=False)]


def _problem(node: Node, model: type[Entry], details: Any) -> Problem:
    path: Path = details["loc"]
    kind: str = details["type"]
    name = _name(path)
    shown = _shown(details["input"])
    if kind == "missing":
        known = ", ".join(_keys(model, path[:-1]))
        return Problem("missing-key", node.place_of(path[:-1]), f"缺少 {path[-1]}", f"可写的键：{known}。")
    if kind == "extra_forbidden":
        return _unknown_key(node, model, path)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", details["ctx"]["expected"])
        close = nearest(str(details["input"]), allowed, 1)
        hint = f"最相近的：{close[0]}。" if close else ""
        hint += f"可写：{'、'.join(allowed)}。"
        return Problem("wrong-choice", node.place_of(path), f"{name} 不能写成{shown}", hint)
    if kind == "value_error":
        what = str(details["ctx"]["error"])
        if isinstance(details["input"], str):
            return Problem("wrong-value", node.place_of(path), f"{name} 不能写成{shown}", f"{what}。")
        return Problem("wrong-value", node.place_of(path), what)
    return Problem("wrong-kind", node.place_of(path), f"{name} 不能写成{shown}", _wanted(kind))


def _wanted(kind: str) -> str:
    if kind.startswith(("tuple", "list")):
        return "应是列表：[甲, 乙]，或每行一个“- ”。"
    if kind.startswith(("model", "dict")):
        return "应是一条记录：键: 值。"
    return "应是一段字，不是列表或记录。"


def _unknown_key(node: Node, model: type[Entry], path: Path) -> Problem:
    known = _keys(model, path[:-1])
    close = nearest(str(path[-1]), known, 1)
    hint = f"最相近的：{close[0]}。" if close else f"可写的键：{', '.join(known)}。"
    return Problem("unknown-key", node.place_of_key(path), f"不认识的键 {path[-1]}", hint)


def _name(path: Path) -> str:
    words = [part for part in path if isinstance(part, str)]
    if not words:
        return "这里"
    last = path[-1]
    return f"{words[-1]} 第 {last + 1} 项" if isinstance(last, int) else words[-1]


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"“{value if len(value) <= SHOWN else value[:SHOWN] + '…'}”"
    return "记录" if isinstance(value, Mapping) else "列表"


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys of the record at a path."""
    annotation: Any = model
    for step in path:
        record = _record(annotation)
        if record is not None and isinstance(step, str):
            fields = {(info.alias or name): info.annotation for name, info in record.model_fields.items()}
            annotation = fields.get(step)
    record = _record(annotation)
    return [(info.alias or name) for name, info in record.model_fields.items()] if record else []


def _record(annotation: Any) -> type[BaseModel] | None:
    """Return the record class inside an annotation (tuples, options and constraints taken off)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, types.UnionType, Annotated):
        for inner in get_args(annotation):
            found = _record(inner)
            if found is not None:
                return found
    return None
