"""Importer: a draft that its document does not bear out -> one sentence that says which line of it has no place.

In: the records of a draft, and the problems of its proof. Out: the sentence: the line, what it looks like, what to do.
"""

import re
from collections.abc import Iterable, Iterator

from taskbook.importer.records import PlanRecords
from taskbook.problems import ContentError, Problem
from taskbook.text import fold

_SHOWN = 24
_OWN = re.compile(r"(?:^|/)(?:source\.txt|decree\.yml|tasks/\d+\.yml)$")
_AT = re.compile(r"source\.txt:(\d+):\d+")
_WORDS = re.compile(r"「(.+?)…?」", re.DOTALL)
_PROOF = ("not-printed", "leftover", "body", "noise", "metadata")


class UnplacedError(ContentError):
    """Words of the document have no place in the draft; sentence says which, and what to do."""

    def __init__(self, sentence: str, problems: Iterable[Problem]) -> None:
        super().__init__(problems)
        self.sentence = sentence


def unplaced(records: PlanRecords, error: ContentError) -> ContentError:
    """Return the error with the sentence, where all it tells of is the draft itself; else the error as it is."""
    problems = error.problems
    if not all(problem.code in _PROOF and _OWN.search(problem.place.file) for problem in problems):
        return error
    return UnplacedError(sentence(records, problems), problems)


def sentence(records: PlanRecords, problems: Iterable[Problem]) -> str:
    """Say which line has no place in the tasks that were read, and what to do."""
    source = records.source
    lines = source.raw.splitlines()
    told = [(number, problem) for problem in problems for number in _lines(source.raw, problem)]
    name = source.name or "文件"
    if not told:
        return f"{name}：读出的任务和原文对不上；请核对这是不是任务分解文件，或从原网页、原文件重新取得再导入"
    number = min(number for number, _ in told)
    words = " ".join(lines[number - 1].split())
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    what, todo = "这一行的字", "请看这一行有没有断行、缺字或多余的字，改好再导入"
    if "\t" in lines[number - 1]:
        what, todo = (
            "表格的这一行",
            "请看它的格数是否与表头一致，或把栏名改成“工作任务”“责任单位”这样的词再导入",
        )
    elif records.decree.get("tables"):
        what, todo = "表格拆成了一格一行，这一行", "请从原网页或原文件取得表格（.html、.docx）再导入"
    return f"{name}：第 {number} 行「{shown}」：{what}分不清属于哪条任务；{todo}"


def _lines(raw: str, problem: Problem) -> Iterator[int]:
    """Yield the lines of the source that a problem speaks of."""
    if problem.place.file.endswith("source.txt"):
        yield problem.place.line
    for found in _AT.finditer(problem.hint):
        yield int(found[1])
    if problem.code in ("body", "not-printed") and (words := _WORDS.search(problem.message)):
        key = fold(raw)
        at = key.text.find(fold(words[1]).text[:_SHOWN])
        if at >= 0:
            yield raw.count("\n", 0, key.places[at]) + 1
