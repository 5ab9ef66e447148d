"""Read the schemas of a checked document into types, classes and aliases; what has no type is a problem."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from generator.client.api_model import Alias
from generator.client.api_types import (
    ANY,
    NULL,
    OBJECT,
    OPEN_MODEL,
    Enum,
    ListOf,
    MapOf,
    Ref,
    Scalar,
    Tagged,
    Type,
    Union,
)
from generator.client.names import class_name, python_name, reserved
from generator.client.schema_formats import LIMITS, NUMBER_FORMATS, ROUNDED, SCALARS, TEXT_FORMATS
from generator.spec import unions, walk
from generator.spec.document import Document
from generator.spec.source import Pointer, Problem

SCHEMAS: Pointer = ("components", "schemas")
CHOICES = ("anyOf", "oneOf")
# What a choice or an enum may have beside it, and what only goes with a type.
TYPED = {key for limits in LIMITS.values() for key in limits} | {"format", "items", "additionalProperties"}


class SchemaReader:
    """Reads schemas by their place; `problems` are what it could not read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.schemas: dict[str, Any] = document.data.get("components", {}).get("schemas", {})
        self.objects = {name for name, schema in self.schemas.items() if is_object(schema)}
        self.aliases: dict[str, Alias] = {}
        # Objects that are unions too: base types that list what inherits from them.
        self.parents = {name for name in self.objects if unions.lists_its_children(document.data, name)}
        # Where `not` says which tags the last alternative of a union leaves to the others.
        found = (unions.union(document.data, schema) for schema in self.schemas.values())
        places = (unions.property_pointer(document.data, one.others, one.tag) for one in found if one and one.others)
        self.excluding = set(filter(None, places))

    def refuse(self, pointer: Pointer, what: str, fix: str) -> Scalar:
        """Note a problem; return what stands for the type that cannot be read."""
        problem = self.document.problem(pointer, what, fix)
        if problem not in self.problems:
            self.problems.append(problem)
        return ANY

    def name_problems(self) -> None:
        """Note schemas whose Python names hide others."""
        taken: dict[str, str] = {}
        for name in self.schemas:
            python = class_name(name)
            if python in reserved().classes:
                self.refuse(
                    (*SCHEMAS, name), f"the Python name {python} is reserved by the package", "rename the schema"
                )
            elif (other := taken.setdefault(python, name)) != name:
                self.refuse((*SCHEMAS, name), f"{name} has the Python name of {other}", "rename the schema")

    def order_of_aliases(self) -> list[str]:
        """Return the named schemas that are no objects, each after those that it refers to."""
        needs: dict[str, set[str]] = {}
        for name in self.schemas:
            if name not in self.objects:
                needs[name] = set(self._references(name)) - self.objects
        try:
            return list(TopologicalSorter(needs).static_order())
        except CycleError as error:
            name = error.args[1][0]
            self.refuse((*SCHEMAS, name), f"{name} contains itself but is not an object", "put it into an object")
            return []

    def _references(self, name: str) -> Iterator[str]:
        for node in walk.nodes(self.schemas[name], (*SCHEMAS, name), in_schema=True):
            if "$ref" in node.value:
                yield str(walk.target(node.value["$ref"])[-1])

    def alias(self, name: str) -> Alias:
        """Return the named schema, read as strictly as a request needs it; order_of_aliases() excludes cycles."""
        if name not in self.aliases:
            pointer = (*SCHEMAS, name)
            schema = self.schemas[name]
            description = schema.get("description", "") if isinstance(schema, dict) else ""
            self.aliases[name] = Alias(pointer, class_name(name), description, self.type(pointer, strict=True))
        return self.aliases[name]

    def type(self, pointer: Pointer, *, strict: bool) -> Type:
        """Return the type of the schema at the pointer; without `strict`, limits and spellings are left out."""
        schema = walk.look_up(self.document.data, pointer)
        if schema is True:
            return ANY
        if schema is False:
            return self.refuse(pointer, "a schema that accepts nothing", "remove it")
        if "$ref" in schema:
            return self._reference(str(walk.target(schema["$ref"])[-1]), strict=strict)
        if "not" in schema and pointer not in self.excluding:
            fix = "use it for the tags that the last alternative of a oneOf leaves to the others"
            self.refuse((*pointer, "not"), "not is not handled here", fix)
        choices = [key for key in ("allOf", *CHOICES, "enum", "const") if key in schema]
        if len(choices) > 1:
            what = f"{choices[1]} beside {choices[0]}"
            return self.refuse((*pointer, choices[1]), what, "use one of the two, or name the parts and use allOf")
        if "allOf" in schema:
            fix = "name it under components/schemas; beside a $ref there may be a description"
            return self.refuse((*pointer, "allOf"), "allOf in a schema without a name", fix)
        if choices and choices[0] in CHOICES:
            return self._choice(pointer, schema, choices[0], strict=strict)
        if choices:
            return self._enum(pointer, schema, choices[0])
        return self._typed(pointer, schema, strict=strict)

    def _reference(self, name: str, *, strict: bool) -> Type:
        if name in self.objects:
            union = unions.union(self.document.data, self.schemas[name]) if name in self.parents else None
            return self._tagged((*SCHEMAS, name), union, list(union.alternatives)) if union else Ref(class_name(name))
        alias = self.alias(name)
        lenient = alias.type if strict else self.type((*SCHEMAS, name), strict=False)
        # What the service sends is read as it comes: without the limits that the alias has.
        return Ref(alias.name, alias.type) if lenient == alias.type else lenient

    def _enum(self, pointer: Pointer, schema: dict[str, Any], key: str) -> Type:
        members = schema["enum"] if key == "enum" else [schema["const"]]
        for beside in sorted(schema.keys() & TYPED):
            self.refuse((*pointer, beside), f"{beside} beside {key}", f"remove it: {key} says which values are allowed")
        if not members:
            return self.refuse((*pointer, key), "an enum without members", "add its members, or remove it")
        for index, member in enumerate(members):
            if not isinstance(member, str | int | None):
                place = (*pointer, key, index) if key == "enum" else (*pointer, key)
                what = f"{member!r:.50} is not a string, an integer, a boolean or null"
                return self.refuse(place, what, "remove it: Python's Literal cannot have it")
        types = schema.get("type", [])
        allowed = {types} if isinstance(types, str) else set(types)
        for member in members:
            if allowed and not _kinds(member) & allowed:
                self.refuse((*pointer, key), f"{member!r} is not of the type {', '.join(sorted(allowed))}", "remove it")
        return NULL if members == [None] else Enum(tuple(members))

    def _choice(self, pointer: Pointer, schema: dict[str, Any], key: str, *, strict: bool) -> Type:
        for beside in sorted(schema.keys() & {*TYPED, "type", "properties", "required"}):
            self.refuse((*pointer, beside), f"{beside} beside {key}", f"move it into the alternatives of {key}")
        parts = tuple(self.type((*pointer, key, index), strict=strict) for index in range(len(schema[key])))
        if union := unions.union(self.document.data, schema):
            return self._tagged(pointer, union, [name for name in union.alternatives if name != union.others])
        if key == "oneOf":
            self._disjoint(pointer, parts)
        # An enum that also takes other texts is text: sparing pydantic the search keeps it fast.
        kinds = {part.shape for part in parts if part != NULL}
        evolvable = "string" in kinds and all(kind == "string" or _is_text_enum(kind) for kind in kinds)
        marked = key == "anyOf" and evolvable and len(kinds) > 1 and not any(_limits(part) for part in parts)
        marked &= NULL not in parts and Scalar("str", "string") in parts
        return Union(parts, ("AnyText",)) if marked else Union(parts) if len(set(parts)) > 1 else parts[0]

    def _disjoint(self, pointer: Pointer, parts: tuple[Type, ...]) -> None:
        seen: set[str] = set()
        for index, part in enumerate(parts):
            kinds = set(_json_types(part.shape))
            if seen & kinds:
                fix = "use anyOf, or name the alternatives and add a discriminator"
                self.refuse((*pointer, "oneOf", index), "an alternative of oneOf that overlaps another", fix)
            seen |= kinds | ({"number", "integer"} if kinds & {"number", "integer"} else set())

    def _typed(self, pointer: Pointer, schema: dict[str, Any], *, strict: bool) -> Type:
        types = schema.get("type", [])
        kinds = [types] if isinstance(types, str) else types
        if not kinds:
            for key in sorted(schema.keys() & (TYPED | {"properties", "required"})):
                self.refuse((*pointer, key), f"{key} without type", "add type")
            return ANY
        for key in sorted(schema.keys() & TYPED):
            if not any(key in _effective(kind) for kind in kinds):
                self.refuse((*pointer, key), f"{key} has no effect on {', '.join(kinds)}", "remove it")
        parts = tuple(self._of_type(pointer, schema, kind, strict=strict) for kind in kinds)
        return Union(parts) if len(parts) > 1 else parts[0]

    def _of_type(self, pointer: Pointer, schema: dict[str, Any], kind: str, *, strict: bool) -> Type:
        limits = tuple(self._limits(pointer, schema, kind)) if strict else ()
        if kind == "array":
            item = self.type((*pointer, "items"), strict=strict) if "items" in schema else ANY
            return ListOf(item, limits)
        if kind == "object":
            return self._free_object(pointer, schema, strict=strict)
        name = schema.get("format")
        if kind == "string" and name is not None:
            if name not in TEXT_FORMATS:
                fix = f"use one of {', '.join(sorted(TEXT_FORMATS))}"
                return self.refuse((*pointer, "format"), f"the format {name} is not handled", fix)
            scalar = TEXT_FORMATS[name][0 if strict else 1]
            if limits:
                return self.refuse((*pointer, "format"), f"a limit beside the format {name}", "remove one of the two")
            return scalar
        if kind in ("integer", "number") and name is not None and name not in NUMBER_FORMATS:
            return self.refuse((*pointer, "format"), f"the format {name} is not handled", "use int32 or int64")
        scalar = SCALARS[kind]
        return Scalar(scalar.name, scalar.shape, limits)

    def _free_object(self, pointer: Pointer, schema: dict[str, Any], *, strict: bool) -> Type:
        if "properties" in schema or "required" in schema or schema.get("additionalProperties") is False:
            return self.refuse(pointer, "an object with properties but no name", "name it in components/schemas")
        if isinstance(schema.get("additionalProperties"), dict):
            return MapOf(self.type((*pointer, "additionalProperties"), strict=strict))
        return OBJECT

    def _limits(self, pointer: Pointer, schema: dict[str, Any], kind: str) -> Iterator[tuple[str, int | float]]:
        for key, name in LIMITS.get(kind, {}).items():
            if key not in schema:
                continue
            value = schema[key]
            if key == "multipleOf" and value != int(value):
                fix = "remove it: validators round differently"
                self.refuse((*pointer, key), f"multipleOf {value} is not an integer", fix)
            elif kind == "integer" or name.endswith("length") or key == "multipleOf":
                yield name, ROUNDED.get(key, int)(value)
            else:
                yield name, value

    def _tagged(self, pointer: Pointer, union: unions.Union, names: list[str]) -> Type:
        """Return the union of the named classes, which the tags of the union lead to."""
        data = self.document.data
        if not all(name in self.objects for name in (*names, *([union.others] if union.others else []))):
            fix = "give oneOf $refs to named objects"
            return self.refuse(pointer, "a union by tags of what are not all named objects", fix)
        members = {tag: class_name(name) for tag, name in union.tags.items()}
        closed = {unions.closed(data, name) for name in names}
        if closed == {True, False}:
            return self.refuse(pointer, "a union of closed and open objects", "close all of them or none")
        for index, name in enumerate(names):
            if closed == {True} and not unions.own_tags(data, name, union.tag):
                what = f"{union.tag} of {name} has no const or enum"
                self.refuse((*pointer, "oneOf", index), what, f"add it to {name}: requests are told apart by it")
        parts = tuple(Ref(class_name(name)) for name in names if name != union.others)
        base = str(pointer[-1]) if pointer[:-1] == SCHEMAS and pointer[-1] in self.objects else None
        others = None if closed == {True} else class_name(union.others or base or OPEN_MODEL)
        field = python_name(union.tag, reserved().fields)
        return Tagged(parts, union.tag, field, tuple(members.items()), others, class_name(base) if base else None)


def is_object(schema: Any) -> bool:
    """Whether a named schema becomes a class: an object that is not a map."""
    if not isinstance(schema, dict) or "$ref" in schema:
        return False
    if "allOf" in schema or "properties" in schema:
        return True
    return schema.get("type") == "object" and not isinstance(schema.get("additionalProperties"), dict)


def _effective(kind: str) -> set[str]:
    more = {"array": {"items"}, "object": {"additionalProperties"}, "string": {"format"}}
    return {*LIMITS.get(kind, {}), *more.get(kind, {"format"} if kind in ("integer", "number") else set())}


def _kinds(member: object) -> set[str]:
    if isinstance(member, bool):
        return {"boolean"}
    return {"null"} if member is None else {"string"} if isinstance(member, str) else {"integer", "number"}


def _limits(part: Type) -> bool:
    return isinstance(part, Scalar | ListOf) and bool(part.limits)


def _is_text_enum(shape: Any) -> bool:
    return isinstance(shape, tuple) and shape[0] == "enum" and all(str(one).startswith("str ") for one in shape[1])


def _json_types(shape: Any) -> Iterator[str]:
    """Yield the JSON types of the values; every enum of texts counts as text."""
    if isinstance(shape, str):
        yield from {"date-time": ["string"], "date": ["string"], "uuid": ["string"]}.get(shape, [shape])
        yield from ("string", "integer", "boolean", "null", "array", "object") if shape == "any" else ()
    elif shape[0] == "union":
        for part in shape[1]:
            yield from _json_types(part)
    elif shape[0] == "enum":
        yield from ({"str": "string", "int": "integer", "bool": "boolean"}[str(one).split(" ")[0]] for one in shape[1])
    else:
        yield "array" if shape[0] == "list" else "object"
