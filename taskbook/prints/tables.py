"""What a printed decomposition table (分解表) says, as plain data for its template (a part of the booklets step; pure).

In: a plan of the Book. Out: heads with their widths, and rows between the printed headings of chapters and sections, in
the document's order. A cell is a list of its pieces; an empty one is empty here, the template says what stands for it.
"""

import re
from collections.abc import Iterator
from typing import Any

from taskbook import addresses, cells, decomposition, wording
from taskbook.model import Book, City, Plan, Task

LONGEST_WHOLE = 8
"""Characters of a name that fit in a column of units: it is not broken."""


ACROSS, DOWN = 60, 20
"""Characters in a line over the whole width, and lines of a row, that are sure to fit on a page of A4."""


def view(book: Book, plan: Plan, paper: str) -> dict[str, Any]:
    """Say what a plan's table says on a paper."""
    columns = tuple(decomposition.columns(plan))
    total = sum(head.share for head, _ in columns)
    return {
        "paper": paper,
        "heads": [
            {"title": head.title, "width": f"{100 * head.share / total:.2f}%", "css": "figure" if head.numeric else ""}
            for head, _ in columns
        ],
        "whole": LONGEST_WHOLE,
        "lines": list(_lines(book, plan, columns, total)),
    }


def title(city: City, plan: Plan) -> str:
    """Name a plan's table."""
    return f"{city.name}{plan.year}年政府工作报告重点任务分解表"


def _lines(book: Book, plan: Plan, columns: tuple[decomposition.Column, ...], total: int) -> Iterator[dict[str, Any]]:
    """Yield a heading where chapter or section changes, else the row of a task."""
    shown: tuple[str, ...] = ()
    for task in plan.tasks:
        headings = (task.chapter, *task.section)
        kept = 0
        while kept < min(len(shown), len(headings)) and shown[kept] == headings[kept]:
            kept += 1
        for level, heading in enumerate(headings[kept:], kept + 1):
            yield {"heading": heading, "level": min(level, 2)}
        shown = headings
        height = max(len(read(task)) * total / (head.share * ACROSS) for head, read in columns)
        yield {
            "id": f"t-{task.slug}",
            "css": "row" if height < DOWN else "row cut",
            "label": f"{wording.number(task)}　{wording.title(task.text)}",
            "address": _address(book, task),
            "cells": [_pieces(read(task)) if head.names else [read(task)] for head, read in columns],
        }


def _pieces(names: str) -> list[str]:
    """Cut a list of names behind its marks, so that a line ends between two names and not within one."""
    return [piece for piece in re.split(r"(?<=、)", names) if piece] if "、" in names else [names]


def _address(book: Book, task: Task) -> str | None:
    """Return the public address of a task's page, where the site has one."""
    base = book.site.address
    return f"{base.rstrip('/')}/{cells.address(addresses.task(task))}" if base else None
