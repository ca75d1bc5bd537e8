"""Importer: figures that say which or how large a thing is, told from those that say how many (part of clauses).

In: a clause with its figures. Out: whether a figure is a size or a class (亿元以上项目, 20户以上自然村).
"""

import re

from taskbook.importer.promises.conditions import is_condition
from taskbook.importer.promises.figures import Figure
from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.names import happens
from taskbook.importer.promises.verbs import verb_up_to, verbs
from taskbook.importer.promises.wording import GROWTH, WHEN, lead

BUILD = re.compile(
    r"建设|打造|新建|续建|建成|创建|改造|完成|新增|实施|推进|引进|开工|启动|办好|培育|整治|举办|开通|改建|扩建|建立|布局"
)
SIZED = "总投资|总规模|计划(?:总)?投资|概算(?:总)?投资|估算(?:总)?投资|占地(?:面积)?|建筑面积|总面积|全长|总长"
_SIZES = re.compile(rf"(?:{SIZED}|^(?:{WHEN.pattern}|推[动进]|确保|力争)*投资)(?:约|达到?|超过?|近)?$")
_IN_BRACKETS = re.compile(rf"（[^（）]*(?:{SIZED})(?:约|达到?|超过?|近)?$")
_THING = re.compile(
    r"(?:级)?[^，。；、的\d]{0,20}?(?:项目|工程|装置|生产线|机组|基地|[电泵]站|炉|窑|船闸|闸|码头|泊位|厂|水库|车间|载体|综合体|商业体|产业园|医院|学校|大桥|隧道)(?:[一二三四五]期)?(?=[^，。；、\d]*(?:\d[^，。；、]*)?$)"
)
"""A single thing, whose size a figure before it says (60万吨乙烯项目年底前投产)."""
_HEADS = re.compile(r"[头只羽尾匹](?:（.）)?$")
"""What a breeding farm is measured by (3万头奶牛养殖项目)."""
_INVESTED = re.compile(
    r"(?:总|计划总?|概算总?|估算总?)?投资(?:约|达到?|超过?|近)?\d[\d.]*[万亿]*(?:美?元)(?:以上)?(?:的|、|建设的)?$"
)
"""How much a thing costs, before another size of it (总投资6亿元的8万吨锂盐项目)."""
_LEADING = re.compile(rf"(?:{WHEN.pattern}|确保|力争|争取|推动|力促|全力|总投资|新建的?|首个|首台|首条)*")
_CLASSED = re.compile(
    r"(?:及|或)?(?!”|）)(?:的(?!目标|增[速长幅]|速度|比[例重]|水平|要求|规模|任务|降幅|幅度)[\u4e00-\u9fff“]{2}|"
    r"[\u4e00-\u9fff“](?:[^，。；、\d]|[45]G)*?(?:全覆盖|全部|全面|悉数|一律|彻底|逐一|整体|基本|动态|应(?P<x>[\u4e00-\u9fff])尽(?P=x)|100%))"
)
"""Things of a class that a figure with a mark bounds, and what comes of all of them (30户以上自然村通信全覆盖)."""
_ASSURED = re.compile(r"(?:实现|确保|推[动进]|做到|力争|保障)$")
_COVERED = re.compile(
    r"[^，。；、\d]*(?:[45]G)?[^，。；、\d]*(?:全覆盖|全部[^，。；、]{2,}|应(?P<y>[\u4e00-\u9fff])尽(?P=y))$"
)
"""What is to come to all things of a class (实现30户以上村组光纤全覆盖): the figure is no goal."""
_CAPACITY = re.compile(
    r"(?:[日年月](?:均|可|设计)?(?:处理|加工|供[水气热]|生产|产|吞吐|焚烧|屠宰|消纳|发电|制水)|(?:总|单机|设计)?装机(?:容量|规模)?|(?:总|设计)库容)"
    r"(?:垃圾|污水|能力)?(?:约|达到?|超过?|近)?$"
)
"""What says how much a thing can do (日处理900吨的焚烧厂)."""
EXTENT = re.compile(r"(?:高度|宽度|直径|口径|管径|深度|厚度|跨径|跨度)(?:约|达|超过?)?$")
"""How long or high each of the things counted behind it is (炭化室高度5米焦炉产能90万吨)."""
_HOLDERS = re.compile(
    r"的?[^，。；、\d的]{0,8}?(?:企业|单位|商户|个体工商户|经营主体|家庭|住户|农户|困难户|用户|职工|人员|群众|居民|学生|老年人|机构|学校|小区|村|社区|项目)"
)
"""Who meets a condition that a figure sets (用工30人以下的企业)."""
_BOUND = re.compile(
    r"(?:总[数量额]|人数|户数|收入|面积|年龄|规模|产值|销售额|营业额|投资额?|用工)(?:在|为|达到?|超过?|不超过|不足|低于|少于|小于|不满|未满|不到|未达到?|高于|大于)?$"
)
_SHORT = re.compile(
    r"(?:面积|收入|年龄|标准|水平|产值|销售额|学历|工龄|距离)(?:不足|低于|少于|小于|不满|未满|不到|未达到?)$"
)
"""What a thing has too little of (户均面积不足20平方米家庭)."""
_PUSHED = re.compile(
    r"(?:抓好|抓实|抓紧|推进|推动|加快|支持|做好|跟踪|谋划|协调|争取|推介|服务|保障|配合|督促)(?:(?:推进|推动|建设|实施)|(?:[^，。；、\d]{2,12}))?$"
)
_ONE_PLANT = re.compile(
    r"(?:/[年日天]|的)?(?![^，。；、]*\d)[^，。；、]{2,}(?:项目|装置|生产线|基地|机组|工程)(?:建设|实施)?$"
)
"""A plant of so many tons that is pushed on (抓好60万吨甲醇技改项目)."""
_REACHED = re.compile(r"(?:率|占比|比[例重])(?:达到?|超过?|高于|低于|不低于|不足)$")
_OWNERS = re.compile(r"的(?:项目|企业|单位|村|乡镇|县|学校|家庭|农户|地区|个人|团队|园区)")
"""Of which things a rate is a condition (开工率达到80%的项目给予奖励)."""
BASED = re.compile(r"[^，。；、\d]{0,8}?的?基础上")
"""Words behind a past result on which a promise builds (在去年改造30个的基础上再改造40个)."""
_BASE_PART = re.compile(r"(?<![正所存实潜现内健自])在(?!于|园|校|建|册|线|岗|编|职)[^，。；]*?的?高?基[础数]上")
"""A past result at full length (在前两年建成15个、续建4个的基础上)."""
_SPENT = re.compile(r"投资|投入|安排|筹|争取|募|融资|贷款|资金|补助|补贴|奖励|使用|通过|用|以|花|拨")
_LISTED = re.compile(r"(?:以上)?(?:级)?(?P<thing>[\u4e00-\u9fff]{2,8})$")
_PARTED = re.compile(
    r"[^，。；、\d]{1,8}(?:占比|比[例重]|[\u4e00-\u9fff]率)[^，。；、\d]{0,6}(?:[一二两三四五六七八九]成|[二三四五十]分之|一半|半数|过半|百分之)"
)
_SERVES = re.compile(r"(?:惠及|受益|覆盖|服务|辐射|涉及|灌溉|可容纳)[\u4e00-\u9fff]{0,4}(?:约|近|超过?)?$")
"""What a thing that is named behind does (惠及20万人的引水工程)."""
_FURNACE = re.compile(r"(?:及?以下)?[^，。；、\d的]{0,4}(?:焦炉|高炉|锅炉|转炉|电炉|矿热炉)")
_GETS = re.compile("(?:不少于|不低于|至少|达到?|超过?|突破|控制在|总[量数额])$")
_GRADE = re.compile(r"(?:美?元|产值|规模)?级(?!数|联|配)")
"""What makes a figure the class of a thing (50亿级项目, 10亿元级产业链)."""
_LONGEST = 24
"""Characters of verbs put together at most."""


def of_one_thing(figure: Figure, before: str, behind: str) -> bool:
    """Tell the size of a named thing of which the words behind say what will have happened to it."""
    thing = _THING.match(re.sub("^(?:/[年日天]|的)", "", behind))
    if not (figure.size or _HEADS.search(figure.unit)) or figure.money or thing is None:
        return False
    before = _INVESTED.sub("", _CAPACITY.sub("", before))
    led = _LEADING.fullmatch(before)
    bare = re.sub(rf"^(?:{WHEN.pattern}|推动|推进|力促)+", "", before)
    bare = bare[lead(bare) :]
    named = not (verbs(bare) or BUILD.search(bare) or _gets(bare) or "、" in bare or GROWTH.search(bare))
    rest = re.sub("^(?:/[年日天]|的)", "", behind)[thing.end() :]
    return bool(led or named) and happens("它们" + rest)


def _gets(before: str) -> bool:
    """Tell words that end in a verb or comparison: a figure behind them is what is got, not a size."""
    last = before[-_LONGEST:]
    return bool(_GETS.search(before) or verb_up_to(last, [len(last)]))


def in_base(text: str, start: int, end: int, place: int) -> bool:
    """Tell a figure of a clause that only says on which result a promise builds (在…的基础上)."""
    return "上" in text and any(found.start() <= place < found.end() for found in _BASE_PART.finditer(text, start, end))


def in_bracket(text: str, figure: Figure) -> bool:
    """Tell a figure in a bracket behind a name of which the words go on (新院区（设床位600张）6月底前开诊)."""
    opened = text.rfind("（", 0, figure.start)
    closed = text.find("）", figure.start)
    if opened < 0 or closed < 0 or "）" in text[opened : figure.start] or re.search("[。；]", text[opened:closed]):
        return False
    before = re.split("[，。；、：]", text[:opened])[-1]
    inside, behind = text[opened + 1 : closed], re.split("[，。；、]", text[closed + 1 :])[0]
    goes_on = len(behind) > 1 and not re.match("以上|左右|以内", behind)
    return (
        goes_on and len(before) > 1 and not re.search(r"\d", before) and not re.match("其中|含|包括|力争|确保", inside)
    )


def is_size(text: str, figure: Figure, members: list[Figure], begin: int, high: int) -> bool:
    """Tell a figure that says which things are meant (亿元以上项目) from one that says how many."""
    behind, before = text[figure.end : high], text[begin : figure.start]
    others = [other for other in members if other is not figure]
    if _GRADE.match(behind) or _describes(text, figure, members, before, behind) or in_bracket(text, figure):
        return True
    noun = bool(behind) and not behind.startswith(("”", "）", "的目标", "用于", "支持", "，"))
    if (
        figure.size
        and noun
        and figure.mark
        and (others or re.match(r"的?[^，。；]{0,12}(?:项目|企业|村|单位|产业|集群|园区|桥|路|道路)", behind))
    ):
        return True
    if figure.size and noun and re.search(r"[过超达逾]到?$|不低于$", before) and (others or behind.startswith("的")):
        return True
    if re.search(r"(?:沿[江河湖海线]|周边|半径|方圆|两侧|范围)$", before) and noun:
        return True
    if (
        figure.mark
        and re.match(r"的?[^，。；、\d]{0,3}(?:村|镇|县|小区|社区|企业|单位|机构|家庭|农户)", behind)
        and any(o.unit in ("%", "‰") and o.start > figure.start for o in others)
    ):
        return True
    if not BUILD.search(before) and any(o.unit in ("%", "‰") and o.start > figure.start for o in others):
        following = next(o for o in others if o.unit in ("%", "‰") and o.start > figure.start)
        if re.match(r"[^，。；、]*(?:率|占比|比例|比重)", text[figure.end : following.start]) and not is_rate(figure):
            return True
    counted = next((o for o in others if o.start > figure.start and not o.size), None)
    if figure.size and not figure.money and noun and counted and counted.start > figure.end + 1:
        return True
    if figure.size and behind.startswith("的") and any(other.start > figure.start for other in others):
        return True
    earlier = [other for other in others if other.start < figure.start]
    if earlier and figure.mark and earlier[-1].end == figure.start and noun:
        return True
    if figure.money and any(other.unit in "%个家" for other in earlier) and re.search(r"(?:过|超|达到?)$", before):
        return True
    later = [other for other in others if other.start > figure.start]
    return bool(later) and bool(re.search(r"(?:在|从|按照|对标)$", before)) and noun


def _describes(text: str, figure: Figure, members: list[Figure], before: str, behind: str) -> bool:
    """Tell the size of a named thing (总投资21亿元的连接线), and the second of two (超5亿元或5000万美元项目)."""
    if is_condition(text, figure) or (figure.money and len(members) > 1 and _listed(figure, members, before, behind)):
        return True
    second = members[0].start < figure.start and re.search(r"\d[^，。；、\d]{1,3}或者?$", before)
    if _IN_BRACKETS.search(before) and re.match(r"(?:以上|左右)?[），]", behind):
        return True  # 滨江大道（总投资9亿元）完成投资2亿元
    if of_one_thing(figure, before, behind) or (figure.size and _FURNACE.match(behind)):
        return True
    if figure.mark and _PARTED.match(behind):
        return True
    if figure.mark and behind[:1] == "的" and _HOLDERS.match(behind) and _BOUND.search(before):
        return True
    if _SHORT.search(before) and _HOLDERS.match(behind):
        return True
    if figure.unit.endswith("吨") and _PUSHED.search(before) and _ONE_PLANT.match(behind):
        return True
    if _SERVES.search(before) and not is_rate(figure) and re.match(r"的[\u4e00-\u9fff“]{2}", behind):
        return True
    if figure.unit in ("米", "厘米", "毫米") and behind and members[-1] is not figure and EXTENT.search(before):
        return True
    whole = _ASSURED.search(before) and _COVERED.match(behind)
    if figure.mark and not is_rate(figure) and _CLASSED.match(behind) and (whole or not _gets(before)):
        return True
    if is_rate(figure) and _REACHED.search(before) and _OWNERS.match(behind):
        return True
    if (able := _CAPACITY.search(before)) and behind.startswith("的") and not verbs(before[: able.start()]):
        return True
    return bool(second) or (behind.startswith("的") and bool(_SIZES.search(before)))


def _listed(figure: Figure, members: list[Figure], before: str, behind: str) -> bool:
    """Tell the size in a pair of size and thing with its count (亿元楼宇2栋、5000万元楼宇4栋)."""
    following = next((other for other in members if other.start > figure.start and not other.size), None)
    if following is None or _SPENT.search(before) or figure.mark:
        return False
    thing = _LISTED.fullmatch(behind[: following.start - figure.end])
    return bool(thing and not verbs(thing["thing"]) and not BUILD.search(thing["thing"]))
