"""Figures as inline SVG with a text equivalent (a leaf of the house; pure).

In: groups of labelled bars. Out: one svg element with title and desc. Lengths are in em and per cent, so that words
keep their size at every width; series differ by pattern, not by colour alone. Attributes are for paper, where the
site's style sheet doesn't reach; on the site classes override them. Bars share a scale within their group only.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.model import Plan
from taskbook.standing import in_force

_LINE, _BAR, _GAP, _HEADING = 1.55, 0.9, 0.95, 2.1
"""Heights in em: a line of a label, a bar, what follows a bar, a group's heading."""
_CHARACTER = 4.2
"""The width of a Chinese character in per cent of a phone's line; the words at a bar's end need their room."""
_PER_LINE = 22
"""So many Chinese characters stand in a line on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar: the lengths of its parts (one per series), and what stands at its end."""

    label: str
    parts: tuple[float, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Bars on one scale; or, where years are given (one for each), points on an axis of years that have no length."""

    heading: str
    bars: tuple[Bar, ...]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: id is the page's own ASCII name for it, summary says it in a sentence, series name the parts."""

    id: str
    title: str
    summary: str
    groups: tuple[Group, ...]
    series: tuple[str, ...] = ()


def chapters(plan: Plan, title: str) -> Chart:
    """Count the tasks of each chapter, in the document's order."""
    counts = [(chapter.title, len(in_force(chapter.tasks))) for chapter in plan.chapters]
    bars = tuple(Bar(title, (number,), f"{number}项") for title, number in counts)
    most = max((number for _, number in counts), default=0)
    fullest = "、".join(f"“{title}”" for title, number in counts if number == most)
    total = sum(number for _, number in counts)
    summary = f"共{len(counts)}章{total}项任务，任务最多的是{fullest}（{most}项）。"
    return Chart("chapters-chart", title, summary, (Group("", bars),))


def svg(chart: Chart) -> str:
    """Draw a chart; no line breaks, so that Markdown leaves it alone."""
    rows: list[str] = []
    y = 0.0
    if len(chart.series) > 1:
        rows.append(_legend(chart))
        y += _HEADING
    for group in chart.groups:
        if group.heading:
            rows.append(
                f'<text class="head" x="0" y="{y + 1.2:.2f}em" font-weight="bold">{_escape(group.heading)}</text>'
            )
            y += _HEADING
        if group.years:
            y = _points(rows, group, y)
            continue
        top = max((sum(bar.parts) for bar in group.bars), default=0) or 1
        room = max(25.0, min(96 - _CHARACTER * _characters(bar.words) for bar in group.bars))
        for bar in group.bars:
            y = _bar(rows, chart.id, bar, room / top, y)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="100%" '
        f'aria-labelledby="{chart.id}-title {chart.id}-desc" '
        f'height="{y:.2f}em" font-size="14" font-family="Taskbook Sans" fill="currentColor">'
        f'<title id="{chart.id}-title">{_escape(chart.title)}</title>'
        f'<desc id="{chart.id}-desc">{_escape(chart.summary)}</desc>{_patterns(chart)}{"".join(rows)}</svg>'
    )


def _bar(rows: list[str], chart_id: str, bar: Bar, scale: float, y: float) -> float:
    """Draw a bar below its label; return where the next one begins."""
    y = _label(rows, bar.label, y)
    x, middle = 0.0, y + _BAR / 2
    for number, part in enumerate(bar.parts):
        width = part * scale
        if width:
            place = f'x="{x:.2f}%" y="{y:.2f}em" width="{width:.2f}%" height="{_BAR}em"'
            rows.append(f'<rect class="s{number}" {place} {_fill(chart_id, number)}/>')
        x += width
    rows.append(f'<text class="value" x="{x:.2f}%" dx=".4em" y="{middle + 0.36:.2f}em">{_escape(bar.words)}</text>')
    return y + _BAR + _GAP


def _points(rows: list[str], group: Group, y: float) -> float:
    """Draw points at their years, the words on the side where there is room; return where the next group begins."""
    first, last = min(group.years), max(group.years)
    places = {year: 5 + 90 * (year - first) / max(1, last - first) for year in range(first, last + 1)}
    rows += [
        f'<text class="label" x="{x:.2f}%" y="{y + 1.1:.2f}em" text-anchor="middle">{year}</text>'
        for year, x in places.items()
    ]
    top, y = y + _LINE, y + _HEADING
    for bar, year in zip(group.bars, group.years, strict=True):
        y = _label(rows, bar.label, y)
        x, middle = places[year], y + _BAR / 2
        left = x > 50
        side = f'x="{x:.2f}%" dx="{"-" if left else ""}.7em" text-anchor="{"end" if left else "start"}"'
        rows.append(f'<line class="axis" x1="0" x2="100%" y1="{middle:.2f}em" y2="{middle:.2f}em" stroke="#bbb"/>')
        rows.append(f'<circle class="s0" cx="{x:.2f}%" cy="{middle:.2f}em" r=".34em" fill="#333"/>')
        rows.append(f'<text class="value" {side} y="{middle + 1.35:.2f}em">{_escape(bar.words)}</text>')
        y += _BAR + 2 * _GAP
    rows += [
        f'<line class="tick" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top:.2f}em" y2="{top + 0.4:.2f}em" stroke="#333"/>'
        for x in places.values()
    ]
    return y + _GAP


def _label(rows: list[str], label: str, y: float) -> float:
    """Write a label in as many lines as it needs; return where its bar begins."""
    for line in _lines(label):
        rows.append(f'<text class="label" x="0" y="{y + 1.1:.2f}em">{_escape(line)}</text>')
        y += _LINE
    return y


def _legend(chart: Chart) -> str:
    """Name the series, each beside a piece of its pattern, in equal columns."""
    out = []
    for number, name in enumerate(chart.series):
        x = 100 / len(chart.series) * number
        out.append(
            f'<svg x="{x:.2f}%" width="{100 / len(chart.series):.2f}%" height="2em"><rect class="s{number}" x="1" '
            f'y=".3em" width="1.4em" height="{_BAR}em" {_fill(chart.id, number)}/><text x="1.9em" y="1.1em">'
            f"{_escape(name)}</text></svg>"
        )
    return "".join(out)


def _fill(chart_id: str, number: int) -> str:
    """Return the paint of a series: solid, striped, outlined."""
    if number == 0:
        return 'fill="#333"'
    return f'fill="url(#{chart_id}-stripes)" stroke="#333"' if number == 1 else 'fill="none" stroke="#333"'


def _patterns(chart: Chart) -> str:
    if len(chart.series) < 2:
        return ""
    return (
        f'<defs><pattern id="{chart.id}-stripes" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<path class="stripe" d="M-1 1L1 -1M0 5L5 0M4 6L6 4" stroke="#333" stroke-width="1.4"/></pattern></defs>'
    )


def _lines(label: str) -> Iterator[str]:
    """Break a label where a line is full; all lines are about as long."""
    count = -(-len(label) // _PER_LINE)
    size = -(-len(label) // max(1, count))
    yield from (label[start : start + size] for start in range(0, len(label), max(1, size)))


def _characters(words: str) -> float:
    """Return how wide words are, in Chinese characters."""
    return sum(0.62 if char.isascii() else 1 for char in words)


def _escape(words: str) -> str:
    return html.escape(words, quote=False)
