"""Importer, step 4c: printed numbers that break their count -> a note for readers, a doubt for the clerk (pure).

In: the drafts and their task records in printed order. Out: notes in the records; one doubt per break.
"""

from collections.abc import Iterator, Sequence

from taskbook.importer.doubt import Doubt
from taskbook.importer.structure.lines import numeral
from taskbook.importer.structure.outline import Draft
from taskbook.text import fold_text

_TODO = "对照原文；漏读时补上任务，印错时保留 note"


def misnumbered(drafts: Sequence[Draft], tasks: Sequence[dict[str, object]]) -> Iterator[Doubt]:
    """Note and doubt numbers that do not count up by one; they may restart at 1 under a new heading.

    1, 2 … count through the document; numbers of other styles (（一）, ①) within their heading.
    """
    last, before = 0, ""
    ahead: Draft | None = None  # a task without a number right before: it may hold the one that is missing
    place = 0  # the number that a misprinted one stands for
    above: tuple[str, ...] = ()
    inner: dict[str, tuple[int, str, tuple[str, ...]]] = {}
    for draft, task in zip(drafts, tasks, strict=True):
        item, titles = "" if draft.merged else draft.item or "", (draft.chapter, *draft.section)
        if item.isdecimal():
            value = int(item)
            right = value == last + 1 or (value == 1 and titles != above)
            if not right:
                _note(task, item, before)
            if not right and value != place + 1:
                yield _doubt(ahead or draft, item, before)
            place = value if right else place + 1
            last, before, above = value, item, titles
        elif count := numeral(fold_text(item).strip("()、.")):
            kind = style(item)
            low, printed, under = inner.get(kind, (0, "", ()))
            if under == titles and count not in (low + 1, 1):
                _note(task, item, printed)
                yield _doubt(ahead or draft, item, printed)
            inner[kind] = (count, item, titles)
        ahead = None if draft.item else draft


def style(item: str) -> str:
    """Return what tells a style of numbers: a digit or numeral, and what stands around it."""
    folded = fold_text(item)
    return f"{item[0] if not item[0].isalnum() else ''}{'1' if any(c.isdecimal() for c in folded) else '一'}"


def _note(task: dict[str, object], item: str, before: str) -> None:
    where = f"前一条是{before}" if before else "是第一条"
    task.setdefault("note", f"文件此处序号印作{item}，{where}。")


def _doubt(draft: Draft, item: str, before: str) -> Doubt:
    return Doubt(item, f"序号 {item} 之前是 {before or '开头'}：文件印错，或漏读了任务", _TODO, draft.text)
