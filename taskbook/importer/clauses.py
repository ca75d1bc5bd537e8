"""Importer: one clause with its figures -> promises: it is cut into parts, sizes and bases are told from counts.

In: a text, a clause's range, its figures, what carries over. Out: promises in printed order; figures that seem to count
what there is already become doubts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from taskbook.importer.carry import Carry
from taskbook.importer.figures import Figure
from taskbook.importer.measures import is_rate
from taskbook.importer.names import happens
from taskbook.importer.pairing import paired
from taskbook.importer.promise import promise
from taskbook.importer.promised import Promise
from taskbook.importer.verbs import START
from taskbook.importer.wording import WHEN

_BRACKETS = {"“": 1, "（": 1, "《": 1, "”": -1, "）": -1, "》": -1}
_BUILD = re.compile(
    r"建设|打造|新建|续建|建成|创建|改造|完成|新增|实施|推进|引进|开工|启动|办好|培育|整治|举办|开通|改建|扩建|建立|布局"
)
_SERVED = re.compile(
    r"改造|体检|检查|筛查|培训|治理|提升|修缮|优化|补贴|救助|资助|整治|维修|更新|加固|发放|供|搬迁|补助|配"
)
SIZED = "总投资|计划(?:总)?投资|概算(?:总)?投资|估算(?:总)?投资|占地(?:面积)?|建筑面积|总面积|全长|总长"
_SIZES = re.compile(rf"(?:{SIZED})(?:约|达到?|超过?|近)?$")
_IN_BRACKETS = re.compile(rf"（[^（）]*(?:{SIZED})(?:约|达到?|超过?|近)?$")
_THING = re.compile(
    r"(?:级)?[^，。；、的\d]{0,20}?(?:项目|工程|装置|生产线|机组|基地|电站|炉|窑|船闸|码头|泊位)(?:[一二三四五]期)?(?=[^，。；、\d]*(?:\d[^，。；、]*)?$)"
)
"""A single thing, whose size a figure before it says (60万吨乙烯项目年底前投产)."""
_LEADING = re.compile(rf"(?:{WHEN.pattern}|确保|力争|争取|推动|力促|全力|总投资|新建的?|首个|首台|首条)*")
_FURTHERED = re.compile(r"发展|推[动进]|支持|优化|完善|提升|加快|带动|跟踪|督办|落实|组织|争取")
"""What is done for things that are there already (发展A、B等4个产业)."""
_CHANGED = re.compile(
    r"^[^，。；\d]{0,8}?(?:提高|提升|增加|增长|上升|扩大|下降|降|减少|压减|压缩|缩短|缩减|发展|扩)[^，。；\d]{0,3}(?:到|至|为)"
)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something uncertain in a text: its range there, what was read, why, and what to do."""

    start: int
    end: int
    read: str
    why: str
    todo: str = "对照原句：读错的改正，漏读的承诺补进 targets 或 milestones，不算承诺的删去；无误则删去本条"


def promises(
    text: str, start: int, end: int, inside: list[Figure], carry: Carry, doubts: list[Unsure]
) -> Iterator[Promise]:
    """Yield the promises of one clause, part by part; a figure behind 由 or 从 is the base of the next."""
    carry.new_clause(text[start:end])
    pairs = text.find("分别", start, end)
    apart = [figure for figure in inside if figure.start > pairs] if pairs >= 0 else []
    if len(apart) > 1:
        yield from paired(text, start, pairs, apart, carry)
        return
    for low, high in _parts(text, start, end, inside):
        base = ""
        begin = low
        members = [figure for figure in inside if low <= figure.start < high]
        for number, figure in enumerate(members):
            later = members[number + 1 :]
            if (
                later
                and re.search(r"(?:由|从)[^，。；\d]{0,8}$", text[begin : figure.start])
                and _CHANGED.match(text[figure.end : later[0].start])
            ):
                base = text[figure.start : figure.end]
                continue
            if _is_size(text, figure, members, begin, high):
                continue
            if why := _not_promised(text, figure, begin, end):
                doubts.append(Unsure(figure.start, figure.end, text[figure.start : figure.end], why))
                continue
            stop = next((other.start for other in later if not _is_size(text, other, members, begin, high)), high)
            shared = stop == figure.end and bool(later)
            yield promise(text, figure, begin, high if shared else stop, carry, base, shared)
            base = ""
            begin = figure.end


def completed(made: list[Promise], clause: str) -> list[Promise]:
    """Give a promise without a noun of its own the next one's (新建5个、改造8个社区中心; 3个国家级、5个省级园区)."""
    for one, following in pairwise(made):
        graded = re.fullmatch(r"[^，。；]{0,4}级", one.indicator)
        rest = re.match(r"[^，。；]{0,4}级(.+)", following.indicator)
        if graded and rest:
            one.indicator += rest.group(1)
        elif one.nameless and following.figure.unit == one.figure.unit:
            one.indicator, one.verb = following.indicator, one.verb or one.indicator
        else:
            continue
        one.why = ["指标名称取自后一项"]
    for one in made:
        one.indicator = one.indicator or re.sub(r"\d[\d.,]*", "", one.quote) or clause
    return made


def _parts(text: str, start: int, end: int, inside: list[Figure]) -> Iterator[tuple[int, int]]:
    """Cut a clause at 、 和 及 outside brackets and quotes where both sides hold a figure."""
    cut, depth = start, 0
    for place in range(start, end):
        depth += _BRACKETS.get(text[place], 0)
        if text[place] in "、和及与并" and depth <= 0 and any(cut <= f.start < place for f in inside):
            following = next((f for f in inside if f.start > place), None)
            if following is None or any(f.start < place < f.end for f in inside):
                continue
            if text[place] == "、" or "、" not in text[place + 1 : following.start]:
                yield cut, place
                cut = place + 1
    yield cut, end


def _is_size(text: str, figure: Figure, members: list[Figure], begin: int, high: int) -> bool:
    """Tell a figure that says which things are meant (亿元以上项目) from one that says how many."""
    behind, before = text[figure.end : high], text[begin : figure.start]
    others = [other for other in members if other is not figure]
    if _describes(figure, members, before, behind):
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
    if not _BUILD.search(before) and any(o.unit in ("%", "‰") and o.start > figure.start for o in others):
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


def _describes(figure: Figure, members: list[Figure], before: str, behind: str) -> bool:
    """Tell the size of a named thing (总投资21亿元的连接线), and the second of two (超5亿元或5000万美元项目)."""
    second = members[0].start < figure.start and re.search(r"\d[^，。；、\d]{1,3}或者?$", before)
    if _IN_BRACKETS.search(before) and re.match(r"(?:以上|左右)?[），]", behind):
        return True  # 滨江大道（总投资9亿元）完成投资2亿元
    if figure.size and not figure.money and _LEADING.fullmatch(before) and (thing := _THING.match(behind)):
        return happens("它们" + behind[thing.end() :])
    return bool(second) or (behind.startswith("的") and bool(_SIZES.search(before)))


def _not_promised(text: str, figure: Figure, begin: int, end: int) -> str:
    """Say why a figure seems to count what there is already (对27个项目实施服务); nothing where it is a promise."""
    before, behind = text[begin : figure.start], text[figure.end : end]
    verb = START.match(before)
    governed = (verb and not _FURTHERED.search(verb.group())) or _BUILD.search(before)
    if before.endswith("等") and not governed and not happens(behind):
        return "像是已有事物的数量，未读作指标"
    if before.endswith(("对", "围绕", "依托", "聚焦", "立足", "针对")) and not _SERVED.search(behind):
        return "像是已有事物的数量，未读作指标"
    if figure.money and before.endswith(("用好", "用足", "管好")):
        return "像是已有事物的规模，未读作指标"
    if re.search(r"亩|平方", figure.unit) and (
        (behind.startswith("的") and not _BUILD.search(before)) or (behind and before.endswith("加快"))
    ):
        return "像是已有事物的规模，未读作指标"
    return ""
