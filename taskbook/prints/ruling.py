"""How WeasyPrint draws lines: borders, outlines and the rules of tables (what speed.py puts in place for them).

In: what it draws for every box and for every side of every cell. Out: nothing for a box without a line; for a table the
same lines, those of one kind drawn in one go and neighbours in one piece.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import groupby
from typing import Any, NamedTuple

from weasyprint import draw  # type: ignore[import-untyped]
from weasyprint.draw import border  # type: ignore[import-untyped]
from weasyprint.draw.color import get_color  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import Box  # type: ignore[import-untyped]

_draw_border = border.draw_border
_draw_outline = border.draw_outline
_draw_line = border.draw_line
_draw_rules = draw.draw_collapsed_borders

NEAR = 1e-6
"""Pixels within which two ends are one place."""


class _Rule(NamedTuple):
    """A line as WeasyPrint asks for it: ends in pixels."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    style: str
    color: Any

    @property
    def kind(self) -> tuple[float, str, Any]:
        """What two lines have in common that can be drawn in one go."""
        return self.width, self.style, self.color


class _Noted:
    """Takes the lines of a table instead of a PDF's page."""

    def __init__(self) -> None:
        self.rules: list[_Rule] = []

    def artifact(self) -> Any:
        return nullcontext()

    stacked = artifact


def draw_border(stream: Any, box: Any) -> None:
    """Draw a box's borders where it has some."""
    across, down = box.border_top_width or box.border_bottom_width, box.border_left_width or box.border_right_width
    if across or down or not _is_plain(box.style):
        _draw_border(stream, box)


def _is_plain(style: Any) -> bool:
    """Whether a style has neither columns nor an image for its border."""
    try:
        return style.unruled  # type: ignore[no-any-return]
    except AttributeError:
        columns = style["column_width"], style["column_count"]
        style.unruled = columns == ("auto", "auto") and style["border_image_source"][0] == "none"
        return style.unruled  # type: ignore[no-any-return]


def draw_outline(stream: Any, box: Any) -> None:
    """Draw the outlines of a box and of the boxes in it, where one has an outline."""
    if _is_outlined(box.style):
        _draw_outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, Box):
            draw_outline(stream, child)


def _is_outlined(style: Any) -> bool:
    try:
        return style.outlined  # type: ignore[no-any-return]
    except AttributeError:
        style.outlined = bool(style["outline_width"] and get_color(style, "outline_color").alpha)
        return style.outlined  # type: ignore[no-any-return]


def draw_line(stream: Any, *line: Any, **options: Any) -> None:
    """Draw a line, or note it for its table."""
    if isinstance(stream, _Noted):
        stream.rules.append(_Rule(*line))
    else:
        _draw_line(stream, *line, **options)


def draw_rules(stream: Any, table: Any) -> None:
    """Draw the rules of a table whose cells share them: lines of one kind at once, in the order of their weight."""
    noted = _Noted()
    _draw_rules(noted, table)
    for (width, style, color), rules in groupby(noted.rules, lambda rule: rule.kind):
        if style != "solid" or color.alpha < 1:  # where one lies on another, it is seen
            for rule in rules:
                with stream.artifact(), stream.stacked():
                    _draw_line(stream, *rule)
            continue
        with stream.artifact(), stream.stacked():
            stream.set_color(color, stroke=True)
            stream.set_line_width(width)
            for x1, y1, x2, y2 in _joined(rules):
                stream.move_to(x1, y1)
                stream.line_to(x2, y2)
            stream.stroke()


def _joined(rules: Iterable[_Rule]) -> Iterator[tuple[float, float, float, float]]:
    """Yield lines where those that go on from one another, or lie on one another, are one: across, then down."""
    across, down = [], []
    for rule in rules:
        if rule.y1 == rule.y2:
            across.append((rule.y1, rule.x1, rule.x2))
        else:
            down.append((rule.x1, rule.y1, rule.y2))
    for y, x1, x2 in _merged(across):
        yield x1, y, x2, y
    for x, y1, y2 in _merged(down):
        yield x, y1, x, y2


def _merged(lines: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Yield (place, begin, end) from the smallest place on; what touches is one."""
    place, begin, end = None, 0.0, 0.0
    for where, first, last in sorted(lines):
        if place == where and first <= end + NEAR:
            end = max(end, last)
            continue
        if place is not None:
            yield place, begin, end
        place, begin, end = where, first, last
    if place is not None:
        yield place, begin, end


def draw_fewer(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put in place what makes other bytes of the same pages."""
    exchange(_draw_rules, draw_rules)
    exchange(_draw_line, draw_line)


def put_in_place(exchange: Callable[[Callable[..., Any], Callable[..., Any]], None]) -> None:
    """Put in place what makes the same bytes."""
    exchange(_draw_border, draw_border)
    exchange(_draw_outline, draw_outline)
