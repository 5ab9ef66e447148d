"""A page of a collection or an error body is not green where a schema that is open would accept it."""

import json
from pathlib import Path
from typing import Any

import pytest
from graph_runs.payloads import Validator, schema_names
from graph_runs.payloads.envelopes import undocumented_envelopes

from tests.runtime.payloads.command import WORKFLOW_RUN, graph_runs

PAGES: list[Any] = [
    {"value": []},
    {"value": [{"id": "1"}, {"id": "2"}]},
    {"@odata.context": "x", "@odata.count": 1, "@odata.nextLink": "y", "value": [5]},
    {"value": [], "id": "1"},
]
ERRORS: list[Any] = [
    {"error": {}},
    {"error": {"code": "Request_BadRequest", "message": "m", "innerError": {"date": "d"}}},
    {"error": "invalid_client", "error_description": "the secret has expired"},
]
NEITHER: list[Any] = [{"value": 5}, {"value": {}}, {"error": None}, {"error": "text"}, {"values": []}]


@pytest.mark.parametrize(("payloads", "rule"), [(PAGES, "page"), (ERRORS, "errorBody")], ids=["page", "error"])
@pytest.mark.parametrize("schema", ["Run", "WorkflowRun", "OutgoingFlowRun", "Entity"])
def test_an_open_schema_rejects_it(schema: str, payloads: list[Any], rule: str, tmp_path: Path) -> None:
    validator = Validator(schema)
    lines = tmp_path / "x.jsonl"
    lines.write_text("".join(json.dumps(payload) + "\n" for payload in payloads), "utf-8")
    for payload in payloads:
        data = json.dumps(payload).encode()
        for each in (payload, data):
            assert not validator.is_valid(each)
            assert [finding.rule for finding in validator.findings(each)] == [rule]
    found = graph_runs("validate", "--schema", schema, "--format", "json", lines)
    assert [(each["line"], each["rule"]) for each in json.loads(found.stdout)["findings"]] == [
        (number, rule) for number in range(1, len(payloads) + 1)
    ]


def test_the_finding_names_the_remedy() -> None:
    (page,) = Validator("Run").findings(PAGES[1])
    assert (page.pointer, page.message) == (
        "/value",
        "a page of a collection (2 items), not one payload: validate its items with --items /value",
    )
    (error,) = Validator("Run").findings(ERRORS[1])
    assert error.message == "an error body (code Request_BadRequest), not the documented payload"


def test_members_of_other_types_are_undocumented_properties() -> None:
    for payload in NEITHER:
        assert Validator("Run").is_valid(payload)
        assert Validator("Run").is_valid(json.dumps(payload).encode())


def test_the_schema_of_errors_accepts_them() -> None:
    assert Validator("ODataError").findings({"error": {"code": "c", "message": "m"}}) == []
    assert [finding.rule for finding in Validator("ODataError").findings({"value": []})] == ["page"]


def test_a_closed_schema_has_one_finding() -> None:
    assert [finding.rule for finding in Validator("WorkflowRunCreate").findings(PAGES[2])] == ["page"]
    rules = [finding.rule for finding in Validator("WorkflowRunCreate").findings({**WORKFLOW_RUN, "value": []})]
    assert rules == ["page", "additionalProperties"]


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"value": {"type": "array"}}},
        {"allOf": [{"$ref": "#/$defs/Inner"}]},
        {"oneOf": [{"type": "null"}, {"anyOf": [{"$ref": "#/$defs/Inner"}]}]},
        {"if": {}, "then": {"$ref": "#/$defs/Inner"}},
        {"patternProperties": {"^v": {}}},
        {"additionalProperties": {"type": "array"}},
    ],
)
def test_a_member_may_be_documented_in_any_part_of_a_schema(schema: dict[str, Any]) -> None:
    schemas = {"$defs": {"It": schema, "Inner": {"properties": {"value": {}}}, "Other": {"properties": {"id": {}}}}}
    assert "page" not in undocumented_envelopes(schemas, "It")
    assert undocumented_envelopes(schemas, "Other") == ("page", "errorBody")


def test_every_schema_accepts_what_it_documents() -> None:
    documented = {name for name in schema_names() if Validator(name).is_valid({"error": {"code": "", "message": ""}})}
    assert documented == {"ODataError"}
