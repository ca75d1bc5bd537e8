"""The command line: arguments -> Settings -> one call of the pipeline; prints problems; picks the exit code.

0 all is well, 1 the content has mistakes (or the output cannot be written), 2 the command itself is wrong.
"""

import os
import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import click

from taskbook import __version__
from taskbook.commands import FONTS_HELP, Fonts
from taskbook.problems import ContentError, NothingChosenError, OutputError, Problem, Severity
from taskbook.progress import Progress
from taskbook.settings import Settings
from taskbook.workers import JobError

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "booklets": "printing",
    "check": "checking",
    "diff": "diff",
    "doctor": "doctor",
    "fmt": "formatting",
    "forms": "forms",
    "import": "importing",
    "new": "new",
    "package": "packaging",
    "rename": "rename",
    "schemas": "schemas",
    "task": "moving",
}
"""Command -> the module of taskbook.commands that has it, as <command>_command."""


class _Commands(click.Group):
    """Commands that are imported when they are asked for: most runs need one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *self.commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in COMMANDS:
            self.add_command(getattr(import_module(f"taskbook.commands.{COMMANDS[cmd_name]}"), f"{cmd_name}_command"))
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, invoke_without_command=True, help="从 content/ 生成网站和责任手册；不带命令时全部生成。")
@click.option("--content", type=click.Path(path_type=Path), default=ROOT / "content", help="数据文件夹")
@click.option("--site", type=click.Path(path_type=Path), default=ROOT / "site", help="网站输出文件夹")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="数据截至日期（默认取 site.yml）")
@click.option("--jobs", type=click.IntRange(1, 64), default=os.cpu_count() or 1, help="同时工作的进程数")
@click.option("--timings", is_flag=True, help="最后列出每一步的用时")
@click.option("--fonts", type=Fonts(), help=FONTS_HELP)
@click.version_option(__version__, prog_name="taskbook")
@click.pass_context
def cli(
    context: click.Context,
    content: Path,
    site: Path,
    as_of: datetime | None,
    jobs: int,
    timings: bool,
    fonts: str | Path | None,
) -> None:
    """Make the settings; build everything when no command is given."""
    _refuse_folders(content, site)
    day: date | None = as_of.date() if as_of else None
    context.obj = Settings(
        content=content,
        site=site,
        work=site.parent / ".taskbook",
        templates=ROOT / "templates",
        mkdocs_yml=ROOT / "mkdocs.yml",
        as_of=day,
        jobs=jobs,
        timings=timings,
        fonts=fonts,
    )
    if context.invoked_subcommand is None:
        from taskbook import pipeline

        progress = Progress()
        show(pipeline.build(context.obj, progress).warnings)
        _finish(progress, context.obj)


@cli.command("verify", help="逐字核对数据与原文，并报告每份文件的覆盖情况。")
@click.pass_obj
def verify_command(settings: Settings) -> None:
    """Prove the data against the documents."""
    from taskbook import proving

    progress = Progress()
    content = proving.checked(settings, progress)
    for (city, year), trace in content.trace.items():
        quotes = sum(len(task.quotes) for task in trace.tasks.values()) + len(trace.goals)
        words = trace.body.end - trace.body.start
        click.echo(f"{city} {year}：正文 {words} 字，{len(trace.tasks)} 条任务、{quotes} 处指标原文，没有归处的字 0 个")
    _finish(progress, settings)


def show(problems: tuple[Problem, ...]) -> None:
    """Print problems, one line each, to standard error."""
    for problem in problems:
        click.echo(str(problem), err=True)


def _finish(progress: Progress, settings: Settings) -> None:
    if settings.timings:
        progress.timings()


def _refuse_folders(content: Path, site: Path) -> None:
    if not content.is_dir():
        raise click.UsageError(f"没有数据文件夹 {content}；请核对 --content，从头开始时先建一个空文件夹")
    data, output = content.resolve(), site.resolve()
    if data == output or data in output.parents or output in data.parents:
        raise click.UsageError(f"网站文件夹 {site} 与数据文件夹 {content} 不能一个在另一个里面")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code; only a defect of ours raises."""
    try:
        cli.main(arguments, prog_name="build.py", standalone_mode=False)
    except ContentError as error:
        show(error.problems)
        errors = sum(problem.severity is Severity.ERROR for problem in error.problems)
        return _stop(f"数据有 {errors} 处错误；网站和册子都没有改动。", 1)
    except OutputError as error:
        return _stop(str(error), 1)
    except (OSError, ImportError) as error:
        return _surroundings(error)
    except JobError as error:
        if not isinstance(error.__cause__, OSError | ImportError):
            raise
        return _surroundings(error.__cause__)
    except NothingChosenError as error:
        return _stop(str(error), 2)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return _stop("已中断；网站没有改动。", 130)
    return 0


def _surroundings(error: OSError | ImportError) -> int:
    """Say what is wrong around us: a missing package or system library, a file or folder that the system refuses."""
    if isinstance(error, ImportError):
        return _stop(f"缺少 {error.name}：请先运行 make site（或用 .venv/bin/python build.py）。", 2)
    if error.errno is None:
        return _stop(f"缺少系统库（{str(error).splitlines()[0]}）：请先运行 make site，它会说明怎样安装 Pango。", 2)
    return _stop(f"读不了或写不了 {error.filename or ''}（{error.strerror}）；网站没有改动。", 1)


def _stop(line: str, code: int) -> int:
    click.echo(line, err=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
