"""Step 3, check: rules over the Book; one generator per rule; changes nothing.

In: the Book, and load's locate so that a problem points at its field. Out: problems, errors and warnings. Whether the
data agrees with the document word for word is verify's business; here stands what can be said without reading it all.
"""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby

from taskbook.align import quote_span
from taskbook.loaded import Locate, record_place
from taskbook.model import Book, Milestone, Place, Plan, Role, Target, Task
from taskbook.problems import Problem, Severity
from taskbook.revisions import revisions
from taskbook.spoken import SHARE, numbers
from taskbook.text import converter, fold_text, typeset

Rule = Callable[[Book, Locate], Iterator[Problem]]
Path = tuple[str | int, ...]
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NUMBERS = re.compile(r"(?<![\d.])\d+(?:\.\d+)*")


def check(book: Book, locate: Locate = record_place) -> Iterator[Problem]:
    """Yield what every rule finds; the caller sorts."""
    for rule in RULES:
        yield from rule(book, locate)


def quotes(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that a quote stands in its task's text."""
    for task in book.tasks():
        for path, promise in _promises(task):
            if quote_span(task.text, promise.quote) is None:
                place = locate(task.place, *path, "quote")
                yield Problem("quote", place, f"引文“{promise.quote}”不在 text 里", "照 text 的原字抄写。")


def target_words(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand a figure's number and unit in its quote, its indicator, verb and date words in the task's text."""
    for task in book.tasks():
        text = fold_text(task.text)
        for index, target in enumerate(task.targets):
            for key, problem in _foreign_words(target, text, text):
                place = locate(task.place, "targets", index, key)
                yield Problem("target-words", place, problem, "照原句写。")
    for plan in book.plans():
        source = fold_text(plan.source, converter(plan.decree.convert))
        for index, entry in enumerate(plan.decree.headline):
            goal = next((g.target for g in plan.goals if g.task is None and g.target.number == index + 1), None)
            if entry.task is None and goal is not None:
                for key, problem in _foreign_words(goal, fold_text(goal.quote), source):
                    place = locate(plan.place, "headline", index, key)
                    yield Problem("target-words", place, problem, "照原句写。")


def _foreign_words(target: Target, text: str, dates: str) -> Iterator[tuple[str, str]]:
    quote = _GROUPED.sub("", fold_text(target.quote))
    for number in (target.value or "").split(".."):
        if number and not _has_number(quote, number):
            yield "value", f"数字 {number} 不在引文“{target.quote}”里"
    spoken = target.unit == "%" and SHARE.search(quote)
    if target.unit is not None and fold_text(target.unit) not in quote and not spoken:
        yield "unit", f"单位 {target.unit} 不在引文“{target.quote}”里"
    registered = target.registered
    names = {fold_text(name) for name in (registered.name, *registered.aliases)} if registered else set()
    if fold_text(target.indicator) not in names and not _made_of(target.indicator, text):
        yield "indicator", f"指标 {target.indicator} 的字不全在原句里"
    for key, words, place in (("verb", target.verb, text), ("by_text", target.by_text, dates)):
        if words is not None and fold_text(words) not in place:
            yield key, f"{key} “{words}”不在原句里"


def _has_number(quote: str, number: str) -> bool:
    return number in _NUMBERS.findall(quote) or number in numbers(quote)


def _made_of(words: str, text: str) -> bool:
    """Whether every letter of some words occurs in a text: 改造老旧小区 may be called 老旧小区改造."""
    return all(char in text for char in fold_text(words) if char.isalnum())


def milestone_words(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that what a milestone says, and its date, are the task's own words."""
    for task in book.tasks():
        text = fold_text(task.text)
        for index, milestone in enumerate(task.milestones):
            if not _made_of(milestone.what, text):
                place = locate(task.place, "milestones", index, "what")
                yield Problem("milestone-words", place, f"“{milestone.what}”的字不全在原句里", "照原句写。")
            if milestone.by_text is not None and fold_text(milestone.by_text) not in text:
                place = locate(task.place, "milestones", index, "by_text")
                yield Problem("milestone-words", place, f"“{milestone.by_text}”不在原句里", "照原句写。")


def early(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that no deadline lies before the plan's period."""
    for plan in book.plans():
        start = plan.decree.period.start.isoformat()
        for task in plan.tasks:
            dates = [((*path, "by"), promise.by) for path, promise in _promises(task)]
            dates.append((("due",), task.due.isoformat() if task.due else None))
            for path, by in dates:
                if by is not None and by < start[: len(by)]:
                    yield Problem("early", locate(task.place, *path), f"期限 {by} 早于本年起始 {start}", "改正日期。")


def period(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand a period that starts in its folder's year (a report's may not) and ends after it starts."""
    for plan in book.plans():
        span = plan.decree.period
        if span.to < span.start:
            yield Problem("period", locate(plan.place, "period", "to"), f"{span.to} 早于 {span.start}", "改正日期。")
        if plan.decree.kind != "report" and span.start.year != plan.year:
            message = f"起始 {span.start} 不在 {plan.year} 年"
            yield Problem("period", locate(plan.place, "period", "from"), message, "改正日期或文件夹名。")


def item_order(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand printed numbers that count up one by one, and stand in their tasks' ids where they count through a plan.

    Under a new heading they may start again at 1; a table's merged cell gives rows under one heading the same number.
    A number that the document itself misprints is explained by a note.
    """
    for plan in book.plans():
        numbered = [task for task in plan.tasks if task.item and re.fullmatch(r"\d+", task.item, re.ASCII)]
        items = [int(task.item or 0) for task in numbered]
        restarts = items.count(1) > 1
        last = 0
        above: tuple[str, ...] = (plan.chapters[0].title if plan.chapters else "",)
        for task, item in zip(numbered, items, strict=True):
            place, titles = locate(task.place, "item"), (task.chapter, *task.section)
            anew = item == 1 and titles != above
            merged = bool(plan.decree.tables) and item == last and titles == above
            if item != last + 1 and not (anew or merged) and task.note is None:
                yield Problem(
                    "item-order", place, f"文件序号 {item} 之前是 {last or '开头'}", "补上缺的任务，或改正序号。"
                )
            elif not restarts and task.slug.isdecimal() and int(task.slug) != item and task.note is None:
                yield Problem("item-order", place, f"任务编号 {task.slug} 与文件序号 {item} 不同", "编号用文件序号。")
            last, above = item, titles


def duplicate_targets(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that a task promises nothing twice."""
    for task in book.tasks():
        seen: dict[tuple[str | None, ...], int] = {}
        for index, target in enumerate(task.targets):
            key = (target.indicator, target.op, target.value, target.unit, target.measure, target.kind, target.quote)
            first = seen.setdefault(key, index)
            if first != index:
                place = locate(task.place, "targets", index)
                yield Problem("duplicate-target", place, f"与第 {first + 1} 个指标相同", "删去一个。")


def typography(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand Chinese punctuation, and no white space beside Chinese characters, in all shown words."""
    for record, path, words in _shown_words(book):
        right = typeset(words)
        if right == words:
            continue
        bare, wanted = "".join(words.split()), "".join(right.split())
        if bare != wanted:
            at = next(i for i, (a, b) in enumerate(zip(bare, wanted, strict=True)) if a != b)
            message = f"半角标点 {bare[at]} 在“{bare[max(at - 4, 0) : at + 5]}”里"
            yield Problem("half-width", locate(record, *path), message, f"写成 {wanted[at]}。")
        else:
            gap = re.search(r"\s", words)
            at = gap.start() if gap else 0
            message = f"“{words[max(at - 4, 0) : at + 5].strip() or words}”里有空白"
            yield Problem("white-space", locate(record, *path), message, "删去空白。")


def _shown_words(book: Book) -> Iterator[tuple[Place, Path, str]]:
    for plan in book.plans():
        decree = plan.decree
        for key, words in (("title", decree.title), ("number", decree.number), ("issuer", decree.issuer)):
            if words is not None:
                yield plan.place, (key,), words
        for index, rule in enumerate(decree.rules):
            yield plan.place, ("rules", index, "what"), rule.what
            yield plan.place, ("rules", index, "quote"), rule.quote
        for index, goal in enumerate(decree.headline):
            yield plan.place, ("headline", index, "quote"), goal.quote
        for chapter in plan.chapters:
            for task in chapter.tasks:
                yield from _task_words(task)
            if chapter.tasks:
                yield chapter.tasks[0].place, (), chapter.title
    for city in book.cities:
        yield from ((unit.place, ("name",), unit.name) for unit in city.units)


def _task_words(task: Task) -> Iterator[tuple[Place, Path, str]]:
    yield task.place, ("text",), task.text
    yield from ((task.place, ("section", index), words) for index, words in enumerate(task.section))
    for role in Role:
        yield from ((task.place, (role.value, i), m.printed) for i, m in enumerate(task.mentions(role)))
    for path, promise in _promises(task):
        yield task.place, (*path, "quote"), promise.quote
    yield from ((task.place, ("targets", i, "indicator"), target.indicator) for i, target in enumerate(task.targets))


def _promises(task: Task) -> Iterator[tuple[Path, Target | Milestone]]:
    yield from ((("targets", index), target) for index, target in enumerate(task.targets))
    yield from ((("milestones", index), milestone) for index, milestone in enumerate(task.milestones))


def twice_in_role(book: Book, locate: Locate) -> Iterator[Problem]:
    """Warn of a unit or leader that stands twice in a role (a document may print it so)."""
    for task in book.tasks():
        named: list[tuple[Path, object]] = [(("leaders", i), leader.key) for i, leader in enumerate(task.leaders)]
        for role in Role:
            mentions = enumerate(task.mentions(role))
            named += [((role.value, index), mention.unit.key) for index, mention in mentions if mention.unit]
        for role_name, group in groupby(named, key=lambda pair: pair[0][0]):
            seen: set[object] = set()
            for path, key in group:
                if key in seen:
                    message = f"{role_name} 里同一单位或领导写了两次"
                    place = locate(task.place, *path)
                    yield Problem("twice-in-role", place, message, "原文如此则不改。", Severity.WARNING)
                seen.add(key)


def unused_units(book: Book, locate: Locate) -> Iterator[Problem]:
    """Warn of a unit that no task names, no other unit belongs to and no note explains."""
    for city in book.cities:
        related = {member for unit in city.units for member in unit.members}
        related |= {unit.part_of for unit in city.units if unit.part_of}
        for unit in city.units:
            if unit.key not in book.by_unit and unit.note is None and unit.id not in related:
                message = f"没有任务提到 {unit.name}"
                place = locate(unit.place, "name")
                yield Problem("unused-unit", place, message, "删去，或写 note 说明。", Severity.WARNING)


def source_sum(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand that source.txt is the file whose sum the decree registers."""
    for plan in book.plans():
        actual = sha256(plan.source.encode()).hexdigest()
        if actual != plan.decree.source.sha256:
            place = locate(plan.place, "source", "sha256")
            yield Problem("sha256", place, "source.txt 与登记的不符", f"恢复原文件；若换了原文，登记 {actual}。")


def source_words(book: Book, locate: Locate) -> Iterator[Problem]:
    """Demand the quotes of the decree's rules in the source, and what a correction replaces exactly once."""
    for plan in book.plans():
        source = fold_text(plan.source, converter(plan.decree.convert))
        for index, rule in enumerate(plan.decree.rules):
            if fold_text(rule.quote) not in source:
                place = locate(plan.place, "rules", index, "quote")
                yield Problem("rule-quote", place, f"引文“{rule.quote}”不在 source.txt 里", "照原文抄写。")
        yield from _corrections(plan, source, locate)


def _corrections(plan: Plan, source: str, locate: Locate) -> Iterator[Problem]:
    convert = converter(plan.decree.convert)
    for index, correction in enumerate(plan.decree.corrections):
        count = source.count(fold_text(correction.printed, convert))
        if count != 1:
            place = locate(plan.place, "corrections", index, "printed")
            message = f"“{correction.printed}”在 source.txt 里出现 {count} 次"
            yield Problem("printed", place, message, "连同前后文照原样写，使它恰好出现一次。")


RULES: tuple[Rule, ...] = (
    quotes, target_words, milestone_words, early, period, item_order, duplicate_targets, typography, twice_in_role,
    unused_units, source_sum, source_words, revisions,
)  # fmt: skip
