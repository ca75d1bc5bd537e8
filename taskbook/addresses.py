"""Where everything stands on the site: page files and ids, all ASCII, permanent (a leaf of the house; pure).

In: records. Out: paths of Markdown page files, relative to the pages folder; cells.address turns them into addresses.
"""

from taskbook.model import City, Function, Indicator, Leader, Plan, Target, Task, Unit

HOME = "index.md"
ABOUT = "about.md"
DATA = "data.md"
INDICATORS = "indicators/index.md"
FUNCTIONS = "functions/index.md"


def city(record: City) -> str:
    """Return the page of a city."""
    return f"{record.id}/index.md"


def plan(record: Plan) -> str:
    """Return the page of a plan."""
    return f"{record.city_id}/{record.year}/index.md"


def targets(record: Plan) -> str:
    """Return the target table of a plan."""
    return f"{record.city_id}/{record.year}/targets.md"


def task_lists(record: Plan) -> str:
    """Return the index of a plan's lists for delegates."""
    return f"{record.city_id}/{record.year}/lists/index.md"


def task_list(record: Plan, name: str) -> str:
    """Return a list of a plan's tasks: no-figure, no-deadline, no-lead."""
    return f"{record.city_id}/{record.year}/lists/{name}.md"


def changes(record: Plan) -> str:
    """Return the page of what became of a plan's data."""
    return f"{record.city_id}/{record.year}/changes.md"


def feed(record: Plan | None = None) -> str:
    """Return the Atom feed of a plan's changes, or of the site's."""
    return f"{record.city_id}/{record.year}/changes.atom" if record else "changes.atom"


def change_id(commit: str) -> str:
    """Return the id of a commit's changes on their page."""
    return f"c-{commit}"


def source(record: Plan | Task) -> str:
    """Return the page of the source document that holds a plan or a task."""
    return f"{record.city_id}/{record.year}/source.md"


def task(record: Task) -> str:
    """Return the page of a task."""
    return f"{record.city_id}/{record.year}/tasks/{record.slug}.md"


def units(record: City) -> str:
    """Return the index of a city's units."""
    return f"{record.id}/units/index.md"


def unit(record: Unit) -> str:
    """Return the page of a unit."""
    return f"{record.city_id}/units/{record.id}.md"


def leaders(record: City) -> str:
    """Return the index of a city's leaders."""
    return f"{record.id}/leaders/index.md"


def leader(record: Leader) -> str:
    """Return the page of a leader."""
    return f"{record.city_id}/leaders/{record.id}.md"


def indicator(record: Indicator) -> str:
    """Return the page of a registered indicator."""
    return f"indicators/{record.id}.md"


def function(record: Function) -> str:
    """Return the page of a function of offices."""
    return f"functions/{record.id}.md"


def booklet(record: Plan, about: Unit | Leader | None = None) -> str:
    """Return the PDF of a plan, or of a unit's or a leader's part of it."""
    kind = "" if about is None else "unit-" if isinstance(about, Unit) else "leader-"
    return f"{record.city_id}/{record.year}/booklets/{kind}{about.id if about else 'plan'}.pdf"


def decomposition(record: Plan, paper: str) -> str:
    """Return the PDF of a plan's decomposition table on a paper: a4, a3."""
    return f"{record.city_id}/{record.year}/booklets/table-{paper}.pdf"


def words_id(record: Task) -> str:
    """Return the id of a task's words on the source page."""
    return f"t-{record.slug}"


def quote_id(record: Task | None, target: Target) -> str:
    """Return the id of a figure's words on the source page; a headline goal without a task stands alone."""
    return f"q-{record.slug}-{target.number}" if record else f"g-{target.number}"


def milestone_id(record: Task, number: int) -> str:
    """Return the id of a milestone's words on the source page; number counts from 1."""
    return f"m-{record.slug}-{number}"


def task_row_id(record: Task) -> str:
    """Return the id of a task's row in a table."""
    return f"r-{record.slug}"


def target_row_id(record: Task | None, target: Target) -> str:
    """Return the id of a figure's row in a table."""
    return f"f-{record.slug}-{target.number}" if record else f"f-g-{target.number}"
