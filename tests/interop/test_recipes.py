"""Follow dist/README.md: each recipe generates a client, compiles it and makes its call against a server on loopback.

What it sends is the example of the request, and what it prints is the example of the answer. Only the installations are
not done as written: `make` did them.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from generator.spec.document import Document
from tests import node
from tests.conftest import MakeOnce
from tests.publication.conftest import publish_with_secrets
from tests.publication.test_samples import Received, case, moments, server

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not node.AVAILABLE, reason="Node.js and the packages of tests/package.json are not in .venv"),
]
BIN = Path(sys.executable).parent
OPENAPI_FETCH = "openapi-typescript with openapi-fetch"
TYPESCRIPT = [OPENAPI_FETCH, "hey-api", "orval", "swagger-typescript-api", "openapi-zod-client"]
OPENAPI_GENERATOR = "openapi-generator for Python"
NEEDS_JAVA = pytest.mark.skipif(not shutil.which("java"), reason="needs Java: apt-get install openjdk-17-jre-headless")


def section(readme: str, title: str) -> dict[str, list[str]]:
    """Return the blocks of code under a heading, by language."""
    (content,) = re.findall(rf"^##+ {re.escape(title)}\n(.*?)(?=^## |^### |\Z)", readme, re.MULTILINE | re.DOTALL)
    blocks: dict[str, list[str]] = {}
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", content, re.MULTILINE | re.DOTALL):
        blocks.setdefault(language, []).append(block)
    return blocks


def command(line: str) -> list[str] | None:
    """Return what a line of a recipe runs; None for an installation."""
    program, *arguments = shlex.split(line)
    if program in ("npm", "pip"):
        return None
    if program == "npx":
        name, *arguments = arguments
        return [str(node.NODE), os.path.realpath(node.MODULES / ".bin" / name), *arguments]
    return [str(node.NODE) if program == "node" else str(BIN / program), *arguments]


def follow(lines: str, folder: Path, **environment: str) -> str:
    """Run the commands and return what they print."""
    variables = {
        **{"PATH": f"{BIN}:{Path(str(node.NODE)).parent}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"},
        **{"GRAPH_TOKEN": "t0ken", "NO_COLOR": "1", **environment},
    }
    printed = ""
    for line in lines.splitlines():
        if words := command(line):
            options: dict[str, Any] = {"cwd": folder, "env": variables, "timeout": 180, "check": False, "text": True}
            done = subprocess.run(words, capture_output=True, **options)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
            printed = done.stdout
    return printed


@pytest.fixture(scope="module")
def dist(made_once: MakeOnce) -> Path:
    return made_once("dist", publish_with_secrets)


@pytest.fixture
def folder(dist: Path, tmp_path: Path) -> Path:
    """Return a stranger's folder: what is published, and the packages that a recipe installs."""
    shutil.copytree(dist, tmp_path, dirs_exist_ok=True)
    (tmp_path / "node_modules").symlink_to(node.MODULES)
    return tmp_path


def expected(spec: Document, readme: str) -> Any:
    (operation,) = re.findall(r"^The programs below send `(\w+)`", readme, re.MULTILINE)
    return case(spec, operation)


def check(request: Received, wanted: Any) -> None:
    assert (request.method, request.path) == (wanted.method, f"/beta{wanted.path}")
    assert moments(request.body) == moments(wanted.request)
    assert request.headers["authorization"] == "Bearer t0ken"


@pytest.mark.parametrize("title", TYPESCRIPT)
def test_a_program_in_typescript(folder: Path, spec: Document, title: str) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks, (build, *_) = section(readme, title), section(readme, "TypeScript")["sh"]
    wanted = expected(spec, readme)
    with server(wanted.status, wanted.answer) as (address, received):
        for name, languages in (("orval.config.mjs", "js"), ("call.ts", "ts")):
            for block in blocks.get(languages, ()):
                (folder / name).write_text(block.replace(spec.data["servers"][0]["url"], address), "utf-8")
        printed = follow(f"{blocks['sh'][0]}{build}", folder)
    check(received[0], wanted)
    assert len(received) == 1
    assert json.loads(printed) == wanted.answer


@pytest.mark.parametrize("title", ["Python", pytest.param(OPENAPI_GENERATOR, marks=NEEDS_JAVA)])
def test_a_program_in_python(folder: Path, spec: Document, title: str) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks = section(readme, title)
    wanted = expected(spec, readme)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    with server(wanted.status, wanted.answer) as (address, received):
        there = blocks["python"][0].replace(spec.data["servers"][0]["url"], address)
        there = there.replace('GraphRuns(os.environ["GRAPH_TOKEN"])', f'GraphRuns("t0ken", base_url="{address}")')
        (folder / "call.py").write_text(there, "utf-8")
        printed = follow(blocks["sh"][0], folder, PYTHONPATH=str(folder / "installed"))
    check(received[0], wanted)
    assert len(received) == 1
    assert wanted.answer["id"] in printed
    assert wanted.answer["displayName"] in printed


def test_the_call_with_curl(folder: Path, spec: Document) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    wanted = expected(spec, readme)
    with server(wanted.status, wanted.answer) as (address, received):
        there = section(readme, "curl")["sh"][0].replace(spec.data["servers"][0]["url"], address)
        variables = os.environ | {"GRAPH_TOKEN": "t0ken"}
        done = subprocess.run(["/bin/sh", "-c", there], env=variables, capture_output=True, timeout=30, check=True)
    check(received[0], wanted)
    assert len(received) == 1
    assert json.loads(done.stdout) == wanted.answer


def test_a_call_of_the_mock_server(folder: Path, spec: Document) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    wanted = expected(spec, readme)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    words = command(section(readme, "Prism")["sh"][0].splitlines()[-1].replace("4010", port))
    assert words is not None
    there = section(readme, "curl")["sh"][0].replace(spec.data["servers"][0]["url"], f"http://127.0.0.1:{port}")
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as mock:
        try:
            end = time.monotonic() + 60
            while not listens(int(port)):
                assert mock.poll() is None
                assert time.monotonic() < end
                time.sleep(0.1)
            variables = os.environ | {"GRAPH_TOKEN": "any"}
            done = subprocess.run(["/bin/sh", "-c", there], env=variables, capture_output=True, timeout=60, check=True)
        finally:
            mock.terminate()
    assert json.loads(done.stdout)["@odata.type"] == wanted.answer["@odata.type"]


def listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


@NEEDS_JAVA
def test_typescript_fetch_still_sends_what_is_not_documented(folder: Path, spec: Document) -> None:
    """The readme names it as failing: once it does not, the readme has to say so."""
    generate = "openapi-generator-cli generate -i openapi.json -g typescript-fetch -o client"
    wanted = case(spec, "createIncomingFlowRun")
    with server(wanted.status, wanted.answer) as (address, received):
        (folder / "call.ts").write_text(
            'import { Configuration, IncomingFlowRunCreateFromJSON, IndustryDataApi } from "./client";\n'
            f'const api = new IndustryDataApi(new Configuration({{ basePath: "{address}" }}));\n'
            f"const body = IncomingFlowRunCreateFromJSON({json.dumps(wanted.request)});\n"
            'api.createIncomingFlowRun({ incomingFlowId: "flow-1", incomingFlowRunCreate: body });\n',
            "utf-8",
        )
        build = section((folder / "README.md").read_text("utf-8"), "TypeScript")["sh"][0]
        follow(f"{generate}\n{build}", folder)
    assert "atOdataType" in received[0].body["statistics"]
    assert "atOdataType" not in json.dumps(wanted.request)


def test_every_recipe_is_run_here_or_says_that_it_is_not(dist: Path) -> None:
    readme = (dist / "README.md").read_text("utf-8")
    run = {"Which file for which tool", "TypeScript", "Python", "curl", "Prism", OPENAPI_GENERATOR, *TYPESCRIPT}
    for title, content in re.findall(r"^##+ (.*?)\n(.*?)(?=^## |^### |\Z)", readme, re.MULTILINE | re.DOTALL):
        assert title in run or "not run" in content.lower(), title
    for name in re.findall(r"\]\(([\w.-]+)\)", readme):
        assert (dist / name).is_file(), name
    titles = re.findall(r"^##+ (.*)$", readme, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([\w-]+)\)", readme)) <= anchors
