"""The rename command: a unit's new name or id -> its registry; the old name stays valid, the old address alive."""

import re
from datetime import datetime

import click

from taskbook.commands import DAY, save
from taskbook.settings import Settings


@click.group("rename", help="改名：旧名称留作别名，旧网址转到新网址。")
def rename_command() -> None:
    """Gather what can be renamed."""


@rename_command.command("unit", help="单位改名。OLD 是现在的名称、别名或编号，NEW 是新名称。")
@click.argument("old")
@click.argument("new")
@click.option("--city", help="城市编号；名称只有一个城市有时可不写")
@click.option("--id", "new_id", help="同时改编号（网址随之改变，旧网址自动转到新网址）")
@click.option("--on", type=DAY, prompt="改名日期（年-月-日）", help="改名日期")
@click.option("--why", prompt="理由", help="理由和依据，页面会显示")
@click.pass_obj
def rename_unit(
    settings: Settings, old: str, new: str, city: str | None, new_id: str | None, on: datetime, why: str
) -> None:
    """Rename a unit."""
    from taskbook import proving
    from taskbook.editing import finding, renaming

    if new_id is not None and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", new_id):
        raise click.UsageError(f"--id 只用小写字母、数字和连字符，不能是 {new_id}")
    spot = finding.unit(proving.loaded(settings), old, city)
    save(settings, renaming.rename_unit(settings.content.resolve(), spot, new, new_id, on.date(), why))
    click.echo("各条任务照印的名称没有改动：旧名称已是别名。")
