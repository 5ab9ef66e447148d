"""Rules for any OpenAPI 3.1 document: order, security, paths, names, parameters; CONTRIBUTING.md gives the reasons."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator.spec import walk
from generator.spec.graph_rules import PERMISSIONS
from generator.spec.source import Pointer, Problem, Source

VERSION = "3.1.1"
DOCUMENT_ORDER = ("openapi", "info", "servers", "security", "tags", "paths", "components")
COMPONENTS_ORDER = ("securitySchemes", "parameters", "headers", "responses", "examples", "schemas")
OPERATION_ORDER = (
    *("operationId", "summary", "description", "tags", "externalDocs"),
    *("parameters", "requestBody", "responses"),
)
UNFINISHED = "TODO"
SECURITY_AND_MEDIA_HEADERS = ("authorization", "content-type", "accept")


def _order(source: Source) -> Iterator[Problem]:
    if source.data["openapi"] != VERSION:
        what = f"the version of OpenAPI is {source.data['openapi']}"
        yield source.problem(("openapi",), what, f"write openapi: {VERSION}")
    if not re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc|\.dev)\d+)?", source.data["info"]["version"]):
        fix = "write it like 1.2.3 or 1.2.3rc1: it is the version of the package too"
        yield source.problem(("info", "version"), f"invalid version {source.data['info']['version']!r}", fix)
    if not source.data.get("servers"):
        yield source.problem((), "no servers", "add at least one: the client needs an address")
    yield from _in_order(source, (), DOCUMENT_ORDER)
    if "components" in source.data:
        yield from _in_order(source, ("components",), COMPONENTS_ORDER)
    for pointer, _ in walk.operations(source.data):
        yield from _in_order(source, pointer, OPERATION_ORDER)


def _in_order(source: Source, pointer: Pointer, order: Sequence[str]) -> Iterator[Problem]:
    keys = list(walk.look_up(source.data, pointer))
    for key in keys:
        if key == "security" and key not in order:
            fix = "remove it: every operation takes the bearer token of the document's security"
            yield source.problem((*pointer, key), "security of a single operation", fix)
        elif key not in order and not key.startswith("x-"):
            fix = f"use {', '.join(order)}, or begin it with x-"
            yield source.problem((*pointer, key), f"{key} is not supported here", fix)
    rank = [order.index(key) if key in order else len(order) for key in keys]
    for (before, previous), (after, key) in pairwise(zip(rank, keys, strict=True)):
        if before > after:
            what = f"{key} must precede {previous}"
            yield source.problem((*pointer, key), what, f"keep the order {', '.join(order)}")


def _security(source: Source) -> Iterator[Problem]:
    """Yield everything but one bearer scheme that all operations use: the client can send nothing else."""
    schemes = walk.members(source.data.get("components", {}).get("securitySchemes", {}))
    for name in schemes:
        place, scheme = walk.resolve(source.data, ("components", "securitySchemes", name))
        if scheme.get("type") != "http" or str(scheme.get("scheme")).lower() != "bearer":
            what = f"the security scheme {name} is {scheme.get('scheme', scheme.get('type'))}"
            yield source.problem(place, what, "use type: http with scheme: bearer: the client sends a bearer token")
    requirements = source.data.get("security")
    fix = f"write security with one entry, such as {next(iter(schemes), 'BearerToken')}: []"
    if not requirements:
        what = "no security" if requirements is None else "security: [] requires no token, and the client sends one"
        yield source.problem(("security",), what, fix)
    elif len(requirements) > 1 or len(requirements[0]) != 1:
        yield source.problem(("security",), "security is not a single requirement", fix)
    for index, requirement in enumerate(requirements or []):
        for name, scopes in requirement.items():
            place = ("security", index, name)
            if name not in schemes:
                known = ", ".join(schemes) or "none"
                fix = f"declare it under components/securitySchemes, which has {known}"
                yield source.problem(place, f"the security scheme {name} is not declared", fix)
            elif scopes:
                fix = f"write []: permissions of each operation are in {PERMISSIONS}"
                yield source.problem(place, "scopes of a bearer token", fix)


def _operations(source: Source) -> Iterator[Problem]:
    tags = [tag["name"] for tag in source.data.get("tags", [])]
    for pointer, operation in walk.operations(source.data):
        for key in ("operationId", "summary", "description", "externalDocs"):
            if not operation.get(key):
                yield source.problem(pointer, f"the operation has no {key}", f"add {key}")
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            fix = f"use one of those declared at the top: {', '.join(tags) or 'none yet'}"
            yield source.problem((*pointer, "tags"), "an operation needs exactly one declared tag", fix)


def _names(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        name = operation.get("operationId", "a")
        if not re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)*", name):
            yield source.problem((*pointer, "operationId"), f"{name} is not camelCase", "write it like createRun")
    for section, components in walk.members(source.data.get("components", {})).items():
        for name in components:
            if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name):
                place = ("components", section, name)
                yield source.problem(place, f"{name} is not PascalCase", "write it like RunStatus")


def _descriptions(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in source.nodes:
        parent = pointer[-2:-1]
        if in_schema:
            described = parent == ("properties",) or pointer[:-1] == ("components", "schemas")
        else:
            described = parent in (("parameters",), ("headers",), ("responses",)) or pointer[-1:] == ("requestBody",)
        if described and "$ref" not in value and not value.get("description"):
            yield source.problem(pointer, "no description", "describe it in a sentence of your own")
        for key in ("summary", "description"):
            if str(value.get(key)).startswith(UNFINISHED):
                yield source.problem((*pointer, key), f"the {key} is a {UNFINISHED}", "write it in your own words")


def _paths(source: Source) -> Iterator[Problem]:
    """Yield paths that cannot be told apart, that lead elsewhere, or that openapi-spec-validator cannot read."""
    templates: dict[str, str] = {}
    for path, item in walk.members(source.data.get("paths", {})).items():
        place, names = ("paths", path), re.findall(r"\{([^{}]*)\}", path)
        template = re.sub(r"\{[^{}]*\}", "{}", path)
        if "$ref" in item:
            yield source.problem((*place, "$ref"), "a path that is a $ref", "write its operations out")
        if re.search(r"[{}]", template.replace("{}", "")) or "" in names:
            yield source.problem(place, "unbalanced or empty braces in the path", "write {name}")
        elif repeated := sorted({name for name in names if names.count(name) > 1}):
            fix = "give each parameter of the path its own name"
            yield source.problem(place, f"{{{repeated[0]}}} occurs twice in the path", fix)
        if {".", ".."}.intersection(path.split("/")) or "//" in path:
            fix = "write the path without empty, . and .. segments"
            yield source.problem(place, "HTTP clients normalize this path", fix)
        if (first := templates.setdefault(template, path)) != path:
            yield source.problem(place, f"the path differs from {first} only in parameter names", "join the two")


def _parameters(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in source.nodes:
        parameters = value.get("parameters")
        seen: set[tuple[Any, Any]] = set()
        for index in range(len(parameters)) if isinstance(parameters, list) and not in_schema else ():
            _, parameter = walk.resolve(source.data, (*pointer, "parameters", index))
            if (key := (parameter["in"], parameter["name"])) in seen:
                place = (*pointer, "parameters", index)
                yield source.problem(place, f"duplicate {key[0]} parameter {key[1]}", "remove one of the two")
            seen.add(key)
    for pointer, value, in_schema in source.nodes:
        header = not in_schema and value.get("in") == "header" and "schema" in value
        if header and str(value.get("name")).lower() in SECURITY_AND_MEDIA_HEADERS:
            fix = "remove it: OpenAPI ignores such parameters, as security and content cover them"
            yield source.problem(pointer, f"{value['name']} as a parameter", fix)


def _unused(source: Source) -> Iterator[Problem]:
    """Yield components that no path leads to."""
    references: dict[Pointer, list[Pointer]] = {}
    for pointer, value, _ in source.nodes:
        if isinstance(value.get("$ref"), str):
            holder = pointer[:3] if pointer[0] == "components" else ()
            references.setdefault(holder, []).append(walk.target(value["$ref"]))
    pending, used = list(references.get((), [])), set[Pointer]()
    while pending:
        if (component := pending.pop()) not in used:
            used.add(component)
            pending += references.get(component, [])
    for section, components in walk.members(source.data.get("components", {})).items():
        for name in components:
            place = ("components", section, name)
            if section != "securitySchemes" and place not in used:
                yield source.problem(place, f"{name} is not used", "use it or remove it")


def _success_responses(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        for status, response in walk.members(operation.get("responses", {})).items():
            place = (*pointer, "responses", status)
            if status[0] == "2" and "$ref" in response:
                fix = "write the response out in its operation: some client generators return no data otherwise"
                yield source.problem((*place, "$ref"), f"the {status} response is a $ref", fix)
            if status == "204" and response.get("content"):
                fix = "remove the content (RFC 9110, 15.3.5)"
                yield source.problem((*place, "content"), "a 204 response with content", fix)


RULES = (
    _order,
    _security,
    _paths,
    _operations,
    _names,
    _descriptions,
    _parameters,
    _success_responses,
    _unused,
)
