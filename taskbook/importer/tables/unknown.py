"""Importer: labels and columns of a table that are of no known make, though they seem to say who answers, or by when.

In: the roles of all tasks; a table's heads and cells. Out: doubts, one for a label or column in the whole document.
"""

import re
from collections.abc import Iterator, Sequence

from taskbook.align import Span
from taskbook.dues import text_due
from taskbook.importer.doubt import Doubt
from taskbook.importer.promises.figures import figures
from taskbook.importer.roles.assign import Roles
from taskbook.importer.roles.people import is_person
from taskbook.importer.roles.units import looks_whole
from taskbook.importer.structure.outline import Draft
from taskbook.importer.tables.heads import Table
from taskbook.importer.tables.rowcells import RowCells
from taskbook.labels import is_odd_label, is_usual_head

_REMARKS = re.compile(
    r".*(?:备\s*注|说明|进展|情况|依据|来源|电话|方式|类型|级别|性质|状态|是否|评价|得分|分值|完成率).*"
)
_WHEN = re.compile(r".{0,6}(?:\d月|季度|半年|年内|年底|全年|\d日|长期|持续).{0,8}")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章]|（[一二三四五六七八九十\d]+）|\d+[.、]|任务\S{1,3}：)|（[^（）]*[\d一二三四五六七八九十]+[项件条个][^（）]*）$"
)
_COUNTS = re.compile(r"\d+(?:大|个?方面|[项件条个]).{0,12}(?:任务|工作|实事|行动|工程|攻坚|目标|措施|举措)|实事")
"""What a heading counts of what is under it."""
_LONG = 40
_COUNT = re.compile(r"[^。；，]{0,6}\d+(?:\.\d+)?[^。；，\d]{0,6}")


def unknown_labels(rows: Sequence[Roles], drafts: Sequence[Draft] = ()) -> Iterator[Doubt]:
    """Doubt once each label whose role was guessed from its ending, and the headings that promise a figure."""
    yield from _counted_titles(drafts)
    found: dict[str, list[Span | None]] = {}
    for roles in rows:
        for label in roles.odd:
            found.setdefault(label, []).append(roles.span)
    for label, spans in found.items():
        role = "领导" if label.endswith(("领导", "人", "员")) else "协办单位"
        role = role if is_odd_label(label) else "责任单位，或按单位后面的牵头、配合"
        why = f"不认得这种标签，读作{role}，共 {len(spans)} 处"
        yield Doubt(label, why, "不是这样时，改正各条任务里的这些单位或领导；无误则删去本条", spans[0])


def _counted_titles(drafts: Sequence[Draft]) -> Iterator[Doubt]:
    """Doubt once the headings that promise a figure, which no task has (一、新增企业12家)."""
    titles = dict.fromkeys(title for draft in drafts for title in (draft.chapter, *draft.section))
    told = [title for title in titles if len(title) <= _LONG and _promises(title)]
    if told:
        under = next(draft for draft in drafts if told[0] in (draft.chapter, *draft.section))
        why = "标题里有数量，没有读作下面任务的指标"
        yield Doubt("、".join(told), why, "是承诺时，补进下面任务的 targets；无误则删去本条", under.text)


def _promises(title: str) -> bool:
    words = _NUMBERED.sub("", title)
    return any(not figure.unsure for figure in figures(words)[0]) and not _COUNTS.search(words)


def column_readings(tables: Sequence[Table]) -> Iterator[Doubt]:
    """Doubt once how a document's columns were read: those whose heads or cells leave a choice."""
    told: dict[str, tuple[str, Span]] = {}
    for table in tables:
        rows = [row for row in table.rows if isinstance(row, RowCells)]
        for column, head in enumerate(table.heads):
            first = next((span for row in rows if (span := row.spans[column])), None)
            words = _told(table, column, rows) if first else ""
            if first and words:
                told.setdefault(head, (words, first))
    if told:
        why = "；".join(f"“{head}”栏{words}" for head, (words, _) in told.items())
        todo = "读错时，改正各条任务的这些栏；note 里写明了职责、期限或目标时，补到各条任务；无误则删去本条"
        yield Doubt("、".join(told), why, todo, min((span for _, span in told.values()), key=lambda span: span.start))


def _told(table: Table, column: int, rows: Sequence[RowCells]) -> str:
    """Say how a column was read where its head alone does not; nothing where that is beyond doubt."""
    head, kinds = table.heads[column], table.kinds[column]
    filled = [text for row in rows if (text := row.texts[column])]
    if not head.strip() or _REMARKS.fullmatch(head):
        return ""
    if column in table.names:
        asked = next(table.heads[n] for n in reversed(table.columns("text")) if n not in table.plans)
        here = f"；其中 {table.joined} 条没有它读不通，合为一句" if table.joined else ""
        return f"读作任务名称，记在 section，“{asked}”栏读作任务文字{here}"
    if column in table.classes:
        return "读作任务的类型，记在 note"
    if not kinds:
        what = next((f"里面像是{what}，" for what, said in _HOLDS if _mostly([said(text) for text in filled])), "")
        return f"不认得，{what}{len(filled)} 格都记在 note"
    if column in table.groups or is_usual_head(head) or (column in table.plans and "形象" not in head):
        return ""
    return f"不常见，读作{_AS.get(kinds[0], '责任单位')}"


_AS = {"text": "任务文字", "section": "任务的分类", "leaders": "责任领导", "item": "序号", "due": "完成时限",
       "lead": "牵头单位", "assist": "配合单位"}  # fmt: skip


def _mostly(told: list[bool]) -> bool:
    return sum(told) * 2 > len(told)


def _units(text: str) -> bool:
    return all(looks_whole(name) for name in re.split("[、,;]", text) if name)


_HOLDS = (
    ("单位", _units),
    ("人名", is_person),
    ("时间", lambda text: bool(_WHEN.fullmatch(text) or text_due(text))),
    ("数字", lambda text: bool(_COUNT.fullmatch(text))),
)
