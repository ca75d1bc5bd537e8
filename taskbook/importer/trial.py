"""Importer, step 6: a draft is laid out beside the content it will join, to be proved as the pipeline proves content.

In: the content folder and the draft's files. Out: a content folder that holds the draft's city alone: another city's
mistakes are no reason to refuse a draft.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from taskbook.align import PlanTrace
from taskbook.model import Plan

Prover = Callable[[Path, str, int], tuple[Plan, PlanTrace]]
"""Proves the plan of a city and year in a content folder; ContentError with every error."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Where a draft is laid out, and what proves it there."""

    folder: Path
    prove: Prover


SHARED = ("site.yml", "indicators.yml", "functions.yml", "synonyms.yml")


def lay_out(content: Path, files: Mapping[str, str], city_id: str, year: int, folder: Path) -> Path:
    """Write the draft's files into a folder, with what it needs of the present content; return its content folder."""
    trial = folder / content.resolve().name
    trial.mkdir(parents=True)
    for name in SHARED:
        if (content / name).is_file():
            shutil.copyfile(content / name, trial / name)
    if (content / city_id).is_dir():
        plan = str(content / city_id / str(year))
        made = {"decree.yml", "source.txt", "tasks", "review.md"}
        shutil.copytree(
            content / city_id,
            trial / city_id,
            ignore=lambda folder, names: [n for n in names if n.startswith(".") or (folder == plan and n in made)],
        )
    for name, text in files.items():
        path = trial / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return trial
