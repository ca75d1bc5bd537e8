"""The page /data/: what can be taken away, and what every field means (part of the step exports; pure).

In: the Book, the trace of its words, the data date. Out: one page. Field names, titles and meanings are read off the
same definitions that the files are made from, so the page cannot differ from them.
"""

from collections.abc import Iterator
from datetime import date

from taskbook import addresses
from taskbook.align import Trace
from taskbook.cells import Column, Line, Link, Mark, Row, Table, Text
from taskbook.exporters.dataset import API, DATA, NO_LICENCE, SCHEMA_VERSION, Dataset, Scope
from taskbook.exporters.fields import KIND_NAMES
from taskbook.exporters.fields import Table as Exported
from taskbook.exporters.tables import Tables
from taskbook.model import Book, City, Plan
from taskbook.page import Page
from taskbook.standing import in_force


def pages(book: Book, trace: Trace, as_of: date) -> list[Page]:
    """Return the page of the exports."""
    tables = Tables(Dataset(book, trace, as_of))
    kinds = [*tables.everything, *tables.lists]
    context = {
        "as_of": as_of,
        "licence": book.site.licence or NO_LICENCE,
        "schema_version": SCHEMA_VERSION,
        "everything": _everything(tables),
        "places": _places(tables),
        "fields": [
            (f"f-{table.name}", f"{table.title}（{table.name}）", table.about, _fields(table)) for table in kinds
        ],
        "api": API,
        "data": DATA,
    }
    description = "任务、责任分工、指标、单位和责任领导的全部数据：CSV、JSON、XLSX、DOCX 和静态接口，附字段说明。"
    return [Page(addresses.DATA, "数据下载", "data", context, description, "content/site.yml", "数据下载")]


def _everything(tables: Tables) -> Table:
    columns = (
        Column("数据", "indicator"),
        Column("一行是什么", "words"),
        Column("行数", "count"),
        Column("CSV", "count"),
        Column("JSON", "count"),
    )
    rows = []
    for table in tables.everything:
        cells: tuple[Line, ...] = (
            (Link(table.title, addresses.DATA, f"f-{table.name}"),),
            (Text(table.about),),
            (Text(str(len(table.rows))),),
            (Link(f"{table.name}.csv", f"{DATA}{table.name}.csv"),),
            (Link(f"{table.name}.json", f"{DATA}{table.name}.json"),),
        )
        rows.append(Row(columns, cells, f"d-{table.name}"))
    return Table("全部数据", columns, tuple(rows), "functions cards")


def _places(tables: Tables) -> Table:
    columns = (Column("范围", "plan"), Column("任务", "count"), Column("下载", "words"))
    rows = []
    for scope in tables.data.scopes:
        match scope.of:
            case City() as city:
                page, row_id = addresses.city(city), f"p-{city.id}"
                tasks = [task for plan in city.plans for task in plan.tasks]
            case Plan() as plan:
                page, row_id, tasks = addresses.plan(plan), f"p-{plan.city_id}-{plan.year}", list(plan.tasks)
            case _:
                continue
        if tasks:
            cells = ((Link(scope.title, page),), (Text(str(len(in_force(tasks)))),), tuple(_downloads(scope)))
            rows.append(Row(columns, cells, row_id))
    return Table("按城市和文件", columns, tuple(rows), "functions cards")


def _downloads(scope: Scope) -> Iterator[Text | Link]:
    names = [("任务 CSV", scope.path("tasks.csv")), ("工作簿 XLSX", scope.path("taskbook.xlsx"))]
    if isinstance(scope.of, Plan):
        names.append(("分解表 DOCX", scope.path("tasks.docx")))
        names.append(("JSON", f"{API}plans/{scope.of.city_id}-{scope.of.year}.json"))
        names.append(("所得文本 TXT", scope.path("source.txt")))
    elif isinstance(scope.of, City):
        names.append(("JSON", f"{API}cities/{scope.of.id}.json"))
    for number, (words, path) in enumerate(names):
        if number:
            yield Text(" · ")
        yield Link(words, path)


def _fields(table: Exported) -> Table:
    columns = (
        Column("字段", "indicator"),
        Column("名称", "unit"),
        Column("类型"),
        Column("可空"),
        Column("说明", "words"),
    )
    rows = []
    for field in table.columns:
        values: Line = (Text(f"；取值 {' '.join(field.values)}"),) if field.values else ()
        cells: tuple[Line, ...] = (
            (Text(field.name),),
            (Text(field.title),),
            (Text(KIND_NAMES[field.kind]),),
            (Mark("—", "none"),) if field.required else (Text("可空"),),
            (Text(field.about), *values),
        )
        rows.append(Row(columns, cells, f"f-{table.name}-{field.name.replace('_', '-')}"))
    return Table(f"{table.title}的字段", columns, tuple(rows), "functions cards")
