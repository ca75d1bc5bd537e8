"""JSON: one file per table, a list of records, one a line (an output of the step exports).

In: the tables of everything. Out: site path -> bytes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taskbook.exporters.fields import Table
from taskbook.exporters.tables import Tables


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the JSON file of every table."""
    for table in tables.everything:
        yield tables.data.everything.path(f"{table.name}.json"), write(table)


def write(table: Table) -> bytes:
    """Write a table as a list of objects."""
    return (_listed(lines(table)) + "\n").encode()


def lines(table: Table) -> list[str]:
    """Write each record of a table as an object on a line of its own."""
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in table.records()]


def joined(as_of: str, tables: Mapping[str, Sequence[str]]) -> bytes:
    """Write tables whose records are lines already, under their names, with the data date."""
    parts = [f'"as_of": {json.dumps(as_of)}', *(f'"{name}": {_listed(records)}' for name, records in tables.items())]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _listed(records: Sequence[str]) -> str:
    return "[\n" + ",\n".join(records) + "\n]"


def dump(content: Any) -> bytes:
    """Write a document as JSON that people can read."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
