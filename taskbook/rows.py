"""Read a row of a printed table against the data: its cells in the order of the columns' heads (part of verify).

In: folded words and a place, the columns, and what a task's data says. Out: Row: how far the words are accounted for,
where the text and the assignment stand, and what of the data the row does not print.
"""

import re
from dataclasses import dataclass, field

from taskbook.assignment import INNER, NOTHING, PUNCTUATION, Expected, Reader
from taskbook.labels import head_kinds
from taskbook.text import fold_text

_PASSES = 8
_COUNT = re.compile(r"\d{1,3}")
_BRACKETED = 4
"""Characters of a text that begins with a bracket by which it is found."""
_BEHIND = 8
"""Characters by which words are told that stand in a cell behind."""


@dataclass(slots=True)
class Row:
    """One row as far as it is read; text holds the place of each character of the task's text (-1: not printed)."""

    words: str
    at: int
    end: int
    item: str
    titles: list[str]
    rest: str
    expected: Expected
    note: str = ""
    breaks: frozenset[int] = frozenset()
    again: tuple[str, ...] = ()
    counts: bool = False
    due: str = ""
    text: list[int] = field(default_factory=list)
    names: tuple[int, int] | None = None
    headings: list[tuple[int, int]] = field(default_factory=list)
    skipped: list[tuple[int, int]] = field(default_factory=list)

    def read(self, heads: tuple[str, ...]) -> None:
        """Take the cells in the columns' order; a task may go over several printed rows."""
        kinds = head_kinds([fold_text(head) for head in heads])
        self.counts = ("item",) not in kinds
        for _ in range(_PASSES):
            before = self.at
            for kind in kinds:
                self._cell(kind)
            if not (self.at > before and self._new_line(before)) and not self._skip(kinds):
                return

    def accounted(self) -> tuple[int, int]:
        """Return how many words are accounted for, and how far: of several ways to read a row the best has most."""
        return self.at - sum(end - start for start, end in self.skipped), self.at

    def goes_on(self) -> bool:
        """Whether the next task stands right behind in the same cell: who answers for both is printed behind it."""
        place = self._place()
        inner = INNER.match(self.words, place, self.end)
        if inner and inner.group().isdecimal() and place in self.breaks and not self.counts:
            return False  # the number of the next row, behind a merged cell of names
        return self.names is None and bool(self.text) and inner is not None and inner.end() == self.end

    def _new_line(self, before: int) -> bool:
        """Whether another printed row begins here, and what was read behind a place stands in one line."""
        return self._place() in self.breaks and not any(before < place < self.at for place in self.breaks)

    def _skip(self, kinds: list[tuple[str, ...]]) -> bool:
        """Go on behind words that the data does not hold, to the next that it does."""
        wanted = self.expected
        if self.rest or not self.text or not (wanted.left or wanted.due or wanted.due_text):
            return False
        start, open_ = self.at, self._open()
        for place in range(start + 1, self.end):
            self.at = place
            for kind in kinds:
                self._cell(kind)
            if self.at > place and self._open() != open_:
                self.skipped.append((start, place))
                return True
        self.at = start
        return False

    def _open(self) -> tuple[object, ...]:
        """Return what of the data is still to be met: a verb alone (X区长牵头重点工作) meets nothing of it."""
        wanted = self.expected
        return tuple(wanted.left), wanted.due, wanted.due_text, self.note, len(self.titles)

    def _cell(self, kind: tuple[str, ...]) -> None:
        place = self._place()
        if self.counts and kind in (("section",), ("text",), ()):
            place = self._number(place)
        if kind == ("item",):
            self.item = self._take(self.item, place)
            self._group(place)
        elif kind in (("section",), ("text",), ()) and self._title(place):
            return
        elif kind == ("text",):
            before = self.at
            self._text(place)
            if self.at == before and not self.rest:
                self.note = self._remark(place)
        elif kind in ((), ("section",)):
            self.note = self._remark(place)
            if self.at <= place and kind == ():
                self._text(place)
        else:
            behind = tuple(words[:_BEHIND] for words in (self.rest, *self.titles[:1]) if len(words) > 1)
            done = Reader(self.words, place, self.end, self.expected, kind, number=self.item, behind=behind).run()
            if done > place:
                self.due = self.words[place:done] if kind == ("due",) else self.due
                self.names = (min(self.names[0], place) if self.names else place, done)
                self.at = done
            elif kind == ("due",) and self._due_again(place):
                return
            else:
                self._nobody(place)

    def _due_again(self, place: int) -> bool:
        """Pass over the deadline of further units of the task: the same words, or those that its note holds."""
        before = self.at
        if self.due and self.words.startswith(self.due, place):
            self.at = place + len(self.due)
        else:
            self.note = self._remark(place)
        return self.at > before

    def _nobody(self, place: int) -> None:
        """Pass over a cell that says that nobody is meant (无), but where the data has words that begin like it."""
        nothing = NOTHING.match(self.words, place, self.end)
        wanted = (self.rest, self.note, *self.titles[:1], *self.expected.left)
        if nothing and not any(words and self.words.startswith(words[:_BEHIND], place) for words in wanted):
            self.at = place + len("无" if nothing.group().startswith("无") else nothing.group())

    def _number(self, place: int) -> int:
        """Pass over the task's number before a cell's words, in a table without a column of numbers."""
        end = place + len(self.item)
        alone = self.item and not self.text and self.words.startswith(self.item, place)
        if not alone or self.words[end : end + 1].isdecimal() or self.rest.startswith(self.item):
            return place
        self.item, self.at = "", end
        return self._place()

    def _place(self) -> int:
        place = self.at
        while place < self.end and self.words[place] in PUNCTUATION:
            place += 1
        return place

    def _take(self, wanted: str, place: int) -> str:
        """Take the number of the task; the first digit of one that its words begin with is none (1 of 10.完成…)."""
        end = place + len(wanted)
        cut = self.words[end : end + 1].isdecimal() and self.rest[:_BRACKETED].startswith(self.words[place : end + 2])
        if wanted and self.words.startswith(wanted, place) and not cut and not self._group_end(place):
            self.at = end
            return ""
        return wanted

    def _group(self, place: int) -> None:
        """Pass over the number of a group of tasks before its name (2 财源建设 | 1.税收增长6%)."""
        if self.at <= place and (end := self._group_end(place)):
            self.at = end

    def _group_end(self, place: int) -> int:
        """Return the place behind the number of a group that is not the task's; 0 for none."""
        number = _COUNT.match(self.words, place, self.end)
        if not number or not self.titles or not self.words.startswith(self.titles[0], number.end()):
            return 0
        return number.end() if number.group() != self.item else 0

    def _remark(self, place: int) -> str:
        """Take a cell of the note: its words up to a semicolon, as many as stand here (several columns of it)."""
        same = 0
        while same < len(self.note) and place + same < self.end and self.words[place + same] == self.note[same]:
            same += 1
        end = same if same == len(self.note) else self.note.rfind(";", 0, same + 1)
        if end <= 0:
            return self.note
        self.at = place + end
        return self.note[end + 1 :]

    def _title(self, place: int) -> bool:
        """Take a heading that stands in a cell."""
        if self.titles and self.words.startswith(self.titles[0], place):
            self.at = place + len(self.titles.pop(0))
            self.headings.append((place, self.at))
            return True
        return self._again(place)

    def _again(self, place: int) -> bool:
        """Pass over a heading in force that the row prints again (a merged cell that goes on overleaf)."""
        for title in () if self.text else self.again:
            if self.words.startswith(title, place) and not self.words.startswith(self.rest[: len(title) + 1], place):
                self.at = place + len(title)
                return True
        return False

    def _text(self, place: int) -> None:
        """Take as much of the text as stands here; between two cells the text has a full stop that is not printed."""
        at = self.at if self.text and self.rest and self.words.startswith(self.rest[0], self.at) else place
        rest = self.rest
        if rest.startswith("(") and not self.text:  # (1)推进…: the bracket is no mark between cells
            at = next((n for n in range(self.at, place) if self.words.startswith(rest[:_BRACKETED], n)), at)
        if self.text and rest.startswith("。") and not self.words.startswith("。", at):
            rest = rest[1:]
        if not self.text and not self.words.startswith(rest[:_BRACKETED], at):
            inner = INNER.match(self.words, at, self.end)
            at = inner.end() if inner and self.words.startswith(rest[:_BRACKETED], inner.end()) else at
        count = 0
        while count < len(rest) and at + count < self.end and self.words[at + count] == rest[count]:
            count += 1
        if count and (count == len(rest) or rest[count] == "。" or count >= 2):
            self.text += [-1] * (len(self.rest) - len(rest)) + list(range(at, at + count))
            self.rest, self.at = rest[count:], at + count


def row_end(words: str, breaks: frozenset[int], at: int, following: int) -> int:
    """Return where a row ends: before the printed line in which the next task's words follow other cells."""
    place = following
    while place > at and place not in breaks:
        place -= 1
    return place if place > at and not INNER.fullmatch(words, place, following) else following


def new_titles(section: tuple[str, ...], titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headings that stand above a task and not above the one before."""
    same = 0
    for before, title in zip(section, titles, strict=False):
        if fold_text(before) != fold_text(title):
            break
        same += 1
    return titles[same:]
