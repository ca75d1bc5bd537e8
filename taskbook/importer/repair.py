"""Importer: words of the body that nothing of a draft accounts for -> noise for now, each with a doubt.

In: the records and the problems of a trial. Out: whether all problems could be met so; the records then hold the noise.
Words that stand in a task's text too are left alone: noise counts wherever it stands.
"""

import re
from collections.abc import Iterable

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.records import PlanRecords
from taskbook.problems import Problem
from taskbook.text import fold, fold_text

_COUNT = re.compile(r"原文有 (\d+) 个字没有归处")
_MOST = 12
"""More leftovers mean that the document was misunderstood as a whole."""


def repair(records: PlanRecords, problems: Iterable[Problem]) -> bool:
    """Take leftover words out as noise; False where a problem is of another kind."""
    errors = list(problems)
    if not errors or len(errors) > _MOST or any(problem.code != "leftover" for problem in errors):
        return False
    taken = fold_text("".join(str(task["text"]) for task in records.tasks))
    noise = list(_rows(records.decree.get("noise")))
    for problem in errors:
        span = _span(records.source.raw, problem)
        words = " ".join(records.source.raw[span.start : span.end].split())
        folded = fold_text(records.source.words(span))
        same = sum(problem.message == other.message for other in errors)
        if len(words) < 2 or folded in taken or fold_text(records.source.raw).count(folded) > same:
            return False
        noise.append({"text": words, "why": "导入时没有归处"})
        why, todo = "没有归处的字，暂不算正文", "补进任务、标题或单位，并从 noise 删去；确是无关文字则保留"
        records.doubts.append(Doubt(words, why, todo, span))
    unique = {str(row.get("text", id(row))): row for row in noise}
    records.decree = _with_noise(records.decree, list(unique.values()))
    return True


def _span(raw: str, problem: Problem) -> Span:
    """Return the raw span of the words that a leftover problem names by its place and their number."""
    lines = raw.splitlines(keepends=True)
    start = sum(map(len, lines[: problem.place.line - 1])) + problem.place.column - 1
    found = _COUNT.search(problem.message)
    count = int(found.group(1)) if found else 1
    key = fold(raw[start : start + 4 * count + 200])
    return Span(start, start + key.places[min(count, len(key.places)) - 1] + 1)


def _with_noise(decree: dict[str, object], noise: list[dict[str, object]]) -> dict[str, object]:
    """Return a decree's record with its noise, in the order of the data's fields."""
    made: dict[str, object] = {}
    for key, value in decree.items():
        if key == "noise":
            continue
        made[key] = value
        if key == "body":
            made["noise"] = noise
    return made


def _rows(value: object) -> list[dict[str, object]]:
    return list(value) if isinstance(value, list) else []
