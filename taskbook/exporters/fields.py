"""What an exported table is made of: documented fields and rows of plain values (part of the step exports; pure).

In: field definitions and records. Out: tables whose columns every output writes in its own way. The definition of a
field is its documentation too: the page of field names, the JSON Schema and the Data Package are made from it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

Value = str | int | float | bool | date | tuple[str, ...] | None
Kind = Literal["string", "integer", "number", "boolean", "date", "list"]
Record = TypeVar("Record")

KIND_NAMES: dict[Kind, str] = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "是否",
    "date": "日期",
    "list": "列表",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A field as readers see it: name in files, Chinese title, kind, meaning, the values it may have."""

    name: str
    title: str
    kind: Kind
    about: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field(Generic[Record]):
    """A column, and how its value is read from a record."""

    column: Column
    read: Callable[[Record], Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under documented columns; key names the columns that tell rows apart, links lead to other tables' keys."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as JSON objects: lists as lists, dates as YYYY-MM-DD, what is absent as null."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, map(plain, row), strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Shape(Generic[Record]):
    """A kind of table without its rows."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    fields: tuple[Field[Record], ...]
    links: tuple[tuple[str, str], ...] = ()

    def table(self, records: Iterable[Record]) -> Table:
        """Fill a table with records."""
        return self.filled(map(self.row, records))

    def row(self, record: Record) -> tuple[Value, ...]:
        """Return the row of a record."""
        return tuple(field.read(record) for field in self.fields)

    def filled(self, rows: Iterable[tuple[Value, ...]]) -> Table:
        """Fill a table with rows that are ready."""
        columns = tuple(field.column for field in self.fields)
        return Table(self.name, self.title, self.about, columns, tuple(rows), self.key, self.links)


@dataclass(frozen=True, slots=True)
class _Define:
    """Defines fields of which all, or none, may be empty."""

    required: bool

    def __call__(
        self,
        name: str,
        title: str,
        about: str,
        read: Callable[[Record], Value],
        kind: Kind = "string",
        *,
        values: Sequence[str] = (),
    ) -> Field[Record]:
        """Return a field with its documentation."""
        return Field(Column(name, title, kind, about, self.required, tuple(values)), read)


field = _Define(required=False)
"""Define a field that may be empty."""
given = _Define(required=True)
"""Define a field that is never empty."""


def number(text: str | None) -> int | float | None:
    """Return exact decimal text as a number; None for a range (low..high) and for no text."""
    if text is None or ".." in text:
        return None
    return float(text) if "." in text else int(text)


def plain(value: Value) -> Any:
    """Return a value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
