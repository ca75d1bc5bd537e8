"""bench: what is measured (the measuring itself is `make bench`)."""

import bench


def test_all_is_measured_where_nothing_is_asked_for() -> None:
    assert bench.asked([]).what == bench.asked(["all"]).what == bench.WHAT
    assert bench.asked(["size", "--every", "1"]).what == ["size"]
