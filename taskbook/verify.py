"""Prove a Book against its documents: what is stated where, and what is left over.

In: the Book. Out: a Trace (where every task, assignment and quoted figure stands in source.txt) and problems: words of
the data that the document does not print at that place, and words of the document's body that no record accounts for.
The walk goes once through the body, in order: heading, number, text, assignment, next task; only punctuation may stand
between them. The tasks' texts are found first: what belongs to a task is looked for only up to the next text, so that
one wrong word brings one problem.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.align import PlanTrace, Span, TaskTrace, Trace
from taskbook.assignment import Expected, Reader, expected, meet_below, meet_elsewhere
from taskbook.labels import NO_CHAPTER, ROLES, TEXT_LABEL
from taskbook.model import Book, Place, Plan, Target, Task
from taskbook.printed import printed
from taskbook.problems import Problem
from taskbook.rows import Row, new_titles, row_end
from taskbook.spoken import says_day
from taskbook.text import Convert, Key, converter, fold, fold_text

PUNCTUATION = frozenset("，。；：、！？（）,.;:!?()")
_DASHES = frozenset("/—-")
_SHOWN = 30


def verify(book: Book) -> tuple[Trace, list[Problem]]:
    """Align every plan with its source; the trace is whole only where there are no problems."""
    trace: dict[tuple[str, int], PlanTrace] = {}
    problems: list[Problem] = []
    for city in book.cities:
        for plan in city.plans:
            walk = _Walk(plan, city.name)
            trace[plan.key] = walk.run()
            problems.extend(walk.problems)
    return trace, problems


@dataclass(slots=True)
class _Walk:
    """One pass over a plan's body; at is the cursor into words, the source's key without noise, corrected."""

    plan: Plan
    city_name: str
    problems: list[Problem] = field(default_factory=list)
    words: Key = field(default_factory=lambda: Key("", ()))
    at: int = 0
    end: int = 0
    headings: list[Span] = field(default_factory=list)
    above: Expected | None = None
    breaks: frozenset[int] = frozenset()
    carried: list[dict[str, list[str]]] = field(default_factory=list)

    def run(self) -> PlanTrace:
        source = printed(self.plan)
        self.words, self.breaks = source.words, source.breaks
        for shown in source.missing:
            self._problem("noise", self.plan.place, f"noise 在 source.txt 里找不到：「{shown}」", "照抄原文的字")
        self._metadata(f"{source.whole.text}\n{source.words.text}")
        start = self._body(converter(self.plan.decree.convert))
        tasks: dict[str, TaskTrace] = {}
        if start is not None:
            self.at = start
            for trace_id, trace in self._tasks():
                tasks[trace_id] = trace
            self._leftover(self.at, self.end)
        body = self.words.span(start, self.end) if start is not None and self.end > start else Span(0, 0)
        return PlanTrace(body, tasks, self._goals(), tuple(self.headings), source.noise)

    def _problem(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, place, message, hint))

    def _place(self, offset: int) -> Place:
        """Return the place in source.txt of a character of the words."""
        raw = self.plan.source
        position = self.words.places[offset] if offset < len(self.words.places) else len(raw)
        line = raw.count("\n", 0, position) + 1
        column = position - (raw.rfind("\n", 0, position) + 1) + 1
        folder = self.plan.place.file.rpartition("/")[0]
        return Place(f"{folder}/source.txt", line, column)

    def _metadata(self, printed: str) -> None:
        """Check that title, number, issuer and date are printed."""
        decree = self.plan.decree
        day = decree.issued
        day = None if day and says_day(printed, day) else day
        issued = f"{day.year}年{day.month}月{day.day}日" if day else None
        for name, value in (("title", decree.title), ("number", decree.number), ("issued", issued)):
            if value and fold_text(value) not in printed:
                self._problem(
                    "metadata", self.plan.place, f"{name} 在 source.txt 里找不到：「{value}」", "没有印出的就不写"
                )
        issuer = decree.issuer
        if issuer and fold_text(issuer.removeprefix(self.city_name.removesuffix("市"))) not in printed:
            self._problem(
                "metadata", self.plan.place, f"issuer 在 source.txt 里找不到：「{issuer}」", "没有印出的就不写"
            )

    def _body(self, convert: Convert | None) -> int | None:
        """Find the body: from the first occurrence of its first words to the last of its last words."""
        body = self.plan.decree.body
        start = self.words.text.find(fold(body.start, convert).text)
        last = fold(body.to, convert).text
        end = self.words.text.rfind(last)
        if start < 0 or end < start:
            missing = body.start if start < 0 else body.to
            self._problem(
                "body", self.plan.place, f"body 在 source.txt 里找不到：「{missing}」", "照抄正文开头和结尾的字"
            )
            return None
        self.end = end + len(last)
        return start

    def _tasks(self) -> Iterator[tuple[str, TaskTrace]]:
        starts = self._starts()
        end = self.end
        for chapter in self.plan.chapters:
            section: tuple[str, ...] = ()
            for number, task in enumerate(chapter.tasks):
                start = starts.pop(0)
                self.end = next((place for place in [start, *starts] if place is not None), end)
                titles = [*([chapter.title] if number == 0 else []), *new_titles(section, task.section)]
                section = task.section
                if titles[:1] == [chapter.title] and self._is_unprinted(chapter.title):
                    del titles[0]
                if self.plan.decree.tables:
                    titles = self._headings_here(titles)
                else:
                    for title in titles:
                        self._heading(title, task)
                    self._number(task, titles, start)
                tables = self.plan.decree.tables
                self.end = next((place for place in starts if place is not None), end)
                if tables and self.end < end:
                    self.end = row_end(self.words.text, self.breaks, max(self.at, start or 0), self.end)
                below = next(iter(chapter.tasks[number + 1 : number + 2]), None)
                if trace := self._row(task, titles, start) if tables else self._task(task, start, below):
                    yield task.id, trace
        self.end = end

    def _starts(self) -> list[int | None]:
        """Find the tasks' texts, each behind the one before; None where a text is not printed there."""
        starts: list[int | None] = []
        at = self.at
        above: tuple[str, ...] = ()
        for task in self.plan.tasks:
            titles = (task.chapter, *task.section)
            text = fold_text(task.text)
            if self.plan.decree.tables:
                text = text.partition("。")[0]
            start = self._behind_headings(text, at, new_titles(above, titles))
            above = titles
            starts.append(start if start >= 0 else None)
            at = max(at, start + len(text)) if start >= 0 else at
        return starts

    def _is_unprinted(self, title: str) -> bool:
        """Tell a chapter that is no heading of the body: the document's title where it prints none, or none at all."""
        if title == NO_CHAPTER:
            return True
        folded = fold_text(title)
        return folded == fold_text(self.plan.decree.title or "") and self.words.text.find(folded, self.at, self.end) < 0

    def _behind_headings(self, text: str, at: int, titles: tuple[str, ...]) -> int:
        """Find a text, not in a heading above it that prints the same words."""
        start = self.words.text.find(text, at, self.end)
        for title in map(fold_text, titles):
            place = self.words.text.find(title, at, self.end)
            if 0 <= place <= start < place + len(title):
                start = self.words.text.find(text, place + len(title), self.end)
        return start

    def _headings_here(self, titles: list[str]) -> list[str]:
        """Take the headings that stand between rows; return those that must stand in the row."""
        for number, title in enumerate(titles):
            at, wanted = self.at, fold_text(title)
            while not self.words.text.startswith(wanted, at) and self.words.text[at : at + 1] in PUNCTUATION:
                at += 1
            if not self.words.text.startswith(wanted, at):
                return titles[number:]
            self.at = at + len(fold_text(title))
            self.headings.append(self.words.span(at, self.at))
        return []

    def _number(self, task: Task, titles: list[str], start: int | None) -> None:
        """Take a task's number right before its words; where another one is printed, pass over it."""
        if task.item is None or _numbered(titles, task.item):
            return
        item, place = fold_text(task.item), self.at
        if start is not None:
            place = self._label_before(start)
            while place > self.at and self.words.text[place - 1] in PUNCTUATION and not item.endswith(")"):
                place -= 1
            place = max(place - len(item), self.at)
        else:
            while place < self.end and self.words.text[place] in PUNCTUATION and not item.startswith("("):
                place += 1
        if self.words.text.startswith(item, place):
            self._leftover(self.at, place)
            self.at = place + len(item)
        elif start is not None:
            hint = f"原文此处是「{self._shown(self.at)}」（{self._place(self.at)}）"
            self._problem("not-printed", task.place, f"序号不在原文的这个位置：「{task.item}」", hint)
            while self.at < self.end and (
                self.words.text[self.at] in PUNCTUATION or self.words.text[self.at].isdecimal()
            ):
                self.at += 1

    def _heading(self, title: str, task: Task) -> None:
        if (found := self._expect(title, task.place, "标题")) is not None:
            self.headings.append(self.words.span(*found))

    def _label_before(self, start: int) -> int:
        """Return where the label of the words that begin at start (目标任务:) begins; start where none is printed."""
        for match in TEXT_LABEL.finditer(self.words.text, self.at, start):
            if all(char in PUNCTUATION for char in self.words.text[match.end() : start]):
                return match.start()
        return start

    def _past_label(self, start: int) -> None:
        """Pass over the label of a task's words (目标任务:) where nothing but marks stands between it and them."""
        label = self._label_before(start)
        if all(char in PUNCTUATION for char in self.words.text[self.at : label]):
            self.at = start

    def _task(self, task: Task, start: int | None, below: Task | None) -> TaskTrace | None:
        if start is not None and start >= self.at:
            self._past_label(start)
            self._leftover(self.at, start)
            self.at = start
        found = self._expect(task.text, task.place, "任务文字")
        if found is None:
            return None
        quotes = {}
        text = fold_text(task.text)
        for target in task.targets:
            quote = fold_text(target.quote)
            start = text.find(quote)
            if start >= 0:
                quotes[target.number] = self.words.span(found[0] + start, found[0] + start + len(quote))
        return TaskTrace(self.words.span(*found), self._assignment(task, below), quotes)

    def _assignment(self, task: Task, below: Task | None) -> Span | None:
        """Walk a task's labels, verbs and names in printed order; return the assignment's span with its brackets."""
        before = self.at
        wanted = expected(self.plan, task)
        reader = Reader(self.words.text, self.at, self.end, wanted, breaks=self.breaks)
        self.at = reader.run()
        if self.at == before:
            meet_below(wanted, task, below)
        meet_elsewhere(wanted, task)
        self.at = self.at if reader.idle is None or wanted.left else reader.idle  # the label is a heading's below
        while (further := self._further(wanted)) is not None:
            done = reader.run(further)
            if done == further:
                break
            self._leftover(self.at, further)
            self.at = done
        self._missing(task, wanted)
        if self.at == before:
            return None
        while self.at < self.end and self.words.text[self.at] == ")":
            self.at += 1
        start = before
        while self.words.text[start] in PUNCTUATION - {"("}:
            start += 1
        return self.words.span(start, self.at)

    def _further(self, wanted: Expected) -> int | None:
        """Find the next name of the data that stands further on, before the next task."""
        found = [self.words.text.find(names[0], self.at, self.end) for names in wanted.names.values() if names]
        return min((place for place in found if place >= 0), default=None)

    def _missing(self, task: Task, wanted: Expected) -> None:
        """Report names and a deadline of the data that are not printed with the task."""
        due = wanted.due_text or (wanted.due.isoformat() if wanted.due else "")
        missing = "、".join([*wanted.left, *([due] if due else [])])
        if missing:
            message = f"原文在这条任务后没有印出「{missing}」"
            self._problem("not-printed", task.place, message, f"原文此处是「{self._shown(self.at)}」")

    def _row(self, task: Task, titles: list[str], start: int | None) -> TaskTrace | None:
        """Read a task from its row of a table."""
        row = max((self._read_row(task, titles, heads) for heads in self.plan.decree.tables), key=Row.accounted)
        if start is not None and not row.text:
            item = fold_text(task.item or "")
            start -= len(item) if self.words.text.endswith(item, self.at, start) else 0
            self._leftover(self.at, start)
            self.at = start
            row = max((self._read_row(task, [], heads) for heads in self.plan.decree.tables), key=Row.accounted)
        self.at = row.at
        for skipped in row.skipped:
            self._leftover(*skipped)
        for title in row.titles:
            self._problem("not-printed", task.place, f"标题不在原文的这个位置：「{title}」", "照抄原文")
        if row.rest:
            message = f"任务文字不在原文的这个位置：「{task.text[:_SHOWN]}」"
            self._problem("not-printed", task.place, message, f"原文此处是「{self._shown(self.at)}」")
            return None
        if row.goes_on():
            self.carried.append(expected(self.plan, task).names)
        else:
            self.carried = []
            self._inherit(row.expected, task)
            self._missing(task, row.expected)
        self.headings += [self.words.span(*found) for found in row.headings]
        printed = [place for place in row.text if place >= 0]
        quotes = {}
        for target in task.targets:
            quote = fold_text(target.quote)
            at = fold_text(task.text).find(quote)
            if at >= 0 and row.text[at] >= 0 and row.text[at + len(quote) - 1] >= 0:
                quotes[target.number] = self.words.span(row.text[at], row.text[at + len(quote) - 1] + 1)
        assignment = self.words.span(*row.names) if row.names else None
        return TaskTrace(self.words.span(printed[0], printed[-1] + 1), assignment, quotes)

    def _read_row(self, task: Task, titles: list[str], heads: tuple[str, ...]) -> Row:
        wanted = expected(self.plan, task).behind(self.carried)
        folded = [fold_text(title) for title in titles]
        text, note = fold_text(task.text), fold_text(task.note or "")
        item, again = fold_text(task.item or ""), tuple(map(fold_text, (task.chapter, *task.section)))
        row = Row(self.words.text, self.at, self.end, item, folded, text, wanted, note, self.breaks, again)
        row.read(heads)
        return row

    def _inherit(self, wanted: Expected, task: Task) -> None:
        """Take out what an empty cell has from the row above (merged cells), and what headings and the text say."""
        meet_elsewhere(wanted, task)
        own = expected(self.plan, task)
        if self.above is not None:
            for role in ROLES:
                if wanted.names[role] == own.names[role] == self.above.names[role]:
                    wanted.names[role] = []
            if (wanted.due, wanted.due_text) == (self.above.due, self.above.due_text):
                wanted.due, wanted.due_text = None, ""
        self.above = own

    def _expect(self, words: str, place: Place, what: str) -> tuple[int, int] | None:
        """Take words at the cursor behind punctuation; words further on leave a leftover, missing ones a problem."""
        wanted = fold_text(words)
        start = self.at
        while start < self.end and self.words.text[start] in PUNCTUATION:
            if self.words.text.startswith(wanted, start):
                break
            start += 1
        if not self.words.text.startswith(wanted, start):
            start = self.words.text.find(wanted, self.at, self.end)
            if start < 0:
                hint = f"原文此处是「{self._shown(self.at)}」（{self._place(self.at)}）"
                self._problem("not-printed", place, f"{what}不在原文的这个位置：「{words[:_SHOWN]}」", hint)
                return None
            self._leftover(self.at, start)
        self.at = start + len(wanted)
        return start, self.at

    def _leftover(self, start: int, end: int) -> None:
        """Report words of the body that no record accounts for."""
        left = [n for n in range(start, end) if self.words.text[n] not in PUNCTUATION]
        if not all(self.words.text[n] in _DASHES for n in left):
            start, end = left[0], left[-1] + 1
            message = f"原文有 {end - start} 个字没有归处：「{self._shown(start, end)}」"
            self._problem(
                "leftover", self._place(start), message, "补进任务、标题或单位，或在 decree.yml 的 noise 里说明"
            )

    def _shown(self, start: int, end: int | None = None) -> str:
        text = self.words.text[start : end if end is not None else start + _SHOWN]
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

    def _goals(self) -> dict[int, Span]:
        """Find the headline goals that are no tasks, in order."""
        spans: dict[int, Span] = {}
        at = 0
        for goal in self.plan.goals:
            if goal.task is not None:
                continue
            found = self._goal(goal.target, at)
            if found is not None:
                spans[goal.target.number] = self.words.span(found, found + len(fold_text(goal.target.quote)))
                at = found
        return spans

    def _goal(self, target: Target, at: int) -> int | None:
        quote = fold_text(target.quote)
        found = self.words.text.find(quote, at)
        if found < 0:
            message = f"预期目标不在原文里，或次序不对：「{target.quote}」"
            self._problem("not-printed", self.plan.place, message, "照抄原文的字，按原文次序写")
            return None
        return found


def _numbered(titles: list[str], item: str) -> bool:
    """Whether the heading right above a task prints the task's number (1.项目建设, above 目标任务: …)."""
    opened = len(titles) > 1 and titles[-1].startswith("由")  # 由市发改委牵头,… opens the task
    title, number = fold_text(titles[-2 if opened else -1]) if titles else "", fold_text(item)
    return title.startswith(number) and not (number.isdecimal() and title[len(number) :][:1].isdecimal())
