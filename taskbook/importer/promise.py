"""Importer: one figure with the words around it -> what is promised: indicator, verb, measure, per, base, quote.

In: a text, a figure, the range of words that are its own, and what carries over from the part before. Out: Promise.
"""

import re
from dataclasses import dataclass, field

from taskbook.importer.carry import Carry
from taskbook.importer.figures import Figure
from taskbook.importer.measures import RATE, Said, is_rate, measure
from taskbook.importer.wording import EFFORT, GOVERNS, OPS, WHEN, Words, take_apart

_PER = re.compile(
    r"每(?:个)?(?:[千万百](?:名|户)?)?(?:常住)?(?:人口|人每[年月]|人|老年人|户居民|户|产业|县（市、区）|县（市）|县市区|县区|县|市|区|乡镇（街道）|乡镇|镇|"
    r"街道|村|社区|学校|校|企业|亩|平方公里|公里|班|生)|[^，。；\d]{2,14}?各(?=引进|新增|新建|建设|建成|培育|打造|创建|举办|开展|完成|$)"
)
_EACH = re.compile(r"(?:每(?:人|户|亩|村|床|生|万人|千人)(?:每(?:年|月|天|学期))?|每(?:年|月))$")
_AIMED = re.compile(r"^(?:(?:对|为|给|向|在|于|面向|组织)?(?:全[市县区州省]|辖区|城区|城乡|各地)?|.*的)$")
_FUNDS = ("筹资", "筹集", "筹措", "投资", "融资", "募集", "争取", "安排", "投入")
_USE = re.compile(r"^(?:用于|支持|实施|完成|建设|改造|新建|实现|推进|开展|以|来|，|）|”|的目标|到位)")
_SUBJECT = re.compile(r"(?!全)[\u4e00-\u9fff]{1,3}[区县市镇乡村]|主城区|农村|城镇|城市")
_SPENT = re.compile(
    r"(?:由|从)[^，。；、\d]{0,6}(?P<base>\d[\d.]*(?:个?工作日|个?小时|分钟|秒|天|个月))(?:以上|左右)?(?:压缩|缩短|减少|降低|压减|提速|缩减)[到至为]$"
)
"""A time that is the base of a shorter one; it is no figure by itself (由15个工作日压缩至5个工作日)."""
_KEPT = re.compile(r"(?:不减少?|不降低?|不下降|只增不减)$")
"""What may not become less (120万亩耕地保有量不减少)."""
_BARE_RATES = ("覆盖率", "占比", "比例", "比重", "增速", "增幅", "总数", "总量", "规模", "达标率", "完成率", "参与率")
"""Names that say nothing without what they are of."""
_MORE = ("新增", "净增", "引进", "培育")
_WORK = re.compile(r"(?:改造|整治|治理|修复|更新|维修)$")
"""Work on what there is already: not what 新增 counts (管网面积新增50万平方米，管网改造45公里)."""
_PLAIN = re.compile(r"乡镇|行政村|自然村|村|社区|街道|县|县区|县市区|学校|企业|项目")
_OWN = re.compile(r"[^“]{4,}(?:实施|开展|进行).{3,}|^(?:服务|帮助|覆盖|保障|办理)..")
"""An indicator that says itself what is done (为800户家庭实施改造)."""
_TOTAL = re.compile(r"(?:总数|总量|总规模|总面积|总里程|累计)(?:达到?|超过?|突破|不少于|不低于)*$")


@dataclass(slots=True)
class Promise:
    """One promised figure as read; why says what is uncertain in it."""

    figure: Figure
    start: int
    indicator: str = ""
    verb: str = ""
    op: str = "="
    growth: bool = False
    state: bool = False
    effort: bool = False
    per: str = ""
    base: str = ""
    among: str = ""
    when: str = ""
    quote: str = ""
    nameless: bool = False
    why: list[str] = field(default_factory=list)

    def settle(self, figure: Figure, mark: str, op: str) -> None:
        """Take figure and comparison: a mark behind the number is stronger than a word before it."""
        self.figure = figure
        self.op = ".." if figure.high else OPS.get(mark, "") or op or "="

    def measure(self) -> str:
        """Return growth, level, share or added."""
        per = bool(self.per) or "/" in self.figure.unit
        words = Said(self.indicator, self.verb, self.growth, self.state, bool(self.base), per)
        return measure(self.figure, words)

    def record(self) -> dict[str, object]:
        """Return the target as a plain mapping."""
        fields: dict[str, object] = {
            "indicator": self.indicator, "op": self.op, "value": self.figure.value, "unit": self.figure.unit,
            "measure": self.measure(), "verb": self.verb, "per": self.per, "base": self.base,
            "among": self.among, "effort": "true" if self.effort else "", "by_text": self.when, "quote": self.quote,
        }  # fmt: skip
        return {key: value for key, value in fields.items() if value}


def promise(text: str, figure: Figure, begin: int, stop: int, carry: Carry, base: str, shared: bool) -> Promise:
    """Read one figure; its own words are text[begin:stop]; shared: the next figure follows at once, noun shared."""
    before, behind = text[begin : figure.start], text[figure.end : stop]
    if shared:
        behind = re.sub(r"^[^\u4e00-\u9fff]*\d[\d.,]*[^\d]", "", behind)
    if not base and (spent := _SPENT.search(before)):
        base = spent.group("base")
    if base:
        before = re.sub(r"(?:由|从)[^由从]*?(?=(?:提高|提升|增|上升|扩|下降|降|减|压|缩|发展)[^，。；]*$)", "", before)
    per = _PER.match(before.removeprefix("其中"))
    own = before[per.end() :] if per else before
    if each := _EACH.search(own):
        own = own[: each.start()]
    words = take_apart(own)
    if not per and not each and (each := _EACH.search(words.noun)):
        words.noun = words.noun[: each.start()]  # 低保标准每人每月提高到760元
    if words.growth and not is_rate(figure):
        plain = take_apart(own, growth=False)
        if _usable(behind) or (plain.verb and not figure.money):
            words = plain  # 实施照明提升2万盏 counts, it does not grow
    made = Promise(figure, begin, base=base, per=per.group() if per else each.group() if each else "")
    made.settle(figure, figure.mark, words.op)
    made.growth, made.state = words.growth, words.state
    follows = _choose(made, words, before, behind, carry)
    _carry(made, words, before, carry)
    lead = _quote_start(before, words, per, follows)
    made.start = begin + (0 if 0 < lead <= 4 and words.lead == lead and _SUBJECT.fullmatch(before[:lead]) else lead)
    if made.verb in ("严守", "守住", "坚守", "守牢") and made.op == "=":
        made.indicator, made.op = re.sub(r"[底红]线$", "", made.indicator), ">="
    if follows and (kept := _KEPT.search(made.indicator)) and made.op == "=":
        made.indicator, made.op = made.indicator[: kept.start()], ">="
    if follows and re.search(r"、$", words.noun):
        made.start, made.indicator = figure.start, re.sub(r"等[^，。；]{0,6}$", "", made.indicator)
    end = stop if follows or shared else figure.end
    made.quote = re.sub(r"^[、和及]|[、和及]$|(?<=[^、])等(?:重点)?(?:工程|项目)$", "", text[made.start : end])
    _doubt(made, words, before, "" if shared else behind, follows)
    return made


def _usable(behind: str) -> bool:
    """Whether the words behind a figure can name what it counts."""
    return bool(behind) and not _USE.match(behind)


def _choose(made: Promise, words: Words, before: str, behind: str, carry: Carry) -> bool:
    """Choose the noun before or behind the figure; return whether it is the one behind."""
    made.verb = words.verb
    noun = words.noun.strip("的、，")
    listed = behind and re.search(r"等$|[类、]$", words.noun)
    total = _TOTAL.search(before)
    if total and carry.whole and (not noun or noun in ("总数", "总量", "总规模", "累计")):
        made.indicator, made.verb, made.state = carry.whole, "", True
        return False
    usable = _usable(behind) and not words.growth
    if usable and (
        not noun or listed or _AIMED.match(words.noun) or ("、" in noun and made.figure.unit in "个大项家类")
    ):
        made.indicator = behind.strip("的、")
        return True
    governs = GOVERNS.search(noun)
    if usable and governs and not words.verb and not made.figure.money and not is_rate(made.figure):
        made.verb, made.indicator = governs.group(), behind.strip("的、")
        return True
    if is_rate(made.figure) and noun and behind and len(behind) < 16 and not re.match(r"[，、）”]|用于|的", behind):
        made.indicator, made.verb = noun, behind if behind.startswith("实现") else ""
        return True
    if usable and words.trailing and not made.figure.money:
        made.indicator = behind.strip("的、")
        return True
    if RATE.search(noun) and words.verb not in ("完成", "推动", "推进", "") and is_rate(made.figure):
        place = before.rfind(words.verb)
        noun, made.verb = before[place : place + len(words.verb)] + words.noun, ""
    if len(noun) == 1 and words.verb:
        noun, made.verb = words.verb + noun, ""
    if not noun and words.verb and carry.whole and words.verb not in _FUNDS:
        made.why.append("指标名称取自前一项")
    if not noun and words.verb:
        noun, made.verb = (carry.whole, words.verb) if carry.whole and words.verb not in _FUNDS else (words.verb, "")
    made.indicator = re.sub("^拥有(?=..)", "", noun).strip("的、") or (behind.strip("的、") if usable else "")
    return False


def _carry(made: Promise, words: Words, before: str, carry: Carry) -> None:
    """Take over what the parts before say, and leave to the next what this one says."""
    made.effort = words.effort or carry.effort
    carry.effort = made.effort
    ceiling = made.op == "<=" and bool(words.noun)
    if made.verb or made.growth or made.state or is_rate(made.figure) or ceiling:
        carry.verb = made.verb
        carry.state = made.state and not made.verb and not is_rate(made.figure) and not made.figure.money
    elif carry.verb and not _stands_alone(made, before, carry.verb):
        made.verb = carry.verb
    elif carry.state:
        made.state = True
    if made.indicator.startswith("占") and carry.whole:
        made.indicator = carry.whole + made.indicator
    if not made.indicator:
        made.indicator = carry.whole
        made.growth |= carry.growth and is_rate(made.figure) and not made.state  # 增长6%、力争7%
    carry.growth = made.growth
    when = WHEN.search(before)
    made.when = when.group() if when else carry.when
    made.among = carry.whole if before.startswith("其中") else carry.among
    if not made.among:
        carry.whole = made.indicator
    if made.indicator == made.verb:
        made.verb = ""


def _partial(noun: str, verb: str) -> bool:
    """Tell a name that says nothing by itself: 覆盖率 (of what), 12个乡镇 (what is done there)."""
    return noun in _BARE_RATES or bool(_PLAIN.fullmatch(noun) and verb in ("完成", "实现", "推进", "实施"))


def _stands_alone(made: Promise, before: str, verb: str) -> bool:
    """Whether a promise takes no verb from the one before: a total, a time, or words that say what is done."""
    other = verb in _MORE and _WORK.search(made.indicator)
    whole = made.figure.duration or "实现" in before or _TOTAL.search(before)
    return bool(whole or other or _OWN.search(made.indicator))


def _quote_start(before: str, words: Words, per: re.Match[str] | None, follows: bool) -> int:
    """Return where the promise's words begin: at 力争, a date or 每…, else at the verb or noun."""
    if per or before.startswith("其中"):
        return 0
    if follows and (governs := GOVERNS.search(before)) and not words.verb:
        return min(
            [governs.start(), *(m.start() for p in (EFFORT, WHEN) if (m := p.search(before[: governs.start()])))]
        )
    starts = [match.start() for pattern in (EFFORT, WHEN) if (match := pattern.search(before[: words.lead]))]
    return min([words.lead, *starts])


def _doubt(made: Promise, words: Words, text_before: str, behind: str, follows: bool) -> None:
    """Note what is uncertain in a promise as read."""
    noun = made.indicator
    fold = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", noun)
    made.nameless = len(fold) < 2 or (noun == words.verb and noun not in _FUNDS)
    if made.nameless:
        made.why.append("读不出指标名称")
    elif len(fold) > 24:
        made.why.append("指标名称很长，可能多读了字")
    elif _partial(fold, made.verb) or re.match(r"[的了在对为把被由从按以]|.*(?:提高|下降|达到)", noun):
        made.why.append("指标名称可能不完整")
    if made.figure.mark in ("余", "多") or re.search(r"(?:接近|近)(?:达|为)?$", text_before):
        made.why.append(f"“{made.figure.mark or '近'}”是约数")
    if re.search(r"各$", made.per) or words.noun.endswith("各"):
        made.why.append("“各”字：数字可能要按单位分别计算")
    if noun.count("、") > 1 and "等" in noun:
        made.why.append("指标名称里有列举，可只留总称")
    if made.op == ">=" and made.verb in ("严守", "守住", "坚守", "守牢"):
        made.why.append("“底线”读作不低于")
    if re.search(r"由|从(?!事|业)|\d(?:月|年)|年内|年底|季度|[占达为]$|实现$", noun):
        made.why.append("指标名称可能多读了字")
    if re.search(r"[^\w\s、，。；：（“《）”》)：\-—≥≧≤≦><＞＜]$", text_before):
        made.why.append(f"数字前的“{text_before[-1]}”没有读")
    if re.fullmatch(r"[\u4e00-\u9fff]", behind) and not follows and not is_rate(made.figure):
        made.why.append(f"量词可能是“{made.figure.unit}{behind}”")
    if behind and not follows and not is_rate(made.figure) and len(behind) > 2 and not _USE.match(behind):
        made.why.append(f"数字后面还有“{behind[:12]}”")
