"""Every edit of the spec that changes one fact: what is edited, where, and which file states the fact."""

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.documentation import facts
from generator.spec import walk
from generator.spec.source import Pointer


class Edit(NamedTuple):
    """A change of the spec; `stated_by` is the facts file that must be named, None where no page states it."""

    what: str
    change: Callable[[Any], None]
    stated_by: str | None


def schema_of(data: Any, holder: Pointer) -> Pointer | None:
    """Return where the JSON schema of a body is, references followed."""
    place, value = walk.resolve(data, holder)
    if "content" not in value:
        return None
    return walk.resolve(data, (*place, "content", "application/json", "schema"))[0]


def property_places(data: Any, schema: Pointer) -> dict[str, Pointer]:
    """Return where each property of a schema and of those that it extends is."""
    place, value = walk.resolve(data, schema)
    found: dict[str, Pointer] = {}
    for index in range(len(value.get("allOf", []))):
        found |= property_places(data, (*place, "allOf", index))
    return found | {name: (*place, "properties", name) for name in value.get("properties", {})}


def enum_place(data: Any, prop: Pointer) -> Pointer | None:
    """Return where the enum of a property is, alternatives followed."""
    place, value = walk.resolve(data, prop)
    if "enum" in value:
        return (*place, "enum")
    alternatives = range(len(value.get("anyOf", [])))
    return next((found for index in alternatives if (found := enum_place(data, (*place, "anyOf", index)))), None)


def page_edits(data: Any, file: facts.FactsFile, described: frozenset[str]) -> Iterator[Edit]:
    """Yield the edits of what one page states, for each operation that it describes.

    The properties of the `described` schemas are stated by the pages of their types.
    """
    assert isinstance(file.facts, facts.ApiPage)
    for operation in file.operations:
        pointer = next(p for p, each in walk.operations(data) if each["operationId"] == operation)
        yield from operation_edits(data, pointer, f"{file.page}.yaml", file.facts, described)


def operation_edits(
    data: Any, pointer: Pointer, name: str, page: facts.ApiPage, described: frozenset[str]
) -> Iterator[Edit]:
    operation = walk.look_up(data, pointer)
    yield Edit(f"{pointer} path", renamed(pointer[:2], str(pointer[1]) + "/more"), name)
    yield Edit(f"{pointer} method", renamed(pointer, "put"), name)
    for sign_in, names in operation["x-ms-permissions"].items():
        for other in (None, [], [*(names or []), "Invented.All"]):
            if other != names:
                yield Edit(f"{pointer} {sign_in} {other}", put((*pointer, "x-ms-permissions", sign_in), other), name)
    (success,) = (status for status in operation["responses"] if status.startswith("2"))
    for status in {"200", "201", "202", "204"} - {success}:
        yield Edit(f"{pointer} {success} as {status}", renamed((*pointer, "responses", success), status), name)
    yield Edit(f"{pointer} clouds", put((*pointer, "x-clouds"), ["china"]), name)
    yield Edit(f"{pointer} roles", put((*pointer, "x-directory-roles"), ["Invented"]), name)
    rows = page.body.rows if page.body else ()
    if "requestBody" in operation:
        body = (*pointer, "requestBody")
        yield Edit(f"{pointer} optional body", put((*body, "required"), False), name)
        yield Edit(f"{pointer} media type", renamed((*body, "content", "application/json"), "text/json"), name)
        yield from body_edits(data, f"{pointer} request", body, name, rows, marked=True)
    answer = (*pointer, "responses", success)
    if (schema := schema_of(data, answer)) and schema[-1] in described:
        rows = ()
    yield from body_edits(data, f"{pointer} response", answer, name, rows, marked=False)


def body_edits(
    data: Any, what: str, holder: Pointer, name: str, rows: tuple[facts.Row, ...], *, marked: bool
) -> Iterator[Edit]:
    """Yield edits of a request or a success; where the page has a table, it is of both."""
    if schema := schema_of(data, holder):
        yield from schema_edits(data, what, schema, name, rows, marked=marked)
        yield from example_edits(data, what, holder, name)


def resource_edits(data: Any, file: facts.FactsFile) -> Iterator[Edit]:
    """Yield the edits of what the page of a type states, for each schema that it describes."""
    assert isinstance(file.facts, facts.ResourcePage)
    for schema in file.schemas:
        places = property_places(data, ("components", "schemas", schema))
        # A relationship may be left out, and a property by a decision.
        rows = tuple(
            row for row in (*file.facts.properties, *file.facts.relationships) if row.name in places.keys() - {"id"}
        )
        where = ("components", "schemas", schema)
        yield from schema_edits(data, schema, where, f"{file.page}.yaml", rows, marked=False, ordered=False)
        # Relationships and what a decision adds may be anywhere.
        own = property_names(data, where)
        if len(stated := [name for name in own if name in {row.name for row in file.facts.properties}]) > 1:
            swapped = {stated[-1]: stated[-2], stated[-2]: stated[-1]}
            order = [swapped.get(name, name) for name in own]
            yield Edit(f"{schema} order", reordered((*where, "properties"), order), f"{file.page}.yaml")


def property_names(data: Any, schema: Pointer) -> list[str]:
    """Return the properties of the schema itself, in order; none where it extends another."""
    return list(walk.look_up(data, schema).get("properties", {}))


def schema_edits(
    data: Any,
    what: str,
    schema: Pointer,
    name: str,
    rows: tuple[facts.Row, ...],
    *,
    marked: bool,
    ordered: bool = True,
) -> Iterator[Edit]:
    places = property_places(data, schema)
    assert {row.name for row in rows} <= places.keys()
    for prop, place in places.items():
        if prop == "@odata.type" and marked:
            yield Edit(f"{what} {prop}", put((*place, "enum"), ["#microsoft.graph.other"]), name)
        row = next((row for row in rows if row.name == prop), None)
        if row is None:
            continue
        holder = walk.look_up(data, place[:-2])
        yield Edit(f"{what} {prop} renamed", renamed(place, f"{prop}s"), name)
        other = "number" if row.type == "Boolean" else "boolean"
        yield Edit(f"{what} {prop} as {other}", put(place, {"description": "Words.", "type": other}), name)
        if not row.collection:
            listed = {"type": "array", "items": walk.look_up(data, place)}
            yield Edit(f"{what} {prop} as a list", put(place, listed), name)
        yield Edit(f"{what} {prop} nullable", put(place, turned(walk.look_up(data, place))), name)
        marks = holder.get("required", [])
        other_marks = [each for each in marks if each != prop] if prop in marks else [*marks, prop]
        yield Edit(f"{what} {prop} required or not", put((*place[:-2], "required"), other_marks), name)
        if row.members and (enum := enum_place(data, place)):
            yield from enum_edits(what, prop, enum, walk.look_up(data, enum), name)
    names = property_names(data, schema)
    if ordered and rows and len(names) > 2:
        yield Edit(f"{what} order", reordered((*schema, "properties"), [*names[:-2], names[-1], names[-2]]), name)


def enum_edits(what: str, prop: str, enum: Pointer, members: list[str], name: str) -> Iterator[Edit]:
    for index, member in enumerate(members):
        yield Edit(f"{what} {prop} {member} changed", put((*enum, index), f"{member}s"), name)
        yield Edit(f"{what} {prop} {member} removed", put(enum, [each for each in members if each != member]), name)
    yield Edit(f"{what} {prop} another member", put(enum, [*members[:-1], "invented", members[-1]]), name)
    yield Edit(f"{what} {prop} order", put(enum, members[::-1]), name)


def example_edits(data: Any, what: str, holder: Pointer, name: str) -> Iterator[Edit]:
    place, media = walk.resolve(data, holder)
    examples = media["content"]["application/json"]["examples"]
    places = [walk.resolve(data, (*place, "content", "application/json", "examples", each))[0] for each in examples]
    value = walk.look_up(data, places[0])["value"]
    items = [(*places[0], "value", "value", index) for index, _ in enumerate(value.get("value", []))]
    for key in walk.look_up(data, items[0]) if items else value:
        holders = items or [(*places[0], "value")]
        yield Edit(f"{what} example without {key}", removed(*((*holder, key) for holder in holders)), name)


def common_edits(data: Any) -> Iterator[Edit]:
    """Yield edits of what guideline pages state, and inventions that no page states."""
    for index, server in enumerate(data["servers"]):
        yield Edit(
            f"server {index} dropped",
            put(("servers",), [each for each in data["servers"] if each != server]),
            "common.yaml",
        )
        yield Edit(
            f"server {index} changed", put(("servers", index, "url"), "https://graph.example/beta"), "common.yaml"
        )
    yield Edit("servers in another order", put(("servers",), data["servers"][::-1]), "common.yaml")
    for pointer, operation in walk.operations(data):
        yield Edit(f"{pointer} renamed", put((*pointer, "operationId"), "invented"), "")
        for status in operation["responses"]:
            place, response = walk.resolve(data, (*pointer, "responses", status))
            if not status.startswith("2"):
                yield Edit(f"{pointer} {status} dropped", removed((*pointer, "responses", status)), "common.yaml")
                where = (*place, "content", "application/json", "schema")
                yield Edit(
                    f"{pointer} {status} body", put(where, {"$ref": "#/components/schemas/Entity"}), "common.yaml"
                )
            for header in response["headers"]:
                yield Edit(f"{pointer} {status} {header}", removed((*place, "headers", header)), "common.yaml")
        invented = {"name": "$format", "in": "query", "description": "Words.", "schema": {"type": "string"}}
        yield Edit(
            f"{pointer} parameter", put((*pointer, "parameters"), [*operation.get("parameters", []), invented]), ""
        )
        yield Edit(f"{pointer} status", put((*pointer, "responses", "418"), {"description": "Words."}), None)
    for name in data["components"]["headers"]:
        yield Edit(f"header {name}", put(("components", "headers", name, "schema"), {"type": "boolean"}), "common.yaml")
    for name, schema in data["components"]["schemas"].items():
        for holder in (("components", "schemas", name), ("components", "schemas", name, "allOf", 1)):
            if "properties" in (schema if len(holder) == 3 else schema.get("allOf", [{}, {}])[-1]):
                more = {"description": "Words.", "type": "string"}
                yield Edit(f"{name} with an invented property", put((*holder, "properties", "invented"), more), "")
    for name in ("ODataError", "MainError", "ErrorDetail", "InnerError"):
        for prop in data["components"]["schemas"][name]["properties"]:
            yield Edit(
                f"{name} without {prop}", removed(("components", "schemas", name, "properties", prop)), "common.yaml"
            )
    yield Edit("Int32 without bounds", removed(("components", "schemas", "Int32", "minimum")), "")
    yield Edit("no token", removed(("security",)), "")


def turned(schema: Any) -> Any:
    """Return the schema with null allowed, or without it where it was."""
    alternatives = schema.get("anyOf", [])
    if {"type": "null"} in alternatives:
        return alternatives[0]
    if isinstance(schema.get("type"), list):
        return {**schema, "type": schema["type"][0]}
    return {"anyOf": [*(alternatives or [schema]), {"type": "null"}]}


def put(pointer: Pointer, value: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        walk.look_up(data, pointer[:-1])[pointer[-1]] = copy.deepcopy(value)

    return change


def removed(*pointers: Pointer) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for pointer in pointers:
            del walk.look_up(data, pointer[:-1])[pointer[-1]]

    return change


def renamed(pointer: Pointer, name: str) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        holder = walk.look_up(data, pointer[:-1])
        items = [(name if key == pointer[-1] else key, value) for key, value in holder.items()]
        holder.clear()
        holder.update(items)

    return change


def reordered(pointer: Pointer, names: list[str]) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        holder = walk.look_up(data, pointer)
        items = [(name, holder[name]) for name in names]
        holder.clear()
        holder.update(items)

    return change
