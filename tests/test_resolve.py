"""From entries to the Book: names, order, back-links."""

from taskbook.model import Book, Role


def test_printed_forms_lead_to_their_units(golden_book: Book) -> None:
    tasks = {task.slug: task for task in golden_book.tasks()}
    assert [(m.printed, m.unit and m.unit.id) for m in tasks["002"].responsible] == [
        ("市发展改革委", "fagai"),
        ("市经信局", "jingxin"),
    ]
    assert [(m.printed, m.unit and m.unit.id) for m in tasks["001"].assist] == [
        ("市财政局", "caizheng"),
        ("等", None),
        ("各镇", "ge-zhen"),
    ]
    assert [leader.id for leader in tasks["001"].leaders] == ["zhang-ming", "li-hua"]


def test_files_of_one_chapter_become_one(golden_book: Book) -> None:
    (plan,) = golden_book.plans()
    assert [(c.number, c.title, [t.slug for t in c.tasks]) for c in plan.chapters] == [
        (1, "一、推动产业升级", ["001", "002"]),
        (2, "二、保障和改善民生", ["g01", "003", "004", "005", "006"]),
    ]


def test_goals_carry_their_task_where_they_are_one(golden_book: Book) -> None:
    (plan,) = golden_book.plans()
    assert [(goal.target.indicator, goal.task and goal.task.slug) for goal in plan.goals] == [
        ("地区生产总值", None),
        ("地方一般公共预算收入", None),
        ("城镇登记失业率", None),
        ("居民人均可支配收入", None),
        ("城镇新增就业", "g01"),
    ]
    assert [goal.target.number for goal in plan.goals] == [1, 2, 3, 4, 1]


def test_units_list_what_they_lead_first(golden_book: Book) -> None:
    links = golden_book.by_unit["shifan", "jingxin"]
    assert [(link.task.slug, link.role) for link in links] == [("001", Role.LEAD), ("002", Role.RESPONSIBLE)]
    assert [link.printed for link in golden_book.by_unit["shifan", "ge-zhen"]] == ["各镇", "各镇人民政府"]
    assert ("shifan", "ducha") not in golden_book.by_unit


def test_leaders_list_their_tasks_in_order(golden_book: Book) -> None:
    assert [task.slug for task in golden_book.by_leader["shifan", "li-hua"]] == ["001", "g01", "005"]


def test_indicators_list_every_promise_once(golden_book: Book) -> None:
    promises = golden_book.by_indicator
    assert [(plan.year, task and task.slug, target.value) for plan, task, target in promises["urban-jobs"]] == [
        (2021, "g01", "6000")
    ]
    assert [(task, target.value) for _, task, target in promises["gdp"]] == [(None, "8")]
    assert promises["parking"][0][2].registered is golden_book.indicators[4]


def test_the_five_documents_are_complete(real_book: Book) -> None:
    assert {plan.key: len(plan.tasks) for plan in real_book.plans()} == {
        ("jingzhou", 2020): 114,
        ("qianjiang", 2021): 105,
        ("xianning", 2025): 165,
        ("xiantao", 2021): 27,
        ("xuchang", 2020): 115,
    }
    assert len(real_book.city("qianjiang").leaders) == 6


def test_every_back_link_leads_back(real_book: Book) -> None:
    for key, links in real_book.by_unit.items():
        for link in links:
            units = [mention.unit.key for mention in link.task.mentions(link.role) if mention.unit]
            assert key in units
    weights = list(Role)
    for links in real_book.by_unit.values():
        assert [weights.index(link.role) for link in links] == sorted(weights.index(link.role) for link in links)
