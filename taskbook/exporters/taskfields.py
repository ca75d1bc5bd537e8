"""The fields of tasks, assignments and milestones (part of the step exports; pure).

In: a Dataset. Out: the shapes of their tables, each field with its Chinese title and meaning. Values that only a closed
list allows are read off the model, so that what is documented is what an editor may write.
"""

from collections.abc import Callable
from dataclasses import dataclass

from taskbook import addresses, standing, wording
from taskbook.changes import labels
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.fields import Field, Record, Shape, field, given
from taskbook.model import Involvement, Mention, Milestone, Role, Task

ROLES = tuple(role.value for role in Role)
_OPEN = "“等”照录，表示名单没有列尽"


@dataclass(frozen=True, slots=True)
class Assigned:
    """One printed name under a role of a task; order counts from 1 within the role."""

    task: Task
    role: Role
    order: int
    mention: Mention


@dataclass(frozen=True, slots=True)
class Due:
    """A milestone of a task; number counts from 1."""

    task: Task
    number: int
    milestone: Milestone


def tasks(data: Dataset) -> Shape[Task]:
    """Return the shape of the table of tasks."""
    fields: list[Field[Task]] = [
        given("id", "任务编号", "永久编号：城市-年份-序号", lambda t: t.id),
        given("city", "城市", "城市名称", lambda t: data.city(t).name),
        given("year", "年份", "任务所属年份", lambda t: t.year, "integer"),
        given("number", "序号", "文件序号；文件没有编号的用本站编号", wording.number),
        given("chapter", "章", "文件所印的章标题", lambda t: t.chapter),
        field("section", "节", "章与任务之间所印的各级标题", lambda t: t.section, "list"),
        given("text", "任务", "文件所印的任务文字", lambda t: t.text),
        field("leaders", "责任领导", "文件所列领导，次序照文件", _names, "list"),
        *_roles(),
        field("due", "期限", "文件写定的日期", lambda t: t.due, "date"),
        field("due_text", "期限原文", "文件所写的期限", lambda t: t.due_text),
        field("period_to", "计划期末", "文件未写期限时默认的期限", lambda t: data.plan(t).decree.period.to, "date"),
        given("public_deed", "民生实事", "是否列为民生实事", lambda t: t.public_deed, "boolean"),
        given("targets", "指标数", "这项任务的指标个数", lambda t: len(t.targets), "integer"),
        given("milestones", "节点数", "可核对节点的个数", lambda t: len(t.milestones), "integer"),
        field("note", "编者注", "本站编者的说明", lambda t: t.note),
        *became_of(data, _self),
        *task_place(data, _self),
        *_page(data, _self),
        given(
            "source_from",
            "原文起",
            "任务文字在所得文本 source.txt 中的起点（字符，从0数）",
            lambda t: _span(data, t)[0],
            "integer",
        ),
        given("source_to", "原文止", "任务文字在 source.txt 中的终点（不含）", lambda t: _span(data, t)[1], "integer"),
        given("city_id", "城市编号", "城市的永久编号", lambda t: t.city_id),
        field("item", "文件序号", "文件所印的编号", lambda t: t.item),
        given("slug", "本站编号", "本站在计划内的编号", lambda t: t.slug),
        field("leader_ids", "领导编号", "所列领导的永久编号", lambda t: tuple(who.id for who in t.leaders), "list"),
        given("content_file", "数据文件", "这条数据所在的文件和行", lambda t: f"{t.place.file}:{t.place.line}"),
    ]
    about = "每项任务一行，次序照文件"
    return Shape("tasks", "任务", about, ("id",), tuple(fields))


def holding(data: Dataset) -> Shape[Involvement]:
    """Return what a unit's list of tasks says of the unit, before the fields of each task."""
    fields: tuple[Field[Involvement], ...] = (
        given("role", "角色", "这个单位在任务中的角色", lambda i: i.role.value, values=ROLES),
        given("label", "所印角色", "文件所印的角色名称，文件未印的用通称", lambda i: _label(data, i.task, i.role)),
        given("printed", "文件写法", "文件对这个单位的写法", lambda i: i.printed),
    )
    about = "这个单位的每项任务一行，先牵头后协办；一项任务中有两个角色的有两行"
    return Shape("tasks", "任务", about, ("id", "role"), fields)


def assignments(data: Dataset) -> Shape[Assigned]:
    """Return the shape of the table of assignments: task × role × printed name."""
    fields: list[Field[Assigned]] = [
        *_task_keys(data, lambda a: a.task),
        given("role", "角色", "单位在任务中的角色", lambda a: a.role.value, values=ROLES),
        given(
            "label",
            "所印角色",
            "文件所印的角色名称，文件未印的用通称",
            lambda a: _label(data, a.task, a.role),
        ),
        given("order", "次序", "在这一角色中的次序，从1数", lambda a: a.order, "integer"),
        given("printed", "文件写法", f"文件对单位的写法；{_OPEN}", lambda a: a.mention.printed),
        field(
            "unit", "单位", "单位的登记名称；“等”没有单位", lambda a: a.mention.unit.name if a.mention.unit else None
        ),
        field("unit_id", "单位编号", "单位在本市的永久编号", lambda a: a.mention.unit.id if a.mention.unit else None),
        given("open_list", "名单未列尽", "这一行是否“等”字", lambda a: a.mention.unit is None, "boolean"),
        *task_place(data, lambda a: a.task),
        *_page(data, lambda a: a.task),
        given("city_id", "城市编号", "城市的永久编号", lambda a: a.task.city_id),
    ]
    about = "每项任务的每个单位一行，角色和次序照文件"
    return Shape("assignments", "责任分工", about, ("task_id", "role", "order"), tuple(fields), (("task_id", "tasks"),))


def milestones(data: Dataset) -> Shape[Due]:
    """Return the shape of the table of milestones."""
    fields: list[Field[Due]] = [
        *_task_keys(data, lambda d: d.task),
        given("order", "次序", "在任务中的次序，从1数", lambda d: d.number, "integer"),
        given("what", "节点", "可以核对的节点", lambda d: d.milestone.what),
        field("by", "时间", "年、年-月或年-月-日", lambda d: d.milestone.by),
        field("by_text", "时间原文", "文件所写的时间", lambda d: d.milestone.by_text),
        given("quote", "原文", "写出这个节点的原文", lambda d: d.milestone.quote),
        *task_place(data, lambda d: d.task),
        *_page(data, lambda d: d.task),
        given("city_id", "城市编号", "城市的永久编号", lambda d: d.task.city_id),
    ]
    about = "每个可核对的节点一行：没有数字的承诺（开工、建成、投用）"
    return Shape("milestones", "节点", about, ("task_id", "order"), tuple(fields), (("task_id", "tasks"),))


def became_of(data: Dataset, of: Callable[[Record], Task]) -> list[Field[Record]]:
    """Return the fields that say what became of a row's task after its document was published."""
    return [
        field(
            "withdrawn", "撤销", "任务已撤销：何时起、为何、依据；没有撤销的为空", lambda r: standing.withdrawal(of(r))
        ),
        field(
            "revised",
            "印发后变更",
            "印发以后批准的变更和批准文件，其他各栏仍照文件印发时的写法",
            lambda r: tuple(standing.revisions(of(r), labels(data.plan(of(r))))),
            "list",
        ),
    ]


def task_place(data: Dataset, of: Callable[[Record], Task]) -> list[Field[Record]]:
    """Return the fields that every row about a task carries: the citation, and where its sentence stands."""
    return [
        given("citation", "引用", "怎样引用", lambda r: data.citation(data.plan(of(r)), of(r))),
        given("source", "原句地址", "任务原文在本站原文页的位置（相对网站根）", lambda r: data.words(of(r))),
        field(
            "source_url", "原句网址", "原文的完整网址；网站未设公开地址时为空", lambda r: data.url(data.words(of(r)))
        ),
    ]


def _page(data: Dataset, of: Callable[[Record], Task]) -> list[Field[Record]]:
    def page(record: Record) -> str:
        return data.page(addresses.task(of(record)))

    return [
        given("page", "任务页", "任务页的位置（相对网站根）", page),
        field("page_url", "任务页网址", "任务页的完整网址；网站未设公开地址时为空", lambda r: data.url(page(r))),
    ]


def _task_keys(data: Dataset, of: Callable[[Record], Task]) -> list[Field[Record]]:
    return [
        given("task_id", "任务编号", "所属任务", lambda r: of(r).id),
        given("city", "城市", "城市名称", lambda r: data.city(of(r)).name),
        given("year", "年份", "任务所属年份", lambda r: of(r).year, "integer"),
        given(
            "number",
            "序号",
            "文件序号；文件没有编号的用本站编号",
            lambda r: wording.number(of(r)),
        ),
        given("text", "任务", "文件所印的任务文字", lambda r: of(r).text),
    ]


def _roles() -> list[Field[Task]]:
    usual = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.ASSIST: "协办单位"}

    def printed(role: Role) -> Callable[[Task], tuple[str, ...]]:
        return lambda task: tuple(mention.printed for mention in task.mentions(role))

    return [
        field(role.value, usual[role], f"{usual[role]}照录文件写法，次序即轻重；{_OPEN}", printed(role), "list")
        for role in Role
    ]


def _label(data: Dataset, task: Task, role: Role) -> str:
    return wording.role_label(data.plan(task), role)


def _names(task: Task) -> tuple[str, ...]:
    return tuple(leader.name for leader in task.leaders)


def _span(data: Dataset, task: Task) -> tuple[int, int]:
    span = data.trace[(task.city_id, task.year)].tasks[task.id].text
    return span.start, span.end


def _self(task: Task) -> Task:
    return task
