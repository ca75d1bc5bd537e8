"""The check command: content/ -> its problems, for a person or for a forge; writes nothing."""

from dataclasses import replace

import click

from taskbook.settings import Settings


@click.command("check", help="检查 content/，什么也不生成。")
@click.option("--strict", is_flag=True, help="警告也算错误（如 review.md 里还有待核对的条目）")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "gitlab", "json"]),
    default="text",
    help="text 给人看；github 是工作流命令，gitlab 是 Code Quality 的 JSON，json 见 taskbook/annotations.py",
)
@click.pass_obj
def check_command(settings: Settings, strict: bool, form: str) -> None:
    """Check the content; the formats for programs go to standard output."""
    from taskbook import proving
    from taskbook.problems import ContentError, OutputError, Severity
    from taskbook.progress import Progress

    progress = Progress(quiet=form != "text")
    try:
        problems = proving.checked(settings, progress).warnings
        if strict and problems:
            raise ContentError(replace(problem, severity=Severity.ERROR) for problem in problems)
    except ContentError as error:
        if form == "text":
            raise
        problems = error.problems
    if form == "text":
        for problem in problems:
            click.echo(str(problem), err=True)
    else:
        from taskbook.annotations import annotate

        if shown := annotate(problems, form, settings.content.resolve().parent):  # type: ignore[arg-type]
            click.echo(shown)
        if errors := sum(problem.severity is Severity.ERROR for problem in problems):
            raise OutputError(f"数据有 {errors} 处错误；网站和册子都没有改动。")
    if settings.timings:
        progress.timings()
