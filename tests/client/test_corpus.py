"""A document made of any constructs gives a package that works, or problems with file and line; never anything else."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from generator.client import operation_reader
from generator.client.readme_examples import Examples
from generator.spec import document
from tests.client.corpus import made
from tests.client.small import generate, run

# Each package in turn is imported, and its operations are called against a server that answers as documented.
CALLS = """
import json, re, sys
from datetime import UTC, date, datetime
from pydantic import TypeAdapter
from tests.runtime.scripted import answer, serving

for folder, calls in json.load(sys.stdin):
    for name in [name for name in sys.modules if name.partition(".")[0] == "graph_runs"]:
        del sys.modules[name]
    sys.path.insert(0, folder)
    import graph_runs
    from graph_runs import models
    names = {**vars(models), "UTC": UTC, "date": date, "datetime": datetime}
    for text, result, status in calls:
        value = eval(result, dict(names)) if result else None
        content = TypeAdapter(type(value)).dump_json(value) if result else b""
        with serving(answer(int(status), content)) as server, graph_runs.GraphRuns("t", base_url=server.url) as graph:
            returned = eval(text, {**names, "graph": graph})
            assert (returned is None) == (not result), (folder, text, returned)
            assert len(server.received) == 1, (folder, text)
    sys.path.remove(folder)
    print(folder)
"""


@pytest.mark.cases(1, 150, 600)
def test_every_document_is_emitted_and_called_or_refused_with_a_line(cases: int, tmp_path: Path) -> None:

    ends: Counter[int] = Counter()
    calls: list[tuple[str, list[tuple[str, str, str]]]] = []
    for number in range(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = generate(made(number), folder)
        ends[result.exit_code] += 1
        assert result.exit_code in (0, 1), result.output
        assert "object at 0x" not in result.output
        assert "openapi-python-client" not in result.output, (number, result.output)
        assert "does not work" not in result.output, (number, result.output)
        if result.exit_code == 1:
            lines = [line for line in result.stdout.splitlines() if line]
            assert lines and all(re.match(rf"{folder}/spec\.yaml:\d+: [^:]", line) for line in lines), result.output
        else:
            calls.append((str(folder / "package"), list(expressions(folder / "spec.yaml"))))
    # One in four documents is bad; hardly any other is refused.
    assert cases // 5 <= ends[1] <= cases // 3 + 1, ends
    assert run(Path(), CALLS, json.dumps(calls)).split() == [folder for folder, _ in calls]
    for package, _ in calls[:3] if cases >= 150 else []:
        checked = subprocess.run(
            [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", f"{package}/graph_runs"],
            cwd=package,
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout


def expressions(spec: Path) -> list[tuple[str, str, str]]:
    """Return each operation as a call, an expression of what it returns, and the status."""
    checked = document.load(spec)
    api = operation_reader.read(checked)
    examples = Examples(checked, api)
    found = []
    for group in api.groups:
        for method in group.methods:
            result = examples.value(method.result.type).text if method.result else ""
            found.append((examples.call(group, method).shown.text, result, method.successes[0]))
    return found
