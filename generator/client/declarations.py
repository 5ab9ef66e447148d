"""Turn the schemas of a document into what models.py declares: type aliases and classes, in order of use."""

import keyword
from dataclasses import dataclass
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier
from pydantic.alias_generators import to_camel

from generator.runtime.base import GraphModel
from generator.spec import walk
from generator.spec.document import Document
from generator.spec.graph_rules import TYPE_PROPERTY
from generator.spec.source import InvalidSpecError, Pointer

TYPES = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "null": "None",
    "object": "dict[str, Any]",
}
FORMATS = {"date-time": "DateTime", "date": "date"}
CONSTRAINTS = {
    **{
        "minimum": "ge",
        "maximum": "le",
        "exclusiveMinimum": "gt",
        "exclusiveMaximum": "lt",
        "multipleOf": "multiple_of",
    },
    **{"minLength": "min_length", "maxLength": "max_length", "minItems": "min_length", "maxItems": "max_length"},
}
# What a class must not be called: the names that models.py and client.py import or define.
TAKEN = frozenset(
    "Annotated Any AnyText AsyncClient AsyncGraphRuns AsyncTransport Call CallOptions ClosedModel Cloud DateTime Field "
    "GraphRuns Group Literal OmitNone OpenModel ReceivedDateTime SyncClient Tag Transport TypeAdapter TypeAlias "
    "Unpack".split()
)
# What a field must not be called: pydantic's own names, and those that models.py imports.
RESERVED = {*dir(GraphModel), *dir(type(GraphModel)), "date", "model_fields_set"}


@dataclass(frozen=True)
class Field:
    """A field of a class: Python name, annotation, default (or None where it is required), description."""

    name: str
    annotation: str
    default: str | None
    description: str


@dataclass(frozen=True)
class Declaration:
    """A named schema: an alias (with `annotation`) or a class (with `bases` and `fields`)."""

    name: str
    description: str
    annotation: str | None = None
    bases: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


def declarations(document: Document) -> list[Declaration]:
    """Return every named schema, each after those that it needs when it is declared."""
    return _Schemas(document).all()


def annotation(document: Document, pointer: Pointer, *, constrained: bool = True) -> str:
    """Return the Python type of the schema at the pointer, for code that imports all of models.py."""
    return _Schemas(document, constrained=constrained).annotation(pointer)


def class_name(name: str) -> str:
    """Return the Python name of a named schema."""
    return str(ClassName(name, "Schema"))


def python_name(name: str, reserved: set[str] = RESERVED) -> str:
    """Return the Python name of a property or parameter."""
    identifier = str(PythonIdentifier(name, "field_"))
    return identifier + "_" if identifier in reserved or keyword.iskeyword(identifier) else identifier


class _Schemas:
    """A walk over the named schemas that remembers which are declared; what is not yet is named in quotes."""

    def __init__(self, document: Document, *, constrained: bool = True) -> None:
        self.document = document
        self.constrained = constrained
        self.closed = True
        self.schemas: dict[str, Any] = document.data.get("components", {}).get("schemas", {})
        self.declared: dict[str, Declaration | None] = {}
        self.sent: set[Pointer] = set()

    def all(self) -> list[Declaration]:
        for _, operation in walk.operations(self.document.data):
            self.send(operation.get("requestBody"))
        tags = [class_name(tag["name"]) for tag in self.document.data.get("tags", [])]
        names = dict.fromkeys([*TAKEN, *tags, *(f"Async{tag}" for tag in tags)], "the client's own")
        for name in self.schemas:
            if (other := names.setdefault(class_name(name), name)) != name:
                self.refuse(("components", "schemas", name), f"{name} and {other} have one Python name")
            self.declare(name)
        return [declaration for declaration in self.declared.values() if declaration]

    def send(self, value: Any) -> None:
        """Note what a request refers to, by others too."""
        for node in walk.nodes(value):
            if "$ref" in node.value and (pointer := walk.target(node.value["$ref"])) not in self.sent:
                self.sent.add(pointer)
                self.send(walk.look_up(self.document.data, pointer))

    def declare(self, name: str) -> None:
        if name in self.declared:
            return
        self.declared[name] = None  # under way: a reference from inside is a forward one
        pointer: Pointer = ("components", "schemas", name)
        schema = self.schemas[name]
        for node in walk.nodes(schema, pointer, in_schema=True):
            if "$ref" in node.value:
                self.declare(str(walk.target(node.value["$ref"])[-1]))
        description = schema.get("description", "")
        if "properties" in schema or "allOf" in schema:
            made = Declaration(class_name(name), description, None, self.bases(schema), self.fields(pointer, schema))
        elif schema.get("type") == "object" and not isinstance(schema.get("additionalProperties"), dict):
            base = "ClosedModel" if schema.get("additionalProperties") is False else "OpenModel"
            made = Declaration(class_name(name), description, None, (base,))
        else:
            self.closed = True  # an alias has its limits; open classes leave them out
            made = Declaration(class_name(name), description, self.annotation(pointer))
        del self.declared[name]  # put it behind those that it needs
        self.declared[name] = made

    def bases(self, schema: dict[str, Any]) -> tuple[str, ...]:
        parents = [part["$ref"] for part in schema.get("allOf", []) if "$ref" in part]
        if parents:
            return tuple(class_name(str(walk.target(parent)[-1])) for parent in parents)
        return ("ClosedModel" if schema.get("additionalProperties") is False else "OpenModel",)

    def fields(self, pointer: Pointer, schema: dict[str, Any]) -> tuple[Field, ...]:
        if "allOf" in schema:
            pointer, schema = (*pointer, "allOf", len(schema["allOf"]) - 1), schema["allOf"][-1]
        closed = self.closed = schema.get("additionalProperties") is False
        made: dict[str, Field] = {}
        for wire_name in schema.get("properties", {}):
            place = (*pointer, "properties", wire_name)
            name = python_name(wire_name)
            if name in made:
                self.refuse(place, f"two properties have the Python name {name}")
            required = wire_name in schema.get("required", [])
            made[name] = self.field(place, name, wire_name, required=required, closed=closed)
        return tuple(made.values())

    def field(self, pointer: Pointer, name: str, wire_name: str, *, required: bool, closed: bool) -> Field:
        property_schema = walk.look_up(self.document.data, pointer)
        kind = self.annotation(pointer)
        nullable = "None" in kind.strip('"').split(" | ")
        default: str | None = None if required else "None"
        extras = []
        if wire_name == TYPE_PROPERTY and closed and "enum" in property_schema:
            default = repr(property_schema["enum"][0])
        elif not required and not nullable:
            kind = _union([kind, "None"])
            # What is only received goes on as it came; a request must not have a null that is not allowed.
            extras += ["OmitNone"] if pointer[:3] in self.sent else []
        if to_camel(name) != wire_name:
            extras.append(f"Field(alias={wire_name!r})")
        if extras:
            kind = f"Annotated[{', '.join([kind, *extras])}]"
        _, target = walk.resolve(self.document.data, pointer)
        return Field(name, kind, default, property_schema.get("description", target.get("description", "")))

    def annotation(self, pointer: Pointer) -> str:
        schema = walk.look_up(self.document.data, pointer)
        if schema is True:
            return "Any"
        if schema is False:
            self.refuse(pointer, "a schema that takes nothing")
        if "$ref" in schema:
            name = str(walk.target(schema["$ref"])[-1])
            limited = CONSTRAINTS.keys() & self.schemas[name].keys()
            if limited and not self.closed:  # what the service sends is read as it comes
                return self.annotation(walk.target(schema["$ref"]))
            under_way = name in self.declared and self.declared[name] is None
            return f'"{class_name(name)}"' if under_way else class_name(name)
        if "enum" in schema or "const" in schema:
            return f"Literal[{', '.join(map(repr, schema.get('enum', [schema.get('const')])))}]"
        for key in ("anyOf", "oneOf"):
            if key in schema:
                parts = [self.annotation((*pointer, key, index)) for index in range(len(schema[key]))]
                return self.tagged(pointer, schema, parts)
        types = schema.get("type", [])
        kinds = [self.of_type(pointer, schema, kind) for kind in ([types] if isinstance(types, str) else types)]
        return _union(kinds) or "Any"

    def of_type(self, pointer: Pointer, schema: dict[str, Any], kind: str) -> str:
        if kind == "array":
            python = f"list[{self.annotation((*pointer, 'items')) if 'items' in schema else 'Any'}]"
        elif kind == "object" and isinstance(schema.get("additionalProperties"), dict):
            python = f"dict[str, {self.annotation((*pointer, 'additionalProperties'))}]"
        else:
            python = TYPES[kind] if kind != "string" else FORMATS.get(schema.get("format", ""), "str")
            python = "ReceivedDateTime" if python == "DateTime" and not self.closed else python
        limits = [f"{CONSTRAINTS[key]}={schema[key]}" for key in CONSTRAINTS if key in schema and kind != "null"]
        return (
            f"Annotated[{python}, Field({', '.join(limits)})]"
            if limits and self.constrained and self.closed
            else python
        )

    def tagged(self, pointer: Pointer, schema: dict[str, Any], parts: list[str]) -> str:
        if "discriminator" not in schema:
            evolvable = "str" in parts and all(
                "enum" in self.target(part) or part == {"type": "string"} for part in schema.get("anyOf", [{}])
            )
            return f"Annotated[{_union(parts)}, AnyText]" if evolvable else _union(parts)
        tag = schema["discriminator"]["propertyName"]
        members: dict[str, str] = {}
        closed = True
        for index, part in enumerate(schema["oneOf"]):
            _, member = walk.resolve(self.document.data, walk.target(part["$ref"]))
            closed &= member.get("additionalProperties") is False
            tag_schema = member.get("properties", {}).get(tag, {})
            values = tag_schema.get("enum", [tag_schema["const"]] if "const" in tag_schema else [])
            if not values:
                self.refuse((*pointer, "oneOf", index), f"the tag {tag} has no const or enum in {part['$ref']}")
            members |= dict.fromkeys(values, parts[index])
        if closed:
            return f"Annotated[{_union(parts)}, Field(discriminator={python_name(tag)!r})]"
        tagged = [f"Annotated[{part}, Tag({part!r})]" for part in [*parts, "OpenModel"]]
        return f"Annotated[{' | '.join(tagged)}, by_tag({tag!r}, {python_name(tag)!r}, {members!r})]"

    def target(self, schema: dict[str, Any]) -> Any:
        return walk.look_up(self.document.data, walk.target(schema["$ref"])) if "$ref" in schema else schema

    def refuse(self, pointer: Pointer, what: str) -> None:
        raise InvalidSpecError(
            [self.document.problem(pointer, what, "the templates do not handle it: change the spec")]
        )


def _union(parts: list[str]) -> str:
    # `"Name" | None` is no expression: a union with a forward reference is quoted as a whole.
    joined = " | ".join(dict.fromkeys(parts))
    return f'"{joined.replace(chr(34), "")}"' if '"' in joined and " | " in joined and "[" not in joined else joined
