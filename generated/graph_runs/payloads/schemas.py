# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""The schemas that travel with the package as JSON Schema 2020-12, found by name or by operation."""

from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson

from ..errors import GraphRunsError


class UnknownNameError(GraphRunsError, LookupError):
    """No schema, operation or body has this name; the message suggests the nearest."""


@cache
def travelled() -> dict[str, Any]:
    """Return the schemas under `$defs`, and under `operations` the name of the schema of each body."""
    schemas: dict[str, Any] = orjson.loads(Path(__file__).with_name("schemas.json").read_bytes())
    return schemas


def schema_names() -> dict[str, str]:
    """Return the name and the description of each schema."""
    return {name: schema.get("description", "") for name, schema in travelled()["$defs"].items()}


def existing(name: str) -> str:
    """Return the name if there is a schema of that name; raise UnknownNameError otherwise."""
    return _known(name, travelled()["$defs"], "schema")


def schema_of(operation: str, response: str | None = None) -> str:
    """Return the name of the schema of an operation's request, or of its response with this status.

    Raises UnknownNameError where there is no such operation, or no JSON body in it.
    """
    bodies = travelled()["operations"][_known(operation, travelled()["operations"], "operation")]
    wanted = ["request"] if response is None else [response, f"{response[:1]}XX", "default"]
    for name in wanted:
        if name in bodies:
            return str(bodies[name])
    what = "request" if response is None else f"response {response}"
    raise UnknownNameError(f"{operation} has no {what} with a JSON body; it has: {', '.join(bodies) or 'none'}")


def _known(name: str, names: dict[str, Any], kind: str) -> str:
    if name in names:
        return name
    near = nearest(name, tuple(names))
    hint = f"did you mean {near}?" if near else f"`graph-runs schemas` lists the {kind}s"
    raise UnknownNameError(f"there is no {kind} {name} ({hint})")


@lru_cache(maxsize=4096)
def nearest(name: str, names: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """Return the name that is most like the given one, upper case and underscores apart, if any is like it."""
    folded = {name.casefold().replace("_", ""): name for name in names}
    close = get_close_matches(name.casefold().replace("_", "")[:100], folded, 1, cutoff)
    return folded[close[0]] if close else None
