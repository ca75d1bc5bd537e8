"""word: a .docx as it prints: numbers that Word makes, tables with merged cells, text boxes; no deleted words."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from taskbook.importer.formats import to_text
from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.numbering import chinese

W = nsdecls("w")


def lines(document: Any) -> list[str]:
    data = io.BytesIO()
    document.save(data)
    kind, text = to_text(data.getvalue(), "通知.docx")
    assert kind == "docx"
    return text.splitlines()


def numbered(document: Any, *levels: tuple[str, str], restart: int | None = None, new: bool = True) -> str:
    """Add a list with levels (numFmt, lvlText) to a document, or with new=False a further use of it; return its id."""
    root = document.part.numbering_part.element
    key = str(len(root) + 100)
    if new:
        inner = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (form, text) in enumerate(levels)
        )
        root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="900">{inner}</w:abstractNum>'))
    start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{restart}"/></w:lvlOverride>' if restart else ""
    root.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="900"/>{start}</w:num>'))
    return key


def add(document: Any, words: str, key: str, level: int = 0) -> Any:
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')
    )
    return paragraph


def test_paragraphs_and_tables_come_in_the_order_of_the_document() -> None:
    document = docx.Document()
    document.add_paragraph("示范市人民政府文件")
    table = document.add_table(2, 2)
    for cell, words in zip([c for row in table.rows for c in row.cells], ["任务", "单位", "修路", "市局"], strict=True):
        cell.text = words
    document.add_paragraph("")
    document.add_paragraph("附注。")
    assert lines(document) == ["示范市人民政府文件", "任务\t单位", "修路\t市局", "附注。"]


def test_a_merged_cell_is_written_once_and_columns_keep_their_places() -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    rows = [
        ["序号", "任务", "单位", "时限"],
        ["1", "修路", "市局", "年底"],
        ["", "架桥", "市委", ""],
        ["二、民生", "", "", ""],
    ]
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for column in (0, 3):
        table.cell(1, column).merge(table.cell(2, column))
    table.cell(3, 0).merge(table.cell(3, 3))
    table.cell(2, 1).merge(table.cell(2, 2))
    first = ["序号\t任务\t单位\t时限", "1\t修路\t市局\t年底"]
    assert lines(document) == [*first, "\u3000\t架桥 市委\t\t\u3000", "二、民生"]


def test_paragraphs_breaks_and_tables_in_a_cell_are_one_line() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "修路；\n架桥\t。"
    table.cell(0, 1).paragraphs[0].text = "市局"
    table.cell(0, 1).add_table(1, 2).cell(0, 0).text = "市委"
    assert lines(document) == ["修路； 架桥 。\t市局 市委"]


def test_a_break_in_a_paragraph_ends_a_line_and_a_tab_is_no_cell() -> None:
    document = docx.Document()
    document.add_paragraph("一、工业\n1.修路\t。")
    assert lines(document) == ["一、工业", "1.修路 。"]


def test_numbers_that_word_prints_are_restored() -> None:
    document = docx.Document()
    key = numbered(document, ("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    for words, level in [("工业", 0), ("升级", 1), ("修路", 2), ("架桥", 2), ("农业", 0), ("种植", 1), ("养殖", 2)]:
        add(document, words, key, level)
    assert lines(document) == ["一、工业", "（一）升级", "1.修路", "2.架桥", "二、农业", "（一）种植", "1.养殖"]


def test_a_list_goes_on_and_restarts_as_word_says() -> None:
    document = docx.Document()
    first = numbered(document, ("decimal", "%1．"), ("decimal", "%1.%2"))
    add(document, "甲", first)
    add(document, "", first)
    add(document, "丙", numbered(document, new=False))
    add(document, "丙一", first, 1)
    add(document, "七", numbered(document, restart=7, new=False))
    add(document, "无", "0")
    assert lines(document) == ["1．甲", "3．丙", "3.1丙一", "7．七", "无"]


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("decimalEnclosedCircle", "①"),
        ("decimalFullWidth", "１"),
        ("ideographTraditional", "甲"),
        ("upperRoman", "I"),
        ("lowerLetter", "a"),
        ("bullet", ""),
        ("neverHeardOf", "1"),
    ],
)
def test_every_kind_of_number_is_printed(form: str, printed: str) -> None:
    document = docx.Document()
    add(document, "任务", numbered(document, (form, "%1")))
    assert lines(document) == [f"{printed}任务"]


def test_a_list_may_come_with_the_style() -> None:
    document = docx.Document()
    key = numbered(document, ("chineseCountingThousand", "第%1条 "))
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="{key}"/></w:numPr>'))
    document.add_paragraph("工业", style="Heading 1")
    document.add_paragraph("农业", style="Heading 1")
    assert lines(document) == ["第一条 工业", "第二条 农业"]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (115, "一百一十五")]
)
def test_chinese_numerals(number: int, words: str) -> None:
    assert chinese(number) == words


BOX = f"""<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
 <mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>
 <w:t>框中的话</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>
 <w:t>框中的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_the_words_of_a_text_box_come_once_after_its_paragraph() -> None:
    document = docx.Document()
    document.add_paragraph("正文。")._p.append(parse_xml(BOX))
    document.add_paragraph("")._p.append(parse_xml(BOX.replace("框中", "另一框")))
    document.add_paragraph("结尾。")
    assert lines(document) == ["正文。", "框中的话", "另一框的话", "结尾。"]


def test_inserted_words_stay_deleted_and_hidden_ones_go() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("修")._p
    run = "<w:r><w:t>{}</w:t></w:r>"
    paragraph.append(parse_xml(f"<w:ins {W}>{run.format('路')}</w:ins>"))
    paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>桥</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:hyperlink {W}>{run.format('十')}</w:hyperlink>"))
    paragraph.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"))
    paragraph.append(parse_xml(f"<w:r {W}><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText></w:r>"))
    paragraph.append(parse_xml(f"<w:sdt {W}><w:sdtContent>{run.format('里。')}</w:sdtContent></w:sdt>"))
    assert lines(document) == ["修路十里。"]


def test_paragraphs_in_content_controls_are_read() -> None:
    document = docx.Document()
    paragraph = "<w:p><w:r><w:t>控件里的段落。</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {W}><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"))
    assert lines(document) == ["控件里的段落。"]


def test_rows_that_begin_later_keep_their_columns() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    row = table.rows[1]._tr
    row.remove(row.findall(qn("w:tc"))[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    assert lines(document) == ["0\t1\t2", "\t4\t5"]


def test_a_document_of_pictures_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="没有文字"):
        lines(docx.Document())


def test_a_damaged_document_is_an_error() -> None:
    data = io.BytesIO()
    docx.Document().save(data)
    with pytest.raises(UnreadableError, match="已损坏"):
        to_text(data.getvalue().replace(b"[Content_Types].xml", b"[Content_Tipes].xml"), "通知.docx")


def test_a_cell_that_holds_nothing_but_an_automatic_number_shows_it() -> None:
    document = docx.Document()
    key = numbered(document, ("decimal", "%1."))
    table = document.add_table(3, 2)
    for row, words in zip(table.rows, ["修建公厕。", "修缮老桥。", ""], strict=True):
        row.cells[0].paragraphs[0]._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>')
        )
        row.cells[1].text = words
    add(document, "", key)
    add(document, "完善制度。", key)
    assert lines(document) == ["1.\t修建公厕。", "2.\t修缮老桥。", "3.\t", "5.完善制度。"]
