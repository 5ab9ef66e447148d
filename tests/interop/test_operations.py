"""Clients that tools generate call every operation: a server on loopback holds what they send to the examples."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.client import operation_reader
from generator.client.service.server import GraphService, State, serving
from generator.spec.document import Document
from tests import node
from tests.conftest import MakeOnce
from tests.exchanges import TOKEN, Exchange, exchanges, hold, moments
from tests.interop.test_recipes import NEEDS_JAVA, follow
from tests.publication.conftest import publish_with_secrets

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not node.AVAILABLE, reason="Node.js and the packages of tests/package.json are not in .venv"),
]
COMPILE = "npx tsc --strict --target es2022 --module nodenext --skipLibCheck call.ts\nnode call.js"
PAGES = 1


@pytest.fixture(scope="module")
def dist(made_once: MakeOnce) -> Path:
    return made_once("dist", publish_with_secrets)


@pytest.fixture
def service(spec: Document) -> Iterator[GraphService]:
    with serving(spec, State(page_size=PAGES)) as running:
        yield running


def openapi_fetch(operations: list[Exchange], address: str) -> str:
    calls = []
    for one in operations:
        body = f", body: {json.dumps(one.request)}" if one.request is not None else ""
        options = f"{{ params: {{ path: {json.dumps(one.arguments)} }}{body} }}" if one.arguments else f"{{{body[2:]}}}"
        calls.append(f'await client.{one.method}("{one.template}", {options})')
    lines = "\n".join(f"  show({call});" for call in calls)
    return f"""
import createClient from "openapi-fetch";
import type {{ paths }} from "./types";
const client = createClient<paths>({{ baseUrl: "{address}", headers: {{ Authorization: "Bearer {TOKEN}" }} }});
const show = ({{ data, error }}: {{ data?: unknown; error?: unknown }}) => {{
  if (error) throw error;
  console.log(JSON.stringify(data || null));
}};
async function main() {{
{lines}
}}
main();
"""


def hey_api(operations: list[Exchange], address: str) -> str:
    calls = []
    for one in operations:
        body = f", body: {json.dumps(one.request)}" if one.request is not None else ""
        path = f"path: {json.dumps(one.arguments)}" if one.arguments else "path: undefined"
        calls.append(f"await hey.{one.operation}({{ {path}{body} }})")
    lines = "\n".join(f"  show({call});" for call in calls)
    return f"""
import * as hey from "./hey";
import {{ client }} from "./hey/client.gen";
client.setConfig({{ baseUrl: "{address}", headers: {{ Authorization: "Bearer {TOKEN}" }} }});
const show = ({{ data, error }}: {{ data?: unknown; error?: unknown }}) => {{
  if (error) throw error;
  const isEmpty = !data || Object.keys(data).length === 0;
  console.log(JSON.stringify(isEmpty ? null : data));
}};
async function main() {{
{lines}
}}
main();
"""


def zod_client(operations: list[Exchange], address: str) -> str:
    calls = []
    for one in operations:
        body = "" if one.method == "GET" else f"{json.dumps(one.request) if one.request is not None else 'undefined'}, "
        calls.append(f"await api.{one.operation}({body}{{ params: {json.dumps(one.arguments)} }} as any)")
    lines = "\n".join(f"  show({call});" for call in calls)
    return f"""
import {{ createApiClient }} from "./api";
const headers = {{ Authorization: "Bearer {TOKEN}" }};
const api = createApiClient("{address}", {{ axiosConfig: {{ headers }} }});
const show = (data: unknown) => console.log(JSON.stringify(data || null));
async function main() {{
{lines}
}}
main();
"""


@pytest.mark.parametrize(
    ("commands", "program"),
    [
        pytest.param("npx openapi-typescript openapi.json -o types.ts", openapi_fetch, id="openapi-fetch"),
        pytest.param("npx openapi-ts -i ./openapi.json -o hey", hey_api, id="hey-api"),
        pytest.param("npx openapi-zod-client ./openapi.json -o ./api.ts", zod_client, id="openapi-zod-client"),
    ],
)
def test_every_operation_in_typescript(
    dist: Path,
    spec: Document,
    service: GraphService,
    tmp_path: Path,
    commands: str,
    program: Callable[[list[Exchange], str], str],
) -> None:
    operations = list(exchanges(spec).values())
    if program is zod_client:  # dist/README.md says so
        operations = [one for one in operations if "(" not in one.template]
    shutil.copy(dist / "openapi.json", tmp_path)
    (tmp_path / "node_modules").symlink_to(node.MODULES)
    (tmp_path / "call.ts").write_text(program(operations, service.url), "utf-8")
    printed = follow(f"{commands}\n{COMPILE}", tmp_path)
    hold(service.state.received, operations, pages=PAGES)
    for line, one in zip(printed.splitlines(), operations, strict=True):
        assert moments(read(json.loads(line), one)) == moments(expected(one)), one.operation


def read(answer: Any, one: Exchange) -> Any:
    """Return what is compared: of a list its items."""
    return answer["value"] if one.items is not None else answer


def expected(one: Exchange) -> Any:
    return one.items[:PAGES] if one.items is not None else one.answer


@NEEDS_JAVA
def test_every_operation_with_openapi_generator_for_python(
    dist: Path, spec: Document, service: GraphService, tmp_path: Path
) -> None:
    operations = list(exchanges(spec).values())
    shutil.copy(dist / "openapi.json", tmp_path)
    methods = {
        method.operation_id: (group.class_name, method)
        for group in operation_reader.read(spec).groups
        for method in group.methods
    }
    calls = []
    for one in operations:
        group, method = methods[one.operation]
        arguments = [repr(value) for value in one.arguments.values()]
        if method.body:
            arguments.append(f"sdk.{method.body.type.python}.from_dict({one.request!r})")
        calls.append(f"    call(sdk.{group}Api(client).{method.name}, {', '.join(arguments)})")
    program = [
        *("import openapi_client as sdk", "def call(method, *arguments):", "    try:"),
        *(
            "        method(*arguments)",
            "    except Exception as error:",
            "        print(method.__name__, type(error).__name__)",
        ),
        f"with sdk.ApiClient(sdk.Configuration(host={service.url!r}, access_token={TOKEN!r})) as client:",
        *calls,
    ]
    (tmp_path / "call.py").write_text("\n".join(program), "utf-8")
    printed = follow("openapi-generator-cli generate -i openapi.json -g python -o .\npython call.py", tmp_path)
    refused = [one for one in operations if "DateTime={" in one.template]  # dist/README.md says so
    assert printed.split() == [
        word for one in refused for word in (methods[one.operation][1].name, "BadRequestException")
    ]
    sent = [request for request in service.state.received if "DateTime=" not in request.target]
    hold(sent, [one for one in operations if one not in refused], pages=PAGES)
    assert len(refused) == 3
    assert "arguments of functions" in (dist / "README.md").read_text("utf-8")
