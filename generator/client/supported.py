"""State what the package can express; anything else in a document is a problem with a line, never dropped."""

import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from generator.client.schema_formats import FORMATS
from generator.runtime import headers
from generator.runtime.urls import base_address
from generator.spec import unions, walk
from generator.spec.graph_rules import SERVER_NAME
from generator.spec.source import Pointer, Problem, Source

JSON = "application/json"
SUCCESSES = ("200", "201", "202", "204")
# Each keyword of a schema that is accepted, and where it takes effect. "words" are for people only.
SCHEMA = {
    "$ref": "the name of the class or alias",
    "description": "docstring",
    "title": "words",
    "example": "words",
    "examples": "words",
    "externalDocs": "words",
    "deprecated": "docstring",
    "readOnly": "docstring; refused in requests",
    "default": "docstring",
    "type": "annotation",
    "format": "annotation, checked in requests and arguments",
    "enum": "Literal",
    "const": "Literal",
    "properties": "fields",
    "required": "fields without a default",
    "additionalProperties": "dict, or a class that forbids other properties",
    "items": "list",
    "allOf": "base classes",
    "not": "the tags that the last alternative of a union leaves to the others",
    "anyOf": "union",
    "oneOf": "union",
    "discriminator": "tagged union",
    "minimum": "Field(ge), checked in requests and arguments",
    "maximum": "Field(le), checked in requests and arguments",
    "exclusiveMinimum": "Field(gt), checked in requests and arguments",
    "exclusiveMaximum": "Field(lt), checked in requests and arguments",
    "multipleOf": "Field(multiple_of), checked in requests and arguments",
    "minLength": "Field(min_length), checked in requests and arguments",
    "maxLength": "Field(max_length), checked in requests and arguments",
    "minItems": "Field(min_length), checked in requests and arguments",
    "maxItems": "Field(max_length), checked in requests and arguments",
}
PATH_ITEM = ("get", "put", "post", "patch", "delete", "parameters", "summary", "description")
PARAMETER = {
    "name": "argument",
    "in": "path, query or header",
    "required": "arguments without a default",
    "description": "docstring",
    "schema": "annotation and check",
    "example": "words",
    "examples": "words",
    "deprecated": "docstring",
    "style": "only the default of its place",
    "explode": "how an array in a query is written",
}
TIMES = ("date", "date-time")
STYLES = {"path": "simple", "query": "form", "header": "simple"}
SERVER = ("url", "description")
BODY = ("description", "required", "content")
RESPONSE = ("description", "headers", "content")


def problems(source: Source) -> Iterator[Problem]:
    """Yield what the package could not express of a document that has passed the rules of the spec."""
    data = source.data
    for key in ("summary", "description"):
        if not data["info"].get(key):
            yield source.problem(("info",), f"info has no {key}", "add it: the README and the reference begin with it")
    if not any(walk.operations(data)):
        yield source.problem(("paths",), "no operations", "describe one: the client consists of them")
    yield from _servers(source)
    for path, item in data.get("paths", {}).items():
        if not path.startswith("x-"):
            yield from _path(source, path, item)
    for pointer, operation in walk.operations(data):
        for place, parameter in parameters(data, pointer):
            yield from _parameter(source, place, parameter)
        if "requestBody" in operation:
            yield from _request(source, *walk.resolve(data, (*pointer, "requestBody")))
        yield from _responses(source, pointer, operation["responses"])
    for root in walk.schema_roots(source.nodes):
        for node in walk.nodes(root.value, root.pointer, in_schema=True):
            if node.in_schema:
                yield from _schema(source, node.pointer, node.value)


def _path(source: Source, path: str, item: dict[str, Any]) -> Iterator[Problem]:
    yield from _only(source, ("paths", path), item, PATH_ITEM)
    literal = re.sub(r"\{[^}]*\}", "", path)
    if re.search(r"[?#]", literal):
        yield source.problem(("paths", path), "a path with a query or fragment", "describe query parameters instead")
    if re.search(r"%(?![0-9A-Fa-f]{2})", literal):
        yield source.problem(("paths", path), "% in a path without two hexadecimal digits", "write %25")


def _servers(source: Source) -> Iterator[Problem]:
    """Yield servers that the client would not send a token to, and those that it could not tell apart."""
    names: set[object] = set()
    for index, server in enumerate(source.data["servers"]):
        yield from _only(source, ("servers", index), server, SERVER)
        try:
            base_address(server["url"])
        except ValueError as error:
            yield source.problem(("servers", index, "url"), str(error), "correct it")
            continue
        if (name := cloud(server)) in names:
            yield source.problem(("servers", index), f"a second server {name}", f"give it an {SERVER_NAME} of its own")
        names.add(name)


def cloud(server: dict[str, Any]) -> str:
    """Return the name that the client has for the server."""
    return str(server.get(SERVER_NAME, urlsplit(server["url"]).hostname))


def parameters(data: Any, operation: Pointer) -> list[tuple[Pointer, dict[str, Any]]]:
    """Return the parameters of an operation: its own, then those of its path that it does not override."""
    found: dict[tuple[str, str], tuple[Pointer, dict[str, Any]]] = {}
    for holder in (operation, operation[:-1]):
        for index in range(len(walk.look_up(data, holder).get("parameters", []))):
            place, parameter = walk.resolve(data, (*holder, "parameters", index))
            found.setdefault((parameter["in"], parameter["name"]), (place, parameter))
    return list(found.values())


def _parameter(source: Source, place: Pointer, parameter: dict[str, Any]) -> Iterator[Problem]:
    yield from _only(source, place, parameter, PARAMETER)
    where, name = parameter["in"], parameter["name"]
    if where not in STYLES:
        yield source.problem((*place, "in"), f"a {where} parameter", f"use {', '.join(STYLES)}")
        return
    if "schema" not in parameter:
        yield source.problem(place, "a parameter without schema", "add schema")
    if parameter.get("style", STYLES[where]) != STYLES[where]:
        fix = f"use {STYLES[where]}, with explode: false for values separated by commas"
        yield source.problem((*place, "style"), f"the style {parameter['style']}", fix)
    if parameter.get("explode") and where != "query":
        yield source.problem((*place, "explode"), f"explode of a {where} parameter has no effect", "remove it")
    if where == "header" and not headers.NAME.fullmatch(name):
        yield source.problem((*place, "name"), f"invalid header name {name!r:.50}", "write it like If-Match")
    if where == "header" and name.lower() in headers.RESERVED:
        yield source.problem((*place, "name"), f"the header {name} is set by the client itself", "remove the parameter")
    if where == "header" and "schema" in parameter:
        _, schema = walk.resolve(source.data, (*place, "schema"))
        if isinstance(schema, dict) and schema.get("format") in TIMES:
            fix = "remove the format, and describe how it is written: HTTP spells dates otherwise than JSON"
            yield source.problem((*place, "schema"), f"a header parameter of format {schema['format']}", fix)


def _request(source: Source, place: Pointer, body: dict[str, Any]) -> Iterator[Problem]:
    yield from _only(source, place, body, BODY)
    if JSON not in body["content"]:
        yield source.problem((*place, "content"), f"a request body without {JSON}", "add it")
    if not body.get("required"):
        yield source.problem(place, "an optional request body", "write required: true")
    for pointer in _contents(source, place, body):
        if isinstance(pointer, Problem):
            yield pointer
            continue
        named, schema = walk.resolve(source.data, pointer)
        union = unions.union(source.data, schema)
        is_named = named[:-1] == unions.SCHEMAS and isinstance(schema, dict)
        if not is_named or not (schema.get("type") == "object" or (union and not union.others)):
            what = "a request body that is not a named object"
            yield source.problem(pointer, what, "refer to an object under components/schemas")
        elif isinstance(schema.get("additionalProperties"), dict):
            yield source.problem(pointer, "a request body that is a map", "list the properties of the object")


def _responses(source: Source, pointer: Pointer, responses: dict[str, Any]) -> Iterator[Problem]:
    statuses = [status for status in responses if not status.startswith("x-")]
    successes = [status for status in statuses if status[0] not in "45" and status != "default"]
    if not successes:
        yield source.problem((*pointer, "responses"), "no success", f"add one of {', '.join(SUCCESSES)}")
    for status in successes:
        if status not in SUCCESSES:
            place = (*pointer, "responses", status)
            yield source.problem(place, f"the status {status} is not handled", f"use {', '.join(SUCCESSES)}")
    for status in statuses:
        place, response = walk.resolve(source.data, (*pointer, "responses", status))
        yield from _only(source, place, response, RESPONSE)
        yield from (found for found in _contents(source, place, response) if isinstance(found, Problem))


def _contents(source: Source, pointer: Pointer, holder: dict[str, Any]) -> Iterator[Pointer | Problem]:
    """Yield the schemas of the bodies, and what the package could not express of them."""
    for media_type, content in holder.get("content", {}).items():
        place = (*pointer, "content", media_type)
        if media_type != JSON:
            yield source.problem(place, f"the media type {media_type} is not handled", f"use {JSON}")
        yield from _only(source, place, content, ("schema", "example", "examples"))
        if "schema" in content:
            yield (*place, "schema")
        else:
            yield source.problem(place, "a body without schema", "add schema")


def _schema(source: Source, pointer: Pointer, schema: dict[str, Any]) -> Iterator[Problem]:
    yield from _only(source, pointer, schema, SCHEMA, "remove it: the client does not enforce it")
    if "format" in schema and schema["format"] not in FORMATS:
        fix = f"use one of {', '.join(sorted(FORMATS))}"
        yield source.problem((*pointer, "format"), f"the format {schema['format']} is not handled", fix)


def _only(
    source: Source, pointer: Pointer, value: dict[str, Any], handled: Collection[str], fix: str | None = None
) -> Iterator[Problem]:
    for key in value:
        if key not in handled and not key.startswith("x-"):
            advice = fix or f"use only {', '.join(sorted(handled))}"
            yield source.problem((*pointer, key), f"{key} is not handled", advice)
