"""Importer: who answers for all tasks above, or under a leader and a unit; labels within a cell; titles in lines."""

from datetime import date

import pytest
from drafting import drafted
from test_importer_preamble import read

HEAD = "2023年任务分解\n"


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("上述项目由市水利局牵头负责。", "lead"),
        ("以上工程由市水利局负责实施。", "responsible"),
        ("以上各项实事均由市水利局牵头。", "lead"),
    ],
)
def test_paragraphs_above_a_line_that_says_who_answers_for_all_are_a_task_each(said: str, role: str) -> None:
    body = f"整治小流域4条。年底前完成验收。\n改造泵站6座。分两批实施。\n{said}\n"
    body += "新建书屋15个。年内开放。\n上述项目由市文旅局负责。\n"
    with drafted(body) as made:
        found = [(task["text"][:5], *task.get(role, task.get("responsible", []))) for task in made.records.tasks]
        told = [doubt for doubt in made.records.doubts if "上述各项" in doubt.why]
    assert found == [("整治小流域", "市水利局"), ("改造泵站6", "市水利局"), ("新建书屋1", "市文旅局")]
    assert len(told) == 1


def test_what_a_leader_has_charge_of_above_units_headings_is_no_task() -> None:
    body = (
        "一、周明副省长负责的工作\n协助省长抓好水利和交通工作。\n（一）省水利厅牵头的工作\n加快大石水库建设。\n"
        "（二）省政府办公厅牵头的工作\n办好代表建议。\n协同单位：省财政厅。\n（三）省交通厅牵头的工作\n1.修建公路90公里。\n2.改造危桥12座。\n"
    )
    with drafted(body, HEAD) as made:
        found = [(task["text"], *task["leaders"], *task["lead"]) for task in made.records.tasks]
        [doubt] = [doubt for doubt in made.records.doubts if "总述" in doubt.why]
    assert found == [
        ("加快大石水库建设。", "周明", "省水利厅"),
        ("办好代表建议。", "周明", "省政府办公厅"),
        ("修建公路90公里。", "周明", "省交通厅"),
        ("改造危桥12座。", "周明", "省交通厅"),
    ]
    assert doubt.read.startswith("协助省长")


@pytest.mark.parametrize(("label", "role"), [("省牵头单位", "lead"), ("市主办单位", "lead"), ("县配合部门", "assist")])
def test_a_label_within_a_cell_says_the_role_of_the_units_behind_it(label: str, role: str) -> None:
    body = f"序号\t工作任务\t责任单位\n1\t稳定粮食面积90万亩。\t市农业农村局、市水务局 {label}：省农业农村厅\n"
    body += "2\t修路5公里。\t市交通局\n"
    with drafted(body) as made:
        task = made.records.tasks[0]
    assert (task[role], task["responsible"]) == (["省农业农村厅"], ["市农业农村局", "市水务局"])


@pytest.mark.parametrize(
    "lines",
    [
        ("关于印发县政府2023年政府工作报告", "任务分解的通知"),
        ("临州市人民政府关于印发", "《2023年市〈政府工作报告〉任务分解", "和责任分工方案》的通知"),
        ("关于做好2023年民生实事", "责任分解的通知"),
        ("2023年省民生实事涉临任务", "和市政府重点工作责任分解"),
    ],
)
def test_a_title_broken_before_its_last_words_is_whole(lines: tuple[str, ...]) -> None:
    assert read(*lines, "各县市区政府:").title == "".join(lines)


def test_a_title_that_is_whole_takes_nothing_of_the_line_below() -> None:
    assert read("2023年重点工作责任分解", "关于印发的通知见附件。").title == "2023年重点工作责任分解"


def test_a_day_in_words_before_a_page_number_and_a_portals_bracket_date_the_document() -> None:
    body = "关于印发2023年任务分解的通知\n二〇二三年四月五日\n— 1 —\n附件\n一、目标\n1.修路5公里。（市交通局负责）\n"
    with drafted(body, "") as made:
        assert str(made.records.decree["issued"]) == "2023-04-05"
    assert read("【发布日期】2023-04-05", "2023年重点工作责任分解").issued == date(2023, 4, 5)


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("市政府将于年中、年末对重点工作进行专项督查。", "年中、年末"),
        ("督查室年底对落实情况开展考核。", "年底"),
        ("岁末组织检查和督办。", "岁末"),
    ],
)
def test_when_in_the_year_an_inspection_comes_is_a_rule(said: str, when: str) -> None:
    [rule] = read(said).rules
    assert rule["by_text"] == when


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("新增1栋标志性、示范性“税收亿元楼”。", "1", "栋"),
        ("打造3个标志性商圈。", "3", "个"),
        ("建成2座标志性桥梁。", "2", "座"),
    ],
)
def test_landmarks_are_counted(text: str, value: str, unit: str) -> None:
    with drafted(f"一、目标\n1.{text}（责任单位：市商务局）\n") as made:
        [target] = made.records.tasks[0]["targets"]
    assert (target["value"], target["unit"]) == (value, unit)
