"""Judge the house rules of the spec that a machine can judge; CONTRIBUTING.md gives their reasons."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import jsonschema_specifications
from jsonschema import Draft202012Validator

from generator.spec import walk
from generator.spec.source import Pointer, Problem, Source

VERSION = "3.1.1"
DOCUMENT_ORDER = ("openapi", "info", "servers", "security", "tags", "paths", "components")
COMPONENTS_ORDER = ("securitySchemes", "parameters", "headers", "responses", "examples", "schemas")
OPERATION_ORDER = (
    *("operationId", "summary", "description", "tags", "externalDocs"),
    *("parameters", "requestBody", "responses"),
)
PERMISSION_TYPES = ("delegatedWork", "delegatedPersonal", "application")
SECURITY_AND_MEDIA_HEADERS = ("authorization", "content-type", "accept")
ERROR_SCHEMA = ("components", "schemas", "ODataError")
# A pattern can take for ever, and readers differ on its dialect; the others change what a $ref means.
UNUSED_KEYWORDS = (
    "pattern",
    "patternProperties",
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$schema",
    "$defs",
)
# OpenAPI's int32 is here for its name; the bounds say what it means.
ASSERTED_FORMATS = frozenset(Draft202012Validator.FORMAT_CHECKER.checkers) | {"int32"}
COMPOSITION = ("allOf", "anyOf", "oneOf", "not", "if", "unevaluatedProperties")


def problems(source: Source) -> Iterator[Problem]:
    """Yield what breaks a rule in a document that is valid OpenAPI 3.1."""
    for rule in (
        _order,
        _operations,
        _permissions,
        _names,
        _descriptions,
        _parameters,
        _required,
        _requests,
        _responses,
        _enums,
        _unused,
    ):
        yield from rule(source)


def _order(source: Source) -> Iterator[Problem]:
    if source.data["openapi"] != VERSION:
        yield source.problem(("openapi",), f"the version is {source.data['openapi']}", f"write openapi: {VERSION}")
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc|\.dev)\d+)?", source.data["info"]["version"]):
        fix = "write it like 1.2.3 or 1.2.3rc1: it is the package's version too"
        yield source.problem(("info", "version"), f"version {source.data['info']['version']!r}", fix)
    if not source.data.get("servers"):
        yield source.problem((), "no servers", "name at least one: the client needs an address")
    yield from _in_order(source, (), DOCUMENT_ORDER)
    if "components" in source.data:
        yield from _in_order(source, ("components",), COMPONENTS_ORDER)
    for pointer, _ in walk.operations(source.data):
        yield from _in_order(source, pointer, OPERATION_ORDER)


def _in_order(source: Source, pointer: Pointer, order: Sequence[str]) -> Iterator[Problem]:
    keys = list(walk.look_up(source.data, pointer))
    for key in keys:
        if key not in order and not key.startswith("x-"):
            yield source.problem((*pointer, key), f"{key} is not used in this spec", f"use {', '.join(order)} or x-")
    rank = [order.index(key) if key in order else len(order) for key in keys]
    for (before, previous), (after, key) in pairwise(zip(rank, keys, strict=True)):
        if before > after:
            yield source.problem(
                (*pointer, key), f"{key} stands after {previous}", f"keep the order {', '.join(order)}"
            )


def _operations(source: Source) -> Iterator[Problem]:
    tags = [tag["name"] for tag in source.data.get("tags", [])]
    for pointer, operation in walk.operations(source.data):
        for key in ("operationId", "summary", "description", "externalDocs", "x-ms-permissions"):
            if not operation.get(key):
                yield source.problem(pointer, f"the operation has no {key}", f"add {key}")
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            yield source.problem(
                (*pointer, "tags"), "not exactly one declared tag", f"declared at the top are: {', '.join(tags)}"
            )
        if operation.get("x-uri-inferred") and "inferred" not in operation.get("description", ""):
            fix = "say in the description that the path is inferred"
            yield source.problem((*pointer, "x-uri-inferred"), "the inferred path is not told", fix)


def _permissions(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        place = (*pointer, "x-ms-permissions")
        permissions = operation.get("x-ms-permissions")
        fix = f"give {', '.join(PERMISSION_TYPES)}, each a list of names, [] (not supported) or null (not documented)"
        if permissions and (not isinstance(permissions, dict) or tuple(permissions) != PERMISSION_TYPES):
            yield source.problem(place, "the permission types are not the three", fix)
        elif permissions:
            for key, names in permissions.items():
                if names is not None and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
                    yield source.problem((*place, key), "neither null nor a list of names", fix)


def _names(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        name = operation.get("operationId", "a")
        if not re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", name):
            yield source.problem((*pointer, "operationId"), f"{name} is not camelCase", "write it like createRun")
    for kind, components in source.data.get("components", {}).items():
        for name in components:
            if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
                yield source.problem(("components", kind, name), f"{name} is not PascalCase", "write it like RunStatus")


def _descriptions(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        parent = pointer[-2:-1]
        if in_schema:
            described = parent == ("properties",) or pointer[:-1] == ("components", "schemas")
        else:
            described = parent in (("parameters",), ("headers",), ("responses",)) or pointer[-1:] == ("requestBody",)
        if described and "$ref" not in value and not value.get("description"):
            yield source.problem(pointer, "no description", "describe it in a sentence of your own")


def paths(source: Source) -> Iterator[Problem]:
    """Yield paths that cannot be told apart, or that openapi-spec-validator cannot read."""
    templates: dict[str, str] = {}
    for path in source.data.get("paths", {}):
        template = re.sub(r"\{[^{}]*\}", "{}", path)
        if re.search(r"[{}]", template.replace("{}", "")):
            yield source.problem(("paths", path), "unbalanced braces in the path", "write {name}")
        if (first := templates.setdefault(template, path)) != path:
            yield source.problem(("paths", path), f"the same path as {first} but for names", "join the two")


def _parameters(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        found = value.get("parameters")
        seen: set[tuple[Any, Any]] = set()
        for index in range(len(found)) if isinstance(found, list) and not in_schema else ():
            _, parameter = walk.resolve(source.data, (*pointer, "parameters", index))
            if (key := (parameter["in"], parameter["name"])) in seen:
                place = (*pointer, "parameters", index)
                yield source.problem(place, f"{key[1]} stands twice in {key[0]}", "remove one of the two")
            seen.add(key)
    for pointer, value, in_schema in walk.nodes(source.data):
        header = not in_schema and value.get("in") == "header"
        if header and str(value.get("name")).lower() in SECURITY_AND_MEDIA_HEADERS:
            fix = "remove it: security and content say this, and OpenAPI ignores such parameters"
            yield source.problem(pointer, f"{value['name']} as a parameter", fix)


@cache
def _known_keywords() -> frozenset[str]:
    """Return the keywords of JSON Schema 2020-12 and those that OpenAPI 3.1 adds."""
    registry = jsonschema_specifications.REGISTRY
    meta = (f"https://json-schema.org/draft/2020-12/meta/{name}" for name in _VOCABULARIES)
    return frozenset().union(*(registry.contents(uri)["properties"] for uri in meta)) | _OPENAPI_KEYWORDS


_VOCABULARIES = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
_OPENAPI_KEYWORDS = frozenset({"discriminator", "example", "externalDocs", "xml"})


def keywords(source: Source) -> Iterator[Problem]:
    """Yield keywords and formats that mean nothing here, or that must not meet a validator."""
    for root in walk.schema_roots(source.data):
        for pointer, value, _ in walk.nodes(root.value, root.pointer, in_schema=True):
            if pointer[-1] in ("discriminator", "externalDocs", "xml", "mapping") and pointer[-2] != "properties":
                continue
            for key in value:
                if key == "nullable":
                    fix = "write type: [string, 'null'], or anyOf with type: 'null'"
                    yield source.problem((*pointer, key), "nullable is OpenAPI 3.0", fix)
                elif key in UNUSED_KEYWORDS:
                    yield source.problem((*pointer, key), f"{key} is not used in this spec", "remove it")
                elif key not in _known_keywords() and not key.startswith("x-"):
                    nearest = difflib.get_close_matches(key, _known_keywords(), n=1)
                    fix = f"did you mean {nearest[0]}?" if nearest else "remove it, or begin it with x-"
                    yield source.problem((*pointer, key), f"{key} is no keyword of JSON Schema 2020-12", fix)
            if str(value.get("format", "int32")) not in ASSERTED_FORMATS:
                fix = f"use one of {', '.join(sorted(ASSERTED_FORMATS))}"
                yield source.problem((*pointer, "format"), f"no validator asserts the format {value['format']}", fix)
            if value.get("format") == "date-time" and value.get("type") != "string":
                fix = "write anyOf: [{type: string, format: date-time}, {type: 'null'}]"
                yield source.problem((*pointer, "type"), "a date-time that is not simply a string", fix)


def _required(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        if in_schema and isinstance(value.get("properties"), dict) and isinstance(value.get("required"), list):
            for index, name in enumerate(value["required"]):
                if name not in value["properties"]:
                    place = (*pointer, "required", index)
                    yield source.problem(place, f'"{name}" is required but no property', "correct one of the two")


def _bodies(source: Source, holder: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield the resolved schemas of the contents of a request body or response."""
    place, value = walk.resolve(source.data, holder)
    for media_type, content in value.get("content", {}).items():
        if "schema" in content:
            yield walk.resolve(source.data, (*place, "content", media_type, "schema"))


def _requests(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        if "requestBody" not in operation:
            continue
        for place, schema in _bodies(source, (*pointer, "requestBody")):
            if not isinstance(schema, dict) or schema.get("additionalProperties") is not False:
                yield source.problem(place, "the request schema is open", "add additionalProperties: false")
                continue
            for key in COMPOSITION:
                if key in schema:
                    yield source.problem((*place, key), f"{key} in a request schema", "list its properties flat")
            odata_type = schema.get("properties", {}).get("@odata.type")
            required = "@odata.type" in schema.get("required", [])
            usual = isinstance(odata_type, dict) and odata_type.keys() == {"description", "type", "enum"}
            if odata_type is not None and (required or not usual):
                fix = "make it optional, with an enum that begins with the canonical name, and no default"
                yield source.problem((*place, "properties", "@odata.type"), "@odata.type is not as in requests", fix)


def _responses(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        responses = operation.get("responses", {})
        for status in ("4XX", "5XX"):
            if status not in responses:
                yield source.problem((*pointer, "responses"), f"no response {status}", "add the common one")
        for status in responses:
            place, response = walk.resolve(source.data, (*pointer, "responses", status))
            bodies = [pointer for pointer, _ in _bodies(source, place)]
            if status == "204" and response.get("content"):
                yield source.problem((*place, "content"), "a 204 with content", "remove the content (RFC 9110, 15.3.5)")
            if status in ("429", "503") and "Retry-After" not in response.get("headers", {}):
                yield source.problem(place, f"the {status} has no Retry-After header", "add it")
            if status[0] in "45" and bodies != [ERROR_SCHEMA]:
                fix = f"give it the schema {ERROR_SCHEMA[-1]}"
                yield source.problem(place, "the error is not in Graph's envelope", fix)
            for body in bodies:
                yield from _open(source, body, set())


def _open(source: Source, pointer: Pointer, seen: set[Pointer]) -> Iterator[Problem]:
    """Yield what a response schema, or one that it refers to, closes."""
    if pointer in seen:
        return
    seen.add(pointer)
    for place, value, _ in walk.nodes(walk.look_up(source.data, pointer), pointer, in_schema=True):
        for key in ("additionalProperties", "unevaluatedProperties"):
            if value.get(key) is False:
                yield source.problem((*place, key), "the response schema is closed", f"remove {key}")
        if "$ref" in value:
            target = walk.target(value["$ref"])
            alternatives = walk.look_up(source.data, place[:-1])
            if "enum" not in walk.look_up(source.data, target):
                yield from _open(source, target, seen)
            elif not (isinstance(alternatives, list) and {"type": "string"} in alternatives):
                fix = "write anyOf: [{$ref: …}, {type: string}]"
                yield source.problem((*place, "$ref"), "the response takes no further enum members", fix)


def _enums(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        if not in_schema or "enum" not in value or pointer[-1] == "@odata.type":
            continue
        if pointer[:-1] != ("components", "schemas"):
            yield source.problem((*pointer, "enum"), "an enum without a name", "name it under components/schemas")
        elif len({str(member) for member in value["enum"]}) < len(value["enum"]):
            yield source.problem((*pointer, "enum"), "a member stands twice", "remove one of the two")
        elif value.get("type") != "integer" and "unknownFutureValue" not in value["enum"]:
            yield source.problem((*pointer, "enum"), "the enum cannot evolve", "add unknownFutureValue")


def _unused(source: Source) -> Iterator[Problem]:
    used = {walk.target(node.value["$ref"]) for node in walk.nodes(source.data) if "$ref" in node.value}
    for kind, components in source.data.get("components", {}).items():
        for name in components:
            if kind != "securitySchemes" and ("components", kind, name) not in used:
                yield source.problem(("components", kind, name), f"{name} is not used", "use it or remove it")
