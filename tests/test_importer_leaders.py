"""Headings that name the leader of what is under them, whatever the post. Every draft is proved."""

import pytest
from drafting import drafted, tasks

BODY = "1.新增规上企业12家。（责任单位：市经信局）\n2.改造供水管网30公里。（责任单位：市住建局）\n"
HEADINGS = {
    "一、党工委书记、管委会主任罗建平主抓重点工作": "罗建平",
    "一、市委常委、组织部部长彭丽华牵头事项": "彭丽华",
    "一、孙国梁同志牵头负责的工作": "孙国梁",
    "一、副盟长乌云其其格分管任务": "乌云其其格",
    "一、州委常委、常务副州长，州国资委党委书记马志强包抓项目": "马志强",
    "（一）县长钱学礼负责事项（2项）": "钱学礼",
    "一、董副市长：": "董副市长",
    "一、责任领导：副区长曹敏": "曹敏",
    "一、县人武部政委熊军挂联重点任务": "熊军",
    "一、总工会主席谭秀英领衔的事项": "谭秀英",
    "一、城投集团党委书记、董事长石磊统筹推进的重点工作": "石磊",
    "一、柳湾街道党工委书记范晓燕包保任务（共2项）": "范晓燕",
    "一、邵文斌（管委会副主任）主管工作": "邵文斌",
    "一、旗委副书记、旗长贺军，副旗长巴特尔牵头工作": "贺军,巴特尔",
    "一、斯日古楞副旗长主抓重点工作": "斯日古楞",
    "一、龚伟副专员督办的重点事项": "龚伟",
    "一、政法委书记、公安局局长向东升分管工作任务": "向东升",
    "一、欧阳志明秘书长协管工作": "欧阳志明",
    "一、统战部长、县政协副主席邱红梅联系事项": "邱红梅",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_gives_its_leader_to_the_tasks_under_it(heading: str) -> None:
    read = tasks(f"{heading}\n{BODY}")
    assert [",".join(task.get("leaders", [])) for task in read] == [HEADINGS[heading]] * 2


@pytest.mark.parametrize("heading", ["一、加快推进新型工业化", "一、持续改善民生", "一、推动领导干部联系企业制度落实"])
def test_a_heading_that_names_nobody_gives_nobody_and_is_not_doubted(heading: str) -> None:
    assert all("leaders" not in task for task in tasks(f"{heading}\n{BODY}"))
    with drafted(f"{heading}\n{BODY}") as made:
        assert not [doubt for doubt in made.records.doubts if "负责的领导" in doubt.why]


def test_headings_that_look_like_a_leader_s_but_name_none_are_doubted_once() -> None:
    with drafted(f"一、县政府主要领导同志牵头抓总工作\n{BODY}二、分管工业副县长×××主抓工作\n{BODY}") as made:
        [doubt] = [doubt for doubt in made.records.doubts if "负责的领导" in doubt.why]
    assert "4 条" in doubt.why and "主要领导" in doubt.read
