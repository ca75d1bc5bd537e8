"""The five real documents in content/: complete, exact, and every known tricky place as the document has it."""

import re
from collections.abc import Iterable, Iterator

import pytest
from conftest import CONTENT

from taskbook import pipeline
from taskbook.model import Book, Plan, Role, Task, Unit
from taskbook.pipeline import Checked
from taskbook.progress import Progress
from taskbook.settings import Settings

ROLES = tuple(Role)


@pytest.fixture(scope="module")
def checked() -> Checked:
    work = CONTENT.parent
    settings = Settings(CONTENT, work / "site", work / ".taskbook", work / "templates", work / "mkdocs.yml")
    return pipeline.checked(settings, Progress(quiet=True))


@pytest.fixture(scope="module")
def book(checked: Checked) -> Book:
    return checked.book


def plan_of(book: Book, city: str) -> Plan:
    (plan,) = book.city(city).plans
    return plan


def task_of(book: Book, task_id: str) -> Task:
    return next(task for task in book.tasks() if task.id == task_id)


def printed(task: Task, role: Role) -> list[str]:
    return [mention.printed for mention in task.mentions(role)]


def units(task: Task, role: Role) -> list[str]:
    return [mention.unit.name if mention.unit else mention.printed for mention in task.mentions(role)]


def test_nothing_is_wrong_and_nothing_is_left_over(checked: Checked) -> None:
    assert [str(problem) for problem in checked.warnings] == []
    for plan in checked.book.plans():
        trace = checked.trace[plan.key]
        assert list(trace.tasks) == [task.id for task in plan.tasks]
        for task in plan.tasks:
            named = task.leaders or any(task.mentions(role) for role in ROLES)
            assert (trace.tasks[task.id].assignment is not None) == bool(named), task.id
            assert list(trace.tasks[task.id].quotes) == [target.number for target in task.targets], task.id
        assert len(trace.goals) == sum(goal.task is None for goal in plan.goals)


@pytest.mark.parametrize(
    ("city", "year", "tasks", "numbered", "without_lead", "goals", "deeds", "chapters"),
    [
        ("qianjiang", 2021, 105, 0, 0, 7, 12, 7),
        ("jingzhou", 2020, 114, 114, 6, 8, 0, 6),
        ("xianning", 2025, 165, 165, 16, 10, 0, 3),
        ("xuchang", 2020, 115, 115, 115, 0, 0, 9),
        ("xiantao", 2021, 27, 0, 27, 4, 0, 1),
    ],
)
def test_each_document_is_complete(
    book: Book,
    city: str,
    year: int,
    tasks: int,
    numbered: int,
    without_lead: int,
    goals: int,
    deeds: int,
    chapters: int,
) -> None:
    plan = plan_of(book, city)
    assert plan.year == year
    assert len(plan.tasks) == tasks
    assert sum(task.item is not None for task in plan.tasks) == numbered
    assert sum(not task.lead for task in plan.tasks) == without_lead
    assert len(plan.goals) == goals
    assert sum(task.public_deed for task in plan.tasks) == deeds
    assert len(plan.chapters) == chapters


def test_printed_numbers_run_through(book: Book) -> None:
    assert [task.item for task in plan_of(book, "jingzhou").tasks] == [str(n) for n in range(1, 115)]
    assert [task.item for task in plan_of(book, "xuchang").tasks] == [str(n) for n in range(1, 116)]
    ten, rest = plan_of(book, "xianning").tasks[:10], plan_of(book, "xianning").tasks[10:]
    assert [task.item for task in ten] == [f"（{n}）" for n in "一二三四五六七八九十"]
    assert [task.item for task in rest] == [str(n) for n in range(1, 156)]
    assert [task.slug for task in ten] == [f"g{n:02}" for n in range(1, 11)]


def test_who_is_named_where(book: Book) -> None:
    assert [city.id for city in book.cities if city.leaders] == ["qianjiang"]
    assert len(book.city("qianjiang").leaders) == 6
    assert all(task.leaders and task.lead for task in plan_of(book, "qianjiang").tasks)
    assert book.city("xiantao").units == ()
    assert all(task.responsible and not task.assist for task in plan_of(book, "xuchang").tasks)
    without = [task.slug for task in plan_of(book, "jingzhou").tasks if not task.lead]
    assert without == ["060", "063", "064", "066", "080", "113"]
    assert all(task.responsible for task in plan_of(book, "jingzhou").tasks if not task.lead)
    assert all(task.responsible for task in plan_of(book, "xianning").tasks if not task.lead)


def test_about_a_hundred_tasks_promise_something_that_can_be_counted(book: Book) -> None:
    assert 100 <= sum(bool(task.targets) for task in book.tasks()) <= 130
    assert sum(bool(task.milestones) for task in book.tasks()) >= 40


def test_registries_stand_in_the_order_of_first_mention(book: Book) -> None:
    for city in book.cities:
        named = list(_named(task for plan in city.plans for task in plan.tasks))
        assert [unit.name for unit in city.units] == [unit.name for unit in dict.fromkeys(named)]
        leaders = [leader.name for plan in city.plans for task in plan.tasks for leader in task.leaders]
        assert [leader.name for leader in city.leaders] == list(dict.fromkeys(leaders))


def _named(tasks: Iterable[Task]) -> Iterator[Unit]:
    for task in tasks:
        for role in ROLES:
            yield from (mention.unit for mention in task.mentions(role) if mention.unit)


def test_only_an_open_list_has_no_unit(book: Book) -> None:
    for task in book.tasks():
        for role in ROLES:
            assert all(mention.unit or mention.printed == "等" for mention in task.mentions(role)), task.id


def _words(book: Book) -> Iterator[str]:
    for plan in book.plans():
        decree = plan.decree
        yield from filter(None, (decree.title, decree.number, decree.issuer, decree.note))
        yield from (words for rule in decree.rules for words in (rule.what, rule.quote))
        yield from (words for goal in plan.goals for words in (goal.target.quote, goal.target.indicator))
        yield from (correction.corrected for correction in decree.corrections)
    for task in book.tasks():
        yield from (task.chapter, *task.section, task.text)
        yield from (mention.printed for role in ROLES for mention in task.mentions(role))
        yield from (words for target in task.targets for words in (target.quote, target.indicator))
        yield from (words for milestone in task.milestones for words in (milestone.quote, milestone.what))
    for city in book.cities:
        yield from (form for unit in city.units for form in (unit.name, *unit.aliases))


def test_no_half_width_punctuation_stands_between_chinese_characters(book: Book) -> None:
    bad = re.compile(r"[\u4e00-\u9fff][,;:!?()]|[,;:!?()][\u4e00-\u9fff]|\s")
    assert [words for words in _words(book) if bad.search(words)] == []


def test_no_traditional_character_is_left(book: Book) -> None:
    assert [words for words in _words(book) if re.search("[業務責單區縣與經濟發著後裡]", words)] == []


def test_a_suffix_at_the_end_belongs_to_all_before_it(book: Book) -> None:
    task = task_of(book, "jingzhou-2020-013")
    assert printed(task, Role.RESPONSIBLE)[6:11] == ["荆州区", "沙市区", "江陵县", "监利县", "洪湖市政府"]
    assert units(task, Role.RESPONSIBLE)[6:11] == ["荆州区政府", "沙市区政府", "江陵县政府", "监利县政府", "洪湖市政府"]
    assert units(task_of(book, "jingzhou-2020-002"), Role.RESPONSIBLE)[-2:] == ["纪南文旅区管委会", "荆州高新区管委会"]


def test_a_name_that_holds_a_comma_is_one_unit(book: Book) -> None:
    name = "市大气、水、土壤污染防治专业委员会成员单位"
    links = [link for key, links in book.by_unit.items() for link in links if link.printed == name]
    assert links and {link.printed for link in links} == {name}
    assert [unit.kind for unit in book.city("xianning").units if unit.name == name] == ["collective"]


def test_open_lists_stay_open(book: Book) -> None:
    task = task_of(book, "xuchang-2020-001")
    assert printed(task, Role.RESPONSIBLE) == [
        "市疫情防控指挥部办公室", "市卫生健康委", "等", "各县（市、区）政府（管委会）"
    ]  # fmt: skip
    open_lists = [task for task in plan_of(book, "xuchang").tasks if "等" in printed(task, Role.RESPONSIBLE)]
    assert len(open_lists) >= 100
    last = printed(task_of(book, "xianning-2025-155"), Role.RESPONSIBLE)
    assert last[3:5] == ["市公共资源交易中心", "其他政府部门"]


def test_a_comma_between_two_labels_does_not_join_the_roles(book: Book) -> None:
    task = task_of(book, "jingzhou-2020-020")
    assert printed(task, Role.LEAD) == ["市地方金融工作局"]
    assert printed(task, Role.RESPONSIBLE)[:2] == ["市委政法委", "市公安局"]


@pytest.mark.parametrize(
    ("city", "form", "name"),
    [
        ("qianjiang", "市财政局（经管局）", "市财政局"),
        ("jingzhou", "市政务服务和大数据局", "市政务服务和大数据管理局"),
        ("xianning", "市委政研室（市委改革办）", "市委政研室"),
        ("xianning", "市委政研室（市规划办）", "市委政研室"),
        ("xianning", "咸宁高新区", "咸宁高新区管委会"),
        ("xianning", "通城县", "通城县人民政府"),
        ("xuchang", "市住房和城乡建设局（市供热办）", "市住房和城乡建设局"),
        ("xuchang", "人民银行许昌市中心支行", "人行许昌市中心支行"),
    ],
)
def test_every_printed_form_leads_to_its_unit(book: Book, city: str, form: str, name: str) -> None:
    found = {
        mention.unit.name
        for task in plan_of(book, city).tasks
        for role in ROLES
        for mention in task.mentions(role)
        if mention.printed == form and mention.unit
    }
    assert found == {name}


@pytest.mark.parametrize(
    ("city", "one", "other"),
    [
        ("xianning", "各县市区", "各县市区人民政府"),
        ("xianning", "市直各单位", "市直相关单位"),
        ("xuchang", "各县（市、区）政府（管委会）", "各有关县（市、区）政府（管委会）"),
        ("xuchang", "市直有关部门", "市直有关单位"),
        ("qianjiang", "各区镇街道", "相关区镇街道"),
    ],
)
def test_collectives_that_are_printed_differently_stay_apart(book: Book, city: str, one: str, other: str) -> None:
    ids = {unit.name: unit.id for unit in book.city(city).units}
    assert ids[one] != ids[other]


def test_damaged_words_are_mended_and_the_damage_is_kept(book: Book) -> None:
    plan = plan_of(book, "xuchang")
    assert [correction.corrected for correction in plan.decree.corrections] == [
        "“互联网+”消费", "“互联网+监管”平台"
    ]  # fmt: skip
    texts = "".join(task.text for task in plan.tasks)
    assert "“互联网+”消费生态体系" in texts and "一体化“互联网+监管”平台" in texts
    assert "“互联网 ”消费" in plan.source and "“互联网 监管”平台" in plan.source


@pytest.mark.parametrize("words", ["318国道", "234国道", "“210”", "12345", "5G工厂", "“三品一标”产品20个以上"])
def test_the_words_are_in_the_documents(book: Book, words: str) -> None:
    assert any(words in task.text for task in book.tasks())


def test_what_only_looks_like_a_figure_is_no_target(book: Book) -> None:
    looks = re.compile(r"国道|省道|“\d+”|12345|[45]G$|十四五|\d+千伏$|号线")
    assert [target.quote for task in book.tasks() for target in task.targets if looks.search(target.quote)] == [
        "完成“十四五”规划节能减排目标任务"  # a goal without a number
    ]
    for task in book.tasks():
        for target in task.targets:
            named = rf"(?<!\d){target.value}(?:国道|省道|千伏|G|号)|“{target.value}”"
            assert target.value is None or not re.search(named, target.quote), task.id


def test_each_promise_is_linked_across_cities(book: Book) -> None:
    for indicator, cities in {
        "gdp": {"qianjiang", "jingzhou", "xianning", "xiantao"},
        "retail": {"qianjiang", "jingzhou", "xianning"},
        "unemployment": {"jingzhou", "xianning", "xuchang"},
        "urban-jobs": {"jingzhou", "xianning", "xuchang"},
        "farmland": {"jingzhou", "xianning", "xuchang", "xiantao"},
        "5g": {"qianjiang", "xuchang"},
        "rural-roads": {"jingzhou", "xianning", "xuchang"},
    }.items():
        assert {plan.city_id for plan, _, _ in book.by_indicator[indicator]} >= cities, indicator


def test_offices_are_linked_across_cities(book: Book) -> None:
    for function in ("development-reform", "education", "health", "finance", "transport", "ecology"):
        cities = [
            city.id for city in book.cities for unit in city.units if unit.function and unit.function.id == function
        ]
        assert cities == ["jingzhou", "qianjiang", "xianning", "xuchang"], function


def test_ids_are_short_and_readable(book: Book) -> None:
    assert [unit.id for city in book.cities for unit in city.units if len(unit.id) > 24 or unit.id[-2:-1] == "-"] == []


def test_what_is_not_printed_is_not_said(book: Book) -> None:
    xuchang, xianning, xiantao = (plan_of(book, city).decree for city in ("xuchang", "xianning", "xiantao"))
    assert (xuchang.title, xuchang.issuer, xuchang.issued, xuchang.number) == (None, None, None, "许政〔2020〕20号")
    assert xianning.number is None and xianning.convert == "tw2s"
    assert xiantao.kind == "report" and (xiantao.number, xiantao.issuer) == (None, None)
    assert all(plan.decree.source.kind != "official" for plan in book.plans())
    assert all(not leader.posts for city in book.cities for leader in city.leaders)
