"""Importer: headings that name the leader who answers for what is under them (a leaf of the importer).

In: a heading's folded words. Out: which of them are the leaders with their posts; whether a heading looks like a
leader's though nobody was read in it.
"""

import re

from taskbook.importer.people import PEOPLES, people, surnamed
from taskbook.labels import TITLES

_VERB = "牵头|主抓|分管|负责|领衔|包联|包抓|包保|挂帅|挂联|挂包|挂钩|督办|督导|联系|主管|协管|统筹|领办"
_LABEL = (
    r"(?:(?:牵头|责任|分管|包[联抓保]|联系|挂[联钩包]|主[管抓]|督[办导]|领衔|[市县区州旗盟]|负责)+领导|"
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
_LONG = 60
_SHORTEST = 2
_USUAL = 3
_POST_ALONE = re.compile(r"(?:常务|第一)?副|[市县区州旗盟]长|书记|主[任席]|专员")
"""A post without the body that it is of: what stands before it is a name rather than the body's."""


def leaders_in(text: str, start: int, gaps: frozenset[int] = frozenset()) -> tuple[int, int] | None:
    """Return the range of the leaders, with their posts, that a heading names from a place on; None for another.

    gaps are the places before which the document prints white space.
    """
    match = _WHO.fullmatch(text.rstrip(":;") if "领导" in text else text, start)
    if match is None or re.search(r"[\d。;]", match["who"]):
        return None
    said = match["verb"] or match["label"] or TITLES.search(match["who"]) or match["who"].endswith("同志")
    return _persons(text, *match.span("who"), gaps) if said else None


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
    if _LIKE.search(text) or not TITLES.search(bare):
        return bool(_LIKE.search(text))
    return (surnamed(bare) and bool(re.fullmatch(_NAMED, bare))) or bool(re.fullmatch(_POSTED, bare))
