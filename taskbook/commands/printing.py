"""The booklets command: which booklets are asked for -> PDFs, and where they lie."""

import shutil
from pathlib import Path

import click

from taskbook.settings import Settings, Wish


@click.command("booklets", help="印制册子（PDF）；不加选项时印制全部。")
@click.option("--city", help="城市编号，如 qianjiang")
@click.option("--year", type=int, help="年份")
@click.option("--unit", help="单位名称、别名或编号，如 市发改委")
@click.option("--leader", help="领导姓名或编号")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="另存到这个文件夹")
@click.pass_obj
def booklets_command(
    settings: Settings, city: str | None, year: int | None, unit: str | None, leader: str | None, out: Path | None
) -> None:
    """Print all booklets, or those of a city, year, unit or leader."""
    from taskbook import pipeline
    from taskbook.progress import Progress

    progress = Progress()
    made = pipeline.print_some(settings, progress, Wish(city, year, unit, leader))
    for site_path, file in made.items():
        target = file
        if out is not None:
            target = out / site_path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        click.echo(target)
    if settings.timings:
        progress.timings()
