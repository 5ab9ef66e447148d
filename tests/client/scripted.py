"""A real HTTP server on loopback that answers as the test scripts it and remembers what it was sent."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the next answer of the script; the last one stays."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer on a kept connection waits 40 ms
    server: "Server"

    def handle_one_request(self) -> None:
        """Read one request, remember it, answer it."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answer = self.server.remember(Received(self.command, self.path, dict(self.headers), body))
        answer(self)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


class Server(ThreadingHTTPServer):
    """Holds the script and what was received."""

    daemon_threads = True

    def __init__(self, script: list[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script = script
        self.received: list[Received] = []
        self.stop = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """The base address."""
        return f"http://127.0.0.1:{self.server_port}/beta"

    def remember(self, request: Received) -> Answer:
        """Keep the request and return its answer."""
        with self._lock:
            self.received.append(request)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def serving(*script: Answer) -> Iterator[Server]:
    """Run a server with the script; it is stopped at the end."""
    with Server(list(script)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.stop.set()
            server.shutdown()
            thread.join()


def answer(status: int, body: Any = b"", **headers: str) -> Answer:
    """Answer with a body: bytes as they are, anything else as JSON. In header names, _ stands for -."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def send(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if status != 204:
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content if status != 204 else b"")

    return send


def truncated(status: int, content: bytes, declared: int) -> Answer:
    """Promise more bytes than are sent, then close."""

    def send(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(declared))
        handler.end_headers()
        handler.wfile.write(content)
        handler.close_connection = True

    return send


def reset(handler: Handler) -> None:
    """Reset the connection without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Close the connection without an answer."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def stalled(handler: Handler) -> None:
    """Begin a body and send nothing more until the test ends."""
    handler.send_response(201)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.wfile.flush()
    handler.server.stop.wait(30)
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Send nothing at all until the test ends."""
    handler.server.stop.wait(30)
    handler.close_connection = True


def raw(content: bytes) -> Answer:
    """Send the bytes as they are, status line and headers included, then close."""

    def send(handler: Handler) -> None:
        handler.wfile.write(content)
        handler.close_connection = True

    return send
