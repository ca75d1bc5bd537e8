"""What one run works on: frozen settings that the command line makes; nothing else reads the environment."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """Which booklets are asked for, as a person writes names; None means any."""

    city: str | None = None
    year: int | None = None
    unit: str | None = None
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and options of a run. work holds Markdown pages, caches and stamps; it can be deleted at any time."""

    content: Path
    site: Path
    work: Path
    templates: Path
    mkdocs_yml: Path
    as_of: date | None = None
    jobs: int = 2
    timings: bool = False

    @property
    def pages(self) -> Path:
        """Where the Markdown pages are written."""
        return self.work / "pages"
