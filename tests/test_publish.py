import signal
import subprocess
import sys
from pathlib import Path

import pytest

from taskbook import publish

MARK = "assets/mark.css"


def write(folder: Path, word: str) -> None:
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    (folder / "index.html").write_text(word, encoding="utf-8")


def left(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


@pytest.fixture(params=["exchange", "two renames"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "two renames":
        monkeypatch.setattr(publish, "_exchange", lambda new, site: False)
    return tmp_path / "public" / "site"


def test_a_first_site_is_published(site: Path) -> None:
    with publish.staged(site, MARK) as new:
        write(new, "new")
        assert not site.exists()
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert left(site) == []


def test_an_old_site_is_replaced_as_a_whole(site: Path) -> None:
    write(site, "old")
    (site / "gone.html").touch()
    with publish.staged(site, MARK) as new:
        write(new, "new")
        assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert (site / "index.html").read_text(encoding="utf-8") == "new"
    assert not (site / "gone.html").exists()
    assert left(site) == []


def test_a_failed_build_leaves_the_old_site_and_nothing_else(site: Path) -> None:
    write(site, "old")
    with pytest.raises(RuntimeError), publish.staged(site, MARK) as new:
        write(new, "half")
        raise RuntimeError
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert left(site) == []


def test_a_killed_build_leaves_the_old_site_and_the_next_run_clears_up(site: Path) -> None:
    write(site, "old")
    code = (
        "import sys, time; from pathlib import Path; from taskbook import publish\n"
        f"with publish.staged(Path({str(site)!r}), {MARK!r}) as new:\n"
        "    (new / 'half.html').touch(); print('ready', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    publish.tidy(site)
    assert len(left(site)) == 1, "a running build keeps its folder"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    with publish.staged(site, MARK) as new:
        write(new, "new")
    assert left(site) == []


def test_a_publication_cut_off_between_its_renames_is_finished_by_the_next_run(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(tmp_path / ".site-old-1", "old")
    write(tmp_path / ".site-next", "complete")
    publish.tidy(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "complete"
    assert left(site) == []


def test_a_publication_cut_off_before_its_renames_keeps_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, "old")
    write(tmp_path / ".site-next", "complete")
    publish.tidy(site)
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert left(site) == []


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda site: site.touch(), "是一个文件"),
        (lambda site: (site.mkdir(), (site / "thesis.docx").touch()), "不是本程序生成的文件"),
    ],
    ids=["a file", "somebody else's folder"],
)
def test_what_is_not_our_site_is_never_replaced(tmp_path: Path, make, words: str) -> None:
    site = tmp_path / "site"
    make(site)
    with pytest.raises(publish.PublishError, match=words), publish.staged(site, MARK):
        pass
    assert site.exists()
    assert left(site) == []


def test_a_mount_point_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    write(site, "old")
    monkeypatch.setattr(Path, "is_mount", lambda self: self == site)
    with pytest.raises(publish.PublishError, match="挂载点"), publish.staged(site, MARK):
        pass


def test_a_link_to_the_site_folder_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "site", tmp_path / "site"
    write(real, "old")
    link.symlink_to(real)
    with publish.staged(link, MARK) as new:
        write(new, "new")
    assert link.is_symlink()
    assert (real / "index.html").read_text(encoding="utf-8") == "new"
    assert left(real) == []
