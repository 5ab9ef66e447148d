"""The Python side of validation: graph_runs.payloads."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from graph_runs import GraphRunsError
from graph_runs.payloads import Finding, UnknownNameError, Validator, schema_names
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.runtime.payloads.command import WORKFLOW_RUN

VALIDATOR = Validator.for_schema("WorkflowRunCreate")
MISSPELT = {**WORKFLOW_RUN, "processingStatus": "inprogres"}


def test_bytes_have_places_and_values_have_pointers() -> None:
    in_text = VALIDATOR.findings(json.dumps(MISSPELT, indent=1).encode())
    assert [(f.line, f.column, f.pointer, f.rule) for f in in_text] == [(5, 22, "/processingStatus", "enum")]
    (of_value,) = VALIDATOR.findings(MISSPELT)
    assert of_value == in_text[0]._replace(line=None, column=None)
    assert 'did you mean "inProgress"?' in of_value.message


def test_verdicts_agree_with_findings() -> None:
    assert VALIDATOR.is_valid(WORKFLOW_RUN)
    assert VALIDATOR.is_valid(json.dumps(WORKFLOW_RUN).encode())
    assert VALIDATOR.findings(WORKFLOW_RUN) == []
    assert not VALIDATOR.is_valid(MISSPELT)
    assert not VALIDATOR.is_valid(b"{")


def test_notes_are_not_errors() -> None:
    validator = Validator.for_operation("createWorkflowRun", "201")
    payload = {"id": "1", "failedTaskCount": 3, "@odata.etag": "x", "unlike": 1}
    (note,) = validator.findings(payload)
    assert (note.level, note.pointer) == ("note", "/failedTaskCount")
    assert validator.is_valid(payload)
    assert validator.is_valid(json.dumps(payload).encode())


def test_it_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(VALIDATOR))  # noqa: S301
    assert again.schema == "WorkflowRunCreate"
    assert again.findings(MISSPELT) == VALIDATOR.findings(MISSPELT)


def test_it_can_be_shared_by_threads() -> None:
    payloads = [{**WORKFLOW_RUN, "failedTasksCount": number if number % 3 else str(number)} for number in range(600)]
    with ThreadPoolExecutor(8) as pool:
        verdicts = list(pool.map(VALIDATOR.is_valid, payloads))
        findings = list(pool.map(VALIDATOR.findings, payloads))
    assert verdicts == [bool(number % 3) for number in range(600)]
    assert [not found for found in findings] == verdicts


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Validator.for_schema("Rum"), "unknown schema Rum (did you mean Run?)"),
        (lambda: Validator.for_schema("zzz"), "unknown schema zzz (`graph-runs schemas` lists the schemas)"),
        (lambda: Validator.for_operation("addproces"), "unknown operation addproces (did you mean addProcess?)"),
        (
            lambda: Validator.for_operation("addRun", "204"),
            "addRun has no response 204 with a JSON body; it has: request, 429, 503, default",
        ),
        (
            lambda: Validator.for_operation("getWorkflow"),
            "getWorkflow has no request with a JSON body; "
            "add --response (in Python response=), one of 200, 429, 503, default",
        ),
    ],
)
def test_a_wrong_name_suggests_the_nearest(make: object, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        make()  # type: ignore[operator]
    assert str(caught.value) == message
    assert isinstance(caught.value, GraphRunsError)


def test_a_status_selects_the_error_class() -> None:
    assert Validator.for_operation("addRun", "404").schema == "ODataError"
    assert Validator.for_operation("createProcessRun", "201").schema == "Run"
    assert Validator.for_operation("createProcessRun", 201).schema == "Run"
    assert Validator.for_operation("createProcessRun").schema == "IncomingFlowRunCreate"


def test_other_values_are_type_errors() -> None:
    for value in ({1}, {"processingStatus": {1}}, {1: 2}, object()):
        with pytest.raises(TypeError, match="not a JSON value"):
            VALIDATOR.findings(value)
    assert "[…] is an array, not an object" in VALIDATOR.findings((1, 2))[0].message
    assert VALIDATOR.findings(bytearray(b"{")) == VALIDATOR.findings(b"{")
    assert VALIDATOR.findings("x")[0].message == '"x" is a string, not an object'


def test_integers_of_any_size_are_integers() -> None:
    for number in (b"99999999999999999999", b"3e9", b"3000000000.0"):
        text = json.dumps({**WORKFLOW_RUN, "failedTasksCount": 0}).encode()
        (finding,) = VALIDATOR.findings(text.replace(b": 0", b": " + number, 1))
        assert "is not between -2147483648 and 2147483647" in finding.message


def test_names_have_descriptions() -> None:
    assert schema_names()["WorkflowRunCreate"] == "A run of a lifecycle workflow to create."


NUMBERS = st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


FEW = ("WorkflowRunCreate", "Run")
SCHEMAS = [pytest.param(name, marks=() if name in FEW else pytest.mark.slow) for name in sorted(schema_names())]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_invalid_value_has_findings_with_places(name: str) -> None:
    validator = Validator.for_schema(name)

    @settings(max_examples=30, deadline=None)
    @given(JSON_VALUES, st.sampled_from([None, 0, "\t"]))
    def holds(value: object, indent: str | int | None) -> None:
        data = json.dumps(value, indent=indent).encode()
        found = validator.findings(data)
        assert all(isinstance(finding, Finding) and finding.line and finding.column for finding in found)
        assert any(finding.level == "error" for finding in found) is not validator.is_valid(data)
        if not any(finding.rule in ("syntax", "duplicateKey") for finding in found):
            assert validator.is_valid(value) is validator.is_valid(data)

    holds()


PROPERTIES = st.dictionaries(
    st.sampled_from([*WORKFLOW_RUN, "processing_status", "x/y~z", ""]), JSON_VALUES, min_size=1, max_size=12
)


@pytest.mark.cases(20, 100, 1_000)
def test_each_finding_points_to_the_value_or_the_unknown_name(cases: int) -> None:
    settings(max_examples=cases, deadline=None)(given(PROPERTIES, st.sampled_from([None, 0, 3, "\t"]))(hold_places))()


def hold_places(payload: dict[str, object], indent: int | str | None) -> None:
    text = json.dumps(payload, indent=indent)
    for finding in VALIDATOR.findings(text.encode()):
        if finding.rule == "syntax":
            continue
        assert finding.line
        assert finding.column
        rest = text.splitlines()[finding.line - 1 :]
        rest[0] = rest[0][finding.column - 1 :]
        value, _ = json.JSONDecoder().raw_decode("\n".join(rest))
        name = finding.pointer.split("/")[-1].replace("~1", "/").replace("~0", "~")
        if finding.rule == "additionalProperties":
            assert value == name
        elif finding.rule == "required":
            assert value == payload
        elif finding.pointer.count("/") == 1:
            assert value == payload[name]
