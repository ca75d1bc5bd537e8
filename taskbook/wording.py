"""The fixed Chinese words for values of the data: dates, figures, labels of kinds (a leaf of the house; pure).

In: values as the records hold them. Out: words for pages and booklets. Nothing here paraphrases a document.
"""

from datetime import date

from taskbook.entries import RuleEntry
from taskbook.model import Plan, Role, Target, Task

UNIT_KINDS = {
    "party": "党委机构",
    "department": "政府部门",
    "county": "县（市、区）",
    "park": "园区",
    "town": "乡镇和街道",
    "enterprise": "企业",
    "school": "学校",
    "institution": "事业单位",
    "mass": "群团组织",
    "vertical": "垂直管理单位",
    "command": "指挥部和专班",
    "judicial": "司法机关",
    "collective": "合称（一组单位）",
}
LEVELS = {"prefecture-level": "地级市", "county-level": "县级市"}
MEASURES = {"growth": "增长", "level": "达到", "added": "新增量", "share": "占比"}
GOAL_KINDS = {
    "relative": "与…相比",
    "ranking": "位次",
    "multiple": "倍数",
    "coverage": "覆盖",
    "qualitative": "未写数字",
}
SOURCE_KINDS = {"official": "官方发布文本", "reprint": "转载文本", "unknown": "来源不明的文本"}
DOCUMENT_KINDS = {"decree": "任务分解文件", "report": "政府工作报告"}
CADENCES = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "yearly": "每年"}
CONVERSIONS = {"t2s": "繁体转简体", "tw2s": "繁体（台湾字形）转简体", "hk2s": "繁体（香港字形）转简体"}
NOT_STATED = "文件未写"
NO_REASON = "不属于正文"
OPEN_LIST = "等（名单未列尽）"

_BEFORE = {">=": "不少于", ">": "超过", "<": "低于", "~": "约"}
_VERB_COMPARES = {
    ">=": ("不少于", "不低于", "至少"),
    ">": ("超", "突破"),
    "<=": ("不超过",),
    "<": ("低于",),
    "~": ("约",),
}
_LABELS = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.ASSIST: "协办单位"}


def day(value: date) -> str:
    """Write a date in Chinese: 2021年2月2日."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD in Chinese."""
    return "".join(part.lstrip("0") + unit for part, unit in zip(value.split("-"), "年月日", strict=False))


def due(rule: RuleEntry) -> str:
    """Write when a supervision duty is due: as printed (每季度结束后5日内), else its day or rhythm; empty if unsaid."""
    return rule.by_text or (day(rule.by) + "前" if rule.by else CADENCES.get(rule.cadence or "", ""))


def role_label(plan: Plan, role: Role) -> str:
    """Return the label that the plan's document prints for a role, or the usual one."""
    labels = plan.decree.labels
    printed = {Role.LEAD: labels.lead, Role.RESPONSIBLE: labels.responsible, Role.ASSIST: labels.assist}
    return printed[role] or _LABELS[role]


def leader_label(plan: Plan) -> str:
    """Return the printed label of leaders, or the usual one."""
    return plan.decree.labels.leader or "责任领导"


def quantity(target: Target) -> str:
    """Write comparison, value and unit: 不少于5000个, 3%以内; nothing for a goal without a number."""
    if target.value is None:
        return ""
    amount = target.value.replace("..", "—") + (target.unit or "")
    if any(word in (target.verb or "") for word in _VERB_COMPARES.get(target.op or "", ())):
        return amount
    return f"{amount}以内" if target.op == "<=" else _BEFORE.get(target.op or "", "") + amount


def verb(target: Target) -> str:
    """Return the verb that governs a figure; growth and share speak for themselves where none is recorded."""
    fallback = {"growth": "增长", "share": "占比"}
    return target.verb or fallback.get(target.measure or "", "")


def promise(target: Target) -> str:
    """Write a figure in one breath (力争新增不少于5000个), a goal without a number as printed."""
    if target.value is None:
        return target.quote
    return ("力争" if target.effort else "") + (target.per or "") + verb(target) + quantity(target)


def measure(target: Target) -> str:
    """Name how a figure counts, or what kind of goal stands without one."""
    if target.measure == "level" and target.op in ("<=", "<"):
        return "上限"
    return MEASURES.get(target.measure or "", "") or GOAL_KINDS.get(target.kind or "", "")


def deadline(target: Target, task: Task | None) -> str:
    """Return a figure's own date, or its task's; empty where the text fixes none."""
    if target.by_text or target.by:
        return target.by_text or moment(target.by or "")
    return task_deadline(task) if task else ""


def task_deadline(task: Task) -> str:
    """Return a task's date as printed, or written out; empty where the text fixes none."""
    return task.due_text or (day(task.due) if task.due else "")


def number(task: Task) -> str:
    """Return what a task is called by: the printed number, or this site's."""
    return task.item or task.slug


def number_label(task: Task) -> str:
    """Say whose number it is: 文件序号 88, 本站编号 096."""
    return f"文件序号 {task.item}" if task.item else f"本站编号 {task.slug}"


_OPEN, _CLOSE, _STOPS = "（(“《〔", "）)”》〕", "，。；：！？"
_SHORTEST, _SHORTEST_AT_COMMA, _LONGEST = 6, 12, 36


def title(text: str) -> str:
    """Return the first clause of a text, cut with … where words are left out; never rewritten."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if place >= _LONGEST:
            return text[:place] + "…"
        shortest = _SHORTEST_AT_COMMA if char in "，：" else _SHORTEST
        if char in _STOPS and depth <= 0 and place >= shortest:
            return text[:place] + ("…" if text[place + 1 :].strip() else "")
    return text


def document_name(plan: Plan, city: str) -> str:
    """Name a plan's document as printed: 《标题》（文号）; what is not printed is left out, nothing is invented."""
    decree = plan.decree
    if decree.title:
        return f"《{decree.title}》" + (f"（{decree.number}）" if decree.number else "")
    return decree.number or f"{city}{plan.year}年{DOCUMENT_KINDS[decree.kind]}（标题、文号：文件未写）"


def citation(plan: Plan, city: str, task: Task) -> str:
    """Write how to cite a task: 《标题》（文号）第N条."""
    name = document_name(plan, city)
    if task.item is None:
        return f"{name}，本站编号 {task.slug}"
    return name + (f"第{task.item}条" if task.item.isdigit() else task.item)


def short_citation(plan: Plan, task: Task) -> str:
    """Write how to cite a task where its document is named already: 文号第N条, or the number alone."""
    if task.item is None:
        return f"{plan.decree.number}，本站编号 {task.slug}" if plan.decree.number else f"本站编号 {task.slug}"
    return (plan.decree.number or "") + (f"第{task.item}条" if task.item.isdigit() else task.item)
