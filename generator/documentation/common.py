"""Compare the spec with what Graph's guideline pages say of all operations: servers, headers, errors, scalars."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.documentation import typenames
from generator.documentation.decisions import Pair
from generator.documentation.statements import Property, media_types, owner, properties
from generator.spec import walk
from generator.spec.graph_rules import SERVER_NAME
from generator.spec.source import InvalidSpecError, Pointer, Problem, Source, read

FILE = "common.yaml"
SECTIONS = {"scalars", "servers", "headers", "responses", "statuses", "schemas", "pathParameter", "enums", "paging"}


@dataclass(frozen=True)
class Common:
    """The content of the file, where each entry names its source."""

    source: Source
    scalars: dict[str, dict[str, Any]]
    path_parameter: str | None
    """The schema of a path parameter that no page describes, as JSON."""
    paging_properties: tuple[str, ...]
    """What the body of a list has."""
    paging_parameters: tuple[str, ...]
    """The query options that each list has."""

    @property
    def path(self) -> Path:
        """The file."""
        return self.source.path


def load(path: Path) -> Common:
    """Read the file. Raises InvalidSpecError and OSError."""
    source = read(path)
    problems: list[Problem] = []
    if not isinstance(source.data, dict):
        raise InvalidSpecError([source.problem((), "the file is not a mapping", "use the form of the other entries")])
    for name, entry in source.data.items():
        if name not in SECTIONS:
            problems.append(
                source.problem((name,), f"unexpected key {name}", f"use one of {', '.join(sorted(SECTIONS))}")
            )
        elif not isinstance(entry, dict) or not isinstance(entry.get("source"), str):
            problems.append(source.problem((name,), f"{name} has no source", "name the page that states it"))
    if problems:
        raise InvalidSpecError(problems)
    scalars = {name: schema for name, schema in source.data.get("scalars", {}).items() if name != "source"}
    paging = source.data.get("paging", {})
    return Common(
        source,
        scalars,
        _json(source.data.get("pathParameter", {}).get("schema")),
        tuple(paging.get("properties", [])),
        tuple(paging.get("parameters", [])),
    )


def _json(schema: Any) -> str | None:
    return json.dumps(schema, sort_keys=True) if schema else None


def pairs(spec: Source, known: Common, accounted: set[tuple[str, str]]) -> Iterator[Pair]:
    """Yield what guideline pages and the spec state, and note the properties that they account for."""
    yield from _servers(spec, known)
    yield from _headers(spec, known)
    yield from _responses(spec, known)
    yield from _schemas(spec, known, accounted)
    yield from _enums(spec, known)


def _pair(known: Common, entry: Pointer, at: str, page: Any, stated: Any, pointer: Pointer) -> Iterator[Pair]:
    """Yield a pair whose first value is that of an entry of the file."""
    lines = known.source.lines
    line = next((lines[entry[:end]] for end in range(len(entry), 0, -1) if entry[:end] in lines), 1)
    yield Pair(at, page, stated, pointer, known.path, line)


def _servers(spec: Source, known: Common) -> Iterator[Pair]:
    expected = {name: url for name, url in known.source.data.get("servers", {}).items() if name != "source"}
    servers = spec.data.get("servers", [])
    stated = {str(server.get(SERVER_NAME, server["url"])): index for index, server in enumerate(servers)}
    for name in dict.fromkeys([*expected, *stated]):
        place: Pointer = ("servers", stated[name], "url") if name in stated else ("servers",)
        url = servers[stated[name]]["url"] if name in stated else None
        yield from _pair(known, ("servers", name), f"servers/{name}", expected.get(name), url, place)
    order = [name for name in expected if name in stated]
    named = [name for name in stated if name in expected]
    yield from _pair(known, ("servers",), "servers/order", order, named, ("servers",))


def _headers(spec: Source, known: Common) -> Iterator[Pair]:
    expected = known.source.data.get("headers", {})
    for node in spec.nodes:
        headers = node.value.get("headers")
        if node.in_schema or not isinstance(headers, dict) or node.pointer == ("components",):
            continue
        for name in headers:
            place, header = walk.resolve(spec.data, (*node.pointer, "headers", name))
            schema = {key: value for key, value in header.get("schema", {}).items() if key != "description"}
            yield from _pair(known, ("headers", name), f"headers/{name}", expected.get(name), schema, place)


def _responses(spec: Source, known: Common) -> Iterator[Pair]:
    section = known.source.data.get("responses", {})
    expected = {status: entry for status, entry in section.items() if status not in ("source", "body")}
    statuses = known.source.data.get("statuses", {}).get("errors", [])
    for pointer, operation in walk.operations(spec.data):
        responses = operation["responses"]
        for status in dict.fromkeys([*responses, *(each for each in expected if each != "success")]):
            at = f"{operation.get('operationId')}/responses/{status}"
            place = (*pointer, "responses", status)
            success = status.startswith("2")
            entry = ("responses", "success" if success else status)
            if status not in responses:
                yield from _pair(known, entry, at, status, None, place[:-1])
                continue
            if not success and status not in expected and not (status.isdigit() and int(status) in statuses):
                yield Pair(at, None, status, place)
                continue
            _, response = walk.resolve(spec.data, place)
            headers = sorted(response.get("headers", {}))
            if entry[1] in expected:
                yield from _pair(known, entry, f"{at}/headers", sorted(expected[entry[1]]), headers, place)
            if not success:
                schemas = media_types(spec.data, place).values()
                bodies = [typenames.described(spec.data, schema, known.scalars) for schema in schemas]
                yield from _pair(known, ("responses", "body"), at, [section.get("body")], bodies, place)


def _schemas(spec: Source, known: Common, accounted: set[tuple[str, str]]) -> Iterator[Pair]:
    for name, rows in known.source.data.get("schemas", {}).items():
        place: Pointer = ("components", "schemas", name)
        if name == "source" or name not in spec.data.get("components", {}).get("schemas", {}):
            continue  # the spec need not have all of them
        stated = properties(spec.data, place, known.scalars)
        accounted |= {each for prop in stated.values() if (each := owner(prop.pointer))}
        expected = {row["name"]: (index, row) for index, row in enumerate(rows)}
        for each in dict.fromkeys([*expected, *stated]):
            entry = ("schemas", name, expected[each][0]) if each in expected else ("schemas", name)
            page = expected[each][1] if each in expected else None
            prop = stated.get(each)
            pointer = prop.pointer if prop else place
            yield from _pair(known, entry, f"schemas/{name}/{each}", page, _row(each, prop), pointer)


def _row(name: str, prop: Property | None) -> dict[str, Any] | None:
    """Return a property as the file writes it."""
    if prop is None:
        return None
    marks = {"required": prop.required, "collection": prop.type.collection, "nullable": prop.type.nullable}
    return {"name": name, "type": prop.type.name, **{mark: True for mark, stated in marks.items() if stated}}


def _enums(spec: Source, known: Common) -> Iterator[Pair]:
    member = known.source.data.get("enums", {}).get("grows")
    for name, schema in spec.data.get("components", {}).get("schemas", {}).items():
        if member and "enum" in schema:
            place = ("components", "schemas", name, "enum")
            stated = member if member in schema["enum"] else schema["enum"]
            yield from _pair(known, ("enums", "grows"), f"schemas/{name}/grows", member, stated, place)
