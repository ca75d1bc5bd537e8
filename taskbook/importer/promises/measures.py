"""Importer: what a figure measures: growth, a level reached, a share, or what is added (data-model.md, measure)."""

import re
from dataclasses import dataclass

from taskbook.importer.promises.figures import Figure

_GROWN = re.compile(r"(?:增幅|增速|降幅)$")
_STOCK = re.compile(
    r"(?:总量|总数|总额|总值|数|数量|产量|里程|保有量|规模|存量|人口|面积|余额|市值|产值|收入|密度|强度|用户)$"
)
_ACTION = re.compile(
    r"造林|植树|就业|创业|脱贫|改造|培训|筛查|体检|救助|整治|治理|建设|新建|改建|扩建|修复|培育|招引|引进|转移|招聘|筹|融资|贷款|投资|活动|"
    r"安置|发放|办理|连通|提升|硬化|清理|清淤|推广|演出|检查|检测|对接|服务|提供|发放|配备|资助"
)
_PIECES = tuple("个家座处所台辆套条")
"""What is built or bought one by one: 增加90个 are so many more, no growth of a quantity."""
_LESS = ("压减", "压降", "削减", "减少", "降低", "降价", "下降", "下调", "调低")
"""What says with a share how much less (一般性支出压减10%)."""
RATE = re.compile(r"(?:率|涨幅|比重|占比|比例|比率|指数|强度|浓度|水平)$")
GRADE = re.compile(rf"{RATE.pattern}|(?:度|存贷比|成本|价格|利息|系数|得分|差距)$")


@dataclass(frozen=True, slots=True)
class Said:
    """What the words around a figure say: indicator and verb; whether growth, a state, a base, per what."""

    noun: str
    verb: str
    growth: bool
    state: bool
    base: bool
    per: bool


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a share of something rather than a number of things."""
    return figure.unit in "%‰" or figure.unit.endswith("百分点") or figure.unit.startswith("/")


def measure(figure: Figure, said: Said) -> str:
    """Tell growth, level, share and added apart."""
    if figure.unit.endswith("百分点") or _GROWN.search(said.noun):
        return "growth"
    if figure.duration:
        return "growth" if said.growth else "level"
    if said.growth and not said.verb and figure.unit in _PIECES:
        return "added"
    if said.growth and (is_rate(figure) or figure.unit == "倍" or not said.verb):
        return "growth"
    if is_rate(figure) and (said.verb in _LESS or said.noun.endswith(_LESS)):
        return "growth"
    if is_rate(figure):
        return "share" if re.search(r"占|比重", said.noun) or not GRADE.search(said.noun) else "level"
    if said.base or said.noun == "筹资" or said.verb in ("严守", "守住", "坚守", "守牢", "跟踪"):
        return "level"
    if said.verb:
        return "added"
    if said.state or said.per or _STOCK.search(said.noun):
        return "level"
    return "added" if _ACTION.search(said.noun) else "level"
