"""Name what the templates handle; anything else in a document is refused by name and line, never dropped."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from generator.runtime.urls import base_address
from generator.spec import walk
from generator.spec.graph_rules import SERVER_NAME
from generator.spec.source import Pointer, Problem, Source

PATH_ITEM = {"get", "put", "post", "patch", "delete", "parameters", "summary", "description"}
PARAMETER = {"name", "in", "required", "description", "schema", "example", "examples", "deprecated"}
PARAMETER_PLACES = {"path", "query", "header"}
SERVER = {"url", "description"}
BODY = {"description", "required", "content"}
RESPONSE = {"description", "headers", "content"}
JSON = "application/json"
SUCCESSES = {"200", "201", "202", "204"}
SCHEMA = {
    *("$ref", "description", "title", "example", "examples", "deprecated", "readOnly"),
    *("type", "format", "enum", "const", "properties", "required", "additionalProperties", "items"),
    *("allOf", "anyOf", "oneOf", "discriminator"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minLength", "maxLength", "minItems", "maxItems"),
}
FORMATS = {"date-time", "date", "int32"}


def problems(source: Source) -> Iterator[Problem]:
    """Yield what the templates would have to drop in a document that has passed `check`."""
    data = source.data
    for key in ("summary", "description"):
        if not data["info"].get(key):
            yield source.problem(("info",), f"info has no {key}", "add it: the README and the reference begin with it")
    if not any(walk.operations(data)):
        yield source.problem(("paths",), "no operations", "describe one: the client consists of them")
    yield from _servers(source)
    for path, item in data.get("paths", {}).items():
        yield from _only(source, ("paths", path), item, PATH_ITEM)
    for pointer, operation in walk.operations(data):
        for place, parameter in parameters(data, pointer):
            yield from _only(source, place, parameter, PARAMETER)
            yield from _of(source, (*place, "in"), parameter["in"], PARAMETER_PLACES)
            if parameter["in"] == "path" and "schema" in parameter:
                _, schema = walk.resolve(data, (*place, "schema"))
                kind = schema.get("type") if isinstance(schema, dict) else schema
                yield from _of(source, (*place, "schema"), str(kind), {"string", "integer"})
        if "requestBody" in operation:
            place, body = walk.resolve(data, (*pointer, "requestBody"))
            yield from _only(source, place, body, BODY)
            yield from _content(source, place, body)
            if JSON not in body["content"]:
                yield source.problem((*place, "content"), f"a request body without {JSON}", "add it")
            if not body.get("required"):
                yield source.problem(place, "an optional request body", "write required: true")
        successes = [status for status in operation["responses"] if status[0] not in "45d"]
        yield from _of(source, (*pointer, "responses"), " and ".join(successes), SUCCESSES)
        for status in operation["responses"]:
            place, response = walk.resolve(data, (*pointer, "responses", status))
            yield from _only(source, place, response, RESPONSE)
            yield from _content(source, place, response)
    for root in walk.schema_roots(data):
        for node in walk.nodes(root.value, root.pointer, in_schema=True):
            yield from _schema(source, node.pointer, node.value)


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


def _content(source: Source, pointer: Pointer, holder: dict[str, Any]) -> Iterator[Problem]:
    for media_type, content in holder.get("content", {}).items():
        place = (*pointer, "content", media_type)
        yield from _of(source, place, media_type, {JSON})
        yield from _only(source, place, content, {"schema", "example", "examples"})
        if "schema" not in content:
            yield source.problem(place, "a body without schema", "add schema")
        elif "required" in holder:  # it is a request
            named, schema = walk.resolve(source.data, (*place, "schema"))
            if named[:-1] != ("components", "schemas") or schema.get("type") != "object":
                what = "a request body that is no named object"
                yield source.problem(named, what, "name its schema, and write type: object")


def _schema(source: Source, pointer: Pointer, schema: dict[str, Any]) -> Iterator[Problem]:
    if pointer[-1] == "discriminator" and pointer[-2] != "properties":
        return
    yield from _only(source, pointer, schema, SCHEMA)
    if "format" in schema:
        yield from _of(source, (*pointer, "format"), schema["format"], FORMATS)
    component = pointer[:-1] == ("components", "schemas")
    if "allOf" in schema:
        *parents, last = schema["allOf"]
        named = all(set(part) == {"$ref"} for part in parents) and set(last) <= {
            *("type", "properties", "required", "description", "$ref")
        }
        if not (component and named):
            fix = "write allOf in a named schema: base types by $ref, then one object with properties"
            yield source.problem((*pointer, "allOf"), "allOf other than inheritance", fix)
        beside = sorted(schema.keys() & {"properties", "required", "anyOf", "oneOf", "enum", "additionalProperties"})
        yield from (source.problem((*pointer, key), f"{key} beside allOf", "move it into allOf") for key in beside)
    elif "properties" in schema and schema.get("type") != "object":
        yield source.problem((*pointer, "properties"), "properties of what is no plain object", "write type: object")
    elif "properties" in schema and not component and pointer[-2] != "allOf":
        yield source.problem((*pointer, "properties"), "an object without a name", "name it under components/schemas")
    if "discriminator" in schema and not (component and all("$ref" in part for part in schema.get("oneOf", [{}]))):
        yield source.problem((*pointer, "discriminator"), "discriminator without oneOf of named schemas", "name them")
    if isinstance(schema.get("additionalProperties"), dict) and "properties" in schema:
        fix = "use the one or the other"
        yield source.problem((*pointer, "additionalProperties"), "a map that has properties too", fix)


def _only(source: Source, pointer: Pointer, value: dict[str, Any], handled: set[str]) -> Iterator[Problem]:
    for key in value:
        if key not in handled and not key.startswith("x-"):
            fix = f"the templates handle {', '.join(sorted(handled))}"
            yield source.problem((*pointer, key), f"{key} is not handled", fix)


def _of(source: Source, pointer: Pointer, value: Any, handled: set[str]) -> Iterator[Problem]:
    if value not in handled:
        fix = f"the templates handle {', '.join(sorted(handled))}"
        yield source.problem(pointer, f"{value} is not handled", fix)
