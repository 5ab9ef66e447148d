# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Recognise what is not the payload itself, but a page of a collection or an error body.

A schema that is open and requires nothing would accept both.
"""

import re
from collections.abc import Iterator
from typing import Any

DOCUMENT = "#/$defs/"
PAGE, ERROR_BODY = "page", "errorBody"
ITEMS, ERROR = "value", "error"
HINT = ": validate its items with --items /value"
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


def undocumented_envelopes(schemas: dict[str, Any], schema: Any) -> tuple[str, ...]:
    """Return the rules, `page` and `errorBody`, of the envelopes whose member the schema does not document."""
    return tuple(rule for rule, (member, _) in SHAPES.items() if not _documents(schemas, schema, member))


def items_schema(schemas: dict[str, Any], schema: Any, pointer: str) -> Any:
    """Return the schema of the items of the array at a pointer in a payload, or None if there is none."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        found = (part["properties"][name] for part in _parts(schemas, schema) if name in part.get("properties", ()))
        schema = next(found, None)
    return next((part["items"] for part in _parts(schemas, schema) if "items" in part), None)


def without(schema: dict[str, Any], rules: tuple[str, ...], item_rules: tuple[str, ...]) -> dict[str, Any]:
    """Return a schema that rejects these envelopes, and those in the items of a page."""
    guarded: dict[str, Any] = {"allOf": [schema]}
    if rules:
        guarded["not"] = _any_of(rules)
    if item_rules:
        guarded["properties"] = {ITEMS: {"items": {"not": _any_of(item_rules)}}}
    return guarded if len(guarded) > 1 else schema


def _any_of(rules: tuple[str, ...]) -> dict[str, Any]:
    return {"anyOf": [{"type": "object", **shape} for rule in rules for shape in SHAPES[rule][1]]}


def envelopes_in_items(value: object, rules: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield what `envelopes_of` returns of the items of a page."""
    items = value.get(ITEMS) if rules and isinstance(value, dict) else None
    for index, item in enumerate(items if isinstance(items, list | tuple) else ()):
        for rule, place, message in envelopes_of(item, rules):
            yield rule, f"/{ITEMS}/{index}{place}", message.replace(HINT, "")


def envelopes_of(value: object, rules: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return rule, pointer and message of the envelopes that a payload is."""
    if not isinstance(value, dict):
        return []
    found = []
    if PAGE in rules and isinstance(items := value.get(ITEMS), list | tuple):
        count = f"{len(items):,} item{'s'[: len(items) != 1]}"
        message = f"a page of a collection ({count}), not one payload{HINT}"
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
    for schema in _parts(schemas, root):
        if member in schema.get("properties", ()):
            return True
        if any(re.search(pattern, member) for pattern in schema.get("patternProperties", ())):
            return True
        if isinstance(others := schema.get("additionalProperties"), dict) and others:
            return True  # a map of names to values
    return False


def _parts(schemas: dict[str, Any], root: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and the parts of it that apply to the same value."""
    seen: set[str] = set()
    pending = [root]
    for schema in pending:
        if not isinstance(schema, dict):
            continue
        yield schema
        reference = schema.get("$ref", "")
        if reference.startswith(DOCUMENT) and reference not in seen:
            seen.add(reference)
            pending.append(schemas["$defs"].get(reference.removeprefix(DOCUMENT)))
        for keyword in ("allOf", "anyOf", "oneOf"):
            pending += schema.get(keyword, ())
        pending += [schema.get(keyword) for keyword in ("if", "then", "else")]
        pending += schema.get("dependentSchemas", {}).values()
