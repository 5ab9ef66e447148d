"""Compare how 10,000 runs arrive over pages: this client, the stock one with a loop by hand, and no model at all.

A server in a process of its own sends pages made beforehand. The rounds take turns, so that noise hits all alike. CPU
time is that of the client's process, without the server's.
"""

import json
import socketserver
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from generator.spec import document

ROOT = Path(__file__).parents[2]
ITEMS = 10_000
SIZES = (100, 20, 1_000)  # items to a page
WORKFLOW = "workflow-1"
PATH = f"/identityGovernance/lifecycleWorkflows/workflows/{WORKFLOW}/runs"
ROUNDS = 7
SDK_ITEMS = 500  # of the official SDK, which would take minutes for all; its times are multiplied
SDK = """
import asyncio, sys, time
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from msgraph_beta import GraphRequestAdapter, GraphServiceClient

async def iterate(url, workflow, enough):
    adapter = GraphRequestAdapter(AnonymousAuthenticationProvider())
    adapter.base_url = url
    workflows = GraphServiceClient(request_adapter=adapter).identity_governance.lifecycle_workflows.workflows
    runs = workflows.by_workflow_id(workflow).runs
    wall, cpu = time.perf_counter(), time.process_time()
    page, number = await runs.get(), 0
    while page:
        number += len(page.value)
        more = page.odata_next_link if number < int(enough) else None
        page = await runs.with_url(more).get() if more else None
    print(number, (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3)

asyncio.run(iterate(*sys.argv[1:]))
"""


def measured(size: int, sdk: Path | None) -> dict[str, float | str]:
    """Return the milliseconds of the fastest round of each, and its CPU time, with so many items to a page.

    The stock client is imported as `stock_runs`. The official SDK takes part with pages of 100, once.
    """
    import httpx2
    import orjson
    from graph_runs import GraphRuns
    from stock_runs import AuthenticatedClient  # type: ignore[import-not-found]
    from stock_runs.api.lifecycle_workflows import list_workflow_runs  # type: ignore[import-not-found]
    from stock_runs.models import WorkflowRunCollection  # type: ignore[import-not-found]

    with _serving(size) as url, GraphRuns("t0ken", base_url=url) as graph, httpx2.Client() as http:
        theirs = AuthenticatedClient(url, token="t0ken")  # noqa: S106

        def with_ours() -> int:
            return sum(1 for _ in graph.lifecycle_workflows.list_workflow_runs(WORKFLOW))

        def with_stock() -> int:
            page = list_workflow_runs.sync(client=theirs, workflow_id=WORKFLOW)
            number = len(page.value)
            while link := page.odata_next_link:
                page = WorkflowRunCollection.from_dict(theirs.get_httpx_client().get(link).json())
                number += len(page.value)
            return number

        def with_neither() -> int:
            link, number = f"{url}{PATH}", 0
            while link:
                page = orjson.loads(http.get(link, headers={"Authorization": "Bearer t0ken"}).content)
                number += sum(1 for _ in page["value"])
                link = page.get("@odata.nextLink")
            return number

        rows: dict[str, Callable[[], int]] = {
            "graph-runs": with_ours,
            "stock openapi-python-client, a loop by hand": with_stock,
            "httpx2 and orjson alone, no model": with_neither,
        }
        times: dict[str, tuple[float, float]] = {}
        for _ in range(ROUNDS):
            for name, run in rows.items():
                wall, cpu = time.perf_counter(), time.process_time()
                assert run() == ITEMS, name
                took = (time.perf_counter() - wall) * 1e3, (time.process_time() - cpu) * 1e3
                times[name] = min(times.get(name, took), took)
        if sdk and size == SIZES[0]:
            command = [str(sdk), "-c", SDK, url, WORKFLOW, str(SDK_ITEMS)]
            out = subprocess.run(command, capture_output=True, check=True, text=True).stdout
            number, wall, cpu = map(float, out.split())
            assert number == SDK_ITEMS
            name = f"official SDK (msgraph-beta-sdk), a loop by hand, {ITEMS // SDK_ITEMS} times {SDK_ITEMS} runs"
            times[name] = wall * ITEMS / SDK_ITEMS, cpu * ITEMS / SDK_ITEMS
    first, _ = times["graph-runs"]
    return {name: f"{wall:.0f}; {cpu:.0f}; {wall / first:.2f}" for name, (wall, cpu) in times.items()}


@contextmanager
def _serving(size: int) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.benchmarks.paging", str(size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def serve(size: int) -> None:
    """Send the pages, and print the base address."""
    pages: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            content = pages[int(self.path.partition("skip=")[2] or 0)]
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(content)
            )
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}/beta"
        examples = document.load(ROOT / "spec" / "openapi.yaml").data["components"]["examples"]
        example = examples["ListWorkflowRunsResponseExample"]["value"]["value"][0]
        known = [{**example, "id": f"run-{index}"} for index in range(ITEMS)]
        for start in range(0, ITEMS, size):
            page: dict[str, Any] = {"value": known[start : start + size]}
            if start + size < ITEMS:
                page["@odata.nextLink"] = f"{url}{PATH}?$skip={start // size + 1}"
            pages.append(json.dumps(page).encode())
        print(url, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
