"""The floor plan of generator/: imports run downwards only, and Graph's names are spelt in one place."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
# Room -> the rooms that it may import from, besides itself.
ROOMS = {
    "__main__": {"publication", "client", "documentation", "spec", "swap"},
    "publication": {"client", "documentation", "spec", "swap"},
    "client": {"spec", "runtime"},
    "documentation": {"spec"},
    "spec": set(),
    "runtime": set(),
    "swap": set(),
}
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path != GENERATOR / "__init__.py")
# Names that only Microsoft Graph has.
NAMES = (
    *("ODataError", "@odata.", "unknownFutureValue"),
    *("x-ms-", "x-uri-inferred", "x-availability", "delegatedWork", "delegatedPersonal"),
)
PROSE = {"client/templates/README.md.jinja"}  # explains @odata.type to users


def room(path: Path) -> str:
    return path.relative_to(GENERATOR).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of each module, and of each name in a module, that the file imports at any place."""
    package = ("generator", *path.relative_to(GENERATOR).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            module = ".".join((*base, *filter(None, [node.module])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("name", ROOMS)
def test_imports_run_downwards(name: str) -> None:
    modules = {path: [*imported(path)] for path in MODULES if room(path) == name}
    assert modules
    for path, names in modules.items():
        rooms = {each.split(".")[1] for each in names if each.startswith("generator.")}
        assert rooms <= ROOMS[name] | {name}, path
        assert not any(each.partition(".")[0] == "tests" for each in names), path


def test_every_room_relative_import_and_import_in_a_function_is_seen() -> None:
    assert {room(path) for path in MODULES} == ROOMS.keys()
    assert "generator.runtime.errors.GraphRunsError" in set(imported(GENERATOR / "runtime/payloads/command.py"))
    assert "generator.spec.document" in set(imported(GENERATOR / "__main__.py"))


@cache
def texts(path: Path) -> tuple[str, ...]:
    """Return the strings of a module, without its docstrings and comments; of a template, all."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return (text,)
    nodes = list(ast.walk(ast.parse(text)))
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in prose)
    return tuple(node.value for node in constants if isinstance(node.value, str))


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_graph_are_spelt_in_one_module_of_the_generator_and_one_of_the_runtime(name: str) -> None:
    files = [*MODULES, *GENERATOR.rglob("*.jinja")]
    found = {path.relative_to(GENERATOR).as_posix() for path in files if any(name in text for text in texts(path))}
    assert "spec/graph_rules.py" in found
    assert found <= {"spec/graph_rules.py", "runtime/paging.py", *PROSE}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], ["generator.spec.document", "prance", "jsonschema", "openapi_python_client", "jinja2"]),
        (["serve", "."], ["generator.spec.document", "prance", "jsonschema", "openapi_python_client", "jinja2"]),
        (["check", "tests/spec/bad/missing_title.yaml"], ["openapi_python_client", "jinja2", "graph_runs"]),
    ],
    ids=["--help", "serve", "check of a broken spec"],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], unneeded: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "generator", *arguments]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60).stderr
    loaded = {line.rpartition("|")[2].strip() for line in shown.splitlines() if line.startswith("import time:")}
    assert {"typer", "generator.spec.source"} <= loaded
    assert not loaded.intersection(unneeded)
