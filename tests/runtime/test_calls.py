"""What goes over the wire: every operation, request line, headers and body, and what comes back."""

import asyncio
import gzip
import inspect
import json
import re
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import graph_runs.client
import pytest
from graph_runs import AsyncGraphRuns, GraphRuns, GraphRunsError, Reply, ResponseTooLargeError, models

from generator.client.operation_reader import read
from generator.spec import walk
from generator.spec.document import Document
from tests.exchanges import moments
from tests.operations import Operation
from tests.runtime.conftest import Run
from tests.runtime.scripted import answer, serving

PROCESS = models.ProcessCreate(display_name="A", readiness_status="ready")


def example(spec: Document, name: str) -> Any:
    return spec.data["components"]["examples"][name]["value"]


def test_every_operation_with_every_example(every_operation: list[Operation], call: Run) -> None:
    for operation in every_operation:
        for payload in operation.requests:
            for returned in operation.responses.values():
                body = operation.body(models, payload)
                with serving(answer(operation.status, returned if returned is not None else b"")) as server:
                    result = call(server.url, operation.group, operation.method.name, *operation.arguments, *body)
                (received,) = server.received
                assert (received.method, received.target) == (operation.http_method, "/beta" + operation.path)
                assert moments(json.loads(received.body) if body else received.body) == moments(payload or b"")
                assert received.headers["Authorization"] == "Bearer t0ken"
                assert received.headers["Accept"] == "application/json"
                assert received.headers.get("Content-Type") == ("application/json" if body else None)
                assert UUID(received.headers["client-request-id"]).version == 4
                assert received.headers["User-Agent"].startswith("graph-runs/")
                again = None if result is None else json.loads(result.model_dump_json())
                assert moments(again) == moments(returned)


def test_a_request_has_exactly_the_documented_bytes_and_headers(call: Run) -> None:
    with serving(answer(204)) as server:
        call(server.url, "industry_data", "add_process", "flow-1", "run-1", PROCESS, headers={"Prefer": "x"})
    (received,) = server.received
    assert received.body == (
        b'{"@odata.type":"#microsoft.graph.industryData.process","displayName":"A","readinessStatus":"ready"}'
    )
    assert set(received.headers) == {
        *("Host", "Accept", "Accept-Encoding", "Connection", "User-Agent", "client-request-id"),
        *("Content-Type", "Content-Length", "Authorization", "Prefer"),
    }


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("../..", "..%2F.."),
        ("...", "..."),
        ("%2f", "%252f"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b", "a%20b"),
        ("Übung", "%C3%9Cbung"),
        ("{runId}", "%7BrunId%7D"),
        ("a;b@c:d", "a%3Bb%40c%3Ad"),
    ],
)
def test_an_id_is_one_path_segment_whatever_it_contains(call: Run, given: str, sent: str) -> None:
    with serving(answer(204)) as server:
        call(server.url, "industry_data", "add_process", given, "run-1", PROCESS)
    assert server.received[0].target == f"/beta/industryData/incomingFlows/{sent}/runs/run-1/process/$ref"


@pytest.mark.parametrize(("given", "said"), [("", "empty"), (".", "'.'"), ("..", "'..'")])
def test_an_id_that_would_address_another_resource_is_refused_before_sending(call: Run, given: str, said: str) -> None:
    with serving(answer(204)) as server:
        with pytest.raises(ValueError, match=re.escape(f"run_id is {said}: the URL would address another resource")):
            call(server.url, "industry_data", "add_process", "flow-1", given, PROCESS)
        assert server.received == []


def test_status_headers_and_raw_body_are_available(spec: Document, call: Run) -> None:
    returned = example(spec, "CreateWorkflowRunResponseExample")
    replies: list[Reply] = []
    body = models.WorkflowRunCreate.model_validate_json(json.dumps(example(spec, "CreateWorkflowRunRequestExample")))
    with serving(answer(201, returned, request_id="r-1")) as server:
        call(server.url, "lifecycle_workflows", "create_workflow_run", body, on_response=replies.append, timeout=5)
    (reply,) = replies
    assert (reply.status, reply.headers["Request-Id"], json.loads(reply.content)) == (201, "r-1", returned)


def test_a_body_over_the_limit_is_refused_compressed_or_not(call: Run) -> None:
    large = gzip.compress(b" " * 3_000_000)
    script = answer(201, b" " * 2_000), answer(201, large, Content_Encoding="gzip")
    with serving(*script) as server:
        for _ in script:
            with pytest.raises(ResponseTooLargeError, match="exceeds the limit of 1000 bytes") as caught:
                call(
                    *(server.url, "industry_data", "create_incoming_flow_run", "flow-1", run_create()),
                    client={"max_body_bytes": 1000},
                )
            assert caught.value.status == 201
            assert isinstance(caught.value, GraphRunsError)


def run_create() -> models.IncomingFlowRunCreate:
    return models.IncomingFlowRunCreate.model_validate_json(
        '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
    )


def test_sync_and_async_clients_have_the_same_methods(spec: Document) -> None:
    for group in read(spec).groups:
        sync = getattr(graph_runs.client, group.class_name)
        twin = getattr(graph_runs.client, f"Async{group.class_name}")
        assert sync.__doc__ == twin.__doc__
        names = [name for name in vars(sync) if not name.startswith("_")]
        assert names == [name for name in vars(twin) if not name.startswith("_")] == [m.name for m in group.methods]
        for method in group.methods:
            one, other = getattr(sync, method.name), getattr(twin, method.name)
            returns = str(inspect.signature(one).return_annotation).replace(".Paged[", ".AsyncPaged[")
            assert returns == str(inspect.signature(other).return_annotation)
            assert inspect.signature(one).parameters == inspect.signature(other).parameters
            assert one.__doc__ == other.__doc__
            assert inspect.iscoroutinefunction(other) == (method.item is None)


def test_every_method_documents_its_page_availability_and_permissions(
    spec: Document, every_operation: list[Operation]
) -> None:
    for one in every_operation:
        operation = walk.look_up(spec.data, one.method.pointer)
        doc = " ".join(getattr(getattr(GraphRuns, one.group), one.method.name).__doc__.split())
        assert operation["externalDocs"]["url"] in doc
        assert " ".join(operation["summary"].split()) in doc
        assert ("Address: inferred" in doc) == operation.get("x-uri-inferred", False)
        assert f"Availability: {operation['x-availability']}" in doc
        assert "Permissions: " in doc
        several = any(len(names or ()) > 1 for names in operation["x-ms-permissions"].values())
        assert ("Permissions: one of " in doc) == several
        assert all(
            names is None or all(name in doc for name in names) for names in operation["x-ms-permissions"].values()
        )
        assert all(name in doc for key in ("x-clouds", "x-directory-roles") for name in operation.get(key, ()))


def test_an_id_that_is_a_member_of_an_enum_is_its_value(call: Run) -> None:
    class Flow(str, Enum):  # noqa: UP042 (what str() of is its name)
        NIGHTLY = "flow-1"

    with serving(answer(204)) as server:
        call(server.url, "industry_data", "add_process", Flow.NIGHTLY, "run-1", PROCESS)
    assert server.received[0].target.startswith("/beta/industryData/incomingFlows/flow-1/")


def test_none_means_no_callback(call: Run) -> None:
    with serving(answer(204)) as server:
        call(server.url, "industry_data", "add_process", "flow-1", "run-1", PROCESS, on_response=None)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (float("nan"), "body.statistics.more is nan"),
        ({"a": [1, (float("-inf"),)]}, r"body.statistics.more.a\[…\]\[…\] is -inf"),
        (datetime(2022, 10, 6), "body.statistics.more is a datetime without a time zone"),
        ([{"a": datetime(2022, 10, 6)}], r"body.statistics.more\[…\].a is a datetime without a time zone"),
        ({"a": {1}}, "body.statistics.more.a is set: JSON cannot represent it"),
        (Decimal("NaN"), "body.statistics.more is Decimal: JSON cannot represent it"),
        ({1: 1, "1": 2}, "body.statistics.more has a key that is not a string but int"),
    ],
    ids=str,
)
def test_values_that_json_cannot_represent_are_refused_before_sending(call: Run, value: Any, said: str) -> None:
    body = run_create()
    body.statistics = models.RunStatistics.model_validate({"more": value})
    with serving(answer(201, {})) as server:
        with pytest.raises(ValueError, match=said):
            call(server.url, "industry_data", "create_incoming_flow_run", "flow-1", body)
        assert server.received == []


@pytest.mark.parametrize(
    "headers",
    [
        *({"Content-Length": "5"}, {"transfer-encoding": "chunked"}, {"host": "evil.example"}),
        *({"X": "secret\nY: z"}, {"X": "secret\0"}),
        *({"X": " secret"}, {"X": "sécret"}, {"X": 5}, {"X": None}, {"X": b"secret"}),
        *({"X Y": "secret"}, {"X:": "secret"}, {"": "secret"}, {"é": "secret"}, {5: "secret"}),
    ],
    ids=ascii,
)
def test_headers_that_cannot_be_sent_are_refused_without_their_value(call: Run, headers: Any) -> None:
    with serving(answer(204)) as server:
        for where in ({"headers": headers}, {"client": {"headers": headers}}):
            with pytest.raises(ValueError, match="header") as caught:
                call(server.url, "industry_data", "add_process", "flow-1", "run-1", PROCESS, **where)
            assert "cret" not in str(caught.value)
        call(server.url, "industry_data", "add_process", "flow-1", "run-1", PROCESS, headers={"X": "", "Y": "a\t b"})
        assert len(server.received) == 1


@pytest.mark.parametrize("body", [{"displayName": "A"}, models.RunStatistics(), models.Run(), None, "{}"], ids=repr)
def test_a_body_of_another_type_is_named(call: Run, body: Any) -> None:
    with serving(answer(204)) as server:
        with pytest.raises(TypeError, match=f"the body is {type(body).__name__}, not ProcessCreate"):
            call(server.url, "industry_data", "add_process", "flow-1", "run-1", body)
        assert server.received == []


def test_an_async_client_used_in_another_event_loop_raises_a_clear_error() -> None:
    with serving(answer(204, b"", Connection="close")) as server:
        graph = AsyncGraphRuns("t", base_url=server.url)
        asyncio.run(graph.industry_data.add_process("flow-1", "run-1", PROCESS))
        with pytest.raises(RuntimeError, match="another event loop: make one in each"):
            asyncio.run(graph.industry_data.add_process("flow-1", "run-1", PROCESS))
        asyncio.run(graph.aclose())
    assert len(server.received) == 1
