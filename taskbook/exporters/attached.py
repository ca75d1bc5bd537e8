"""The data files that a booklet carries: its own tasks, nothing else (part of the step exports; pure).

In: the Book, the trace of its words, the data date; then the tasks of a booklet. Out: name -> content of its files.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from taskbook.align import Trace
from taskbook.exporters import csvfile, jsonfile
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.tables import Tables, figures
from taskbook.model import Book, Task


def attach(book: Book, trace: Trace, as_of: date) -> Callable[[Sequence[Task]], dict[str, bytes]]:
    """Return what gives the data files of some tasks: tasks as CSV, and with units, figures and milestones as JSON."""
    make = cache(lambda: Tables(Dataset(book, trace, as_of)))  # only where something is asked for

    def files(tasks: Sequence[Task]) -> dict[str, bytes]:
        tables = make()
        every = tables.tasks(tasks)
        found = [promise for task in tasks for promise in figures(tables.data.plan(task), [task])]
        parts = (every, tables.assignments(tasks), tables.targets(found), tables.milestones(tasks))
        data = {"as_of": as_of.isoformat(), **{table.name: table.records() for table in parts}}
        return {"tasks.csv": csvfile.write(every), "data.json": jsonfile.dump(data)}

    return files
