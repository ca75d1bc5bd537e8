"""Importer: roles that stand beside single units of a list: A(牵头)、B、C(配合), A*、B where * is for the lead.

In: the words of a list, what is known of the document's signs. Out: names with their roles; doubts.
"""

import re
from collections.abc import Iterator
from typing import Protocol

from taskbook.importer.roles.units import looks_whole, units
from taskbook.labels import BESIDE, MARKS

_SIGNS = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
_GROUPS = re.compile(r"[,;](?![^()]*\))")


class Doubting(Protocol):
    """What gathers doubts and signs, and knows which signs stand beside units that lead."""

    lead_marks: str
    signs: list[str]

    def doubt(self, read: str, why: str, todo: str) -> None:
        """Note something uncertain."""

    def odd_unit(self, name: str) -> None:
        """Note a name that ends as no unit's name does."""


def told_beside(roles: Doubting, content: str, role: str) -> Iterator[tuple[str, str]]:
    """Yield the units of a list with their roles; role holds where nothing stands beside a name."""
    for group in _GROUPS.split(content):
        rows = [_told(roles, entry, role) for entry in units(_plain(group)).names]
        signed = {_SIGNS.sub("", entry): entry for entry in re.split("[、]", group) if MARKS & set(entry)}
        rows = [(name, said or _signed(roles, signed.get(name, ""))) for name, said in rows]
        last = rows[-1][1] if rows else ""
        before = {said for _, said in rows[:-1]}
        if last == "assist" and len(rows) > 1 and before == {""}:
            rows = [(name, last) for name, _ in rows]  # A(牵头),B、C(配合)
        elif last and "" in before and len(rows) > 1:
            why = "只有部分单位写明了职责，其余记作" + {"lead": "牵头", "assist": "配合"}.get(role, "责任") + "单位"
            roles.doubt(group, why, "对照原文核对这些单位的职责；无误则删去本条")
        for name, said in rows:
            yield name, said or role
            if not looks_whole(name) and name != "等":
                roles.odd_unit(name)


def _plain(group: str) -> str:
    return _SIGNS.sub("", group)


def _told(roles: Doubting, entry: str, role: str) -> tuple[str, str]:
    found = BESIDE.search(entry)
    if found is None or found.end() != len(entry):
        return entry, ""
    said = str(found.lastgroup)
    return entry[: found.start()], "lead" if said == "responsible" and role == "lead" else said


def _signed(roles: Doubting, entry: str) -> str:
    if set(entry) & set(roles.lead_marks):
        return "lead"
    if entry:
        roles.signs.append(entry)
    return ""
