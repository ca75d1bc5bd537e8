"""Packages of two fictional cities, for the tests of packages: booklets are one small file, which takes no time."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from taskbook import booklets, pipeline
from taskbook.layout import Target
from taskbook.progress import Progress
from taskbook.settings import Settings

ROOT = Path(__file__).parent.parent
OTHER, OTHER_NAME = "muban", "模板市"
ADDRESS = "https://www.shifan.example.cn/ztzl/zrfj/"


def two_cities(content: Path) -> Path:
    """Write the golden content with its city twice, the second one under another id and name."""
    shutil.copytree(ROOT / "tests" / "golden" / "content", content)
    shutil.copytree(content / "shifan", content / OTHER)
    for file in (content / OTHER).rglob("*.yml"):
        text = file.read_text("utf-8").replace("shifan", OTHER)
        for named in ("name: 示范市", "issuer: 示范市"):
            text = text.replace(named, named.replace("示范市", OTHER_NAME))
        file.write_text(text, "utf-8")
    return content


def settings_in(folder: Path, content: Path) -> Settings:
    site, work = folder / "site", folder / ".taskbook"
    return Settings(content, site, work, ROOT / "templates", ROOT / "mkdocs.yml", jobs=1)


@contextmanager
def without_pdf(folder: Path) -> Iterator[None]:
    """Put one small file in the place of every booklet."""
    pdf = folder / "x.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")

    def print_none(every: Any, *others: Any) -> Mapping[str, Path]:
        wanted = others[-1]
        return {item.site_path: pdf for item in every if wanted is None or item.site_path in wanted}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(booklets, "build", print_none)
        yield


def pack(
    settings: Settings, target: Target, city: str | None = None, out: Path | None = None, address: str | None = None
) -> Path:
    with without_pdf(settings.site.parent):
        return pipeline.package(settings, Progress(quiet=True), target, city, out, address).folder


@dataclass(frozen=True)
class Packages:
    """Packages by their folders' names, made at the first use."""

    settings: Settings

    def __getitem__(self, name: str) -> Path:
        folder = self.settings.site.parent / "packages" / name
        if not folder.exists():
            target, _, city = name.partition("-")
            pack(self.settings, target, city or None)  # type: ignore[arg-type]
        return folder
