"""A printing house's profile: what is one, and that files made for it declare PDF/X-4; made of the golden city."""

import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import GOLDEN, ROOT
from pypdf import PdfReader
from test_printshop import SHEET, UNIT, colours

from taskbook import booklets, workers
from taskbook.model import Book
from taskbook.prints import engine, press, profile
from taskbook.problems import NothingChosenError
from taskbook.render import printer
from taskbook.settings import Settings


@pytest.fixture(scope="module")
def prints(golden_book: Book, tmp_path_factory: pytest.TempPathFactory) -> list[engine.Print]:
    work = tmp_path_factory.mktemp("profile")
    settings = Settings(GOLDEN, work / "site", work, ROOT / "templates", ROOT / "mkdocs.yml")
    every = booklets.plan_booklets(golden_book)
    return booklets.prints(every, printer(ROOT / "templates"), settings, workers.serial, {UNIT})


@pytest.fixture(scope="module")
def condition() -> profile.Profile:
    return profile.Profile("示范印刷条件", icc("示范印刷条件"))


@pytest.fixture(scope="module")
def standard(prints: list[engine.Print], condition: profile.Profile) -> dict[str, press.PressPrint]:
    apart = [replace(item, output=item.output.with_stem(f"{item.output.stem}-x4")) for item in prints]
    return press.build(apart, SHEET, workers.serial, None, condition)


def icc(name: str, kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """Return the least that is an ICC profile: its header and its name."""
    words = name.encode("utf-16-be")
    tag = b"mluc" + bytes(4) + struct.pack(">II4sII", 1, 12, b"zhCN", len(words), 28) + words
    header = bytearray(128)
    header[:4] = struct.pack(">I", 128 + 40 + len(tag))
    header[8:24] = struct.pack(">I4s4s4s", 0x04200000, kind, space, b"Lab ")
    header[36:40], header[68:80] = b"acsp", struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
    parts = [struct.pack(">4sII", part, 168, len(tag)) for part in (b"desc", b"A2B0", b"B2A0")]
    return bytes(header) + struct.pack(">I", len(parts)) + b"".join(parts) + tag


def test_files_for_a_known_press_say_that_they_are_pdf_x_4(
    standard: dict[str, press.PressPrint], condition: profile.Profile
) -> None:
    numbers = set()
    for file in (standard[UNIT].cover, standard[UNIT].inside):
        pdf = PdfReader(file)
        root: Any = pdf.trailer["/Root"]
        (intent,) = root["/OutputIntents"]
        assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFX", "Custom")
        assert intent["/Info"] == "示范印刷条件"
        assert intent["/DestOutputProfile"].get_data() == condition.data
        assert intent["/DestOutputProfile"]["/N"] == 4
        words = root["/Metadata"].get_data().decode()
        assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in words
        assert all(f"<xmp:{what}Date>2021-06-30<" in words for what in ("Metadata", "Create", "Modify"))
        numbers.update(re.findall(r"xmp\.did:([0-9a-f-]{36})", words))
        assert "/Filter" not in root["/Metadata"]
        assert (pdf.pdf_header, pdf.trailer["/Info"]["/Trapped"]) == ("%PDF-1.6", "/False")  # type: ignore[index]
        assert pdf.trailer["/ID"] and not pdf.is_encrypted
        fonts = {font.get_object()["/BaseFont"] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]
        assert fonts and all("+" in font for font in fonts)
    assert len(numbers) == 2


def test_a_standard_changes_no_ink_and_the_same_booklet_makes_the_same_bytes(
    prints: list[engine.Print], standard: dict[str, press.PressPrint]
) -> None:
    plain = press.build(prints, SHEET, workers.serial)
    assert colours(PdfReader(standard[UNIT].inside)) == colours(PdfReader(plain[UNIT].inside))
    before = standard[UNIT].inside.read_bytes()
    press.make(standard[UNIT])
    assert standard[UNIT].inside.read_bytes() == before


def test_another_press_makes_other_files(
    prints: list[engine.Print], standard: dict[str, press.PressPrint], condition: profile.Profile
) -> None:
    def asked(other: profile.Profile) -> list[str]:
        names: list[str] = []

        def watch(function: object, jobs: Any, progress: object = None) -> list[Any]:
            names.extend(job.name for job in jobs)
            return []

        apart = [replace(item, output=item.output.with_stem(f"{item.output.stem}-x4")) for item in prints]
        press.build(apart, SHEET, watch, None, other)
        return names

    assert asked(condition) == []
    assert asked(profile.Profile("另一家", icc("另一家"))) == [UNIT]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "读不出"),
        (b"%PDF-1.7", "不是 ICC 特性文件"),
        (icc("屏幕", b"mntr", b"RGB "), "是 mntr、RGB 的特性文件；送印要用四色印刷（prtr、CMYK）的"),
        (icc("残")[:170], "不完整"),
        (icc("无表").replace(b"A2B0", b"xxxx"), "不完整"),
        (icc("太新").replace(b"\x04\x20", b"\x05\x00", 1), "第5版"),
    ],
)
def test_what_is_no_profile_of_a_press_is_refused(data: bytes | None, message: str, tmp_path: Path) -> None:
    file = tmp_path / "press.icc"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(NothingChosenError, match=message):
        profile.read(file)


def test_a_profile_is_read_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "press.icc").write_bytes(icc("胶印 双胶纸"))
    assert profile.read(tmp_path / "press.icc").name == "胶印 双胶纸"
