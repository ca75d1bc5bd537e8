"""Importer: remarks inside the bracket of an assignment, which say something of all tasks (part of split).

In: a folded line. Out: where the remark stands (责任单位:市教育局。以下均需各县落实,不再列出).
"""

import re

from taskbook.dues import DUE
from taskbook.importer.roles.telling import is_assignment, is_unit_list
from taskbook.labels import LABEL

_OF_ALL = (
    r"(?P<all>以下|下同|同下)|具体任务|各项任务|其[他余]任务|[列排居位署]名?(?:在|于)?(?:第|首|最?前)|首位|第一[个位家]|"
    r"本方案|本清单|(?:同?一[项个]?|每[项个]|凡)?(?:任务|工作|事项)?[,]?(?:涉及|需要?|由|有)(?:多个|[两几二]个|2个)(?:以上)?(?:部门|单位|责任单位)"
)
_BEGINS = re.compile(rf"[。;,](?={_OF_ALL}|均)|。(?=[^。()]{{0,40}}(?:下同|以下|不再|不另|简称))")


def remark(text: str) -> tuple[int, int] | None:
    """Return the range of the first remark: from the mark before it to the bracket that closes behind it."""
    for opened in re.finditer(r"\(", text):
        end = _closed(text, opened.start())
        for begun in _BEGINS.finditer(text, opened.end(), end):
            said, rest = text[opened.end() : begun.start()], text[begun.end() : end]
            if (
                _assigns(said)
                and not LABEL.search(rest)
                and (begun["all"] or not _assigns(rest))
                and said.count("(") == said.count(")")
            ):
                return begun.start(), end
    return None


def _closed(text: str, opening: int) -> int:
    """Return the place of the bracket that closes the one at opening; opening where none does."""
    depth = 0
    for place in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place
    return opening


def _assigns(words: str) -> bool:
    words = words.strip("。;,")
    labelled = LABEL.match("(" + words) or LABEL.match("(" + words, 1)
    return bool(labelled or DUE.match(words) or is_assignment(words) or is_unit_list(words))
