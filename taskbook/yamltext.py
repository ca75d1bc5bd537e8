"""Write plain mappings, lists and text as canonical YAML text (the writing half of yamlfile, which is its only user).

Canonical: block style for the records an editor reviews one by one, one line in { } for short records and in [ ] for
lists of names, keys in the order given, quotes only where the text needs them. What is written reads back the same.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

BLOCK_LISTS = frozenset({"tasks", "reports"})
"""Lists whose records are written key by key, one a line; other lists of records have one record a line."""

_DATE_OR_FLAG = re.compile(r"\d{4}-\d\d-\d\d|true|false", re.ASCII)
_NUMBER_LIKE = re.compile(r"[-+.]?[\d.][\d_.,:eExXoOa-fA-F+-]*|[-+.\d]*", re.ASCII)
# what other YAML readers take for a flag, nothing, a number or a moment
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null|[-+]?\.(inf|nan)|\d{4}-\d\d?-\d\d?[t \t].*", re.ASCII | re.IGNORECASE
)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)
_WORDLESS = re.compile(r"[^\w]*")
_WIDE_COLON_WORD = re.compile(r"[a-z_]+：")
_LEADING = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~]")
_INNER = re.compile(r": |:$| #|[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FLOW_INNER = re.compile(r"[,\[\]{}:?]")
_ESCAPED = re.compile(r"[\"\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def dump(record: object) -> str:
    """Return the canonical text of a record or a list of records; absent (None) and empty fields are not written."""
    if isinstance(record, Mapping):
        return "".join(line + "\n" for line in block(record))
    if isinstance(record, Sequence) and not isinstance(record, str):
        return "".join(line + "\n" for part in record for line in item(part)) or "[]\n"
    raise TypeError(type(record).__name__)


def item(record: object) -> list[str]:
    """Return the lines of one item of a list whose records are written key by key."""
    if not isinstance(record, Mapping):
        return ["- " + flow(record)]
    lines = block(record)
    return ["- " + lines[0], *("  " + line if line else line for line in lines[1:])]


def block(record: Mapping[object, object]) -> list[str]:
    """Return the lines of a record written key by key."""
    lines: list[str] = []
    for key, value in record.items():
        if absent(value):
            continue
        name = scalar(str(key), flow=False)
        if isinstance(value, Sequence) and not isinstance(value, str) and _has_records(value):
            lines.append(f"{name}:")
            for part in value:
                lines += item(part) if key in BLOCK_LISTS else ["- " + flow(part)]
        else:
            lines.append(f"{name}: {flow(value, top=True)}")
    return lines or ["{}"]


def _has_records(value: Sequence[object]) -> bool:
    return any(not isinstance(item, str) and isinstance(item, Mapping | Sequence) for item in value)


def absent(value: object) -> bool:
    """Say whether a value is None or an empty list or record: such a field is not written."""
    return value is None or (isinstance(value, Mapping | Sequence) and not isinstance(value, str) and not value)


def flow(value: object, *, top: bool = False, in_list: bool = False) -> str:
    """Return a value on one line: for inside { } or [ ] (in_list), or behind the key of a record (top)."""
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key), flow=True)}: {flow(part)}" for key, part in value.items() if not absent(part))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(flow(part, in_list=True) for part in value) + "]"
    return scalar(text(value), flow=not top, in_list=in_list)


def text(value: object) -> str:
    """Return a scalar as YAML text without quotes: true, false, a date, or what str() says."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=20_000)
def scalar(text: str, *, flow: bool, in_list: bool = False) -> str:
    """Return a text plain where that reads back as the same, else in double quotes."""
    if _DATE_OR_FLAG.fullmatch(text) or _MONTH.fullmatch(text):
        return text
    plain = (
        text == text.strip()
        and not _LEADING.match(text)
        and not _INNER.search(text)
        and not _NUMBER_LIKE.fullmatch(text)
        and not _WORDLESS.fullmatch(text)
        and not (flow and _FLOW_INNER.search(text))
        and not (in_list and ("，" in text))
        and not _WIDE_COLON_WORD.match(text)
        and not text.startswith(("---", "..."))
        and not _NOT_TEXT.fullmatch(text)
    )
    return text if plain else '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    return f"\\x{ord(char):02X}" if ord(char) < 0x100 else f"\\u{ord(char):04X}"
