"""The fields of registers: plans, units, leaders, cities, indicators (part of the step exports; pure).

In: a Dataset. Out: the shapes of their tables. A unit or leader is cited by the documents that name it, and its
sentence is the first that does; who is named nowhere has none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from taskbook import addresses, wording
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.fields import Field, Record, Shape, field, given
from taskbook.model import City, Indicator, Leader, Plan, Role, Task, Unit
from taskbook.standing import in_force

_NOT_COMPARED = "未与原件核对"
_FIRST = "首次写到的那项任务在本站原文页的位置（相对网站根）；没有任务的为空"


def plans(data: Dataset) -> Shape[Plan]:
    """Return the shape of the table of documents."""

    def source(plan: Plan) -> str:
        return data.page(addresses.source(plan))

    fields: list[Field[Plan]] = [
        given("id", "计划编号", "城市-年份", lambda p: f"{p.city_id}-{p.year}"),
        given("city", "城市", "城市名称", lambda p: data.city(p).name),
        given("year", "年份", "计划年份", lambda p: p.year, "integer"),
        _coded("kind", "文件类别", wording.DOCUMENT_KINDS, lambda p: p.decree.kind),
        field("title", "标题", "文件标题；所据文本没有印出的为空", lambda p: p.decree.title),
        field("document_number", "文号", "文号；所据文本没有印出的为空", lambda p: p.decree.number),
        field("issuer", "印发机关", "印发机关；所据文本没有印出的为空", lambda p: p.decree.issuer),
        field("issued", "成文日期", "成文日期；所据文本没有印出的为空", lambda p: p.decree.issued, "date"),
        field("url", "来源网址", "文件的网址；没有记录的为空", lambda p: p.decree.url),
        given("period_from", "起", "任务期间第一天", lambda p: p.decree.period.start, "date"),
        given("period_to", "止", "任务期间最后一天", lambda p: p.decree.period.to, "date"),
        _tasks("任务个数", lambda p: p.tasks),
        given(
            "targets",
            "指标数",
            "任务中的指标个数，已撤销的任务不计",
            lambda p: sum(len(t.targets) for t in in_force(p.tasks)),
            "integer",
        ),
        _coded("source_kind", "文本性质", wording.SOURCE_KINDS, lambda p: p.decree.source.kind),
        given("obtained_from", "文本取自", "所据文本从哪里来", lambda p: p.decree.source.obtained_from),
        given("checked", "核对", "是否与原件核对", lambda p: _NOT_COMPARED),
        given("source_sha256", "文本指纹", "所得文本 source.txt 的 SHA-256", lambda p: p.decree.source.sha256),
        field("note", "编者注", "本站编者的说明", lambda p: p.decree.note),
        given("citation", "引用", "怎样引用", data.document),
        given("source", "原文地址", "原文页的位置（相对网站根）", source),
        field("source_url", "原文网址", "原文页的完整网址；网站未设公开地址时为空", lambda p: data.url(source(p))),
        given("city_id", "城市编号", "城市的永久编号", lambda p: p.city_id),
        given("content_file", "数据文件", "这条数据所在的文件", lambda p: p.place.file),
    ]
    return Shape("plans", "文件", "每份文件一行：标题、文号、期间和文本来源", ("id",), tuple(fields))


def units(data: Dataset) -> Shape[Unit]:
    """Return the shape of the table of units."""

    def role_count(role: Role, title: str) -> Field[Unit]:
        def count(unit: Unit) -> int:
            return sum(link.role is role and link.task.in_force for link in data.book.by_unit.get(unit.key, ()))

        return given(role.value, title, f"{title}任务的个数，已撤销的不计", count, "integer")

    fields: list[Field[Unit]] = [
        given("city", "城市", "城市名称", lambda u: data.city(u).name),
        given("id", "单位编号", "单位在本市的永久编号", lambda u: u.id),
        given("name", "单位", "登记名称", lambda u: u.name),
        field("full", "全称", "全称", lambda u: u.full),
        field("aliases", "其他写法", "文件中的其他写法", lambda u: u.aliases, "list"),
        _coded("kind", "类别", wording.UNIT_KINDS, lambda u: u.kind),
        _tasks("列有这个单位的任务，各计一次", data.unit_tasks),
        role_count(Role.LEAD, "牵头"),
        role_count(Role.RESPONSIBLE, "责任"),
        role_count(Role.ASSIST, "协办"),
        field(
            "function", "职能", "职能名称，用来对照各城市的同类单位", lambda u: u.function.name if u.function else None
        ),
        field("part_of", "隶属", "内设于或加挂于哪个单位（单位编号）", lambda u: u.part_of),
        field("members", "成员", "合称的成员（单位编号）；文件未列的为空", lambda u: u.members, "list"),
        field("renamed", "改名", "改名之日、原来的名称（只改编号的是原编号）、理由", _renamed, "list"),
        field("note", "编者注", "本站编者的说明", lambda u: u.note),
        *_named_by(data, data.unit_tasks),
        given("page", "单位页", "单位页的位置（相对网站根）", lambda u: data.page(addresses.unit(u))),
        field(
            "page_url",
            "单位页网址",
            "单位页的完整网址；网站未设公开地址时为空",
            lambda u: data.url(data.page(addresses.unit(u))),
        ),
        given("city_id", "城市编号", "城市的永久编号", lambda u: u.city_id),
        field("function_id", "职能编号", "职能的永久编号", lambda u: u.function.id if u.function else None),
        given("content_file", "数据文件", "这条数据所在的文件和行", _place),
    ]
    return Shape("units", "单位", "登记的每个单位和合称一行，次序照登记", ("city_id", "id"), tuple(fields))


def leaders(data: Dataset) -> Shape[Leader]:
    """Return the shape of the table of leaders."""
    fields: list[Field[Leader]] = [
        given("city", "城市", "城市名称", lambda w: data.city(w).name),
        given("id", "领导编号", "在本市的永久编号", lambda w: w.id),
        given("name", "姓名", "文件所印的姓名", lambda w: w.name),
        field("posts", "职务", "有来源写明的职务及起止；只说明文件印发时所列，不表示现在", _posts, "list"),
        field("years", "年份", "哪些年份的文件列有", lambda w: tuple(map(str, _years(data.leader_tasks(w)))), "list"),
        _tasks("列有这位领导的任务个数", data.leader_tasks),
        *_named_by(data, data.leader_tasks),
        given("page", "领导页", "领导页的位置（相对网站根）", lambda w: data.page(addresses.leader(w))),
        field(
            "page_url",
            "领导页网址",
            "领导页的完整网址；网站未设公开地址时为空",
            lambda w: data.url(data.page(addresses.leader(w))),
        ),
        given("city_id", "城市编号", "城市的永久编号", lambda w: w.city_id),
        given("content_file", "数据文件", "这条数据所在的文件和行", _place),
    ]
    return Shape("leaders", "责任领导", "文件所列的每位责任领导一行", ("city_id", "id"), tuple(fields))


def cities(data: Dataset) -> Shape[City]:
    """Return the shape of the list of cities."""
    fields: list[Field[City]] = [
        given("id", "城市编号", "城市的永久编号", lambda c: c.id),
        given("name", "城市", "城市名称", lambda c: c.name),
        given("province", "省", "所在省", lambda c: c.province),
        _coded("level", "政府层级", wording.LEVELS, lambda c: c.level),
        field("code", "行政区划代码", "六位代码；没有登记的为空", lambda c: c.code),
        field("years", "年份", "收有哪些年份的文件", lambda c: tuple(str(p.year) for p in c.plans), "list"),
        _tasks("任务个数", lambda c: [task for plan in c.plans for task in plan.tasks]),
        given("units", "单位数", "登记的单位个数", lambda c: len(c.units), "integer"),
        given("leaders", "领导数", "文件所列责任领导的个数", lambda c: len(c.leaders), "integer"),
        given("page", "城市页", "城市页的位置（相对网站根）", lambda c: data.page(addresses.city(c))),
        field(
            "page_url",
            "城市页网址",
            "完整网址；网站未设公开地址时为空",
            lambda c: data.url(data.page(addresses.city(c))),
        ),
    ]
    return Shape("cities", "城市", "每个城市一行", ("id",), tuple(fields))


def indicators(data: Dataset) -> Shape[Indicator]:
    """Return the shape of the list of registered indicators."""
    fields: list[Field[Indicator]] = [
        given("id", "指标编号", "登记的指标编号", lambda i: i.id),
        given("name", "指标", "登记名称", lambda i: i.name),
        field("aliases", "其他写法", "其他写法", lambda i: i.aliases, "list"),
        field("unit", "计量单位", "通常的计量单位", lambda i: i.unit),
        field(
            "direction",
            "方向",
            "up 越高越好，down 越低越好；没有登记的为空",
            lambda i: i.direction,
            values=("up", "down"),
        ),
        given("targets", "指标数", "各城市写到的处数", lambda i: len(data.book.by_indicator.get(i.id, ())), "integer"),
        given("page", "指标页", "指标页的位置（相对网站根）", lambda i: data.page(addresses.indicator(i))),
        field(
            "page_url",
            "指标页网址",
            "完整网址；网站未设公开地址时为空",
            lambda i: data.url(data.page(addresses.indicator(i))),
        ),
    ]
    return Shape("indicators", "登记指标", "跨城市登记的每个指标一行", ("id",), tuple(fields))


def _tasks(about: str, tasks_of: Callable[[Record], Sequence[Task]]) -> Field[Record]:
    """Count the tasks of a record that are in force."""
    return given("tasks", "任务数", f"{about}，已撤销的不计", lambda r: len(in_force(tasks_of(r))), "integer")


def _named_by(data: Dataset, tasks_of: Callable[[Record], Sequence[Task]]) -> list[Field[Record]]:
    """Return the citation of the documents that name somebody, and the first sentence that does."""

    def citation(record: Record) -> str | None:
        named = {data.plan(task).key: data.plan(task) for task in tasks_of(record)}
        return "；".join(map(data.document, named.values())) or None

    def source(record: Record) -> str | None:
        found = tasks_of(record)
        return data.words(found[0]) if found else None

    return [
        field("citation", "引用", "写到的文件；没有任务的为空", citation),
        field("source", "原句地址", _FIRST, source),
        field("source_url", "原句网址", "原句的完整网址；网站未设公开地址时为空", lambda r: data.url(source(r))),
    ]


def _coded(name: str, title: str, names: Mapping[str, str], read: Callable[[Record], str]) -> Field[Record]:
    """Define a field with a closed list of values, documented as party 党委机构、department 政府部门."""
    about = "、".join(f"{key} {words}" for key, words in names.items())
    return given(name, title, about, read, values=tuple(names))


def _place(record: Unit | Leader) -> str:
    return f"{record.place.file}:{record.place.line}"


def _renamed(unit: Unit) -> tuple[str, ...]:
    return tuple(f"{entry.date.isoformat()} 原「{entry.was}」：{entry.why}" for entry in unit.renamed)


def _posts(leader: Leader) -> tuple[str, ...]:
    return tuple(_post(*post) for post in leader.posts)


def _post(title: str, start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return title
    return f"{title}（{start.isoformat() if start else ''}—{end.isoformat() if end else ''}）"


def _years(tasks: Iterable[Task]) -> list[int]:
    return sorted({task.year for task in tasks})
