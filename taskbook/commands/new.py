"""The new command: a task, unit, leader, city or plan -> canonical YAML where it belongs, and which lines it is.

What must be known and is not given is asked for; what may be left out is asked for only where nothing was given.
"""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskbook.commands import renew_schemas, save
from taskbook.settings import Settings

if TYPE_CHECKING:
    from taskbook.loaded import Loaded, LoadedCity
    from taskbook.model import Book

_SEVERAL = "（几个用空格隔开，没有就回车）"


@click.group("new", help="新建任务、单位、领导、城市或年度文件；没写的选项会逐个询问。")
def new_command() -> None:
    """Gather what can be made."""


@new_command.command("task", help="在一章里加一条任务；编号取文件序号，没有序号就取下一个。")
@click.option("--city", help="城市编号")
@click.option("--year", type=int, help="年份；不写取最近的一年")
@click.option("--chapter", help="章文件，如 01.yml；不写取最后一个")
@click.option("--after", help="排在哪条任务之后（编号）；不写排在最后")
@click.option("--item", help="文件印出的序号")
@click.option("--section", multiple=True, help="章与任务之间的标题；有几层写几次")
@click.option("--text", help="任务原话")
@click.option("--leader", "leaders", multiple=True, help="责任领导；几位写几次")
@click.option("--lead", multiple=True, help="牵头单位；几个写几次")
@click.option("--responsible", multiple=True, help="责任单位；几个写几次")
@click.option("--assist", multiple=True, help="配合单位；几个写几次")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="文件写明的期限")
@click.pass_obj
def new_task(
    settings: Settings,
    /,
    city: str | None,
    year: int | None,
    chapter: str | None,
    after: str | None,
    text: str | None,
    due: datetime | None,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Write a task."""
    from taskbook import proving
    from taskbook.editing import finding, records

    loaded = proving.loaded(settings)
    chosen = _city(loaded, city)
    plan = finding.plan(chosen, year or max((plan.year for plan in chosen.plans), default=0))
    file = chapter or _chapter([Path(one.place.file).name for one in plan.chapters], asks=text is None)
    words: dict[str, object] = {**given, "due": due.date() if due else None}
    words["text"] = text or click.prompt("任务原话")
    if text is None:
        words["item"] = given["item"] or click.prompt("文件印出的序号（没有就回车）", default="", show_default=False)
        for key, label in (
            ("lead", "牵头单位"),
            ("responsible", "责任单位"),
            ("assist", "配合单位"),
            ("leaders", "责任领导"),
        ):
            words[key] = given[key] or _several(label)
    save(settings, records.task(settings.content.resolve(), chosen, plan, file, words, after))


@new_command.command("unit", help="登记一个单位。")
@click.option("--city", help="城市编号")
@click.option("--name", help="名称，照文件的写法")
@click.option("--id", "unit_id", help="编号，网址的一部分，定了就不改")
@click.option("--alias", "aliases", multiple=True, help="文件里的其他写法；几种写几次")
@click.option("--full", help="全称")
@click.option("--kind", help="类别，如 department")
@click.option("--function", help="职能编号，见 functions.yml")
@click.option("--after", help="排在哪个单位之后（编号）；不写排在最后")
@click.pass_obj
def new_unit(
    settings: Settings,
    /,
    city: str | None,
    name: str | None,
    unit_id: str | None,
    kind: str | None,
    after: str | None,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Write a unit."""
    from taskbook import proving
    from taskbook.editing import records
    from taskbook.editing.fieldwords import KINDS

    chosen = _city(loaded := proving.loaded(settings), city)
    words: dict[str, object] = dict(given)
    words["name"] = name or click.prompt("单位名称")
    words["id"] = unit_id or _proposed([unit.entry.id for unit in chosen.units], str(words["name"]))
    kinds = KINDS["UnitEntry"]
    if kind is None:
        click.echo("类别：" + "，".join(f"{word} {meaning}" for word, meaning in kinds.items()))
        kind = click.prompt("类别", type=click.Choice(list(kinds)), show_choices=False)
    words["kind"] = kind
    if name is None:
        words["aliases"] = given["aliases"] or _several("其他写法")
        functions = [function.entry.id for function in loaded.functions]
        chosen_function = given["function"] or click.prompt(
            "职能编号（没有就回车）",
            type=click.Choice(["", *functions]),
            default="",
            show_choices=False,
            show_default=False,
        )
        words["function"] = chosen_function
    save(settings, records.unit(settings.content.resolve(), chosen, words, after))


@new_command.command("leader", help="登记一位领导。")
@click.option("--city", help="城市编号")
@click.option("--name", help="姓名，照文件的写法")
@click.option("--id", "leader_id", help="编号，网址的一部分，定了就不改")
@click.option("--after", help="排在哪位之后（编号）；不写排在最后")
@click.pass_obj
def new_leader(
    settings: Settings, city: str | None, name: str | None, leader_id: str | None, after: str | None
) -> None:
    """Write a leader."""
    from taskbook import proving
    from taskbook.editing import records

    chosen = _city(proving.loaded(settings), city)
    words = {"name": name or click.prompt("姓名")}
    words["id"] = leader_id or _proposed([leader.entry.id for leader in chosen.leaders], words["name"])
    save(settings, records.leader(settings.content.resolve(), chosen, words, after))


@new_command.command("city", help="建一个城市的文件夹和空的登记表。")
@click.option("--id", "city_id", prompt="城市编号（小写拼音，文件夹名）", help="城市编号")
@click.option("--name", prompt="城市名称", help="城市名称，如 潜江市")
@click.option("--province", prompt="所属省份", help="所属省份")
@click.option(
    "--level",
    type=click.Choice(["prefecture-level", "county-level"]),
    prompt="级别：地级 prefecture-level，县级 county-level",
    help="级别",
)
@click.option("--code", help="行政区划代码，六位数字")
@click.pass_obj
def new_city(settings: Settings, /, city_id: str, **given: str | None) -> None:
    """Write a city."""
    import re

    from taskbook import proving
    from taskbook.editing import records

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", city_id):
        raise click.UsageError(f"城市编号只用小写字母、数字和连字符，不能是 {city_id}")
    save(settings, records.city(proving.loaded(settings), settings.content.resolve(), {**given, "id": city_id}))


@new_command.command("plan", help="用新一年的文件建一年的任务：单位、领导、别名沿用已有的登记表，只登记新出现的。")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--city", help="城市编号")
@click.option("--year", type=int, help="年份；不写取最近一年的下一年")
@click.pass_obj
def new_plan(settings: Settings, files: tuple[Path, ...], city: str | None, year: int | None) -> None:
    """Import a year's document into a city that is there, and say what was carried over."""
    from taskbook import pipeline, proving
    from taskbook.settings import Order

    before = _city(proving.loaded(settings), city)
    entry = before.city.entry
    wanted = year or max((plan.year for plan in before.plans), default=0) + 1
    if not before.plans and year is None:
        raise click.UsageError("这个城市还没有年度文件，请用 --year 写明年份")
    order = Order(settings.content, files, entry.id, wanted, entry.name, entry.province, entry.level)
    pipeline.import_document(settings, order, strict=False, yes=True)
    renew_schemas(settings)
    book = proving.proved(proving.loaded(settings)).book
    known = {unit.entry.id for unit in before.units}
    now, last = _named(book, entry.id, wanted), _named(book, entry.id, wanted - 1)
    click.echo(f"沿用单位 {len(now.keys() & known)} 个，新登记 {len(now.keys() - known)} 个。")
    if missing := [name for unit_id, name in last.items() if unit_id not in now]:
        click.echo(f"去年有、今年没有提到：{'、'.join(missing)}。改了名的用 build.py rename unit。")


def _named(book: "Book", city_id: str, year: int) -> dict[str, str]:
    """Return id -> name of the units that a year's tasks name, in the order of the registry."""
    return {
        unit.id: unit.name
        for unit in book.city(city_id).units
        if any(involved.task.year == year for involved in book.by_unit.get(unit.key, ()))
    }


def _city(loaded: "Loaded", wanted: str | None) -> "LoadedCity":
    from taskbook.editing import finding

    if wanted is None and len(loaded.cities) == 1:
        return loaded.cities[0]
    ids = [city.city.entry.id for city in loaded.cities]
    return finding.city(loaded, wanted or click.prompt("城市编号", type=click.Choice(ids)))


def _chapter(names: list[str], *, asks: bool) -> str:
    if not asks or len(names) == 1:
        return names[-1]
    return str(click.prompt("章文件", type=click.Choice(names), default=names[-1]))


def _proposed(taken: list[str], name: str) -> str:
    from taskbook.editing import records

    return str(click.prompt("编号", default=records.free_id(taken, name)))


def _several(label: str) -> tuple[str, ...]:
    return tuple(click.prompt(f"{label}{_SEVERAL}", default="", show_default=False).split())
