"""CSV: one file per table and scope, UTF-8 with a byte order mark (an output of the step exports).

In: tables. Out: site path -> bytes. The first row holds the field names, as the Data Package documents them; lists are
joined by ； since names hold 、; what is absent is an empty cell.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date

from taskbook.exporters.fields import Table, Value
from taskbook.exporters.tables import Tables

BETWEEN = "；"


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the CSV files of every scope."""
    for scope in tables.data.scopes:
        for table in tables.of(scope):
            yield scope.path(f"{table.name}.csv"), write(table)


def write(table: Table) -> bytes:
    """Write a table as CSV (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows(map(_cell, row) for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(value: Value) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return BETWEEN.join(value)
        case date():
            return value.isoformat()
    return value
