"""Importer: people of the units themselves, named beside the leaders who answer (part of split).

In: the lines of a document. Out: the lines without them. Where a document names leaders under a label of theirs
(分管领导:…), those under 责任人 are the units' own, as in a table's columns.
"""

import re
from collections.abc import Callable

from taskbook.align import Span
from taskbook.importer.read import Paragraph
from taskbook.importer.structure.lines import without
from taskbook.labels import LABEL, label_of, roles_of

_LED = re.compile(r"领导|[省市县区州旗盟]长$")
_OWN = re.compile(
    r"(?:^|(?<=[;,。(]))(?:第一|直接|主要|具体|单位|部门)?(?:责任人|负责人):(?P<who>[^:;。]*?)(?:[;。]|$|(?=,[^,:;]{2,8}:|\)))"
)

_NOBODY = re.compile(
    r"(?<=:)(?:[省市县区州旗盟]?(?:党?委|人民政府|政府)[、和及]?)+(?:分管|主管|有关|相关|联系)领导(?:同志)?(?=$|[,;。)])"
)
"""A leader by what he has charge of alone."""


def without_own_people(lines: list[Paragraph], drop: Callable[[Span, str], None]) -> list[Paragraph]:
    """Leave out the people of the units; drop gets the passages and their words."""
    if not any("责任人:" in line.text or "负责人:" in line.text for line in lines) or not any(map(_leads, lines)):
        return lines
    kept = []
    for line in lines:
        found = None if line.cells else _OWN.search(line.text)
        if found and _stands_beside(line, found):
            drop(line.span(*found.span()), found["who"])
            line = without(line, *found.span())
        kept += [line] if line.text else []
    return kept


def without_unnamed(lines: list[Paragraph], drop: Callable[[Span, str], None]) -> list[Paragraph]:
    """Leave out what stands for a leader under such a label without a name (牵头领导:省政府分管领导同志)."""
    kept = []
    for line in lines:
        found = None if line.cells or "领导" not in line.text else _NOBODY.search(line.text)
        label = [*LABEL.finditer(line.text, 0, found.start())][-1:] if found else []
        if found and label and roles_of(label_of(label[0])) == ("leaders",):
            drop(line.span(*found.span()), found.group())
            line = without(line, *found.span())
        kept.append(line)
    return kept


def _leads(line: Paragraph) -> bool:
    labels = [label_of(match) for match in LABEL.finditer(line.text)] if not line.cells else []
    return any(_LED.search(label) and roles_of(label) == ("leaders",) for label in labels)


def _stands_beside(line: Paragraph, found: re.Match[str]) -> bool:
    """Whether people have a line of their own, or stand behind another label of the same assignment."""
    return not found.start() or LABEL.search(line.text, 0, found.start()) is not None
