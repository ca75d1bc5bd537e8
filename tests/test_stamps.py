"""stamps: an output is made again exactly when its parts or its bytes have changed."""

from pathlib import Path

import pytest

from taskbook import stamps


def test_equal_parts_give_equal_fingerprints_whatever_their_order() -> None:
    assert stamps.fingerprint({"甲": 1, "乙": [2]}) == stamps.fingerprint({"乙": [2], "甲": 1})


@pytest.mark.parametrize("other", [("ab", "c"), ("a", "b", "c"), ("abc",), ("a", "bc", None)])
def test_parts_do_not_run_into_each_other(other: tuple[str | None, ...]) -> None:
    assert stamps.fingerprint("a", "bc") != stamps.fingerprint(*other)


def test_what_was_written_is_fresh_for_its_mark_only(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "a.pdf"
    assert not stamps.is_fresh(output, "m1")
    stamps.write(output, "m1", b"one")
    assert stamps.is_fresh(output, "m1")
    assert not stamps.is_fresh(output, "m2")
    assert output.read_bytes() == b"one"


@pytest.mark.parametrize("damage", [b"", b"onf", b"one more"])
def test_a_damaged_output_is_not_fresh(tmp_path: Path, damage: bytes) -> None:
    output = tmp_path / "a.pdf"
    stamps.write(output, "m1", b"one")
    output.write_bytes(damage)
    assert not stamps.is_fresh(output, "m1")


@pytest.mark.parametrize("stamp", [b"", b"m1", b"m1\n", b"\xff\xfe"])
def test_a_damaged_stamp_is_no_stamp(tmp_path: Path, stamp: bytes) -> None:
    output = tmp_path / "a.pdf"
    stamps.write(output, "m1", b"one")
    (tmp_path / "a.pdf.stamp").write_bytes(stamp)
    assert not stamps.is_fresh(output, "m1")


def test_a_run_killed_between_output_and_stamp_never_passes_new_bytes_off_as_old_ones(tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"
    stamps.write(output, "m1", b"one")
    output.write_bytes(b"two")  # replaced, but the run ended before its stamp was written
    assert not stamps.is_fresh(output, "m1")
    assert not stamps.is_fresh(output, "m2")


def test_nothing_is_left_beside_output_and_stamp(tmp_path: Path) -> None:
    stamps.write(tmp_path / "a.pdf", "m1", b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "a.pdf.stamp"]
