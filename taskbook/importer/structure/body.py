"""Importer: where the tasks begin and end in a document (part of split).

In: paragraphs without noise. Out: Body. What comes before the tasks (the notice with its own 一、二、三、) and after
them (signature, portal words) is found here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.brackets import Bare, assigned_parts, only_assigns
from taskbook.importer.structure.headings import heads_units, is_plain_heading
from taskbook.importer.structure.lines import Mark, Style, mark
from taskbook.importer.structure.noise import FOOTER, is_footer
from taskbook.labels import ABOVE, LABEL, PROGRESS, STEP, TEXT_LABEL
from taskbook.spoken import DAY

TITLE = re.compile(
    r"(?:附件?\d{0,2}:)?.{0,40}(?:责任分解|任务分解|分工方案|责任清单|任务清单|工作任务|分解表|分工表|分解方案|重点工作|工作要点|任务表|责任书|台账|民生实事|工作清单|"
    r"目标任务|分工|一览表|责任表)(?:方案|表|清单|责任)?(?:\(.{1,20}\))?"
)
ANNEX = re.compile(r"附件?\d{0,2}:")
_STOP = re.compile(rf"\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{DAY}|\(?此件.{{2,12}}\)?|附件\d?:?|附:?|抄送:.*|\(?联系人.*")
_WORKPLAN = re.compile(r"\d{4}年(重点工作|工作安排|主要任务|工作任务)|今年(重点工作|工作安排|主要任务)")
_NOT_DOCUMENT = re.compile(r"https?://|相关附件:|相关链接:|附件:?$|扫描二维码|评论一下|侦策百科")


OPENING = re.compile(
    r"由(?P<leaders>[\u4e00-\u9fff]{2,4}(?:副?[省市县区州旗盟]长|(?:副?书记|副?主任|主席|专员|秘书长)))(?:同志)?(?:总?负责|分管|领衔|牵头负责),"
    r"(?P<lead>[^,;。]{2,40})(?:牵头|主办)(?:,(?P<assist>[^,;。]{2,80}?)(?:配合|参与|协助|协办))?,(?=[^,;。]{2})"
)
"""An assignment that opens a task's sentence (由某某副市长负责,市发改委牵头,市财政局配合,尽快…)."""


@dataclass(frozen=True, slots=True)
class Body:
    """The range of paragraphs that holds the tasks.

    bare: where brackets of nothing but units assign; rare: they are few; titled: the annex's title opens it instead of
    a chapter.
    """

    first: int
    last: int
    assigned: bool
    bare: Bare = Bare.NEVER
    titled: bool = False
    rare: bool = False


_AT_END = re.compile(r"[。;]\([^()]+\)[。;]?$")
_HEAD = 24
"""Characters of a chapter's title before its units."""
_SENTENCE = 40
"""Characters of a sentence that can still head sections."""
_FEW = 3
"""Fewer brackets of nothing but units than these are no habit of a document that has labels."""


def find_body(source: Source, lines: list[Paragraph]) -> Body:
    """Find the range of lines that holds the tasks, and whether the document assigns them."""
    for bare in (Bare.NEVER, Bare.ANYWHERE):
        found = [n for n, line in enumerate(lines) if assigns(lines, n, bare)]
        few = bare is Bare.ANYWHERE and 0 < len(found) <= 2 * bare.value and _all_end_so(source, lines, found)
        if (len(found) > 2 * bare.value and found) or few:
            if bare is Bare.NEVER and all(mark(source, lines[n]) for n in found) and not _besides(source, lines, found):
                break  # only headings assign (一、县教育局牵头)
            first, titled = _first(source, lines, found[0], bare)
            if bare is Bare.ANYWHERE:
                return Body(first, _last(source, lines, found[-1]), True, bare, titled, few)
            listed = [n for n in range(first, len(lines)) if n not in found and assigns(lines, n, Bare.LAST)]
            last = _last(source, lines, max(found + listed))
            return Body(first, last, True, Bare.LAST if listed else bare, titled, 0 < len(listed) < _FEW)
    return _headed(source, lines) or _report(source, lines)


def _all_end_so(source: Source, lines: list[Paragraph], found: list[int]) -> bool:
    """Whether few lines with units in brackets are all the tasks: no other line has a number and sentences."""
    numbered = [index for index in range(found[0], len(lines)) if mark(source, lines[index])]
    told = [index for index in numbered if lines[index].text.count("。") and index not in found]
    return not told and all(mark(source, lines[index]) and _AT_END.search(lines[index].text) for index in found)


def _besides(source: Source, lines: list[Paragraph], found: list[int]) -> set[int]:
    """Return the lines that assign and are no headings."""
    return {*found} - unit_heads(lines, [mark(source, line) for line in lines])


def _opens(lines: list[Paragraph], marks: list[Mark | None], index: int) -> bool:
    """Whether a line with a label stands above the first task rather than behind one."""
    before, after = (marks[index - 1], marks[index + 1]) if index else (None, None)
    if not index:
        return True
    heads = before is None or (after is not None and before.style < after.style)
    return heads and lines[index - 1].text[-1] not in "。;"


def _headed(source: Source, lines: list[Paragraph]) -> Body | None:
    """Find tasks that only headings above them assign (一、县教育局牵头工作(4项))."""
    marks = [mark(source, line) for line in lines]
    heads = unit_heads(lines, marks)
    if not heads:
        return None
    first, titled = _first(source, lines, min(heads), Bare.NEVER)
    last = max(heads) + 1
    while last < len(lines) and not is_footer(lines, last) and not _STOP.fullmatch(lines[last].text):
        last += 1
    while last > 1 and last < len(lines) and marks[last - 1] is None and is_title(lines[last - 1]):
        last -= 1  # who signs stands above the date
    return Body(first, last, True, Bare.NEVER, titled)


def unit_heads(lines: list[Paragraph], marks: list[Mark | None]) -> frozenset[int]:
    """Find headings that name units, with deeper numbers right under them; or with paragraphs, where there are two."""
    found, plain = set(), set()
    for index, (line, after) in enumerate(zip(lines, marks[1:], strict=False)):
        own = marks[index]
        deeper = after is not None and after.style > (own.style if own else Style.PART) and not line.cells
        weighty = own is None or own.style <= Style.SECTION or LABEL.match(line.text, own.end)
        if deeper and weighty and heads_units(line):
            found.add(index)
        elif weighty and own and after is None and is_paragraph(lines[index + 1]) and heads_units(line):
            plain.add(index)
    found |= plain if len(plain) > 1 else set()
    labels = [index for index, line in enumerate(lines) if LABEL.match(line.text)]
    if labels and not (labels[-1] in found and _opens(lines, marks, labels[0])):
        found -= set(labels)  # they stand behind their tasks
    return frozenset(found)


def assigns(lines: list[Paragraph], index: int, bare: Bare) -> bool:
    """Whether a line hands a task out."""
    text = lines[index].text
    if is_footer(lines, index):
        return False
    return bool(LABEL.match(text) or OPENING.match(text)) or any(part.assignment for part in assigned_parts(text, bare))


def _first(source: Source, lines: list[Paragraph], assigned: int, bare: Bare) -> tuple[int, bool]:
    """Go back from the first assignment to the heading or number that opens the tasks; whether a title line does."""
    cut = next((n for n in range(assigned, -1, -1) if _is_cut(source, lines, n)), -1)
    region = [(n, mark(source, lines[n])) for n in range(cut + 1, assigned + 1)]
    told = frozenset(n for n, _ in region if n + 1 < len(lines) and LABEL.match(lines[n + 1].text))
    rules = [n for n, found in region if n not in told and _is_rule(lines[n], found, bare)]
    if rules:
        region = [row for row in region if row[0] > rules[-1]]
        cut = max(cut, rules[-1])
    start = _begin(source, lines, _opening(region), assigned, cut)
    above_first = start - 1 > cut and heads_sections(source, lines, start - 1)
    if above_first and any(heads_sections(source, lines, n) for n in range(start + 1, len(lines) - 1)):
        return start - 1, False
    heads = mark(source, lines[start])
    above = heads is not None and heads.style <= Style.CHAPTER and not assigned_parts(lines[start].text, bare)
    if heads is not None and heads.style <= Style.CHAPTER and _titles(source, lines, start):
        return start, False
    if above or is_plain_heading(lines[start]) or _is_head(source, lines[start]):
        return start, False
    if start in unit_heads(lines, [mark(source, line) for line in lines]):
        return start, False
    if (
        heads is not None
        and heads.style == Style.SECTION
        and start < assigned
        and not assigned_parts(lines[start].text, bare)
    ):
        return start, False
    if cut >= 0 and TITLE.fullmatch(lines[cut].text) and cut >= start - 3:
        headed = cut + 2 == start and is_title(lines[cut + 1])  # a heading without a number under the title
        return (cut + 1, False) if headed else (cut, True)
    return (start - 1, True) if start and start - 1 > cut and is_title(lines[start - 1]) else (start, False)


def _begin(source: Source, lines: list[Paragraph], start: int, assigned: int, cut: int) -> int:
    """Go back from the first number, or the first assignment where nothing has one, to the words above it."""
    alone = only_assigns(lines[start].text, assigned_parts(lines[start].text))
    if start == assigned and start - 1 > cut and alone and is_paragraph(lines[start - 1]):
        start -= 1  # a task without a number above its labels
        if TEXT_LABEL.match(lines[start].text) and start - 1 > cut and is_title(lines[start - 1]):
            start -= 1  # its name
    if start == assigned and ABOVE.match(lines[start].text):
        marks = [mark(source, line) for line in lines]
        start = min((n for n in above_all(lines, marks) if cut < n < start), default=start)
    while start - 1 > cut and _is_head(source, lines[start - 1]):
        start -= 1
    return start


def heads_sections(source: Source, lines: list[Paragraph], index: int) -> bool:
    """Tell a short sentence without a figure right above the first section (强化…能力。 above (一)…)."""
    line = lines[index]
    short = len(line.text) <= _SENTENCE and line.text[-1] == "。" and not re.search(r"[。;:\d]", line.text[:-1])
    if not short or line.cells or mark(source, line) is not None:
        return False
    after = mark(source, lines[index + 1]) if index + 1 < len(lines) else None
    return after is not None and after.style == Style.SECTION and after.value == 1


def _titles(source: Source, lines: list[Paragraph], index: int) -> bool:
    """Tell a chapter with units in brackets (一、工业强县(牵头单位:县工信局)) above deeper numbers."""
    text, after = lines[index].text, mark(source, lines[index + 1]) if index + 1 < len(lines) else None
    head = text.partition("(")[0]
    plain = len(head) <= _HEAD and not re.search(r"[\d。;,]", head)
    return plain and after is not None and after.style > Style.CHAPTER


def _opening(region: list[tuple[int, Mark | None]]) -> int:
    """Return the line of the first number: the last 一、 before the first assignment, else the first of any style."""
    chapters = [(n, found) for n, found in region if found and found.style <= Style.CHAPTER]
    if chapters:
        return next((n for n, found in reversed(chapters) if found.value == 1), chapters[0][0])
    numbered = [n for n, found in region if found]
    if numbered:
        return numbered[0]
    return region[-1][0] if region else 0


def above_all(lines: Sequence[Paragraph], marks: Sequence[Mark | None]) -> frozenset[int]:
    """Return the paragraphs without numbers above a line that says who answers for all of them (上述项目由…负责。)."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not ABOVE.match(line.text) or not assigned_parts(line.text):
            continue
        first = index
        while first and marks[first - 1] is None and is_paragraph(lines[first - 1]):
            first -= 1
        found |= {*range(first, index)}
    return frozenset(found)


def is_paragraph(line: Paragraph) -> bool:
    """Tell a paragraph that can be a task without a number: a sentence that assigns nobody."""
    return line.text[-1] in "。;" and not line.cells and not LABEL.search(line.text) and not assigned_parts(line.text)


def is_title(line: Paragraph) -> bool:
    """Tell a line above the tasks that can be their title: short, and neither the notice's date nor its end."""
    short = len(line.text) <= 60 and line.text[-1] not in "。;::,"
    return short and not _STOP.fullmatch(line.text) and not FOOTER.search(line.text)


def _is_cut(source: Source, lines: list[Paragraph], index: int) -> bool:
    """Tell a line behind which the notice is over: date, annex mark, title of the annex."""
    text = lines[index].text
    if mark(source, lines[index]) or lines[index].cells or is_plain_heading(lines[index]):
        return False
    return bool(_STOP.fullmatch(text)) or (bool(TITLE.fullmatch(text)) and not LABEL.search(text))


def _is_rule(line: Paragraph, found: Mark | None, bare: Bare) -> bool:
    """Tell a paragraph of the notice: a numbered one of several sentences that assigns nothing."""
    if found is None or found.style not in (Style.CHAPTER, Style.SECTION) or assigned_parts(line.text, bare):
        return False
    return line.text.count("。") > 1 and found.style == Style.CHAPTER


def _is_head(source: Source, line: Paragraph) -> bool:
    """Tell a heading that stands above a chapter: 第一部分, a leader's name."""
    found = mark(source, line)
    return found.style == Style.PART if found else is_plain_heading(line)


def _last(source: Source, lines: list[Paragraph], assigned: int) -> int:
    """Go on from the last assignment over numbered lines that assign nobody, and paragraphs under headings of units.

    Return the place behind them.
    """
    last, owned = assigned + 1, False
    if re.fullmatch(rf"(?:{LABEL.pattern})", lines[assigned].text) and last < len(lines):
        last += 1
    while last < len(lines) and not is_footer(lines, last) and not _STOP.fullmatch(lines[last].text):
        found = mark(source, lines[last])
        owned = heads_units(lines[last]) if found else owned and is_paragraph(lines[last])
        goes_on = owned or lines[last - 1].text[-1] == "、"  # a list never ends so
        labelled = any(label.match(lines[last].text) for label in (TEXT_LABEL, PROGRESS, STEP))
        if not (goes_on or found or labelled) or FOOTNOTE.match(lines[last].text):
            break
        last += 1
    return last


def past_annex(line: Paragraph) -> int:
    """Return where the title begins in 附件1:2022年重点工作责任分解."""
    match = ANNEX.match(line.text)
    return match.end() if match and match.end() < len(line.text) else 0


FOOTNOTE = re.compile(r"注:|备注:|说明:")


def _report(source: Source, lines: list[Paragraph]) -> Body:
    """Find the chapter of the year's work in a report; or the numbered lines under the title of a list of tasks."""
    for first, paragraph in enumerate(lines):
        found = mark(source, paragraph)
        if found and found.style == Style.CHAPTER and _WORKPLAN.search(paragraph.text):
            last = first + 1
            while last < len(lines) and not _is_end(source, lines[last]):
                last += 1
            closing = next((n for n in range(first, last) if lines[n].text.startswith("各位代表")), last)
            if not any(mark(source, line) for line in lines[closing:last]):
                last = closing
            return Body(first, last, False)
    return Body(len(lines), len(lines), False)


def _is_end(source: Source, line: Paragraph) -> bool:
    found = mark(source, line)
    return bool(_NOT_DOCUMENT.search(line.text)) or (found is not None and found.style == Style.CHAPTER)
