"""What WeasyPrint works out anew for every page (what speed.py puts in place for pages).

In: its questions about a page's style, the page names of boxes, all boxes on a page, what a page hands to the next.
Out: the same answers. Pages of one kind have one style; a name is looked for along one edge, not through all boxes.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box, ParentBox  # type: ignore[import-untyped]
from weasyprint.layout import block, page  # type: ignore[import-untyped]

_style_page = page.set_page_type_computed_styles
_name_between = block.block_level_page_name

_FIXED = (int, str, type(None), bool, float)


def style_page(page_type: Any, html: Any, style_for: Any) -> None:
    """Give a page and its margins the styles of an earlier page of its kind, or let the rules make them."""
    if "kinds" not in vars(style_for):
        selectors = (selector for sheet, _, _ in style_for._sheets for rule in sheet.page_rules for selector in rule[1])
        style_for.counted = any(kind.index is not None for _, _, kind in selectors)
        style_for.kinds = {}
    if style_for.counted:  # a rule asks for the number of the page
        _style_page(page_type, html, style_for)
        return
    kind = (page_type.side, page_type.blank, page_type.name, page_type.index == 0)
    computed = style_for.get_computed_styles()
    if kind not in style_for.kinds:
        _style_page(page_type, html, style_for)
        pseudos = {None, *(pseudo for one, pseudo in style_for.get_cascaded_styles() if one is page_type)}
        style_for.kinds[kind] = [(pseudo, computed[page_type, pseudo]) for pseudo in pseudos]
        return
    computed.update(((page_type, pseudo), style) for pseudo, style in style_for.kinds[kind])


def name_between(before: Any, after: Any) -> Any:
    """Return the next page's name where two neighbours are on pages with different names."""
    name = _name_at(after, 0)
    return name if _name_at(before, 1) != name else None


class _Names:
    """The names of the pages that a box begins (0) and ends (1) on, looked for when asked: mostly one of them is."""

    __slots__ = ("box",)

    def __init__(self, box: Any) -> None:
        self.box = box

    def __getitem__(self, edge: int) -> Any:
        return _name_at(self.box, edge)


def _name_at(box: Any, edge: int) -> Any:
    """Return the page's name at a box's beginning or end: its outermost child there decides."""
    name = box.style["page"]
    while True:
        for child in box.children if edge == 0 else reversed(box.children):
            if child.is_in_normal_flow() or child.is_floated():
                box = child
                name = box.style["page"] or name
                break
        else:
            return name


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """Yield a box and all boxes in it, one after the other."""
    waiting = [box]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Box):
            yield one
            waiting += reversed(one.children)
        elif placeholders:
            yield from one.descendants(placeholders)
        else:
            yield one


class _Copying:
    """Copies what a page hands to the next: lists, tuples, sets and dictionaries of what never changes."""

    @staticmethod
    def deepcopy(value: Any) -> Any:
        """Return a copy of a value and of all that it holds."""
        kind = type(value)
        if kind is dict:
            return {key: _Copying.deepcopy(held) for key, held in value.items()}
        if kind in (list, tuple):
            return kind(_Copying.deepcopy(held) for held in value)
        if kind is set:
            return set(value)
        return value if kind in _FIXED else copy.deepcopy(value)


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put all of it in place; a PDF stays the same byte for byte."""
    exchange(_style_page, style_page)
    exchange(_name_between, name_between)
    ParentBox.page_values = lambda box: _Names(box)
    Box.descendants = descendants
    page.copy = _Copying
