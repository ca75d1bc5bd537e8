"""The fmt command: YAML files -> their canonical form, comments kept; or which files are not in it.

Where schemas stand beside the data (see the schemas command) and no files are named, they are brought up to date too.
"""

from pathlib import Path

import click

from taskbook.settings import Settings

_SHOWN = 60


@click.command("fmt", help="把 YAML 文件改写成规范写法，注释都保留；不写文件名时整理全部 content/。")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", "only_check", is_flag=True, help="只检查，不改写；有文件不合规范时退出码为 1")
@click.pass_obj
def fmt_command(settings: Settings, files: tuple[Path, ...], only_check: bool) -> None:
    """Bring files into canonical form, or say which are not."""
    from taskbook import modelines
    from taskbook.editing import form, writing
    from taskbook.problems import OutputError

    root = settings.content.resolve()
    named = [(path, _name(path, root)) for path in files or modelines.files(settings.content)]
    changed = form.formed(named, root if (root / modelines.FOLDER).is_dir() else None)
    for path, (old, new) in changed.items():
        number, before, after = form.first_difference(old, new)
        click.echo(f"{_name(path, root)}:{number} {'现为' if only_check else '原为'} {_cut(before)}")
        click.echo(f"{' ' * len(_name(path, root))}  规范写法 {_cut(after)}")
    if not only_check:
        writing.write({path: new for path, (_, new) in changed.items()})
    stale = {} if files else _schemas(settings)
    for path in stale:
        click.echo(f"{path} {'需要更新' if only_check else '已更新'}")
    if only_check and (changed or stale):
        raise OutputError(f"{len(changed) + len(stale)} 个文件不合规范写法；运行 build.py fmt 改写。")
    writing.write(stale)
    click.echo(f"{len(named)} 个文件，改写 {len(changed)} 个。")


def _schemas(settings: Settings) -> dict[Path, str | None]:
    """Return the schema files to write, where schemas are kept; none while the content can't be read as a whole."""
    from taskbook import modelines, proving
    from taskbook.editing import schemas
    from taskbook.problems import ContentError

    root = settings.content.resolve()
    if not (root / modelines.FOLDER).is_dir():
        return {}
    try:
        return schemas.out_of_date(proving.loaded(settings), root)
    except ContentError:
        click.echo("数据里还有错误，Schema 没有更新；先运行 build.py check。", err=True)
        return {}


def _name(path: Path, root: Path) -> str:
    """Return the name that places carry: from the content folder's parent, where the file lies in it."""
    full = path.resolve()
    return full.relative_to(root.parent).as_posix() if full.is_relative_to(root) else path.as_posix()


def _cut(line: str) -> str:
    shown = line.rstrip("\r")
    if not shown:
        return "（空行）"
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
