"""booklets as files: archival and accessible (PDF/A-3a, PDF/UA-1), with their data inside; read back rule by rule.

The rules are those of ISO 19005-3 and ISO 14289-1 that a reader of the file can check by name; a validator of the whole
standards is not part of the tests.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from conftest import GOLDEN
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from taskbook import booklets, workers
from taskbook.exporters import attached
from taskbook.load import load
from taskbook.prints import engine
from taskbook.proving import Checked, proved
from taskbook.render import printer
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent
UNIT = "shifan/2021/booklets/unit-caizheng.pdf"
PLAN = "shifan/2021/booklets/plan.pdf"


@pytest.fixture(scope="module")
def golden_checked() -> Checked:
    return proved(load(GOLDEN))


@pytest.fixture(scope="module")
def printed(golden_checked: Checked, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    work = tmp_path_factory.mktemp("files")
    book, day = golden_checked.book, golden_checked.book.site.as_of
    every = booklets.plan_booklets(book, day, attached.attach(book, golden_checked.trace, day))
    settings = Settings(
        content=ROOT, site=work / "site", work=work, templates=ROOT / "templates", mkdocs_yml=ROOT / "mkdocs.yml"
    )
    return booklets.build(every, printer(ROOT / "templates"), settings, workers.mapper(2), None, {UNIT, PLAN})


@pytest.fixture(params=[UNIT, PLAN])
def pdf(request: pytest.FixtureRequest, printed: dict[str, Path]) -> PdfReader:
    return PdfReader(printed[request.param])


def root(pdf: PdfReader) -> DictionaryObject:
    return pdf.trailer["/Root"]  # type: ignore[return-value]


def metadata(pdf: PdfReader) -> ElementTree.Element:
    return ElementTree.fromstring(root(pdf)["/Metadata"].get_object().get_data())  # type: ignore[attr-defined]


def elements(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """Yield the structure elements in reading order."""

    def walk(node: Any) -> Iterator[DictionaryObject]:
        node = node.get_object()
        if not isinstance(node, DictionaryObject):
            return
        if "/S" in node:
            yield node
        children = node.get("/K", [])
        children = children.get_object() if hasattr(children, "get_object") else children
        for child in children if isinstance(children, list) else [children]:
            yield from walk(child)

    yield from walk(root(pdf)["/StructTreeRoot"])


def test_it_says_that_it_is_archival_and_accessible(pdf: PdfReader) -> None:
    tree = metadata(pdf)
    said = {key: value for item in tree.iter() for key, value in item.attrib.items()}
    assert said["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert said["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert len(tree.findall(".//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF")) == 1
    prefixes = [item.text for item in tree.iter("{http://www.aiim.org/pdfa/ns/schema#}prefix")]
    assert prefixes == ["pdfuaid"]


def test_colours_are_defined_and_nothing_in_it_is_forbidden(pdf: PdfReader) -> None:
    (intent,) = root(pdf)["/OutputIntents"]  # type: ignore[misc]
    assert intent["/S"] == "/GTS_PDFA1" and intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert not pdf.is_encrypted and "/ID" in pdf.trailer
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root(pdf))
    assert "/JavaScript" not in root(pdf).get("/Names", {})
    raw = pdf.stream.read() if pdf.stream.seek(0) == 0 else b""
    assert not re.search(rb"/(JavaScript|Launch|Movie|Sound|LZWDecode)\b", raw)


def test_every_font_is_embedded_and_its_text_can_be_read(pdf: PdfReader) -> None:
    fonts = [font for page in pdf.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile3" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_pages_name_glyphs_by_the_numbers_that_their_font_gives_them(pdf: PdfReader) -> None:
    """Readers that go by the standard (Ghostscript, MuPDF, a printer's) show nothing where the two differ."""
    for font in (font for page in pdf.pages for font in page["/Resources"]["/Font"].values()):  # type: ignore[index]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        with TTFont(io.BytesIO(descriptor["/FontFile3"].get_object().get_data())) as embedded:
            _, *numbers = embedded["CFF "].cff.topDictIndex[0].charset
        assert numbers == [f"cid{place:05d}" for place in range(1, len(numbers) + 1)]


def test_dates_in_both_places_are_the_data_s(pdf: PdfReader) -> None:
    assert str(pdf.metadata["/CreationDate"]) == "D:20210630"  # type: ignore[index]
    assert [item.text for item in metadata(pdf).iter("{http://ns.adobe.com/xap/1.0/}CreateDate")] == ["2021-06-30"]


def test_it_is_tagged_from_its_title_to_its_last_table_cell(pdf: PdfReader) -> None:
    assert root(pdf)["/MarkInfo"]["/Marked"] and root(pdf)["/Lang"] == "zh-CN"  # type: ignore[index]
    assert root(pdf)["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert all(page["/Tabs"] == "/S" and "/StructParents" in page for page in pdf.pages)
    kinds = [str(element["/S"]) for element in elements(pdf)]
    assert kinds[0] == "/Document"
    levels = [int(kind[2:]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {"/P", "/Table", "/TR", "/TH", "/TD", "/Link"} <= set(kinds)
    assert all("/Alt" in element for element in elements(pdf) if element["/S"] == "/Figure")


def test_links_can_be_followed_and_are_named(pdf: PdfReader) -> None:
    links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert links
    for link in links:
        assert link["/Contents"] and link["/F"] == 4 and "/StructParent" in link
        assert "/A" in link or str(link["/Dest"]) in pdf.named_destinations


def test_it_carries_its_own_data(printed: dict[str, Path]) -> None:
    pdf = PdfReader(printed[UNIT])
    assert set(pdf.attachments) == {"tasks.csv", "data.json"}
    rows = list(csv.DictReader(io.StringIO(pdf.attachments["tasks.csv"][0].decode("utf-8-sig"))))
    data = json.loads(pdf.attachments["data.json"][0])
    assert data["as_of"] == "2021-06-30"
    assert [row["id"] for row in rows] == [task["id"] for task in data["tasks"]]
    records = sum(len(table) for name, table in data.items() if name != "as_of")
    assert pdf.attachments["data.json"][0].decode().count("\n{") == records  # one on each line: a person can read it
    assert len(rows) > 1
    files = [item.get_object() for item in root(pdf)["/AF"]]  # type: ignore[attr-defined]
    assert {file["/AFRelationship"] for file in files} == {"/Data"}


def test_changed_data_make_the_booklet_again(golden_checked: Checked, tmp_path: Path, printed: dict[str, Path]) -> None:
    every = booklets.plan_booklets(golden_checked.book, None, lambda tasks: {"data.json": b"other"})
    settings = Settings(
        content=ROOT, site=tmp_path, work=printed[UNIT].parents[3], templates=ROOT / "templates", mkdocs_yml=ROOT
    )
    stale: list[str] = []

    def note(function: object, jobs: Any, progress: object = None) -> list[Any]:
        stale.extend(job.name for job in jobs if isinstance(job.item, engine.Print))
        return []

    booklets.build(every, printer(ROOT / "templates"), settings, note, None, {UNIT})
    assert stale == [UNIT]
