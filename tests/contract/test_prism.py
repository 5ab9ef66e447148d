"""The emitted clients make every documented call to Prism and take every documented answer from it."""

import asyncio
import contextlib
import inspect
import json
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

import httpx2
import pytest
from graph_runs import AsyncGraphRuns, GraphError, GraphRuns, Page, Reply, Retries, errors, models
from graph_runs.models import ODataError
from pydantic import ValidationError

from generator.spec import walk
from generator.spec.document import Document
from tests.exchanges import moments
from tests.operations import Operation, operations
from tests.runtime.conftest import fetched
from tests.spec.mutations import wrong
from tests.spec.schemas import bodies, examples

pytestmark = pytest.mark.extra
Client: TypeAlias = type[GraphRuns] | type[AsyncGraphRuns]
INVENTED = 30
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


class Call(NamedTuple):
    """A call to make, and the status that is asked for."""

    operation: Operation
    body: list[Any]
    status: int
    prefer: str


def perform(client: Client, url: str, calls: list[Call]) -> list[tuple[Reply, Any]]:
    """Make and check the calls; return each answer, and what the client made of it."""
    return asyncio.run(_perform(client, url, calls))


async def _perform(client: Client, url: str, calls: list[Call]) -> list[tuple[Reply, Any]]:
    graph = client("t0ken", base_url=url, retries=Retries(attempts=1), timeout=30)
    outcomes = []
    try:
        for call in calls:
            replies: list[Reply] = []
            method = getattr(getattr(graph, call.operation.group), call.operation.method.name)
            options = {"headers": {"Prefer": call.prefer}, "on_response": replies.append}
            try:
                result = fetched(method(*call.operation.arguments, *call.body, **options))
                result = await result if inspect.isawaitable(result) else result
            except GraphError as error:
                result = error
            if not is_invented_wrongly(call, replies[0]):
                check(call, replies[0], result)
                outcomes.append((replies[0], result))
    finally:
        graph.close() if isinstance(graph, GraphRuns) else await graph.aclose()
    return outcomes


def is_invented_wrongly(call: Call, reply: Reply) -> bool:
    """Whether Prism refuses what it has invented itself: it cannot fill a schema that excludes values by `not`."""
    violations = reply.headers.get("sl-violations", "")  # too many of them are cut off, and are then no JSON
    return "dynamic=true" in call.prefer and '["response"' in violations and '["request"' not in violations


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
    elif call.operation.method.result is None:
        assert (result, reply.content) == (None, b"")
        return
    else:
        assert type(result) is returned(call.operation)
    assert moments(json.loads(result.model_dump_json())) == moments(json.loads(reply.content)), reply.content


def returned(operation: Operation) -> Any:
    """Return the class of what the client makes of a success."""
    if operation.method.item:
        return Page[getattr(models, operation.method.item.python)]  # type: ignore[misc]
    return getattr(models, operation.method.result.python) if operation.method.result else None


@pytest.fixture(scope="module")
def every(spec: Document) -> list[Operation]:
    return operations(spec)


@pytest.fixture(params=[GraphRuns, AsyncGraphRuns], ids=["sync", "async"])
def client(request: pytest.FixtureRequest) -> Client:
    made: Client = request.param
    return made


def test_every_example_gets_every_documented_answer(
    spec: Document, every: list[Operation], prism: str, client: Client
) -> None:
    calls, expected = [], []
    for operation in every:
        for payload in operation.requests:
            pointer = operation.method.pointer
            for status in walk.look_up(spec.data, pointer)["responses"]:
                place, response = walk.resolve(spec.data, (*pointer, "responses", status))
                declared = response.get("headers", {})
                named = {name: walk.resolve(spec.data, (*place, "headers", name))[1] for name in declared}
                schema = bodies(spec.data).get((operation.name, status))
                shown = examples(spec.data, schema) if schema else {"": None}
                for code in ERROR_STATUSES if status == "default" else (int(status),):
                    for name, value in shown.items():
                        prefer = f"code={code}, example={name}" if name else f"code={code}"
                        calls.append(Call(operation, operation.body(models, payload), code, prefer))
                        expected.append((value, {name: header["example"] for name, header in named.items()}))
    assert len(calls) >= 12 * len(every)  # a success, 429, 503 and nine errors each
    for (reply, result), (value, headers) in zip(perform(client, prism, calls), expected, strict=True):
        assert value is None or json.loads(reply.content) == value
        assert {name: reply.headers[name] for name in headers} == {name: str(sent) for name, sent in headers.items()}
        if isinstance(result, GraphError):
            assert result.retry_after == headers.get("Retry-After")


def test_invented_answers_are_read_and_written_alike(every: list[Operation], prism: str, client: Client) -> None:
    """Prism fills each schema with random values: of each kind of result once, and of the errors."""
    results = {str(returned(one)): (one, one.status) for one in every if one.method.result}
    for operation, status in [*results.values(), (every[0], 400)]:
        body = operation.body(models, operation.requests[0])
        calls = [Call(operation, body, status, f"code={status}, dynamic=true")] * INVENTED
        contents = [reply.content for reply, _ in perform(client, prism, calls)]
        assert len(contents) > INVENTED / 10
        assert len(set(contents)) > len(contents) * 0.9


@pytest.mark.parametrize(
    "odd", ["../..", "a/b", "%2F", "$ref", "a?b#c", "a b", "{runId}", "a;b@c:d,e", "\u00dc\U0001f600", "\x00"]
)
def test_odd_ids_lead_to_the_operation(every: list[Operation], prism: str, client: Client, odd: str) -> None:
    for operation in every:
        odd_ids = replace(
            operation, arguments=tuple(odd if isinstance(one, str) else one for one in operation.arguments)
        )
        body = operation.body(models, operation.requests[0])
        perform(client, prism, [Call(odd_ids, body, operation.status, "dynamic=false")])


def request_of(operation: Operation, payload: Any, url: str) -> dict[str, Any]:
    """Return the request that the client sends, as arguments of httpx2 that leave out the body."""
    kept: list[dict[str, Any]] = []

    def keep(request: httpx2.Request) -> httpx2.Response:
        # A copy: the client takes the token out of the request when the call has ended.
        kept.append({"method": request.method, "url": request.url, "headers": request.headers.copy()})
        return httpx2.Response(500)

    with GraphRuns("t0ken", base_url=url, transport=httpx2.MockTransport(keep)) as graph:
        method = getattr(getattr(graph, operation.group), operation.method.name)
        with pytest.raises(errors.ServerError):
            fetched(method(*operation.arguments, *operation.body(models, payload), retries=Retries(attempts=1)))
    kept[0]["headers"].pop("Content-Length", None)
    return kept[0]


def test_invalid_bodies_are_rejected(spec: Document, every: list[Operation], prism: str) -> None:
    """Prism sees every kind of mistake, formats too, so none is left out. Most of these the client refuses to make."""
    refused = 0
    mended = 0
    with httpx2.Client(timeout=30, trust_env=False) as http:
        for operation in (one for one in every if one.method.body):
            for payload in operation.requests:
                request = request_of(operation, payload, prism)
                for what, mistaken in wrong(spec.data, bodies(spec.data)[operation.name, "request"], payload):
                    answer = http.request(**request, content=json.dumps(mistaken))
                    assert answer.status_code == 422, f"{operation.name}: {what}"
                    violations = json.loads(answer.headers["sl-violations"])
                    assert {tuple(one["location"][:2]) for one in violations} == {("request", "body")}
                    ODataError.model_validate_json(answer.content)
                    refused += 1
                    with contextlib.suppress(ValidationError):  # None that means absent: the client leaves it out
                        content = operation.body(models, mistaken)[0].model_dump_json()
                        assert http.request(**request, content=content).status_code == operation.status, what
                        mended += 1
    assert refused > 600
    assert 0 < mended < 50


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [("Authorization", None, 401), ("Authorization", "Basic eDp5", 401), ("Content-Type", "text/plain", 415)],
)
def test_a_valid_request_with_invalid_headers_is_rejected(
    every: list[Operation], prism: str, name: str, value: str | None, status: int
) -> None:
    with httpx2.Client(timeout=30, trust_env=False) as http:
        for operation in (one for one in every if one.method.body or name != "Content-Type"):
            payload = operation.requests[0]
            request = request_of(operation, payload, prism)
            del request["headers"][name]
            if value:
                request["headers"][name] = value
            answer = http.request(**request, content=json.dumps(payload) if operation.method.body else None)
            assert answer.status_code == status
            ODataError.model_validate_json(answer.content)
