"""Editing YAML in place: what is not touched stays byte for byte, what is new is canonical."""

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import CONTENT, GOLDEN
from hypothesis import given, settings
from hypothesis import strategies as st
from test_yamlfile import keys, records, texts, values

from taskbook.problems import ContentError
from taskbook.yamledit import Edit
from taskbook.yamlfile import dump, read

UNITS = """\
# 单位

- id: fagai
  name: 市发改委
  # 加挂牌子
  aliases: [市发展改革委,   市粮食局]
  kind: department

# 园区
- id: gaoxin
  name: '高新区'
  kind: park
"""
CHAPTER = """\
chapter: 一、甲
tasks:
# 第一条
- id: a-2021-001
  text: 完成44座危桥改造
  lead: [市发改委]
  targets:
  # 数字照印
  - {indicator: 危桥改造, op: "=", value: "44", unit: 座}
  - {indicator: 公路, value: "50"}
  note: 说明
- id: a-2021-002
  text: 乙
"""
TASK = ("tasks", 0)


def plain(text: str) -> Any:
    node, problems = read(text, "f.yml")
    assert node is not None and not problems, [str(problem) for problem in problems]
    return node.plain()


def changed(before: str, after: str) -> list[str]:
    """Return the lines of after that differ, with - for lines that are gone (files are short: by position)."""
    old, new = before.splitlines(), after.splitlines()
    head = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    old, new = old[head:], new[head:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return ["-" + line for line in old] + ["+" + line for line in new]


def test_a_figure_changes_between_its_quotes_only() -> None:
    edit = Edit(CHAPTER)
    edit.set((*TASK, "targets", 0, "value"), "40")
    assert edit.text() == CHAPTER.replace('"44"', '"40"')


def test_an_item_joins_a_list_without_touching_its_blanks() -> None:
    edit = Edit(UNITS)
    edit.append((0, "aliases"), "市物价局")
    assert edit.text() == UNITS.replace("市粮食局]", "市粮食局, 市物价局]")
    edit.insert((0, "aliases"), 0, "甲,乙")
    assert '["甲,乙", 市发展改革委,   市粮食局, 市物价局]' in edit.text()


def test_a_new_key_goes_where_the_order_says() -> None:
    edit = Edit(CHAPTER)
    edit.set((*TASK, "due"), date(2021, 6, 30), order=("id", "text", "lead", "due", "targets", "note"))
    edit.set((*TASK, "public_deed"), True)
    assert changed(CHAPTER, edit.text())[-1] == "+  public_deed: true"
    assert edit.text() == CHAPTER.replace("  targets:\n", "  due: 2021-06-30\n  targets:\n").replace(
        "  note: 说明\n", "  note: 说明\n  public_deed: true\n"
    )


def test_a_list_of_records_changes_by_its_records() -> None:
    edit = Edit(CHAPTER)
    targets = deepcopy(edit.get((*TASK, "targets")))
    targets[1] = {"indicator": "公路", "value": "60", "unit": "公里"}
    targets.append({"indicator": "桥", "kind": "qualitative"})
    edit.set((*TASK, "targets"), targets)
    assert edit.text() == CHAPTER.replace(
        '  - {indicator: 公路, value: "50"}\n',
        '  - {indicator: 公路, value: "60", unit: 公里}\n  - {indicator: 桥, kind: qualitative}\n',
    )


def test_what_loses_its_last_item_goes_with_its_key() -> None:
    edit = Edit(CHAPTER)
    edit.remove((*TASK, "lead", 0))
    edit.set((*TASK, "note"), "")
    assert edit.text() == CHAPTER.replace("  lead: [市发改委]\n", "").replace("  note: 说明\n", "")


def test_comments_survive_the_removal_of_what_they_stand_in() -> None:
    edit = Edit(CHAPTER)
    edit.remove(("tasks", 0))
    assert edit.text() == ("chapter: 一、甲\ntasks:\n# 第一条\n  # 数字照印\n- id: a-2021-002\n  text: 乙\n")


def test_the_first_key_of_an_item_can_go_and_come() -> None:
    edit = Edit(UNITS)
    edit.remove((1, "id"))
    assert "# 园区\n- name: '高新区'\n" in edit.text()
    edit.set((1, "id"), "gaoxin", order=("id", "name"))
    assert edit.text() == UNITS


def test_an_empty_registry_takes_its_first_record_and_gives_it_back() -> None:
    edit = Edit("# 没有领导\n[]\n")
    edit.append((), {"id": "li", "name": "李某", "posts": []})
    assert edit.text() == "# 没有领导\n- id: li\n  name: 李某\n"
    edit.remove((0,))
    assert edit.text() == "# 没有领导\n[]\n"


def test_records_written_key_by_key_are_inserted_so() -> None:
    edit = Edit(CHAPTER)
    edit.insert(("tasks",), 1, {"id": "a-2021-003", "text": "丙", "targets": [{"indicator": "x", "value": "1"}]})
    assert changed(CHAPTER, edit.text()) == [
        "+- id: a-2021-003",
        "+  text: 丙",
        "+  targets:",
        '+  - {indicator: x, value: "1"}',
    ]


def test_what_is_not_there_is_said() -> None:
    edit = Edit(CHAPTER)
    for path in [("tasks", 9), ("none",), ("chapter", "x"), ("tasks", -1)]:
        with pytest.raises((KeyError, IndexError)):
            edit.remove(path)
    with pytest.raises(KeyError):
        edit.set(("none", "x"), "y")
    with pytest.raises(IndexError):
        edit.insert(("tasks",), 3, {"id": "x"})
    with pytest.raises(ValueError, match="empty"):
        edit.append(("tasks",), {})
    assert edit.text() == CHAPTER


def test_text_with_a_mistake_of_form_is_refused_with_its_places(tmp_path: Path) -> None:
    path = tmp_path / "units.yml"
    path.write_bytes("- id: a # 丢\n".encode())
    with pytest.raises(ContentError) as caught:
        Edit(path, "shifan/units.yml")
    assert [str(problem.place) for problem in caught.value.problems] == ["shifan/units.yml:1:9"]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[tuple[str, tuple[str | int, ...], Any]]]:
    """A document with comments and blank lines between its lines, and changes to it."""
    record = draw(
        st.lists(records, min_size=1, max_size=3)
        | records
        | st.fixed_dictionaries({"tasks": st.lists(records, min_size=1, max_size=3)})
    )
    lines = []
    for line in dump(record).splitlines():
        lines += draw(st.sampled_from([[], [], [], ["# 注释"], ["", "    # 缩进的"], [""]]))
        lines.append(line)
    text = "\n".join([*lines, *draw(st.sampled_from([[], ["# 尾"]]))]) + draw(st.sampled_from(["\n", ""]))
    return text, draw(
        st.lists(
            st.tuples(st.sampled_from(["set", "remove", "insert"]), st.integers(0, 50), values), min_size=1, max_size=4
        )
    )


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, part in parts:
        found += places(part, (*path, step))
    return found


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def without(data: Any, path: tuple[str | int, ...]) -> None:
    parent = at(data, path[:-1])
    del parent[path[-1]]
    if not parent and len(path) > 1:
        without(data, path[:-1])


@settings(max_examples=120, deadline=None)
@given(edits())
def test_the_edited_text_holds_what_was_asked_for_and_every_comment(case: Any) -> None:
    text, changes = case
    edit = Edit(text)
    expected = plain(text)
    for kind, number, value in changes:
        if not expected:
            break
        path = places(expected)[number % len(places(expected))]
        if kind == "remove":
            edit.remove(path)
            without(expected, path)
        elif kind == "set":
            edit.set(path, value)
            at(expected, path[:-1])[path[-1]] = deepcopy(value)
        elif isinstance(at(expected, path), list):
            index = number % (len(at(expected, path)) + 1)
            edit.insert(path, index, value)
            at(expected, path).insert(index, deepcopy(value))
        else:
            continue
        assert plain(edit.text()) == expected == edit.plain()
    remarks = [line.strip() for line in text.splitlines() if line.strip() in ("# 注释", "# 缩进的", "# 尾")]
    assert [line.strip() for line in edit.text().splitlines() if line.strip() in remarks] == remarks


@settings(max_examples=40, deadline=None)
@given(st.lists(records, min_size=1, max_size=3), st.integers(0, 50), texts, keys)
def test_what_is_put_in_and_taken_out_again_leaves_no_trace(record: Any, number: int, new: str, key: str) -> None:
    text = dump(record)
    edit = Edit(text)
    for path in places(record):
        part = at(record, path)
        if isinstance(part, list):
            index = number % (len(part) + 1)
            edit.insert(path, index, new)
            edit.remove((*path, index))
        elif isinstance(part, dict) and key not in part:
            edit.set((*path, key), new)
            edit.remove((*path, key))
        elif isinstance(part, str):
            edit.set(path, new)
            edit.set(path, part)
        assert edit.text() == text


@pytest.mark.parametrize("path", sorted([*GOLDEN.rglob("*.yml"), *CONTENT.rglob("*.yml")]), ids=lambda path: path.name)
def test_setting_what_is_there_changes_nothing(path: Path) -> None:
    edit = Edit(path)
    edit.set((), deepcopy(edit.plain()))
    assert edit.text() == path.read_text("utf-8")


def test_one_changed_word_in_a_real_file_is_one_changed_line() -> None:
    text = (CONTENT / "qianjiang" / "2021" / "tasks" / "07.yml").read_text("utf-8")
    edit = Edit(text)
    data = deepcopy(edit.plain())
    data["tasks"][3]["lead"] = [*data["tasks"][3]["lead"], "市财政局"]
    edit.set((), data)
    assert len(changed(text, edit.text())) == 2
