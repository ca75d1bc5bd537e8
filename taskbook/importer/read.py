"""Importer, step 1: bytes of a document -> its text and paragraphs, each character with its place in source.txt.

In: a text file in UTF-8 (with or without BOM) or GB18030. Out: Source: the raw text, its conversion profile, folded
paragraphs, and the spans that print the same text twice.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from taskbook.align import Span
from taskbook.text import Key, converted, converter, fold


class UnreadableError(Exception):
    """The file is no text that can be imported; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed line that is not blank: folded, places are offsets into the raw text."""

    key: Key

    @property
    def text(self) -> str:
        return self.key.text

    def span(self, start: int, end: int) -> Span:
        """Return the raw span of the folded characters start:end."""
        return self.key.span(start, end)


@dataclass(frozen=True, slots=True)
class Source:
    """A document as obtained; repeated holds the raw spans that are printings of text that stands elsewhere too."""

    raw: str
    profile: str | None
    paragraphs: tuple[Paragraph, ...]
    repeated: tuple[Span, ...]

    def words(self, span: Span) -> str:
        """Return the words of a span, converted to simplified characters, punctuation as obtained."""
        return converted(self.raw[span.start : span.end], converter(self.profile))


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 (with or without BOM) or GB18030; UnreadableError for empty, binary or undecodable files."""
    if not data.strip():
        raise UnreadableError(f"{name}: 文件是空的")
    if b"\0" in data:
        raise UnreadableError(f"{name}: 不是文本文件；请另存为 .txt（UTF-8）")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise UnreadableError(f"{name}: 既不是 UTF-8 也不是 GB18030；请另存为 UTF-8 文本")


def read(path: Path) -> Source:
    """Read a text document."""
    return source(decode(path.read_bytes(), path.name))


def source(raw: str) -> Source:
    """Make a Source of a text: find its profile, cut it into paragraphs, find what is printed twice."""
    profile = find_profile(raw)
    repeated = find_repeated(raw)
    convert = converter(profile)
    paragraphs = []
    start = 0
    for line in raw.splitlines(keepends=True):
        if not any(span.start <= start < span.end for span in repeated):
            key = fold(line, convert)
            if key.text:
                paragraphs.append(Paragraph(Key(key.text, tuple(start + place for place in key.places))))
        start += len(line)
    return Source(raw, profile, tuple(paragraphs), repeated)


def find_profile(raw: str) -> str | None:
    """Find the OpenCC profile of a traditional text; None for a simplified one.

    t2s leaves characters of Taiwan's or Hong Kong's standard (著力, 裏): the profile that changes more than t2s wins.
    """
    plain = converted(raw, converter("t2s"))
    changed = sum(a != b for a, b in zip(raw, plain, strict=True))
    if changed < len(raw) * 0.02:
        return None
    gains = {
        name: sum(a != b for a, b in zip(plain, converted(raw, converter(name)), strict=True))
        for name in ("tw2s", "hk2s")
    }
    best = max(gains, key=lambda name: gains[name])
    return best if gains[best] else "t2s"


_SEGMENT = re.compile(r"[^。\n]{20,}。")


def find_repeated(raw: str) -> tuple[Span, ...]:
    """Find a second printing of the same text: at least ten long sentences and a quarter of the text stand twice.

    The printing with more lines is the document; the other's span is returned.
    """
    seen: dict[str, Span] = {}
    first: list[Span] = []
    second: list[Span] = []
    for match in _SEGMENT.finditer(raw):
        sentence = fold(match.group()).text
        span = Span(match.start(), match.end())
        if sentence in seen:
            first.append(seen[sentence])
            second.append(span)
        else:
            seen[sentence] = span
    total = sum(span.end - span.start for span in first)
    if len(first) < 10 or total * 4 < len(raw):
        return ()
    spans = [Span(spans[0].start, spans[-1].end) for spans in (first, second)]
    lines = [raw.count("\n", span.start, span.end) for span in spans]
    return (_whole_lines(raw, spans[0] if lines[0] < lines[1] else spans[1]),)


def _whole_lines(raw: str, span: Span) -> Span:
    end = raw.find("\n", span.end)
    return Span(raw.rfind("\n", 0, span.start) + 1, len(raw) if end < 0 else end + 1)
