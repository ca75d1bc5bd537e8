"""The data files that a booklet carries: its own tasks, nothing else (part of the step exports; pure).

In: the Book, the trace of its words, the data date; then the tasks of a booklet. Out: name -> content of its files.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from taskbook.align import Trace
from taskbook.exporters import csvfile, jsonfile
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.fields import Table
from taskbook.exporters.tables import Tables, figures
from taskbook.model import Book, Task


def attach(book: Book, trace: Trace, as_of: date) -> Callable[[Sequence[Task]], dict[str, bytes]]:
    """Return what gives the data files of some tasks: tasks as CSV, and with units, figures and milestones as JSON."""
    make = cache(lambda: Tables(Dataset(book, trace, as_of)))  # only where something is asked for
    known: dict[str, dict[str, list[str]]] = {}

    def tables_of(tasks: Sequence[Task]) -> tuple[Table, ...]:
        tables = make()
        found = [promise for task in tasks for promise in figures(tables.data.plan(task), [task])]
        return tables.tasks(tasks), tables.assignments(tasks), tables.targets(found), tables.milestones(tasks)

    def lines_of(task: Task) -> dict[str, list[str]]:
        if task.id not in known:  # each stands in the booklets of its plan, of its units and of its leaders
            known[task.id] = {table.name: jsonfile.lines(table) for table in tables_of([task])}
        return known[task.id]

    def files(tasks: Sequence[Task]) -> dict[str, bytes]:
        lines = {table.name: [line for task in tasks for line in lines_of(task)[table.name]] for table in tables_of(())}
        every = make().tasks(tasks)
        return {"tasks.csv": csvfile.write(every), "data.json": jsonfile.joined(as_of.isoformat(), lines)}

    return files
