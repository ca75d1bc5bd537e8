"""Importer: goals without a number: relative, ranking, multiple, coverage, and qualitative ones of the headline.

In: one clause of typeset text. Out: at most one goal as (offset of its quote, plain mapping).
"""

import re
from collections.abc import Iterator

from taskbook.importer.promises.wording import EFFORT, WHEN, lead

_DONE = "实现|基本实现|推动|推进|达到|做到|确保"
_NUMERAL = r"(?:\d+|[一二三四五六七八九十]+)"
WHOLLY = "(?:全部|悉数|一律|彻底|逐[一户项个]|全面|基本)"
ENDED = "消除|消灭|清除|根除|淘汰|取缔|关停|关闭|退出|拆除|清退|腾退|清零|销号|整改|化解|清偿|达标|出列|脱贫|禁止"
"""How much of something comes to which end: all that a goal in words of the whole needs."""
_ITS_PARTS = "(?:各?(?:县市区|县市|县区|县域|[县区]|城市|地市)(?:（[县市区旗、]{1,6}）)?)?"
"""Among whom it ranks (全省县（市）)."""
_SUBJECT = r"(?![^，。；、]{0,2}[对把将使让按由])[^，。；、]{2,}?"
_GOALS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "relative",
            r"(?P<indicator>[^，。；、]*?(?:、[^，。；]*?(?:收入|增加值|投资))?)(?:年均)?(?:增幅|增速|增长|涨幅)?(?:基本|总体|继续)?(?:保持)?"
            r"(?:[与和同]|快于|高于)(?:全市|全县)?(?:经济|地区生产总值|GDP)(?:社会)?(?:增长|发展|增速)*(?:水平|速度)?"
            r"(?:基本|总体)?(?:保持)?(?:同步|相(?:匹配|适应|协调)|$|(?=[，。；、]))",
        ),
        (
            "relative",
            r"(?P<indicator>[^，。；]+?)(?:(?:达到|完成|控制在)(?:省|国家|上级|省级|市级)(?:定|下达|考核)?的?(?:目标|要求|标准)(?:以内|任务)?$|"
            r"(?:达到|超过|赶上)(?:全(?:[省国市区州盟县旗]|自治区)|中部地区|同期)平均(?:水平)?$|"
            r"(?:平均)?(?:增幅|增速|增长|涨幅)?(?:均)?(?:高于|快于|优于|低于|不低于)(?:全(?:[省国市区州盟县旗]|自治区|地区)|中部地区|同期)[^，。；]{0,8}$)",
        ),
        (
            "relative",
            r"(?P<indicator>[^，。；、]+?)(?:增幅|增速|增长)?(?:高于|快于|不低于|不高于|低于)(?:各项|同期|上年|全部|地方)[^，。；\d]{2,8}"
            r"(?:增速|增幅|水平)",
        ),
        (
            "relative",
            r"(?P<indicator>[^，。；]+?)(?:增速|增幅|增长|涨幅)(?:继续|持续|明显|均)*(?:高于|快于|低于|优于)[^，。；\d]{2,14}$",
        ),
        (
            "relative",
            r"(?P<indicator>[^，。；、]+?)(?:继续|始终|基本|保持)*[与和同](?:全[省国市区州盟县旗]|自治区|上级|省[级市]?|市级|城[镇市]|周边)[^，。；\d]{0,6}"
            r"(?:保持)?(?:同步|同幅|同比例|持平)(?:增长|提高|提标|增加|调整|上调)?$",
        ),
        (
            "ranking",
            rf"(?P<indicator>[^，。；]*?)(?:稳居|位居|位列|居于|居|保持在?|进入|跻身|排名|排位|挺进|进位|冲刺)+(?:全(?:[省国市区州盟县旗]|自治区|地区){_ITS_PARTS}|同类[^，。；\d]{{0,6}}|"
            rf"[中西东]部[^，。；\d]{{0,6}}|百强[^，。；\d]{{0,4}})?(?:前{_NUMERAL}(?:[位名强]|$|(?=[，。；、]))|第{_NUMERAL}(?:位|名)?$|首位)",
        ),
        (
            "multiple",
            r"(?P<indicator>[^，。；]+?)(?:再)?(?P<verb>压缩|减少|压减|缩短)(?:了)?(?:一半|[三四五]分之[一二三])(?!以[上下])|"
            r"(?P<indicator2>[^，。；]+?)(?:实现)?(?:翻[一两二三]?番|倍增(?!计划|行动|工程|培育|梯队))",
        ),
        (
            "coverage",
            rf"(?:(?P<verb>{_DONE})+)?(?P<indicator>[^，。；]+?)(?:(?<!、)(?:实现)?(?:动态|基本|市域|城乡)?全(?:面|域)?覆盖)(?![的式体监管网型])",
        ),
        (
            "coverage",
            r"(?P<indicator>[^，。；]+?)(?:实现|做到|基本)*(?:免费)?应(?P<x>[筛保治改建接检救助入统纳复养退拆通查享诊投扶兜续开学评登报办帮])尽(?P=x)",
        ),
        (
            "coverage",
            rf"(?:(?P<verb>{_DONE})+)?(?P<indicator>[^，。；]+?)(?:全部|全面|100%)(?:达标|清零|销号|消除|出列|脱贫(?:摘帽)?)",
        ),
        (
            "coverage",
            rf"(?P<indicator>{_SUBJECT}){WHOLLY}(?:实现|予以|得到|依法)?(?:{ENDED})(?:到位|完毕|摘帽|销号|清零)?$",
        ),
        ("coverage", rf"(?:(?P<verb>{_DONE})+)?(?P<indicator>[^，。；]+?)(?:实现)?动态(?:保持为|清|归)零"),
        ("coverage", r"(?P<indicator>[^，。；]+?)覆盖(?:全[市县区省]|辖区)?所有[^，。；]+"),
        ("coverage", r"(?:全[市县区])?所有[^，。；]+?(?P<verb>完成|通|建有)(?P<indicator>[^，。；]+)"),
        ("coverage", r"(?P<verb>实现)(?P<indicator>[^，。；]*?在所有[^，。；]+)"),
        ("coverage", r"(?P<verb>消灭|全面消除|基本消除)(?P<indicator>[^，。；\d]+)"),
    )
)
_QUALITATIVE = re.compile(r"(?:全面|超额|圆满)?(?P<verb>完成|实现)(?P<indicator>[^\d]+)$")


def goal(text: str, start: int, end: int, effort: bool) -> tuple[int, dict[str, object]] | None:
    """Read the goal without a number that a clause states."""
    for kind, pattern in _GOALS:
        match = pattern.search(text, start, end)
        if match is None or re.search(r"\d+(?:\.\d+)?%", match.group().replace("100%", "")):
            continue
        if match.group().count("《") != match.group().count("》"):
            continue  # words in a document's title promise nothing
        named = match.groupdict()
        indicator = named.get("indicator") or named.get("indicator2") or ""
        shift = _lead(match.group())
        when = WHEN.search(text, start, match.start())
        if when and when.end() == match.start():
            shift -= len(when.group())
        words = _bare(indicator)
        if not words or words.count("“") != words.count("”"):
            continue
        record: dict[str, object] = {"indicator": words, "kind": kind}
        if named.get("verb") and named["verb"] not in ("实现", "确保", "达到", "做到"):
            record["verb"] = named["verb"]
        if effort or EFFORT.search(match.group()):
            record["effort"] = "true"
        if when := WHEN.search(text, match.start() + shift, match.end()):
            record["by_text"] = when.group()
        record["quote"] = text[match.start() + shift : match.end()]
        return match.start() + shift, record
    return None


_COMPARED = re.compile(
    r"(?P<indicator>[^、]*?)(?:年均)?(?:增幅|增速|增长|涨幅|降幅)?(?:继续|持续|总体|基本|保持|力争|稳定|明显|均|都|要|略)*"
    r"(?:(?P<by>高于|快于|低于|优于|好于|大于|小于|不低于|不高于|不慢于|不快于|不少于|领先于?|跑赢)(?P<than>[^\d、]{2,20})|"
    r"(?:与|和|同)(?P<with>[^\d、]{2,16}?)(?:基本|总体|保持|相)*(?:同步|持平|相当))$"
)
_COMPARAND = re.compile(
    r"平均|水平|下达|指标|要求|规定|增速|增幅|增长|全(?:[省国市区州盟县旗]|自治区)|上年|去年|同期|计划|目标|进度|经济|GDP|居民|任务|时序|收入|财政|城镇|标准$"
)


_SINCE = re.compile(
    r"(?P<indicator>[^、]{2,}?)(?:(?:继续|持续|力争|总体|均|要)*[较比](?:上年|去年|前年|年初|20\d\d年)(?:同期|年?[末底])?(?:水平)?"
    r"(?!翻|倍增|全|完成|实现)[^\d、]{2,8}|(?:全面|基本)?(?:恢复|回升|达到|超过|优于|好于|并|至|到)+(?:20\d\d年|上年|去年)(?:同期)?(?:平均)?水平(?:以上)?)"
)
"""How something will have come on since a year without a digit (地下水位较上年稳中有升)."""


def compared(text: str, start: int, end: int, whole: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the goals that the parts of a clause compare without a digit (增长8%、快于全省); whole: of what else."""
    name, at = whole, start
    for part in re.split("(?<=、)", text[start:end]):
        begin, words = at, part.removesuffix("、")
        at += len(part)
        match = _COMPARED.search(words)
        if match is None or not _COMPARAND.search(match["than"] or match["with"]):
            match = _SINCE.fullmatch(words)
        if match is None or words.count("“") != words.count("”"):
            continue
        shift = match.start() + _lead(match.group())
        own = _bare(match["indicator"])
        name = own if len(own) > 1 else name
        if name:
            yield begin + shift, {"indicator": name, "kind": "relative", "quote": words[shift:]}


def qualitative(text: str, start: int, end: int) -> tuple[int, dict[str, object]] | None:
    """Read a headline goal that only names a task (全面完成省下达的节能减排任务)."""
    match = _QUALITATIVE.search(text, start, end)
    if match is None:
        return None
    record = {"indicator": match["indicator"], "kind": "qualitative", "verb": match["verb"], "quote": match.group()}
    return match.start(), dict(record)


def _lead(words: str) -> int:
    """Return how many characters before the promise are no part of its quote (确保, 全力)."""
    match = re.match(r"(?:全力|坚决|切实|扎实|深入|积极)*(?:确保)?", words)
    return match.end() if match else 0


def _bare(indicator: str) -> str:
    """Take adverbs, dates and verbs that only push off the beginning of an indicator's words."""
    words = indicator
    while True:
        match = WHEN.match(words)
        rest = words[match.end() if match else lead(words) :]
        rest = re.sub(rf"^(?:{_DONE}|全力|所有(?=.))", "", rest)
        if rest == words:
            return words.strip("的、")
        words = rest
