"""Every Python block in the READMEs runs, against a real server on loopback."""

import re
from datetime import UTC, datetime
from typing import Any

import graph_runs.client
import pytest

from generator.client import list_example
from generator.client.api_model import Api
from generator.client.operation_reader import read
from generator.client.service.server import State, serving
from generator.spec import walk
from generator.spec.document import Document
from tests.conftest import ROOT
from tests.spec.schemas import bodies
from tests.spec.schemas import examples as examples_of

SHARED = "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}"
BLOCKS = [
    pytest.param(block, id=f"{name.split('/')[0]}-{index}")
    for name in ("README.md", "generated/README.md")
    for index, block in enumerate(re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL))
]


@pytest.fixture(scope="module")
def api(spec: Document) -> Api:
    return read(spec)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_runs(
    spec: Document, api: Api, block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    faults: Any = {1: lambda handler: handler.reply(200, {"id": "1"})} if '"/me"' in block else {}
    state = State(values(spec, api), faults, {"access-token"})
    example = list_example.choose_start(api)
    assert example
    state.values[example.listed.operation_id] = lambda _: started(state)
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    monkeypatch.setattr("time.monotonic", lambda: sum(pauses))
    with serving(spec, state) as server:
        for cloud in graph_runs.client.CLOUDS:
            monkeypatch.setitem(graph_runs.client.CLOUDS, cloud, server.url)
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(block, names)  # noqa: S102
    lines = capsys.readouterr().out.splitlines()
    if "filter=" in block:
        assert [line.split()[0] for line in lines] == sorted(line.split()[0] for line in lines)
        assert {line.split()[0] for line in lines} == {"failed-1", "failed-2"}
    elif example.start.name in block:
        assert (lines, pauses) == (["completed"], [60, 60])


def values(spec: Document, api: Api) -> dict[str, Any]:
    """Return the items of the lists that the READMEs filter: two runs of three failed, for one user each."""
    example = list_example.choose(api)
    assert example
    examples = bodies(spec.data)[example.method.operation_id, "200"]
    first = next(iter(examples_of(spec.data, examples).values()))["value"][0]
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    items = [
        {**first, "id": name, example.status.wire_name: name.partition("-")[0], example.start.wire_name: now}
        for name in ("failed-1", "completed-1", "failed-2")
    ]
    users = [{"id": f"result-{status}", "processingStatus": status} for status in ("completed", "failed")]
    return {example.method.operation_id: items, "listWorkflowRunUserProcessingResults": users}


def started(state: State) -> list[Any]:
    """Return the items of a list: one, once the action that starts it was called; it runs when it is first seen."""
    sent = [(one.method, one.target) for one in state.received]
    number = len(sent) - next((n for n, one in enumerate(sent, start=1) if one[0] == "POST"), len(sent))
    return [{"id": "new", "status": "running" if number < 2 else "completed"}] if number else []


def test_the_readmes_have_code_blocks() -> None:
    assert len(BLOCKS) >= 6


def test_the_index_lists_every_operation_and_says_which_address_is_inferred(api: Api) -> None:
    text = (ROOT / "generated" / "README.md").read_text("utf-8")
    for group in api.groups:
        for method in group.methods:
            (row,) = (row for row in text.splitlines() if row.startswith(f"| `{group.name}.{method.name}` |"))
            assert f"{method.http_method} `{method.path}`" in row
            assert method.url in row
            assert ("(inferred)" in row) == method.inferred


def test_the_table_of_the_readme_lists_every_operation(spec: Document) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    table = text.partition("## Operations")[2].partition("## ")[0]
    assert f"`…` stands for `{SHARED}`" in table
    assert [line for line in table.splitlines() if line.startswith("| `")] == [
        row(path, method, operation) for (_, path, method), operation in walk.operations(spec.data)
    ]


def row(path: str, method: str, operation: Any) -> str:
    """Return the row of the table, which can be pasted."""
    (status,) = (status for status in operation["responses"] if status[0] == "2")
    title = operation["externalDocs"]["description"].split('"')[1]
    page = title if operation["x-availability"] == "draft" else f"[{title}]({operation['externalDocs']['url']})"
    inferred = " (inferred)" if operation.get("x-uri-inferred") else ""
    request = f"{method.upper()} `{path.replace(SHARED, '…')}`{inferred}"
    return f"| `{operation['operationId']}` | {request} | {status} | {operation['x-availability']} | {page} |"


@pytest.mark.parametrize("name", ["README.md", "generated/README.md"])
def test_each_readme_begins_with_its_warning(name: str) -> None:
    head = " ".join((ROOT / name).read_text("utf-8").split("## ")[0].replace(">", "").split())
    assert "calls will probably be refused" in head
