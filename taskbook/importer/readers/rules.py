"""Readers: the ruled lines of a page -> the cells of its tables (part of the PDF reader; geometry only).

A cell is the smallest rectangle between crossings of rules; cells that share a corner are one table. A frame around
words (a single cell) is no table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal (at = y) or vertical (at = x) rule from start to end."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the box."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def tables(boxes: Iterable[Box]) -> list[list[Box]]:
    """Find the tables among the boxes of a page's drawn paths: thin ones are rules, others are frames of four rules."""
    across, down = [], []
    for box in boxes:
        width, height = box.right - box.left, box.top - box.bottom
        if height <= _NEAR < width:
            across.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif width <= _NEAR < height:
            down.append(Rule((box.left + box.right) / 2, box.bottom, box.top))
        elif width > _NEAR and height > _NEAR:
            across.extend(Rule(y, box.left, box.right) for y in (box.bottom, box.top))
            down.extend(Rule(x, box.bottom, box.top) for x in (box.left, box.right))
    across, down = _joined(across), _joined(down)
    across, down = _joined(across + _ends(down, across)), _joined(down + _ends(across, down))
    return [group for group in _groups(_cells(across, down)) if len(group) > 1]


def _ends(rules: list[Rule], others: list[Rule]) -> list[Rule]:
    """Close what is left open: rules that end side by side (at a page's end, at a table without outer rules)."""
    closed = []
    for ends in ([(rule.start, rule) for rule in rules], [(rule.end, rule) for rule in rules]):
        for place in edges(end for end, _ in ends):
            side = [rule for end, rule in ends if abs(end - place) < _NEAR]
            first, last = min(rule.at for rule in side), max(rule.at for rule in side)
            wide = [other for other in others if other.start - _NEAR <= first and last <= other.end + _NEAR]
            if len(side) > 1 and wide and not any(abs(other.at - place) < _NEAR for other in wide):
                closed.append(Rule(place, first, last))
    return closed


def _joined(rules: list[Rule]) -> list[Rule]:
    """Join rules that lie on one line and touch; lines that nearly coincide become one."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if rows and rule.at - rows[-1][-1].at < _NEAR:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    joined = []
    for row in rows:
        at = sum(rule.at for rule in row) / len(row)
        start, end = None, 0.0
        for rule in sorted(row, key=lambda r: r.start):
            if start is None:
                start, end = rule.start, rule.end
            elif rule.start - end <= _NEAR:
                end = max(end, rule.end)
            else:
                joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        if start is not None:
            joined.append(Rule(at, start, end))
    return joined


def _cells(across: list[Rule], down: list[Rule]) -> list[Box]:
    """Find the smallest rectangles that rules close."""
    cells = []
    tops = sorted(across, key=lambda r: -r.at)
    for number, top in enumerate(tops):
        posts = [rule for rule in down if _meets(rule, top) and rule.start < top.at - _NEAR]
        for first, left in enumerate(sorted(posts, key=lambda r: r.at)):
            if cell := _smallest(top, left, sorted(posts, key=lambda r: r.at)[first + 1 :], tops[number + 1 :]):
                cells.append(cell)
    return cells


def _smallest(top: Rule, left: Rule, posts: list[Rule], below: list[Rule]) -> Box | None:
    """Close the cell whose top left corner two rules make: nearest bottom first, then the nearest right side."""
    for bottom in below:
        if bottom.at < left.start - _NEAR:
            return None
        if top.at - bottom.at < _NEAR or not _meets(left, bottom):
            continue
        for right in posts:
            if right.at - left.at > _NEAR and right.start <= bottom.at + _NEAR and _meets(right, bottom):
                return Box(left.at, bottom.at, right.at, top.at)
    return None


def _meets(down: Rule, across: Rule) -> bool:
    return down.start - _NEAR <= across.at <= down.end + _NEAR and across.start - _NEAR <= down.at <= across.end + _NEAR


def _groups(cells: list[Box]) -> list[list[Box]]:
    """Group cells that share a corner, groups and cells from the top down."""
    groups: list[tuple[list[Box], set[tuple[int, int]]]] = []
    for cell in cells:
        corners = {
            (round(x / _NEAR), round(y / _NEAR)) for x in (cell.left, cell.right) for y in (cell.bottom, cell.top)
        }
        touching = [group for group in groups if group[1] & corners]
        merged = ([cell], corners)
        for group in touching:
            merged = (group[0] + merged[0], group[1] | merged[1])
            groups.remove(group)
        groups.append(merged)
    return [sorted(group, key=lambda c: (-c.top, c.left)) for group, _ in groups]


def edges(values: Iterable[float]) -> list[float]:
    """Return the distinct values, in order, those that nearly coincide once."""
    ordered = sorted(values)
    return ordered[:1] + [value for before, value in pairwise(ordered) if value - before > _NEAR]
