"""What a form says before it is written as a workbook (part of the step forms; pure).

In: Book, plan, its records, a unit or none for the whole plan. Out: Paper: headings, the guide's lines, the rows of
each sheet and the names that drop-downs offer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taskbook import standing, wording
from taskbook.forms.records import Labels, Record, Row, rows
from taskbook.forms.sent import Sent
from taskbook.forms.sheets import GOALS, SHEETS, Sheet
from taskbook.model import Book, City, Plan, Role, Unit
from taskbook.text import fold_text

OPEN = "等"
_SHORT = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任", Role.ASSIST: "配合"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A form: file is its name without folder; tables are the sheets that have rows, in order."""

    file: str
    title: str
    heading: str
    guide: tuple[tuple[str, str], ...]
    tables: tuple[tuple[Sheet, Sequence[Row]], ...]
    units: tuple[str, ...]
    leaders: tuple[str, ...]
    sent: Sent


def unit_paper(book: Book, city: City, plan: Plan, unit: Unit, records: Mapping[str, Record]) -> Paper | None:
    """Return a unit's form with only its tasks; None where it has none in this plan."""
    found = [item for item in book.by_unit.get(unit.key, ()) if (item.task.city_id, item.task.year) == plan.key]
    if not found:
        return None
    ours: dict[str, str] = {}
    for item in found:
        label = wording.role_label(plan, item.role)
        ours[item.task.id] = f"{ours[item.task.id]}、{label}" if item.task.id in ours else label
    kept = [item for item in found if item.task.in_force]
    counts = "、".join(f"{_SHORT[role]} {sum(item.role is role for item in kept)} 项" for role in Role)
    gone = len(ours) - len({item.task.id for item in kept})
    counts += f"；另有 {gone} 项{standing.WITHDRAWN}" if gone else ""
    chosen = {key: record for key, record in records.items() if record.task in ours}
    file = f"{city.name}{plan.year}年_{_safe(unit.name)}.xlsx"
    return _paper(city, plan, unit, file, f"我们单位：{counts}", chosen, _labels(plan, ours))


def plan_paper(city: City, plan: Plan, records: Mapping[str, Record]) -> Paper:
    """Return the whole plan as one form, for the office."""
    file = f"{city.name}{plan.year}年_全部任务（办公室）.xlsx"
    heading = f"全部任务 {standing.counted(plan.tasks)}"
    return _paper(city, plan, None, file, heading, records, _labels(plan, {}))


def names(city: City) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that roles may hold: of units (every printed form, and 等) and of leaders."""
    forms = dict.fromkeys(form for unit in city.units for form in (unit.name, *unit.aliases))
    return (*forms, OPEN), tuple(leader.name for leader in city.leaders)


def known(city: City) -> tuple[dict[str, str], dict[str, str]]:
    """Return folded form -> name for units and for leaders."""
    units, leaders = names(city)
    full = [unit.full for unit in city.units if unit.full]
    return {fold_text(name): name for name in (*full, *units)}, {fold_text(name): name for name in leaders}


def _roles(plan: Plan) -> dict[str, str]:
    """Return the roles that the document uses, with their labels."""
    labels = {"leaders": wording.leader_label(plan)} if any(task.leaders for task in plan.tasks) else {}
    return labels | {
        role.value: wording.role_label(plan, role)
        for role in Role
        if getattr(plan.decree.labels, role.value) or any(task.mentions(role) for task in plan.tasks)
    }


def _labels(plan: Plan, ours: Mapping[str, str]) -> Labels:
    became = {task.id: standing.sentences(plan, task) for task in plan.tasks}
    words = {key: "；".join(f"{heading}：{said}" for heading, said in found) for key, found in became.items() if found}
    return Labels(_roles(plan), ours, words)


def _paper(
    city: City, plan: Plan, unit: Unit | None, file: str, heading: str, records: Mapping[str, Record], labels: Labels
) -> Paper:
    sheets = [(sheet, rows(sheet, records, labels)) for sheet in SHEETS]
    if unit:
        sheets = [(sheet, found) for sheet, found in sheets if sheet is not GOALS]
    tables = tuple((sheet, found) for sheet, found in sheets if found)
    units, leaders = names(city)
    title = f"{unit.name if unit else city.name} {plan.year}年任务核对表"
    sent = Sent(plan.city_id, plan.year, unit.id if unit else "", {sheet.name: found for sheet, found in tables})
    guide = _guide(city, plan, unit, heading, [sheet for sheet, _ in tables])
    return Paper(file, title, heading, guide, tables, units, leaders, sent)


def _safe(name: str) -> str:
    """Return a name that every system takes for a file."""
    return "".join("_" if char in '\\/:*?"<>|' else char for char in name)


_LINES = {
    "tasks": "一行一条任务。可以改完成期限、期限原文、民生实事、备注。",
    "roles": "一行一个角色，一格一个名称。加一个：填在同一行的空格里；删一个：清空那一格；次序就是文件的次序。",
    "targets": "一行一个指标。只改写错的格；缺了指标或多了指标，写在“任务”表的备注里。",
    "milestones": "一行一个没有数字、但可以核对的承诺。",
    "goals": "一行一个全市预期目标。",
}


def _guide(city: City, plan: Plan, unit: Unit | None, heading: str, sheets: list[Sheet]) -> tuple[tuple[str, str], ...]:
    document = wording.document_name(plan, city.name)
    return (
        ("文件", document),
        ("本表", f"{unit.name if unit else city.name + '办公室'}。{heading}。"),
        ("做什么", "把表里的任务同文件逐条核对，改正写错的格。没有错的不用动。"),
        ("颜色", "浅黄色的格可以改；灰色的格是文件原文和编号，已锁定，不能改。"),
        ("原则", "文件怎么印，就怎么填。文件印发以后的调整（换单位、改期限）写在备注里，注明依据，由办公室处理。"),
        *((f"“{sheet.title}”表", _LINES[sheet.name]) for sheet in sheets),
        ("有名单的格", "点一下格子，右边出现箭头，从下拉名单里选。全部单位名称在“名单”表。"),
        ("日期", "写成 2021-06-30。只印了“上半年”“6月底前”的，照抄在“期限原文”或“时间原文”里。"),
        (
            "不要做",
            "不要合并单元格，不要改表头，不要把内容复制到另一份新表里，不要增加行。排序、筛选、改文件名都可以。",
        ),
        ("删行", "删去一行不会删去任务，只当作这一行没有改动。"),
        ("盖章", "每张表打印出来是 A4 横向，页脚有填报人、审核人和盖章的地方；没有改动也请盖章交回。"),
        ("交回", "另存为 .xlsx（不要用 .xls 和 .et）交回办公室。看不懂的格会标红退回，红格旁有批注，改好再交一次。"),
    )
