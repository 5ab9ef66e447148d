"""Run a server in a thread for as long as a block lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer


@contextmanager
def running(server: TCPServer) -> Iterator[None]:
    """Accept connections until the block ends, and stop at once: `shutdown` would wait for the server's next poll."""
    stopped = threading.Event()

    def accept() -> None:
        while True:
            try:
                connection, address = server.get_request()
            except OSError:  # such as a failed TLS handshake
                if stopped.is_set():
                    return
                continue
            if stopped.is_set():
                connection.close()
                return
            server.process_request(connection, address)

    thread = threading.Thread(target=accept)
    with server:
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            socket.create_connection(server.server_address[:2]).close()  # type: ignore[arg-type]
            thread.join()
