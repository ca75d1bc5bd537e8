"""Importer: the net under the reading: simple second looks that know nothing of how a text was read (part of targets).

In: typeset text, the promises and records read. Out: Unsure for comparisons, times, deadlines and goals in words that
no reading holds, and for names that hold words of a comparison. Each net is one idea and asks no reader.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from taskbook.importer.promises.clauses import Unsure
from taskbook.importer.promises.figures import Figure, names
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.sizes import in_base
from taskbook.importer.promises.wording import VALID

Record = Mapping[str, object]
_UP, _DOWN, _OVER, _UNDER = ">=", "<=", ">", "<"
_AHEAD = (
    (_UP, re.compile(r"(?:不少于|不低于|不小于|不得?[少低]于|至少|最低|≥|≧|严守|守住|坚守|守牢)")),
    (_DOWN, re.compile(r"(?:不超过?|不突破|不高于|不大于|不多于|不得?[超高多大]|控制在|限制在|最[多高]|≤|≦)")),
    (_OVER, re.compile(r"超过(?!亿|万)|突破|高于|大于|多于|逾$|>|＞|(?<![通经])[超过]$")),
    (_UNDER, re.compile(r"低于|小于|少于|不足|<|＜|优于")),
    ("~", re.compile(r"(?:(?<![签履违解预节续合条公邀])约|(?<!临)近)$")),
)
"""Comparisons before a figure: the first two are stronger than the others, whose words they hold (不超过)."""
_AFTER = (
    *((_UP, mark) for mark in ("以上", "及以上", "或以上")),
    *((_DOWN, mark) for mark in ("以下", "以内", "之内", "内", "及以下")),
    *(("~", mark) for mark in ("左右", "上下")),
    *((_OVER, mark) for mark in ("余", "多")),
)
_EACH = re.compile(r"每[人户年月亩天村万千]+$")
_KEPT = re.compile(r"不减|不降|不下降|只增|底线|红线")
_DURATION = re.compile(r"(?<![\d.×])\d+(?:\.\d+)?(?:天|个?小时|分钟|秒|个?工作日|个?自然日)(?P<behind>[^，。；、]*)")
_STANDING = re.compile(
    r"(?:内)?(?:生活|通勤|就医|养老|服务|便民|健身|文化|就业|应急|消费|公交|交通|高铁|经济|品质|救援|急救|步行)*(?:圈|在线|值[班守]|自助|热线|开放|营业|不打烊|工作制|全天候|监[测控]|通办|响应机制|接单)"
)
_STATES = re.compile(
    r"(?:[较比]|相比|好于|优于|高于|低于|快于|不[低高]于|超过?|恢复[到至]?|达到)(?:上年|去年|前年|同期|年初|往年|常年|历年|20\d\d年|“?十[二三四五]五”?)(?![度末]?[\d较])[^，。；\d]*|"
    r"(?:高出|低出|领先于?|领跑|高于|低于|快于|优于|好于)(?:全[省国市区州县]|周边|同类|同[等级]|[东中西]部|平均)[^，。；\d]*|"
    r"(?<=[\u4e00-\u9fff]{2})(?:稳中[有向趋][升降进好优]|只[增减降升]不[增减降升]|全(?:破|清零|兑现|办结|到位)|前移|争先进位|进位争先|止跌回升|由负转正)(?=$|[，。；、])|"
    r"退出[^，。；]{0,8}[后倒][^，。；]{0,3}[位名]|(?:控制|稳定|保持)在[^，。；\d]{2,12}(?:以内|之内|以下|以上|区间|水平)|"
    r"提前[一两三半][年个]月?[^，。；]{2,}|提前\d+(?:天|个月|年)[^，。；]*|(?:控制在|降[至到为]|归|保持(?:在|为)?)零(?=$|[，。；、])|不[漏落少]一[人户个村]|一个(?:都)?不[漏落少]|(?:比重|占比|比例|差距|比值|收入比)(?:进一步|持续|继续|稳步|逐步)?(?:提高|提升|上升|下降|降低|缩小)(?=$|[，。；、])"
)
_TIMES = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:[底初末中]|[上中下]旬|份|\d{1,2}日)?之?前?|[一二三四1-4]季度|[上下]半年|年中|汛[前后](?![夕的])|[春夏秋冬]季?前|(?<=[\u4e00-\u9fff])[节期周季假考典会赛庆忙暖冬运]前(?![夕瞻沿一二三四五六七八九十几列茅景置期提端往\d])|"
    r"(?:一|两|三|半|\d)(?:年|个月)(?:内|之内)|开学(?!典)|[五七八十]一(?=前)"
)
_HABIT = re.compile(r"每[^，。；]{0,6}$|逐$|按$")
_COMPARING = re.compile(
    r"高[出于]|低[出于]|快于|优于|好于|领先|前移|分别|不(?:低于|少于|超过|高于)|超过(?!\d)|突破$|以上$|以内|以下$|同比|[较比](?:上年|去年)|力争|达到.{0,2}$|控制在"
)
_MADE = re.compile(
    r"(?:新增|净增|新建|续建|建成|完成|实现|达到?|培育|引进|招引|打造|创建|改造|提升|投放|开通|设立|举办|增加|增长|下降|降至|增至|提高到|提高至)$"
)
_LETTERED = re.compile(r"[\u4e00-\u9fff][A-Z]+(?P<n>\d+)(?:[家户个项座所]|万[家户])(?![\u4e00-\u9fff])")
"""A number behind a letter (创A6家): no name of a road or a standard is followed by such a measure word."""
_GRADE = re.compile(
    r"[^，。；、]{0,4}(?:级|类|型|档|等)|[一二三四五六七八九十首]期(?:工程|项目)?|.*[后前](?<!产前)(?<!产后)(?<!学前)(?<!博士后)"
)


def unheld(
    text: str,
    counted: Sequence[Figure],
    read: Sequence[Promise],
    promised: Sequence[Record],
    doubts: Sequence[Unsure],
    due: str,
) -> list[Unsure]:
    """Return what the nets hold, but what lies in words that are doubted already; due: the date of the whole task."""
    known = {place for doubt in doubts for place in range(doubt.start, doubt.end)}
    found = [*_directions(text, read), *_names(text, read), *_durations(text, read, promised), *_words(text, promised)]
    found += [*_passed_over(text, counted, read), *_efforts(text, read)]
    found += [*_scores(text), *_each(text, read), *_times(text, promised, due)]
    return sorted((one for one in found if not known & set(range(one.start, one.end))), key=lambda one: one.start)


def _directions(text: str, read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a comparison that is not the one which the words right beside the figure say."""
    for made in read:
        figure = made.figure
        ahead = _EACH.sub("", re.split(r"[，。；、：\d]", text[max(figure.start - 10, 0) : figure.start])[-1])[-6:]
        behind = re.split(r"[，。；、：\d]", text[max(figure.end - len(figure.mark), 0) : figure.end + 3])[0]
        if "分别" in re.split("[，。；]", text[: figure.start])[-1]:
            continue  # the last mark of a list is meant for all
        said = {op for op, mark in _AFTER if behind.startswith(mark)}
        said = said or {op for op, words in _AHEAD[:2] if words.search(ahead)}
        said = said or {op for op, words in _AHEAD[2:] if words.search(ahead)}
        if made.op == ".." or (not said and made.op == "=") or made.op in said:
            continue
        if made.op == _UP and _KEPT.search(text[made.start : figure.end + 12]):
            continue
        words = ahead + text[figure.start : figure.end - len(figure.mark)] + behind
        yield Unsure(figure.start, figure.end, words, f"读作“{made.op}”，旁边的字不是这样说")


def _names(text: str, read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a name that holds words of a comparison, or says only of which grade a thing is."""
    for made in read:
        figure, found = made.figure, _COMPARING.search(made.indicator)
        if _GRADE.fullmatch(made.indicator):
            yield Unsure(figure.start, figure.end, made.indicator, "指标名称可能不完整")
        elif found:
            yield Unsure(figure.start, figure.end, made.indicator, f"指标名称里有“{found.group()}”")


def _durations(text: str, read: Sequence[Promise], promised: Sequence[Record]) -> Iterator[Unsure]:
    """Doubt a time in hours or days that is no promise and no standing service (24小时值守)."""
    named, held = names(text), _held(text, [record for record in promised if "value" not in record])
    for match in _DURATION.finditer(text):
        taken = any(
            one.figure.start <= match.start() < one.figure.end or (one.base and one.base in match.group())
            for one in read
        )
        quoted = match.start() in held or any(low <= match.start() < high for low, high in named)
        if match["behind"] and not taken and not quoted and not _STANDING.match(match["behind"]):
            yield Unsure(match.start(), match.end(), match.group(), "时限没有读作指标")


def _passed_over(text: str, counted: Sequence[Figure], read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a number right behind a verb of promise that was taken for a size or a name, where no other follows it."""
    taken = {one.figure.start for one in read}
    for figure in counted:
        part = re.split("[，。；、]", text[figure.end :])[0]
        later = any(figure.end <= start < figure.end + len(part) for start in taken)
        if in_base(text, 0, len(text), figure.start) or (
            figure.mark and re.match("[^\\d]*(?:[45]G)?[^\\d]*全覆盖", part)
        ):
            continue
        if figure.start not in taken and not later and _MADE.search(text[: figure.start]):
            yield Unsure(figure.start, figure.end, text[max(figure.start - 6, 0) : figure.end], "数量没有读作指标")
    for match in _LETTERED.finditer(text):
        if match.start("n") not in taken and not any(low <= match.start() < high for low, high in names(text)):
            yield Unsure(match.start(), match.end(), match.group(), "数字没有读作指标")


def _scores(text: str) -> Iterator[Unsure]:
    """Doubt points of a mark (测评95分以上)."""
    for match in re.finditer(r"\d+(?:\.\d+)?分(?![钟之])[^，。；、]{0,4}", text):
        if not any(low <= match.start() < high for low, high in names(text)):
            yield Unsure(match.start(), match.end(), match.group(), "数字没有读作指标")


def _each(text: str, read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a figure without per whose own words, or those of the list that it stands in, say 每."""
    for made in read:
        ahead = re.split("[，。；：]", text[: made.figure.start])[-1]
        at = ahead.rfind("每")
        if at < 0 or made.per or "每" in made.indicator or re.search(r"[率%]|每年|每季度?|每月", ahead[at:]):
            continue
        yield Unsure(made.figure.start, made.figure.end, ahead[at:], "“每”可能也管这个数字")


def _efforts(text: str, read: Sequence[Promise]) -> Iterator[Unsure]:
    """Doubt a firm promise with a softening word in its own part."""
    for made in read:
        start, end = made.figure.start, made.figure.end
        part = re.split("[，。；、\\d]", text[:start])[-1]
        if not made.effort and re.search(r"力争|努力(?:达|实|突|超)|力求|争创(?!一流)", part):
            yield Unsure(start, end, part, "像是“力争”的目标，没有记作力争")


def _held(text: str, promised: Sequence[Record]) -> set[int]:
    """Return the places of the words that what was read quotes."""
    quotes = {str(record["quote"]) for record in promised}
    return {
        place for quote in quotes for found in re.finditer(re.escape(quote), text) for place in range(*found.span())
    }


def _words(text: str, promised: Sequence[Record]) -> Iterator[Unsure]:
    """Doubt a goal that compares in words, where nothing that was read quotes them."""
    held = _held(text, promised)
    for match in _STATES.finditer(text):
        if match.start() not in held:
            begin = max(text.rfind(mark, 0, match.start()) for mark in "，。；、") + 1
            yield Unsure(match.start(), match.end(), text[begin : match.end()], "像是可以核对的目标，未读作指标")


def _times(text: str, promised: Sequence[Record], due: str) -> Iterator[Unsure]:
    """Doubt a time which no date, base or name of what was read holds, though its clause was read."""
    dates = due + "".join(str(record.get("by_text", "")) for record in promised)
    held, named = _held(text, promised), names(text)
    for match in _TIMES.finditer(text):
        if match.group() in dates or match.start() in held or any(low <= match.start() < high for low, high in named):
            continue
        ahead = re.split("[，。；：]", text[: match.start()])[-1]
        if not _HABIT.search(ahead) and not VALID.search(ahead):
            yield Unsure(match.start(), match.end(), match.group(), "时间没有读作期限")
