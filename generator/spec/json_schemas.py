"""Take the schemas of a document out of OpenAPI: what the emitted package carries to validate payloads."""

from typing import TYPE_CHECKING, Any

from generator.spec import walk

if TYPE_CHECKING:
    from generator.spec.source import Pointer

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFINITIONS = "#/$defs/"
SCHEMAS = "#/components/schemas/"
# Said to readers of OpenAPI and unknown to JSON Schema; examples are checked here, not by users.
OPENAPI_ONLY = frozenset(("discriminator", "example", "examples", "externalDocs", "xml"))


def json_schemas(data: Any) -> dict[str, Any]:
    """Return JSON Schema 2020-12 with each schema under `$defs`, and the bodies of each operation by name.

    `operations` maps an operationId to `request` and statuses, and each of those to a name in `$defs`. A body whose
    schema has no name in the document gets that of its place, such as `listNodes.200`.
    """
    components = data.get("components", {})
    definitions = _converted(components.get("schemas", {}), names=True)
    operations: dict[str, dict[str, str]] = {}
    for pointer, operation in walk.operations(data):
        bodies = operations[operation["operationId"]] = {}
        holders: dict[str, Pointer] = {"request": (*pointer, "requestBody")} if "requestBody" in operation else {}
        holders |= {status: (*pointer, "responses", status) for status in walk.members(operation["responses"])}
        for body, holder in holders.items():
            _, value = walk.resolve(data, holder)
            for content in value.get("content", {}).values():
                schema = _converted(content["schema"])
                name = schema.get("$ref", "").removeprefix(DEFINITIONS) or f"{operation['operationId']}.{body}"
                definitions.setdefault(name, schema)
                bodies[body] = name
    version = data["info"]["version"]
    return {"$schema": DIALECT, "version": version, "$defs": definitions, "operations": operations}


def _converted(value: Any, *, names: bool = False) -> Any:
    """Return a schema, or a map of names to schemas, with its references and keywords as JSON Schema has them."""
    if isinstance(value, list):
        return [_converted(item) for item in value]
    if not isinstance(value, dict):
        return value
    if names:
        return {name: _converted(schema) for name, schema in value.items()}
    converted = {}
    for key, item in value.items():
        if key in OPENAPI_ONLY or key.startswith("x-"):
            continue
        if key == "$ref":
            converted[key] = item.replace(SCHEMAS, DEFINITIONS)
        elif key in walk.DATA:
            converted[key] = item
        else:
            converted[key] = _converted(item, names=key in walk.NAME_MAPS)
    return converted
