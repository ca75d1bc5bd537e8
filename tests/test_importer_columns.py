"""Importer: what a table's columns are read as: by their heads, by the columns beside them, by their cells."""

import pytest
from drafting import drafted

from taskbook.labels import head_kinds
from taskbook.problems import ContentError


@pytest.mark.parametrize("head", ["相关单位", "有关单位", "涉及单位", "参与单位", "协助单位", "配合部门", "会办单位"])
def test_units_concerned_assist_beside_a_column_that_leads_and_answer_where_none_does(head: str) -> None:
    row = "1\t建成河口泵站\t{}市水利局、市财政局\n"
    with drafted(f"序号\t工作任务\t牵头单位\t{head}\n{row.format('市住建局' + chr(9))}") as made:
        task = made.records.tasks[0]
        assert (task["lead"], task["assist"]) == (["市住建局"], ["市水利局", "市财政局"])
        assert not [doubt for doubt in made.records.doubts if "栏" in doubt.why]
    if head.startswith(("相关", "有关", "涉及", "会办")):
        with drafted(f"序号\t工作任务\t{head}\n{row.format('')}") as made:
            assert made.records.tasks[0]["responsible"] == ["市水利局", "市财政局"]


def test_units_concerned_beside_those_that_answer_assist() -> None:
    assert head_kinds(["任务", "责任部门", "有关部门"])[1:] == [("responsible",), ("assist",)]
    assert head_kinds(["任务", "分管领导", "有关部门"])[1:] == [("leaders",), ("responsible",)]


NAMED = (
    "序号\t任务名称\t指标要求\t牵头单位\t目标类型\n"
    "1\t规上工业增加值\t增长8%以上\t市经信局\tA类\n"
    "2\t招大引强\t新签约亿元以上项目18个\t市商务局\tB类\n"
    "3\t城镇调查失业率\t控制在5.5%以内\t市人社局\tA类\n"
    "4\t供热管网改造\t完成46公里\t市住建局\tB类\n"
)


def test_a_name_beside_what_is_asked_is_kept_and_goes_before_what_says_nothing_without_it() -> None:
    with drafted(NAMED) as made:
        found = [(task["text"], task.get("section")) for task in made.records.tasks]
        [doubt] = [doubt for doubt in made.records.doubts if "栏" in doubt.why]
        indicators = [target["indicator"] for task in made.records.tasks for target in task["targets"]]
        assert len({chapter["chapter"] for chapter in made.records.chapters}) == 1
        assert [task["note"] for task in made.records.tasks] == ["A类", "B类", "A类", "B类"]
    assert found == [
        ("规上工业增加值增长8%以上", None),
        ("新签约亿元以上项目18个", ["招大引强"]),
        ("城镇调查失业率控制在5.5%以内", None),
        ("供热管网改造完成46公里", None),
    ]
    assert indicators == ["规上工业增加值", "亿元以上项目", "城镇调查失业率", "供热管网改造"]
    assert "任务名称" in doubt.why and "指标要求" in doubt.why and "3 条" in doubt.why


def test_a_column_that_groups_the_tasks_is_a_heading_without_a_doubt() -> None:
    rows = "1\t产业\t新增企业6家\t市经信局\n2\t产业\t技改项目8个\t市经信局\n3\t民生\t新建公厕9座\t市住建局\n"
    with drafted(f"序号\t重点工作\t工作内容\t责任单位\n{rows}") as made:
        assert [task["text"] for task in made.records.tasks] == ["新增企业6家", "技改项目8个", "新建公厕9座"]
        assert not [doubt for doubt in made.records.doubts if "栏" in doubt.why]


UNUSUAL = {
    "惠企承诺": ["惠企承诺"],
    "服务事项": ["服务事项"],
    "攻坚任务": [],
    "便民举措": ["便民举措"],
    "2025年度目标任务及措施": [],
}


@pytest.mark.parametrize("head", UNUSUAL)
def test_a_head_that_is_only_like_the_usual_ones_is_told_once(head: str) -> None:
    rows = "1\t新建停车位900个。\t市住建局\n2\t改造公厕12座。\t市城管局\n"
    with drafted(f"序号\t{head}\t责任单位\n{rows}") as made:
        assert [doubt.read for doubt in made.records.doubts if "栏" in doubt.why] == UNUSUAL[head]


def _beside(words: str) -> str:
    rows = (
        f"{n}\t新建{name}镇公厕{n + 3}座，改造管网。\t市城管局\t6月底\t{words.replace('*', name)}\n"
        for n, name in TOWNS
    )
    return "序号\t工作任务\t责任单位\t完成时限\n" + "".join(rows)


TOWNS = tuple(enumerate("甲乙丙丁戊己庚辛壬癸子丑寅卯辰", 1))


@pytest.mark.parametrize("words", ["沿河", "*某", "地点：*山路口"])
def test_many_words_that_nothing_accounts_for_are_one_entry_and_refuse_no_document(words: str) -> None:
    with drafted(_beside(words)) as made:
        assert len(made.records.tasks) == len(TOWNS)
        [entry] = [entry for entry in made.questions if "没有归处" in entry.why]
    assert "共 15 处" in entry.why and len(entry.others) == 14


def test_a_document_of_which_the_most_is_left_over_is_refused() -> None:
    with pytest.raises(ContentError), drafted(_beside("见《*某方案》并报送办公会审议通过以后组织实施此事" * 3)):
        pass


@pytest.mark.parametrize("due", ["6月", "2022.6", "6月底", "第二季度", "全年", "长期", "持续推进", "12月"])
def test_a_column_of_deadlines_keeps_its_words_and_fixes_a_day_only_where_they_do(due: str) -> None:
    for sign, end in (("\t", "\n"), ("\n", "\n")):
        cells = (
            ("序号", "工作任务", "责任单位", "完成时限"),
            ("1", "新建公厕6座。", "市城管局", due),
            ("2", "修路9公里。", "市交通局", due),
        )
        with drafted("".join(sign.join(row) + end for row in cells)) as made:
            for task in made.records.tasks:
                assert str(task.get("due")) == "2022-06-30" if due == "6月底" else task["due_text"] == due
