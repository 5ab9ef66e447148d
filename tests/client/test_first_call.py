"""The emitted package makes a call as its README shows it, against a real server on loopback."""

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from graph_runs.models import Run

from generator import walk
from generator.document import Document, validator
from tests.conftest import ROOT

README = ROOT / "generated" / "README.md"


class Recorder(BaseHTTPRequestHandler):
    """Answers every POST with 201 and the example of the spec, and keeps what was sent."""

    server: "RecordingServer"

    def do_POST(self) -> None:
        """Handle one call."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, dict(self.headers), json.loads(body)))
        answer = json.dumps(self.server.answer).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


class RecordingServer(ThreadingHTTPServer):
    """A server that remembers its calls."""

    def __init__(self, answer: Any) -> None:
        super().__init__(("127.0.0.1", 0), Recorder)
        self.answer = answer
        self.calls: list[tuple[str, dict[str, str], Any]] = []


@pytest.fixture
def server(spec: Document) -> Iterator[RecordingServer]:
    answer = spec.data["components"]["examples"]["CreateIncomingFlowRunResponseExample"]["value"]
    with RecordingServer(answer) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_the_first_call_of_the_readme(spec: Document, server: RecordingServer) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    base = spec.data["servers"][0]["url"]
    assert base in block
    names: dict[str, Any] = {}
    exec(block.replace(base, f"http://127.0.0.1:{server.server_port}/beta"), names)  # noqa: S102
    names["client"].get_httpx_client().close()

    assert isinstance(names["run"], Run)
    assert names["run"].id == server.answer["id"]
    ((path, headers, body),) = server.calls
    assert path == "/beta/industryData/incomingFlows/flow-1/runs"
    assert headers["Authorization"] == "Bearer <access token>"
    schema = ("components", "schemas", "IncomingFlowRunCreate")
    assert [error.message for error in validator(spec.data, schema).iter_errors(body)] == []


def test_the_readme_lists_every_operation_and_says_which_address_is_inferred(spec: Document) -> None:
    text = README.read_text("utf-8")
    for (_, path, method), operation in walk.operations(spec.data):
        (row,) = (row for row in text.splitlines() if f"{method.upper()} `{path}`" in row)
        assert ("(inferred)" in row) == operation.get("x-uri-inferred", False)
    assert "calls\nwill probably be refused" in text.split("##")[0]
