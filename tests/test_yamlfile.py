"""Reading YAML with places, and writing it canonically."""

from pathlib import Path

import pytest
import yaml
from conftest import CONTENT, GOLDEN
from hypothesis import given, settings
from hypothesis import strategies as st

from taskbook import yamlfile
from taskbook.yamlfile import dump, read, read_bytes, read_file

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    [
        "2021-03-01",
        "2021-06",
        "2.55",
        "010",
        "no",
        "null",
        "~",
        "true",
        "- x",
        "a: b",
        "a #b",
        "甲，乙",
        "kind：x",
        ">=",
        "=",
    ]
)
keys = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6).filter(lambda key: "：" not in key)
values = st.recursive(
    texts,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=8,
)
records = st.dictionaries(keys, values, min_size=1, max_size=4)


def plain(text: str) -> object:
    node, problems = read(text, "f.yml")
    assert [str(problem) for problem in problems] == []
    assert node is not None
    return node.plain()


@settings(max_examples=300, deadline=None)
@given(records | st.lists(records, min_size=1, max_size=3))
def test_what_is_written_reads_back_the_same(record: object) -> None:
    assert plain(dump(record)) == record


@settings(max_examples=200, deadline=None)
@given(records)
def test_other_readers_see_the_same_text(record: object) -> None:
    assert yaml.load(dump(record), yaml.BaseLoader) == record


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text("a:- []{}\"'#&*!|>%@`\n，：　\t甲", max_size=30).map(str.encode))
def test_no_bytes_bring_a_traceback(raw: bytes) -> None:
    node, problems = read_bytes(raw, "f.yml")
    assert node is not None or problems


@pytest.mark.parametrize("path", sorted(GOLDEN.rglob("*.yml")), ids=lambda path: path.name)
def test_the_golden_files_are_canonical(path: Path) -> None:
    assert dump(plain(path.read_text("utf-8"))) == path.read_text("utf-8")


def test_scalars_are_text_and_know_their_places() -> None:
    node, problems = read("id: 010\nwhen: 12:30\nnames: [甲, no]\nlist:\n- {a: 1e3, b: 2021-03-01}\n", "f.yml")
    assert node is not None and not problems
    assert node.plain() == {
        "id": "010",
        "when": "12:30",
        "names": ["甲", "no"],
        "list": [{"a": "1e3", "b": "2021-03-01"}],
    }
    assert str(node.place_of(("list", 0, "b"))) == "f.yml:5:15"
    assert str(node.place_of_key(("list", 0, "b"))) == "f.yml:5:12"
    assert str(node.place_of(("names", 1))) == "f.yml:3:12"
    assert str(node.place_of(("names", 7, "x"))) == "f.yml:3:8"


def test_folding_puts_no_space_between_chinese_characters() -> None:
    assert plain("a: 提升科技\n  创新能力\nb: >\n  甲\n  乙 GDP\n  增长\nc: 甲 乙\n") == {
        "a": "提升科技创新能力",
        "b": "甲乙 GDP 增长",
        "c": "甲 乙",
    }


def test_an_own_line_comment_and_hashes_in_words_are_fine() -> None:
    assert plain("# 说明\na: x#y\n  # 缩进的说明\nb: '甲 # 乙'\nc: |\n  一 # 二\n") == {
        "a": "x#y",
        "b": "甲 # 乙",
        "c": "一 # 二",
    }


def test_deep_nesting_stops_early_without_crashing() -> None:
    node, problems = read("[" * 100_000, "f.yml")
    assert node is None
    assert [problem.code for problem in problems] == ["too-deep"]


def test_a_missing_file_is_one_problem(tmp_path: Path) -> None:
    node, problems = read_file(tmp_path / "none.yml", "none.yml")
    assert node is None
    assert [problem.code for problem in problems] == ["unreadable"]


def test_the_pure_python_parser_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for path in sorted(GOLDEN.rglob("*.yml")):
        text = path.read_text("utf-8")
        fast, _ = read(text, "f.yml")
        with monkeypatch.context() as patch:
            patch.setattr(yamlfile, "_Loader", yaml.SafeLoader)
            slow, problems = read(text, "f.yml")
        assert slow == fast and not problems


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yml")), ids=lambda path: path.name)
def test_real_files_survive_a_round_trip(path: Path) -> None:
    record = plain(path.read_text("utf-8"))
    assert plain(dump(record)) == record


def test_absent_fields_are_not_written() -> None:
    assert dump({"id": "x", "lead": [], "note": None, "public_deed": True}) == "id: x\npublic_deed: true\n"


def test_records_of_a_chapter_are_laid_out_as_the_guide_shows() -> None:
    task = {
        "id": "shifan-2021-001",
        "item": "1",
        "lead": ["市发改委", "等"],
        "due": "2021-06-30",
        "targets": [{"indicator": "筹资", "op": "=", "value": "2.55", "unit": "%", "quote": "筹资2.55亿元"}],
    }
    assert dump({"chapter": "一、甲", "tasks": [task]}) == (
        "chapter: 一、甲\n"
        "tasks:\n"
        "- id: shifan-2021-001\n"
        '  item: "1"\n'
        "  lead: [市发改委, 等]\n"
        "  due: 2021-06-30\n"
        "  targets:\n"
        '  - {indicator: 筹资, op: "=", value: "2.55", unit: "%", quote: 筹资2.55亿元}\n'
    )
