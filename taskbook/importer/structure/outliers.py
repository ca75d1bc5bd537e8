"""Importer, step 4c: tasks that are cut or assigned otherwise than nearly all others of the document (pure).

In: the drafts and their task records in printed order. Out: one doubt per way of differing, at every task that does.
This net knows nothing of how a document was read: what a misread line leaves behind differs from its neighbours.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from taskbook.importer.doubt import Doubt
from taskbook.importer.promises.verbs import begins_with_verb
from taskbook.importer.roles.units import OPEN, looks_whole, units
from taskbook.importer.structure.brackets import assigned_parts
from taskbook.importer.structure.counting import style
from taskbook.importer.structure.outline import Draft
from taskbook.labels import ROLES, VERB
from taskbook.text import fold_text

Row = tuple[Draft, Mapping[str, object]]
_FEWEST = 4
"""Tasks that make a habit."""
_FEW, _SHARE = 2, 12
"""Tasks that differ by mistake rather than by intent: two, or one in twelve, at most."""
_LONGEST = 48
_SHORTEST = 3
_LIST = 160
"""Characters of a line that can be nothing but units."""
_SENTENCES = re.compile("[。；].*[，。；]")
_MISSED = "原文写明了时补上；无误则删去本条"
_TITLE = re.compile(r"[^，。；：、\d“”]{2,12}(?:工程|项目|部门|目标|任务|行动|机制|体系|工作|方面|指标)。(?=.)")
"""A first sentence that says nothing of what is to be done: rather a heading."""


def outliers(drafts: Sequence[Draft], tasks: Sequence[Mapping[str, object]]) -> Iterator[Doubt]:
    """Doubt the few tasks that have another style of number, or no lead or leader where all others have one."""
    rows = [(draft, task) for draft, task in zip(drafts, tasks, strict=True) if not draft.merged]
    told = [row for row in rows if any(_has(role, row) for role in ROLES)]  # those without any are doubted anyway
    yield from _unlike(told, _numbered, "序号的写法", "是标题的序号时，移到 section；无误则删去本条")
    yield from _unlike(told, partial(_has, "lead"), "牵头单位", _MISSED)
    yield from _unlike(told, partial(_has, "leaders"), "责任领导", _MISSED)
    for draft, task in rows:
        if (found := _TITLE.match(text := str(task["text"]))) and not begins_with_verb(text):
            todo = "是标题时，移到 section；无误则删去本条"
            yield Doubt(found.group(), "任务文字的第一句像是标题", todo, draft.text)
        if len(text.rstrip("。")) < _SHORTEST or text.count("）") > text.count("（"):
            yield Doubt(text, "任务文字像是半句话", "与上一条是同一条任务时，并入上一条；无误则删去本条", draft.text)
        if read := _assigning(fold_text(text)):
            todo = "是责任单位时，从任务文字移到 lead、responsible 或 assist；无误则删去本条"
            yield Doubt(read, "任务文字里有像责任单位的话", todo, draft.text)
    yield from _long_titles(rows)


def _assigning(text: str) -> str:
    """Return what of a task's folded words rather assigns it: a sentence by verbs, or nothing but units."""
    if "、" in text and len(text) < _LIST and not re.search("[。,]", text[:-1]):
        names = [name for name in units(text).names if name != OPEN]
        listed = sum(map(looks_whole, names)) * 3 > len(names) * 2
        return text if listed and len(names) > 1 and not begins_with_verb(text) else ""
    for sentence in text.split("。") if VERB.search(text) else ():
        if part := next((part.assignment for part in assigned_parts(sentence) if part.assignment), None):
            return sentence[slice(*part)]
    return ""


def _long_titles(rows: Sequence[Row]) -> Iterator[Doubt]:
    """Doubt each heading that is a sentence or as long as one."""
    seen = set[str]()
    for draft, _ in rows:
        for title in (draft.chapter, *draft.section):
            if title not in seen and (len(title) > _LONGEST or _SENTENCES.search(title)):
                yield Doubt(title, "标题很长，像是正文", "是正文时，移到任务文字；无误则删去本条", draft.text)
            seen.add(title)


def _numbered(row: Row) -> str:
    item = row[0].item or ""
    return "数字" if item.isdecimal() else style(item) if item else "没有"


def _has(role: str, row: Row) -> bool:
    return bool(row[1].get(role))


def _unlike(rows: Sequence[Row], told: Callable[[Row], object], what: str, todo: str) -> Iterator[Doubt]:
    """Doubt the tasks of which something is told that nearly all others do not have, or lack."""
    counts = Counter(map(told, rows))
    usual, often = counts.most_common(1)[0] if counts else (None, 0)
    if often < _FEWEST or not 0 < len(rows) - often <= max(_FEW, len(rows) // _SHARE):
        return
    for row in rows:
        if told(row) != usual:
            yield Doubt(what, f"有 {len(rows) - often} 条与其余 {often} 条不同，看是不是读错", todo, row[0].text)
