"""The shape of the emitted package: a module per tag, clients that mocks understand, short methods."""

import ast
import asyncio
from pathlib import Path
from unittest.mock import Mock, create_autospec

import pytest
from graph_runs import AsyncGraphRuns, GraphRuns

from tests.conftest import ROOT

MODULES = [path for path in (ROOT / "generated" / "graph_runs").rglob("*.py") if "emitted from" in path.read_text()]


def test_a_mock_of_the_client_knows_every_group_and_method_and_its_signature() -> None:
    graph = create_autospec(GraphRuns)("token")
    graph.industry_data.add_run("body")
    graph.industry_data.add_run.assert_called_once_with("body")
    with pytest.raises(TypeError, match=r"incoming_flow_id|run_id|body"):
        graph.industry_data.add_process()
    with pytest.raises(AttributeError):
        graph.industry_data.add_flow  # noqa: B018
    with pytest.raises(AttributeError):
        Mock(spec=GraphRuns).industry  # noqa: B018
    assert Mock(spec=GraphRuns).lifecycle_workflows


def test_the_methods_of_an_async_mock_can_be_awaited() -> None:
    graph = create_autospec(AsyncGraphRuns, instance=True)
    graph.industry_data.add_run.return_value = 7
    assert asyncio.run(graph.industry_data.add_run("body")) == 7


def test_a_client_keeps_its_groups() -> None:
    with GraphRuns("token") as one, GraphRuns("token") as other:
        assert one.industry_data is one.industry_data is not other.industry_data


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_method_has_more_than_35_lines_and_4_for_each_argument_after_the_fifth(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            arguments = len(node.args.args) + len(node.args.kwonlyargs) - 1
            assert (node.end_lineno or 0) - node.lineno + 1 <= 35 + 4 * max(0, arguments - 5), node.name
