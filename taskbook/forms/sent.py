"""What a form was sent with: a hidden sheet that the workbook carries, with a fingerprint (part of the step forms).

In: city, year, unit and the rows as sent. Out: lines of text, and back. The fingerprint tells of damage.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from taskbook.forms.records import Row
from taskbook.forms.sheets import BY_NAME

VERSION = 1


class BrokenError(Exception):
    """The hidden record is missing, damaged or from another version; its text says so plainly."""


@dataclass(frozen=True, slots=True)
class Sent:
    """For whom a form was made (unit is "" for the whole plan), and sheet name -> its rows."""

    city: str
    year: int
    unit: str
    rows: Mapping[str, Sequence[Row]]


def encode(sent: Sent) -> list[str]:
    """Return the lines of the hidden sheet: the fingerprint, the heading, then one line per row."""
    head = {"form": VERSION, "city": sent.city, "year": sent.year, "unit": sent.unit}
    lines = [_json(head)]
    for name, rows in sent.rows.items():
        lines += [_json([name, row.key, *row.values.values()]) for row in rows]
    return [_fingerprint(lines), *lines]


def decode(lines: Sequence[str]) -> Sent:
    """Read the lines of a hidden sheet; BrokenError where they are not as they were sent."""
    if len(lines) < 2 or lines[0] != _fingerprint(lines[1:]):
        raise BrokenError("表里藏着的发出记录缺了或坏了，不知道发出时是什么。请在发出的那份表上填，不要复制到新表里。")
    rows: dict[str, list[Row]] = {}
    try:
        head = json.loads(lines[1])
        for line in lines[2:] if head["form"] == VERSION else ():
            name, key, *values = map(str, json.loads(line))
            keys = [column.key for column in BY_NAME[name].columns]
            rows.setdefault(name, []).append(Row(key, dict(zip(keys, values, strict=True))))
        if rows:
            return Sent(str(head["city"]), int(head["year"]), str(head["unit"]), rows)
    except (ValueError, KeyError, TypeError):  # sealed by a program with other sheets or columns
        pass
    raise BrokenError("这份表是另一个版本的程序发出的。请办公室重新发表。")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fingerprint(lines: Sequence[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()
