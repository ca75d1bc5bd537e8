"""Which booklets the command line means (a part of booklets).

In: city, year, unit and leader as a person writes them. Out: the site paths of the booklets.
"""

from collections.abc import Iterable, Sequence

from taskbook.booklets import Booklet
from taskbook.model import Book, City, Task
from taskbook.problems import NothingChosenError, nearest
from taskbook.settings import Wish
from taskbook.text import fold_text


def choose(book: Book, booklets: Sequence[Booklet], wish: Wish) -> list[str]:
    """Return the site paths of the booklets that are meant; NothingChosenError where there are none."""
    cities = [city for city in book.cities if wish.city in (None, city.id, city.name)]
    if not cities:
        raise _nothing("城市", wish.city, (city.id for city in book.cities))
    keys = {city.id: _keys(city, wish) for city in cities}
    if (wish.unit or wish.leader) and not any(keys.values()):
        asked = wish.unit or wish.leader
        raise _nothing("单位" if wish.unit else "领导", asked, (form for city in cities for form in _forms(city, wish)))
    kind = "unit" if wish.unit else "leader" if wish.leader or wish.leaders else None
    chosen = [
        booklet.site_path
        for booklet in booklets
        if booklet.city_id in keys
        and wish.year in (None, booklet.year)
        and (kind is None or (booklet.kind == kind and (wish.leaders or booklet.key in keys[booklet.city_id])))
    ]
    if wish.leaders:
        _refuse_many([booklet for booklet in booklets if booklet.site_path in chosen])
    if not chosen:
        raise NothingChosenError("没有这样的册子：那一年的文件里没有列到。")
    return chosen


def task(book: Book, asked: str, wish: Wish) -> Task:
    """Return the task of an id or, in the chosen city and year, of an id's last part; else NothingChosenError."""
    plans = [plan for city in book.cities if wish.city in (None, city.id, city.name) for plan in city.plans]
    chosen = [found for plan in plans if wish.year in (None, plan.year) for found in plan.tasks]
    named = [found for found in chosen if asked in (found.id, found.slug)]
    if not named:
        raise _nothing("任务", asked, (found.id for found in chosen))
    if len(named) > 1:
        ids = "、".join(found.id for found in named)
        raise NothingChosenError(f"「{asked}」有{len(named)}条：{ids}。请写全编号，或加 --city、--year。")
    return named[0]


def _refuse_many(found: Sequence[Booklet]) -> None:
    """Raise NothingChosenError where the leaders' booklets are of no plan, or of several."""
    if not found:
        raise NothingChosenError("没有领导分册：所选的文件没有列责任领导。")
    plans = dict.fromkeys(f"--city {booklet.city_id} --year {booklet.year}" for booklet in found)
    if len(plans) > 1:
        raise NothingChosenError(f"--leaders 一次只印一份文件的领导分册；请写明 {' 或 '.join(plans)}。")


def _keys(city: City, wish: Wish) -> set[str]:
    """Return the ids of the city's units or leaders that the wish names."""
    asked = fold_text(wish.unit or wish.leader or "")
    return {key for form, key in _forms(city, wish).items() if fold_text(form) == asked}


def _forms(city: City, wish: Wish) -> dict[str, str]:
    """Return every written form of the city's units (or leaders, when a leader is asked for) with its id."""
    if wish.leader:
        return {form: leader.id for leader in city.leaders for form in (leader.id, leader.name)}
    return {
        form: unit.id
        for unit in city.units
        for form in (unit.id, unit.name, *unit.aliases, *([unit.full] if unit.full else ()))
    }


def _nothing(what: str, asked: str | None, known: Iterable[str]) -> NothingChosenError:
    near = nearest(asked or "", known)
    return NothingChosenError(f"没有{what}「{asked}」。{'相近的有：' + '、'.join(near) if near else ''}")
