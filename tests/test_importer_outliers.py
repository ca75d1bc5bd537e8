"""Tasks that differ from nearly all others of their document are doubted, whatever made them differ."""

from drafting import drafted

from taskbook.importer.promises.misgivings import odd_words


def doubts(body: str) -> set[tuple[str, str]]:
    with drafted(body) as made:
        return {(doubt.read, doubt.why) for doubt in made.records.doubts}


def tasks(*assignments: str) -> str:
    lines = (f"{n}.新建公园{n}个。（{who}）" for n, who in enumerate(assignments, 1))
    return "一、改善环境\n" + "\n".join(lines) + "\n"


LED = "牵头单位：市城管局；配合单位：市财政局"


def test_the_one_task_without_a_lead_is_doubted() -> None:
    read = doubts(tasks(LED, LED, LED, LED, "责任单位：市城管局"))
    assert ("牵头单位", "有 1 条与其余 4 条不同，看是不是读错") in read


def test_tasks_that_differ_as_often_as_not_are_no_outliers() -> None:
    bare = "责任单位：市城管局"
    for body in (tasks(LED, LED, LED, LED), tasks(LED, LED, LED, LED, bare, bare, bare)):
        assert not any("不同，看是不是读错" in why for _, why in doubts(body))


def test_a_task_numbered_otherwise_than_all_others_is_doubted() -> None:
    body = tasks(LED, LED, LED, LED) + f"二、改善出行\n（一）修路2公里。（{LED}）\n"
    assert ("序号的写法", "有 1 条与其余 4 条不同，看是不是读错") in doubts(body)


def test_a_first_sentence_that_is_rather_a_heading_is_doubted() -> None:
    body = "1.安居暖心工程。新建住房30套。（市住建局负责）\n2.实施清水工程。新建泵站2座。（市水利局负责）\n"
    assert [read for read, why in doubts(body) if "像是标题" in why] == ["安居暖心工程。"]


def test_a_heading_as_long_as_a_sentence_is_doubted() -> None:
    title = "一、对规划确定的各项指标逐项分解，落实到各个部门；各县要按照分工，抓好落实，确保各项任务按期完成，不留尾巴"
    read = doubts(f"{title}\n1.修路2公里。（市交通局负责）\n2.架桥3座。（市交通局负责）\n")
    assert [words for words, why in read if "像是正文" in why] == [title]


def test_words_that_begin_with_a_label_of_another_thing_are_doubted() -> None:
    assert odd_words("资金来源：省级补助。") == "任务文字以“资金来源：”开头"
    assert odd_words("一是：修路2公里。") == "" and odd_words("新建泵站：3座。") != ""


def test_words_that_assign_or_are_half_a_sentence_are_doubted() -> None:
    named = (
        "2.修路2公里。由市交通局牵头负责，市财政局配合。工期较紧。（市住建局负责）\n3.市人社局、市资建局、市商务局\n"
    )
    body = f"一、出行\n1.架桥3座。（市交通局负责）\n{named}责任单位：市交通局\n4.局）。（市交通局负责）\n"
    read = doubts(body)
    assert {words for words, why in read if "像责任单位" in why} == {
        "由市交通局牵头负责,市财政局配合",
        "市人社局、市资建局、市商务局",
    }
    assert [words for words, why in read if "半句话" in why] == ["局）。"]
