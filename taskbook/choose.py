"""Which booklets the command line means (a part of booklets).

In: city, year, unit and leader as a person writes them. Out: the site paths of the booklets.
"""

from collections.abc import Sequence

from taskbook import lookup
from taskbook.booklets import Booklet
from taskbook.model import Book, City, Leader, Task, Unit
from taskbook.problems import NothingChosenError
from taskbook.settings import Wish


def choose(book: Book, booklets: Sequence[Booklet], wish: Wish) -> list[str]:
    """Return the site paths of the booklets that are meant; NothingChosenError where there are none."""
    cities = [city for city in book.cities if wish.means(city.id, city.name)]
    if not cities:
        raise lookup.nothing("城市", wish.city, (city.id for city in book.cities))
    keys = {city.id: _keys(city, wish) for city in cities}
    if (wish.unit or wish.leader) and not any(keys.values()):
        asked = wish.unit or wish.leader
        known = (form for city in cities for one in _named(city, wish) for form in lookup.forms(one))
        raise lookup.nothing("单位" if wish.unit else "领导", asked, known)
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
    plans = [plan for city in book.cities if wish.means(city.id, city.name) for plan in city.plans]
    chosen = [found for plan in plans if wish.year in (None, plan.year) for found in plan.tasks]
    named = [found for found in chosen if asked in (found.id, found.slug)]
    if not named:
        raise lookup.nothing("任务", asked, (found.id for found in chosen))
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


def _named(city: City, wish: Wish) -> Sequence[Unit] | Sequence[Leader]:
    """Return the records of the kind that is asked for."""
    return city.leaders if wish.leader else city.units


def _keys(city: City, wish: Wish) -> set[str]:
    """Return the ids of the city's units or leaders that the wish names."""
    if wish.leader:
        return {leader.id for leader in lookup.meant(city.leaders, wish.leader)}
    return {unit.id for unit in lookup.meant(city.units, wish.unit or "")}
