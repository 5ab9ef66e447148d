"""Rules for lists: where their items are, which are paged, and what `$select` may leave out."""

from collections.abc import Iterator
from typing import Any

from generator.spec import walk
from generator.spec.graph_rules import ITEMS, NEXT_LINK, PAGEABLE, SELECT
from generator.spec.source import Pointer, Problem, Source

PAGING = {"nextLinkName": NEXT_LINK, "itemName": ITEMS}
FIX = f"write {PAGEABLE}: {{nextLinkName: '{NEXT_LINK}', itemName: {ITEMS}}}"


def item_schema(data: Any, operation: Pointer) -> Pointer | None:
    """Return the pointer to the schema of the items that a list operation returns, or None if it returns no list."""
    schemas = list(_success_schemas(data, operation))
    found = _property(data, schemas[0], ITEMS) if len(schemas) == 1 and schemas[0] else None
    if found is None:
        return None
    _, schema = walk.resolve(data, found)
    is_array = isinstance(schema, dict) and schema.get("type") == "array" and "items" in schema
    return (*walk.resolve(data, found)[0], "items") if is_array else None


def _success_schemas(data: Any, operation: Pointer) -> Iterator[Pointer | None]:
    """Yield the schema of each success, None where it has no body."""
    for status in walk.members(walk.look_up(data, operation).get("responses", {})):
        if status[0] == "2":
            place, response = walk.resolve(data, (*operation, "responses", status))
            contents = response.get("content", {})
            yield from ((*place, "content", name, "schema") for name, one in contents.items() if "schema" in one)
            if not contents:
                yield None


def _objects(data: Any, pointer: Pointer, seen: frozenset[Pointer] = frozenset()) -> Iterator[tuple[Pointer, Any]]:
    """Yield the object schema at the pointer and those that it consists of by allOf."""
    place, schema = walk.resolve(data, pointer)
    if isinstance(schema, dict) and place not in seen:
        yield place, schema
        for index in range(len(schema.get("allOf", []))):
            yield from _objects(data, (*place, "allOf", index), seen | {place})


def properties(data: Any, schema: Pointer) -> Iterator[str]:
    """Yield the names of the properties of an object and of those that it consists of by allOf."""
    for _, part in _objects(data, schema):
        yield from part.get("properties", {})


def _property(data: Any, schema: Pointer, name: str) -> Pointer | None:
    for place, part in _objects(data, schema):
        if name in part.get("properties", {}):
            return (*place, "properties", name)
    return None


def _paging(source: Source) -> Iterator[Problem]:
    """Yield paged operations whose response is no page, and those that return pages without saying so."""
    operations = dict(walk.operations(source.data))
    for pointer, operation in operations.items():
        place = (*pointer, PAGEABLE)
        if PAGEABLE in operation:
            yield from _declaration(source, place, operation[PAGEABLE])
            if pointer[2] not in ("get", "post"):
                yield source.problem(place, f"a paged {pointer[2]} operation", "page only get and post operations")
            if item_schema(source.data, pointer) is None:
                fix = f"give its only success an object with an array {ITEMS} that has items"
                yield source.problem(place, "the response is not a page", fix)
        elif item_schema(source.data, pointer) is not None:
            (schema,) = _success_schemas(source.data, pointer)
            if schema and _property(source.data, schema, NEXT_LINK):
                what = f"the response has {NEXT_LINK}, but the operation has no {PAGEABLE}"
                yield source.problem(pointer, what, FIX)
    for node in source.nodes:
        if PAGEABLE in node.value and node.pointer not in operations:
            yield source.problem((*node.pointer, PAGEABLE), f"{PAGEABLE} has no effect here", "move it to an operation")


def _declaration(source: Source, place: Pointer, declared: Any) -> Iterator[Problem]:
    if not isinstance(declared, dict) or "nextLinkName" not in declared:
        yield source.problem(place, f"{PAGEABLE} does not name the next link", FIX)
        return
    for key, value in declared.items():
        if PAGING.get(key) != value:
            yield source.problem((*place, key), f"{key} is {value!r:.50}, which the client does not read", FIX)


def _selected(source: Source) -> Iterator[Problem]:
    """Yield required properties of what `$select` can leave out: the client would refuse the response."""
    for pointer, operation in walk.operations(source.data):
        if not any(name == SELECT for name in query_parameters(source.data, pointer)):
            continue
        for success in _success_schemas(source.data, pointer):
            schema = item_schema(source.data, pointer) or success
            for place, part in _objects(source.data, schema) if schema else ():
                for index, name in enumerate(part.get("required", [])):
                    what = f"{name} is required, but {SELECT} of {operation.get('operationId')} can leave it out"
                    yield source.problem((*place, "required", index), what, "remove it from required")


def query_parameters(data: Any, operation: Pointer) -> Iterator[str]:
    """Yield the names of the query parameters of the operation."""
    for holder in (operation, operation[:-1]):
        for index in range(len(walk.look_up(data, holder).get("parameters", []))):
            _, parameter = walk.resolve(data, (*holder, "parameters", index))
            if parameter["in"] == "query":
                yield parameter["name"]


RULES = (_paging, _selected)
