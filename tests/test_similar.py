"""Similar tasks in other cities: why they are shown, in which order, and that it is always the same."""

import pytest

from taskbook.model import Book
from taskbook.similar import PER_CITY, Similar


@pytest.fixture(scope="module")
def similar(real_book: Book) -> Similar:
    return Similar(real_book)


def test_a_shared_indicator_makes_tasks_similar(real_book: Book, similar: Similar) -> None:
    tasks = {task.id: task for task in real_book.tasks()}
    found = {like.task.id: like for like in similar.to(tasks["xianning-2025-078"])}
    assert [entry.name for entry in found["qianjiang-2021-097"].indicators] == ["停车泊位"]


def test_offices_of_one_function_with_the_same_words_make_tasks_similar(real_book: Book, similar: Similar) -> None:
    tasks = {task.id: task for task in real_book.tasks()}
    (like,) = [one for one in similar.to(tasks["xuchang-2020-067"]) if one.task.id == "jingzhou-2020-076"]
    assert like.function is not None and like.words == ("社会信用体系建设",)


def test_only_other_cities_few_of_each_in_their_order_each_with_its_reason(real_book: Book, similar: Similar) -> None:
    order = [city.id for city in real_book.cities]
    seen = 0
    for task in real_book.tasks():
        likes = similar.to(task)
        cities = [like.task.city_id for like in likes]
        assert task.city_id not in cities
        assert cities == sorted(cities, key=order.index)
        assert all(cities.count(city) <= PER_CITY for city in cities)
        for like in likes:
            assert like.indicators or (like.function and like.words)
            assert all(word in task.text and word in like.task.text for word in like.words)
        seen += bool(likes)
    assert seen > 100


def test_two_runs_find_the_same(real_book: Book, similar: Similar) -> None:
    again = Similar(real_book)
    assert all(again.to(task) == similar.to(task) for task in real_book.tasks())


def test_a_single_city_has_no_similar_tasks(golden_book: Book) -> None:
    alone = Similar(golden_book)
    assert all(alone.to(task) == [] for task in golden_book.tasks())
