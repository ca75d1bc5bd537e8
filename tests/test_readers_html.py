"""webpage: the document of a portal page, without the portal; tables with tabs."""

import pytest

from taskbook.importer.formats import to_text
from taskbook.importer.readers import UnreadableError

TITLE = "示范市人民政府关于印发重点工作责任分解方案的通知"
PREAMBLE = "现将《2021年重点工作责任分解方案》印发给你们，请认真贯彻落实。"
TASKS = [f"{n}.推进产业集群升级，新增企业{n}家。（牵头单位：市经信局，责任单位：市发改委）" for n in range(1, 9)]
SIGNED = ["示范市人民政府办公室", "2021年3月5日"]
DOCUMENT = [TITLE, PREAMBLE, *TASKS, *SIGNED]

NAV = """<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; 文件</div>
<script>document.write("。责任单位")</script><style>p{}</style>"""
FOOT = """<div class="relate"><h3>相关解读</h3><ul><li><a href="#">一图读懂《方案》</a></li></ul></div>
<div id="bdshare">分享到：<a href="#">微信</a></div>
<div class="pinglun">评论 0人参与，0条评论。还没有评论，快来抢沙发吧！</div>
<div class="bottom">主办：示范市人民政府办公室 备案号：某ICP备05001号 建议使用新版浏览器。</div>"""


def page(body: str, charset: str = "utf-8") -> bytes:
    html = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>示范市</title></head><body>{body}</body></html>'
    )
    return html.encode("gb18030" if charset.startswith("gb") else charset)


def lines(data: bytes) -> list[str]:
    kind, text = to_text(data, "通知.html")
    assert kind == "html"
    return text.splitlines()


def paragraphs(words: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>&nbsp;&nbsp;　　{word}</{tag}>" for word in words)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk", "big5"])
def test_the_encoding_is_that_of_the_bytes_or_the_meta(charset: str) -> None:
    words = ["推進產業集群升級，責任單位：市財政局。"] if charset == "big5" else [PREAMBLE]
    assert lines(page(paragraphs(words), charset)) == words


def test_a_wrong_meta_does_not_spoil_utf_8() -> None:
    assert lines(page(paragraphs([PREAMBLE])).replace(b"utf-8", b"gb2312")) == [PREAMBLE]


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="main"><h1>{TITLE}</h1><div id="zoom" class="TRS_Editor">{paragraphs(DOCUMENT[1:])}</div></div>',
        f'<div><div><div class="t">{TITLE}</div>{paragraphs(DOCUMENT[1:], "div")}</div></div>',
        f'<div class="wrap"><h1>{TITLE}</h1><div>{paragraphs([PREAMBLE])}</div><div>{paragraphs(TASKS)}</div>'
        f'<div class="float-right">{paragraphs(SIGNED)}</div></div>',
        "<table><tr><td><a>左栏</a></td><td><table><tr><td><b>" + TITLE + "</b></td></tr><tr><td>"
        "&nbsp;　" + "<br>　　".join(DOCUMENT[1:]) + "</td></tr></table></td></tr></table>",
        f'<div class="page-with-sidebar"><h1>{TITLE}</h1><p>【字体：大 中 小】 打印本页</p>'
        f"{paragraphs(DOCUMENT[1:])}</div>",
        f'<div class="share-print"><h1>{TITLE}</h1><span>{"<br/>".join(DOCUMENT[1:])}</span></div>',
        f"<h1>{TITLE}</h1>{paragraphs(DOCUMENT[1:], 'section')}",
    ],
    ids=["editor", "divs", "split", "layout tables", "sidebar in its name", "breaks in a span", "no frame"],
)
def test_of_a_portal_page_only_the_document_is_read(body: str) -> None:
    found = lines(page(NAV + body + FOOT))
    assert [line for line in found if line in DOCUMENT] == DOCUMENT
    others = [line for line in found if line not in DOCUMENT]
    if not body.startswith("<h1>"):
        assert others == []


def test_a_title_outside_the_document_is_put_before_it() -> None:
    meta = page(f'<div id="c">{paragraphs(DOCUMENT[1:])}</div>').replace(
        b"<title>", f'<meta name="ArticleTitle" content="{TITLE}"><title>'.encode()
    )
    assert lines(meta) == DOCUMENT
    assert lines(page(f'<div><h1>{TITLE}</h1></div><div id="c">{paragraphs(DOCUMENT[1:])}</div>')) == DOCUMENT


def test_number_and_date_of_the_record_beside_the_document_are_kept() -> None:
    record = (
        "<table><tr><td>索 引 号：</td><td>011/2021</td><td>文　　号：</td><td>示政发〔2021〕3号</td></tr>"
        "<tr><td>有效性：</td><td>有效</td><td>主题：</td><td>其他</td></tr></table>"
    )
    found = lines(page(f'{NAV}<div>{record}<div id="c">{paragraphs(DOCUMENT)}</div></div>{FOOT}'))
    assert found == ["索 引 号：\t011/2021\t文 号：\t示政发〔2021〕3号", *DOCUMENT]


def test_a_data_table_is_a_line_a_row_with_tabs() -> None:
    table = """<table><thead><tr><th>序号</th><th>目标<br>任务</th><th>牵头单位</th><th>完成时限</th></tr></thead>
      <tr><td rowspan="2">1</td><td><p>新建公路，</p><p>完成投资1亿元。</p></td><td>市交通局</td>
      <td rowspan=2>年底</td></tr>
      <tr><td>新建桥梁。</td><td>&nbsp;</td></tr><tr><td colspan="4">二、民生</td></tr>
      <tr><td>2</td><td colspan="2">普惠幼儿园（全市）</td><td></td></tr>
      <tr><td></td><td></td><td></td><td></td></tr></table>"""
    assert lines(page(f"<p>{PREAMBLE}</p>{table}<p>附注。</p>")) == [
        PREAMBLE,
        "序号\t目标 任务\t牵头单位\t完成时限",
        "1\t新建公路， 完成投资1亿元。\t市交通局\t年底",
        "\u3000\t新建桥梁。\t\t\u3000",
        "二、民生",
        "2\t普惠幼儿园（全市）\t\t",
        "附注。",
    ]


def test_a_table_in_a_cell_of_a_data_table_stays_in_its_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    row = "<tr><td>{}</td><td>修路{}</td><td>市局</td></tr>"
    table = f"<table>{row.format(1, inner)}{row.format(2, '')}{row.format(3, '')}</table>"
    assert lines(page(f"<p>{PREAMBLE}</p>{table}"))[1:] == ["1\t修路 甲 乙\t市局", "2\t修路\t市局", "3\t修路\t市局"]


def test_numbered_lists_get_their_numbers_back() -> None:
    items = "<ol start=3><li>修路。</li><li><p>架桥。</p></li><li>5.植树。</li></ol><ul><li>其他。</li></ul>"
    assert lines(page(f"<p>{PREAMBLE}</p>{items}"))[1:] == ["3.修路。", "4.架桥。", "5.植树。", "其他。"]


def test_hidden_words_are_left_out_but_not_a_hidden_document() -> None:
    hidden = f'<p>{PREAMBLE}</p><p style="display: none">隐藏的话。</p>'
    assert lines(page(hidden)) == [PREAMBLE]
    assert lines(page(f'<div style="display:none" id="zoom">{paragraphs(DOCUMENT)}</div>')) == DOCUMENT


def test_a_fragment_without_head_is_a_page() -> None:
    assert lines(f"<div>{paragraphs([PREAMBLE])}</div>".encode()) == [PREAMBLE]


def test_html_saved_as_doc_is_known_by_its_content() -> None:
    assert to_text(page(paragraphs([PREAMBLE])), "通知.doc") == ("html", PREAMBLE + "\n")


def test_a_page_made_by_script_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="没有正文"):
        lines(page('<div id="app"></div><script>load("正文")</script>'))


def test_a_title_in_a_row_of_the_layout_above_the_document_is_put_before_it() -> None:
    above = f"<tr><td><font>{TITLE}</font></td></tr><tr><td>来源：市政府办 点击数：12</td></tr>"
    body = f"<table>{above}<tr><td>{'<br>'.join(DOCUMENT[1:])}</td></tr></table>"
    assert lines(page(body)) == DOCUMENT
