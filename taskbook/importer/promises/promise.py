"""Importer: one figure with the words around it -> what is promised: indicator, verb, measure, per, base, quote.

In: a text, a figure, the range of words that are its own, and what carries over from the part before. Out: Promise.
"""

import re

from taskbook.importer.promises.carry import Carry
from taskbook.importer.promises.figures import Figure
from taskbook.importer.promises.measures import RATE, is_rate
from taskbook.importer.promises.names import behind_figure, counted_as
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.takeover import TOTAL, carry_over
from taskbook.importer.promises.uncertain import FUNDS, USED, doubt_promise
from taskbook.importer.promises.verbs import verbs
from taskbook.importer.promises.wording import EFFORT, GOVERNS, SPAN, WHEN, Words, lead, take_apart

_PER = re.compile(
    r"每(?:个)?(?:[千万百](?:名|户)?)?(?:常住)?(?:人口|人每[年月]|人|老年人|户居民|户|产业|县（市、区）|县（市）|县市区|县区|县|市|区|乡镇（街道）|乡镇|镇|"
    r"街道|村|社区|学校|校|企业|亩|平方公里|公里|班|生)|"
    r"每[个家名条所座](?:[\u4e00-\u9fff]|（[^）]*）){1,10}?(?=至少|不少于|新?引进|培育|建成|配备|新增|建设|打造|创建)|[^，。；\d]{2,14}?各(?=引进|新增|新建|建设|建成|培育|打造|创建|举办|开展|完成|$)"
)
_EACH = re.compile(r"(?:每(?:人|户|亩|村|床|生|万人|千人)(?:每(?:年|月|天|学期))?|每(?:年|月))$")
_AIMED = re.compile(r"^(?:(?:对|为|给|向|在|于|面向|组织)?(?:全[市县区州省]|辖区|城区|城乡|各地)?|.*的)$")
_SUBJECT = re.compile(r"(?!全)[\u4e00-\u9fff]{1,3}[区县市镇乡村]|主城区|农村|城镇|城市")
_SPENT = re.compile(
    r"(?:由|从)[^，。；、\d]{0,6}(?P<base>\d[\d.]*(?:个?工作日|个?小时|分钟|秒|天|个月))(?:以上|左右)?(?:压缩|缩短|减少|降低|压减|提速|缩减)[到至为]$"
)
"""A time that is the base of a shorter one; it is no figure by itself (由15个工作日压缩至5个工作日)."""
_PLACE = re.compile(
    r"(?:[^，。；\d]{1,16}?(?<!小)(?<!示范)(?<!先行)(?<!试验)(?<!特色)(?<!产业)(?<!工业)(?<!标准化)(?:[省市县区镇乡旗州盟]|街道|新城|老城|主城|流域|沿线|沿岸|两岸|境内|地区|一带|片|林场|农场|干渠)|"
    r"[^，。；\d]{1,8}(?<!行政)(?<!自然)(?<!示范)(?<!中心)(?<!试点)(?<!重点)(?<!特色)(?<!乡)(?<!精品)(?<!薄弱)(?<!城中)(?<!空心)(?<!新)村)(?:境内|范围内|等地)?"
)
_GRADED_PLACE = re.compile(r"(?:国家|省|市|县|[一二三四五]星|[A-Z])+级")
_WORK = re.compile(
    r"建设|创建|改造|整治|提升|达|任务|目标|工程(?!师)|开工|竣工|建成|完成|全|实现|通过|试点|打造|培育|评选|验收|示范|[以并且等的，）”]|左右|考核|参与|参加|开展|实施|实行|推行|推进|纳入"
)
"""Words behind a figure that do not name what it counts (示范区5个建设任务)."""
_MEANS = re.compile(
    r"(?:通过|采取|采用|利用|运用|借助|按照?|以)[^，。；\d]{2,40}?(?:等)?(?:多种)?(?:方式|形式|途径|手段|渠道|模式|办法|举措|措施)(?:，|[、])?(?=[^，。；、\d])"
)
"""By which means something is done, before what it is (通过新建、租赁等方式筹集公寓500套)."""
_VIEW = re.compile(r"(?:围绕|聚焦|依托|结合|针对|对照|立足|瞄准|紧盯)[^，。；\d]{2}")
"""Words before what is done that say with what in view (围绕产业链招引企业20家)."""
_SIZED = re.compile(r"（(?!其中|含)[^（）]*\d[^（）]*）")
_KEPT = re.compile(r"(?:不减少?|不降低?|不下降|只增不减)$")
"""What may not become less (120万亩耕地保有量不减少)."""


def promise(text: str, figure: Figure, begin: int, stop: int, carry: Carry, base: str, shared: bool) -> Promise:
    """Read one figure; its own words are text[begin:stop]; shared: the next figure follows at once, noun shared."""
    begin = _led(text, begin, figure.start)
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
    words = _words(own, figure, behind)
    if not per and not each and (each := _EACH.search(words.noun)):
        words.noun = words.noun[: each.start()]  # 低保标准每人每月提高到760元
    made = Promise(figure, begin, base=base, per=per.group() if per else each.group() if each else "")
    made.settle(figure, figure.mark, words.op)
    made.growth, made.fall, made.state = words.growth, words.fall, words.state
    follows = _choose(made, words, before, behind, carry)
    if follows:
        alike = carry.wholes.get(counted_as(figure.unit), "")
        behind_figure(made, before, alike)
    elif made.state and made.verb in ("推动", "推进", "实现", "带动"):
        made.verb = ""  # 推动产能稳定在90万头: a level
    made.indicator = _SIZED.sub("", made.indicator)
    carry_over(made, words, before, carry, follows)
    lead = _quote_start(before, words, per, follows)
    made.start = begin + (0 if 0 < lead <= 4 and words.lead == lead and _SUBJECT.fullmatch(before[:lead]) else lead)
    _hold(made, follows)
    if follows and re.search(r"[、和及与]$", words.noun):
        made.start, made.indicator = figure.start, re.sub(r"等[^，。；]{0,6}$", "", made.indicator)
    end = stop if follows or shared else figure.end
    made.quote = re.sub(r"^[、和及]|[、和及]$|(?<=[^、])等(?:重点)?(?:工程|项目)$", "", text[made.start : end])
    doubt_promise(made, words, before, "" if shared else behind, follows, text[:begin])
    return made


def _led(text: str, begin: int, stop: int) -> int:
    """Return where the words of a figure begin behind those that only say by which means, or in which view."""
    if means := _MEANS.match(text, begin, stop):
        begin = means.end()
    if (view := _VIEW.match(text, begin, stop)) and not take_apart(text[begin:stop]).verb:
        acts = (at for at in range(view.end(), stop - 1) if verbs(text[at:stop]))
        begin = next(acts, begin)
    return begin


def _hold(made: Promise, follows: bool) -> None:
    """Read what is to be kept as no less (守住120万亩底线, 120万亩耕地不减少)."""
    if made.verb in ("严守", "守住", "坚守", "守牢") and made.op == "=":
        made.indicator, made.op = re.sub(r"[底红]线$", "", made.indicator), ">="
    if follows and (kept := _KEPT.search(made.indicator)) and made.op == "=":
        made.indicator, made.op = made.indicator[: kept.start()], ">="


def _words(own: str, figure: Figure, behind: str) -> Words:
    """Take a figure's own words apart; 实施照明提升2万盏 counts, it does not grow."""
    words = take_apart(own)
    if words.growth and not is_rate(figure):
        plain = take_apart(own, growth=False)
        if _usable(behind) or (plain.verb and not figure.money):
            return plain
    return words


def _scope(noun: str, behind: str) -> bool:
    """Whether the words before a figure only say where the things are that it counts (完成东湖片区7所小学改建)."""
    return bool(_PLACE.fullmatch(noun)) and not _GRADED_PLACE.search(noun) and not _WORK.match(behind)


def _usable(behind: str) -> bool:
    """Whether the words behind a figure can name what it counts."""
    return bool(behind) and not USED.match(behind)


def _choose(made: Promise, words: Words, before: str, behind: str, carry: Carry) -> bool:
    """Choose the noun before or behind the figure; return whether it is the one behind."""
    made.verb = words.verb
    noun = "" if words.noun in ("把", "将", "使") else words.noun.strip("的、，")
    total = TOTAL.search(before)
    if total and carry.whole and (not noun or noun in ("总数", "总量", "总规模", "累计")):
        made.indicator, made.verb, made.state = carry.whole, "", True
        return False
    usable = _usable(behind) and not words.growth
    listed = re.search(r"等$|[类、和及与]$", words.noun) or ("、" in noun and made.figure.unit in "个大项家类")
    if usable and (not noun or listed or _scope(noun, behind) or _AIMED.match(words.noun)):
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
        noun, made.verb = _of(before, words.verb + words.noun) + words.verb + words.noun, ""
    if len(noun) == 1 and words.verb:
        noun, made.verb = words.verb + noun, ""
    unlike = counted_as(carry.unit) != counted_as(made.figure.unit)
    if not noun and words.verb and carry.whole and words.verb not in FUNDS and unlike:
        made.why.append("指标名称取自前一项")
    if not noun and words.verb:
        earlier = re.sub(r"(?<=..)建设$", "", carry.whole)
        noun, made.verb = (earlier, words.verb) if earlier and words.verb not in FUNDS else (words.verb, "")
    made.indicator = re.sub("^拥有(?=..)", "", noun).strip("的、") or (behind.strip("的、") if usable else "")
    return False


def _of(before: str, name: str) -> str:
    """Return what stands before a rate's name in its part: what it is the rate of."""
    at = before.rfind(name)
    begin = re.search(r"(?:^|[，。；、])(?P<of>[^，。；、]*)$", before[:at])
    of = begin["of"] if begin and at > 0 and not WHEN.search(begin["of"]) else ""
    return of[lead(of) :]


def _quote_start(before: str, words: Words, per: re.Match[str] | None, follows: bool) -> int:
    """Return where the promise's words begin: at 力争, a date or 每…, else at the verb or noun."""
    if per or before.startswith("其中"):
        return 0
    if follows and (governs := GOVERNS.search(before)) and not words.verb:
        return min(
            [governs.start(), *(m.start() for p in (EFFORT, WHEN, SPAN) if (m := p.search(before[: governs.start()])))]
        )
    starts = [match.start() for pattern in (EFFORT, WHEN, SPAN) if (match := pattern.search(before[: words.lead]))]
    return min([words.lead, *starts])
