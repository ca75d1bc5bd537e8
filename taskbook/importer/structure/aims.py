"""Importer: chapters before the tasks that only say what all is for: aims, demands, principles (part of split).

In: the lines of the body. Out: how many of them stand in such chapters, and which paragraphs name the headline goals.
A chapter of aims hands nothing out: it has neither units nor numbered tasks.
"""

import re
from itertools import pairwise

from taskbook.importer.read import Paragraph
from taskbook.importer.structure.lines import Mark, Style

_AIMS = re.compile(r"[^。;,:]{0,20}(?:目标(?:任务|要求|和要求|指标)?|预期目标)")
_DEMANDS = re.compile(
    r"(?:总体|指导|基本|工作)?(?:要求|思想|思路|原则|考虑)(?:[和与及、](?:总体|主要|工作|基本)?(?:要求|目标|原则|思路))?"
)
_TOLD = re.compile(
    r"[^。;,:、]{0,8}(?:目标|指导思想|总体要求|总要求|基本原则|工作思路)[。:]|(?:要|坚持)?以[^。;,]{2,40}(?:为主线|为指导|为统领|为引领|为总抓手|为遵循)[,、。]"
)
"""How a numbered paragraph begins that tells the aims of all, and hands nothing out."""
_GOALS = re.compile(r"[^。;,]{0,12}目标")


def past_aims(lines: list[Paragraph], marks: list[Mark | None], assigning: set[int]) -> tuple[int, list[int]]:
    """Return how many lines at the start are chapters of aims, and which of them name goals.

    marks and assigning say of each line which number it begins with, and whether it hands a task out.
    """
    heads = [index for index, found in enumerate(marks) if found and found.style == Style.CHAPTER]
    past, goals = 0, list[int]()
    for head, after in pairwise(heads):
        found = _aims(lines, marks, head, after) if head == past and not assigning & {*range(head, after)} else None
        if found is None:
            break
        past, goals = after, goals + found
    return past, goals


def _aims(lines: list[Paragraph], marks: list[Mark | None], head: int, after: int) -> list[int] | None:
    """Return the lines of a chapter that name goals; None where it is none of aims."""
    title = lines[head].text[marks[head].end :].rstrip("。:")  # type: ignore[union-attr]
    under = range(head + 1, after)
    if not under or any(lines[index].cells for index in under):
        return None
    if _AIMS.fullmatch(title):
        told = [lines[index].text[found.end :] for index in under if (found := marks[index])]
        return [*under] if all(map(_TOLD.match, told)) else None
    if not _DEMANDS.fullmatch(title):
        return None
    titles = [*(index for index in under if marks[index]), after]
    named = [range(one, end) for one, end in pairwise(titles) if _says_goals(lines, marks, one)]
    return [index for lines_of in named for index in lines_of]


def _says_goals(lines: list[Paragraph], marks: list[Mark | None], index: int) -> bool:
    return bool(_GOALS.match(lines[index].text, marks[index].end))  # type: ignore[union-attr]
