"""Importer, step 3e: a task's words -> milestones: named things that will be begun, built or approved, without a number.

In: typeset text. Out: milestones as plain mappings in printed order. A clause that only pushes (加快, 推动, 支持 …) promises
no state and gives none, unless it names the state itself (推动X获批).
"""

import re

_CLAUSE = re.compile(r"[^。；，：]+")
_STATE = re.compile(
    r"(?:建成|竣工)?(?:投入运营|投入使用|投用|投产|通车|通航|通气|通水|运营)$|年内(?:建成|开工|完工|通气|通车)$|顺利开学$|获批$|"
    r"(?:顺利)?通过.{2,20}(?:复审|验收|评审)$|打造成为.{2,12}$|省级统筹$"
)
_BEGIN = re.compile(r"^(?:全面)?(?:开工建设|启动建设|开工|启动(?=.+(?:建设|工程|项目)$)).{3,}")
_DONE = re.compile(
    r"^(?:全面|基本|圆满|严格按时间节点)?(?:完成|建成|编制完成|编制实施|制定实施|制定出台|出台|组建|举办第|办好20|取消|基本建成).{3,}"
)
_PUSH = re.compile(
    r"^(?:加快|推动|推进|支持|积极|争取|谋划|继续|持续|着力|大力|深入|探索|鼓励|引导|加强|申报|抓好|抓紧|强化|做好|力争|培育|力促)"
)
_ASSURE = re.compile(r"^(?:确保|力争|力促|推动|积极推动|并)")
_LOOSE_DONE = re.compile(r"目标任务|各项|一批|高质量|年度")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:个|家|套|座|公里|万|亿|项|条|处|%|人|户|场|亩|台|所|米)")
_WHEN = re.compile(r"年内|年底前|上半年|下半年|[一二三四]季度|秋季|春季|\d{1,2}月底前|\d{1,2}月\d{1,2}日前")


def read_milestones(text: str) -> list[dict[str, object]]:
    """Read the milestones of a text."""
    found = []
    for match in _CLAUSE.finditer(text):
        clause = match.group()
        if _FIGURE.search(clause):
            continue
        bare = _ASSURE.sub("", clause)
        if _STATE.search(clause) and not (clause != bare and clause.startswith("推动") and not clause.endswith("获批")):
            if not _PUSH.match(bare) or clause.startswith(("推动", "力促", "积极推动")):
                found.append(_milestone(bare, clause))
        elif not _PUSH.match(clause) and (_BEGIN.match(bare) or (_DONE.match(bare) and not _LOOSE_DONE.search(bare))):
            found.append(_milestone(bare, clause))
    return found


def _milestone(what: str, quote: str) -> dict[str, object]:
    record: dict[str, object] = {"what": what, "quote": quote}
    if when := _WHEN.search(what):
        record["by_text"] = when.group()
    return record
