"""The words that set a deadline, and the day they fix (a leaf of the house; pure).

All patterns match folded text. A day is fixed by 6月底前, 3月1日前, 2021年12月31日; 年内, 上半年, 秋季 fix none.
"""

import calendar
import re
from datetime import date

from taskbook.text import fold_text

_YEAR = r"(?:(?P<year>\d{4})年|今年|当年|本年)?"
_FIXED = (
    rf"{_YEAR}(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})[日号]|(?P<end>底|末))(?:之前|以前|前)?"
    r"|(?P<year2>\d{4})[-./](?P<month2>\d{1,2})[-./](?P<day2>\d{1,2})(?:之前|以前|前)?"
)
_LOOSE = (
    r"(?:(?:\d{4}年|今年|当年|本年)?(?:年底(?:之前|以前|前)?|年末(?:前)?|年内|全年|上半年|下半年|前?[一二三四]季度(?:末|内|前|底前)?|"
    r"第[一二三四]季度(?:末|内|前|底前)?|春季(?:学期|开学前?)?|秋季(?:学期|开学前?)?|夏季|冬季|汛期前|春节前|国庆节?前|"
    r"\d{1,2}月(?:份)?(?:上旬|中旬|下旬)?(?:前|以前|之前)?)(?:之前|前)?|\d{4}年底?前?|长期|常年|全年|持续)"
)
FIXED = re.compile(_FIXED)
DUE = re.compile(rf"{_FIXED}|{_LOOSE}")
"""Words of a deadline, as they begin a clause or a cell."""
IN_TEXT = re.compile(
    r"(?:\d{4}年|今年)?\d{1,2}月(?:份)?(?:\d{1,2}[日号](?:之前|以前|前)|[底末](?:之前|以前|前)?)|"
    r"(?:今年|当年|\d{4}年)?(?:(?<![明后来次去])年底(?:之前|以前|前)|(?<![一二两三四五六七八九十])年内|上半年|下半年|前?[一二三四]季度(?:末|内|前|底前)?|"
    r"春季|秋季|\d{1,2}月(?:份)?(?:上旬|中旬|下旬)?(?:前|以前|之前))"
)
"""Words of a deadline in a task's sentence."""


def fixed_day(words: str, year: int) -> date | None:
    """Return the day that folded words fix at their start, None where they fix none."""
    match = FIXED.match(words)
    if match is None:
        return None
    try:
        if match["year2"]:
            return date(int(match["year2"]), int(match["month2"]), int(match["day2"]))
        given, month = int(match["year"] or year), int(match["month"])
        return date(given, month, int(match["day"]) if match["day"] else calendar.monthrange(given, month)[1])
    except ValueError:
        return None


_HOW = "力争|争取|确保|全部|全面|基本|如期|按期|顺利|高质量"
_GENERIC = rf"(?:{_HOW}|建成|完成|完工|竣工|投用|投入使用|出台|到位|通车|运营|交付)*"


def text_due(text: str) -> str | None:
    """Return the deadline's words of a task's folded text where one deadline governs the whole of it, None otherwise.

    That is so where the text is one clause, begins with the deadline, or ends with a clause that says no more than it.
    A part of the year before the first of several clauses (上半年开工X,全年投资Y) is that clause's own.
    """
    found = list(IN_TEXT.finditer(text))
    body = text.rstrip("。;")
    if len(found) != 1 or re.search("[。;]", body):
        return None
    match = found[0]
    clauses = body.split(",")
    last = re.fullmatch(rf"{_GENERIC}{re.escape(match.group())}{_GENERIC}", clauses[-1])
    part = (
        re.match(r"[上下]半年|.{0,5}季度", match.group()) and match.end() < len(clauses[0]) and re.search("全年", body)
    )
    if len(clauses) == 1 or (match.start() == 0 and not part) or last:
        return match.group()
    return None


def due_fields(words: str | None, year: int) -> dict[str, object]:
    """Return a deadline as a task's fields: due where the words fix a day, due_text where they say more or fix none."""
    if not words:
        return {}
    words = re.sub(r"(?<=[前内底])完成$", "", words)
    folded = fold_text(words)
    match, day = FIXED.match(folded), fixed_day(folded, year)
    if match is None or day is None:
        return {"due_text": words}
    return {"due": day} if match.end() == len(folded.rstrip("。;")) else {"due": day, "due_text": words}
