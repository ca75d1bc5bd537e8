"""What one run works on: frozen settings that the command line makes; nothing else reads the environment."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """Which booklets are asked for, as a person writes names; None means any.

    leaders asks for all leaders' of one plan.
    """

    city: str | None = None
    year: int | None = None
    unit: str | None = None
    leader: str | None = None
    leaders: bool = False

    def means(self, city_id: str, name: str) -> bool:
        """Return whether a city may be meant."""
        return self.city in (None, city_id, name)


@dataclass(frozen=True, slots=True)
class PressOrder:
    """How booklets go to the printer: on folded sheets (A3, A4), else for a press; what the job ticket says of them.

    profile is the file of the printing house's ICC profile.
    """

    sheet: str | None = None
    copies: int | None = None
    paper: str | None = None
    binding: str | None = None
    profile: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and options of a run. work holds Markdown pages, caches and stamps; it can be deleted at any time.

    fonts is packaged, office or a folder of font files; None means what site.yml says.
    """

    content: Path
    site: Path
    work: Path
    templates: Path
    mkdocs_yml: Path
    as_of: date | None = None
    jobs: int = 2
    timings: bool = False
    fonts: str | Path | None = None

    @property
    def pages(self) -> Path:
        """Where the Markdown pages are written."""
        return self.work / "pages"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported: files of one document, into which city and year, and what the caller says of the city."""

    content: Path
    files: tuple[Path, ...]
    city: str
    year: int
    name: str | None = None
    province: str | None = None
    level: str | None = None
    update: bool = False
    jobs: int = 1

    @property
    def plan(self) -> Path:
        """The plan's folder."""
        return self.content / self.city / str(self.year)
