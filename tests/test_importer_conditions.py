"""Figures that say whom a measure is for, or how large a project is: nothing to reach, and no doubt."""

import pytest

from taskbook.importer.promises.targets import Known, read_targets


def read(text: str) -> list[str]:
    found = read_targets(text, False, Known(2022, {}))
    return [f"{row['op']}{row['value']}{row['unit']}" for row in found.targets if "value" in row]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("重点抓好华海25万吨己二酸和20万吨己内酰胺、金星10万吨针状焦等项目建设。", []),
        ("加快推进30万吨乙二醇、15万吨聚酯、8万吨尼龙切片等项目建设。", []),
        ("推进华星20万吨己内酰胺、宏图10万吨针状焦项目。", []),
        ("对总投资3000万元以上且属于新材料领域的项目，给予最高2000万元支持。", []),
        ("对亩均税收在行业平均亩均税收200%、150%、100%以上的，分别给予财政支持。", []),
        ("对100户以上的村给予补助，全年新建农村公路50公里。", ["=50公里"]),
        ("禁止使用含硫量高于0.7%的煤炭，洁净煤使用率达到90%以上。", [">=90%"]),
        ("禁止销售灰分高于16%的散煤。", []),
        ("确保4个结构性指标均实现10%以上增长。", [">=10%"]),
    ],
)
def test_conditions_caps_and_sizes_of_projects_are_no_targets(text: str, targets: list[str]) -> None:
    assert read(text) == targets
    assert not any("没有读作指标" in doubt.why for doubt in read_targets(text, False, Known(2022, {})).doubts)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("生产水泥300万吨、钢材20万吨。", "=300万吨"),
        ("推动淘汰80万吨焦化产能、加快特钢项目。", "=80万吨"),
        ("全年技改投资补助不超过2000万元。", "<=2000万元"),
        ("对口支援投入资金3000万元以上，给予项目支持。", ">=3000万元"),
    ],
)
def test_amounts_to_reach_beside_such_words_stay_targets(text: str, target: str) -> None:
    assert target in read(text)
