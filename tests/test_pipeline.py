"""The steps in order: nothing is written before all content is valid, and the site is exchanged at the very end."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, ROOT

from taskbook import booklets, choose, pipeline, printing, website
from taskbook.model import Book
from taskbook.problems import ContentError, NothingChosenError
from taskbook.progress import Progress
from taskbook.settings import Settings, Wish


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        content=GOLDEN,
        site=tmp_path / "site",
        work=tmp_path / ".taskbook",
        templates=ROOT / "templates",
        mkdocs_yml=ROOT / "mkdocs.yml",
        jobs=1,
    )


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put one small file in the place of all booklets, which take long."""

    def print_none(every: Any, *_: Any) -> Mapping[str, Path]:
        file = tmp_path / "plan.pdf"
        file.write_bytes(b"%PDF-")
        return {booklet.site_path: file for booklet in every}

    monkeypatch.setattr(booklets, "build", print_none)


@pytest.mark.usefixtures("without_pdf")
def test_the_steps_run_in_their_order_and_end_in_a_site(settings: Settings) -> None:
    progress = Progress(quiet=True)
    content = pipeline.build(settings, progress)
    assert list(progress.seconds) == ["load", "resolve", "history", "pages", "booklets", "exports", "site"]
    assert content.warnings == ()
    assert list(content.trace) == [("shifan", 2021)]
    for address in ("index.html", "shifan/2021/tasks/005/index.html", "shifan/2021/booklets/plan.pdf"):
        assert (settings.site / address).is_file(), address
    assert (settings.pages / "shifan" / "2021" / "tasks" / "005.md").is_file()


@pytest.mark.usefixtures("without_pdf")
@pytest.mark.parametrize("step", ["booklets", "website"])
def test_a_step_that_fails_leaves_the_old_site(settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    pipeline.build(settings, Progress(quiet=True))
    before = sorted(path.stat().st_ino for path in settings.site.rglob("*"))

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr({"booklets": booklets, "website": website}[step], "build", fail)
    with pytest.raises(OSError, match="No space"):
        pipeline.build(settings, Progress(quiet=True))
    assert sorted(path.stat().st_ino for path in settings.site.rglob("*")) == before


def test_characters_that_cannot_be_printed_stop_before_the_site(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ContentError([])

    monkeypatch.setattr(booklets, "build", fail)
    with pytest.raises(ContentError):
        pipeline.build(settings, Progress(quiet=True))
    assert not settings.site.exists() and not settings.pages.exists()


def test_the_day_is_the_content_s_own_unless_one_is_given(settings: Settings, golden_book: Book) -> None:
    assert printing.as_of(settings, golden_book) == date(2021, 6, 30)
    given = Settings(GOLDEN, settings.site, settings.work, settings.templates, settings.mkdocs_yml, date(2021, 9, 1))
    assert printing.as_of(given, golden_book) == date(2021, 9, 1)


@pytest.mark.parametrize(
    ("wish", "chosen"),
    [
        (Wish(unit="市交通局"), ["shifan/2021/booklets/unit-jiaotong.pdf"]),
        (Wish(unit="示范市发展和改革委员会"), ["shifan/2021/booklets/unit-fagai.pdf"]),
        (Wish(unit="fagai", city="示范市"), ["shifan/2021/booklets/unit-fagai.pdf"]),
        (Wish(leader="李 华", year=2021), ["shifan/2021/booklets/leader-li-hua.pdf"]),
    ],
)
def test_booklets_are_found_by_any_form_of_a_name(golden_book: Book, wish: Wish, chosen: list[str]) -> None:
    assert choose.choose(golden_book, booklets.plan_booklets(golden_book), wish) == chosen


def test_a_city_or_a_year_means_all_its_booklets(golden_book: Book) -> None:
    every = booklets.plan_booklets(golden_book)
    paths = [booklet.site_path for booklet in every]
    assert choose.choose(golden_book, every, Wish()) == paths
    assert choose.choose(golden_book, every, Wish(city="shifan", year=2021)) == paths
    with pytest.raises(NothingChosenError):
        choose.choose(golden_book, every, Wish(city="shifan", year=2022))
