"""Compare how 10,000 items arrive over pages: this client, the stock one with a loop by hand, and no model at all.

A server in a process of its own sends pages made beforehand; the three take turns, so that noise hits all alike.
"""

import json
import socketserver
import subprocess
import sys
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.client.lists import runs

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "client" / "lists.yaml"
ITEMS = 10_000
SIZES = (100, 1_000)  # items to a page
STOCK_CONFIG = "project_name_override: stock-lists\npackage_name_override: stock_lists\npost_hooks: []\n"
ROUNDS = 7


def emit(folder: Path) -> None:
    """Emit both packages from lists.yaml, so that they can be imported as `graph_lists` and `stock_lists`."""
    ours, stock, config = folder / "lists", folder / "stock-lists", folder / "lists-config.yaml"
    config.write_text(STOCK_CONFIG, "utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(LISTS), "--config", str(config)]
    for run in (
        [sys.executable, "-m", "generator", "generate", str(LISTS), "--output", str(ours)],
        [*command, "--output-path", str(stock)],
    ):
        subprocess.run(run, check=True, capture_output=True)
    (stock / "graph_lists").symlink_to(ours / "graph_runs")
    sys.path.insert(0, str(stock))


def measured(size: int) -> dict[str, float | str]:
    """Return the milliseconds of the fastest round of each, with so many items to a page; emit() comes first."""
    from importlib import import_module

    import httpx2
    import orjson

    package: Any = import_module("graph_lists")
    stock_api: Any = import_module("stock_lists.api.workflows.list_runs")
    stock_client: Any = import_module("stock_lists")
    stock_models: Any = import_module("stock_lists.models")

    with _serving(size) as url, package.GraphRuns("t0ken", base_url=url) as graph, httpx2.Client() as http:
        theirs = stock_client.AuthenticatedClient(url, token="t0ken")  # noqa: S106

        def with_ours() -> int:
            return sum(1 for _ in graph.workflows.list_runs("w"))

        def with_stock() -> int:
            page = stock_api.sync(client=theirs, workflow_id="w")
            number = len(page.value)
            while link := page.odata_next_link:
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
        known = runs(ITEMS)
        for start in range(0, ITEMS, size):
            page: dict[str, Any] = {"value": known[start : start + size]}
            if start + size < ITEMS:
                page["@odata.nextLink"] = f"{url}/workflows/w/runs?$skip={start // size + 1}"
            pages.append(json.dumps(page).encode())
        print(url, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
