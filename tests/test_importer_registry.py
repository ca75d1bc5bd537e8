"""The registries that printed names propose: one record per unit, other forms as aliases with a doubt."""

import pytest

from taskbook.importer.roles.assign import Roles, assign
from taskbook.importer.roles.offices import kind, office
from taskbook.importer.roles.registry import Registry, propose
from taskbook.importer.roles.surekinds import is_sure


def proposed(*assignments: str, known: tuple[dict[str, object], ...] = ()) -> Registry:
    return propose([assign(words) for words in assignments], known)


def forms(registry: Registry) -> dict[str, object]:
    return {name: record.get("aliases", []) for name, record in registry.units.items()}


def test_elided_forms_are_aliases_of_the_full_ones() -> None:
    registry = proposed("责任单位：江陵县、洪湖市政府，市住建局、交通局", "责任单位：江陵县政府")
    assert forms(registry) == {
        "江陵县政府": ["江陵县"], "洪湖市政府": [], "市住建局": [], "市交通局": ["交通局"],
    }  # fmt: skip
    assert registry.doubts == []


def test_another_form_of_a_standard_office_is_an_alias_with_a_doubt() -> None:
    registry = proposed("责任单位：市卫健委、市交通运输局", "责任单位：市卫生健康委、交通局")
    assert forms(registry) == {"市卫健委": ["市卫生健康委"], "市交通运输局": ["交通局"]}
    assert [doubt.read for doubt in registry.doubts] == ["市卫生健康委", "交通局"]


def test_another_level_is_another_unit() -> None:
    assert forms(proposed("责任单位：市发改委、省发展改革委")) == {"市发改委": [], "省发展改革委": []}


def test_long_and_short_names_of_a_government() -> None:
    registry = proposed("责任单位：江陵县政府", "责任单位：江陵县人民政府")
    assert forms(registry) == {"江陵县政府": ["江陵县人民政府"]}
    assert len(registry.doubts) == 1


def test_double_names() -> None:
    registry = proposed("责任单位：市委政研室（市委改革办）、咸宁职教（集团）学校")
    assert forms(registry) == {"市委政研室": ["市委政研室（市委改革办）"], "咸宁职教（集团）学校": []}


def test_an_elided_form_with_two_meanings_is_doubtful() -> None:
    registry = proposed("责任单位：高新区、江陵县政府", "责任单位：高新区、开发区管委会")
    assert [doubt.read for doubt in registry.doubts] == ["高新区"]


def test_a_known_registry_stays_as_it_is_and_is_not_changed_in_place() -> None:
    known: dict[str, object] = {"id": "jt", "name": "市交通局", "aliases": ["市交通运输局"], "kind": "department"}
    registry = proposed("责任单位：市交通运输局、市教育局", known=(known,))
    assert list(registry.units) == ["市交通局", "市教育局"]
    assert (registry.units["市交通局"], registry.new) == (known, 1)
    assert registry.units["市交通局"] is not known


def test_leaders_keep_the_post_that_is_printed() -> None:
    registry = propose([assign("责任领导：市长叶露中、王强"), Roles(leaders=["王蔷"])])
    assert list(registry.leaders.values()) == [
        {"id": "ye-luzhong", "name": "叶露中", "posts": [{"title": "市长"}]},
        {"id": "wang-qiang", "name": "王强"},
        {"id": "wang-qiang-2", "name": "王蔷"},
    ]


OFFICES = {
    # before and after the reform of 2018-19
    "市国土资源局": ("natural-resources", "department"), "市自然资源和规划局": ("natural-resources", "department"),
    "市安监局": ("emergency", "department"), "市应急管理局": ("emergency", "department"),
    "市工商局": ("market-regulation", "department"), "市市场监管局": ("market-regulation", "department"),
    "市卫计委": ("health", "department"), "县卫健局": ("health", "department"),
    # since the reform of 2023-24
    "市数据局": ("government-services", "department"), "市委社会工作部": ("social-work", "party"),
    "市委金融办": ("local-finance", "party"), "市疾控局": ("health", "department"),
    # not departments
    "市税务局": ("taxation", "vertical"), "市总工会": ("trade-union", "mass"), "临州海关": ("customs", "vertical"),
    "国网临州供电公司": ("power", "enterprise"), "人民银行临州支行": (None, "vertical"),
    "农行临州支行": (None, "enterprise"),
    "临州职业技术学院": (None, "school"), "城北街道办事处": (None, "town"),
    "临州高新区管委会": (None, "park"), "市法院": (None, "judicial"), "各县（市、区）政府": (None, "collective"),
    "市防汛指挥部办公室": (None, "command"), "云溪县政府": (None, "county"),
}  # fmt: skip


@pytest.mark.parametrize("name", OFFICES)
def test_kind_and_function_are_proposed(name: str) -> None:
    known = office(name)
    assert (known.function if known else None, kind(name)) == OFFICES[name]


def test_offices_that_a_reform_joined_stay_apart_in_a_document_that_names_both() -> None:
    registry = proposed("责任单位：市国土资源局、市规划局、市工商局", "责任单位：市质监局")
    assert forms(registry) == {"市国土资源局": [], "市规划局": [], "市工商局": [], "市质监局": []}


def test_offices_of_services_and_of_data_are_two_units() -> None:
    registry = proposed("责任单位：市数据局、市政务服务局", "责任单位：市行政审批局")
    assert forms(registry) == {"市数据局": [], "市政务服务局": ["市行政审批局"]}


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("云山海事局", "vertical"),
        ("市烟草专卖局", "vertical"),
        ("中国人民银行云山市分行", "vertical"),
        ("市红十字会", "mass"),
        ("市文体广旅局", "department"),
    ],
)
def test_kinds_of_branches_and_associations(name: str, proposal: str) -> None:
    assert kind(name) == proposal


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("市林草局", True), ("区经委", True), ("旗口岸办", True), ("市果蔬产业发展中心", True), ("经开区管委会", True),
        ("市供电局", False), ("市编办", False), ("市国税局", False), ("省航道局", False), ("生态环境分局", False),
    ],
)  # fmt: skip
def test_kinds_of_ordinary_offices_are_sure(name: str, sure: bool) -> None:
    assert is_sure(name) is sure


def test_offices_of_banners_and_prefectures_are_known() -> None:
    assert [office(name) is not None for name in ("旗发改委", "州财政局", "盟卫健委")] == [True] * 3
