"""What the booklets command makes besides booklets: jobs for the printer, a task's sheet (a part of that command)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from taskbook.progress import Progress
from taskbook.settings import PressOrder, Settings, Wish

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS = (
    click.option("--press", is_flag=True, help="送印刷厂：封面、内文各一份 PDF（内文单黑，出血 3 mm，裁切线）和印制单"),
    click.option(
        "--imposed",
        type=click.Choice(["A3", "A4"], case_sensitive=False),
        help="拼成骑马订的纸张（A3 折成 A4，A4 折成 A5），附印制单",
    ),
    click.option("--paper", help="印制单上的用纸，如 80克双胶纸"),
    click.option("--binding", help="印制单上的装订方式，如 胶订（与 --press 一起用）"),
    click.option(
        "--profile",
        type=click.Path(path_type=Path, dir_okay=False),
        help="印刷厂给的 ICC 特性文件；有它，PDF 按 PDF/X-4 声明（与 --press 一起用）",
    ),
    click.option("--task", help="一条任务的任务单：编号如 qianjiang-2021-096；只写 096 时另写 --city、--year"),
)
"""The options that are kept here; asked and files take them."""


def options(command: Command) -> Command:
    """Give a command these options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def asked(shop: Mapping[str, Any], apart: Sequence[str], copies: int | None) -> bool:
    """Tell whether these options ask for something; raise UsageError for options that do not go together.

    apart are the command's other options of the kind, which do not go together with these.
    """
    kinds = [f"--{name}" for name in ("press", "imposed", "task") if shop[name]]
    if len([*kinds, *apart]) > 1:
        raise click.UsageError(f"{'、'.join([*kinds, *apart])} 一次只能写一个")
    printer = bool({"--press", "--imposed"} & set(kinds))
    if copies and not printer and "--leaders" not in apart:
        raise click.UsageError("--copies 只与 --press、--imposed 或 --leaders 一起用")
    if shop["paper"] and not printer:
        raise click.UsageError("--paper 只与 --press 或 --imposed 一起用")
    if shop["binding"] and "--press" not in kinds:
        raise click.UsageError("--binding 只与 --press 一起用；拼成的纸张总是骑马订")
    if shop["profile"] and "--press" not in kinds:
        raise click.UsageError("--profile 只与 --press 一起用")
    return bool(kinds)


def files(
    settings: Settings,
    progress: Progress,
    wish: Wish,
    out: Path | None,
    copies: int | None,
    *,
    press: bool,
    imposed: str | None,
    paper: str | None,
    binding: str | None,
    profile: Path | None,
    task: str | None,
) -> list[Path]:
    """Make what these options ask for and return the files; no imposed means press where no task is named."""
    from taskbook import printing

    if task is None:
        return printing.print_press(settings, progress, wish, PressOrder(imposed, copies, paper, binding, profile), out)
    if wish.unit or wish.leader:
        raise click.UsageError("--task 是一条任务，不能同时写 --unit 或 --leader")
    return printing.print_task(settings, progress, wish, task, out)
