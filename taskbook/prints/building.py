"""How WeasyPrint makes boxes for tables, flex and grid out of any others (what speed.py puts in place for them).

In: its questions at every box, of a table or not. Out: the box as it is where nothing in it belongs to a table, a flex
container or a grid; all else goes to its own functions.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes, build  # type: ignore[import-untyped]

_fill_table = build.table_boxes_children
_fill_flex = build.flex_boxes
_fill_grid = build.grid_boxes

_PARTS = (boxes.TableBox, boxes.TableRowGroupBox, boxes.TableColumnGroupBox, boxes.TableColumnBox)


def fill_table(box: Any, children: Any) -> Any:
    """Give a box its children; in tables, what is missing between them."""
    if isinstance(box, boxes.TableRowBox):
        plain = all(isinstance(child, boxes.TableCellBox) for child in children)
    else:
        plain = not isinstance(box, _PARTS)
        plain = plain and not any(child.internal_table_or_caption for child in children)
    if not plain:
        return _fill_table(box, children)
    box.children = children
    return box


def fill_flex(box: Any) -> Any:
    """Make the items of flex containers, where there are some."""
    return _fill_flex(box) if _holds(box, boxes.FlexContainerBox) else box


def fill_grid(box: Any) -> Any:
    """Make the items of grids, where there are some."""
    return _fill_grid(box) if _holds(box, boxes.GridContainerBox) else box


def _holds(box: Any, kind: type) -> bool:
    """Whether a box or one in it is of a kind."""
    waiting = [box]
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            return True
        waiting += one.children
    return False


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put all of it in place; a PDF stays the same byte for byte."""
    exchange(_fill_table, fill_table)
    exchange(_fill_flex, fill_flex)
    exchange(_fill_grid, fill_grid)
