"""From files to entries with places; what is wrong with the files is in tests/problems."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CONTENT, GOLDEN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taskbook.check import check
from taskbook.gaps import without_echoes
from taskbook.load import load
from taskbook.resolve import survey
from taskbook.verify import verify

FILES = sorted(path.relative_to(GOLDEN) for path in GOLDEN.rglob("*.*") if path.is_file())


def test_entries_come_in_order_with_their_places() -> None:
    loaded = load(GOLDEN)
    (city,) = loaded.cities
    assert [unit.entry.id for unit in city.units][:2] == ["ducha", "fagai"]
    (plan,) = city.plans
    assert [chapter.title for chapter in plan.chapters] == [
        "一、推动产业升级",
        "二、保障和改善民生",
        "二、保障和改善民生",
    ]
    task = plan.chapters[0].tasks[1]
    assert str(task.place) == "content/shifan/2021/tasks/01.yml:13:3"
    assert str(loaded.locate(task.place, "lead", 0)) == "content/shifan/2021/tasks/01.yml:18:10"
    assert str(loaded.locate(plan.decree.place, "source", "sha256")) == "content/shifan/2021/decree.yml:8:54"


def test_source_is_untouched(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (content / "shifan/2021/source.txt").write_bytes("\ufeff甲\r\n乙\r\n".encode())
    assert load(content).cities[0].plans[0].source == "\ufeff甲\r\n乙\r\n"


def test_only_the_cities_that_are_meant_are_read_and_all_where_none_is() -> None:
    assert [city.city.entry.id for city in load(CONTENT, lambda key, name: name == "许昌市").cities] == ["xuchang"]
    every = [city.city.entry.id for city in load(CONTENT).cities]
    assert len(every) == 5
    assert [city.city.entry.id for city in load(CONTENT, lambda key, name: False).cities] == every


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (content / "shifan" / ".DS_Store").write_bytes(b"\0")
    assert load(content).cities


def test_a_link_that_leads_nowhere_is_said(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    (content / "shifan/units.yml").unlink()
    (content / "shifan/units.yml").symlink_to("nowhere.yml")
    assert [(str(problem.place), problem.code) for problem in load(content).problems] == [
        ("content/shifan/units.yml:1:1", "unreadable")
    ]


def test_a_folder_that_cannot_be_opened_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = tmp_path / "content"
    shutil.copytree(GOLDEN, content)
    shut, listing = content / "shifan" / "2021", Path.iterdir

    def iterdir(folder: Path) -> Iterator[Path]:
        if folder == shut:
            raise PermissionError(13, "Permission denied", str(folder))
        return listing(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    loaded = load(content)
    book, problems = survey(loaded)
    trace, unproved = verify(book)
    found = [*problems, *check(book, loaded.locate), *unproved]
    left = without_echoes(found, loaded.gaps, loaded.holes, book, trace)
    assert list(map(str, left)) == [
        "content/shifan/2021:1:1 error[unreadable] 文件夹打不开（Permission denied） 检查路径和权限。"
    ]


@pytest.mark.parametrize("kind", ["missing", "file", "empty"])
def test_a_content_folder_that_is_none_is_a_plain_problem(tmp_path: Path, kind: str) -> None:
    content = tmp_path / "content"
    if kind == "file":
        content.write_text("x")
    elif kind == "empty":
        content.mkdir()
    codes = {problem.code for problem in load(content).problems}
    assert codes == ({"missing-file"} if kind == "empty" else {"unreadable"})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_content_mistake_brings_a_traceback(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = tmp_path_factory.mktemp("fuzz") / "content"
    shutil.copytree(GOLDEN, content)
    for _ in range(data.draw(st.integers(1, 3))):
        path = content / data.draw(st.sampled_from(FILES))
        path.write_text(_mutated(data, path.read_text("utf-8")), "utf-8")
    loaded = load(content)
    book, problems = survey(loaded)
    trace, unproved = verify(book)
    found = [*problems, *check(book, loaded.locate), *unproved]
    left = without_echoes(found, loaded.gaps, loaded.holes, book, trace)
    assert all(map(str, left))
    assert bool(left) == bool(found)  # an echo has its cause
    shutil.rmtree(content.parent)


def _mutated(data: st.DataObject, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = data.draw(st.integers(0, len(lines) - 1))
    line = lines[at]
    cut = data.draw(st.integers(0, len(line)))
    junk = data.draw(
        st.sampled_from(["：", "，", "[", "]", "{", '"', " #", "\t", "　", "- ", "~", "&a", "*a", ": ", "9"])
    )
    lines[at] = data.draw(
        st.sampled_from(["", line + line, line[:cut] + "\n", line[:cut] + junk + line[cut:], line[cut:], "  " + line])
    )
    return "".join(lines)


def test_five_cities_read_at_once() -> None:
    start = time.perf_counter()
    loaded = load(CONTENT)
    assert sum(len(chapter.tasks) for city in loaded.cities for plan in city.plans for chapter in plan.chapters) == 526
    assert time.perf_counter() - start < 10  # a guard against a runaway; make bench measures
