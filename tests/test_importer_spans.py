"""The importer: cells over several rows: two deadlines of one task, two tasks of one number, reports on a quarter."""

import pytest
from drafting import drafted
from drafting import tasks as tasks_of

M = "\u3000"
"""What stands where a merged cell goes on."""


def test_units_of_one_task_in_rows_of_their_own_keep_their_deadlines() -> None:
    body = (
        "项目名称\t工作任务\t计划完成时间\t牵头单位\n"
        "1.老旧小区改造项目\t改造老旧小区6个；\t9月\t市住建局\n"
        f"{M}\t{M}\t2022.10\t市水务集团\n"
        f"{M}\t加装电梯20部。\t10月底\t市房管局\n"
        "2.养老服务项目\t新建养老院2所。\t11月底\t市民政局\n"
        f"{M}\t{M}\t11月底\t市文旅集团\n"
    )
    with drafted(body) as made:
        first, second, third = made.records.tasks
        told = [doubt.read for doubt in made.records.doubts if "时限" in doubt.why]
    assert (first["lead"], first["due_text"], first["note"]) == (["市住建局", "市水务集团"], "9月", "2022.10")
    assert (second["lead"], str(second["due"])) == (["市房管局"], "2022-10-31")
    assert (third["lead"], str(third["due"])) == (["市民政局", "市文旅集团"], "2022-11-30")
    assert "note" not in third and told == ["9月；2022.10"]


@pytest.mark.parametrize("head", ["月度工作计划", "一季度目标", "5月份重点任务", "本季度任务安排"])
def test_the_plan_of_the_time_that_a_table_reports_on_is_a_note(head: str) -> None:
    body = (
        f"序号\t项目内容\t{head}\t牵头单位\t落实情况\n"
        "1\t新建文化礼堂12家。\t5月：完成12家礼堂的选址和设计。\t市文旅局\t已完成。已选定12处。\n"
        f"2\t组织送戏下乡80场。\t5月：演出30场，走进乡镇10个。\t{M}\t已完成。共演出31场。\n"
        "3\t改造公共厕所15座。\t5月：完成7座公共厕所的招标。\t市城管局\t正在开展，已招标6座。\n"
    )
    with drafted(body) as made:
        tasks = made.records.tasks
        told = [doubt.read for doubt in made.records.doubts if "note" in doubt.why]
    assert [task["text"] for task in tasks] == ["新建文化礼堂12家。", "组织送戏下乡80场。", "改造公共厕所15座。"]
    assert [task["lead"] for task in tasks] == [["市文旅局"], ["市文旅局"], ["市城管局"]]
    assert str(tasks[1]["note"]).startswith("5月：演出30场") and told == [head]


def test_two_tasks_beside_one_merged_number_are_two() -> None:
    body = (
        "序号\t工作任务\t责任单位\t一季度目标\t进展情况及打算\t目标完成情况\n"
        "1\t新建卫生服务站4个\t市卫健局\t完成选址及设计\t进展情况：4个站点已选址。\t顺利推进\n"
        f"{M}\t新增护理床位200张\t{M}\t{M}\t{M}\t{M}\n"
        "2\t建设口袋公园5座\t市园林局\t开工建设3座\t进展情况：已开工2座。\t顺利推进\n"
    )
    rows = [(task["item"], task["text"], task["responsible"]) for task in tasks_of(body)]
    assert rows == [
        ("1", "新建卫生服务站4个", ["市卫健局"]),
        ("1", "新增护理床位200张", ["市卫健局"]),
        ("2", "建设口袋公园5座", ["市园林局"]),
    ]


def test_the_offices_of_one_unit_stand_on_lines_of_their_own() -> None:
    body = (
        "序号\t工作任务\t责任股室(单位)\t备注\n"
        "1\t举办读书活动不少于20场。\t公共服务股 图书馆 博物馆\t\n"
        "2\t开展文物巡查12次。\t文物股 文管所\t\n"
        "3\t创建A级景区1个。\t旅游科 办公室\t\n"
        "4\t清查固定资产。\t财务股\t\n5\t举办运动会8场。\t体育股 体校\t\n6\t编制预算。\t市委 办公室\t\n"
    )
    assert [task["responsible"] for task in tasks_of(body)] == [
        ["公共服务股", "图书馆", "博物馆"],
        ["文物股", "文管所"],
        ["旅游科", "办公室"],
        ["财务股"],
        ["体育股", "体校"],
        ["市委办公室"],
    ]
