"""Document -> a call of each operation as code: curl, and Python with the client. The values are the examples."""

import json
import shlex
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from generator.client import operation_reader
from generator.client.api_model import Group, Method, Parameter
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.source import Pointer

TOKEN = "GRAPH_TOKEN"  # noqa: S105 (the name of a variable)
INDENT = "    "
# What stands for a value of a parameter without an example.
PLACEHOLDERS = {"integer": 1, "number": 1.5, "boolean": True, "array": [], "object": {}}


def samples(document: Document) -> dict[str, list[dict[str, str]]]:
    """Return the samples of each operation, by operationId, as `x-codeSamples` has them."""
    found = {}
    for group in operation_reader.read(document).groups:
        for method in group.methods:
            found[method.operation_id] = [
                {"lang": "Shell", "label": "curl", "source": curl(document, method)},
                {"lang": "Python", "label": "Python", "source": python(document, group, method)},
            ]
    return found


def curl(document: Document, method: Method) -> str:
    """Return the call as a command of a POSIX shell."""
    values = _values(document.data, method)
    address = document.data["servers"][0]["url"] + method.path
    for parameter, value in values:
        if parameter.place == "path":
            address = address.replace(f"{{{parameter.wire_name}}}", quote(_text(value), safe=""))
    if query := [(parameter.wire_name, _text(value)) for parameter, value in values if parameter.place == "query"]:
        address += f"?{urlencode(query)}"
    parts = [f"-X {method.http_method.upper()} {shlex.quote(address)}", f'-H "Authorization: Bearer ${TOKEN}"']
    for parameter, value in values:
        if parameter.place == "header":
            parts.append(f"-H {shlex.quote(f'{parameter.wire_name}: {_text(value)}')}")
    if method.body:
        parts.append('-H "Content-Type: application/json"')
        parts.append(f"-d {shlex.quote(json.dumps(_body(document.data, method), ensure_ascii=False, indent=2))}")
    return "curl " + " \\\n  ".join(parts)


def body_json(document: Document, method: Method) -> str:
    """Return an example of the body as JSON; empty where the operation sends none."""
    return json.dumps(_body(document.data, method), ensure_ascii=False, indent=2) if method.body else ""


def path_values(document: Document, method: Method) -> dict[str, Any]:
    """Return the values of the path's parameters by their names."""
    return {one.wire_name: value for one, value in _values(document.data, method) if one.place == "path"}


def python(document: Document, group: Group, method: Method) -> str:
    """Return the call as a program that uses the client."""
    values = _values(document.data, method)
    arguments = [_literal(value, 2) for parameter, value in values if parameter.place == "path"]
    models: list[str] = []
    if method.body:
        body = _literal(_body(document.data, method), 2)
        if method.body.is_class:
            models.append(method.body.type.python)
            body = f"{models[0]}.model_validate({body})"
        arguments.append(body)
    arguments += [f"{parameter.name}={_literal(value, 2)}" for parameter, value in values if parameter.place != "path"]
    lines = "".join(f"\n{INDENT * 2}{each}," for each in arguments)
    call = f"graph.{group.name}.{method.name}({lines}" + (f"\n{INDENT})" if arguments else ")")
    result = f"result = {call}\n{INDENT}print(result)" if method.result else call
    if method.item:
        result = f"for item in {call}:\n{INDENT * 2}print(item)"
    imports = ["import os", "", "from graph_runs import GraphRuns"]
    imports += [f"from graph_runs.models import {', '.join(models)}"] if models else []
    with_client = f'with GraphRuns(os.environ["{TOKEN}"]) as graph:'
    return "\n".join([*imports, "", with_client, f"{INDENT}{result}", ""])


def _values(data: Any, method: Method) -> list[tuple[Parameter, Any]]:
    """Return the parameters that a call needs, and those with an example, with a value each; the path's come first."""
    needed = [(parameter, _example(data, parameter.pointer)) for parameter in method.parameters]
    found = [
        (parameter, parameter.wire_name if example is None else example)
        for parameter, example in needed
        if parameter.required
    ]
    order = {parameter.wire_name: index for index, parameter in enumerate(method.path_parameters)}
    return sorted(found, key=lambda each: order.get(each[0].wire_name, len(order)) if each[0].place == "path" else 99)


def _example(data: Any, pointer: Pointer) -> Any:
    """Return the first example of a parameter or of its schema; else a placeholder of its type, or None for text."""
    at, parameter = walk.resolve(data, pointer)
    _, schema = walk.resolve(data, (*at, "schema")) if "schema" in parameter else (at, {})
    for value in (*_examples(data, at), *schema.get("examples", ()), *schema.get("enum", ())):
        return value
    return PLACEHOLDERS.get(str(schema.get("type")))


def _examples(data: Any, pointer: Pointer) -> Iterator[Any]:
    _, holder = walk.resolve(data, pointer)
    if "example" in holder:
        yield holder["example"]
    for name in holder.get("examples", ()):
        _, example = walk.resolve(data, (*pointer, "examples", name))
        if "value" in example:
            yield example["value"]


def _body(data: Any, method: Method) -> Any:
    """Return the shortest example of the request's body; an empty object where there is none."""
    at, body = walk.resolve(data, (*method.pointer, "requestBody"))
    values = [value for media_type in body["content"] for value in _examples(data, (*at, "content", media_type))]
    return min(values, key=lambda value: len(json.dumps(value)), default={})


def _text(value: Any) -> str:
    """Return the value as an address or a header spells it."""
    if isinstance(value, list):
        return ",".join(map(_text, value))
    return value if isinstance(value, str) else json.dumps(value)


def _literal(value: Any, depth: int) -> str:
    """Return a literal of Python, one member a line."""
    inner = INDENT * (depth + 1)
    if isinstance(value, dict) and value:
        members = "".join(f"{inner}{_string(key)}: {_literal(item, depth + 1)},\n" for key, item in value.items())
        return f"{{\n{members}{INDENT * depth}}}"
    if isinstance(value, list) and value:
        items = "".join(f"{inner}{_literal(item, depth + 1)},\n" for item in value)
        return f"[\n{items}{INDENT * depth}]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(value: str) -> str:
    """Return a literal in double quotes, as formatters write it."""
    return repr(value) if '"' in value or "\\" in repr(value) else f'"{value}"'
