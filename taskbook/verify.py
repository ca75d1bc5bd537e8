"""Prove a Book against its documents: what is stated where, and what is left over.

In: the Book. Out: a Trace (where every task, assignment and quoted figure stands in source.txt) and problems: words of
the data that the document does not print at that place, and words of the document's body that no record accounts for.
The walk goes once through the body, in order: heading, number, text, assignment, next task; only punctuation may stand
between them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.align import PlanTrace, Span, TaskTrace, Trace
from taskbook.entries import NoiseEntry
from taskbook.model import Book, Place, Plan, Role, Target, Task
from taskbook.problems import Problem
from taskbook.text import Convert, Key, converter, fold, fold_text

PUNCTUATION = frozenset("，。；：、！？（）,.;:!?()")
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

    def run(self) -> PlanTrace:
        convert = converter(self.plan.decree.convert)
        whole = fold(self.plan.source, convert)
        noise = list(self._noise(whole, convert))
        self.words = self._corrected(_without(whole, noise), convert)
        self._metadata()
        start = self._body(convert)
        tasks: dict[str, TaskTrace] = {}
        if start is not None:
            self.at = start
            for trace_id, trace in self._tasks():
                tasks[trace_id] = trace
            self._leftover(self.at, self.end)
        body = self.words.span(start, self.end) if start is not None and self.end > start else Span(0, 0)
        spans = tuple(whole.span(a, b) for a, b in noise)
        return PlanTrace(body, tasks, self._goals(), tuple(self.headings), spans)

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

    def _noise(self, whole: Key, convert: Convert | None) -> Iterator[tuple[int, int]]:
        """Yield the key ranges of all noise; a text counts wherever it occurs, a from-to passage once."""
        for entry in self.plan.decree.noise:
            found = list(_ranges(whole.text, entry, convert))
            if not found:
                shown = entry.text or entry.start
                self._problem("noise", self.plan.place, f"noise 在 source.txt 里找不到：「{shown}」", "照抄原文的字")
            yield from found

    def _corrected(self, words: Key, convert: Convert | None) -> Key:
        """Put the corrected words in place of the printed ones."""
        for entry in self.plan.decree.corrections:
            printed = fold(entry.printed, convert).text
            if not printed or words.text.count(printed) != 1:
                continue  # check has said so
            start = words.text.index(printed)
            new = fold(entry.corrected, convert).text
            places = [words.places[min(start + i, start + len(printed) - 1)] for i in range(len(new))]
            if len(new) >= len(printed):
                places[-1] = words.places[start + len(printed) - 1]
            rest = start + len(printed)
            words = Key(
                words.text[:start] + new + words.text[rest:],
                (*words.places[:start], *sorted(places), *words.places[rest:]),
            )
        return words

    def _metadata(self) -> None:
        """Check that title, number, issuer and date are printed."""
        decree = self.plan.decree
        issued = f"{decree.issued.year}年{decree.issued.month}月{decree.issued.day}日" if decree.issued else None
        for name, value in (("title", decree.title), ("number", decree.number), ("issued", issued)):
            if value and fold_text(value) not in self.words.text:
                self._problem(
                    "metadata", self.plan.place, f"{name} 在 source.txt 里找不到：「{value}」", "没有印出的就不写"
                )
        issuer = decree.issuer
        if issuer and fold_text(issuer.removeprefix(self.city_name.removesuffix("市"))) not in self.words.text:
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
        section: tuple[str, ...] = ()
        for chapter in self.plan.chapters:
            self._heading(chapter.title, chapter.tasks[0])
            section = ()
            for task in chapter.tasks:
                same = 0
                while same < min(len(section), len(task.section)) and section[same] == task.section[same]:
                    same += 1
                for title in task.section[same:]:
                    self._heading(title, task)
                section = task.section
                if task.item:
                    self._expect(task.item, task.place, "序号")
                if trace := self._task(task):
                    yield task.id, trace

    def _heading(self, title: str, task: Task) -> None:
        if (found := self._expect(title, task.place, "标题")) is not None:
            self.headings.append(self.words.span(*found))

    def _task(self, task: Task) -> TaskTrace | None:
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
        return TaskTrace(self.words.span(*found), self._assignment(task), quotes)

    def _assignment(self, task: Task) -> Span | None:
        """Walk a task's labels and names in printed order; return the assignment's span with its brackets."""
        before = self.at
        roles = _roles(self.plan, task)
        while roles:
            label = self._next_label(roles)
            if label is None:
                missing = "、".join(printed for _, names in roles for printed in names)
                self._problem(
                    "not-printed", task.place, f"原文在这条任务后没有印出「{missing}」",
                    f"原文此处是「{self._shown(self.at)}」",
                )  # fmt: skip
                break
            names = next(names for name, names in roles if name == label)
            roles = [row for row in roles if row[0] != label]
            for printed in names:
                self._expect(printed, task.place, "单位或领导", connectors="及")
        if self.at == before:
            return None
        while self.at < self.end and self.words.text[self.at] == ")":
            self.at += 1
        start = before
        while self.words.text[start] in PUNCTUATION - {"("}:
            start += 1
        return self.words.span(start, self.at)

    def _next_label(self, roles: list[tuple[str, list[str]]]) -> str | None:
        """Take the label at the cursor, behind punctuation only; None where none of the roles' labels stands there."""
        place = self.at
        while place < self.end and self.words.text[place] in PUNCTUATION:
            place += 1
        for label, _ in roles:
            if self.words.text.startswith(label, place):
                self.at = place + len(label)
                return label
        return None

    def _expect(self, words: str, place: Place, what: str, connectors: str = "") -> tuple[int, int] | None:
        """Take words at the cursor behind punctuation; words further on leave a leftover, missing ones a problem."""
        wanted = fold_text(words)
        start = self.at
        while not self.words.text.startswith(wanted, start) and start < self.end:
            if self.words.text[start] not in PUNCTUATION and self.words.text[start] not in connectors:
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
        while start < end and self.words.text[start] in PUNCTUATION:
            start += 1
        while end > start and self.words.text[end - 1] in PUNCTUATION:
            end -= 1
        if start < end:
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


def _roles(plan: Plan, task: Task) -> list[tuple[str, list[str]]]:
    """Return the labels and printed names that a task's assignment must show."""
    labels = plan.decree.labels
    rows = [(labels.leader, [leader.name for leader in task.leaders])]
    for role, label in ((Role.LEAD, labels.lead), (Role.RESPONSIBLE, labels.responsible), (Role.ASSIST, labels.assist)):
        rows.append((label, [mention.printed for mention in task.mentions(role)]))
    return [(fold_text(label or ""), names) for label, names in rows if names]


def _ranges(text: str, entry: NoiseEntry, convert: Convert | None) -> Iterator[tuple[int, int]]:
    first = fold(entry.text or entry.start or "", convert).text
    start = text.find(first) if first else -1
    if entry.text is None:
        last = fold(entry.to or "", convert).text
        end = text.find(last, start + len(first)) if start >= 0 else -1
        if end >= 0:
            yield start, end + len(last)
        return
    while start >= 0:
        yield start, start + len(first)
        start = text.find(first, start + len(first))


def _without(key: Key, ranges: list[tuple[int, int]]) -> Key:
    dropped = {place for start, end in ranges for place in range(start, end)}
    kept = [place for place in range(len(key.text)) if place not in dropped]
    return Key("".join(key.text[place] for place in kept), tuple(key.places[place] for place in kept))
