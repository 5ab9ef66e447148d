"""What all models share: wire names, strictness, and that exactly what was set is sent."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetCoreSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, core_schema

RFC3339 = r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"


class _Rfc3339:
    """Takes aware datetimes, and text as RFC 3339 spells them; pydantic alone takes numbers and spaces too."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.chain_schema(
            [
                core_schema.str_schema(strict=True, pattern=RFC3339),
                core_schema.datetime_schema(strict=False, tz_constraint="aware", microseconds_precision="truncate"),
            ]
        )
        aware = core_schema.datetime_schema(strict=True, tz_constraint="aware")
        return core_schema.custom_error_schema(
            core_schema.json_or_python_schema(text, core_schema.union_schema([aware, text], mode="left_to_right")),
            custom_error_type="datetime",
            custom_error_message="Input should be a datetime with a time zone, as text in RFC 3339",
        )


DateTime = Annotated[datetime, _Rfc3339]
"""A datetime with a time zone. Up to seven fractional digits are read, six are kept."""

OmitNone = Field(exclude_if=lambda value: value is None)
"""For a property that may be absent but never null: None means absent."""


def by_tag(wire_name: str, name: str, members: dict[str, str]) -> Discriminator:
    """Choose the member of a union by its tag; an object with an unknown tag is an OpenModel."""

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
        return super().model_validate_json(json_data, **{"by_alias": True, "by_name": False, **options})

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Read what a JSON parser returned. Raises pydantic.ValidationError with all findings."""
        return super().model_validate(obj, **{"by_alias": True, "by_name": False, **options})

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return what was set, under its wire names; `mode="json"` for JSON types."""
        return super().model_dump(**{"exclude_unset": True, **options})

    def model_dump_json(self, **options: Any) -> str:
        """Return what was set as JSON text, under its wire names."""
        return super().model_dump_json(**{"exclude_unset": True, **options})


class ClosedModel(GraphModel):
    """An object of a request: an undocumented property is an error."""

    model_config = ConfigDict(extra="forbid")

    def model_post_init(self, _context: Any) -> None:
        """Count the type of the object as set, so that it is always sent."""
        if "odata_type" in type(self).model_fields:
            self.model_fields_set.add("odata_type")


class OpenModel(GraphModel):
    """An object that may have more properties than are documented; they are kept."""

    model_config = ConfigDict(extra="allow")

    def model_post_init(self, _context: Any) -> None:
        """Keep apart a field and an undocumented property that is spelt like its Python name."""
        for name in (self.model_extra or {}).keys() & type(self).model_fields.keys():
            if self.__dict__[name] is None:
                self.model_fields_set.discard(name)
