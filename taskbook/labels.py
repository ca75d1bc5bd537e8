"""The printed words that name roles, deadlines and tasks: labels, column heads, verbs (a leaf of the house; pure).

The importer reads assignments with them, verify proves assignments with them. All patterns match folded text.
"""

import re
from collections.abc import Sequence
from functools import cache

LABELS = {
    role: tuple(words.split())
    for role, words in {
        "leaders": "牵头负责领导 牵头责任领导 责任领导 牵头领导 分管领导 督办领导 领衔领导 包联领导 包保领导 联系领导 "
        "挂钩领导 主抓领导 负责领导 督导领导 协管领导 牵头市领导 责任市领导 分管市领导 市领导 县领导 区领导 州领导 "
        "分管副市长 牵头市长 分管市长 责任人 牵头人 负责人",
        "lead": "牵头责任单位 牵头负责单位 牵头单位 牵头部门 牵头责任部门 主办单位 主办部门 主责单位 主责部门 主抓单位",
        "responsible": "责任单位 责任部门 承办单位 承办部门 责任主体 落实单位 实施单位 负责单位 负责部门 责任科室",
        "assist": "协同责任单位 配合责任单位 协办责任单位 协同配合单位 协办单位 配合单位 协同单位 参与单位 协助单位 "
        "协作单位 参加单位 配合部门 协办部门 协同部门 参与部门 协助部门",
        "due": "完成时限 完成时间 完成期限 完成日期 办理时限 办结时限 落实时限 推进时限 时限要求 时间要求 时间节点 "
        "进度时限 时限",
    }.items()
}
"""Role (leaders, lead, responsible, assist) or due -> its printed labels."""

TEXT_LABELS = (
    "目标任务", "工作任务", "主要任务", "重点任务", "具体任务", "任务内容", "工作内容", "主要内容", "具体内容",
    "工作目标",
    "年度目标", "任务目标", "工作措施", "主要措施", "具体措施", "推进措施", "工作要求", "工作事项", "建设内容", "任务",
    "要点", "工作要点",
)  # fmt: skip
"""Labels of a task's words on a line of their own (目标任务: …)."""

_SHORT = {"领导": "leaders", "分管": "leaders", "主管": "leaders", "包抓": "leaders", "包联": "leaders",
          "包保": "leaders", "领衔": "leaders", "牵头": "lead", "主办": "lead", "部门": "responsible",
          "单位": "responsible", "责任": "responsible", "负责": "responsible", "承办": "responsible",
          "配合": "assist", "协办": "assist", "协同": "assist", "参与": "assist"}  # fmt: skip
_UNITS = "单位|部门|科室|股室|处室|机构"
_AT = "(?:[市县区州旗盟省]级?)?"
_FORMS = {
    "leaders": rf"(?:牵头(?:负责|责任)?|责任|分管|主管|协管|包[联抓保干]|挂[联钩包点]|联系|"
    rf"督[办导]|领[衔办]|主抓|负责|协调|统筹|帮扶){_AT}领导|"
    r"[省市县区州旗盟]级?领导|(?:(?:分管|牵头|包[联抓保]|主要|责任)(?:负责)?|负责)同志|(?:第一|直接|主要|具体)?责任人|牵头人|负责人|(?:牵头|责任|分管|主管|联系)(?:副?[省市县区州旗盟]长)",
    "lead": rf"(?:牵头(?:责任|负责|主办|督[查办]|推进|实施|协调)?|主[办责抓]|第一责任)(?:{_UNITS}|主体)",
    "responsible": rf"(?:责任|承[办担接]|落实|实施|负责|推进|主管|执行)(?:{_UNITS}|主体)|"
    r"(?:部门|责任|工作|任务|职责|单位|具体)分工",
    "assist": rf"(?:协同(?:责任|配合)?|配合(?:责任)?|协办(?:责任)?|参与|协助|协作|参加|支持)(?:{_UNITS})",
    "due": r"(?:计划|预计)?(?:完成|办[理结]|落实|推进|进度|竣工|投产)(?:时[限间点]|期限|日期|节点)|"
    r"时[限间](?:要求|节点)|(?:计划|目标|进度)节点|时限",
}
"""Role or due -> the pattern of its labels: those of LABELS and others of their make."""
_WORDS = "|".join(_FORMS.values())
_BARE_WORDS = "|".join(sorted((label for labels in LABELS.values() for label in labels), key=len, reverse=True))
_ODD = (
    r"(?!.{0,5}[各直属]|.{0,4}[有相]关)(?:[\u4e00-\u9fff]{2,4}(?:单位|部门|科室|股室|领导|责任人|联系人)|"
    r"[\u4e00-\u9fff]{0,4}(?:联络员|督办人|督导人|经办人))"
)
"""A label of no known make that names units or people (跟踪单位)."""
_LEVEL = (
    r"(?:[省市县区]级|[市县区]直|县市区|[省市县区州旗盟](?=牵头|主[办责]|责任|配合|协[办同]|承办|负责)|"
    r"主要|具体|共同|相关|有关|总|工作|任务|项目|事项)?"
)
_AND = rf"(?:[和及与、/]{_LEVEL}(?:{_WORDS}|单位|部门|领导))?"
_SEVERAL = (
    r"(?:(?:以上|上述)(?:各|这?\d{1,2}|[一二三四五六七八九十两])?[项条件]?|第?(?P<low>\d{1,3})(?:[—–\-~至到、]第?\d{1,3})+[项条件])"
    r"(?:重点|主要|具体|实事|建设)*(?:任务|工作|事项|项目|目标|工程|实事|内容|措施|指标|目)?的?(?:均?由)?"
)
ABOVE = re.compile(rf"(?<![^(;,。、]){_SEVERAL}")
"""Words before an assignment that say that it is meant for several tasks (以上责任单位:…, 1—3项由…)."""
LABEL = re.compile(
    rf"(?:{ABOVE.pattern.replace('P<low>', ':')})?(?P<label>{_LEVEL}(?:{_WORDS}){_AND})(?:为|是)?:+"
    rf"|(?<=[(;,])(?P<bare>(?:{_BARE_WORDS}){_AND})(?:为|是)?(?![即均都视][为是作])(?=[^:的要应和与及、,;。)])"
    rf"|(?<=\()(?P<odd>(?:{_WORDS}){_AND});"
    rf"|(?:(?<=[(;,、。])|^)(?P<short>{'|'.join(_SHORT)}):(?!万|亿|元|%|个|人|公里|吨|户|亩)"
    rf"|\((?P<boxed>{_LEVEL}(?:{_WORDS}){_AND})\):*"
    rf"|(?:(?<=[(;,])|^)(?P<unknown>{_ODD}):(?=[^:])"
)
"""A role's or a deadline's label with its colon or in brackets (【责任单位】); without one only behind a mark."""
_TEXTS = "|".join(sorted(TEXT_LABELS, key=len, reverse=True))
TEXT_LABEL = re.compile(rf"(?:\d{{4}}年)?(?P<label>{_TEXTS}):|\((?:\d{{4}}年)?(?:{_TEXTS})\):*")

PROGRESS = re.compile(
    r"(?:\d{4}年|年度|工作|工程|推进|实施|形象|目标)?(?:进度|时间|步骤|计划)(?:安排|计划|要求|目标|节点)?:(?=.{4})"
)
"""What says in a line behind a task how far it is to come by when (进度安排:…)."""

STEP = re.compile(
    r"(?:进度|时间|推进|实施|阶段)(?:安排|计划|要求|目标|节点|进度)$|(?:\d{4}年)?(?:第?[一二三四](?:季度|阶段)末?|[上下]半年|\d{1,2}月份?(?:底前|底)?):(?=.)"
)
"""A line of a plan behind a task: its head, or what is to be done in a quarter (第一季度:…)."""

UNKNOWN_LABEL = re.compile(
    rf"(?!(?:{_TEXTS}|附件?|备?注|抄送|主送):|(?:{_WORDS}){_AND}:)(?P<label>[\u4e00-\u9fff]{{2,8}}):"
)
"""What stands before a colon at the beginning of a line: a label of no known make where units or verbs follow."""


def past_label(text: str, start: int) -> int:
    """Return the place behind the label of a task's words (目标任务:) that stands at start; start where none does."""
    match = TEXT_LABEL.match(text, start)
    return match.end() if match else start


NO_CHAPTER = "（无章名）"
"""The chapter of tasks over which a document without a title prints no heading."""
ROLES = ("leaders", "lead", "responsible", "assist")


def label_of(match: re.Match[str]) -> str:
    """Return the printed label that LABEL found."""
    return str(match[match.lastgroup or "label"])


@cache
def roles_of(label: str) -> tuple[str, ...]:
    """Return what a label names, in its order: 牵头领导和单位 -> leaders, lead; 完成时限 -> due."""
    bare = re.sub(rf"^{_LEVEL}(?={_WORDS})", "", label)
    if bare in _SHORT:
        return (_SHORT[bare],)
    first = re.match(rf"(?:{_WORDS})", bare)
    if first is None:
        if re.fullmatch(_ODD, bare):
            return ("leaders",) if bare.endswith(("领导", "人", "员")) else ("assist",)
        return ()
    found = [_role(first.group())]
    rest = re.sub(rf"^[和及与、/]{_LEVEL}", "", bare[first.end() :])
    if rest:
        found.append(_role(rest) or _generic(rest, first.group()))
    return tuple(dict.fromkeys(found))


def _role(word: str) -> str:
    return next((role for role, form in _FORMS.items() if re.fullmatch(form, word)), "")


def is_odd_label(label: str) -> bool:
    """Tell a label of no known make, of which the role is guessed."""
    if label.startswith("第一责任"):
        return True  # the first of those responsible, or the lead
    return bool(re.fullmatch(_ODD, label)) and not re.fullmatch(rf"{_LEVEL}(?:{_WORDS}){_AND}", label)


def _generic(word: str, beside: str) -> str:
    """Name the role of 单位 or 领导 in 牵头领导和单位."""
    if word == "领导":
        return "leaders"
    if beside.startswith(("牵头", "主办")):
        return "lead"
    return "assist" if beside.startswith(("配合", "协")) else "responsible"


_HEADS = (
    ("item", re.compile(r"(?:任务|项目)?(?:序号|编号)|序")),
    ("due", re.compile(rf"(?:\d{{4}}年)?(?:(?:{_FORMS['due']}|期限|节点)(?:要求|安排)?|时间(?:安排)?|完成月份)")),
    ("section", re.compile(r".{0,6}(?:类别|分类|领域|板块|类型|方面)|大类")),
    ("text", re.compile(r".{0,12}(?:任务|内容|事项|措施|目标|工作|要点|名称|项目|要求|指标|任务分解|举措|实事|承诺)"
                        r"(?:(?:及|和|与|、)(?:年度)?(?:规模|要求|目标|任务|措施|举措|标准|内容|进度))?")),
)  # fmt: skip
_HEAD_ROLES = {"牵头": "lead", "责任": "responsible", "配合": "assist", "领导": "leaders", "单位": "responsible"}


_CONCERNED = re.compile(rf"{_LEVEL}(?:[相有]关|涉及|关联|会同|会办|其他|辅助|联合)(?:配合|协同)?(?:{_UNITS})")
"""Units that are in on a task: they assist where another column says who answers, and answer where none does."""


def column_kinds(head: str) -> tuple[str, ...]:
    """Return what a column's head announces: item, text, section, due, roles; nothing for a head that says neither."""
    bare = re.sub(r"\(.*\)$", "", head)
    label = re.fullmatch(rf"{_LEVEL}(?:{_WORDS}){_AND}", bare)
    if label and (found := roles_of(bare)):
        return found
    if bare in _HEAD_ROLES:
        return (_HEAD_ROLES[bare],)
    if _CONCERNED.fullmatch(bare):
        return ("responsible",)
    if re.fullmatch(r"(?:.{2,4}|[省市县区州旗盟]?[^,。;、]{0,6})[省市县区州旗盟]?(?:级|政府)?领导(?:姓名|同志)?", bare):
        return ("leaders",)
    return next(((kind,) for kind, pattern in _HEADS if pattern.fullmatch(head) or pattern.fullmatch(bare)), ())


_USUAL = re.compile(
    r"(?:(?:\d{4}年度?)?(?:全年|年度|重点|主要|重大|具体|工作|目标|任务|项目|工程|建设|实施|推进|民生|惠民|实事|预期|计划|措施|内容|事项|要点|名称|举措|政府|报告|"
    r"分解|攻坚|行动|承诺|规模|进度|标准|要求|指标|绩效|考核|所属|类别|分类|领域|板块|类型|方面|大类|类|[及和与、《》]))+|"
    rf"(?:[省市县区州旗盟](?:委|政府|委市政府)?|政府)?(?:{_FORMS['leaders']}|领导)(?:姓名|同志)?"
)
"""Heads of columns that are made of the genre's ordinary words."""


def is_usual_head(head: str) -> bool:
    """Whether a column's folded head is one that such tables ordinarily have, and not merely like one."""
    bare = re.sub(r"\(.*\)$", "", head)
    firm = any(pattern.fullmatch(bare) for kind, pattern in _HEADS if kind in ("item", "due"))
    return is_firm_role(head) or firm or bool(_CONCERNED.fullmatch(bare) or _USUAL.fullmatch(bare))


_YEAR = r"(?:\d{4}年?度?|本?年度|全年|当年|今年|本年)?的?"
_PLAN = re.compile(
    rf"{_YEAR}(?:工程|项目|建设|工作|计划|预期|主要|重点|关键|重要|阶段性?|分阶段|分季度|分月|任务|完成)*"
    r"(?:(?:形象|目标|时序|实施|推进|投资|工作)?进度(?:目标|安排|计划|要求|节点|任务)?|(?:推进|实施|工作|建设|工程)(?:计划|安排|步骤|节点)|"
    r"(?:节点|里程碑)(?:目标|计划|安排|任务)?)"
)
_SEASON = re.compile(
    rf"{_YEAR}(?P<season>第?[一二三四1-4]季度|[上下]半年|\d{{1,2}}(?:[-—~至]\d{{1,2}})?月份?)(?:末|底)?"
    r"(?:工作|推进|形象|建设)*(?:(?:目标|任务|进度|计划|安排|节点|要求)+)?"
)


def is_plan_head(head: str) -> bool:
    """Whether a column's folded head says that it tells how far things are to come (2023年目标进度)."""
    return bool(_PLAN.fullmatch(re.sub(r"\(.*\)$", "", head)))


def season_of(head: str) -> str:
    """Return the time of a column that tells what is to be done in it (一季度目标 -> 一季度); else nothing."""
    found = _SEASON.fullmatch(re.sub(r"\(.*\)$", "", head))
    season = str(found["season"]).removeprefix("第") if found else ""
    return "一二三四"[int(season[0]) - 1] + "季度" if season.endswith("季度") and season[0].isdecimal() else season


def is_firm_role(head: str) -> bool:
    """Whether a column's folded head names units or leaders by a label, as the cells below it never do (相关部门)."""
    bare = re.sub(r"\(.*\)$", "", head)
    return bare in _HEAD_ROLES or bool(re.fullmatch(rf"{_LEVEL}(?:{_WORDS}){_AND}", bare))


_LED = re.compile("领导|[省市县区州旗盟]长")
_OWN = re.compile(r"(?:第一|直接|主要|具体)?(?:责任人|负责人)")


def head_kinds(heads: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what each column's folded head announces; one that spans columns (工作任务) says it of all of them.

    Of several columns of numbers the last numbers the tasks, those before it their groups. People in a column beside
    that of the leaders (责任人) are the units' own. Units that are only concerned (相关单位) assist those of a column
    that leads or answers.
    """
    kinds: list[tuple[str, ...]] = []
    for head in heads:
        kinds.append(column_kinds(head) if head.strip() or not kinds else kinds[-1])
    concerned = [bool(_CONCERNED.fullmatch(head)) for head in heads]
    if any({"lead", "responsible"} & {*kind} and not beside for kind, beside in zip(kinds, concerned, strict=True)):
        kinds = [("assist",) if beside else kind for kind, beside in zip(kinds, concerned, strict=True)]
    if any(kind == ("leaders",) and _LED.search(head) for head, kind in zip(heads, kinds, strict=True)):
        kinds = [() if _OWN.fullmatch(head) else kind for head, kind in zip(heads, kinds, strict=True)]
    last = len(kinds) - kinds[::-1].index(("item",)) if ("item",) in kinds else 0
    return [("section",) if kind == ("item",) and n < last else kind for n, kind in enumerate(kinds, 1)]


_BY = (
    r"(?:(?:按照?|依据?|根据|结合)?各?自?(?:职责|职能)(?:分工)?|按照?分工|"
    r"(?:结合|根据|依据)(?:各自|本地|当地|工作)?实际(?:情况)?)"
)
VERB = re.compile(
    r"(?P<lead>(?:总|联合|共同|分别|双)?牵头(?:抓总|负责|组织实施|组织|落实|实施|推进|办理|会同)?|主办|会同|"
    r"(?:(?<=[局办室部厅院])|(?<=[改健资教农政信计]委))会(?=[市县区省州各]))"
    r"|(?P<assist>(?:积极|协同)?配合(?:落实|实施|做好)?|参与|参加|协助|协办|协同)"
    rf"|(?P<responsible>(?:{_BY}|分别|共同|分工|各自|具体)*"
    r"(?:负责(?:抓好落实|落实|实施|组织实施|推进|办理)?|抓好落实|组织落实|落实|承办|组织实施)|(?:按照?|根据)(?:各自)?(?:职责|职能)分工)"
)
"""The verb behind a list of units that says its role (A牵头,B、C等按职责分工负责)."""
LEADER_HEADING = re.compile(
    r"牵头|主[抓办责]|承[办担]|负责|分管|领衔|包[联抓保]|挂[帅联包钩]|领[导办]|督[办导]|联系|主管|协管|统筹"
)
"""What a heading says that names who answers for all tasks under it."""
_BODIES = (
    "委|自治区|行署|政府|人大(?:常委会)?|政协|党组|党委|党?工委|纪工?委|监察?委|政法委|(?:工|联合)?管委会|(?:组织|宣传|统战|人武|社会工作)部?|总?工会|团委|妇联|"
    "工商联|街道(?:办事处)?|办事处|(?:经济技术|高新技术产业|经济)?开发区|高新区|经开区|新区|园区|集团(?:公司)?|公司|公安局|(?:[委府]|政府)?办公?室?|"
    "检察院|法院|国资委|发改委|支部|支队|国企|指挥部|领导小组|专班"
)
"""Bodies that a post may name before it, with no name of a place."""
_POSTS = (
    "书记|[省市县区州旗盟镇乡部局院校行会师团场站所处科股厅馆台队社]长|专员|秘书长|主任(?:科员)?|主席|总?指挥长?|政委|检察长|[总副]?督察长|总?经理|"
    "董事长|理事长|总裁|司令员|参谋长|调研员|巡视员|总(?:工程|会计|经济|规划|农艺|建筑)师|督学|主委|总监|召集人"
)
_GRADED = "[一二三四]级(?:高级)?(?:调研员|巡视员|主任科员|主办|警长)"
TITLES = re.compile(
    r"(?:[市县区州省][\u4e00-\u9fff]{2,8}?(?:局|管委会|开发区|高新区|新区)(?:党组|党委)?(?=副?(?:书记|主任|局长))"
    rf"|(?:[市县区州省旗盟镇乡]?(?:{_BODIES}))*)(?:常务|第一)?(?:副?(?:{_POSTS})|(?:党组|党委|班子|领导班子)成员|常委|委员|{_GRADED}|挂职)"
)
"""The titles that stand beside a leader's name."""
_ENDING = rf"(?:{_POSTS}|成员|常委|委员|{_GRADED}|挂职|同志)"
BRACKETED = re.compile(
    rf"[(（](?P<post>[^()（）,;、，]{{0,16}}{_ENDING}(?:[、,;，；][^()（）,;、，]{{0,16}}{_ENDING})*)[)）]"
)
"""Posts in brackets behind a leader's name, of whatever body (王某(兼县工业园区书记、督查室主任))."""
BESIDE = re.compile(
    r"\((?:(?P<lead>总?牵头|主办|主责)|(?P<assist>配合|协办|协助|协同|参与|参加)|(?P<responsible>负责|承办))\)"
)
"""The role of one unit, in brackets behind its name (A(牵头)、B、C)."""
MARKS = frozenset("*★☆△▲※◆●#")
"""Signs beside a unit's name, which say something of it in a note (*为牵头单位)."""
NOTES = re.compile(
    r"(?:\((?:注?\d{1,2}|注)\)|注?\d{1,2}\)?|[†‡§¶]{1,3}|\*{2,3})(?=$|[、,;。:()]|总?牵头|主办|负责|配合|协办|参与|等)"
)
"""A footnote's sign behind a unit's name: no part of it."""
UNIT_WORDS = r"(?:的|者|等|名|责任|承办|主体|单位|部门|机构|科室|股室)"
MEANS = r"(?:均|都|分别)?(?:为|是|系|即为?|作为|任|担任|负责|视为)?"
"""How a rule on which unit leads names the units, and goes on (列第一位的单位为牵头单位)."""
_SIGN = re.escape("".join(sorted(MARKS)))
_LEAD_SIGN = (
    rf"(?:带|标|加|注|有|打|画|以|用|为|前|后|[“(:,;。、]|^)+[“(]?(?P<mark>[{_SIGN}])[”)]?"
    rf"(?:号|标记|标识|符号|标注)?(?:[:—-]|表示|代表)*{UNIT_WORDS}*{MEANS}总?(?:牵头|主办|主责)"
)


def lead_sign(line: str) -> re.Match[str] | None:
    """Find where a folded line says that a sign beside a unit's name means that it leads."""
    told = ("牵头" in line or "主办" in line or "主责" in line) and not MARKS.isdisjoint(line)
    return re.search(_LEAD_SIGN, line) if told else None


DASHES = frozenset("—–―─→")
"""Dashes before units that stand behind a task without label and brackets (——A牵头,B配合)."""
OPEN_TAIL = re.compile(r"\d*个?(?:部门和单位|单位和部门|部门、单位|部门|单位|地方|地)")
"""Words behind 等 that name nobody."""
