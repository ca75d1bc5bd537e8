"""The API, the lists of units, leaders and plans, and the page that leads to them all."""

import re
import shutil
import subprocess
from pathlib import Path

import docx
import jsonschema
import pytest
from conftest import NO_OFFICE
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from exported import DAY, ROOT, Built, built, golden, real

from taskbook import exportpages, render, wording
from taskbook.cells import address
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.tables import Tables
from taskbook.model import Role

__all__ = ["built", "golden", "real"]  # fixtures


# The API


def test_the_api_is_what_its_description_says(built: Built) -> None:
    described = built.json("api/v1/openapi.json")
    assert described["openapi"] == "3.1.0"
    answers = {path for path in built.made if path.startswith("api/v1/")} - {"api/v1/openapi.json"}
    reached = set()
    components = {"components": described["components"]}
    for path, item in described["paths"].items():
        operation = item["get"]
        names = re.findall(r"\{(\w+)\}", path)
        assert [parameter["name"] for parameter in operation.get("parameters", [])] == names
        pattern = re.compile("api/v1" + re.sub(r"\\\{\w+\\\}", "([a-z0-9-]+)", re.escape(path)))
        found = [answer for answer in answers if pattern.fullmatch(answer)]
        assert found, path
        reached |= set(found)
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = jsonschema.Draft202012Validator({**schema, **components})
        for answer in sorted(found)[:40]:
            content = built.json(answer)
            validator.validate(content)
            assert content["meta"]["self"] == answer and content["meta"]["data_date"] == "2021-06-30"
        for parameter in operation.get("parameters", []):
            assert parameter["description"] and parameter["example"]
    assert reached == answers


def test_the_api_has_an_address_for_every_record(built: Built) -> None:
    book = built.book
    wanted = [f"cities/{city.id}" for city in book.cities]
    wanted += [f"plans/{plan.city_id}-{plan.year}" for plan in book.plans()]
    wanted += [f"tasks/{task.id}" for task in book.tasks()]
    wanted += [f"units/{city.id}/{unit.id}" for city in book.cities for unit in city.units]
    wanted += [f"leaders/{city.id}/{leader.id}" for city in book.cities for leader in city.leaders]
    wanted += [f"indicators/{indicator.id}" for indicator in book.indicators]
    assert {f"api/v1/{path}.json" for path in wanted} <= set(built.made)


def test_a_task_says_who_what_and_when(golden: Built) -> None:
    data = golden.json("api/v1/tasks/shifan-2021-005.json")["data"]
    assert data["task"]["number"] == "5" and data["task"]["public_deed"] is True
    assert [row["printed"] for row in data["assignments"]] == ["市交通局", "市财政局", "各镇人民政府"]
    assert [row["unit_id"] for row in data["assignments"]] == ["jiaotong", "caizheng", "ge-zhen"]
    assert [row["value"] for row in data["targets"]] == [2.55, 44, 200]
    assert data["targets"][1]["by_text"] == "6月底前"
    assert data["milestones"][0]["what"] == "建成通车"
    first = golden.json("api/v1/tasks/shifan-2021-001.json")["data"]["assignments"]
    assert [(row["printed"], row["open_list"]) for row in first if row["unit"] is None] == [("等", True)]


def test_a_unit_without_tasks_has_an_empty_answer_and_no_files(golden: Built) -> None:
    answer = golden.json("api/v1/units/shifan/ducha.json")["data"]
    assert answer["tasks"] == [] and answer["unit"]["source"] is None
    assert not any(path.startswith("shifan/units/ducha/") for path in golden.made)


# Lists of a unit, a leader, a plan


def test_units_and_leaders_take_their_own_tasks(built: Built) -> None:
    for city in built.book.cities:
        for unit in city.units:
            links = built.book.by_unit.get(unit.key, ())
            stem = f"{city.id}/units/{unit.id}/{city.id}-{unit.id}-tasks"
            assert (f"{stem}.csv" in built.made) == bool(links)
            if links:
                rows = built.csv(f"{stem}.csv")
                assert {(row["id"], row["role"]) for row in rows} == {(li.task.id, li.role.value) for li in links}
                assert f"{stem}.xlsx" in built.made and f"{stem}.docx" in built.made
        for leader in city.leaders:
            tasks = built.book.by_leader.get(leader.key, ())
            stem = f"{city.id}/leaders/{leader.id}/{city.id}-{leader.id}-tasks"
            assert [row["id"] for row in built.csv(f"{stem}.csv")] == [task.id for task in tasks]


def test_the_decomposition_table_stands_under_the_printed_heads(built: Built) -> None:
    for plan in built.book.plans():
        stem = f"{plan.city_id}/{plan.year}/{plan.city_id}-{plan.year}"
        document = docx.Document(str(built.made[f"{stem}-tasks.docx"]))
        section = document.sections[0]
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        (table,) = document.tables
        heads = [cell.text for cell in table.rows[0].cells]
        labels = [wording.role_label(plan, role) for role in Role if any(task.mentions(role) for task in plan.tasks)]
        assert heads[:2] == ["序号", "任务"] and heads[-1] == "出处"
        assert [head for head in heads if head in labels] == labels
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        rows = [row for row in table._tbl.tr_lst[1:] if len(row.tc_lst) > 1]
        words = [["".join(cell.xpath(".//w:t/text()")) for cell in row.tc_lst] for row in rows]
        assert [cells[1] for cells in words] == [task.text for task in plan.tasks]
        assert all(f"#t-{task.slug}" in cells[-1] for task, cells in zip(plan.tasks, words, strict=True))


def test_documents_name_chinese_faces(golden: Built) -> None:
    document = docx.Document(str(golden.made["shifan/2021/shifan-2021-tasks.docx"]))
    used = {paragraph.style.name for paragraph in document.paragraphs}
    used |= {p.style.name for row in document.tables[0].rows for cell in row.cells for p in cell.paragraphs}
    for name in used:
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) in ("仿宋", "黑体", "宋体"), name
    assert document.tables[0].rows[1].cells[0].text == "一、推动产业升级　（一）壮大市场主体"
    assert document.core_properties.title == "示范市2021年任务分解表"
    assert document.core_properties.modified.date() == DAY


def test_an_open_list_follows_the_name_before_it_and_silence_is_said(golden: Built) -> None:
    document = docx.Document(str(golden.made["shifan/2021/shifan-2021-tasks.docx"]))
    words = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "市财政局等、各镇" in words
    assert "文件未写" in words


def test_libreoffice_opens_documents_and_workbooks(golden: Built, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip(NO_OFFICE)
    path = golden.made["shifan/2021/shifan-2021-tasks.docx"]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "shifan-2021-tasks.txt").read_text(encoding="utf-8-sig")
    assert "示范市2021年任务分解表" in text and "牵头单位" in text
    for task in golden.book.tasks():
        assert task.text in text


def test_the_page_documents_every_field_and_links_only_what_is_made(built: Built) -> None:
    (page,) = exportpages.pages(built.book, built.trace, DAY)
    (document,) = render.render([page], built.book.site, ROOT / "templates")
    for table in Tables(Dataset(built.book, built.trace, DAY)).everything:
        for column in table.columns:
            assert f"f-{table.name}-{column.name.replace('_', '-')}" in document.markdown
    linked = re.findall(r'href="@/([^"#]+\.(?:csv|json|xlsx|docx|zip|txt))"', "".join(document.tables))
    linked += [link.removeprefix("../") for link in re.findall(r'href="([^"]+\.(?:zip|xlsx|json))"', document.markdown)]
    linked = [f"data/{link}" if "/" not in link else link for link in linked]
    assert linked and set(linked) <= set(built.made)


def test_download_links_on_pages_lead_to_files(built: Built) -> None:
    found = 0
    for document in built.documents:
        here = "/" + address(document.path)
        for link in re.findall(r'href="([^":]+\.(?:csv|json|xlsx|docx))"', document.markdown):
            target = Path(here + link).as_posix()
            found += 1
            assert _resolved(target) in built.made, (document.path, link)
    assert found


def _resolved(path: str) -> str:
    out: list[str] = []
    for part in path.strip("/").split("/"):
        if part == "..":
            out.pop()
        elif part != ".":
            out.append(part)
    return "/".join(out)
