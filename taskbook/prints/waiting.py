"""A page of contents is laid out once, when the pages that it names are known (what speed.py puts in place for it).

In: WeasyPrint's wish to make the next page. Out: that page; where a section that names later pages will fill no more
than this page, the page without it: WeasyPrint makes it in its second round, as it makes every page whose numbers have
come to be known. Should the section need more room, the pages after it are made anew: nothing but time is lost.
"""

from collections.abc import Callable
from itertools import pairwise
from math import ceil
from typing import Any

from weasyprint.formatting_structure import boxes  # type: ignore[import-untyped]
from weasyprint.layout import page  # type: ignore[import-untyped]

_remake_page = page.remake_page

_BREAKS = ("page", "left", "right", "recto", "verso", "always")
_EDGES = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")


def make_page(index: int, context: Any, root: Any, html: Any) -> Any:
    """Make a page, the first time without a section that waits for the pages after it."""
    resume_at, next_page = context.page_maker[index][:2]
    is_new = index + 1 == len(context.page_maker) and next_page["break"] in _BREAKS
    line = _line(root, resume_at) if is_new else []
    if not line or not waits(line[-2], line[-1], context.style_for.initial_page_sizes["area"]):
        return _remake_page(index, context, root, html)
    made = _remake_page(index, context, _without(line), html)
    context.page_maker[index][-1]["content_changed"] = True
    counters = context.page_maker[index + 1][3][1]
    for box in line[-1].descendants():
        if box.style["anchor"]:
            tell = context.target_collector.cache_target_page_counters
            tell(box.style["anchor"], counters, index, context.page_maker)
    return made


def _line(root: Any, resume_at: Any) -> list[Any]:
    """Return the boxes from the root to the one that the page begins with; none where it is no block, or in a table."""
    line = [root]
    while resume_at:
        ((place, resume_at),) = resume_at.items()
        if isinstance(line[-1], boxes.TableBox):  # it counts its parts without the head
            return []
        line.append(line[-1].children[place])
    return line if len(line) > 1 and isinstance(line[-1], boxes.BlockBox) else []


def _without(line: list[Any]) -> Any:
    """Return a copy of the root in which the last box of the line is empty."""
    box = line[-1].copy_with_children([])
    for parent, child in zip(line[-2::-1], line[::-1], strict=False):
        box = parent.copy_with_children([box if one is child else one for one in parent.children])
    return box


def waits(parent: Any, section: Any, area: tuple[float, float]) -> bool:
    """Tell whether a section that a page begins with names pages, ends before a new page and will not fill this one."""
    place = parent.children.index(section) + 1
    if place == len(parent.children) or parent.children[place].style["break_before"] not in _BREAKS:
        return False
    return any(box.missing_link for box in section.descendants()) and _height(section, area[0]) < area[1]


def _height(box: Any, width: float) -> float:
    """Guess how high a box will be with its margins: letters are as wide as high, those of Latin half as wide."""
    style = box.style
    if isinstance(box, boxes.LineBox):
        text = "".join(one.text for one in box.descendants() if isinstance(one, boxes.TextBox))
        letters = len(text) - sum(letter < "\u0100" for letter in text) / 2
        return max(ceil(letters * float(style["font_size"]) / width), 1) * _pixels(
            style["line_height"], style["font_size"] * 2
        )
    edges = sum(_pixels(style[edge], 0) for edge in _EDGES)
    if isinstance(box, boxes.TableRowBox):
        return edges + max((_height(cell, width / len(box.children)) for cell in box.children), default=0)
    inside = [child for child in box.children if isinstance(child, boxes.Box)]
    shared = (
        min(_pixels(above.style["margin_bottom"], 0), _pixels(below.style["margin_top"], 0))
        for above, below in pairwise(inside)
    )
    return edges + sum(_height(child, width) for child in inside) - sum(shared)


def _pixels(length: Any, otherwise: float) -> float:
    return float(length.value) if getattr(length, "unit", "") == "px" else otherwise


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put it in place; a PDF stays the same byte for byte."""
    exchange(_remake_page, make_page)
