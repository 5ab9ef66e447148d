"""The samples of the reference are calls that work: a server on loopback receives the examples from each."""

import copy
import json
import re
import shlex
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import pytest

from generator.publication.samples import samples
from generator.spec import walk
from generator.spec.document import Document, load
from tests.conftest import ROOT, SPEC

SPECS = {"the spec": SPEC, "a document with all that is handled": ROOT / "tests/client/wide.yaml"}
OPERATIONS = [operation["operationId"] for _, operation in walk.operations(load(SPEC).data)]


class Received(NamedTuple):
    """A request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@contextmanager
def server(status: int, answer: Any) -> Iterator[tuple[str, list[Received]]]:
    """Yield the address of a server that gives every request one answer, and what it receives."""
    received: list[Received] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            received.append(Received(self.command, self.path, headers, json.loads(content) if content else None))
            body = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_PATCH = do_DELETE = do_POST  # noqa: N815 (http.server names them so)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/beta", received
        finally:
            running.shutdown()
            thread.join()


class Case(NamedTuple):
    """An operation with its shortest examples."""

    method: str
    path: str
    request: Any
    status: int
    answer: Any


def case(document: Document, operation_id: str) -> Case:
    at, operation = next(each for each in walk.operations(document.data) if each[1]["operationId"] == operation_id)
    status = next(status for status in operation["responses"] if status.startswith("2"))
    path = at[1]
    for index in range(len(operation.get("parameters", ()))):
        _, parameter = walk.resolve(document.data, (*at, "parameters", index))
        path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return Case(
        at[2].upper(),
        path,
        short_example(document.data, (*at, "requestBody")) if "requestBody" in operation else None,
        int(status),
        short_example(document.data, (*at, "responses", status)),
    )


def short_example(data: Any, pointer: Any) -> Any:
    at, holder = walk.resolve(data, pointer)
    for media_type, content in holder.get("content", {}).items():
        places = [(*at, "content", media_type, "examples", name) for name in content["examples"]]
        values = [walk.resolve(data, place)[1]["value"] for place in places]
        return copy.deepcopy(min(values, key=lambda value: len(json.dumps(value))))
    return None


def moments(value: Any) -> Any:
    """Return the value with its times as datetimes, which end at microseconds."""
    if isinstance(value, dict):
        return {key: moments(item) for key, item in value.items()}
    if isinstance(value, list):
        return [moments(item) for item in value]
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value):
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value))
    return value


def source(document: Document, operation_id: str, label: str) -> str:
    return next(each["source"] for each in samples(document)[operation_id] if each["label"] == label)


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_python_sample_sends_the_example_and_reads_the_answer(
    spec: Document, operation_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = case(spec, operation_id)
    code = source(spec, operation_id, "Python")
    if isinstance(expected.answer, dict):
        expected.answer.pop("@odata.nextLink", None)  # leads to the service
    with server(expected.status, expected.answer) as (address, received):
        there = code.replace('os.environ["GRAPH_TOKEN"]', f'"token", base_url="{address}"')
        assert there != code
        exec(compile(there, "sample", "exec"), {})  # noqa: S102 (our own code)
    (request,) = received
    assert (request.method, request.path) == (expected.method, f"/beta{expected.path}")
    assert moments(request.body) == moments(expected.request)
    assert request.headers["authorization"] == "Bearer token"
    shown = capsys.readouterr().out
    items = (expected.answer or {}).get("value", [expected.answer])
    assert all(item["id"] in shown for item in items if item and "id" in item)


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_curl_sample_sends_the_example(spec: Document, operation_id: str) -> None:
    expected = case(spec, operation_id)
    command = source(spec, operation_id, "curl")
    if curl := shutil.which("curl"):
        with server(expected.status, expected.answer) as (address, received):
            there = command.replace(spec.data["servers"][0]["url"], address).replace("curl ", f"{curl} -sS ", 1)
            environment = {"GRAPH_TOKEN": "token", "PATH": ""}
            subprocess.run(["/bin/sh", "-c", there], env=environment, check=True, capture_output=True, timeout=30)
        (request,) = received
        assert (request.method, request.path, request.body) == (
            expected.method,
            f"/beta{expected.path}",
            expected.request,
        )
        assert request.headers["authorization"] == "Bearer token"
    words = shlex.split(command)
    assert words[:3] == ["curl", "-X", expected.method]
    assert words[3] == spec.data["servers"][0]["url"] + expected.path
    assert "-d" not in words or json.loads(words[words.index("-d") + 1]) == expected.request


@pytest.mark.parametrize("path", SPECS.values(), ids=SPECS.keys())
def test_every_sample_is_a_whole_program(path: Any) -> None:
    document = load(path)
    found = samples(document)
    assert found.keys() == {operation["operationId"] for _, operation in walk.operations(document.data)}
    for each in found.values():
        labels = {one["label"]: one["source"] for one in each}
        compile(labels["Python"], "sample", "exec")
        assert shlex.split(labels["curl"])[0] == "curl"


def test_quotes_and_dollars_of_an_example_reach_the_server_as_they_are(spec: Document) -> None:
    data = copy.deepcopy(spec.data)
    odd = 'it\'s "$HOME" `id` \\ ünï'
    data["components"]["parameters"]["IncomingFlowId"]["example"] = "a/b ?#"
    example = data["components"]["examples"]["CreateIncomingFlowRunInProgressRequestExample"]["value"]
    example["displayName"] = odd
    document = Document(spec.path, data, spec.lines)
    words = shlex.split(source(document, "createIncomingFlowRun", "curl"))
    assert json.loads(words[words.index("-d") + 1])["displayName"] == odd
    assert words[3].endswith("/incomingFlows/a%2Fb%20%3F%23/runs")
    with server(201, {"id": "1"}) as (address, received):
        code = source(document, "createIncomingFlowRun", "Python")
        exec(compile(code.replace('os.environ["GRAPH_TOKEN"]', f'"t", base_url="{address}"'), "sample", "exec"), {})  # noqa: S102
    assert received[0].body["displayName"] == odd
    assert received[0].path == "/beta/industryData/incomingFlows/a%2Fb%20%3F%23/runs"
