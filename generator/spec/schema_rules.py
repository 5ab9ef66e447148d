"""Rules for the schemas of any OpenAPI 3.1 document: keywords, types, formats, limits, enums, compositions."""

import difflib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import jsonschema_specifications

from generator.spec import unions, walk
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer, Problem, Source

# A pattern can take exponential time, and regular expressions differ between languages; the others change what a $ref
# means. No schema with one of them may meet a validator.
UNUSED_KEYWORDS = (
    "pattern",
    "patternProperties",
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$schema",
    "$defs",
)
VOCABULARIES = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
OPENAPI_KEYWORDS = frozenset({"discriminator", "example", "externalDocs", "xml"})
# Format -> the type that it belongs to.
FORMATS = {
    **dict.fromkeys(("date-time", "date", "time", "duration", "uuid", "uri", "byte"), "string"),
    **dict.fromkeys(("int32", "int64"), "integer"),
}
# No validator asserts these formats; the bounds say what they mean.
INTEGER_BOUNDS = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}
LENGTHS = ("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
# Keyword -> the types that it constrains.
CONSTRAINED = {
    **dict.fromkeys(("minLength", "maxLength"), ("string",)),
    **dict.fromkeys(BOUNDS, ("integer", "number")),
    **dict.fromkeys(("items", "minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(("properties", "additionalProperties", "minProperties", "maxProperties"), ("object",)),
}
RANGES = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
COMPOSITIONS = ("allOf", "anyOf", "oneOf")
# What may accompany a composition: words, and what says which alternative it is.
DESCRIPTIVE = {
    *("title", "description", "deprecated", "readOnly", "writeOnly", "default", "example", "examples", "$comment"),
    *("externalDocs", "discriminator"),
}
JSON_TYPES = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": int | float,
    "null": type(None),
    "array": list,
    "object": dict,
}


def misleads_validators(source: Source) -> bool:
    """Whether a schema has keywords that no validator may meet."""
    return any(not node.value.keys().isdisjoint(UNUSED_KEYWORDS) for node in source.nodes if node.in_schema)


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the types that the schema itself names, without null."""
    types = schema.get("type", [])
    return [name for name in ([types] if isinstance(types, str) else types) if name != "null"]


@cache
def _known_keywords() -> frozenset[str]:
    """Return the keywords of JSON Schema 2020-12 and those that OpenAPI 3.1 adds."""
    registry = jsonschema_specifications.REGISTRY
    meta = (f"https://json-schema.org/draft/2020-12/meta/{name}" for name in VOCABULARIES)
    return frozenset().union(*(registry.contents(uri)["properties"] for uri in meta)) | OPENAPI_KEYWORDS


def _keywords(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        for key in schema if in_schema else ():
            if key == "nullable":
                fix = "write type: [string, 'null'], or anyOf with type: 'null'"
                yield source.problem((*pointer, key), "nullable is OpenAPI 3.0", fix)
            elif key in UNUSED_KEYWORDS:
                yield source.problem((*pointer, key), f"{key} is not supported", "remove it")
            elif key not in _known_keywords() and not key.startswith("x-"):
                nearest = difflib.get_close_matches(key, _known_keywords(), n=1)
                fix = f"did you mean {nearest[0]}?" if nearest else "remove it, or begin it with x-"
                yield source.problem((*pointer, key), f"{key} is not a keyword of JSON Schema 2020-12", fix)


def _formats(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        if not in_schema or "format" not in schema:
            continue
        name, types = schema["format"], types_of(schema)
        place = (*pointer, "format")
        if name not in FORMATS:
            fix = f"use one of {', '.join(FORMATS)}, or remove it"
            yield source.problem(place, f"the format {name} is not supported", fix)
        elif name == "date-time" and schema.get("type") != "string":
            fix = "write anyOf: [{type: string, format: date-time}, {type: 'null'}]"
            yield source.problem((*pointer, "type"), "a date-time that is not simply a string", fix)
        elif types != [FORMATS[name]]:
            fix = f"write type: {FORMATS[name]}"
            yield source.problem(place, f"the format {name} does not apply to type {', '.join(types) or 'any'}", fix)
        elif name in INTEGER_BOUNDS:
            low, high = INTEGER_BOUNDS[name]
            if schema.get("minimum", low - 1) < low or schema.get("maximum", high + 1) > high:
                fix = f"add minimum: {low} and maximum: {high}, or narrower bounds"
                yield source.problem(place, f"the format {name} without its bounds, which validators need", fix)


def _types(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        types = types_of(schema) if in_schema else []
        for key in CONSTRAINED.keys() & schema.keys() if in_schema else ():
            wanted = CONSTRAINED[key]
            if "type" not in schema:
                yield source.problem((*pointer, key), f"{key} without type", f"add type: {wanted[0]}")
            elif not set(types).intersection(wanted):
                what = f"{key} does not apply to type {', '.join(types) or 'null'}"
                yield source.problem((*pointer, key), what, "remove it, or correct the type")


def _limits(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        if not in_schema:
            continue
        for key in LENGTHS:
            if isinstance(schema.get(key), float):
                what = f"{key} is {schema[key]}, which is not written as an integer"
                yield source.problem((*pointer, key), what, "write an integer")
        for low, high in RANGES:
            if low in schema and high in schema and schema[low] > schema[high]:
                yield source.problem((*pointer, low), f"{low} is over {high}", "correct one of the two")


def _values(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        if not in_schema or "type" not in schema:
            continue
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        repeated = [("enum", index) for index in _repeated(schema.get("enum", []))]
        members = [((*pointer, "const"), schema["const"])] if "const" in schema else []
        members += [((*pointer, "enum", index), member) for index, member in enumerate(schema.get("enum", []))]
        for place, member in members:
            if place[-2:] not in repeated and not any(_is_of(member, name) for name in types):
                fix = "correct one of the two"
                yield source.problem(place, f"{member!r} is not of type {', '.join(types)}", fix)


def _is_of(value: Any, name: str) -> bool:
    return isinstance(value, JSON_TYPES[name]) and not (isinstance(value, bool) and name != "boolean")


def _repeated(members: list[Any]) -> list[int]:
    """Return the indices of members that equal an earlier one; 1 and 1.0 are one value in JSON, true is another."""
    values = [repr(int(one) if isinstance(one, float) and one.is_integer() else one) for one in members]
    return [index for index, value in enumerate(values) if value in values[:index]]


def _enums(source: Source) -> Iterator[Problem]:
    schemas = [(pointer, schema) for pointer, schema, in_schema in source.nodes if in_schema]
    tags = {union.tag for _, schema in schemas if (union := unions.union(source.data, schema))} | {TYPE_PROPERTY}
    for pointer, schema in schemas:
        if "enum" not in schema:
            continue
        place, members = (*pointer, "enum"), schema["enum"]
        if not members:
            yield source.problem(place, "an enum without members", "add one, or remove enum")
        elif repeated := _repeated(members):
            yield source.problem(place, f"duplicate enum member {members[repeated[0]]!r:.50}", "remove one of the two")
        elif pointer[:-1] != unions.SCHEMAS and not tags.intersection(pointer[-2:]):
            yield source.problem(place, "an enum without a name", "name it under components/schemas")


def _compositions(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        present = [key for key in COMPOSITIONS if key in schema] if in_schema else []
        base = (
            bool(present)
            and pointer[:-1] == unions.SCHEMAS
            and unions.lists_its_children(source.data, str(pointer[-1]))
        )
        for key, other in pairwise(present) if not base else ():
            fix = "write one of them as a member of the other"
            yield source.problem((*pointer, other), f"{other} beside {key}", fix)
        for key in schema if present and not base else ():
            if key not in DESCRIPTIVE and key not in present and not key.startswith("x-"):
                fix = f"move it into {present[0]}"
                yield source.problem((*pointer, key), f"{key} beside {present[0]}", fix)
        for index, part in enumerate(schema["allOf"]) if "allOf" in present else ():
            yield from _inheritance(source, (*pointer, "allOf", index), part)
        if in_schema and "not" in schema and not _excludes_tags(schema):
            fix = "use it only to exclude tags: {type: string, not: {enum: […]}}"
            yield source.problem((*pointer, "not"), "not is not supported here", fix)


def _inheritance(source: Source, pointer: Pointer, part: Any) -> Iterator[Problem]:
    name = unions.reference(part)
    _, schema = walk.resolve(source.data, pointer)
    if name and not (isinstance(schema, dict) and ("allOf" in schema or types_of(schema) == ["object"])):
        fix = "refer to it with $ref alone"
        yield source.problem(pointer, f"allOf of {name}, which is not an object with properties", fix)
    elif name and isinstance(schema.get("additionalProperties"), dict):
        yield source.problem(pointer, f"allOf of {name}, which is a map", "name its properties, or refer to it alone")


def _excludes_tags(schema: dict[str, Any]) -> bool:
    return isinstance(schema["not"], dict) and schema["not"].keys() == {"enum"} and schema.get("type") == "string"


def _required(source: Source) -> Iterator[Problem]:
    for pointer, schema, in_schema in source.nodes:
        if not in_schema or not isinstance(schema.get("required"), list):
            continue
        owner = pointer[:3] if pointer[:2] == unions.SCHEMAS and "allOf" in pointer[3:4] else pointer
        known = set(schema.get("properties", {}))
        if owner[:-1] == unions.SCHEMAS:
            known |= set(unions.properties(source.data, str(owner[-1])))
        if "type" not in schema and not {"allOf", "anyOf", "oneOf"}.intersection(pointer):
            yield source.problem((*pointer, "required"), "required without type", "add type: object")
        for index, name in enumerate(schema["required"]):
            if name not in known:
                what = f'"{name}" is listed in required but not in properties'
                yield source.problem((*pointer, "required", index), what, "correct one of the two")


def _requests(source: Source) -> Iterator[Problem]:
    sent: set[Pointer] = set()
    for pointer, operation in walk.operations(source.data):
        for place, schema in (
            walk.body_schemas(source.data, (*pointer, "requestBody")) if "requestBody" in operation else ()
        ):
            if place not in sent:
                yield from _request(source, place, schema)
                yield from _read_only(source, place, sent)


def _request(source: Source, pointer: Pointer, schema: Any) -> Iterator[Problem]:
    if not isinstance(schema, dict):
        yield source.problem(pointer, "the request body may be anything", "name a schema with type: object")
    elif "oneOf" in schema:
        yield from _polymorphic_request(source, pointer, schema)
    elif composition := [key for key in (*COMPOSITIONS, "not", "if", "unevaluatedProperties") if key in schema]:
        yield source.problem(
            (*pointer, composition[0]), f"{composition[0]} in a request schema", "list its properties flat"
        )
    elif schema.get("type") != "object":
        types = ", ".join(types_of(schema)) or "any"
        fix = "make it an object; what it contains can be one of its properties"
        yield source.problem(pointer, f"the request body is of type {types}, not object", fix)
    elif schema.get("additionalProperties") is not False:
        yield source.problem(pointer, "the request schema is open", "add additionalProperties: false")


def _polymorphic_request(source: Source, pointer: Pointer, schema: dict[str, Any]) -> Iterator[Problem]:
    names = unions.alternatives(schema)
    if not names or not (union := unions.union(source.data, schema)):
        fix = "write oneOf with a $ref to each alternative, and a discriminator"
        yield source.problem((*pointer, "oneOf"), "oneOf without a discriminator in a request schema", fix)
        return
    for name in names:
        place: Pointer = (*unions.SCHEMAS, name)
        yield from _request(source, *walk.resolve(source.data, place))
        if not unions.requires(source.data, name, union.tag):
            what = f"{name} does not require {union.tag}, its discriminator"
            yield source.problem(place, what, f"add {union.tag} to required")


def _read_only(source: Source, pointer: Pointer, seen: set[Pointer]) -> Iterator[Problem]:
    """Yield what a request, or a schema that it refers to, must not set."""
    seen.add(pointer)
    for place, schema, _ in walk.nodes(walk.look_up(source.data, pointer), pointer, in_schema=True):
        if schema.get("readOnly") is True:
            yield source.problem((*place, "readOnly"), "readOnly in a request schema", "remove the property")
        if isinstance(schema.get("$ref"), str) and (target := walk.target(schema["$ref"])) not in seen:
            yield from _read_only(source, target, seen)


RULES = (
    _keywords,
    _formats,
    _types,
    _limits,
    _values,
    _enums,
    _compositions,
    _required,
    _requests,
)
