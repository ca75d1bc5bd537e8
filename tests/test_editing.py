"""new, rename, task: what a person asks for stands in the YAML, passes the check, and old addresses lead on."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import GOLDEN, ROOT, Run

from taskbook import pages, redirects
from taskbook.cli import cli
from taskbook.layout import Layout
from taskbook.load import load
from taskbook.model import Book
from taskbook.proving import proved
from taskbook.render import printer, render
from taskbook.yamlfile import read

WHY = "--on 2021-03-01 --why 原文是两件事"
SPLIT = f"task split shifan-2021-006 --at 到2022年 {WHY}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(GOLDEN, folder)
    return folder


def plain(path: Path) -> Any:
    node, problems = read(path.read_text("utf-8"), path.name)
    assert node is not None and not problems
    return node.plain()


def book(content: Path) -> Book:
    return proved(load(content)).book


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def page_of(content: Path, path: str) -> str:
    checked = proved(load(content))
    made = pages.pages(checked.book, checked.trace, checked.book.site.as_of)
    page = next(page for page in made if page.path == path)
    return render([page], checked.book.site, ROOT / "templates")[0].markdown


def done(run: Run, content: Path, command: str) -> list[str]:
    """Run a command that must succeed and leave sound, canonical content; return what it printed."""
    code, out, err = run("--content", content, *command.split())
    assert (code, err) == (0, []), err
    assert run("--content", content, "fmt", "--check")[0] == 0
    proved(load(content))
    return out


def test_a_new_unit_stands_behind_the_named_one_and_its_lines_are_shown(run: Run, content: Path) -> None:
    before = lines(content / "shifan/units.yml")
    out = done(run, content, "new unit --name 市水利局 --id shuili --kind department --alias 市水务局 --after fagai")
    written = ["- id: shuili", "  name: 市水利局", "  aliases: [市水务局]", "  kind: department"]
    place = before.index("- id: jingxin")
    assert lines(content / "shifan/units.yml") == before[:place] + written + before[place:]
    assert out == [f"content/shifan/units.yml:{place + 1}", *(f"  + {line}" for line in written)]


def test_what_is_not_given_is_asked_for(content: Path) -> None:
    answers = "市水利局\n\ndepartment\n市水务局 市水电局\n\n"
    result = CliRunner().invoke(cli, ["--content", str(content), "new", "unit"], input=answers)
    assert result.exit_code == 0, result.output
    assert plain(content / "shifan/units.yml")[-1] == {
        "id": "shuili", "name": "市水利局", "aliases": ["市水务局", "市水电局"], "kind": "department",
    }  # fmt: skip


def test_a_new_leader_and_a_new_city_are_registered(run: Run, content: Path) -> None:
    done(run, content, "new leader --name 王五 --id wang-wu")
    assert plain(content / "shifan/leaders.yml")[-1] == {"id": "wang-wu", "name": "王五"}
    done(run, content, "new city --id jiashi --name 甲市 --province 甲省 --level county-level")
    assert [city.id for city in book(content).cities] == ["jiashi", "shifan"]
    again = "new city --id jiashi --name 甲 --province 乙 --level county-level"
    code, _, err = run("--content", content, *again.split())
    assert (code, err) == (2, ["城市 jiashi 已有。"])


def test_a_new_task_takes_its_printed_number_or_the_next_one(run: Run, content: Path) -> None:
    path = content / "shifan/2021/tasks/03.yml"
    whole = path.read_text("utf-8")
    path.write_text(whole[: whole.index("- id: shifan-2021-006")], "utf-8")
    text = "12月31日前农村自来水实现全覆盖，到2022年水质达标率达到95%。"
    code, out, _ = run(
        "--content", content, "new", "task", "--item", "6", "--section", "（二）办好民生实事", "--text", text
    )
    assert code == 0 and out[0] == "content/shifan/2021/tasks/03.yml:17"
    assert plain(path)["tasks"][-1] == {
        "id": "shifan-2021-006", "item": "6", "section": ["（二）办好民生实事"], "text": text,
    }  # fmt: skip
    proved(load(content))


def test_a_record_that_makes_a_new_mistake_is_refused_with_its_place(run: Run, content: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.yml")}
    code, _, err = run("--content", content, "new", "unit", "--name", "市发改委", "--id", "gaige", "--kind", "park")
    assert code == 1 and "error[two-claimants] 市发改委 已属于 fagai" in err[0]
    code, _, err = run("--content", content, "new", "task", "--text", "没有印出的任务", "--lead", "市发改局")
    assert code == 1 and any("error[unknown-unit]" in line and "市发改委" in line for line in err)
    assert {path: path.read_bytes() for path in content.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("rename unit 市发改局 甲 --on 2021-03-01 --why 甲", "相近的有：市发改委"),
        ("rename unit 市发改委 市发改委 --on 2021-03-01 --why 甲", "已经是这样"),
        ("task withdraw shifan-2021-09 --on 2021-03-01 --why 甲", "最相近的：shifan-2021-g01"),
        ("task merge shifan-2021-001 shifan-2021-003 --on 2021-03-01 --why 甲", "不是紧接在"),
        ("task merge shifan-2021-001 shifan-2021-002 --on 2021-03-01 --why 甲", "责任领导不同"),
        ("task split shifan-2021-006 --at 水 --on 2021-03-01 --why 甲", "恰好出现一次"),
        ("task split shifan-2021-006 --at 水质达标率 --on 2021-03-01 --why 甲", "到2022年水质达标率达到95%”不完整"),
        ("new unit --city 不在市 --name 甲 --id a --kind park", "没有城市 不在市"),
        ("new task --year 2020 --text 甲", "没有 2020 年的文件"),
        ("new task --chapter 09.yml --text 甲", "没有文件 content/shifan/2021/tasks/09.yml"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_changes_nothing(
    run: Run, content: Path, arguments: str, words: str
) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    code, out, err = run("--content", content, *arguments.split())
    assert (code, out, len(err)) == (2, [], 1)
    assert words in err[0]
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_renamed_unit_keeps_its_old_name_and_its_old_address(run: Run, content: Path) -> None:
    tasks = (content / "shifan/2021/tasks/01.yml").read_bytes()
    done(run, content, "rename unit 市住建局 市住房城乡建设局 --id zhufang --on 2021-06-01 --why 机构改革")
    unit = next(unit for unit in book(content).cities[0].units if unit.id == "zhufang")
    assert (unit.name, unit.former_ids) == ("市住房城乡建设局", ("zhujian",))
    assert unit.aliases == ("市住房和城乡建设局", "市住建局")
    assert next(unit for unit in book(content).cities[0].units if unit.id == "gongre").part_of == "zhufang"
    assert (content / "shifan/2021/tasks/01.yml").read_bytes() == tasks
    made = redirects.files(book(content), printer(ROOT / "templates"))
    page = made["shifan/units/zhujian/index.html"].decode()
    assert 'content="0; url=../zhufang/"' in page and '<a href="../zhufang/">市住房城乡建设局</a>' in page
    done(run, content, "rename unit zhufang 市住建局 --on 2021-07-01 --why 恢复原名")
    again = plain(content / "shifan/units.yml")[4]
    assert again["aliases"] == ["市住房和城乡建设局", "市住房城乡建设局"]
    assert again["renamed"] == [
        {"from": "市住建局", "date": "2021-06-01", "why": "机构改革"},
        {"from": "市住房城乡建设局", "date": "2021-07-01", "why": "恢复原名"},
    ]
    done(run, content, "rename unit zhufang 市住建局 --id zhujianju --on 2021-08-01 --why 编号与别处一致")
    text = page_of(content, "shifan/units/zhujianju.md")
    assert "改名\n:   2021年6月1日，原名称「市住建局」：机构改革" in text
    assert "改名\n:   2021年8月1日，原编号「zhufang」：编号与别处一致" in text


def test_a_split_task_keeps_its_id_and_the_new_one_says_where_it_comes_from(run: Run, content: Path) -> None:
    out = done(run, content, SPLIT)
    assert out[-1] == "新任务：shifan-2021-007。"
    first, second = plain(content / "shifan/2021/tasks/03.yml")["tasks"][1:]
    assert (first["id"], first["item"], first["due"], len(first["targets"])) == (
        "shifan-2021-006",
        "6",
        "2021-12-31",
        1,
    )
    assert second["moved"] == [{"task": "shifan-2021-006", "date": "2021-03-01", "why": "原文是两件事"}]
    assert "item" not in second and "due" not in second and second["targets"][0]["indicator"] == "水质达标率"
    assert redirects.files(book(content), printer(ROOT / "templates")) == {}


def test_a_merged_task_leads_to_the_other_and_its_id_is_never_used_again(run: Run, content: Path) -> None:
    before = plain(content / "shifan/2021/tasks/03.yml")["tasks"][1]
    done(run, content, SPLIT)
    done(run, content, f"task merge shifan-2021-006 shifan-2021-007 {WHY}")
    merged = plain(content / "shifan/2021/tasks/03.yml")["tasks"][1]
    assert merged.pop("moved") == [{"task": "shifan-2021-007", "date": "2021-03-01", "why": "原文是两件事"}]
    assert merged == before
    site = redirects.files(book(content), printer(ROOT / "templates"))
    page = site["shifan/2021/tasks/007/index.html"].decode()
    assert '<link rel="canonical" href="https://example.org/taskbook/shifan/2021/tasks/006/">' in page
    offline = redirects.files(book(content), printer(ROOT / "templates"), Layout("offline"))
    assert 'url=006.html"' in offline["shifan/2021/tasks/007.html"].decode()
    assert done(run, content, SPLIT)[-1] == "新任务：shifan-2021-008。"


def test_a_goal_that_stands_for_a_merged_task_stands_for_the_other(run: Run, content: Path) -> None:
    done(run, content, SPLIT)
    decree = content / "shifan/2021/decree.yml"
    decree.write_text(decree.read_text("utf-8").rstrip("\n") + "\n- {task: shifan-2021-007}\n", "utf-8")
    done(run, content, f"task merge shifan-2021-006 shifan-2021-007 {WHY}")
    assert plain(decree)["headline"][-1] == {"task": "shifan-2021-006"}


def test_a_withdrawn_task_stays_and_its_page_says_since_when_and_why(run: Run, content: Path) -> None:
    done(run, content, SPLIT)
    done(run, content, "task withdraw shifan-2021-007 --on 2021-06-01 --why 职责划转 --source 示政办函〔2021〕5号")
    text = page_of(content, "shifan/2021/tasks/007.md")
    assert "已撤销\n:   2021年6月1日起撤销：职责划转（依据：示政办函〔2021〕5号）" in text
    assert "来历\n:   2021年3月1日，由 [shifan-2021-006](006.md) 拆出：原文是两件事" in text


def test_a_new_plan_carries_the_registries_over(run: Run, content: Path, tmp_path: Path) -> None:
    source = (GOLDEN / "shifan/2021/source.txt").read_text("utf-8").replace("2021", "2022")
    file = tmp_path / "new.txt"
    file.write_text(source.replace("市财政局等", "市水利局等"), "utf-8")
    before = lines(content / "shifan/units.yml")
    code, out, _ = run("--content", content, "new", "plan", file)
    assert code == 0
    assert out[-1] == "沿用单位 11 个，新登记 1 个。"
    assert lines(content / "shifan/units.yml")[: len(before)] == before
    assert [plan.year for plan in book(content).cities[0].plans] == [2022, 2021]


def test_schemas_that_are_kept_know_the_new_name_at_once(run: Run, content: Path) -> None:
    assert run("--content", content, "schemas")[0] == 0
    done(run, content, "new unit --name 市水利局 --id shuili --kind department")
    assert "市水利局" in (content / ".schemas/shifan/tasks.json").read_text("utf-8")
