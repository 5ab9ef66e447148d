"""Each client test runs twice: with the sync client, and with the async one driven to the same end."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from graph_runs import AsyncGraphRuns, GraphRuns

Run: TypeAlias = Callable[..., Any]


def call_sync(url: str, group: str, method: str, *arguments: Any, credential: Any = "t0ken", **options: Any) -> Any:
    """Make one call with a client of its own; `client` holds what the client is made with."""
    with GraphRuns(credential, base_url=url, **options.pop("client", {})) as graph:
        return getattr(getattr(graph, group), method)(*arguments, **options)


def call_async(url: str, group: str, method: str, *arguments: Any, credential: Any = "t0ken", **options: Any) -> Any:
    """Make the same call with the async client."""

    async def main() -> Any:
        async with AsyncGraphRuns(credential, base_url=url, **options.pop("client", {})) as graph:
            return await getattr(getattr(graph, group), method)(*arguments, **options)

    return asyncio.run(main())


@pytest.fixture(params=[call_sync, call_async], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Run:
    """Make one call: `call(url, group, method, *arguments, credential=, client=, **options)`."""
    made: Run = request.param
    return made
