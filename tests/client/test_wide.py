"""What the templates handle beyond today's spec: one small document is emitted and called."""

import ast
import json
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest

from tests.client.small import WIDE, many, run, write
from tests.client.test_generate import generate
from tests.conftest import MakeOnce

# Runs where graph_runs is the package emitted from wide.yaml.
CALLS = """
import asyncio
from datetime import UTC, date, datetime

from graph_runs import AsyncGraphRuns, GraphRuns
from graph_runs.models import Circle, Node, NodeUpdate
from tests.runtime.scripted import answer, serving

tree = [{"id": "1", "children": [{"id": "2", "x": 1}], "byName": {"a": {"parent": {"id": "z"}}},
         "partner": {"node": {"id": "q"}}, "labels": {"k": "v"}, "date": "2022-01-01"}]
asked = dict(kind=["leaf", "branch"], top=3, since=datetime(2022, 1, 1, tzinfo=UTC), timeout_=True)
asked["day"] = date(2022, 1, 2)

async def listed(url):
    async with AsyncGraphRuns("t", base_url=url) as graph:
        return await graph.nodes.list_nodes(**asked, timeout=5)  # the option, not the parameter

with serving(answer(200, tree)) as server:
    with GraphRuns("t", base_url=server.url) as graph:
        nodes = graph.nodes.list_nodes(**asked, if_none_match="v1")
        for value in ("\u00fc", "a\\nX-Evil: b", " a"):
            try:
                graph.nodes.list_nodes(**asked, if_none_match=value)
            except ValueError as error:
                assert str(error) == "if_none_match: the value of a header must be visible ASCII on one line"
            else:
                raise AssertionError(value)
    assert asyncio.run(listed(server.url)) == nodes
    first, second = server.received
    assert first.target == second.target == (
        "/beta/nodes?%24top=3&kind=leaf&kind=branch&since=2022-01-01T00%3A00%3A00%2B00%3A00&day=2022-01-02&timeout=true"
    )
    assert (first.method, first.body, first.headers["If-None-Match"]) == ("GET", b"", "v1")
    assert "If-None-Match" not in second.headers
    (node,) = nodes
    assert isinstance(node.children[0], Node) and node.children[0].model_extra == {"x": 1}
    assert node.by_name["a"].parent.id == "z" and node.partner.node.id == "q" and node.date_ == date(2022, 1, 1)
    assert [node.model_dump(mode="json")] == tree

update = NodeUpdate(class_="a", json_=3, copy_=None, level=2, schema_=None, self_="me", odd_name=0.5)
for body, kind in (({"shapeKind": "circle", "radius": 1.5}, "Circle"), ({"shapeKind": "square"}, "Square"),
                   ({"shapeKind": "hexagon", "sides": 6}, "OpenModel"), ({}, "OpenModel")):
    with serving(answer(200, body)) as server, GraphRuns("t", base_url=server.url) as graph:
        shape = graph.nodes.update_node("n/1", 7, update)
        assert type(shape).__name__ == kind and shape.model_dump() == body
        (received,) = server.received
        assert (received.method, received.target) == ("PATCH", "/beta/nodes/n%2F1/items/7")
        assert received.body == b'{"class":"a","json":3,"copy":null,"odd name!":0.5,"level":2,"self":"me"}'

with serving(answer(204)) as server, GraphRuns("t", base_url=server.url) as graph:
    assert graph.nodes.delete_node("n", 1) is None
    assert server.received[0].method == "DELETE"
for wrong in ({"class_": "longer"}, {"level": 4}, {"json_": True}):
    try:
        NodeUpdate(**{"class_": "a", "json_": 1, **wrong})
    except ValueError:
        continue
    raise AssertionError(wrong)
print("called")
"""


@pytest.fixture(scope="module")
def package(made_once: MakeOnce) -> Path:
    """Return the package emitted from wide.yaml."""

    def emit(folder: Path) -> None:
        write(WIDE, folder)

    return made_once("wide", emit)


def test_a_document_with_every_supported_construct_is_emitted_and_called(package: Path) -> None:
    assert run(package, CALLS) == "called\n"


BLOCKS = """
import re, pathlib
import graph_runs.client
from tests.runtime.scripted import answer, serving

def respond(handler):
    answer(200, [] if handler.command == "GET" else {}, request_id="r-1")(handler)

blocks = re.findall(r"```python\\n(.*?)```", pathlib.Path("README.md").read_text("utf-8"), re.DOTALL)
with serving(respond) as server:
    for cloud in graph_runs.client.CLOUDS:
        graph_runs.client.CLOUDS[cloud] = server.url
    for block in blocks:
        exec(block, {"__name__": "__main__"})
print(len(blocks) >= 6, len(server.received) >= 3)
"""
OURS = "incomingFlow|IncomingFlow|ProcessCreate|RunStatistics|industry|microsoft.graph.industryData|usGov"


def test_the_readme_of_another_document_names_what_is_in_it_and_its_examples_run(package: Path) -> None:
    text = (package / "README.md").read_text("utf-8") + (package / "pyproject.toml").read_text("utf-8")
    assert not re.findall(OURS, text)
    with chdir(package):
        printed = run(package, BLOCKS)
    assert printed.splitlines()[-1:] == ["True True"], printed


@pytest.mark.slow
def test_sixty_operations_in_one_tag_are_emitted_imported_and_type_checked(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(json.dumps(many(60)), "utf-8")
    package = tmp_path / "package"
    assert generate(tmp_path / "many.yaml", "--output", package).returncode == 0
    methods = [
        node
        for node in ast.walk(ast.parse((package / "graph_runs" / "nodes.py").read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    assert len(methods) == 60
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for node in methods]
    assert sum(lengths) / len(lengths) <= 35
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", package / "graph_runs"],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
