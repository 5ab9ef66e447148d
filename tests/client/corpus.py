"""Small documents made by combining constructs, each named by a number."""

import random
from typing import Any

from tests.client.small import Json, answers, body, document, operation, parameter, ref

TEXT: Json = {"type": "string"}
INT: Json = {"type": "integer"}
SCHEMAS: Json = {
    "Plain": {"type": "object", "properties": {"a": TEXT, "self": ref("Plain")}},
    "Needed": {"type": "object", "required": ["a"], "properties": {"a": TEXT, "n": INT}},
    "Derived": {"allOf": [ref("Plain"), {"type": "object", "properties": {"b": TEXT}}]},
    "Stricter": {"allOf": [ref("Plain"), {"required": ["a"]}]},
    "Both": {"allOf": [ref("Needed"), ref("Derived")]},
    "Kind": {"type": "string", "enum": ["a", "b c", "unknownFutureValue"]},
    "Level": {"type": "integer", "enum": [1, 2]},
    "MaybeKind": {"type": ["string", "null"], "enum": ["a", "unknownFutureValue", None]},
    "MaybeText": {"type": ["string", "null"]},
    "Short": {"type": "string", "maxLength": 5},
    "Texts": {"type": "array", "items": TEXT},
    "Labels": {"type": "object", "additionalProperties": TEXT},
    "Free": {"type": "object"},
    "Moment": {"type": "string", "format": "date-time"},
    "MaybeMoment": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
    "One": {"type": "object", "required": ["t"], "properties": {"t": {"const": "one"}, "x": TEXT}},
    "Two": {"type": "object", "required": ["t"], "properties": {"t": {"const": "two"}, "x": INT}},
    "OneOrTwo": {"oneOf": [ref("One"), ref("Two")], "discriminator": {"propertyName": "t"}},
    "Loop": {"type": "array", "items": ref("Loop")},
    "Odd": {"allOf": [ref("Short"), {"description": "x"}]},
}
# Most constructs are good; the last ones are refused, and then the document must be.
GOOD: list[Any] = [
    *(ref(name) for name in SCHEMAS if name not in ("Loop", "Odd")),
    *(
        TEXT,
        INT,
        {"type": "number"},
        {"type": "boolean"},
        {"type": ["string", "null"]},
        {"type": ["integer", "string"]},
    ),
    *({"const": "x"}, {"const": None}, {"const": 3}, {"type": "boolean", "const": True}),
    *(
        {"type": "integer", "minimum": 0.5},
        {"type": "number", "exclusiveMaximum": 9.5},
        {"type": "integer", "multipleOf": 5},
    ),
    *({"type": "string", "minLength": 2, "maxLength": 9}, {"type": ["string", "integer"], "maxLength": 3}),
    *(
        {"type": "array", "items": ref("Kind"), "minItems": 1},
        {"type": "array", "items": {"type": "array", "items": INT}},
    ),
    *({"type": "object", "additionalProperties": ref("Plain")}, {"type": "object"}, {"type": "array", "items": {}}),
    *({"anyOf": [ref("Kind"), TEXT]}, {"anyOf": [ref("Plain"), {"type": "array", "items": ref("Plain")}]}),
    *({"oneOf": [TEXT, INT]}, {"anyOf": [ref("Needed"), {"type": "null"}]}, {**TEXT, "deprecated": True}),
    *({**TEXT, "format": name} for name in ("date-time", "date", "uuid", "uri")),
    *({**INT, "format": "int32", "minimum": -(2**31), "maximum": 2**31 - 1}, {**TEXT, "default": "d"}),
]
BAD: list[Any] = [
    *(ref("Loop"), ref("Odd"), {"allOf": [ref("Plain")]}, {"type": "object", "properties": {"a": TEXT}}),
    *({"anyOf": [TEXT, INT], "oneOf": [TEXT, INT]}, {"minLength": 3}, {**TEXT, "format": "hostname"}),
    *({"oneOf": [TEXT, ref("Short")]}, {"type": "number", "multipleOf": 0.1}, {**TEXT, "writeOnly": True}),
]
NAMES = (
    "name",
    "class",
    "json",
    "copy",
    "date",
    "self",
    "@odata.type",
    "a-b",
    "odd name!",
    "model_config",
    "x1",
    "Any",
)
TAGS = ("things", "call", "transport", "models", "plain", "asyncThings", "client", "date", "close", "group", "retries")
PARAMETERS: list[Any] = [
    *((TEXT, "query"), (INT, "query"), ({"type": "boolean"}, "query"), (ref("Kind"), "query"), (ref("Short"), "query")),
    *((ref("Moment"), "query"), ({"type": "array", "items": ref("Kind")}, "query"), (TEXT, "header")),
    *(
        ({"const": "x"}, "header"),
        ({"type": "integer", "maximum": 5}, "query"),
        ({"anyOf": [ref("Kind"), TEXT]}, "query"),
    ),
]
BAD_PARAMETERS: list[Any] = [
    *((ref("Plain"), "query"), (ref("Labels"), "query"), ({}, "query"), (ref("MaybeText"), "query")),
    *((TEXT, "cookie"), (ref("Texts"), "header")),
]


def made(number: int) -> Json:
    """Return the document of this number; one in four has something that is refused."""
    chance = random.Random(number)  # noqa: S311
    bad = number % 4 == 3
    constructs = [chance.choice(GOOD) for _ in range(6)]
    parameters = [chance.choice(PARAMETERS) for _ in range(2)]
    if bad and chance.random() < 0.7:
        constructs[chance.randrange(6)] = chance.choice(BAD)
    elif bad:
        parameters[0] = chance.choice(BAD_PARAMETERS)
    names = chance.sample(NAMES[:6] + NAMES[7:], 6)
    request, response = (
        dict(zip(names[:3], constructs[:3], strict=True)),
        dict(zip(names[3:], constructs[3:], strict=True)),
    )
    schemas = {**SCHEMAS, "ThingCreate": _object(chance, request, closed=True), "Thing": _object(chance, response)}
    if not any(name in str(constructs) for name in ("Loop", "Odd")):
        schemas = {name: schema for name, schema in schemas.items() if name not in ("Loop", "Odd")}
    tags = tuple(chance.sample(TAGS, 2))
    result = chance.choice([ref("Thing"), {"type": "array", "items": ref("Thing")}, ref("Plain")])
    responses = {**answers(result), **({"204": {"description": "Done."}} if chance.random() < 0.3 else {})}
    query = [
        parameter(f"{chance.choice(NAMES[7:])}{index}".replace(" ", "").replace("!", ""), schema, place)
        for index, (schema, place) in enumerate(parameters)
    ]
    paths = {
        "/q/{thingId}": {
            "get": operation(
                "askThing",
                tag=tags[1],
                parameters=[parameter("thingId", chance.choice([TEXT, INT, ref("Kind")]), "path"), *query],
                responses=responses,
            ),
            "patch": operation(
                "changeThing",
                tag=tags[1],
                requestBody=body(ref("ThingCreate")),
                parameters=[parameter("thingId", TEXT, "path")],
            ),
        },
        "/all": {"get": operation("useAll", tag=tags[0], responses=answers(ref("All")))},
    }
    schemas["All"] = {"type": "object", "properties": {f"use{name}": _open(ref(name), schemas) for name in schemas}}
    return document(schemas, paths, tags)


def _object(chance: random.Random, properties: Json, *, closed: bool = False) -> Json:
    required = [name for name in properties if chance.random() < 0.4]
    made: Json = {"type": "object", "properties": dict(properties)}
    if closed:
        made["additionalProperties"] = False
    else:
        made["properties"] = {name: _open(schema, SCHEMAS) for name, schema in properties.items()}
    return {**made, **({"required": required} if required else {})}


def _open(schema: Any, schemas: Json) -> Any:
    """Return the schema as the rules want it in a response: an enum is open."""
    name = schema.get("$ref", "").rpartition("/")[2] if isinstance(schema, dict) else ""
    if name in ("ThingCreate", "ODataError"):
        return ref("Plain")
    if "enum" in schemas.get(name, {}):
        return {"anyOf": [schema, INT if schemas[name]["type"] == "integer" else TEXT]}
    if isinstance(schema, dict) and isinstance(schema.get("items"), dict):
        return {**schema, "items": _open(schema["items"], schemas)}
    return schema
