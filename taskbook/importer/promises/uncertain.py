"""Importer: what is uncertain in a promise as read (part of promise).

In: the promise, its words taken apart, the words before and behind its figure. Out: its reasons of doubt.
"""

import re

from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.names import odd_name
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.verbs import only_verb
from taskbook.importer.promises.wording import Words

FUNDS = ("筹资", "筹集", "筹措", "投资", "融资", "募集", "争取", "安排", "投入")
USED = re.compile(r"^(?:用于|支持|实施|完成|建设|改造|新建|实现|推进|开展|以|来|，|）|”|的目标|到位)")
_BARE_RATES = (
    "覆盖率",
    "占比",
    "比例",
    "比重",
    "增速",
    "增幅",
    "总数",
    "总量",
    "规模",
    "达标率",
    "完成率",
    "参与率",
    "人均",
    "户均",
    "亩均",
)
"""Names that say nothing without what they are of."""
_PLAIN = re.compile(r"乡镇|行政村|自然村|村|社区|街道|县|县区|县市区|学校|企业|项目")

_ONE_THING = re.compile(r"(?:项目|工程|基地|电站|机组|装置|生产线)(?:建设)?$")
"""A thing whose size a figure before it may say (建设90万吨煤炭储备基地)."""


_RELIEVED = re.compile(
    r"为[^，。；、\d]{2,10}(?:减负|降本|降费|减税|减税降费|让利|贴息|增收|纾困|节支|节约[^，。；、\d]{2,6}|减轻[^，。；、\d]{2,6})"
)
"""What is done for someone by a sum (为企业减负60亿元): the name is whole."""


def _works(made: Promise) -> bool:
    """Whether a name that begins as a verb does is that of works (实施新建、改扩建学校项目12个)."""
    light = made.verb in ("实施", "完成", "推进", "安排", "竣工", "开工")
    return light and bool(re.search("(?:项目|工程|任务)$", made.indicator))


def _partial(noun: str, verb: str) -> bool:
    """Tell a name that says nothing by itself: 覆盖率 (of what), 12个乡镇 (what is done there)."""
    return noun in _BARE_RATES or bool(_PLAIN.fullmatch(noun) and verb in ("完成", "实现", "推进", "实施"))


def _begins_oddly(noun: str, follows: bool) -> bool:
    """Tell a name whose first words, or whose verb of change, are none of a name."""
    odd = r"[的了在对为把被由从按以]" if follows else r"[的了在对为把被由从按以]|.*(?:提高|下降|达到)"
    return bool(re.match(odd, noun)) and not _RELIEVED.fullmatch(noun)


def doubt_promise(made: Promise, words: Words, text_before: str, behind: str, follows: bool, earlier: str) -> None:
    """Note what is uncertain in a promise as read."""
    noun = made.indicator
    fold = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", noun)
    made.nameless = len(fold) < 2 or (noun == words.verb and noun not in FUNDS)
    if made.nameless:
        made.why.append("读不出指标名称")
    elif len(fold) > 24:
        made.why.append("指标名称很长，可能多读了字")
    elif _partial(fold, made.verb) or _begins_oddly(noun, follows):
        made.why.append("指标名称可能不完整")
    elif not follows and (odd := odd_name(noun, earlier, is_rate(made.figure))):
        made.why += [] if odd.endswith("动词开头") and _works(made) else [odd]
    elif re.search(r"只[增减]不|清零|全覆盖(?!率)|翻番", noun) and "、" in noun:
        made.why.append("指标名称可能多读了字")
    elif is_rate(made.figure) and only_verb(noun):
        made.why.append("指标名称可能不完整")
    elif follows and _ONE_THING.search(noun) and re.search(r"吨|瓦$", made.figure.unit):
        made.why.append("数字可能是规模，不是数量")
    if made.figure.mark in ("余", "多") or re.search(r"(?:接近|近)(?:达|为)?$", text_before):
        made.why.append(f"“{made.figure.mark or '近'}”是约数")
    if re.search(r"各$", made.per) or words.noun.endswith("各"):
        made.why.append("“各”字：数字可能要按单位分别计算")
    if noun.count("、") > 1 and "等" in noun:
        made.why.append("指标名称里有列举，可只留总称")
    if made.op == ">=" and made.verb in ("严守", "守住", "坚守", "守牢"):
        made.why.append("“底线”读作不低于")
    if re.search(
        r"由|从(?!事|业)|(?<![.\d])\d{1,2}月|20\d\d年|年内|年底|季度|[占为]$|(?<![下送传直抵])达$|实现$", noun
    ):
        made.why.append("指标名称可能多读了字")
    if re.search(r"[^\w\s、，。；：（“《）”》)：\-—≥≧≤≦><＞＜]$", text_before):
        made.why.append(f"数字前的“{text_before[-1]}”没有读")
    if re.fullmatch(r"[\u4e00-\u9fff]", behind) and not follows and not is_rate(made.figure):
        made.why.append(f"量词可能是“{made.figure.unit}{behind}”")
    if behind and not follows and not is_rate(made.figure) and len(behind) > 2 and not USED.match(behind):
        made.why.append(f"数字后面还有“{behind[:12]}”")
