"""Importer: lines that a word processor cut at one width, put together again (part of split).

In: Source, its paragraphs without noise. Out: the paragraphs, those that fill the width joined with what goes on below;
the line ends between them, which are no part of the words.
A document is cut at a width that hardly a line passes, where lines that fill it break off in mid-sentence, or stand
one below the other.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from taskbook.align import Span
from taskbook.importer.read import Paragraph, Source
from taskbook.importer.structure.lines import mark, merge
from taskbook.labels import LABEL, TEXT_LABEL

_LEAST = 24
"""Columns of the narrowest page."""
_PLAY = 6
"""Columns that a full line may lack: an indent was lost, a mark is narrow, a character did not fit."""
_HANGING = 2
"""Columns of a mark that hangs over the edge, so that no line begins with it."""
_WIDER = 20
"""One line in so many may be wider: a title that was not cut."""
_HALVED = ",;:!?()"
"""Marks of the page that are obtained at half their width."""
_RUN = 3
"""Lines that fill the width one below the other, or break off; fewer may be as wide by chance."""
_ENDS = "。;:!?"
_END = re.compile("抄送|责任编辑|附件|附:|注:|备注:|打印|关闭")
"""What begins the lines behind the tasks."""
_NEVER_LAST = "(、“《"
_NEVER_FIRST = "、,。;:!?)”》"


def unwrapped(source: Source, lines: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Span]]:
    """Join the lines that were cut at one width, all others stay; return the joined line ends too."""
    rests = [False, *(_is_rest(source, line, above) for above, line in pairwise(lines))]
    full = max((_full(source, lines, rests, measure) for measure in (_columns, _characters)), key=sum)
    if not any(full):
        return list(lines), []
    indented = _is_indented(source, lines, full)
    joined: list[Paragraph] = []
    breaks: list[Span] = []
    goes_on = False
    for line, one, rest in zip(lines, full, rests, strict=True):
        if goes_on and (rest or _is_in_bracket(source, joined[-1], line)):
            end = source.raw.rfind("\n", 0, line.key.places[0])
            breaks.append(Span(end, end + 1))
            joined[-1] = merge(joined[-1], line)
        else:
            joined.append(line)
        opened = joined[-1].text.count("(") > joined[-1].text.count(")")
        unfinished = line.text[-1] in _NEVER_LAST
        goes_on = (unfinished or (one and (indented or opened or line.text[-1] not in _ENDS))) and not line.cells
    return joined, breaks


def _full(
    source: Source, lines: Sequence[Paragraph], rests: Sequence[bool], measure: Callable[[str], int]
) -> list[bool]:
    """Tell which lines fill the page by a measure; none where too few break off, or stand one below the other."""
    widths = [measure(_as_printed(source, line)) for line in lines]
    widest = _page(widths)
    full = [abs(width - widest) <= _PLAY for width in widths]
    breaks_off = sum(
        one and rest and line.text[-1] not in _ENDS + ")" and len(line.text) > 1
        for line, one, rest in zip(lines, full, rests[1:], strict=False)
    )
    enough = _longest_run(iter(full)) >= _RUN or breaks_off >= _RUN
    return full if widest - _PLAY >= _LEAST and enough else [False] * len(lines)


def _page(widths: Sequence[int]) -> int:
    """Return the width that most lines come near to from below, and hardly a line passes."""
    counts = Counter(widths)
    near = {
        width: sum(counts[width - less] for less in range(_PLAY + 1))
        for width in counts
        if sum(other > width + _HANGING for other in widths) * _WIDER <= len(widths)
    }
    return max(near, key=lambda width: (near[width], width), default=0)


def _is_indented(source: Source, lines: Sequence[Paragraph], full: Sequence[bool]) -> bool:
    """Whether every paragraph begins with an indent: a full line without one goes on, whatever it ends with."""
    firsts = [line for line, above in zip(lines[1:], full, strict=False) if not above]
    return bool(firsts) and sum(_indent(source, line) != "" for line in firsts) * 10 >= len(firsts) * 9


def _as_printed(source: Source, line: Paragraph) -> str:
    """Return a line with its indent."""
    return source.raw[source.raw.rfind("\n", 0, line.key.places[0]) + 1 : line.key.places[-1] + 1]


def _columns(printed: str) -> int:
    return sum(1 + (east_asian_width(char) in "WFA" or char in _HALVED) for char in printed)


def _characters(printed: str) -> int:
    """Count a character as two columns, whatever its width."""
    return 2 * len(printed)


def _longest_run(full: Iterator[bool]) -> int:
    longest = run = 0
    for one in full:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def _is_rest(source: Source, line: Paragraph, above: Paragraph) -> bool:
    """Tell a line that can be the rest of another: it begins neither a number, nor a label, nor a paragraph."""
    if line.text[0] in _NEVER_FIRST:
        return not line.cells
    begins = mark(source, line) or LABEL.match(line.text) or TEXT_LABEL.match(line.text) or _END.match(line.text)
    apart = source.raw.count("\n", above.key.places[-1], line.key.places[0]) > 1 and above.text[-1] in _ENDS + ")"
    return not (begins or line.cells or above.cells or apart or _indent(source, line))


def _is_in_bracket(source: Source, above: Paragraph, line: Paragraph) -> bool:
    """Tell a line that begins like a label but stands in a bracket of the line above ((牵头 / 责任单位:…))."""
    opened = above.text.count("(") > above.text.count(")")
    return opened and not (mark(source, line) or line.cells or _indent(source, line))


def _indent(source: Source, line: Paragraph) -> str:
    place = line.key.places[0]
    return source.raw[source.raw.rfind("\n", 0, place) + 1 : place].strip("\t\r\ufeff").removeprefix(" ")
