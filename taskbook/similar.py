"""Similar tasks in other cities (part of the step pages; pure, and the same at every run).

In: the Book. Out: for a task, tasks of other cities that promise the same registered indicator, or that offices of the
same function lead with the same words. What makes two tasks alike is told, no task is called better; cities stand in
their order, a city's tasks by how much they share, then as printed.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taskbook.model import Book, Function, Indicator, Task

PER_CITY = 2
_GRAM = 3
_COMMONEST = 0.02
"""Words of three characters that more tasks than this share (of all) say nothing; at least _FEW may share them."""
_FEW = 6
_LIKE = 2.2
"""How much rare text, weighed by rarity, makes two tasks of one function alike (times the root of their lengths)."""
_WORD, _SHOWN = 4, 3
"""How long a run of shared characters is that can be shown as words, and how many are."""
_BREAK = re.compile(r"[^\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """A task of another city, and what it shares: indicators, the leading offices' function, words that both print."""

    task: Task
    indicators: tuple[Indicator, ...]
    function: Function | None
    words: tuple[str, ...]


class Similar:
    """Finds similar tasks; everything that needs all tasks is counted once."""

    def __init__(self, book: Book) -> None:
        self._tasks = {task.id: task for task in book.tasks()}
        self._place = {task_id: place for place, task_id in enumerate(self._tasks)}
        self._functions = {task.id: _functions(task) for task in book.tasks()}
        self._indicators = {task.id: _indicators(task) for task in book.tasks()}
        grams = {task.id: frozenset(_grams(task.text)) for task in book.tasks()}
        counted = Counter(gram for found in grams.values() for gram in found)
        most = max(_FEW, _COMMONEST * len(grams))
        self._weight = {gram: math.log(len(grams) / n) for gram, n in counted.items() if 1 < n <= most}
        self._rare = {task_id: found & self._weight.keys() for task_id, found in grams.items()}
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        self._by_indicator: dict[str, list[str]] = defaultdict(list)
        for task_id, found in self._rare.items():
            for gram in found:
                self._by_gram[gram].append(task_id)
            for indicator_id in self._indicators[task_id]:
                self._by_indicator[indicator_id].append(task_id)

    def to(self, task: Task) -> list[Likeness]:
        """Return what is like a task in other cities, at most PER_CITY tasks of each."""
        shared = self._shared_weight(task)
        same = {other for key in self._indicators[task.id] for other in self._by_indicator[key]}
        found = [self._tasks[other] for other in {*shared, *same} if self._tasks[other].city_id != task.city_id]
        alike = [(like, shared.get(like.task.id, 0.0)) for other in found if (like := self._like(task, other, shared))]
        alike.sort(key=lambda pair: (-len(pair[0].indicators), -pair[1], self._place[pair[0].task.id]))
        taken: dict[str, list[Likeness]] = defaultdict(list)
        for like, _ in alike:
            if len(taken[like.task.city_id]) < PER_CITY:
                taken[like.task.city_id].append(like)
        chosen = [like for likes in taken.values() for like in likes]
        cities = {other.city_id: place for place, other in reversed(list(enumerate(self._tasks.values())))}
        return sorted(chosen, key=lambda like: cities[like.task.city_id])

    def _shared_weight(self, task: Task) -> dict[str, float]:
        """Weigh the rare words that other tasks share with a task; in sorted order, so that sums never differ."""
        out: dict[str, float] = defaultdict(float)
        for gram in sorted(self._rare[task.id]):
            for other in self._by_gram[gram]:
                out[other] += self._weight[gram]
        return out

    def _like(self, task: Task, other: Task, shared: dict[str, float]) -> Likeness | None:
        mine, theirs = self._indicators[task.id], self._indicators[other.id]
        indicators = tuple(indicator for key, indicator in mine.items() if key in theirs)
        functions = self._functions[task.id]
        function = next((f for key, f in functions.items() if key in self._functions[other.id]), None)
        length = math.sqrt(math.sqrt(max(1, len(task.text)) * max(1, len(other.text))))
        close = function is not None and shared.get(other.id, 0.0) / length >= _LIKE
        if not indicators and not close:
            return None
        words = tuple(self._words(task, other)) if close else ()
        if not indicators and not words:
            return None
        return Likeness(other, indicators, function if words else None, words[:_SHOWN])

    def _words(self, task: Task, other: Task) -> Iterator[str]:
        """Yield the longest runs that both texts print and that hold a rare one, in the first text's order."""
        known = set(_grams(other.text))
        seen: set[str] = set()
        for run in _runs(task.text, known):
            rare = any(gram in self._weight for gram in _grams(run))
            if len(run) >= _WORD and rare and run not in seen and run in other.text:
                seen.add(run)
                yield run


def _functions(task: Task) -> dict[str, Function]:
    """Return the functions of the units that answer for a task: those that lead, or else those responsible."""
    named = (m.unit.function for m in task.lead or task.responsible[:1] if m.unit and m.unit.function)
    return {function.id: function for function in named}


def _indicators(task: Task) -> dict[str, Indicator]:
    return {target.registered.id: target.registered for target in task.targets if target.registered}


def _grams(text: str) -> Iterator[str]:
    """Yield every run of three Chinese characters that no other mark interrupts."""
    for words in _BREAK.split(text):
        yield from (words[at : at + _GRAM] for at in range(len(words) - _GRAM + 1))


def _runs(text: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the longest runs of a text of which every gram is known."""
    grams = frozenset(known)
    for words in _BREAK.split(text):
        start = None
        for at in range(len(words) - _GRAM + 2):
            inside = at + _GRAM <= len(words) and words[at : at + _GRAM] in grams
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                yield words[start : at - 1 + _GRAM]
                start = None
