"""The job ticket (印制单): what a printer must know of one job, as text (a part of booklets).

In: the finished PDFs, and what the office ordered. Out: lines of text. Sizes, pages, sheets and inks are read from the
PDFs; what nobody said stands as 未指定.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pypdf import PageObject, PdfReader

from taskbook.prints import imposition, press
from taskbook.settings import PressOrder

OPEN = "未指定"
NO_STANDARD = "未声明PDF/X：没有给出印刷厂的ICC特性文件"
INKS = ("青", "品红", "黄", "黑")
FOLDED = {"A3": "A4", "A4": "A5"}

_INK = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN|K)\b")


def for_press(title: str, edition: str, item: press.PressPrint, order: PressOrder) -> str:
    """Write the ticket of a cover and an inside."""
    cover, inside = item.cover, item.inside
    outer, inner = PdfReader(cover).pages, PdfReader(inside).pages
    blank = _blank_at_end(inner)
    back = "封四" if outer[-1].extract_text().strip() else ""
    return _lines(
        title,
        edition,
        [
            ("文件", f"{cover.name}、{inside.name}"),
            ("标准", f"PDF/X-4，印刷条件：{item.condition.name}" if item.condition else NO_STANDARD),
            ("成品尺寸", _size(inner[0])),
            ("出血", f"四边各{press.BLEED / press.MILLIMETRE:g} mm，裁切线在出血之外"),
            ("封面", f"{len(outer)}页，印封一{'、' + back if back else ''}，其余空白；油墨：{_inks(outer)}"),
            ("内文", f"{len(inner)}页，末尾空白{blank}页；油墨：{_inks(inner)}"),
            ("份数", f"{order.copies}册" if order.copies else OPEN),
            ("用纸", order.paper or OPEN),
            ("装订", order.binding or OPEN),
        ],
    )


def imposed(title: str, edition: str, source: Path, sheets: Path, order: PressOrder) -> str:
    """Write the ticket of a booklet on folded sheets."""
    assert order.sheet
    pages, count = len(PdfReader(source).pages), len(PdfReader(sheets).pages) // 2
    width, height = imposition.SHEETS[order.sheet]
    unit = imposition.MILLIMETRE
    copies = f"{order.copies}册，共用纸{order.copies * count}张" if order.copies else OPEN
    return _lines(
        title,
        edition,
        [
            ("文件", sheets.name),
            ("成品尺寸", f"{FOLDED[order.sheet]}（{width / 2 / unit:g} mm × {height / unit:g} mm）"),
            ("页数", f"{pages}页，另有空白{count * imposition.PER_SHEET - pages}页"),
            ("每册", f"{order.sheet}纸{count}张，横放，双面印，沿短边翻转"),
            ("份数", copies),
            ("用纸", order.paper or OPEN),
            ("装订", "骑马订：各张按次序套叠，对折，订在折线上"),
        ],
    )


def _lines(title: str, edition: str, facts: Iterable[tuple[str, str]]) -> str:
    every = [("名称", title), ("版次", edition), *facts]
    return "印制单\n\n" + "".join(f"{label}：{words}\n" for label, words in every)


def _size(page: PageObject) -> str:
    width, height = (float(length) / press.MILLIMETRE for length in (page.trimbox.width, page.trimbox.height))
    return f"{width:.0f} mm × {height:.0f} mm"


def _inks(pages: Iterable[PageObject]) -> str:
    """Name the inks that pages use, in the order of the press."""
    used: set[int] = set()
    for page in pages:
        contents = page.get_contents()
        for found in set(_INK.findall(b"" if contents is None else contents.get_data())):
            used.update(place for place, share in enumerate(found) if float(share))
    return "、".join(INKS[place] for place in sorted(used))


def _blank_at_end(pages: Sequence[PageObject]) -> int:
    count = 0
    while count < len(pages) and not pages[-1 - count].extract_text().strip():
        count += 1
    return count
