"""The commands of build.py, one module each: arguments -> one call -> what a person reads. Part of the command line."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from taskbook.settings import Settings

DAY = click.DateTime(["%Y-%m-%d"])
FONTS_HELP = "packaged 只用随附字体（各机器印出来一样）；office 先用本机的小标宋、黑体等办公字体；也可写字体文件夹"


class Fonts(click.ParamType[str | Path]):
    """Whose faces booklets are printed with: packaged, office, or a folder of font files."""

    name = "packaged|office|文件夹"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> str | Path:
        """Return the word or the folder; anything else is a mistake."""
        if value in ("packaged", "office"):
            return str(value)
        folder = Path(str(value))
        if not folder.is_dir():
            self.fail(f"没有字体文件夹 {value}；写 packaged、office 或一个文件夹", param, context)
        return folder


def remember_fonts(context: click.Context, _: click.Parameter, value: str | Path | None) -> None:
    """Let a command's own --fonts take the place of the one before the command."""
    if value is not None:
        context.obj = replace(context.obj, fonts=value)


def save(settings: Settings, texts: Mapping[Path, str | None]) -> None:
    """Write changed files of content/ if they make no new mistake, show their lines, renew the schemas."""
    from taskbook import proving
    from taskbook.editing import applying

    for line in applying.apply(settings.content, texts, proving.problems):
        click.echo(line)
    renew_schemas(settings)


def renew_schemas(settings: Settings) -> None:
    """Bring schemas, and the lines of files that name them, up to date where schemas stand beside the data."""
    from taskbook import modelines, proving
    from taskbook.editing import schemas, writing
    from taskbook.problems import ContentError

    root = settings.content.resolve()
    if (root / modelines.FOLDER).is_dir():
        try:
            writing.write(schemas.out_of_date(proving.loaded(settings), root) | modelines.unbound(root))
        except ContentError:
            click.echo("数据里还有以前的错误，Schema 没有更新；运行 build.py check 查看。", err=True)
