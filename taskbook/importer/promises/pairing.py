"""Importer: A、B分别达X、Y -> a promise for each name with its figure (part of clauses).

In: a text, the clause's start, the place of 分别, the figures behind it, what carries over. Out: promises in printed
order, with what is uncertain in the pairing.
"""

import re
from collections.abc import Iterator, Sequence

from taskbook.importer.promises.carry import Carry
from taskbook.importer.promises.figures import Figure
from taskbook.importer.promises.measures import is_rate
from taskbook.importer.promises.names import completed as whole_name
from taskbook.importer.promises.promise import promise
from taskbook.importer.promises.promised import Promise

_NAMED = re.compile(r"(?![的及和])[^，。；：等\d]{2,16}")
"""A name in a list that A、B分别 takes apart for sure."""
_HEAD = re.compile(
    r"(?:(?:[\u4e00-\u9fff]?[二三四五六七八九十两]大)?(?:主导|支柱|特色|优势)?产业)?(?:种植|养殖|覆盖|保障|补助|补贴|治理|建设|改造|销售|主营业务|重点工程|增加|减排|生产)*"
    r"(?:面积|产量|产值|标准|规模|销售额|营业额|减排量|总量|人数)$"
)
"""The noun behind the last name of a list that is meant for all of them."""
_QUANTITY = re.compile(
    r"(?:总产值|产值|增加值|产量|面积|投资|(?:营业|销售|主营业务)?收入|(?:居民)?人均可支配收入|利润|利税|税收|交易额|零售额|销售额|进出口额?|贷款|存款|规模|人数|覆盖率|浓度|减排量|排放量|警情|发案数?|[\u4e00-\u9fff]{1,6}率)"
)
"""What is sure to be meant for all names of a list where it stands behind the last (种植、养殖业产值)."""


def _listed(words: str, count: int) -> list[str]:
    """Cut the names of A、B分别…: at 、, else also at 和, else also at 及 and 与 (普及率 is one word)."""
    names: list[str] = []
    for marks in ("、", "、和", "、和及与"):
        names = [name for name in re.split(f"[{marks}]", words) if name]
        if len(names) == count:
            break
    return names


def _shared_head(names: list[str]) -> str:
    """Return the words that all names of a list share, printed behind the last (新能源电池、绿色食品产业产值)."""
    first, last = names[0], names[-1]
    if re.search(r"[率值额数量]$|收入$", first):
        return ""
    if (thing := re.search("(?:企业|产业|项目|园区|基地)$", last)) and not first.endswith(thing.group()):
        return thing.group()
    if said := _HEAD.search(last, 1):
        return said.group()
    alike = last.find(first[-1], 1, -2) + 1  # 氮氧化物、挥发性有机物减排量: both names end alike
    if alike > 1:
        return last[alike:]
    return last[len(first) :] if len(first) <= 4 and len(last) > 2 * len(first) else ""


def _two(text: str, apart: list[Figure]) -> bool:
    """Whether the figures are two unequal ones with 和 between them, the first less than a whole share."""
    joined = len(apart) == 2 and text[apart[0].end : apart[1].start] in ("和", "与", "及")
    return joined and apart[0].low not in (apart[1].low, "100" if apart[0].unit == "%" else "")


def _mark(text: str, apart: list[Figure], figure: Figure) -> str:
    """Return the mark that holds for a figure of A、B分别…: its own, or the last one's (not of counts with 和)."""
    equal = len({one.low for one in apart}) == 1
    alone = (figure.low == "100" and figure.unit == "%") or (_two(text, apart) and not is_rate(figure))
    return figure.mark or ("" if equal or alone else apart[-1].mark)


def paired(
    text: str, start: int, pairs: int, apart: list[Figure], carry: Carry, bases: Sequence[str] = (), per: str = ""
) -> Iterator[Promise]:
    """Yield A、B分别达X、Y: names and figures in order; the last mark holds for all that have none.

    bases and per: the figures from which they are raised, and what each is counted per.
    """
    whole = promise(text, apart[0], start, apart[0].end, carry, "", False)
    if bases:
        whole.indicator = whole.indicator.split("分别")[0]
    names = _listed(whole.indicator.removesuffix("分别"), len(apart)) or [whole.indicator]
    head = _shared_head(names) if len(names) == len(apart) else ""
    whole.why.clear()
    for number, figure in enumerate(apart):
        made = promise(text, figure, pairs, figure.end, Carry(), "", False) if number else whole
        made.why.clear()
        made.indicator = names[number] if len(names) == len(apart) else whole.indicator.removesuffix("分别")
        if head and number < len(names) - 1 and not made.indicator.endswith(head):
            made.indicator += head
        elif not head and number:
            made.indicator = whole_name(made.indicator, names[0])
        made.verb, made.growth, made.state, made.effort = whole.verb, whole.growth, whole.state, whole.effort
        made.fall = whole.fall
        mark = _mark(text, apart, figure)
        if bases:
            made.base, made.per = bases[number], per or made.per
        made.settle(figure, mark or "", whole.op)
        made.quote = text[whole.start : apart[-1].end]
        if apart[-1].mark and not figure.mark and _two(text, apart):
            made.why.append(f"“{apart[-1].mark}”可能只说最后一项")
        if len(names) != len(apart):
            made.why.append("“分别”前后项数不等")
        elif (
            (head and not _QUANTITY.fullmatch(head))
            or len(names[-1]) > len(names[0]) + len(head) + 8
            or not all(_NAMED.fullmatch(name) for name in names)
        ):
            made.why.append("“分别”之后的数字按次序对应前面各项，请核对")
        made.start = whole.start + number
        yield made
