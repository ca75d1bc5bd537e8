"""Importer: one clause with its figures -> promises: it is cut into parts, bases are told from counts.

In: a text, a clause's range, its figures, what carries over. Out: promises in printed order; figures that seem to count
what there is already become doubts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from taskbook.importer.promises.carry import Carry
from taskbook.importer.promises.figures import Figure
from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.names import happens
from taskbook.importer.promises.pairing import paired
from taskbook.importer.promises.promise import promise
from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.sizes import BASED, BUILD, in_base, is_size
from taskbook.importer.promises.verbs import VERBS, verbs

_BRACKETS = {"“": 1, "（": 1, "《": 1, "”": -1, "）": -1, "》": -1}
_SERVED = re.compile(
    r"改造|体检|检查|筛查|培训|治理|提升|修缮|优化|补贴|救助|资助|整治|维修|更新|加固|发放|供|搬迁|补助|配"
)
_FURTHERED = re.compile(r"发展|推[动进]|支持|优化|完善|提升|加快|带动|跟踪|督办|落实|组织|争取")
"""What is done for things that are there already (发展A、B等4个产业)."""
_WORTH = re.compile(r"(?:^|项目|工程|基地|园区?)(?:计划|概算|估算|预计)?总投资(?:约|达到?|超过?)?$")
"""What things that are named or counted cost in all."""
_CHANGED = re.compile(
    r"^[^，。；\d]{0,8}?(?:提高|提升|增加|增长|上升|扩大|下降|降|减少|压减|压缩|缩短|缩减|发展|扩)[^，。；\d]{0,3}(?:到|至|为)"
)


_MEANT = re.compile(
    r"^(?:[^，。；、\d]{2,8}(?=对))?(?P<by>聚焦|围绕|瞄准|紧盯|对标|依托|立足|针对|对照|结合|对)(?P<of>[^，。；：]*)$"
)
"""What a clause speaks of before it says what is done (聚焦省市90项重点工程，对县区和6个部门实行考核)."""
_USED = re.compile(
    r"[^，。；]*为(?:引领|龙头|样板|示范|标杆|抓手|载体|支撑|依托|契机|牵引|重点|核心|主体|基础|单元|平台|主线|突破口?|纽带|试点)$"
)
_MENDED = re.compile(
    r"(?:进行|实施|开展)[^，。；]{0,6}(?:改造|整治|维修|修缮|绿化|亮化|美化|治理|硬化|修复|提升|拓宽|清淤|加固)"
)
"""What is done to the things counted, all of them (对东大街等6条街道进行改造)."""
_GOVERNED = re.compile(
    r"(?:实施|实行|开展|进行|落实|纳入|予以|给予|加强|强化|作出)[^，。；]*(?:管理|考核|监管|通报|督[导查办]|调度|评[价估]|审计|约谈|问责|监[测控督]|排名|跟踪|指导)"
)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Something uncertain in a text: its range there, what was read, why, and what to do."""

    start: int
    end: int
    read: str
    why: str
    todo: str = "对照原句：读错的改正，漏读的承诺补进 targets 或 milestones，不算承诺的删去；无误则删去本条"


_FROM = re.compile(r"分别(?:由|从)(?P<per>(?:每[人户月年亩天])*)$")
"""What stands before as many past figures as there are goals (分别从40元、60元提高到50元、70元)."""


def promises(
    text: str, start: int, end: int, inside: list[Figure], carry: Carry, doubts: list[Unsure]
) -> Iterator[Promise]:
    """Yield the promises of one clause, part by part; a figure behind 由 or 从 is the base of the next."""
    carry.new_clause(text[start:end])
    pairs = text.find("分别", start, end)
    apart = [figure for figure in inside if figure.start > pairs] if pairs >= 0 else []
    if len(apart) > 1:
        yield from _apart(text, start, pairs, apart, carry)
        return
    for low, high in _parts(text, start, end, inside):
        base = ""
        begin = low
        members = [figure for figure in inside if low <= figure.start < high]
        if members and (past := re.match(rf"[^，。；、]*\d{BASED.pattern}", text[low : members[0].start])):
            begin = low + past.end()  # 在上年新建30公里的基础上再建40公里
        for number, figure in enumerate(members):
            later = members[number + 1 :]
            if (
                later
                and re.search(r"(?:由|从)[^，。；\d]{0,8}$", text[begin : figure.start])
                and _CHANGED.match(text[figure.end : later[0].start])
            ):
                base = text[figure.start : figure.end]
                continue
            if later and (based := BASED.match(text, figure.end)):
                begin = based.end()
                continue
            if in_base(text, start, end, figure.start) or is_size(text, figure, members, begin, high):
                continue
            if why := _not_promised(text, figure, begin, (start, end)):
                doubts.append(Unsure(figure.start, figure.end, text[figure.start : figure.end], why))
                continue
            stop = next((other.start for other in later if not is_size(text, other, members, begin, high)), high)
            shared = stop == figure.end and bool(later)
            yield promise(text, figure, begin, high if shared else stop, carry, base, shared)
            base = ""
            begin = figure.end


def _apart(text: str, start: int, pairs: int, apart: list[Figure], carry: Carry) -> Iterator[Promise]:
    """Yield the promises of A、B分别…; of figures raised from as many others, these are the bases."""
    half = len(apart) // 2
    raised = len(apart) % 2 == 0 and _FROM.search(text[start : apart[0].start])
    if raised and _CHANGED.match(text[apart[half - 1].end : apart[half].start]):
        bases = [text[one.start : one.end] for one in apart[:half]]
        yield from paired(text, start, pairs, apart[half:], carry, bases, raised["per"])
    else:
        yield from paired(text, start, pairs, apart, carry)


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


def _is_meant(before: str, behind: str) -> bool:
    """Whether a clause only says with what it is about (聚焦90项重点工程), or of whom it is done (对6个部门考核)."""
    meant = _MEANT.search(before)
    if meant is None or BUILD.search(meant["of"]) or any(len(one) > 1 and one in meant["of"] for one in VERBS):
        return False
    return meant["by"] != "对" or bool(_GOVERNED.search(behind) and not _SERVED.search(behind))


def _not_promised(text: str, figure: Figure, begin: int, clause: tuple[int, int]) -> str:
    """Say why a figure seems to count what there is already (对27个项目实施服务); nothing where it is a promise."""
    before, behind = text[begin : figure.start], text[figure.end : clause[1]]
    verb = verbs(before)
    governed = (verb and not _FURTHERED.search(verb)) or BUILD.search(before)
    if _USED.match(behind) and re.match("(?:坚持)?以", text[clause[0] : clause[1]]):
        return "像是已有事物的数量，未读作指标"
    if before.endswith("等") and not governed and not (happens(behind) or _MENDED.search(behind)):
        return "像是已有事物的数量，未读作指标"
    if before.endswith(("对", "围绕", "依托", "聚焦", "立足", "针对")) and not _SERVED.search(behind):
        return "像是已有事物的数量，未读作指标"
    if not (figure.size or is_rate(figure)) and _is_meant(text[clause[0] : figure.start], behind):
        return "像是已有事物的数量，未读作指标"
    if figure.money and _WORTH.search(before) and behind[:1] in ("", "，", "）"):
        return "像是项目的总投资，未读作指标"
    if figure.money and before.endswith(("用好", "用足", "管好")):
        return "像是已有事物的规模，未读作指标"
    if re.search(r"亩|平方", figure.unit) and (
        (behind.startswith("的") and not BUILD.search(before)) or (behind and before.endswith("加快"))
    ):
        return "像是已有事物的规模，未读作指标"
    return ""
