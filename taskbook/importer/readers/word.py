"""Readers: a .docx file -> its words as lines: paragraphs, tables and text boxes in document order.

In: bytes. Out: a paragraph a line with the number that Word prints before it, a table's row a line with tabs. Deleted
and hidden words are left out, inserted ones kept, as the document prints without its marks.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, cast

import docx
from docx.oxml.ns import qn

from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.grid import Cell, row_lines
from taskbook.importer.readers.numbering import Numbering

_W = {
    name: qn(f"w:{name}")
    for name in (
        *("p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "rPr", "vanish", "val", "txbxContent"),
        *("tbl", "tr", "tc", "tcPr", "trPr", "gridSpan", "gridBefore", "vMerge", "hMerge"),
        *("sdt", "sdtContent", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml"),
        *("drawing", "pict", "object"),
    )
}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_WRAPPERS = frozenset(
    _W[name] for name in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml", "sdt", "sdtContent")
)
_PICTURED = frozenset({_W["drawing"], _W["pict"], _W["object"], _CHOICE})

_DAMAGED = (KeyError, ValueError, OSError, AttributeError, SyntaxError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What python-docx and the modules under it raise for a damaged file."""

Element = Any
"""An lxml element of the document's XML; python-docx's own classes are not typed."""


def text(data: bytes, name: str) -> str:
    """Read a Word document."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = cast(Element, document.element.body)
        numbering = Numbering(document)
    except _DAMAGED as error:
        raise UnreadableError(f"{name}：Word 文件不完整或已损坏；请用 Word 或 WPS 打开，另存为 .docx") from error
    lines = [line for line in _blocks(body, numbering) if line.strip()]
    if not lines:
        raise UnreadableError(f"{name}：文件里没有文字（可能只有图片）；请先用文字识别（OCR）转成文字")
    return "\n".join(lines) + "\n"


def _blocks(parent: Element, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of paragraphs and tables, also of those in content controls."""
    for child in parent:
        if child.tag == _W["p"]:
            yield from _paragraph(child, numbering)
        elif child.tag == _W["tbl"]:
            yield from _table(child, numbering)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Element, numbering: Numbering) -> Iterator[str]:
    """Yield a paragraph's lines with its number, then those of the text boxes that hang on it."""
    boxes: list[Element] = []
    words = "".join(_words(paragraph, boxes))
    prefix = numbering.prefix(paragraph)
    if words.strip():
        yield from (prefix + words.strip(" ")).split("\n")
    elif prefix.strip() and _fills_cell(paragraph):
        yield prefix
    for box in boxes:
        yield from _blocks(box, numbering)


def _fills_cell(paragraph: Element) -> bool:
    """Whether a paragraph's automatic number is all that its cell shows (序号)."""
    cell = paragraph.getparent()
    return cell is not None and cell.tag == _W["tc"] and not any(text.text for text in cell.iter(_W["t"]))


def _words(parent: Element, boxes: list[Element]) -> Iterator[str]:
    for child in parent:
        if child.tag == _W["r"]:
            yield from _run(child, boxes)
        elif child.tag in _WRAPPERS:
            yield from _words(child, boxes)


def _run(run: Element, boxes: list[Element]) -> Iterator[str]:
    properties = run.find(_W["rPr"])
    vanish = properties.find(_W["vanish"]) if properties is not None else None
    if vanish is not None and vanish.get(_W["val"], "1") not in ("0", "false", "off"):
        return
    for child in run:
        if child.tag == _W["t"]:
            yield child.text or ""
        elif child.tag in (_W["br"], _W["cr"]):
            yield "\n"
        elif child.tag == _W["tab"]:
            yield " "
        elif child.tag == _W["noBreakHyphen"]:
            yield "-"
        elif child.tag in _PICTURED:
            _note_boxes(child, boxes)


def _note_boxes(picture: Element, boxes: list[Element]) -> None:
    """Note the text boxes of a drawing; Word writes each twice, for itself and for older programs: the first counts."""
    shapes = picture[:1] if picture.tag == _CHOICE else [picture]
    found = [box for shape in shapes for box in shape.iter(_W["txbxContent"])]
    outermost = [box for box in found if not any(other in found for other in box.iterancestors(_W["txbxContent"]))]
    boxes.extend(outermost)


def _table(table: Element, numbering: Numbering) -> Iterator[str]:
    for row in _children(table, _W["tr"]):
        cells = [_cell(cell, numbering) for cell in _children(row, _W["tc"])]
        before = row.find(f"{_W['trPr']}/{_W['gridBefore']}")
        if before is not None:
            cells[:0] = [Cell()] * int(before.get(_W["val"], "0"))
        yield from row_lines(cells)


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _cell(cell: Element, numbering: Numbering) -> Cell:
    properties = cell.find(_W["tcPr"])
    columns = 1
    if properties is not None:
        span = properties.find(_W["gridSpan"])
        columns = int(span.get(_W["val"], "1")) if span is not None else 1
        for name in ("vMerge", "hMerge"):
            merge = properties.find(_W[name])
            if merge is not None and merge.get(_W["val"], "continue") == "continue":
                return Cell((), columns, merged=name == "vMerge")
    return Cell(tuple(line.strip() for line in _blocks(cell, numbering) if line.strip()), columns)
