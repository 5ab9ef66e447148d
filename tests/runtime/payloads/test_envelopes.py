"""A page of a collection or an error body is not green where a schema that is open would accept it."""

import json
from pathlib import Path
from typing import Any

import pytest
from graph_runs.payloads import Validator, schema_names
from graph_runs.payloads.envelopes import items_schema, undocumented_envelopes, without
from graph_runs.payloads.schemas import bundled
from jsonschema import Draft202012Validator

from generator.spec import walk
from generator.spec.document import Document
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
def test_an_open_schema_rejects_pages_and_error_bodies(
    schema: str, payloads: list[Any], rule: str, tmp_path: Path
) -> None:
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
    assert "page" not in undocumented_envelopes(schemas, schemas["$defs"]["It"])
    assert undocumented_envelopes(schemas, schemas["$defs"]["Other"]) == ("page", "errorBody")


@pytest.mark.slow
def test_every_schema_accepts_what_it_documents() -> None:
    documented = {name for name in schema_names() if Validator(name).is_valid({"error": {"code": "", "message": ""}})}
    assert documented == {"ODataError"}


ERROR_BODY = {"error": {"code": "Request_BadRequest", "message": "m"}}
PAGE = {"@odata.context": "x", "value": [{"id": "1"}]}


def rules_and_pointers(operation: str, payload: Any) -> list[tuple[str, str]]:
    validator = Validator.for_operation(operation, 200)
    found = [(each.rule, each.pointer) for each in validator.findings(payload)]
    in_text = [(each.rule, each.pointer) for each in validator.findings(json.dumps(payload).encode())]
    (checked,) = validator.check([json.dumps(payload)])
    assert sorted(in_text) == sorted(found) == sorted((each.rule, each.pointer) for each in checked.findings)
    assert validator.is_valid(payload) is (not found)
    return found


@pytest.mark.parametrize("operation", ["listWorkflowRuns", "listIndustryDataRuns"])
def test_a_list_accepts_only_pages_of_its_items(operation: str) -> None:
    assert rules_and_pointers(operation, PAGE) == []
    assert rules_and_pointers(operation, {"value": []}) == []
    assert rules_and_pointers(operation, ERROR_BODY) == [("errorBody", "/error")]
    assert rules_and_pointers(operation, {"id": "1"}) == [("required", "")]
    assert rules_and_pointers(operation, {"value": [{"id": "1"}, ERROR_BODY, {"id": "2"}, PAGE]}) == [
        ("errorBody", "/value/1/error"),
        ("page", "/value/3/value"),
    ]


@pytest.mark.parametrize("operation", ["getWorkflowRun", "getIndustryDataRun", "summarizeTaskReports"])
def test_an_operation_that_is_not_a_list_accepts_no_page(operation: str) -> None:
    assert rules_and_pointers(operation, {"id": "1"}) == []
    assert rules_and_pointers(operation, PAGE) == [("page", "/value")]
    assert rules_and_pointers(operation, ERROR_BODY) == [("errorBody", "/error")]


@pytest.mark.slow
def test_every_list_operation_accepts_pages(spec: Document) -> None:
    pageable = {each["operationId"] for _, each in walk.operations(spec.data) if "x-ms-pageable" in each}
    for operation, bodies in bundled()["operations"].items():
        for status in bodies:
            if status.startswith("2"):
                validator = Validator.for_operation(operation, status)
                assert validator.is_valid({"value": []}) is (operation in pageable)
                assert not validator.is_valid(ERROR_BODY)
                assert not validator.is_valid({"value": [ERROR_BODY]})
                assert not validator.is_valid({"value": [{"value": []}]})


TAG: dict[str, Any] = {"@odata.type": {"enum": ["cat"]}}
POLYMORPHIC: dict[str, Any] = {
    "Page": {"required": ["value"], "properties": {"value": {"type": "array", "items": {"$ref": "#/$defs/Any"}}}},
    "Any": {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Other"}]},
    "Cat": {"type": "object", "required": [*TAG], "properties": {**TAG, "lives": {"type": "integer"}}},
    "Other": {"type": "object", "properties": {"@odata.type": {"type": "string", "not": TAG["@odata.type"]}}},
}


def test_polymorphic_items_of_a_page() -> None:
    schemas = {"$defs": POLYMORPHIC}
    items = items_schema(schemas, POLYMORPHIC["Page"], "/value")
    assert undocumented_envelopes(schemas, items) == ("page", "errorBody")
    guarded = without({"$ref": "#/$defs/Page"}, ("errorBody",), undocumented_envelopes(schemas, items))
    validator = Draft202012Validator({**guarded, **schemas})
    for item in ({"@odata.type": "cat", "lives": 9}, {"@odata.type": "dog"}, {}, {"value": 1}):
        assert validator.is_valid({"value": [item]})
    for item in (*PAGES, *ERRORS, {"@odata.type": "cat", "lives": "9"}):
        assert not validator.is_valid({"value": [item]})


def test_the_items_of_a_page_are_judged_by_their_schema(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(json.dumps({"value": [{"id": "1"}, {"id": 2}, ERROR_BODY]}), "utf-8")
    for options in (["--operation", "listWorkflowRuns", "--response", "200"], ["--schema", "WorkflowRun"]):
        as_json = ("--items", "/value", "--format", "json", tmp_path / "page.json")
        report = json.loads(graph_runs("validate", *options, *as_json).stdout)
        assert report["summary"]["payloads"] == 3
        assert [(each["rule"], each["pointer"]) for each in report["findings"]] == [
            ("type", "/value/1/id"),
            ("errorBody", "/value/2/error"),
        ]
