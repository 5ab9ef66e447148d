"""Send a call and return its result: the sync and the async twin, which hold only what waits for something."""

import inspect
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from .attempts import Attempts, Settings, prepared
from .credentials import AsyncTokenSource, TokenSource, challenged_claims
from .errors import TransportError
from .exchange import Exchange
from .lazy import LazyClient, LazyModule, renew_in_forks
from .replies import Reply, result
from .requests import Call, CallOptions

if TYPE_CHECKING:
    import asyncio

    import httpx2
else:
    httpx2, asyncio = LazyModule("httpx2"), LazyModule("asyncio")

T = TypeVar("T")


class Transport:
    """Sends calls to one server. Safe to use from several threads."""

    def __init__(self, http: "LazyClient[httpx2.Client]", tokens: TokenSource, settings: Settings) -> None:
        self.base_url = settings.base_url
        self._http = http
        self._tokens = tokens
        self._settings = settings

    def send(self, call: Call, decode: Callable[[bytes], T], options: CallOptions) -> T:
        """Return the decoded result. Raises GraphRunsError, and what the credential raises."""
        return result(self.reply(call, options), decode, permissions=call.permissions, safe=call.safe)

    def reply(self, call: Call, options: CallOptions) -> Reply:
        """Return the last reply, whatever its status. Raises TransportError, and what the credential raises."""
        on_response = options.get("on_response")
        if inspect.iscoroutinefunction(on_response):
            raise TypeError("on_response is asynchronous: use AsyncGraphRuns")
        attempts = prepared(call, options, self._settings)
        while True:
            token = self._tokens.token()
            outcome = self._attempt(attempts, token)
            if attempts.must_reauthorize(outcome):
                fresh = self._tokens.token(token, challenged_claims(outcome.headers))
                outcome = self._attempt(attempts, fresh) if fresh != token else outcome
            pause = attempts.pause_after(outcome)
            if pause is None:
                break
            time.sleep(pause)
        if isinstance(outcome, TransportError):
            raise outcome
        if on_response:
            on_response(outcome)
        return outcome

    def _attempt(self, attempts: Attempts, token: str) -> Reply | TransportError:
        try:
            http = self._http()
        except TransportError as error:
            return error
        exchange = Exchange(http.build_request(**attempts.arguments), self._settings.max_body_bytes, attempts.left())
        exchange.request.extensions["trace"] = exchange.trace
        with exchange.authorized(token), _ended_at_the_deadline(attempts.left(), exchange.streams):
            try:
                response = http.send(exchange.request, stream=True, auth=None, follow_redirects=False)
            except (httpx2.RequestError, OSError) as error:
                return exchange.ended(error)
            try:
                exchange.begin(response)
                for chunk in response.iter_bytes():
                    exchange.add(chunk)
            except (httpx2.RequestError, OSError) as error:
                return exchange.ended(error)
            finally:
                response.close()
            return exchange.ended()


@contextmanager
def _ended_at_the_deadline(left: float | None, streams: list[Any]) -> Iterator[None]:
    """Shut the connection down at the deadline, however slowly a response drips."""
    if left is None:
        yield
        return

    def shut_down() -> None:
        for stream in streams:
            with suppress(OSError, AttributeError):
                socket.socket.shutdown(stream.get_extra_info("socket"), socket.SHUT_RDWR)  # without a farewell by TLS

    timer = threading.Timer(max(left, 0), shut_down)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class AsyncTransport:
    """Sends calls to one server. Safe to use from several tasks of one event loop, to which its connections belong."""

    def __init__(self, http: "LazyClient[httpx2.AsyncClient]", tokens: AsyncTokenSource, settings: Settings) -> None:
        self.base_url = settings.base_url
        self._http = http
        self._tokens = tokens
        self._settings = settings
        self.renew()
        renew_in_forks(self)

    def renew(self) -> None:
        """Belong to no event loop: that of a parent process does not run in a fork."""
        self._loop: asyncio.AbstractEventLoop | None = None

    async def send(self, call: Call, decode: Callable[[bytes], T], options: CallOptions) -> T:
        """Return the decoded result. Raises GraphRunsError, and what the credential raises."""
        return result(await self.reply(call, options), decode, permissions=call.permissions, safe=call.safe)

    async def reply(self, call: Call, options: CallOptions) -> Reply:
        """Return the last reply, whatever its status. Raises TransportError, and what the credential raises."""
        loop = asyncio.get_running_loop()
        if self._loop not in (None, loop):
            raise RuntimeError("the client was used in another event loop: make one in each")
        self._loop = loop
        attempts = prepared(call, options, self._settings)
        while True:
            token = await self._token(attempts)
            outcome = await self._attempt(attempts, token)
            if attempts.must_reauthorize(outcome):
                fresh = await self._token(attempts, token, challenged_claims(outcome.headers))
                outcome = await self._attempt(attempts, fresh) if fresh != token else outcome
            pause = attempts.pause_after(outcome)
            if pause is None:
                break
            await asyncio.sleep(pause)
        if isinstance(outcome, TransportError):
            raise outcome
        if on_response := options.get("on_response"):
            returned = on_response(outcome)
            if inspect.isawaitable(returned):
                await returned
        return outcome

    async def _token(self, attempts: Attempts, rejected: str | None = None, claims: str | None = None) -> str:
        limit = asyncio.timeout(attempts.left())
        try:
            async with limit:
                return await self._tokens.token(rejected, claims)
        except TimeoutError as error:
            if not limit.expired():
                raise
            message = "the deadline of the call passed while the credential was asked; the request was not sent"
            raise TransportError(message, processed=False, permanent=True) from error

    async def _attempt(self, attempts: Attempts, token: str) -> Reply | TransportError:
        try:
            http = self._http()
        except TransportError as error:
            return error
        exchange = Exchange(http.build_request(**attempts.arguments), self._settings.max_body_bytes, attempts.left())
        exchange.request.extensions["trace"] = exchange.trace_async
        with exchange.authorized(token):
            try:
                async with asyncio.timeout(attempts.left()):
                    return await self._exchange(http, exchange)
            except TimeoutError as error:
                return exchange.ended(error)

    async def _exchange(self, http: "httpx2.AsyncClient", exchange: Exchange) -> Reply | TransportError:
        try:
            response = await http.send(exchange.request, stream=True, auth=None, follow_redirects=False)
        except (httpx2.RequestError, OSError) as error:
            return exchange.ended(error)
        try:
            exchange.begin(response)
            async with aclosing(response.aiter_bytes()) as chunks:
                async for chunk in chunks:
                    exchange.add(chunk)
        except (httpx2.RequestError, OSError) as error:
            return exchange.ended(error)
        finally:
            await response.aclose()
        return exchange.ended()
