"""Rules for the schemas of any OpenAPI 3.1 document: keywords, formats, enums, requests."""

import difflib
from collections.abc import Iterator
from functools import cache

import jsonschema_specifications
from jsonschema import Draft202012Validator

from generator.spec import walk
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Problem, Source

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
# OpenAPI's int32 is here for its name; the bounds say what it means.
ASSERTED_FORMATS = frozenset(Draft202012Validator.FORMAT_CHECKER.checkers) | {"int32"}
COMPOSITION = ("allOf", "anyOf", "oneOf", "not", "if", "unevaluatedProperties")
VOCABULARIES = ("core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content")
OPENAPI_KEYWORDS = frozenset({"discriminator", "example", "externalDocs", "xml"})


def misleads_validators(source: Source) -> bool:
    """Whether a schema has keywords that no validator may meet."""
    nodes = (node for node in walk.nodes(source.data) if node.in_schema)
    return any(not node.value.keys().isdisjoint(UNUSED_KEYWORDS) for node in nodes)


def _keywords(source: Source) -> Iterator[Problem]:
    """Yield keywords and formats that mean nothing here, or that must not meet a validator."""
    for root in walk.schema_roots(source.data):
        for pointer, value, _ in walk.nodes(root.value, root.pointer, in_schema=True):
            if pointer[-1] in ("discriminator", "externalDocs", "xml", "mapping") and pointer[-2] != "properties":
                continue
            for key in value:
                if key == "nullable":
                    fix = "write type: [string, 'null'], or anyOf with type: 'null'"
                    yield source.problem((*pointer, key), "nullable is OpenAPI 3.0", fix)
                elif key in UNUSED_KEYWORDS:
                    yield source.problem((*pointer, key), f"{key} is not used in this spec", "remove it")
                elif key not in _known_keywords() and not key.startswith("x-"):
                    nearest = difflib.get_close_matches(key, _known_keywords(), n=1)
                    fix = f"did you mean {nearest[0]}?" if nearest else "remove it, or begin it with x-"
                    yield source.problem((*pointer, key), f"{key} is no keyword of JSON Schema 2020-12", fix)
            if str(value.get("format", "int32")) not in ASSERTED_FORMATS:
                fix = f"use one of {', '.join(sorted(ASSERTED_FORMATS))}"
                yield source.problem((*pointer, "format"), f"no validator asserts the format {value['format']}", fix)
            if value.get("format") == "date-time" and value.get("type") != "string":
                fix = "write anyOf: [{type: string, format: date-time}, {type: 'null'}]"
                yield source.problem((*pointer, "type"), "a date-time that is not simply a string", fix)


@cache
def _known_keywords() -> frozenset[str]:
    """Return the keywords of JSON Schema 2020-12 and those that OpenAPI 3.1 adds."""
    registry = jsonschema_specifications.REGISTRY
    meta = (f"https://json-schema.org/draft/2020-12/meta/{name}" for name in VOCABULARIES)
    return frozenset().union(*(registry.contents(uri)["properties"] for uri in meta)) | OPENAPI_KEYWORDS


def _required(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        if in_schema and isinstance(value.get("properties"), dict) and isinstance(value.get("required"), list):
            for index, name in enumerate(value["required"]):
                if name not in value["properties"]:
                    place = (*pointer, "required", index)
                    yield source.problem(place, f'"{name}" is required but no property', "correct one of the two")


def _requests(source: Source) -> Iterator[Problem]:
    for pointer, operation in walk.operations(source.data):
        if "requestBody" not in operation:
            continue
        for place, schema in walk.body_schemas(source.data, (*pointer, "requestBody")):
            if not isinstance(schema, dict) or schema.get("additionalProperties") is not False:
                yield source.problem(place, "the request schema is open", "add additionalProperties: false")
                continue
            for key in COMPOSITION:
                if key in schema:
                    yield source.problem((*place, key), f"{key} in a request schema", "list its properties flat")


def _enums(source: Source) -> Iterator[Problem]:
    for pointer, value, in_schema in walk.nodes(source.data):
        if not in_schema or "enum" not in value or pointer[-1] == TYPE_PROPERTY:
            continue
        if pointer[:-1] != ("components", "schemas"):
            yield source.problem((*pointer, "enum"), "an enum without a name", "name it under components/schemas")
        elif len({str(member) for member in value["enum"]}) < len(value["enum"]):
            yield source.problem((*pointer, "enum"), "duplicate enum member", "remove one of the two")


RULES = (_keywords, _required, _requests, _enums)
