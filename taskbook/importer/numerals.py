"""Importer: figures in Chinese numerals that a verb governs directly (新建两所学校): part of targets.

In: typeset text. Out: targets as plain mappings with the range of the words that are doubtful: each goes on the review
list, since 两 and 三 also stand in names (三项制度).
"""

import re
from collections.abc import Iterator

from taskbook.importer.lines import numeral
from taskbook.importer.verbs import VERB

_FIGURE = re.compile(
    rf"(?P<verb>{VERB})(?P<n>[两二三四五六七八九十]{{1,3}})(?P<unit>所|座|条|家|栋|处|个|项|片|套|支)(?!龙头|是|[一两二三]|方面|维度|阶段|层面|领域|环节|机制|体系|攻坚|责任|"
    r"关口?|重点(?=$|[，。；])|转变|确保|坚持|关键|能力|提升|行动|工程|制度|清单|标准|统一|同步|体$|链|年|月|百分点|小时|工作日|[“》])(?P<noun>[^，。；、：（）“”]{2,20})"
)
_FIRM = re.compile(r"[建造修]|启动|开工|完成|打造|新增|培育|引进|新开|整治|实施|改善|创成|迁|扩|续")
_SLOGANS = re.compile(r"(?:大|同时|并举|联动|融合|一体|协同|作用|优势|文章|问题|意识|关系|环境)$")


def spelled(text: str) -> Iterator[tuple[dict[str, object], int, int]]:
    """Yield the records of such figures with the ranges of their words."""
    for match in _FIGURE.finditer(text):
        count = numeral(match["n"].replace("两", "二"))
        if count is None or not _FIRM.search(match["verb"]) or _SLOGANS.search(match["noun"]):
            continue
        row: dict[str, object] = {"indicator": match["noun"], "op": "=", "value": str(count), "unit": match["unit"]}
        row |= {"measure": "added", "verb": match["verb"], "quote": match.group()}
        yield row, match.start(), match.start("noun")
