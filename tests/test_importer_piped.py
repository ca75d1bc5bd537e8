"""Importer: tables written as text with | between their cells, and what is said of those that cannot be read."""

import pytest
from drafting import HEAD, drafted, names

from taskbook.importer.readers import UnreadableError
from taskbook.importer.tables.piped import unpiped
from taskbook.importer.unfound import reason

WANTED = [
    "1 新建健身步道10公里。 responsible=市体育局 due=2022-09-30",
    "2 改造公厕25座。 responsible=市城管局 due=2022-10-31",
    "3 新增停车泊位800个。 responsible=市公安局,市住建局 due_text=全年",
]
FORMS = {
    "rows": (
        "序号 | 工作任务 | 责任单位 | 完成时限 |\n1 | 新建健身步道10公里。 | 市体育局 | 9月底前 |\n"
        "2 | 改造公厕25座。 | 市城管局 | 10月底前 |\n3 | 新增停车泊位800个。 | 市公安局、市住建局 | 全年 |\n"
    ),
    "markdown": (
        "| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|:--:|---|---|\n"
        "| 1 | 新建健身步道10公里。 | 市体育局 | 9月底前 |\n"
        "| 2 | 改造公厕25座。 | 市城管局 | 10月底前 |\n| 3 | 新增停车泊位800个。 | 市公安局、市住建局 | 全年 |\n"
    ),
    "a cell a line": (
        "序号 |\n工作任务 |\n责任 单位 |\n完成时限 |\n1 |\n新建健身步道10公里。 |\n市体育局 |\n9月底前 |\n"
        "2 |\n改造公厕25座。 |\n市城管局 |\n10月底前 |\n|\n3 |\n新增停车泊位\n800个。 |\n市公安局、市住建局 |\n全年 |\n"
    ),
    "bars on lines": (
        "序号\n|\n工作任务\n|\n责任单位\n|\n完成时限\n|\n1\n|\n新建健身步道10公里。\n|\n市体育局\n|\n9月底前\n|\n"
        "2\n|\n改造公厕25座。\n|\n市城管局\n|\n10月底前\n|\n3\n|\n新增停车泊位800个。\n|\n市公安局、市住建局\n|\n全年\n|\n"
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_with_bars_is_read_as_the_table_it_was(form: str) -> None:
    assert names(FORMS[form]) == WANTED


def test_rows_short_of_a_merged_cell_have_the_others_where_they_suit() -> None:
    text = (
        "序号 | 工作任务 | 具体措施 | 责任单位 | 备注 |\n"
        "1 | 提升供水能力 | 新建取水泵站1座。 | 市水利局 |\n|\n"
        "2 | 更新主干管网12公里。 | 市住建局 |\n|\n"
        "3 | 保障粮食安全 | 建成高标准农田5万亩。 | 市农业农村局 | 续建 |\n"
    )
    assert unpiped(text, "表").split("\n")[1:4] == [
        "1\t提升供水能力\t新建取水泵站1座。\t市水利局\t",
        "2\t\t更新主干管网12公里。\t市住建局\t",
        "3\t保障粮食安全\t建成高标准农田5万亩。\t市农业农村局\t续建",
    ]


def test_an_empty_cell_behind_the_others_is_empty() -> None:
    text = "| 工作任务 | 牵头单位 | 配合单位 |\n| :--- | --- | ---: |\n| 改造小区80个 | 市住建局 | 市财政局 |\n"
    for row in ("| 建成公园12座 | 市园林局 | |", "建成公园12座 | 市园林局 |"):
        assert unpiped(f"{text}{row}\n", "表").split("\n")[2] == "建成公园12座\t市园林局\t"


def test_a_head_that_spans_two_columns_and_chapters_between_rows() -> None:
    text = (
        "主要任务 | 任务内容 | 责任单位 |\n"
        "一、扩大公开 | (一)公开范围 | 1.公布权责清单。 | 市编办 |\n2.公布收费目录。 | 市财政局 |\n"
        "(二)公开方式 | 3.开设网上专栏。 | 市政府办 |\n"
    )
    assert [line.count("\t") for line in unpiped(text, "表").split("\n")[:4]] == [3, 3, 3, 3]
    assert [name.split()[0] for name in names(text)] == ["1", "2", "3"]
    chapters = FORMS["bars on lines"].replace("\n1\n|", "\n一、民生工程\n|\n1\n|", 1)
    with drafted(chapters) as made:
        assert [chapter["chapter"] for chapter in made.records.chapters] == ["一、民生工程"]


def test_a_number_column_without_a_head_in_a_table_of_a_cell_a_line() -> None:
    cells = [
        *("工作任务", "具体要求", "责任科室", "时限要求"),
        *("规范文件管理", "1", "公布现行有效文件目录。", "办公室", "年底前"),
        *("丰富解读形式", "2", "制作图解和短视频。", "宣教科", "6月底前"),
        *("3", "在大厅设置解读专区。", "宣教科", "9月底前"),
    ]
    with drafted("第一部分 公开\n" + "".join(f"{cell}\n|\n" for cell in cells)) as made:
        found = [(task["item"], task["section"]) for task in made.records.tasks]
    assert found == [("1", ["规范文件管理"]), ("2", ["丰富解读形式"]), ("3", ["丰富解读形式"])]


def test_a_row_that_suits_no_columns_is_refused_by_its_line_and_with_a_way_on() -> None:
    text = "序号 | 工作任务 | 责任单位 | 完成时限 |\n1 | 建成充电桩300个。 | 市发改委 | 年底前 |\n"
    text += "二 | 9 | 8 | 7 | 6 | 5 |\n"
    with pytest.raises(UnreadableError, match=r"第 3 行.*分不清.*(?:html|docx)"):
        unpiped(text, "通知.txt")


def test_text_with_a_few_bars_stays_as_it_is() -> None:
    text = "当前位置：首页 | 政务公开 | 文件\n来源：办公室 | 字号：大 中 小\n"
    text += "1.建成泵站3座。（责任单位：市水利局）\n打印 | 关闭 | 分享\n"
    assert unpiped(text, "通知.txt") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲 | 乙 | 丙\n" * 5, "“|”分隔的文字"),
        ("序号项目名称主要内容分管领导牵头单位1增加供给新建学校2促进就业新增岗位", "连成了一片"),
        ("┌──┬──┐\n│任务│单位│\n├──┼──┤\n│修桥│交通│\n└──┴──┘\n", "制表线"),
        ("序号  工作任务  责任单位\n1  修桥补路  市交通局\n2  种树种草  市林草局\n3  清淤疏浚  市水利局\n", "空格隔开"),
        ("今天天气很好。", "没有找到任务"),
    ],
)
def test_a_document_without_tasks_is_told_by_its_form(text: str, said: str) -> None:
    assert said in reason(text, "text")


def test_a_draft_that_fails_its_proof_is_told_by_a_line_of_the_document() -> None:
    from taskbook.importer.unplaced import UnplacedError

    body = "序号\t工作任务\t责任单位\n1\t建成泵站3座。\t市水利局\n2\t修路\t市交通局\t丁\t戊\n"
    with pytest.raises(UnplacedError) as told, drafted(body):
        pass
    line = HEAD.count("\n") + 3
    assert told.value.sentence.startswith(f"通知.txt：第 {line} 行「2 修路 市交通局 丁 戊」")
    assert told.value.sentence.endswith("再导入")


def test_heads_that_are_printed_again_and_portal_lines_behind_a_table_are_left_out() -> None:
    head = "序号 |\n目标与任务 |\n分 管 县领导 |\n责任单位 |\n"
    rows = ["1 |\n修路2公里。 |\n陆明 |\n县交通局 |\n", "2 |\n架桥3座。 |\n陆明 |\n县水利局 |\n"]
    body = f"2022年重点工作任务分解表\n{head}{rows[0]}{head}{rows[1]}扫一扫在手机打开当前页\n打印本页 关闭窗口\n"
    assert names(body) == [
        "1 修路2公里。 leaders=陆明 responsible=县交通局",
        "2 架桥3座。 leaders=陆明 responsible=县水利局",
    ]
