# Do not edit: copied from generator/runtime/ by `python -m generator generate`.

"""Send a call and return its result: token, attempts and body limit; the sync and the async twin.

httpx2 and asyncio take longer to load than all else here, so they load when they are needed.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from .credentials import AsyncTokenSource, TokenSource
from .errors import ResponseTooLargeError, TransportError
from .replies import Reply, result
from .requests import Call, CallOptions
from .retries import Retries, retry_after

if TYPE_CHECKING:
    import asyncio

    import httpx2

    from .lazy import LazyClient

T = TypeVar("T")


class Transport:
    """Sends calls to one server. Safe to use from several threads."""

    def __init__(
        self,
        http: "LazyClient[httpx2.Client]",
        base_url: str,
        tokens: TokenSource,
        retries: Retries,
        max_body_bytes: int,
    ) -> None:
        self._http = http
        self._base_url = base_url
        self._tokens = tokens
        self._retries = retries
        self._max_body_bytes = max_body_bytes

    def send(self, call: Call, decode: Callable[[bytes], T], options: CallOptions) -> T:
        """Return the decoded result. Raises GraphRunsError, and what the credential raises."""
        arguments: dict[str, Any] = call.request(self._base_url, options)
        paused = 0.0
        attempt = 0
        while True:
            attempt += 1
            outcome = self._attempt(arguments)
            pause = _pause(self._retries, attempt, outcome, paused)
            if pause is None:
                if isinstance(outcome, TransportError):
                    raise outcome
                if on_response := options.get("on_response"):
                    on_response(outcome)
                return result(outcome, decode, call.permissions)
            paused += pause
            time.sleep(pause)

    def _attempt(self, arguments: dict[str, Any]) -> Reply | TransportError:
        import httpx2

        http = self._http()
        request = http.build_request(**arguments)
        with _authorized(request, self._tokens.token()):
            try:
                response = http.send(request, stream=True, auth=None, follow_redirects=False)
            except httpx2.RequestError as error:
                return _no_answer(error)
            body = _Body(response, self._max_body_bytes)
            try:
                for chunk in response.iter_bytes():
                    body.add(chunk)
            except httpx2.RequestError as error:
                return body.reply(broken=error)
            finally:
                response.close()
            return body.reply()


class AsyncTransport:
    """Sends calls to one server. Safe to use from several tasks of one event loop, to which its connections belong."""

    def __init__(
        self,
        http: "LazyClient[httpx2.AsyncClient]",
        base_url: str,
        tokens: AsyncTokenSource,
        retries: Retries,
        max_body_bytes: int,
    ) -> None:
        self._http = http
        self._base_url = base_url
        self._tokens = tokens
        self._retries = retries
        self._max_body_bytes = max_body_bytes
        self._loop: asyncio.AbstractEventLoop | None = None

    async def send(self, call: Call, decode: Callable[[bytes], T], options: CallOptions) -> T:
        """Return the decoded result. Raises GraphRunsError, and what the credential raises."""
        import asyncio

        loop = asyncio.get_running_loop()
        if self._loop not in (None, loop):
            raise RuntimeError("the client was used in another event loop: make one in each")
        self._loop = loop
        arguments: dict[str, Any] = call.request(self._base_url, options)
        paused = 0.0
        attempt = 0
        while True:
            attempt += 1
            outcome = await self._attempt(arguments)
            pause = _pause(self._retries, attempt, outcome, paused)
            if pause is None:
                if isinstance(outcome, TransportError):
                    raise outcome
                if on_response := options.get("on_response"):
                    on_response(outcome)
                return result(outcome, decode, call.permissions)
            paused += pause
            await asyncio.sleep(pause)

    async def _attempt(self, arguments: dict[str, Any]) -> Reply | TransportError:
        import httpx2

        http = self._http()
        request = http.build_request(**arguments)
        with _authorized(request, await self._tokens.token()):
            try:
                response = await http.send(request, stream=True, auth=None, follow_redirects=False)
            except httpx2.RequestError as error:
                return _no_answer(error)
            body = _Body(response, self._max_body_bytes)
            try:
                async for chunk in response.aiter_bytes():
                    body.add(chunk)
            except httpx2.RequestError as error:
                return body.reply(broken=error)
            finally:
                await response.aclose()
            return body.reply()


@contextmanager
def _authorized(request: "httpx2.Request", token: str) -> Iterator[None]:
    """Lend the request the token: an error keeps its request, which must not keep the token."""
    request.headers["Authorization"] = f"Bearer {token}"
    try:
        yield
    finally:
        request.headers.pop("Authorization", None)


class _Body:
    """A body as it arrives, up to a limit that counts decompressed bytes."""

    def __init__(self, response: "httpx2.Response", limit: int) -> None:
        self._response = response
        self._limit = limit
        self._content = bytearray()

    def add(self, chunk: bytes) -> None:
        """Keep the chunk. Raises ResponseTooLargeError."""
        if len(self._content) + len(chunk) > self._limit:
            status, headers = self._response.status_code, self._response.headers
            message = f"{status}, but the body is over the limit of {self._limit} bytes (max_body_bytes)"
            raise ResponseTooLargeError(message, status, headers, bytes(self._content[:1000]))
        self._content += chunk

    def reply(self, broken: Exception | None = None) -> Reply:
        """Return the answer, with why its body broke off, if it did."""
        why = f"the body broke off after {len(self._content)} bytes ({type(broken).__name__})" if broken else None
        return Reply(self._response.status_code, self._response.headers, bytes(self._content), why)


def _no_answer(error: "httpx2.RequestError") -> TransportError:
    import httpx2

    # Only what failed before anything was sent is certain not to have been processed.
    unsent = isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout))
    fate = "the request was not sent" if unsent else "the request may have been processed and was not repeated"
    failure = TransportError(
        f"no answer ({type(error).__name__}: {error}); {fate}", processed=False if unsent else None
    )
    failure.__cause__ = error
    return failure


def _pause(retries: Retries, attempt: int, outcome: Reply | TransportError, paused: float) -> float | None:
    """Return how long to wait before the call is repeated, or None: only what was not processed is repeated."""
    if isinstance(outcome, TransportError):
        return retries.pause(attempt, None, paused) if outcome.processed is False else None
    after = retry_after(outcome.headers)
    if outcome.status == 429 or (outcome.status == 503 and after is not None):
        return retries.pause(attempt, after, paused)
    return None
