"""A schema -> a small value that is valid for it, for samples where the document shows no example."""

from typing import Any

from generator.spec import walk
from generator.spec.source import Pointer

FORMATS = {
    **{"date-time": "2026-01-31T00:00:00Z", "date": "2026-01-31", "uuid": "00000000-0000-0000-0000-000000000000"},
    **{"uri": "https://example.org/", "duration": "PT1H", "email": "someone@example.org"},
}
SIMPLE: dict[str, Any] = {"boolean": True, "null": None}


def value(data: Any, pointer: Pointer, name: str = "text", within: frozenset[Pointer] = frozenset()) -> Any:
    """Return a value that is valid for the schema at the pointer, as far as its keywords are common ones.

    Objects have their required properties only. `name` is a text that will do where any text does.
    """
    at, schema = walk.resolve(data, pointer)
    if not isinstance(schema, dict) or at in within:
        return {}
    for shown in (*schema.get("examples", ()), *(schema[key] for key in ("default", "const") if key in schema)):
        return shown
    for member in schema.get("enum", ()):
        return member
    within |= {at}
    if "allOf" in schema:
        parts = [value(data, (*at, "allOf", index), name, within) for index in range(len(schema["allOf"]))]
        return {key: item for part in parts for key, item in part.items()} if isinstance(parts[0], dict) else parts[-1]
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return value(data, (*at, key, 0), name, within)
    written = schema.get("type", "object")
    kind = written if isinstance(written, str) else written[0]
    if kind == "object":
        required = [key for key in schema.get("required", ()) if key in schema.get("properties", {})]
        return {key: value(data, (*at, "properties", key), key, within) for key in required}
    if kind == "array":
        item = [value(data, (*at, "items"), name, within)] if "items" in schema else []
        return item * max(schema.get("minItems", 0), 1)
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    if kind == "string":
        text = str(FORMATS.get(schema.get("format", ""), name))
        return text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", len(text) + 99)]
    return SIMPLE[kind]
