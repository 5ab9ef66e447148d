"""Values in OData expressions, such as those of `$filter`: quoted so that they stay values."""

import math
from datetime import UTC, date, datetime
from uuid import UUID


def literal(value: str | float | bool | date | UUID | None) -> str:
    """Return the value as OData spells it: `f"status eq {literal(status)}"`.

    Text gets single quotes, with those in it doubled; times are given in UTC. None is null.

    Raises:
        ValueError: The value is a datetime without a time zone, NaN or infinite.
        TypeError: The value is of another type.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        doubled = str.__str__(value).replace("'", "''")  # str() of an enum member is its name
        return f"'{doubled}'"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is not a number that OData can compare")
        return float.__repr__(value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("the datetime has no time zone: write datetime(…, tzinfo=UTC), or datetime.now(UTC)")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no literal in OData")
