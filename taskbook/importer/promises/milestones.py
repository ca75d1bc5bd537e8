"""Importer, step 3e: a task's words -> milestones: named things that will be begun, built or approved, no number.

In: typeset text. Out: milestones as plain mappings in printed order. A clause that only pushes (加快, 推动, 编制 …)
promises no state and gives none, unless it names the state itself (推动X获批, 编制完成X). A clause with a figure is a
target's.
"""

import re

from taskbook.dues import text_due
from taskbook.importer.promises.figures import figures
from taskbook.importer.promises.sizes import SIZED, of_one_thing
from taskbook.importer.promises.wording import VALID, WHEN
from taskbook.text import fold_text

_CLAUSE = re.compile(r"[^。；，：！？]+")
_STATE = re.compile(
    r"(?:(?:建成|竣工|完工|正式|全面|全线|主体)*(?:投入运营|投入使用|投入试运行|投用|投产|投运|通车|通航|通气|通水|通电|通邮|并网|封顶|开园|开馆|"
    r"开业|开诊|启用|达产)|合龙|全线贯通|贯通运营|正式运营|试运营|试运行|封关运行|并网发电|并网运行|下闸蓄水|开港运营|铺轨|全部关停|关停退出|(?:建成|竣工|完工|正式|如期)(?:对外)?开放|建成|竣工|完工|开工建设|开工|动工|动工建设|启动建设|建成运营|建成通车|竣工投产|验收|获批|获评|创成|挂牌|"
    r"(?:顺利)?(?:开学|招生|开班))$|(?:顺利)?通过.{0,20}(?:复审|验收|评审|评估|考核|认定|复核)$|打造成为.{2,12}$|省级统筹$|"
    r"开街$|点火(?:成功|烘炉)?$|封关(?:运营)?$|试生产$|(?:具备|达到)[^，。；、]{2,12}条件$|(?:获得|取得)[^，。；、]{0,8}(?:核准|批复|批准|许可证?|授牌|认定)$"
)
_BEGIN = re.compile(
    r"(?:开工建设|启动建设|动工建设|开工|启动(?=.+(?:建设|工程|项目|改造|编制|修编|扩建|迁建|新建|整治|更新|开发|试点|运行|招标)$)).{3,}"
)
_DONE = re.compile(
    r"(?:基本|初步|编制|制定|修订|研究)*(?:完成|建成|编制完成|编制实施|编制出台|制定|制定实施|制定出台|修订|出台|印发|发布|组建|成立|"
    r"设立|举办第|承办|办好(?:20|第|首届|“)|取消|撤销|蝉联|创成|成功创建|荣获|通过(?=.+(?:复审|验收|评审|认定)$)|挂牌成立).{3,}"
)
_PLANNED = re.compile(r"规划|方案|计划|办法|条例|意见|细则|目录|标准|导则|指南|规定|预案")
_PUSH = re.compile(
    r"(?:加快|推动|推进|支持|积极|争取|谋划|继续|持续|着力|大力|深入|探索|鼓励|引导|加强|申报|抓好|抓紧|强化|做好|力争|培育|力促|统筹|"
    r"扎实做好|配合|协调|争创|努力|完善|优化|提升|做实|用好|加大)"
)
_ASSURE = re.compile(r"^(?:全力|坚决|切实)?(?=确保|推动)|^积极(?=推动|推进)")
_LEAD = re.compile(
    r"^(?:确保|力争|力促|推动|推进|务必|并(?!网)|全面|全部|基本(?!建成|完成)|圆满|科学|如期|按时|严格按[^完]{0,8}|高质量|高标准|及时|顺利(?!开学))+"
)
_LOOSE = re.compile(r"各项|一批|系列|各类|相关|有关")
_HURRY = re.compile(r"早(?:日|签约|开工|建成|投产|落地|达产|见效)|尽快|尽早|早开早建")
_CLASS = re.compile(r"\d+(?:\.\d+)?万?(?:吨|千瓦|千伏|平方米|人|亩)级")
"""How large a thing is (10万吨级泊位) is no figure of its own."""
_SIZE = re.compile(
    rf"(?:{SIZED}|^投资)(?:约|达到?|超过?|近)?\d[\d.,]*[^，。；、\d]{{1,6}}?(?:以上|左右)?的|等\d+(?:条|个|座|所|家|项|处)(?:(?:总|计划)?投资(?:额?[超过逾达]+)?\d[\d.]*[万亿]元?(?:以上)?的?)?|"
    rf"^(?:{WHEN.pattern}|确保|力争|推动|首个|首台)*\d[\d.,]*[万千百亿]*(?:吨|蒸吨|千瓦|兆瓦|吉瓦|千伏|千伏安|立方米|方|平方米|米|公里|亩|张?床)"
    r"(?=[^，。；、的\d]{0,20}(?:项目|工程|装置|生产线|机组|基地|电站|炉|窑|船闸|码头|泊位))"
)
"""Nor how large a named thing is (总投资21亿元的连接线), nor how many are named (A路、B路等6条道路)."""
_BARE_SUM = re.compile(r"\d[万亿](?=$|[、，])")
"""A sum without its unit (投资300亿) is a figure too."""
_AFTER_ALL = re.compile(
    r"(?:完成|清偿|到位|办结|交付|交付使用|落地|上线|上线运行|启动|启动运行|运行|见效|销号|清零|入住|回迁|入驻|落成|贯通|开行|首飞|开播|复工|复产|蓄水|"
    r"供水|供气|供热|供电|进场|进场施工|奠基|破土动工|挂网|开标|摘牌|签约|移交|搬迁|实施|施行|印发|出台|发布|开建|开放|开办)$"
)
"""What a dated clause ends in, where a named thing will have come to it by then (拖欠账款6月底前全部清偿)."""
_STAGE = re.compile(
    r".{3,}(?:完成|实现)(?:主体|基础|土建|竣工|前期|选址|可研|立项|征[迁收拆地]|拆迁|招标|招投标|设计|审批|核准|验收|安装|调试|装修|扩容|搬迁|供地|摘牌|收购|组建|移交|合龙|"
    r"封顶|桩基|管网|勘察|论证|报批|评审|注册|挂牌|建设|改造|结构|全线|通车|通水)[^，。；、]{0,8}$|"
    r".{2,}(?:工程|项目|[线路桥园馆]|隧道|水库|医院|学校|[一二三四]期|校区|院区|中心)完成[\u4e00-\u9fff]{2,10}$"
)
"""A named thing and the stage that it will have reached (医院迁建工程完成主体结构)."""


_COMES = re.compile(
    rf"(?P<of>[^，。；]{{3,}}?)(?:力争|确保|争取|计划|预计|将|在|于)*{WHEN.pattern}(?:力争|确保|全部|全面|基本|正式|开始|顺利|如期|主体|整体|初步)*"
    r"(?:取得|转场|出结果|开港|铺轨|通过|印发|上线|举办|举行|并网|下闸|蓄水|完成|建成|启动|获批|获得|开工|动工|投[产用入运]|通[车水航气电]|封顶|合龙|竣工|交[付房]|运[营行]|挂牌|揭牌|"
    r"开[业园馆放学诊机通行播幕工建]|试[运生]|达产|出[台让]|发布|落地|签约|办结|关停|拆除|搬[迁入]|入驻|招生|验收|销号|移交|贯通|点火|下线|复工|供[水电气热]|首飞|拨付|下达|成立|组建|招标|"
    r"挂网|核准|批复|立项|报批|颁证|到位|兑[付现]|发放|全容量)[^\d，。；]{0,14}$"
)
"""A named thing, when, and what it will have come to (市民中心二期9月底前取得施工许可)."""
_DATED = re.compile(
    r"(?:正式|全面)?(?:上线|举办|承办|开通|取得|通过|启动|印发|发布|开放|交付|投用|拨付|下达|兑付|获批|签约|落地|揭牌)(?!.*(?:活动$|工作$|力度|机制$))[^\d]{3,}"
)


_EVENT = re.compile(
    r"(?:竣工|交工|完工)验收|通过[^，。；\d]{0,6}验收|印发(?:实施)?|(?:实现)?(?:全容量)?(?:并网|投产|投运|投用|通[车水气电航]|竣工|完工|开工|封顶|蓄水|入住|开园|开业|开馆|启用)(?:发电|使用|运营|建设|通航)?|"
    r"完成(?:签约|招标|招投标|征[迁收拆]|拆迁|选址|主体(?:工程|结构)?|竣工验收|设计|勘察|审批|核准|安装|调试|评审|摘牌|供地)|(?:投入)?(?:试运行|试生产|使用|运营)|具备[^，。；\d]{2,6}条件"
)
"""What a clause says that names a time and an event only: the thing stands in the clause before."""


_EDGES = re.compile("[，。；：、]")
_BRACKET = re.compile(r"（[^（）]*\d[^（）]*）")
"""What a bracket counts is no figure of the clause around it."""
_HAPPENING = re.compile(
    rf"(?P<when>{WHEN.pattern})(?:力争|争取|确保|务必|力促|全部|全面|全线|基本|正式|顺利|如期|按期|整体|初步|率先|要|将|须|应)*"
    r"(?P<what>(?![的起至到来度前后以—\-～“]|实现(?!.*(?:互认|互通|联通|共享|联网|通[车水航气电邮]|并网|投[产用运]|运[营行]|上线|对接|切换|搬迁|入驻|封顶|开放|贯通)$)|期间|之[前后]|同期|以[前后来])[^\d，。；：]{2,24})"
)
"""A time and what happens by then; nothing else is asked of the words."""
_STANDING = re.compile(
    r"^对(?!外|公众|社会|游客)|[为把以向与和及从由用按]|开展|组织|实施(?!方案)|落实|工作|活动$|力度|机制$|能力|水平|增[长速幅]|保持|稳定|继续|集中|基本?实现|所有|各|相关|有关|一批|系列|"
    r"每|以来|共|总|预计|计划|重点|专项|行动|排查|整治|巡查|检查|督[查导办]|调度|通报|报送|报告|服务|供应|保障"
)
"""Words behind a time that say what goes on rather than what will have happened."""
_SURE = re.compile(
    r"^[^，。；、]{2,}(?:交付|投入)使用$|^实现[^，。；、]{4,}(?:互认|互通|联通|联网|并网|上线|对接|贯通)$"
)
"""Words behind a time that say an event, whatever else is in them."""
_CAUSED = re.compile(r"^(?:推动|推进|力促|力争|争取|确保)+")
_AND_THEN = re.compile(rf"(?:并|且)(?:于|在|力争|确保)*(?P<when>{WHEN.pattern})(?P<what>[^\d，。；：、]{{2,12}})$")
"""What will happen to things that were counted before (新建站房2座并于6月底前启用)."""


def _is_event(words: str) -> bool:
    """Whether some words say what will have happened by when, to their end."""
    found = _HAPPENING.search(words)
    return bool(found and found.end() == len(words) and not _STANDING.search(found["what"]))


def parted(text: str) -> str:
    """Return a text, as long as it was, with a comma for each 、 between an event with its time and what has its own.

    甲线6月底前贯通、乙站年底前启用 promise two things; 年内完成选址、立项 is one.
    """
    made = text
    if "、" not in text or not WHEN.search(text):
        return text
    for mark in re.finditer("、", text):
        if text.count("（", 0, mark.start()) > text.count("）", 0, mark.start()):
            continue  # a bracket stays in the words around it
        before = _EDGES.split(text[max(mark.start() - 60, 0) : mark.start()])[-1]
        behind = _EDGES.split(text[mark.end() : mark.end() + 60])[0]
        if _is_event(before) and (re.search(r"\d[^月]*$", behind) if not WHEN.search(behind) else _is_event(behind)):
            made = made[: mark.start()] + "，" + made[mark.end() :]
    return made


def read_milestones(text: str) -> list[dict[str, object]]:
    """Read the milestones of a text."""
    found, due, dates = [], bool(text_due(fold_text(text))), bool(WHEN.search(text))
    whole, text = text, _BRACKET.sub(lambda found: "〇" * len(found.group()), text)
    for match in _CLAUSE.finditer(text):
        clause = _ASSURE.sub("", match.group())
        if _HURRY.search(clause) or len(clause) > 100 or VALID.search(clause):
            continue
        dated = WHEN.match(clause)
        words = clause[dated.end() :] if dated else clause
        bare = _LEAD.sub("", words)
        counts = bool(figures(_CLASS.sub("", clause))[0] or _BARE_SUM.search(clause))
        sized = counts and (not figures(_SIZE.sub("", _CLASS.sub("", clause)))[0] or _one_thing(clause))
        reached = _reaches(words, bare) or _comes(clause, bare, bool(dated))
        if not counts and dated and (not due or match.start()):
            reached |= bool(_EVENT.fullmatch(bare))
        if dates and (not counts or sized) and (not due or (match.start() and dated)):
            reached |= _happens(clause)
        if counts and (then := _AND_THEN.search(clause)) and not _STANDING.search(then["what"]):
            reached = sized = True
        if ((not counts or sized) and reached) or (not counts and _does(words, bare)):
            end, what = match.end(), bare.replace("〇", "")
            found += [_milestone(what, whole[end - len(clause) : end])] if what else []
    return found


def _happens(clause: str) -> bool:
    """Whether a clause without a figure says what will have happened by some time (博物馆五一前对公众开放)."""
    found = _HAPPENING.search(clause)
    if found is None or found.end() < len(clause) or re.search(r"每[^，]{0,6}$|[逐按]$", clause[: found.start()]):
        return False
    if _LOOSE.search(clause) or re.search("全覆盖|清零|全部[^，]*到位", clause):
        return False
    if _SURE.search(found["what"]):
        return True
    return not (_STANDING.search(found["what"]) or _PUSH.match(found["what"]) or _PUSH.match(_CAUSED.sub("", clause)))


def _one_thing(clause: str) -> bool:
    """Whether every figure of a clause says how large the one thing is that it is about."""
    counted = figures(clause)[0]
    return all(of_one_thing(one, clause[: one.start], clause[one.end :]) for one in counted)


def _reaches(words: str, bare: str) -> bool:
    """Whether a clause ends in a state that a named thing will have reached (市第一高中建成投用)."""
    dated = WHEN.search(words, 3)
    ends = _STATE.search(bare) or _STAGE.fullmatch(bare) or (dated and _AFTER_ALL.search(bare))
    if not ends or len(bare) < 5 or re.match(r"实现(?!.*省级统筹$)", bare):
        return False
    return not _PUSH.match(bare) and not re.match(r"(?:加快|继续|争取|谋划|支持|推进(?!.*(?:建成|投用|通车)))", words)


def _comes(clause: str, bare: str, dated: bool) -> bool:
    """Whether a clause says by when something will have happened (机场6月底前取得批复, 春节前上线某平台)."""
    if _LOOSE.search(clause) or "全覆盖" in clause or "清零" in clause:
        return False
    found = _COMES.fullmatch(clause)
    return bool(found and not _PUSH.match(found["of"])) or (dated and bool(_DATED.fullmatch(bare)))


def _does(words: str, bare: str) -> bool:
    """Whether a clause begins with what will be begun or done (开工建设荆荆高铁, 出台…方案)."""
    if _PUSH.match(words) and not words.startswith(("力争", "推动")):
        return False
    if _BEGIN.match(bare):
        return True
    done = _DONE.match(bare)
    if done is None or _LOOSE.search(bare):
        return False
    return not re.match(r"(?:制定|修订|编制|研究制定|出台|印发|发布)", bare) or bool(_PLANNED.search(bare))


def _milestone(what: str, quote: str) -> dict[str, object]:
    record: dict[str, object] = {"what": what, "quote": quote}
    if when := WHEN.search(quote):
        record["by_text"] = when.group()
    return record
