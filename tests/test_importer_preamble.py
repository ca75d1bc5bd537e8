"""What a notice says of itself before its tasks."""

from datetime import date

from taskbook.importer.preamble import Preamble, preamble
from taskbook.importer.read import source


def read(*lines: str) -> Preamble:
    document = source("\n".join(lines) + "\n")
    return preamble(document, list(document.paragraphs), 2022)


def test_title_number_issuer_and_date() -> None:
    found = read(
        "临州市人民政府办公室关于分解落实《政府工作报告》的通知", "临政办发[2022]5号", "各县市区政府:", "现分解如下。",
        "临州市人民政府办公室", "2022年2月8日",
    )  # fmt: skip
    assert found.title == "临州市人民政府办公室关于分解落实《政府工作报告》的通知"
    assert (found.number, found.issuer) == ("临政办发〔2022〕5号", "临州市人民政府办公室")
    assert found.issued == date(2022, 2, 8)


def test_a_title_in_two_lines() -> None:
    found = read("临州市人民政府办公室", "关于印发2022年重点工作责任分解的通知", "各县市区政府:")
    assert found.title == "临州市人民政府办公室关于印发2022年重点工作责任分解的通知"


def test_what_is_not_printed_stays_open() -> None:
    found = read("现将重点工作分解如下。")
    assert (found.title, found.number, found.issuer, found.issued, found.rules) == (None, None, None, None, [])


def test_duties_with_a_date_or_a_cadence_become_rules() -> None:
    found = read("一、各单位要制定方案,于3月1日前报市政府督查室。市政府督查室每季度通报一次。二、要狠抓落实。")
    assert [{key: rule[key] for key in ("by", "cadence") if key in rule} for rule in found.rules] == [
        {"by": date(2022, 3, 1)}, {"cadence": "quarterly"},
    ]  # fmt: skip
