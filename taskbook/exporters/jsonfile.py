"""JSON: one file per table, a list of records, one a line (an output of the step exports).

In: the tables of everything. Out: site path -> bytes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from taskbook.exporters.fields import Table
from taskbook.exporters.tables import Tables


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the JSON file of every table."""
    for table in tables.everything:
        yield tables.data.everything.path(f"{table.name}.json"), write(table)


def write(table: Table) -> bytes:
    """Write a table as a list of objects."""
    lines = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in table.records())
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def dump(content: Any) -> bytes:
    """Write a document as JSON that people can read."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
