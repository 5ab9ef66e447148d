"""A schema -> the alternatives that it allows, each of one JSON type, with `allOf`, `anyOf` and `oneOf` worked out.

So `anyOf: [{type: string}, {type: 'null'}]` and `type: [string, 'null']` compare as equal, and a property that moves to
a base schema is still there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.spec import walk
from generator.spec.source import Pointer

TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
# Handled here or by the comparison of properties; what is left are single constraints.
STRUCTURE = frozenset(("$ref", "allOf", "anyOf", "oneOf", "type", "properties", "required"))
# Say something to readers and exclude no value; compared as texts.
ANNOTATIONS = frozenset(
    "title description summary default example examples value externalValue externalDocs xml $comment deprecated "
    "readOnly writeOnly discriminator $schema $id $anchor $defs name url email identifier termsOfService contact "
    "license".split()
)
# More alternatives than these are compared as they are written.
MAX_ALTERNATIVES = 200


@dataclass(frozen=True)
class Alternative:
    """Values of the types named, with the places of what constrains them; `allOf` may give several for one keyword.

    `name` is that of the component, or the position in its union, which tells objects of one union apart.
    """

    types: frozenset[str]
    name: str = ""
    constraints: dict[str, tuple[Pointer, ...]] = field(default_factory=dict)
    properties: dict[str, Pointer] = field(default_factory=dict)
    required: dict[str, Pointer] = field(default_factory=dict)


def alternatives(data: Any, pointer: Pointer) -> list[Alternative]:
    """Return the alternatives of the schema at the pointer; none where no value is valid."""
    found = [each for each in _alternatives(data, pointer, frozenset()) if each.types]
    return found if len(found) <= MAX_ALTERNATIVES else [Alternative(frozenset(TYPES))]


def _alternatives(data: Any, pointer: Pointer, within: frozenset[Pointer]) -> list[Alternative]:
    named = walk.look_up(data, pointer)
    pointer, schema = walk.resolve(data, pointer)
    if schema is False:
        return []
    if not isinstance(schema, dict) or pointer in within:
        return [Alternative(frozenset(TYPES))]
    within |= {pointer}
    found = [_own(schema, pointer, pointer[-1] if named is not schema else "")]
    for index in range(len(schema.get("allOf", ()))):
        found = _both(found, _alternatives(data, (*pointer, "allOf", index), within))
    for key in ("anyOf", "oneOf"):
        if key in schema:
            found = _both(found, list(_union(data, (*pointer, key), within)))
    return found


def type_of(value: Any) -> str:
    """Return the JSON type of a value."""
    if isinstance(value, bool) or value is None:
        return "null" if value is None else "boolean"
    if isinstance(value, int | float):
        return "integer" if value == int(value) else "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def _own(schema: dict[str, Any], pointer: Pointer, name: str | int) -> Alternative:
    written = schema.get("type", TYPES)
    types = {written} if isinstance(written, str) else set(written)
    if "number" in types:
        types.add("integer")
    for members in (schema[key] if key == "enum" else [schema[key]] for key in ("enum", "const") if key in schema):
        types &= {type_of(member) for member in members}
    constraints: dict[str, tuple[Pointer, ...]] = {
        key: ((*pointer, key),)
        for key in schema
        if key not in STRUCTURE and key not in ANNOTATIONS and not key.startswith("x-")
    }
    properties = {key: (*pointer, "properties", key) for key in schema.get("properties", {})}
    required = {key: (*pointer, "required", index) for index, key in enumerate(schema.get("required", ()))}
    return Alternative(frozenset(types), str(name), constraints, properties, required)


def _union(data: Any, pointer: Pointer, within: frozenset[Pointer]) -> Iterator[Alternative]:
    for index in range(len(walk.look_up(data, pointer))):
        for each in _alternatives(data, (*pointer, index), within):
            yield each if each.name else Alternative(**(vars(each) | {"name": f"alternative {index + 1}"}))


def _both(left: list[Alternative], right: list[Alternative]) -> list[Alternative]:
    """Return what is valid by both; of a property that both have, the later place counts."""
    if len(left) * len(right) > MAX_ALTERNATIVES**2:
        return left
    return [
        Alternative(
            one.types & other.types,
            _name(one, other, len(right)),
            {
                key: tuple(dict.fromkeys((*one.constraints.get(key, ()), *other.constraints.get(key, ()))))
                for key in one.constraints | other.constraints
            },
            one.properties | other.properties,
            one.required | other.required,
        )
        for one in left
        for other in right
    ]


def _name(one: Alternative, other: Alternative, choices: int) -> str:
    """Return the name of the union's member; a base schema gives no name to what it is a part of."""
    return other.name if choices > 1 else one.name
