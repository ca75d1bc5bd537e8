"""The step exports: the data as files to take away, published beside the pages.

In: the Book, the trace of its words, the data date. Out: site path -> file, in a folder that holds exactly those files.
Each output is a plug-in: a function that yields site paths and bytes; take one out of OUTPUTS to drop it, with its
links in templates/macros.md.j2 (downloads) and templates/data.md.j2. The same data gives the same bytes: dates are the
data's, the clock is never read.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from taskbook.align import Trace
from taskbook.exporters import api, csvfile, docxfile, jsonfile, package, schema, sourcefile, xlsxfile
from taskbook.exporters.dataset import Dataset
from taskbook.exporters.tables import Tables
from taskbook.layout import FOLDERS, Layout
from taskbook.model import Book

Output = Callable[[Tables, Mapping[str, bytes]], Iterator[tuple[str, bytes]]]
"""Tables and the files that outputs before it made -> site path and content of each of its own files."""

OUTPUTS: tuple[Output, ...] = (
    csvfile.files,
    jsonfile.files,
    xlsxfile.files,
    docxfile.files,
    sourcefile.files,
    schema.files,
    package.files,
    api.files,
)


def build(book: Book, trace: Trace, as_of: date, folder: Path, layout: Layout = FOLDERS) -> dict[str, Path]:
    """Write all exports below folder, touching only what differs; return site path -> file.

    layout tells the addresses of the pages that the rows name.
    """
    tables = Tables(Dataset(book, trace, as_of, layout))
    made: dict[str, bytes] = {}
    for output in OUTPUTS:
        made.update(output(tables, made))
    return _write(made, folder)


def _write(made: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    wanted = {path: folder / path for path in made}
    keep = set(wanted.values())
    for path in sorted(folder.rglob("*"), reverse=True):  # what stands in a folder comes before the folder
        if path.is_file() and path not in keep:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    for site_path, path in wanted.items():
        if not path.is_file() or path.read_bytes() != made[site_path]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[site_path])
    return wanted
