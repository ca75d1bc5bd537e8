"""The doctor command: what this machine lacks for printing and publishing, one line each; changes nothing."""

import click

from taskbook.commands import FONTS_HELP, Fonts, remember_fonts
from taskbook.settings import Settings


@click.command("doctor", help="看看这台机器缺什么：程序、字体（每种用途用哪个字体、缺哪些字）、site.yml 没有写的设置。")
@click.option("--fonts", type=Fonts(), help=FONTS_HELP, callback=remember_fonts, expose_value=False)
@click.pass_obj
def doctor_command(settings: Settings) -> None:
    """Print the findings; exit code 1 where something is missing that a build needs."""
    from taskbook import printing
    from taskbook.problems import OutputError

    findings = printing.examine(settings)
    for finding in findings:
        click.echo(finding)
    if missing := sum(finding.state == "缺少" for finding in findings):
        raise OutputError(f"缺少 {missing} 样，补上以前不能生成网站和册子。")
