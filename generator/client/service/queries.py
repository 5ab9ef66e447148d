"""The query options of OData, applied to the items of a list: which are on a page, and where the next one is."""

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote

from generator.client.service.errors import RefusedError
from generator.client.service.literals import read_literal
from generator.client.service.routes import Route
from generator.spec.graph_rules import (
    COUNT,
    COUNT_OPTION,
    FILTER,
    ITEMS,
    NEXT_LINK,
    NEXT_PAGE,
    ORDER_BY,
    SEARCH,
    SELECT,
    TOP,
)

Item: TypeAlias = dict[str, Any]
CLAUSE = re.compile(r"(\w+) (eq|ne|lt|le|gt|ge) ('(?:[^']|'')*'|[^\s']+)")
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
EQUALITY = (COMPARE["eq"], COMPARE["ne"])


def options_of(query: str, route: Route) -> dict[str, str]:
    """Return the options of the query, names in lower case. Raises RefusedError for one that is not documented."""
    pairs = [(name.lower(), value) for name, value in parse_qsl(query, keep_blank_values=True)]
    options = dict(pairs)
    if len(options) < len(pairs):
        raise RefusedError(400, "BadRequest", "Query option was specified more than once.")
    if unknown := options.keys() - route.options - ({NEXT_PAGE} if route.pageable else set()):
        raise RefusedError(400, "BadRequest", f"Query option '{min(unknown)}' is not supported.")
    return options


def page(route: Route, items: list[Item], options: Mapping[str, str], address: str, size: int) -> dict[str, Any]:
    """Return the page that the options ask for; its next link has all of them, and where it begins."""
    properties = route.properties
    for matches in _clauses(options.get(FILTER, ""), properties):
        items = [item for item in items if matches(item)]
    if words := options.get(SEARCH, "").strip('"').lower():
        items = [item for item in items if any(words in str(value).lower() for value in item.values())]
    if ORDER_BY in options:
        name, _, direction = options[ORDER_BY].partition(" ")
        _require(properties, {name})
        items = sorted(items, key=lambda item: str(item.get(name)), reverse=direction == "desc")
    size = _positive(options[TOP]) if TOP in options else size
    start = _position(options[NEXT_PAGE]) if NEXT_PAGE in options else 0
    found = {name: value for name, value in route.example.items() if name not in (COUNT, ITEMS, NEXT_LINK)}
    if options.get(COUNT_OPTION) == "true":
        found[COUNT] = len(items)
    found[ITEMS] = [selected(item, options, properties) for item in items[start : start + size]]
    if start + size < len(items):
        token = base64.urlsafe_b64encode(f"at:{start + size}".encode()).decode()
        kept = {**options, NEXT_PAGE: token}
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in kept.items())
        found[NEXT_LINK] = f"{address}?{query}"
    return found


def selected(item: Item, options: Mapping[str, str], properties: frozenset[str]) -> Item:
    """Return the properties that `$select` names, and what is not a property."""
    if SELECT not in options:
        return item
    names = set(options[SELECT].split(","))
    _require(properties, names)
    return {name: value for name, value in item.items() if name in names or name.startswith("@")}


def _clauses(text: str, properties: frozenset[str]) -> Iterator[Callable[[Item], bool]]:
    while text:
        found = CLAUSE.match(text)
        rest = text[found.end() :] if found else text
        if not found or (rest and not rest.startswith(" and ")):
            raise RefusedError(400, "BadRequest", f"Invalid filter clause: {text}")
        name, operator, written = found.groups()
        _require(properties, {name})
        compare, wanted = COMPARE[operator], read_literal(written)

        def matches(item: Item, name: str = name, compare: Any = compare, wanted: Any = wanted) -> bool:
            value = item.get(name)
            if hasattr(wanted, "tzinfo") and isinstance(value, str):
                value = type(wanted).fromisoformat(value)
            return (value is not None or compare in EQUALITY) and bool(compare(value, wanted))

        yield matches
        text = rest.removeprefix(" and ")


def _require(properties: frozenset[str], names: set[str]) -> None:
    if unknown := names - properties:
        raise RefusedError(400, "BadRequest", f"Could not find a property named '{min(unknown)}'.")


def _positive(text: str) -> int:
    if not re.fullmatch(r"0*[1-9]\d{0,8}", text):
        raise RefusedError(400, "BadRequest", f"Invalid value '{text}' for {TOP} query option.")
    return int(text)


def _position(token: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("at:"))
    except ValueError:
        raise RefusedError(400, "BadRequest", "The skip token is not valid.") from None
