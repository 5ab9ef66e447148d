"""Tools by others read what is published and find nothing wrong; what they make of it compiles and takes the examples.

None of them opens a connection, Redocly only because it is told not to.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.spec.document import Document, validator
from tests import node
from tests.publication.conftest import publish, read
from tests.spec.mutations import variants
from tests.spec.schemas import SCHEMAS

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not node.AVAILABLE, reason="Node.js and the packages of tests/package.json are not in .venv"),
]
HERE = Path(__file__).parent
BIN = Path(sys.executable).parent


class Tool(NamedTuple):
    """A command in a folder with what is published, and a pattern of all that it says when it finds nothing wrong."""

    command: tuple[str | Path | None, ...]
    quiet: str = ""
    stdin: str = ""


def javascript(script: str, *arguments: str | Path, quiet: str = "") -> Tool:
    return Tool((node.NODE, node.MODULES / script, *arguments), quiet)


def tsc(file: str) -> Tool:
    return javascript("typescript-7/bin/tsc", "--strict", "--noEmit", "--pretty", "false", file)


def mypy(target: str) -> Tool:
    command = (BIN / "mypy", "--config-file", HERE / "mypy.ini", target)
    return Tool(command, r"Success: no issues found in \d+ source files?\n")


# Reads each example, and is no use if it reads anything.
READING = """
import importlib, json, pathlib, sys
module, method = sys.argv[1:]
for path in sorted(pathlib.Path("schemas").glob("*.schema.json")):
    schema = json.loads(path.read_text("utf-8"))
    for example in schema.get("examples", []):
        name = schema["title"]
        models = importlib.import_module(module)
        # openapi-python-client has no class for a choice among others
        if isinstance(example, dict) and ("oneOf" not in schema or hasattr(models, name)):
            take = getattr(getattr(models, name), method)
            take(example)
            try:
                take(False)
            except (TypeError, ValueError):
                continue
            print(name, "takes anything")
"""


def reading(module: str, method: str) -> Tool:
    return Tool((BIN / "python", "-c", READING, module, method))


OPENAPI_TYPESCRIPT = javascript(
    *("openapi-typescript/bin/cli.js", "openapi.json", "-o", "types.ts"),
    quiet=r"✨ openapi-typescript \S+\n🚀 openapi.json → types.ts \[.+\]\n",
)
HEY_API = javascript(
    *("@hey-api/openapi-ts/bin/run.js", "-i", "./openapi.json", "-o", "hey"),
    quiet=r"@hey-api/openapi-ts \S+\n\n\[Job 1\] ~ Generating...\n\[Job 1\]   \[1\] ./openapi.json\n"
    r"\[Job 1\] ✓ \S+/hey · \d+ files · \d+m?s\n",
)
DATAMODEL_CODE_GENERATOR = Tool(
    (
        *(BIN / "datamodel-codegen", "--input", "openapi.json", "--input-file-type", "openapi"),
        *("--output", "models.py", "--strict-refs", "--schema-version-mode", "strict", "--no-allow-remote-refs"),
        "--use-subclass-enum",  # for enums that stand for the text of a base
        "--use-annotated",  # otherwise it writes the bounds of Int32 as a call, conint(…), which is no type
        *("--formatters", "builtin"),  # its own default, to be replaced, makes it warn of itself
    )
)
# Its formatter is ruff, found through PATH.
OPENAPI_PYTHON_CLIENT = Tool(
    (
        *(BIN / "openapi-python-client", "generate", "--path", "openapi.json", "--meta", "none"),
        *("--output-path", "stock", "--fail-on-warning"),
    ),
    r"Generating stock\n",
)
SPECTRAL = javascript(
    *("@stoplight/spectral-cli/dist/index.js", "lint", "openapi.yaml", "openapi.json"),
    *("--ruleset", HERE / "spectral.yaml", "--fail-severity", "hint"),
    quiet=r"No results with a severity of 'hint' or higher found!\n",
)
REDOCLY = javascript(
    *("@redocly/cli/bin/cli.js", "lint", "openapi.yaml", "openapi.json", "--config", HERE / "redocly.yaml"),
    quiet=r"(validating (\S+)\.\.\.\n\2: validated in \d+ms\n\n){2}Woohoo! Your API descriptions are valid. 🎉\n\n",
)


def run(tool: Tool, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **{"PATH": str(BIN), "NODE_PATH": str(node.MODULES), "HOME": str(folder), "TMPDIR": str(folder)},
        **{"LANG": "C.UTF-8", "NO_COLOR": "1", "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
    }
    options: dict[str, Any] = {"cwd": folder, "env": environment, "encoding": "utf-8", "timeout": 120, "check": False}
    return subprocess.run([str(each) for each in tool.command], input=tool.stdin, capture_output=True, **options)


def complaints(tool: Tool, folder: Path) -> str:
    """Return what the tool says, unless it is what it always says."""
    done = run(tool, folder)
    said = re.sub(r"\x1b\[\d*m", "", done.stdout + done.stderr)
    quiet = done.returncode == 0 and re.fullmatch(tool.quiet, said)
    return "" if quiet else f"{said}\nexit code {done.returncode}"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "dist"
    assert publish("--output", folder).returncode == 0
    return folder


def typescript(folder: Path, type_of: str) -> str:
    """Return code in which each example is of its type and `false`, which is not, makes the compiler complain."""
    lines: list[str] = []
    schemas = [read(path) for path in sorted((folder / "schemas").glob("*.schema.json"))]
    bases = {part.get("$ref") for schema in schemas for part in schema.get("allOf", ())}
    for schema in schemas:
        of_type = f": {type_of.format(schema['title'])} ="
        # Whole runs are the examples of a base, and a literal may not have more members than its type.
        for example in schema.get("examples", []) if f"#/$defs/{schema['title']}" not in bases else []:
            lines.append(f"export const right{len(lines)}{of_type} {json.dumps(example)};")
            lines.append(f"// @ts-expect-error\nexport const wrong{len(lines)}{of_type} false;")
    lines.append(f"export const open: {type_of.format('RunStatistics')} = {{rows: 5}};")
    assert len(lines) > 50
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("emit", "type_of"),
    [
        pytest.param(OPENAPI_TYPESCRIPT, 'import("./types").components["schemas"]["{}"]', id="openapi-typescript"),
        pytest.param(HEY_API, 'import("./hey").{}', id="hey-api"),
    ],
)
def test_types_in_typescript(dist: Path, emit: Tool, type_of: str) -> None:
    assert complaints(emit, dist) == ""
    (dist / "uses.ts").write_text(typescript(dist, type_of), "utf-8")
    assert complaints(tsc("uses.ts"), dist) == ""


@pytest.mark.parametrize(
    ("emit", "check", "use"),
    [
        pytest.param(
            *(DATAMODEL_CODE_GENERATOR, mypy("models.py"), reading("models", "model_validate")),
            id="datamodel-code-generator",
        ),
        pytest.param(
            *(OPENAPI_PYTHON_CLIENT, mypy("stock"), reading("stock.models", "from_dict")), id="openapi-python-client"
        ),
    ],
)
def test_models_in_python(dist: Path, emit: Tool, check: Tool, use: Tool) -> None:
    for tool in (emit, check, use):
        assert complaints(tool, dist) == ""


@pytest.mark.parametrize("tool", [pytest.param(SPECTRAL, id="spectral"), pytest.param(REDOCLY, id="redocly")])
def test_linters_find_nothing(dist: Path, tool: Tool) -> None:
    assert complaints(tool, dist) == ""


def ajv(cases: dict[str, Any]) -> Tool:
    return Tool((node.NODE, HERE / "ajv.cjs"), stdin=json.dumps(cases))


def test_ajv_gives_the_verdicts_of_the_spec(dist: Path, spec: Document) -> None:
    cases, verdicts = {}, {}
    for name in spec.data["components"]["schemas"]:
        schema = read(dist / "schemas" / f"{name}.schema.json")
        payloads = variants(spec.data, (*SCHEMAS, name), schema.get("examples", []))
        cases[name] = {"schema": schema, "payloads": payloads}
        verdicts[name] = [validator(spec.data, (*SCHEMAS, name)).is_valid(payload) for payload in payloads]
    assert sum(map(len, verdicts.values())) > 1500
    done = run(ajv(cases), dist)
    assert done.stderr == ""
    assert json.loads(done.stdout) == verdicts


@pytest.mark.parametrize(
    ("tool", "complaint"),
    [
        pytest.param(OPENAPI_TYPESCRIPT, "Can't resolve $ref", id="openapi-typescript"),
        pytest.param(HEY_API, "Skipping unresolvable $ref", id="hey-api"),
        pytest.param(DATAMODEL_CODE_GENERATOR, "Unresolved local $ref", id="datamodel-code-generator"),
        pytest.param(OPENAPI_PYTHON_CLIENT, "Could not find reference", id="openapi-python-client"),
        pytest.param(SPECTRAL, "oas3-unused-component", id="spectral"),
        pytest.param(REDOCLY, "no-unused-components", id="redocly"),
        pytest.param(tsc("wrong.ts"), "TS2322", id="tsc"),
        pytest.param(mypy("wrong.py"), "[assignment]", id="mypy"),
        pytest.param(reading("wrong", "model_validate"), "takes anything", id="reading"),
        pytest.param(ajv({"Wrong": {"schema": {"minLenght": 1}, "payloads": []}}), "minLenght", id="ajv"),
    ],
)
def test_each_tool_reports_a_damaged_document(dist: Path, tmp_path: Path, tool: Tool, complaint: str) -> None:
    data = read(dist / "openapi.json")
    data["components"]["schemas"]["Renamed"] = data["components"]["schemas"].pop("RunStatus")
    for name in ("openapi.json", "openapi.yaml"):
        (tmp_path / name).write_text(json.dumps(data), "utf-8")
    (tmp_path / "wrong.ts").write_text('export const wrong: number = "text";', "utf-8")
    (tmp_path / "wrong.py").write_text(
        'wrong: int = "text"\nclass Entity: model_validate = str\ndef __getattr__(name): return Entity', "utf-8"
    )
    (tmp_path / "schemas").symlink_to(dist / "schemas")
    assert complaint in complaints(tool, tmp_path)
