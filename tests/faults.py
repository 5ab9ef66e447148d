"""What goes wrong between a client and the small Graph: a fault takes the place of one answer."""

import socket
import struct

from generator.client.service.server import Handler


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


def failed(handler: Handler) -> None:
    """Fail for no reason that is told."""
    handler.error(500, "InternalServerError", "Something went wrong.")
