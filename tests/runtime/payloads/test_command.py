"""How `graph-runs` takes its arguments, and what it says of wrong ones."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.spec.document import Document
from tests.runtime.payloads.command import graph_runs, validate

NO_STATUS = "is not a response status, such as 201, 4XX or default"
KNOWN = ".json, .jsonl, .ndjson, with or without .gz"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.json", "gone.json"], "graph-runs: gone.json: no such file or folder\n"),
        (["gone*.json"], "graph-runs: gone*.json: no file matches\n"),
        (["empty"], f"graph-runs: empty: the folder has no file that ends in {KNOWN}\n"),
        (["--response", "201", "a.json"], "graph-runs: --response requires --operation\n"),
        (["--rejects", "a.json", "a.json"], "graph-runs: a.json is an input; name another file for --rejects\n"),
        (["--rejects", "gone/x", "a.json"], "graph-runs: gone/x: No such file or directory\n"),
        ([""], "graph-runs: '': no such file or folder\n"),
        (["a" * 300], f"graph-runs: {'a' * 300}: no such file or folder\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("report", ["text", "json"])
def test_incorrect_arguments_are_a_usage_error(folder: Path, arguments: list[str], message: str, report: str) -> None:
    (folder / "empty").mkdir()
    result = validate("--format", report, *arguments, cwd=folder)
    assert (result.stdout, result.stderr.decode(), result.returncode) == (b"", message, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["validat"],
        ["validate", "x"],
        ["validate", "--schem", "Run", "x"],
        ["validate", "--schema", "Run", "--jobs", "0", "x"],
        ["validate", "--schema", "Run", "--max-findings", "-1", "x"],
    ],
)
def test_wrong_arguments_show_the_usage(arguments: list[str]) -> None:
    result = graph_runs(*arguments)
    assert result.stderr.startswith(b"usage: graph-runs")
    assert (result.stdout, result.returncode) == (b"", 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--operation", "", "x"], "unknown operation '' (`graph-runs schemas` lists the operations)"),
        (["--operation", "addRun", "--response", "request"], f"request {NO_STATUS}"),
        (["--operation", "addRun", "--response", "4banana"], f"4banana {NO_STATUS}"),
    ],
)
def test_an_unknown_operation_or_status_is_a_usage_error(arguments: list[str], message: str) -> None:
    result = graph_runs("validate", *arguments)
    assert (result.stderr.decode(), result.returncode) == (f"graph-runs: {message}\n", 2)


def test_a_wrong_name_suggests_the_nearest() -> None:
    result = graph_runs("validate", "--schema", "IncommingFlowRunCreate", "x")
    assert result.stderr == b"graph-runs: unknown schema IncommingFlowRunCreate (did you mean IncomingFlowRunCreate?)\n"
    assert result.returncode == 2


def test_schemas_and_operations_are_listed(spec: Document) -> None:
    result = graph_runs("schemas")
    assert result.returncode == 0
    listed = result.stdout.decode()
    for name, schema in spec.data["components"]["schemas"].items():
        assert f"  {name} " in listed
        assert " ".join(schema["description"].split()) in listed
    assert "  createWorkflowRun: request WorkflowRunCreate, 201 WorkflowRun, " in listed


@pytest.mark.parametrize("name", ["orjson", "msgspec"])
def test_without_the_extra_the_message_names_what_to_install(name: str, tmp_path: Path) -> None:
    # Python looks here after all other places, as if nothing of this name was installed.
    code = f"""
import sys
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *more: None if name == {name!r} else find(name, *more)
sys.argv = ["graph-runs", "validate", "--schema", "WorkflowRunCreate", "a.jsonl"]
from graph_runs.__main__ import main
main()
"""
    (tmp_path / "a.jsonl").write_bytes(b"{}\n")
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert (result.stdout, result.returncode) == (b"", 2)
    assert result.stderr == f"graph-runs: {name} is missing; run: pip install 'graph-runs[validate]'\n".encode()
