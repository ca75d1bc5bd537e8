"""build.py booklets --press, --imposed, --task: what is said to a mistake, how a task is named."""

from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, Run

from taskbook import choose
from taskbook.booklets import Booklet
from taskbook.model import Book
from taskbook.prints import sheets
from taskbook.problems import NothingChosenError
from taskbook.settings import Settings, Wish


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--press", "--imposed", "A3"], "--press、--imposed 一次只能写一个"),
        (["--press", "--leaders", "--out", "x"], "--press、--leaders 一次只能写一个"),
        (["--task", "005", "--errata", "x"], "--task、--errata 一次只能写一个"),
        (["--copies", "3"], "--copies 只与 --press、--imposed 或 --leaders 一起用"),
        (["--paper", "双胶纸"], "--paper 只与 --press 或 --imposed 一起用"),
        (["--imposed", "A3", "--binding", "胶订"], "拼成的纸张总是骑马订"),
        (["--imposed", "A3", "--profile", "x.icc"], "--profile 只与 --press 一起用"),
        (["--press", "--profile", "x.icc"], "读不出 x.icc"),
        (["--imposed", "A5"], "A5"),
        (["--task", "005", "--unit", "市财政局"], "不能同时写 --unit 或 --leader"),
        (["--task", "shifan-2021-050"], "没有任务「shifan-2021-050」。相近的有：shifan-2021-00"),
    ],
)
def test_a_mistake_is_named(run: Run, tmp_path: Path, options: list[str], message: str) -> None:
    code, out, err = run("--content", GOLDEN, "--site", tmp_path / "site", "booklets", *options)
    assert (code, out) == (2, [])
    assert message in err[-1]
    assert not (tmp_path / ".taskbook" / "press").exists()


def test_a_tasks_sheet_gets_a_readable_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def printed(every: list[Booklet], render: object, settings: Settings, mapper: object, wanted: set[str]) -> Any:
        file = tmp_path / "sheet.pdf"
        file.write_bytes(b"%PDF")
        return {sheet.site_path: file for sheet in every if sheet.key in wanted}

    monkeypatch.setattr(sheets, "build", printed)  # how one is printed: test_tasksheets
    command = ["--content", GOLDEN, "--site", tmp_path / "site", "booklets", "--task", "shifan-2021-005"]
    assert run(*command)[:2] == (0, [str(tmp_path / "sheet.pdf")])
    named = tmp_path / "out" / "示范市2021年任务单005.pdf"
    assert run(*command, "--out", tmp_path / "out")[:2] == (0, [str(named)])
    assert named.read_bytes() == b"%PDF"


def test_a_task_is_named_by_its_id_or_the_end_of_it(golden_book: Book, real_book: Book) -> None:
    assert choose.task(golden_book, "shifan-2021-005", Wish()).slug == "005"
    assert choose.task(golden_book, "005", Wish(city="示范市", year=2021)).id == "shifan-2021-005"
    assert choose.task(real_book, "096", Wish(city="qianjiang")).id == "qianjiang-2021-096"
    with pytest.raises(NothingChosenError, match=r"「005」有\d条：.*请写全编号，或加 --city、--year"):
        choose.task(real_book, "005", Wish())
    with pytest.raises(NothingChosenError, match="没有任务「005」"):
        choose.task(golden_book, "005", Wish(year=1999))
