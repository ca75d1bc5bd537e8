"""Importer: the words around a figure taken apart: when, how firmly, compared how, governed by which verb, of what.

In: the words before a figure (typeset). Out: Words. The lists are general; domain.md (Targets) says what they mean.
"""

import re
from dataclasses import dataclass

EFFORT = re.compile(r"力争|争取|努力|力促|争创|力求")
OPS = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "不得少于": ">=", "不得低于": ">=", "至少": ">=", "最低": ">=",
    "不超过": "<=", "不突破": "<=", "不超": "<=", "超出": ">", "不高于": "<=",
    "不大于": "<=", "不多于": "<=", "控制在": "<=", "压减到": "=", "压减至": "=",
    "超过": ">", "突破": ">", "超": ">", "过": ">", "逾": ">", "高于": ">", "大于": ">", "多于": ">", "优于": "<",
    "低于": "<", "小于": "<", "少于": "<", "不足": "<", "约": "~", "大约": "~", "近": "~", "接近": "~",
    "≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", ">": ">", "<": "<", "＞": ">", "＜": "<",
    "以上": ">=", "及以上": ">=", "或以上": ">=", "以内": "<=", "内": "<=", "之内": "<=", "以下": "<=", "左右": "~",
    "上下": "~", "底线": ">=", "余": ">", "多": ">",
}  # fmt: skip
_CHANGE = (
    "提高|提升|增加|增长|上升|扩大|扩展|拓展|扩容|发展|壮大|延伸|下降|降低|降|减少|压减|压缩|缩短|缩减|回落|减|增|升"
)
_COMPARED = re.compile(
    rf"(?P<state>(?:(?:{_CHANGE})(?:到|至|为)|稳定在|保持在|维持在|控制在|保持|维持|达到|达|总数|(?<![人亩户日月年])均|都|分别)*)"
    rf"(?P<op>不得少于|不得低于|不少于|不低于|不小于|至少|最低|不超过|不突破|不超|不高于|不大于|不多于|超过|超出|突破|逾|高于|大于|多于|优于|低于|"
    rf"小于|少于|不足|大约|接近|超|(?<![通经超])过|约|近|[≥≧≤≦><＞＜])?(?:为|是|[:：])?$"
)
GROWTH = re.compile(
    r"(?:年均|同比|[较比](?:上年|去年|年初|20\d\d年)(?:同期|末|底)?|实际|平均|累计|分别|各|每年|再|(?<![人亩户日月年])均|持续|约|力争|确保)*(?:递增|增长|提高|下降|降低|增加|提升|压缩|上升|压减|减少|回落|"
    r"缩短|扩大|(?<![加削裁])减|降|(?<![净新])增)(?:幅度?(?:达到?|为))?$"
)
_VERB_WORDS = (
    "新建改造|新建改建|新建改扩建|新改扩建|新改建|改扩建|新建续建|筹集建设|启动建设|开工建设|加快建设|加快推进|"
    "规划建设|谋划建设|谋划实施|组织实施|改造提升|提升改造|优化提升|提质升级|提质扩能|提档升级|建成投用|"
    "建成使用|交付使用|投入使用|免费筛查|免费培训|关改搬转|新增扩面|做优做精|做大做强|新招引|新签约|新入库|"
    "新发展|新引进|新认定|新培育|新创建|新组建|新开工|新投产|新注册|新登记|新申报|新开通|新设立|新纳入|"
    "新打造|新选派|新聘|续聘|招募派遣|新建|续建|迁建|复建|重建|改建|扩建|建设|建成|建立|新增|净增|增设|"
    "增配|引进|引入|培育|孵化|创建|创成|争创|改造|完成|实施|推进|打造|打通|消灭|消除|消化|盘活|改善|"
    "培训|培养|举办|承办|组织|提供|扶持|带动|开展|发展|抓好|做好|办好|推动|推广|跟踪|形成|严守|守住|坚守|守牢|"
    "新设|设立|开工|启动|整治|修建|修复|修缮|铺设|敷设|种植|栽植|发放|争取|签约|招引|招募|招录|招聘|"
    "引聘|帮扶|转移|输送|开通|投放|救助|资助|选派|选聘|选树|选育|评选|认定|申报|筹集|筹措|筹资|融资|"
    "募集|开发|治理|清理|清运|拆除|拆迁|征收|安装|加装|配备|配置|购置|更换|实现|安排|安置|化解|淘汰|"
    "关停|搬迁|布局|布设|搭建|组建|成立|吸纳|吸引|聚集|集聚|出让|整合|整理|复垦|回填|营造|疏浚|清淤|"
    "加固|硬化|亮化|刷黑|黑化|拓宽|架设|创办|兴办|开办|开设|展演|演出|放映|配送|赠送|慰问|筛查|查处|"
    "压减|削减|减免|兑现|出台|制定|修订|编制|扩充|发行|推行|设置|回收|获得|争取到|签订|达成|新投用|督办|"
    "走访|结对|招收|扩招|增招|评定|授予|命名|表彰|遴选|推选|放养|投苗|繁育|接待|增加|解决|落实|处置|"
    "更新|减少|降低|优化调整|优化|完善|新开|惠及|投用|补充|补建|推出|上线|拉动|撬动|减轻|新购|再造|交付|认证|新认证|归集|返还|规范设置|免费开放|节约|"
    "引进培育|引育|招引培育|培育壮大|培育发展|建设改造|排查整治|清理整治|修复治理|帮扶救助"
)
VERBS = tuple(sorted(_VERB_WORDS.split("|"), key=len, reverse=True))
# verbs that also govern behind their subject, and from the end of the words
_STRONG = (
    "启动建设|开工建设|新建改造|新改扩建|新改建|改扩建|新建|新增|净增|新引进|新培育|新招引|新签约|新认定|引进|培育|建成|打造|完成|"
    "创建|改造|举办|组织|开展|建设|签约|推动|扶持|免费提供|提供|安置|投放|发放"
)
_ENDING = re.compile(
    r"(?<=.)(?:新增扩面|净增|新增|新建|新开工|新签约|新入库|新认定|新发展|新引进|交付使用|发放|引进|投放|完成|开行)$"
)
# … and those that are verbs for sure only where a figure follows at once
_BARE = (
    "提升|支持|帮助|引导|指导|服务|保障|覆盖|惠及|办理|深化|拓展|升级|升级改造|改造提升|提质扩能|上线|接入|落地|绿化|检测|检查|监测|整改|销号|维修|维护|养护|"
    "对接|入驻|退出|关闭|供应|储备|输出|推荐|排查|抽检|巡查|推出|建改|收储|扩大|培养|转化|运营|试点|配齐|建好|用好|管好|抓|办|建|修|改"
)
GOVERNS = re.compile("(?:" + "|".join(sorted((*VERBS, *_BARE.split("|")), key=len, reverse=True)) + ")$")
_ALL = "|".join(VERBS)
# 改造面积 and 建设性 are nouns
_NO_VERB = (
    r"(?![性率业式型费额量值者]|面积|总[额量值]|资金|能力|规模(?!以上)|里程|任务|人数|户数|改革|"
    r"用地|时间|成本|标准(?!化)|工程\d)"
)
_START = re.compile(rf"(?!(?:开发|建成)区(?!域))(?:{_ALL})(?:[、和并及](?:{_ALL}))*{_NO_VERB}(?=.)")
_ADVERB = (
    "力争|争取|努力|力促|力求|确保|保证|全力|实现|全市(?!通办)|全县|全区|全州|全域|全年|今年|本年|年内|年度|再(?!造|生|贷|担保|就业|融资)|继续|大力|着力|积极|稳步|扎实|深入|持续|全面|"
    "重点|统筹|科学|有序|高标准|高质量|高效|分批|依法|逐步|同步|其中|并|将|使|要|分别|每年|共|累计|预计|计划|在此基础上|"
    "初步|坚决|切实|抓紧|尽快|加大力度|按时|如期|圆满|全部|基本|奋力|加力|务必|多渠道|精心|另外|另|以及|及|和|与|至少|到年底"
)
LEAD = re.compile(rf"(?:{_ADVERB}|加快(?!推进|建设))*")
_INSIDE = re.compile(
    rf"(?<!工程建设)(?:(?<!国家)(?<!社会)(?<!党)组织|(?<!工程)建设|(?!组织|建设|建成区(?!域))(?:{_STRONG})){_NO_VERB}(?=.)"
)
_TRAILING = re.compile(r"(?<=..)(?:力争|争取|努力|力求|确保|累计|预计|动态)+$")
"""Words behind an indicator that belong to what is said of it (吞吐量力争达到, 品种累计不少于)."""
WHEN = re.compile(
    r"(?:(?:今年|本年|20\d\d年|到|于|在)*(?:\d{1,2}月\d{1,2}日(?:之?前)?|\d{1,2}月(?:底|末|份)?(?:之?前)|\d{1,2}月底|年底(?:之?前)?|年末|年中|年内|"
    r"年前|上半年|下半年|[一二三四1-4](?:、[一二三四])?季度(?:末|底)?(?:之?前)?|[春夏秋冬]季(?:学期)?(?:开学)?前?|"
    r"国庆(?:节)?前|春节前|(?:主|入)?汛期?前|入冬前|供暖季前)|20\d\d年\d{1,2}月|(?:(?<![较比])|到|至|力争到)20\d\d年(?:底|末)?(?:之?前)?(?!度|的|同期|水平))"
)


@dataclass(slots=True)
class Words:
    """The words before a figure, taken apart; at is where the promise starts in them (for the quote)."""

    noun: str = ""
    verb: str = ""
    op: str = ""
    state: bool = False
    growth: bool = False
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
        words.growth = True
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


def _lead_end(words: str) -> int:
    """Return where adverbs and dates at the beginning end."""
    at = 0
    while True:
        start = at
        if match := WHEN.match(words, at):
            at = match.end()
        if match := LEAD.match(words, at):
            at = match.end()
        if at == start:
            return at


def _verb(words: str) -> tuple[str, str, int, bool]:
    """Cut words into governing verb and noun; also how far the promise's start moves, and whether the verb comes last.

    A verb governs from the beginning (新增规上企业), behind its subject (城区新增公办学位) or from the end (贷款净增).
    """
    if words in VERBS:
        return words, "", 0, False
    start = _START.match(words)
    if start:
        return start.group(), words[start.end() :], 0, False
    if ending := _ENDING.search(words):
        return ending.group(), words[: ending.start()], 0, True
    inside = next(
        (m for m in _INSIDE.finditer(words) if m.start() > 1 and not re.search("[“占]", words[: m.start()])), None
    )
    if inside is not None and re.fullmatch(r"(?:转移|登记)?就业", words[inside.end() :]):
        return "", words, 0, False  # 城镇新增就业 is the indicator's name
    if inside is not None:
        return inside.group(), words[inside.end() :], inside.start(), False
    return "", words, 0, False
