"""A number and a short sentence that open a paragraph of several tasks are the heading of all of them."""

import pytest
from drafting import doubts, drafted, tasks

INTRO = "读作引言"
KEPT, HEADED = "读作第一条任务的开头", "读作这一段几条任务的标题"


def told(body: str) -> list[tuple[str, ...]]:
    """Return each task as its chapter, its sections, its number and its words."""
    return [
        (task["chapter"], *_sections(task.get("section", [])), task.get("item", "-"), task["text"])
        for task in tasks(body)
    ]


def _sections(found: str | list[str]) -> list[str]:
    return [found] if isinstance(found, str) else found


def test_a_chapter_in_a_line_of_several_tasks_heads_them_and_the_lines_beside_it() -> None:
    body = (
        "一、安居工程。改造棚户区12个（市住建局、市财政局）。发放租房补贴300户（市民政局）。\n"
        "二、畅通工程。硬化村道80公里（市交通局）。新建桥梁3座（市交通局）。\n"
        "三、文化惠民工程。开放书屋40间；修缮戏台6座（市文旅局）。\n"
    )
    assert told(body) == [
        ("一、安居工程", "-", "改造棚户区12个"),
        ("一、安居工程", "-", "发放租房补贴300户"),
        ("二、畅通工程", "-", "硬化村道80公里"),
        ("二、畅通工程", "-", "新建桥梁3座"),
        ("三、文化惠民工程", "-", "开放书屋40间；修缮戏台6座"),
    ]
    assert not any(why in doubt for doubt in doubts(body) for why in (KEPT, HEADED))


def test_a_lesser_number_and_a_name_head_the_tasks_of_their_own_line() -> None:
    body = (
        "一、水利\n"
        "1.城区河道疏浚工程。清理淤积河段（市水务局牵头，市城管局配合）。拆除沿河违建（市城管局牵头）。\n"
        "2.修复水毁堤防。加固险工险段。（市水务局牵头）\n"
        "3.饮用水源方面。划定保护区界线（市环保局牵头）。关闭区内排污口（市环保局牵头）。\n"
    )
    assert told(body) == [
        ("一、水利", "1.城区河道疏浚工程", "-", "清理淤积河段"),
        ("一、水利", "1.城区河道疏浚工程", "-", "拆除沿河违建"),
        ("一、水利", "2", "修复水毁堤防。加固险工险段。"),
        ("一、水利", "3.饮用水源方面", "-", "划定保护区界线"),
        ("一、水利", "3.饮用水源方面", "-", "关闭区内排污口"),
    ]
    assert not any(why in doubt for doubt in doubts(body) for why in (KEPT, HEADED))


def test_a_lesser_number_before_a_verb_counts_the_first_task_and_is_doubted_once() -> None:
    body = (
        "一、水利\n"
        "1.疏浚城区河道。清理淤积河段（市水务局牵头）。拆除沿河违建（市城管局牵头）。\n"
        "2.严管饮用水源。划定保护区界线（市环保局牵头）。关闭区内排污口（市环保局牵头）。\n"
    )
    assert [task[1:] for task in told(body)][::2] == [
        ("1", "疏浚城区河道。清理淤积河段"),
        ("2", "严管饮用水源。划定保护区界线"),
    ]
    assert sum(KEPT in doubt for doubt in doubts(body)) == 1


def test_chapters_that_do_not_only_name_what_follows_are_doubted_once_where_few_hold_several() -> None:
    body = (
        "一、壮大乡村产业。扩种油茶（市林业局）。建好茶厂（市工信局）。\n"
        "二、守护乡村生态。封育山林（市林业局）。\n"
        "三、繁荣乡村文化。办好村晚（市文旅局）。\n"
    )
    assert [task[:2] for task in told(body)] == [
        (title, "-") for title in ("一、壮大乡村产业", "一、壮大乡村产业", "二、守护乡村生态", "三、繁荣乡村文化")
    ]
    assert sum(HEADED in doubt for doubt in doubts(body)) == 1


@pytest.mark.parametrize("number", ["1.", "（一）"])
def test_a_first_sentence_with_a_figure_is_the_first_task_s_and_doubted(number: str) -> None:
    body = f"一、教育\n{number}新建幼儿园5所。改造操场（市教育局牵头）。配齐校医（市卫健委牵头）。\n"
    assert [words[-1] for words in told(body)] == ["新建幼儿园5所。改造操场", "配齐校医"]
    assert sum(KEPT in doubt for doubt in doubts(body)) == 1


@pytest.mark.parametrize(
    "title", ["1.控制指标的承担部门", "（一）稳住工业运行基本盘，必须统筹好要素保障、企业服务和市场开拓三个方面的工作"]
)
def test_a_sentence_of_its_own_line_heads_the_several_tasks_below(title: str) -> None:
    body = (
        f"一、目标\n{title}。\n降低能耗。（市发改委牵头）扩大绿地。（市园林局牵头）\n保护耕地。（市自然资源局牵头）\n"
    )
    assert told(body) == [("一、目标", title, "-", words) for words in ("降低能耗。", "扩大绿地。", "保护耕地。")]


def test_a_sentence_above_one_task_or_with_a_figure_stays_with_the_task() -> None:
    body = "一、就业\n1.办好招聘会20场。\n建成零工市场。（市人社局牵头）培训技工。（市人社局牵头）\n"
    assert told(body)[0] == ("一、就业", "1", "办好招聘会20场。建成零工市场。")


def test_a_named_project_above_labelled_lines_is_one_task_with_its_number() -> None:
    body = (
        "一、农田水利\n"
        "（一）机井改造项目。\n资金来源：省级资金70%、县级资金30%。\n目标任务：改造机井90眼。\n"
        "牵头单位：市水务局。\n配合单位：市财政局。\n实施时间：2022年3-10月。\n完成时间：2022年10月底前。\n"
        "（二）渠道衬砌项目。\n资金来源：市级资金240万元，企业自筹60万元。\n目标任务：衬砌渠道12公里。\n"
        "牵头单位：市水务局。\n配合单位：市农业农村局。\n实施时间：2022年全年。\n完成时间：2022年12月底前。\n"
    )
    first, second = tasks(body)
    assert (first["item"], second["item"]) == ("（一）", "（二）")
    assert first["text"] == "机井改造项目。资金来源：省级资金70%、县级资金30%。目标任务：改造机井90眼。"
    assert (first["lead"], first["assist"], str(first["due"])) == (["市水务局"], ["市财政局"], "2022-10-31")
    with drafted(body) as made:
        found = [task.get("targets", []) for chapter in made.records.chapters for task in chapter["tasks"]]
    assert [[target["value"] for target in targets] for targets in found] == [["90"], ["12"]]


@pytest.mark.parametrize("last", ["市属重点国企", "驻市央企", "沿江各渡口"])
def test_an_open_list_ends_behind_any_last_name(last: str) -> None:
    body = f"一、经济\n1.稳投资。\n牵头单位：市发改委\n责任单位：市财政局、{last}等\n2.扩消费。\n牵头单位：市商务局\n"
    assert tasks(body)[0]["responsible"] == ["市财政局", last, "等"]


@pytest.mark.parametrize("number", ["2.", "二、"])
def test_a_numbered_line_above_the_tasks_is_no_title(number: str) -> None:
    head = (
        f"各县（市、区）人民政府：\n现印发给你们。\n附件：1.2022年重点工作清单\n{number}民生实事责任分解\n"
        "2022年2月8日\n附件1\n2022年政府重点工作任务清单\n"
    )
    with drafted("一、经济\n1.稳投资。\n牵头单位：市发改委\n2.扩消费。\n牵头单位：市商务局\n", head) as made:
        assert made.records.decree["title"] == "2022年政府重点工作任务清单"


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("由叶露中副市长负责，市交通局牵头，相关部门配合，", (["叶露中"], ["市交通局"], ["相关部门"])),
        (
            "由叶露中市长负责，市发改委、市财政局牵头，市水务局配合，",
            (["叶露中"], ["市发改委", "市财政局"], ["市水务局"]),
        ),
        ("由叶露中副市长分管，市住建局主办，", (["叶露中"], ["市住建局"], [])),
    ],
)
def test_an_assignment_that_opens_a_task_s_sentence_is_who_answers(
    opening: str, who: tuple[list[str], list[str], list[str]]
) -> None:
    body = "".join(
        f"{number}、{name}项目\n{opening}抓紧完成前期工作。年内上报方案。\n"
        for number, name in enumerate(("绕城快线", "水源置换", "热网改造"), 1)
    )
    found = tasks(body)
    assert [task["item"] for task in found] == ["1", "2", "3"]
    assert {task["text"] for task in found} == {"抓紧完成前期工作。年内上报方案。"}
    assert [tuple(task.get(role, []) for role in ("leaders", "lead", "assist")) for task in found] == [who] * 3


def test_sentences_behind_a_title_above_deeper_numbers_lead_in_and_are_shown_once() -> None:
    body = (
        "一、实施四大计划\n"
        "（一）育苗计划。瞄准种业短板，以良种选育为重点，实施如下重点项目：\n"
        "1.建设种质库2座。（市农业农村局牵头）\n2.选育水稻良种。（市农科院牵头）\n"
        "（二）护林计划。巩固造林成果，完善巡护体系，全面提升林业防火和病虫害防治水平，夯实绿色发展的根基。\n"
        "3.新修防火道60公里。（市林业局牵头）\n4.配备巡护员。（市林业局牵头）\n"
    )
    assert [task[:3] for task in told(body)] == [
        ("一、实施四大计划", title, item)
        for title, item in zip(("（一）育苗计划",) * 2 + ("（二）护林计划",) * 2, "1234", strict=True)
    ]
    found = doubts(body)
    assert sum(INTRO in doubt for doubt in found) == 1 and not any("像是正文" in doubt for doubt in found)
    assert "全文 2 处" in next(doubt for doubt in found if INTRO in doubt)


def test_a_title_with_a_figure_is_no_title_of_an_introduction() -> None:
    body = "一、水利\n（一）改造泵站6座。分两批实施，先急后缓。\n"
    body += "1.落实资金。（市水利局牵头）\n2.办理手续。（市财政局牵头）\n"
    assert not any(INTRO in doubt for doubt in doubts(body))


def test_a_long_sentence_of_deeds_heads_the_numbered_tasks_of_its_line() -> None:
    title = "一、增加收入，发放补贴300万元；建成圈舍20座，持续增强县域畜牧业的发展后劲和抗风险能力"
    body = (
        f"{title}。1.发放补贴300万元。责任单位：市财政局。2.建成圈舍20座。责任单位：市农业局。\n"
        "二、改善出行。1.硬化道路30公里。责任单位：市交通局。2.架桥3座。责任单位：市交通局。\n"
    )
    assert [task[:2] for task in told(body)] == [
        (title, "1"),
        (title, "2"),
        ("二、改善出行", "1"),
        ("二、改善出行", "2"),
    ]
    assert any("标题很长" in doubt for doubt in doubts(body))


def test_short_sentences_right_above_first_sections_are_chapters() -> None:
    body = (
        "强化科技支撑。\n（一）建设平台\n1.新建实验室3个。（市科技局负责）\n2.引进人才。（市人社局负责）\n"
        "提升产业能级。\n（一）建设园区\n3.新建厂房。（市工信局负责）\n4.引进企业。（市商务局负责）\n"
    )
    assert [task[:3] for task in told(body)] == [
        (title, section, str(number))
        for number, (title, section) in enumerate(
            [("强化科技支撑", "（一）建设平台")] * 2 + [("提升产业能级", "（一）建设园区")] * 2, 1
        )
    ]


def test_sentences_behind_each_title_without_tasks_may_be_a_task_and_are_doubted() -> None:
    body = (
        "一、实施计划\n（一）育苗计划。瞄准种业短板，以良种选育为重点。\n（二）护林计划。巩固造林成果，完善巡护体系。\n"
        "（三）治水计划。统筹上下游、左右岸，实施如下项目：\n"
        "1.建设泵站2座。（市水利局牵头）\n2.清淤河道。（市水利局牵头）\n"
    )
    found = doubts(body)
    assert sum("下面没有任务" in doubt for doubt in found) == 2 and sum(INTRO in doubt for doubt in found) == 1
