"""Small documents made of schemas and operations, emitted and run: what the tests of the client have in common."""

import gc
import importlib
import io
import json
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch
from warnings import catch_warnings

import yaml
from typer.testing import CliRunner, Result

from generator.__main__ import app
from generator.client import emit
from generator.spec.document import load

WIDE = Path(__file__).parent / "wide.yaml"
LIMIT = 60  # seconds, of which code that ends takes one or two even on a busy machine
Json = dict[str, Any]
ERROR = {
    "description": "It failed.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ODataError"}}},
}
PERMISSIONS = {"delegatedWork": None, "delegatedPersonal": None, "application": None}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def described(schema: Json) -> Json:
    """Return a schema, and the properties in it, with the descriptions that the rules ask for."""
    made = {"description": "A thing.", **schema}
    for holder in (made, *(part for part in made.get("allOf", []) if isinstance(part, dict))):
        if "properties" in holder:
            named = {name: {"description": "A part.", **value} for name, value in holder["properties"].items()}
            holder["properties"] = named
    return made


def operation(name: str, *, tag: str = "things", **more: Any) -> Json:
    """Return an operation that answers with nothing unless `responses` says otherwise."""
    responses = more.pop("responses", {"204": {"description": "Done."}})
    made: Json = {"operationId": name, "summary": f"Do {name}", "description": "D.", "tags": [tag]}
    made |= {"externalDocs": {"url": "https://docs.example/"}}
    made |= {key: more.pop(key) for key in ("parameters", "requestBody") if key in more}
    return {**made, "responses": {**responses, "default": ERROR}, "x-ms-permissions": PERMISSIONS, **more}


def parameter(name: str, schema: Json, place: str = "query", **more: Any) -> Json:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, **required, "description": "P.", **more, "schema": schema}


def body(schema: Json) -> Json:
    return {"description": "B.", "required": True, "content": {"application/json": {"schema": schema}}}


def answers(schema: Json, status: str = "200") -> Json:
    return {status: {"description": "R.", "content": {"application/json": {"schema": schema}}}}


def document(
    schemas: Json | None = None, paths: Json | None = None, tags: tuple[str, ...] = ("things",), **request: Any
) -> Json:
    """Return a document; the properties in `request` are those of the body of createThing, which returns a Thing."""
    made = {name: described(schema) for name, schema in (schemas or {}).items()}
    create = {"type": "object", "additionalProperties": False, "properties": request or {"name": {"type": "string"}}}
    made.setdefault("ThingCreate", described(create))
    made.setdefault("Thing", described({"type": "object", "properties": {"name": {"type": "string"}}}))
    made["ODataError"] = described({"type": "object", "properties": {"error": {"type": "object"}}})
    creation = operation(
        "createThing", tag=tags[0], requestBody=body(ref("ThingCreate")), responses=answers(ref("Thing"), "201")
    )
    return {
        "openapi": "3.1.1",
        "info": {"title": "Things", "version": "1.0.0", "summary": "Things.", "description": "For tests."},
        "servers": [{"url": "https://graph.example/v1"}],
        "security": [{"Bearer": []}],
        "tags": [{"name": tag, "description": "Things."} for tag in tags],
        "paths": {"/things": {"post": creation}, **(paths or {})},
        "components": {"securitySchemes": {"Bearer": {"type": "http", "scheme": "bearer"}}, "schemas": made},
    }


def generate(data: Any, folder: Path) -> Result:
    """Run `generate` on the document, in this process; the package is in `folder / "package"`."""
    spec = folder / "spec.yaml"
    spec.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    result = CliRunner().invoke(app, ["generate", str(spec), "--output", str(folder / "package")])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def write(spec: Path, package: Path) -> None:
    """Emit the package of a good spec, without the trial in a process of its own: the tests that call it try it."""
    package.mkdir(parents=True, exist_ok=True)
    emit.write(load(spec), package)


def write_package(data: Any, folder: Path) -> None:
    """Emit the package of a good document into `folder / "package"`, likewise."""
    folder.mkdir(exist_ok=True)
    spec = folder / "spec.yaml"
    spec.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    write(spec, folder / "package")


def run(package: Path, code: str, given: str = "") -> str:
    """Run code where graph_runs is the package; return what a process would print, and why it failed if it did."""
    output = io.StringIO()
    with (
        _importable(package),
        redirect_stdout(output),
        redirect_stderr(output),
        patch.multiple(sys, stdin=io.StringIO(given), unraisablehook=sys.__unraisablehook__),
        catch_warnings(action="error"),
        limited(LIMIT),
    ):
        try:
            exec(code, {"__name__": "__main__"})  # noqa: S102
        except (Exception, SystemExit):
            traceback.print_exc()
        gc.collect()  # prints what was left open, as the end of a process does
    return output.getvalue()


class OverLimitError(BaseException):
    """Code did not end in time. This is no Exception, so that the code cannot take it for an error of its own."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverLimitError in code that takes longer; a limit around this one goes on afterwards."""

    def stop(*_: object) -> None:
        raise OverLimitError(f"it took over {seconds} s")

    handler = signal.signal(signal.SIGALRM, stop)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)
        signal.signal(signal.SIGALRM, handler)


@contextmanager
def _importable(package: Path) -> Iterator[None]:
    """Let `import graph_runs` load the package instead of what is installed under that name."""

    def take_out() -> dict[str, ModuleType]:
        names = [name for name in sys.modules if name.partition(".")[0] == "graph_runs"]
        return {name: sys.modules.pop(name) for name in names}

    installed = take_out()
    with patch.object(sys, "path", [str(package), *sys.path]):
        importlib.invalidate_caches()
        try:
            yield
        finally:
            take_out()
            sys.modules.update(installed)


def many(count: int) -> Any:
    """Return the document with its operations and schemas several times over, all in one tag."""
    source = yaml.safe_load(WIDE.read_text("utf-8"))
    made = {**source, "paths": {}, "components": {**source["components"], "schemas": {}}}
    for index in range(count // 3):
        text = json.dumps(source).replace("#/components/schemas/", f"#/components/schemas/N{index}")
        text = text.replace(f"#/components/schemas/N{index}ODataError", "#/components/schemas/ODataError")
        copy = json.loads(text)
        for path, item in copy["paths"].items():
            for method in {"get", "patch", "delete"} & item.keys():
                item[method]["operationId"] += f"Of{index}"
            made["paths"][f"/n{index}{path}"] = item
        for name, schema in copy["components"]["schemas"].items():
            made["components"]["schemas"][name if name == "ODataError" else f"N{index}{name}"] = schema
    return made
