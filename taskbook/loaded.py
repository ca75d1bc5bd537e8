"""What load hands to resolve: entries as written, each with its place (a leaf of the house; pure data).

Where files or entries could not be used, they are left out: problems say why, gaps and holes what is incomplete by it.
A record's place is also its name: locate(place, *path) finds where a field of that record stands in its file.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from taskbook.entries import (
    CityEntry,
    DecreeEntry,
    Entry,
    FunctionEntry,
    IndicatorEntry,
    LeaderEntry,
    SiteEntry,
    SynonymEntry,
    TaskEntry,
    UnitEntry,
)
from taskbook.gaps import Gap, Hole
from taskbook.model import Place
from taskbook.problems import Problem

E_co = TypeVar("E_co", bound=Entry, covariant=True)


class Locate(Protocol):
    """Finds a field's place by its record's place: locate(task.place, "targets", 2, "quote")."""

    def __call__(self, record: Place, *path: str | int) -> Place:
        """Return the place of the value at path, or of the deepest part of path that exists."""
        ...


def record_place(record: Place, *path: str | int) -> Place:
    """Return the record's own place: the Locate of data that came from no file."""
    return record


@dataclass(frozen=True, slots=True)
class Placed(Generic[E_co]):
    """An entry and where its record starts."""

    entry: E_co
    place: Place


@dataclass(frozen=True, slots=True)
class LoadedChapter:
    """One file of tasks/: its chapter text and its tasks in order."""

    title: str
    place: Place
    tasks: tuple[Placed[TaskEntry], ...]


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """One year's folder: the decree, the chapter files in the order of their names, source.txt untouched."""

    year: int
    decree: Placed[DecreeEntry]
    chapters: tuple[LoadedChapter, ...]
    source: str


@dataclass(frozen=True, slots=True)
class LoadedCity:
    """One city's folder; plans in the order of their years."""

    city: Placed[CityEntry]
    units: tuple[Placed[UnitEntry], ...]
    leaders: tuple[Placed[LeaderEntry], ...]
    plans: tuple[LoadedPlan, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All of content/, cities in the order of their folders' names."""

    site: SiteEntry
    indicators: tuple[Placed[IndicatorEntry], ...]
    functions: tuple[Placed[FunctionEntry], ...]
    cities: tuple[LoadedCity, ...]
    synonyms: tuple[Placed[SynonymEntry], ...] = ()
    locate: Locate = record_place
    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()
    holes: tuple[Hole, ...] = ()
