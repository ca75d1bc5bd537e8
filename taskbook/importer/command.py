"""The import command: arguments -> one draft -> content/; prints a summary, an update's differences, or the score.

Exit codes as everywhere: 1 the document or the draft is at fault (nothing is written), 2 the command itself.
"""

import difflib
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from taskbook.settings import Settings

if TYPE_CHECKING:
    from taskbook.importer.draft import Draft, Order


@click.command("import", help="把一份任务分解文件导入为草稿：文件是同一份通知的正文和附件，- 为标准输入。")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--city", help="城市编号（小写拼音），如 qianjiang")
@click.option("--year", type=click.IntRange(1949, 2999), help="年份")
@click.option("--name", help="城市名称，如 潜江市（文件里看得出时可不写）")
@click.option("--province", help="所属省份，如 湖北省（行政区划表里有的可不写）")
@click.option("--level", type=click.Choice(["prefecture-level", "county-level"]), help="级别（同上）")
@click.option("--strict", is_flag=True, help="有待核对的条目就算错误：不写入")
@click.option("--update", is_flag=True, help="用更正后的文件更新已有的一年：先列出差别")
@click.option("--yes", is_flag=True, help="与 --update 同用：写入")
@click.option("--score", is_flag=True, help="重新导入 content/ 里各份原文，与现有数据比较；什么也不写")
@click.pass_obj
def import_command(
    settings: Settings,
    files: tuple[Path, ...],
    city: str | None,
    year: int | None,
    name: str | None,
    province: str | None,
    level: str | None,
    strict: bool,
    update: bool,
    yes: bool,
    score: bool,
) -> None:
    """Import one document."""
    if score:
        from taskbook.importer.scoreboard import print_score

        print_score(settings, city, year)
        return
    if not files or city is None or year is None:
        raise click.UsageError("请写明文件、--city 和 --year，如 import 通知.docx --city qianjiang --year 2021")
    from taskbook.importer.draft import Order

    _run(settings, Order(settings.content, files, _city_id(city), year, name, province, level, update), strict, yes)


def _city_id(city: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", city):
        raise click.UsageError(f"--city 只用小写字母、数字和连字符，不能是 {city}")
    return city


def _run(settings: Settings, order: "Order", strict: bool, yes: bool) -> None:
    from taskbook.importer.draft import PresentPlanError, draft
    from taskbook.importer.places import UnknownCityError
    from taskbook.importer.read import UnreadableError
    from taskbook.importer.write import move_in
    from taskbook.problems import ContentError
    from taskbook.workers import JobError, mapper

    try:
        alone = any(str(path) == "-" for path in order.files)  # standard input is this process's
        with draft(order, mapper(1 if alone else settings.jobs)) as made:
            if order.update and made.merged is not None and not _agreed(made, yes):
                return
            if strict and made.questions:
                raise ImportRefusedError(f"有 {len(made.questions)} 处待核对（--strict）；什么也没有写入")
            move_in(made.folder, order.content, made.files, order.city, order.year)
            _summary(made)
    except ContentError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise ImportRefusedError(f"草稿有 {len(error.problems)} 处通不过检查；什么也没有写入") from error
    except (UnreadableError, PresentPlanError, UnknownCityError) as error:
        raise ImportRefusedError(f"{error}；什么也没有写入") from error
    except JobError as error:
        if isinstance(error.__cause__, UnreadableError):
            raise ImportRefusedError(f"{error.__cause__}；什么也没有写入") from error
        raise


class ImportRefusedError(click.ClickException):
    """The document cannot be imported; the message says why. Exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message alone."""
        click.echo(self.message, err=True)


def _agreed(made: "Draft", yes: bool) -> bool:
    """Show what an update changes; True where it is to be written."""
    content = made.order.content
    present = {path.relative_to(content).as_posix() for path in made.order.plan.rglob("*") if path.is_file()}
    written = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    gone = {name for name in present if name not in written}
    console = Console(highlight=False)
    changed = sorted(set(made.files) | gone)
    for name in changed:
        if name.endswith("source.txt"):
            continue
        old = (content / name).read_text("utf-8") if (content / name).is_file() else ""
        new = "" if name in gone else made.files[name]
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", "", "", 1, ""):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            console.print(line, style=colour, markup=False, soft_wrap=True)
    if made.merged is not None:
        console.print(
            f"新任务 {len(made.merged.new)} 条，不再有的任务 {len(made.merged.gone)} 条：{'、'.join(made.merged.gone)}"
        )
    if not changed:
        console.print("没有差别。")
        return False
    if not yes:
        console.print("以上是会改动的内容；写入请加 --yes。")
    return yes


def _summary(made: "Draft") -> None:
    """Print what the draft holds."""
    from taskbook.importer.coverage import covered

    tasks = made.plan.tasks
    table = Table(title=f"{made.city_name} {made.order.year}", show_header=False)
    table.add_column("项")
    table.add_column("数", justify="right")
    dated = sum(bool(task.due or task.due_text) for task in tasks)
    dated += sum(bool(target.by or target.by_text) for task in tasks for target in task.targets)
    dated += sum(bool(milestone.by or milestone.by_text) for task in tasks for milestone in task.milestones)
    rows = (
        ("任务", len(tasks)),
        ("单位（新登记）", made.new_units),
        ("单位（已登记）", len(made.records.units) - made.new_units),
        ("领导", len({leader.key for task in tasks for leader in task.leaders})),
        ("指标", sum(len(task.targets) for task in tasks) + sum(goal.task is None for goal in made.plan.goals)),
        ("节点", sum(len(task.milestones) for task in tasks)),
        ("期限", dated),
        ("待核对", len(made.questions)),
    )
    for name, number in rows:
        table.add_row(name, str(number))
    table.add_row("原文有归处", f"{covered(made.plan, made.trace):.1%}")
    Console().print(table)
    if made.questions:
        click.echo(f"请逐条核对 {made.order.plan / 'review.md'}，处理完一条删去一条；再运行 build.py check。")
