"""Which sheets and columns a form has, and which of them may be corrected (part of the step forms; pure data).

Rows stand for records of the YAML: a task, one line of a task's role, a target, a milestone, a headline goal. What the
document prints (text, quotes, ids) is locked; what editors made of it (roles, figures, dates) may be corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from taskbook import wording

Kind = Literal["locked", "text", "note", "choice", "flag", "number", "measure_word", "date", "moment", "name"]

NAMES_IN_LINE = 6
"""How many names a line of the sheet of roles holds."""
OPS = {
    "=": "等于", ">=": "不少于", ">": "超过", "<=": "不超过", "<": "低于", "~": "约", "..": "区间",
}  # fmt: skip
KEY_HEAD = "行键"
"""Begins the head of each sheet's hidden first column; the sheet's own name follows, so that it can be renamed."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the YAML record (or in a row), head, width in characters, kind, and what to write."""

    key: str
    title: str
    width: int
    kind: Kind = "locked"
    about: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    required: bool = False

    @property
    def open(self) -> bool:
        """Whether it may be corrected."""
        return self.kind != "locked"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of row: name is its place in the hidden record, title the tab, columns without the hidden key."""

    name: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        """Return a column by its key; KeyError where there is none."""
        return next((column for column in self.columns if column.key == key), None) or _missing(key)


def _missing(key: str) -> Column:
    raise KeyError(key)


_DATES = "写日期，如 2021-06-30；文件没有写明某一天的，空着"
_MOMENT = "写 年、年-月 或 年-月-日，如 2021-06；与全年的期限相同的，空着"

_QUOTE = Column("quote", "原文", 38)
_FIGURE = (
    Column("indicator", "指标", 18, "text", "数的是什么，用任务原文的字", required=True),
    Column("op", "比较", 9, "choice", "从下拉名单里选；没有数字的目标空着", OPS),
    Column("value", "数值", 11, "number", "照印的数字，不带单位；区间写成 10..12"),
    Column("unit", "计量单位", 9, "measure_word", "照印：亿元、万亩、个百分点、%"),
    Column("measure", "计法", 9, "choice", "从下拉名单里选；没有数字的目标空着", wording.MEASURES),
    Column("verb", "动词", 9, "text", "原文的动词，改变承诺含义的才写：启动建设不等于建成"),
    Column("effort", "力争", 6, "flag", "原文写力争、争取、努力的，写“是”"),
    Column("by", "时间", 11, "moment", _MOMENT),
    Column("by_text", "时间原文", 11, "text", "原文所写的时间，照抄：6月底前"),
    Column("kind", "无数字的目标", 11, "choice", "没有数字的目标选一类；有数字的空着", wording.GOAL_KINDS),
)
_NUMBER = Column("number", "编号", 7)

TASKS = Sheet(
    "tasks",
    "任务",
    (
        _NUMBER,
        Column("ours", "我们的角色", 10),
        Column("text", "任务（文件原文）", 54),
        Column("who", "分工（要改请到“分工”表）", 38),
        Column("due", "完成期限", 12, "date", _DATES),
        Column("due_text", "期限原文", 12, "text", "原文所写的期限，照抄：上半年、秋季"),
        Column("public_deed", "民生实事", 7, "flag", "列为民生实事的，写“是”"),
        Column("note", "备注", 22, "note", "要说明的话；会标明是编者的话，显示在任务页上"),
    ),
)
ROLES = Sheet(
    "roles",
    "分工",
    (
        _NUMBER,
        Column("title", "任务", 36),
        Column("role", "角色", 11),
        *(
            Column(f"name{n}", f"名称{n}", 16, "name", "一格一个名称，照文件所印，从下拉名单里选；次序就是文件的次序")
            for n in range(1, NAMES_IN_LINE + 1)
        ),
    ),
)
TARGETS = Sheet("targets", "指标", (_NUMBER, _QUOTE, *_FIGURE))
MILESTONES = Sheet(
    "milestones",
    "节点",
    (
        _NUMBER,
        Column("quote", "原文", 60),
        Column("what", "做到什么", 36, "text", "可以核对的状态，用原文的字：开工建设、建成投用", required=True),
        Column("by", "时间", 14, "moment", _MOMENT),
        Column("by_text", "时间原文", 14, "text", "原文所写的时间，照抄"),
    ),
)
GOALS = Sheet("goals", "预期目标", (_NUMBER, _QUOTE, *_FIGURE))
SHEETS = (TASKS, ROLES, TARGETS, MILESTONES, GOALS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}
NAME_KEYS = tuple(column.key for column in ROLES.columns if column.kind == "name")
GUIDE, LISTS, RECORD = "填报说明", "名单", "发出记录"
