"""Importer, step 3d: a task's words -> its figures and goals without a number (domain.md, Targets).

In: typeset text. Out: Found: targets as plain mappings in printed order, and the numbers that were read as no target
though nothing says why (doubts). A figure is a number with a measure word; its indicator stands before it (新增停车泊位
2000个) or behind it (完成44座危桥改造) in the same part of a list; parts without a verb take the one before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from taskbook.importer.milestones import read_milestones
from taskbook.importer.registry import Doubt

_UNITS = (
    "个百分点|平方公里|平方米|立方米|吨标准煤|千瓦时|公顷|公里|千米|兆瓦|千瓦|人次|户次|件次|场次|人|户|亩|元|吨|"
    "个|家|套|座|项|条|处|台|部|场|件|种|所|张|辆|对|次|批|名|位|艘|只|头|株|棵|米|倍|门|期|支|孔|盏|间|块|片|幅|床|架|列|例|篇"
)
_FIGURE = re.compile(
    rf"(?P<low>\d+(?:\.\d+)?)(?:(?:%|个|家|亿元|万元)?[—–~～\-至](?P<high>\d+(?:\.\d+)?))?"
    rf"(?P<unit>%|‰|[万亿千百]{{0,2}}(?:{_UNITS}))(?P<after>及?以上|以内|以下|左右|上下|底线)?"
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。；，：]+")
_EFFORT = re.compile(r"力争|争取|努力|力促")
_BEFORE = re.compile(
    r"(?P<word>不少于|不低于|不小于|至少|不超过|不高于|控制在|稳定在|保持在|超过|突破|达到|低于|超|达|过|约|为)$"
)
_OPS = {
    "不少于": ">=", "不低于": ">=", "不小于": ">=", "至少": ">=", "不超过": "<=", "不高于": "<=", "超过": ">", "突破": ">",
    "超": ">", "过": ">", "低于": "<", "约": "~", "以上": ">=", "及以上": ">=", "以内": "<=", "以下": "<=", "左右": "~",
    "上下": "~", "底线": ">=",
}  # fmt: skip
_GROWTH = re.compile(r"(年均增长|同比增长|增长|提高|下降|降低|增加|提升|压缩|再提高)$")
_VERBS = (
    "新建改造|新建改建|新改扩建|筹集建设|启动建设|交付使用|免费筛查|关改搬转|加快推进|新增扩面|做优做精|新招引|新签约|新入库|新发展|"
    "新改建|新引进|新认定|新培育|新建|新增|净增|引进|培育|创建|建设|建成|改造|完成|实施|推进|打造|打通|消灭|改善|培训|举办|组织|"
    "提供|扶持|带动|开展|发展|抓好|做好|推动|跟踪|形成|严守|建立|新设|开工|扩建|整治|修建|铺设|种植|发放|争取|签约|招引|帮扶|"
    "转移|输送|开通|投放|救助|资助|选派|选聘|认定|申报|筹集|开发|治理|修复|清理|拆除|安装|配备|更新|实现"
)
_VERB = re.compile(_VERBS)
_LEAD = re.compile(
    r"^(?:力争|争取|努力|力促|确保|全力|全市|全年|今年|年内|再|继续|大力|着力|积极|稳步|扎实|深入|持续|加快|全面|其中|并|将|使|"
    r"分别|每年|新(?=招引)|在)*"
)
_SIZE = re.compile(r"[万亿]*元$")
_SCOPE_NOUN = re.compile(r"^(?:方面|维度|方向|领域|环节|层面|月|百分点|以上|工作日|小时)")
_POLICY = re.compile(r"(?:发展|政策|措施|清单|意见|技改|促进|环境|规定|办法)$")
_POLICY_NOUN = re.compile(r"^(?:措施|政策|意见|规定|举措|硬措施|具体措施|等政策|、促进)")
_GOALS = (
    ("relative", re.compile(r"(?P<indicator>[^，。；、]*?(?:、[^，。；]*?收入)?)(?:增幅|增速|增长)?(?:保持)?[与和]经济(?:增长|发展)(?:基本)?(?:保持)?同步")),
    ("relative", re.compile(r"(?P<indicator>[^，。；]+?)(?:达到省定目标|(?:增幅|增速)?高于全[省国](?:平均)?(?:水平)?)")),
    ("multiple", re.compile(r"(?P<indicator>[^，。；]+?)(?:再)?(?P<verb>压缩|减少)一半|(?P<indicator2>[^，。；]+?)翻(?:一)?番")),
    ("coverage", re.compile(r"(?:(?P<verb>推动|推进|基本实现|实现|确保)+)?(?P<indicator>[^，。；]+?)(?:实现)?(?:动态)?全覆盖")),
    ("coverage", re.compile(r"(?P<indicator>[^，。；]+?)(?:免费)?应(?P<x>[\u4e00-\u9fff])尽(?P=x)(?![、，]重)")),
    ("coverage", re.compile(r"(?P<verb>推动|推进)?(?P<indicator>[^，。；]+?)(?:全部|全面)达标")),
    ("coverage", re.compile(r"(?P<indicator>[^，。；]+?)动态(?:保持为|清)零")),
    ("coverage", re.compile(r"(?P<indicator>[^，。；]+?)覆盖全市所有[^，。；]+")),
    ("coverage", re.compile(r"[全]?市?所有[^，。；]+?(?P<verb>完成)(?P<indicator>[^，。；]+)")),
)  # fmt: skip


@dataclass(slots=True)
class Found:
    """What stands in a text: targets and milestones as plain mappings in printed order, and doubtful numbers."""

    targets: list[dict[str, object]] = field(default_factory=list)
    milestones: list[dict[str, object]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a list: its place in the text and the words of its sentence before it."""

    start: int
    end: int


@dataclass(slots=True)
class _Mood:
    """What carries over from part to part: the governing verb of the clause and the effort of the sentence."""

    verb: str = ""
    effort: bool = False


def read_targets(text: str, headline: bool = False) -> Found:
    """Read the figures and checkable commitments of a text; headline also takes goals that only name a task."""
    found = Found()
    placed: list[tuple[int, dict[str, object]]] = []
    mood = _Mood()
    for clause in _SENTENCE.finditer(text):
        if clause.start() and text[clause.start() - 1] in "。；":
            mood = _Mood()
        figures = list(_clause(text, clause.start(), clause.end(), mood, found))
        placed.extend(figures)
        if not figures:
            mood.effort = bool(_EFFORT.search(clause.group()))
        placed.extend(_goals(text, clause, mood))
        if headline and not figures and not any(clause.start() <= place < clause.end() for place, _ in placed):
            placed.extend(_qualitative(clause))
    found.targets = [record for _, record in sorted(placed, key=lambda pair: pair[0])]
    found.milestones = read_milestones(text)
    return found


def _clause(text: str, start: int, end: int, mood: _Mood, found: Found) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the figures of one clause, part by part."""
    mood.verb = ""
    for part in _parts(text, start, end):
        matches = [m for m in _FIGURE.finditer(text, part.start, part.end) if _is_target(text, m, part, found)]
        for number, match in enumerate(matches):
            begin = matches[number - 1].end() if number else part.start
            yield match.start(), _figure(text, match, begin, part.end, mood)


def _parts(text: str, start: int, end: int) -> Iterator[_Part]:
    """Cut a clause at 、 and 和 outside quotes where both sides hold a figure."""
    cut, depth = start, 0
    for place in range(start, end):
        depth += {"“": 1, "（": 1, "《": 1, "”": -1, "）": -1, "》": -1}.get(text[place], 0)
        if text[place] in "、和" and depth <= 0 and _FIGURE.search(text, cut, place):
            following = text.find("、", place + 1, end)
            rest = text[place + 1 : end]
            if _FIGURE.search(rest) and (text[place] == "、" or following < 0):
                yield _Part(cut, place)
                cut = place + 1
    yield _Part(cut, end)


def _is_target(text: str, match: re.Match[str], part: _Part, found: Found) -> bool:
    """Tell a promised figure from a number that only looks like one."""
    before, after = text[part.start : match.start()], text[match.end() : part.end]
    unit, mark = match["unit"], match["after"] or ""
    if before.endswith(("第", "前", "“", "+", "-", "×", "No.")) or _SCOPE_NOUN.match(after):
        return False
    if unit == "条" and (_POLICY.search(before) or _POLICY_NOUN.match(after) or after.startswith("”")):
        return False
    if _SIZE.search(unit) and (
        (mark and after and not after.startswith(("”", "）", "的目标")))
        or (after and re.search(r"[过超达]$", before))
        or re.search(r"\d.*过$", before)
    ):
        return False
    if re.search(r"(?:亩|平方公里|平方米)$", unit) and (after.startswith("的") or (after and "加快" in before)):
        return False
    if re.search(r"对$", before) or (before.endswith("等") and not re.search(r"建设|打造|新建|建成|创建", before)):
        found.doubts.append(Doubt(match.group(), "像是已有事物的数量，未读作指标", "是承诺时，补一条指标"))
        return False
    return True


def _figure(text: str, match: re.Match[str], start: int, end: int, mood: _Mood) -> dict[str, object]:
    before, after = text[start : match.start()], text[match.end() : end]
    words, comparison = _comparison(before)
    growth = _GROWTH.search(words)
    if growth:
        words = words[: growth.start()]
    if _EFFORT.search(before):
        mood.effort = True
    lead = _LEAD.match(words)
    bare = words[lead.end() :] if lead else words
    verb, noun = _verb(bare)
    behind = bool(after) and not growth and not after.startswith(("）", "”"))
    if behind:
        noun = after
        verb = verb or bare
    verb = verb if verb or behind else ""
    if verb:
        mood.verb = verb
    indicator, extra = _indicator(noun, mood.verb)
    record: dict[str, object] = {"indicator": indicator or noun or bare or text[start:end]}
    record |= _value(match, comparison)
    record["measure"] = _measure(match, str(record["indicator"]), words, comparison, bool(growth), mood.verb)
    if mood.verb and mood.verb not in (record["indicator"],) and not growth:
        record["verb"] = mood.verb
    record |= extra
    if mood.effort:
        record["effort"] = "true"
    quote_start = start + (lead.end() if lead and not _EFFORT.search(lead.group()) else 0)
    record["quote"] = text[quote_start : end if behind else match.end()].strip("、和")
    return record


def _comparison(before: str) -> tuple[str, str]:
    """Take the comparison word at the end of the words before a number."""
    match = _BEFORE.search(before)
    if match is None:
        return before, ""
    return before[: match.start()], match["word"]


def _verb(words: str) -> tuple[str, str]:
    """Cut words into the governing verb and the noun behind it; a verb at the very end governs the noun before it."""
    matches = [m for m in _VERB.finditer(words) if m.end() < len(words)]
    if matches and "“" in words[: matches[-1].start()] and "”" in words[matches[-1].end() :]:
        matches = matches[:1]
    if matches:
        return matches[0].group() if len(matches) == 1 else matches[-1].group(), words[matches[-1].end() :]
    last = [m for m in _VERB.finditer(words) if m.end() == len(words)]
    if last and last[-1].start():
        return last[-1].group(), words[: last[-1].start()]
    return "", words


def _indicator(noun: str, verb: str) -> tuple[str, dict[str, object]]:
    """Clean a noun: 每…, the scope before 的."""
    extra: dict[str, object] = {}
    if match := re.match(r"(每[^\d，。]{1,3}[口个人户村镇县]?人?口?|每个[\u4e00-\u9fff]{2})(?=[^\d])", noun):
        extra["per"] = match.group()
        noun = noun[match.end() :]
    return noun.strip("的、"), extra


def _value(match: re.Match[str], comparison: str) -> dict[str, object]:
    op = _OPS.get(match["after"] or "", "") or _OPS.get(comparison, "=")
    value = match["low"]
    if match["high"]:
        op, value = "..", f"{match['low']}..{match['high']}"
    return {"op": op, "value": value, "unit": match["unit"]}


def _measure(match: re.Match[str], indicator: str, words: str, comparison: str, growth: bool, verb: str) -> str:
    unit = match["unit"]
    if growth or unit == "个百分点":
        return "growth"
    if unit in ("%", "‰"):
        if "占" in words or "比重" in words or "占比" in words:
            return "share"
        return "level" if indicator.endswith(("率", "指数", "涨幅")) else "share"
    if indicator in ("筹资",) or comparison in ("达到", "达", "稳定在", "保持在", "控制在", "突破") or "总数" in words:
        return "level"
    return "added"


def _goals(text: str, clause: re.Match[str], mood: _Mood) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the goals without a number of one clause."""
    for kind, pattern in _GOALS:
        match = pattern.search(text, clause.start(), clause.end())
        if match is None:
            continue
        named = match.groupdict()
        indicator = named.get("indicator") or named.get("indicator2") or match.group()
        record: dict[str, object] = {"indicator": _LEAD.sub("", indicator) or indicator, "kind": kind}
        if named.get("verb") and named["verb"] != "实现":
            record["verb"] = named["verb"]
        if _EFFORT.search(match.group()) or mood.effort:
            record["effort"] = "true"
        record["quote"] = match.group()
        yield match.start(), record
        return


def _qualitative(clause: re.Match[str]) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield a headline goal that only names a task (全面完成省下达的节能减排任务)."""
    if match := re.search(r"(?:全面)?(?P<verb>完成|实现)(?P<indicator>.+)", clause.group()):
        record: dict[str, object] = {"indicator": match["indicator"], "kind": "qualitative", "verb": match["verb"]}
        record["quote"] = match.group()
        yield clause.start(), record
