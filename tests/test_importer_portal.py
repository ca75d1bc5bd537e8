"""Documents as portals and word processors hand them over: portal lines, lines cut at a width, deeds by the title."""

from drafting import HEAD, doubts, drafted, names, tasks

BODY = """1.新建公园3个。
责任部门：城建局
2.改造农贸市场5个。
责任部门：商务局
"""


def test_a_portals_line_is_no_chapter() -> None:
    for line in (
        "来源：县政府办 日期：2022-02-11",
        "信息来源：办公室",
        "【字体：大 中 小】",
        "作者：政府办 点击数：35",
        "浏览次数：12",
    ):
        read = tasks(f"{line}\n{BODY}", head="")
        assert [task["chapter"] for task in read] == [read[0]["chapter"]] * 2
        assert not {line[:2], line[1:3]} & {read[0]["chapter"][:2]}, line


def test_lines_cut_at_one_width_are_put_together() -> None:
    made = names(
        """一、提高基层治理的工作水平，加强对基层治理各项工作
的领导
1.完善街道对地区治理重大工作的领导体制和机制，优化
决策程序，涉及基层治理的重大事项都由街道会议讨论再
决定，各社区协助街道做好本辖区内治理工作的组织，全
面提升街道抓治理、抓服务的能力和水平。
牵头单位：区委组织部
协办单位：区委编办、区民政局（区委社会办）、区工商联
合会、各街道办事处
2.以区域联动为重点，推动街道和驻区单位共同做事，四
级上下贯通。
牵头单位：区民政局
协办单位：区教育局、区卫生健康委、区人力社保局、区住
建局
""",
        head="",
    )
    assert made == [
        "1 完善街道对地区治理重大工作的领导体制和机制，优化决策程序，涉及基层治理的重大事项都由街道会议讨论再决定，"
        "各社区协助街道做好本辖区内治理工作的组织，全面提升街道抓治理、抓服务的能力和水平。 lead=区委组织部 "
        "assist=区委编办,区民政局（区委社会办）,区工商联合会,各街道办事处",
        "2 以区域联动为重点，推动街道和驻区单位共同做事，四级上下贯通。 lead=区民政局 "
        "assist=区教育局,区卫生健康委,区人力社保局,区住建局",
    ]


def test_lines_of_many_lengths_stay_apart() -> None:
    read = tasks(
        "一、改善出行\n（一）修路\n1.新建公路3公里。\n责任单位：市交通局\n2.改造桥梁2座。\n责任单位：市交通局\n"
    )
    assert [(task["chapter"], task["section"]) for task in read] == [("一、改善出行", ["（一）修路"])] * 2


def test_a_list_that_breaks_off_behind_a_comma_goes_on_below_though_it_is_the_last() -> None:
    made = names("1.新建公园3个。\n牵头单位：市城管局\n协办单位：市财政局、\n各街道办事处\n")
    assert made == ["1 新建公园3个。 lead=市城管局 assist=市财政局,各街道办事处"]


def test_goals_stand_behind_words_that_name_none() -> None:
    head = HEAD + (
        "2022年主要预期目标是：今年是承上启下的一年，意义重大。我们将坚持稳中求进。地区生产总值增长7%左右；"
        "城镇登记失业率控制在4%以内；居民收入与经济增长同步。各单位要抓好落实。\n一、惠民\n"
    )
    with drafted("1.新建公园3个。（市城管局负责）\n", head) as made:
        goals = made.records.decree["headline"]
    assert [(goal["indicator"], goal.get("value")) for goal in goals] == [  # type: ignore[attr-defined]
        ("地区生产总值", "7"),
        ("城镇登记失业率", "4"),
        ("居民收入", None),
    ]


def test_tasks_of_a_document_of_practical_deeds_are_deeds() -> None:
    def deeds(title: str) -> list[object]:
        with drafted(f"一、教育\n{BODY}", f"附件：\n{title}\n") as made:
            chapters = made.records.chapters
            return [task.get("public_deed") for chapter in chapters for task in chapter["tasks"]]  # type: ignore[attr-defined]

    assert deeds("2022年临州市民生实事项目") == ["true", "true"]
    assert deeds("2022年为民办实事任务分解表") == ["true", "true"]
    assert deeds("2022年政府工作报告重点工作和民生实事任务分解表") == [None, None]


def test_a_leader_who_is_given_by_post_alone_is_kept_and_doubted() -> None:
    for post in ("常务副区长", "区长", "分管副区长", "分管区领导", "各分管领导", "管委会主任"):
        with drafted(f"1.新建公园3个。\n牵头领导：{post}\n责任单位：区城管局\n完成时限：2022年10月\n") as made:
            (chapter,) = made.records.chapters
            (task,) = chapter["tasks"]  # type: ignore[misc]
            assert (task["leaders"], task["responsible"]) == ([post], ["区城管局"]), post
            assert any(post in doubt.read and "没有姓名" in doubt.why for doubt in made.records.doubts), post


def test_lengths_are_counted_in_metres_of_their_own() -> None:
    with drafted("1.安装边石1000延长米，改造管网12管公里。（市城管局负责）\n") as made:
        (chapter,) = made.records.chapters
        units = [target["unit"] for task in chapter["tasks"] for target in task["targets"]]  # type: ignore[attr-defined]
    assert units == ["延长米", "管公里"]


def test_a_task_that_speaks_of_publishing_is_no_line_of_the_portal() -> None:
    line = "创新政务公开形式，拓宽信息来源，规范发布时间。"
    body = (
        f"一、公开\n1.建好政务新媒体3个。（市政府办负责）\n2.{line}（市政府办负责）\n责任编辑：张三　来源：市政府办\n"
    )
    assert names(body)[-1] == f"2 {line} responsible=市政府办"


def test_tasks_whose_units_host_them_are_no_portal_s_last_lines() -> None:
    who = "（主办单位：市文旅局）（承办单位：市体育局、市广电台）"
    body = f"一、活动\n1.办好龙舟赛。{who}\n2.办好书法展。{who}\n打印本页　关闭窗口\n"
    assert len(names(body)) == 2


def test_words_left_behind_the_last_task_are_doubted_where_they_assign() -> None:
    body = "一、活动\n1.办好龙舟赛\n责任单位：市文旅局\n2.办好书法展\n主办单位：市文联\n版权所有：临州市人民政府\n"
    assert any("没有读作任务" in words for words in doubts(body))


def test_a_task_that_speaks_of_what_portals_print_is_one_where_it_is_assigned() -> None:
    body = "一、服务\n1.新建窗口3个。（责任单位：市政数局）\n2.推行扫描二维码办事。（责任单位：市政数局）\n"
    assert names(body)[1:] == ["2 推行扫描二维码办事。 responsible=市政数局"]


def test_a_short_line_between_the_title_and_the_first_task_is_doubted() -> None:
    head = "临州市人民政府办公室关于印发2022年重点工作责任分解的通知\n2022年2月8日\n2022年重点工作责任分解\n做强产业\n"
    body = "一、修路2公里。\n责任单位：市交通局\n二、架桥3座。\n责任单位：市交通局\n"
    assert "做强产业：印在标题与任务之间，没有读作标题" in doubts(body, head)


def test_a_leader_whom_only_his_office_tells_is_none_and_doubted_once() -> None:
    body = "".join(
        f"{number}.新建公园{number}个。\n牵头领导：{who}\n责任单位：区城管局\n"
        for number, who in enumerate(("区政府分管领导同志", "区委、区政府分管领导", "区政府有关领导"), 1)
    )
    with drafted(body) as made:
        found = [task for chapter in made.records.chapters for task in chapter["tasks"]]  # type: ignore[attr-defined]
        told = [doubt.read for doubt in made.records.doubts if "没有姓名" in doubt.why]
    assert [(task.get("leaders"), task["responsible"]) for task in found] == [(None, ["区城管局"])] * 3
    assert told == ["区政府分管领导同志"]
