"""The printing condition that a job is for: an ICC profile of inks from the printing house (a part of booklets).

In: a file. Out: Profile, or NothingChosenError where the file is none. The profile goes into the PDFs as their output
intent, which lets them declare PDF/X-4.
"""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taskbook.problems import NothingChosenError

_SIGNATURE, _CLASS, _SPACE = slice(36, 40), slice(12, 16), slice(16, 20)
"""Where the header of a profile (ICC.1, 7.2) says that it is one, of what kind of device, and of which colours."""


_TABLES = {b"A2B0", b"B2A0"}
"""What a profile of a press must hold: from inks to colours and back."""

NEWEST = 4
"""The newest version of profiles that PDF/X-4 knows."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile's own name, and its bytes."""

    name: str
    data: bytes


def read(path: Path) -> Profile:
    """Read a profile of a press with four inks."""
    from PIL import ImageCms

    try:
        data = path.read_bytes()
    except OSError as error:
        raise NothingChosenError(f"读不出 {path}：{error.strerror}。--profile 要写印刷厂给的 ICC 特性文件。") from error
    if data[_SIGNATURE] != b"acsp":
        raise NothingChosenError(f"{path} 不是 ICC 特性文件；请向印刷厂要一份（扩展名多为 .icc 或 .icm）。")
    if (data[_CLASS], data[_SPACE]) != (b"prtr", b"CMYK"):
        kind, space = (data[part].decode("latin-1").strip() for part in (_CLASS, _SPACE))
        raise NothingChosenError(f"{path} 是 {kind}、{space} 的特性文件；送印要用四色印刷（prtr、CMYK）的。")
    if len(data) != int.from_bytes(data[:4], "big") or not _tags(data) >= _TABLES:
        raise NothingChosenError(f"{path} 不完整；请向印刷厂另要一份。")
    if data[8] > NEWEST:
        raise NothingChosenError(f"{path} 是第{data[8]}版的 ICC 特性文件；PDF/X-4 用第{NEWEST}版或更早的。")
    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip()
    except (OSError, ImageCms.PyCMSError) as error:
        raise NothingChosenError(f"{path} 损坏，读不出它的名称；请向印刷厂另要一份。") from error
    return Profile(name or path.stem, data)


def _tags(data: bytes) -> set[bytes]:
    """Return the names of the parts that a profile lists."""
    count = int.from_bytes(data[128:132], "big")
    return {data[place : place + 4] for place in range(132, min(132 + 12 * count, len(data)), 12)}


def declare(pdf: Any, profile: Profile) -> None:
    """Name the condition in a file as its output intent, with the profile itself."""
    import pydyf  # type: ignore[import-untyped]

    embedded = pydyf.Stream([profile.data], pydyf.Dictionary({"N": 4}), compress=True)
    pdf.add_object(embedded)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String("Custom"),  # what is in no registry is called so
            "Info": pydyf.String(profile.name),
            "DestOutputProfile": embedded.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
