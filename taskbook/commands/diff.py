"""The diff command: content/ against a base -> what the change means, for the person who approves it."""

import click

from taskbook.settings import Settings


@click.command("diff", help="说明数据与 BASE（git 的提交、分支、标签，或一个文件夹）相比改了什么。")
@click.argument("base")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "text"]),
    default="text",
    help="text 给人看；markdown 可贴进合并请求的评论",
)
@click.pass_obj
def diff_command(settings: Settings, base: str, form: str) -> None:
    """Print what changed."""
    from taskbook.history import review, states, summary

    old, new = states.base(settings.content, base), states.present(settings.content)
    found = review.review(old, new, settings.content.resolve().name)
    click.echo(summary.summary(found, base, markdown=form == "markdown"))
