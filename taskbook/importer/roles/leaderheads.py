"""Importer: headings that name the leader who answers for what is under them (a leaf of the importer).

In: a heading's folded words. Out: which of them are the leaders with their posts; whether a heading looks like a
leader's though nobody was read in it.
"""

import re

from taskbook.importer.roles.people import PEOPLES, people, surnamed
from taskbook.labels import TITLES

_VERB = "牵头|主抓|分管|负责|领衔|包联|包抓|包保|挂帅|挂联|挂包|挂钩|督办|督导|联系|主管|协管|统筹|领办|协调|指导|主持"
_LABEL = (
    r"(?:(?:牵头|责任|分管|包[联抓保]|联系|挂[联钩包]|主[管抓]|督[办导]|领衔|[省市县区州旗盟]|负责)+领导|"
    r"责任人|负责人|牵头人)(?:同志)?:?(?=.)"
)
_WHO = re.compile(
    rf"(?P<label>{_LABEL})?(?:由)?(?P<who>.{{2,50}}?)"
    rf"(?:(?P<verb>{_VERB})(?:{_VERB}|抓总|抓|推进|落实|协调)*(?:的)?[\u4e00-\u9fff、“”]{{0,14}}|(?P<bare>的?(?:重点)?(?:工作|任务|事项|项目)|:)?)"
)
_LIKE = re.compile(
    rf"(?:{TITLES.pattern}|同志|领导).{{0,12}}?(?:{_VERB})|(?:{_VERB})(?:领导|人)?[^，,。]{{0,10}}?(?:{TITLES.pattern}|同志)"
)
_NAMED = rf"[\u4e00-\u9fff]{{1,3}}(?:{TITLES.pattern}).{{0,8}}"
_POSTED = rf"(?:(?:{TITLES.pattern})[、,]?)+[\u4e00-\u9fff·]{{2,8}}"
"""Headings that are a leader's name and post, and nothing else."""
_OTHERS = re.compile(r"局长|主任$|加强|领导干部|领导小组|领导班子")
_SLOGAN = re.compile(
    "全[力面程员速盘域局方过链流周时体民]|高[效位质标水起规站频强]|强[力化势有]|严[格密谨肃]|明[确晰]|安[全排]|和谐|常[态抓年]|广泛|万[众家]|"
    "项目|能[动源]|周[密全到]|时[时刻]|从[严快紧实优细速]|平[稳安]|经[常济]|公[开正平共]|通[力盘]|党[建政委]|成[立员]|文[明化旅]|关键|国[企资]|农[业村]|林业|水利|"
    "金融|商[贸务]|任务|方[案便]|路长|双[向重]|单位|左右|向[上下前]"
    "|(?:高[质标水起规站频][量准平点格位次]|全[方过链领覆周流][位程条域盖期])"
)
"""How headings begin that a name seems to begin: how something is done, or what (全力统筹…, 金融指导…)."""
_WORK = re.compile(
    rf"(?:{_VERB}|抓总|抓|推进|落实)*的?(?:重点|主要|具体|目标|年度)*(?:工作|任务|事项|项目|实事)*(?:清单|分解|如下)?"
)
_LONG = 60
_SHORTEST = 2
_USUAL = 3
_POST_ALONE = re.compile(r"(?:常务|第一)?副|[省市县区州旗盟]长|书记|主[任席]|专员")
"""A post without the body that it is of: what stands before it is a name rather than the body's."""


def leaders_in(text: str, start: int, gaps: frozenset[int] = frozenset()) -> tuple[int, int] | None:
    """Return the range of the leaders, with their posts, that a heading names from a place on; None for another.

    gaps are the places before which the document prints white space.
    """
    match = _WHO.fullmatch(text.rstrip(":;") if "领导" in text else text, start)
    if match is None or re.search(r"[\d。;]", match["who"]):
        return None
    said = match["verb"] or match["label"] or TITLES.search(match["who"]) or match["who"].endswith("同志")
    found = _persons(text, *match.span("who"), gaps) if said else None
    return None if found and match["verb"] and _may_be_slogan(text, found, match.end("verb")) else found


def _may_be_slogan(text: str, who: tuple[int, int], end: int) -> bool:
    """Tell a name without a post that may be the words of a slogan: of two letters, with more than the work behind."""
    name = text[slice(*who)]
    if TITLES.search(name) or name.endswith("同志") or re.search("[、,()]", name):
        return False
    return bool(_SLOGAN.fullmatch(name)) or (len(name) == _SHORTEST and not _WORK.fullmatch(text, end))


def _persons(text: str, start: int, end: int, gaps: frozenset[int]) -> tuple[int, int] | None:
    """Return the longest range up to an end that is people and posts alone (青山镇党委书记… begins at the post)."""
    starts = [start, *(start + found.start() for found in TITLES.finditer(text[start:end]) if found.start())]
    for place in starts:
        who = text[place:end]
        found = people("".join(" " * (n in gaps) + text[n] for n in range(place, end)))
        told = found.names and not found.doubtful and not found.joined and all(_told(who, name) for name in found.names)
        if told and (place == start or len(found.names) == 1):
            return place, end
    if re.fullmatch(rf"[\u4e00-\u9fff]{TITLES.pattern}", text[start:end]) and surnamed(text[start:end]):
        return start, end
    return None


def _told(who: str, name: str) -> bool:
    """Whether a name stands there as printed, behind a post or with a surname (not 城投 of 城投集团董事长)."""
    at = who.find(name)
    told = surnamed(name) or "·" in name or any(post.end() == at for post in TITLES.finditer(who))
    end = at + len(name)
    if who.startswith("(", end) and TITLES.match(who, end + 1):
        return at >= 0
    behind = TITLES.match(who, end) if len(name) > _SHORTEST or name[0] in PEOPLES else None
    posted = behind is not None and _POST_ALONE.match(behind.group()) is not None
    return at >= 0 and (told or posted or (name[0] in PEOPLES and len(name) == _USUAL))


def looks_like_leader(text: str) -> bool:
    """Tell a heading that seems to say which leader answers for what is under it."""
    if len(text) > _LONG or _OTHERS.search(text):
        return False
    bare = re.sub(
        r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]+\)|\d+[.、])|\([^()]*\)|[。:]$", "", text
    )
    who = _WHO.fullmatch(bare)
    if who and who["verb"] and len(who["who"]) == _SHORTEST and surnamed(bare) and not _SLOGAN.fullmatch(who["who"]):
        return True
    if _LIKE.search(text) or not TITLES.search(bare):
        return bool(_LIKE.search(text))
    return (surnamed(bare) and bool(re.fullmatch(_NAMED, bare))) or bool(re.fullmatch(_POSTED, bare))
