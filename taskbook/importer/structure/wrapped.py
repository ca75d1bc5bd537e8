"""Importer: lines that a word processor cut at one width, put together again (part of split).

In: Source, its paragraphs without noise. Out: the paragraphs, those that fill the width joined with what goes on below;
the line ends between them, which are no part of the words.
A document is cut at a width where no line is wider and lines that fill it stand one below the other.
"""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.lines import mark, merge
from taskbook.labels import LABEL, TEXT_LABEL

_LEAST = 24
"""Columns of the narrowest page."""
_PLAY = 6
"""Columns that a full line may lack: an indent was lost, a mark is narrow, a character did not fit."""
_HALVED = ",;:!?()"
"""Marks of the page that are obtained at half their width."""
_RUN = 3
"""Lines one below the other that fill the width; fewer may be as wide by chance."""


def unwrapped(source: Source, lines: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Span]]:
    """Join the lines that were cut at one width, all others stay; return the joined line ends too."""
    widths = [_width(source, line) for line in lines]
    full = max(widths, default=0) - _PLAY
    if full < _LEAST or _longest_run(width >= full for width in widths) < _RUN:
        return list(lines), []
    joined: list[Paragraph] = []
    breaks: list[Span] = []
    goes_on = False
    for line, width in zip(lines, widths, strict=True):
        if goes_on and _is_rest(source, line):
            breaks.append(Span(joined[-1].key.places[-1] + 1, line.key.places[0]))
            joined[-1] = merge(joined[-1], line)
        else:
            joined.append(line)
        goes_on = width >= full and line.text[-1] not in "。;:!?" and not line.cells
    return joined, breaks


def _width(source: Source, line: Paragraph) -> int:
    """Return the columns of a line as it is printed, its indent with it."""
    start = source.raw.rfind("\n", 0, line.key.places[0]) + 1
    printed = source.raw[start : line.key.places[-1] + 1]
    return sum(1 + (east_asian_width(char) in "WFA" or char in _HALVED) for char in printed)


def _longest_run(full: Iterator[bool]) -> int:
    longest = run = 0
    for one in full:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def _is_rest(source: Source, line: Paragraph) -> bool:
    """Tell a line that can be the rest of another: it begins neither a number, nor a label, nor a paragraph."""
    place = line.key.places[0]
    indented = source.raw[source.raw.rfind("\n", 0, place) + 1 : place].strip("\t\r\ufeff")
    begins = mark(source, line) or LABEL.match(line.text) or TEXT_LABEL.match(line.text)
    return not (begins or line.cells or indented)
