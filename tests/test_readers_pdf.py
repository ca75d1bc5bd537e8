"""pdf: lines joined into paragraphs over lines and pages, ruled tables with tabs, no page numbers or headers."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter
from weasyprint import HTML  # type: ignore[import-untyped]

from taskbook import fonts, workers
from taskbook.importer.formats import to_text
from taskbook.importer.readers import UnreadableError
from taskbook.importer.readers.glyphs import letter
from taskbook.importer.readers.rules import Box, tables

TITLE = "示范市人民政府办公室关于印发二〇二一年重点工作责任分解方案的通知"
TASKS = [
    f"{n}.推进产业集群升级，围绕龙头企业补链强链，新增规模以上工业企业{n}家，技改投资增长10.5%以上，全市5G基站达到2000个，"
    "培育“专精特新”企业，打造长江经济带绿色发展示范区，完成投资1.2亿元。（责任领导：张三，牵头单位：市经信局，责任单位：市发改委）"
    for n in range(1, 16)
]
SIGNED = ["示范市人民政府办公室", "2021年3月5日"]
PAGE = "size:A4;margin:37mm 26mm 35mm 28mm;"
FURNITURE = '@top-center{content:"示范市人民政府文件"}@bottom-center{content:"— " counter(page) " —"}'

Print = Callable[..., bytes]
"""Prints a body with a style: (body, style="", page="") -> PDF."""


@pytest.fixture(scope="session")
def print_pdf(tmp_path_factory: pytest.TempPathFactory) -> Print:
    words = (
        "".join([TITLE, *TASKS, *SIGNED])
        + "文件序号目标任务牵头单位完成时限农村公路新建公里确保年底前全部通车甲乙二民生实事附注"
    )
    words += "0123456789一、二三四五六七八九十交通运输局住建教育卫健委，。；（）：左右栏横页扫描没有"
    faces = fonts.subset(words, tmp_path_factory.mktemp("fonts"), workers.serial)
    family = faces[0].family

    def print_(body: str, style: str = "", page: str = "") -> bytes:
        css = f'{fonts.face_css(faces)}@page{{{PAGE}{page}}}body{{font:16pt/28.95pt "{family}"}}p,h1{{margin:0}}'
        css += "table{border-collapse:collapse;width:100%}td,th{border:.5pt solid}td,th,h1{font-weight:normal}"
        data = HTML(string=f"<style>{css}{style}</style>{body}").write_pdf()
        assert isinstance(data, bytes)
        return data

    return print_


def lines(data: bytes) -> list[str]:
    kind, text = to_text(data, "通知.pdf")
    assert kind == "pdf"
    return text.splitlines()


def paragraphs(words: list[str]) -> str:
    return "".join(f"<p>{word}</p>" for word in words)


@pytest.mark.parametrize(
    "style",
    [
        "p{text-indent:2em;text-align:justify}",
        "p{text-indent:2em}",
        "p{margin-bottom:16pt}",
        "p{text-align:justify}",
    ],
    ids=["official", "ragged", "gaps", "no indent"],
)
def test_lines_are_joined_into_paragraphs_over_lines_and_pages(print_pdf: Print, style: str) -> None:
    assert lines(print_pdf(paragraphs(TASKS), style, FURNITURE)) == TASKS


def test_title_signature_and_date_are_paragraphs_of_their_own(print_pdf: Print) -> None:
    body = f'<h1 style="text-align:center;font-size:22pt;line-height:30pt">{TITLE}</h1>{paragraphs(TASKS[:2])}'
    body += "".join(f'<p style="text-align:right">{line}</p>' for line in SIGNED)
    assert lines(print_pdf(body, "p{text-indent:2em}")) == [TITLE, *TASKS[:2], *SIGNED]


def test_a_date_as_long_as_the_issuer_above_it_is_a_paragraph_of_its_own(print_pdf: Print) -> None:
    signed = ["示范市民政局", "2021年3月5日"]
    body = paragraphs(TASKS[:3]) + "".join(f'<p style="text-align:right">{line}</p>' for line in signed)
    assert lines(print_pdf(body, "p{text-indent:2em}")) == [*TASKS[:3], *signed]


def test_page_numbers_and_running_headers_are_left_out_on_few_pages_too(print_pdf: Print) -> None:
    found = lines(print_pdf(paragraphs(TASKS[:6]), "p{text-indent:2em}", FURNITURE))
    assert found == TASKS[:6]


def test_lines_alike_at_the_same_place_of_many_pages_are_not_taken_for_headers(print_pdf: Print) -> None:
    tasks = [TASKS[0].replace("1.", f"{n}.", 1) for n in range(1, 31)]
    assert lines(print_pdf(paragraphs(tasks), "p{break-inside:avoid;margin-bottom:40pt}", FURNITURE)) == tasks


def table(rows: list[list[str]], head: str = "") -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{head}{body}</table>"


HEAD = "<thead><tr><th>序号</th><th>目标任务</th><th>牵头单位</th><th>完成时限</th></tr></thead>"
WIDTHS = "td:nth-child(2){width:60%}"


def test_a_ruled_table_is_a_line_a_row_with_tabs(print_pdf: Print) -> None:
    merged = (
        "<tr><td rowspan=2>1</td><td>新建农村公路</td><td>市交通运输局<br>市住建局</td><td rowspan=2>年底前</td></tr>"
    )
    merged += "<tr><td>全部通车</td><td>市教育局</td></tr><tr><td colspan=4>二、民生实事</td></tr>"
    merged += "<tr><td>2</td><td colspan=2>确保通车</td><td></td></tr>"
    body = f"<p>一、工业</p><table>{HEAD}{merged}</table><p>附注。</p>"
    assert lines(print_pdf(body, WIDTHS)) == [
        "一、工业",
        "序号\t目标任务\t牵头单位\t完成时限",
        "1\t新建农村公路\t市交通运输局 市住建局\t年底前",
        "\t全部通车\t市教育局\t",
        "二、民生实事",
        "2\t确保通车\t\t",
        "附注。",
    ]


@pytest.mark.parametrize(
    "drawn",
    ["M0 0H400M0 40H400M0 80H400M0 0V80M100 0V80M400 0V80", "M0 0H400V40H0zM0 40H400V80H0zM0 0H100V80H0z"],
    ids=["lines", "frames"],
)
def test_rules_drawn_in_one_stroke_are_rules(print_pdf: Print, drawn: str) -> None:
    style = "svg{position:absolute;width:400pt;height:80pt}td{border:none;padding:0 10pt;height:40pt;width:280pt}"
    style += "table{width:400pt}td:first-child{width:80pt}"
    rows = [["1", "新建农村公路"], ["2", "确保通车"]]
    grid = f'<svg viewBox="0 0 400 80"><path d="{drawn}" fill="none" stroke="black" stroke-width=".5"/></svg>'
    assert lines(print_pdf(grid + table(rows), style)) == ["\t".join(row) for row in rows]


def test_a_table_goes_on_over_pages_with_its_head_once_and_broken_rows_joined(print_pdf: Print) -> None:
    task = "新建农村公路{}公里，完成投资1.2亿元，确保年底前全部通车，培育企业，打造绿色发展示范区，推进产业集群升级"
    rows = [[str(n), task.format(n), "市交通运输局", "年底前"] for n in range(1, 31)]
    found = lines(print_pdf(table(rows, HEAD), WIDTHS, FURNITURE))
    assert found == ["序号\t目标任务\t牵头单位\t完成时限", *("\t".join(row) for row in rows)]


def test_a_line_of_a_cell_that_ends_before_its_side_is_parted_from_the_next(print_pdf: Print) -> None:
    style = "table{width:auto}td,th{padding:3pt;width:9em}"
    units = ["市交通运输局<br>市住建局<br>市教育局", "交通运输局住建局教育卫健委", "市住建局 市卫健委"]
    words = "建成农村公路新建公里确保，年底前全部通车，甲乙。"
    assert lines(print_pdf(table([["1", unit] for unit in units] + [["2", words]]), style)) == [
        "1\t市交通运输局 市住建局 市教育局",
        "1\t交通运输局住建局教育卫健委",
        "1\t市住建局 市卫健委",
        f"2\t{words}",
    ]


@pytest.mark.parametrize("number", ["{}.", ""], ids=["1.", "none"])
def test_broken_rows_are_joined_whatever_numbers_them(print_pdf: Print, number: str) -> None:
    task = "新建农村公路{}公里，完成投资1.2亿元，确保年底前全部通车，培育企业，打造绿色发展示范区，推进产业集群升级。"
    rows = [[number.format(n), task.format(n), "市交通运输局", "年底前"][not number :] for n in range(1, 31)]
    style = "td:nth-child(2){width:60%}" if number else "td:nth-child(1){width:60%}"
    head = HEAD if number else HEAD.replace("<th>序号</th>", "")
    found = lines(print_pdf(table(rows, head), style, FURNITURE))
    assert found == ["序号\t目标任务\t牵头单位\t完成时限"[0 if number else 3 :], *("\t".join(row) for row in rows)]


def test_two_rows_of_heads_printed_again_overleaf_stand_once(print_pdf: Print) -> None:
    head = "<tr><th rowspan=2>序号<th rowspan=2>目标任务<th colspan=2>单位</tr><tr><th>牵头单位<th>完成时限</tr>"
    rows = "".join(f"<tr><td>{n}<td>新建农村公路{n}公里<td>市住建局<td>年底前</tr>" for n in range(1, 30))
    printed = lines(print_pdf(f"<table><thead>{head}</thead>{rows}</table>"))
    assert sum("序号" in line for line in printed) == sum("牵头单位" in line for line in printed) == 1
    assert len(printed) == 31


def test_cells_of_three_lines_are_joined(print_pdf: Print) -> None:
    units = "市交通运输局、市住建局、市教育局、市卫健委"
    rows = [[str(n), "新建农村公路，确保年底前全部通车，培育企业", units, "年底前"] for n in range(1, 4)]
    found = lines(print_pdf(table(rows, HEAD), "td:nth-child(2){width:40%}td:nth-child(3){width:22%}"))
    assert found[1:] == ["\t".join(row) for row in rows]


def test_heads_printed_before_every_row_stand_once(print_pdf: Print) -> None:
    tables = "".join(
        table([[str(n), "新建农村公路", "市交通运输局", "年底前"]], HEAD) + "<p>&nbsp;</p>" for n in (1, 2)
    )
    rows = [f"{n}\t新建农村公路\t市交通运输局\t年底前" for n in (1, 2)]
    assert lines(print_pdf(tables)) == ["序号\t目标任务\t牵头单位\t完成时限", *rows]


COLUMNS = "p{text-indent:2em;font-size:12pt;line-height:20pt}div{column-count:2;column-gap:2em}h1{text-align:center}"


@pytest.mark.parametrize(
    "style",
    ["", "p{text-align:justify}", "div{column-rule:1pt solid}", "p:nth-child(2n){margin-bottom:7pt}"],
    ids=["ragged", "justified", "ruled", "lines not level"],
)
def test_a_page_of_two_columns_is_read_column_by_column(print_pdf: Print, style: str) -> None:
    body = f"<h1 style='font-size:22pt;line-height:30pt'>{TITLE}</h1><div>{paragraphs(TASKS)}</div>"
    body += "".join(f'<p style="text-align:right">{line}</p>' for line in SIGNED)
    assert lines(print_pdf(body, COLUMNS + style, FURNITURE)) == [TITLE, *TASKS, *SIGNED]


def test_a_signature_beside_white_space_is_no_column(print_pdf: Print) -> None:
    body = paragraphs(TASKS[:2]) + "".join(f"<p>附注{n}　　　　　　　　　　　示范市</p>" for n in range(1, 4))
    assert [line.split() for line in lines(print_pdf(body))][2:] == [[f"附注{n}", "示范市"] for n in range(1, 4)]


def test_a_table_without_outer_rules_is_a_table(print_pdf: Print) -> None:
    style = "td{border:.5pt solid}tr td:first-child{border-left:none}tr td:last-child{border-right:none}"
    rows = [["1", "新建农村公路", "市交通运输局"], ["2", "确保通车", "市住建局"]]
    assert lines(print_pdf(table(rows), style)) == ["\t".join(row) for row in rows]


UNRULED = (
    "th{white-space:nowrap}table,td,th{border:none;vertical-align:middle}"
    "td,th{padding:5pt 8pt;font-size:10pt;line-height:14pt}"
)


@pytest.mark.parametrize("style", ["", "td,th{vertical-align:top}"], ids=["middle", "top"])
def test_a_table_without_rules_is_told_by_its_heads_and_the_white_between_its_columns(
    print_pdf: Print, style: str
) -> None:
    rows = [[str(n), "新建农村公路" * (n % 3 + 1) + "。", "市交通运输局、市住建局", "年底前"] for n in range(1, 31)]
    found = lines(print_pdf(f"<p>一、民生</p>{table(rows, HEAD)}", UNRULED + style + WIDTHS, FURNITURE))
    assert found == ["一、民生", "序号\t目标任务\t牵头单位\t完成时限", *("\t".join(row) for row in rows)]


def test_words_in_white_columns_without_heads_are_no_table(print_pdf: Print) -> None:
    rows = [["市交通运输局", "甲", "乙"], ["市住建局", "甲", "乙"]]
    assert not any("\t" in line for line in lines(print_pdf(table(rows), UNRULED)))


def test_a_frame_around_words_is_no_table(print_pdf: Print) -> None:
    body = f'<div style="border:1pt solid">{paragraphs(TASKS[:2])}</div>'
    assert lines(print_pdf(body, "p{text-indent:2em}")) == TASKS[:2]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(print_pdf: Print, angle: int) -> None:
    """Word's landscape pages are often portrait pages with a turn: content turned one way, page the other."""
    rows = [["1", "新建农村公路", "市交通运输局"], ["2", "确保通车", "市住建局"]]
    writer = PdfWriter(clone_from=io.BytesIO(print_pdf(f"<p>一、工业</p>{table(rows)}<p>附注。</p>")))
    writer.pages[0].rotate(360 - angle).transfer_rotation_to_content()
    writer.pages[0].rotate(angle)
    assert lines(_written(writer)) == ["一、工业", *("\t".join(row) for row in rows), "附注。"]


def _written(writer: PdfWriter) -> bytes:
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_an_encrypted_pdf_is_an_error(print_pdf: Print) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(print_pdf("<p>工业</p>")))
    writer.encrypt("secret", algorithm="AES-256")
    with pytest.raises(UnreadableError, match="密码"):
        to_text(_written(writer), "通知.pdf")


def _picture(tmp_path: Path) -> str:
    from PIL import Image

    Image.new("RGB", (40, 50), "grey").save(tmp_path / "scan.png")
    return f'<img src="{(tmp_path / "scan.png").as_uri()}" style="width:100%">'


def test_a_scanned_pdf_is_an_error_that_asks_for_ocr(print_pdf: Print, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"扫描件.*OCR"):
        to_text(print_pdf(_picture(tmp_path)), "通知.pdf")


def test_scanned_pages_among_others_are_named(print_pdf: Print, tmp_path: Path) -> None:
    body = f'<p>工业</p><div style="break-before:page">{_picture(tmp_path)}</div>'
    with pytest.raises(UnreadableError, match="第 2 页只有图片"):
        to_text(print_pdf(body), "通知.pdf")


def test_a_damaged_pdf_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="已损坏"):
        to_text(b"%PDF-1.7\nnonsense", "通知.pdf")


@pytest.mark.parametrize(("glyph", "typed"), [("⼯", "工"), ("⻔", "门"), ("⻓", "长"), ("市", "市"), ("㎡", "㎡")])
def test_radicals_of_fonts_become_the_characters_that_were_typed(glyph: str, typed: str) -> None:
    assert letter(glyph) == typed


def test_cells_are_the_smallest_rectangles_between_rules() -> None:
    across = [Box(0, y, 100, y) for y in (0, 50, 100)]
    down = [Box(0, 0, 0, 100), Box(40, 50, 40, 100), Box(100, 0, 100, 100)]
    (cells,) = tables([*across, *down])
    assert cells == [Box(0, 50, 40, 100), Box(40, 50, 100, 100), Box(0, 0, 100, 50)]


def test_a_date_at_the_margin_is_no_part_of_the_heading_below(print_pdf: Print) -> None:
    body = (
        f'{paragraphs(TASKS[:6])}<p style="text-align:right">{SIGNED[1]}</p><p>二、民生实事</p>{paragraphs(TASKS[:2])}'
    )
    found = lines(print_pdf(body, "p{text-indent:2em;margin:0}"))
    assert found[6:8] == [SIGNED[1], "二、民生实事"]
