"""Importer: figures that say whom a measure is for, or how much it may cost at most (part of sizes).

In: typeset text and a figure in it. Out: whether the figure is a condition, a cap of a subsidy, what is forbidden, or
the size of one of several projects; none of them is anything to reach.
"""

import re

from taskbook.importer.promises.figures import Figure

_FOR = re.compile(r"(?:^|其中|并)?对(?![口外标接照比准应])[^，。；]*$")
_GIVEN = re.compile("给予|奖励|奖补|补助|补贴|贴息|扶持|资助|支持|减免|返还|兑付")
_WHO = re.compile(
    r"(?:以上|以下|以内|及以上)?(?:[、和或及至][^，。；]{0,12}\d[^，。；]*?)?(?:且[^，。；]*)?"
    r"(?:的(?![目增速幅])|、[^，。；]*的(?![目增速幅]))"
)
"""What follows a figure of which those have so much who get something (总投资2000万元以上的…项目)."""
_CAP = re.compile(r"(?:给予|奖励|奖补)[^，。；\d]{0,6}(?:最高|最多|封顶|上限为?)(?:可?达)?[^，。；\d]{0,3}$")
"""How much a subsidy may be at most, where a decree only says what it can be (给予最高5000万元支持)."""
_FORBIDDEN = re.compile(
    r"(?:^|[，、])(?:一律)?(?:禁止|严禁|不得|不准|不再|杜绝)[^，。；]*(?:高于|低于|超过|大于|小于|不足|未达到?)$"
)
_FUNDED = re.compile(
    r"(?:^|[。；）])(?:资金(?:来源|筹措|渠道|构成|安排)|经费来源|投资(?:估算|概算|来源)|总投资)(?:及[\u4e00-\u9fff]{2,6})?：[^。]*$"
)
"""What a label says of the money that is there, up to its full stop (资金来源：中央资金60%、…)."""
_OF_THINGS = re.compile(r"(?:以上|以下)?的[\u4e00-\u9fff]{1,10}")
_INDICATORS = re.compile(r"[\u4e00-\u9fff]{0,8}指标(?:增[速长幅])?(?:均|全部|都|高于|快于|好于|优于)")
_PUSHED = re.compile(r"抓好|抓实|抓紧|推进|推动|加快|支持|谋划|跟踪|争取|做好|服务|保障")
_REACHED = re.compile("淘汰|化解|压减|减少|削减|新增|增加|完成|达到?|退出|关停|实现|消纳|处理|生产")
_OF_PROJECTS = re.compile(
    r"[\u4e00-\u9fff][^，。；]*(?:等[^，。；、\d]{0,8}|[\u4e00-\u9fff])(?:项目|工程|装置|生产线)(?:建设|实施)?"
    r"(?=[，。；]|$)"
)


def is_condition(text: str, figure: Figure) -> bool:
    """Whether a figure is no goal but a condition, a cap, a limit of what is forbidden, or a project's size."""
    if "：" in text and _FUNDED.search(text, 0, figure.start):
        return True
    begin = max(text.rfind(mark, 0, figure.start) for mark in "。；") + 1
    end = min((place for mark in "。；" if (place := text.find(mark, figure.end)) >= 0), default=len(text))
    said, behind = text[begin : figure.start], text[figure.end : end]
    clause = said[said.rfind("，") + 1 :]
    given = _GIVEN.search(text, begin, end)
    if given and _FOR.match(clause) and given.start() >= figure.end and _WHO.match(behind):
        return True
    if given and figure.money and _CAP.search(clause):
        return True
    if _FORBIDDEN.search(said) and _OF_THINGS.match(behind):
        return True
    if figure.unit in ("个", "项") and _INDICATORS.match(behind):
        return True
    if (pushed := _PUSHED.search(clause)) is None or _REACHED.search(clause, pushed.end()):
        return False
    tons = figure.unit.endswith("吨") and not figure.mark
    return bool(tons and _OF_PROJECTS.match(behind))
