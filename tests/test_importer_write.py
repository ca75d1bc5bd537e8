"""The import command as a clerk runs it: what it writes, what it refuses, what an update keeps."""

import shutil
from pathlib import Path

import pytest
from conftest import GOLDEN

from taskbook.cli import main
from taskbook.importer.write import extended
from taskbook.reviewlist import read_entries

DECREE = """云山市人民政府办公室关于分解落实《政府工作报告》的通知
云政办发〔2023〕5号
各县（市、区）人民政府，市政府各部门：
现将工作任务分解如下，请各单位于3月1日前将落实方案报市政府督查室。
2023年1月20日
《政府工作报告》重点工作责任分解
一、推动产业升级
1.新增规上企业20家以上，居民消费价格指数控制在103以内（牵头单位：市发改委，责任单位：市经信局、市统计局）。
2.新建停车泊位2000个，开工建设城市书房（牵头单位：市住建局，责任单位：市城管局等，各县（市、区）政府）。
二、保障改善民生
3.9月底前完成44座危桥改造（牵头单位：市交通运输局，责任单位：市财政局）。
4.城镇新增就业6000人（牵头单位：市人社局）。
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "content")
    return tmp_path / "content"


def run(content: Path, text: str, *options: str, year: str = "2023") -> int:
    document = content.parent / "通知.txt"
    document.write_text(text, "utf-8")
    arguments = [
        "--content",
        str(content),
        "--site",
        str(content.parent / "site"),
        "--jobs",
        "1",
        "import",
        str(document),
    ]
    return main([*arguments, "--city", "yunshan", "--year", year, "--name", "云山市", *options])


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def check(content: Path, *options: str) -> int:
    return main(["--content", str(content), "--site", str(content.parent / "site"), "check", *options])


def test_a_draft_is_whole_and_needs_only_review(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, DECREE) == 0
    plan = content / "yunshan" / "2023"
    assert sorted(files(content / "yunshan")) == [
        "2023/decree.yml", "2023/review.md", "2023/source.txt", "2023/tasks/01.yml", "2023/tasks/02.yml",
        "city.yml", "leaders.yml", "units.yml",
    ]  # fmt: skip
    assert (plan / "source.txt").read_text("utf-8") == DECREE
    assert "id: yunshan-2023-003" in (plan / "tasks" / "02.yml").read_text("utf-8")
    shown = capsys.readouterr().out
    assert "云山市 2023" in shown and "待核对" in shown and "%" in shown
    assert check(content) == 0


def test_open_entries_are_warnings_and_errors_under_strict(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(content, DECREE)
    review = content / "yunshan" / "2023" / "review.md"
    entries = read_entries(review)
    assert any("103" in entry.title for entry in entries)
    assert "source.txt:8:" in review.read_text("utf-8")
    capsys.readouterr()
    assert check(content) == 0
    assert capsys.readouterr().err.count("warning[review]") == len(entries)
    assert check(content, "--strict") == 1
    review.unlink()
    assert check(content, "--strict") == 0


def test_strict_import_writes_nothing_while_something_is_uncertain(content: Path) -> None:
    before = files(content)
    assert run(content, DECREE, "--strict") == 1
    assert files(content) == before


@pytest.mark.parametrize("text", ["", "今天天气很好。\n没有任何任务。\n"])
def test_what_cannot_be_imported_changes_nothing(content: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(content)
    assert run(content, text) == 1
    assert files(content) == before
    assert "什么也没有写入" in capsys.readouterr().err
    assert not [path for path in content.iterdir() if path.name.startswith(".")]


def test_a_present_plan_is_never_overwritten(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(content, DECREE)
    before = files(content)
    assert run(content, DECREE.replace("2000个", "3000个")) == 1
    assert files(content) == before
    assert "--update" in capsys.readouterr().err


def test_the_next_year_extends_the_registries(content: Path) -> None:
    run(content, DECREE)
    units = content / "yunshan" / "units.yml"
    edited = units.read_text("utf-8").replace("- id: fagai\n", "- id: fagai\n  # 编者的话\n")
    units.write_text(edited, "utf-8")
    assert run(content, DECREE.replace("2023", "2024").replace("市统计局", "市科技局、市发展改革委"), year="2024") == 0
    extended_text = units.read_text("utf-8")
    assert extended_text.replace("  aliases: [市发展改革委]\n", "").startswith(edited)
    assert "name: 市科技局" in extended_text and extended_text.count("name: 市住建局") == 1
    assert check(content) == 0


def test_where_schemas_stand_a_draft_names_them(content: Path) -> None:
    main(["--content", str(content), "schemas"])
    assert run(content, DECREE) == 0
    names = [name for name in files(content) if name.startswith("yunshan/") and name.endswith(".yml")]
    assert len(names) == 6
    for name in names:
        schema = (
            content / name / ".." / files(content)[name].split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        )
        assert schema.resolve().is_file(), name
    units = content / "yunshan" / "units.yml"
    leaders = content / "yunshan" / "leaders.yml"
    assert leaders.read_text("utf-8") == "# yaml-language-server: $schema=../.schemas/leaders.json\n[]\n"
    assert run(content, DECREE.replace("2023", "2024").replace("市统计局", "市科技局"), year="2024") == 0
    assert units.read_text("utf-8").count("yaml-language-server") == 1
    assert main(["--content", str(content), "fmt", "--check"]) == 0


def test_an_empty_registry_that_begins_with_a_comment_is_filled() -> None:
    assert extended("# 头\n[]\n", [{"id": "a", "name": "甲"}]) == "# 头\n- id: a\n  name: 甲\n"


def test_an_update_shows_the_difference_and_writes_only_on_yes(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(content, DECREE)
    task = content / "yunshan" / "2023" / "tasks" / "01.yml"
    decided = task.read_text("utf-8").replace("- id: yunshan-2023-002\n", "- id: yunshan-2023-002\n").replace(
        "  milestones:\n  - {what: 开工建设城市书房, quote: 开工建设城市书房}\n", "  note: 书房的节点不计\n"
    )  # fmt: skip
    task.write_text(decided, "utf-8")
    before = files(content)
    corrected = DECREE.replace("20家以上", "30家以上")
    capsys.readouterr()
    assert run(content, corrected, "--update") == 0
    shown = capsys.readouterr().out
    assert "+" in shown and "30家以上" in shown and "--yes" in shown
    assert files(content) == before
    assert run(content, corrected, "--update", "--yes") == 0
    after = task.read_text("utf-8")
    assert "新增规上企业30家以上" in after and 'value: "30"' in after
    assert "note: 书房的节点不计" in after and "开工建设城市书房, quote" not in after
    assert check(content) == 0


def test_an_update_keeps_ids_and_gives_new_tasks_new_ones(content: Path) -> None:
    plain = DECREE
    for number in "1234":
        plain = plain.replace(f"\n{number}.", "\n")
    run(content, plain)
    added = plain.replace("二、保障改善民生\n", "二、保障改善民生\n新建市图书馆（牵头单位：市文旅局）。\n")
    assert run(content, added, "--update", "--yes") == 0
    text = (content / "yunshan" / "2023" / "tasks" / "02.yml").read_text("utf-8")
    assert [line.split("-")[-1] for line in text.splitlines() if line.startswith("- id")] == ["005", "003", "004"]
    assert check(content) == 0


def test_several_files_are_one_document(content: Path) -> None:
    head, tail = DECREE.split("《政府工作报告》重点工作责任分解\n")
    annex = content.parent / "附件.txt"
    annex.write_text("《政府工作报告》重点工作责任分解\n" + tail, "utf-8")
    notice = content.parent / "正文.txt"
    notice.write_text(head, "utf-8")
    base = ["--content", str(content), "--site", str(content.parent / "site"), "--jobs", "2", "import"]
    assert main([*base, str(notice), str(annex), "--city", "yunshan", "--year", "2023"]) == 0
    assert "云政办发〔2023〕5号" in (content / "yunshan" / "2023" / "decree.yml").read_text("utf-8")
    assert check(content) == 0


def test_an_empty_content_folder_gets_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert run(tmp_path / "content", DECREE) == 0
    assert check(tmp_path / "content") == 0


def test_a_city_that_nobody_names_is_asked_for(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = content.parent / "通知.txt"
    document.write_text(DECREE.replace("云山市人民政府办公室", "市政府办公室"), "utf-8")
    before = files(content)
    options = ["--content", str(content), "--site", str(content.parent / "site"), "import", str(document)]
    assert main([*options, "--city", "yunshan", "--year", "2023"]) == 1
    assert "--name" in capsys.readouterr().err
    assert files(content) == before


def test_a_registry_keeps_every_byte_and_gains_records_and_aliases() -> None:
    text = "# 登记表\n- id: a\n  name: 市一局\n  kind: department\n\n"
    text += "- id: b\n  name: 市二局\n  aliases: [二局]\n  kind: department\n"
    new = {"id": "c", "name": "市三局", "kind": "department"}
    known = [
        {"id": "a", "name": "市一局", "aliases": ["一局"]},
        {"id": "b", "name": "市二局", "aliases": ["二局", "第二局"]},
    ]
    made = extended(text, [*known, new])
    assert made == text.replace("name: 市一局\n", "name: 市一局\n  aliases: [一局]\n").replace(
        "[二局]", "[二局, 第二局]"
    ) + ("- id: c\n  name: 市三局\n  kind: department\n")
    assert extended(text, known[:0]) == text
    assert extended("[]\n", [new]).startswith("- id: c")


def test_an_update_keeps_the_heads_of_tables_and_who_leads(content: Path) -> None:
    table = "序号\t工作任务\t责任单位\n1\t新增规上企业20家以上\t市发改委、市统计局\n2\t新建停车泊位2000个\t市住建局\n"
    rule = "责任单位中列第一位的为牵头单位。"
    decree = DECREE[: DECREE.index("一、推动")].replace("督查室。", "督查室。" + rule) + table
    assert run(content, decree) == 0
    path = content / "yunshan" / "2023" / "decree.yml"
    said = [line for line in path.read_text("utf-8").splitlines() if line.startswith(("first_leads", "tables", "- ["))]
    assert said[0] == "first_leads: true"
    assert run(content, decree.replace("20家", "30家"), "--update", "--yes") == 0
    after = path.read_text("utf-8").splitlines()
    assert [line for line in after if line.startswith(("first_leads", "tables", "- ["))] == said and len(said) > 1
    assert check(content) == 0
