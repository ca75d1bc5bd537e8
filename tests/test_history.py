"""What git says of tasks: followed by id, read quickly, and never in the way of a build."""

import subprocess
from pathlib import Path

import pytest
from conftest import CONTENT, GOLDEN
from gitrepo import TASKS, Repo, golden

from taskbook.changes import Change, History, concerned, lines
from taskbook.history import comparing, past, registers, taskfiles
from taskbook.history.registers import Register
from taskbook.history.repository import Repository
from taskbook.wording import day

PLAN = ("shifan", 2021)
PARKING = 'op: "~", value: "3000", unit: 个'


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return golden(tmp_path / "repo")


def read(repo: Repo, content: Path | None = None) -> History:
    """Read the history twice: with nothing kept, and with what was kept; both are the same."""
    kept = repo.folder.parent / "work" / "history.json"
    for file in kept.parent.glob("*"):
        file.unlink()
    first = past.read(content or repo.content, [PLAN], kept)
    assert past.read(content or repo.content, [PLAN], kept) == first
    return first


def told(history: History) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Return reason -> tasks with their lines, newest first."""
    return [
        (one.commit.reason, [(change.task[-3:], lines(change)) for change in one.changes]) for one in history.of(PLAN)
    ]


def test_the_import_is_no_change(repo: Repo) -> None:
    assert read(repo) == History()


def test_a_change_has_its_words_commit_date_and_reason(repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "1800", unit: 个')
    commit = repo.commit("按批复调减停车泊位\n\n详见附件")
    (revision,) = read(repo).of(PLAN)
    assert (revision.commit.id, revision.commit.reason, day(revision.commit.day)) == (
        commit,
        "按批复调减停车泊位",
        "2021年3月2日",
    )
    assert [lines(change) for change in revision.changes] == [("提供停车泊位 约3000→1800 个",)]


def test_words_roles_and_deadlines_are_told(repo: Repo) -> None:
    repo.edit(f"{TASKS}/03.yml", "due: 2021-12-31", "due: 2022-06-30")
    repo.edit(f"{TASKS}/03.yml", "lead: [市交通局]", "lead: [市交通运输局]")
    repo.edit(f"{TASKS}/01.yml", "text: 新增规上企业20家以上，", "text: 新增规上企业25家以上，")
    repo.commit("更正")
    ((_, tasks),) = told(read(repo))
    old = "新增规上企业20家以上，力争工业技改投资占工业投资60%以上"
    assert tasks == [
        ("001", (f"任务文字 「{old}」→「{old.replace('20', '25')}」",)),
        ("005", ("牵头单位 市交通局 → 市交通运输局",)),
        ("006", ("完成时限 2021年12月31日 → 2022年6月30日",)),
    ]


def test_what_only_serves_the_machinery_is_no_change(repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", "id: parking, ", "")
    repo.edit(f"{TASKS}/02.yml", "chapter: 二", "# 注释\nchapter: 二")
    repo.commit("整理")
    assert told(read(repo)) == []


def test_a_task_is_followed_into_another_file_and_another_folder(repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("先改")
    repo.git("mv", f"content/{TASKS}/02.yml", f"content/{TASKS}/02-a.yml")
    repo.commit("换文件名")
    repo.git("mv", "content", "data")
    repo.commit("换文件夹名")
    file = repo.folder / "data" / TASKS / "02-a.yml"
    file.write_text(file.read_text("utf-8").replace('value: "2800"', 'value: "2700"'), "utf-8")
    repo.commit("后改")
    found = told(read(repo, repo.folder / "data"))
    assert found == [
        ("后改", [("003", ("提供停车泊位 约2800→2700 个",))]),
        ("先改", [("003", ("提供停车泊位 约3000→2800 个",))]),
    ]


def test_tasks_that_come_and_go_after_the_import_are_told(repo: Repo) -> None:
    file = repo.content / TASKS / "02.yml"
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.index("- id: shifan-2021-004")], "utf-8")
    repo.commit("误删")
    file.write_text(whole, "utf-8")
    repo.commit("恢复")
    assert told(read(repo)) == [("恢复", [("004", ("加入数据",))]), ("误删", [("004", ("从数据中删去",))])]


def test_headline_goals_units_and_leaders_are_told_on_the_plan_s_page(repo: Repo) -> None:
    decree, units = "shifan/2021/decree.yml", "shifan/units.yml"
    repo.edit(decree, 'value: "8"', 'value: "7"')
    repo.edit(
        units,
        "- id: caizheng\n  name: 市财政局",
        "- id: jinrong\n  former_ids: [caizheng]\n  name: 市财政金融局\n  full: 甲",
    )
    repo.edit(
        "shifan/leaders.yml", "- id: li-hua\n  name: 李华", "- id: li-hua\n  name: 李华\n  posts:\n  - {title: 副市长}"
    )
    repo.commit("改了")
    (revision,) = read(repo).of(PLAN)
    assert [(change.task, lines(change)) for change in revision.changes] == [
        ("shifan/goals/2021", ("地区生产总值 不少于8→7 %",)),
        ("shifan/leaders/li-hua", ("改了 职务",)),
        ("shifan/units/jinrong", ("编号 caizheng → jinrong", "名称 市财政局 → 市财政金融局", "改了 全称")),
    ]
    assert concerned(revision.changes) == "预期目标、1个单位、1个责任领导"


def test_what_only_a_new_year_registers_is_no_change_and_another_city_s_registry_is_not_ours(repo: Repo) -> None:
    units = repo.content / "shifan/units.yml"
    units.write_text(units.read_text("utf-8") + "- id: xin\n  name: 市新局\n  kind: department\n", "utf-8")
    other = repo.content / "bieshi" / "units.yml"
    other.parent.mkdir()
    other.write_text("- id: a\n  name: 甲\n  kind: town\n", "utf-8")
    repo.commit("登记")
    other.write_text("- id: a\n  name: 乙\n  kind: town\n", "utf-8")
    repo.commit("别市")
    assert told(read(repo)) == []


def test_registers_before_a_plan_s_import_and_with_it_are_no_change_of_the_plan(repo: Repo, tmp_path: Path) -> None:
    plan = repo.content / "shifan" / "2022"
    repo.edit("shifan/units.yml", "name: 市经信局", "name: 市工信局")
    repo.commit("先改名")
    (plan / "tasks").mkdir(parents=True)
    (plan / "tasks" / "01.yml").write_text("chapter: 一\ntasks:\n- id: shifan-2022-001\n  text: 甲\n", "utf-8")
    repo.edit("shifan/units.yml", "  aliases: [市发展改革委]\n", "  aliases: [市发展改革委, 市发展和改革委]\n")
    repo.commit("录入2022年文件")
    repo.edit("shifan/units.yml", "name: 市工信局", "name: 市经信局")
    repo.commit("改回")
    history = past.read(repo.content, [PLAN, ("shifan", 2022)], tmp_path / "history.json")
    reasons = {plan: [one.commit.reason for one in history.of(plan)] for plan in history.plans}
    assert reasons == {PLAN: ["改回", "录入2022年文件", "先改名"], ("shifan", 2022): ["改回"]}


def test_a_merge_tells_nothing_anew_but_what_it_decides_itself(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "branch")
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("支线")
    repo.git("checkout", "-q", "main")
    repo.edit(f"{TASKS}/02.yml", 'value: "7", unit: 座', 'value: "8", unit: 座')
    repo.commit("主线")
    merged = subprocess.run(["git", "-C", str(repo.folder), "merge", "--no-commit", "branch"], capture_output=True)
    assert b"CONFLICT" in merged.stdout
    file = repo.content / TASKS / "02.yml"
    ours = repo.git("show", f"main:content/{TASKS}/02.yml")
    file.write_text(
        ours.replace('value: "3000"', 'value: "2800"').replace("responsible: [市大气", "lead: [市大气"), "utf-8"
    )
    repo.commit("合并")
    found = dict(told(read(repo)))
    assert found["支线"] == [("003", ("提供停车泊位 约3000→2800 个",))]
    assert found["主线"] == [("003", ("启动建设城区停车场 7→8 座",))]
    assert [task for task, _ in found["合并"]] == ["003", "004"]


def test_a_merge_tells_no_removal_anew_that_a_branch_has_told(repo: Repo) -> None:
    units = repo.content / "shifan/units.yml"
    repo.git("checkout", "-q", "-b", "branch")
    units.write_text(units.read_text("utf-8").partition("- id: ge-zhen")[0], "utf-8")
    repo.commit("支线")
    repo.git("checkout", "-q", "main")
    repo.edit("shifan/units.yml", "name: 市财政局", "name: 市财政金融局")
    repo.commit("主线")
    repo.git("merge", "-q", "--no-ff", "-m", "合并", "branch")
    assert [reason for reason, _ in told(read(repo))] == ["主线", "支线"]


def test_records_that_are_gone_are_told_in_their_order() -> None:
    before = {name: {"id": name, "name": name.upper()} for name in "abcdefgh"}
    found = registers.differing(Register("", "shifan", "units"), before, {})
    assert [change.task for change in found] == [f"shifan/units/{name}" for name in before]


def test_a_new_unit_that_takes_over_a_name_is_not_the_one_that_had_it() -> None:
    before = {"a": {"id": "a", "name": "市数据局"}}
    after = {"a": {"id": "a", "name": "市数据管理局"}, "b": {"id": "b", "name": "市数据局"}}
    (change,) = registers.differing(Register("", "shifan", "units"), before, after)
    assert (change.task, lines(change)) == ("shifan/units/a", ("名称 市数据局 → 市数据管理局",))


def test_a_state_that_cannot_be_read_is_skipped_and_what_came_of_it_is_told(repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", "text: 全年城镇", 'text: "全年城镇')
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("改坏了")
    repo.edit(f"{TASKS}/02.yml", 'text: "全年城镇', "text: 全年城镇")
    repo.commit("改好了")
    history = read(repo)
    assert told(history) == [("改好了", [("003", ("提供停车泊位 约3000→2800 个",))])]
    assert history.skipped == 1
    assert "1 个旧文件读不了" in history.said


def test_a_shallow_clone_says_how_far_back_it_sees(repo: Repo) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("第一次")
    repo.edit(f"{TASKS}/02.yml", 'value: "2800"', 'value: "2700"')
    repo.commit("第二次")
    clone = repo.folder.parent / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", repo.folder.as_uri(), str(clone)], check=True)
    history = read(repo, clone / "content")
    assert [reason for reason, _ in told(history)] == ["第二次"]
    assert history.since and day(history.since) == "2021年3月2日"
    assert "浅克隆" in history.said


def test_a_plan_imported_within_a_shallow_clone_is_no_change(repo: Repo, tmp_path: Path) -> None:
    for file in (repo.content / TASKS).iterdir():
        file.rename(tmp_path / file.name)
    repo.commit("撤下")
    for file in tmp_path.glob("*.yml"):
        file.rename(repo.content / TASKS / file.name)
    repo.commit("再录入")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "2", repo.folder.as_uri(), str(clone)], check=True)
    history = read(repo, clone / "content")
    assert history.since
    assert told(history) == []


@pytest.mark.parametrize("where", ["no repository", "no commit", "no git"])
def test_without_git_there_is_no_history_and_a_word_why(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if where == "no commit":
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    if where == "no git":
        monkeypatch.setenv("PATH", "")
    history = past.read(content, [PLAN], tmp_path / "history.json")
    word = {"no repository": "不在 git 工作区里", "no commit": "还没有提交", "no git": "没有安装 git"}[where]
    assert history == History(missing=word)
    assert history.said == f"没有（{word}），页面不写数据变更"


def test_a_hook_s_own_repository_is_not_taken_for_ours(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(repo.folder.parent / "nothing"))
    assert read(repo) == History()


def test_what_was_kept_and_spoilt_is_read_anew(repo: Repo, tmp_path: Path) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("改")
    kept = tmp_path / "history.json"
    first = past.read(repo.content, [PLAN], kept)
    kept.write_text("{", "utf-8")
    assert past.read(repo.content, [PLAN], kept) == first


def test_what_was_kept_is_not_read_again(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.edit(f"{TASKS}/02.yml", PARKING, 'op: "~", value: "2800", unit: 个')
    repo.commit("改")
    first = past.read(repo.content, [PLAN], tmp_path / "history.json")

    def refuse(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(Repository, "blob", refuse)
    assert past.read(repo.content, [PLAN], tmp_path / "history.json") == first


TARGET = {"indicator": "停车泊位", "op": "=", "value": "2000", "unit": "个", "measure": "added", "verb": "新增"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([TARGET], [TARGET | {"value": "1800"}], ["新增停车泊位 2000→1800 个"]),
        ([TARGET], [TARGET | {"op": ">="}], ["新增停车泊位 2000个→不少于2000个"]),
        ([TARGET | {"op": "<="}], [TARGET | {"op": "<=", "value": "3000"}], ["新增停车泊位 2000→3000 个以内"]),
        ([TARGET], [TARGET | {"unit": "万个", "value": "0.2"}], ["新增停车泊位 2000个→0.2万个"]),
        ([TARGET], [], ["新增停车泊位 删去（原为2000个）"]),
        ([], [TARGET], ["新增停车泊位 新增：2000个"]),
        ([TARGET], [TARGET | {"by": "2021-06", "by_text": "6月底前"}], ["新增停车泊位 期限 年度→6月底前"]),
        ([TARGET], [TARGET | {"effort": "true", "quote": "别的引文"}], ["新增停车泊位 改为力争"]),
        ([TARGET], [TARGET | {"quote": "别的引文", "id": "parking"}], []),
        (
            [TARGET, TARGET | {"indicator": "公厕", "value": "3", "unit": "座"}],
            [TARGET | {"indicator": "公厕", "value": "2", "unit": "座"}, TARGET],
            ["新增公厕 3→2 座"],
        ),
    ],
)
def test_a_figure_s_change_reads_as_people_write_it(old: object, new: object, said: list[str]) -> None:
    found = comparing.differences({"targets": old}, {"targets": new})
    assert [f"{one.label()} {one.words}" for one in found] == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (["甲"], ["乙"], "甲 → 乙"),
        ([], ["乙"], "无 → 乙"),
        (list("甲乙丙丁戊"), list("甲乙丙丁己庚"), "增加己、庚；去掉戊"),
        (list("甲乙丙丁戊"), list("乙甲丙丁戊"), "次序调整"),
    ],
)
def test_long_lists_of_units_show_only_what_changed(old: list[str], new: list[str], said: str) -> None:
    (found,) = comparing.differences({"assist": old}, {"assist": new})
    assert (found.label(), found.words) == ("协办单位", said)


def test_of_a_long_text_only_the_changed_pieces_are_shown() -> None:
    old, new = "甲" * 30 + "二十" + "乙" * 30 + "四十", "甲" * 30 + "三十" + "乙" * 30 + "五十"
    (found,) = comparing.differences({"text": old}, {"text": new})
    piece, other = "甲" * 8, "乙" * 8
    assert found.words == (
        f"「…{piece}二十{other[:7]}…」→「…{piece}三十{other[:7]}…」；「…{other}四十」→「…{other}五十」"
    )


def test_strange_old_shapes_are_no_traceback() -> None:
    old = {"text": ["x"], "lead": "市财政局", "targets": {"a": "b"}, "withdrawn": "x"}
    assert comparing.differences(old, {"lead": ["市财政局"]})
    assert comparing.differences({}, {}) == ()


def test_the_golden_content_of_this_repository_is_read_without_a_word_of_error(tmp_path: Path) -> None:
    history = past.read(GOLDEN, [PLAN], tmp_path / "history.json")
    assert all(isinstance(change, Change) for one in history.of(PLAN) for change in one.changes)


@pytest.mark.parametrize("content", [GOLDEN, CONTENT])
def test_tasks_read_one_by_one_are_those_of_the_file_as_a_whole(content: Path) -> None:
    plain = taskfiles.Plain()
    for file in sorted(content.glob("*/*/tasks/*.yml")):
        raw = file.read_bytes()
        whole = taskfiles.tasks(raw, "x")
        assert whole
        assert plain.tasks(raw, "x") == {name: node.plain() for name, node in whole.items()}


@pytest.mark.parametrize(
    "tail",
    ['  text: "甲\n- id: x-2021-002\n  乙"\n', "  note: &a 甲\n- id: x-2021-002\n  note: *a\n", "text: [\n- id: 乙\n"],
)
def test_a_file_whose_pieces_mean_nothing_alone_is_read_as_a_whole(tail: str) -> None:
    raw = f"chapter: 一\ntasks:\n- id: x-2021-001\n{tail}".encode()
    whole = taskfiles.tasks(raw, "x")
    assert taskfiles.Plain().tasks(raw, "x") == (whole and {name: node.plain() for name, node in whole.items()})
