"""Recognise what is not the payload itself, but a page of a collection or an error body.

A schema that is open and requires nothing would accept both.
"""

import re
from typing import Any

DOCUMENT = "#/$defs/"
PAGE, ERROR_BODY = "page", "errorBody"
ITEMS, ERROR = "value", "error"
# What identifies each, as JSON Schema. The last is what an identity provider answers instead of the service.
SHAPES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    PAGE: (ITEMS, [{"required": [ITEMS], "properties": {ITEMS: {"type": "array"}}}]),
    ERROR_BODY: (
        ERROR,
        [
            {"required": [ERROR], "properties": {ERROR: {"type": "object"}}},
            {"required": [ERROR, "error_description"], "properties": {ERROR: {"type": "string"}}},
        ],
    ),
}


def undocumented_envelopes(schemas: dict[str, Any], name: str) -> tuple[str, ...]:
    """Return the rules, `page` and `errorBody`, of the envelopes whose member the schema does not document."""
    schema = schemas["$defs"][name]
    return tuple(rule for rule, (member, _) in SHAPES.items() if not _documents(schemas, schema, member))


def without(schema: dict[str, Any], rules: tuple[str, ...]) -> dict[str, Any]:
    """Return a schema that rejects these envelopes."""
    unwanted = [{"type": "object", **shape} for rule in rules for shape in SHAPES[rule][1]]
    return {"allOf": [schema], "not": {"anyOf": unwanted}} if unwanted else schema


def envelopes_of(value: object, rules: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return rule, pointer and message of the envelopes that a payload is."""
    if not isinstance(value, dict):
        return []
    found = []
    if PAGE in rules and isinstance(items := value.get(ITEMS), list | tuple):
        count = f"{len(items):,} item{'s'[: len(items) != 1]}"
        message = f"a page of a collection ({count}), not one payload: validate its items with --items /value"
        found.append((PAGE, f"/{ITEMS}", message))
    if ERROR_BODY in rules:
        error = value.get(ERROR)
        if isinstance(error, dict):
            code = error.get("code")
            named = f" (code {code[:60]})" if isinstance(code, str) else ""
            found.append((ERROR_BODY, f"/{ERROR}", f"an error body{named}, not the documented payload"))
        elif isinstance(error, str) and "error_description" in value:
            found.append((ERROR_BODY, f"/{ERROR}", f"an error body ({error[:60]}), not the documented payload"))
    return found


def _documents(schemas: dict[str, Any], root: Any, member: str) -> bool:
    """Return whether any part of a schema that applies to the same value documents a member of this name."""
    seen: set[str] = set()
    pending = [root]
    for schema in pending:
        if not isinstance(schema, dict):
            continue
        if member in schema.get("properties", ()):
            return True
        if any(re.search(pattern, member) for pattern in schema.get("patternProperties", ())):
            return True
        if isinstance(others := schema.get("additionalProperties"), dict) and others:
            return True  # a map of names to values
        reference = schema.get("$ref", "")
        if reference.startswith(DOCUMENT) and reference not in seen:
            seen.add(reference)
            pending.append(schemas["$defs"].get(reference.removeprefix(DOCUMENT)))
        for keyword in ("allOf", "anyOf", "oneOf"):
            pending += schema.get(keyword, ())
        pending += [schema.get(keyword) for keyword in ("if", "then", "else")]
        pending += schema.get("dependentSchemas", {}).values()
    return False
