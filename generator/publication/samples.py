"""Document -> a call of each operation as code: curl, and Python with the client. The values are the examples."""

import json
import shlex
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from generator.client.api_model import Api, Group, Method, Parameter
from generator.client.api_types import Scalar
from generator.publication import placeholders
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import NEXT_LINK
from generator.spec.source import Pointer

TOKEN = "GRAPH_TOKEN"  # noqa: S105 (the name of a variable)
INDENT = "    "
LINE = 72
# How the values of parameters are written that the client takes as objects of Python: the module, and the call.
OBJECTS = {"date-time": ("datetime", "datetime.fromisoformat"), "date": ("datetime", "date.fromisoformat")}


def samples(document: Document, api: Api) -> dict[str, list[dict[str, str]]]:
    """Return the samples of each operation, by operationId, as `x-codeSamples` has them."""
    found = {}
    for group in api.groups:
        for method in group.methods:
            found[method.operation_id] = [
                {"lang": "Shell", "label": "curl", "source": curl(document, method)},
                {"lang": "Python", "label": "Python", "source": python(document, (group, method))},
            ]
    return found


def curl(document: Document, method: Method) -> str:
    """Return the call as a command of a POSIX shell, of a list the first page."""
    values = _values(document.data, method)
    address = document.data["servers"][0]["url"] + method.template
    for parameter, value in values:
        if parameter.place == "path":
            text = _text(value).replace("'", "''") if parameter.quoted else _text(value)
            address = address.replace(f"{{{parameter.wire_name}}}", quote(text, safe=":"))
    if query := [(parameter.wire_name, _text(value)) for parameter, value in values if parameter.place == "query"]:
        address += f"?{urlencode(query)}"
    parts = [f"-X {method.http_method.upper()} {shlex.quote(address)}", f'-H "Authorization: Bearer ${TOKEN}"']
    for parameter, value in values:
        if parameter.place == "header":
            parts.append(f"-H {shlex.quote(f'{parameter.wire_name}: {_text(value)}')}")
    if method.body:
        parts.append('-H "Content-Type: application/json"')
        parts.append(f"-d {shlex.quote(json.dumps(_body(document.data, method), ensure_ascii=False, indent=2))}")
    rest = f"\n# The next page: the address in {NEXT_LINK} as it is, with the same headers." if method.item else ""
    return "curl " + " \\\n  ".join(parts) + rest


def body_json(document: Document, method: Method) -> str:
    """Return an example of the body as JSON; empty where the operation sends none."""
    return json.dumps(_body(document.data, method), ensure_ascii=False, indent=2) if method.body else ""


def path_values(document: Document, method: Method) -> dict[str, Any]:
    """Return the values of the path's parameters by their names."""
    return {one.wire_name: value for one, value in _values(document.data, method) if one.place == "path"}


def python(document: Document, *calls: tuple[Group, Method]) -> str:
    """Return the calls as one program that uses the client; a list is read to its end."""
    blocks = [_block(document, group, method) for group, method in calls]
    shapes = {_shape(one) for _, method in calls for one, _ in _values(document.data, method)}
    objects = sorted(OBJECTS[shape] for shape in shapes if shape in OBJECTS)
    models = sorted({method.body.type.python for _, method in calls if method.body and method.body.is_class})
    imports = ["import os", *(f"from {module} import {name.partition('.')[0]}" for module, name in objects)]
    imports += ["", "from graph_runs import GraphRuns"]
    imports += [f"from graph_runs.models import {', '.join(models)}"] if models else []
    with_client = f'with GraphRuns(os.environ["{TOKEN}"]) as graph:'
    return "\n".join([*imports, "", with_client, *(f"{INDENT}{block}" for block in blocks), ""])


def _block(document: Document, group: Group, method: Method) -> str:
    values = _values(document.data, method)
    arguments = [_argument(parameter, value) for parameter, value in values if parameter.place == "path"]
    if method.body:
        body = _literal(_body(document.data, method), 2)
        arguments.append(f"{method.body.type.python}.model_validate({body})" if method.body.is_class else body)
    arguments += [f"{one.name}={_argument(one, value)}" for one, value in values if one.place != "path"]
    call = _call(f"graph.{group.name}.{method.name}", arguments)
    if method.item:
        loop = "for item in {}:  # fetches page after page" + f"\n{INDENT * 2}print(item)"
        return f"items = {call}\n{INDENT}{loop.format('items')}" if "\n" in call else loop.format(call)
    if method.result:
        return f"result = {call}\n{INDENT}print(result)" if "\n" in call else f"print({call})"
    return call


def _call(function: str, arguments: list[str]) -> str:
    line = f"{function}({', '.join(arguments)})"
    if len(line) < LINE and "\n" not in line:
        return line
    return f"{function}(" + "".join(f"\n{INDENT * 2}{each}," for each in arguments) + f"\n{INDENT})"


def _values(data: Any, method: Method) -> list[tuple[Parameter, Any]]:
    """Return the parameters that a call needs, with a value each; the path's come first."""
    found = [(one, _example(data, one)) for one in method.parameters if one.required]
    order = {parameter.wire_name: index for index, parameter in enumerate(method.path_parameters)}
    return sorted(found, key=lambda each: order.get(each[0].wire_name, len(order)) if each[0].place == "path" else 99)


def _example(data: Any, parameter: Parameter) -> Any:
    """Return the first example of a parameter or of its schema; else a value that is valid."""
    at, written = walk.resolve(data, parameter.pointer)
    for shown in _examples(data, at):
        return shown
    return placeholders.value(data, (*at, "schema") if "schema" in written else at, parameter.wire_name)


def _examples(data: Any, pointer: Pointer) -> Iterator[Any]:
    _, holder = walk.resolve(data, pointer)
    if "example" in holder:
        yield holder["example"]
    for name in holder.get("examples", ()):
        _, example = walk.resolve(data, (*pointer, "examples", name))
        if "value" in example:
            yield example["value"]


def _body(data: Any, method: Method) -> Any:
    """Return the shortest example of the request's body; a small valid one where the document shows none."""
    at, body = walk.resolve(data, (*method.pointer, "requestBody"))
    places = [(*at, "content", media_type) for media_type in body["content"]]
    values = [value for place in places for value in _examples(data, place)]
    if not values:
        return placeholders.value(data, (*places[0], "schema"))
    return min(values, key=lambda value: len(json.dumps(value)))


def _shape(parameter: Parameter) -> str:
    return str(parameter.type.shape) if isinstance(parameter.type, Scalar) else ""


def _argument(parameter: Parameter, value: Any) -> str:
    """Return the value as an argument of the client's method."""
    literal = _literal(value, 2)
    return f"{OBJECTS[_shape(parameter)][1]}({literal})" if _shape(parameter) in OBJECTS else literal


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
