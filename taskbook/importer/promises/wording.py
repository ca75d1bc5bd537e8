"""Importer: the words around a figure taken apart: when, how firmly, compared how, governed by which verb, of what.

In: the words before a figure (typeset). Out: Words. The lists are general; domain.md (Targets) says what they mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.importer.promises.verbs import ACTED, BARE, NO_VERB, VERBS, begins_with_verb, only_verbs, verbs

EFFORT = re.compile(r"力争|争取|努力|力促|争创|力求")
OPS = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "不得少于": ">=", "不得低于": ">=", "至少": ">=", "最低": ">=",
    "不超过": "<=", "不突破": "<=", "不超": "<=", "超出": ">", "不高于": "<=",
    "不大于": "<=", "不多于": "<=", "控制在": "<=", "压减到": "=", "压减至": "=",
    "超过": ">", "突破": ">", "超": ">", "过": ">", "逾": ">", "高于": ">", "大于": ">", "多于": ">", "优于": "<",
    "低于": "<", "小于": "<", "少于": "<", "不足": "<", "约": "~", "大约": "~", "近": "~", "接近": "~",
    "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", ">": ">", "<": "<", "＞": ">", "＜": "<",
    "以上": ">=", "及以上": ">=", "或以上": ">=", "及以下": "<=", "或以下": "<=",
    "以内": "<=", "内": "<=", "之内": "<=", "以下": "<=", "左右": "~",
    "上下": "~", "底线": ">=", "余": ">", "多": ">",
}  # fmt: skip
_CHANGE = (
    "提高|提升|增加|增长|恢复|上升|攀升|收窄|缩小|压降|扩大|扩展|拓展|扩容|发展|壮大|延伸|下降|降低|降|减少|压减|"
    "压缩|缩短|缩减|回落|减|增|升|提|压|缩|扩|调"
)
_COMPARED = re.compile(
    rf"(?P<state>(?:(?:{_CHANGE})(?:到|至|为)|稳定在|保持在|维持在|控制在|巩固在|稳固在|锁定在|稳定到|巩固到|覆盖到|限制在|限定在|[迈跨站登][上过越]|迈入|保持|维持|达到|(?<![下送传直表转])达|总数|(?<![人亩户日月年平])均|都|分别)*)"
    rf"(?P<op>不得少于|不得低于|不少于|不低于|不小于|至少|最低|不超过|不突破|不超|不高于|不大于|不多于|超过|超出|突破|逾|高于|大于|多于|优于|低于|"
    rf"小于|少于|不足|大约|接近|超|(?<![通经超])过|(?<![签履违解预节续合条公邀])约|(?<!临)近|[≥≧≤≦><＞＜])?(?:为|是|[:：])?$"
)
_BASIS = (
    r"(?:[按以][\u4e00-\u9fff]{0,4})?(?:同|可比|自然|现行|原|老|新|统一|相同|一致|同等|同一)口径(?:计算|测算|比较|下)?|"
    r"[按以]?(?:可比|不变|现行|当年|现)价格?(?:计算|测算)?|(?:剔除|扣除|不含)[^，。；\d]{1,16}?(?:因素|影响)?(?:之?后|外)?|"
    r"(?:还原|考虑|排除|除去)[^，。；\d]{1,16}?(?:因素|影响|之?后|外)+"
)
"""On which basis a growth is reckoned: no part of what grows (同口径增长8%)."""
GROWTH = re.compile(
    rf"(?:{_BASIS}|年均|同比|名义|[较比](?:上年|去年|年初|20\d\d年)(?:同期|末|底)?|实际|平均|累计|分别|各|每年|再|(?<![人亩户日月年平])均|持续|约|力争|确保)*(?P<change>递增|递减|净增长|净下降|比增|比降|攀升|跃升|收窄|缩小|压降|削减|核减|调减|调低|下调|上调|调高|增长|提高|下降|降低|增加|提升|压缩|上升|压减|减少|回落|"
    r"缩短|扩大|(?<![加削裁])减|降|(?<![净新])增)(?:幅度?(?:达到?|为))?$"
)
FALLS = frozenset(
    {
        "递减",
        "净下降",
        "比降",
        "收窄",
        "缩小",
        "压降",
        "削减",
        "核减",
        "调减",
        "调低",
        "下调",
        "下降",
        "降低",
        "压缩",
        "压减",
        "减少",
        "回落",
        "缩短",
        "裁减",
        "减",
        "降",
    }
)
"""Words of change that say how much less: they are the verb, since a growth is meant elsewhere."""
# verbs that also govern behind their subject, and from the end of the words
_STRONG = (
    "新增筹措|新增筹集|新增安排|新增投入|新增争取|启动建设|开工建设|新建改造|新改扩建|新改建|改扩建|新建|新增|净增|新引进|新培育|新招引|新签约|新认定|引进|培育|建成|打造|完成|"
    "创建|改造|举办|组织|开展|建设|签约|推动|扶持|免费提供|提供|安置|投放|发放|更换|加装|安装|配备"
)
_ENDING = re.compile(
    r"(?<=.)(?:新增扩面|净增|新增|新建|新开工|新签约|新入库|新认定|新发展|新引进|交付使用|发放|引进|投放|完成|开行)$|"
    r"(?<=...)(?<!评价)(?:启动|开工|竣工|投产|入库|交付|投用|落地|完工|入驻|上线|达产)$"
)
GOVERNS = re.compile("(?:" + "|".join(sorted((*VERBS, *BARE.split("|")), key=len, reverse=True)) + ")$")
_ADVERB = (
    "力争|争取|努力|力促|力求|确保|保证(?!金)|全力|实现|全市(?!通办|域)|全县(?!域)|全区(?!域)|全州|全年(?!龄)|今年|本年|年内|继续|大力|着力|积极|稳步|扎实|深入|持续|全面|"
    "其中|分别|每年|累计|预计|在此基础上|坚决|切实|抓紧|尽快|加大力度|按时|如期|圆满|全部|奋力|加力|务必|多渠道|精心|另外|以及|至少|到年底|"
    "并(?!网|购|轨|联|行|表)|将(?!军|乐|来)|使(?!用|馆|命)|要(?!素|道|闻|塞)|加快(?!推进|建设)"
)
_MAYBE_ADVERB = (
    "重点|统筹|直接(?=[拉带撬]动)|科学|高标准|高质量|高效|同步|共|计划|基本|初步|另|和|与|及|年度|再|全域|集中|整体|定向|有序|分批|依法|"
    "逐步|连片|成片|率先|滚动|分类|分级|分期|优先|常态化?|免费(?=实施|开展|组织|提供)"
)
"""Adverbs before a verb, and the beginning of names elsewhere (重点人群, 基本养老保险, 高标准农田)."""
_PLAIN = re.compile(_ADVERB)
_MAYBE = re.compile(_MAYBE_ADVERB)
_BARE = re.compile(BARE)
_INSIDE = re.compile(
    rf"(?<!工程建设)(?:(?<!国家)(?<!社会)(?<!党)组织|(?<!工程)(?<!违法)(?<!违规)建设|(?!组织|建设|建成区(?!域))(?:{_STRONG})){NO_VERB}(?!{ACTED})(?=.)"
)
_CAUSING = ("支持", "推动", "组织", "带动", "帮助", "引导", "指导")
"""Who is made to do something: what he does is the promise (支持企业新增贷款5亿元)."""
_CAUSED = re.compile(r"新增|净增|引进|培育|建成|打造|创建|新建")
_TRAILING = re.compile(r"(?<=..)(?:力争|争取|努力|力求|确保|累计|预计|动态|持续|至少|将)+$")
"""Words behind an indicator that belong to what is said of it (吞吐量力争达到, 品种累计不少于)."""
_FEAST = (
    r"(?:元旦|“?十一”?|春节|元宵|清明|五一|“?五一”?|端午|七一|八一|中秋|国庆|重阳|高考|开学|春耕|秋收|暑期|暑假|寒假|供暖[季期]?|采暖[季期]|(?:主|入)?汛期?|雨季|入冬|冬季|"
    r"春运|两节|双节|年关|泼水节|火把节|三月三|那达慕|古尔邦节|开斋节|雪顿节|藏历新?年|冬至|腊八|小年|双十一|六一|五四|教师节|青年节|丰收节|文化节|旅游节|开渔节)(?:节|长假)?(?:到来)?之?前|"
    r"(?:(?<=[，。；：])|^)[\u4e00-\u9fff]{1,4}(?<![环季细关情])节(?:到来)?之?前"
)
WHEN = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬)?(?:起|开始)?(?:[至到—–~～]|——)(?:20\d\d年|次年|翌年)?\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?(?:期间|之?前)?|"
    r"(?:今年|本年|20\d\d年|到|于|在|至(?=20\d\d年))*(?:\d{1,2}月\d{1,2}日(?:之?前)?|\d{1,2}月(?:底|末|份|初|[上中下]旬)?(?:之?前)|\d{1,2}月(?:底|初|份(?![以起的至到和、])|[上中下]旬)|(?<![明后来次去])年底(?:之?前)?|(?<![明后来次去])年末|年中|(?<![一二两三四五六七八九十])(?<!\D\d)(?<!\b\d)年内|"
    rf"年前|上半年|下半年|[一二三四1-4](?:、[一二三四])?季度(?:末|底|内)?(?:之?前)?|(?<!“)[春夏秋冬]季(?:学期)?(?:开学)?前?|{_FEAST})|20\d\d年\d{{1,2}}月|(?:到|至)?“?十[三四五六七]五”?(?:规划)?(?:时期|期)?末|"
    r"(?<![\d月—–\-~至每])(?:[1-9]|1[0-2])月(?=[\u4e00-\u9fff])(?![份底末初起至到均度报嫂子租薪饼季球牙亮光供费票]|[上中下]旬)|"
    r"(?:(?<![较比])|到|至|力争到)20\d\d年(?:底|末)?(?:之?前)?(?!度|的|同期|水平))"
)

VALID = re.compile(r"(?:期限|有效期|执行期|实施期|施行期|适用期)限?(?:暂定|截止|自[^，。；]{2,16})*(?:[至到为]|是)")
"""How long a rule holds: nothing is due by then."""
SPAN = re.compile(
    r"(?:力争|争取|计划|用|在|于|到)*(?:未来|今后)?(?<!第)(?:[一二两三四五六七八九十]|(?<!\d)[1-9])(?:[到至—-][三四五六七八九十\d])?年(?:之?内|时间内?|左右)"
)
"""A time that is not the plan's year, counted from it (三年内)."""


@dataclass(slots=True)
class Words:
    """The words before a figure, taken apart; at is where the promise starts in them (for the quote)."""

    noun: str = ""
    verb: str = ""
    op: str = ""
    state: bool = False
    growth: bool = False
    fall: str = ""
    effort: bool = False
    lead: int = 0
    trailing: bool = False


def take_apart(before: str, growth: bool = True) -> Words:
    """Take the words before a figure apart; growth: whether a word of change at their end says how much more."""
    words = Words(effort=bool(EFFORT.search(before)))
    bare, words.op, words.state = _comparison(before)
    if not words.op and re.search(r"至少|不少于|不低于", before):
        words.op = ">="
    if growth and not words.state and (change := GROWTH.search(bare)):
        words.growth, words.fall = True, change["change"] if change["change"] in FALLS else ""
        bare = bare[: change.start()]
    start = _lead_end(bare)
    words.lead = start
    words.verb, words.noun, shift, words.trailing = _verb(_TRAILING.sub("", bare[start:]))
    words.lead += shift
    return words


def _comparison(before: str) -> tuple[str, str, bool]:
    """Take the comparison at the end of some words: the rest, its op (or nothing) and whether a state is reached."""
    match = _COMPARED.search(before)
    if match is None or not match.group():
        return before, "", False
    state = match["state"]
    if state in ("均", "都", "分别"):
        state = ""
    op = OPS.get(match["op"] or "", "") or ("<=" if state.endswith("控制在") else "")
    return (
        before[: match.start()],
        op,
        bool(state) or (match["op"] in ("突破", "超过", "超出", "不突破", "高于", "低于", "超", "过")),
    )


def lead(words: str, at: int = 0) -> int:
    """Return where the adverbs end that begin at a place; one that begins names too only where a verb follows."""
    while True:
        if match := _PLAIN.match(words, at):
            at = match.end()
            continue
        ends = [end for end in _maybe(words, at) if _does(words, end)]
        if not ends:
            return at
        at = ends[0]


def _maybe(words: str, at: int) -> Iterator[int]:
    """Yield where an adverb that begins names too can end, the longest first (常态化, 常态)."""
    if match := _MAYBE.match(words, at):
        yield match.end()
        if match.group() == "常态化":
            yield match.end() - 1


def _does(words: str, at: int) -> bool:
    """Whether a verb or the end follows, behind any adverbs."""
    rest = words[at:]
    if not rest or _BARE.match(rest) or begins_with_verb(rest) or only_verbs(rest):
        return True
    further = [match.end()] if (match := _PLAIN.match(words, at)) else []
    return any(_does(words, end) for end in (*further, *_maybe(words, at)))


def _lead_end(words: str) -> int:
    """Return where adverbs and dates at the beginning end."""
    at = 0
    while True:
        start = at
        if match := WHEN.match(words, at) or SPAN.match(words, at):
            at = match.end()
        at = lead(words, at)
        if at == start:
            return at


def _verb(words: str) -> tuple[str, str, int, bool]:
    """Cut words into governing verb and noun; also how far the promise's start moves, and whether the verb comes last.

    A verb governs from the beginning (新增规上企业), behind its subject (城区新增公办学位) or from the end (贷款净增).
    """
    if only_verbs(words):
        return words, "", 0, False
    start = verbs(words)
    if start and not (start in _CAUSING and _CAUSED.search(words, len(start) + 2)):
        return start, words[len(start) :], 0, False
    if ending := _ENDING.search(words):
        return ending.group(), words[: ending.start()], 0, True
    inside = next(
        (m for m in _INSIDE.finditer(words) if m.start() > 1 and not re.search("[“占]", words[: m.start()])), None
    )
    if inside is not None and re.fullmatch(r"(?:转移|登记)?就业", words[inside.end() :]):
        return "", words, 0, False  # 城镇新增就业 is the indicator's name
    if (
        inside is not None
        and len(words[: inside.start()]) > 1
        and words[inside.end() :] in ("投资", "产值", "产能", "任务", "人口")
    ):
        return inside.group(), words[: inside.start()] + words[inside.end() :], 0, False  # 海堤工程完成投资
    if inside is not None:
        return inside.group(), words[inside.end() :], inside.start(), False
    return "", words, 0, False
