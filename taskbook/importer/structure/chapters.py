"""Importer, step 4b: how tasks are named and filed: the last part of their ids, the files of tasks/ (pure)."""

from collections.abc import Iterator, Sequence

from taskbook.importer.structure.outline import Draft

LONG_CHAPTER = 40
"""A chapter with more tasks is cut into a file per first-level section."""

Record = dict[str, object]


def slugs(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the last part of each task's id: the printed number where it counts through, else the running number.

    What stands outside the greater part gets a letter's series: a headline goal, a number printed twice, a few numbers
    among tasks without.
    """
    numbered = [int(draft.item) for draft in drafts if draft.item and draft.item.isdecimal() and not draft.merged]
    through = numbered.count(1) <= 1
    throughout = through and len(numbered) * 2 > sum(not draft.merged for draft in drafts) and max(numbered) < 1000
    taken: set[int] = set()
    others = 0
    for running, draft in enumerate(drafts, 1):
        number = int(draft.item) if draft.item and draft.item.isdecimal() and not draft.merged else 0
        if throughout and number and number not in taken:
            taken.add(number)
            yield f"{number:03}"
        elif throughout or (through and number):
            others += 1
            yield f"{'ghijklmnpq'[others // 100]}{others % 100:02}"
        else:
            yield f"{running:03}"


def chapters(drafts: Sequence[Draft], tasks: list[Record]) -> Iterator[Record]:
    """Yield a file per chapter in printed order, or per first-level section of a long one."""
    files: list[tuple[str, list[tuple[Draft, Record]]]] = []
    for draft, task in zip(drafts, tasks, strict=True):
        if not files or files[-1][0] != draft.chapter:
            files.append((draft.chapter, []))
        files[-1][1].append((draft, task))
    for chapter, rows in files:
        members: list[Record] = []
        before = ""
        for draft, task in rows:
            section = draft.section[0] if draft.section and len(rows) > LONG_CHAPTER else ""
            if members and section != before:
                yield {"chapter": chapter, "tasks": members}
                members = []
            members.append(task)
            before = section
        yield {"chapter": chapter, "tasks": members}
