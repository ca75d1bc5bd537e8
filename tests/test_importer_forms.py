"""Forms of lists that counties print: telephone numbers, numbers in words, headings that name all who answer."""

import pytest
from drafting import drafted, names, tasks

PHONES = ("张伟13812345678", "张伟（电话：0712-5551234）", "张伟（联系电话：13812345678）", "张伟，联系电话：5551234")


@pytest.mark.parametrize("who", PHONES)
def test_a_telephone_number_is_no_part_of_a_name(who: str) -> None:
    line = f"责任单位：市教育局；责任人：{who}"
    [first, _] = tasks(f"一、民生\n1.新建学校2所。（{line}）\n2.新建球场3个。（{line}）\n")
    assert (first["leaders"], first["responsible"]) == (["张伟"], ["市教育局"])


@pytest.mark.parametrize("number", ["第{}项", "任务{}：", "【{}】"])
def test_numbers_in_words_are_numbers(number: str) -> None:
    rows = ["新建学校2所。（责任单位：市教育局）", "修路5公里。（责任单位：市交通局）"]
    read = tasks("".join(f"{number.format(place)}{row}\n" for place, row in enumerate(rows, 1)))
    assert [(task["text"], "2" in task["item"]) for task in read] == [("新建学校2所。", False), ("修路5公里。", True)]


@pytest.mark.parametrize("who", ["牵头领导：张伟副县长，责任单位：县教育局", "责任单位：县教育局"])
def test_a_heading_names_all_who_answer_for_the_tasks_under_it(who: str) -> None:
    body = f"一、社会事业（{who}）\n1.新建学校2所。\n2.新增学位900个。\n"
    body += "二、交通（责任单位：县交通局）\n3.修路5公里。\n4.修桥2座。\n"
    read = tasks(body)
    assert [task["responsible"] for task in read] == [["县教育局"]] * 2 + [["县交通局"]] * 2
    assert [task.get("leaders") for task in read[:2]] == [["张伟"] if "张伟" in who else None] * 2


POSTS = (
    "党工委副书记",
    "管委会副主任",
    "党工委委员、一级调研员",
    "县政府党组成员、县商务局局长",
    "兼县工业园区书记",
    "总工程师",
    "副县长、挂职",
)


@pytest.mark.parametrize("post", POSTS)
def test_posts_of_any_body_in_brackets_are_no_part_of_a_name(post: str) -> None:
    rows = f"1\t新建学校2所。\t张伟（{post}）\t县教育局\n2\t修路5公里。\t张伟（{post}）\t县交通局\n"
    with drafted(f"任务分解表\n序号\t工作任务\t责任领导\t责任单位\n{rows}") as made:
        assert [task["leaders"] for task in made.records.tasks] == [["张伟"]] * 2
        assert not [doubt for doubt in made.records.doubts if "张伟" in doubt.read or post in doubt.read]


def test_a_leader_before_the_units_in_a_bracket_without_labels_is_read() -> None:
    rows = (
        "1.新建学校2所。（张伟，县教育局、县住建局）\n2.修路5公里。（李娜，县交通局）\n3.修桥2座。（李娜，县交通局）\n"
    )
    assert names(f"一、民生\n{rows}")[0] == "1 新建学校2所。 leaders=张伟 responsible=县教育局,县住建局"


def test_figures_in_headings_and_headings_beside_leaders_headings_are_doubted_once() -> None:
    with drafted(
        "一、新增企业9家\n培育企业。\n责任单位：市经信局\n二、修路5公里\n加快施工。\n责任单位：市交通局\n"
    ) as made:
        assert sum("标题里有数量" in doubt.why for doubt in made.records.doubts) == 1
    body = "1.新建学校2所。（责任单位：市教育局）\n"
    with drafted(f"一、王芳州长牵头工作\n{body}二、李强副州长牵头工作\n{body}三、额尔敦巴雅尔\n{body}") as made:
        [doubt] = [doubt for doubt in made.records.doubts if "负责的领导" in doubt.why]
    assert "额尔敦巴雅尔" in doubt.read


@pytest.mark.parametrize(
    "heading", ["一、张副县长（工业）", "一、岩温罕（州委常委、副州长）牵头工作", "一、刀志明、李燕副州长牵头工作"]
)
def test_a_heading_of_a_name_with_a_post_is_read_or_doubted(heading: str) -> None:
    with drafted(f"{heading}\n1.新建学校2所。（责任单位：市教育局）\n") as made:
        told = [doubt for doubt in made.records.doubts if "负责的领导" in doubt.why]
        assert bool(told) != ("leaders" in made.records.tasks[0])


@pytest.mark.parametrize("gap", ["\n", " "])
def test_a_table_run_together_is_read_where_blanks_part_its_columns(gap: str) -> None:
    body = gap.join(
        [
            "临州市2022年政府工作任务分解表 序号 名称 工作任务 牵头责任单位",
            "一、主要目标(2项)",
            "1 地区生产总值增长6%以上,城镇化率达到65.2%。 市发改委",
            "2 固定资产投资300亿元,其中:技改投资增长12%。 市发改委、市工信局",
            "二、重点工作(1项)",
            "1 新建学校3所。 市教育局",
        ]
    )
    with drafted(body + "\n") as made:
        rows = [
            (chapter["chapter"], task["item"], task["lead"])
            for chapter in made.records.chapters
            for task in chapter["tasks"]
        ]  # type: ignore[attr-defined]
        assert any("只隔着空格" in doubt.why for doubt in made.records.doubts)
    assert rows == [
        ("一、主要目标（2项）", "1", ["市发改委"]),
        ("一、主要目标（2项）", "2", ["市发改委", "市工信局"]),
        ("二、重点工作（1项）", "1", ["市教育局"]),
    ]


SPELLED = {
    "lines": (
        "一、養(yǎng)老服務(wù)\n1.新建社區(qū)養(yǎng)老服務(wù)中心20個(gè)。\n責(zé)任單位：市民政局\n"
        "2.改造農(nóng)村敬老院（含護(hù)理站）12所。\n責(zé)任單位：市民政局、市財(cái)政局\n"
    ),
    "table": (
        "一、養(yǎng)老服務(wù)\n序號(hào)\t工作任務(wù)\t責(zé)任單位\n1\t新建社區(qū)養(yǎng)老服務(wù)中心20個(gè)。\t市民政局\n"
        "2\t改造農(nóng)村敬老院（含護(hù)理站）12所。\t市民政局、市財(cái)政局\n"
    ),
}


@pytest.mark.parametrize("form", SPELLED)
def test_how_characters_are_read_is_left_out(form: str) -> None:
    head = "臨州市人民政府關(guān)于印發(fā)實(shí)事項(xiàng)目的通知\n各縣(市、區(qū))：現(xiàn)印發(fā)給你們。\n"
    with drafted(SPELLED[form], head) as made:
        rows = [(task["text"], task["responsible"]) for task in made.records.tasks]
        told = [doubt.read for doubt in made.records.doubts if "注音" in doubt.why]
    assert rows == [
        ("新建社区养老服务中心20个。", ["市民政局"]),
        ("改造农村敬老院（含护理站）12所。", ["市民政局", "市财政局"]),
    ]
    assert told == ["字后的注音"]
