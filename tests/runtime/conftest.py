"""Each client test runs twice: with the sync client, and with the async one driven to the same end."""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import graph_runs
import pytest

if TYPE_CHECKING:  # loaded when it is needed, like the client: the tests of payloads need neither
    from generator.spec.document import Document
    from tests.operations import Operation

Run: TypeAlias = Callable[..., Any]


def fetched(result: Any) -> Any:
    """Return what a method returned; of a list, its first page, to be awaited where the client is async."""
    return result.first_page() if hasattr(result, "first_page") else result


def call_sync(url: str, group: str, method: str, *arguments: Any, credential: Any = "t0ken", **options: Any) -> Any:
    """Make one call with a client of its own; `client` holds what the client is made with, "" is no group.

    Of a list, the first page is fetched.
    """
    with graph_runs.GraphRuns(credential, base_url=url, **options.pop("client", {})) as graph:
        return fetched(getattr(getattr(graph, group) if group else graph, method)(*arguments, **options))


def call_async(url: str, group: str, method: str, *arguments: Any, credential: Any = "t0ken", **options: Any) -> Any:
    """Make the same call with the async client."""

    async def main() -> Any:
        async with graph_runs.AsyncGraphRuns(credential, base_url=url, **options.pop("client", {})) as graph:
            return await fetched(getattr(getattr(graph, group) if group else graph, method)(*arguments, **options))

    return asyncio.run(main())


@pytest.fixture(params=[call_sync, call_async], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Run:
    """Make one call: `call(url, group, method, *arguments, credential=, client=, **options)`."""
    made: Run = request.param
    return made


@pytest.fixture(params=[call_sync, pytest.param(call_async, marks=pytest.mark.slow)], ids=["sync", "async"])
def read(request: pytest.FixtureRequest) -> Run:
    """Make one call, as `call` does, where the subject is how an answer is read, which both clients have in common."""
    made: Run = request.param
    return made


def calls_sync(url: str, count: int, pause: float, credential: Any = "t0ken", **client: Any) -> None:
    """Make so many calls with one client, each of which may be made only once."""
    with graph_runs.GraphRuns(credential, base_url=url, **client) as graph:
        for _ in range(count):
            graph.request("POST", "/me")
            time.sleep(pause)


def calls_async(url: str, count: int, pause: float, credential: Any = "t0ken", **client: Any) -> None:
    """Do the same with the async client."""

    async def main() -> None:
        async with graph_runs.AsyncGraphRuns(credential, base_url=url, **client) as graph:
            for _ in range(count):
                await graph.request("POST", "/me")
                await asyncio.sleep(pause)

    asyncio.run(main())


@pytest.fixture(params=[calls_sync, calls_async], ids=["sync", "async"])
def calls(request: pytest.FixtureRequest) -> Run:
    """Make several calls with one client: `calls(url, count, pause, **client)`."""
    made: Run = request.param
    return made


@pytest.fixture(scope="session")
def every_operation(spec: "Document") -> "list[Operation]":
    """Return all operations of the spec."""
    from tests.operations import operations

    return operations(spec)
