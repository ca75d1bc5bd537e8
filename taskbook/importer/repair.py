"""Importer: words of the body that nothing of a draft accounts for -> noise for now, each with a doubt.

In: the records and the problems of a trial. Out: whether all problems could be met so; the records then hold the noise.
What is no word of the document's own (title, number …) is left out with a doubt: no import fails for it.
Words that stand in a task's text too are left alone: noise counts wherever it stands.
"""

import re
from collections.abc import Iterable, Mapping

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.records import PlanRecords
from taskbook.problems import Problem
from taskbook.text import fold, fold_text

_COUNT = re.compile(r"原文有 (\d+) 个字没有归处")
_MANY = 12
"""More leftovers than these are one entry that names all places."""
_SHORTEST = 6
"""Characters by which the first and last words of the body are found."""
_MOST = 0.4
"""The share of a document that may be left over: more means that it was misunderstood as a whole."""


def repair(records: PlanRecords, problems: Iterable[Problem]) -> bool:
    """Take leftover words out as noise; False where a problem is of another kind."""
    errors = list(problems)
    unsaid = [problem for problem in errors if problem.code == "metadata"]
    errors = [problem for problem in errors if problem.code != "metadata"]
    _leave_out(records, unsaid)
    if not errors or any(problem.code != "leftover" for problem in errors):
        return bool(unsaid) and not errors
    raw = records.source.raw
    spans = [_span(raw, problem) for problem in errors]
    if sum(span.end - span.start for span in spans) > _MOST * len(raw):
        return False
    many = f"，共 {len(errors)} 处" if len(errors) > _MANY else ""
    taken = fold_text("".join(str(task["text"]) for task in records.tasks))
    noise = list(_rows(records.decree.get("noise")))
    for problem, span in zip(errors, spans, strict=True):
        words = " ".join(raw[span.start : span.end].split())
        folded = fold_text(records.source.words(span))
        same = sum(problem.message == other.message for other in errors)
        if len(words) < 2 or folded in taken or fold_text(raw).count(folded) > same:
            return False
        noise.append({"text": words, "why": "导入时没有归处"})
        why, todo = f"没有归处的字，暂不算正文{many}", "补进任务、标题或单位，并从 noise 删去；确是无关文字则保留"
        records.doubts.append(Doubt("各处的字" if many else words, why, todo, span))
    unique = {str(row.get("text", id(row))): row for row in noise}
    records.decree = _with_noise(records.decree, list(unique.values()))
    return True


def _leave_out(records: PlanRecords, unsaid: Iterable[Problem]) -> None:
    """Leave out what the document does not print of itself; each is doubted."""
    for problem in unsaid:
        field = problem.message.split(" ", 1)[0]
        if value := records.decree.get(field):
            todo = f"原文印有时，照原文补到 decree.yml 的 {field}；没有印出则删去本条"
            records.doubts.append(Doubt(f"{field} {value}", "读出后在原文里核对不上，没有写入", todo))
        records.decree = {key: value for key, value in records.decree.items() if key != field}


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
        made[key] = _without(value, noise) if key == "body" else value
        if key == "body":
            made["noise"] = noise
    return made


def _without(body: object, noise: Iterable[dict[str, object]]) -> object:
    """Take noise out of the body's first and last words, which verify looks for where noise is no more."""
    if not isinstance(body, Mapping):
        return body
    ends = dict(body)
    for row in noise:
        for key, words in ends.items():
            shorter = words.replace(str(row.get("text", "")), "").strip() if row.get("text") else words
            ends[key] = shorter if len(fold_text(shorter)) >= _SHORTEST else words
    return ends


def _rows(value: object) -> list[dict[str, object]]:
    return list(value) if isinstance(value, list) else []
