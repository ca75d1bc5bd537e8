"""Which booklets the command line means (a part of booklets).

In: city, year, unit and leader as a person writes them. Out: the site paths of the booklets.
"""

from collections.abc import Iterable, Sequence

from taskbook.booklets import Booklet
from taskbook.model import Book, City
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
    kind = "unit" if wish.unit else "leader" if wish.leader else None
    chosen = [
        booklet.site_path
        for booklet in booklets
        if booklet.city_id in keys
        and wish.year in (None, booklet.year)
        and (kind is None or (booklet.kind == kind and booklet.key in keys[booklet.city_id]))
    ]
    if not chosen:
        raise NothingChosenError("没有这样的册子：那一年的文件里没有列到。")
    return chosen


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
