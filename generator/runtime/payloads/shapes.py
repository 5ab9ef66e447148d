"""What a schema documents of a value and of the values in it, followed through `$ref`, `allOf` and `anyOf`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import orjson
from jsonschema_rs import (
    Draft202012Validator,
    RegexOptions,
    ValidationError,
    Validator,
    ValidatorMap,
    validator_map_for,
)

from .envelopes import DOCUMENT, ITEMS, items_schema, undocumented_envelopes, without
from .schemas import bundled

# RFC 3339, section 5.6. jsonschema-rs 0.60.3 checks ranges, but takes "2022-10-0+T19:13:06Z" for a date-time.
DATE_TIME = {
    "format": "date-time",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$",
}
# Date-times that are certainly valid: all but leap seconds and the last day of February in leap years.
MONTH_DAY = "(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
HOUR_MINUTE = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
COMMON_DATE_TIME = rf"^[0-9]{{4}}-{MONTH_DAY}[Tt]{HOUR_MINUTE}:[0-5][0-9](?:\.[0-9]+)?(?:[Zz]|[+-]{HOUR_MINUTE})$"
LINEAR = RegexOptions()  # the faster of two engines, which does not know all patterns
REFERENCE = re.compile(r'"\$ref":"#/\$defs/([^"/]+)')
COMPOSITIONS = ("allOf", "anyOf", "oneOf")


@dataclass(slots=True, eq=False)
class Shape:
    """What the schemas that apply to one value document together; `validator` returns the verdict."""

    validator: Validator
    pointer: str
    types: set[str] = field(default_factory=set)
    formats: set[str] = field(default_factory=set)
    enum: tuple[Any, ...] = ()
    bounds: tuple[Any, Any] = (None, None)
    properties: "dict[str, Shape]" = field(default_factory=dict)
    checks: dict[str, Callable[[object], bool]] = field(default_factory=dict)  # the verdicts on properties
    required: dict[str, None] = field(default_factory=dict)  # an ordered set
    closed: bool = False
    items: "Shape | None" = None
    inner: "list[tuple[str, Shape]]" = field(default_factory=list)  # the properties that have parts of their own
    tag: str = ""  # the property that tells the alternatives of a polymorphic value apart
    tagged: "dict[str, Shape]" = field(default_factory=dict)  # the alternative that each tag names
    untagged: "Shape | None" = None  # the one for missing and unknown tags

    def meant(self, value: dict[Any, Any]) -> "Shape | None":
        """Return the alternative that the tag of a value names, or that is for those without a known one."""
        tag = value.get(self.tag)
        return self.tagged.get(tag, self.untagged) if isinstance(tag, str) else self.untagged

    @property
    def notable(self) -> bool:
        """Whether an undocumented property of an object may be a documented one misspelt."""
        return not self.closed and any("@" not in name for name in self.properties)


@dataclass(slots=True, eq=False)
class Compiled:
    """A schema ready for use: validators of one value and of an array of them, and the shape of a value."""

    definition: dict[str, Any]
    definitions: dict[str, Any]  # under `$defs`, those to which the schema leads
    one: Validator
    many: Validator
    quotes: int | None  # of an object that has all properties, if none is escaped and no key is repeated
    shape: Shape
    envelopes: tuple[str, ...]  # rules of envelopes.SHAPES whose members the schema does not document
    item_envelopes: tuple[str, ...]  # the same for the items of a page, if this is the schema of one
    own_names: frozenset[str]  # the names of the properties that are not annotations
    alike: "list[tuple[Callable[[object], bool], list[str]]]"  # what accepts most valid values of these properties
    noting: bool  # whether a valid value may have notes
    takes_arrays: bool


@cache
def compiled(name: str) -> Compiled:
    """Return a schema of the package ready for use, formats asserted."""
    return compile_schema(name, bundled()["$defs"])


def compile_schema(name: str, among: dict[str, Any]) -> Compiled:
    """Return the schema of this name among others ready for use, formats asserted."""
    schemas = {"$defs": _needed(name, among)}
    pointer = f"{DOCUMENT}{name}"
    definitions = {"$defs": _exact(schemas["$defs"])}
    shapes: dict[str, Shape] = {}
    shape = _shape(pointer, schemas, validator_map_for(definitions, validate_formats=True), shapes)
    for each in shapes.values():
        each.inner = [(key, part) for key, part in each.properties.items() if part.properties or part.items or part.tag]
    definition = definitions["$defs"][name]
    envelopes = undocumented_envelopes(schemas, definition)
    items = items_schema(schemas, definition, f"/{ITEMS}")
    item_envelopes = undocumented_envelopes(schemas, items) if items else ()
    closed = definition.get("additionalProperties") is False  # and so without envelopes as it is
    guarded = without({"$ref": pointer}, () if closed else envelopes, item_envelopes)

    return Compiled(
        definition=definition,
        definitions=definitions,
        one=validator(guarded, definitions),
        many=validator({"type": "array", "items": guarded}, definitions),
        quotes=_quotes(definition, definitions) if closed else None,
        shape=shape,
        envelopes=envelopes,
        item_envelopes=item_envelopes,
        own_names=frozenset(key for key in shape.checks if "@" not in key),
        alike=[
            (validator({"type": "array", "items": each}, definitions).is_valid, names)
            for each, names in _alike(shape.properties, definitions)
        ],
        noting=any(each.notable for each in shapes.values()),
        takes_arrays=_takes_arrays(definition, schemas),
    )


def validator(schema: dict[str, Any], definitions: dict[str, Any]) -> Validator:
    """Return the validator of a schema, formats asserted, that refers to these definitions."""
    whole = {**schema, **definitions}
    try:
        return Draft202012Validator(whole, validate_formats=True, pattern_options=LINEAR)
    except ValidationError:  # a pattern looks ahead, for instance
        return Draft202012Validator(whole, validate_formats=True)


def _needed(name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the definitions to which a schema leads, itself among them: compiling all of them takes long."""
    needed = {name: definitions[name]}
    pending = [name]
    for each in pending:
        others = set(REFERENCE.findall(orjson.dumps(definitions[each]).decode())) - needed.keys()
        needed |= {other: definitions[other] for other in others if other in definitions}
        pending += others & needed.keys()
    return needed


def _exact(value: Any) -> Any:
    """Return a schema whose date-times are checked in full."""
    if isinstance(value, list):
        return [_exact(item) for item in value]
    if not isinstance(value, dict):
        return value
    exact = {key: _exact(item) for key, item in value.items()}
    return exact | DATE_TIME if value.get("format") == "date-time" else exact


def _slim(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if schema.keys() <= {"$ref", "description"} and "$ref" in schema:
        target = look_up(definitions, schema["$ref"])
        return schema if _structured(schema["$ref"], definitions) or "$ref" in target else _slim(target, definitions)
    if schema.get("type") == "string" and all(isinstance(each, str) for each in schema.get("enum", [0])):
        return {"enum": schema["enum"]} if schema.keys() <= {"type", "enum", "description"} else schema
    if schema.items() >= DATE_TIME.items() and schema.keys() <= {"type", "description", *DATE_TIME}:
        return {"type": "string", "pattern": COMMON_DATE_TIME}
    return schema


def _alike(properties: dict[str, Shape], definitions: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield the schemas that several properties share, and their names."""
    slim = {name: _slim(look_up(definitions, shape.pointer), definitions) for name, shape in properties.items()}
    texts: dict[bytes, list[str]] = {}
    for name, schema in slim.items():
        bare = {key: value for key, value in schema.items() if key != "description"}
        texts.setdefault(orjson.dumps(bare, option=orjson.OPT_SORT_KEYS), []).append(name)
    yield from ((slim[names[0]], names) for names in texts.values())


def _quotes(schema: dict[str, Any], definitions: dict[str, Any]) -> int | None:
    """Return how many quotes an object has that has all properties, or None where that depends on its values."""
    count = 0
    for each in schema["properties"].values():
        while "$ref" in each:
            each = look_up(definitions, each["$ref"])
        kind = each.get("type")
        if kind not in ("string", "integer", "number", "boolean", "null"):
            return None
        count += 4 if kind == "string" else 2
    return count


def _takes_arrays(schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    """Return whether an array may be valid."""
    types = schema.get("type", "array")
    if "array" not in ([types] if isinstance(types, str) else types):
        return False
    if "$ref" in schema and not _takes_arrays(look_up(schemas, schema["$ref"]), schemas):
        return False
    if not all(_takes_arrays(part, schemas) for part in schema.get("allOf", ())):
        return False
    return all(any(_takes_arrays(part, schemas) for part in schema[key]) for key in ("anyOf", "oneOf") if key in schema)


def _shape(pointer: str, schemas: Any, validators: ValidatorMap, shapes: dict[str, Shape]) -> Shape:
    if pointer in shapes:
        return shapes[pointer]
    shape = shapes[pointer] = Shape(validators[pointer], pointer)
    pending = [pointer]
    unions: list[list[str]] = []
    while pending:
        place = pending.pop()
        schema = look_up(schemas, place)
        if "$ref" in schema:
            pending.append(schema["$ref"])
        parts = {key: [f"{place}/{key}/{i}" for i in range(len(schema.get(key, ())))] for key in COMPOSITIONS}
        pending += parts["allOf"]
        alternatives = parts["anyOf"] + parts["oneOf"]
        # Of several alternatives with structure of their own only a tag tells which one is meant.
        structured = [alternative for alternative in alternatives if _structured(alternative, schemas)]
        if len(structured) <= 1:
            pending += alternatives
        else:
            unions.append(structured)
        types = schema.get("type", ())
        shape.types |= {types} if isinstance(types, str) else set(types)
        shape.formats |= {schema["format"]} if "format" in schema else set()
        shape.enum = tuple(schema.get("enum", shape.enum))
        shape.bounds = (schema.get("minimum", shape.bounds[0]), schema.get("maximum", shape.bounds[1]))
        shape.required |= dict.fromkeys(schema.get("required", ()))
        shape.closed |= schema.get("additionalProperties") is False
        for name in schema.get("properties", ()):
            key = name.replace("~", "~0").replace("/", "~1")
            inner = shape.properties[name] = _shape(f"{place}/properties/{key}", schemas, validators, shapes)
            shape.checks[name] = inner.validator.is_valid
        if "items" in schema:
            shape.items = _shape(f"{place}/items", schemas, validators, shapes)
    if len(unions) == 1 and not shape.properties:
        _tell_apart(shape, [_shape(each, schemas, validators, shapes) for each in unions[0]])
    return shape


def _tell_apart(shape: Shape, alternatives: list[Shape]) -> None:
    """Find the property that all alternatives but at most one require with values of their own."""
    if all(each.types for each in alternatives):
        shape.types |= {name for each in alternatives for name in each.types}
    for name in dict.fromkeys(name for each in alternatives for name in each.required):
        tags = [(tag, each) for each in alternatives if name in each.required for tag in each.properties[name].enum]
        rest = [each for each in alternatives if name not in each.required or not each.properties[name].enum]
        if len(rest) <= 1 and len(dict(tags)) == len(tags) > 0:
            shape.tag, shape.tagged, shape.untagged = name, dict(tags), rest[0] if rest else None
            return


def _structured(pointer: str, schemas: Any) -> bool:
    schema = look_up(schemas, pointer)
    while "$ref" in schema:
        schema = look_up(schemas, schema["$ref"])
    return not schema.keys().isdisjoint({"properties", "items", *COMPOSITIONS})


def look_up(schemas: Any, pointer: str) -> Any:
    """Return the schema at a JSON pointer, which may begin with `#`."""
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        schemas = schemas[int(key)] if isinstance(schemas, list) else schemas[key]
    return schemas if isinstance(schemas, dict) else {}
