"""What the spec states, in the terms that pages use: types, requiredness, nullability, enum members."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.documentation import paths
from generator.spec import walk
from generator.spec.source import Pointer

# What a schema may state in addition to the type.
WORDS = {"$comment", "default", "deprecated", "description", "example", "examples", "readOnly", "title", "writeOnly"}
OBJECT_KEYS = {"type", "properties", "required", "additionalProperties", "allOf", "discriminator"}


@dataclass(frozen=True)
class SpecType:
    """The type of a value: its name is that of a component, of a scalar in pages, or the schema as JSON."""

    name: str
    collection: bool = False
    nullable: bool = False
    members: tuple[str, ...] = ()
    """Those of a named enum."""
    values: tuple[str, ...] = ()
    """Those of an enum without a name."""
    component: Pointer | None = None


@dataclass(frozen=True)
class Property:
    """A property of a schema, with inherited ones, and where it is defined."""

    pointer: Pointer
    type: SpecType
    required: bool


def spec_type(data: Any, pointer: Pointer, scalars: dict[str, dict[str, Any]]) -> SpecType:
    """Return the type that the schema at the pointer describes."""
    schema = walk.look_up(data, pointer)
    if "$ref" in schema:
        target, resolved = walk.resolve(data, pointer)
        inner = spec_type(data, target, scalars)
        named = (
            "enum" in resolved
            or inner.component == target
            or not OBJECT_KEYS.isdisjoint(resolved.keys() - {"type"})
            or bool(alternatives(data, target))
        )
        return replace(inner, name=str(target[-1]), members=inner.values, values=()) if named else inner
    said = {key: value for key, value in schema.items() if key not in WORDS and not key.startswith("x-")}
    for keyword in ("anyOf", "oneOf"):
        if said.keys() == {keyword}:
            return _alternatives(data, (*pointer, keyword), scalars)
    if isinstance(said.get("type"), list) and "null" in said["type"]:
        rest = [name for name in said["type"] if name != "null"]
        return replace(
            _plain(data, pointer, {**said, "type": rest[0] if len(rest) == 1 else rest}, scalars), nullable=True
        )
    return _plain(data, pointer, said, scalars)


def _alternatives(data: Any, pointer: Pointer, scalars: dict[str, dict[str, Any]]) -> SpecType:
    given = walk.look_up(data, pointer)
    nullable = {"type": "null"} in given
    types = [
        spec_type(data, (*pointer, index), scalars)
        for index, each in enumerate(given)
        if each not in ({"type": "null"}, {"type": "string"})
    ]
    if len(types) == 1 and (types[0].members or {"type": "string"} not in given):
        # An enum that takes other strings too is still that enum.
        return replace(types[0], nullable=nullable or types[0].nullable)
    if alternatives(data, pointer[:-1]):
        return SpecType(str(pointer[-2]), component=pointer[:-1])
    return SpecType(_json(given), nullable=nullable)


def _plain(data: Any, pointer: Pointer, said: dict[str, Any], scalars: dict[str, dict[str, Any]]) -> SpecType:
    if said.get("type") == "array" and said.keys() == {"type", "items"}:
        return replace(spec_type(data, (*pointer, "items"), scalars), collection=True)
    for name, schema in scalars.items():
        if said == schema:
            return SpecType(name)
    if said.keys() == {"type", "enum"} and said["type"] == "string":
        return SpecType("String", values=tuple(map(str, said["enum"])))
    if said.keys() <= OBJECT_KEYS and said.get("type", "object") == "object":
        return SpecType(str(pointer[-1]), component=pointer)
    return SpecType(_json(said))


def _json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def alternatives(data: Any, pointer: Pointer) -> list[Pointer]:
    """Return where the types of a polymorphic component are, references followed; none for any other schema."""
    place, schema = walk.resolve(data, pointer)
    given = schema.get("oneOf", [])
    if len(place) != 3 or not all(isinstance(each, dict) and "$ref" in each for each in given):
        return []
    return [walk.resolve(data, (*place, "oneOf", index))[0] for index in range(len(given))]


def properties(data: Any, pointer: Pointer, scalars: dict[str, dict[str, Any]]) -> dict[str, Property]:
    """Return the properties of the schema at the pointer and of those that it extends, inherited ones first.

    Those of a polymorphic schema are those of its types.
    """
    place, schema = walk.resolve(data, pointer)
    found: dict[str, Property] = {}
    for alternative in alternatives(data, pointer):
        for name, each in properties(data, alternative, scalars).items():
            found.setdefault(name, each)
    for index in range(len(schema.get("allOf", []))):
        found |= properties(data, (*place, "allOf", index), scalars)
    required = schema.get("required", [])
    for name in schema.get("properties", {}):
        where = (*place, "properties", name)
        found[name] = Property(where, spec_type(data, where, scalars), False)
    for name in set(required) & found.keys():
        found[name] = replace(found[name], required=True)
    return found


def operations_by_address(data: Any) -> dict[tuple[str, str], str]:
    """Return the operationIds by method and path, whatever the names of path parameters."""
    return {
        (str(method).upper(), paths.shape(str(path))): str(operation.get("operationId"))
        for (_, path, method), operation in walk.operations(data)
    }


def owner(pointer: Pointer) -> tuple[str, str] | None:
    """Return the component and the name of a property, given where it is defined."""
    if pointer[:2] == ("components", "schemas") and len(pointer) > 3 and pointer[-2] == "properties":
        return str(pointer[2]), str(pointer[-1])
    return None


def component_properties(data: Any) -> Iterator[tuple[str, str, Pointer]]:
    """Yield component, name and place of each property that a component defines, inline objects included."""
    for name in data.get("components", {}).get("schemas", {}):
        start = ("components", "schemas", name)
        for node in walk.nodes(walk.look_up(data, start), start, in_schema=True):
            for each in node.value.get("properties", {}) if isinstance(node.value.get("properties"), dict) else ():
                yield name, each, (*node.pointer, "properties", each)


def media_types(data: Any, holder: Pointer) -> dict[str, Pointer]:
    """Return the media types of a request body or response, and where the schema of each is."""
    place, value = walk.resolve(data, holder)
    return {
        name: (*place, "content", name, "schema") for name, each in value.get("content", {}).items() if "schema" in each
    }


def examples(data: Any, schema: Pointer) -> list[tuple[Pointer, Any]]:
    """Return the examples next to the schema of a body, and where each is."""
    media_type = walk.look_up(data, schema[:-1])
    named = [walk.resolve(data, (*schema[:-1], "examples", name)) for name in media_type.get("examples", {})]
    found = [((*place, "value"), each["value"]) for place, each in named if "value" in each]
    if "example" in media_type:
        found.append(((*schema[:-1], "example"), media_type["example"]))
    return found
