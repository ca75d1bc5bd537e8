"""Importer: a list of units as printed -> its entries in order (domain.md, Text conventions 2-6).

In: the words between two labels, folded punctuation, no white space. Out: pieces that together are the input again:
names, 等 (the list is open), and what separates them; and for elided names the full forms they stand for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.importer.roles.offices import office
from taskbook.importer.roles.people import is_person
from taskbook.labels import OPEN_TAIL

OPEN = "等"
_STEM = 2
"""Characters of an organ's stem that takes its tail from the next entry (发改、财政局)."""
_ORGAN = (
    "委|局|办|办公室|院|会|社|所|站|中心|公司|集团|部|处|馆|台|队|校|大学|学院|学校|银行|行|支行|街道|镇|乡|区|县|市|州|旗|政府|管委会|"
    "委员会|指挥部|单位|部门|专班|小组|组|园|厂|厅|署|联|科协|团市委|协会|室|海关|法院|检察院|工会|企业|国企|央企|民企|机构|人行|电视台|各地|地方|政协|"
    "人大|移动|联通|电信|铁塔|烟草|邮政|电网|农商行|联社|机场|林场|农场|基地|武装部|军分区|城投|交投|水投|国投|产投|文投|城发|公安|报|网|(?<=[团革盟建进社党])中央(?<!共产党中央)(?<!^党中央)"
)
_UNIT = re.compile(rf".+(?:{_ORGAN})(?:\([^()]*\))*$")
_INSIDE = re.compile(r"[\u4e00-\u9fff]{2,10}(?:(?<![控参入持])股|(?<![学全专教百])科)(?:\([^()]*\))?")
"""A unit's own offices (文化宣传股, 综合科)."""
_ALONE = ("街道", "乡镇", "镇街", "街镇", "县区", "县市区", "园区", "海关", "武警", "各地")
"""What is a unit by itself: what can stand behind 各乡镇、, and organs of which a city has but one."""
_EVERY = re.compile(
    r"(?:各|有关|相关|\d{1,3}个)(?:有关|相关)?(?:县市?|市|省|区|州|盟|旗|师|地区?|地州|州市|盟市|旗县|乡镇?|镇|街道|县市区|市区|园区|功能区)(?:\([县市区州盟旗地](?:、[县市区州盟旗地])?\))?"
)
_GENERIC = re.compile(
    r"(?:有关|相关|各)?(?:[县市区州盟旗地](?:\([县市区旗](?:、[县市区旗])?\)|(?=$|[^县市区州盟旗]))|县市|州市|市州|盟市|旗县|地区|自治区|直辖市|乡镇?|镇街?|街道?|街镇|办|场|园区|功能区|开发区)"
    r"(?:党委和)?(?:人民政府|政府|管委会|办事处)?(?:\((?:人民政府|政府|管委会|办事处|党工委)\))?(?=$|等|以及|[及和与])"
)
"""各县、区政府 and 各乡镇、街道 are one collective each."""
_COLLECTIVE = re.compile(
    r"(?:各|有关|相关)(?:有关|相关|涉[\u4e00-\u9fff]|重点|主要|[市县区]属|[市县区]管|驻[\u4e00-\u9fff])*(?:县|市|区|旗|乡|镇|街|街道|办|办事处|村|社区|园区|园|场|农场|林场|渔场|库区|景区|新区|板块|功能区|功能板块|片区|开发区|高新区|度假区|管理区|中心镇|平台|"
    r"国企|高校|院校|学校|医院|口岸|商圈)+"
)
"""What the lower levels together are called: 各镇街, 各乡镇办, 各功能板块."""
_ORGANS = re.compile(r"(?:(?:人民)?政府|管委会|管理委员会|办事处|公司|集团)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:区|县|市|州|旗)$")
_SUFFIX = re.compile(r".+?[区县市旗州](人民政府|政府|管委会|管理委员会)$")
_PREFIXED = re.compile(r"[市县区州省](?=[\u4e00-\u9fff]{2,})")
_UNPREFIXED = re.compile(
    r"(?![市县区州省国各相有其团人中共湖])[\u4e00-\u9fff]{2,12}(?:局|委|办|办公室|中心)(?:\([^()]*\))?$"
)
_STARTS = re.compile(r"[市县区州省各]|有关|相关|其他|国家|团市委|人行|驻")
_ZONE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:管理区|(?:经济|经济技术|高新技术产业)?开发区|新区|经开区|示范区|度假区|街道)"
    r"(?:管委会|管理委员会|办事处)?$"
)
_ZONES = re.compile("(?:(?![市县区州省各])[\u4e00-\u9fff]{2,4}、){1,8}")
"""Zones that share the noun of the last (城东、城西管理区): places of their own."""
_PARTY = ("党委", "党工委")
_ITS_GOVERNMENT = re.compile("(?:人民)?政府|管委会|管理委员会|办事处")
_SHARED_TAIL = re.compile(
    r"(?:成员单位|委员会|领导小组|指挥部|专班|联席会议|工作组|小组|政府|管委会|部门|单位|办公室|企业|学校|公司|等)$"
)
_LAST = re.compile("([^()“”《》]{3,}(?<![平高初中同上均优相]))等")
"""The last name of an open list, of whatever make (区属各重点国企等)."""
_AND = re.compile(r"以及|及(?!其(?!他))|和|与|、")
_JOINS = re.compile(r"(?:(?:以及|及(?!其)|和)(?=[市县区州省各有相]))?")
LOST = re.compile(r"\([市县区](?:、[市县区])+(?![)、])")
"""各县(市、区政府: the bracket that closes is lost, the marks inside it cut nothing."""
_CARRIERS = re.compile(r"(?:(?:中国)?(?:移动|联通|电信|铁塔|广电|邮政)、?)+")
_CARRIER = re.compile(r"(?:中国)?(?:移动|联通|电信|铁塔|广电|邮政)(?P<tail>.{0,8}公司)")
"""Companies of one make that share the word for it (移动、联通、电信某某分公司)."""
_TOGETHER = re.compile(r"(?<=[局委办部府团司心])(?=[市县区州省](?!区)|各(?![分科处站直]))")
_BETWEEN = re.compile(
    r"(?<=[\u4e00-\u9fff]{2}[局委办会院行])(?=(?:[市县区州省](?!直|区|场监)|各(?![分科处站直])|团[市县区省州]委)[\u4e00-\u9fff]{2,})|"
    r"(?<=[\u4e00-\u9fff]{2}(?:政府|集团|公司|中心|单位))(?=(?:[市县区州省](?!直)|各(?![分科处站直])|团[市县区省州]委)[\u4e00-\u9fff]{2,})|"
    r"(?<=政府)(?=[\u4e00-\u9fff]{2,4}(?:开发区|高新区|新区|景区)(?:管委会)?$)|"
    r"(?<=[\u4e00-\u9fff]{2}[县区])(?=[\u4e00-\u9fff]{2}[县区](?:人民)?政府$)|(?<=支行)(?=[\u4e00-\u9fff]{3,}(?:分局|支行|公司)$)"
)
"""Where a unit may end and another begin though nothing stands between them."""
_SURE_END = re.compile(r"(?:局|人民政府|管委会|集团|公司)$")
_ENDED_INSIDE = re.compile(
    r"局(?=[^()]{2,}(?:政府|管委会|大学|学院|医院|集团|公司|电视台|街道|成员单位)$)|[县区](?:人民)?政府(?!各|有关|相关)(?=[^()（）〈〉]{4,}$)|"
    r"(?<!各)(?<!区)管委会(?=[市县区各有相])|[)）](?=[市县区省各][^()（）]{2,}$)"
)
_QUOTES = {"“": "”", "(": ")", "《": "》", "「": "」", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the list: a name (is_name), or words that only separate; 等 is a name."""

    text: str
    is_name: bool


@dataclass(slots=True)
class UnitList:
    """A list taken apart; elided maps a shortened name to its full form; doubtful holds names that may be misread."""

    pieces: list[Piece] = field(default_factory=list)
    elided: dict[str, str] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names alone."""
        return [piece.text for piece in self.pieces if piece.is_name]


def units(text: str) -> UnitList:
    """Take a list apart: groups stand between , and ; entries between 、."""
    found = UnitList()
    at = 0
    for start, end in _cut(text, 0, len(text), ",;。|/\\"):
        group = [
            piece for span in _joined(text, list(_cut(text, start, end, "、")), found) for piece in _open(text, *span)
        ]
        names = []
        for first, last in group:
            first += len(_JOINS.match(text[first:last]).group())  # type: ignore[union-attr]
            _separate(found, text[at:first])
            found.pieces.append(Piece(text[first:last], True))
            names.append(text[first:last])
            at = last
        _note_elided(names, found)
    _separate(found, text[at:])
    return found


def looks_whole(name: str) -> bool:
    """Tell a name that ends as names of units do."""
    return (
        bool(_UNIT.match(re.sub(rf"等(?:{OPEN_TAIL.pattern})?$", "", name)))
        or name in _ALONE
        or bool(_COLLECTIVE.fullmatch(name))
        or bool(_INSIDE.fullmatch(name) and ("股" in name or not is_person(name)))
    )


def run_together(name: str) -> list[str]:
    """Cut units between which nothing stands (市教育局市民政局): each is whole, of a known office or ends as one."""
    parts = _TOGETHER.split(name) if len(name) > 5 and not re.search(r"[(“《]", name) else [name]
    sure = all(len(part) > 2 and looks_whole(part) and (office(part) or _SURE_END.search(part)) for part in parts)
    return parts if sure else [name]


def may_be_several(name: str) -> bool:
    """Tell a name in whose middle another seems to end (市政数局咸宁广播电视台)."""
    inside = not name.startswith("各") and bool(_ENDED_INSIDE.search(name))
    return inside or any(
        looks_whole(name[: cut.start()]) and looks_whole(name[cut.start() :]) for cut in _BETWEEN.finditer(name)
    )


def _separate(found: UnitList, words: str) -> None:
    if words:
        found.pieces.append(Piece(words, False))


def _cut(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """Cut a range at marks outside brackets and quotes; an opening one that nothing closes is an ordinary character."""
    depth: list[tuple[str, int]] = []
    lost: list[int] = []
    cuts: list[tuple[int, int]] = []
    for place in range(start, end):
        char = text[place]
        if LOST.match(text, place, end):
            lost.append(place)
        elif depth and char == depth[-1][0]:
            depth.pop()
        elif char in _QUOTES:
            depth.append((_QUOTES[char], place))
        elif char in marks:
            cuts.append((place, len(depth)))
    open_from = [place for _, place in depth]
    kept = [match.span() for opened in lost if (match := LOST.match(text, opened, end))]
    at = start
    for place, level in cuts:
        if any(first <= place < last for first, last in kept):
            continue
        if level == sum(opened < place for opened in open_from):
            if place > at:
                yield at, place
            at = place + 1
    if end > at:
        yield at, end


def _joined(text: str, spans: list[tuple[int, int]], found: UnitList) -> Iterator[tuple[int, int]]:
    """Join pieces that are no unit by themselves to the next (市大气、水、土壤污染防治…成员单位 is one name)."""
    held: int | None = None
    for number, (start, end) in enumerate(spans):
        whole = looks_whole(text[start:end])
        last = number == len(spans) - 1
        if held is None and not whole and not last and _stands_apart(text[start:end], text[slice(*spans[number + 1])]):
            found.doubtful.append(text[start:end])
            yield start, end
            continue
        first = start if held is None or not _GENERIC.fullmatch(text[start:end]) else held
        shared = not last and _shared(
            text[first:start].partition("、")[0] or text[start:end], text[slice(*spans[number + 1])]
        )
        if (not whole or shared) and not last:
            held = start if held is None else held
            continue
        begin = start if held is None else held
        if held is not None and (tail := _ZONE.search(text[start:end])) and _ZONES.fullmatch(text[begin:start]):
            places = [span for span in spans if begin <= span[0] < start]
            found.elided |= {text[slice(*place)]: text[slice(*place)] + tail.group() for place in places}
            found.doubtful.append(text[begin:end])
            yield from (*places, (start, end))
            held = None
            continue
        if held is not None and (one := _CARRIER.fullmatch(text[start:end])) and _CARRIERS.fullmatch(text[begin:start]):
            places = [span for span in spans if begin <= span[0] < start]
            found.elided |= {text[slice(*place)]: text[slice(*place)] + one["tail"] for place in places}
            yield from (*places, (start, end))
            held = None
            continue
        body = _GENERIC.match(text[start:end]) or _ITS_GOVERNMENT.fullmatch(text[start:end])
        shares = body and held is not None and _EVERY.match(text[begin:end])
        odd = text[start:end] != OPEN if not whole else held is not None and not _SHARED_TAIL.search(text[start:end])
        if odd and not shares:
            found.doubtful.append(text[begin:end])
        yield begin, end
        held = None


def _shared(name: str, after: str) -> bool:
    """Tell an entry whose noun stands in the next one (各县、区政府), or whose body is one with it (党委、政府)."""
    paired = name.endswith(_PARTY) and _ITS_GOVERNMENT.fullmatch(after)
    every = _EVERY.fullmatch(re.sub(".*(?:以及|[及和与])(?=各)", "", name))  # 财政局和各市、县政府
    return bool(paired or (every and _GENERIC.match(after)))


def _stands_apart(name: str, after: str) -> bool:
    """Tell an entry of unknown make before a unit that is whole without it (五金城、科技局)."""
    known = office(after) is not None and after.endswith(("局", "委", "办"))
    return known and len(name) > _STEM and not re.search(r"^[市县区州省各]|[（(“《]", name)


def _open(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Take 等, 及, 和 apart: X等 -> X, 等; X等Y -> X, 等, Y; X及Y, X和Y -> X, Y where both are units."""
    name = text[start:end]
    match = re.match(rf"(.+?(?:{_ORGAN})(?:\([^()]*\))?)等(?!级|效)", name) or _LAST.fullmatch(name)
    if match:
        yield from _and(text, start, start + match.end(1))
        yield start + match.end(1), start + match.end(1) + 1
        rest = start + match.end()
        if rest < end and not OPEN_TAIL.fullmatch(text[rest:end]):
            rest += len(re.match(r"[及和与]?", text[rest:end]).group())  # type: ignore[union-attr]
            yield from _open(text, rest, end)
    else:
        yield from _and(text, start, end)


def _and(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _AND.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if match.group() == "、" or left.count("(") != left.count(")") or left.count("“") != left.count("”"):
            continue
        if left.endswith(_PARTY) and _ITS_GOVERNMENT.fullmatch(right):
            continue
        if len(left) > 2 and _UNIT.match(left) and looks_whole(right) and _is_another(left, right):
            yield start, match.start()
            yield from _and(text, match.end(), end)
            return
    yield start, end


def _is_another(left: str, right: str) -> bool:
    """Tell a unit of its own behind 及: its name begins as names do, or 各县区政府 before it is all of its kind."""
    if _EVERY.match(left) and _ORGANS.fullmatch(right):
        return False  # 各县(市、区)党委和政府
    return bool(_STARTS.match(right) or office(right) or (_EVERY.match(left) and _ORGANS.search(right)))


def _note_elided(names: list[str], found: UnitList) -> None:
    """Note full forms: a place takes the organ of the next entry that has one, an office the prefix of one before."""
    suffix = ""
    for name in reversed(names):
        if match := _SUFFIX.match(name):
            suffix = match.group(1)
        elif suffix and _PLACE.match(name):
            found.elided[name] = name + suffix
        elif name != OPEN:
            suffix = ""
    prefix = ""
    for name in names:
        if match := _PREFIXED.match(name):
            prefix = match.group()
        elif (
            prefix
            and _UNPREFIXED.match(name)
            and (known := office(name))
            and (known.kind != "vertical" or len(name) < 6)
        ):
            found.elided[name] = prefix + name
