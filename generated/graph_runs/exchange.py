# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""One request and what came of it, without I/O: whether it was sent, the body as it arrives, and why it failed."""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from logging import DEBUG
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .attempts import LOGGER
from .errors import ResponseTooLargeError, TransportError
from .lazy import LazyModule
from .replies import Reply
from .requests import SAFE_METHODS

if TYPE_CHECKING:
    import httpx2
else:
    httpx2 = LazyModule("httpx2")

# What TLS reports when the connection breaks off, which may be better next time.
BROKEN_TLS = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


class Exchange:
    """A request and its response."""

    def __init__(self, request: "httpx2.Request", limit: int, left: float | None) -> None:
        self.request = request
        self.streams: list[Any] = []  # the new connections of this exchange
        self._limit = limit
        self._started = time.monotonic()
        self._end = None if left is None else self._started + left
        self._traced = self._sent = False
        self._content = bytearray()
        self._response: httpx2.Response | None = None
        if left is not None:
            timeouts: Mapping[str, float | None] = request.extensions["timeout"]
            request.extensions["timeout"] = {
                name: max(left if seconds is None else min(seconds, left), 0.001) for name, seconds in timeouts.items()
            }

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of an event of the connection."""
        self._traced = True
        if event.endswith("send_request_headers.started") and info["request"].method != b"CONNECT":
            self._sent = True
        elif event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self.streams.append(info.get("return_value"))

    async def trace_async(self, event: str, info: Mapping[str, Any]) -> None:
        """Take note of an event of the connection."""
        self.trace(event, info)

    @contextmanager
    def authorized(self, token: str) -> Iterator[None]:
        """Lend the request the token: an error keeps its request, which must not keep the token."""
        if LOGGER.isEnabledFor(DEBUG):  # its arguments cost more than all else here
            LOGGER.debug("%s %s (client-request-id %s)", *self._line(), self.request.headers.get("client-request-id"))
        self.request.headers["Authorization"] = f"Bearer {token}"
        try:
            yield
        finally:
            self.request.headers.pop("Authorization", None)

    def begin(self, response: "httpx2.Response") -> None:
        """Take note of status and headers."""
        self._response = response
        stream = response.extensions.get("network_stream")
        self.streams += [stream] if stream is not None else []
        if LOGGER.isEnabledFor(DEBUG):
            took = (time.monotonic() - self._started) * 1000
            request_id = response.headers.get("request-id")
            LOGGER.debug("%s %s: %d in %.0f ms (request-id %s)", *self._line(), response.status_code, took, request_id)

    def add(self, chunk: bytes) -> None:
        """Keep a part of the body. Raises ResponseTooLargeError; the limit counts decompressed bytes."""
        response = self._response
        assert response is not None  # noqa: S101
        if len(self._content) + len(chunk) > self._limit:
            message = f"{response.status_code}, but the body exceeds the limit of {self._limit} bytes (max_body_bytes)"
            raise ResponseTooLargeError(message, response.status_code, response.headers, bytes(self._content[:1000]))
        self._content += chunk

    def ended(self, error: BaseException | None = None) -> Reply | TransportError:
        """Return the reply, or why there is none, or why its body is not complete."""
        late = self._end is not None and time.monotonic() >= self._end - 0.001
        if self._response is None:
            assert error is not None  # noqa: S101
            return self._no_reply(error, late=late)
        why = "at the deadline of the call" if late else f"({type(error).__name__})"
        broken = f"the body broke off after {len(self._content)} bytes {why}" if error else None
        return Reply(self._response.status_code, self._response.headers, bytes(self._content), broken)

    def _no_reply(self, error: BaseException, *, late: bool) -> TransportError:
        never_sent = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
        unsent = not self._sent if self._traced else isinstance(error, (*never_sent, httpx2.UnsupportedProtocol))
        if unsent:
            fate = "; the request was not sent"
        else:
            safe = self.request.method in SAFE_METHODS
            fate = "" if safe else "; the request may have been processed and was not repeated"
        if isinstance(error, httpx2.ProxyError):
            reason = f"the proxy refused the connection: {error}"
        else:
            reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        reason = f"the deadline of the call passed; {reason}" if late else reason
        message = " ".join(f"no response ({reason}){fate}".split())
        failure = TransportError(
            message, processed=False if unsent else None, permanent=late or (unsent and _is_permanent(error))
        )
        failure.__cause__ = error
        return failure

    def _line(self) -> tuple[str, str]:
        url = urlsplit(str(self.request.url))
        return self.request.method, f"{url.scheme}://{url.netloc}{url.path}"


def _is_permanent(error: BaseException) -> bool:
    """Whether trying again cannot help."""
    if isinstance(error, httpx2.ProxyError) and str(error)[:1] in ("3", "4"):
        return str(error)[:3] not in ("408", "429")
    if isinstance(error, httpx2.UnsupportedProtocol | httpx2.LocalProtocolError):
        return True
    found: BaseException | None = error
    while found is not None:
        if isinstance(found, socket.gaierror):
            return found.errno != socket.EAI_AGAIN
        if isinstance(found, ssl.SSLError) and not isinstance(found, (*BROKEN_TLS, TimeoutError)):
            return True
        found = found.__cause__ or found.__context__
    return False
