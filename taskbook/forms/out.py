"""Write forms to be sent out (the step forms, way out).

In: the Book, the content folder, whose forms are wanted. Out: one workbook per unit, one for the office.
NothingChosenError where there is no such city, year or unit.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from taskbook import lookup
from taskbook.forms import paper, records, writer
from taskbook.model import Book, City, Plan, Unit
from taskbook.problems import NothingChosenError, OutputError
from taskbook.settings import Wish


def write(
    book: Book, content: Path, wish: Wish, folder: Path, day: date, count: Callable[[int, int], None]
) -> list[Path]:
    """Write the forms of a plan into a folder: the unit's alone where one is named, else all and the office's."""
    city, plan = _plan(book, wish)
    found = records.read(content / city.id / str(plan.year), content)
    units = [_unit(city, wish.unit)] if wish.unit else list(city.units)
    papers = [made for unit in units if (made := paper.unit_paper(book, city, plan, unit, found))]
    if wish.unit and not papers:
        raise NothingChosenError(f"{plan.year} 年的文件里，{units[0].name} 没有任务。")
    if not wish.unit:
        papers.append(paper.plan_paper(city, plan, found))
    written = []
    for number, each in enumerate(papers, start=1):
        target = folder / each.file
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(writer.workbook(each, day))
        except OSError as error:
            raise OutputError(f"写不了 {target}（{error.strerror}）；如果正开着这份表，请先关上。") from error
        written.append(target)
        count(number, len(papers))
    return written


def _plan(book: Book, wish: Wish) -> tuple[City, Plan]:
    cities = [city for city in book.cities if wish.city in (city.id, city.name)]
    if not cities:
        raise lookup.nothing("城市", str(wish.city), [city.id for city in book.cities])
    plans = [plan for plan in cities[0].plans if plan.year == wish.year]
    if not plans:
        years = "、".join(str(plan.year) for plan in cities[0].plans) or "没有"
        raise NothingChosenError(f"{cities[0].name}没有 {wish.year} 年的文件；有的年份：{years}。")
    return cities[0], plans[0]


def _unit(city: City, asked: str) -> Unit:
    for unit in lookup.meant(city.units, asked):
        return unit
    raise lookup.nothing("单位", asked, [form for unit in city.units for form in unit.forms])
