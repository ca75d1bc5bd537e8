"""Importer: a list of leaders as printed -> names without titles, and the titles that stand beside them.

In: the words behind a leader's label, white space kept (俞 悦 is one name, 张三 李四 are two). Out: People.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypinyin import lazy_pinyin

from taskbook.labels import BRACKETED, TITLES
from taskbook.text import fold_text

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛"
    "雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄"
    "危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封芮储靳糜松井段富巫"
    "乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾甘厉戎祖武符刘景詹束龙叶幸司黎薄印宿白怀蒲从鄂索赖卓屠蒙池乔胥能苍双闻莘党翟谭贡劳申扶堵冉宰桑桂牛寿"
    "通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习艾容向古易廖庾终居衡步都耿满弘匡国文寇广东欧沃利师巩聂关荆肖游覃涂阳揭佟岳仝代苟亓"
)
PEOPLES = "刀岩玉罕俸巴斯其额拉扎尼次旦索格阿哈买吐木努帕热"
"""First characters of names of three characters among other peoples than the Han."""
_SPOKEN = {
    "翟": "zhai", "单": "shan", "查": "zha", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "朴": "piao",
    "盖": "ge", "覃": "qin", "缪": "miao", "乜": "nie", "种": "chong", "洗": "xian", "召": "shao", "卜": "bu",
    "都": "du", "乐": "yue", "幺": "yao", "撒": "sa", "佴": "nai", "阚": "kan", "厍": "she", "繁": "po",
    "秘": "bi", "黑": "he", "句": "gou", "员": "yun", "角": "jue", "祭": "zhai",
}  # fmt: skip
"""Surnames that are read otherwise than their character elsewhere, as far as pypinyin does not read them so."""
_DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "夏侯", "令狐", "司徒")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+")
"""A name beside a post, whatever people it is of (副旗长斯琴高娃)."""
_TITLE_RUN = re.compile(rf"(?:{TITLES.pattern}[、,及和兼]?)+")


_UNNAMED = re.compile(
    rf"各?(?:位|有关|相关)?(?:分管|主管|联系|挂点|挂钩|包保|包联)的?(?:(?:[市县区州省旗盟镇乡]|政府|街道|单位|部门)*领导|{TITLES.pattern})"
)
"""Whoever holds a post, by what the post has to do (分管副区长): no name."""
_BEHIND = re.compile(rf"(?<=.{{2}}){_TITLE_RUN.pattern}$")
_SHORT = re.compile(rf"[\u4e00-\u9fff]{TITLES.pattern}")
"""A surname with a post and no given name (叶副市长)."""
_MARKS = re.compile(r"[、,;，；/／|｜。](?![^(（]*[)）])")
_CLOSED = re.compile(r"(?<=[)）])\s*(?=(?P<next>[\u4e00-\u9fff·\s]{2,9})(?P<post>[(（])?)")
"""Where a name may begin behind a post in brackets (张三(主任)李四)."""
_OTHERS = re.compile("等|同志")
_DEPUTY = re.compile("(?:常务|第一)?副")
_PLACED = re.compile("[市县区州旗盟镇乡局委办院]$")
_TWO_NAMES = 5
"""Characters of two names with nothing between them, at least."""
_AND = re.compile(r"[和及]")


@dataclass(slots=True)
class People:
    """Leaders in printed order; titles by name as printed; doubtful holds entries that are no person's name.

    joined holds entries that were two names with nothing between them; unnamed those that are a post without a name.
    """

    names: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)


def people(words: str) -> People:
    """Take a list of leaders apart."""
    found = People()
    title = ""
    for entry in (single for whole in _entries(words) for single in _singly(whole, found)):
        if _UNNAMED.fullmatch(entry):
            found.names.append(entry)
            found.unnamed.append(entry)
            continue
        begin = _TITLE_RUN.match(entry)
        if begin and begin.end() == len(entry):
            title += entry + "、"
            continue
        ahead = begin.group() if begin and _NAMED.fullmatch(_bare(entry[begin.end() :])) else ""
        name = _bare(_without_posts(entry[len(ahead) :]))
        beside = _posts_beside(entry)
        if beside and not ahead:
            ahead = beside["post"].strip("、,")
        behind = None if _SHORT.fullmatch(name) else _BEHIND.search(name)
        if behind and not ahead:
            name = name[: behind.start()]
            ahead = behind.group()
        if title or ahead:
            found.titles.setdefault(name, (title + ahead).strip("、,"))
        long = len(name) > 3 and "·" not in name and name[:2] not in _DOUBLE_SURNAMES
        posted = bool(title or ahead) and _NAMED.fullmatch(name)
        if TITLES.search(name) or (not posted and not _peoples(name) and (not _is_name(name) or long)):
            found.doubtful.append(name)
        found.names.append(name)
        title = ""
    if title and not found.names:
        found.unnamed = title.strip("、").split("、")
        found.names = [*found.unnamed]
    return found


def _posts_beside(entry: str) -> re.Match[str] | None:
    """Find the posts in brackets at an entry's end."""
    return next((found for found in BRACKETED.finditer(entry) if found.end() == len(entry)), None)


def _without_posts(entry: str) -> str:
    found = _posts_beside(entry)
    return entry[: found.start()] if found else entry


def _bare(entry: str) -> str:
    return re.sub(r"(?<=.{2})(?:等)?(?:同志|等)$", "", entry)


def is_person(entry: str) -> bool:
    """Tell whether an entry is a person's name, with or without titles."""
    found = people(entry)
    return len(found.names) == 1 and not found.doubtful and not found.unnamed


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and (name[0] in _SURNAMES or "·" in name)


def surnamed(words: str) -> bool:
    """Tell words that begin with a surname."""
    return words[:1] in _SURNAMES or words[:2] in _DOUBLE_SURNAMES


def _entries(words: str) -> list[str]:
    """Cut at marks, and at white space where both sides are whole names."""
    entries: list[str] = []
    if ")" in words or "）" in words:
        words = _CLOSED.sub(lambda found: "、" if _begins_name(found) else found.group(), words)
    for part in (half for whole in _MARKS.split(words) for half in _halves(whole)):
        runs = list(_runs(part.split()))
        whole = len(runs) > 1 and all(_whole(run) for run in runs)
        entries.extend(map(fold_text, runs) if whole else [fold_text(part)])
    return [entry for entry in entries if entry]


def _begins_name(closed: re.Match[str]) -> bool:
    """Tell a name behind a post in brackets: with a post in brackets of its own, or with a surname."""
    name = fold_text(closed["next"])
    cut = 4 if name[:2] in _DOUBLE_SURNAMES else 3
    plain = surnamed(name) and 2 <= len(name) <= cut
    return not _OTHERS.match(name) and bool(plain or closed["post"] or "·" in name or _peoples(name))


def _peoples(name: str) -> bool:
    return name[:1] in PEOPLES and len(name) == 3  # 刀文华, 岩温叫


def _singly(entry: str, found: People) -> list[str]:
    """Take leaders apart between whose names stand posts alone, or nothing."""
    if len(_bare(entry)) < _TWO_NAMES or "(" in entry:
        return [entry]
    posts = list(_TITLE_RUN.finditer(entry))
    edges = [0, *(place for post in posts for place in post.span()), len(entry)]
    names = [entry[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if sum(map(bool, names)) > 1 and all(names[1:-1]) and all(_is_plain(name) for name in names if name):
        said = [post.group() for post in posts]
        if not names[0] and names[-1]:
            return [post + name for post, name in zip(said, names[1:], strict=True)]
        if names[0] and not names[-1]:
            return [name + post for name, post in zip(names, said, strict=False)]
        if len(said) == 1 and _DEPUTY.match(said[0]) and len(names[0]) == 3:
            return [names[0] + said[0], names[1]]
    bare = _bare(entry)
    cuts = [
        cut
        for cut in (2, 3)
        if not posts and bare[0] not in PEOPLES and _is_plain(bare[:cut]) and _is_plain(bare[cut:])
    ]
    if len(cuts) == 1:
        found.joined.append(entry)
        return [bare[: cuts[0]], bare[cuts[0] :]]
    return [entry]


def _is_plain(name: str) -> bool:
    """Tell a whole name of the Han: no place (高新区), nothing longer."""
    cut = 4 if name[:2] in _DOUBLE_SURNAMES else 3
    return bool(_NAME.fullmatch(name)) and surnamed(name) and len(name) <= cut and not _PLACED.search(name)


def _halves(part: str) -> list[str]:
    """Cut at 和 or 及 between two whole names (张三和李四); 孟和 may be one."""
    for match in _AND.finditer(part):
        left, right = (_TITLE_RUN.sub("", fold_text(half)) for half in (part[: match.start()], part[match.end() :]))
        if _is_name(_bare(left)) and right and right[0] in _SURNAMES and len(right) > 1:
            return [part[: match.start()], *_halves(part[match.end() :])]
    return [part]


def _runs(runs: list[str]) -> Iterator[str]:
    """Join two single characters that are a name (高 翔 田野 are two leaders)."""
    at = 0
    while at < len(runs):
        pair = "".join(runs[at : at + 2])
        single = len(pair) == 2 and at + 1 < len(runs) and _is_name(pair)
        yield pair if single else runs[at]
        at += 2 if single else 1


def _whole(run: str) -> bool:
    """Tell a run of characters that can be a name or a title by itself (not half of 俞 悦 or 张 建国)."""
    return len(run) > 1 and (_is_name(run) or bool(_TITLE_RUN.match(run)))


def leader_id(name: str) -> str:
    """Return surname and given name in pinyin: 雷玉成 -> lei-yucheng, 阿依·努尔 -> ayi-nuer."""
    cut = 2 if name[:2] in _DOUBLE_SURNAMES else 1
    apart = name.split("·") if "·" in name else [name] if len(name) > 4 else [name[:cut], name[cut:]]
    parts = [_SPOKEN.get(part, "") if part == name[:cut] else "" for part in apart]
    spoken = (said or "".join(lazy_pinyin(part)) for part, said in zip(apart, parts, strict=True))
    clean = (re.sub(r"[^a-z0-9]", "", part.lower().replace("ü", "v")) for part in spoken)
    return "-".join(part for part in clean if part) or "leader"
