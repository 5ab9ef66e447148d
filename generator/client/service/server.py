"""The server: reads requests as strictly as Graph, fails on request, and answers from routes and items."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from generator.client.service.errors import RefusedError
from generator.client.service.loopback import running
from generator.client.service.queries import options_of, page, selected
from generator.client.service.routes import Route, route_of, routes
from generator.spec.document import Document
from generator.spec.graph_rules import COUNT_OPTION, SEARCH

Fault: TypeAlias = Callable[["Handler"], None]
DEFAULT_PAGE = 20
ADVANCED = {SEARCH, COUNT_OPTION}
MAX_PAGE_SIZE = re.compile(r"(?:^|[,\s])odata\.maxpagesize=(\d+)")


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class State:
    """What the service holds, and what goes wrong at which request, counted from 1."""

    values: dict[str, Any] = field(default_factory=dict)
    """By operationId, what it returns instead of its example, or a function of its arguments that returns that.

    A list has a list of items, which are found by their ids too.
    """
    faults: dict[int, Fault] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {"t0ken"})
    page_size: int = DEFAULT_PAGE
    advanced: bool = False
    """Whether `$search` and `$count` need `ConsistencyLevel: eventual`, as they do for directory objects."""
    received: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class GraphService(ThreadingHTTPServer):
    """Serves one document on a free port of loopback."""

    daemon_threads = True

    def __init__(self, document: Document, state: State) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state = state
        self.routes = routes(document)
        self.base_path = urlsplit(document.data["servers"][0]["url"]).path.rstrip("/")
        self.url = f"http://127.0.0.1:{self.server_port}{self.base_path}"

    def handle_error(self, *_: object) -> None:
        """Print nothing of clients that hang up."""


@contextmanager
def serving(document: Document, state: State | None = None) -> Iterator[GraphService]:
    """Run the service; it is stopped at the end."""
    server = GraphService(document, state or State())
    with running(server):
        yield server


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: GraphService

    def handle_one_request(self) -> None:
        """Read one request and answer it, or do what the fault of its number says."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        state = self.server.state
        with state.lock:
            state.received.append(Request(self.command, self.path, dict(self.headers), body))
            fault = state.faults.pop(len(state.received), None)
        if fault:
            fault(self)
        else:
            try:
                self._answer(body)
            except RefusedError as error:
                self.error(error.status, error.code, str(error))
        self.wfile.flush()

    def reply(self, status: int, body: object = None, headers: Mapping[str, str] | None = None) -> None:
        """Send a response; without a body for None."""
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        ids = {name: self.headers[name] for name in ("client-request-id",) if name in self.headers}
        for name, value in {"request-id": "00000000-0000-0000-0000-000000000001", **ids, **(headers or {})}.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def error(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        """Send Graph's error envelope."""
        self.reply(status, {"error": {"code": code, "message": message}}, headers)

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def _answer(self, body: bytes) -> None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or token not in self.server.state.tokens:
            raise RefusedError(401, "InvalidAuthenticationToken", "Access token validation failure.")
        parts = urlsplit(self.path)
        if not parts.path.startswith(f"{self.server.base_path}/"):
            raise RefusedError(404, "ResourceNotFound", f"Resource not found for the path {parts.path}.")
        route, arguments = route_of(self.server.routes, self.command, parts.path.removeprefix(self.server.base_path))
        options = options_of(parts.query, route)
        _require_body(route, body)
        value = self._value(route, arguments)
        if route.pageable:
            value = page(route, value, options, self._address(parts.path), self._page_size(options))
        elif isinstance(value, dict):
            value = selected(value, options, route.properties)
        self.reply(route.status, value, route.headers)

    def _value(self, route: Route, arguments: dict[str, Any]) -> Any:
        """Return the result, the items of a list. Raises RefusedError where there is no item with the id."""
        values = self.server.state.values
        if route.name in values:
            value = values[route.name]
            return value(arguments) if callable(value) else value
        collection, _, last = route.path.rpartition("/")
        for other in self.server.routes:
            if other.path == collection and other.pageable and other.name in values and last.startswith("{"):
                wanted = arguments[last[1:-1]]
                found = [item for item in self._value(other, arguments) if item.get("id") == wanted]
                if not found:
                    raise RefusedError(404, "ResourceNotFound", f"There is no item with the id '{wanted}'.")
                return found[0] if route.example is not None else None
        return route.items if route.pageable else route.example

    def _page_size(self, options: Mapping[str, str]) -> int:
        state = self.server.state
        if state.advanced and options.keys() & ADVANCED and self.headers.get("ConsistencyLevel") != "eventual":
            raise RefusedError(400, "Request_UnsupportedQuery", "ConsistencyLevel: eventual is needed.")
        preferred = MAX_PAGE_SIZE.search(self.headers.get("Prefer") or "")
        return int(preferred[1]) if preferred else state.page_size

    def _address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


def _require_body(route: Route, body: bytes) -> None:
    if route.validator is None or not (body or route.body_required):
        if body:
            raise RefusedError(400, "BadRequest", "A request body was given, but none is expected.")
        return
    try:
        value = json.loads(body)
    except ValueError:
        raise RefusedError(400, "BadRequest", "Unable to read JSON request payload.") from None
    for violation in route.validator.iter_errors(value):
        raise RefusedError(400, "BadRequest", f"{violation.json_path}: {violation.message}")
