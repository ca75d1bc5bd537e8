"""Importer: the scores of all documents, printed (import --score)."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from taskbook.importer.score import Score, score, total
from taskbook.settings import Settings
from taskbook.workers import Job, mapper


def print_score(settings: Settings, city: str | None, year: int | None) -> None:
    """Print the scores of all plans (or those of a city or year)."""
    folders = [path.parent for path in sorted(settings.content.glob("*/*/source.txt"))]
    folders = [f for f in folders if city in (None, f.parent.name) and year in (None, int(f.name))]
    scores = mapper(settings.jobs)(score, [Job(str(folder), folder) for folder in folders])
    wide = 30 + 16 * (len(scores) + 1)
    console = Console(highlight=False, width=None if Console().is_terminal else wide)
    console.print(_table([*scores, total(scores)]))
    for one in scores:
        for wrong in one.wrong:
            mark = "在清单上" if wrong.listed else "不在清单上"
            console.print(f"{one.name} {wrong.task or '（全文）'} {wrong.what}：{mark}", markup=False, soft_wrap=True)


def _table(scores: Sequence[Score]) -> Table:
    table = Table(title="重新导入与 content/ 比较")
    table.add_column("项", no_wrap=True)
    for one in scores:
        table.add_column(one.name, justify="right", no_wrap=True)
    for title, cells in _lines(scores):
        table.add_row(title, *cells)
    return table


def _lines(scores: Sequence[Score]) -> Iterator[tuple[str, list[str]]]:
    yield "任务（读出/应有）", [f"{s.counts['drafted']}/{s.counts['tasks']}" for s in scores]
    yield "任务文字一致", [f"{s.share('texts', 'tasks'):.1%}" for s in scores]
    yield "单位和领导一致", [f"{s.share('roles', 'assignments'):.1%}" for s in scores]
    yield "指标准确率", [f"{s.share('targets right', 'targets drafted'):.1%}" for s in scores]
    yield "指标召回率", [f"{s.share('targets right', 'targets wanted'):.1%}" for s in scores]
    yield (
        "无数字目标（对/读出/应有）",
        [f"{s.counts['goals right']}/{s.counts['goals drafted']}/{s.counts['goals wanted']}" for s in scores],
    )
    yield "读错的字段", [str(len(s.wrong)) for s in scores]
    yield "其中在清单上", [f"{sum(w.listed for w in s.wrong) / len(s.wrong):.0%}" if s.wrong else "—" for s in scores]
    yield "不在清单上（静默）", [str(sum(not w.listed for w in s.wrong)) for s in scores]
    yield "每百条任务的待核对", [f"{100 * s.share('entries', 'tasks'):.1f}" for s in scores]
