"""What a change of the data means, in the words of those who approve it."""

from pathlib import Path

import pytest
from conftest import CONTENT, GOLDEN, Run
from gitrepo import TASKS, Repo, golden

PARKING = 'op: "~", value: "3000", unit: 个'


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return golden(tmp_path)


def diff(run: Run, repo: Repo, *arguments: object) -> list[str]:
    code, out, _ = run("--content", repo.content, "diff", *(arguments or ("HEAD",)))
    assert code == 0
    return out


def alerts(lines: list[str]) -> list[str]:
    return [line.removeprefix("- ⚠ ") for line in lines if line.startswith("- ⚠ ")]


def test_nothing_changed_is_one_line(run: Run, repo: Repo) -> None:
    assert diff(run, repo) == ["与 HEAD 相比，数据没有改动。"]
    assert diff(run, repo, GOLDEN) == [f"与 {GOLDEN} 相比，数据没有改动。"]
    assert run("--content", CONTENT, "diff", CONTENT.parent)[1] == [f"与 {CONTENT.parent} 相比，数据没有改动。"]


def test_the_first_line_counts_what_changed(run: Run, repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "3200", unit: 个')
    repo.edit(f"{TASKS}/02.yml", 'value: "7", unit: 座', 'value: "8", unit: 座')
    repo.edit(f"{TASKS}/01.yml", "leaders: [张明, 李华]", "leaders: [李华]")
    repo.edit(
        "shifan/units.yml", "- id: caizheng", "- id: shuili\n  name: 市水利局\n  kind: department\n- id: caizheng"
    )
    repo.edit("shifan/2021/decree.yml", "why: 页码", "why: 页码在文中")
    out = diff(run, repo)
    assert out[0] == "任务 2 条改动，指标 2 个，新增单位 1 个，其他文件 1 个（与 HEAD 相比）"
    assert "- 新增单位 市水利局（shifan/shuili）" in out
    assert "- shifan/2021/decree.yml" in out
    assert "    - 责任领导 张明、李华 → 李华" in out
    assert alerts(out) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "warning"),
    [
        ("02", PARKING, 'op: "~", value: "1800", unit: 个',
         "目标调低：shifan-2021-003 提供停车泊位 约3000个→约1800个（{}:17）"),
        ("02", PARKING, 'op: "~", value: "0.2", unit: 万个',
         "目标调低：shifan-2021-003 提供停车泊位 约3000个→约0.2万个（{}:17）"),
        ("02", PARKING, 'op: "~", value: "3000", unit: 处',
         "目标改写：shifan-2021-003 提供停车泊位 约3000个→约3000处（{}:17）"),
        ("01", 'op: ">=", value: "20"', 'op: "~", value: "20"',
         "目标调低：shifan-2021-001 新增规上企业 不少于20家→约20家（{}:11）"),
        ("03", "due: 2021-12-31", "due: 2022-06-30",
         "期限推后：shifan-2021-006 2021年12月31日 → 2022年6月30日（{}:22）"),
        ("03", "  due: 2021-12-31\n", "", "期限取消：shifan-2021-006 2021年12月31日 → 年度（{}:17）"),
        ("03", "by: 2021-06, by_text: 6月底前", "by: 2021-09, by_text: 9月底前",
         "期限推后：shifan-2021-005 完成危桥改造 6月底前→9月底前（{}:13）"),
        ("03", "lead: [市交通局]", "lead: [市城投公司]", "牵头单位变更：shifan-2021-005 市交通局 → 市城投公司（{}:8）"),
        ("03", "  public_deed: true\n  due", "  withdrawn: {date: 2021-09-01, why: 合并实施}\n  due",
         "任务撤销：shifan-2021-006 合并实施（{}:17）"),
    ],
)  # fmt: skip
def test_what_must_not_be_overlooked_stands_first_with_its_line(
    run: Run, repo: Repo, file: str, old: str, new: str, warning: str
) -> None:
    repo.edit(f"{TASKS}/{file}.yml", old, new)
    assert alerts(diff(run, repo)) == [warning.format(f"content/{TASKS}/{file}.yml")]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("02", PARKING, 'op: "~", value: "0.35", unit: 万个'),
        ("03", "due: 2021-12-31", "due: 2021-11-30"),
        ("03", "lead: [市交通局]", "lead: [市交通运输局]"),
        ("01", "effort: true, ", ""),
    ],
)
def test_what_is_more_sooner_or_the_same_unit_is_no_warning(
    run: Run, repo: Repo, file: str, old: str, new: str
) -> None:
    repo.edit(f"{TASKS}/{file}.yml", old, new)
    out = diff(run, repo)
    assert out[0].startswith("任务 1 条改动")
    assert alerts(out) == []


def test_a_cap_that_rises_is_loosened(run: Run, repo: Repo) -> None:
    capped = 'op: "<=", value: "3000", unit: 个'
    repo.edit(f"{TASKS}/02.yml", PARKING, capped)
    repo.commit("上限")
    repo.edit(f"{TASKS}/02.yml", capped, capped.replace("3000", "3500"))
    assert alerts(diff(run, repo)) == [
        f"上限放宽：shifan-2021-003 提供停车泊位 3000个以内→3500个以内（content/{TASKS}/02.yml:17）"
    ]
    repo.edit(f"{TASKS}/02.yml", capped.replace("3000", "3500"), capped.replace("3000", "2500"))
    assert alerts(diff(run, repo)) == []


def test_the_first_listed_unit_leads_where_the_document_says_so(run: Run, repo: Repo) -> None:
    repo.edit("shifan/2021/decree.yml", "kind: decree", "kind: decree\nfirst_leads: true")
    repo.commit("列第一位者牵头")
    repo.edit(f"{TASKS}/02.yml", "[市大气、水污染防治委员会成员单位, 东镇人民政府]", "[东镇人民政府]")
    (warning,) = alerts(diff(run, repo))
    assert warning.startswith("牵头单位变更：shifan-2021-004 市大气、水污染防治委员会成员单位 → 东镇人民政府")


def test_a_task_that_is_gone_is_shown_where_it_stood(run: Run, repo: Repo) -> None:
    file = repo.content / TASKS / "02.yml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("- id: shifan-2021-004")], "utf-8")
    out = diff(run, repo)
    assert out[0] == "删去任务 1 条（与 HEAD 相比）"
    assert alerts(out) == [
        f"任务删除：shifan-2021-004 加强大气和水污染防治，持续改善环境质量（content/{TASKS}/02.yml:19（原处））"
    ]


def test_a_task_that_went_into_another_is_no_deletion(run: Run, repo: Repo) -> None:
    file = repo.content / TASKS / "02.yml"
    text = file.read_text("utf-8")
    file.write_text(
        text[: text.index("- id: shifan-2021-004")]
        + "  moved:\n  - {task: shifan-2021-004, date: 2021-03-01, why: 一件事}\n",
        "utf-8",
    )
    assert [warning.partition("（")[0] for warning in alerts(diff(run, repo))] == [
        "任务并入：shifan-2021-004 并入 shifan-2021-003"
    ]


def test_a_task_moved_to_another_file_is_no_change(run: Run, repo: Repo) -> None:
    (repo.content / TASKS / "02.yml").rename(repo.content / TASKS / "02-a.yml")
    assert diff(run, repo) == ["与 HEAD 相比，数据没有改动。"]


def test_a_renamed_unit_is_one_change(run: Run, repo: Repo) -> None:
    renamed = ("rename", "unit", "市财政局", "市财政金融局", "--id", "caizheng-jinrong")
    assert run("--content", repo.content, *renamed, "--on", "2021-06-01", "--why", "机构改革")[0] == 0
    out = diff(run, repo)
    assert out[0].startswith("单位 1 个改动")
    words = (
        "编号 caizheng → caizheng-jinrong；名称 市财政局 → 市财政金融局；增加写法 市财政局；改名 2021-06-01，机构改革"
    )
    assert any(words in line for line in out)


def test_a_file_that_cannot_be_read_is_named_and_its_tasks_are_not_gone(run: Run, repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", "text: 全年城镇", 'text: "全年城镇')
    out = diff(run, repo)
    assert out[0] == "读不了的文件 1 个（与 HEAD 相比）"
    assert f"- {TASKS}/02.yml" in out
    assert alerts(out) == []


def test_a_branch_is_compared_with_where_it_left_the_base(run: Run, repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "branch")
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "3200", unit: 个')
    repo.commit("支线")
    repo.git("checkout", "-q", "main")
    repo.edit(f"{TASKS}/03.yml", "due: 2021-12-31", "due: 2021-11-30")
    repo.commit("主线")
    repo.git("checkout", "-q", "branch")
    out = diff(run, repo, "main")
    assert out[0] == "任务 1 条改动，指标 1 个（与 main 相比）"
    assert any("shifan-2021-003" in line for line in out)


def test_markdown_has_headings_and_escapes_words(run: Run, repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", "text: 全年城镇新增就业6000人", "text: 全年*城镇*新增就业6000人")
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "1800", unit: 个')
    out = diff(run, repo, "HEAD", "--format", "markdown")
    assert out[0] == "**任务 2 条改动，指标 1 个**（与 HEAD 相比）"
    assert [line for line in out if line.startswith("#")] == ["### 请特别核对", "### 任务"]
    assert any(r"全年\*城镇\*新增" in line for line in out)


@pytest.mark.parametrize("base", ["nix", "-x", "HEAD~9"])
def test_a_base_that_does_not_exist_is_a_mistake_of_the_command(run: Run, repo: Repo, base: str) -> None:
    code, out, err = run("--content", repo.content, "diff", "--", base)
    assert (code, out) == (2, [])
    assert err == [
        f"不能与 {base} 比较：没有名为 {base} 的提交、分支或标签。BASE 写 git 的提交、分支或标签，或一个文件夹。"
    ]


def test_a_folder_without_data_is_a_mistake_of_the_command(run: Run, repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run("--content", repo.content, "diff", tmp_path / "empty")
    assert (code, out, err) == (2, [], [f"{tmp_path / 'empty'} 里没有数据文件。"])
