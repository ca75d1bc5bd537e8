"""Importer: names of units whose kind is beyond doubt, though no table of standard offices knows them (a leaf).

In: a printed name. Out: whether the kind that its ending says is sure: then the review list need not ask.
"""

import re

from taskbook.text import fold_text

_SURE = re.compile(
    r"海事[局处]$|烟草专卖局$|调查队$|消防救援[支大]队$|监管分局$|(?:档案|图书|博物|文化|美术|科技)馆$|融媒体中心$|(?:高新|开发)区管委会$"
)
_PLAIN = re.compile(
    r"(?!(?:国家|省|中央|中国))[\u4e00-\u9fff]{2,12}(?<!分)局$|[市县区州旗盟](?!委)[\u4e00-\u9fff]{1,8}(?:委|办|办公室)$|"
    r"[市县区州旗盟][\u4e00-\u9fff]{2,12}(?:服务|促进|发展|保障)中心$|[\u4e00-\u9fff]{2,12}[区园]管委会$"
)
_APART = re.compile(
    r"供电|电[业力网信]|税|海[关事]|烟草|邮|通信|盐|垦|铁路|公路|民航|机场|边[境检防]|外汇|[银保证]监|航道|地震|气象|黄金|石油|矿务|"
    r"编[办委]|安全局$|[党纪监]委|组织|宣传|统战|政法|驻|测绘|调查|集团|公司|院|校"
)
"""Offices of the genre's ordinary form, and what in a name tells those that are something else (市电业局)."""


def is_sure(name: str) -> bool:
    """Tell a name of which the kind is beyond doubt, though no function of an office goes with it (市档案馆)."""
    folded = fold_text(name)
    return bool(_SURE.search(folded) or (_PLAIN.fullmatch(folded) and not _APART.search(folded)))
