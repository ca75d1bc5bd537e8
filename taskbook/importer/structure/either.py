"""Importer: a line with units above numbered lines: which of the two is the task (part of split).

In: the body's lines with their numbers and assignments, the headings with units that were read as headings. Out: one
doubt for each way of choosing, with the number of places.
"""

from collections.abc import Iterator, Sequence, Set

from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph
from taskbook.importer.structure.brackets import LOOSE, Part
from taskbook.importer.structure.lines import Mark
from taskbook.labels import LABEL
from taskbook.text import typeset

_SHOWN = 3
_HEADED = "标题里的单位也管下面各条时，补到各条任务；否则删去本条"
_WHOLE = "下面各条才是任务时，另立各条任务，单位补到各条；无误则删去本条"


def either(
    lines: Sequence[Paragraph],
    marks: Sequence[Mark | None],
    parts: Sequence[list[Part]],
    heads: Sequence[Paragraph],
    headed: Set[int],
) -> Iterator[Doubt]:
    """Doubt once headings with units that were read as headings, and once those that were read as tasks.

    headed are the places at which the lines begin that were read as headings.
    """
    if heads:
        yield _doubt(heads, f"标题写明了单位，没有记到下面各条（全文 {len(heads)} 处）", _HEADED)
    whole = [line for index, line in enumerate(lines) if _is_either(index, lines, marks, parts)]
    if whole := [line for line in whole if line.key.places[0] not in headed]:
        why = f"单位只写了一次，下面有编号的几条，上面一行读作任务（全文 {len(whole)} 处）"
        yield _doubt(whole, why, _WHOLE)


def _is_either(
    index: int, lines: Sequence[Paragraph], marks: Sequence[Mark | None], parts: Sequence[list[Part]]
) -> bool:
    """Tell a numbered line with two deeper ones under it, for all of which units stand once."""
    found = marks[index]
    if found is None:
        return False
    end = index + 1
    while end < len(lines) and ((after := marks[end]) is None or after.style > found.style):
        end += 1
    deeper = [n for n in range(index + 1, end) if marks[n]]
    said = [n for n in range(index, end) if parts[n] or LABEL.match(lines[n].text)]
    if len(deeper) < 2 or not said:
        return False
    first, last = said[0], said[-1]
    above = last < deeper[0]
    behind = first > deeper[-1] or (first == deeper[-1] and _alone(lines[first], parts[first]))
    return above or (behind and not marks[first])


def _alone(line: Paragraph, parts: Sequence[Part]) -> bool:
    return not line.text[: parts[0].end].strip(LOOSE + "(") if parts else True


def _doubt(lines: Sequence[Paragraph], why: str, todo: str) -> Doubt:
    shown = "；".join(typeset(line.text[:30]) for line in lines[:_SHOWN])
    return Doubt(shown, why, todo, lines[0].span(0, len(lines[0].text)))
