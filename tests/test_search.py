import gzip
import json
from dataclasses import replace
from pathlib import Path

import opencc
import pytest
from pydantic import ValidationError

from taskbook import addresses, cells, search, wording
from taskbook.entries import SynonymEntry
from taskbook.load import load
from taskbook.model import Book

MOST_ON_THE_WIRE = 250_000
THEME = Path(__file__).parent.parent / "templates" / "theme"


def test_the_stub_names_the_index_and_the_name_follows_the_content(golden_book: Book) -> None:
    files = search.files(golden_book)
    stub = json.loads(files[search.STUB])
    assert stub["docs"] == []
    name = f"search/{stub['config']['index']}"
    assert set(files) == {search.STUB, name}
    assert json.loads(files[name]) == json.loads(json.dumps(search.index(golden_book)))
    assert search.files(golden_book) == files
    fewer = search.files(replace(golden_book, synonyms=()))
    assert name not in fewer


def test_the_five_cities_stay_small_on_the_wire(real_book: Book) -> None:
    sizes = [len(gzip.compress(data)) for data in search.files(real_book).values()]
    assert sum(sizes) < MOST_ON_THE_WIRE


def test_every_task_is_in_with_its_words_and_whoever_answers_for_it(golden_book: Book) -> None:
    index = search.index(golden_book)
    tasks = list(golden_book.tasks())
    assert [task[2] for task in index["tasks"]] == [task.text for task in tasks]
    unit_names = [unit[2] for unit in index["units"]]
    for task, (_, slug, _, _, headings, leaders, lead, responsible, assist, names, deed) in zip(
        tasks, index["tasks"], strict=True
    ):
        assert slug == task.slug
        assert [index["headings"][number] for number in headings] == [task.chapter, *task.section]
        assert [index["leaders"][number][2] for number in leaders] == [leader.name for leader in task.leaders]
        for numbers, mentions in zip(
            (lead, responsible, assist), (task.lead, task.responsible, task.assist), strict=True
        ):
            assert [unit_names[number] for number in numbers] == [m.unit.name for m in mentions if m.unit]
        assert [index["names"][number] for number in names] == [target.indicator for target in task.targets]
        assert deed == task.public_deed


def test_titles_are_the_start_of_the_text(real_book: Book) -> None:
    for task, entry in zip(real_book.tasks(), search.index(real_book)["tasks"], strict=True):
        text, length = entry[2], entry[3]
        assert text[: abs(length)] + ("…" if length < 0 else "") == wording.title(task.text)


def test_a_title_is_counted_as_javascript_counts(golden_book: Book) -> None:
    city = golden_book.cities[0]
    plan = city.plans[0]
    task = replace(plan.tasks[0], text="加快建设𠮷𠮷湖公园一期工程，完成绿化")
    chapter = replace(plan.chapters[0], tasks=(task,))
    book = replace(golden_book, cities=(replace(city, plans=(replace(plan, chapters=(chapter,)),)),))
    length = search.index(book)["tasks"][0][3]
    units = task.text.encode("utf-16-le")[: -length * 2].decode("utf-16-le")
    assert units + "…" == wording.title(task.text)


def test_headline_goals_that_are_tasks_are_found_as_tasks_only(golden_book: Book) -> None:
    goals = [(goal[1], goal[3]) for goal in search.index(golden_book)["goals"]]
    own = [goal.target for plan in golden_book.plans() for goal in plan.goals if goal.task is None]
    assert goals == [(target.number, target.quote) for target in own]


def test_collectives_of_places_are_marked_and_others_are_not(real_book: Book) -> None:
    marked = {unit[2] for unit in search.index(real_book)["units"] if unit[4]}
    assert {"各县市区政府", "各区镇街道", "相关区镇街道", "各县（市、区）政府（管委会）"} <= marked
    assert not {"市政府各部门", "潜江市创新型县（市）建设各责任单位", "市直相关单位", "荆州区政府"} & marked


def test_traditional_characters_of_the_data_stand_for_simplified_ones() -> None:
    old, new = search.traditional("公厕停车养老医疗")
    pairs = dict(zip(old, new, strict=True))
    assert pairs["廁"] == "厕"
    assert pairs["車"] == "车"
    assert "發" not in pairs
    convert = opencc.OpenCC("t2s").convert
    assert all(convert(char) == simple for char, simple in pairs.items())


def test_addresses_are_those_of_the_pages(golden_book: Book) -> None:
    """search-worker.js writes addresses itself; here are their forms."""
    city = golden_book.cities[0]
    plan, task = city.plans[0], city.plans[0].tasks[0]
    goal = next(goal for goal in plan.goals if goal.task is None)
    year = f"{city.id}/{plan.year}/"
    assert cells.address(addresses.task(task)) == f"{year}tasks/{task.slug}/"
    assert cells.address(addresses.source(plan)) == f"{year}source/"
    assert addresses.quote_id(None, goal.target) == f"g-{goal.target.number}"
    assert cells.address(addresses.plan(plan)) == year
    assert cells.address(addresses.unit(city.units[0])) == f"{city.id}/units/{city.units[0].id}/"
    assert cells.address(addresses.leader(city.leaders[0])) == f"{city.id}/leaders/{city.leaders[0].id}/"
    assert (
        cells.address(addresses.indicator(golden_book.indicators[0])) == f"indicators/{golden_book.indicators[0].id}/"
    )
    assert cells.address(addresses.function(golden_book.functions[0])) == f"functions/{golden_book.functions[0].id}/"


def test_pages_load_our_worker_and_the_theme_has_it() -> None:
    frame = (THEME / "main.html").read_text("utf-8")
    assert '"search":"{{ base_url }}/assets/search-worker.js"' in frame
    assert frame.index("assets/search.js") < frame.index("assets/javascripts/bundle.")
    assert (THEME / "assets" / "search-worker.js").is_file()


def test_synonyms_are_read_and_may_be_missing(tmp_path: Path, golden_book: Book) -> None:
    assert golden_book.synonyms[0] == SynonymEntry(words=("修桥", "桥梁"), means=("危桥",))
    assert load(tmp_path).synonyms == ()


def test_a_synonym_without_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        SynonymEntry.model_validate({"means": ["公厕"]})


def test_every_group_of_synonyms_leads_to_words_of_the_documents(real_book: Book) -> None:
    index = search.index(real_book)
    found = json.dumps([index[name] for name in index if name not in ("synonyms", "fold")], ensure_ascii=False).lower()
    dead = [
        group.words
        for group in real_book.synonyms
        if not any(word.lower() in found for word in (*group.words, *group.means))
    ]
    assert dead == []


def test_no_everyday_word_stands_in_two_groups(real_book: Book) -> None:
    words = [word for group in real_book.synonyms for word in group.words]
    assert sorted(words) == sorted(set(words))
