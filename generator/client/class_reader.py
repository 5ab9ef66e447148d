"""Read named object schemas into classes: their bases, their own properties, and what they inherit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic.alias_generators import to_camel

from generator.client.api_model import Class, Field
from generator.client.api_types import Enum, Type
from generator.client.names import class_name, python_name, reserved
from generator.client.schema_reader import CHOICES, SCHEMAS, SchemaReader
from generator.spec import walk
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import Pointer

# What a member of allOf, and the schema around it, may consist of.
PART = {"type", "properties", "required", "additionalProperties", "description", "title", "example", "examples"}
WHOLE = PART | {"allOf", "deprecated", "discriminator", "externalDocs"}
Part = tuple[Pointer, dict[str, Any]]


class ClassReader:
    """Reads classes, each after its bases."""

    def __init__(self, reader: SchemaReader, sent: set[str]) -> None:
        self.reader = reader
        self.sent = sent
        self.classes: dict[str, Class] = {}
        self._under_way: list[str] = []
        # Classes without members: Python itself says which bases go together.
        self._skeletons: dict[str, type] = {}

    def all(self) -> tuple[Class, ...]:
        """Return the classes, bases first."""
        for name in self.reader.schemas:
            if name in self.reader.objects:
                self.read(name)
        return tuple(self.classes.values())

    def read(self, name: str) -> Class | None:
        """Return the class of the named schema, or None where it inherits from itself."""
        if name in self.classes:
            return self.classes[name]
        if name in self._under_way:
            self.reader.refuse((*SCHEMAS, name, "allOf"), f"{name} inherits from itself", "break the circle of allOf")
            return None
        self._under_way.append(name)
        pointer, schema = (*SCHEMAS, name), self.reader.schemas[name]
        bases = list(self._bases(name, pointer, schema))
        parts = list(self._parts(pointer, schema))
        closed = any(part.get("additionalProperties") is False for _, part in parts)
        if bases and closed:
            fix = "leave it out: it would exclude what is inherited"
            self.reader.refuse((*pointer, "allOf"), "allOf of a closed object", fix)
        inherited = self._inherited(pointer, bases)
        fields = tuple(self._fields(name, parts, inherited, closed=closed))
        declared = {field.wire_name for field in fields}
        # Bases that differ in what they require: type checkers want the property to be declared again.
        fields += tuple(
            self._field(name, field.pointer, wire_name, field.type, required=True, closed=closed)
            for wire_name, field in inherited.items()
            if field.required and wire_name not in declared and not _required_by_all(wire_name, bases)
        )
        names = self._base_names(bases)
        self._derive(name, pointer, names)
        base = "ClosedModel" if closed else "OpenModel"
        own = {field.wire_name for field in fields}
        kept = tuple(field for wire_name, field in inherited.items() if wire_name not in own)
        described, is_sent = schema.get("description", ""), name in self.sent
        made = Class(pointer, class_name(name), described, names or (base,), fields, kept, closed, is_sent)
        self._distinct(made)
        self.classes[name] = made
        self._under_way.pop()
        return made

    def _bases(self, name: str, pointer: Pointer, schema: dict[str, Any]) -> Iterator[tuple[str, Class]]:
        for key in sorted(key for key in schema.keys() - WHOLE if not key.startswith("x-")):
            if not (name in self.reader.parents and key in CHOICES):
                what = f"{key} beside {'allOf' if 'allOf' in schema else 'properties'}"
                self.reader.refuse((*pointer, key), what, "name each alternative as an object of its own")
        for index, part in enumerate(schema.get("allOf", [])):
            if "$ref" not in part:
                continue
            base = str(walk.target(part["$ref"])[-1])
            place = (*pointer, "allOf", index)
            if base not in self.reader.objects:
                self.reader.refuse(place, f"{base} in allOf is not an object with properties", "refer to it directly")
            elif made := self.read(base):
                if made.closed:
                    self.reader.refuse(place, f"{base} in allOf is closed", f"remove additionalProperties of {base}")
                yield base, made
            else:
                self.reader.refuse(place, f"{name} inherits from itself", "break the circle of allOf")

    def _parts(self, pointer: Pointer, schema: dict[str, Any]) -> Iterator[Part]:
        for index, part in enumerate(schema.get("allOf", [])):
            if "$ref" in part:
                continue
            place = (*pointer, "allOf", index)
            for key in sorted(key for key in part.keys() - PART if not key.startswith("x-")):
                self.reader.refuse((*place, key), f"{key} in a member of allOf", "use properties and required only")
            yield place, part
        yield pointer, schema
        for place, part in ((pointer, schema), *self._inline(pointer, schema)):
            if part.get("type", "object") != "object":
                what = f"properties of type {part['type']}"
                self.reader.refuse((*place, "type"), what, "write type: object; use anyOf with type: 'null' for null")
            elif "type" not in part and "properties" in part and "allOf" not in part:
                self.reader.refuse((*place, "properties"), "properties without type", "add type: object")
            if isinstance(part.get("additionalProperties"), dict):
                fix = "use the one or the other"
                self.reader.refuse((*place, "additionalProperties"), "a map that has properties too", fix)

    def _inline(self, pointer: Pointer, schema: dict[str, Any]) -> list[Part]:
        parts = enumerate(schema.get("allOf", []))
        return [((*pointer, "allOf", index), part) for index, part in parts if "$ref" not in part]

    def _inherited(self, pointer: Pointer, bases: list[tuple[str, Class]]) -> dict[str, Field]:
        """Return what the bases have; a property of several bases must be the same in all."""
        inherited: dict[str, Field] = {}
        for _, base in bases:
            for wire_name, field in base.all_fields.items():
                known = inherited.setdefault(wire_name, field)
                if field.required and not known.required:
                    inherited[wire_name] = field
                if known.pointer != field.pointer and known.type != field.type:
                    what = f"its bases have different properties {wire_name}"
                    self.reader.refuse((*pointer, "allOf"), what, "use one name for one type")
        return inherited

    def _base_names(self, bases: list[tuple[str, Class]]) -> tuple[str, ...]:
        """Return the bases in an order that Python takes: without those that others derive from."""
        ancestors = {name: self._ancestors(name) for name, _ in bases}
        names = [name for name in ancestors if not any(name in others for others in ancestors.values())]
        return tuple(class_name(name) for name in names)

    def _derive(self, name: str, pointer: Pointer, bases: tuple[str, ...]) -> None:
        """Note a problem if Python cannot order the bases (the C3 linearization)."""
        own = class_name(name)
        try:
            self._skeletons[own] = type(own, tuple(self._skeletons[base] for base in bases), {})
        except TypeError:
            self._skeletons[own] = type(own, (), {})
            what = f"{' and '.join(bases)} inherit from the same schemas in different orders"
            self.reader.refuse((*pointer, "allOf"), what, "list shared bases in one order in every allOf")

    def _ancestors(self, name: str) -> set[str]:
        parts = self.reader.schemas[name].get("allOf", [])
        bases = [str(walk.target(part["$ref"])[-1]) for part in parts if "$ref" in part]
        known = [base for base in bases if base in self.classes]
        return {*known, *(ancestor for base in known for ancestor in self._ancestors(base))}

    def _fields(self, name: str, parts: list[Part], inherited: dict[str, Field], *, closed: bool) -> Iterator[Field]:
        required = {wire_name for _, part in parts for wire_name in part.get("required", [])}
        seen: dict[str, Field] = {}
        for pointer, part in parts:
            for wire_name in part.get("properties", {}):
                place = (*pointer, "properties", wire_name)
                if wire_name in seen:
                    self.reader.refuse(place, f"{wire_name} is defined twice in {name}", "define it once")
                    continue
                base = inherited.get(wire_name)
                kind = self.reader.type(place, strict=closed)
                if base and not narrows(kind, base.type):
                    fix = "use one name for one type; a const or enum may narrow a string"
                    self.reader.refuse(place, f"{wire_name} has another type than in the base", fix)
                needed = wire_name in required or (base is not None and base.required)
                made = self._field(name, place, wire_name, kind, required=needed, closed=closed)
                seen[wire_name] = replace(made, narrowed=base is not None and base.type != kind)
                yield seen[wire_name]
        for pointer, part in parts:
            for index, wire_name in enumerate(part.get("required", [])):
                base = inherited.get(wire_name)
                if wire_name in seen or (base and base.required):
                    continue
                if not base:
                    place = (*pointer, "required", index)
                    self.reader.refuse(place, f"{wire_name} is listed in required but not in properties", "add it")
                    continue
                # Required by this class only: the property is declared again.
                seen[wire_name] = self._field(name, base.pointer, wire_name, base.type, required=True, closed=closed)
                yield seen[wire_name]

    def _field(
        self, owner: str, pointer: Pointer, wire_name: str, kind: Type, *, required: bool, closed: bool
    ) -> Field:
        schema = walk.look_up(self.reader.document.data, pointer)
        schema = schema if isinstance(schema, dict) else {}
        name = python_name(wire_name, reserved().fields)
        default = None if required else "None"
        # Required of a payload, where it tells alternatives apart; known of an object.
        if wire_name == TYPE_PROPERTY and closed and isinstance(kind, Enum):
            default = repr(kind.members[0])
        marks: list[str] = []
        # What is only received goes on as it came; a request must not have a null that is not allowed.
        if default == "None" and not kind.nullable and owner in self.sent:
            marks.append("OmitNone")
        if to_camel(name) != wire_name:
            marks.append(f"Field(alias={wire_name!r})")
        if schema.get("readOnly") and closed:
            self.reader.refuse((*pointer, "readOnly"), "a readOnly property in a request", "remove the property")
        _, target = walk.resolve(self.reader.document.data, pointer)
        target = target if isinstance(target, dict) else {}
        description = schema.get("description") or target.get("description", "")
        words = [description, *notes({**target, **schema})]
        return Field(pointer, name, wire_name, kind, required, default, tuple(marks), " ".join(filter(None, words)))

    def _distinct(self, made: Class) -> None:
        names: dict[str, Field] = {}
        for field in made.all_fields.values():
            other = names.setdefault(field.name, field)
            if other.wire_name != field.wire_name:
                what = f"{field.wire_name!r} and {other.wire_name!r} have the Python name {field.name}"
                self.reader.refuse(field.pointer, what, "rename one of the two")


def narrows(kind: Type, base: Type) -> bool:
    """Whether all values of the type are values of the other."""
    return all(any(_within(one, other) for other in _alternatives(base.shape)) for one in _alternatives(kind.shape))


def _alternatives(shape: Any) -> frozenset[Any]:
    union = isinstance(shape, tuple) and shape[0] == "union"
    return shape[1] if union else frozenset([shape])


def _within(one: Any, other: Any) -> bool:
    if one == other or other == "any" or (one, other) == ("integer", "number"):
        return True
    if not (isinstance(one, tuple) and one[0] == "enum"):
        return False
    if isinstance(other, tuple):
        return bool(other[0] == "enum" and one[1] <= other[1])
    kinds = {"string": "str ", "integer": "int ", "boolean": "bool "}
    return other in kinds and all(str(member).startswith(kinds[other]) for member in one[1])


def notes(schema: dict[str, Any]) -> Iterator[str]:
    """Yield what a description does not say and a user has to know."""
    if schema.get("deprecated"):
        yield "Deprecated."
    if schema.get("readOnly"):
        yield "Read-only."
    if "default" in schema:
        yield f"If absent, the service assumes {schema['default']!r}."


def _required_by_all(wire_name: str, bases: list[tuple[str, Class]]) -> bool:
    return all(base.all_fields[wire_name].required for _, base in bases if wire_name in base.all_fields)
