"""The samples of the reference are calls that work: a server on loopback receives the examples from each."""

import copy
import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from generator.client import operation_reader
from generator.client.service.server import GraphService, State, serving
from generator.publication import placeholders
from generator.publication.samples import samples
from generator.spec import walk
from generator.spec.document import Document, load, validator
from tests.conftest import ROOT, SPEC, the_spec
from tests.exchanges import TOKEN, exchanges, hold, moments
from tests.spec.schemas import SCHEMAS

OTHERS = [ROOT / "tests/client/wide.yaml", ROOT / "tests/client/lists.yaml", ROOT / "tests/spec/polymorphic.yaml"]
OPERATIONS = [operation["operationId"] for _, operation in walk.operations(the_spec().data)]


@pytest.fixture(scope="module")
def service(spec: Document) -> Iterator[GraphService]:
    with serving(spec, State(page_size=1)) as running:
        yield running


@pytest.fixture(scope="module")
def code(spec: Document) -> dict[str, dict[str, str]]:
    return by_label(spec)


def by_label(document: Document) -> dict[str, dict[str, str]]:
    """Return the samples of each operation by their labels."""
    api = operation_reader.read(document)
    return {name: {each["label"]: each["source"] for each in found} for name, found in samples(document, api).items()}


def run_python(source: str, address: str) -> list[Any]:
    """Run the program against the server and return what it prints."""
    there = source.replace('os.environ["GRAPH_TOKEN"]', f'"{TOKEN}", base_url="{address}"')
    assert there != source
    shown: list[Any] = []
    exec(compile(there, "sample", "exec"), {"print": shown.append})  # noqa: S102 (our own code)
    return shown


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_python_sample_sends_the_example_and_reads_the_answer(
    spec: Document, code: Any, service: GraphService, operation_id: str
) -> None:
    expected = exchanges(spec)[operation_id]
    service.state.received.clear()
    shown = run_python(code[operation_id]["Python"], service.url)
    hold(service.state.received, [expected])
    read = [one.model_dump(mode="json", by_alias=True, exclude_unset=True) for one in shown]
    assert moments(read) == moments(expected.results)


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_the_curl_sample_sends_the_example(spec: Document, code: Any, service: GraphService, operation_id: str) -> None:
    expected = exchanges(spec)[operation_id]
    command = code[operation_id]["curl"]
    words = shlex.split(command, comments=True)
    assert words[:3] == ["curl", "-X", expected.method]
    assert unquote(words[3]) == spec.data["servers"][0]["url"] + expected.path
    assert ("-d" in words) is (expected.request is not None)
    assert "-d" not in words or json.loads(words[words.index("-d") + 1]) == expected.request
    assert ("@odata.nextLink" in command) is (expected.items is not None)
    if curl := shutil.which("curl"):
        service.state.received.clear()
        there = command.replace(spec.data["servers"][0]["url"], service.url).replace("curl ", f"{curl} -fsS ", 1)
        environment = {"GRAPH_TOKEN": TOKEN, "PATH": ""}
        subprocess.run(["/bin/sh", "-c", there], env=environment, check=True, capture_output=True, timeout=30)
        hold(service.state.received, [expected], pages=1)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_without_examples_every_sample_is_a_whole_program_with_a_valid_body(path: Path) -> None:
    document = load(path)
    found = by_label(document)
    assert found.keys() == {operation["operationId"] for _, operation in walk.operations(document.data)}
    for (_, _, _), operation in walk.operations(document.data):
        code = found[operation["operationId"]]
        compile(code["Python"], "sample", "exec")
        words = shlex.split(code["curl"], comments=True)
        assert (words[0], urlsplit(words[3]).hostname) == ("curl", "graph.example")
        assert "{" not in unquote(words[3])
        if "requestBody" in operation:
            (schema,) = [content["schema"] for content in operation["requestBody"]["content"].values()]
            body = json.loads(words[words.index("-d") + 1])
            assert validator(document.data, walk.target(schema["$ref"])).is_valid(body)


@pytest.mark.parametrize("path", [SPEC, *OTHERS[:2]], ids=lambda path: path.stem)
def test_the_substitute_for_a_missing_example_is_valid(path: Path) -> None:
    document = the_spec() if path == SPEC else load(path)
    for name in document.data["components"]["schemas"]:
        value = placeholders.value(document.data, (*SCHEMAS, name))
        assert validator(document.data, (*SCHEMAS, name)).is_valid(value), (name, value)


def test_arguments_of_functions_are_odata_literals() -> None:
    found = by_label(load(ROOT / "tests/client/lists.yaml"))
    assert "(name='name')" in shlex.split(found["listRunsNamed"]["curl"])[3]
    assert found["summarizeRuns"]["Python"].count('datetime.fromisoformat("2026-01-31T00:00:00Z")') == 2
    assert "startDateTime=2026-01-31T00:00:00Z,endDateTime=" in shlex.split(found["summarizeRuns"]["curl"])[3]


def test_quotes_and_dollars_of_an_example_reach_the_server_as_they_are(spec: Document) -> None:
    data = copy.deepcopy(spec.data)
    odd = 'it\'s "$HOME" `id` \\ ünï'
    data["components"]["parameters"]["IncomingFlowId"]["example"] = "a b ?#"
    example = data["components"]["examples"]["CreateIncomingFlowRunInProgressRequestExample"]["value"]
    example["displayName"] = odd
    document = Document(spec.path, data, spec.lines)
    code = by_label(document)["createIncomingFlowRun"]
    words = shlex.split(code["curl"])
    assert json.loads(words[words.index("-d") + 1])["displayName"] == odd
    assert words[3].endswith("/incomingFlows/a%20b%20%3F%23/runs")
    with serving(document) as service:
        run_python(code["Python"], service.url)
    (request,) = service.state.received
    assert json.loads(request.body)["displayName"] == odd
    assert request.target == "/beta/industryData/incomingFlows/a%20b%20%3F%23/runs"
