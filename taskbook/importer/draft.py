"""Importer: one document becomes a proved draft (the importer's own pipeline; it alone knows its steps).

read -> split -> assign -> targets -> records -> files -> trial. In: Order (which files, city and year, what the
caller says of the city) and the proof that the pipeline hands in. Out: Draft: the files to write, what they hold, the
trial's folder; content/ is not touched.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from taskbook.align import PlanTrace
from taskbook.importer import merge, review, trial, write
from taskbook.importer.doubt import Doubt
from taskbook.importer.places import city_record
from taskbook.importer.read import Source, read_all, source
from taskbook.importer.records import PlanRecords, Present, plan_records
from taskbook.importer.repair import repair
from taskbook.importer.unplaced import unplaced
from taskbook.model import Plan
from taskbook.problems import ContentError
from taskbook.reviewlist import FILE as REVIEW
from taskbook.reviewlist import Question, bodies
from taskbook.reviewlist import write as review_text
from taskbook.settings import Order
from taskbook.text import converted, converter, fold_text
from taskbook.workers import mapper

_ATTEMPTS = 3
"""How often a draft is proved: with what nothing accounts for taken out, further words may come to light."""
SHIPPED = Path(__file__).resolve().parents[2] / "content"


@dataclass(slots=True)
class Draft:
    """A proved draft: its files by name, the plan as it resolves, the questions of its review list."""

    order: Order
    files: dict[str, str]
    records: PlanRecords
    questions: list[Question]
    folder: Path
    plan: Plan
    trace: PlanTrace
    new_units: int = 0
    merged: merge.Merged | None = None
    city_name: str = ""


class PresentPlanError(Exception):
    """The plan exists and the caller did not ask to update it."""


@contextmanager
def draft(order: Order, prove: trial.Prover) -> Iterator[Draft]:
    """Make a draft and prove it; its trial folder lies beside content/ and is gone afterwards."""
    if order.plan.exists() and not order.update:
        raise PresentPlanError(f"{order.plan} 已经有了；要用更正后的文件更新它，请加 --update")
    document = joined(read_all(order.files, mapper(order.jobs)))
    named = str(write.plain(order.content / order.city / "city.yml").get("name", "")) if _has_city(order) else ""
    words = converted(document.raw, converter(document.profile))
    city, doubts = city_record(order.city, words, named or order.name, order.province, order.level)
    present = present_of(order.content, order.city)
    records = plan_records(document, order.city, order.year, present, str(city["name"]))
    records.doubts += doubts if not _has_city(order) else []
    if not (order.content / "site.yml").is_file():
        records.doubts.append(Doubt("site.yml", "数据文件夹里原来没有，已新建", "填写 site.yml 的 title 和 publisher"))
    merged = _merge(order, records, present, str(city["name"])) if order.update and order.plan.exists() else None
    with TemporaryDirectory(prefix=".import-", dir=order.content) as folder:
        made, first, attempt = None, None, 0
        while made is None:
            attempt += 1
            try:
                made = _proved(order, city, records, present, merged, trial.Trial(Path(folder) / str(attempt), prove))
            except ContentError as error:
                first = first or error
                if attempt == _ATTEMPTS or not repair(records, error.problems):
                    # what was left over is the reason, not what leaving it out broke
                    raise unplaced(records, first) from None
        yield made


def _proved(
    order: Order,
    city: Mapping[str, object],
    records: PlanRecords,
    present: Present,
    merged: merge.Merged | None,
    on: trial.Trial,
) -> Draft:
    """Write a draft's files into the trial's folder and prove them."""
    questions = review.questions(records.source.raw, records.doubts, records.spans)
    text = _review(order, str(city["name"]), questions)
    made = write.files(order.content, city, order.year, records, text, dict(_shared(order.content)))
    whole = made | write.plan_files(order.content, order.city, order.year, records, text)
    laid = trial.lay_out(order.content, whole, order.city, order.year, on.folder)
    plan, trace = on.prove(laid, order.city, order.year)
    known = {str(unit["id"]) for unit in present.units}
    new = sum(str(unit["id"]) not in known for unit in records.units)
    return Draft(order, made, records, questions, laid, plan, trace, new, merged, str(city["name"]))


def joined(parts: list[Source]) -> Source:
    """Join the files of one document (a notice and its annexes) into one text."""
    if len(parts) == 1:
        return parts[0]
    raw = "\n".join(part.raw.rstrip("\n") + "\n" for part in parts)
    return source(raw, "、".join(part.name for part in parts), parts[0].kind)


def present_of(content: Path, city: str) -> Present:
    """Return what stands in content/ already: the city's registries and the indicators."""

    def records(path: Path) -> list[dict[str, object]]:
        return write.registry(path.read_text("utf-8")) if path.is_file() else []

    listed = records(content / "indicators.yml") or records(SHIPPED / "indicators.yml")
    indicators = {fold_text(form): str(row["id"]) for row in listed for form in write.forms(row)}
    return Present(records(content / city / "units.yml"), records(content / city / "leaders.yml"), indicators)


def _has_city(order: Order) -> bool:
    return (order.content / order.city / "city.yml").is_file()


def _shared(content: Path) -> Iterator[tuple[str, str]]:
    """Yield what an empty content folder needs: the registries that this program ships, and a site.yml to fill in."""
    for name in ("indicators.yml", "functions.yml"):
        if not (content / name).is_file():
            shipped = SHIPPED / name
            yield name, shipped.read_text("utf-8") if shipped.is_file() else "[]\n"
    if not (content / "site.yml").is_file():
        from datetime import date

        publisher = "publisher: {kind: independent, name: 待填写}\n"
        yield "site.yml", f"title: 政府工作报告任务册\n{publisher}as_of: {date.today().isoformat()}\n"


def _review(order: Order, city: str, questions: list[Question]) -> str:
    """Return review.md; an update keeps the entries that are still open."""
    title = f"{city} {order.year}"
    path = order.plan / REVIEW
    if not order.update or not path.is_file():
        return review_text(title, questions) if questions else ""
    text = path.read_text("utf-8").rstrip("\n") + "\n"
    still = bodies(text)
    fresh = [question for question in questions if question.title not in still]
    return text + "".join("\n" + bodies(review_text("", [question]))[question.title] for question in fresh)


def _merge(order: Order, records: PlanRecords, present: Present, name: str) -> merge.Merged:
    """Merge the corrected document's records into the plan that stands; records hold the result."""
    old = order.plan / "source.txt"
    base = plan_records(source(old.read_text("utf-8")), order.city, order.year, present, name)
    ours = [write.plain(path) for path in sorted((order.plan / "tasks").glob("*.yml"))]
    stood = write.plain(order.plan / "decree.yml")
    merged = merge.merge(base.chapters, ours, records.chapters, (base.decree, stood, records.decree))
    before = {(doubt.read, doubt.why) for doubt in base.doubts}
    fresh = [doubt for doubt in records.doubts if (doubt.read, doubt.why) not in before and doubt.span is not None]
    records.chapters, records.decree = merged.chapters, merged.decree
    records.doubts = [*fresh, *merged.doubts]
    return merged
