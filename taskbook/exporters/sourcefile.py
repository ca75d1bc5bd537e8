"""The text of each document as obtained (an output of the step exports).

In: the plans. Out: source.txt of each, byte for byte, so that offsets and fingerprints in the data can be proved.
"""

from collections.abc import Iterator, Mapping

from taskbook.exporters.tables import Tables
from taskbook.model import Plan


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the source of every plan."""
    for scope in tables.data.scopes:
        if isinstance(scope.of, Plan):
            yield scope.path("source.txt"), scope.of.source.encode()
