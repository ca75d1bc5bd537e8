"""The house's own rules (architecture): who may import whom, how long things are, that everything says what it is."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from taskbook import booklets

PACKAGE = ROOT / "taskbook"
FILES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path != PACKAGE / "__init__.py"
}


def below(folder: str) -> set[str]:
    return {name for name in FILES if name.partition(".")[0] == folder}


# each step with its parts; the importer is a step of its own, that runs before load
STEPS: dict[str, set[str]] = {
    "load": {"load", "reading", "shapes"},
    "resolve": {"resolve", "registry"},
    "check": {"check", "revisions"},
    "verify": {"verify", "assignment", "printed", "rows"},
    "pages": {name for name in FILES if name.endswith("pages")}
    | {"sourceview", "views", "facets", "similar", "chartviews", "redirects"},
    "render": {"render"},
    "booklets": {"booklets", "booklet_views", "fonts", "choose"} | below("prints"),
    "website": {"website", "shortcut", "convert", "publish", "variants"},
    "search": {"search"},
    "package": {"packing"},
    "exports": {"exports", "exportpages"} | below("exporters"),
    "importer": below("importer"),
    "editing": below("editing"),
    "forms": below("forms"),
    "history": below("history"),
    "feeds": {"feeds"},
}  # fmt: skip
LEAVES = {
    "addresses", "align", "annotations", "cells", "changes", "charts", "decomposition", "dues", "entries", "filenames",
    "forge", "gaps", "git", "labels", "layout", "loaded", "lookup", "magnitudes", "model", "modelines", "page",
    "printorder", "problems", "progress", "qr", "reviewlist", "scalars", "settings", "spoken", "stamps", "standing",
    "starting", "text", "tree", "wording", "workers", "yamledit", "yamlfile", "yamlspans", "yamltext",
}  # fmt: skip
# who knows more than its own step and the leaves
KNOWS: dict[str, set[str]] = {
    "cli": {"pipeline", "proving"} | below("commands"),
    # hands the importer the proof; all the pipeline's steps would take longer to load than an import takes
    "commands.importing": {"importer.command", "importer.scoreboard"},
    **{f"commands.{name}": below("editing") for name in ("formatting", "schemas", "new", "rename", "moving")},
    # a comment on a pull request should not wait for the pipeline to be loaded
    "commands.diff": below("history"),
    "commands": below("editing"),
    "commands.printing": {"commands.printshop"},
}
TOP = {"cli", "pipeline", "printing", "proving"} | below("commands")
STEP_OF = {module: step for step, parts in STEPS.items() for module in parts}

QUICK = (
    "speed",
    "embedding",
    "savings",
    "styles",
    "lines",
    "shortcuts",
    "paging",
    "ruling",
    "again",
    "building",
    "waiting",
)

# who alone may know a library
LIBRARIES = {
    "mkdocs": {"website", "shortcut", "convert"},
    "weasyprint": {"fonts", "prints.engine"} | {f"prints.{part}" for part in QUICK},
    "jinja2": {"render"},
    "yaml": {"yamlfile", "yamlspans"},
    "click": {"cli", "importer.command"} | below("commands"),
    "rich": {"progress", "importer.command", "importer.scoreboard"} | below("commands"),
    "opencc": {"text"},
    "openpyxl": {"exporters.xlsxfile", "exporters.printlist", "forms.writer", "forms.opened", "forms.returning"},
    "segno": {"qr"},
    "pypdf": {"prints.imposition", "prints.pdfpages", "prints.ticket"},
}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text("utf-8"))


def imported(module: str) -> Iterator[str]:
    """Yield the dotted names that a module imports, imports inside functions included."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(module: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    names = {name.removeprefix("taskbook.") for name in imported(module) if name.startswith("taskbook.")}
    return names & set(FILES)


@pytest.mark.parametrize("module", FILES)
def test_every_module_has_its_room(module: str) -> None:
    assert module in STEP_OF or module in LEAVES or module in TOP, "say in this test to which step it belongs"


@pytest.mark.parametrize("module", FILES)
def test_imports_go_one_way(module: str) -> None:
    allowed = LEAVES | KNOWS.get(module, set())
    if module == "pipeline":
        allowed |= set(STEP_OF) | {"printing", "proving"}
    elif module == "printing":
        allowed |= (
            STEPS["booklets"] | {"render", "exporters", "exporters.attached", "exporters.printlist"} | {"proving"}
        )
    elif module == "proving":
        allowed |= {"load", "resolve", "check", "verify"}
    elif module in below("commands"):
        allowed |= {"pipeline", "printing", "proving", "commands"}
    elif module in STEP_OF:
        allowed |= STEPS[STEP_OF[module]]
    assert ours(module) - allowed == set()


def test_leaves_do_not_turn_in_a_circle() -> None:
    waiting = {leaf: ours(leaf) for leaf in LEAVES & set(FILES)}
    while waiting:
        ready = {leaf for leaf, needs in waiting.items() if not needs & set(waiting)}
        assert ready, f"these import each other: {sorted(waiting)}"
        waiting = {leaf: needs for leaf, needs in waiting.items() if leaf not in ready}


def test_the_model_knows_only_the_entries() -> None:
    assert ours("model") == {"entries"}
    assert ours("entries") == {"scalars"}
    assert ours("scalars") == set()


@pytest.mark.parametrize("library", LIBRARIES)
def test_each_library_has_its_keepers(library: str) -> None:
    users = {module for module in FILES if library in {name.partition(".")[0] for name in imported(module)}}
    assert users - LIBRARIES[library] == set()


@pytest.mark.parametrize("module", FILES)
def test_modules_and_functions_are_short_and_say_what_they_are(module: str) -> None:
    parsed = tree(module)
    assert ast.get_docstring(parsed), "no docstring"
    assert len(FILES[module].read_text("utf-8").splitlines()) <= 400
    functions = [node for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f"{f.name}: {length(f)} lines" for f in functions if length(f) > 40] == []


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("template", sorted((ROOT / "templates").rglob("*.j2")), ids=lambda path: str(path.name))
def test_templates_are_short(template: Path) -> None:
    lines = template.read_text("utf-8").splitlines()
    assert len(lines) <= 60 or template.name.startswith("macros")


def test_only_the_settings_carry_the_environment() -> None:
    readers = {
        module
        for module in FILES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "today", "now", "utcnow")
    }
    # website and git start processes with the environment as it is; a first import proposes today for site.yml
    assert readers <= {"website", "git", "starting", "importer.draft"}


def test_build_py_fits_on_a_page() -> None:
    assert len((ROOT / "build.py").read_text("utf-8").splitlines()) <= 20


def test_a_booklet_is_printed_again_when_a_module_that_prints_has_changed() -> None:
    assert LIBRARIES["weasyprint"] == {"fonts", *(f"prints.{name}" for name in booklets.PRINTING)}
