"""The schemas command: content/ -> JSON Schemas, editor settings, a line in each file that names its own."""

import click

from taskbook.settings import Settings


@click.command("schemas", help="写出各种数据文件的 JSON Schema 和 VS Code 设置，编辑时有补全和红线；随数据一起提交。")
@click.option("--check", "only_check", is_flag=True, help="只检查是否需要更新；需要时退出码为 1")
@click.pass_obj
def schemas_command(settings: Settings, only_check: bool) -> None:
    """Write schemas and settings, or say which are out of date."""
    from taskbook import modelines, proving
    from taskbook.editing import schemas, writing
    from taskbook.problems import OutputError

    root = settings.content.resolve()
    changed = schemas.out_of_date(proving.loaded(settings), root) | modelines.unbound(root)
    for path, text in changed.items():
        click.echo(f"{path} {'多余' if text is None else '需要更新' if only_check else '已写'}")
    if only_check and changed:
        raise OutputError(f"{len(changed)} 个 Schema、设置文件或数据文件的首行不是最新；运行 build.py schemas 更新。")
    writing.write(changed)
    click.echo(f"改写 {len(changed)} 个文件。" if changed else "都是最新的。")
