"""Every Python block in the READMEs runs, against a real server on loopback."""

import re
from typing import Any

import graph_runs.client
import pytest

from generator.client import list_example
from generator.client.operation_reader import read
from generator.client.service.server import State, serving
from generator.spec import walk
from generator.spec.document import Document
from tests.conftest import ROOT

BLOCKS = [
    pytest.param(block, id=f"{name.split('/')[0]}-{index}")
    for name in ("README.md", "generated/README.md")
    for index, block in enumerate(re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_runs(spec: Document, block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    faults: Any = {1: lambda handler: handler.reply(200, {"id": "1"})} if '"/me"' in block else {}
    state = State(faults=faults, tokens={"access-token"})
    monkeypatch.setattr("time.sleep", lambda _: None)
    if example := list_example.choose_start(read(spec)):
        state.values[example.listed.operation_id] = lambda _: started(state)
    with serving(spec, state) as server:
        for cloud in graph_runs.client.CLOUDS:
            monkeypatch.setitem(graph_runs.client.CLOUDS, cloud, server.url)
        names: dict[str, Any] = {"__name__": "__main__"}
        exec(block, names)  # noqa: S102


def started(state: State) -> list[Any]:
    """Return the items of a list: one, once the action that starts it was called."""
    new = {"id": "new", "status": "completed"}
    return [new] if any(one.method == "POST" for one in state.received) else []


def test_there_are_blocks() -> None:
    assert len(BLOCKS) >= 6


def test_the_index_lists_every_operation_and_says_which_address_is_inferred(spec: Document) -> None:
    text = (ROOT / "generated" / "README.md").read_text("utf-8")
    for group in read(spec).groups:
        for method in group.methods:
            (row,) = (row for row in text.splitlines() if row.startswith(f"| `{group.name}.{method.name}` |"))
            assert f"{method.http_method} `{method.path}`" in row
            assert method.url in row
            assert ("(inferred)" in row) == method.inferred


def test_the_table_of_the_readme_lists_operations_of_the_spec(spec: Document) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([A-Z]+) `(/[^`]*)`", text, re.MULTILINE)
    known = {(one["operationId"], method.upper(), path) for (_, path, method), one in walk.operations(spec.data)}
    assert len(rows) >= 6
    assert set(rows) <= known


@pytest.mark.parametrize("name", ["README.md", "generated/README.md"])
def test_the_honesty_note_comes_first(name: str) -> None:
    head = " ".join((ROOT / name).read_text("utf-8").split("## ")[0].replace(">", "").split())
    assert "calls will probably be refused" in head
