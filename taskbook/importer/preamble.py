"""Importer, step 3c: what a document says of itself: title, number, issuer, date, duties, headline paragraph.

In: the paragraphs before the first task. Out: Preamble; whatever the text does not print stays None.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.spoken import DAY, day
from taskbook.text import fold_text, typeset

_NUMBER = re.compile(r"(?:发?文(?:件)?(?:字|编)?号:?)?(?P<number>[\u4e00-\u9fff]{1,8}\((\d{4})\)(\d+)号)")
_BEFORE_NUMBER = re.compile(r"^[\u4e00-\u9fff]*(?:文件\s*|\s+)(?=[\u4e00-\u9fff]{2,}\s*[\[(（〔【])")
"""What stands before a number on its line: whose paper it is (…办公室文件 临政办发〔2022〕3号)."""
_AHEAD = re.compile(rf"{_NUMBER.pattern}[—–―:\-]*")
_PUBLISHED = re.compile(
    r"(?:成文|印发|发文|发布|生成|公开|公布|录入|更新)(?:日期|时间)?(?:于)?[】〕\])]?[:：]?[\s|｜]*(?P<day>\d{4}(?:[-/.]|\s*年\s*)\d{1,2}(?:[-/.]|\s*月\s*)\d{1,2})(?!\d)"
)
"""The day that a portal prints above a document."""
_CITED = re.compile("根据|按照?|依据|依照|贯彻|落实|参照|对照|结合")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ISSUER = re.compile(r"[\u4e00-\u9fff]{0,16}(人民政府办公[室厅]|人民政府|政府办公[室厅]|委员会办公[室厅])")
_SIGNED = re.compile(rf"{_ISSUER.pattern}{_DATE.pattern}")
"""Issuer and date on one line."""
_TITLE = re.compile(
    r".{0,30}(关于.+的(?:通知|(?:实施)?意见|决定|通报|函)|责任分解(方案|表)?|任务分解(方案|表|一览表)?|工作要点|政府工作报告(\(摘要\))?|重点工作.*(分工|方案|清单|表)|"
    r"(任务|责任)(分工|清单)(方案|表)?|(任务|工作).*一览表|民生实事.{0,6})(?:\(\d{4}年度?\))?$"
)
_PLAIN_TITLE = re.compile(
    r"[^。,;:()]{6,50}(?:意见|方案|办法|细则|措施|行动计划|工作计划|工作安排|规划|纲要)(?:\(\d{4}(?:[—–\-~至]\d{4})?年?(?:度)?\))?"
)
"""A first line that names a document without 关于…的通知."""
_NAMED = re.compile(
    r"《?(?![一二三四五六七八九十\d]{1,3}[、.]|\()[^。;:《》]{4,60}(?:细则|[计规]划|措施|方案|意见|办法|[清名]单|[^代发]表|要点|纲要|安排|通知|任务|分工|台账|实事|项目|政策)"
    r"》?(?:\([^()]{2,16}\))?"
)
"""A line that is a document's name by its last word: no portal's words, number, salutation or heading."""
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分|[(]?\d{1,2}[.、)]")
"""How a chapter's heading or a line of the list of annexes begins (2.民生实事责任分解): no title."""
_TELLS = re.compile("[^。;:,()《》]{0,20}《政府工作报告》[^。;:,()《》]{2,30}")
"""A first line that tells of the report's tasks as a newspaper does."""
_FIRST = 12
"""Lines of a document among which its name stands."""
_BROKEN = re.compile(
    rf".*《政府工作报告》|(?:{_ISSUER.pattern})(?:$|关于)|关于|[\u4e00-\u9fff]{{4,24}}(?:办公室|领导小组|委员会|指挥部|局|厅)$"
)
"""How a title begins that goes on in the next line."""
_ENDED = re.compile(r"的?(?:通知|意见|决定|通报|函|公告)(?:\([^()]*\))?$")
_HALF = re.compile("[和及与暨](?!谐|平|田)")
_LONGEST = 60
_HEAD = 12
"""Lines above and in the notice where a portal prints its own."""
_CADENCES = (
    ("half-yearly", r"半年(一|通报|报|调度|督查|汇总)|每半年"),
    ("quarterly", r"每季|一季度一|按季"),
    ("monthly", r"每月|一月一|按月|逐月"),
)
_DUTY = re.compile(r"报|通报|督查|督办|督导|汇总|调度|对账|销号|考核|验收|评估|自查")
_MADE = re.compile(
    r"制[定订]|拟定|拿出|细化|明确|形成|提出|建立|上报|出台|印发|部署|启动|完成|落实|梳理|确定|分解|签订"
)
"""What units do by a date that the notice sets."""
_SELDOM = re.compile(r"每(?:隔)?(?:[两二三四]个?月|半个?月|半月|双月|旬|[一两二]?周)|\d{1,2}个?(?:工作)?日(?:以|之)?内")
"""How often, or by when, in words that no date or cadence of the data stands for."""
_OFTEN = (
    ("half-yearly", r"[每按逐]一?个?半年度?"),
    ("quarterly", r"[每按逐]一?个?季度?|季度?(?=结束|终了)"),
    ("monthly", r"[每按逐]一?个?月(?:份|度)?|(?:次|翌|下个?)月"),
    ("", r"每(?:周|旬|双月|两个?月)"),
)
_DAY = (
    r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三五七])(?:[日号]|(?:个?工作[日天]|天|[日号])(?=(?:之?前|以前|以?内|之内)))|"
    r"月?[底末](?=(?:之?前|以前))|(?:一|两|1|2)周(?=以?内|之内)|(?<=周)[一二三四五六日](?=前)"
)
_RHYTHM = re.compile(
    rf"(?:{'|'.join(words for _, words in _OFTEN)})(?:第1个?月|[^,。;、\d]){{0,12}}?(?:{_DAY})"
    rf"(?:[、和及]\d{{1,2}}[日号])*(?:之?前|以前|以?内|之内)?"
)
"""How often, and by which day each time."""
_WAITS = re.compile(rf"(?:{_RHYTHM.pattern}|每半年|每个?(?:季度|月))(?:[^,。;]{{0,6}}(?:要|应|须|需|由|将))?$")
"""How a clause ends whose duty stands behind its comma (每月25日前,各单位将进展报…)."""
_BY = re.compile(r"\d{1,2}月(?:\d{1,2}[日号]|[底末])(?:之?前|以前)")
_TWICE = re.compile(
    r"(?:年[中底末]|岁末)(?:[、和及](?:年[中底末]|岁末))?(?=[^,。;]*(?:督查|督办|督导|考核|评估|检查|通报|调度))"
)
"""When in the year a duty comes, in words of no date (年中、年末…专项督查)."""
_DAYS = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<next>[次明翌]年))?"
    r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]|[底末])(?=(?:之?前|以前)|[和及、](?:\d|[次明翌]年))"
)
_LISTED = re.compile(
    r"(?P<often>每?月|每?季度?|每?半年|年终|年度|每?年)(?:度)?(?:调度|督查|督办|通报|汇总|考核|报告|小结|总结|分析)"
)
_LISTED_AS = {"月": "monthly", "季": "quarterly", "半年": "half-yearly", "年终": "yearly", "年": "yearly"}
_GOALS = re.compile(r"(主要预期目标|预期目标|主要发展目标|主要目标)是?[::]")

_GOAL = re.compile(r"\d(?:%|个百分点|[万亿])|同步|增长\d")
"""What a sentence that names a goal says."""


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


def preamble(source: Source, before: list[Paragraph], year: int, after: Sequence[Paragraph] = ()) -> Preamble:
    """Read the paragraphs before the tasks; those behind them may hold duties too (五、保障措施)."""
    found = Preamble()
    _number(source, before, found)
    _title(source, before, found)
    _signature(source, before, found)
    if found.issued is None:
        _signature(source, list(after), found)
    if found.issued is None:
        found.issued = _published(source, before)
    for paragraph in before:
        if match := _GOALS.search(paragraph.text):
            found.goals = paragraph.span(*_goals(paragraph.text, match.end()))
        else:
            found.rules.extend(_rules(source, paragraph, year))
    for paragraph in after:
        found.rules.extend(_rules(source, paragraph, year) if "。" in paragraph.text else [])
    return found


def _goals(text: str, start: int) -> tuple[int, int]:
    """Return the first sentence behind a place that names a goal; where none does, the first."""
    ends = [*(found.start() for found in re.finditer("。", text[:-1]) if found.start() > start), len(text.rstrip("。"))]
    sentences = [*zip([start, *(end + 1 for end in ends)], ends, strict=False)]
    return next((span for span in sentences if _GOAL.search(text, *span)), sentences[0])


def _number(source: Source, before: list[Paragraph], found: Preamble) -> None:
    numbers = []
    for paragraph in before:
        for match in _NUMBER.finditer(paragraph.text):
            if _is_cited(paragraph.text, *match.span("number")):
                continue
            said = source.words(paragraph.span(*match.span("number")))
            words = typeset(_BEFORE_NUMBER.sub("", said))
            numbers.append(re.sub(r"[\[(（〔【](\d{4})[\])）〕】]", r"〔\1〕", "".join(words.split())))
    if numbers:
        found.number, *found.other_numbers = numbers


def _is_cited(text: str, start: int, end: int) -> bool:
    """Tell the number of another document: behind its name, or in a sentence (根据…(鄂政办发(2018)4号)要求)."""
    before = text[:start].removesuffix("(")
    if before.endswith("》") or "。" in before:
        return True
    return bool(text[end:].strip(")") and _CITED.search(before))


def _title(source: Source, before: list[Paragraph], found: Preamble) -> None:
    """Take the first title; it may be broken into three lines."""
    for index in range(len(before)):
        for count in (1, 2, 3):
            lines = before[index : index + count]
            texts = [_NUMBER.sub("", line.text).replace("()", "") for line in lines]
            if (
                len(lines) < count
                or _NUMBERED.match(texts[0])
                or any(len(text) > 60 or re.search("[。:>»]", text) for text in texts)
            ):
                break
            if count > 1 and (not _BROKEN.match(texts[0].lstrip("《")) or any(map(_DATE.search, texts))):
                break
            texts = [text.lstrip("—–―:-") for text in texts]
            whole = _unquoted("".join(texts))
            if _TITLE.fullmatch(whole) and (count == 1 or "关于" in whole or "《政府工作报告》" in texts[0]):
                more = [*lines, *_rest(before[index + count : index + count + 2], whole)]
                if index and _HALF.match(whole) and _is_half(before[index - 1].text):
                    more = [before[index - 1], *more]
                found.title = _unquoted("".join(_heading(source, line) for line in more))
                return
    if before and _PLAIN_TITLE.fullmatch(before[0].text) and _is_of_place(before[0].text):
        found.title = _heading(source, before[0])
        return
    named = next((line for line in before[:_FIRST] if is_name(line.text)), None)
    named = named or (before[0] if before and _TELLS.fullmatch(before[0].text) else None)
    found.title = _unquoted(_heading(source, named)) if named else None


def _unquoted(words: str) -> str:
    """Take off the marks around a whole title (《…》); those around a part of it stay."""
    depths = [words[:end].count("《") - words[:end].count("》") for end in range(1, len(words))]
    return words[1:-1] if words[:1] == "《" and words[-1:] == "》" and all(depths) else words


def _rest(below: Sequence[Paragraph], whole: str) -> Sequence[Paragraph]:
    """Return the lines in which a title goes on that says 关于印发… and not yet 的通知, or leaves a bracket open."""
    if below and _HALF.match(below[0].text) and _TITLE.fullmatch(below[0].text) and not _ENDED.search(whole):
        return below[:1]
    if not re.search("关于.*(?:印发|下发|转发|分解|做好|落实)", whole) or _ENDED.search(whole):
        return ()
    for count in range(1, len(below) + 1):
        texts = [line.text for line in below[:count]]
        if any(len(text) > _LONGEST or re.search("[。:;]", text) or _NUMBER.search(text) for text in texts):
            return ()
        if _ENDED.search(whole + "".join(texts)):
            return below[:count]
    return ()


def _is_half(text: str) -> bool:
    """Tell a line that can be the first half of a title that goes on with 和."""
    return 6 <= len(text) <= _LONGEST and not re.search("[。:;]", text) and not _NUMBER.search(text)


def is_name(words: str) -> bool:
    """Tell a line that names a document by its last word (…情况表, …工作计划)."""
    return bool(_NAMED.fullmatch(_NUMBER.sub("", fold_text(words))))


def _is_of_place(text: str) -> bool:
    """Tell a title that begins with whose document it is, or its year: no number, no heading of a chapter."""
    return bool(re.match(r"[\u4e00-\u9fff]{2,12}?(?:省|市|县|区|州|旗|盟)|\d{4}年|“", text))


def _heading(source: Source, line: Paragraph) -> str:
    """Return a title's line without the number before it, or in brackets behind it."""
    end = line.text.find("(" + match.group()) if (match := _NUMBER.search(line.text)) else -1
    start = ahead.end() if (ahead := _AHEAD.match(line.text)) and ahead.end() < len(line.text) else 0
    return typeset(source.words(line.span(start, end if end > 0 else len(line.text))))


def _signature(source: Source, before: list[Paragraph], found: Preamble) -> None:
    """Take the date line of its own; the issuer stands in the line above it or in the title."""
    for index, paragraph in enumerate(before):
        if signed := _SIGNED.fullmatch(paragraph.text):
            found.issued = date(*map(int, signed.groups()[-3:]))
            end = paragraph.text.rindex(signed.groups()[-3])
            found.issuer = typeset(source.words(paragraph.span(0, end)))
        elif alone := _dated(paragraph.text.strip("—()")) or _dated_below(before[index : index + 2]):
            found.issued = alone
            above = before[index - 1] if index else None
            if above is not None and _ISSUER.fullmatch(above.text):
                found.issuer = typeset(source.words(above.span(0, len(above.text))))
    if found.issuer is None and found.title and (match := _ISSUER.match(found.title)):
        found.issuer = match.group()
    if found.issued is None:
        for paragraph in before[:6]:
            said = _NUMBER.sub("", paragraph.text.strip("()"))
            told = _dated(said.strip("—()")) if said != paragraph.text else None
            if len(paragraph.text) < 60 and "代表大会" in paragraph.text and (dated := _DATE.search(paragraph.text)):
                told = told or date(*map(int, dated.groups()))
            found.issued = told or found.issued


def _published(source: Source, before: Sequence[Paragraph]) -> date | None:
    """Return the day on which a portal says that a document was made, or else published."""
    words = "\n".join(source.words(line.span(0, len(line.text))) for line in before[:_HEAD])
    told = [(match.group(), match["day"]) for match in _PUBLISHED.finditer(words)]
    told.sort(key=lambda one: one[0][:2] not in ("成文", "印发", "发文"))
    days = [tuple(map(int, re.findall(r"\d+", said))) for _, said in told]
    return next((date(*one) for one in days if 1 <= one[1] <= 12 and 1 <= one[2] <= monthrange(*one[:2])[1]), None)


def _dated(text: str) -> date | None:
    """Return the date of a line that is nothing else."""
    if match := _DATE.fullmatch(text):
        return date(*map(int, match.groups()))
    return day(text) if re.fullmatch(DAY, text) else None


def _dated_below(lines: Sequence[Paragraph]) -> date | None:
    """Return the date that is broken over two lines (二〇二二年, 三月五日)."""
    first = lines[0].text if len(lines) == 2 else ""
    return _dated(first + lines[1].text) if re.match("[一二12][^年]{3}年", first) else None


def _rules(source: Source, paragraph: Paragraph, year: int) -> list[dict[str, object]]:
    """Return a rule for each clause that names a duty with a date or a cadence."""
    rules: list[dict[str, object]] = []
    for start, end in _clauses(paragraph.text):
        clause = paragraph.text[start:end]
        if not (_DUTY.search(clause) or (_BY.search(clause) and _MADE.search(clause))):
            continue
        said = typeset(source.words(paragraph.span(start, end)))
        listed = list(_LISTED.finditer(clause))
        if len(listed) > 1:
            for match in listed:
                words = typeset(source.words(paragraph.span(start + match.start(), start + match.end())))
                cadence = _LISTED_AS[match["often"].removeprefix("每").removesuffix("度")]
                rules.append({"what": words, "cadence": cadence, "quote": words})
            continue
        rules += [{"what": said, **when, "quote": said} for when in _whens(clause, year)]
    return rules


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a paragraph; one that only sets a date goes on in 报… behind its comma."""
    matches = list(re.finditer(r"[^,。;]+", text))
    skip = False
    for match, after in zip(matches, [*matches[1:], None], strict=True):
        if skip:
            skip = False
            continue
        if _WAITS.search(match.group()) and not _DUTY.search(match.group()) and after and text[match.end()] == ",":
            skip = bool(_DUTY.search(after.group()))
            yield match.start(), after.end() if skip else match.end()
            continue
        dated = _BY.search(match.group()) and not _DUTY.search(match.group())
        skip = bool(dated and after and text[match.end()] == "," and re.match(r"并?(?:报|送|上报|报送)", after.group()))
        yield match.start(), after.end() if skip and after else match.end()


def _whens(clause: str, year: int) -> Iterator[dict[str, object]]:
    """Yield how often and by which day a clause's duty comes, and the dates by which it is due."""
    rhythms = list(_RHYTHM.finditer(clause))
    for rhythm in rhythms:
        often = next(name for name, words in _OFTEN if re.match(words, rhythm.group()))
        yield {"cadence": often, "by_text": rhythm.group()} if often else {"by_text": rhythm.group()}
    clause = _RHYTHM.sub("", clause)
    days = list(_DAYS.finditer(clause)) if _BY.search(clause) else []
    if days:
        for day in days:
            month = int(day["month"])
            year = int(day["year"]) if day["year"] else year + bool(day["next"])
            last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
            number = int(day["day"]) if day["day"] else last
            if 1 <= number <= last:
                yield {"by": date(year, month, number)}
    elif rhythms:
        return
    elif seldom := _SELDOM.search(clause):
        yield {"by_text": seldom.group()}
    elif cadence := next((name for name, pattern in _CADENCES if re.search(pattern, clause)), None):
        yield {"cadence": cadence}
    elif re.search("年底前|年末前|年终", clause):
        yield {"by": date(year, 12, 31)}
    elif twice := _TWICE.search(clause):
        yield {"by_text": twice.group()}
