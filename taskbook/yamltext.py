"""Write plain mappings, lists and text as canonical YAML text (the writing half of yamlfile, which is its only user).

Canonical: block style for the records an editor reviews one by one, one line in { } for short records and in [ ] for
lists of names, keys in the order given, quotes only where the text needs them. What is written reads back the same.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

_BLOCK_LISTS = frozenset({"tasks", "reports"})
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
        return "".join(line + "\n" for line in _block(record))
    if isinstance(record, Sequence) and not isinstance(record, str):
        return "".join(line + "\n" for item in record for line in _item(item)) or "[]\n"
    raise TypeError(type(record).__name__)


def _item(item: object) -> list[str]:
    if not isinstance(item, Mapping):
        return ["- " + _flow(item)]
    lines = _block(item)
    return ["- " + lines[0], *("  " + line if line else line for line in lines[1:])]


def _block(record: Mapping[object, object]) -> list[str]:
    lines: list[str] = []
    for key, value in record.items():
        if _absent(value):
            continue
        name = scalar(str(key), flow=False)
        if isinstance(value, Sequence) and not isinstance(value, str) and _has_records(value):
            lines.append(f"{name}:")
            for item in value:
                lines += _item(item) if key in _BLOCK_LISTS else ["- " + _flow(item)]
        else:
            lines.append(f"{name}: {_flow(value, top=True)}")
    return lines or ["{}"]


def _has_records(value: Sequence[object]) -> bool:
    return any(not isinstance(item, str) and isinstance(item, Mapping | Sequence) for item in value)


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, Mapping | Sequence) and not isinstance(value, str) and not value)


def _flow(value: object, *, top: bool = False, in_list: bool = False) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key), flow=True)}: {_flow(item)}" for key, item in value.items() if not _absent(item))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_flow(item, in_list=True) for item in value) + "]"
    return scalar(_text(value), flow=not top, in_list=in_list)


def _text(value: object) -> str:
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
