"""Show a published folder in a browser of this machine: an HTTP server on loopback."""

import errno
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.publication import SUMS

HOST = "127.0.0.1"


def run(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve the folder until Ctrl-C; port 0 takes any that is free.

    Raises FileNotFoundError where nothing was published, and OSError where the port cannot be had.
    """
    if not (folder / SUMS).is_file():
        raise FileNotFoundError(errno.ENOENT, "nothing was published there: run make publish", str(folder))
    try:
        server = _Server((HOST, port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        raise OSError(error.errno, f"{error.strerror}: name another port, 0 takes any", f"{HOST}:{port}") from None
    with server:
        say(f"{folder}: http://{HOST}:{server.server_port}/ shows it until Ctrl-C")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that hangs up is no error."""


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".yaml": "application/yaml"}

    def log_message(self, *_: object) -> None:
        """Say nothing: what a browser asks for is of no interest."""
