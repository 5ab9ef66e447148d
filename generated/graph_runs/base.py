# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""What all models share: wire names, strictness, and that exactly what was set is sent."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import Discriminator

T = TypeVar("T")
RFC3339 = r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"


_AWARE = core_schema.datetime_schema(strict=True, tz_constraint="aware", microseconds_precision="truncate")
_TEXT = core_schema.chain_schema(
    [
        core_schema.str_schema(strict=True, pattern=RFC3339),
        core_schema.datetime_schema(strict=False, tz_constraint="aware", microseconds_precision="truncate"),
    ]
)


class _DateTimeSchema:
    """Takes aware datetimes and, also from Python, text; `exact` says how strictly the text in JSON is read."""

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        either = core_schema.union_schema([_AWARE, _TEXT], mode="left_to_right")
        return core_schema.custom_error_schema(
            core_schema.json_or_python_schema(_TEXT if self.exact else _AWARE, either),
            custom_error_type="datetime",
            custom_error_message="Input should be a datetime with a time zone, as text in RFC 3339",
        )


class AnyText:
    """Marks an enum that also takes undocumented members, and spares it the search: it is text in any case."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take any text."""
        return core_schema.str_schema(strict=True)


DateTime = Annotated[datetime, _DateTimeSchema(exact=True)]
"""A datetime with a time zone, in JSON as RFC 3339 spells it. Up to seven fractional digits are read, six kept."""

ReceivedDateTime = Annotated[datetime, _DateTimeSchema(exact=False)]
"""The same, but read as leniently as pydantic does: what a service sends need not be refused for a space or a digit."""

OmitNone = Field(exclude_if=lambda value: value is None)
"""For a property that may be absent but never null: None means absent."""


def by_tag(wire_name: str, name: str, members: dict[str, str]) -> "Discriminator":
    """Choose the member of a union by its tag; an object with an unknown tag is an OpenModel."""
    from pydantic import Discriminator  # here, because it loads half of pydantic

    def member(value: Any) -> str:
        tag = value.get(wire_name) if isinstance(value, dict) else getattr(value, name, None)
        return members.get(tag, "OpenModel") if isinstance(tag, str) else "OpenModel"

    return Discriminator(member)


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
        # Python's names of two words have an underscore, the wire's have not; an escape can spell one.
        signs: Any = "_\\" if isinstance(json_data, str) else b"_\\"  # the latter yields integers, found fastest
        return reconcile_extras(made) if signs[0] in json_data or signs[1] in json_data else made

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

    def __setattr__(self, name: str, value: Any) -> None:
        """Assign, by the wire name too."""
        fields = type(self).model_fields
        if name not in fields and not name.startswith("_"):
            name = next((known for known, field in fields.items() if field.alias == name), name)
        super().__setattr__(name, value)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return what was set, under its wire names; `mode="json"` for JSON types."""
        options = {"exclude_unset": True, **options}
        return super().model_dump(**options)

    def model_dump_json(self, **options: Any) -> str:
        """Return what was set as JSON text, under its wire names."""
        if not options:  # the same without the detour
            return self.__pydantic_serializer__.to_json(self, exclude_unset=True, by_alias=True).decode()
        options = {"exclude_unset": True, **options}
        return super().model_dump_json(**options)


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

    def __setattr__(self, name: str, value: Any) -> None:
        """Assign; an undocumented property that is spelt like a field's Python name would overwrite the field."""
        extra = self.__pydantic_extra__ or {}
        apart = {key: extra.pop(key) for key in extra.keys() & type(self).model_fields.keys()}
        try:
            super().__setattr__(name, value)
        finally:
            if apart:
                object.__setattr__(self, "__pydantic_extra__", {**(self.__pydantic_extra__ or {}), **apart})


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
