"""What needs type checkers or a package index: the types as users see them, and the wheel in an empty environment."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.client.small import WIDE
from tests.client.test_generate import generate
from tests.conftest import ROOT
from tests.runtime.scripted import answer, serving

pytestmark = pytest.mark.extra
CONSUMER = Path(__file__).parent / "consumer.py"
SETTINGS = {"typeCheckingMode": "standard", "pythonVersion": "3.11"}


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"MYPYPATH": str(cwd)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)


def mypy(*targets: str | Path, cwd: Path) -> set[tuple[str, int]]:
    options = ("--strict", f"--cache-dir={os.devnull}", "--config-file", os.devnull, "--no-error-summary")
    out = run(sys.executable, "-m", "mypy", *options, *targets, cwd=cwd).stdout
    return {(Path(name).name, int(line)) for name, line in re.findall(r"^(.+?):(\d+): error", out, re.MULTILINE)}


def basedpyright(target: Path, package: Path, tmp_path: Path) -> set[tuple[str, int]]:
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps({**SETTINGS, "include": [str(target)], "extraPaths": [str(package)]}), "utf-8")
    out = run(sys.executable, "-m", "basedpyright", "--outputjson", "--project", config, "--pythonpath", sys.executable)
    found = json.loads(out.stdout)["generalDiagnostics"]
    errors = [one for one in found if one["severity"] == "error"]
    return {(Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in errors}


def ty(target: Path, package: Path) -> set[tuple[str, int]]:
    options = ("--output-format", "concise", "--color", "never", "--extra-search-path", package)
    out = run(sys.executable, "-m", "ty", "check", "--python", sys.prefix, *options, target).stdout
    return {(Path(name).name, int(line)) for name, line in re.findall(r"^(.+?):(\d+):\d+: error", out, re.MULTILINE)}


def wrong_lines() -> set[tuple[str, int]]:
    lines = CONSUMER.read_text("utf-8").splitlines()
    return {(CONSUMER.name, number) for number, line in enumerate(lines, 1) if line.endswith("# wrong")}


def test_mypy_rejects_incorrect_use_and_nothing_else() -> None:
    assert len(wrong_lines()) >= 12
    assert mypy(CONSUMER, cwd=ROOT / "generated") == wrong_lines()


def test_basedpyright_rejects_incorrect_use_and_nothing_else(tmp_path: Path) -> None:
    assert basedpyright(CONSUMER, ROOT / "generated", tmp_path) == wrong_lines()


def test_ty_rejects_misspelt_attributes_and_no_correct_line() -> None:
    misspelt = {
        (CONSUMER.name, number)
        for number, line in enumerate(CONSUMER.read_text("utf-8").splitlines(), 1)
        if any(name in line for name in ("dispaly", "staus", "industry_dat)"))
    }
    assert len(misspelt) == 4
    assert misspelt <= ty(CONSUMER, ROOT / "generated") <= wrong_lines()


@pytest.mark.parametrize("wide", [False, True], ids=["the spec", "wide.yaml"])
def test_the_emitted_code_is_clean_for_both_checkers(tmp_path: Path, wide: bool) -> None:
    package = ROOT / "generated"
    if wide:
        package = tmp_path / "package"
        assert generate(WIDE, "--output", package).returncode == 0
    assert mypy("graph_runs", cwd=package) == set()
    assert basedpyright(package / "graph_runs", package, tmp_path) == set()


def test_the_wheel_in_an_empty_environment_makes_the_first_call(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    built = run(*build, cwd=ROOT / "generated")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("graph_runs-*.whl")
    python = tmp_path / "venv" / "bin" / "python"
    assert run(sys.executable, "-m", "venv", tmp_path / "venv").returncode == 0
    installed = run(python, "-m", "pip", "install", "-qq", wheel)
    assert installed.returncode == 0, installed.stderr
    block = re.findall(r"```python\n(.*?)```", (ROOT / "generated/README.md").read_text("utf-8"), re.DOTALL)[0]
    page = {"value": [{"id": "run-1", "startedDateTime": "2022-10-10T02:00:00Z"}]}
    with serving(answer(200, page)) as server:
        code = block.replace('GraphRuns("access-token")', f'GraphRuns("t", base_url="{server.url}")')
        result = run(python, "-I", "-W", "error", "-c", code)
    assert (result.stdout, result.stderr) == ("run-1 2022-10-10 02:00:00+00:00\n", "")
    command = run(python.with_name("graph-runs"), "schemas")
    assert (command.returncode, command.stdout) == (2, "")
    assert "pip install 'graph-runs[validate]'" in command.stderr


def test_models_in_a_response_of_fastapi_have_only_what_was_set() -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient
    from graph_runs.models import Run

    app = FastAPI()

    @app.get("/one", response_model=Run)
    def one() -> Run:
        return Run.model_validate_json('{"id": "1", "endDateTime": null, "more": [1]}')

    @app.get("/all")
    def several() -> list[Run]:
        return [Run.model_validate_json('{"displayName": "a"}')]

    with TestClient(app) as client:
        assert client.get("/one").json() == {"id": "1", "endDateTime": None, "more": [1]}
        assert client.get("/all").json() == [{"displayName": "a"}]
        shown = client.get("/openapi.json").json()["components"]["schemas"]["Run"]["properties"]
        assert {"id", "displayName", "endDateTime"} <= shown.keys()
