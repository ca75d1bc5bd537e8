"""Lists of units and leaders, labels and verbs: what they say, and that no letter is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskbook.importer.roles.assign import Roles, assign
from taskbook.importer.roles.people import leader_id, people
from taskbook.importer.roles.telling import is_assignment
from taskbook.importer.roles.units import units

LISTS = {
    "市税务局、海关、市气象局": ["市税务局", "海关", "市气象局"],
    "市住建局、市交通局": ["市住建局", "市交通局"],
    "各县（市、区）政府（管委会）、“菜篮子”办公室": ["各县（市、区）政府（管委会）", "“菜篮子”办公室"],
    "市大气、水、土壤污染防治专业委员会成员单位": ["市大气、水、土壤污染防治专业委员会成员单位"],
    "市商务局等，各县（市、区）政府": ["市商务局", "等", "各县（市、区）政府"],
    "市应急管理局等市政府有关部门": ["市应急管理局", "等", "市政府有关部门"],
    "各县、区政府及高新区管委会": ["各县、区政府", "高新区管委会"],
    "市商务局等有关部门，各区、县（市）政府和功能区管委会": [
        "市商务局",
        "等",
        "有关部门",
        "各区、县（市）政府",
        "功能区管委会",
    ],
    "东城区、西城区政府，及市财政局": ["东城区", "西城区政府", "市财政局"],
    "市发改委等部门": ["市发改委", "等"],
    "市发改委、市财政局等5部门": ["市发改委", "市财政局", "等"],
    "市政数局及其他政府部门": ["市政数局", "其他政府部门"],
    "市住房和城乡建设局和市自然资源和规划局": ["市住房和城乡建设局", "市自然资源和规划局"],
    "市文化和旅游局以及各县市区政府及其有关部门": ["市文化和旅游局", "各县市区政府及其有关部门"],
    "咸宁职教（集团）学校、市财政局（经管局）": ["咸宁职教（集团）学校", "市财政局（经管局）"],
    "各县(市、区政府、市财政局": ["各县（市、区政府", "市财政局"],
    "市发改委 市财政局": ["市发改委", "市财政局"],
    "市发改委、市财\n政局": ["市发改委", "市财政局"],
    "“四大片区”建设指挥部、供电公司、荆州海关、长江大学": ["“四大片区”建设指挥部", "供电公司", "荆州海关", "长江大学"],
}


@pytest.mark.parametrize("words", LISTS)
def test_lists_of_units(words: str) -> None:
    assert assign(f"（责任单位：{words}）").responsible == LISTS[words]


def test_elided_forms_stand_for_full_ones() -> None:
    roles = assign("责任单位：荆州区、沙市区、洪湖市政府，荆州开发区、荆州高新区管委会，市住建局、交通局")
    assert roles.elided == {
        "荆州区": "荆州区政府", "沙市区": "沙市区政府", "荆州开发区": "荆州开发区管委会", "交通局": "市交通局",
    }  # fmt: skip


IDS = {
    "阿依古丽·库尔班": "ayiguli-kuerban", "翟明": "zhai-ming", "单雪松": "shan-xuesong", "曾伟": "zeng-wei",
    "欧阳明": "ouyang-ming", "萨仁高娃": "sa-rengaowa", "吕岩": "lv-yan", "李A明": "li-aming",
}  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_ids_of_leaders_hold_letters_digits_and_hyphens(name: str) -> None:
    assert leader_id(name) == IDS[name]


LEADERS = {
    "叶露中、俞 悦": (["叶露中", "俞悦"], {}),
    "市长叶露中": (["叶露中"], {"叶露中": "市长"}),
    "常务副市长 张三、副市长李四": (["张三", "李四"], {"张三": "常务副市长", "李四": "副市长"}),
    "市委常委、副市长王五，李六同志": (["王五", "李六"], {"王五": "市委常委、副市长"}),
    "张三 李建国": (["张三", "李建国"], {}),
    "张三市长": (["张三"], {"张三": "市长"}),
    "欧阳 明、张永和": (["欧阳明", "张永和"], {}),
    "旗长 包永胜、副旗长萨仁高娃": (["包永胜", "萨仁高娃"], {"包永胜": "旗长", "萨仁高娃": "副旗长"}),
    "阿依古丽·库尔班（常务副县长），周海（县委常委、副县长）": (
        ["阿依古丽·库尔班", "周海"],
        {"阿依古丽·库尔班": "常务副县长", "周海": "县委常委、副县长"},
    ),
    "宝力德和图雅副盟长": (["宝力德和图雅"], {"宝力德和图雅": "副盟长"}),
    "王建和李海": (["王建", "李海"], {}),
    "张三和副市长李四": (["张三", "李四"], {"李四": "副市长"}),
    "赵刚副镇长、三级调研员钱勇": (["赵刚", "钱勇"], {"赵刚": "副镇长", "钱勇": "三级调研员"}),
}


@pytest.mark.parametrize("words", LEADERS)
def test_leaders_with_and_without_titles(words: str) -> None:
    found = people(words)
    assert ((found.names, found.titles), found.doubtful) == (LEADERS[words], [])


def test_what_is_no_name_is_doubtful() -> None:
    assert people("高 翔 田野").names == ["高翔", "田野"]
    assert people("高翔田野").doubtful == ["高翔田野"] and people("欧阳文山").doubtful == []
    assert people("张三、城东项目").doubtful == ["城东项目"]
    assert [doubt.read for doubt in assign("责任单位：市供电、市水务局").doubts] == ["市供电、市水务局"]


ASSIGNMENTS = {
    "(牵头单位:市发改委,责任单位:市财政局)": Roles(lead=["市发改委"], responsible=["市财政局"]),
    "(市发改委牵头,市财政局、市税务局等按职责分工负责,6月底前出台)": Roles(
        lead=["市发改委"], responsible=["市财政局", "市税务局", "等"], due="6月底前出台"
    ),
    "(6月底前出台,市发改委、市财政局分别负责)": Roles(responsible=["市发改委", "市财政局"], due="6月底前出台"),
    "(叶露中牵头,市住建局负责)": Roles(leaders=["叶露中"], responsible=["市住建局"]),
    "责任单位:市发改委牵头,市财政局配合": Roles(lead=["市发改委"], assist=["市财政局"]),
    "(牵头:市发改委;配合:无)": Roles(lead=["市发改委"]),
    "牵头领导和单位:副市长俞 悦、市发改委": Roles(leaders=["俞悦"], lead=["市发改委"]),
    "市级责任单位:市发改委\n县级责任单位:各县政府": Roles(responsible=["市发改委", "各县政府"]),
}


@pytest.mark.parametrize("words", ASSIGNMENTS)
def test_labels_and_verbs_say_the_role(words: str) -> None:
    found, wanted = assign(words), ASSIGNMENTS[words]
    for role in ("leaders", "lead", "responsible", "assist", "due"):
        assert getattr(found, role) == getattr(wanted, role), role


def test_whom_a_unit_acts_with_is_doubtful() -> None:
    roles = assign("(市国资委会同市财政局等部门负责)")
    assert (roles.lead, roles.responsible) == (["市国资委"], ["市财政局", "等"])
    assert [doubt.why for doubt in roles.doubts] == ["“会同”之后的单位记作责任单位"]


@pytest.mark.parametrize("words", ["含市直负责的项目", "见附件", "一期", "不含县级", "第三方负责", "市县两级"])
def test_other_brackets_assign_nobody(words: str) -> None:
    assert not is_assignment(words)


ANY = st.text(alphabet="市县区发改委财政局交通厅政府各等及和与、，,；;。（）()“”《》 \n甲乙丙A1|/", max_size=60)


@given(ANY)
def test_no_letter_of_a_list_is_lost(words: str) -> None:
    assert "".join(piece.text for piece in units(words).pieces) == words


@given(st.text(max_size=60))
def test_no_list_is_too_odd(words: str) -> None:
    assert "".join(piece.text for piece in units(words).pieces) == words
    people(words)
    assign(words)


@given(
    st.lists(
        st.sampled_from(["市发改委", "市财政局", "各县（市、区）政府", "市税务局", "长江大学"]), min_size=1, max_size=8
    )
)
def test_whole_names_come_back_in_order(names: list[str]) -> None:
    assert assign(f"（责任单位：{'、'.join(names)}）").responsible == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("各县、区人民政府(管委会)", ["各县、区人民政府（管委会）"]),
        ("各县(市、区)党委和人民政府、高新区管委会", ["各县（市、区）党委和人民政府", "高新区管委会"]),
        ("各乡镇党委和政府,市水利局", ["各乡镇党委和政府", "市水利局"]),
        ("各县区政府及高新区管委会", ["各县区政府", "高新区管委会"]),
    ],
)
def test_organs_of_all_places_are_one_entry(words: str, names: list[str]) -> None:
    assert assign(f"（责任单位：{words}）").responsible == names
