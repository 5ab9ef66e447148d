"""Follow dist/README.md: each recipe generates a client, compiles it and makes its calls against a server on loopback.

What it sends are the examples of the requests, and what it prints are the examples of the answers, of a list to its end
where it promises that. Only the installations are not done as written: `make` did them.
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
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from generator.client.service.server import GraphService, State, serving
from generator.spec.document import Document
from tests import node
from tests.conftest import MakeOnce
from tests.exchanges import TOKEN, Exchange, exchanges, hold, moments
from tests.publication.conftest import publish_with_secrets

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not node.AVAILABLE, reason="Node.js and the packages of tests/package.json are not in .venv"),
]
BIN = Path(sys.executable).parent
TYPESCRIPT = [
    "openapi-typescript with openapi-fetch",
    *("hey-api", "orval", "swagger-typescript-api", "openapi-zod-client"),
]
PYTHON, GO, JAVA = (f"openapi-generator for {language}" for language in ("Python", "Go", "Java"))
NEEDS_JAVA = pytest.mark.skipif(not shutil.which("javac"), reason="needs Java: apt-get install openjdk-17-jdk-headless")
VALIDATOR = Path("/usr/share/gocode/src/gopkg.in/validator.v2")
NEEDS_GO = pytest.mark.skipif(
    not (shutil.which("go") and VALIDATOR.is_dir()), reason="needs Go: apt-get install golang-gopkg-validator.v2-dev"
)


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
    if (program, arguments[0]) == ("go", "get"):  # there it is a copy of Debian's package
        return [program, "mod", "edit", f"-require={arguments[1]}@v2.0.0", f"-replace={arguments[1]}=./validator"]
    if program == "npx":
        name, *arguments = arguments
        return [str(node.NODE), os.path.realpath(node.MODULES / ".bin" / name), *arguments]
    return [shutil.which(program, path=f"{BIN}:{Path(str(node.NODE)).parent}:{os.environ['PATH']}") or "", *arguments]


def follow(lines: str, folder: Path, **environment: str) -> str:
    """Run the commands and return what the last one prints."""
    variables = {
        **{"PATH": f"{BIN}:{Path(str(node.NODE)).parent}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"},
        **{"GRAPH_TOKEN": TOKEN, "NO_COLOR": "1", "GOPROXY": "off", "GOCACHE": str(Path(sys.prefix) / "go")},
        **environment,
    }
    printed = ""
    for line in lines.splitlines():
        if words := command(line):
            options: dict[str, Any] = {"cwd": folder, "env": variables, "timeout": 300, "check": False, "text": True}
            done = subprocess.run(words, capture_output=True, **options)
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
            printed = done.stdout
    return printed


@pytest.fixture(scope="module")
def dist(made_once: MakeOnce) -> Path:
    return made_once("dist", publish_with_secrets)


@pytest.fixture(scope="module")
def shared_service(spec: Document) -> Iterator[GraphService]:
    with serving(spec, State(page_size=1)) as running:
        yield running


@pytest.fixture
def service(shared_service: GraphService) -> GraphService:
    shared_service.state.received.clear()
    return shared_service


@pytest.fixture
def folder(dist: Path, tmp_path: Path) -> Path:
    """Return a stranger's folder: what is published, and the packages that a recipe installs."""
    shutil.copytree(dist, tmp_path, dirs_exist_ok=True)
    (tmp_path / "node_modules").symlink_to(node.MODULES)
    if pyspark := find_spec("pyspark"):
        (tmp_path / "jars").symlink_to(Path(next(iter(pyspark.submodule_search_locations or ()))) / "jars")
    if VALIDATOR.is_dir():
        shutil.copytree(VALIDATOR, tmp_path / "validator")
        (tmp_path / "validator" / "go.mod").write_text("module gopkg.in/validator.v2\n", "utf-8")
    return tmp_path


def named(spec: Document, readme: str) -> list[Exchange]:
    """Return the operations that the programs call."""
    (sentence,) = re.findall(r"^Each program below calls (.*), and prints", readme, re.MULTILINE)
    return [exchanges(spec)[name] for name in re.findall(r"`(\w+)`", sentence)]


def results(wanted: list[Exchange], pages: int | None = None) -> list[Any]:
    return [moments(result) for one in wanted for result in one.results[:pages]]


def without_null(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_null(item) for key, item in value.items() if item is not None}
    return [without_null(item) for item in value] if isinstance(value, list) else value


def lines(printed: str) -> list[Any]:
    return [moments(json.loads(line)) for line in printed.splitlines()]


@pytest.mark.parametrize("title", TYPESCRIPT)
def test_a_program_in_typescript(folder: Path, spec: Document, service: GraphService, title: str) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks, common = section(readme, title), section(readme, "TypeScript")
    wanted = named(spec, readme)
    for name, block in (
        ("graph.ts", common["ts"][0]),
        ("call.ts", blocks["ts"][0]),
        ("orval.config.mjs", blocks.get("js", [""])[0]),
    ):
        (folder / name).write_text(block.replace(spec.data["servers"][0]["url"], service.url), "utf-8")
    printed = follow(f"{blocks['sh'][0]}{common['sh'][0]}", folder)
    hold(service.state.received, wanted)
    assert lines(printed) == results(wanted)


QUERIES = {  # a list of names in the query, as the readme says to pass it
    "openapi-typescript with openapi-fetch": """await client.GET(
        "/identityGovernance/lifecycleWorkflows/workflows/{workflowId}/runs",
        { params: { path: { workflowId: "w" }, query: { $select: ["id", "processingStatus"] } } },
    )""",
    "hey-api": """await listWorkflowRuns(
        { path: { workflowId: "w" }, query: { $select: ["id", "processingStatus"] } },
    )""",
    "orval": """await listWorkflowRuns("w", { $select: ["id", "processingStatus"] }, { headers })""",
    "swagger-typescript-api": """await api.lifecycleWorkflows.listWorkflowRuns(
        "w", { $select: ["id,processingStatus"] },
    )""",
    "openapi-zod-client": """await api.listWorkflowRuns(
        { params: { workflowId: "w" }, queries: { $select: ["id,processingStatus"] } },
    )""",
}


@pytest.mark.parametrize("title", QUERIES)
def test_a_list_in_the_query_is_one_value(folder: Path, spec: Document, service: GraphService, title: str) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks, common = section(readme, title), section(readme, "TypeScript")
    head = blocks["ts"][0].partition("async function main")[0].replace("listIndustryDataRuns,", "listWorkflowRuns,")
    program = f"{head}async function main() {{\n  {QUERIES[title]};\n}}\nmain();\n"
    for name, block in (
        ("graph.ts", common["ts"][0]),
        ("call.ts", program),
        ("orval.config.mjs", blocks.get("js", [""])[0]),
    ):
        (folder / name).write_text(block.replace(spec.data["servers"][0]["url"], service.url), "utf-8")
    follow(f"{blocks['sh'][0]}{common['sh'][0]}", folder)
    (request,) = service.state.received
    assert unquote(request.target.partition("?")[2]) == "$select=id,processingStatus"


@pytest.mark.parametrize(
    ("title", "language", "name"),
    [
        pytest.param(PYTHON, "python", "call.py", marks=NEEDS_JAVA, id="python"),
        pytest.param(GO, "go", "call.go", marks=[NEEDS_JAVA, NEEDS_GO], id="go"),
        pytest.param(JAVA, "java", "Call.java", marks=NEEDS_JAVA, id="java"),
    ],
)
def test_a_program_of_openapi_generator(
    folder: Path, spec: Document, service: GraphService, title: str, language: str, name: str
) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks = section(readme, title)
    wanted = named(spec, readme)
    (folder / name).write_text(blocks[language][0].replace(spec.data["servers"][0]["url"], service.url), "utf-8")
    printed = follow(blocks["sh"][0], folder)
    if title == JAVA:  # as its section says
        wanted = [one._replace(request=without_null(one.request)) for one in wanted]
    hold(service.state.received, wanted, pages=1)
    if title == PYTHON:
        pairs = [line.partition(" ") for line in printed.splitlines()]
        printed = "\n".join(json.dumps({"id": key, **json.loads(rest)}) for key, _, rest in pairs)
    read = [item for line in lines(printed) for item in (line["value"] if "@odata.nextLink" in line else [line])]
    assert without_null(read) == without_null(results(wanted, pages=1))


def test_the_program_of_the_client(folder: Path, spec: Document, service: GraphService) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    blocks = section(readme, "Python")
    wanted = named(spec, readme)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    there = blocks["python"][0].replace(
        'os.environ["GRAPH_TOKEN"]', f'os.environ["GRAPH_TOKEN"], base_url="{service.url}"'
    )
    (folder / "call.py").write_text(there, "utf-8")
    printed = follow(blocks["sh"][0], folder, PYTHONPATH=str(folder / "installed"))
    hold(service.state.received, wanted)
    assert all(answer["id"] in printed for answer in results(wanted))


def test_the_documented_calls_with_curl_work(folder: Path, spec: Document, service: GraphService) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    wanted = named(spec, readme)
    there = section(readme, "curl")["sh"][0].replace(spec.data["servers"][0]["url"], service.url)
    run_shell(there.replace("curl ", "curl -sS -w '\\n' "), TOKEN)
    hold(service.state.received, wanted, pages=1)


def run_shell(script: str, token: str) -> str:
    variables = os.environ | {"GRAPH_TOKEN": token}
    command = ["/bin/sh", "-e", "-c", script]
    return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60, check=True).stdout


def test_the_documented_calls_of_the_mock_server_work(folder: Path, spec: Document) -> None:
    readme = (folder / "README.md").read_text("utf-8")
    wanted = named(spec, readme)
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
            printed = run_shell(there.replace("curl ", "curl -sS -w '\\n' "), "any")
        finally:
            mock.terminate()
    assert [json.loads(line).keys() for line in printed.splitlines() if line] == [one.answer.keys() for one in wanted]


def listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


@NEEDS_JAVA
def test_typescript_fetch_still_sends_what_is_not_documented(
    folder: Path, spec: Document, service: GraphService
) -> None:
    """The readme names it as failing: once it does not, the readme has to say so."""
    generate = "openapi-generator-cli generate -i openapi.json -g typescript-fetch -o client"
    wanted = exchanges(spec)["createIncomingFlowRun"]
    (folder / "call.ts").write_text(
        'import { Configuration, IncomingFlowRunCreateFromJSON, IndustryDataApi } from "./client";\n'
        f'const api = new IndustryDataApi(new Configuration({{ basePath: "{service.url}" }}));\n'
        f"const body = IncomingFlowRunCreateFromJSON({json.dumps(wanted.request)});\n"
        'api.createIncomingFlowRun({ incomingFlowId: "flow-1", incomingFlowRunCreate: body }).catch(() => {});\n',
        "utf-8",
    )
    build = section((folder / "README.md").read_text("utf-8"), "TypeScript")["sh"][0]
    follow(f"{generate}\n{build}", folder)
    assert "atOdataType" in json.loads(service.state.received[0].body)["statistics"]
    assert "atOdataType" not in json.dumps(wanted.request)


def test_every_recipe_is_run_here_or_says_that_it_is_not(dist: Path) -> None:
    readme = (dist / "README.md").read_text("utf-8")
    run = {"Which file for which tool", "TypeScript", "Python", "curl", "Prism", PYTHON, GO, JAVA, *TYPESCRIPT}
    for title, content in re.findall(r"^##+ (.*?)\n(.*?)(?=^## |^### |\Z)", readme, re.MULTILINE | re.DOTALL):
        assert title in run or "not run" in content.lower(), title
    for name in re.findall(r"\]\(([\w.-]+)\)", readme):
        assert (dist / name).is_file(), name
    titles = re.findall(r"^##+ (.*)$", readme, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([\w-]+)\)", readme)) <= anchors
