"""The floor plan of generator/: imports run downwards only, and Graph's names are spelt in one place."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
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


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return those parts of a module that the tests ask about."""
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    return tuple(node for node in found if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr | ast.Constant))


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of each module, and of each name in a module, that the file imports at any place."""
    package = ("generator", *path.relative_to(GENERATOR).parent.parts)
    for node in nodes(path):
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
    if path.suffix != ".py":
        return (path.read_text("utf-8"),)
    prose = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    constants = (node for node in nodes(path) if isinstance(node, ast.Constant) and id(node) not in prose)
    return tuple(node.value for node in constants if isinstance(node.value, str))


@pytest.mark.parametrize("name", NAMES)
def test_the_names_of_graph_are_spelt_in_one_module_of_the_generator_and_one_of_the_runtime(name: str) -> None:
    files = [*MODULES, *GENERATOR.rglob("*.jinja")]
    found = {path.relative_to(GENERATOR).as_posix() for path in files if any(name in text for text in texts(path))}
    assert "spec/graph_rules.py" in found
    assert found <= {"spec/graph_rules.py", "runtime/paging.py", *PROSE}


# Runs one command after the other, and prints after each which of its modules it should not have loaded.
LOADING = """
import json, runpy, sys
for arguments, unneeded in json.loads(sys.argv[1]):
    sys.argv = ["generator", *arguments]
    try:
        runpy.run_module("generator", run_name="__main__")
    except SystemExit as end:
        print(json.dumps([arguments, end.code, sorted(name for name in unneeded if name in sys.modules)]))
"""
SPEC_ONLY = ["openapi_python_client", "jinja2", "graph_runs"]
NOTHING = ["generator.spec.document", "prance", "jsonschema", *SPEC_ONLY]


def test_a_command_loads_only_what_it_needs(tmp_path: Path) -> None:
    assert [name for name in NOTHING if not find_spec(name)] == []  # a name that no module has would never be loaded
    commands = [
        (["--help"], NOTHING, 0),
        (["serve", str(tmp_path)], NOTHING, 2),
        (["check", "tests/spec/bad/missing_title.yaml"], SPEC_ONLY, 1),
    ]
    given = json.dumps([(arguments, unneeded) for arguments, unneeded, _ in commands])
    command = [sys.executable, "-c", LOADING, given]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60).stdout
    ends = [json.loads(line) for line in shown.splitlines() if line.startswith("[[")]
    assert ends == [[arguments, code, []] for arguments, _, code in commands], shown
