"""What a run shows of its steps: numbered lines, a bar on a terminal, plain lines elsewhere, timings on request.

Rich is imported only where a bar or a table is drawn: it takes longer than many a step.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


@dataclass(slots=True)
class Step:
    """One running step; say adds a word to its line, advance moves its bar."""

    name: str
    words: str = ""
    bar: "Bar | None" = None
    task: "TaskID | None" = None

    def say(self, words: str) -> None:
        """Set what the finished step's line says."""
        self.words = words

    def advance(self, name: str, done: int, total: int) -> None:
        """Show how far the step is; name is the job just done."""
        self.count(done, total)

    def count(self, done: int, total: int) -> None:
        """Show how far the step is."""
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=done, total=total)


@dataclass(slots=True)
class Progress:
    """Shows steps on standard error and keeps how long each took, in seconds."""

    quiet: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, title: str) -> Iterator[Step]:
        """Time and show one step."""
        start = time.perf_counter()
        number = len(self.seconds) + 1
        step = Step(name)
        if sys.stderr.isatty() and not self.quiet:
            with _bar(f"{number} {title}") as step.bar:
                step.task = step.bar.add_task(name, total=None)
                yield step
        else:
            yield step
        self.seconds[name] = time.perf_counter() - start
        if not self.quiet:
            print(f"{number} {name:<9}{title}{'：' if step.words else ''}{step.words}", file=sys.stderr)

    def timings(self) -> None:
        """Print how long each step took."""
        from rich.console import Console
        from rich.table import Table

        table = Table("步骤", "秒", title="用时")
        for name, seconds in self.seconds.items():
            table.add_row(name, f"{seconds:.2f}")
        table.add_row("total", f"{sum(self.seconds.values()):.2f}")
        Console(file=sys.stderr).print(table)


def _bar(title: str) -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Bar(*columns, console=Console(stderr=True, highlight=False), transient=True)
