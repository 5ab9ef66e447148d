"""A small Graph on loopback: runs of workflows in pages, with query options, functions, actions, faults and errors.

It is as strict as the service: an option that stands twice, a filter that it cannot read or a token it does not know is
an error. A next link keeps the options of the first request, and its `$skiptoken` is opaque.
"""

import base64
import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, quote, unquote, urlsplit

Run: TypeAlias = dict[str, Any]
Fault: TypeAlias = Callable[["Handler"], None]
RUNS = re.compile(r"/workflows/(?P<workflow>[^/]+)/runs")
SUMMARY = re.compile(r"/summary\(startDateTime=(?P<start>[^,]+),endDateTime=(?P<end>[^,]+)\)")
NAMED = re.compile(r"/named\(name=(?P<name>'(?:[^']|'')*')\)")
CLAUSE = re.compile(r"(\w+) (eq|ne|lt|le|gt|ge) ('(?:[^']|'')*'|[^\s']+)")
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
DEFAULT_PAGE = 20
ADVANCED = ("$search", "$count")


def runs(number: int) -> list[Run]:
    """Return runs of which every third has failed, one an hour."""
    return [
        {
            "@odata.etag": f'W/"{index}"',
            "id": f"run-{index}",
            "displayName": f"O'Neil & sons, {index}",
            "status": ("failed", "completed", "running")[index % 3],
            "startDateTime": f"2026-11-{1 + index // 24 % 28:02}T{index % 24:02}:00:00.1234567Z",
            "endDateTime": None,
            "failedUsersCount": index % 5,
        }
        for index in range(number)
    ]


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

    runs: list[Run] = field(default_factory=list)
    faults: dict[int, Fault] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {"t0ken"})
    advanced: bool = False
    """Whether `$search` and `$count` need `ConsistencyLevel: eventual`, as they do for directory objects."""
    received: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "GraphService"

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
                _answer(self, body)
            except _RefusedError as error:
                self.error(error.status, error.code, str(error))
        self.wfile.flush()

    def reply(self, status: int, body: object = None, headers: dict[str, str] | None = None) -> None:
        """Send a response; without a body for None."""
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"request-id": "r", **(headers or {})}.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def error(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        """Send Graph's error envelope."""
        self.reply(status, {"error": {"code": code, "message": message}}, headers)

    def log_message(self, *_: object) -> None:
        """Keep the output of the tests clean."""


class GraphService(ThreadingHTTPServer):
    """Holds the state."""

    daemon_threads = True

    def __init__(self, state: State) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.state = state
        self.url = f"http://127.0.0.1:{self.server_port}/beta"

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def serving(state: State) -> Iterator[GraphService]:
    """Run the service; it is stopped at the end."""
    with GraphService(state) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def throttled(handler: Handler) -> None:
    """Refuse the request for a moment."""
    handler.error(429, "TooManyRequests", "Too many requests.", {"Retry-After": "0"})


def unavailable(handler: Handler) -> None:
    """Fail without saying for how long."""
    handler.error(503, "ServiceUnavailable", "Try later.")


def token_expired(handler: Handler) -> None:
    """Take no longer the tokens that were good until now, but `renewed`."""
    handler.server.state.tokens = {"renewed"}
    handler.error(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")


def broken_off(handler: Handler) -> None:
    """Break off in the middle of a page."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"value": [{"id": "run-')
    handler.close_connection = True


def reset(handler: Handler) -> None:
    """Reset the connection without a response."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


class _RefusedError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def _answer(handler: Handler, body: bytes) -> None:
    state = handler.server.state
    if handler.headers.get("Authorization", "").removeprefix("Bearer ") not in state.tokens:
        raise _RefusedError(401, "InvalidAuthenticationToken", "Access token validation failure.")
    parts = urlsplit(handler.path)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    options = dict(pairs)
    if len(options) < len(pairs):
        raise _RefusedError(400, "BadRequest", "Query option was specified more than once.")
    path = parts.path.removeprefix("/beta")
    found = RUNS.match(path)
    rest = unquote(path[found.end() :]) if found else ""
    if not found or found["workflow"] == "missing":
        raise _RefusedError(404, "ResourceNotFound", f"Resource not found for the path {path}.")
    if found["workflow"] == "secret":
        raise _RefusedError(403, "Forbidden", "Insufficient privileges to complete the operation.")
    if function := SUMMARY.fullmatch(rest):
        _summarize(handler, _value(function["start"]), _value(function["end"]))
    elif function := NAMED.fullmatch(rest):
        name = _value(function["name"])
        _list(handler, options, [run for run in state.runs if run["displayName"] == name])
    elif handler.command == "GET" and not rest:
        _list(handler, options, state.runs)
    elif handler.command == "GET":
        run = next((run for run in state.runs if f"/{run['id']}" == rest), None)
        if run is None:
            raise _RefusedError(404, "ResourceNotFound", "There is no such run.")
        handler.reply(200, _selected(run, options))
    elif handler.command == "POST" and rest == "/start" and not body:
        handler.reply(202)
    elif handler.command == "DELETE" or (handler.command == "POST" and rest == "/activate" and body):
        handler.reply(204)
    else:
        raise _RefusedError(405, "MethodNotAllowed", f"{handler.command} {path} with {len(body)} bytes")


def _list(handler: Handler, options: dict[str, str], found: list[Run]) -> None:
    advanced = handler.server.state.advanced and any(name in options for name in ADVANCED)
    if advanced and handler.headers.get("ConsistencyLevel") != "eventual":
        raise _RefusedError(400, "Request_UnsupportedQuery", "ConsistencyLevel: eventual is needed.")
    for clause in _clauses(options.get("$filter", "")):
        found = [run for run in found if clause(run)]
    if "$orderby" in options:
        name, _, direction = options["$orderby"].partition(" ")
        found = sorted(found, key=lambda run: str(run[name]), reverse=direction == "desc")
    size = int(options.get("$top", DEFAULT_PAGE))
    for preference in (handler.headers.get("Prefer") or "").split(","):
        if preference.strip().startswith("odata.maxpagesize="):
            size = int(preference.partition("=")[2])
    start = _position(options["$skiptoken"]) if "$skiptoken" in options else 0
    page: dict[str, Any] = {"@odata.context": "$metadata#runs"}
    if options.get("$count") == "true":
        page["@odata.count"] = len(found)
    page["value"] = [_selected(run, options) for run in found[start : start + size]]
    if start + size < len(found):
        token = base64.urlsafe_b64encode(f"at:{start + size}".encode()).decode()
        kept = [f"{name}={quote(value, safe='')}" for name, value in options.items() if name != "$skiptoken"]
        query = "&".join([*kept, f"$skiptoken={quote(token, safe='')}"])
        page["@odata.nextLink"] = f"{handler.server.url}{urlsplit(handler.path).path.removeprefix('/beta')}?{query}"
    handler.reply(200, page)


def _position(token: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("at:"))
    except ValueError:
        raise _RefusedError(400, "BadRequest", "The skip token is not valid.") from None


def _selected(run: Run, options: dict[str, str]) -> Run:
    names = options.get("$select", ",".join(run)).split(",")
    if unknown := set(names) - set(run):
        raise _RefusedError(400, "BadRequest", f"Could not find a property named {unknown.pop()!r}.")
    return {name: value for name, value in run.items() if name in names or name.startswith("@")}


def _clauses(text: str) -> Iterator[Callable[[Run], bool]]:
    while text:
        found = CLAUSE.match(text)
        rest = text[found.end() :] if found else text
        if not found or (rest and not rest.startswith(" and ")):
            raise _RefusedError(400, "BadRequest", f"Invalid filter clause: {text}")
        name, operator, value = found.groups()
        compare, wanted = COMPARE[operator], _value(value)

        def matches(run: Run, name: str = name, compare: Any = compare, wanted: Any = wanted) -> bool:
            value = run[name]
            known = datetime.fromisoformat(value) if isinstance(wanted, datetime) else value
            return known is not None and bool(compare(known, wanted))

        yield matches
        text = rest.removeprefix(" and ")


def _value(literal: str) -> Any:
    """Return what the literal stands for; times need the Z that OData asks for."""
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", literal):
        return datetime.fromisoformat(literal)
    if re.fullmatch(r"-?\d+", literal):
        return int(literal)
    if literal in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[literal]
    raise _RefusedError(400, "BadRequest", f"Syntax error: {literal} is not a literal.")


def _summarize(handler: Handler, start: datetime, end: datetime) -> None:
    times = [(datetime.fromisoformat(run["startDateTime"]), run) for run in handler.server.state.runs]
    within = [run for time, run in times if start <= time < end]
    failed = [run for run in within if run["status"] == "failed"]
    handler.reply(200, {"totalRuns": len(within), "failedRuns": len(failed)})
