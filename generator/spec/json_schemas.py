"""Take the schemas of a document out of OpenAPI: what the emitted package carries to validate payloads."""

from typing import TYPE_CHECKING, Any

from generator.spec import unions, walk

if TYPE_CHECKING:
    from generator.spec.walk import Pointer

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DEFINITIONS = "#/$defs/"
# For readers of OpenAPI, and unknown to JSON Schema; examples are checked here, not by users.
OPENAPI_ONLY = frozenset(("discriminator", "example", "examples", "externalDocs", "xml"))


def json_schemas(data: Any) -> dict[str, Any]:
    """Return JSON Schema 2020-12 with each schema under `$defs`, and the bodies of each operation by name.

    `operations` maps an operationId to `request` and statuses, and each of those to a name in `$defs`. A body whose
    schema has no name in the document gets that of its place, such as `listNodes.200`.
    """
    named = definitions(data)
    operations: dict[str, dict[str, str]] = {}
    for pointer, operation in walk.operations(data):
        bodies = operations[operation["operationId"]] = {}
        holders: dict[str, Pointer] = {"request": (*pointer, "requestBody")} if "requestBody" in operation else {}
        holders |= {status: (*pointer, "responses", status) for status in walk.members(operation["responses"])}
        for body, holder in holders.items():
            _, value = walk.resolve(data, holder)
            for content in value.get("content", {}).values():
                schema = converted(data, content["schema"])
                reference = schema.get("$ref", "") if isinstance(schema, dict) else ""
                name = reference.removeprefix(DEFINITIONS) or f"{operation['operationId']}.{body}"
                named.setdefault(name, schema)
                bodies[body] = name
    version = data["info"]["version"]
    return {"$schema": DIALECT, "version": version, "$defs": named, "operations": operations}


def definitions(data: Any) -> dict[str, Any]:
    """Return the named schemas as JSON Schema 2020-12 that refers to `$defs`."""
    return {name: converted(data, schema) for name, schema in data.get("components", {}).get("schemas", {}).items()}


def converted(data: Any, value: Any, prefix: str = DEFINITIONS) -> Any:
    """Return a schema with its references and keywords as JSON Schema has them.

    What a discriminator says becomes part of the schema: each alternative requires its own tags. If the alternatives
    are open, so is the union: a value whose tag is missing or unknown is any object. An alternative that inherits from
    the union itself, as types of OData do, takes over what the union says of all of them.
    """
    if isinstance(value, list):
        return [converted(data, item, prefix) for item in value]
    if not isinstance(value, dict):
        return value
    result: dict[str, Any] = {}
    for key, item in value.items():
        if key in OPENAPI_ONLY or key.startswith("x-"):
            continue
        if key == "$ref":
            result[key] = prefix + str(walk.target(item)[-1])
        elif key in walk.DATA:
            result[key] = item
        elif key in walk.NAME_MAPS and isinstance(item, dict):
            result[key] = {name: converted(data, schema, prefix) for name, schema in item.items()}
        elif key == "allOf":
            result[key] = [converted(data, _inherited(data, part), prefix) for part in item]
        else:
            result[key] = converted(data, item, prefix)
    if "discriminator" in value and (union := unions.union(data, value)):
        key = "oneOf" if "oneOf" in value else "anyOf"
        result[key] = [_alternative(data, part, union, prefix) for part in value[key]]
        if not any(unions.closed(data, name) for name in union.alternatives):
            result[key].append(_tagged(union.tag, {"not": {"enum": list(union.tags)}}))
    return result


def _inherited(data: Any, part: Any) -> Any:
    name = unions.reference(part)
    if name is None or not unions.lists_its_children(data, name):
        return part
    return unions.own_part(walk.look_up(data, (*unions.SCHEMAS, name)))


def _alternative(data: Any, part: Any, union: unions.Union, prefix: str) -> dict[str, Any]:
    name = walk.target(part["$ref"])[-1]
    tags = union.alternatives[str(name)]
    result: dict[str, Any] = converted(data, part, prefix)
    if unions.own_tags(data, str(name), union.tag) == tags and unions.requires(data, str(name), union.tag):
        return result
    return {**_tagged(union.tag, {"enum": list(tags)}), "required": [union.tag], **result}


def _tagged(tag: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": {tag: schema}}
