# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""The schemas that travel with the package as JSON Schema 2020-12, found by name or by operation."""

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import orjson

from ..errors import GraphRunsError
from .envelopes import DOCUMENT, items_schema

COMPARABLE = 100  # characters
STATUS = re.compile(r"[1-5]([0-9]{2}|XX)|default")


class UnknownNameError(GraphRunsError, LookupError):
    """No schema, operation or body has this name; the message suggests the nearest."""


@cache
def bundled() -> dict[str, Any]:
    """Return the JSON Schemas of the package: `$defs`, and under `operations` the name of the schema of each body."""
    schemas: dict[str, Any] = orjson.loads(files(__name__.rpartition(".")[0]).joinpath("schemas.json").read_bytes())
    return schemas


def schema_names() -> dict[str, str]:
    """Return the name and the description of each schema."""
    return {name: schema.get("description", "") for name, schema in bundled()["$defs"].items()}


def checked_name(name: str) -> str:
    """Return the name if there is a schema of that name; raise UnknownNameError otherwise."""
    return _known(name, bundled()["$defs"], "schema")


def schema_of(operation: str, response: str | None = None) -> str:
    """Return the name of the schema of an operation's request, or of its response with this status.

    Raises UnknownNameError if there is no such operation, or if the body is not JSON.
    """
    bodies = bundled()["operations"][_known(operation, bundled()["operations"], "operation")]
    if response is not None and not STATUS.fullmatch(response):
        raise UnknownNameError(f"{response} is not a response status, such as 201, 4XX or default")
    wanted = ["request"] if response is None else [response, f"{response[0]}XX"]
    if response and response[0] in "45":
        wanted.append("default")  # errors; a success without a body of its own has none
    for name in wanted:
        if name in bodies:
            return str(bodies[name])
    what = "request" if response is None else f"response {response}"
    add = "add --response (in Python response=), one of" if response is None and bodies else "it has:"
    raise UnknownNameError(f"{operation} has no {what} with a JSON body; {add} {', '.join(bodies) or 'none'}")


def schema_of_items(name: str, pointer: str) -> str | None:
    """Return the name of the schema of the items that a schema documents at a pointer, if it has one."""
    found = items_schema(bundled(), bundled()["$defs"][name], pointer)
    reference = found.get("$ref", "") if isinstance(found, dict) else ""
    return reference.removeprefix(DOCUMENT) or None


def _known(name: str, names: dict[str, Any], kind: str) -> str:
    if name in names:
        return name
    near = nearest(name, tuple(names))
    hint = f"did you mean {near}?" if near else f"`graph-runs schemas` lists the {kind}s"
    raise UnknownNameError(f"unknown {kind} {name or repr(name)} ({hint})")


@lru_cache(maxsize=4096)
def _nearest(name: str, names: tuple[str, ...], cutoff: float) -> str | None:
    folded = {name.casefold().replace("_", ""): name for name in names}
    close = get_close_matches(name.casefold().replace("_", ""), folded, 1, cutoff)
    return folded[close[0]] if close else None


def nearest(name: str, names: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """Return the name that is most like the given one, upper case and underscores apart, if any is like it."""
    return _nearest(name, names, cutoff) if len(name) < COMPARABLE else None
