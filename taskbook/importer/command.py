"""The import command's work: one draft -> content/; prints a summary, an update's differences.

In: what is asked for (Order), and the pipeline's proof. Out: files in content/, or ImportRefusedError: the document or
the draft is at fault, nothing is written.
"""

import difflib
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from taskbook.settings import Order

if TYPE_CHECKING:
    from taskbook.importer.draft import Draft
    from taskbook.importer.trial import Prover


def run(order: Order, prove: "Prover", strict: bool, yes: bool) -> None:
    """Import one document; strict: nothing is written while something is doubtful; yes: an update is written."""
    from taskbook.importer.draft import PresentPlanError, draft
    from taskbook.importer.places import UnknownCityError
    from taskbook.importer.read import UnreadableError
    from taskbook.importer.unplaced import UnplacedError
    from taskbook.importer.write import move_in
    from taskbook.problems import ContentError

    try:
        with draft(order, prove) as made:
            if order.update and made.merged is not None and not _agreed(made, yes):
                return
            if strict and made.questions:
                raise ImportRefusedError(f"有 {len(made.questions)} 处待核对（--strict）；什么也没有写入")
            move_in(made.folder, order.content, made.files, order.city, order.year)
            _summary(made)
    except ContentError as error:
        if isinstance(error, UnplacedError):
            click.echo(f"{error.sentence}。以下是草稿的检查结果，这些文件没有写入：", err=True)
        for problem in error.problems:
            click.echo(str(problem), err=True)
        raise ImportRefusedError(f"草稿有 {len(error.problems)} 处通不过检查；什么也没有写入") from error
    except (UnreadableError, PresentPlanError, UnknownCityError) as error:
        raise ImportRefusedError(f"{error}；什么也没有写入") from error


class ImportRefusedError(click.ClickException):
    """The document cannot be imported; the message says why. Exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message alone."""
        click.echo(self.message, err=True)


def _agreed(made: "Draft", yes: bool) -> bool:
    """Show what an update changes; True where it is to be written."""
    content = made.order.content
    present = {path.relative_to(content).as_posix() for path in made.order.plan.rglob("*") if path.is_file()}
    written = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    gone = {name for name in present if name not in written}
    console = Console(highlight=False)
    changed = sorted(set(made.files) | gone)
    for name in changed:
        if name.endswith("source.txt"):
            continue
        old = (content / name).read_text("utf-8") if (content / name).is_file() else ""
        new = "" if name in gone else made.files[name]
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", "", "", 1, ""):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            console.print(line, style=colour, markup=False, soft_wrap=True)
    if made.merged is not None:
        console.print(
            f"新任务 {len(made.merged.new)} 条，不再有的任务 {len(made.merged.gone)} 条：{'、'.join(made.merged.gone)}"
        )
    if not changed:
        console.print("没有差别。")
        return False
    if not yes:
        console.print("以上是会改动的内容；写入请加 --yes。")
    return yes


def _summary(made: "Draft") -> None:
    """Print what the draft holds."""
    from taskbook.importer.coverage import covered

    tasks = made.plan.tasks
    table = Table(title=f"{made.city_name} {made.order.year}", show_header=False)
    table.add_column("项")
    table.add_column("数", justify="right")
    dated = sum(bool(task.due or task.due_text) for task in tasks)
    dated += sum(bool(target.by or target.by_text) for task in tasks for target in task.targets)
    dated += sum(bool(milestone.by or milestone.by_text) for task in tasks for milestone in task.milestones)
    rows = (
        ("任务", len(tasks)),
        ("单位（新登记）", made.new_units),
        ("单位（已登记）", len(made.records.units) - made.new_units),
        ("领导", len({leader.key for task in tasks for leader in task.leaders})),
        ("指标", sum(len(task.targets) for task in tasks) + sum(goal.task is None for goal in made.plan.goals)),
        ("节点", sum(len(task.milestones) for task in tasks)),
        ("期限", dated),
        ("待核对", len(made.questions)),
    )
    for name, number in rows:
        table.add_row(name, str(number))
    table.add_row("原文有归处", f"{covered(made.plan, made.trace):.1%}")
    Console().print(table)
    if made.questions:
        click.echo(f"请逐条核对 {made.order.plan / 'review.md'}，处理完一条删去一条；再运行 build.py check。")
