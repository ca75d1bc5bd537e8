"""What a run shows of its steps: numbered lines, a bar on a terminal, plain lines elsewhere, timings on request."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table


@dataclass(slots=True)
class Step:
    """One running step; say adds a word to its line, advance moves its bar."""

    name: str
    words: str = ""
    bar: Bar | None = None
    task: TaskID | None = None

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
    console: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, title: str) -> Iterator[Step]:
        """Time and show one step."""
        start = time.perf_counter()
        number = len(self.seconds) + 1
        step = Step(name)
        if self.console.is_terminal and not self.quiet:
            columns = (TextColumn(f"{number} {title}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            with Bar(*columns, console=self.console, transient=True) as step.bar:
                step.task = step.bar.add_task(name, total=None)
                yield step
        else:
            yield step
        self.seconds[name] = time.perf_counter() - start
        if not self.quiet:
            self.console.print(f"{number} {name:<9}{title}{'：' if step.words else ''}{step.words}")

    def timings(self) -> None:
        """Print how long each step took."""
        table = Table("步骤", "秒", title="用时")
        for name, seconds in self.seconds.items():
            table.add_row(name, f"{seconds:.2f}")
        table.add_row("total", f"{sum(self.seconds.values()):.2f}")
        Console(file=sys.stderr).print(table)
