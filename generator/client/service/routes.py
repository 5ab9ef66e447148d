"""Operations of a document as a server sees them: which request leads to which, and what is sent back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from generator.client.service.errors import RefusedError
from generator.client.service.literals import read_literal
from generator.spec import document as documents
from generator.spec import list_rules, walk
from generator.spec.document import Document
from generator.spec.graph_rules import ITEMS, PAGEABLE

SUCCESS = "2"


@dataclass(frozen=True)
class Route:
    """An operation: its address, what may be sent to it, and its answer."""

    name: str
    method: str
    path: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, str]
    """The names of the groups in the pattern, and what the parameters are called."""
    functions: frozenset[str]
    """Those of them that are arguments of a function."""
    options: frozenset[str]
    """The query options, in lower case."""
    validator: Any
    """Of the body, or None where none is documented."""
    body_required: bool
    status: int
    headers: Mapping[str, str]
    example: Any
    """Of the body of the success, or None where it has none."""
    properties: frozenset[str]
    """Those of the result, or of the items of a list."""
    pageable: bool

    @property
    def items(self) -> list[Any]:
        """The items of the example."""
        found: list[Any] = self.example.get(ITEMS, [])
        return found

    def arguments(self, found: re.Match[str]) -> dict[str, Any]:
        """Return the arguments of the path: ids as text, arguments of functions as what their literals mean."""
        values = {name: unquote(found[group]) for group, name in self.parameters.items()}
        return {name: read_literal(text) if name in self.functions else text for name, text in values.items()}


def routes(document: Document) -> list[Route]:
    """Return the operations; of two paths that fit one address, the one with fewer parameters comes first."""
    found = [_route(document.data, pointer, operation) for pointer, operation in walk.operations(document.data)]
    return sorted(found, key=lambda route: re.sub(r"\{[^}]*\}", "\x7f", route.path))


def route_of(known: list[Route], method: str, path: str) -> tuple[Route, dict[str, Any]]:
    """Return the operation at the path, and its arguments. Raises RefusedError."""
    there = [(route, found) for route in known if (found := route.pattern.fullmatch(path))]
    for route, found in there:
        if route.method == method:
            return route, route.arguments(found)
    if there:
        raise RefusedError(405, "MethodNotAllowed", f"{method} is not allowed for {path}.")
    raise RefusedError(404, "ResourceNotFound", f"Resource not found for the path {path}.")


def _route(data: Any, pointer: tuple[str, str, str], operation: dict[str, Any]) -> Route:
    _, path, method = pointer
    names = re.findall(r"\{([^}]*)\}", path)
    parts = re.split(r"\{[^}]*\}", path)
    inside = [before.count("(") > before.count(")") for before in ("".join(parts[: n + 1]) for n in range(len(names)))]
    groups = [f"(?P<p{n}>{'[^/(),]+' if inside[n] else '[^/]+'})" for n in range(len(names))]
    pattern = "".join(text for pair in zip(map(re.escape, parts), [*groups, ""], strict=True) for text in pair)
    status = next(status for status in operation["responses"] if status.startswith(SUCCESS))
    place, response = walk.resolve(data, (*pointer, "responses", status))
    content = (*place, "content", "application/json") if response.get("content") else None
    items = list_rules.item_schema(data, pointer) if PAGEABLE in operation else None
    schema = items or ((*content, "schema") if content else None)
    request_place, request = walk.resolve(data, (*pointer, "requestBody")) if "requestBody" in operation else ((), {})
    return Route(
        operation["operationId"],
        method.upper(),
        path,
        re.compile(pattern),
        {f"p{n}": name for n, name in enumerate(names)},
        frozenset(name for name, is_inside in zip(names, inside, strict=True) if is_inside),
        frozenset(name.lower() for name in list_rules.query_parameters(data, pointer)),
        documents.validator(data, (*request_place, "content", "application/json", "schema")) if request else None,
        request.get("required", False),
        int(status),
        dict(_headers(data, place, response)),
        _example(data, content) if content else None,
        frozenset(list_rules.properties(data, schema)) if schema else frozenset(),
        PAGEABLE in operation,
    )


def _headers(data: Any, place: walk.Pointer, response: dict[str, Any]) -> Any:
    for name in response.get("headers", {}):
        _, header = walk.resolve(data, (*place, "headers", name))
        if "example" in header:
            yield name, str(header["example"])


def _example(data: Any, content: walk.Pointer) -> Any:
    """Return the first example of the body, or an empty object where there is none."""
    for name in walk.look_up(data, content).get("examples", {}):
        return walk.resolve(data, (*content, "examples", name))[1]["value"]
    return {}
