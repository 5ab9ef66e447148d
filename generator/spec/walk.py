"""Find the operations, objects, schemas and references of an OpenAPI document, apart from the data it quotes."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Pointer = tuple[str | int, ...]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Keys whose value maps free names to objects, in OpenAPI 3.1 objects and in JSON Schema 2020-12.
NAME_MAPS = frozenset(
    "callbacks content encoding examples headers links parameters pathItems paths requestBodies responses schemas "
    "securitySchemes variables webhooks $defs dependentSchemas patternProperties properties".split()
)
# Those of them in which a name that begins with x- is an extension.
EXTENSIBLE_MAPS = frozenset(("paths", "responses"))
# Keys whose value is data, not part of the document's own structure.
DATA = frozenset("const default enum example value".split())
# Keys of a schema whose value is an object of OpenAPI.
NOT_SCHEMAS = frozenset(("discriminator", "externalDocs", "xml"))


class Item(NamedTuple):
    """A value of the document, the pointer to it, and whether it is (part of) a schema."""

    pointer: Pointer
    value: Any
    in_schema: bool


class Node(NamedTuple):
    """An object of the document, the pointer to it, and whether it is (part of) a schema."""

    pointer: Pointer
    value: dict[str, Any]
    in_schema: bool


def operations(data: Any) -> Iterator[tuple[tuple[str, str, str], dict[str, Any]]]:
    """Yield each operation and the pointer to it, in the order of the document."""
    for path, item in members(data.get("paths", {})).items():
        for method in METHODS:
            if method in item:
                yield ("paths", path, method), item[method]


def members(mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the members of a map of paths, responses or components, without its extensions."""
    return {name: value for name, value in mapping.items() if not name.startswith("x-")}


def nodes(data: Any, pointer: Pointer = (), *, in_schema: bool = False) -> Iterator[Node]:
    """Yield every object of the document, outer ones first, whatever the shape of the data."""
    pending = [Item(pointer, data, in_schema)]
    while pending:
        item = pending.pop()
        if isinstance(item.value, dict):
            yield Node(*item)
        pending.extend(reversed(list(_inner(item))))


def _inner(item: Item) -> Iterator[Item]:
    pointer, value, in_schema = item
    if isinstance(value, list):
        for index, inner in enumerate(value):
            yield Item((*pointer, index), inner, in_schema)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in DATA or key.startswith("x-") or (key == "examples" and isinstance(inner, list)):
                continue
            inner_in_schema = (in_schema and key not in NOT_SCHEMAS) or key in ("schema", "schemas")
            if key in NAME_MAPS and isinstance(inner, dict):
                named = members(inner) if key in EXTENSIBLE_MAPS and pointer != ("components",) else inner
                for name, each in named.items():
                    yield Item((*pointer, key, name), each, inner_in_schema)
            else:
                yield Item((*pointer, key), inner, inner_in_schema)


def section(pointer: Pointer, *, in_schema: bool) -> str:
    """Return the section of components that could hold an object at the pointer."""
    if in_schema:
        return "schemas"
    place = str(pointer[-1] if pointer[-1:] == ("requestBody",) else pointer[-2] if len(pointer) > 1 else "")
    return {"requestBody": "requestBodies", "paths": "pathItems", "webhooks": "pathItems"}.get(place, place)


def schema_roots(objects: Iterable[Node]) -> Iterator[Node]:
    """Yield the outermost schemas: components and whatever is under `schema`."""
    for node in objects:
        if (
            node.in_schema
            and node.pointer[-1] != "schemas"
            and (node.pointer[-1] == "schema" or node.pointer[:-1] == ("components", "schemas"))
        ):
            yield node


def target(reference: str) -> Pointer:
    """Return the pointer that an internal reference such as `#/components/schemas/Run` names."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in reference.split("/")[1:])


def look_up(data: Any, pointer: Pointer) -> Any:
    """Return the value at the pointer; KeyError where there is none."""
    for key in pointer:
        in_list = isinstance(data, list) and isinstance(key, int) and key < len(data)
        if not in_list and not isinstance(data, dict):
            raise KeyError(key)
        data = data[key]
    return data


def resolve(data: Any, pointer: Pointer) -> tuple[Pointer, Any]:
    """Follow the `$ref`s from the pointer; return where they end and the value there.

    Raises KeyError where one is unresolved or circular.
    """
    seen: set[Pointer] = set()
    while isinstance(value := look_up(data, pointer), dict) and isinstance(value.get("$ref"), str):
        if pointer in seen:
            raise KeyError(pointer)
        seen.add(pointer)
        pointer = target(value["$ref"])
    return pointer, value


def body_schemas(data: Any, holder: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Yield the resolved schemas of the contents of a request body or response."""
    place, value = resolve(data, holder)
    for media_type, content in value.get("content", {}).items():
        if "schema" in content:
            yield resolve(data, (*place, "content", media_type, "schema"))
