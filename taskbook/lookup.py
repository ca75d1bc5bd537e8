"""Which unit or leader a person means, by id or any form of the name (a leaf of the house; pure).

In: records of a registry, what a person wrote. Out: the records that have this id or form; what to say where none has.
"""

from collections.abc import Iterable
from typing import TypeVar

from taskbook.entries import UnitEntry
from taskbook.model import Leader, Unit
from taskbook.problems import NothingChosenError, nearest
from taskbook.text import fold_text

Named = TypeVar("Named", Unit, UnitEntry, Leader)


def forms(record: Unit | UnitEntry | Leader) -> tuple[str, ...]:
    """Return what a record is called: its id, name, and a unit's other forms."""
    return (record.id, record.name) if isinstance(record, Leader) else (record.id, *record.forms)


def meant(records: Iterable[Named], asked: str) -> list[Named]:
    """Return the records that are called so, whatever the width and case of its characters."""
    key = fold_text(asked)
    return [record for record in records if key in map(fold_text, forms(record))]


def nothing(what: str, asked: str | None, known: Iterable[str]) -> NothingChosenError:
    """Say that there is no such thing, and what is called alike."""
    near = nearest(asked or "", known)
    return NothingChosenError(f"没有{what}「{asked}」。{'相近的有：' + '、'.join(near) if near else ''}")
