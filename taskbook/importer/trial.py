"""Importer, step 6: does a draft hold? It is loaded, resolved, checked and verified beside the content it will join.

In: the content folder and the draft's files. Out: nothing, or ContentError with every error of the draft's city. Only
that city is looked at: another city's mistakes are no reason to refuse a draft.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from taskbook import check, load, resolve, verify
from taskbook.align import PlanTrace
from taskbook.gaps import without_echoes
from taskbook.model import Plan
from taskbook.problems import ContentError, Severity

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


def prove(trial: Path, city_id: str, year: int) -> tuple[Plan, PlanTrace]:
    """Run load, resolve, check and verify on a content folder; return the draft's plan and where its words stand."""
    loaded = load.load(trial)
    book, problems = resolve.survey(loaded)
    trace, unproved = verify.verify(book)
    problems += [*check.check(book, loaded.locate), *unproved]
    found = without_echoes(problems, loaded.gaps, loaded.holes, book, trace)
    if errors := [problem for problem in found if problem.severity is Severity.ERROR]:
        raise ContentError(errors)
    plan = next(plan for plan in book.plans() if plan.key == (city_id, year))
    return plan, trace[plan.key]
