"""A whole document in one line is cut where its numbers count up, doubted once; where they do not, it is refused."""

import pytest
from drafting import doubts, drafted, names

from taskbook.importer.read import UnreadableError

RUN = "整篇文件连成一段"
HEAD = (
    "临州市人民政府关于分解2022年重点工作的通知 临政发〔2022〕7号 各县（市、区）人民政府： "
    "现将任务分解如下，请抓好落实。 2022年3月1日 "
)


def run(*lines: str, blank: str = " ") -> str:
    return blank.join(lines) + "\n"


def test_line_ends_that_became_blanks() -> None:
    body = run(
        "一、年度目标", "1、生产总值增长7%（市发改委，市统计局）。", "2、外贸出口增长8%（市商务局）。",
        "3、能耗下降3. 2%（市发改委、市经信局）。", "二、重点工作", "1、改造老旧小区20个（市住建局）。",
        "2、新建公园3座（市城管局）。",
    )  # fmt: skip
    assert names(body, HEAD) == [
        "1 生产总值增长7% responsible=市发改委,市统计局",
        "2 外贸出口增长8% responsible=市商务局",
        "3 能耗下降3.2% responsible=市发改委,市经信局",
        "1 改造老旧小区20个 responsible=市住建局",
        "2 新建公园3座 responsible=市城管局",
    ]
    assert sum(RUN in doubt for doubt in doubts(body, HEAD)) == 1
    with drafted(body, HEAD) as made:
        decree = made.records.decree
        chapters = [str(chapter["chapter"]) for chapter in made.records.chapters]
    assert chapters == ["一、年度目标", "二、重点工作"]
    assert (decree["title"], decree["number"], str(decree["issued"])) == (
        "临州市人民政府关于分解2022年重点工作的通知",
        "临政发〔2022〕7号",
        "2022-03-01",
    )


def test_line_ends_that_are_lost() -> None:
    body = run(
        "一、年度目标1、生产总值增长7%（市发改委负责）。", "2、外贸出口增长8%（市商务局负责）。",
        "3、能耗下降3%（市发改委、市经信局负责）。", "二、重点工作1、改造老旧小区20个（市住建局负责）。",
        "2、新建公园3座，其中郊野公园1座（市城管局负责）。", "3、修建步道12公里（市城管局负责）。", blank="",
    )  # fmt: skip
    head = HEAD.replace(" ", "")
    assert [line.split()[0] for line in names(body, head)] == ["1", "2", "3", "1", "2", "3"]
    assert sum(RUN in doubt for doubt in doubts(body, head)) == 1


def test_headings_of_leaders_and_units_in_one_line() -> None:
    body = run(
        "一、周明副省长负责的工作（李立秘书长协助）", "（一）省水利厅牵头的工作", "加快大石水库建设。",
        "协同部门：省财政厅、发展改革委等和各市、县人民政府。",
        "（二）省选举委员会牵头的工作", "办好换届。", "协同部门：省民政厅。",
    )  # fmt: skip
    assert names(body, HEAD + "第一部分：主要任务 ") == [
        "- 加快大石水库建设。 leaders=周明 lead=省水利厅 assist=省财政厅,发展改革委,等,各市、县人民政府",
        "- 办好换届。 leaders=周明 lead=省选举委员会 assist=省民政厅",
    ]


def test_numbers_that_do_not_count_up_are_refused_with_the_reason() -> None:
    body = run(
        *(f"{number}、新建公园{number}座，抓好管护（市城管局负责）。" for number in (4, 9, 2, 7, 3, 12, 5, 30)),
        blank="",
    )
    with pytest.raises(UnreadableError, match=RUN), drafted(body, "临州市2022年任务分解"):
        pass


@pytest.mark.parametrize(
    "names", ["中央组织部、共青团中央", "教育部、全国工商联、中国残联", "最高人民法院、国家税务总局"]
)
def test_one_paragraph_of_several_tasks_stays_as_it_is(names: str) -> None:
    body = f"扩大就业规模。{'支持中小企业吸纳就业，按规定给予补贴。' * 12}（{names}等按职责分工负责）\n"
    found = doubts(body, "临州市就业任务分解\n")
    assert not any(RUN in doubt for doubt in found)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("人民银行、共青团中央、中国残联、开发银行等按职责分工负责", "人民银行,共青团中央,中国残联,开发银行,等"),
        ("国务院国资委、民建中央、全国工商联负责", "国务院国资委,民建中央,全国工商联"),
        ("教育部和各省、自治区、直辖市人民政府负责", "教育部,各省、自治区、直辖市人民政府"),
        ("省科技厅，各地级以上市人民政府结合实际落实", "省科技厅,各地级以上市人民政府"),
    ],
)
def test_units_of_the_whole_country_are_whole(printed: str, found: str) -> None:
    body = f"一、就业\n1.稳定岗位。（{printed}）\n2.优化服务。（市人社局负责）\n"
    assert names(body)[0] == f"1 稳定岗位。 responsible={found}"


def test_a_bracket_of_nothing_but_national_units_assigns() -> None:
    body = "一、就业\n1.稳定岗位。（中央组织部、教育部、共青团中央等）\n"
    body += "2.优化服务。（教育部、国家发展改革委）\n3.强化保障。（财政部）\n"
    assert [line.split("=")[1] for line in names(body)] == [
        "中央组织部,教育部,共青团中央,等",
        "教育部,国家发展改革委",
        "财政部",
    ]
