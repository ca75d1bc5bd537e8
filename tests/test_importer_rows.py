"""Importer: rows of tables whose cells begin or end as those beside them do: nobody named (无), verbs, headings."""

from drafting import drafted
from drafting import names as names_whole
from drafting import tasks as tasks_whole

from taskbook.importer.unfound import reason

TOP = "第一部分 重点任务\n"


def names(body: str) -> list[str]:
    return names_whole(TOP + body)


def test_cells_that_say_that_nobody_is_meant_are_accounted_for() -> None:
    body = (
        "序号\t重点任务\t牵头单位\t责任单位\t配合单位\t完成时限\n"
        "1\t建成河滨步道。\t市园林局\t无\t无\t9月底前\n"
        "2\t无偿开放体育场馆。\t市体育局\t市教育局\t暂无\t年底前\n"
        "3\t修复古城墙。\t市文旅局\t/\t—\t6月底前\n"
    )
    assert names(body) == [
        "1 建成河滨步道。 lead=市园林局 due=2022-09-30",
        "2 无偿开放体育场馆。 lead=市体育局 responsible=市教育局 due_text=年底前",
        "3 修复古城墙。 lead=市文旅局 due=2022-06-30",
    ]


def test_words_that_begin_with_a_verb_are_their_own_behind_a_cell_of_units() -> None:
    body = (
        "序号\t责任单位\t配合单位\t主要任务\n"
        "1\t市税务局\t市财政局、市商务局\t落实减税降费政策，惠及企业300家。\n"
        "2\t市残联\t\t配合省残联办好康复器材展。\n"
        "3\t市科技局\t市经信局\t承办全省创新大赛。\n"
    )
    assert names(body) == [
        "1 落实减税降费政策，惠及企业300家。 responsible=市税务局 assist=市财政局,市商务局",
        "2 配合省残联办好康复器材展。 responsible=市残联",
        "3 承办全省创新大赛。 responsible=市科技局 assist=市经信局",
    ]


def test_a_name_of_a_task_that_begins_with_a_verb_is_its_own_behind_the_row_above() -> None:
    body = (
        "任务名称\t目标任务\t牵头单位\t责任单位\n"
        "兴修水利\t完成堤防加固12公里。\t市水利局\t市应急局\n"
        "落实河长制\t巡河率达到95%。\t市水利局\t市生态环境局\n"
    )
    assert [(task["section"], task["text"]) for task in tasks_whole(TOP + body)] == [
        (["兴修水利"], "完成堤防加固12公里。"),
        (["落实河长制"], "巡河率达到95%。"),
    ]


def test_units_that_a_cell_shares_with_the_row_above_are_not_looked_for_in_the_row_below() -> None:
    merged = "　"
    body = (
        "序号\t牵头单位\t配合单位\t重点工作\n"
        "1\t市经信局\t各县区人民政府\t新增规上企业40家。\n"
        f"2\t市发改委\t{merged}\t新开工项目60个。\n"
        "3\t市财政局\t市税务局、各县区人民政府\t地方税收增长7%。\n"
    )
    assert names(body) == [
        "1 新增规上企业40家。 lead=市经信局 assist=各县区人民政府",
        "2 新开工项目60个。 lead=市发改委 assist=各县区人民政府",
        "3 地方税收增长7%。 lead=市财政局 assist=市税务局,各县区人民政府",
    ]


def test_a_unit_that_begins_like_a_post_is_none_behind_a_leader() -> None:
    body = (
        "序号\t任务\t分管领导\t责任单位\n1\t疏浚航道。\t李志强\t市长江航道服务中心\n2\t整治码头。\t王芳\t市交通运输局\n"
    )
    assert names(body) == [
        "1 疏浚航道。 leaders=李志强 responsible=市长江航道服务中心",
        "2 整治码头。 leaders=王芳 responsible=市交通运输局",
    ]


def test_a_heading_below_a_repeated_row_of_heads_is_no_second_row_of_heads() -> None:
    head = "包联领导\t任务内容\t主责单位\t协作单位\n"
    body = (
        f"{head}一、项目建设\t\t\t\n张伟\t建成城东水厂。\t市城投公司\t市水利局\n"
        f"{head}二、其他重点工作\t\t\t\n陈红\t改造危桥12座。\t市交通运输局\t\n"
    )
    found = tasks_whole(body)
    assert [(task["chapter"], task["leaders"], task["lead"]) for task in found] == [
        ("一、项目建设", ["张伟"], ["市城投公司"]),
        ("二、其他重点工作", ["陈红"], ["市交通运输局"]),
    ]


def test_known_units_between_which_nothing_stands_are_read_apart_and_doubted() -> None:
    body = (
        "序号\t任务\t牵头单位\t配合单位\n"
        "1\t创建园林城市。\t市住建局\t市教育局市民政局各县区人民政府\n"
        "2\t整治户外广告。\t市公安局各分局\t市委宣传部、市政府市长热线办\n"
    )
    assert names(body) == [
        "1 创建园林城市。 lead=市住建局 assist=市教育局,市民政局,各县区人民政府",
        "2 整治户外广告。 lead=市公安局各分局 assist=市委宣传部,市政府市长热线办",
    ]
    with drafted(TOP + body) as made:
        told = [doubt.read for doubt in made.records.doubts if "没有分隔" in doubt.why]
    assert told == ["市教育局市民政局各县区人民政府"]


def test_a_name_that_is_two_units_of_the_document_strung_together_is_doubted() -> None:
    body = (
        "序号\t任务\t责任单位\n1\t办好花鼓戏节。\t市文联、花鼓戏剧院\n"
        "2\t送戏下乡。\t市文联花鼓戏剧院\n3\t编写县志。\t市文联方志办公室\n"
    )
    with drafted(TOP + body) as made:
        told = [doubt.read for doubt in made.records.doubts if "少了分隔" in doubt.why]
    assert told == ["市文联花鼓戏剧院"]


def test_a_table_whose_tasks_are_columns_is_refused_with_that_reason() -> None:
    raw = "区县\t建设公厕（座）\t改造老旧小区（个）\n责任单位\t市城管局\t市住建局、市发改委\n全市\t30\t12\n"
    assert "第 2 行（责任单位 市城管局" in reason(raw, "html")
    assert "表格的行列与常见的相反" in reason(raw, "html")
    assert "行列" not in reason(raw.replace("责任单位", "负责同志们"), "html")


def test_a_name_in_whose_middle_another_seems_to_end_is_doubted() -> None:
    rows = ["市政数局临州广播电视台", "东山区政府城南文旅区", "市委政研室（市委改革办）市直各部门", "市公安局交警支队"]
    body = "序号\t任务\t责任单位\n" + "".join(f"{n}\t办好民生实事{n}。\t{unit}\n" for n, unit in enumerate(rows, 1))
    with drafted(TOP + body) as made:
        told = [doubt.read for doubt in made.records.doubts if "另一个单位的末尾" in doubt.why]
    assert told == rows[:3]
