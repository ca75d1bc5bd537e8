"""Readers: a PDF with text -> its words as lines: paragraphs joined over lines and pages, ruled tables with tabs.

In: bytes. Out: text without page numbers and running headers. PDFium gives characters and rules with their places; what
they mean is decided in glyphs, rules, sheets and flow. Scanned, encrypted and damaged files are errors.
"""

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double, c_float

import pypdfium2
import pypdfium2.raw as pdfium

from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.flow import flow
from taskbook.importer.readers.glyphs import Glyph, letter
from taskbook.importer.readers.rules import Box
from taskbook.importer.readers.sheets import Sheet, make_sheet

_OCR = "请先用文字识别（OCR）转成文字，存为 .txt 或 .docx，或换用文件的网页版、Word 版"


def text(data: bytes, name: str) -> str:
    """Read a PDF."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableError(f"{name}：PDF 加了密码；请用阅读器打开，另存为不加密的 PDF") from error
        raise UnreadableError(f"{name}：PDF 不完整或已损坏；请重新取得文件") from error
    with closing(document):
        sheets: list[Sheet] = []
        scanned: list[int] = []
        for number in range(len(document)):
            sheet, has_picture = _page(document[number], number, sheets[-1] if sheets else None)
            sheets.append(sheet)
            if not sheet.count and has_picture:
                scanned.append(number + 1)
    _check(sheets, scanned, name)
    return "\n".join(flow(sheets)) + "\n"


def _check(sheets: list[Sheet], scanned: list[int], name: str) -> None:
    """Refuse what would lose words: scanned pages and characters without meaning."""
    count = sum(sheet.count for sheet in sheets)
    if not count:
        raise UnreadableError(f"{name}：PDF 里没有文字，是扫描件；{_OCR}")
    if scanned:
        pages = "、".join(map(str, scanned))
        raise UnreadableError(f"{name}：第 {pages} 页只有图片，没有文字；{_OCR}")
    if sum(sheet.unknown for sheet in sheets) * 10 > count:
        raise UnreadableError(f"{name}：PDF 的字体没有文字编码，取出的是乱码；{_OCR}")


def _page(page: pypdfium2.PdfPage, number: int, before: Sheet | None) -> tuple[Sheet, bool]:
    width, height = _unturned(page)
    turn = _Turn(page.get_rotation(), width, height)
    words = page.get_textpage()
    glyphs = list(_glyphs(words.raw, words.count_chars(), turn))
    boxes, has_picture = [], False
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]):
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        else:
            boxes += [turn.box(*bounds) for bounds in _drawn(thing)]
    seen_height = width if turn.angle in (90, 270) else height
    return make_sheet(glyphs, boxes, seen_height, number, before), has_picture


def _drawn(path: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, bottom, right and top of each piece of a path: many programs draw all rules of a table in one."""
    matrix, x, y = path.get_matrix(), c_float(), c_float()
    pieces: list[list[tuple[float, float]]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if not pieces or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            pieces.append([])
        pieces[-1].append(matrix.on_point(x.value, y.value))
    for piece in pieces:
        across, down = zip(*piece, strict=True)
        yield min(across), min(down), max(across), max(down)


def _unturned(page: pypdfium2.PdfPage) -> tuple[float, float]:
    left, bottom, right, top = page.get_mediabox()
    return right - left, top - bottom


class _Turn:
    """Turns coordinates of a page that is shown turned by 90, 180 or 270 degrees."""

    def __init__(self, angle: int, width: float, height: float) -> None:
        self.angle, self._width, self._height = angle, width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point."""
        if self.angle == 90:
            return y, self._width - x
        if self.angle == 180:
            return self._width - x, self._height - y
        if self.angle == 270:
            return self._height - y, x
        return x, y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn a rectangle."""
        (x1, y1), (x2, y2) = self.point(left, bottom), self.point(right, top)
        return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _glyphs(words: object, count: int, turn: _Turn) -> Iterator[Glyph]:
    """Yield the printed characters; spaces and line ends are left out: places tell, and that one was typed before."""
    rect, x, y, spaced = pdfium.FS_RECTF(), c_double(), c_double(), False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(words, index)
        char = chr(code) if code else "\ufffd"
        if char.isspace() or pdfium.FPDFText_IsGenerated(words, index) == 1:
            spaced = spaced or (char.isspace() and pdfium.FPDFText_IsGenerated(words, index) == 0)
            continue
        if not pdfium.FPDFText_GetLooseCharBox(words, index, byref(rect)):
            continue
        pdfium.FPDFText_GetCharOrigin(words, index, byref(x), byref(y))
        if not turn.angle:
            yield Glyph(letter(char), rect.left, rect.right, rect.bottom, rect.top, y.value, spaced)
            spaced = False
            continue
        box = turn.box(rect.left, rect.bottom, rect.right, rect.top)
        yield Glyph(letter(char), box.left, box.right, box.bottom, box.top, turn.point(x.value, y.value)[1], spaced)
        spaced = False
