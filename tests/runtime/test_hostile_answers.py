"""Whatever a server answers, a call ends in a usable model or in an error of this package, and leaves nothing.

A seed names an answer, so that a fault can be repeated.
"""

import asyncio
import gc
import gzip
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from graph_runs import (
    AsyncGraphRuns,
    DecodeError,
    GraphError,
    GraphRuns,
    GraphRunsError,
    ResponseTooLargeError,
    Retries,
    models,
)
from graph_runs.base import OpenModel

from generator.spec.document import Document
from tests.operations import Operation
from tests.runtime.conftest import fetched
from tests.runtime.hostile import CORNERS, HEADERS, RAW, mutated, outline
from tests.runtime.scripted import answer, raw, serving

CREATE = models.IncomingFlowRunCreate.model_validate_json(
    '{"displayName": "A", "startDateTime": "2022-10-06T19:13:06Z", "status": "running", "statistics": {}}'
)
CLIENT: dict[str, Any] = {"retries": Retries(attempts=1), "timeout": 10, "max_body_bytes": 2_000_000}


@pytest.fixture(scope="module")
def _earlier_objects_apart() -> None:
    """Free what other tests left, and spare the collections below the many objects that stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _nothing_is_left(_earlier_objects_apart: None) -> Iterator[None]:
    """Fail a test that leaves a thread or an open file; an unclosed socket fails it with its warning."""
    threads, files = threading.active_count(), open_files()
    yield
    gc.collect()
    deadline = time.monotonic() + 10
    while (threading.active_count(), open_files()) != (threads, files) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (threading.active_count(), open_files()) == (threads, files)


def open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def fault(end: object, status: int, content: bytes) -> str | None:
    """Return what is wrong with a call that got the answer and ended with a result or an exception."""
    if isinstance(end, GraphRunsError):
        return fault_of(end, status, content)
    if not isinstance(end, OpenModel) or not 200 <= status < 300:
        return f"it ended with {end!r}"
    text = end.model_dump_json()
    if type(end).model_validate_json(text).model_dump_json() != text or not repr(end):
        return f"a model that cannot be used: {text}"
    return None if outline(json.loads(text)) == outline(json.loads(content)) else f"sent on as {text}"


def fault_of(error: GraphRunsError, status: int, content: bytes) -> str | None:
    said = str(error)
    if said.encode(errors="replace").decode() != said or len(said.splitlines()) != 1 or not repr(error):
        return f"a message that cannot be logged: {said!r}"
    if isinstance(error, GraphError):
        texts = (error.code, error.message, error.request_id, error.client_request_id)
        if not all(text is None or text.encode(errors="replace").decode() == text for text in texts):
            return f"attributes that cannot be printed: {texts!r}"
        if not (error.retry_after is None or 0 <= error.retry_after < 1e12):
            return f"retry_after is {error.retry_after}"
    elif not (isinstance(error, DecodeError) and 200 <= status < 300):
        return f"{type(error).__name__} for {status}: {said}"
    return None if (error.status, error.content) == (status, content) else "another status or content"


def end_of(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:
        return error


def ends_sync(url: str, count: int) -> list[object]:
    """Return how so many calls of one client end."""
    with GraphRuns("t", base_url=url, **CLIENT) as graph:
        create = graph.industry_data.create_incoming_flow_run
        return [end_of(lambda: create("flow-1", CREATE)) for _ in range(count)]


def ends_async(url: str, count: int) -> list[object]:
    """Do the same with the async client, which must leave no task."""

    async def main() -> list[object]:
        found: list[object] = []
        async with AsyncGraphRuns("t", base_url=url, **CLIENT) as graph:
            for _ in range(count):
                try:
                    found.append(await graph.industry_data.create_incoming_flow_run("flow-1", CREATE))
                except Exception as error:
                    found.append(error)
                await asyncio.sleep(0.001)  # asyncio itself ends the generators of an unread body
                assert asyncio.all_tasks() == {asyncio.current_task()}
        return found

    return asyncio.run(main())


Ends = Callable[[str, int], list[object]]


@pytest.fixture(params=[ends_sync, ends_async], ids=["sync", "async"])
def ends(request: pytest.FixtureRequest) -> Ends:
    made: Ends = request.param
    return made


@pytest.mark.cases(200, 2_000, 50_000)
def test_mutated_answers_end_in_a_result_or_an_error_of_this_package(
    spec: Document, every_operation: list[Operation], cases: int
) -> None:
    envelopes = [b'{"error": {"code": "a", "message": "b", "innererror": {"requestId": "c"}}}']
    shown = [one["value"] for one in spec.data["components"]["examples"].values()]
    envelopes += [json.dumps(value).encode() for value in shown if "error" in value]
    answered = [one for one in every_operation if one.method.result]
    contents = {one.name: [json.dumps(value).encode() for value in one.responses.values()] for one in answered}
    bodies = {one.name: one.body(models, one.requests[0]) for one in answered}
    kinds: Counter[str] = Counter()
    reply = httpx2.Response(500)
    with GraphRuns("t", transport=httpx2.MockTransport(lambda _: reply), **CLIENT) as graph:
        for seed in range(cases):
            chance = random.Random(seed)  # noqa: S311
            one = chance.choice(answered)
            status = chance.choice((200, 201, one.status, one.status, 400, 429, 500, 503))
            content = mutated(chance, contents[one.name] if status < 300 else envelopes)
            headers = {} if status < 400 else {"Retry-After": chance.choice(("soon", "-1", "1e999", "0.5", "\t"))}
            reply = httpx2.Response(status, headers=headers, content=content)
            method = getattr(getattr(graph, one.group), one.method.name)
            end = end_of(lambda: fetched(method(*one.arguments, *bodies[one.name])))  # noqa: B023
            wrong = fault(end, status, content)
            assert wrong is None, f"seed {seed}: {wrong}; the answer was {status} {content!r}"
            kinds["a model" if isinstance(end, OpenModel) else type(end).__name__] += 1
    assert min(kinds.values()) > kinds.total() / 50, kinds


@pytest.mark.cases(60, 200, 2_000)
def test_mutated_answers_over_a_connection_end_in_a_result_or_an_error_of_this_package(
    spec: Document, ends: Ends, cases: int
) -> None:
    shown = spec.data["components"]["examples"]["CreateIncomingFlowRunResponseExample"]["value"]
    contents = [mutated(random.Random(seed), [json.dumps(shown).encode()]) for seed in range(cases)]  # noqa: S311
    with serving(*(answer(201, content) for content in contents)) as server:
        for seed, end in enumerate(ends(server.url, len(contents))):
            assert fault(end, 201, contents[seed]) is None, f"seed {seed}: {end!r}"


@pytest.mark.cases(len(CORNERS) // 4, len(CORNERS), len(CORNERS))
def test_corner_cases_of_json_end_in_a_result_or_an_error_of_this_package(ends: Ends, cases: int) -> None:
    for status in (201, 400):
        corners = random.Random(status).sample(CORNERS, cases)  # noqa: S311
        with serving(*(answer(status, content) for content in corners)) as server:
            for content, end in zip(corners, ends(server.url, cases), strict=True):
                wrong = fault(end, status, content)
                assert wrong is None, f"{wrong[:500]}; the answer was {status} {content[:500]!r}"


@pytest.mark.parametrize("status", [201, 301, 429, 503])
def test_wrong_headers_end_in_a_result_or_an_error_of_this_package(ends: Ends, status: int) -> None:
    with serving(*(answer(status, b"{}", **headers) for headers in HEADERS)) as server:
        for headers, end in zip(HEADERS, ends(server.url, len(HEADERS)), strict=True):
            assert isinstance(end, GraphRunsError | models.Run), f"{end!r} for {headers}"


def test_answers_that_are_not_http_are_errors_of_this_package(ends: Ends) -> None:
    with serving(*map(raw, RAW)) as server:
        for content, end in zip(RAW, ends(server.url, len(RAW)), strict=True):
            assert isinstance(end, GraphRunsError | models.Run), f"{end!r} for {content[:100]!r}"


def test_a_body_compressed_twice_is_limited_too(ends: Ends) -> None:
    large = gzip.compress(gzip.compress(b" " * 5_000_000))
    with serving(answer(201, large, Content_Encoding="gzip, gzip")) as server:
        (end,) = ends(server.url, 1)
    assert isinstance(end, ResponseTooLargeError)
