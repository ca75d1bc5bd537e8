"""Benchmarks on the real five cities, paired in one run: `make bench`.

site      full site build of ours against stock `mkdocs build` (Material, navigation.prune, same pages, nothing of ours)
booklets  our booklets (font subset, process pool) against one plain WeasyPrint call after another with the whole Noto
          fonts; on every n-th booklet (--every 1 takes all)
memory    peak of the main job (`build.py`, everything fresh), all its processes together

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
        "what", nargs="*", default=["site", "booklets", "memory"], choices=["site", "booklets", "memory"]
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
        if "memory" in options.what:
            bench_memory(Path(folder) / "memory" / "site")


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
    """Time our booklets, all made afresh, against naive WeasyPrint calls on the same booklets."""
    from taskbook import booklets, pipeline, render, workers
    from taskbook.progress import Progress

    book = pipeline.checked(settings, Progress(quiet=True)).book
    chosen = booklets.plan_booklets(book)[::every]
    printer = render.printer(settings.templates)

    def ours() -> None:
        shutil.rmtree(settings.work, ignore_errors=True)
        booklets.build(chosen, printer, settings, workers.mapper(settings.jobs))

    def naive() -> None:
        booklets.naive(chosen, printer, settings, settings.work / "naive")

    paired(f"booklets, {len(chosen)} of them", ours, naive, rounds)


def paired(what: str, ours: Callable[[], None], theirs: Callable[[], None], rounds: int) -> None:
    """Run both in turn, one round uncounted, and print medians and the median of the ratios."""
    rows = []
    for number in range(rounds + 1):
        row = (seconds(ours), seconds(theirs))
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
