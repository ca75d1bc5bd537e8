"""Importer: headings that name the units that answer for what is under them (a leaf of the importer).

In: a heading's folded words, behind its number and without the count in brackets at its end. Out: where the units stand
in it and their role; whether the heading says that it hands out tasks, or is no more than units' names.
"""

import re
from dataclasses import dataclass

from taskbook.importer.roles.offices import office
from taskbook.importer.roles.units import OPEN, looks_whole, units

_LEADS = "总?牵头|主办|主抓|主责"
_DOES = "负责|承办|承担|落实|配合|协办|参与"
_WORK = r"(?P<work>(?:的)?(?:重点|主要|目标|年度|具体)*(?:工作|任务|事项|项目|实事)*(?:清单|分解|如下)?)"
_TOLD = re.compile(
    rf"(?:由)?(?P<who>.{{2,60}}?)(?:共同|联合|分别|一起)?(?P<verb>{_LEADS}|{_DOES})"
    rf"(?:抓总|牵头|负责|组织|推进|实施|落实|完成|办理|承办)*{_WORK}"
)
_BOXED = re.compile(r"(?P<who>.{2,60}?)\((?P<verb>牵头|主办|主责|责任|承办|配合|协办|参与)(?:责任)?(?:单位|部门)?\)")
_LABELLED = re.compile(
    r"(?P<verb>牵头|主办|主责|责任|承办|负责|实施|落实)(?:责任|负责)?(?:单位|部门|主体):?(?P<who>[^:;]{2,60})"
)
_BARE = re.compile(rf"(?P<who>.{{2,60}}?)(?P<verb>){_WORK}")
_OWN = re.compile(r"[市县区州省旗盟].{1,20}?(?:局|委|委员会|办|办公[室厅]|厅|政府|中心|公司)")
_BODY = re.compile(
    r".{2,14}(?:局|委|委员会|法院|检察院|工会|妇联|红十字会|办|室|政府|街道|镇|乡|公司|集团|管委会|管理处|联合会|中心|学校|医院|指挥部)"
)
_DOING = re.compile(
    r"加强|加快|推进|推动|建设|打造|实施|开展|完善|提升|深化|优化|做好|强化|构建|发展|改革|落实|保障|支持|区域|市域|县域|市场化|"
    r".*[。;:\d]"
)
"""Words of a heading that says what is to be done."""


@dataclass(frozen=True, slots=True)
class UnitHead:
    """The range of the units in a heading's text and their role; told: it says that tasks are theirs, not only who."""

    start: int
    end: int
    role: str
    told: bool


def unit_head(text: str, start: int, counted: bool) -> UnitHead | None:
    """Read a heading from a place on; counted: it prints how many tasks are under it."""
    text = text.rstrip(":。;")
    for form in (_LABELLED, _BOXED, _TOLD, _BARE):
        match = form.fullmatch(text, start)
        if match is None:
            continue
        told = counted or form in (_LABELLED, _BOXED) or bool(match["work"])
        if _are_units(match["who"], told or bool(match["verb"])):
            return UnitHead(*match.span("who"), _role(match["verb"]), told)
    return None


def _role(verb: str) -> str:
    if re.fullmatch(_LEADS, verb):
        return "lead"
    return "assist" if verb in ("配合", "协办", "参与") else "responsible"


def _are_units(who: str, told: bool) -> bool:
    """Tell a list of nothing but units; where no word says what they do here, of sure ones."""
    found = units(who)
    names = [name for name in found.names if name != OPEN]
    return bool(names) and not found.doubtful and all(_is_unit(name, told) for name in names)


def _is_unit(name: str, told: bool) -> bool:
    bare = re.sub(r"\([^()]*\)", "", name)
    if office(name) and (told or bare.endswith(("局", "委", "办"))):
        return True
    if _DOING.match(bare) or not looks_whole(name):
        return False
    return bool(_OWN.fullmatch(bare) or (told and (_BODY.fullmatch(bare) or name.startswith(("各", "有关", "相关")))))
