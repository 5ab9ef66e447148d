# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What all models share: wire names, strictness, and that exactly what was set is sent."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, SerializationInfo, model_serializer
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, SchemaSerializer, core_schema

from .datetimes import DateTime as DateTime
from .datetimes import ReceivedDateTime as ReceivedDateTime

if TYPE_CHECKING:
    from pydantic import Discriminator

T = TypeVar("T")


class AnyText:
    """Marks an enum that also takes undocumented members, and spares it the search: it is text in any case."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take any text."""
        return core_schema.str_schema(strict=True)


OmitNone = Field(exclude_if=lambda value: value is None)
"""For a property that may be absent but never null: None means absent."""


def by_tag(wire_name: str, name: str, members: dict[str, str], others: str = "OpenModel") -> "Discriminator":
    """Choose the member of a union by its tag; `others` is the member for missing and unknown tags."""
    from pydantic import Discriminator  # here, because it loads half of pydantic

    def member(value: Any) -> str:
        tag = value.get(wire_name) if isinstance(value, dict) else getattr(value, name, None)
        return members.get(tag, others) if isinstance(tag, str) else others

    return Discriminator(member)


# An underscore, the end of a key, the beginning of an underscore that is escaped, and what comes after a key.
_TEXT_SIGNS: Any = ("_", '"', "\\u005", re.compile(r"[ \t\r\n]*:"))
_BYTES_SIGNS: Any = (b"_", b'"', b"\\u005", re.compile(rb"[ \t\r\n]*:"))


class GraphModel(BaseModel):
    """A JSON object. `Model.model_validate_json(data)` reads it, `model.model_dump_json()` writes what was set."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        strict=True,
        validate_assignment=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
    )

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Read the JSON text. Raises pydantic.ValidationError with all findings."""
        if options:
            options = {"by_alias": True, "by_name": False, **options}
            return reconcile_extras(super().model_validate_json(json_data, **options))
        made: Self = cls.__pydantic_validator__.validate_json(json_data, by_alias=True, by_name=False)  # no detour
        return reconcile_extras(made) if _has_key_with_underscore(json_data) else made

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Read what a JSON parser returned. Raises pydantic.ValidationError with all findings."""
        options = {"by_alias": True, "by_name": False, **options}
        return reconcile_extras(super().model_validate(obj, **options))

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some properties replaced. Raises pydantic.ValidationError as an assignment does."""
        copied = super().model_copy(deep=deep)
        for name, value in (update or {}).items():
            setattr(copied, name, value)
        return copied

    if not TYPE_CHECKING:  # type checkers would take any name for an attribute

        def __setattr__(self, name: str, value: Any) -> None:
            """Assign, by the wire name too."""
            fields = type(self).model_fields
            if name not in fields and not name.startswith("_"):
                name = next((known for known, field in fields.items() if field.alias == name), name)
            super().__setattr__(name, value)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return what was set, under its wire names; `mode="json"` for JSON types."""
        made: dict[str, Any] = _serializer(type(self)).to_python(self, **{"exclude_unset": True, **options})
        return made

    def model_dump_json(self, **options: Any) -> str:
        """Return what was set as JSON text, under its wire names."""
        serializer = type(self).__dict__.get("__graph_serializer__") or _serializer(type(self))
        if not options:  # the fastest way
            return serializer.to_json(self, exclude_unset=True, by_alias=True).decode()
        return serializer.to_json(self, **{"exclude_unset": True, **options}).decode()

    @model_serializer(mode="plain")
    def _within_others(self, info: SerializationInfo):  # type: ignore[no-untyped-def]
        """Leave out what is not set where the model is part of something else; its schema stays that of the fields."""
        names = ("mode", "include", "exclude", "context", "exclude_defaults", "exclude_none", "round_trip")
        options = {name: getattr(info, name) for name in names}
        by_alias = True if info.by_alias else None
        return _serializer(type(self)).to_python(self, exclude_unset=True, by_alias=by_alias, **options)


class ClosedModel(GraphModel):
    """An object of a request: an undocumented property is an error."""

    model_config = ConfigDict(extra="forbid")

    def model_post_init(self, _context: Any) -> None:
        """Count the type of the object as set, so that it is always sent."""
        if "odata_type" in self.__dict__:
            self.__pydantic_fields_set__.add("odata_type")


class OpenModel(GraphModel):
    """An object that may have more properties than are documented; they are kept."""

    model_config = ConfigDict(extra="allow")

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: Any) -> None:
            """Assign; an undocumented property that is spelt like a field's Python name would overwrite the field."""
            extra = self.__pydantic_extra__ or {}
            apart = {key: extra.pop(key) for key in extra.keys() & type(self).model_fields.keys()}
            try:
                super().__setattr__(name, value)
            finally:
                if apart:
                    object.__setattr__(self, "__pydantic_extra__", {**(self.__pydantic_extra__ or {}), **apart})


def _has_key_with_underscore(data: Any) -> bool:
    """Whether a key could be the Python name of a field: those that differ from the wire's have an underscore.

    Only such keys make it necessary to look at every object, which takes several times as long as reading it.
    """
    underscore, quote, escaped, colon = _TEXT_SIGNS if isinstance(data, str) else _BYTES_SIGNS
    if escaped in data:
        return True
    at = data.find(underscore)
    while at >= 0 and (end := data.find(quote, at)) >= 0:
        if colon.match(data, end + 1):
            return True
        at = data.find(underscore, end)
    return False


def reconcile_extras(value: T) -> T:
    """Keep apart, in all models within, a field and an undocumented property that is spelt like its Python name.

    pydantic counts the field as set then, and would send a null that nobody set.
    """
    if isinstance(value, OpenModel):
        for name in (value.model_extra or {}).keys() & type(value).model_fields.keys():
            if value.__dict__[name] is None:
                value.model_fields_set.discard(name)
    inner = value.__dict__ if isinstance(value, GraphModel) else value
    for item in inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list) else ():
        reconcile_extras(item)
    return value


def _serializer(kind: type[GraphModel]) -> SchemaSerializer:
    """Return the serializer of a class without what `_within_others` costs, made when it is first needed."""
    made: SchemaSerializer | None = kind.__dict__.get("__graph_serializer__")
    if made is None:
        if not kind.__pydantic_complete__:
            kind.model_rebuild()
        made = SchemaSerializer(_without_detour(kind.__pydantic_core_schema__), None, False)
        setattr(kind, "__graph_serializer__", made)  # noqa: B010
    return made


def _without_detour(schema: Any) -> Any:
    if isinstance(schema, dict):
        items = {name: _without_detour(value) for name, value in schema.items()}
        ours = getattr((schema.get("serialization") or {}).get("function"), "__name__", "") == "_within_others"
        return {name: value for name, value in items.items() if not (ours and name == "serialization")}
    return [_without_detour(item) for item in schema] if isinstance(schema, list) else schema
