"""Importer: printed dates -> moments as the data writes them (YYYY, YYYY-MM or YYYY-MM-DD).

The plan's year is the default; a date that only says the plan's end (年底前, 年内) gives no moment of its own.
"""

import re
from calendar import monthrange

_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日")
_MONTH = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月")
_YEAR = re.compile(r"(20\d\d)年")
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9}


def moment(words: str, year: int) -> str | None:
    """Return the moment that a printed date fixes, None where it fixes none or only the plan's end."""
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
