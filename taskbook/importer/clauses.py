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
from taskbook.importer.names import completed as whole_name
from taskbook.importer.names import happens
from taskbook.importer.promise import promise
from taskbook.importer.promised import Promise
from taskbook.importer.verbs import START

_BRACKETS = {"“": 1, "（": 1, "《": 1, "”": -1, "）": -1, "》": -1}
_BUILD = re.compile(
    r"建设|打造|新建|续建|建成|创建|改造|完成|新增|实施|推进|引进|开工|启动|办好|培育|整治|举办|开通|改建|扩建|建立|布局"
)
_SERVED = re.compile(
    r"改造|体检|检查|筛查|培训|治理|提升|修缮|优化|补贴|救助|资助|整治|维修|更新|加固|发放|供|搬迁|补助|配"
)
_NAMED = re.compile(r"(?![的及和])[^，。；：等\d]{2,16}")
"""A name in a list that A、B分别 takes apart for sure."""
_HEAD = re.compile(
    r"(?:(?:[\u4e00-\u9fff]?[二三四五六七八九十两]大)?(?:主导|支柱|特色|优势)?产业)?(?:种植|养殖|覆盖|保障|补助|补贴|治理|建设|改造|销售|主营业务|重点工程|增加|减排|生产)*"
    r"(?:面积|产量|产值|标准|规模|销售额|营业额|减排量|总量|人数)$"
)
"""The noun behind the last name of a list that is meant for all of them."""
_QUANTITY = re.compile(
    r"(?:总产值|产值|增加值|产量|面积|投资|(?:营业|销售|主营业务)?收入|(?:居民)?人均可支配收入|利润|利税|税收|交易额|零售额|销售额|进出口额?|贷款|存款|规模|人数|覆盖率|浓度|减排量|排放量|警情|发案数?|[\u4e00-\u9fff]{1,6}率)"
)
"""What is sure to be meant for all names of a list where it stands behind the last (种植、养殖业产值)."""
SIZED = "总投资|计划(?:总)?投资|概算(?:总)?投资|估算(?:总)?投资|占地(?:面积)?|建筑面积|总面积|全长|总长"
_SIZES = re.compile(rf"(?:{SIZED})(?:约|达到?|超过?|近)?$")
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
        yield from _pairs(text, start, pairs, apart, carry)
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
    if re.search(r"亩|平方", figure.unit) and (
        (behind.startswith("的") and not _BUILD.search(before)) or (behind and before.endswith("加快"))
    ):
        return "像是已有事物的规模，未读作指标"
    return ""


def _listed(words: str, count: int) -> list[str]:
    """Cut the names of A、B分别…: at 、, else also at 和, else also at 及 and 与 (普及率 is one word)."""
    names: list[str] = []
    for marks in ("、", "、和", "、和及与"):
        names = [name for name in re.split(f"[{marks}]", words) if name]
        if len(names) == count:
            break
    return names


def _shared_head(names: list[str]) -> str:
    """Return the words that all names of a list share, printed behind the last (新能源电池、绿色食品产业产值)."""
    first, last = names[0], names[-1]
    if re.search(r"[率值额数量]$|收入$", first):
        return ""
    if said := _HEAD.search(last, 1):
        return said.group()
    alike = last.find(first[-1], 1, -2) + 1  # 氮氧化物、挥发性有机物减排量: both names end alike
    if alike > 1:
        return last[alike:]
    return last[len(first) :] if len(first) <= 4 and len(last) > 2 * len(first) else ""


def _pairs(text: str, start: int, pairs: int, apart: list[Figure], carry: Carry) -> Iterator[Promise]:
    """Yield A、B分别达X、Y: names and figures in order; the last mark holds for all that have none."""
    whole = promise(text, apart[0], start, apart[0].end, carry, "", False)
    names = _listed(whole.indicator.removesuffix("分别"), len(apart)) or [whole.indicator]
    head = _shared_head(names) if len(names) == len(apart) else ""
    whole.why.clear()
    equal = len({figure.low for figure in apart}) == 1
    for number, figure in enumerate(apart):
        made = promise(text, figure, pairs, figure.end, Carry(), "", False) if number else whole
        made.why.clear()
        made.indicator = names[number] if len(names) == len(apart) else whole.indicator.removesuffix("分别")
        if head and number < len(names) - 1:
            made.indicator += head
        elif not head and number:
            made.indicator = whole_name(made.indicator, names[0])
        made.verb, made.growth, made.state, made.effort = whole.verb, whole.growth, whole.state, whole.effort
        mark = figure.mark or ("" if equal else apart[-1].mark)
        made.settle(figure, mark or "", whole.op)
        made.quote = text[whole.start : apart[-1].end]
        if len(names) != len(apart):
            made.why.append("“分别”前后项数不等")
        elif (
            (head and not _QUANTITY.fullmatch(head))
            or len(names[-1]) > len(names[0]) + len(head) + 8
            or not all(_NAMED.fullmatch(name) for name in names)
        ):
            made.why.append("“分别”之后的数字按次序对应前面各项，请核对")
        made.start = whole.start + number
        yield made
