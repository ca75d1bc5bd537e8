"""Benchmarks on the real five cities, paired in one run: `make bench`.

site      full site build of ours against stock `mkdocs build` (Material, navigation.prune, same pages, nothing of ours)
booklets  our booklets (font subset, process pool) against one plain WeasyPrint call after another with the whole Noto
          fonts; on every n-th booklet (--every 1 takes all), the font subset charged by the sample's share
typst     our booklets against Typst (dependency group `bench`) on the same records, laid out alike, as many processes;
          the number of pages and the words of both are compared; sampled as above
edit      a unit's booklet after one edit, a new process each time: for the unit with the middle number of tasks and
          for the one with the most, from when all modules are loaded, and in all
size      bytes of the unit booklets with the fewest tasks, with the data that they carry
page      bytes on the wire and time to readable words in the browser, on an emulated line of 1.6 Mbit/s
memory    peak of the processes that print the biggest booklets (whole plans and their tables), and of the main job
          (`build.py`, everything fresh): the largest process, and all its processes together
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
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benches.pairs import paired, seconds  # noqa: E402 (beside this file)

from taskbook.settings import Settings  # noqa: E402 (the package lies beside tests/)

if TYPE_CHECKING:
    from taskbook.booklets import Booklet

# The steps are imported where they are used: worker processes import this file too, and should not pay for them.


WHAT = ("site", "booklets", "typst", "edit", "size", "page", "memory", "import")


def asked(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Read what is to be measured, and how."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="*", default="all", choices=(*WHAT, "all"))
    parser.add_argument("--rounds", type=int, default=5, help="counted rounds of each pair")
    parser.add_argument("--every", type=int, default=12, help="booklets, typst: take every n-th one")
    options = parser.parse_args(arguments)
    options.what = WHAT if "all" in options.what else options.what
    return options


def main() -> None:
    """Run the benchmarks that are asked for."""
    options = asked()
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
        if "typst" in options.what:
            bench_typst(settings, options.rounds, options.every)
        if "edit" in options.what:
            bench_edit(settings, options.rounds)
        if "size" in options.what:
            bench_size(settings)
        if "page" in options.what:
            bench_page(settings, options.rounds)
        if "memory" in options.what:
            bench_memory(settings, Path(folder) / "memory" / "site")
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
    """Time our booklets, all made afresh, against naive WeasyPrint calls on the same booklets."""
    from taskbook import booklets, fonts, pipeline, render, workers
    from taskbook.prints import engine
    from taskbook.progress import Progress

    everything = booklets.plan_booklets(pipeline.checked(settings, Progress(quiet=True)).book)
    chosen = everything[::every]
    wanted = {item.site_path for item in chosen}
    printer = render.printer(settings.templates)
    css = (settings.templates / "print" / "booklet.css").read_text(encoding="utf-8")
    css = fonts.dressed(css, fonts.choose())
    pages = {item.site_path: printer(f"print/{item.kind}.html.j2", item.context) for item in chosen}
    mapper = workers.mapper(settings.jobs)

    def ours() -> None:
        shutil.rmtree(settings.work / "booklets", ignore_errors=True)
        booklets.build(everything, printer, settings, mapper, None, wanted)

    def naive() -> None:
        engine.naive(list(pages.items()), css, settings.work / "naive")

    share = cutting(everything, settings, rounds) / every
    paired(f"booklets, {len(chosen)} of {len(everything)}", ours, naive, rounds, share)


def cutting(everything: Sequence["Booklet"], settings: Settings, rounds: int) -> float:
    """Return how long the fonts of all booklets take; on a sample, ours is charged the sample's share of it."""
    from taskbook import booklets, fonts, render, workers

    characters = booklets.characters(everything, render.printer(settings.templates), settings)

    def cut() -> None:
        shutil.rmtree(settings.work / "fonts", ignore_errors=True)
        fonts.subset(characters, settings.work / "fonts", workers.mapper(settings.jobs))

    took = statistics.median(seconds(cut) for _ in range(rounds))
    print(f"fonts of all booklets: {took:.2f} s, a sample is charged its share", flush=True)
    return took


def bench_typst(settings: Settings, rounds: int, every: int) -> None:
    """Time our booklets against Typst's; each side writes the sample down and prints it in processes started afresh."""
    from benches import typesetting

    from taskbook import booklets, pipeline, render, workers
    from taskbook.prints import engine
    from taskbook.progress import Progress

    if not typesetting.is_here():
        print(f"typst: {typesetting.MISSING}")
        return
    everything = booklets.plan_booklets(pipeline.checked(settings, Progress(quiet=True)).book)
    chosen = everything[::every]
    printer, mapper = render.printer(settings.templates), workers.mapper(settings.jobs)
    share = cutting(everything, settings, rounds) / every
    prints = booklets.prints(everything, printer, settings, mapper, {item.site_path for item in chosen})

    def ours() -> None:
        html = {item.site_path: printer(f"print/{item.kind}.html.j2", item.context) for item in chosen}
        longest_first = sorted(prints, key=lambda item: -len(html[item.path]))
        mapper(engine.make, [workers.Job(item.path, item) for item in longest_first])

    def typst() -> None:
        longest_first = sorted(typesetting.settings_of(chosen, settings.work), key=lambda item: -len(item.record))
        mapper(typesetting.make, [workers.Job(item.output.name, item) for item in longest_first])

    what = f"typst, {len(chosen)} of {len(everything)} booklets, {settings.jobs} processes"
    ratio = paired(what, ours, typst, rounds, share, "typst")
    print(f"typst: ours takes {1 / ratio:.2f} times as long")
    files = typesetting.settings_of(chosen, settings.work)
    typesetting.compare([(ours.path, ours.output, its.output) for ours, its in zip(prints, files, strict=True)])


def bench_edit(settings: Settings, rounds: int) -> None:
    """Print units' booklets after edits of one of their tasks, each in a new process; the first is not counted."""
    from benches import edits

    from taskbook import booklets, proving
    from taskbook.progress import Progress

    content, work = settings.work / "edited", settings.work / "edits"
    shutil.copytree(settings.content, content)
    everything = booklets.plan_booklets(proving.checked(replace(settings, content=content), Progress(quiet=True)).book)
    units = sorted((item for item in everything if item.kind == "unit"), key=lambda item: len(item.tasks))
    for unit in (units[len(units) // 2], units[-1]):
        times = []
        for number in range(rounds + 1):
            edits.edit(content.parent / unit.tasks[0].place.file, unit.tasks[0].id, number)
            times.append(edits.timed(content, work, unit.city_id, unit.key))
        ready, whole = (statistics.median(column) for column in zip(*times[1:], strict=True))
        what = f"{unit.site_path}, {len(unit.tasks)} tasks"
        print(f"edit: {what}: {ready:.2f} s once started, {whole:.2f} s in all (medians of {rounds})", flush=True)


def bench_size(settings: Settings, count: int = 5) -> None:
    """Print pages and bytes of the unit booklets with the fewest tasks, their data attached."""
    from pypdf import PdfReader

    from taskbook import booklets, pipeline, render, workers
    from taskbook.exporters import attached
    from taskbook.progress import Progress

    content = pipeline.checked(settings, Progress(quiet=True))
    day = content.book.site.as_of
    everything = booklets.plan_booklets(content.book, day, attached.attach(content.book, content.trace, day))
    units = sorted((item for item in everything if item.kind == "unit"), key=lambda item: len(item.tasks))
    wanted = {item.site_path for item in units[:count]}
    printer, mapper = render.printer(settings.templates), workers.mapper(settings.jobs)
    for path, file in booklets.build(everything, printer, settings, mapper, None, wanted).items():
        print(f"size: {path}: {len(PdfReader(file).pages)} pages, {file.stat().st_size / 1000:.1f} kB")


def bench_memory(settings: Settings, site: Path) -> None:
    """Print how much memory printing the biggest booklets takes, and the main job."""
    from benches import memory

    from taskbook import booklets, pipeline, render, workers
    from taskbook.prints import engine
    from taskbook.progress import Progress

    if not memory.STATUS.exists():
        print("memory: this system does not tell (no /proc)")
        return
    everything = booklets.plan_booklets(pipeline.checked(settings, Progress(quiet=True)).book)
    wanted = {item.site_path for item in everything if item.kind in ("plan", "table")}
    mapper = workers.mapper(settings.jobs)
    prints = booklets.prints(everything, render.printer(settings.templates), settings, mapper, wanted)
    jobs = [workers.Job(item.path, item) for item in sorted(prints, key=lambda item: -len(item.html))]
    seen = memory.of_workers(lambda: mapper(engine.make, jobs))
    print(f"memory: plan booklets and tables, {len(jobs)}, {settings.jobs} processes: {seen}", flush=True)
    print(f"memory: main job: {memory.of_job(site)}", flush=True)


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


if __name__ == "__main__":
    main()
