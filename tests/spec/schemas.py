"""Read what a schema of the spec documents: properties, JSON types, closedness."""

from dataclasses import dataclass, field
from typing import Any

from generator.spec import walk
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer

SCHEMAS = ("components", "schemas")


@dataclass
class Shape:
    """What the schemas that apply to one value say together, compositions followed."""

    types: set[str] = field(default_factory=set)
    formats: set[str | None] = field(default_factory=set)
    enum: list[str] | None = None
    properties: dict[str, Pointer] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)
    closed: bool = False
    items: Pointer | None = None
    polymorphic: Pointer | None = None
    """Where the alternatives are, of which the tag of a value chooses one."""
    tag_is_open: bool = False
    """Whether the tag may be missing or any text, as in responses."""


def shape(data: Any, pointer: Pointer) -> Shape:
    """Return the shape at the pointer. An enum counts only where no alternative takes any string."""
    result = Shape()
    pending = [pointer]
    takes_any_string = False
    while pending:
        place, schema = walk.resolve(data, pending.pop())
        for keyword in ("allOf", "anyOf"):
            pending += [(*place, keyword, index) for index in range(len(schema.get(keyword, [])))]
        for index in range(len(schema.get("oneOf", []))):
            result.polymorphic = (*place, "oneOf")
            result.types |= shape(data, (*place, "oneOf", index)).types
        types = schema.get("type", [])
        result.types |= {types} if isinstance(types, str) else set(types)
        if "type" in schema:
            result.formats.add(schema.get("format"))
            takes_any_string |= "string" in schema["type"] and "enum" not in schema
        result.enum = schema.get("enum", result.enum)
        # What a type defines comes before what it inherits.
        own = {name: (*place, "properties", name) for name in schema.get("properties", {})}
        result.properties = own | result.properties
        result.required |= set(schema.get("required", []))
        result.closed |= schema.get("additionalProperties") is False
        if "items" in schema:
            result.items = (*place, "items")
    if takes_any_string:
        result.enum = None
    return result


def shape_of(data: Any, pointer: Pointer, value: Any) -> Shape:
    """Return the shape of a value at the pointer: for a polymorphic one, that of the type which its tag names."""
    documented = shape(data, pointer)
    if documented.polymorphic is None or not isinstance(value, dict):
        return documented
    alternatives = walk.look_up(data, documented.polymorphic)
    shapes = [shape(data, (*documented.polymorphic, index)) for index in range(len(alternatives))]
    tags = [shape(data, each.properties[TYPE_PROPERTY]).enum or [] for each in shapes]
    chosen = next(
        (each for each, known in zip(shapes, tags, strict=True) if value.get(TYPE_PROPERTY) in known), shapes[-1]
    )
    chosen.tag_is_open = [] in tags
    if chosen.tag_is_open:
        chosen.required -= {TYPE_PROPERTY}
    return chosen


def bodies(data: Any) -> dict[tuple[str, str], Pointer]:
    """Return the pointer to the schema of each JSON body by operationId and "request" or status."""
    found = {}
    for pointer, operation in walk.operations(data):
        holders = {"request": (*pointer, "requestBody")} if "requestBody" in operation else {}
        holders |= {status: (*pointer, "responses", status) for status in operation["responses"]}
        for name, holder in holders.items():
            place, value = walk.resolve(data, holder)
            if "content" in value:
                found[operation["operationId"], name] = (*place, "content", "application/json", "schema")
    return found


def distinct_bodies(data: Any) -> dict[tuple[str, str], Pointer]:
    """Return each body once: most operations answer with the same errors."""
    first = {pointer: key for key, pointer in reversed(bodies(data).items())}
    return {key: pointer for pointer, key in reversed(first.items())}


def examples(data: Any, schema: Pointer) -> dict[str, Any]:
    """Return the examples beside the schema of a body, by name."""
    media_type = walk.look_up(data, schema[:-1])
    return {
        name: walk.resolve(data, (*schema[:-1], "examples", name))[1]["value"]
        for name in media_type.get("examples", {})
    }
