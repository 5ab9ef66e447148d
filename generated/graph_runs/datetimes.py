# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Date-times: as RFC 3339 spells them in requests, and as services are known to spell them in responses."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

RFC3339 = r"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$"
RECEIVED = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)


def received(value: Any) -> datetime | None:
    """Return what a date-time means that Python cannot read as it is. Raises ValueError if that is not clear.

    An empty one is None; one without a time zone is in UTC, as all times of Microsoft Graph are; 24:00 is the beginning
    of the next day; a leap second is the second after it.
    """
    if value == "":
        return None
    found = RECEIVED.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("not a date-time")
    day, hour, minute, second, fraction, zone = found.groups(default="")
    later = timedelta()
    if hour == "24" and not int(f"{minute}{second or 0}{fraction or 0}"):
        hour, later = "00", timedelta(days=1)
    if second == "60":
        second, fraction, later = "59", "", timedelta(seconds=1)
    text = f"{day}T{hour}:{minute}:{second or '00'}.{fraction[:6].ljust(6, '0')}{zone.upper() or 'Z'}"
    try:
        return datetime.fromisoformat(text) + later
    except OverflowError as error:
        raise ValueError("out of the range of datetime") from error


_AWARE = core_schema.datetime_schema(strict=True, tz_constraint="aware", microseconds_precision="truncate")
_TEXT = core_schema.chain_schema(
    [
        core_schema.str_schema(strict=True, pattern=RFC3339),
        core_schema.datetime_schema(strict=False, tz_constraint="aware", microseconds_precision="truncate"),
    ]
)
# To pydantic digits alone are Unix time: "2022" would be 1970-01-01T00:33:42Z. Times outside of these years are left to
# `received`, which is slower and refuses such text.
_LIKELY = core_schema.datetime_schema(
    strict=True,
    ge=datetime(1971, 1, 1, tzinfo=UTC),
    lt=datetime(2200, 1, 1, tzinfo=UTC),
    tz_constraint="aware",
    microseconds_precision="truncate",
)
_RECEIVED = core_schema.no_info_plain_validator_function(received)


class _DateTimeSchema:
    """Accepts aware datetimes and, also from Python, text; `exact` says how strictly text is read."""

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [_AWARE, _TEXT]
        choices += [] if self.exact else [_RECEIVED]
        python = core_schema.union_schema(choices, mode="left_to_right")
        as_datetime = core_schema.simple_ser_schema("datetime")  # not by trial, as that of a union is
        received_json = core_schema.union_schema([_LIKELY, _RECEIVED], mode="left_to_right", serialization=as_datetime)
        return core_schema.custom_error_schema(
            core_schema.json_or_python_schema(_TEXT if self.exact else received_json, python),
            custom_error_type="datetime",
            custom_error_message="Input should be a datetime with a time zone, as text in RFC 3339",
        )


DateTime = Annotated[datetime, _DateTimeSchema(exact=True)]
"""A datetime with a time zone, in JSON as RFC 3339 spells it. Up to seven fractional digits are read, six kept."""

ReceivedDateTime = Annotated[datetime, _DateTimeSchema(exact=False)]
"""The same, but read leniently: one malformed date-time must not fail the whole response."""
