"""Importer: the last of several steps of one thing, which is the whole of it (part of targets).

In: a clause, and the promises read before it. Out: a coverage goal (6月底前拨付60%、9月底前拨付80%，年底前全部拨付).
"""

import re
from collections.abc import Mapping, Sequence

from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.wording import WHEN

_WHOLE = (
    r"(?:力争|争取|确保|须|应|要|前|基本|实现)*(?:全部|全额|全面|悉数|100%)"
    r"(?P<what>[\u4e00-\u9fff]{2,8})(?=$|[，。；、）])"
)
_LAST = re.compile(rf"(?P<when>{WHEN.pattern}){_WHOLE}")
_STEP = re.compile(rf"、(?={_LAST.pattern})")
_BETWEEN = re.compile(r"(?:以上|以下|左右|以内)?(?:的目标|进度)?[、，；]")


def steps_apart(text: str) -> str:
    """Return a text, as long as it was, with a comma for the 、 before a step that is the whole."""
    return _STEP.sub("，", text) if "、" in text and "全" in text else text


def last_step(text: str, start: int, end: int, read: Sequence[Promise]) -> tuple[int, dict[str, object]] | None:
    """Read a clause that says by when the whole of something will be done of which shares were to be done before."""
    found = _LAST.fullmatch(text, start, end)
    if found is None or not read or not (last := read[-1]).when or not is_rate(last.figure) or last.growth:
        return None
    if not _BETWEEN.fullmatch(text, last.figure.end, start):
        return None
    record = {"indicator": last.indicator, "kind": "coverage", "by_text": found["when"], "quote": found.group()}
    return start, dict(record)


def is_step(milestone: Mapping[str, object], goals: Sequence[Mapping[str, object]]) -> bool:
    """Whether a milestone says again what was read as the last of several steps."""
    quote = str(milestone["quote"])
    return bool(_LAST.fullmatch(quote)) and any(one["quote"] == quote and "kind" in one for one in goals)
