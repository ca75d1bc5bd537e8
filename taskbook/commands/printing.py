"""The booklets command: which booklets are asked for -> PDFs, and where they lie."""

from pathlib import Path
from typing import Any

import click

from taskbook.commands import FONTS_HELP, Fonts, printshop, remember_fonts
from taskbook.progress import Progress
from taskbook.settings import Settings, Wish


@click.command("booklets", help="印制册子（PDF）；不加选项时印制全部。")
@click.option("--city", help="城市编号，如 qianjiang")
@click.option("--year", type=int, help="年份")
@click.option("--unit", help="单位名称、别名或编号，如 市发改委")
@click.option("--leader", help="领导姓名或编号")
@click.option("--leaders", is_flag=True, help="一份文件的全部领导分册，附印制清单和签收单（要有 --out）")
@click.option("--copies", type=click.IntRange(1, 100_000), help="印制清单、印制单上每册的份数；不写则留空")
@click.option("--errata", metavar="旧数据", help="只印与旧数据不同的页和勘误表；写 Git 版本、文件夹、ZIP 或 .yml 文件")
@printshop.options
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="另存到这个文件夹，文件名用中文")
@click.option("--fonts", type=Fonts(), help=FONTS_HELP, callback=remember_fonts, expose_value=False)
@click.pass_obj
def booklets_command(
    settings: Settings,
    /,
    city: str | None,
    year: int | None,
    unit: str | None,
    leader: str | None,
    leaders: bool,
    copies: int | None,
    errata: str | None,
    out: Path | None,
    **shop: Any,
) -> None:
    """Print all booklets, or those of a city, year, unit or leader."""
    from taskbook import printing

    if leaders and (unit or leader):
        raise click.UsageError("--leaders 是全部领导的分册，不能同时写 --unit 或 --leader")
    if leaders and out is None:
        raise click.UsageError("--leaders 要用 --out 写明放到哪个文件夹")
    progress, wish = Progress(), Wish(city, year, unit, leader, leaders)
    apart = [name for name, given in (("--leaders", leaders), ("--errata", errata)) if given]
    if printshop.asked(shop, apart, copies):
        files = printshop.files(settings, progress, wish, out, copies, **shop)
    elif errata is not None:
        files = _errata(settings, progress, wish, errata, out)
    elif out is None:
        files = list(printing.print_some(settings, progress, wish).values())
    elif leaders:
        files = printing.print_leaders(settings, progress, wish, out, copies)
    else:
        files = printing.print_into(settings, progress, wish, out)
    for file in files:
        click.echo(file)
    if settings.timings:
        progress.timings()


def _errata(settings: Settings, progress: Progress, wish: Wish, old: str, out: Path | None) -> list[Path]:
    """Print errata; say which booklets came or went as a whole, or that nothing changed."""
    from taskbook import printing

    files, found = printing.print_errata(settings, progress, wish, old, out)
    for words, those in (("新增，整册印制", found.added), ("旧册不再有", found.gone)):
        for booklet in those:
            click.echo(f"{words}：{booklet.file_name}", err=True)
    if not (files or found.added or found.gone):
        click.echo(f"没有改动：与 {old} 相比，所选的册子没有一页不同。", err=True)
    return files
