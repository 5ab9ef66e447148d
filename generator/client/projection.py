"""Reduce a document to what openapi-python-client can read of it: names, places, requiredness and types."""

from itertools import count
from typing import Any

from generator.spec import walk

SCHEMA = ("$ref", "type", "format", "enum", "const", "properties", "required", "additionalProperties", "items")
COMPOSITION = ("allOf", "anyOf", "oneOf")
# Formats for which it has a type of its own; of others it makes text.
FORMATS = {"date-time", "date", "uuid"}


def projection(data: Any) -> dict[str, Any]:
    """Return the document without words, limits, examples, extensions and what only this generator reads."""
    return _Projection(data).document()


class _Projection:
    def __init__(self, data: Any) -> None:
        self.data = data
        self.schemas: dict[str, Any] = data.get("components", {}).get("schemas", {})
        self.inline = count(1)

    def document(self) -> dict[str, Any]:
        schemas = {name: self.schema(schema, name=name) for name, schema in self.schemas.items()}
        info = {"title": "t", "version": "1"}
        return {"openapi": "3.1.0", "info": info, "paths": self.paths(), "components": {"schemas": schemas}}

    def paths(self) -> dict[str, Any]:
        paths: dict[str, Any] = {}
        for pointer, operation in walk.operations(self.data):
            paths.setdefault(pointer[1], {})[pointer[2]] = self.operation(pointer, operation)
        return paths

    def operation(self, pointer: tuple[str, str, str], operation: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {key: operation[key] for key in ("operationId", "tags")}
        found: dict[tuple[str, str], Any] = {}
        for holder in (pointer, pointer[:-1]):
            for index in range(len(walk.look_up(self.data, holder).get("parameters", []))):
                _, parameter = walk.resolve(self.data, (*holder, "parameters", index))
                found.setdefault((parameter["in"], parameter["name"]), parameter)
        made["parameters"] = [
            {
                **{key: parameter[key] for key in ("name", "in", "required") if key in parameter},
                "schema": self.argument(parameter["schema"]),
            }
            for parameter in found.values()
        ]
        if "requestBody" in operation:
            _, body = walk.resolve(self.data, (*pointer, "requestBody"))
            made["requestBody"] = {"required": body.get("required", False), "content": self.content(body)}
        made["responses"] = {}
        for status in operation["responses"]:
            if not status.startswith("x-"):
                _, response = walk.resolve(self.data, (*pointer, "responses", status))
                made["responses"][status] = {"description": "d", "content": self.content(response)}
        return made

    def argument(self, schema: Any) -> Any:
        """Return the schema of a parameter: a const is an enum, because it accepts no const in headers."""
        made = self.schema(schema)
        if isinstance(made, dict) and "const" in made:
            return self.enum({"enum": [made["const"]]})
        return made

    def content(self, holder: dict[str, Any]) -> dict[str, Any]:
        contents = holder.get("content", {})
        return {name: {"schema": self.schema(content["schema"])} for name, content in contents.items()}

    def schema(self, schema: Any, *, name: str | None = None) -> Any:
        if not isinstance(schema, dict):
            return {} if schema is True else schema
        if "$ref" in schema:
            return {"$ref": schema["$ref"]}
        if name is not None and "allOf" in schema and self.narrows(name):
            schema = {"type": "object", **self.flat(name)}
        made: dict[str, Any] = {}
        for key in SCHEMA:
            if key in schema:
                made[key] = schema[key]
        for key in COMPOSITION:
            if key in schema and not (key != "allOf" and "properties" in schema):
                made[key] = [self.schema(part) for part in schema[key]]
        if "properties" in made:
            made["properties"] = {key: self.schema(value) for key, value in made["properties"].items()}
        for key in ("items", "additionalProperties"):
            if isinstance(made.get(key), dict):
                made[key] = self.schema(made[key])
        if made.get("format") not in FORMATS:
            made.pop("format", None)
        if "const" in made and made["const"] is None:
            del made["const"]
            made["type"] = "null"
        if name is None and made.get("type") == "object":
            made["title"] = f"Inline Object {next(self.inline)}"  # its class must not have the name of another
        return self.enum(made)

    def enum(self, made: dict[str, Any]) -> dict[str, Any]:
        """Return an enum as it can be read: one type of members in each, and no booleans."""
        members = made.get("enum", [])
        kinds = list(dict.fromkeys(type(member) for member in members if member is not None))
        if bool not in kinds and len(kinds) < 2:
            return made
        nulls: list[dict[str, Any]] = [{"type": "null"}] if None in members else []
        parts: list[dict[str, Any]] = [
            {"type": "boolean"} if kind is bool else {"enum": [one for one in members if type(one) is kind]}
            for kind in kinds
        ]
        return {"anyOf": [*parts, *nulls]} if len(parts) + len(nulls) > 1 else parts[0]

    def narrows(self, name: str) -> bool:
        """Whether a property of what the schema inherits is declared again."""
        own, inherited = self.own(name), [self.flat(base)["properties"] for base in self.bases(name)]
        names = [*own["properties"], *(key for properties in inherited for key in properties)]
        return len(set(names)) < len(names) or any(self.narrows(base) for base in self.bases(name))

    def bases(self, name: str) -> list[str]:
        parts = self.schemas[name].get("allOf", [])
        return [str(walk.target(part["$ref"])[-1]) for part in parts if "$ref" in part]

    def own(self, name: str) -> dict[str, Any]:
        schema = self.schemas[name]
        parts = [part for part in schema.get("allOf", []) if "$ref" not in part] + [schema]
        properties = {key: value for part in parts for key, value in part.get("properties", {}).items()}
        return {"properties": properties, "required": [key for part in parts for key in part.get("required", [])]}

    def flat(self, name: str) -> dict[str, Any]:
        """Return all properties of the schema, what it inherits first."""
        parts = [*(self.flat(base) for base in self.bases(name)), self.own(name)]
        properties = {key: value for part in parts for key, value in part["properties"].items()}
        return {"properties": properties, "required": list({key: 0 for part in parts for key in part["required"]})}
