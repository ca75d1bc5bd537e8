"""The package command: a target and perhaps a city -> a folder that can be put somewhere else, and what is in it."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from taskbook.settings import Settings

if TYPE_CHECKING:
    from taskbook.layout import Target

ADVICE = {
    "folder": "放到任何网站服务器的任何路径下",
    "cms": "把文件夹里的全部文件上传到栏目下，首页是 index.html；用 manifest.csv 核对有没有传全",
    "offline": "双击 index.html 打开，不用联网",
}


@click.command("package", help="把网站打成可以放到别处的文件夹。")
@click.option(
    "--target",
    type=click.Choice(tuple(ADVICE)),
    required=True,
    help="folder 任何网站服务器；cms 上传到政府网站平台的栏目；offline 不联网，双击打开",
)
@click.option("--city", help="只要这个城市（编号或名称）；cms 包必须是一个城市")
@click.option("--out", type=click.Path(path_type=Path), help="输出文件夹（默认 packages/ 下）")
@click.option("--address", help="这个包公开以后的网址，引用时写它，如 https://www.example.gov.cn/ztzl/zrfj/")
@click.pass_obj
def package_command(settings: Settings, target: str, city: str | None, out: Path | None, address: str | None) -> None:
    """Make a package."""
    from taskbook import pipeline
    from taskbook.progress import Progress

    _refuse(settings, out, address)
    progress = Progress()
    packed = pipeline.package(settings, progress, cast("Target", target), city, out, address)
    for problem in packed.warnings:
        click.echo(str(problem), err=True)
    click.echo(f"{packed.folder}：{packed.files} 个文件，{packed.size / 1_000_000:.1f} MB。{ADVICE[target]}。")
    if settings.timings:
        progress.timings()


def _refuse(settings: Settings, out: Path | None, address: str | None) -> None:
    """Refuse folders that lie in one another, and what is no address."""
    if address is not None and not address.startswith(("https://", "http://")):
        raise click.UsageError(f"网址「{address}」不完整，写成 https://… 的形式")
    if out is None:
        return
    for name, other in (("数据文件夹", settings.content), ("网站文件夹", settings.site), ("工作文件夹", settings.work)):
        mine, theirs = out.resolve(), other.resolve()
        if mine == theirs or mine in theirs.parents or theirs in mine.parents:
            raise click.UsageError(f"输出文件夹 {out} 与{name} {other} 不能一个在另一个里面")
