"""Rules for any OpenAPI 3.1 document: operations, names, parameters, order; CONTRIBUTING.md gives the reasons."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator.spec import walk
from generator.spec.source import Pointer, Problem, Source

VERSION = "3.1.1"
DOCUMENT_ORDER = ("openapi", "info", "servers", "security", "tags", "paths", "components")
COMPONENTS_ORDER = ("securitySchemes", "parameters", "headers", "responses", "examples", "schemas")
OPERATION_ORDER = (
    *("operationId", "summary", "description", "tags", "externalDocs"),
    *("parameters", "requestBody", "responses"),
)
SECURITY_AND_MEDIA_HEADERS = ("authorization", "content-type", "accept")


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
        for key in ("operationId", "summary", "description", "externalDocs"):
            if not operation.get(key):
                yield source.problem(pointer, f"the operation has no {key}", f"add {key}")
        if len(operation.get("tags", [])) != 1 or operation["tags"][0] not in tags:
            yield source.problem(
                (*pointer, "tags"), "not exactly one declared tag", f"declared at the top are: {', '.join(tags)}"
            )


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
    for pointer, value, in_schema in source.nodes:
        parent = pointer[-2:-1]
        if in_schema:
            described = parent == ("properties",) or pointer[:-1] == ("components", "schemas")
        else:
            described = parent in (("parameters",), ("headers",), ("responses",)) or pointer[-1:] == ("requestBody",)
        if described and "$ref" not in value and not value.get("description"):
            yield source.problem(pointer, "no description", "describe it in a sentence of your own")


def _paths(source: Source) -> Iterator[Problem]:
    """Yield paths that cannot be told apart, or that openapi-spec-validator cannot read."""
    templates: dict[str, str] = {}
    for path in source.data.get("paths", {}):
        template = re.sub(r"\{[^{}]*\}", "{}", path)
        if re.search(r"[{}]", template.replace("{}", "")):
            yield source.problem(("paths", path), "unbalanced braces in the path", "write {name}")
        if (first := templates.setdefault(template, path)) != path:
            yield source.problem(("paths", path), f"the same path as {first} but for names", "join the two")


def _parameters(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in source.nodes:
        found = value.get("parameters")
        seen: set[tuple[Any, Any]] = set()
        for index in range(len(found)) if isinstance(found, list) and not in_schema else ():
            _, parameter = walk.resolve(source.data, (*pointer, "parameters", index))
            if (key := (parameter["in"], parameter["name"])) in seen:
                place = (*pointer, "parameters", index)
                yield source.problem(place, f"{key[1]} stands twice in {key[0]}", "remove one of the two")
            seen.add(key)
    for pointer, value, in_schema in source.nodes:
        header = not in_schema and value.get("in") == "header"
        if header and str(value.get("name")).lower() in SECURITY_AND_MEDIA_HEADERS:
            fix = "remove it: security and content say this, and OpenAPI ignores such parameters"
            yield source.problem(pointer, f"{value['name']} as a parameter", fix)


def _unused(source: Source) -> Iterator[Problem]:
    used = {walk.target(node.value["$ref"]) for node in source.nodes if "$ref" in node.value}
    for kind, components in source.data.get("components", {}).items():
        for name in components:
            if kind != "securitySchemes" and ("components", kind, name) not in used:
                yield source.problem(("components", kind, name), f"{name} is not used", "use it or remove it")


def _success_responses(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        for status, response in walk.members(operation.get("responses", {})).items():
            if status[0] == "2" and "$ref" in response:
                fix = "write the response out in its operation: some client generators return no data otherwise"
                yield source.problem((*pointer, "responses", status, "$ref"), f"the {status} is a $ref", fix)


RULES = (_order, _paths, _operations, _names, _descriptions, _parameters, _success_responses, _unused)
