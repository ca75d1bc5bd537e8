"""The import command: which files of which document -> one draft in content/, or the score of the importer."""

import re
from pathlib import Path

import click

from taskbook.commands import renew_schemas
from taskbook.settings import Order, Settings


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
    """Import one document, or say how well the shipped ones are read."""
    if not score and (not files or city is None or year is None):
        raise click.UsageError("请写明文件、--city 和 --year，如 import 通知.docx --city qianjiang --year 2021")
    if not score and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", city or ""):
        raise click.UsageError(f"--city 只用小写字母、数字和连字符，不能是 {city}")
    from taskbook import proving
    from taskbook.importer.command import run
    from taskbook.importer.scoreboard import print_score

    if city is None or year is None or score:
        print_score(settings, city, year)
    else:
        order = Order(settings.content, files, city, year, name, province, level, update, settings.jobs)
        run(order, proving.prove, strict, yes)
        renew_schemas(settings)
