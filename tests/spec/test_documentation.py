"""The payloads that the drafts show, verbatim, against the schemas: the same keys and nesting, in both directions."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.spec.document import Document, validator
from generator.spec.source import Pointer
from tests.spec.schemas import bodies, examples, shape

FILES = sorted((Path(__file__).parents[2] / "spec" / "examples").glob("*.json"))
# The Content-length that each draft declares for its request, counted with CRLF line ends.
DECLARED_LENGTHS = {
    "addProcess": 137,
    "addRun": 281,
    "createIncomingFlowRun": 340,
    "createOutgoingFlowRun": 293,
    "createWorkflowRun": 502,
}
# What a placeholder stands for: a JSON type and a format. Enum members are shown as "String" too (decision X1).
PLACEHOLDERS = {
    "String": ("string", None),
    "String (timestamp)": ("string", "date-time"),
    "Integer": ("integer", "int32"),
}


def schema_of(spec: Document, file: Path) -> tuple[Pointer, set[str]]:
    """Return the schema that a payload shows, and the keys that it has beyond it."""
    operation, kind, _ = file.name.split(".")
    known = bodies(spec.data)
    assert operation in {name for name, _ in known}, f"{file.name} names no operation with a body"
    if kind == "request":
        return known[operation, "request"], set()
    if success := [pointer for (name, status), pointer in known.items() if name == operation and status[0] == "2"]:
        return success[0], set()
    # A 204 has no body (decision S0-1); what the draft shows is the request again, on one page with an id.
    return known[operation, "request"], {"id"} if operation == "addProcess" else set()


def from_no_draft(spec: Document, pointer: Pointer) -> bool:
    """Whether the property has a decision of family B or C in its line: no draft shows it."""
    line = spec.path.read_text("utf-8").splitlines()[spec.lines[pointer] - 1]
    return bool(re.search(r"# decisions?.*\b[BC]\d", line))


def discrepancies(spec: Document, value: Any, pointer: Pointer, where: str, extra: set[str]) -> Iterator[str]:
    documented = shape(spec.data, pointer)
    if isinstance(value, dict):
        if "object" not in documented.types:
            yield f"{where} is shown as an object"
        yield from (f"{where}/{key} is not documented" for key in value.keys() - documented.properties.keys() - extra)
        for key, place in documented.properties.items():
            if key in value:
                yield from discrepancies(spec, value[key], place, f"{where}/{key}", set())
            elif not from_no_draft(spec, place):
                yield f"{where}/{key} is not shown"
    elif value in PLACEHOLDERS:
        json_type, json_format = PLACEHOLDERS[value]
        if json_type not in documented.types or json_format not in documented.formats:
            yield f"{where} is shown as {value}"
    else:
        yield from (f"{where}: {error.message}" for error in validator(spec.data, pointer).iter_errors(value))


def all_discrepancies(spec: Document, file: Path, payload: Any) -> list[str]:
    pointer, extra = schema_of(spec, file)
    missing_extra = [f"/{key} is not shown" for key in extra - payload.keys()]
    return [*discrepancies(spec, payload, pointer, "", extra), *missing_extra]


def test_each_request_and_response_of_the_five_drafts_is_there() -> None:
    expected = {f"{operation}.{kind}.json" for operation in DECLARED_LENGTHS for kind in ("request", "response")}
    assert expected <= {file.name for file in FILES}


@pytest.mark.parametrize("operation", DECLARED_LENGTHS)
def test_requests_are_verbatim_to_the_byte(operation: str) -> None:
    (file,) = (file for file in FILES if file.name == f"{operation}.request.json")
    body = file.read_text("utf-8").removesuffix("\n").replace("\n", "\r\n")
    assert len(body.encode()) == DECLARED_LENGTHS[operation]


@pytest.mark.parametrize("operation", DECLARED_LENGTHS)
def test_each_draft_answers_with_what_was_sent_and_two_with_an_id(operation: str) -> None:
    request, response = (
        json.loads((FILES[0].parent / f"{operation}.{kind}.json").read_text("utf-8"))
        for kind in ("request", "response")
    )
    assert ("id" in response) == (operation in ("addProcess", "createWorkflowRun"))
    response.pop("id", None)
    assert list(response.items()) == list(request.items())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shown_payload_has_the_documented_keys_and_nesting(spec: Document, file: Path) -> None:
    assert all_discrepancies(spec, file, json.loads(file.read_text("utf-8"))) == []


@pytest.mark.parametrize("file", [file for file in FILES if ".request." in file.name], ids=lambda file: file.stem)
def test_a_request_schema_has_the_rows_of_the_page_in_order(spec: Document, file: Path) -> None:
    shown = json.loads(file.read_text("utf-8"))
    assert list(shape(spec.data, schema_of(spec, file)[0]).properties) == list(shown)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_key_and_placeholder_counts(spec: Document, file: Path) -> None:
    payload = json.loads(file.read_text("utf-8"))
    documented = shape(spec.data, schema_of(spec, file)[0]).properties
    assert all_discrepancies(spec, file, {**payload, "another": "String"}) == ["/another is not documented"]
    for key, value in payload.items():
        without = {name: shown for name, shown in payload.items() if name != key}
        if key not in documented or not from_no_draft(spec, documented[key]):
            assert all_discrepancies(spec, file, without) == [f"/{key} is not shown"]
        if key not in ("@odata.type", "id"):
            wrong = "Integer" if value != "Integer" else "String"
            assert all_discrepancies(spec, file, {**payload, key: wrong}) == [f"/{key} is shown as {wrong}"]


def test_both_addresses_of_create_run_take_and_give_the_same(spec: Document) -> None:
    known = bodies(spec.data)
    for kind in ("request", "201"):
        first, second = (shape(spec.data, known[name, kind]) for name in ("createIncomingFlowRun", "createProcessRun"))
        assert first == second


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_shown_payload_has_a_realistic_twin(spec: Document, file: Path) -> None:
    shown = json.loads(file.read_text("utf-8"))
    pointer, _ = schema_of(spec, file)
    # Every response has an id (decision X11), and what a 204 shows is a request.
    ids = {"id"} & shape(spec.data, pointer).properties.keys()
    expected = (shown.keys() - {"id"}) | ids
    assert any(twin.keys() == expected for twin in examples(spec.data, pointer).values())


def test_every_realistic_example_is_valid_with_formats_asserted(spec: Document) -> None:
    tried = 0
    for pointer in bodies(spec.data).values():
        for name, example in examples(spec.data, pointer).items():
            tried += 1
            assert [error.message for error in validator(spec.data, pointer).iter_errors(example)] == [], name
    assert tried >= len(spec.data["components"]["examples"])
