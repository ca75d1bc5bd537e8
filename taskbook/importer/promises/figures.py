"""Importer: every number of a text, told apart: a figure (number and measure word), a known other thing, or doubtful.

In: typeset text. Out: figures with their places, and the places of numbers that are neither a figure nor a known other
thing (a year, a road, an age, a name in quotes, a list of policies, a past result …: domain.md, Targets).
"""

import re
from dataclasses import dataclass

from taskbook.importer.promises.numerals import Said, said

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MAGNITUDE = r"(?:[万千百十]?亿|[千百十]?万|[千百])"
_WORDS = (
    "摄氏度|℃|千伏安|兆伏安|学时|分贝|厘米|毫米|万方|课次|樘|台件|台架|件套|套件|桩位|"
    "延长米|管公里|线公里|单公里|单线公里|标台|项次|轮次|点次|批次|航次|台套|人份|座次|片区|辆次|家次|标段|车位|起|单|桩|班|组|根|份|枚|兆|PB|"
    "个百分点|百分点|个位次|位次|平方公里|平方千米|平方米|蒸吨|千升|万立方米|立方米|立方|微克/立方米|毫克/升|毫克/立方米|吨标准煤|吨标煤|标准煤|千瓦时|"
    "千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|公顷|公里|千米|延米|海里|公斤|千克|斤|克|升|标准箱|标箱|人次|户次|件次|场次|条次|篇次|架次|车次|班次|艘次|例次|头次|"
    "美元|欧元|港元|元|亩|吨|米|里|人|户|口|个|家|套|座|项|条|处|台|部|场|件|种|所|张|辆|对|次|批|名|位|艘|只|头|羽|株|棵|倍|"
    "万?头只|锭|门|期|支|孔|盏|间|块|片|幅|床|架|列|例|篇|栋|幢|宗|笔|款|册|本|站|节|课时|眼|尾|套次|单元"
)
_COUNTED = r"(?:标准)?羊单位|个(?:标准)?羊单位|[群趟首卷扇枪桶袋箱盒铺担棒](?=$|[^\u4e00-\u9fff])"
_COUNTED += r"|(?:亩|户|人|家|台|辆|套|项|处|件|村|校|组|只|头|羽)次"
_COUNTED += r"(?=$|[^\u4e00-\u9fff]|以|左右|和|及)"
_DATA = r"(?:PFLOPS|EFLOPS|PFlops|EFlops|PB|TB|GB|EB|P|MWh|GWh|kWh|MW|GW|MVA|kVA|TEU)(?![A-Za-z0-9])"
_ROUND = r"轮(?![船胎训岗作换休椅滑毂值流转回驱候播车番式])"
_POWER = r"(?<=[万亿])度(?![假量])"
_STREAM = r"路(?=高清|监控|视频|摄像|感知)"
_LONGEST_FIRST = "|".join(sorted(_WORDS.split("|"), key=len, reverse=True))
MEASURE = f"(?:{_COUNTED}|{_DATA}|{_STREAM}|{_POWER}|{_LONGEST_FIRST}|{_ROUND})"
_EACH = (
    r"/(?:10|[百千万])?(?:人|户|年|月|日|天|小时|亩|公顷|公里|平方公里|平方千米|平方米|立方米|升)"
    r"(?:[/·](?:年|月|日|天))?"
)
"""What a measure is counted per (批次/千人, 元/平方米)."""
_AFTER = "及以上|或以上|及以下|或以下|以上|以内|之内|以下|左右|上下"
_BEFORE_UNIT = "以上|以内|以下|左右|余|多"
_FIGURE = re.compile(
    rf"(?P<low>{NUMBER})(?:(?:%|‰|{_MAGNITUDE}?{MEASURE}|{_MAGNITUDE})?(?:——?|[–~～\-－至到])(?P<high>{NUMBER}))?"
    rf"(?:(?P<rate>[%‰]|/(?:10万|万|千))|(?P<early>余|多)?(?P<magnitude>{_MAGNITUDE}?)(?P<inner>{_BEFORE_UNIT})?(?P<measure>{MEASURE}(?:{_EACH})?)"
    rf"(?!制|级|数[增以]|代会|标志(?!性)|工作日|小时|月|才)(?P<also>（{MEASURE}）)?|"
    rf"(?P<people>[万亿])(?P<more>余|多)?(?={{HAN}}))(?:（含(?:本数)?）)?(?P<after>(?:{_AFTER}))?".replace(
        "{HAN}", "[\u4e00-\u9fff]"
    )
)
_DURATION = re.compile(
    rf"(?P<low>{NUMBER})(?:(?:——?|[–~～\-－至到])(?P<high>{NUMBER}))?"
    rf"(?P<measure>周?岁|个?工作日|个?小时|分钟|秒|天|个月)(?P<after>{_AFTER}|内)?"
)
_STREAMS = re.compile(rf"(?P<low>{NUMBER})(?P<high>(?!))?(?P<measure>万?路)(?P<after>{_AFTER})?")
_WATCHING = re.compile(r"(?:监控|视频|摄像[机头]?|探头|传感器|感知[^，。；]{0,3})(?:达到?|至|超过?|突破|不少于)?$")
"""What is counted in 路: elsewhere a road or a bus."""
_SERVED = re.compile(
    r"(?:全部|全程|一次性?)?(?:办结|办理完毕|办完|办好|答复|反馈|出证|审结|结案|送达|拨付|到达|完成(?:审[批查核]|办理|答复|登记|备案))"
)
"""What an office does within a time that is its promise (3个工作日内办结)."""
_GRADED = re.compile(r"[创评升达获争][A-D]$")
_GRADED_UNIT = re.compile(r"\d+[家户个项](?![A-Za-z\d])")
"""How many reach a grade that is a letter (创A6家)."""
_SHORTENED = re.compile(
    r"(?:(?:压|缩|减|降|提速|控制|压缩|缩短|稳定)[^，。；、]{0,4}(?:到|至|在|为)|达到?|超过?|不超过|不少于)$|(?:寿命|天数)[^，。；]{0,8}$|"
    r"(?:平均[^，。；、\d]{0,8}|[停逗驻]留|[^，。；、\d](?:时间|时长|用时|耗时|周期))(?:约|近|为|在)?$|"
    r"(?:压|缩|减|降|提)[^，。；]{1,16}\d(?:小时|分钟|天|个?工作日|个月)(?:以内)?[、和]$"
)
_DIGITS = re.compile(NUMBER)

# what a number is that no promise counts, by the words before it (up to its first digit) …
_OTHER_BEFORE = re.compile(
    r"(?:第|[国省县乡]道|(?<![底日年月度初末])前|近年来|No\.|[A-Za-z+×*xX=\-][\d.]*|[GSXYC]|[（(]\d{4}[—\-])$|20\d\d[—–\-~至]$|(?:热线|专线|平台|电话)$"
)
# … and by the words behind it
_OTHER_BEHIND = re.compile(
    r"(?:、\d+)+(?:国道|省道|县道|号|路|线)|年(?:度|底|末|代|期|内|前|后|来|以上|以下|级)?|月份?|日|号|周年|周岁|岁|届|国道|省道|县道|乡道|线|路|高速|强|[A-Za-z+×*]|千伏|伏|度|英寸|"
    r"维|时|点|折|星|楼|层|字|周|级|版|人才[^，。；、]{0,8}(?:工程|计划|项目|行动)|分钟|分|小时|天|工作日|个月|个工作日|个小时|秒|热线|专线|平台|吨级|人制|类|方面|大类|国|省|项机制|"
    r"[—–\-~至到]\d+(?:年|月|岁|周岁|日|号|天|小时|分钟|个月|强)|季度|学年|届次|代|型|万吨级|千瓦级|码|”"
)  # fmt: skip
_SCOPE = re.compile(r"(?:个)?(?:方面|维度|方向|领域|环节|层面|阶段|步骤|(?:重点|关键)(?=$|[，。；、”])|一|月)")
_POLICY = re.compile(r"(?:政策|措施|清单|意见|规定|办法|举措|方案|硬招|细则|发展|技改|促进|环境)$")
_POLICY_NOUN = re.compile(r"^[^，。；、]{0,8}(?:措施|政策|意见|规定|举措|清单|方案|任务清单|细则|承诺|、促进)|^”")
_PAST = re.compile(
    r"(?<![较比])去年|(?<![较比])上年(?!的)|过去[一五]?年|近年来|(?<!项)目前|现有|已(?:经|累计|建成|完成|实现|达|有)|累计完成|截至|[一二三四五六七八九]年来"
)
_BASE = re.compile(r"[由从][^，。；\d]{0,8}$")
_RAISED = re.compile(r"\d[^，。；]*?(?:提|增|升|扩|降|减|压|缩)[^，。；\d]{0,4}[到至为]")
"""A past result that is the base of a promise (由去年的38亿元提高到50亿元)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its measure word; mark is the comparison behind it (以上) or before the measure word (余).

    unsure: it is said in words that may mean no number.
    """

    start: int
    end: int
    low: str
    high: str | None
    unit: str
    mark: str = ""
    duration: bool = False
    unsure: bool = False

    @property
    def value(self) -> str:
        """The exact decimal, or low..high."""
        return self.low if self.high is None else f"{self.low}..{self.high}"

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.unit.endswith("元")

    @property
    def size(self) -> bool:
        """Whether the unit measures how large a thing is rather than how many there are."""
        return bool(re.search(r"元|亩|平方|公顷|千瓦|兆瓦|吨|米|公里|床$", self.unit))


def figures(text: str) -> tuple[list[Figure], list[tuple[int, int]]]:
    """Return the figures of a text in order, and the ranges of numbers that are neither that nor known other things."""
    named = names(text)
    found: list[Figure] = []
    doubtful: list[tuple[int, int]] = []
    at = 0
    while match := _DIGITS.search(text, at):
        at = match.end()
        start = match.start()
        if any(low <= start < high for low, high in named):
            continue
        figure = _figure(text, start) or _elided(text, start, match.end())
        if figure is not None:
            found.append(figure)
            at = figure.end
        elif not _is_other(text, start, match.end()) or _is_stated(text, start, match.end()):
            doubtful.append((start, match.end()))
        else:
            at = _skip_range(text, match.end())
    taken = [*named, *((figure.start, figure.end) for figure in found)]
    return sorted([*found, *map(_in_words, said(text, taken))], key=lambda figure: figure.start), doubtful


def _in_words(found: Said) -> Figure:
    low, _, high = found.value.partition("..")
    return Figure(found.start, found.end, low, high or None, found.unit, found.mark, unsure=found.unsure)


def _elided(text: str, start: int, end: int) -> Figure | None:
    """Read a number behind 分别 that has its measure word in common with the next (分别控制在62、38微克/立方米)."""
    clause = re.split(r"[。；，]", text[:start])[-1]
    following = re.compile(r"(?:[、和]\d[\d.]*)*[、和](?=\d)").match(text, end) if "分别" in clause else None
    figure = _figure(text, following.end()) if following else None
    return Figure(start, end, text[start:end].replace(",", ""), None, figure.unit) if figure else None


def _skip_range(text: str, end: int) -> int:
    """Go past the second number of a range that is no figure (35—64岁)."""
    match = re.compile(rf"(?:——?|[–~～\-－至到])({NUMBER})").match(text, end)
    return match.end() if match else end


def names(text: str) -> list[tuple[int, int]]:
    """Return the ranges in which numbers belong to names: titles in 《》, short words in quotes."""
    return [match.span() for match in re.finditer(r"《[^》]*》|“[^”，。；]{1,24}”|〔[^〕]*〕", text)]


def _figure(text: str, start: int) -> Figure | None:
    before = text[max(start - 24, 0) : start]
    graded = _GRADED.search(before) and _GRADED_UNIT.match(text, start)
    if not graded and re.search(r"(?:第|[A-Za-z+×*=]|No\.|[A-Za-z.][\d.]*[-—]?)$", before):
        return None
    if (match := _DURATION.match(text, start)) and (
        _SHORTENED.search(before) or (match["after"] and _SERVED.match(text, match.end()))
    ):
        return _made(match, match["measure"], match["after"] or "", duration=True)
    if (match := _STREAMS.match(text, start)) and _WATCHING.search(before):
        return _made(match, match["measure"], match["after"] or "")
    match = _FIGURE.match(text, start)
    if match is None or re.match(
        rf"(?!{_DATA})[A-Za-z+×*]|万?(?:吨|千瓦|千伏|平方米|人|亩)级", text[match.end("low") :]
    ):
        return None
    behind = text[match.end() :]
    measure = match["rate"] or f"{match['magnitude'] or match['people'] or ''}{match['measure'] or ''}"
    if _not_counted(before, behind, measure):
        return None
    if re.search("[头只羽匹]$", measure):
        measure += match["also"] or ""  # 150万头（只）: two kinds of animals in one figure
    if match["inner"] and match["magnitude"]:
        measure = match["magnitude"]  # 30万以上人次: the unit is not printed in one piece
    return _made(match, measure, match["after"] or match["inner"] or match["early"] or match["more"] or "")


_COURSES = re.compile(r"(?:办|举行|开展|组织|开设|开班|培训|讲座|发行|出版|编发|印发|推出)[^，。；]{0,10}$")
"""What there are so many of (举办培训班5期); else a number with 期 is that of a building stage (园区2期)."""


def _not_counted(before: str, behind: str, measure: str) -> bool:
    """Tell a number whose measure word only seems to be one: 前3位 is a rank, 33条措施 a list of policies."""
    if re.search(r"(?<![底日年月度初末])前$", before) and re.fullmatch(r"位|名|个|家|强", measure):
        return True
    if measure in ("个", "项", "条", "大") and _SCOPE.match(behind):
        return True
    if measure == "条" and (_POLICY.search(before) or _POLICY_NOUN.match(behind)):
        return True
    if measure == "期" and not _COURSES.search(before):
        return True
    return measure == "里" or (measure in ("期", "号", "节", "本") and not behind)


def _made(match: re.Match[str], unit: str, mark: str, *, duration: bool = False) -> Figure:
    low, high = match["low"].replace(",", ""), match["high"]
    return Figure(match.start(), match.end(), low, high.replace(",", "") if high else None, unit, mark, duration)


def _is_other(text: str, start: int, end: int) -> bool:
    """Whether a number that is no figure is a known other thing: a year, an age, a road, a voltage or a rank."""
    before, behind = text[max(start - 8, 0) : start], text[end : end + 8]
    if re.match(r"[.．](?=[\u4e00-\u9fff])", behind) or (re.search(r"^$|[。；：]$", before) and behind[:1] == "、"):
        return True  # the number of a part (1.… 2.…)
    if _OTHER_BEFORE.search(before) or _OTHER_BEHIND.match(behind):
        return True
    if re.fullmatch(r"20\d\d|11[0-9]|12[0-2]|(?:12|9\d)\d{3}", text[start:end]) and behind[:1] not in tuple("千百万亿"):
        return True
    figure = _FIGURE.match(text, start)
    return figure is not None and _not_counted(before, text[figure.end() :], figure["measure"] or "")


_STATED = re.compile(
    r"(?:达到?|(?:提高|提升|增加|扩大|上升|增长|降低?|下降|压[缩减]|缩短|减少)[到至]|突破|超过|不少于|不低于|不超过|不高于|控制在|稳定在|保持在|"
    r"新增|新建|建成|改造|培育|引进|开通|接入|完成|增加|配备|安装)$"
)
_MEASURED = re.compile(
    r"(?:路(?!公交)|分(?!钟)|岁|届(?!中|二)|类|点(?!位)|时(?![间速])|国(?!道)|代|型|字|层|周(?!年|岁)|度(?!假)|楼|码|(?:分钟|个?小时|天|个?工作日|秒)(?![^，。；]{0,8}圈)|"
    r"[A-Za-z]+(?=$|[，。；、以]))"
)


def _is_stated(text: str, start: int, end: int) -> bool:
    """Whether a verb of promise stands right before a number that looks like another thing (达到1200P, 新增30路)."""
    before = text[max(start - 8, 0) : start]
    return bool(_STATED.search(before) and _MEASURED.match(text, end)) and not re.match(r"[1-9]?[GA]|A级", text[end:])


def is_past(text: str, start: int) -> bool:
    """Whether the clause before a number speaks of a past result (去年完成…)."""
    begin = max(text.rfind(mark, 0, start) for mark in "，。；") + 1
    promised = re.search(r"基础上|提高|增加|提升|下降|增长|力争|确保", text[begin:start])
    if _BASE.search(text, begin, start) and _RAISED.match(text, start):
        return False
    return bool(_PAST.search(text, begin, start)) and not promised
