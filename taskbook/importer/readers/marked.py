"""Readers: Markdown -> the words without its marks, as printed (numbers of lists stay, rows of tables get tabs)."""

import re
from html import unescape

_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*$")
_QUOTE = re.compile(r"^ {0,3}(?:>\s?)+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"^ {0,3}(?:[-*_=]\s*){3,}$|^\s*(?:```|~~~).*$")
_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def plain(text: str) -> str:
    """Take the marks of Markdown off."""
    return "\n".join(_line(line) for line in text.split("\n") if not _RULE.match(line) and not _SEPARATOR.match(line))


def _line(line: str) -> str:
    line = _BULLET.sub("", _QUOTE.sub("", line))
    if heading := _HEADING.match(line):
        line = heading.group(1)
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        cells = re.split(r"(?<!\\)\|", stripped[1:-1])
        return "\t".join(_words(_BREAK.sub(" ", cell)).strip() for cell in cells)
    return _words(_BREAK.sub("\n", line))


def _words(words: str) -> str:
    words = _LINK.sub(r"\1", words)
    words = _SLANTED.sub(r"\2", _STRONG.sub(r"\2", words))
    return _ESCAPE.sub(r"\1", unescape(words))
