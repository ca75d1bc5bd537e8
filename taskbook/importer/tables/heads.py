"""Importer: a kind of table: the heads of its columns, in one or two rows or on a line each; its rows."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from taskbook.importer.read import Paragraph
from taskbook.importer.tables.flatheads import flat_heads
from taskbook.importer.tables.rowcells import RowCells
from taskbook.labels import ROLES, column_kinds, is_firm_role, season_of

_SHORT = 20
_MOST = 24
"""Lines that heads on a line each and the first row under them take at most."""
_LONGEST = 24
_DATA = re.compile(r"[。；;!！?？]|^\d+(?:\.\d+)?%?$")
"""What stands in a row of a table and never in its heads."""
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第.{1,3}部分")
_REMARK = re.compile(r".*(?:备注|说明|进展|情况|成效|效果|问题|电话)")
"""Heads of columns that say what has come of the tasks, or more about them."""
_COUNTED = re.compile(r"\d(?!\d*(?:年|[项件条个]\)))")
_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}[.、](?!\d)")


@dataclass(slots=True)
class Table:
    """One kind of table: its heads as printed and folded, and its rows with the headings between them.

    names are the columns that name each task, joined is how many rows have their name before what is asked; classes
    are those that sort the tasks into kinds without grouping them, groups those whose merged cells alone say it; plans
    are those of what is to be done, with the time that their heads tell (一季度), if they do.
    """

    heads: tuple[str, ...]
    kinds: list[tuple[str, ...]]
    rows: list[RowCells | Paragraph] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    joined: int = 0
    classes: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    plans: dict[int, str] = field(default_factory=dict)

    def columns(self, kind: str) -> list[int]:
        """Return the columns of a kind."""
        return [n for n, kinds in enumerate(self.kinds) if kind in kinds]

    def label(self, column: int) -> str:
        """Return a column's head; one that the head beside it spans has that one's."""
        return next((self.heads[n] for n in range(column, -1, -1) if self.heads[n].strip()), "")

    @property
    def numbered(self) -> bool:
        """Whether the rows have numbers."""
        rows = [row for row in self.rows if isinstance(row, RowCells)]
        return sum(any(row.spans[n] for n in self.columns("item")) for row in rows) * 10 > len(rows) * 6

    def tell_groups(self) -> None:
        """Take a merged column of short words before the tasks' for one that groups them, whatever its head says."""
        rows = [row for row in self.rows if isinstance(row, RowCells)]
        for column in range(min(self.columns("text"), default=0)):
            words = [row.texts[column] for row in rows]
            empty = sum(not word for word in words)
            short = all(len(word) <= _SHORT for word in words)
            if not self.kinds[column] and words and words[0] and short and empty * 2 >= len(words):
                self.kinds[column] = ("section",)
                self.groups.append(column)

    def is_task(self, column: int, words: str) -> bool:
        """Whether words that stand alone in a row, in the last column of the tasks' words, are a task.

        A merged heading begins at the table's edge, and is neither a sentence nor a figure.
        """
        inside = column and self.columns("text")[-1:] == [column]
        return bool(inside and not _HEADING.match(words) and (words[-1] in "。；;" or _COUNTED.search(words)))

    def goes_on(self, column: int, words: str, before: RowCells | None = None) -> bool:
        """Whether words in a row without a number go on in mid-sentence from those above (a cell broken in two)."""
        above = before or next((row for row in reversed(self.rows) if isinstance(row, RowCells)), None)
        if above is None or not self.numbered or self.columns("text")[-1:] != [column]:
            return False
        return bool(above.texts[column]) and above.texts[column][-1] not in "。；;！!" and not _NUMBER.match(words)

    @property
    def tells_merged(self) -> bool:
        """Whether the file tells merged cells from empty ones."""
        return any(isinstance(row, RowCells) and row.merged for row in self.rows)

    def repeating(self) -> frozenset[int]:
        """Return the columns that say the same in two rows on end: no cell of theirs is merged."""
        rows = [row.texts for row in self.rows if isinstance(row, RowCells)]
        return frozenset(
            n for n in self.role_columns if any(one[n] and one[n] == other[n] for one, other in pairwise(rows))
        )

    @property
    def role_columns(self) -> list[int]:
        """Return the columns that name units or leaders."""
        return [n for n, kinds in enumerate(self.kinds) if set(kinds) & set(ROLES)]


def read_head(lines: list[Paragraph], index: int, alone: bool = True) -> tuple[tuple[str, ...] | None, int]:
    """Read a row of heads (in one or two lines), or heads that stand on a line each.

    alone: no task stands outside the tables, so that one of few known columns is no table of something else.
    """
    line = lines[index]
    if len(line.cells) >= 2:
        names = [line.text[start:end] for start, end in line.cells]
        if is_head(names, 2 if alone else 3, alone):
            below = lines[index + 1] if index + 1 < len(lines) else None
            if below is not None and len(below.cells) == len(names):
                more = [below.text[start:end] for start, end in below.cells]
                heads = all(column_kinds(name) or season_of(name) for name in more if name)
                titled = _HEADING.match(more[0]) or (more[0] and not any(more[1:]))
                if any(more) and heads and not titled and not is_head(more):
                    return tuple(b or a for a, b in zip(names, more, strict=True)), 2
            return tuple(names), 1
        return None, 0
    if len(line.text) > _SHORT:
        return None, 0
    end = next((n for n in range(index, len(lines)) if lines[n].cells or n - index > _MOST), len(lines))
    names, taken = flat_heads([row.text for row in lines[index:end]])
    return (tuple(names), taken) if len(names) >= 3 and is_head(names, 3) else (None, 0)


def is_head(names: list[str], least: int = 2, alone: bool = True) -> bool:
    """Tell a row of heads: one column of tasks and one that names units or leaders are enough among any others."""
    kinds = [column_kinds(name) for name in names if name and not _REMARK.fullmatch(name)]
    known = sum(bool(kind) for kind in kinds)
    if ("text",) not in kinds or known < least or not any(set(kind) & set(ROLES) for kind in kinds):
        return False
    if known >= 3 and known * 10 >= len(kinds) * 6:
        return True
    firm = alone and any(set(column_kinds(name)) & set(ROLES) and is_firm_role(name) for name in names if name)
    return firm and all(len(name) <= _LONGEST and not _DATA.search(name) for name in names)
