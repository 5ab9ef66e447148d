"""The emitted clients make every documented call to Prism and take every documented answer from it."""

import asyncio
import contextlib
import inspect
import json
import re
from typing import Any, NamedTuple, TypeAlias

import httpx2
import pytest
from graph_runs import AsyncGraphRuns, GraphError, GraphRuns, Reply, Retries, errors
from graph_runs.base import GraphModel
from graph_runs.models import ODataError
from pydantic import ValidationError

from generator.spec import walk
from generator.spec.document import Document
from generator.spec.source import Pointer
from tests.runtime.test_calls import instants
from tests.spec.mutations import wrong
from tests.spec.schemas import bodies, examples

pytestmark = pytest.mark.extra
Client: TypeAlias = type[GraphRuns] | type[AsyncGraphRuns]
INVENTED = 200
# Prism answers with concrete statuses only, so some are chosen for `default`.
ERROR_STATUSES = (400, 401, 403, 404, 409, 412, 500, 502, 504)
ERRORS: dict[int, type[GraphError]] = {
    400: errors.BadRequestError,
    401: errors.UnauthorizedError,
    403: errors.ForbiddenError,
    404: errors.NotFoundError,
    409: errors.ConflictError,
    412: GraphError,
    429: errors.TooManyRequestsError,
}


class Operation(NamedTuple):
    """An operation of the spec, and what the client has for it."""

    name: str
    pointer: Pointer
    group: str
    method: str
    ids: list[str]
    takes: type[GraphModel]
    returns: type[GraphModel] | None

    @property
    def status(self) -> int:
        """The status of a success."""
        return 201 if self.returns else 204


class Call(NamedTuple):
    """A call to make, and the status that is asked for."""

    operation: Operation
    body: GraphModel
    status: int
    prefer: str


def snake(name: str) -> str:
    return re.sub("([A-Z])", r"_\1", name).lower()


def operations(data: Any) -> list[Operation]:
    found = []
    for pointer, operation in walk.operations(data):
        name, group, method = operation["operationId"], snake(operation["tags"][0]), snake(operation["operationId"])
        signature = inspect.signature(getattr(getattr(GraphRuns("t0ken"), group), method))
        count = len(operation.get("parameters", []))
        ids = [walk.resolve(data, (*pointer, "parameters", index))[1]["example"] for index in range(count)]
        takes, returns = signature.parameters["body"].annotation, signature.return_annotation
        found.append(Operation(name, pointer, group, method, ids, takes, returns))
    return found


def payloads(data: Any, operation: Operation) -> list[Any]:
    return list(examples(data, bodies(data)[operation.name, "request"]).values())


def made(operation: Operation, payload: Any) -> GraphModel:
    return operation.takes.model_validate_json(json.dumps(payload))


def perform(client: Client, url: str, calls: list[Call]) -> list[tuple[Reply, Any]]:
    """Make and check the calls; return each answer, and what the client made of it."""
    return asyncio.run(_perform(client, url, calls))


async def _perform(client: Client, url: str, calls: list[Call]) -> list[tuple[Reply, Any]]:
    graph = client("t0ken", base_url=url, retries=Retries(attempts=1), timeout=30)
    outcomes = []
    try:
        for call in calls:
            replies: list[Reply] = []
            method = getattr(getattr(graph, call.operation.group), call.operation.method)
            options = {"headers": {"Prefer": call.prefer}, "on_response": replies.append}
            try:
                result = method(*call.operation.ids, call.body, **options)
                result = await result if inspect.isawaitable(result) else result
            except GraphError as error:
                result = error
            check(call, replies[0], result)
            outcomes.append((replies[0], result))
    finally:
        graph.close() if isinstance(graph, GraphRuns) else await graph.aclose()
    return outcomes


def check(call: Call, reply: Reply, result: Any) -> None:
    """Assert that Prism found no fault with the call, and that the client made of the answer what is documented."""
    assert "sl-violations" not in reply.headers, reply.headers["sl-violations"]
    assert reply.status == call.status, reply.content
    if call.status >= 400:
        assert type(result) is ERRORS.get(call.status, errors.ServerError)
        error = json.loads(reply.content)["error"]
        assert (result.status, result.code, result.message) == (call.status, error["code"], error["message"])
        assert result.request_id == reply.headers["request-id"]
        result = ODataError.model_validate_json(reply.content)
    elif call.operation.returns is None:
        assert (result, reply.content) == (None, b"")
        return
    else:
        assert type(result) is call.operation.returns
    assert instants(json.loads(result.model_dump_json())) == instants(json.loads(reply.content)), reply.content


@pytest.fixture(params=[GraphRuns, AsyncGraphRuns], ids=["sync", "async"])
def client(request: pytest.FixtureRequest) -> Client:
    made: Client = request.param
    return made


def test_every_example_gets_every_documented_answer(spec: Document, prism: str, client: Client) -> None:
    calls, expected = [], []
    for operation in operations(spec.data):
        for payload in payloads(spec.data, operation):
            for status in walk.look_up(spec.data, operation.pointer)["responses"]:
                place, response = walk.resolve(spec.data, (*operation.pointer, "responses", status))
                named = {name: walk.resolve(spec.data, (*place, "headers", name))[1] for name in response["headers"]}
                schema = bodies(spec.data).get((operation.name, status))
                returned = examples(spec.data, schema) if schema else {"": None}
                for code in ERROR_STATUSES if status == "default" else (int(status),):
                    for name, value in returned.items():
                        prefer = f"code={code}, example={name}" if name else f"code={code}"
                        calls.append(Call(operation, made(operation, payload), code, prefer))
                        expected.append((value, {name: header["example"] for name, header in named.items()}))
    assert len(calls) > 90
    for (reply, result), (value, headers) in zip(perform(client, prism, calls), expected, strict=True):
        assert value is None or json.loads(reply.content) == value
        assert {name: reply.headers[name] for name in headers} == {name: str(sent) for name, sent in headers.items()}
        if isinstance(result, GraphError):
            assert result.retry_after == headers.get("Retry-After")


def test_invented_answers_are_read_and_written_alike(spec: Document, prism: str, client: Client) -> None:
    """Prism fills each schema with random values; a 204 has nothing to fill, so only errors are invented there."""
    for operation in operations(spec.data):
        body = made(operation, payloads(spec.data, operation)[0])
        for status in {operation.status, 400} - {204}:
            calls = [Call(operation, body, status, f"code={status}, dynamic=true")] * INVENTED
            assert len({reply.content for reply, _ in perform(client, prism, calls)}) > INVENTED * 0.9


@pytest.mark.parametrize(
    "odd", ["../..", "a/b", "%2F", "$ref", "a?b#c", "a b", "{runId}", "a;b@c:d,e", "\u00dc\U0001f600", "\x00"]
)
def test_odd_ids_lead_to_the_operation(spec: Document, prism: str, client: Client, odd: str) -> None:
    for operation in operations(spec.data):
        odd_ids = operation._replace(ids=[odd] * len(operation.ids))
        body = made(operation, payloads(spec.data, operation)[0])
        perform(client, prism, [Call(odd_ids, body, operation.status, "dynamic=false")])


def request_of(operation: Operation, payload: Any, url: str) -> dict[str, Any]:
    """Return the request that the client sends, as arguments of httpx2 that leave out the body."""
    kept: list[dict[str, Any]] = []

    def keep(request: httpx2.Request) -> httpx2.Response:
        # A copy: the client takes the token out of the request when the call has ended.
        kept.append({"method": request.method, "url": request.url, "headers": request.headers.copy()})
        return httpx2.Response(500)

    with GraphRuns("t0ken", base_url=url, transport=httpx2.MockTransport(keep)) as graph:
        method = getattr(getattr(graph, operation.group), operation.method)
        with pytest.raises(errors.ServerError):
            method(*operation.ids, made(operation, payload))
    del kept[0]["headers"]["Content-Length"]
    return kept[0]


def test_wrong_bodies_are_refused(spec: Document, prism: str) -> None:
    """Prism sees every kind of mistake, formats too, so none is left out. Most of these the client refuses to make."""
    refused = 0
    mended = 0
    with httpx2.Client(timeout=30, trust_env=False) as http:
        for operation in operations(spec.data):
            for payload in payloads(spec.data, operation):
                request = request_of(operation, payload, prism)
                for what, mistaken in wrong(spec.data, bodies(spec.data)[operation.name, "request"], payload):
                    answer = http.request(**request, content=json.dumps(mistaken))
                    assert answer.status_code == 422, f"{operation.name}: {what}"
                    violations = json.loads(answer.headers["sl-violations"])
                    assert {tuple(one["location"][:2]) for one in violations} == {("request", "body")}
                    ODataError.model_validate_json(answer.content)
                    refused += 1
                    with contextlib.suppress(ValidationError):  # None that means absent: the client leaves it out
                        content = made(operation, mistaken).model_dump_json()
                        assert http.request(**request, content=content).status_code == operation.status, what
                        mended += 1
    assert refused > 600
    assert 0 < mended < 50


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [("Authorization", None, 401), ("Authorization", "Basic eDp5", 401), ("Content-Type", "text/plain", 415)],
)
def test_a_right_body_with_wrong_headers_is_refused(
    spec: Document, prism: str, name: str, value: str | None, status: int
) -> None:
    with httpx2.Client(timeout=30, trust_env=False) as http:
        for operation in operations(spec.data):
            payload = payloads(spec.data, operation)[0]
            request = request_of(operation, payload, prism)
            del request["headers"][name]
            if value:
                request["headers"][name] = value
            answer = http.request(**request, content=json.dumps(payload))
            assert answer.status_code == status
            ODataError.model_validate_json(answer.content)
