"""What openapi-python-client's parsed properties are, in the terms of the typed model."""

from typing import Any

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.properties.any import AnyProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.literal_enum_property import LiteralEnumProperty
from openapi_python_client.parser.properties.model_property import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from generator.client.api_types import Shape, union_shape

PLAIN = {
    AnyProperty: "any",
    BooleanProperty: "boolean",
    DateProperty: "date",
    DateTimeProperty: "date-time",
    FloatProperty: "number",
    IntProperty: "integer",
    NoneProperty: "null",
    StringProperty: "string",
    UuidProperty: "uuid",
}


class Shapes:
    """The shapes of parsed properties; `models` are the parsed classes by their Python names."""

    def __init__(self, parsed: GeneratorData, classes: set[str]) -> None:
        self.models: dict[str, ModelProperty] = {str(model.class_info.name): model for model in parsed.models}
        self._classes = classes

    def theirs(self, prop: Any) -> Shape:
        """Return the shape of a parsed property."""
        match prop:
            case ListProperty():
                return ("list", self.theirs(prop.inner_property))
            case UnionProperty():
                return union_shape([self.theirs(inner) for inner in prop.inner_properties])
            case LiteralEnumProperty():
                return _enum(prop.values)
            case ConstProperty():
                return _enum({_text(prop.value.raw_value)})
            case ModelProperty():
                name = str(prop.class_info.name)
                if name in self._classes:
                    return ("class", name)
                model = self.models.get(name, prop)
                return ("map", self.theirs(model.additional_properties))
        return PLAIN.get(type(prop), type(prop).__name__)

    def ours(self, shape: Shape) -> Shape:
        """Return a shape of the typed model without what the parser drops."""
        if isinstance(shape, str):
            return shape
        kind, inner = shape[0], shape[1]
        if kind == "union" and isinstance(inner, frozenset):
            return union_shape([self.ours(part) for part in inner])
        if kind == "enum" and isinstance(inner, frozenset):
            members = [str(member).split(" ", 1) for member in inner]
            plain = ["boolean"] if any(name == "bool" for name, _ in members) else []
            split = [frozenset(f"{name} {text}" for name, text in members if name == one) for one in ("str", "int")]
            return union_shape([*plain, *(("enum", part) for part in split if part)])
        if kind in ("list", "map") and isinstance(inner, str | tuple):
            return (str(kind), self.ours(inner))
        return shape


def _enum(values: set[Any]) -> Shape:
    if any(isinstance(value, bool) for value in values):
        return "boolean"
    return ("enum", frozenset(f"{type(value).__name__} {value}" for value in values))


def _text(value: Any) -> Any:
    """Return the value; a text is wrapped by the parser."""
    return value.get_untrusted_value() if hasattr(value, "get_untrusted_value") else value
