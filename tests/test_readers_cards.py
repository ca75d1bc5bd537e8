"""Cards: tables in which a head stands before every cell are read as labelled lines, in Word, web pages and PDFs."""

import io

import docx
from drafting import HEAD, names

from taskbook.importer.formats import to_text
from taskbook.importer.readers.cards import unfold

FIRST = "序号\t{n}\t目标任务\t新建公路{n}0公里\n"
CARD = FIRST + "牵头单位\t市交通运输局\t责任单位\t市住建局、市财政局\n完成时限\t12月底前\t\t\n"
CARDS = "".join(CARD.format(n=n) for n in (1, 2))


def test_a_card_becomes_labelled_lines() -> None:
    assert unfold(f"一、交通\n{CARDS}附注").splitlines()[:5] == [
        "一、交通", "1.目标任务：新建公路10公里",
        "牵头单位：市交通运输局", "责任单位：市住建局、市财政局", "完成时限：12月底前",
    ]  # fmt: skip


def test_tasks_on_cards_are_read() -> None:
    assert names(unfold(f"一、交通\n{CARDS}")) == [
        f"{n} 新建公路{n}0公里 lead=市交通运输局 responsible=市住建局,市财政局 due=2022-12-31" for n in (1, 2)
    ]


def test_a_table_with_heads_above_its_columns_is_none() -> None:
    table = "序号\t目标任务\t牵头单位\n1\t新建公路\t市交通运输局\n2\t新建学校\t市教育局\n任务\t3项\n"
    assert unfold(table) == table


def test_cards_in_a_word_file() -> None:
    document = docx.Document()
    document.add_paragraph(HEAD.strip())
    table = document.add_table(0, 2)
    for head, words in (("目标任务", "新建公路10公里"), ("牵头单位", "市交通运输局"), ("完成时限", "12月底前")):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = head, words
    data = io.BytesIO()
    document.save(data)
    assert to_text(data.getvalue(), "通知.docx")[1].splitlines()[-3:] == [
        "目标任务：新建公路10公里", "牵头单位：市交通运输局", "完成时限：12月底前",
    ]  # fmt: skip
