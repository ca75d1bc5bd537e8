"""Read a printed assignment against the data: whether the names of a task stand there, under their labels or verbs.

In: folded words and a place, and what a task's data says (Expected). Out: how far the words are accounted for; what
has not been met stays in Expected. Part of verify; nothing is skipped but marks, labels, connectors and verbs.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from taskbook.dues import DUE, FIXED, fixed_day
from taskbook.labels import (
    ABOVE,
    BESIDE,
    BRACKETED,
    DASHES,
    LABEL,
    LEADER_HEADING,
    MARKS,
    NOTES,
    OPEN_TAIL,
    ROLES,
    TITLES,
    VERB,
    label_of,
    lead_sign,
    roles_of,
)
from taskbook.model import Plan, Role, Task
from taskbook.text import converter, fold_text

PUNCTUATION = frozenset("，。；：、！？（）,.;:!?()|/") | MARKS | DASHES
OPEN = "等"
_LONGEST_NOTE = 6
"""Characters of a footnote's sign, at most, and one more."""
_CONNECTOR = re.compile(rf"{ABOVE.pattern}|以及|及|和|与|由|请")
INNER = re.compile(r"[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]*")
"""The number of one of several tasks in a cell (1.…;2.…), or of their names in a cell that numbers them alike."""
_TITLES_BEFORE = re.compile(rf"(?:{TITLES.pattern}[、,及兼]?)+")
_PERSON_TAIL = re.compile(rf"{BRACKETED.pattern}|(?:(?:{TITLES.pattern})[、,及兼]?)*(?:{TITLES.pattern})|同志|等")
NOTHING = re.compile(r"(?:暂?无|[—/\-])+")
"""What a cell or a label says that names nobody."""


@dataclass(slots=True)
class Expected:
    """What a task's assignment must show: names by role in order, folded; the deadline; how the decree prints roles.

    labels are the decree's own printed labels, by role; the roles among them pass only under a label or before a verb.
    first_leads: a lead that is not named as such stands first among those responsible. lead_signs are the signs that
    stand beside the units that lead, as the document says. several: the names are those of several tasks in one cell.
    """

    names: dict[str, list[str]]
    labels: dict[str, str] = field(default_factory=dict)
    due: date | None = None
    due_text: str = ""
    year: int = 0
    first_leads: bool = False
    lead_signs: frozenset[str] = frozenset()
    several: bool = False

    @property
    def left(self) -> list[str]:
        """Names that have not been met."""
        return [name for role in ROLES for name in self.names[role]]

    def behind(self, before: list[dict[str, list[str]]]) -> "Expected":
        """Put the names of the tasks before it in the same cell before a task's own, where they differ."""
        for role, own in self.names.items():
            if any(names[role] != own for names in before):
                self.names[role] = [*(name for names in before for name in names[role]), *own]
                self.several = True
        return self


@dataclass(slots=True)
class Reader:
    """One walk; at is the cursor, done the place up to which the words are proven.

    idle is the place before a label behind which nothing has been met yet; beside says that those follow who help the
    lead (A会B牵头). roles are those of the label in force; a
    table's column has them from its head. breaks are the places where printed lines begin; first is the place of the
    first pending name, last that behind the last one. behind are words of other cells that may stand behind (落实…:
    their beginning is no verb).
    """

    text: str
    at: int
    end: int
    expected: Expected
    roles: tuple[str, ...] = ()
    breaks: frozenset[int] = frozenset()
    number: str = ""
    behind: tuple[str, ...] = ()
    done: int = 0
    first: int = 0
    last: int = 0
    pending: list[tuple[str, str]] = field(default_factory=list)
    idle: int | None = None
    beside: bool = False
    due: tuple[date | None, str] | None = None

    def run(self, at: int | None = None) -> int:
        """Walk on from a place as far as the words are those of the data; take what is met out of expected."""
        self.at = self.done = self.at if at is None else at
        self.idle = None
        while self._step():
            pass
        self._settle()
        return self.done

    def _step(self) -> bool:
        start = self.at
        while self.at < self.end and self.text[self.at] in PUNCTUATION and not self._at_boxed_label():
            self.at += 1
        moved = self._label() or self._due() or self._verb() or self._name() or self._connector()
        if not moved:
            self.at = start
        return moved

    def _at_boxed_label(self) -> bool:
        """Tell a label in brackets: no other begins with a mark."""
        return self.text[self.at] == "(" and bool(LABEL.match(self.text, self.at))

    def _label(self) -> bool:
        """Take a label; names behind it must be of its role."""
        match = LABEL.match(self.text, self.at, self.end)
        named, end = self._own_label()
        if match and match.end() >= end:
            named, end = (*named, *roles_of(label_of(match))), match.end()
        if not named:
            return False
        named = ("lead", *named) if self.expected.first_leads and "responsible" in named else named
        nothing = NOTHING.match(self.text, end, self.end)
        if nothing and not self._names_nobody(nothing.end()):
            nothing = None
        idle = not any(map(self._wants, named)) and not self._verbs_follow(end) and not self._begins_with_lead(end)
        if not nothing and not self._names_nobody(end) and idle:
            return False
        self._settle()
        before, self.roles = self.done, named
        self.at = self.done = nothing.end() if nothing else end
        self.idle = None if nothing or self._names_nobody(end) else before
        return True

    def _begins_with_lead(self, place: int) -> bool:
        """Tell a list that begins with a leader, or a lead beside whose name its role stands (责任单位:A(牵头))."""
        leaders = self.expected.names["leaders"]
        if leaders and self.text.startswith(leaders[0], place):
            return True
        at = place + (self.text[place : place + 1] in MARKS)
        name = next(iter(self.expected.names["lead"]), None)
        return name is not None and self.text.startswith(name, at) and self._said(at, at + len(name))[0] == "lead"

    def _said(self, place: int, end: int) -> tuple[str, int]:
        """Return the role that stands beside a name, in brackets or as a sign, and the place behind it."""
        if beside := BESIDE.match(self.text, end, self.end):
            return str(beside.lastgroup), beside.end()
        line = next((place for place in range(end, end + _LONGEST_NOTE) if place in self.breaks), len(self.text))
        if (note := NOTES.match(self.text, end, line)) and note.group() != self.number:
            end = min(note.end(), self.end)
        sign = self.text[end : end + 1]
        signed = self.expected.lead_signs & {self.text[max(place - 1, 0)], sign}
        return "lead" if signed else "", end + (sign in MARKS)

    def _verbs_follow(self, place: int) -> bool:
        """Tell a label behind which verbs say the roles (责任单位:A牵头,B配合)."""
        close = self.text.find(")", place, self.end)
        return self._at_name(place) and bool(VERB.search(self.text, place, close if close >= 0 else self.end))

    def _wants(self, role: str) -> bool:
        expected = self.expected
        return bool(expected.due or expected.due_text) if role == "due" else bool(expected.names[role])

    def _names_nobody(self, place: int) -> bool:
        """Tell a printed label with nothing behind it."""
        return (
            place in self.breaks or place == self.end or self.text[place] in ")" or bool(LABEL.match(self.text, place))
        )

    def _own_label(self) -> tuple[tuple[str, ...], int]:
        """Take a label as the decree prints it, with or without a colon."""
        own = self.expected.labels
        if not self.text.startswith(tuple(own.values()), self.at):
            return (), self.at
        for label in sorted(set(own.values()), key=len, reverse=True):
            if self.text.startswith(label, self.at):
                end = self.at + len(label)
                if VERB.fullmatch(label) and self.text[end : end + 1] != ":":
                    continue  # (牵头:A;配合:B) in one task, (A牵头,B配合) in another
                while end < self.end and self.text[end] == ":":
                    end += 1
                return tuple(role for role in own if own[role] == label), end
        return (), self.at

    def _due(self) -> bool:
        """Take the words of the deadline."""
        expected, idle = self.expected, self.idle
        self.idle = None
        if expected.due_text and self.text.startswith(expected.due_text, self.at):
            self.at += len(expected.due_text)
        elif expected.due and not expected.due_text and (match := DUE.match(self.text, self.at, self.end)):
            if fixed_day(match.group(), expected.year) != expected.due:
                self.idle = idle
                return False
            self.at = match.end()
        else:
            self.idle = idle
            return False
        ends = self.at in self.breaks  # 完成 below may begin the next task
        self.at += len("完成") if self.text.startswith("完成", self.at) and not ends else 0
        if self.pending:
            self.due = (expected.due, expected.due_text)
        else:
            self.done = self.at
        expected.due, expected.due_text = None, ""
        return True

    def _verb(self) -> bool:
        """Take a verb that says the role of the names before it (A、B负责); behind a label's names 负责 is idle."""
        match = VERB.match(self.text, self.at, self.end) if self.pending or self.roles else None
        covered = (match.lastgroup, "leaders", *self.roles, *(("assist",) if self.beside else ())) if match else ()
        if match is None or any(role not in covered for role, _ in self.pending):
            return False
        if any(self.text.startswith(words, self.at) for words in self.behind):
            return False
        if not self.pending and match.lastgroup not in (*self.roles, "responsible"):
            return False
        self.pending, self.due = [], None
        self.at = self.done = match.end()
        self.beside = match.group() == "会"
        return True

    def _name(self) -> bool:
        place = self.at
        allowed = [role for role in ROLES if self.expected.names[role]]
        best = max(allowed, key=lambda role: (self._reach(role), role in self.roles), default="")
        reach = self._reach(best) if best else 0
        if not reach:
            return False
        self.idle = None
        name = self.expected.names[best].pop(0)
        printed = self.text[place + reach - 1 : place + reach]
        self.at = place + reach
        if best == "leaders" and not self._at_name():
            tails = (BRACKETED, _TITLES_BEFORE, _PERSON_TAIL)
            tail = next(filter(None, (form.match(self.text, self.at, self.end) for form in tails)), None)
            self.at = tail.end() if tail else self.at
        elif printed == OPEN and (tail := OPEN_TAIL.match(self.text, self.at, self.end)) and not self._at_name():
            self.at = tail.end()
        said, self.at = self._said(place, self.at)
        under = best in self.roles or (best == "leaders" and bool({"lead", "responsible"} & {*self.roles}))
        if under and not self.pending:
            self.done = self.at
        else:
            self.first = self.first if self.pending else place
            self.pending.append((best, name))
            self.last = self.at
        if said == best and all(role in (said, "responsible") for role, _ in self.pending):
            self.pending, self.done = [], self.at
        return True

    def _at_name(self, place: int | None = None) -> bool:
        at = self.at if place is None else place
        return any(self.text.startswith(names[0], at) for names in self.expected.names.values() if names)

    def _reach(self, role: str) -> int:
        """Return how many characters a role's next name takes at the cursor, a leader's titles before it included."""
        name = self.expected.names[role][0]
        if self.text.startswith(name, self.at):
            return len(name)
        if role == "leaders":
            titles = _TITLES_BEFORE.match(self.text, self.at, self.end)
            if titles and self.text.startswith(name, titles.end()):
                return titles.end() - self.at + len(name)
        return 0

    def _connector(self) -> bool:
        """Take 和, 及, 由, or a name's number, where a name stands behind it."""
        match = _CONNECTOR.match(self.text, self.at, self.end)
        match = match or (INNER.match(self.text, self.at, self.end) if self.expected.several else None)
        if match is None:
            return False
        place, self.at = self.at, match.end()
        if self._name():
            return True
        self.at = place
        return False

    def _settle(self) -> None:
        """Close names without label and verb: a plain list, alone in brackets or where the decree prints no label."""
        alone = self.text[max(self.first - 1, 0)] == "(" and self.text[self.last : self.last + 1] == ")"
        roles = ("lead", "responsible") if self.expected.first_leads else ("responsible",)
        roles = (*roles, "leaders") if alone else roles
        plain = all(role in roles for role, _ in self.pending)
        plain = plain and (alone or "responsible" not in self.expected.labels)
        plain = plain and (alone or not VERB.match(self.text, self.at, self.end))
        if self.pending and plain:
            self.pending, self.due, self.done = [], None, self.at
        if self.due:
            self.expected.due, self.expected.due_text = self.due
        for role, name in reversed(self.pending):
            self.expected.names[role].insert(0, name)
        self.pending, self.due = [], None


def expected(plan: Plan, task: Task) -> Expected:
    """Return what a task's assignment must show."""
    labels = plan.decree.labels
    names = {role: [fold_text(mention.printed) for mention in task.mentions(Role(role))] for role in ROLES[1:]}
    names["leaders"] = [fold_text(leader.name) for leader in task.leaders]
    if plan.decree.first_leads and not labels.lead:
        names["responsible"] = names["lead"] + names["responsible"]
        names["lead"] = []
    printed = dict(zip(ROLES, (labels.leader, labels.lead, labels.responsible, labels.assist), strict=True))
    return Expected(
        names,
        {role: fold_text(label) for role, label in printed.items() if label},
        task.due,
        fold_text(task.due_text or ""),
        task.due.year if task.due else plan.year,  # words without a year fix only day and month
        plan.decree.first_leads,
        _lead_signs(plan.source, plan.decree.convert),
    )


@cache
def _lead_signs(raw: str, profile: str | None) -> frozenset[str]:
    """Return the signs that a document explains as those of the units that lead."""
    if MARKS.isdisjoint(fold_text(raw)):
        return frozenset()
    lines = (fold_text(line, converter(profile)) for line in raw.splitlines())
    return frozenset(found["mark"] for line in lines if (found := lead_sign(line)))


def meet_elsewhere(wanted: Expected, task: Task) -> None:
    """Take out of Expected what the task's sentence says (the deadline), and the names that a heading over it gives."""
    text = fold_text(task.text)
    fixed = (fixed_day(match.group(), wanted.year) for match in FIXED.finditer(text))
    if (wanted.due_text and wanted.due_text in text) or (not wanted.due_text and wanted.due in fixed):
        wanted.due, wanted.due_text = None, ""
    headings = [fold_text(title) for title in (task.chapter, *task.section)]
    for names in wanted.names.values():
        while names and any(_gives(heading, names[0]) for heading in headings):
            names.pop(0)


def meet_below(wanted: Expected, task: Task, below: Task | None) -> None:
    """Take everything out of Expected where the next task of the section says the same: one assignment closes both."""
    if below is None or below.section != task.section:
        return
    if all(task.mentions(role) == below.mentions(role) for role in Role) and task.leaders == below.leaders:
        wanted.names = {role: [] for role in ROLES}
        if (task.due, task.due_text) == (below.due, below.due_text):
            wanted.due, wanted.due_text = None, ""


def _gives(heading: str, name: str) -> bool:
    """Tell a heading that says that someone answers for what is under it."""
    if name not in heading:
        return False
    bare = re.sub(
        r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])|\([^()]*\)[。:]?$|[。:]$", "", heading
    )
    bare = re.sub("的?(?:重点|主要|目标|年度|具体)*(?:工作|任务|事项|项目|实事)+(?:清单|分解|如下)?$", "", bare)
    return name in re.split("[、,;和及与]", bare) or bool(
        LABEL.search(heading) or LEADER_HEADING.search(heading) or TITLES.search(heading) or "同志" in heading
    )
