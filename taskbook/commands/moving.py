"""The task command: split, merge or withdraw a task; ids stay, old addresses lead on, and why is written down."""

from datetime import datetime

import click

from taskbook.commands import DAY, save
from taskbook.settings import Settings


@click.group("task", help="拆分、合并、撤销任务：编号不变，旧网址转到新网址，理由记在任务里。")
def task_command() -> None:
    """Gather what can be done to a task."""


@task_command.command("split", help="从 --at 写的字起，把一条任务拆成两条或几条；第一部分保留编号。")
@click.argument("task_id")
@click.option("--at", "starts", multiple=True, required=True, help="后一部分开头的原字；拆成几条就写几次")
@click.option("--on", type=DAY, prompt="日期（年-月-日）", help="日期")
@click.option("--why", prompt="理由", help="理由，页面会显示")
@click.pass_obj
def split_task(settings: Settings, task_id: str, starts: tuple[str, ...], on: datetime, why: str) -> None:
    """Split a task."""
    from taskbook import proving
    from taskbook.editing import moving

    root = settings.content.resolve()
    texts, ids = moving.split(proving.loaded(settings), root, task_id, starts, on.date(), why)
    save(settings, texts)
    click.echo(f"新任务：{'、'.join(ids)}。")


@task_command.command("merge", help="把 GONE 并入排在它前面的 KEPT；GONE 的网址转到 KEPT。")
@click.argument("kept")
@click.argument("gone")
@click.option("--on", type=DAY, prompt="日期（年-月-日）", help="日期")
@click.option("--why", prompt="理由", help="理由，页面会显示")
@click.pass_obj
def merge_tasks(settings: Settings, kept: str, gone: str, on: datetime, why: str) -> None:
    """Merge a task into the one before it."""
    from taskbook import proving
    from taskbook.editing import moving

    root = settings.content.resolve()
    save(settings, moving.merge(proving.loaded(settings), root, kept, gone, on.date(), why))


@task_command.command("withdraw", help="把一条任务标为已撤销；任务仍在原处，页面写明何时、为何、依据什么。")
@click.argument("task_id")
@click.option("--on", type=DAY, prompt="撤销日期（年-月-日）", help="撤销日期")
@click.option("--why", prompt="理由", help="理由，页面会显示")
@click.option("--source", help="批准撤销的文件，如 示政办函〔2021〕5号")
@click.pass_obj
def withdraw_task(settings: Settings, task_id: str, on: datetime, why: str, source: str | None) -> None:
    """Mark a task as withdrawn."""
    from taskbook import proving
    from taskbook.editing import moving

    root = settings.content.resolve()
    save(settings, moving.withdraw(proving.loaded(settings), root, task_id, on.date(), why, source))
