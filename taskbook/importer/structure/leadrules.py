"""Importer: what a document says on which of the units listed leads: the first, or one with a mark (part of split).

In: folded lines. Out: whether the first leads; the marks of those that lead; lines and their parts that say no more
than that; a doubt where the document shows the lead in a way that its letters do not.
"""

import re
from collections.abc import Iterator, Sequence

from taskbook.align import Span
from taskbook.importer.doubt import Doubt
from taskbook.importer.read import Paragraph
from taskbook.importer.structure.lines import without
from taskbook.labels import LABEL, MARKS, MEANS, UNIT_WORDS, lead_sign

_LEADS = r"(?:该|本|各)?项?(?:工作|任务|事项|项目|主要|责任|具体|直接)*的?总?(?:牵头|主办|主责)"
_FIRST = (
    rf"(?:列|排|居|位|署|放|写|标)(?:名|序|列|在|于|居)*(?:第一|第1|首|最前)(?:位|个|家|名)?(?:置)?{UNIT_WORDS}*{MEANS}{_LEADS}"
    rf"|(?:第一|第1|首)(?:位|个|家|列){UNIT_WORDS}*{MEANS}{_LEADS}"
    rf"|(?:第一|首){UNIT_WORDS}+{MEANS}{_LEADS}"
    rf"|(?:名列|排名|排序|排列|列|排)(?:在|于)?(?:最?前面?|前列|首){UNIT_WORDS}*{MEANS}{_LEADS}"
    rf"|(?:牵头|主办)(?:责任)?(?:单位|部门)?(?:均|都)?(?:列|排|居|位|放)(?:名|序|列|在|于|居)*(?:第一|首|最前)位?"
)
"""The first unit listed leads."""
_SEEN = (
    r"[^,。;()]{0,12}(?:加粗|黑体|粗体|下划线|斜体|红色|蓝色|阴影|加黑|标红|[列排](?:名|序)?(?:在|于)?(?:第一|首|前))"
    r"[^,。;()]{0,12}(?:牵头|主办|主责)[^,。;()]{0,6}"
)
_TOO = re.compile(
    r"(?:以|全文|后)?下同|除[^,。;()]{1,20}(?:外|的)|其[他余][^,。;()]{0,16}(?:单位|部门|配合|协办|责任)|(?:注|备注|说明|附注)"
)
_CLAUSE = re.compile(r"[^,。;:()]+")
_LINE = 70


def first_leads(lines: Sequence[Paragraph]) -> bool:
    """Tell a document that says that the first unit listed leads."""
    return any(_found(_FIRST, line.text) for line in lines)


def lead_marks(lines: Sequence[Paragraph]) -> str:
    """Return the signs that stand beside the units that lead, as a document says."""
    return "".join(dict.fromkeys(found["mark"] for line in lines if (found := lead_sign(line.text))))


def unseen_leads(lines: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Doubt once that a document shows the lead by its type, or in words that are not understood."""
    for line in lines:
        found = _found(_SEEN, line.text)
        if found and not _found(_FIRST, line.text) and not lead_sign(line.text):
            why = "文件这样写明了哪个是牵头单位，没有读出；各条任务的牵头单位都未记"
            todo = "对照原件，把牵头单位从 responsible 移到 lead（第一个牵头的，在 decree.yml 写 first_leads: true）"
            yield Doubt(found.group(), why, todo, line.span(*found.span()))
            return


def is_rule(text: str) -> bool:
    """Tell a line that says which unit leads, and nothing else."""
    clauses = [found.group() for found in _CLAUSE.finditer(text)]
    return len(text) <= _LINE and _says(text) and all(_says(clause) or _TOO.fullmatch(clause) for clause in clauses)


def without_rules(line: Paragraph) -> tuple[Paragraph, list[Span]]:
    """Take the words that say which unit leads out of an assignment; return what is left, and the words' places."""
    spans: list[Span] = []
    while not is_rule(line.text) and (found := _within(line.text)):
        spans.append(line.span(*found))
        line = without(line, *found)
    return line, spans


def _within(text: str) -> tuple[int, int] | None:
    """Return the range of a rule in brackets or among the units of an assignment."""
    if not _says(text):
        return None
    for found in re.finditer(r"\([^()]*\)", text):
        if is_rule(found.group()):
            return found.span()
    label = LABEL.search(text)
    for found in re.finditer(r"(?<=[,;])([^,。;:()、]+)(?:[,;](?:以|全文|后)?下同)?", text):
        inside = text[found.end() : found.end() + 1] == ")" or (label is not None and found.start() >= label.end())
        if inside and _says(found[1]):
            return found.span()
    return None


_HINTS = frozenset("首第前列排位粗体线红蓝影") | MARKS


def _found(pattern: str, text: str) -> re.Match[str] | None:
    """Search a line that can hold a rule; the patterns are costly, and most documents state none."""
    if not ("牵头" in text or "主办" in text or "主责" in text) or _HINTS.isdisjoint(text):
        return None
    return re.search(pattern, text)


def _says(text: str) -> bool:
    return bool(_found(_FIRST, text) or lead_sign(text) or _found(_SEEN, text))
