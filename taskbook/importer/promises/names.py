"""Importer: the name of an indicator by itself: whether it is whole, and whether it acts (part of promise).

In: an indicator's words, and those of the promise before it. Out: the name made whole, or why it may be misread.
"""

import re

from taskbook.importer.promises.promised import Promise
from taskbook.importer.promises.verbs import verbs
from taskbook.importer.promises.wording import WHEN

_AMOUNT = (
    "资产|总?产[值量能]|总产|单产|亩产|投资额?|产出|(?:主营业务|营业|销售|经营)?收入|营收|销售额|营业额|利润|利税|税收|增加值|交易[额量]|成交额|(?:种植|播种|养殖|覆盖|占地|建筑)?面积|"
    "人[数口]|户数|(?:受益|惠及)(?:人口|人数|群众|户数)|规模|总[数量额]|数量|资金|[存储]量|里程|长度|[出存]栏|出笼|容量|装机|价值|效益|占比|比[重例]"
)
_RATED = (
    "(?:覆盖|普及|开工|履约|投产|达产|竣工|转化|利用|回收|达标|完成|合格|使用|入住|满意|参与|知晓|办结|支付|执行|支出|兑现|整改|治理|处理|处置|建成|配备|入学|就业|参保|签约|开复工|复工|落地|到位|"
    "流转|入库|到账|网办|好评|破案|化解|调解|结案|管理|控制|综合|及时|按时|资源化|无害化|本地|当年|按期|年度){1,2}率"
)
_GENERIC = re.compile(rf"(?:全年|总|亩均|人均|户均|村均|综合|平均|累计|全部)*(?:{_AMOUNT}|{_RATED})")
_BARE = re.compile(rf"(?:全年|年度?|总|累计|全部)*(?:{_AMOUNT}|{_RATED})")
_UNSAID = re.compile(r"闲置|批而未供|低效|存量|在建|续建|规上|限上|(?:国家|省|市|县)级")
"""Words that only say of which kind (批而未供800亩)."""
_INVESTED = re.compile(r"年度(?:计划)?投资|投资额?")
_TAIL = re.compile(rf"(?:总|年度?|全年|计划|亩均|人均|户均|综合|平均)*(?:{_AMOUNT}|{_RATED}|[\u4e00-\u9fff]{{2}}率)$")
_ENDS = re.compile(
    r"(?:开工|竣工|投产|入库|签约|出栏|出笼|存栏|上市|落地|入驻|回迁|入住|受益|搬入新居|达产|投用|通车|建成|完工|挂牌|下线|就业创业|返乡|上岗)$"
)
_SIZED = re.compile(
    r"(?:[超过逾])?\d[\d.]*[千百万亿]*元?(?:以上|以下)?|[\u4e00-\u9fff]{1,6}(?:及?以上|及?以下)|规上|限上|(?:国家|省|市|县)级"
)
_CUT = re.compile(r"(?:在|至|到|于|与|和|较|又|且|把|将|并|为|的|而|被|从|或|及|(?<![人户亩村])均|都|各|再|由|每)$")
_HEADLESS = re.compile(r"和(?![美谐平睦田])|及(?!时)|与|等(?![级候效])|达(?!标)|[较比](?!赛)")
_MUST = re.compile(r"(?<=..)(?:必须|应当|需要|须|应|要|将|需|计划|力争|确保)+$")
_MAGNITUDE = re.compile(r"[万亿千百]*")
_ALIKE = ("个家户所座处项", "亩公顷平方公里平方米", "公里米千米延米", "吨斤公斤", "人名")


def counted_as(unit: str) -> str:
    """Return what units have in common that count the same kind of thing (万亩 and 公顷)."""
    bare = _MAGNITUDE.sub("", unit, count=1) or unit
    return next((alike for alike in _ALIKE if bare in alike), bare)


def acts(noun: str) -> bool:
    """Whether a name says itself what is done (退出企业, 项目开工): no verb of the part before governs it."""
    begun = verbs(noun)
    return bool((begun and len(begun) < len(noun) - 1) or _ENDS.search(noun))


def is_generic(name: str) -> bool:
    """Tell a name that says nothing without what it is of (产值, 开工率, 总产)."""
    return bool(_GENERIC.fullmatch(name))


def completed(name: str, before: str) -> str:
    """Give a name that says nothing by itself what the one before it is of (粮食播种面积, 总产 -> 粮食总产)."""
    of = ""
    while tail := _TAIL.search(of or before):
        of = (of or before)[: tail.start()]
        if not of:
            break
    return of + name if len(of) > 1 and is_generic(name) and not name.startswith(of) else name


def sized(name: str, whole: str) -> str:
    """Give a part that names only its size or grade the noun of the whole (其中10亿元以上25个)."""
    if not whole or not _SIZED.fullmatch(name):
        return name
    noun = re.sub(r"^.*(?:以上|以下)的?|^[超过逾]?[\d.]*[千百万亿]+元?", "", whole)
    return name + (noun or whole)


def undated(name: str) -> str:
    """Take a date out of a name's middle (重大项目6月底前开工率 -> 重大项目开工率)."""
    match = WHEN.search(name, 1)
    if match is None or (match.end() == len(name) and not re.search("[月季年][度]?[底末内]?前?$", match.group())):
        return name
    return _MUST.sub("", name[: match.start()]) + name[match.end() :]


def odd_name(name: str, before: str, rate: bool) -> str:
    """Say why a name may be misread; nothing for an ordinary one.

    before is what stands before the figure's words; where nothing does, no words say what the name is of.
    """
    invested = _INVESTED.fullmatch(name) and re.search(r"项目|工程", before)
    if before and (_BARE.fullmatch(name) or _UNSAID.fullmatch(name)) and not invested:
        return "指标名称可能不完整"
    if _CUT.search(name):
        return "指标名称的末尾可能多读或少读了字"
    if _HEADLESS.match(name):
        return "指标名称的开头可能多读或少读了字"
    begun = verbs(name)
    if not rate and begun and len(begun) < len(name) - 2:
        return "指标名称以动词开头"
    return ""


_PUSHED = ("", "推动", "推进", "加快推进")
_REACHED = (
    "(?:建成|竣工|完工|开工)(?:并|后|即)?(?:投[用产运]|达产|通车|开放|使用|运营|验收|交付|入驻|启用)|投入使用|投入运营|投产达[产效]|通车|投[用产运]|竣工|完工|开工建设|动工建设|开工|动工|封顶|主体完工|启用|上市|挂牌|达产|签约|落地|"
    "全容量并网发电|全容量并网|点火试运行|点火运行|点火烘炉|试运行|封关运营|开街|获得核准|取得核准|获得批复|取得批复|获批|核准|并网发电|并网投产|点火|试车|投料|试生产|关停|淘汰|拆除|退出|下闸蓄水|复工|完成|交付|到位|投运|搬迁|招生|招生办学|运行|验收|通过验收|达标|脱困|入住|回迁|开园|开业|运营|并网|通水|通气|通航"
)
_HAPPENS = re.compile(
    rf"(?P<noun>.{{2,}}?)(?P<when>{WHEN.pattern})?(?:力争|确保|全部|全面|整体|悉数|基本|如期|按期|顺利|正式|实现|主体)*(?P<verb>{_REACHED})"
)
_GIVEN = re.compile(
    r"(?P<noun>[^，。；、（“]{2,}?)(?:免费|统一|上门)?(?P<verb>提供|发放|安装|加装|更换|配备|办理|赠送|购买|开展|完成|进行)(?P<what>[^，。；]{2,})"
)


def happens(words: str) -> bool:
    """Tell words behind a figure that say what will have happened to the things it counts (道路国庆前通车)."""
    return bool(_HAPPENS.fullmatch(words))


def behind_figure(made: Promise, before: str, whole: str) -> None:
    """Take a name behind its figure apart: what happens to it by when (6条道路国庆前通车), what it is given.

    whole is what was counted before, alike: the event alone is its (签约项目20个，其中8个开工).
    """
    event = re.fullmatch(rf"(?:全部|正式|顺利|如期|年内|实现)*(?P<verb>{_REACHED})", made.indicator)
    if event and whole and not acts(whole) and made.verb in _PUSHED:
        made.indicator, made.verb, made.ended = "", event["verb"], True
    elif made.verb in _PUSHED and (found := _HAPPENS.fullmatch(made.indicator)):
        made.indicator, made.verb, made.ended = found["noun"], found["verb"], True
        made.when = found["when"] or ""
    elif not made.verb and (not before or re.search(r"[为给向对]$|^对.*等$", before)):
        given = _GIVEN.fullmatch(made.indicator)
        if given and (given["verb"] != "完成" or not before):
            made.indicator, made.verb = given["noun"] + given["what"], given["verb"]
