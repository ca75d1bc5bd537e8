"""What is taken away is what the Book holds: tables read back with the readers that people use."""

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from exported import DAY, ROOT, TABLES, Built, built, counts, golden, real

from taskbook import exportpages, exports, render
from taskbook.exporters import csvfile, docxfile, package, xlsxfile
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.tables import Tables

__all__ = ["built", "golden", "real"]  # fixtures


def test_every_format_holds_as_many_rows_as_the_book(built: Built) -> None:
    wanted = counts(built.book)
    workbook = built.sheets("data/taskbook.xlsx")
    sheets = dict(zip(TABLES, workbook.worksheets, strict=False))
    assert workbook.sheetnames[-1] == "说明"
    for name in TABLES:
        assert len(built.csv(f"data/{name}.csv")) == wanted[name]
        assert len(built.json(f"data/{name}.json")) == wanted[name]
        assert sheets[name].max_row == wanted[name] + 1


def test_every_format_holds_the_same_values(built: Built) -> None:
    tables = Tables(Dataset(built.book, built.trace, DAY))
    sheets = built.sheets("data/taskbook.xlsx").worksheets
    for table, sheet in zip(tables.everything, sheets, strict=False):
        assert [cell.value for cell in sheet[1]] == [column.title for column in table.columns]
        read = list(sheet.iter_rows(min_row=2, values_only=True))
        records = built.json(f"data/{table.name}.json")
        for row, cells, line, record in zip(
            table.rows, read, built.csv(f"data/{table.name}.csv"), records, strict=True
        ):
            for column, value, cell in zip(table.columns, row, cells, strict=True):
                expected = "；".join(value) or None if isinstance(value, tuple) else value
                shown = cell.date() if isinstance(value, date) else cell
                assert shown == expected and type(shown) is type(expected), (table.name, column.name)
                assert record[column.name] == (list(value) if isinstance(value, tuple) else _json(value))
                assert line[column.name] == ("" if expected is None else _text(expected))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(_json(value))


def test_csv_opens_in_excel(golden: Built) -> None:
    raw = golden.made["data/tasks.csv"].read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
    assert b"\r\n" in raw


def test_numbers_are_numbers_and_ranges_keep_their_ends(golden: Built) -> None:
    found = {row["indicator"]: row for row in golden.json("data/targets.json")}
    assert found["筹资"]["value"] == 2.55 and found["筹资"]["value_text"] == "2.55"
    assert found["新增贷款"]["value"] is None
    assert (found["新增贷款"]["value_low"], found["新增贷款"]["value_high"]) == (10, 12)
    assert found["综合考核"]["value"] is None and found["综合考核"]["kind"] == "ranking"
    sheet = golden.sheets("data/taskbook.xlsx")["指标"]
    heads = [cell.value for cell in sheet[1]]
    values = [row[heads.index("数值")] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert {type(value) for value in values} <= {int, float, type(None)} and 2.55 in values


def test_workbooks_are_ready_to_work_with(golden: Built) -> None:
    for path in ("data/taskbook.xlsx", "shifan/units/jiaotong/shifan-jiaotong-tasks.xlsx"):
        sheet = golden.sheets(path).worksheets[0]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A1"].font.bold
        heads = [cell.value for cell in sheet[1]]
        words = sheet.cell(2, heads.index("任务") + 1)
        assert words.alignment.wrap_text
        assert sheet.column_dimensions[words.column_letter].width == 60


def test_dates_are_dates(golden: Built) -> None:
    sheet = golden.sheets("data/taskbook.xlsx")["任务"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("计划期末") + 1)
    assert cell.is_date and cell.value.date() == date(2021, 12, 31)


def test_every_row_is_cited_and_its_sentence_can_be_reached(built: Built) -> None:
    ids = built.ids()
    base = built.book.site.address
    for name in TABLES:
        for row in built.json(f"data/{name}.json"):
            named = name not in ("units", "leaders") or row["tasks"]
            assert bool(row["citation"]) == bool(named)
            assert bool(row["source"]) == bool(named)
            if row["source"]:
                page, _, fragment = row["source"].partition("#")
                assert page in ids and (not fragment or fragment in ids[page]), row["source"]
                assert row["source_url"] == (f"{base.rstrip('/')}/{row['source']}" if base else None)
            if "page" in row:
                assert row["page"] in ids


def test_the_offsets_of_tasks_lead_to_their_words_in_the_text_as_obtained(built: Built) -> None:
    sources = {
        plan["id"]: built.made[f"{plan['city_id']}/{plan['year']}/{plan['id']}-source.txt"].read_bytes()
        for plan in built.json("data/plans.json")
    }
    for plan in built.json("data/plans.json"):
        assert hashlib.sha256(sources[plan["id"]]).hexdigest() == plan["source_sha256"]
    spans = {task.id: built.trace[(task.city_id, task.year)].tasks[task.id].text for task in built.book.tasks()}
    for row in built.json("data/tasks.json"):
        span = spans[row["id"]]
        assert (row["source_from"], row["source_to"]) == (span.start, span.end)
        assert sources[f"{row['city_id']}-{row['year']}"].decode()[span.start : span.end].strip()


def test_keys_tell_rows_apart_and_links_arrive(built: Built) -> None:
    tables = {table.name: table for table in Tables(Dataset(built.book, built.trace, DAY)).everything}
    for table in tables.values():
        rows = table.records()
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(keys) == len(set(keys)), table.name
        for name, other in table.links:
            known = {row["id"] for row in tables[other].records()}
            assert {row[name] for row in rows} <= known | {None}


def test_records_follow_the_schema(built: Built) -> None:
    schema = built.json("data/schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    for name in TABLES:
        one = {"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]}
        jsonschema.Draft202012Validator(one).validate(built.json(f"data/{name}.json"))


def test_the_data_package_describes_the_files_beside_it(built: Built) -> None:
    found = built.json("data/datapackage.json")
    assert [resource["name"] for resource in found["resources"]] == list(TABLES)
    assert re.fullmatch(r"\d+\.\d+\.\d+\+20210630", found["version"])
    assert len(found["sources"]) == counts(built.book)["plans"] and found["generated_from"]["files"]
    for resource in found["resources"]:
        raw = built.made[f"data/{resource['path']}"].read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        heads = raw.decode("utf-8-sig").splitlines()[0].split(",")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == heads
        for row in built.csv(f"data/{resource['path']}"):
            for field in fields:
                _check(row[field["name"]], field)


def _check(value: str, field: dict[str, Any]) -> None:
    rules = field.get("constraints", {})
    assert value or not rules.get("required"), field["name"]
    if not value:
        return
    assert value in rules.get("enum", [value])
    readers = {"integer": int, "number": float, "date": date.fromisoformat, "boolean": ["true", "false"].index}
    readers.get(field["type"], str)(value)


def test_the_licence_is_the_editors_or_said_to_be_missing(golden: Built, real: Built) -> None:
    assert golden.json("data/datapackage.json")["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0"}]
    assert golden.json("api/v1/index.json")["meta"]["licence"] == "CC BY 4.0"
    without = replace(real.book, site=real.book.site.model_copy(update={"licence": None}))
    found = package.describe(Tables(Dataset(without, real.trace, DAY)), {})
    assert found["licence"] is None and found["licence_note"] == "未注明" and "licenses" not in found


def test_one_zip_holds_it_all(golden: Built) -> None:
    with zipfile.ZipFile(golden.made["data/taskbook.zip"]) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        assert names >= {"README.txt", "datapackage.json", "schema.json", "taskbook.xlsx"}
        assert names >= {f"{name}.{kind}" for name in TABLES for kind in ("csv", "json")}
        for name in names - {"README.txt"}:
            assert archive.read(name) == golden.made[f"data/{name}"].read_bytes()
        assert "危桥改造" in archive.read("tasks.csv").decode("utf-8-sig")
        assert "value_low" in archive.read("README.txt").decode()


# The whole


def test_the_same_data_gives_the_same_bytes(golden: Built, tmp_path: Path) -> None:
    xlsxfile._skeleton.cache_clear()
    docxfile._frame.cache_clear()
    again = exports.build(golden.book, golden.trace, DAY, tmp_path)
    assert list(again) == list(golden.made)
    for path, file in again.items():
        assert file.read_bytes() == golden.made[path].read_bytes(), path


def test_the_folder_holds_exactly_the_exports_and_what_is_unchanged_stays(golden: Built, tmp_path: Path) -> None:
    made = exports.build(golden.book, golden.trace, DAY, tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "left.csv").write_bytes(b"")
    before = {path: file.stat().st_mtime_ns for path, file in made.items()}
    again = exports.build(golden.book, golden.trace, DAY, tmp_path)
    assert {path: file.stat().st_mtime_ns for path, file in again.items()} == before
    assert {file for file in tmp_path.rglob("*") if file.is_file()} == set(again.values())


def test_an_output_can_be_dropped(golden: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for dropped in exports.OUTPUTS:
        rest = tuple(output for output in exports.OUTPUTS if output is not dropped)
        monkeypatch.setattr(exports, "OUTPUTS", rest)
        kept = exports.build(golden.book, golden.trace, DAY, tmp_path)
        monkeypatch.undo()
        assert set(kept) < set(golden.made)
        assert dropped is not csvfile.files or json.loads(kept["data/datapackage.json"].read_bytes())["resources"] == []


def test_a_site_without_cities_says_so_and_still_has_every_file(golden: Built, tmp_path: Path) -> None:
    empty = replace(golden.book, cities=(), by_unit={}, by_leader={}, by_indicator={})
    made = exports.build(empty, {}, DAY, tmp_path)
    for name in TABLES:
        assert json.loads(made[f"data/{name}.json"].read_bytes()) == []
    (page,) = exportpages.pages(empty, {}, DAY)
    (document,) = render.render([page], empty.site, ROOT / "templates")
    assert "还没有收录文件" in document.markdown


def test_paths_are_ascii_and_none_is_a_page(built: Built) -> None:
    for path in built.made:
        assert re.fullmatch(r"[a-z0-9./-]+", path) and not path.endswith((".md", "/index.html"))
