"""Read the operations of a checked document into methods, grouped by tag."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from generator.client import supported
from generator.client.api_model import Api, Body, Check, Group, Method, Parameter
from generator.client.api_types import ANY, NULL, Enum, ListOf, MapOf, Ref, Scalar, Tagged, Type, Union
from generator.client.class_reader import ClassReader, notes
from generator.client.names import class_name, group_class, parameter_name, python_name, reserved
from generator.client.schema_reader import SCHEMAS, SchemaReader
from generator.runtime.headers import VALUE
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import (
    APPLICATION,
    AVAILABILITY,
    CLOUDS,
    DELEGATED_PERSONAL,
    DELEGATED_WORK,
    DIRECTORY_ROLES,
    PAGEABLE,
    PATH_INFERRED,
    PERMISSIONS,
)
from generator.spec.list_rules import item_schema
from generator.spec.source import InvalidSpecError, Pointer, Problem

# Texts whose literals in OData are not plain strings.
WITHOUT_LITERAL = {"Duration", "Time", "Base64"}
PLAIN = {"str", "int", "float", "bool"}
PERMISSION_TYPES = {
    DELEGATED_WORK: "delegated work or school account",
    DELEGATED_PERSONAL: "delegated personal account",
    APPLICATION: "application",
}


def read(document: Document) -> Api:
    """Return the typed model of the document. Raises InvalidSpecError with all that the package could not express."""
    api, problems = _read(document)
    if problems or api is None:
        raise InvalidSpecError(sorted(problems), last=api is not None)
    return api


def refusals(document: Document) -> list[Problem]:
    """Return what the package could not express."""
    return _read(document)[1]


def _read(document: Document) -> tuple[Api | None, list[Problem]]:
    reader = SchemaReader(document)
    reader.problems += dict.fromkeys(supported.problems(document))
    reader.name_problems()
    order = reader.order_of_aliases()
    if reader.problems:
        return None, reader.problems
    aliases = tuple(reader.alias(name) for name in order)
    classes = ClassReader(reader, sent(document)).all()
    groups = tuple(_groups(reader))
    return Api(classes, aliases, groups), reader.problems


def sent(document: Document) -> set[str]:
    """Return the names of the schemas that requests refer to, by others too."""
    found: set[Pointer] = set()

    def follow(value: Any) -> None:
        for node in walk.nodes(value):
            if "$ref" in node.value and (pointer := walk.target(node.value["$ref"])) not in found:
                found.add(pointer)
                follow(walk.look_up(document.data, pointer))

    for _, operation in walk.operations(document.data):
        follow(operation.get("requestBody"))
    return {str(pointer[-1]) for pointer in found if pointer[:-1] == SCHEMAS}


def _groups(reader: SchemaReader) -> Iterator[Group]:
    document = reader.document
    tags: list[dict[str, Any]] = document.data.get("tags", [])
    methods: dict[str, list[Method]] = {tag["name"]: [] for tag in tags}
    for pointer, operation in walk.operations(document.data):
        made = _method(reader, pointer, operation)
        same_tag = methods[operation["tags"][0]]
        others = {method.name: method.operation_id for method in same_tag}
        _distinct(reader, (*pointer, "operationId"), others, made.name, made.operation_id)
        same_tag.append(made)
    taken = {*reserved().group_classes, *map(class_name, reader.schemas)}
    owners: dict[str, str] = {}
    for index, tag in enumerate(tags):
        name = python_name(tag["name"], reserved().groups, "tag")
        _distinct(reader, ("tags", index, "name"), owners, name, f"the tag {tag['name']}")
        chosen = group_class(tag["name"], taken)
        taken |= {chosen, f"Async{chosen}"}
        module = name + "_" * (name in reserved().modules)
        if methods[tag["name"]]:
            description = tag.get("description", "")
            checked = tuple(_with_checks(methods[tag["name"]]))
            shared = tuple(name for name in checked[0].headers if all(name in method.headers for method in checked))
            own = [tuple(name for name in method.headers if name not in shared) for method in checked]
            made_methods = tuple(replace(method, headers=names) for method, names in zip(checked, own, strict=True))
            yield Group(("tags", index), name, tag["name"], module, chosen, description, made_methods, shared)


def _distinct(reader: SchemaReader, pointer: Pointer, owners: dict[str, str], name: str, owner: str) -> None:
    """Note a problem if another owner has the Python name."""
    if (other := owners.setdefault(name, owner)) is not owner:
        reader.refuse(pointer, f"the Python name {name} is taken by {other}", "rename one of the two")


def _method(reader: SchemaReader, pointer: tuple[str, str, str], operation: dict[str, Any]) -> Method:
    _, path, http_method = pointer
    parameters: list[Parameter] = []
    owners: dict[str, str] = {}
    for found in supported.parameters(reader.document.data, pointer):
        made = _parameter(reader, *found)
        if made.place == "path" and _in_parentheses(path, made.wire_name):
            made = _argument(reader, made)
        _distinct(reader, found[0], owners, made.name, f"the {made.place} parameter {made.wire_name}")
        parameters.append(made)
    parameters.sort(key=lambda one: path.find(f"{{{one.wire_name}}}") if one.place == "path" else len(path))
    permissions = operation.get(PERMISSIONS, {})
    named: dict[tuple[str, ...], list[str]] = {}  # the types of permission that need these names
    for kind, names in permissions.items():
        if names:
            named.setdefault(tuple(names), []).append(PERMISSION_TYPES[kind])
    successes = [status for status in operation["responses"] if status[0] == "2"]
    items = item_schema(reader.document.data, pointer) if PAGEABLE in operation else None
    return Method(
        pointer=pointer,
        name=python_name(operation["operationId"], reserved().members),
        operation_id=operation["operationId"],
        http_method=http_method.upper(),
        path=quote(path, safe="/$:@!&'()*+,;=~{}%"),
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        documentation=operation.get("externalDocs", {}).get("description", ""),
        url=operation.get("externalDocs", {}).get("url", ""),
        permissions="; ".join(f"{_any_of(names)} ({', '.join(kinds)})" for names, kinds in named.items()) or None,
        no_permissions="not documented" if None in permissions.values() else "none",
        inferred=operation.get(PATH_INFERRED, False),
        deprecated=operation.get("deprecated", False),
        parameters=tuple(parameters),
        body=_request(reader, pointer, operation),
        successes=tuple(successes),
        result=_result(reader, pointer, successes),
        headers=tuple(_headers(reader, pointer, successes)),
        item=reader.type(items, strict=False) if items else None,
        availability=operation.get(AVAILABILITY),
        clouds=tuple(operation.get(CLOUDS, ())),
        roles=tuple(operation.get(DIRECTORY_ROLES, ())),
    )


def _any_of(names: Sequence[str]) -> str:
    """Return the names of permissions, of which one is enough."""
    return f"{'one of ' if len(names) > 1 else ''}{', '.join(names)}"


def _request(reader: SchemaReader, pointer: Pointer, operation: dict[str, Any]) -> Body | None:
    if "requestBody" not in operation:
        return None
    place, body = walk.resolve(reader.document.data, (*pointer, "requestBody"))
    schema = (*place, "content", supported.JSON, "schema")
    return Body(schema, reader.type(schema, strict=True), body.get("description", ""))


def _result(reader: SchemaReader, pointer: Pointer, successes: list[str]) -> Body | None:
    """Return what a success has in its body: one type for all statuses, or nothing for some of them."""
    results: list[Body] = []
    for status in successes:
        place, response = walk.resolve(reader.document.data, (*pointer, "responses", status))
        if response.get("content"):
            schema = (*place, "content", supported.JSON, "schema")
            results.append(Body(schema, reader.type(schema, strict=False), response["description"]))
    if not results:
        return None
    if any(result.type != results[0].type for result in results):
        what = f"the successes {', '.join(successes)} have different bodies"
        reader.refuse((*pointer, "responses"), what, "give them one schema")
    first = results[0]
    return Body(first.pointer, first.type, first.description, optional=len(results) < len(successes))


def _headers(reader: SchemaReader, pointer: Pointer, successes: list[str]) -> Iterator[str]:
    for status in successes:
        _, response = walk.resolve(reader.document.data, (*pointer, "responses", status))
        yield from (name for name in response.get("headers", {}) if not name.startswith("x-"))


def _parameter(reader: SchemaReader, place: Pointer, parameter: dict[str, Any]) -> Parameter:
    schema_place, schema = walk.resolve(reader.document.data, (*place, "schema"))
    strict = reader.type((*place, "schema"), strict=True)
    required = parameter.get("required", False)
    name = parameter_name(parameter["name"], reserved().members)
    if not _sendable(strict, parameter["in"]):
        fix = "use a string, number or boolean, an enum, or in a query an array of these"
        reader.refuse(schema_place, f"unsupported type for a {parameter['in']} parameter", fix)
    schema = schema if isinstance(schema, dict) else {}
    for member in _members(strict) if parameter["in"] == "header" else ():
        if isinstance(member, str) and not VALUE.fullmatch(member):
            at = (*schema_place, "enum", schema["enum"].index(member)) if "enum" in schema else schema_place
            fix = "remove it: the value of a header is visible ASCII on one line"
            reader.refuse(at, f"the header {parameter['name']} cannot carry {member!r:.50}", fix)
    note = " ".join(filter(None, [parameter.get("description", ""), *notes({**schema, **parameter})]))
    constant = repr(schema["const"]) if required and "const" in schema else None
    # An empty segment of a path is refused in any case.
    unchecked = parameter["in"] == "path" and strict == Scalar("str", "string", (("min_length", 1),))
    check = Check("", name, strict.python) if _needs_check(strict) and not unchecked else None
    # An array in a query is repeated, unless the document says otherwise.
    joined = isinstance(_target(strict), ListOf) and parameter.get("explode", True) is False
    return Parameter(
        place, parameter["in"], parameter["name"], name, plain(strict), required, note, joined, strict, check, constant
    )


def _in_parentheses(path: str, name: str) -> bool:
    """Whether the parameter is an argument of an OData function, such as `summary(start={start})`."""
    before = path.partition(f"{{{name}}}")[0]
    return before.count("(") > before.count(")")


def _argument(reader: SchemaReader, parameter: Parameter) -> Parameter:
    """Return the argument of an OData function with how it is written: texts between quotes, all else without."""
    kind = _target(parameter.checked)
    parts = kind.parts if isinstance(kind, Union) else (kind,)
    texts = [_is_text(_target(part)) for part in parts]
    odd = any(isinstance(part, Scalar) and part.name in WITHOUT_LITERAL for part in map(_target, parts))
    if odd or len(set(texts)) > 1:
        fix = "use a string without a format, a date-time, date, uuid, number or boolean"
        reader.refuse((*parameter.pointer, "schema"), "an argument of a function that cannot be written", fix)
    return replace(parameter, quoted=texts[0])


def _is_text(kind: Type) -> bool:
    if isinstance(kind, Enum):
        return any(isinstance(member, str) for member in kind.members)
    return isinstance(kind, Scalar) and kind.shape == "string"


def _sendable(kind: Type, place: str) -> bool:
    kind = _target(kind)
    if isinstance(kind, ListOf):
        return place == "query" and _sendable(kind.item, "item")
    if isinstance(kind, Union):
        return all(_sendable(part, "item") for part in kind.parts)
    return isinstance(kind, Enum | Scalar) and kind not in (ANY, NULL) and not kind.nullable


def _target(kind: Type) -> Type:
    return _target(kind.alias) if isinstance(kind, Ref) and kind.alias else kind


def _members(kind: Type) -> Iterator[object]:
    """Yield the members of the enums in the type."""
    kind = _target(kind)
    if isinstance(kind, Enum):
        yield from kind.members
    elif isinstance(kind, Union):
        for part in kind.parts:
            yield from _members(part)


def _needs_check(kind: Type) -> bool:
    kind = _target(kind)
    match kind:
        case Scalar():
            return bool(kind.limits) or kind.name not in PLAIN
        case ListOf():
            return bool(kind.limits) or _needs_check(kind.item)
        case Union():
            # An enum that takes other texts too takes any.
            return not kind.marks and any(_needs_check(part) for part in kind.parts)
    return True


def plain(kind: Type) -> Type:
    """Return the type of an argument as a signature shows it: limits are checked, not shown."""
    match kind:
        case Ref() if kind.alias:
            return kind if isinstance(_target(kind), Enum) else plain(kind.alias)
        case Scalar() if kind.shape in ("string", "uuid"):
            return Scalar("str", kind.shape)
        case Scalar():
            return Scalar(kind.name, kind.shape)
        case ListOf():
            return ListOf(plain(kind.item))
        case Union():
            return Union(tuple(plain(part) for part in kind.parts))
        case Enum() | MapOf() | Tagged() | Ref():
            return kind


def _with_checks(methods: list[Method]) -> Iterator[Method]:
    """Name the checks: two arguments of one module share a check if they have the same name and type."""
    named: dict[tuple[str, str], str] = {}
    for method in methods:
        parameters = []
        for parameter in method.parameters:
            if parameter.check:
                key = (parameter.check.argument, parameter.check.python)
                constant = "_" + re.sub(r"_+$", "", parameter.name).upper()
                while key not in named and constant in named.values():
                    constant += "_"
                check = replace(parameter.check, constant=named.setdefault(key, constant))
                parameter = replace(parameter, check=check)
            parameters.append(parameter)
        yield replace(method, parameters=tuple(parameters))
