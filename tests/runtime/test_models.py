"""The models: strict in requests, tolerant in responses, and exactly what was set goes out."""

import importlib
import json
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from graph_runs import models
from graph_runs.base import ClosedModel, GraphModel, OpenModel
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from generator.spec import walk
from generator.spec.document import Document, validator
from tests.spec.judges import JUDGES, Judge
from tests.spec.mutations import right, wrong
from tests.spec.schemas import SCHEMAS, bodies, distinct_bodies, examples

MOMENT = datetime(2022, 10, 6, 19, 13, 6, tzinfo=UTC)
# What responses are read with although the schema rejects it.
TOLERATED = ("over 32 bits", "as 2022-10-06T19:13:06")
MADE: dict[str, Any] = {
    "display_name": "A",
    "start_date_time": MOMENT,
    "status": "running",
    "statistics": models.RunStatistics(),
}


def classes() -> list[type[GraphModel]]:
    found = [getattr(models, name) for name in models.__all__]
    models_of_schemas = [made for made in found if isinstance(made, type) and issubclass(made, GraphModel)]
    for made in models_of_schemas:
        made.model_rebuild()  # a class that refers to a later one is complete when it is first used
    return models_of_schemas


def test_fields_are_those_of_the_schema_in_its_order(spec: Document) -> None:
    assert {made.__name__ for made in classes()} | {"Int32"} >= set(spec.data["components"]["schemas"]) - {
        name for name, schema in spec.data["components"]["schemas"].items() if "enum" in schema or "oneOf" in schema
    }
    for made in classes():
        schema = spec.data["components"]["schemas"][made.__name__]
        own = [*schema.get("properties", {}), *schema.get("allOf", [{}])[-1].get("properties", {})]
        inherited = {field.alias for base in made.__bases__ for field in getattr(base, "model_fields", {}).values()}
        fields = [field.alias for field in made.model_fields.values() if field.alias not in inherited]
        assert fields == [name for name in own if name not in inherited]
        assert made.__doc__ == schema["description"]


@pytest.mark.parametrize("judge", JUDGES)
def test_mutations_get_the_verdict_of_the_schema(spec: Document, judge: Judge) -> None:
    tried = 0
    for (_, kind), pointer in distinct_bodies(spec.data).items():
        if kind[0] in "45":
            continue
        model = getattr(models, str(walk.resolve(spec.data, pointer)[0][-1]))
        takes = judge(spec.data, pointer)
        for example in examples(spec.data, pointer).values():
            for what, payload in (*wrong(spec.data, pointer, example), *right(spec.data, pointer, example)):
                expected = takes(payload)
                # More tolerant than the schema: null for what may be absent, and in responses what TOLERATED lists.
                if "as None" in what or (issubclass(model, OpenModel) and any(map(what.endswith, TOLERATED))):
                    continue
                for read in (
                    model.model_validate,
                    lambda value, model=model: model.model_validate_json(json.dumps(value)),
                ):
                    tried += 1
                    try:
                        read(payload)
                        taken = True
                    except ValidationError:
                        taken = False
                    assert taken == expected, f"{model.__name__}: {what}"
    assert tried > 8_000


def test_absent_and_null_differ_and_none_means_absent_where_null_is_not_allowed() -> None:
    absent = models.IncomingFlowRunCreate(**MADE)
    null = models.IncomingFlowRunCreate(**MADE, end_date_time=None)
    assert "endDateTime" not in json.loads(absent.model_dump_json())
    assert json.loads(null.model_dump_json())["endDateTime"] is None
    process = models.ProcessCreate(display_name="A", readiness_status="ready", e_tag=None)
    assert json.loads(process.model_dump_json()).keys() == {"@odata.type", "displayName", "readinessStatus"}
    inner = models.PublicInnerError(code="a", target=None, details=None)
    assert inner.model_dump_json() == '{"code":"a","target":null}'


def test_null_is_never_sent_where_it_is_not_allowed(spec: Document) -> None:
    tried = 0
    for (_, kind), pointer in bodies(spec.data).items():
        model = getattr(models, str(walk.resolve(spec.data, pointer)[0][-1]))
        for example in examples(spec.data, pointer).values() if kind == "request" else ():
            for what, payload in wrong(spec.data, pointer, example):
                if "as None" in what:
                    with suppress(ValidationError):
                        sent = json.loads(model.model_validate(payload).model_dump_json())
                        assert validator(spec.data, pointer).is_valid(sent), what
                        tried += 1
    assert tried > 20


def test_the_type_is_always_sent_and_never_asked_for(spec: Document) -> None:
    for made in classes():
        schema = spec.data["components"]["schemas"][made.__name__]
        enum = schema.get("properties", {}).get("@odata.type", {}).get("enum")
        if enum and issubclass(made, ClosedModel):
            field = made.model_fields["odata_type"]
            assert field.default == enum[0]
            assert not field.is_required()
    sent = models.IncomingFlowRunCreate(**MADE)
    assert sent.model_dump_json().startswith('{"@odata.type":"#microsoft.graph.industryData.run","displayName"')
    other = models.IncomingFlowRunCreate(**MADE, odata_type="#microsoft.industryData.run")
    assert other.model_dump()["@odata.type"] == "#microsoft.industryData.run"
    received = models.Run.model_validate_json("{}")
    assert received.model_dump_json() == "{}"


@pytest.mark.parametrize(
    "change",
    [
        {"start_date_time": datetime(2022, 10, 6)},
        {"start_date_time": 1665086559},
        {"start_date_time": "1665086559"},
        {"start_date_time": "2022-10-06 19:13:06Z"},
        {"status": "runing"},
        {"display_name": 5},
        {"displayname": "A"},
        {"statistics": None},
        {"odata_type": "#microsoft.graph.run"},
    ],
    ids=str,
)
def test_an_invalid_request_model_fails_at_construction_without_quoting_the_value(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        models.IncomingFlowRunCreate(**{**MADE, **change})
    assert "1665086559" not in str(caught.value)


def test_the_wire_name_assigns_and_copies_too() -> None:
    run = models.Run.model_validate_json('{"displayName": "a", "more": 1}')
    setattr(run, "displayName", "b")  # noqa: B010 (hidden from type checkers)
    assert run.model_copy(update={"displayName": "c", "more": 2}).model_dump_json() == '{"displayName":"c","more":2}'
    assert run.model_dump_json() == '{"displayName":"b","more":1}'
    process = models.ProcessCreate(display_name="a", readiness_status="ready")
    assert process.model_copy(update={"displayName": "b"}).display_name == "b"
    for update in ({"dsplayName": "b"}, {"readiness_status": "redy"}):
        with pytest.raises(ValidationError):
            process.model_copy(update=update)
    assert process.model_copy(deep=True) == process


def test_all_findings_are_reported_at_once_and_assignments_are_checked() -> None:
    with pytest.raises(ValidationError) as caught:
        models.WorkflowRunCreate.model_validate_json('{"failedTasksCount": "5", "totalUsersCount": 5.5}')
    assert len(caught.value.errors()) == 8
    run = models.IncomingFlowRunCreate(**MADE)
    run.status = "failed"
    with pytest.raises(ValidationError):
        run.start_date_time = datetime(2022, 10, 6)


def test_responses_keep_what_they_do_not_know_and_send_it_on() -> None:
    text = '{"id":"1","status":"paused","blockingError":{"code":null,"more":[1]},"priority":3,"display_name":"python"}'
    run = models.Run.model_validate_json(text)
    assert run.status == "paused"
    assert run.model_extra == {"priority": 3, "display_name": "python"}
    assert run.display_name is None
    assert json.loads(run.model_dump_json()) == json.loads(text)


@pytest.mark.parametrize("underscore", ["_", r"\u005f", r"\u005F"])
def test_an_undocumented_property_spelt_like_a_python_name_stays_separate(underscore: str) -> None:
    text = f'{{"display{underscore}name":"python","statistics":{{"odata{underscore}type":1}}}}'
    for run in (models.Run.model_validate_json(text), models.Run.model_validate_json(text.encode())):
        assert json.loads(run.model_dump_json()) == json.loads(text)
        run.status = "failed"
        assert run.display_name is None
        assert json.loads(run.model_dump_json()) == {**json.loads(text), "status": "failed"}
        run.display_name = "wire"
        with pytest.raises(ValidationError):
            run.display_name = 5  # type: ignore[assignment]
        assert json.loads(run.model_dump_json()) == {**json.loads(text), "status": "failed", "displayName": "wire"}


def test_null_is_tolerated_for_every_optional_property_of_a_response(spec: Document) -> None:
    for made in (model for model in classes() if not issubclass(model, ClosedModel)):
        payload: dict[Any, Any] = {field.alias: None for field in made.model_fields.values() if not field.is_required()}
        error = {"code": "a", "message": "b"}
        required: dict[str, dict[str, Any]] = {"ODataError": {"error": error}, "MainError": error}
        payload |= {"value": []} if made.__name__.endswith("Collection") else {}
        if any(field.alias == "@odata.type" and field.is_required() for field in made.model_fields.values()):
            schema = spec.data["components"]["schemas"][made.__name__]
            own = schema.get("allOf", [schema])[-1]
            payload["@odata.type"] = own["properties"]["@odata.type"]["enum"][0]
        payload |= required.get(made.__name__, {})
        # An object that requests consist of too does not send it on.
        left_out = {field.alias for field in made.model_fields.values() if field.exclude_if}
        kept = {name: value for name, value in payload.items() if name not in left_out}
        assert json.loads(made.model_validate_json(json.dumps(payload)).model_dump_json()) == kept


@pytest.mark.parametrize("digits", range(8))
def test_up_to_seven_fractional_digits_are_read(digits: int) -> None:
    fraction = "." + "1234567"[:digits] if digits else ""
    run = models.Run.model_validate_json(f'{{"startDateTime": "2022-10-06T19:13:06{fraction}+02:00"}}')
    micro = int("1234567"[:digits][:6].ljust(6, "0"))
    assert run.start_date_time == datetime(2022, 10, 6, 19, 13, 6, micro, tzinfo=timezone(timedelta(hours=2)))


READ = {
    "2022-10-06T19:13:06": "2022-10-06T19:13:06Z",
    "2022-10-06T19:13:06.1234567": "2022-10-06T19:13:06.123456Z",
    "2022-10-06T24:00:00Z": "2022-10-07T00:00:00Z",
    "2022-10-06T24:00:00.000": "2022-10-07T00:00:00Z",
    "2016-12-31T23:59:60Z": "2017-01-01T00:00:00Z",
    "2016-12-31T15:59:60.5-08:00": "2016-12-31T16:00:00-08:00",
    "2022-10-06 19:13:06Z": "2022-10-06T19:13:06Z",
    "2022-10-06T19:13Z": "2022-10-06T19:13:00Z",
    "": None,
}


@pytest.mark.parametrize("text", READ)
def test_an_unusual_date_time_does_not_invalidate_a_response(text: str) -> None:
    payload = {"id": "1", "startDateTime": text}
    for run in (models.Run.model_validate_json(json.dumps(payload)), models.Run.model_validate(payload)):
        meant = READ[text]
        assert run.id == "1"
        assert run.start_date_time == (datetime.fromisoformat(meant) if meant else None)
        assert json.loads(run.model_dump_json())["startDateTime"] == meant


@pytest.mark.parametrize(
    "text",
    [
        *("2022-10-06", "now", "2022-10-06T25:00:00Z", "2022-10-06T24:00:01Z", "2022-02-30T00:00:00Z"),
        *("9999-12-31T24:00:00Z", "9999-12-31T23:59:60Z", "2022-10-06T19:13:06Z\n", "/Date(1665086559000)/"),
        *("2022", "20221006", "20221006191306", "0", "-5"),  # Unix time to pydantic
    ],
)
def test_an_ambiguous_date_time_is_rejected(text: str) -> None:
    with pytest.raises(ValidationError, match="datetime with a time zone"):
        models.Run.model_validate_json(json.dumps({"startDateTime": text}))


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "1970-12-31T23:59:59+00:00", "9999-12-31T23:59:59.999999Z"])
def test_a_date_time_of_a_distant_year_is_read(text: str) -> None:
    run = models.Run.model_validate_json(json.dumps({"startDateTime": text}))
    assert run.start_date_time == datetime.fromisoformat(text)


def test_unix_time_in_digits_is_read() -> None:
    run = models.Run.model_validate_json('{"startDateTime": "1665083586"}')
    assert run.start_date_time == datetime(2022, 10, 6, 19, 13, 6, tzinfo=UTC)


@pytest.mark.parametrize("text", READ)
def test_requests_reject_unusual_date_times(text: str) -> None:
    with pytest.raises(ValidationError, match="datetime with a time zone"):
        models.IncomingFlowRunCreate(**{**MADE, "start_date_time": text})


class Job(BaseModel):
    """What a user's own program keeps: models of this package within its own."""

    body: models.IncomingFlowRunCreate
    results: list[models.Run] = []


def test_models_within_others_have_only_what_was_set() -> None:
    body = models.IncomingFlowRunCreate(**MADE)
    result = models.Run.model_validate_json('{"id": "1", "blockingError": {"code": "a"}, "more": null}')
    job = Job(body=body, results=[result])
    sent = {"body": json.loads(body.model_dump_json()), "results": [json.loads(result.model_dump_json())]}
    assert json.loads(job.model_dump_json()) == job.model_dump(mode="json") == sent
    assert "endDateTime" not in sent["body"]
    assert Job.model_validate_json(job.model_dump_json()).body.model_dump_json() == body.model_dump_json()
    lists = TypeAdapter(list[models.Run])
    assert json.loads(lists.dump_json([result])) == sent["results"]
    assert json.loads(json.dumps(job, default=to_jsonable_python)) == sent


def test_what_was_not_set_can_be_had_and_the_schema_of_a_model_is_that_of_its_fields() -> None:
    dumped = models.Run.model_validate_json('{"id": "1"}').model_dump(exclude_unset=False)
    assert dumped["id"] == "1"
    assert dumped["displayName"] is None
    assert models.Run.model_validate_json('{"id": "1"}').model_dump_json(indent=1, include={"id"}) == '{\n "id": "1"\n}'
    shown = Job.model_json_schema(mode="serialization", by_alias=True)["$defs"]["Run"]["properties"]
    assert {"id", "displayName", "endDateTime"} <= shown.keys()


def test_models_load_without_the_http_stack_and_the_package_without_either() -> None:
    script = "import sys, {}; print(sorted(name for name in ('pydantic', 'httpx2', 'asyncio') if name in sys.modules))"
    for module, loaded in (("graph_runs", "[]"), ("graph_runs.models", "['pydantic']")):
        code = script.format(module).replace(", 'asyncio'", "")
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert out.strip() == loaded


def test_the_public_names_exist_and_a_wrong_one_is_an_attribute_error() -> None:
    package = importlib.import_module("graph_runs")
    for name in package.__all__:
        assert getattr(package, name).__name__.rpartition(".")[2] == name
    with pytest.raises(AttributeError, match="no attribute 'GraphRun'"):
        _ = package.GraphRun


def test_examples_of_the_spec_survive_a_round_trip(spec: Document) -> None:
    for name in ("ForbiddenResponseExample", "ServerErrorResponseExample"):
        value = spec.data["components"]["examples"][name]["value"]
        assert json.loads(models.ODataError.model_validate(value).model_dump_json()) == value
    assert validator(spec.data, (*SCHEMAS, "ODataError")).is_valid({"error": {"code": "a", "message": "b"}})
