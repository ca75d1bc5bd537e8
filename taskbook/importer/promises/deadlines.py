"""Importer: printed dates -> moments as the data writes them (YYYY, YYYY-MM or YYYY-MM-DD).

The plan's year is the default; a date that only says the plan's end (年底前, 年内) gives no moment of its own.
"""

import re
from calendar import monthrange

_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月")
_YEAR = re.compile(r"(20\d\d)年")
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9}


_RANGE = re.compile(
    r"(?P<from>(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月[^至到—–~～月]*)(?:[至到~～]|[—–]+)(?=(?P<to>(?:20\d\d|次|翌)年)?(?P<last>\d{1,2})月)"
)


def _begun(words: str, year: int) -> str:
    """Return a time without the beginning of a range: what it lasts to is the moment (3月1日至5月31日)."""
    found = _RANGE.search(words)
    if found is None:
        return words
    rest = words[found.end() :]
    if found["to"] and found["to"].startswith("20"):
        return rest
    last = int(found["year"] or year) + (found["to"] is not None)
    return f"{last}年{rest[len(found['to'] or '') :]}" if found["year"] or year else rest


def moment(words: str, year: int) -> str | None:
    """Return the moment that a printed date fixes, None where it fixes none or only the plan's end."""
    words = _begun(words, year)
    if match := _DAY.search(words):
        month, day = int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= monthrange(int(match[1] or year or 2000), month)[1]:
            return f"{match[1] or year:>04}-{month:02}-{day:02}" if match[1] or year else None
        return None
    if match := _MONTH.search(words):
        month = int(match[2])
        stated = int(match[1] or year)
        if stated and 1 <= month <= 12 and not (month == 12 and stated == year):
            return f"{stated:04}-{month:02}"
        return None
    if match := _YEAR.search(words):
        return match[1] if int(match[1]) != year else None
    if not year:
        return None
    if "上半年" in words or "年中" in words:
        return f"{year:04}-06"
    if quarter := re.search(r"([一二三1-3])季度(?!、)", words):
        return f"{year:04}-{_QUARTERS[quarter[1]]:02}"
    return None
