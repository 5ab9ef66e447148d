"""Each file under valid/ passes; each under invalid/ fails with the findings in the file beside it, and no others.

The name of a file begins with that of its schema.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.spec import walk
from generator.spec.document import Document
from tests.conftest import ROOT
from tests.runtime.payloads.command import graph_runs, oracle
from tests.spec.schemas import bodies, examples

HERE = Path(__file__).parent
VALID = sorted((HERE / "valid").iterdir())
INVALID = sorted(path for path in (HERE / "invalid").iterdir() if path.suffix != ".findings")
# Repeated keys are no matter of JSON Schema.
JUDGED_BY_SCHEMA = [path for path in INVALID if "repeated-keys" not in path.name]


def schema_of(path: Path) -> str:
    return path.name.partition(".")[0]


def payloads(path: Path) -> Iterator[bytes]:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    yield from data.splitlines() if path.suffix != ".json" else [data]


def others_verdict(schema: str, payload: bytes) -> bool:
    try:
        value = json.loads(payload.decode(), parse_constant=lambda _: 1 / 0)
    except (ValueError, ArithmeticError):
        return False
    return oracle(schema).is_valid(value)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_valid_files_have_no_findings(path: Path) -> None:
    result = graph_runs("validate", "--schema", schema_of(path), path)
    assert (result.stdout, result.returncode) == (b"", 0)
    assert all(others_verdict(schema_of(path), payload) for payload in payloads(path) if payload)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_invalid_files_have_the_written_findings(path: Path) -> None:
    result = graph_runs("validate", "--schema", schema_of(path), path.name, cwd=path.parent)
    expected = path.with_name(f"{path.name}.findings").read_text("utf-8").splitlines()
    assert result.stdout.decode().splitlines() == [f"{path.name}:{line}" for line in expected]
    assert result.returncode == 1


@pytest.mark.parametrize("path", JUDGED_BY_SCHEMA, ids=lambda path: path.name)
def test_another_library_gives_the_same_verdicts(path: Path) -> None:
    failing = {int(line.partition(":")[0]) for line in findings(path) if "note: " not in line}
    for number, payload in enumerate(payloads(path), 1):
        expected = number in failing if path.suffix == ".jsonl" else True
        assert others_verdict(schema_of(path), payload) is not expected, (number, payload)


def findings(path: Path) -> list[str]:
    return path.with_name(f"{path.name}.findings").read_text("utf-8").splitlines()


def test_the_payloads_of_the_drafts_are_recognised_as_placeholders(spec: Document) -> None:
    drafts = [one["operationId"] for _, one in walk.operations(spec.data) if one["x-availability"] == "draft"]
    shown = [ROOT / "spec" / "examples" / f"{operation}.request.json" for operation in drafts]
    paths = [path for path in shown if path.exists()]
    assert len(paths) == 5
    for path in paths:
        result = graph_runs("validate", "--operation", path.name.split(".")[0], path)
        lines = result.stdout.decode().splitlines()
        assert lines
        assert all("is a placeholder of the documentation" in line for line in lines), path.name


def test_the_examples_of_the_spec_are_valid(spec: Document, tmp_path: Path) -> None:
    for (operation, body), pointer in bodies(spec.data).items():
        files = []
        for name, example in examples(spec.data, pointer).items():
            files.append(tmp_path / f"{operation}.{body}.{name}.json")
            files[-1].write_text(json.dumps(example), "utf-8")
        response = [] if body == "request" else ["--response", body]
        result = graph_runs("validate", "--operation", operation, *response, *files)
        assert (result.stdout, result.returncode) == (b"", 0)
