"""Benchmarks on the real five cities, paired in one run: `make bench`.

site      full site build of ours against stock `mkdocs build` (Material, navigation.prune, same pages, nothing of ours)
booklets  our booklets (font subset, process pool) against one plain WeasyPrint call after another with the whole Noto
          fonts; on every n-th booklet (--every 1 takes all), the font subset charged by the sample's share
page      bytes on the wire and time to readable words in the browser, on an emulated line of 1.6 Mbit/s
memory    peak of the main job (`build.py`, everything fresh), all its processes together
import    the import command on a decree of 165 tasks (a process of its own, so its start counts), and on a document of
          four PDFs, with all processors against one

Both sides of a pair run in turn, so that a slow minute of the machine hits both; medians and the ratio are printed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from taskbook.settings import Settings  # noqa: E402 (the package lies beside tests/)

# The steps are imported where they are used: worker processes import this file too, and should not pay for them.


def main() -> None:
    """Run the benchmarks that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "what",
        nargs="*",
        default=["site", "booklets", "page", "memory", "import"],
        choices=["site", "booklets", "page", "memory", "import"],
    )
    parser.add_argument("--rounds", type=int, default=5, help="counted rounds of each pair")
    parser.add_argument("--every", type=int, default=12, help="booklets: take every n-th one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="taskbook-bench-") as folder:
        settings = Settings(
            content=ROOT / "content",
            site=Path(folder) / "site",
            work=Path(folder) / "work",
            templates=ROOT / "templates",
            mkdocs_yml=ROOT / "mkdocs.yml",
            jobs=os.cpu_count() or 1,
        )
        if "site" in options.what:
            bench_site(settings, options.rounds)
        if "booklets" in options.what:
            bench_booklets(settings, options.rounds, options.every)
        if "page" in options.what:
            bench_page(settings, options.rounds)
        if "memory" in options.what:
            bench_memory(Path(folder) / "memory" / "site")
        if "import" in options.what:
            bench_import(Path(folder) / "import", options.rounds)


def bench_site(settings: Settings, rounds: int) -> None:
    """Time the site step of ours against stock MkDocs; the stock build is a process of its own, so its start counts."""
    from taskbook import pages, pipeline, render, website
    from taskbook.progress import Progress

    content = pipeline.checked(settings, Progress(quiet=True))
    made = pages.pages(content.book, content.trace, content.book.site.as_of)
    documents = render.render(made, content.book.site, settings.templates)
    nav = pages.nav(made)
    website.write_pages(documents, settings.pages)

    def ours() -> None:
        website.build(documents, nav, settings, content.book.site)

    def stock() -> None:
        website.build_stock(nav, settings, settings.work / "stock")

    paired(f"site, {len(documents)} pages", ours, stock, rounds)


def bench_booklets(settings: Settings, rounds: int, every: int) -> None:
    """Time our booklets, all made afresh, against naive WeasyPrint calls on the same booklets.

    A build cuts its fonts once for all booklets; on a sample, ours is charged the sample's share of that time.
    """
    from taskbook import booklets, fonts, pipeline, render, workers
    from taskbook.prints import engine
    from taskbook.progress import Progress

    book = pipeline.checked(settings, Progress(quiet=True)).book
    everything = booklets.plan_booklets(book)
    chosen = everything[::every]
    wanted = {item.site_path for item in chosen}
    printer = render.printer(settings.templates)
    css = (settings.templates / "print" / "booklet.css").read_text(encoding="utf-8")
    css = fonts.dressed(css, fonts.choose())
    pages = {item.site_path: printer(f"print/{item.kind}.html.j2", item.context) for item in everything}
    mapper = workers.mapper(settings.jobs)

    def cut() -> None:
        shutil.rmtree(settings.work / "fonts", ignore_errors=True)
        fonts.subset("".join([css, *pages.values()]), settings.work / "fonts", mapper)

    def ours() -> None:
        shutil.rmtree(settings.work / "booklets", ignore_errors=True)
        booklets.build(everything, printer, settings, mapper, None, wanted)

    def naive() -> None:
        engine.naive([(path, html) for path, html in pages.items() if path in wanted], css, settings.work / "naive")

    share = statistics.median(seconds(cut) for _ in range(rounds)) * len(chosen) / len(everything)
    print(f"fonts of all booklets: {share * len(everything) / len(chosen):.2f} s, charged {share:.2f} s", flush=True)
    paired(f"booklets, {len(chosen)} of {len(everything)}", ours, naive, rounds, share)


def bench_page(settings: Settings, rounds: int) -> None:
    """Build the site of the five cities and look at its pages as first visitors do."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser import loading, serving, sites

    from taskbook import pipeline
    from taskbook.progress import Progress

    if serving.find_browser() is None:
        print(f"page: {serving.NO_BROWSER}")
        return
    book = pipeline.checked(settings, Progress(quiet=True)).book
    loading.measure(sites.build(book, settings.work / "pages", files=False), rounds)


def paired(what: str, ours: Callable[[], None], theirs: Callable[[], None], rounds: int, charged: float = 0.0) -> None:
    """Run both in turn, one round uncounted, and print medians and the median of the ratios; charged goes to ours."""
    rows = []
    for number in range(rounds + 1):
        row = (seconds(ours) + charged, seconds(theirs))
        if number:
            rows.append(row)
    mine, other = (statistics.median(column) for column in zip(*rows, strict=True))
    ratio = statistics.median(b / a for a, b in rows)
    print(f"{what}: ours {mine:.2f} s, plain {other:.2f} s, ratio {ratio:.2f} (medians of {rounds})", flush=True)


def seconds(call: Callable[[], None]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def bench_import(folder: Path, rounds: int) -> None:
    """Time the import command: one decree, and a document of several files with one process and with all."""
    from weasyprint import HTML  # type: ignore[import-untyped]

    from taskbook import fonts, workers

    source = ROOT / "content" / "xianning" / "2025" / "source.txt"
    content = folder / "content"
    content.mkdir(parents=True)
    faces = fonts.subset(source.read_text("utf-8"), folder / "fonts", workers.serial)
    style = f"<style>{fonts.face_css(faces)}body{{font:16pt/29pt '{faces[0].family}'}}</style>"
    parts = [folder / f"{number}.pdf" for number in range(4)]
    for part in parts:
        HTML(string=style + "".join(f"<p>{line}</p>" for line in source.read_text("utf-8").splitlines())).write_pdf(
            part
        )

    def imported(files: list[Path], jobs: int) -> Callable[[], None]:
        command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--site", str(folder / "site")]
        command += ["--jobs", str(jobs), "import", *map(str, files), "--city", "xianning", "--year", "2025"]

        def run() -> None:
            shutil.rmtree(content)
            content.mkdir()
            done = subprocess.run([*command, "--name", "咸宁市"], capture_output=True, check=False)
            assert done.returncode in (0, 1), done.stderr.decode()  # four times the same is a refused draft

        return run

    times = [seconds(imported([source], 1)) for _ in range(rounds)]
    print(f"import, 165 tasks: {statistics.median(times):.2f} s, start included (median of {rounds})", flush=True)
    cores = os.cpu_count() or 1
    paired(f"import, {len(parts)} PDFs, {cores} processors", imported(parts, cores), imported(parts, 1), rounds)


def bench_memory(site: Path) -> None:
    """Run the main job afresh and print the highest sum of its processes' memory (proportional set size)."""
    if not Path("/proc/self/smaps_rollup").exists():
        print("memory: this system does not tell (no /proc)")
        return
    site.parent.mkdir(parents=True)
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peak = 0
    done = threading.Event()
    threading.Thread(target=lambda: (process.wait(), done.set()), daemon=True).start()
    while not done.wait(0.1):
        peak = max(peak, sum(map(proportional_kib, family(process.pid))))
    print(f"memory: main job at its peak {peak / 1024:.0f} MiB, exit {process.returncode}")


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for parent in found:
        found.extend(children.get(parent, []))
    return found


def proportional_kib(pid: int) -> int:
    """Return a process's proportional set size in KiB; 0 when it has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
