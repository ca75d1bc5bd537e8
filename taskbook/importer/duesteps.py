"""Importer: a deadline that names a step (5月底前动工) beside a task that promises another (建成…).

In: a deadline's words and the task's. Out: why the day is not the whole task's own; nothing where it is, or may be.
"""

import re

from taskbook.dues import FIXED

_BEGUN = re.compile(r"动工|开工|启动|进场|破土|招标|立项|奠基|试运行|前期")
_HALFWAY = re.compile(r"主体(?!业务)|封顶|过半|\d+%|[一二三]期|基础|阶段|路基|初稿|设备安装")
_ENDED = re.compile(r"投入使用|投入运[营行]|投[用运产]|竣工|完工|通车|建成|开园|开业|交付|验收|运[营行]")
_RANK = ((3, _ENDED), (2, _HALFWAY), (1, _BEGUN))


def other_step(due: str, text: str) -> str:
    """Say why a deadline's day is a step's of the task, not the task's; nothing for an ordinary deadline."""
    days = {match.group() for match in FIXED.finditer(due)}
    if not days:
        return ""
    if len(days) > 1:
        return "时限写了几步，各有日期，只记原字"
    said = FIXED.sub("", due)
    step, promised = _rank(said), _rank(FIXED.sub("", text))
    if not step or _words(said) & _words(text):
        return ""
    if step < 3 or 0 < promised < 3:
        return "时限写的是某一步的日期，与任务承诺的不同，只记原字"
    return ""


def _rank(words: str) -> int:
    """Return how far along the furthest step that words name is: 1 begun, 2 half way, 3 ended; 0 for none."""
    return next((rank for rank, pattern in _RANK if pattern.search(words)), 0)


def _words(text: str) -> set[str]:
    return {match.group() for _, pattern in _RANK for match in pattern.finditer(text)}
