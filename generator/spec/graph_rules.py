"""Rules for documents of Microsoft Graph, and the names that Graph gives to things."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from generator.spec import walk
from generator.spec.source import Pointer, Problem, Source

ERROR_SCHEMA = "ODataError"
ANNOTATION = "@odata."
TYPE_PROPERTY = "@odata.type"
CONTEXT = "@odata.context"
NEXT_LINK = "@odata.nextLink"
COUNT = "@odata.count"
ITEMS = "value"
SELECT = "$select"
FILTER = "$filter"
ORDER_BY = "$orderby"
SEARCH = "$search"
TOP = "$top"
COUNT_OPTION = "$count"
NEXT_PAGE = "$skiptoken"
UNKNOWN_MEMBER = "unknownFutureValue"
RETRY_AFTER = "Retry-After"
PERMISSIONS = "x-ms-permissions"
DELEGATED_WORK, DELEGATED_PERSONAL, APPLICATION = "delegatedWork", "delegatedPersonal", "application"
PERMISSION_TYPES = (DELEGATED_WORK, DELEGATED_PERSONAL, APPLICATION)
PATH_INFERRED = "x-uri-inferred"
PAGEABLE = "x-ms-pageable"
AVAILABILITY = "x-availability"
DRAFT, LIVE = "draft", "live"
AVAILABILITIES = (DRAFT, LIVE)
CLOUDS = "x-clouds"
DIRECTORY_ROLES = "x-directory-roles"
SERVER_NAME = "x-name"
# Errors are documented under `default`, or in other documents under both ranges.
ERRORS = "default"
ERROR_RANGES = {"4XX", "5XX"}


def _permissions(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        place = (*pointer, PERMISSIONS)
        permissions = operation.get(PERMISSIONS)
        fix = f"give {', '.join(PERMISSION_TYPES)}, each a list of names, [] (not supported) or null (not documented)"
        if not permissions:
            yield source.problem(pointer, f"the operation has no {PERMISSIONS}", f"add {PERMISSIONS}")
        elif not isinstance(permissions, dict) or tuple(permissions) != PERMISSION_TYPES:
            yield source.problem(place, "wrong permission types", fix)
        else:
            for key, names in permissions.items():
                if names is not None and not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
                    yield source.problem((*place, key), "neither null nor a list of names", fix)


def _extensions(source: Source) -> Iterator[Problem]:
    """Yield what operations say of their availability, clouds and directory roles in a way that is not understood."""
    servers = source.data.get("servers", [])
    clouds = [str(server.get(SERVER_NAME, _host(server["url"]))) for server in servers]
    for pointer, operation in walk.operations(source.data):
        if AVAILABILITY in operation and operation[AVAILABILITY] not in AVAILABILITIES:
            what = f"{AVAILABILITY} is {operation[AVAILABILITY]!r:.50}"
            yield source.problem((*pointer, AVAILABILITY), what, f"write {' or '.join(AVAILABILITIES)}")
        for key in (CLOUDS, DIRECTORY_ROLES):
            names = operation.get(key, ["any"])
            if not isinstance(names, list) or not names or not all(isinstance(name, str) and name for name in names):
                fix = "list names, or leave it out if nothing is documented"
                yield source.problem((*pointer, key), f"{key} is not a list of names", fix)
            elif len(set(names)) < len(names):
                yield source.problem((*pointer, key), f"duplicate name in {key}", "remove one of the two")
        limited = operation.get(CLOUDS)
        for index, name in enumerate(limited if isinstance(limited, list) else []):
            if name not in clouds:
                place = (*pointer, CLOUDS, index)
                yield source.problem(place, f"no server is named {name!r:.50}", f"use {', '.join(clouds)}")


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # the package refuses it
        return None


def _inferred_paths(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        if PATH_INFERRED in operation and not isinstance(operation[PATH_INFERRED], bool):
            yield source.problem((*pointer, PATH_INFERRED), f"{PATH_INFERRED} is not a boolean", "write true or false")
        elif operation.get(PATH_INFERRED) and "inferred" not in operation.get("description", ""):
            fix = "state in the description that the path is inferred"
            yield source.problem((*pointer, PATH_INFERRED), "the description does not mention the inferred path", fix)


def _type_properties(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        if "requestBody" not in operation:
            continue
        for place, schema in walk.body_schemas(source.data, (*pointer, "requestBody")):
            if not isinstance(schema, dict):
                continue  # schema_rules refuses it
            odata_type = schema.get("properties", {}).get(TYPE_PROPERTY)
            required = TYPE_PROPERTY in schema.get("required", [])
            usual = isinstance(odata_type, dict) and odata_type.keys() == {"description", "type", "enum"}
            if odata_type is not None and (required or not usual):
                fix = "make it optional, with an enum that begins with the canonical name, and no default"
                yield source.problem(
                    (*place, "properties", TYPE_PROPERTY), f"{TYPE_PROPERTY} differs from the form for requests", fix
                )


def _responses(source: Source) -> Iterator[Problem]:
    seen: set[Pointer] = set()
    for pointer, operation in walk.operations(source.data):
        responses = operation.get("responses", {})
        if ERRORS not in responses and not responses.keys() >= ERROR_RANGES:
            fix = f"add {ERRORS} with the schema {ERROR_SCHEMA}"
            yield source.problem((*pointer, "responses"), "errors are not documented", fix)
        for status in walk.members(responses):
            place, response = walk.resolve(source.data, (*pointer, "responses", status))
            bodies = [pointer for pointer, _ in walk.body_schemas(source.data, place)]
            if status in ("429", "503") and RETRY_AFTER not in response.get("headers", {}):
                yield source.problem(place, f"the {status} response has no {RETRY_AFTER} header", "add it")
            if status[0] in "45d" and bodies != [("components", "schemas", ERROR_SCHEMA)]:
                fix = f"give it the schema {ERROR_SCHEMA}"
                yield source.problem(place, "the error response is not Graph's envelope", fix)
            for body in bodies:
                yield from _open(source, body, seen)


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
            target, schema = walk.resolve(source.data, place)
            alternatives = walk.look_up(source.data, place[:-1])
            if not isinstance(schema, dict) or "enum" not in schema:
                yield from _open(source, target, seen)
            elif not (isinstance(alternatives, list) and {"type": _type(schema)} in alternatives):
                fix = f"write anyOf: [{{$ref: …}}, {{type: {_type(schema)}}}]"
                yield source.problem((*place, "$ref"), "the response accepts no further enum members", fix)


def _type(schema: dict[str, Any]) -> str:
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    return next((str(name) for name in types if name != "null"), "string")


def _enums(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in source.nodes:
        named = in_schema and pointer[:-1] == ("components", "schemas")
        if named and "enum" in value and _type(value) == "string" and UNKNOWN_MEMBER not in value["enum"]:
            yield source.problem((*pointer, "enum"), "the enum has no member for future ones", f"add {UNKNOWN_MEMBER}")


RULES = (_permissions, _extensions, _inferred_paths, _type_properties, _responses, _enums)
