"""Importer, step 3c: what a document says of itself: title, number, issuer, date, duties, headline paragraph.

In: the paragraphs before the first task. Out: Preamble; whatever the text does not print stays None.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.text import typeset

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}\((\d{4})\)(\d+)号")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{0,8}(人民政府办公室|人民政府|政府办公室|委员会办公室)")
_TITLE = re.compile(
    r".{0,30}(关于.+的通知|责任分解(方案|表)?|任务分解(方案|表|一览表)?|工作要点|政府工作报告(\(摘要\))?|重点工作.*(分工|方案|清单|表)|"
    r"(任务|责任)(分工|清单)(方案|表)?|(任务|工作).*一览表|民生实事.{0,6})$"
)
_CADENCES = (
    ("half-yearly", r"半年(一|通报|报|调度|督查|汇总)|每半年"),
    ("quarterly", r"每季度|一季度一|按季度"),
    ("monthly", r"每月|一月一|按月"),
)
_DUTY = re.compile(r"报|通报|督查|督办|汇总|调度")
_BY = re.compile(r"(\d{1,2})月(\d{1,2})日前")
_GOALS = re.compile(r"(主要预期目标|预期目标|主要发展目标|主要目标)是?[::]")


@dataclass(slots=True)
class Preamble:
    """What stands before the tasks; rules are plain mappings as decree.yml writes them."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    rules: list[dict[str, object]] = field(default_factory=list)
    goals: Span | None = None
    other_numbers: list[str] = field(default_factory=list)


def preamble(source: Source, before: list[Paragraph], year: int) -> Preamble:
    """Read the paragraphs before the tasks."""
    found = Preamble()
    _number(source, before, found)
    _title(source, before, found)
    _signature(source, before, found)
    for paragraph in before:
        if match := _GOALS.search(paragraph.text):
            end = paragraph.text.find("。", match.end())
            found.goals = paragraph.span(match.end(), end if end > 0 else len(paragraph.text))
        else:
            found.rules.extend(_rules(source, paragraph, year))
    return found


def _number(source: Source, before: list[Paragraph], found: Preamble) -> None:
    numbers = []
    for paragraph in before:
        for match in _NUMBER.finditer(paragraph.text):
            words = typeset(source.words(paragraph.span(match.start(), match.end())))
            numbers.append(re.sub(r"[\[(（〔【](\d{4})[\])）〕】]", r"〔\1〕", "".join(words.split())))
    if numbers:
        found.number, *found.other_numbers = numbers


def _title(source: Source, before: list[Paragraph], found: Preamble) -> None:
    """Take the first line that is a title; a title may be broken into two lines."""
    for index, paragraph in enumerate(before):
        text = _NUMBER.sub("", paragraph.text).replace("()", "")
        following = before[index + 1].text if index + 1 < len(before) else ""
        if len(text) > 60 or "。" in text or ":" in text:
            continue
        if _TITLE.fullmatch(text):
            end = paragraph.text.find("(" + m.group()) if (m := _NUMBER.search(paragraph.text)) else len(paragraph.text)
            found.title = typeset(source.words(paragraph.span(0, end if end > 0 else len(paragraph.text))))
            above = before[index - 1] if index else None
            if text.startswith("关于") and above is not None and _ISSUER.fullmatch(above.text):
                found.title = typeset(source.words(above.span(0, len(above.text)))) + found.title
            return
        if "《政府工作报告》" in text and len(following) < 40 and _TITLE.fullmatch(text + following):
            lines = (paragraph, before[index + 1])
            found.title = "".join(typeset(source.words(line.span(0, len(line.text)))) for line in lines)
            return


def _signature(source: Source, before: list[Paragraph], found: Preamble) -> None:
    """Take the date line of its own; the issuer stands in the line above it or in the title."""
    for index, paragraph in enumerate(before):
        if match := _DATE.fullmatch(paragraph.text.strip("—()")):
            found.issued = date(*map(int, match.groups()))
            above = before[index - 1] if index else None
            if above is not None and _ISSUER.fullmatch(above.text):
                found.issuer = typeset(source.words(above.span(0, len(above.text))))
    if found.issuer is None and found.title and (match := _ISSUER.match(found.title)):
        found.issuer = match.group()
    if found.issued is None:
        for paragraph in before[:6]:
            if len(paragraph.text) < 60 and "代表大会" in paragraph.text and (match := _DATE.search(paragraph.text)):
                found.issued = date(*map(int, match.groups()))


def _rules(source: Source, paragraph: Paragraph, year: int) -> list[dict[str, object]]:
    """Return a rule for each clause that names a duty with a date or a cadence."""
    rules = []
    for match in re.finditer(r"[^,。;]+", paragraph.text):
        clause = match.group()
        if not _DUTY.search(clause):
            continue
        rule: dict[str, object] = {"what": typeset(source.words(paragraph.span(match.start(), match.end())))}
        if day := _BY.search(clause):
            rule["by"] = date(year, int(day.group(1)), int(day.group(2)))
        elif cadence := next((name for name, pattern in _CADENCES if re.search(pattern, clause)), None):
            rule["cadence"] = cadence
        elif "年底前" in clause:
            rule["by"] = date(year, 12, 31)
        else:
            continue
        rule["quote"] = rule["what"]
        rules.append(rule)
    return rules
