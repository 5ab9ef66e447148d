"""Compare how 10,000 items arrive over pages: this client, the stock one with a loop by hand, and no model at all.

A server in a process of its own sends pages made beforehand; the three take turns, so that noise hits all alike.
"""

import json
import multiprocessing
import socketserver
import sys
import threading
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.graph_service import runs

LISTS = Path(__file__).parents[1] / "client" / "lists.yaml"
ITEMS = 10_000
PAGE = 100
ROUNDS = 7


def measured(ours: Path, stock: Path) -> dict[str, float | str]:
    """Return the milliseconds of the fastest round of each; the folders have packages emitted from lists.yaml."""
    from importlib import import_module

    import httpx2
    import orjson

    (ours / "graph_lists").symlink_to(ours / "graph_runs")
    sys.path[:0] = [str(ours), str(stock)]
    package: Any = import_module("graph_lists")
    stock_api: Any = import_module("stock_lists.api.workflows.list_runs")
    stock_client: Any = import_module("stock_lists")
    stock_models: Any = import_module("stock_lists.models")

    with _serving() as url, package.GraphRuns("t0ken", base_url=url) as graph, httpx2.Client() as http:
        theirs = stock_client.AuthenticatedClient(url, token="t0ken")  # noqa: S106

        def with_ours() -> int:
            return sum(1 for _ in graph.workflows.list_runs("w"))

        def with_stock() -> int:
            page = stock_api.sync(client=theirs, workflow_id="w")
            number = len(page.value)
            while link := page.additional_properties.get("@odata.nextLink") or page.odata_next_link:
                page = stock_models.RunCollection.from_dict(theirs.get_httpx_client().get(link).json())
                number += len(page.value)
            return number

        def with_neither() -> int:
            link, number = f"{url}/workflows/w/runs", 0
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
        times: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, run in rows.items():
                assert run() == ITEMS, name
                took = timeit.timeit(run, number=1) * 1e3
                times[name] = min(times.get(name, took), took)
    return {**times}


@contextmanager
def _serving() -> Iterator[str]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def serve(started: Connection) -> None:
    """Send the pages."""
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
        known = runs(ITEMS)
        for start in range(0, ITEMS, PAGE):
            page: dict[str, Any] = {"value": known[start : start + PAGE]}
            if start + PAGE < ITEMS:
                page["@odata.nextLink"] = f"{url}/workflows/w/runs?$skip={start // PAGE + 1}"
            pages.append(json.dumps(page).encode())
        started.send(url)
        threading.Thread(target=server.serve_forever).start()
        threading.Event().wait()
