"""The forms command: the plan as XLSX for those who work without git, out to the units and back into the YAML."""

from pathlib import Path

import click

from taskbook.problems import OutputError
from taskbook.settings import Settings, Wish


@click.group("forms", help="用 Excel 或 WPS 改数据：发出核对表，收回改动。")
def forms_command() -> None:
    """Forms for those who work without git."""


@forms_command.command("out", help="给每个单位做一份核对表（XLSX），给办公室做一份全部任务的。")
@click.option("--city", required=True, help="城市编号或名称，如 qianjiang")
@click.option("--year", required=True, type=int, help="年份")
@click.option("--unit", help="只做这个单位的：名称、别名或编号，如 市发改委")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="放到哪个文件夹（默认数据旁的 outbox/）")
@click.pass_obj
def out_command(settings: Settings, city: str, year: int, unit: str | None, out: Path | None) -> None:
    """Write the forms."""
    from taskbook import pipeline
    from taskbook.progress import Progress

    progress = Progress()
    wish = Wish(city=city, year=year, unit=unit)
    for file in pipeline.send_forms(settings, progress, wish, out or settings.content.parent / "outbox"):
        click.echo(file)
    if settings.timings:
        progress.timings()


@forms_command.command("read", help="收回核对表：改动写进数据，有问题的标红退回；不写文件名时读数据旁边的 inbox/。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.pass_obj
def read_command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Take forms in; OutputError (exit code 1) where one went back."""
    from taskbook import pipeline
    from taskbook.progress import Progress

    progress = Progress()
    results = pipeline.take_forms(settings, progress, paths)
    for result in results:
        for line in result.lines():
            click.echo(line)
    if settings.timings:
        progress.timings()
    taken = [result for result in results if result.taken]
    changes = sum(len(result.changes) for result in taken)
    said = f"收下 {len(taken)} 份，{f'改了 {changes} 处' if changes else '没有要改的'}"
    if len(taken) < len(results):
        raise OutputError(f"{said}；退回 {len(results) - len(taken)} 份，这些表里的改动都没有写进数据。")
    click.echo(f"{said}。" if results else "没有要收的核对表，没有要改的。")
