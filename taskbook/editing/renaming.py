"""Editing, renaming: a unit takes a new name or id; the old name stays as an alias, the old id keeps its address.

When and why is written down with the unit. In: content/ as load reads it. Out: path -> new text, nothing written.
"""

from datetime import date
from pathlib import Path

from taskbook.editing.finding import UnitSpot
from taskbook.entries import UnitEntry
from taskbook.problems import NothingChosenError
from taskbook.yamledit import Edit

ORDER = tuple(UnitEntry.model_fields)


def rename_unit(
    content: Path, spot: UnitSpot, new: str, new_id: str | None, on: date, why: str
) -> dict[Path, str | None]:
    """Give a unit a new name or id. Tasks keep the words that their documents print."""
    unit, index = spot.unit, spot.index
    path = content / spot.city.city.entry.id / "units.yml"
    edit = Edit(path)
    if new != unit.name:
        aliases = [alias for alias in (*unit.aliases, unit.name) if alias != new]
        edit.set((index, "name"), new)
        edit.set((index, "aliases"), aliases, ORDER)
    if new_id and new_id != unit.id:
        edit.set((index, "id"), new_id)
        former = [former for former in (*unit.former_ids, unit.id) if former != new_id]
        edit.set((index, "former_ids"), former, ORDER)
        _point_anew(edit, unit.id, new_id)
    if edit.text() == path.read_text("utf-8"):
        raise NothingChosenError(f"{unit.name} 的名称和编号已经是这样。")
    record = {"from": unit.name if new != unit.name else unit.id, "date": on, "why": why}
    edit.set((index, "renamed"), [*edit.plain()[index].get("renamed", ()), record], ORDER)
    return {path: edit.text()}


def _point_anew(edit: Edit, old: str, new: str) -> None:
    """Let other units of the registry mean the new id."""
    for index, record in enumerate(edit.plain()):
        if record.get("part_of") == old:
            edit.set((index, "part_of"), new)
        if old in record.get("members", ()):
            edit.set((index, "members"), [new if member == old else member for member in record["members"]])
