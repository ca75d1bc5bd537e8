"""Importer: what in a task's words nothing that was read accounts for: second thoughts on a reading (part of targets).

In: typeset text, its figures, the promises and milestones read. Out: Unsure for figures that no promise took, words of
comparison that no promise heeds, dates that nothing is due by, and goals in words that none states.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from taskbook.importer.promises.clauses import Unsure
from taskbook.importer.promises.conditions import is_condition
from taskbook.importer.promises.figures import Figure, names
from taskbook.importer.promises.goals import ENDED, WHOLLY
from taskbook.importer.promises.numerals import unsaid
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.sizes import BASED, EXTENT, in_base, in_bracket
from taskbook.importer.promises.wording import VALID, WHEN

Record = Mapping[str, object]
_CLAUSE = re.compile(r"[^。；，：！？]+")
_SHORTEST = 3
"""A task of fewer characters is hardly one."""
_BEFORE = re.compile(
    r"不少于|不低于|不小于|不得|至少|不超过|不高于|不大于|不多于|超过|突破|高于|低于|少于|大于|小于|最[高低多少]|上限|下限|[≥≤><]|(?<![签履违解预节续合条公邀临])[约近超逾]$"
)
_BEHIND = re.compile(r"以上|以下|以内|之内|左右|上下")
_FIXES = re.compile(r"[月底末前季内]|半年")
_SIZED = re.compile(r"(?:以上|以下|以内|左右)?(?:级|的|及以上|标准|大)|(?:以上|以下)")
_STATES = re.compile(
    r"全覆盖(?![的式体监管网型])|清零(?!行动|攻坚)|翻[一两二]?番|零突破|倍增(?!计划|行动|工程|培育|梯队)|走在(?:全[省国市])?前列|(?:全[省国市区州盟县旗](?:各?县[市区域]?)?|省内|同类[^，]{0,6}?)(?:前列|前茅|[中]?上游|第一|首位)|"
    r"(?:领跑|领先于?|好于|优于|高于|快于|低于|赶超|追平|达到)(?:全[省国市区州盟县旗](?!域)|同期|上年|去年)(?:平均|同期|平均水平|增速|水平)*(?=$|[、）])|"
    r"(?<=增[长速幅])(?:基本|总体|保持)*相?(?:匹配|适应|协调|同步)|"
    rf"(?:全部|悉数|一律)(?!工业|投资|人口|财政|税收|职[能责]|流程|要素|内容|领域|力量|精力|门类|门诊)(?=[^，。；、]{{2}})|{WHOLLY}(?:{ENDED}|解决|完成$|收官|停止|取消|到位|[搬撤]迁|竣工|投用|建成$)|"
    rf"整体(?:退出|淘汰|搬迁|关停|拆除|脱贫|出列|关闭)(?=$|[^\u4e00-\u9fff])|(?:实现|确保|保持|做到)[^，。；、]{{0,10}}零(?![售碳工星散距])[\u4e00-\u9fff]{{2}}|零(?:上访|事故|死亡|发生|投诉|返贫|新增|复发|增长)|"
    r"(?:不低于|不少于|不高于|不超过|高于|快于|慢于|优于|好于|低于)(?![两数几一二三四五六七八九十百千])[^\d，。；、的以]{2,}(?=$|[，。；、])|"
    r"所有[^，。；、]{2,12}?(?:建成|配[备齐]|实现|达到|纳入|接入)|[两二2双]位数(?:以上)?的?增[长速幅]|"
    r"只[增减]不[增减降]|(?<!不得)不(?:减少|降低|新增|反弹)(?=$|[，。；、])|由负转正|扭亏为盈|负增长|双(?:下降|提升|增长|过半)|"
    r"(?:进入|进到|跻身|入围|冲刺|迈入|挤进|重返|争进|保持|稳居)[^，。；、]{0,10}(?:第一(?:方阵|梯队|序列|等次)|[百千十\d]强|(?:优秀|先进)(?:行列|等次)|[一二三]等次|A[类档等])|"
    r"(?P<each>[村户镇乡县校组])(?P=each)(?:有|通|建|达|都)(?!工程)|消除[^，。；、]{2,}(?:村|户|盲区|空白|水体|短板)(?=$|[^\u4e00-\u9fff])|"
    r"(?<!守住)(?<!守住了)(?<!守牢)(?:不发生|不出现|零发生|杜绝)(?![^，。；]*底线)[^，。；]{2,}|(?<!坚持)(?<!严格)应(?P<all>[\u4e00-\u9fff])尽(?P=all)"
)


_YEARS = re.compile(
    r"(?:[两二三四五六七八九十]|(?<!\d)\d)年(?:之?内|时间|左右|累计)|(?:未来|今后|力争用?)[两三四五\d]+年|(?:明|后|来|次)年(?![级生])|“?十[三四五六七]五”?(?:期间|时期|规划期)内?"
)
"""A time that is not the plan's year."""


def odd_words(text: str) -> str:
    """Say what is odd about the words of a task as cut out of the document; nothing for ordinary ones."""
    if re.match(r"\d{1,3}(?:、|[.．](?!\d{1,2}(?!\d|年)))|[（(]?[一二三四五六七八九十]{1,3}[）)、]", text):
        return "任务文字以序号开头"
    if found := re.search(r"(?:牵头|责任|配合|主办|协办)(?:单位|部门|领导)[：:]|[：:]$", text):
        return f"任务文字里有“{found.group()}”"
    if found := re.match(r"(?![一二三四五六七八九十]是)[\u4e00-\u9fff]{3,6}：", text):
        return f"任务文字以“{found.group()}”开头"
    if any(text.count(left) != text.count(right) for left, right in ("（）", "“”", "《》", "〔〕", "【】")):
        return "任务文字里的括号或引号不成对"
    if len(text.rstrip("。；")) < _SHORTEST or text[0] in "，、。；：）”》":
        return "任务文字不像一句话"
    return ""


def second_thoughts(
    text: str, counted: Sequence[Figure], read: Sequence[Promise], doubts: Sequence[Unsure]
) -> list[Unsure]:
    """Return doubts of figures that no promise took, and of comparisons beside a figure that its promise ignores."""
    known = {place for doubt in doubts for place in range(doubt.start, doubt.end)}
    bases = [one.base for one in read if one.base]
    taken = {one.figure.start for one in read}
    left = [one for one in counted if one.start not in taken | known and not _explained(text, one, bases)]
    found = [Unsure(one.start, one.end, text[one.start : one.end], "数量没有读作指标") for one in left]
    found += [doubt for one in read if one.op == "=" and (doubt := _unheeded(text, one.figure)) is not None]
    told = (one for one in read if one.figure.start not in known)
    found += [doubt for one in told if (doubt := _unmeasured(text, one)) is not None]
    return sorted(found, key=lambda doubt: doubt.start)


def _unmeasured(text: str, made: Promise) -> Unsure | None:
    """Doubt a figure in 万 or 亿 whose next character may be a measure word that is not known (1.2万千升)."""
    figure, behind = made.figure, text[made.figure.end :]
    words = re.match(r"[\u4e00-\u9fff]{1,2}", behind)
    if figure.unit not in ("万", "亿") or made.indicator in behind or not words:
        return None
    end = figure.end + words.end()
    return Unsure(figure.start, end, text[figure.start : end], f"量词可能是“{words.group()}”，没有读出")


def _explained(text: str, figure: Figure, bases: Sequence[str]) -> bool:
    """Whether a figure is a base (由60%提高到), what a rate is of (9个断面达标率100%), or a size (超10亿元企业)."""
    before, behind = text[: figure.start], text[figure.end :]
    sized = (
        figure.mark
        or _SIZED.match(behind)
        or EXTENT.search(before)
        or re.search(r"(?:[超过逾达或]|达到|不足|低于|少于|小于|不满|不到|超过|总投资|总[\u4e00-\u9fff]{1,3})$", before)
    )
    rated = re.match(r"[^，。；、\d]*率[^，。；、\d]{0,8}\d", behind)
    return (
        bool(figure.size and sized)
        or bool(BASED.match(behind))
        or bool(rated)
        or in_base(text, 0, len(text), figure.start)
        or in_bracket(text, figure)
        or is_condition(text, figure)
        or bool(figure.unit[-1:] in "万亿元" and re.match("(?:美?元)?级[\u4e00-\u9fff]", behind))
        or bool(figure.money and re.match(r"[\u4e00-\u9fff]{2,8}\d[\d,]*[家个栋户座幢条项]", behind))
        or text[figure.start : figure.end] in bases
    )


def _unheeded(text: str, figure: Figure) -> Unsure | None:
    """Doubt an exact figure with a word of comparison beside it."""
    ahead = re.split(r"[，。；、：\d]", text[max(figure.start - 6, 0) : figure.start])[-1]
    behind = re.split(r"[，。；、：\d]", text[figure.end : figure.end + 4])[0]
    found = _BEFORE.search(ahead) or _BEHIND.search(behind)
    if found is None:
        return None
    return Unsure(
        figure.start,
        figure.end,
        ahead + text[figure.start : figure.end] + behind,
        f"旁边有“{found.group()}”，读作了等于",
    )


def quantities_left(
    text: str, counted: Sequence[Figure], goals: Sequence[Record], doubts: Sequence[Unsure]
) -> list[Unsure]:
    """Return doubts of quantities in words that no figure, goal without a number or doubt accounts for."""
    ranges = [*((one.start, one.end) for one in counted), *((one.start, one.end) for one in doubts)]
    taken = {place for start, end in ranges for place in range(start, end)}
    for quote in (str(record["quote"]) for record in goals if "kind" in record):
        taken |= set(range(text.find(quote), text.find(quote) + len(quote)))
    left = unsaid(text, names(text), taken)
    return [Unsure(start, end, text[start:end], "像是数量，没有读作指标") for start, end in left]


def _covered(text: str, place: int, quotes: Sequence[str]) -> bool:
    """Whether what was read says the words at a place."""
    return any(
        found.start() <= place < found.end() for quote in quotes for found in re.finditer(re.escape(quote), text)
    )


def words_left(text: str, promised: Sequence[Record], dues: bool) -> Iterator[Unsure]:
    """Yield clauses that set a date or state a goal which no target or milestone holds; dues: a date is the task's."""
    quotes = [str(record["quote"]) for record in promised]
    dates = "".join(str(record.get("by_text", "")) for record in promised)
    for match in _CLAUSE.finditer(text):
        if VALID.search(match.group()):
            continue
        held = any(quote in match.group() or match.group() in quote for quote in quotes)
        date = WHEN.search(match.group())
        if (years := _YEARS.search(match.group())) and (
            held or years.group().endswith("内") or re.search(r"\d", match.group())
        ):
            yield Unsure(
                match.start() + years.start(), match.start() + years.end(), match.group(), "时间不是本年，核对 by"
            )
            continue
        others = [one for one in list(WHEN.finditer(match.group()))[1:] if one.group() not in dates]
        told = date and date.group() in dates and len(match.group()) - len(date.group()) <= _SHORTEST
        if date and _FIXES.search(date.group()) and not dues and not held and not told:
            start = match.start() + date.start()
            yield Unsure(start, match.start() + date.end(), match.group(), "写明了时间，没有读作节点")
            continue
        if held and others and not dues and _FIXES.search(others[0].group()):
            start = match.start() + others[0].start()
            yield Unsure(start, match.start() + others[0].end(), match.group(), "写明了时间，没有读作节点")
            continue
        goals = [one.span() for one in _STATES.finditer(text, *match.span()) if not _covered(text, one.start(), quotes)]
        if goals:
            yield Unsure(*goals[0], match.group(), "像是可以核对的目标，未读作指标")
