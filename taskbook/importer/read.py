"""Importer, step 1: a document -> its text and paragraphs, each character with its place in source.txt.

In: a file of any format that formats.py knows, or standard input. Out: Source: the raw text, its conversion profile,
folded paragraphs, and the spans that print the same text twice. UnreadableError says what to do with other files.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from taskbook.align import Span
from taskbook.importer.formats import to_text
from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.plain import decode
from taskbook.text import Key, converted, converter, fold
from taskbook.workers import Job, JobError, Mapper

__all__ = [
    "Paragraph",
    "Source",
    "UnreadableError",
    "decode",
    "find_profile",
    "find_repeated",
    "read",
    "read_all",
    "source",
]

LARGE = 150_000
"""Bytes of a file that takes longer to read than a process to start: a PDF of some ten pages."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line that is not blank: folded, places are offsets into the raw text.

    cells are the ranges of the folded text between the line's tabs: the cells of a table's row, empty ones too (start
    == end); no cells without a tab. number is the length of a printed number that only its neighbours tell from a
    decimal (9.4个 between 8. and 10.).
    """

    key: Key
    cells: tuple[tuple[int, int], ...] = ()
    number: int = 0

    @property
    def text(self) -> str:
        """The folded words."""
        return self.key.text

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the folded characters start:end."""
        return self.key.span(start, end)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as obtained; repeated holds the raw spans that are printings of text that stands elsewhere too.

    kind is text, html, docx or pdf; name is the file's, empty for text that came from none.
    """

    raw: str
    profile: str | None
    paragraphs: tuple[Paragraph, ...]
    repeated: tuple[Span, ...]
    kind: str = "text"
    name: str = ""

    def words(self, span: Span) -> str:
        """Return the words of a span, converted to simplified characters, punctuation as obtained."""
        return converted(self.raw[span.start : span.end], converter(self.profile))


def read(path: Path) -> Source:
    """Read a document; the path - means standard input."""
    if str(path) == "-":
        data, name = sys.stdin.buffer.read(), "标准输入"
    else:
        name = path.name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableError(f"{path}：打不开；请核对文件名和权限") from error
    kind, raw = to_text(data, name)
    return source(raw, name, kind)


def read_all(paths: Sequence[Path], mapper: Mapper) -> list[Source]:
    """Read the files of one document, in their order; large ones side by side."""
    large = [path for path in paths if path.is_file() and path.stat().st_size > LARGE]
    if len(large) < 2:
        return [read(path) for path in paths]
    try:
        found = dict(zip(large, mapper(read, [Job(path.name, path) for path in large]), strict=True))
    except JobError as error:
        if isinstance(error.__cause__, UnreadableError):
            raise error.__cause__ from None
        raise
    return [found.get(path) or read(path) for path in paths]


def source(raw: str, name: str = "", kind: str = "text") -> Source:
    """Make a Source of a text: find its profile, cut it into paragraphs, find what is printed twice."""
    profile = find_profile(raw)
    repeated = find_repeated(raw)
    convert = converter(profile)
    paragraphs = []
    for span in _lines(raw, repeated):
        line = raw[span.start : span.end]
        key = fold(line, convert)
        if key.text:
            placed = Key(key.text, tuple(span.start + place for place in key.places))
            paragraphs.append(Paragraph(placed, _cells(line, key)))
    return Source(raw, profile, tuple(paragraphs), repeated, kind, name)


def _lines(raw: str, left_out: tuple[Span, ...]) -> Iterator[Span]:
    """Yield the lines of a text without what is left out."""
    start = 0
    for line in raw.splitlines(keepends=True):
        end = start + len(line)
        for span in left_out:
            if start < span.start < end:
                yield Span(start, span.start)
            if start < span.end and span.start < end:
                start = min(span.end, end)
        if start < end:
            yield Span(start, end)
        start = end


def _cells(line: str, key: Key) -> tuple[tuple[int, int], ...]:
    """Return the ranges of the folded text that stand between the tabs of a line."""
    if "\t" not in line:
        return ()
    tabs = [place for place, char in enumerate(line) if char == "\t"]
    cuts = [0, *(bisect_left(key.places, tab) for tab in tabs), len(key.text)]
    return tuple(pairwise(cuts))


_HAN = re.compile(r"[\u3400-\u9fff]")


def find_profile(raw: str) -> str | None:
    """Find the OpenCC profile of a traditional text; None for a simplified one, though it quote a few characters.

    t2s leaves characters of Taiwan's or Hong Kong's standard (著力, 衞生): the profile that changes more than t2s wins.
    Taiwan never writes 着, so a text that has it keeps its 著 (編著).
    """
    plain = converted(raw, converter("t2s"))
    changed = sum(a != b for a, b in zip(raw, plain, strict=True))
    if changed * 8 < len(_HAN.findall(raw)) or not changed:
        return None
    gains = {
        name: sum(a != b for a, b in zip(plain, converted(raw, converter(name)), strict=True))
        for name in (("hk2s",) if "着" in raw else ("tw2s", "hk2s"))
    }
    best = max(gains, key=lambda name: gains[name])
    return best if gains[best] else "tw2s" if _is_taiwans(raw) else "t2s"


def _is_taiwans(raw: str) -> bool:
    """Whether a text has Taiwan's forms only, some of them not Hong Kong's, though t2s restores them all (群, 為)."""
    own, other = ([*map(str.__ne__, raw, converted(raw, converter(name)))] for name in ("tw2t", "hk2t"))
    return "着" not in raw and sum(own) > sum(other) and converted(raw, converter("t2tw")) == raw


_LONG = 20
"""Characters of a sentence that is its own kind: shorter ones recur."""


def find_repeated(raw: str) -> tuple[Span, ...]:
    """Find a second printing of the same text: at least ten long sentences and a quarter of the text stand twice.

    White space and line ends do not count. The printing with more lines is the document; the other's span is returned.
    """
    key = fold(raw)
    seen: dict[str, Span] = {}
    first: list[Span] = []
    second: list[Span] = []
    end = 0
    for sentence in key.text.split("。"):
        span = Span(end, end + len(sentence))
        end = span.end + 1
        if sentence in seen:
            first.append(seen.pop(sentence))
            second.append(span)
        elif len(sentence) >= _LONG:
            seen[sentence] = span
    total = sum(span.end - span.start for span in first)
    if len(first) < 10 or total * 4 < len(key.text):
        return ()
    whole = [Span(min(s.start for s in spans), max(s.end for s in spans)) for spans in (first, second)]
    if whole[0].end > whole[1].start:
        return ()
    whole = _widened(key.text, *whole)
    raws = [key.span(span.start, span.end) for span in whole]
    lines = [raw.count("\n", span.start, span.end) for span in raws]
    left_out, kept = (0, 1) if lines[0] < lines[1] else (1, 0)
    if total * 5 < 4 * (whole[left_out].end - whole[left_out].start):
        return ()
    return (_whole_lines(raw, raws[left_out], raws[kept]),)


def _widened(text: str, first: Span, second: Span) -> list[Span]:
    """Widen two printings by the characters before and behind them that are the same."""
    before = behind = 0
    while (
        first.start > before
        and second.start - before > first.end
        and _same(text, first.start, second.start, -1 - before)
    ):
        before += 1
    while first.end + behind < second.start - before and _same(text, first.end, second.end, behind):
        behind += 1
    return [Span(span.start - before, span.end + behind) for span in (first, second)]


def _same(text: str, one: int, other: int, step: int) -> bool:
    return other + step < len(text) and text[one + step] == text[other + step]


def _whole_lines(raw: str, span: Span, kept: Span) -> Span:
    """Widen a span to whole lines, as far as what is kept allows."""
    start = raw.rfind("\n", 0, span.start) + 1
    end = raw.find("\n", span.end)
    end = len(raw) if end < 0 else end + 1
    if span.start < kept.start:
        return Span(start, min(end, kept.start))
    return Span(max(start, kept.end), end)
