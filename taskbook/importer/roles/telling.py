"""Importer: does a bracket assign? Told by units with verbs behind them, or nothing but units (part of brackets).

In: the words in a bracket. Out: yes or no.
"""

import re

from taskbook.dues import DUE
from taskbook.importer.roles.assign import COMRADES, EDGE, is_verb
from taskbook.importer.roles.offices import office
from taskbook.importer.roles.people import is_person
from taskbook.importer.roles.units import OPEN, looks_whole, units
from taskbook.labels import ABOVE, BESIDE, MARKS, VERB
from taskbook.text import fold_text


def is_assignment(content: str) -> bool:
    """Tell a bracket's content without labels that assigns all the same: units or leaders and verbs, no sentence."""
    text = _SIGNS.sub("", re.sub(f"^{ABOVE.pattern}", "", fold_text(content).strip(EDGE)))
    if BESIDE.search(text):
        return all(looks_whole(name) or name == OPEN for name in units(BESIDE.sub("", text)).names)
    verbs = [match for match in VERB.finditer(text) if is_verb(text, 0, match)]
    if not verbs:
        return False
    left = re.sub("^[由请]", "", text[: verbs[0].start()].strip(EDGE))
    if COMRADES.fullmatch(left):
        return True
    clauses = re.split("[,;]", left)
    names = units(clauses[-1] if DUE.match(left) else left).names
    return bool(names) and all(looks_whole(name) or name == OPEN or is_person(name) for name in names)


def is_unit_list(content: str) -> bool:
    """Tell a bracket's content that is nothing but units, and a deadline behind them."""
    clauses = [clause for clause in re.split("(?<=[,;])", _SIGNS.sub("", fold_text(content))) if clause]
    while len(clauses) > 1 and all(is_person(name) and not looks_whole(name) for name in _NAMES.findall(clauses[0])):
        clauses.pop(0)  # (王建国,市经信局、市发改委)
    while len(clauses) > 1 and DUE.match(clauses[-1]):
        clauses.pop()
    found = units("".join(clauses).rstrip(",;"))
    names = [name for name in found.names if name != OPEN]
    return (
        any(_SURE.match(name) or office(name) for name in names)
        and not found.doubtful
        and all(looks_whole(name) and not _PART.search(name) for name in names)
    )


def is_names(content: str) -> bool:
    """Tell words behind a full stop that can only be names of offices, none of them sure (工资处、就管中心)."""
    names = content.split("、")
    return all(_OFFICE.fullmatch(name) and looks_whole(name) and not _PART.search(name) for name in names)


_OFFICE = re.compile(
    r"(?:机关|厅|局|委)?[\u4e00-\u9fff]{2,8}(?<![好益坏用到何深难远长短多几之益一])(?:处|处室|科|科室|股|室|办|中心|局|委|队|站|院|所|司)"
)
_SIGNS = re.compile(f"[{re.escape(''.join(sorted(MARKS)))}]")
_NAMES = re.compile(r"[^,;、]+")
_SURE = re.compile(
    r"(?:各|相关|有关|[市县区州省]).*(?:局|委|办|部|办公室|政府|公司|中心|管委会|领导小组|部门|单位|乡镇|[市县]区)$"
    r"|(?:中央|国家|国务院|最高人民|全国|中国|共青团)[\u4e00-\u9fff]{1,14}(?:部|委|局|办|院|会|联|社|署|银行|中央)$"
    r"|(?:教育|科技|科学技术|工业和信息化|公安|民政|司法|财政|人力资源社会保障|自然资源|生态环境|环境保护|住房城乡建设|交通运输|水利|农业农村|"
    r"农业|商务|文化和旅游|文化|应急管理|退役军人事务|外交)部$"
    r"|[\u4e00-\u9fff]{2,8}(?:[市县区旗州镇乡](?:人民)?政府|管委会|管理委员会|街道办事处|街道办)$"
)
_PART = re.compile(r"(?<!党)的|^[含如即对按从]|其中")
