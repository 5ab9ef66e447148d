"""lists.yaml: the service that it describes, the emitted package under a name of its own, calls sync and async."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from generator.client.service.server import GraphService, State
from generator.client.service.server import serving as service
from generator.spec import document
from generator.spec.document import Document
from tests.client.small import write
from tests.conftest import MakeOnce

LISTS = Path(__file__).parent / "lists.yaml"
NAME = "graph_lists"
Run: TypeAlias = dict[str, Any]
Made: TypeAlias = Callable[[Any], Any]
"""Returns what a method of the client returns."""


def emitted(made_once: MakeOnce) -> Path:
    """Return the emitted project, whose package can be imported as `graph_lists` from then on."""

    def fill(folder: Path) -> None:
        write(LISTS, folder / "project")
        (folder / NAME).symlink_to(folder / "project" / "graph_runs")

    folder = made_once("lists", fill)
    if NAME not in sys.modules:
        sys.path.insert(0, str(folder))
        try:
            import_module(NAME)
        finally:
            sys.path.remove(str(folder))
    return folder / "project"


def runs(number: int) -> list[Run]:
    """Return runs of which every third has failed, one an hour."""
    return [
        {
            "@odata.etag": f'W/"{index}"',
            "id": f"run-{index}",
            "displayName": f"O'Neil & sons+co, {index}",
            "status": ("failed", "completed", "running")[index % 3],
            "startDateTime": f"2026-11-{1 + index // 24 % 28:02}T{index % 24:02}:00:00.1234567Z",
            "endDateTime": None,
            "failedUsersCount": index % 5,
        }
        for index in range(number)
    ]


def state(known: Sequence[Run] = (), **given: Any) -> State:
    """Return the state of a service that has the runs."""

    def named(arguments: dict[str, Any]) -> list[Run]:
        return [run for run in known if run["displayName"] == arguments["name"]]

    def summary(arguments: dict[str, Any]) -> dict[str, int]:
        times = [(datetime.fromisoformat(run["startDateTime"]), run) for run in known]
        within = [run for time, run in times if arguments["startDateTime"] <= time < arguments["endDateTime"]]
        return {"totalRuns": len(within), "failedRuns": sum(run["status"] == "failed" for run in within)}

    return State({"listRuns": list(known), "listRunsNamed": named, "summarizeRuns": summary}, **given)


def serving(held: State) -> AbstractContextManager[GraphService]:
    """Run the service."""
    return service(described(), held)


@cache
def described() -> Document:
    """Return the document."""
    return document.load(LISTS)


class Sync:
    """Makes calls with the sync client."""

    name = "sync"

    def __init__(self, package: Any) -> None:
        self.package = package

    def call(self, url: str, made: Made, credential: Any = "t0ken", **client: Any) -> Any:
        """Return the result of a method."""
        with self.package.GraphRuns(credential, base_url=url, **client) as graph:
            return made(graph)

    def items(
        self, url: str, made: Made, each: Callable[[Any], object] = bool, times: int = 1, **client: Any
    ) -> list[Any]:
        """Return what iterating over the result yields; `each` is called with every item."""

        def collected(graph: Any) -> list[Any]:
            found: list[Any] = []
            result: Iterable[Any] = made(graph)
            for _ in range(times):
                for item in result:
                    each(item)
                    found.append(item.id if hasattr(item, "id") else item)
                    del item
            return found

        return list(self.call(url, collected, **client))


class Async(Sync):
    """Makes the same calls with the async client."""

    name = "async"

    def call(self, url: str, made: Made, credential: Any = "t0ken", **client: Any) -> Any:
        """Return the result of a method."""

        async def main() -> Any:
            async with self.package.AsyncGraphRuns(credential, base_url=url, **client) as graph:
                return await made(graph)

        return asyncio.run(main())

    def items(
        self, url: str, made: Made, each: Callable[[Any], object] = bool, times: int = 1, **client: Any
    ) -> list[Any]:
        """Return what iterating over the result yields; `each` is called with every item."""

        async def collected(graph: Any) -> list[Any]:
            found: list[Any] = []
            result: AsyncIterator[Any] = made(graph)
            for _ in range(times):
                async for item in result:
                    each(item)
                    found.append(item.id if hasattr(item, "id") else item)
                    del item
            return found

        return list(self.call(url, collected, **client))
