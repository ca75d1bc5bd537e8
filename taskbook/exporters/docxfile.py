"""DOCX: the decomposition table (分解表) of a plan, the task list of a unit or leader (an output of the step exports).

In: task lists. Out: site path -> bytes: A4 landscape, one table under the heads that the document prints, the header
row repeated on every sheet, citation and place of the sentence in every row. python-docx makes the frame once; the rows
are written into copies of it, since python-docx takes a tenth of a second for each of three hundred files (seen).
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from taskbook.exporters import archive
from taskbook.exporters.tables import Tables
from taskbook.exporters.tasklists import Listing, TaskList, lists

_WIDTH = 14_600  # of the type area in twentieths of a point
_BODY = "BODY"
_PLACE = f"<w:p><w:r><w:t>{_BODY}</w:t></w:r></w:p>".encode()
_TITLE = "TITLE-OF-THE-FILE"
_KEPT = ("Normal", "Title", "Heading1", "Footer", "DefaultParagraphFont", "NoList", "TableNormal", "TableGrid")
_FACES = (  # name, whether it is ours, face for Chinese, size in points
    ("Normal", False, "仿宋", 12),
    ("Title", False, "宋体", 20),
    ("Heading 1", False, "黑体", 14),
    ("Notes", True, "仿宋", 9),
    ("Head", True, "黑体", 10.5),
    ("Cell", True, "仿宋", 10.5),
    ("Source", True, "仿宋", 7.5),
)
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "numbering", "webSettings")


def files(tables: Tables, made: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the task list of every plan, unit and leader."""
    data = tables.data
    for path, found in lists(data):
        yield path, write(found, data.book.site.publisher.name, data.as_of)


def write(found: TaskList, publisher: str, day: date) -> bytes:
    """Write a task list as a document."""
    parts = dict(_frame(publisher, day))
    body = [_paragraph(found.title, "Title"), *(_paragraph(note, "Notes") for note in found.notes)]
    for listing in found.listings:
        body += [_paragraph(listing.heading, "Heading 1")] if listing.heading else []
        body.append(_table(listing))
    parts["word/document.xml"] = parts["word/document.xml"].replace(_PLACE, "".join(body).encode())
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(_TITLE.encode(), escape(found.title).encode())
    return archive.pack(parts, day)


def _paragraph(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>{_run(text)}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(listing: Listing) -> str:
    """Write a table with fixed widths; the last column holds citation and address."""
    heads = [(head.title, head.share) for head in listing.heads] + [("出处", 20)]
    total = sum(share for _, share in heads)
    widths = [_WIDTH * share // total for _, share in heads]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    top = "".join(_cell(_in("Head", title), width) for (title, _), width in zip(heads, widths, strict=True))
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{top}</w:tr>"]
    for line in listing.lines:
        if isinstance(line, str):
            cells = _cell(_in("Head", line, keep=True), sum(widths), span=len(widths))
        else:
            words = [*(_in("Cell", cell) for cell in line.cells), _in("Source", line.citation) + _address(line.address)]
            cells = "".join(_cell(word, width) for word, width in zip(words, widths, strict=True))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    layout = f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    # A paragraph must follow a table, or the next table would grow together with it.
    return f"<w:tbl><w:tblPr>{layout}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_in('Source', '')}"


def _in(style: str, text: str, *, keep: bool = False) -> str:
    together = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{together}</w:pPr>{_run(text)}</w:p>'


def _address(address: str) -> str:
    """Write an address as a link where it is absolute, as plain words where it is relative to the site."""
    run = _run(address)
    if "://" in address:
        code = quoteattr(f' HYPERLINK "{address}" ')
        run = f"<w:fldSimple w:instr={code}>{run}</w:fldSimple>"
    return f'<w:p><w:pPr><w:pStyle w:val="Source"/></w:pPr>{run}</w:p>'


def _cell(paragraphs: str, width: int, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}</w:tcPr>{paragraphs}</w:tc>'


# The frame: page, styles, page number


@lru_cache(maxsize=4)
def _frame(publisher: str, day: date) -> dict[str, bytes]:
    """Return the parts of a document without its body."""
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _styles(document)
    for package in (document.part, document.part.package):
        for key in [key for key, part in package.rels.items() if part.reltype.rpartition("/")[2] in _UNUSED]:
            package.rels.pop(key)
    number = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    footer._p.append(parse_xml(number))
    footer.add_run(" —")
    document.add_paragraph(_BODY)
    core, moment = document.core_properties, datetime.combine(day, time())
    core.title, core.author, core.comments, core.last_modified_by = _TITLE, publisher, "", publisher
    core.created = core.modified = moment
    out = io.BytesIO()
    document.save(out)
    return archive.unpack(out.getvalue())


def _styles(document: Any) -> None:
    """Make the styles, each with a face for Chinese, and drop those that nothing uses."""
    styles = document.styles
    for style in list(styles.element.style_lst):
        if style.get(qn("w:styleId")) not in _KEPT:
            styles.element.remove(style)
    for old in styles.element.xpath("w:latentStyles | w:docDefaults/w:rPrDefault | w:style/w:link"):
        old.getparent().remove(old)
    for name, made, face, size in _FACES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if made else styles[name]
        for old in style.element.xpath("w:rPr | w:pPr/w:pBdr"):
            old.getparent().remove(old)
        style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(size), name == "Title"
        properties = style.element.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
        properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'))
        layout = style.paragraph_format
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if name == "Title" else WD_ALIGN_PARAGRAPH.LEFT
        layout.space_after = layout.space_before = Pt(0)
