"""Forms of decrees: assignments in and out of brackets, leaders, deadlines. Every draft is proved."""

from datetime import date

import pytest
from drafting import HEAD, doubts, drafted, names, tasks

from taskbook.importer.structure.brackets import Bare, assigned_parts

BRACKETS = {
    "（责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "〔责任单位：市财政局（经管局）〕": "新增企业20家。 responsible=市财政局（经管局）",
    "[牵头单位:市发改委;配合单位:市财政局]": "新增企业20家。 lead=市发改委 assist=市财政局",
    "【牵头单位：市发改委，责任单位：市财政局】": "新增企业20家。 lead=市发改委 responsible=市财政局",
    "〈责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "（责任单位：市发改委": "新增企业20家。 responsible=市发改委",
    "责任单位：市发改委）": "新增企业20家。 responsible=市发改委",
    "责任单位：市发改委、市财政局。": "新增企业20家。 responsible=市发改委,市财政局",
    "（责任单位：市发改委、市财政局等按职责分工负责）": "新增企业20家。 responsible=市发改委,市财政局,等",
    "责任单位：市发改委等部门按照职责分工负责": "新增企业20家。 responsible=市发改委,等",
    "（牵头单位：市发改委负责；责任单位：市财政局、各县区政府根据各自职责落实）":
        "新增企业20家。 lead=市发改委 responsible=市财政局,各县区政府",
    "（牵头:市发改委;配合:市财政局）": "新增企业20家。 lead=市发改委 assist=市财政局",
    "（市发改委牵头，市财政局、市税务局等按职责分工负责，6月底前出台）":
        "新增企业20家。 lead=市发改委 responsible=市财政局,市税务局,等 due=2022-06-30 due_text=6月底前出台",
    "（市发改委负责）": "新增企业20家。 responsible=市发改委",
    "（市发改委、市财政局分别负责）": "新增企业20家。 responsible=市发改委,市财政局",
    "（市发改委等负责，年内持续推进）": "新增企业20家。 responsible=市发改委,等 due_text=年内持续推进",
    "（市发改委牵头，各县（市、区）政府配合）": "新增企业20家。 lead=市发改委 assist=各县（市、区）政府",
    "（责任领导：市长叶露中，牵头领导和单位：俞 悦、市发改委）": "新增企业20家。 leaders=叶露中,俞悦 lead=市发改委",
}  # fmt: skip


ORDERS = [("。{}", assignment) for assignment in BRACKETS]
ORDERS += [
    ("{}。", assignment) for assignment in BRACKETS if assignment[0] in "（〔[【〈"
]  # else only 。 ends the words


@pytest.mark.parametrize(("order", "assignment"), ORDERS)
def test_assignments_behind_the_words(order: str, assignment: str) -> None:
    line = "新增企业20家" + order.format(assignment)
    expected = BRACKETS[assignment] if order == "。{}" else BRACKETS[assignment].replace("。", "", 1)
    assert names(f"一、经济\n1.{line}\n2.稳外贸。（责任单位：市商务局）\n") == [
        f"1 {expected}", "2 稳外贸。 responsible=市商务局",
    ]  # fmt: skip


IN_ONE_DOCUMENT = {
    "a verb in one task, the same word as a label in another": (
        ("（牵头:市发改委;配合:市财政局）", "（市发改委牵头，市财政局配合）"), "lead=市发改委 assist=市财政局",
    ),
    "verbs under a label": (
        ("（责任单位：市发改委牵头，市财政局配合）",) * 2, "lead=市发改委 assist=市财政局",
    ),
    "a verb speaks of its own clause": (
        ("（责任单位：市发改委；各县（市、区）政府，市财政局、市税务局配合）",) * 2,
        "responsible=市发改委,各县（市、区）政府 assist=市财政局,市税务局",
    ),
    "several lead": (("（市发改委、市商务局分别牵头，市财政局配合）",) * 2, "lead=市发改委,市商务局 assist=市财政局"),
    "finished by": (("（市发改委牵头，6月底前完成）", "（市发改委牵头，年底前完成）"), "lead=市发改委"),
    "为 in place of a colon": (
        ("（牵头单位为市发改委，责任单位为市财政局）",) * 2, "lead=市发改委 responsible=市财政局",
    ),
    "one collective": (("（责任单位：各县、区政府，各乡镇、街道）",) * 2, "responsible=各县、区政府,各乡镇、街道"),
}  # fmt: skip


@pytest.mark.parametrize("form", IN_ONE_DOCUMENT)
def test_assignments_of_a_whole_document(form: str) -> None:
    (first, second), who = IN_ONE_DOCUMENT[form]
    body = f"一、经济\n1.新增企业20家。{first}\n2.稳外贸。{second}\n"
    assert [line.partition(" due")[0] for line in names(body)] == [f"1 新增企业20家。 {who}", f"2 稳外贸。 {who}"]
    assert doubts(body) == []


def test_a_date_with_its_verb_is_a_deadline_and_nothing_is_left_over() -> None:
    body = "一、经济\n1.新增企业20家。\n牵头单位：市发改委\n完成时限：6月底前完成\n"
    body += "2.稳外贸。\n牵头单位：市商务局\n完成时限：9月底前\n"
    assert [task["due"] for task in tasks(body)] == [date(2022, 6, 30), date(2022, 9, 30)]


def test_lines_of_their_own() -> None:
    body = (
        "一、工业经济（2件）\n1、新增规上企业20家。\n牵头领导：叶露中\n牵头单位：市发改委\n责任单位：市财政局、交通局\n"
        "完成时限：12月底前\n2、建设厂房30万平方米。\n牵头负责领导：俞 悦\n牵头责任单位：\n市经信局\n"
        "协同责任单位：市住建局\n配合单位：无\n完成时限：全年\n"
    )
    assert names(body) == [
        "1 新增规上企业20家。 leaders=叶露中 lead=市发改委 responsible=市财政局,交通局 due=2022-12-31",
        "2 建设厂房30万平方米。 leaders=俞悦 lead=市经信局 assist=市住建局 due_text=全年",
    ]


def test_labels_in_brackets_without_a_colon() -> None:
    body = (
        "一、工业行动\n【目标任务】新增规上企业25家。\n【牵头领导】俞 悦 副市长\n【牵头单位】市经信局\n"
        "【责任单位】市发改委、各县（区）政府（管委会）\n【完成时限】12月底\n"
        "二、农业行动\n【目标任务】建设农田8万亩。\n【牵头单位】市农业农村局\n【完成时限】11月底\n"
    )
    assert names(body) == [
        "一 新增规上企业25家。 leaders=俞悦 lead=市经信局 responsible=市发改委,各县（区）政府（管委会） due=2022-12-31",
        "二 建设农田8万亩。 lead=市农业农村局 due=2022-11-30",
    ]


def test_labelled_words_under_a_numbered_title() -> None:
    body = (
        "一、重点项目\n1.长江大桥\n目标任务：完成主桥墩施工。\n工作任务：加快征地拆迁。\n牵头单位：市交通运输局\n"
        "完成时限：2022年12月31日\n2.高铁站\n目标任务：\n开工建设高铁站。\n牵头单位：市发改委\n"
    )
    first, second = tasks(body)
    assert (first["item"], first["section"]) == ("1", ["1.长江大桥"])
    assert first["text"] == "完成主桥墩施工。工作任务：加快征地拆迁。"
    assert (first["due"], second["text"], second["section"]) == (date(2022, 12, 31), "开工建设高铁站。", ["2.高铁站"])


def test_a_label_behind_the_number_is_not_part_of_the_words() -> None:
    body = (
        "一、重点项目\n1、目标任务：建成长江大桥。\n牵头单位：市交通运输局\n2、目标任务：\n开工建设高铁站。\n牵头单位：市发改委\n"
        "3.工作内容：改造小区30个。（牵头单位：市住建局）\n"
    )
    found = tasks(body)
    assert [task["text"] for task in found] == ["建成长江大桥。", "开工建设高铁站。", "改造小区30个。"]
    assert [task["item"] for task in found] == ["1", "2", "3"]


def test_several_tasks_in_a_paragraph_and_a_heading_before_the_first() -> None:
    body = (
        "一、加快发展\n（一）推动产业升级。引进项目20个（责任领导:叶露中,牵头单位:市发改委）。新建厂房10万平方米（牵头单位:"
        "市经信局,协办单位:各区）。强化服务。\n（二）办好实事。改造小区30个（牵头单位:市住建局）;建成学校2所（牵头单位:市教育局）。\n"
    )
    found = tasks(body)
    assert [task["section"] for task in found] == [["（一）推动产业升级"]] * 3 + [["（二）办好实事"]] * 2
    assert [task["text"] for task in found] == [
        "引进项目20个", "新建厂房10万平方米", "强化服务。", "改造小区30个", "建成学校2所",
    ]  # fmt: skip
    assert doubts(body) == ["强化服务。：没有读到责任单位"]


LEADERS = {
    "一、叶露中市长牵头的工作（1件）\n（一）建设大桥。责任单位：市发改委\n": "叶露中",
    "叶露中市长主抓重点工作\n1.建设大桥。\n责任单位：市发改委\n": "叶露中",
    "一、交通（牵头市领导：叶露中）\n1.建设大桥。责任单位：市发改委\n": "叶露中",
    "一、交通\n牵头领导：叶露中\n1.建设大桥。责任单位：市发改委\n": "叶露中",
    "一、副市长、市公安局局长叶露中主抓重点工作（1项）\n1.建设大桥。责任单位：市发改委\n": "叶露中",
    "一、常务副市长叶露中分管工作\n1.建设大桥。责任单位：市发改委\n": "叶露中",
}


@pytest.mark.parametrize("body", LEADERS)
def test_leaders_in_headings(body: str) -> None:
    (task,) = tasks(body)
    assert (task["leaders"], task["responsible"], task["text"]) == ([LEADERS[body]], ["市发改委"], "建设大桥。")


def test_units_behind_a_heading_are_doubtful_where_its_tasks_have_their_own() -> None:
    body = (
        "一、扩大内需（市发改委、市财政局负责）\n（一）投资\n1.完成投资50亿元。（市发改委负责）\n2.建校2所。（市教育局负责）\n"
        "二、深化改革（市委改革办牵头）\n3.优化营商环境。（市政府办公室负责）\n4.深化国企改革。（市国资委负责）\n"
    )
    assert names(body)[::3] == ["1 完成投资50亿元。 responsible=市发改委", "4 深化国企改革。 responsible=市国资委"]
    assert {task["chapter"] for task in tasks(body)} == {
        "一、扩大内需（市发改委、市财政局负责）", "二、深化改革（市委改革办牵头）",
    }  # fmt: skip
    assert len(doubts(body)) == 1 and all("标题写明了单位" in line for line in doubts(body))


@pytest.mark.parametrize(
    "assignment",
    [
        "【牵头单位：市发改委】【配合单位：市财政局】",
        "（牵头单位：市发改委）（配合单位：市财政局）",
        "<牵头单位：市发改委；配合单位：市财政局>",
    ],
)
def test_a_bracket_for_each_role_and_signs_of_comparison_for_brackets(assignment: str) -> None:
    body = f"一、经济\n1.新增企业20家。{assignment}\n2.稳外贸{assignment}。\n"
    assert names(body) == [
        "1 新增企业20家。 lead=市发改委 assist=市财政局", "2 稳外贸 lead=市发改委 assist=市财政局",
    ]  # fmt: skip


def test_a_deadline_behind_nothing_but_units_in_a_bracket() -> None:
    body = (
        "一、经济\n1.稳外贸。（市商务局、市财政局，11月底前完成）\n"
        "2.建校。（市教育局）\n3.修路。（市交通运输局）\n4.治水。（市水利局）\n"
    )
    assert names(body)[0] == "1 稳外贸。 responsible=市商务局,市财政局 due=2022-11-30"


FIRST = (
    "责任单位列第一位的为牵头单位。", "未注明牵头单位的，责任单位列第一位者牵头。", "排在首位的责任单位为牵头单位。",
    "责任单位第一家为牵头单位。", "责任单位中列首位者为牵头单位。",
)  # fmt: skip


@pytest.mark.parametrize("said", FIRST)
def test_the_first_listed_leads_where_the_document_says_so(said: str) -> None:
    head = HEAD.replace("要细化措施。", said)
    with drafted("一、经济\n1.稳外贸。（责任单位：市商务局、市发改委）\n", head) as made:
        (task,) = made.plan.tasks
        assert made.records.tasks[0]["responsible"] == ["市商务局", "市发改委"]
    assert [mention.printed for mention in task.lead] == ["市商务局"]
    assert [mention.printed for mention in task.responsible] == ["市发改委"]


def test_the_first_listed_leads_only_where_no_lead_is_named() -> None:
    body = "一、经济\n1.稳外贸。（责任单位：市商务局、市发改委）\n"
    body += "2.建校。（牵头单位：市教育局；责任单位：市财政局、市住建局）\n3.办赛。\n责任单位：市体育局\n"
    body += "4.用地。（市自然资源局、市工信局）\n"
    with drafted(body, HEAD.replace("要细化措施。", FIRST[1])) as made:
        found = [[mention.printed for mention in task.lead] for task in made.plan.tasks]
    assert found == [["市商务局"], ["市教育局"], ["市体育局"], ["市自然资源局"]]


def test_brackets_of_nothing_but_units_assign_where_nothing_else_does() -> None:
    body = (
        "一、经济\n1.新增企业20家。（市发改委、市经信局）\n2.发展数字经济（含数字产业）。（市政数局，各县市区政府）\n"
        "3.稳外贸。（市商务局）\n"
    )
    assert names(body) == [
        "1 新增企业20家。 responsible=市发改委,市经信局",
        "2 发展数字经济（含数字产业）。 responsible=市政数局,各县市区政府",
        "3 稳外贸。 responsible=市商务局",
    ]


LABELLED = "一、经济\n1.新增企业20家。（责任单位：市发改委）\n{}4.稳外贸。（责任单位：市商务局）\n"


def test_units_in_a_bracket_without_a_label_are_read_and_doubted_among_labelled_ones() -> None:
    body = LABELLED.format("2.造林3万亩。〔市林业局；各乡镇、街道〕\n3.落实减税（市财政局、市税务局）\n")
    assert names(body)[1:3] == [
        "2 造林3万亩。 responsible=市林业局,各乡镇、街道", "3 落实减税 responsible=市财政局,市税务局",
    ]  # fmt: skip
    why = "括号里只有单位，没有写明职责，读作责任单位"
    assert doubts(body) == [f"造林3万亩。：{why}", f"落实减税：{why}"]


def test_a_habit_of_units_in_a_bracket_without_a_label_is_not_doubtful() -> None:
    body = (
        LABELLED.format("2.造林3万亩。（市林业局）\n3.落实减税。（市财政局、市税务局）\n") + "5.建校2所。（市教育局）\n"
    )
    assert names(body)[-1] == "5 建校2所。 responsible=市教育局"
    assert doubts(body) == []


@pytest.mark.parametrize(
    ("words", "units"),
    [("推进服务外包（市财政局、市税务局）。（责任单位：市商务局）", "（市财政局、市税务局）"),
     ("推进服务外包（市财政局、市税务局）。\n责任单位：市商务局", "（市财政局、市税务局）")],
)  # fmt: skip
def test_units_in_a_bracket_before_an_assignment_are_words_and_doubted(words: str, units: str) -> None:
    body = LABELLED.format(f"2.{words}\n3.稳内贸。（责任单位：市商务局）\n")
    assert names(body)[1] == "2 推进服务外包（市财政局、市税务局）。 responsible=市商务局"
    assert doubts(body) == [f"{units}：括号里只有单位，未读作责任单位"]


@pytest.mark.parametrize("said", ["以上责任单位：市林业局", "以上2项任务责任单位：市林业局", "上述工作由市林业局负责"])
def test_an_assignment_that_says_so_closes_all_tasks_above_it(said: str) -> None:
    body = LABELLED.format("2.新增企业20家。\n3.造林3万亩。\n（{}）\n")
    assert names(body.format(said))[1:3] == [
        "2 新增企业20家。 responsible=市林业局", "3 造林3万亩。 responsible=市林业局",
    ]  # fmt: skip
    assert doubts(body.format(said)) == []


def test_an_assignment_for_some_numbers_closes_these() -> None:
    body = LABELLED.format("2.稳内贸。\n3.新增企业20家。\n4.造林3万亩。（3—4项责任单位：市林业局）\n").replace(
        "4.稳外", "5.稳外"
    )
    assert names(body)[1:4] == [
        "2 稳内贸。", "3 新增企业20家。 responsible=市林业局", "4 造林3万亩。 responsible=市林业局",
    ]  # fmt: skip
    assert [line.partition("：")[0] for line in doubts(body)] == ["稳内贸。"]


def test_numbered_tasks_without_an_assignment_may_share_the_next_one() -> None:
    body = LABELLED.format("2.新增企业20家。\n3.落实减税。\n（责任单位：市财政局）\n")
    assert doubts(body) == ["新增企业20家。：没有读到责任单位；第3条之后的可能也管本条"]


def test_a_sentence_between_numbered_tasks_is_a_task_and_no_heading() -> None:
    body = LABELLED.format(
        "稳住外贸基本盘。\n2.造林3万亩。（责任单位：市林业局）\n加快数字转型\n3.建校2所。（责任单位：市教育局）\n"
    )
    assert names(body)[1:3] == ["- 稳住外贸基本盘。", "2 造林3万亩。 responsible=市林业局"]
    assert [task.get("section") for task in tasks(body)] == [None, None, None, ["加快数字转型"], ["加快数字转型"]]
    assert doubts(body) == ["稳住外贸基本盘。：没有读到责任单位"]


@pytest.mark.parametrize(
    "text",
    [
        "建设学校(含市直负责的项目)。",
        "改造小区(一期)",
        "实施三年行动(2022年)。",
        "设立基金(市财政局牵头的部分)后投入",
        "建设两中心（文化中心、体育中心）",
    ],
)
def test_brackets_of_a_sentence_assign_nobody(text: str) -> None:
    assert assigned_parts(text, Bare.ANYWHERE) == []


DUES = {
    "6月底前完成44座危桥改造。": {"due": date(2022, 6, 30)},
    "大桥年内通车。": {"due_text": "年内"},
    "改造道路20公里，惠及群众1万人，12月底前完成。": {"due": date(2022, 12, 31)},
    "新校区秋季投入使用。": {"due_text": "秋季"},
    "大桥年内建成，续建通城高速。": {},
    "7月1日前完成方案。上半年开工。": {},
}


@pytest.mark.parametrize("text", DUES)
def test_deadline_of_the_words(text: str) -> None:
    (task,) = tasks(f"一、交通\n1.{text}（责任单位：市交通运输局）\n")
    assert {key: task[key] for key in ("due", "due_text") if key in task} == DUES[text]
