"""The fields of targets: figures, goals without a number, headline goals (part of the step exports; pure).

In: a Dataset. Out: the shape of their table. Numbers are numbers; the text as printed stands beside them.
"""

from dataclasses import dataclass
from typing import get_args

from taskbook import standing, wording
from taskbook.entries import GoalKind, Measure, Op
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.fields import Field, Shape, field, given, number
from taskbook.model import Plan, Target, Task


@dataclass(frozen=True, slots=True)
class Promised:
    """A figure: of a task, or a headline goal that stands without one."""

    plan: Plan
    task: Task | None
    target: Target


def targets(data: Dataset) -> Shape[Promised]:
    """Return the shape of the table of targets, headline goals included."""
    headline = {plan.key: data.goals(plan) for plan in data.book.plans()}

    def is_goal(promised: Promised) -> bool:
        task = promised.task
        return (task.id if task else None, promised.target.number) in headline[promised.plan.key]

    def sentence(promised: Promised) -> str:
        return data.quote(promised.plan, promised.task, promised.target)

    fields: list[Field[Promised]] = [
        given("id", "指标编号", "任务编号-次序；不属于任务的预期目标是 计划-goal-次序", target_id),
        field("task_id", "任务编号", "所属任务；只在开头写出的预期目标没有", lambda p: p.task.id if p.task else None),
        given("city", "城市", "城市名称", lambda p: data.city(p.plan).name),
        given("year", "年份", "计划年份", lambda p: p.plan.year, "integer"),
        given("indicator", "指标", "文件对指标的写法", lambda p: p.target.indicator),
        given(
            "promise", "承诺", "动词、比较词、数值和单位连写；没有数字的照录原文", lambda p: wording.promise(p.target)
        ),
        *_figure(),
        field("standing", "任务现况", "所属任务已撤销或印发后有变更的，写明；其他为空", _standing),
        given("headline", "预期目标", "是否列为计划的预期目标", is_goal, "boolean"),
        given("quote", "原文", "写出这个指标的原文", lambda p: p.target.quote),
        given("citation", "引用", "怎样引用", lambda p: data.citation(p.plan, p.task)),
        given("source", "原句地址", "原句在本站原文页的位置（相对网站根）", sentence),
        field("source_url", "原句网址", "原句的完整网址；网站未设公开地址时为空", lambda p: data.url(sentence(p))),
        given("city_id", "城市编号", "城市的永久编号", lambda p: p.plan.city_id),
        field("indicator_id", "登记指标", "跨城市登记的指标编号", _registered),
    ]
    about = "每个指标一行：数字承诺、没有数字的目标和预期目标"
    return Shape("targets", "指标", about, ("id",), tuple(fields), (("task_id", "tasks"),))


def target_id(promised: Promised) -> str:
    """Return the permanent id of a figure."""
    if promised.task:
        return f"{promised.task.id}-{promised.target.number}"
    return f"{promised.plan.city_id}-{promised.plan.year}-goal-{promised.target.number}"


def _figure() -> list[Field[Promised]]:
    measures = "、".join(f"{key} {name}" for key, name in wording.MEASURES.items())
    kinds = "、".join(f"{key} {name}" for key, name in wording.GOAL_KINDS.items())
    return [
        field(
            "op", "比较", "等于、不少于、超过、不超过、低于、约、区间（..）", lambda p: p.target.op, values=get_args(Op)
        ),
        field("value", "数值", "数值；区间和没有数字的目标为空", lambda p: number(p.target.value), "number"),
        field("value_low", "区间低", "区间的低端", lambda p: _end(p.target, 0), "number"),
        field("value_high", "区间高", "区间的高端", lambda p: _end(p.target, 1), "number"),
        field("value_text", "数值原样", "文件所写数值的原样，区间写成 低..高", lambda p: p.target.value),
        field("unit", "计量单位", "计量单位，万、亿照录", lambda p: p.target.unit),
        field("measure", "计法", measures, lambda p: p.target.measure, values=get_args(Measure)),
        field("kind", "无数字的目标", kinds, lambda p: p.target.kind, values=get_args(GoalKind)),
        field("verb", "动词", "改变承诺含义的动词：启动建设不等于建成", lambda p: p.target.verb),
        field("per", "每", "按什么计：每个产业……", lambda p: p.target.per),
        field("base", "基数", "由多少提高", lambda p: p.target.base),
        field("among", "其中", "所属总量的指标", lambda p: p.target.among),
        given("effort", "力争", "原文是否写力争、争取、努力", lambda p: p.target.effort, "boolean"),
        field("by", "时间", "与计划期末不同的时间：年、年-月或年-月-日", lambda p: p.target.by),
        field("by_text", "时间原文", "文件所写的时间", lambda p: p.target.by_text),
    ]


def _standing(promised: Promised) -> str | None:
    return "；".join(standing.states(promised.task)) or None if promised.task else None


def _registered(promised: Promised) -> str | None:
    return promised.target.registered.id if promised.target.registered else None


def _end(target: Target, which: int) -> int | float | None:
    ends = (target.value or "").split("..")
    return number(ends[which]) if len(ends) > 1 else None
