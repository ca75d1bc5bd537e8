"""The schemas that editors use: right for all of content/, and wrong files fail where they are wrong."""

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from conftest import CONTENT, GOLDEN, ROOT, Run
from jsonschema import Draft7Validator

from taskbook.editing import schemas
from taskbook.load import load

TEMPLATE = ROOT / "recipes" / "data-repository" / "content"


class _Editor(yaml.CSafeLoader):
    """YAML as the editors' tool reads it (1.2): no dates, true and false only, numbers."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
_Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?\d+(\.\d+)?$"), list("-0123456789"))


def bound(content: Path) -> list[tuple[Path, Draft7Validator]]:
    """Return every file of a content folder with the schema that the settings bind it to."""
    made = schemas.schemas(load(content))
    pairs = []
    for path in sorted(content.rglob("*.yml")):
        name = path.relative_to(content).as_posix()
        found = [schema for schema, glob in made.values() if fnmatch(name, glob) and name.count("/") == glob.count("/")]
        assert len(found) == 1, name
        pairs.append((path, Draft7Validator(found[0])))
    return pairs


def errors(path: Path, validator: Draft7Validator) -> list[str]:
    data = yaml.load(path.read_text("utf-8"), _Editor)
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message}" for e in validator.iter_errors(data)]


@pytest.mark.parametrize("content", [GOLDEN, CONTENT], ids=["golden", "five cities"])
def test_every_file_has_one_schema_and_passes_it(content: Path) -> None:
    for path, validator in bound(content):
        validator.check_schema(validator.schema)
        assert errors(path, validator) == [], path


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("shifan/2021/tasks/01.yml", "lead: [市财政局]", "lead: [市财务局]", "tasks.1.lead.0"),
        ("shifan/2021/tasks/01.yml", "lead: [市财政局]", "leads: [市财政局]", "tasks.1"),
        ("shifan/2021/tasks/02.yml", "id: shifan-2021-004", "id: shifan-2021-4", "tasks.2.id"),
        ("shifan/2021/tasks/03.yml", "due: 2021-12-31", "due: 2021-13-31", "tasks.1.due"),
        ("shifan/2021/tasks/02.yml", "measure: added, verb: 提供", "verb: 提供", "tasks.1.targets.1"),
        (
            "shifan/2021/tasks/02.yml",
            "measure: added, verb: 提供",
            "measure: more, verb: 提供",
            "tasks.1.targets.1.measure",
        ),
        ("shifan/city.yml", "county-level", "county", "level"),
        ("shifan/units.yml", "kind: department", "kind: departement", "0.kind"),
        ("shifan/2021/decree.yml", "from: 2021-01-01", "from: 2021年", "period.from"),
        ("site.yml", "as_of: 2021-06-30", "as_of: 今天", "as_of"),
        ("indicators.yml", "- id: ", "- id: GDP-", "0.id"),
    ],
)
def test_a_broken_file_fails_at_its_place(tmp_path: Path, name: str, old: str, new: str, where: str) -> None:
    text = (GOLDEN / name).read_text("utf-8")
    assert old in text
    broken = tmp_path / "x.yml"
    broken.write_text(text.replace(old, new, 1), "utf-8")
    validator = dict(bound(GOLDEN))[GOLDEN / name]
    assert {line.partition(":")[0] for line in errors(broken, validator)} == {where}


def test_leaders_units_and_indicators_are_offered_by_name() -> None:
    made = {name: schema for name, (schema, _) in schemas.schemas(load(CONTENT)).items()}
    words = made["qianjiang/tasks.json"]["definitions"]
    assert "雷玉成" in words["TaskEntry.leaders"]["enum"]
    assert {"市发改委", "等"} <= set(words["TaskEntry.lead"]["enum"])
    place = words["TargetEntry.id"]["enum"].index("gdp")
    assert words["TargetEntry.id"]["enumDescriptions"][place] == "地区生产总值"
    assert len(words["TaskEntry.lead"]["enum"]) == len(words["TaskEntry.lead"]["enumDescriptions"])
    assert "雷玉成" not in json.dumps(made["xuchang/tasks.json"], ensure_ascii=False)


def test_every_key_says_in_chinese_what_it_means_and_examples_are_right() -> None:
    for name, (schema, _) in schemas.schemas(load(GOLDEN)).items():
        validator = Draft7Validator(schema)
        records = [schema, *schema.get("definitions", {}).values()]
        for key, slot in (pair for record in records for pair in record.get("properties", {}).items()):
            assert re.search("[一-鿿]", slot["description"]), (name, key)
            for example in slot.get("examples", ()):
                assert list(validator.evolve(schema=slot).iter_errors(example)) == [], (name, key)


def test_the_shipped_schemas_and_settings_are_up_to_date() -> None:
    assert schemas.out_of_date(load(CONTENT), CONTENT) == {}
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, glob in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file() and list(ROOT.glob(glob)), schema


@pytest.mark.parametrize("content", [CONTENT, TEMPLATE], ids=["five cities", "template"])
def test_the_first_line_of_each_file_leads_to_the_schema_that_it_passes(content: Path) -> None:
    paths = [path for path in content.rglob("*.yml") if "ledger" not in path.parts]
    assert len(paths) > 5
    for path in paths:
        first = path.read_text("utf-8").split("\n")[0]
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.is_file() and schema.is_relative_to(content / ".schemas"), path
        assert errors(path, Draft7Validator(json.loads(schema.read_text("utf-8")))) == [], path


def test_fmt_writes_the_first_line_and_mends_a_wrong_one(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    assert run("--content", content, "fmt", "--check")[0] == 0  # no schemas, no line
    assert run("--content", content, "schemas")[0] == 0
    units, task = content / "shifan" / "units.yml", content / "shifan" / "2021" / "tasks" / "01.yml"
    line = "# yaml-language-server: $schema=../.schemas/shifan/units.json\n"
    right = units.read_text("utf-8")
    assert right == line + (GOLDEN / "shifan" / "units.yml").read_text("utf-8")
    assert task.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=../../../.schemas/shifan/tasks.json\nchapter"
    )
    units.write_text(right.replace(line, "# 登记表\n# yaml-language-server: $schema=units.json\n"), "utf-8")
    code, out, _ = run("--content", content, "fmt", "--check")
    assert code == 1 and out[0] == "content/shifan/units.yml:1 现为 # 登记表"
    assert run("--content", content, "fmt", units)[0] == run("--content", content, "fmt", "--check")[0] == 0
    assert units.read_text("utf-8") == right.replace(line, line + "# 登记表\n")
    assert run("--content", content, "check")[0] == 0


def test_new_files_have_the_line_too(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    run("--content", content, "schemas")
    made = ("new", "city", "--id", "xinshi", "--name", "新市", "--province", "湖北省", "--level", "county-level")
    assert run("--content", content, *made)[0] == 0
    added = ("new", "unit", "--city", "xinshi", "--name", "市政府办", "--id", "zhengfuban", "--kind", "department")
    assert run("--content", content, *added)[0] == 0
    text = (content / "xinshi" / "units.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.schemas/xinshi/units.json\n- id: zhengfuban\n")
    assert (content / ".schemas" / "xinshi" / "units.json").is_file()
    assert run("--content", content, "fmt", "--check")[0] == 0


def test_hidden_files_are_left_alone(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    strange = {content / "shifan/2021/tasks/._01.yml": b"\x00\x05\xff", content / "shifan/.old/units.yml": b"- id: a\n"}
    for path, raw in strange.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    assert run("--content", content, "schemas")[0] == run("--content", content, "fmt", "--check")[0] == 0
    assert {path: path.read_bytes() for path in strange} == strange


def test_the_command_writes_once_and_fmt_keeps_up(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (tmp_path / ".vscode").mkdir()
    settings = tmp_path / ".vscode" / "settings.json"
    settings.write_text('{"editor.fontSize": 14, "yaml.schemas": {"./other.json": "x.yml"}}', "utf-8")
    assert run("--content", content, "schemas", "--check")[0] == 1
    assert run("--content", content, "schemas")[0] == 0
    kept = json.loads(settings.read_text("utf-8"))
    assert kept["editor.fontSize"] == 14
    assert kept["yaml.schemas"]["./other.json"] == "x.yml"
    assert kept["yaml.schemas"]["./content/.schemas/shifan/tasks.json"] == "content/shifan/*/tasks/*.yml"
    assert run("--content", content, "schemas", "--check")[0] == run("--content", content, "check")[0] == 0
    units = content / "shifan" / "units.yml"
    units.write_text(
        units.read_text("utf-8").replace("name: 市财政局\n", "name: 市财政局\n  full: 示范市财政局\n"), "utf-8"
    )
    (content / ".schemas" / "old.json").write_text("{}", "utf-8")
    assert run("--content", content, "fmt", "--check")[0] == 1
    assert run("--content", content, "fmt")[0] == run("--content", content, "fmt", "--check")[0] == 0
    assert "示范市财政局" in (content / ".schemas" / "shifan" / "tasks.json").read_text("utf-8")
    assert not (content / ".schemas" / "old.json").exists()


def test_settings_with_comments_are_left_to_a_person(run: Run, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{\n// 我的\n}", "utf-8")
    code, _, err = run("--content", content, "schemas")
    assert code == 1 and "去掉注释" in err[-1]
    assert not (content / ".schemas").exists()
