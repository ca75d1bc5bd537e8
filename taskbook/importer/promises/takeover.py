"""Importer: what one promise takes over from those before it, and leaves to the next (part of promise).

In: the promise, its words taken apart, Carry. Out: verb, indicator, among, date and effort in the promise; Carry.
"""

import re

from taskbook.importer.promises.carry import Carry
from taskbook.importer.promises.measures import GRADE, is_rate
from taskbook.importer.promises.names import acts, completed, counted_as, sized, undated
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.wording import SPAN, WHEN, Words, lead

_MORE = ("新增", "净增", "引进", "培育")
_WORK = re.compile(r"(?:改造|整治|治理|修复|更新|维修)$")
"""Work on what there is already: not what 新增 counts (管网面积新增50万平方米，管网改造45公里)."""
_OWN = re.compile(r"[^“]{4,}(?:实施|开展|进行).{3,}|^(?:服务|帮助|覆盖|保障|办理)..")
"""An indicator that says itself what is done (为800户家庭实施改造)."""
TOTAL = re.compile(r"(?:总数|总量|总规模|总面积|总里程|累计)(?:达到?|超过?|突破|不少于|不低于)*$")
_LIGHT = ("完成", "实施", "开展", "推进", "加快推进")
_NOMINAL = re.compile(r"(?:改造|整治|治理|修复|更新|建设|工程|提升|培训|活动|项目)$")
"""Work that a light verb of the clause before governs too (完成危桥改造44座，安防工程300公里)."""
_SOWN = re.compile(r"(?:播种|种植)面积$")
_GROWN = re.compile(r"总?产量?|单产")
"""What a crop's area and its yield are called: the crop is the same (粮食播种面积…，产量…)."""
_GRANTED = re.compile(r"争取[^，。；]{0,12}(?:资金|债券|投资|项目|补助|贷款|指标|基金|经费)")
"""What is asked for from above: 争取 is the verb."""
_GRADE = re.compile(r"[\u4e00-\u9fff]{1,4}级")
_GRADED = re.compile(r"[\u4e00-\u9fff]{1,4}级(?![\u4e00-\u9fff]?别)(?P<thing>.{2,})")
_UNTIL = re.compile(r"(?:力争)?[到至](?:20\d\d年|“?十[三四五六七]五)")
"""A year that is not this one's goal but that of all figures of a sentence (到2030年A达到…，B达到…)."""
_SUM = re.compile(r"(?:总量|总数|数量|总额|保有量|规模)$")


def carry_over(made: Promise, words: Words, before: str, carry: Carry, follows: bool) -> None:
    """Take over what the parts before say, and leave to the next what this one says."""
    made.effort = words.effort or carry.effort
    wanted = re.search(r"争取", before) and not words.verb and (not words.state or _GRANTED.search(before))
    carry.effort = made.effort and not wanted  # 争取资金5亿元 says nothing of the next figure, but 其中
    carry.before = (carry.before[0], made.effort)
    _verb(made, words, before, carry, follows)
    if made.indicator.startswith("占") and carry.whole:
        made.indicator = carry.whole + made.indicator
    if not made.indicator:
        made.indicator = (is_rate(made.figure) and not before.startswith("其中") and carry.part) or carry.whole
        same = carry.unit == made.figure.unit and not GRADE.search(carry.whole)
        if carry.growth and is_rate(made.figure) and (same or not made.state):  # 增长6%、力争达到7%
            made.growth, made.fall = True, made.fall if made.growth else carry.fall
    carry.growth, carry.fall = made.growth, made.fall
    when = WHEN.search(before) or SPAN.match(before)
    made.when = when.group() if when else made.when or carry.dated or carry.when or carry.until
    if when:
        carry.until = made.when if _UNTIL.match(made.when) and not lead(before[: when.start()]) < when.start() else ""
    if when and not when.start():
        carry.dated = made.when  # 汛期前完成4条河道治理、6座水库加固: it holds for both
    _name(made, before, carry)
    if made.indicator == made.verb:
        made.verb = ""
    carry.unit, carry.crossed = made.figure.unit, False


def _verb(made: Promise, words: Words, before: str, carry: Carry, follows: bool) -> None:
    """Take the verb of the part before where this one has none of its own and can be governed by it."""
    ceiling = made.op == "<=" and bool(words.noun)
    if made.verb or made.growth or made.state or is_rate(made.figure) or ceiling:
        carry.verb = "" if made.ended else made.verb
        carry.state = made.state and not made.verb and not is_rate(made.figure) and not made.figure.money
        return
    if carry.verb and not _stands_alone(made, before, carry.verb):
        part = bool(carry.among) or before.startswith("其中")
        if not carry.crossed or part or not made.indicator:
            made.verb = carry.verb
        elif _reaches(made, carry, follows):
            made.verb = carry.verb
            if made.indicator[-2:] != carry.whole[-2:] or made.indicator.endswith(carry.whole):
                made.why.append(f"动词“{carry.verb}”取自前一分句")
        else:
            carry.verb = ""
    elif carry.state:
        made.state = True
    if "实现" in before or acts(made.indicator):
        carry.verb = made.verb


def _reaches(made: Promise, carry: Carry, follows: bool) -> bool:
    """Whether the verb of a clause before can govern what this one counts: what is counted alike, or its work."""
    alike = not follows and counted_as(made.figure.unit) == counted_as(carry.unit)
    return alike or (carry.verb in _LIGHT and bool(_NOMINAL.search(made.indicator)))


def _stands_alone(made: Promise, before: str, verb: str) -> bool:
    """Whether a promise takes no verb from the one before: a total, a time, or words that say what is done."""
    other = bool(verb in _MORE and _WORK.search(made.indicator)) or made.indicator.endswith(verb)
    whole = made.figure.duration or re.search("实现|争取", before) or TOTAL.search(before)
    return bool(whole or other or _OWN.search(made.indicator) or acts(made.indicator))


def _name(made: Promise, before: str, carry: Carry) -> None:
    """Settle the name by what stands before it, what it is part of, and leave it to the next."""
    unit = counted_as(made.figure.unit)
    made.indicator = undated(made.indicator)
    stepped = is_rate(made.figure) and carry.dated and carry.unit == made.figure.unit and len(made.indicator) > 1
    if stepped and carry.whole.endswith(made.indicator):
        made.indicator = carry.whole  # 资金6月底前下达60%、9月底前下达80%
        made.verb = "" if carry.whole.endswith(made.verb) else made.verb
    inside = before.startswith("其中")
    made.among = carry.whole if inside else carry.among
    if made.among and not is_rate(made.figure):
        made.among = carry.wholes.get(unit, made.among)
        made.indicator = sized(made.indicator, made.among)
    if made.indicator == carry.whole and made.verb in _MORE and not is_rate(made.figure):
        made.indicator = _SUM.sub("", made.indicator) or made.indicator  # 总量突破18万户，净增1.5万户
    if (graded := _GRADED.fullmatch(carry.whole)) and _GRADE.fullmatch(made.indicator) and not carry.crossed:
        made.indicator += graded["thing"]  # 区级养老中心1个、街道级6个
    whole = completed(made.indicator, carry.whole)
    if whole != made.indicator and not made.among:
        was, made.indicator = made.indicator, whole
        if carry.crossed and not (_SOWN.search(carry.whole) and _GROWN.fullmatch(was)):
            made.why.append("指标名称由前一分句补全")
    if made.among:
        carry.part = made.indicator
    elif made.indicator != carry.part:
        carry.part = ""
        carry.whole = made.indicator
        carry.wholes[unit] = made.indicator
