"""Importer: quantities in Chinese words told from names and idioms (part of figures).

In: typeset text. Out: Said: what reads like a figure (新建两所学校, 一半以上, 突破百亿元), sure or not; and the words
of quantity of which even that is doubtful. 三项制度, 一批, 百亿级产业 count nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.importer.promises.verbs import verb_up_to
from taskbook.spoken import DIGITS, NUMERAL, SHARE, share, value

_MARK = r"(?P<mark>及以上|以上|以下|以内|之内|左右)?"
_END = r"(?=$|[^\u4e00-\u9fff“《（A-Za-z\d]|[和及并与])"
_UNITS = (
    "美?元|公?斤|个|家|所|座|条|处|栋|幢|套|支|项|名|位|户|口|场|次|台|辆|架|艘|列|张"
    "|件|片|公里|万?亩|万?吨|人次|人|对|块|间|款|部|株|头|只|宗"
)
_BUILT = "所座条家栋处套支幢"
_QUANTITY = re.compile(
    rf"{SHARE.pattern}|(?<![\d.第每前后几数近“千万])(?<![^迈跨站登]上)(?:(?<!统)(?P<low>[两{DIGITS}])[至到])?(?P<n>{NUMERAL})(?:(?P<sum>(?:万亿|亿|万)(?:美?元|公?斤|千瓦时|立方米|平方米|吨|亩|人次?|户|株|只|羽|头|件|辆|台|套|千瓦|平方公里|公顷|标准箱|标箱|册|单))|"
    rf"(?P<points>个百分点)|(?P<times>倍)|(?P<unit>{_UNITS}))"
)
_BEHIND = re.compile(
    rf"{_MARK}(?P<end>{_END}|(?:的?(?:大关|台阶|关口|门槛|规模)){_END})?(?P<noun>[^，。；、：（）“”]*)"
)
_REACHED = re.compile(
    r"(?:突破|超过?|达到?|逾|[迈跨站登][上过越入进]|不低于|不少于|不超过|高于|低于|至少|控制在|新增|增加|增长|提高|提升|下降|降低|扩大|压[减缩]|完成|到|至|近|约|占[^，。；、]*?的?)(?:到|至|为|了)?$"
)
_CHANGED = re.compile(r"(?:增长|提高|提升|扩大|增加|达到?|上升|翻)(?:了|到|至|为)?$")
_HALVED = re.compile(r"(?:压缩|减少|压减|缩短|降低|减)(?:了|近|约)?$")
"""Halved is a goal of its own (再压缩一半)."""
_LISTED = re.compile(rf"(?=(?:{NUMERAL}|\d+)(?:{_UNITS})[^，。；]*[、和及与]$)")
"""Where a list begins in whose midst a quantity stands (建成三个园区、两所中学)."""
_OPENING = re.compile(
    r"(?:力争|确保|推动|支持|争取|力促|今年|年内|全年|年底前|\d{1,2}月底?前|[上下]半年|[一二三四]季度末?)*[^，。；]{0,2}"
)
_MAKING = re.compile(
    r"[建造修]|启动|开工|打造|新增|培育|引进|新开|整治|实施|改善|创成|迁|扩|续|完成|创[建成]|争创|设立|开通|招引"
)
_MADE = re.compile(r"新建|建成|改建|扩建|迁建|续建|新增|创建|引进|建设|改造|开通|新开|培育|打造|招引|设立")
_ENDS = re.compile(
    r"(?:摘帽|出列|通车|投[用产运]|竣工|完工|开工|建成|封顶|启用|投入[使运][用营行]|达标|创成|获批|并网|开园|开业|验收|入驻|上市|落地|完成[^，。；、]{0,8})$"
)
_SLOGAN = re.compile(
    r"龙头|是|[一二两三四五六七八九十百千]|方面|维度|阶段|层面|领域|环节|机制|体系|攻坚|责任|关口?|重点(?=$|[，。；])|转变|确保|坚持|关键|能力|提升|行动|"
    r"(?:专项)?(?:工程|整治|行动|改革|治理|任务|工作|活动)(?=$|[，。；、])|工程|制度|清单|民生|实事|举措|措施|政策|原则|标准|统一|同步|体$|链|年|月|小时|工作日|[“》]|确立|维护|毫不|健康|不[^，]*$|只|文明|巩固|班子|意识|自信|覆盖|全面"
)
_TAIL = re.compile(
    r".*(?:大|同时|并举|联动|融合|一体|协同|作用|优势|文章|问题|意识|关系|环境|"
    r"转型|结合|统筹|贯通|到位|循环|生态|平台|政策|举措|措施|原则|中心任务|目标|手|抓|战略|理念|精神)$"
)
"""How words end behind an idiom of so many things (统筹两个大局): not behind a measure word of bodies and buildings."""
_BODIES = re.compile(r"[家所座栋幢名位台辆艘]$")
_EACH = re.compile(r"每[^，。；、]{0,8}$|(?:无|零|无一)$")


_LEFT = re.compile(
    rf"(?:突破|超过?|达到?|逾|近|上|数|向|(?<![通经不超])过(?=[百千万亿])|[跨迈冲越][越过上入]?)[十百千]*(?:万亿|亿|万)(?:(?:元|户|人|吨|亩|斤|千瓦时?|辆|台|件|单|个|家|株|棵|羽|只|头|尾|册|张|场|平方米|立方米|公里)次?"
    rf"(?=$|[^\u4e00-\u9fff]|大关|台阶|关口|规模|以上|迈进)|(?=大关|台阶|关口|规模|$|[，。；、]))|过半|[二三四五六七八九十]分之[一二两三四五六七八九]|[一二两三四五六七八九]成(?:以上|以下|左右|(?=[的用投由]|$|[，。；、]))|[至到]半(?:天|个?工作日|小时)|"
    rf"(?<![第每前“])两[个家条所座处栋套支名](?=[\u4e00-\u9fff]{{3}})|(?<![第每前“一二三四五六七八九十])[三四五六七八九十]{{1,2}}[家所座处栋套支名](?=[\u4e00-\u9fff]{{2}})|"
    rf"(?:推[动进]|支持|帮助|引导|促成|组织|选派|指导|协调|扶持|带动|争取|谋划|举办|开展|实施|启动|加快|筹建|承办|推出|选树|评选|派出|走访|盘活|化解|处置)"
    rf"[^，。；、\d“《]{{0,3}}(?<![第每前])[两二三四五六七八九十几数]{{1,3}}(?:{_UNITS}|期|轮|批次|趟|班|类企业)(?=[\u4e00-\u9fff]{{2}})|"
    rf"(?:[数几上][十百千万]|[十百千][几余多]|[两三四五六七八九十][到至][三四五六七八九十]+)(?:{_UNITS})|至少[^，。；、\d]{{0,6}}一[名家个所座处条支套]|"
    rf"(?:新增|培育|引进|推动|组织|选派|新建|打造|建成|遴选|帮助)[十百千万](?:家|名|户|个|座|所|公里|亩|人|件|场)"
)
"""Words of quantity that count something, where no figure was read of them."""


_BECOME = re.compile("达到|通过|建成|创成|获评|进入|晋升|投产|开工|完工|竣工|跻身|创建|入选|上市")
"""What becomes of some of the things counted before (其中两个达到省级标准)."""


_TEAM = re.compile("[^。；]{0,40}?(?:队伍|大军|铁军|力量)")
"""What one of is no number (打造一支懂技术、善管理的人才队伍)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity in words: its range, value (or low..high), unit and comparison; unsure where it may be no quantity."""

    start: int
    end: int
    value: str
    unit: str
    mark: str
    unsure: bool


def said(text: str, named: list[tuple[int, int]]) -> Iterator[Said]:
    """Yield the quantities in words that read like figures; named: ranges of titles, words in quotes, other figures."""
    for match in _QUANTITY.finditer(text):
        if any(low <= match.start() < high for low, high in named):
            continue
        behind = _BEHIND.match(text, match.end())
        assert behind is not None
        before = re.split(r"[，。；：！？]", text[: match.start()])[-1]
        found = _share(match, before, behind) if match["n"] is None else _counted(match, before, behind)
        if found is None and match["low"] and match["unit"] and not _idiom(match["unit"], behind["noun"]):
            found = str(value(match["n"])), match["unit"], True  # a range counts, whatever stands around it
        if found is not None:
            number, unit, unsure = found
            number = f"{value(match['low'])}..{number}" if match["low"] else number
            mark = behind["mark"] or ""
            yield Said(match.start(), match.end() + len(mark), number, unit, mark, unsure)


def unsaid(text: str, named: list[tuple[int, int]], taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words of quantity that nothing accounts for; taken: the places that something does."""
    for match in _LEFT.finditer(text):
        names = any(low <= match.start() < high for low, high in named)
        if (
            not names
            and not taken & set(range(*match.span()))
            and not _idiom(match.group(), text[match.end() :].split("，")[0])
        ):
            yield match.span()


def _idiom(counted: str, behind: str) -> bool:
    """Whether words of quantity and those behind them are one of the genre's idioms (三项机制, 统筹两个大局)."""
    if _BODIES.search(counted):
        return behind[:1] in tuple("”》争喻")
    return bool(_SLOGAN.match(behind) or _TAIL.match(behind))


def _share(match: re.Match[str], before: str, behind: re.Match[str]) -> tuple[str, str, bool] | None:
    percent = share(match)
    plain = bool(behind["mark"]) or behind["end"] is not None
    if percent is None or (match["halves"] and not behind["mark"] and _HALVED.search(before)):
        return None
    if match["tenths"] and not plain and not _REACHED.search(before):
        return None
    if match["halves"] == "过半":
        return (percent, "%", True) if plain and before and not before.endswith(("时间", "任务", "双")) else None
    return percent, "%", bool(match["halves"] and not plain and not _REACHED.search(before))


def _counted(match: re.Match[str], before: str, behind: re.Match[str]) -> tuple[str, str, bool] | None:
    count = value(match["n"])
    if count is None:
        return None
    number, noun, plain = str(count), behind["noun"], behind["end"] is not None
    if count == 1 and match["unit"] == "支" and _TEAM.match(behind.string, behind.start()):
        return None
    if match["sum"]:
        if plain and (_REACHED.search(before) or (behind["mark"] and len(before) > 1)):
            return number, match["sum"], False
        return (number, match["sum"], False) if plain and len(before) > 1 else None
    if match["points"]:
        return number, match["points"], False
    if match["times"]:
        return (number, "倍", False) if plain and _CHANGED.search(before) else None
    unit = match["unit"]
    if plain:
        return _last(count, unit, before)
    if behind["mark"] or _idiom(unit, noun) or len(noun) < 2:
        return None
    if count > 1 and before.endswith("其中") and _BECOME.match(noun):
        return number, unit, False
    verb = verb_up_to(before, [*(place.start() for place in _LISTED.finditer(before)), len(before)])
    if _MAKING.search(verb):
        if count == 1:
            built = unit in _BUILT + "个" and _MADE.search(verb) and (len(noun) > 2 or unit != "个")
            return (number, unit, True) if built else None
        sure = bool(_MADE.search(verb)) and (count == 2 or unit in _BUILT) and len(noun) > 1
        return number, unit, not (sure or count > 19)
    if count > 1 and _OPENING.fullmatch(before) and unit in _BUILT + "个" and _ENDS.search(noun):
        return number, unit, not (count == 2 or unit in _BUILT)
    return None


def _last(count: int, unit: str, before: str) -> tuple[str, str, bool] | None:
    """Read a quantity that ends its part (美丽河湖两条, 扩大到三个, 突破千家)."""
    reached = bool(_REACHED.search(before))
    if len(before) < 2 or (_EACH.search(before) and not reached):
        return None
    if count == 1:
        made = _MADE.search(before) and unit in _BUILT + "个"
        return ("1", unit, False) if made or re.search(r"(?:至少|不少于)$", before) else None
    return str(count), unit, False
